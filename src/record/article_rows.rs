//! Decides what one article yields: its rows, by table.
//!
//! [`ArticleRows`] is what the per-article phase hands on, what the spool stores, and what linking completes.

use serde::{Deserialize, Serialize};

use super::tables::{Alias, Cut, Document, Event, EventPerson, EventRole, Fact, Issuance, Mention, Milestone, Note, Position, Quantity, Reject, Row, Sentence, Time};

/// Calls a macro with every table that is filled article by article: `field: RowType`, in the order of publication.
#[macro_export]
macro_rules! for_each_document_table {
    ($then:ident!($($context:tt)*)) => {
        $then! { ($($context)*)
            documents: Document, sentences: Sentence, cuts: Cut, mentions: Mention, times: Time, quantities: Quantity, facts: Fact, positions: Position,
            events: Event, event_roles: EventRole, event_people: EventPerson, issuances: Issuance, milestones: Milestone, aliases: Alias, notes: Note, rejects: Reject,
        }
    };
}
pub use for_each_document_table;

/// A table that is filled article by article.
pub trait DocTable: Row {
    /// The row's document, where it has one.
    fn doc_id(&self) -> Option<&str>;
    /// Where the row stands in the raw record, for the order of rows; rows without a place come first.
    fn order(&self) -> i32;
    /// The row's place in the published text, where it has one.
    fn place(&self) -> Option<Place<'_>>;
}

/// Where a row says that it stands.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Characters of the text.
    pub chars: (i32, i32),
    /// Bytes of the record that the row's own span covers.
    pub raw: (i32, i32),
    /// What the row holds as its slice of the text.
    pub text: Option<&'a str>,
}

macro_rules! placed {
    ($($Row:ident),+) => {$(
        impl DocTable for $Row {
            fn doc_id(&self) -> Option<&str> {
                Some(&self.doc_id)
            }
            fn order(&self) -> i32 {
                self.raw_start
            }
            fn place(&self) -> Option<Place<'_>> {
                Some(Place { chars: (self.start, self.end), raw: (self.raw_start, self.raw_end), text: self.text.as_deref() })
            }
        }
    )+};
}
placed!(Sentence, Mention, Time, Quantity, Position, Event, EventRole, EventPerson, Issuance, Milestone, Alias);

impl DocTable for Fact {
    fn doc_id(&self) -> Option<&str> {
        Some(&self.doc_id)
    }
    fn order(&self) -> i32 {
        self.raw_start
    }
    fn place(&self) -> Option<Place<'_>> {
        Some(Place { chars: (self.start, self.end), raw: (self.raw_start, self.raw_end), text: self.evidence.as_deref() })
    }
}

impl DocTable for Note {
    fn doc_id(&self) -> Option<&str> {
        Some(&self.doc_id)
    }
    fn order(&self) -> i32 {
        self.raw_start.unwrap_or(0)
    }
    fn place(&self) -> Option<Place<'_>> {
        Some(Place { chars: (self.start?, self.end?), raw: (self.raw_start?, self.raw_end?), text: self.text.as_deref() })
    }
}

impl DocTable for Cut {
    fn doc_id(&self) -> Option<&str> {
        Some(&self.doc_id)
    }
    fn order(&self) -> i32 {
        self.raw_start
    }
    fn place(&self) -> Option<Place<'_>> {
        None
    }
}

impl DocTable for Document {
    fn doc_id(&self) -> Option<&str> {
        Some(&self.doc_id)
    }
    fn order(&self) -> i32 {
        0
    }
    fn place(&self) -> Option<Place<'_>> {
        None
    }
}

impl DocTable for Reject {
    fn doc_id(&self) -> Option<&str> {
        self.doc_id.as_deref()
    }
    fn order(&self) -> i32 {
        0
    }
    fn place(&self) -> Option<Place<'_>> {
        None
    }
}

macro_rules! define_article_rows {
    (() $($field:ident: $Row:ident,)+) => {
        /// The rows of one article, by table.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        pub struct ArticleRows {
            $(#[doc = concat!("Rows of `", stringify!($field), "`.")] pub $field: Vec<$Row>,)+
        }

        impl ArticleRows {
            /// Puts every table into the order of publication.
            pub fn sort(&mut self) {
                $(self.$field.sort_by(|a, b| a.order().cmp(&b.order()).then_with(|| a.first().cmp(b.first())));)+
            }

            /// The number of rows by table, in the order of publication.
            #[must_use]
            pub fn counts(&self) -> Vec<(&'static str, usize)> {
                vec![$(($Row::TABLE, self.$field.len()),)+]
            }
        }
    };
}
for_each_document_table!(define_article_rows!());
