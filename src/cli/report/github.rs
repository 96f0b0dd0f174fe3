//! Decides what a GitHub workflow shows beside the lines of a pull request: workflow commands.
//!
//! GitHub shows ten errors and ten warnings of a step; the worst scrapes come first, and a notice says how many there are in all.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{verdict, worst};
use crate::pipeline::Inspection;
use crate::validate::scrape::Severity;

/// What GitHub shows of each kind in a step.
const SHOWN: usize = 10;

/// Escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The report.
pub fn github(inspection: &Inspection) -> String {
    let mut text = String::new();
    let order: BTreeMap<&str, usize> = worst(inspection, usize::MAX).into_iter().enumerate().map(|(i, (path, ..))| (path, i)).collect();
    for (severity, command) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        let mut findings: Vec<_> = inspection.findings.iter().filter(|f| f.severity == severity).collect();
        findings.sort_by_key(|f| order.get(f.path.as_str()));
        for finding in findings.iter().take(SHOWN) {
            let place = finding.place;
            let _ = writeln!(
                text,
                "::{command} file={},line={},col={},endColumn={},title={}::{}",
                property(inspection.file(&finding.path)),
                place.line,
                place.column,
                place.end_column,
                property(finding.rule.id),
                data(&format!("{}\n{}", finding.message, finding.rule.help))
            );
        }
    }
    for drift in &inspection.drifts {
        let _ = writeln!(text, "::warning title=source.drift::{}", data(&drift.to_string()));
    }
    let (errors, warnings) = (inspection.count(Severity::Error), inspection.count(Severity::Warning));
    let _ = writeln!(text, "::notice title=jushi validate::{}", data(&format!("{}; {errors} errors, {warnings} warnings in all", verdict(inspection))));
    text
}
