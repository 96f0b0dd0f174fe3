//! Decides what a person at a terminal reads: each finding at its place as a compiler shows it, then the sum.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::super::run::STATUS_MEANINGS;
use super::super::style::{Style, grouped};
use super::verdict;
use crate::pipeline::Inspection;
use crate::validate::scrape::{Finding, Severity};

/// Findings of one check that are shown in full; nobody reads the four-hundredth empty page.
const SHOWN_OF_A_CHECK: usize = 10;

/// The report.
pub fn human(inspection: &Inspection, style: Style) -> String {
    let renderer = if style.is_plain() { Renderer::plain() } else { Renderer::styled() };
    let mut text = String::new();
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &inspection.findings {
        let count = shown.entry(finding.rule.id).or_default();
        *count += 1;
        if *count <= SHOWN_OF_A_CHECK {
            let _ = writeln!(text, "{}\n", one(finding, inspection.file(&finding.path), &renderer));
        }
    }
    for (rule, count) in shown.into_iter().filter(|(_, count)| *count > SHOWN_OF_A_CHECK) {
        let _ = writeln!(text, "{}", style.faint(&format!("… and {} more of {rule}", grouped((count - SHOWN_OF_A_CHECK) as u64))));
    }
    if !inspection.findings.is_empty() {
        text.push('\n');
    }
    for (status, meaning) in STATUS_MEANINGS {
        if let Some((_, n)) = inspection.statuses.iter().find(|(s, _)| s.as_str() == *status) {
            let _ = writeln!(text, "{:>9}  {status} {}", grouped(*n), style.faint(meaning));
        }
    }
    for drift in &inspection.drifts {
        let _ = writeln!(text, "\n{}", style.bad(&drift.to_string()));
    }
    for gone in &inspection.gone {
        let _ = writeln!(text, "{}", style.good(&format!("no longer found: {} in {}", gone.rule, gone.path)));
    }
    if !inspection.gone.is_empty() {
        let _ = writeln!(text, "{}", style.faint("--update-baseline takes them out of the baseline"));
    }
    let known = if inspection.known > 0 { format!(", {} known already", grouped(inspection.known)) } else { String::new() };
    let (errors, warnings) = (inspection.count(Severity::Error) as u64, inspection.count(Severity::Warning) as u64);
    let _ = writeln!(text, "\n{} errors, {} warnings{known}", grouped(errors), grouped(warnings));
    let verdict = verdict(inspection);
    let _ = writeln!(text, "{}", if inspection.passes() { style.good(&verdict) } else { style.bad(&verdict) });
    text
}

fn one(finding: &Finding, file: &str, renderer: &Renderer) -> String {
    let level = if finding.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.id);
    let (line, column) = (finding.place.line as usize, finding.place.column as usize);
    let group = match &finding.excerpt {
        Some(excerpt) => {
            let byte = |column: usize| excerpt.char_indices().nth(column - 1).map_or(excerpt.len(), |(i, _)| i);
            let span = byte(column)..byte(finding.place.end_column as usize);
            title.element(Snippet::source(excerpt.as_str()).path(file).line_start(line).annotation(AnnotationKind::Primary.span(span)))
        }
        None => title.element(Origin::path(file).line(line)),
    };
    renderer.render(&[group.element(Level::HELP.message(finding.rule.help))])
}
