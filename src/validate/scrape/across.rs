//! Decides what is wrong with scrapes when they stand side by side: copies, captures that disagree, sources that went bad.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::article::Status;

use super::{Expectations, Finding, Place, Severity, rules};

/// What is kept of a scrape to compare it with others.
#[derive(Debug, Clone)]
pub struct Scrape {
    /// The record's path in the dataset.
    pub path: String,
    /// The line on which the record begins.
    pub line: u64,
    /// The account or site, else the host.
    pub source: String,
    /// What became of it.
    pub status: Status,
    /// The month in which it was fetched, else published: `2025-10`.
    pub month: Option<String>,
    /// The characters of its body.
    pub body_chars: u32,
    /// The canonical URL.
    pub url: Option<String>,
    /// SHA-256 of its text.
    pub text_digest: String,
    /// Whether findings about it are wanted: with `--changed-since` only the changed ones.
    pub in_scope: bool,
}

/// How a source's scrapes came out, as `jushi-sources.json` keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceStats {
    /// Scrapes.
    pub documents: u64,
    /// The middle length of the whole bodies, in characters.
    pub median_body_chars: u32,
    /// Scrapes by status.
    pub statuses: BTreeMap<String, u64>,
}

/// A source that went bad: its share of one status, now and before.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// The source.
    pub source: String,
    /// The status.
    pub status: Status,
    /// The month that was looked at, or `None` when all of its scrapes were.
    pub month: Option<String>,
    /// Scrapes with the status, and all, now.
    pub now: (u64, u64),
    /// The same before.
    pub before: (u64, u64),
}

/// Fewer scrapes than this say nothing about a source.
const LEAST_NOW: u64 = 5;
/// Fewer than this say nothing about what was usual.
const LEAST_BEFORE: u64 = 10;
/// A share must rise by this much, beyond what chance explains.
const LEAST_RISE: f64 = 0.2;
/// Whole bodies that a median needs.
const LEAST_BODIES: usize = 10;
/// A body below this part of its source's median is short. Notices beside long articles are usual, so the part is small.
const SHORT_PART: u32 = 10;
/// Medians below this leave no room for a short body.
const LEAST_MEDIAN: u32 = 400;

fn finding(scrape: &Scrape, rule: &'static super::CheckRule, expectations: &Expectations, message: String, key: String) -> Option<Finding> {
    let severity = expectations.severity(rule);
    let place = Place { line: scrape.line, column: 1, end_column: 1 };
    (scrape.in_scope && severity != Severity::Off).then(|| Finding { rule, severity, path: scrape.path.clone(), place, excerpt: None, message, key })
}

/// Which scrape repeats which: for each index the first of its cluster and the score.
pub type Copies = HashMap<usize, (usize, f64)>;

/// Findings about copies, and about URLs that were captured twice with different text.
#[must_use]
pub fn copies(scrapes: &[Scrape], copies: &Copies, expectations: &Expectations) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, scrape) in scrapes.iter().enumerate() {
        if let Some((first, score)) = copies.get(&index) {
            let original = &scrapes[*first].path;
            found.extend(finding(scrape, &rules::DUPLICATE, expectations, format!("the text is that of {original} (likeness {score:.2})"), original.clone()));
        }
    }
    let mut captures: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, scrape) in scrapes.iter().enumerate() {
        if let Some(url) = &scrape.url {
            captures.entry(url).or_default().push(index);
        }
    }
    for (url, indexes) in captures.into_iter().filter(|(_, indexes)| indexes.len() > 1) {
        let texts: BTreeSet<&str> = indexes.iter().map(|i| scrapes[*i].text_digest.as_str()).collect();
        if texts.len() == 1 {
            continue;
        }
        let first = indexes[0];
        for index in &indexes[1..] {
            let (scrape, other) = (&scrapes[*index], &scrapes[first]);
            if scrape.text_digest == other.text_digest || copies.contains_key(index) {
                continue;
            }
            let message = format!("{url} is also in {} ({}, {} characters; here {}, {})", other.path, other.status, other.body_chars, scrape.status, scrape.body_chars);
            found.extend(finding(scrape, &rules::SAME_URL, expectations, message, other.path.clone()));
        }
    }
    found
}

/// Findings about bodies that are much shorter than their source's usually are.
#[must_use]
pub fn short_bodies(scrapes: &[Scrape], before: &BTreeMap<String, SourceStats>, expectations: &Expectations) -> Vec<Finding> {
    let mut own: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for scrape in scrapes.iter().filter(|s| s.status == Status::Ok) {
        own.entry(&scrape.source).or_default().push(scrape.body_chars);
    }
    let medians: BTreeMap<&str, u32> = own
        .into_iter()
        .filter_map(|(source, mut lengths)| {
            let known = before.get(source).filter(|b| b.statuses.get(Status::Ok.as_str()).is_some_and(|n| *n >= LEAST_BODIES as u64));
            lengths.sort_unstable();
            let median = known.map(|b| b.median_body_chars).or_else(|| (lengths.len() >= LEAST_BODIES).then(|| lengths[lengths.len() / 2]))?;
            (median >= LEAST_MEDIAN).then_some((source, median))
        })
        .collect();
    let mut found = Vec::new();
    for scrape in scrapes.iter().filter(|s| s.status == Status::Ok) {
        let Some(median) = medians.get(scrape.source.as_str()) else { continue };
        if scrape.body_chars * SHORT_PART < *median {
            let message = format!("{} characters, where {} usually has {median}", scrape.body_chars, scrape.source);
            found.extend(finding(scrape, &rules::SHORT_BODY, expectations, message, String::new()));
        }
    }
    found
}

/// Sources whose share of a bad status has risen beyond chance: of the newest month, against what was there before.
///
/// Before is what the committed statistics say; without them the older months of the same scrapes.
#[must_use]
pub fn drift(scrapes: &[Scrape], before: &BTreeMap<String, SourceStats>) -> Vec<Drift> {
    let mut by_source: BTreeMap<&str, Vec<&Scrape>> = BTreeMap::new();
    for scrape in scrapes {
        by_source.entry(&scrape.source).or_default().push(scrape);
    }
    let mut found = Vec::new();
    for (source, all) in by_source {
        let month = newest_month(&all);
        let now: Vec<&Scrape> = all.iter().copied().filter(|s| s.in_scope && (month.is_none() || s.month == month)).collect();
        let older: Vec<&Scrape> = all.iter().copied().filter(|s| month.is_some() && s.month < month).collect();
        for status in Status::ALL.iter().copied().filter(|s| *s != Status::Ok) {
            let count = |set: &[&Scrape]| (set.iter().filter(|s| s.status == status).count() as u64, set.len() as u64);
            let now = count(&now);
            let known = before.get(source).map(|b| (b.statuses.get(status.as_str()).copied().unwrap_or(0), b.documents));
            let before = known.unwrap_or_else(|| count(&older));
            if now.1 >= LEAST_NOW && before.1 >= LEAST_BEFORE && rises(now, before) {
                found.push(Drift { source: source.to_owned(), status, month: month.clone(), now, before });
            }
        }
    }
    found
}

/// The newest month of which there are enough scrapes; `None` where months are not known.
fn newest_month(scrapes: &[&Scrape]) -> Option<String> {
    let mut months: BTreeMap<&str, u64> = BTreeMap::new();
    for month in scrapes.iter().filter(|s| s.in_scope).filter_map(|s| s.month.as_deref()) {
        *months.entry(month).or_default() += 1;
    }
    months.into_iter().rev().find(|(_, n)| *n >= LEAST_NOW).map(|(month, _)| month.to_owned())
}

/// Whether a share has risen: by [`LEAST_RISE`], and above the old share even at the lower end of its 95 % interval (Wilson).
fn rises(now: (u64, u64), before: (u64, u64)) -> bool {
    let (n, old) = (now.1 as f64, before.0 as f64 / before.1 as f64);
    let share = now.0 as f64 / n;
    let z = 1.96_f64;
    let centre = share + z * z / (2.0 * n);
    let spread = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let lower = (centre - spread) / (1.0 + z * z / n);
    share - old >= LEAST_RISE && lower > old
}

impl Drift {
    /// The finding, at the first scrape of the source that has the status.
    #[must_use]
    pub fn finding(&self, scrapes: &[Scrape], expectations: &Expectations) -> Option<Finding> {
        let here = |s: &&Scrape| s.in_scope && s.source == self.source && s.status == self.status && (self.month.is_none() || s.month == self.month);
        let first = scrapes.iter().find(here)?;
        finding(first, &rules::DRIFT, expectations, self.to_string(), format!("{} {}", self.source, self.status))
    }
}

impl std::fmt::Display for Drift {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |(n, of): (u64, u64)| (n * 100 + of / 2) / of.max(1);
        let when = self.month.as_deref().unwrap_or("now");
        write!(f, "{}: {} % {} in {when} ({} of {}), {} % before", self.source, percent(self.now), self.status, self.now.0, self.now.1, percent(self.before))
    }
}
