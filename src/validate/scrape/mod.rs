//! Decides whether a scrape may join the others: findings about one record alone.
//!
//! A *finding* is one thing wrong with one scrape, at a place. What is judged against other scrapes (copies, drift of a source)
//! is in `across`.

mod across;
mod rules;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Map, Value};

pub use across::{Copies, Drift, Scrape, SourceStats, copies, drift, short_bodies};
pub use rules::{CHECKS, CheckRule, Severity, check_rule, status_rule};

use crate::article::{Article, Format, LocatedFields, PublishedFrom, RawRecord, ReadOptions, Status, mojibake_share, parse_instant, parse_stamp};
use crate::record::raw_article_schema;
use crate::text::{RawSpan, telling_words};
use crate::validate::{Schema, Violation};

/// Where a finding stands: line and columns of the file, from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: u64,
    /// The first column.
    pub column: u64,
    /// The column behind the last.
    pub end_column: u64,
}

/// One thing wrong with one scrape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub rule: &'static CheckRule,
    /// What it weighs here.
    pub severity: Severity,
    /// The record's path in the dataset.
    pub path: String,
    /// Where in its file.
    pub place: Place,
    /// The line that it stands on, shortened.
    pub excerpt: Option<String>,
    /// What was expected, and what was found.
    pub message: String,
    /// What makes it the same finding in another run, whatever line it has moved to.
    pub key: String,
}

/// What is expected of scrapes: what `[validate]` and `[sources]` of the settings say.
#[derive(Debug, Clone, Default)]
pub struct Expectations {
    /// Weights of rules by id, where they differ from the rule's own.
    pub severity: BTreeMap<String, Severity>,
    /// By publisher.
    pub sources: BTreeMap<String, SourceExpectations>,
}

/// What is expected of one source.
#[derive(Debug, Clone, Default)]
pub struct SourceExpectations {
    /// The fewest characters that a body has.
    pub min_body: Option<usize>,
    /// The languages that it publishes in, BCP 47; any when empty.
    pub languages: Vec<String>,
}

impl Expectations {
    /// What a rule weighs.
    #[must_use]
    pub fn severity(&self, rule: &CheckRule) -> Severity {
        self.severity.get(rule.id).copied().unwrap_or(rule.severity)
    }
}

/// An excerpt is at most this many characters: enough for a line of prose, little enough for a line of a report.
const EXCERPT: usize = 160;

/// A title with fewer words than this says too little to be missed in the text.
const LEAST_TITLE_WORDS: usize = 6;

/// No web page is older.
const FIRST_YEAR: i32 = 1990;

static RAW_ARTICLE: LazyLock<Schema> = LazyLock::new(|| Schema::compile(&raw_article_schema()).expect("the schema is a constant, which a test compiles"));

/// Collects the findings of one record.
struct Findings<'a> {
    record: &'a RawRecord<'a>,
    expectations: &'a Expectations,
    list: Vec<Finding>,
}

impl Findings<'_> {
    fn add(&mut self, rule: &'static CheckRule, raw: Option<RawSpan>, message: String, key: impl Into<String>) {
        let severity = self.expectations.severity(rule);
        if severity != Severity::Off {
            let (place, excerpt) = place(self.record, raw);
            self.list.push(Finding { rule, severity, path: self.record.path.clone(), place, excerpt, message, key: key.into() });
        }
    }
}

/// The place of a raw span in its file, and the line that it begins on.
fn place(record: &RawRecord<'_>, raw: Option<RawSpan>) -> (Place, Option<String>) {
    let Some(raw) = raw else { return (Place { line: record.line, column: 1, end_column: 1 }, None) };
    let bytes = &record.bytes[..];
    let start = raw.start().min(bytes.len());
    let line_start = bytes[..start].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    let line_end = bytes[start..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |i| start + i);
    let line = record.line + memchr::memchr_iter(b'\n', &bytes[..start]).count() as u64;
    let chars = |from: usize, to: usize| String::from_utf8_lossy(&bytes[from..to]).chars().count() as u64;
    let column = 1 + chars(line_start, start);
    let end_column = (column + chars(start, raw.end().clamp(start, line_end))).max(column + 1);
    let text = String::from_utf8_lossy(&bytes[line_start..line_end]);
    // A place far to the right (a JSON record is one long line) has no excerpt that shows it.
    let excerpt = (column as usize <= EXCERPT).then(|| text.trim_end().chars().take(EXCERPT).collect());
    (Place { line, column, end_column }, excerpt)
}

/// Checks one record. Pure; linear in its length.
#[must_use]
pub fn check_scrape(record: &RawRecord<'_>, article: &Article, options: &ReadOptions, expectations: &Expectations, now: DateTime<Utc>) -> Vec<Finding> {
    let fields = LocatedFields::read(record);
    let mut findings = Findings { record, expectations, list: Vec::new() };
    file_name(&mut findings);
    encoding(&mut findings, article);
    if article.status == Status::BadFrontMatter || article.raw_bytes == 0 {
        status(&mut findings, article);
        return findings.list;
    }
    front_matter(&mut findings, &fields);
    required(&mut findings, article, &fields);
    dates(&mut findings, article, &fields, options, now);
    status(&mut findings, article);
    body(&mut findings, article);
    findings.list
}

fn file_name(findings: &mut Findings<'_>) {
    let path = findings.record.path.clone();
    // `file.jsonl#12` is a record of file.jsonl; of a record that is a file all of the path is its name.
    let file = if findings.record.format == Format::Json { path.rsplit_once('#').map_or(path.as_str(), |(file, _)| file) } else { &path };
    for part in file.split('/') {
        let stem = part.split('.').next().unwrap_or_default().to_ascii_uppercase();
        let reserved = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
            || stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) && stem.ends_with(|c: char| c.is_ascii_digit());
        let bad = part.chars().find(|c| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\'));
        let reason = if let Some(c) = bad {
            format!("{c:?} stands in it")
        } else if part.ends_with(['.', ' ']) || part.starts_with(' ') {
            "it begins or ends with a blank or a full stop".to_owned()
        } else if reserved {
            "Windows keeps it for a device".to_owned()
        } else {
            continue;
        };
        findings.add(&rules::FILE_NAME, None, format!("{part:?} makes trouble on other systems: {reason}"), part);
    }
}

fn encoding(findings: &mut Findings<'_>, article: &Article) {
    if !matches!(article.encoding, "UTF-8") && article.raw_bytes > 0 && article.status_detail.as_deref() != Some("undecodable") {
        findings.add(&rules::ENCODING, None, format!("expected UTF-8, found {}", article.encoding), article.encoding);
    }
    if let Some(note) = article.notes.iter().find(|n| n.code == "encoding.bad_sequences") {
        findings.add(&rules::DAMAGED, None, note.message.clone(), "");
    }
}

fn front_matter(findings: &mut Findings<'_>, fields: &LocatedFields) {
    if let Some((reason, raw)) = &fields.repaired {
        findings.add(&rules::NOT_YAML, raw.or(fields.block), format!("expected YAML, found: {reason}"), reason.as_str());
    }
    if fields.block.is_none() {
        return;
    }
    let mut record = Map::new();
    for field in &fields.fields {
        let value = if matches!(field.key.as_str(), "categories" | "tags") {
            Value::Array(field.value.lines().map(|item| Value::String(item.to_owned())).collect())
        } else {
            Value::String(field.value.clone())
        };
        record.insert(field.key.clone(), value);
    }
    let record = Value::Object(record);
    for Violation { pointer, message } in RAW_ARTICLE.violations(&record) {
        let key = pointer.trim_start_matches('/').split('/').next().unwrap_or_default();
        // What is missing has rules of its own.
        let Some(field) = fields.fields.iter().find(|f| f.key == key) else { continue };
        if field.value.trim().is_empty() {
            continue;
        }
        findings.add(&rules::SCHEMA, field.raw, format!("{key}: {message}"), pointer);
    }
}

fn required(findings: &mut Findings<'_>, article: &Article, fields: &LocatedFields) {
    let metadata = &article.metadata;
    let head = fields.opening_fence();
    if metadata.title.is_none() {
        findings.add(&rules::NO_TITLE, head, "expected a title, found none".to_owned(), "");
    }
    if metadata.url.is_none() {
        findings.add(&rules::NO_URL, head, "expected a URL, found none".to_owned(), "");
    }
    if metadata.publisher.is_none() && article.format != Format::Html {
        findings.add(&rules::NO_SOURCE, head, "expected the account or site that it was scraped from, found none".to_owned(), "");
    }
}

fn dates(findings: &mut Findings<'_>, article: &Article, fields: &LocatedFields, options: &ReadOptions, now: DateTime<Utc>) {
    let metadata = &article.metadata;
    let field = fields.find("date", options);
    let written = field.map(|f| f.value.trim());
    let at = field.and_then(|f| f.raw);
    match (written, metadata.published_on) {
        (Some(written), _) if parse_stamp(written, options.zone).is_none() => {
            findings.add(&rules::DATE_UNREADABLE, at, format!("expected a date such as 2023-03-24, found {written:?}"), written);
        }
        (None, None) => {
            findings.add(&rules::NO_DATE, fields.opening_fence(), "expected a publication date, found none".to_owned(), "");
        }
        _ => {}
    }
    let Some(day) = metadata.published_on else { return };
    let from_field = metadata.published_from == Some(PublishedFrom::FrontMatter);
    let at = at.filter(|_| from_field);
    let today: NaiveDate = now.with_timezone(&options.zone).date_naive();
    // A day of grace: somewhere it is tomorrow already.
    if day > today + TimeDelta::days(1) {
        findings.add(&rules::DATE_IN_FUTURE, at, format!("published on {day}, and today is {today}"), day.to_string());
    } else if chrono::Datelike::year(&day) < FIRST_YEAR {
        findings.add(&rules::DATE_TOO_OLD, at, format!("published on {day}"), day.to_string());
    }
    let fetched = fields.find("fetched", options).and_then(|f| parse_instant(&f.value, options.zone)).or(metadata.fetched_at);
    if let Some(fetched) = fetched.map(|f| f.with_timezone(&options.zone).date_naive())
        && day > fetched + TimeDelta::days(1)
    {
        findings.add(&rules::DATE_AFTER_FETCH, at, format!("published on {day}, fetched on {fetched}"), day.to_string());
    }
}

fn status(findings: &mut Findings<'_>, article: &Article) {
    let Some(rule) = status_rule(article.status) else { return };
    let detail = article.status_detail.as_deref().unwrap_or(rule.summary);
    // The place of the words that gave it away, where the verdict quotes the page.
    let quoted = detail.split_once('“').and_then(|(_, rest)| rest.split_once('”')).map(|(quoted, _)| quoted);
    let raw = quoted.filter(|q| !q.is_empty()).and_then(|q| {
        let found = memchr::memmem::find(&findings.record.bytes, q.as_bytes())?;
        Some(RawSpan::of(found..found + q.len()))
    });
    findings.add(rule, raw, format!("{}: {detail}", article.status), article.status.as_str());
}

fn body(findings: &mut Findings<'_>, article: &Article) {
    if !matches!(article.status, Status::Ok | Status::Truncated) {
        return;
    }
    let text = article.text.as_str();
    let body_at = article.text.bytes(crate::text::CharSpan::of(article.body_start..article.text.len())).start();
    let body = &text[body_at..];
    let expected = article.metadata.publisher.as_ref().and_then(|p| findings.expectations.sources.get(p));
    if let Some(expected) = expected {
        let chars = body.chars().count();
        if let Some(least) = expected.min_body.filter(|least| chars < *least) {
            findings.add(&rules::SHORT_BODY, None, format!("expected at least {least} characters of this source, found {chars}"), "");
        }
        let lang = article.lang.unwrap_or("und");
        if !expected.languages.is_empty() && !expected.languages.iter().any(|l| l == lang) {
            findings.add(&rules::LANGUAGE, None, format!("expected {} of this source, found {lang}", expected.languages.join(" or ")), lang);
        }
    }
    if let Some(what) = mojibake_share(body) {
        findings.add(&rules::MOJIBAKE, None, what, "");
    }
    if let Some(title) = &article.metadata.title
        && article.status == Status::Ok
    {
        let words = telling_words(title);
        let lower = body.to_lowercase();
        if words.len() >= LEAST_TITLE_WORDS && words.iter().all(|word| !lower.contains(word.as_str())) {
            findings.add(&rules::TITLE_ELSEWHERE, None, format!("nothing of the title {title:?} comes back in the text"), "");
        }
    }
}

#[cfg(test)]
mod tests;
