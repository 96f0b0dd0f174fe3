//! Decides what the author wrote.
//!
//! An [`Article`] is a raw record after reading: its metadata, its text with the map back to raw bytes, its sentences, and
//! the verdict on the scrape. It is what every extractor gets, and nothing below this room looks at raw bytes again.
//! [`Article::parse`] never fails: bad bytes become a status, what was repaired becomes a note, what was left out becomes a cut.

mod blocks;
mod body;
mod chrome;
mod dates;
mod encoding;
mod fields;
mod front_matter;
mod html;
mod identity;
mod json;
mod language;
mod loose;
mod markdown;
mod metadata;
mod mojibake;
mod page;
mod parse;
mod raw;
mod reach;
mod sentences;
mod shapes;
mod status;
mod words;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

pub use dates::{Stamp, parse_instant, parse_stamp};
pub use fields::{LocatedField, LocatedFields};
pub use identity::{article_id, canonical_url, document_id};
pub use json::elements as json_elements;
pub use mojibake::mojibake_share;
pub use raw::RawRecord;
pub use words::{CutKind, Format, PublishedFrom, SentenceKind, Status};

use crate::text::{CharSpan, OffsetMap, RawSpan, Text};

/// The dataset's time zone unless it is set: that of the articles.
pub const DEFAULT_ZONE_HOURS: i32 = 8;

/// How records are read: what `jushi.toml` can say about them.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The zone in which times without a zone are read, and in which a publication day is a day.
    pub zone: FixedOffset,
    /// Names of JSON fields and front matter keys beyond those that are known, as (role, name): `("url", "link")`.
    pub fields: Vec<(String, String)>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { zone: FixedOffset::east_opt(DEFAULT_ZONE_HOURS * 3600).expect("eight hours are within a day"), fields: Vec::new() }
    }
}

/// What is known of an article beside its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// The title.
    pub title: Option<String>,
    /// The URL as scraped.
    pub url: Option<String>,
    /// The URL in one spelling.
    pub canonical_url: Option<String>,
    /// The host of the URL.
    pub site: Option<String>,
    /// The account or site that the scrape came from.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The outlet that the article names as its source.
    pub original_source: Option<String>,
    /// The publication day.
    pub published_on: Option<NaiveDate>,
    /// The publication instant.
    pub published_at: Option<DateTime<Utc>>,
    /// Where the publication day came from.
    pub published_from: Option<PublishedFrom>,
    /// The day of the dateline in the body, where it has one; relative times lean on it.
    pub dateline: Option<NaiveDate>,
    /// When the record was fetched.
    pub fetched_at: Option<DateTime<Utc>>,
    /// Tags and categories.
    pub tags: Vec<String>,
    /// The rights statement, as written.
    pub rights: Option<String>,
    /// The SPDX id of a stated licence.
    pub licence: Option<String>,
}

/// One sentence of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it lies.
    pub span: CharSpan,
    /// What part of the article it stands in.
    pub kind: SentenceKind,
    /// The headings above it, joined by ` > `.
    pub section: Option<Arc<str>>,
    /// The number of the paragraph that it belongs to.
    pub paragraph: u32,
}

/// A stretch of the raw record that is not in the text and is more than markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Where it lies.
    pub raw: RawSpan,
    /// What it is.
    pub kind: CutKind,
    /// The rule that cut it.
    pub rule: &'static str,
}

/// Something that was seen and not published, or repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A stable code, such as `front_matter.repaired`.
    pub code: &'static str,
    /// What was seen, and what was done about it.
    pub message: String,
    /// The text that it concerns.
    pub span: Option<CharSpan>,
    /// The rule that noted it.
    pub rule: Option<&'static str>,
}

/// A raw record after reading.
#[derive(Debug, Clone)]
pub struct Article {
    /// Names this capture of the article.
    pub doc_id: String,
    /// Names the article.
    pub article_id: String,
    /// Where the record lies.
    pub path: String,
    /// Where the record begins in its file.
    pub record_offset: u64,
    /// How the record is written.
    pub format: Format,
    /// The WHATWG name of its encoding.
    pub encoding: &'static str,
    /// The size of the record in bytes.
    pub raw_bytes: usize,
    /// SHA-256 of the record.
    pub raw_sha256: String,
    /// What is known beside the text.
    pub metadata: Metadata,
    /// The language of the body, BCP 47.
    pub lang: Option<&'static str>,
    /// What became of the scrape.
    pub status: Status,
    /// The evidence for the status.
    pub status_detail: Option<String>,
    /// Title, empty line, body.
    pub text: Text,
    /// From text to raw bytes.
    pub map: OffsetMap,
    /// Where the body begins in the text.
    pub body_start: usize,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// How far rows may reach: the end of the text, or of a truncated article the end of its last whole sentence.
    pub usable_end: usize,
    /// What was cut.
    pub cuts: Vec<Cut>,
    /// What was noted.
    pub notes: Vec<Note>,
}

impl Article {
    /// Reads a record. Never fails; linear in its length.
    #[must_use]
    pub fn parse(record: &RawRecord<'_>, options: &ReadOptions) -> Self {
        parse::parse(record, options)
    }

    /// An article that is nothing but this text, as `jushi parse` gets it: one paragraph a line, no title, no metadata but the day.
    ///
    /// ```
    /// let article = jushi::article::Article::plain("成都市网络安全产业规模达354.6亿元。", None);
    /// assert_eq!(article.sentences.len(), 1);
    /// ```
    #[must_use]
    pub fn plain(text: &str, published_on: Option<NaiveDate>) -> Self {
        parse::plain(text, published_on)
    }

    /// Whether names, times, quantities and claims are taken from it.
    #[must_use]
    pub fn is_extracted(&self) -> bool {
        matches!(self.status, Status::Ok | Status::Truncated) && self.lang.is_some_and(language::is_chinese)
    }

    /// The raw span of a stretch of the text, or `None` where all of it is synthetic.
    #[must_use]
    pub fn raw(&self, span: CharSpan) -> Option<RawSpan> {
        self.map.to_raw(self.text.bytes(span))
    }

    /// The number of the sentence that a position lies in.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let next = self.sentences.partition_point(|s| s.span.end() <= at);
        self.sentences.get(next).filter(|s| s.span.holds(at)).map(|_| next)
    }

    /// The day that relative times lean on: the dateline's, else the publication day.
    #[must_use]
    pub fn reference_day(&self) -> Option<NaiveDate> {
        self.metadata.dateline.or(self.metadata.published_on)
    }
}
