//! Decides what is mentioned in an article.
//!
//! A *mention* is a span of the text with a value and the rule that found it. Extractors run in the order of [`EXTRACTORS`];
//! each sees what those before it found, so that a year inside a title is no date and a port is no count. They are total and
//! pure: no I/O, no clock, no failure. What looks like a mention and cannot be one is a note.

mod comparator;
pub mod entity;
pub mod identifier;
pub mod numeral;
pub mod quantity;
pub mod rule;
pub mod time;
mod words;

use chrono::{NaiveDate, NaiveTime};

pub use entity::{EntityMention, EntityRef};
pub use identifier::{Identifier, IdentifierKind};
pub use quantity::Quantity;
pub use rule::{Rule, RuleId};
pub use time::{TimeMention, TimeValue};
pub use words::{Comparator, EntityType, Granularity, Modifier, QuantityKind, TimeKind};

use crate::article::{Article, Note};
use crate::lexicon::Lexicon;
use crate::text::{CharSpan, Text};

/// What extractors read: the article, the lexicon, and the moment that relative times lean on.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The article.
    pub article: &'a Article,
    /// The tables.
    pub lexicon: &'a Lexicon,
    /// The day of publication (or of the dateline).
    pub reference: Option<NaiveDate>,
    /// How it speaks.
    pub reading: Reading,
}

/// How a text speaks of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// An article reports: it leans back, and what has no day says nothing.
    Article,
    /// An utterance speaks from its moment, with the time of day at which it is made: 三天内 is from now on.
    Utterance(NaiveTime),
}

impl<'a> Context<'a> {
    /// The context of an article.
    #[must_use]
    pub fn of(article: &'a Article) -> Self {
        Self { article, lexicon: Lexicon::standard(), reference: article.reference_day(), reading: Reading::Article }
    }

    /// The context of a plain text that is spoken at a time of day.
    #[must_use]
    pub fn utterance(article: &'a Article, time: NaiveTime) -> Self {
        Self { reading: Reading::Utterance(time), ..Self::of(article) }
    }

    /// Whether the text is an utterance.
    #[must_use]
    pub fn is_utterance(&self) -> bool {
        matches!(self.reading, Reading::Utterance(_))
    }

    /// The article's text.
    #[must_use]
    pub fn text(&self) -> &'a Text {
        &self.article.text
    }
}

/// A span of the text with what it means and the rule that says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention<V> {
    /// Where it stands.
    pub span: CharSpan,
    /// The number of the sentence it stands in.
    pub sentence: usize,
    /// What it means.
    pub value: V,
    /// The rule that found it.
    pub rule: RuleId,
}

/// Everything that is mentioned in an article, by dimension, each in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// Identifiers: URLs, addresses, versions, numbers of standards. Only those of vulnerabilities are published.
    pub identifiers: Vec<Identifier>,
    /// Times.
    pub times: Vec<Mention<TimeValue>>,
    /// Quantities.
    pub quantities: Vec<Mention<Quantity>>,
    /// Names.
    pub entities: Vec<Mention<EntityRef>>,
    /// Short names that the article defines.
    pub aliases: Vec<entity::AliasDefinition>,
    /// What was seen and could not be.
    pub notes: Vec<Note>,
}

/// One dimension's recogniser.
pub struct Extractor {
    /// Its name.
    pub name: &'static str,
    /// What it adds.
    pub extract: fn(&Context<'_>, &mut Mentions),
}

/// The recognisers in the order in which they run.
///
/// Identifiers come first, as nothing may be read inside them; names of works next, as years and numbers inside titles are part of
/// the name; other names before times and quantities for the same reason; times before quantities, as 3月 is no count.
pub const EXTRACTORS: &[Extractor] = &[
    Extractor { name: "identifier", extract: identifier::extract },
    Extractor { name: "work", extract: entity::extract_works },
    Extractor { name: "entity", extract: entity::extract },
    Extractor { name: "time", extract: time::extract },
    Extractor { name: "quantity", extract: quantity::extract },
];

/// Finds everything that is mentioned in an article that is extracted in full; of others only identifiers.
#[must_use]
pub fn extract(cx: &Context<'_>) -> Mentions {
    let mut mentions = Mentions::default();
    if !cx.article.is_extracted() {
        if !identifier::may_hold_vulnerabilities(cx.text().as_str()) {
            return mentions;
        }
        identifier::extract(cx, &mut mentions);
        entity::vulnerabilities(cx, &mut mentions);
        return mentions;
    }
    for extractor in EXTRACTORS {
        (extractor.extract)(cx, &mut mentions);
    }
    mentions
}

/// Every rule of every extractor, in order.
#[must_use]
pub fn rules() -> Vec<&'static Rule> {
    [time::RULES, quantity::RULES, entity::RULES].into_iter().flatten().collect()
}

/// Whether a position lies in one of some sorted spans that do not overlap.
#[must_use]
pub fn holding(spans: &[CharSpan], at: usize) -> Option<CharSpan> {
    let next = spans.partition_point(|s| s.end() <= at);
    spans.get(next).copied().filter(|s| s.holds(at))
}
