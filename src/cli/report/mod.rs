//! Decides how findings are reported: for people, for programs, and for what CI services show.

mod github;
mod human;
mod json;
mod junit;
mod markdown;
mod sarif;

pub use github::github;
pub use human::human;
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::sarif;

use crate::pipeline::Inspection;
use crate::validate::scrape::{Finding, Severity};

/// The verdict in a sentence.
fn verdict(inspection: &Inspection) -> String {
    let share = if inspection.records == 0 { 0.0 } else { inspection.failed as f64 * 100.0 / inspection.records as f64 };
    let limit = inspection.max_failed * 100.0;
    let gate = if inspection.passes() { "passed" } else { "failed" };
    format!("{gate}: {} of {} scrapes have errors ({share:.1} %, at most {limit:.1} % may)", inspection.failed, inspection.records)
}

/// The paths with the most errors, then the most findings.
fn worst(inspection: &Inspection, most: usize) -> Vec<(&str, usize, usize)> {
    let mut counts: std::collections::BTreeMap<&str, (usize, usize)> = std::collections::BTreeMap::new();
    for finding in &inspection.findings {
        let count = counts.entry(&finding.path).or_default();
        count.0 += usize::from(finding.severity == Severity::Error);
        count.1 += 1;
    }
    let mut worst: Vec<(&str, usize, usize)> = counts.into_iter().map(|(path, (errors, all))| (path, errors, all)).collect();
    worst.sort_by(|a, b| (b.1, b.2).cmp(&(a.1, a.2)).then(a.0.cmp(b.0)));
    worst.truncate(most);
    worst
}

/// What makes a finding the same one in another run: 16 hex digits.
fn fingerprint(finding: &Finding) -> String {
    crate::record::content_digest(format!("{}\0{}\0{}", finding.rule.id, finding.path, finding.key).as_bytes(), 16)
}
