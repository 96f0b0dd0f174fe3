//! Decides what the summary of a CI job says: counts by status and source against the last run, the worst files, what to do.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::run::STATUS_MEANINGS;
use super::super::style::grouped;
use super::{verdict, worst};
use crate::article::Status;
use crate::pipeline::Inspection;
use crate::validate::scrape::{CheckRule, Severity};

/// Files and sources that the summary names.
const NAMED: usize = 10;

/// Text in a cell of a table: no bars, no markup, one line.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '~' | '@' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

fn percent(n: u64, of: u64) -> String {
    (n * 100 + of / 2).checked_div(of).map_or_else(String::new, |percent| format!("{percent} %"))
}

/// The report.
pub fn markdown(inspection: &Inspection) -> String {
    let mut text = format!("## {} jushi validate\n\n{}\n\n", if inspection.passes() { "✅" } else { "❌" }, verdict(inspection));
    if inspection.known > 0 {
        let _ = writeln!(text, "{} findings are known already and do not count.\n", grouped(inspection.known));
    }
    by_status(inspection, &mut text);
    by_source(inspection, &mut text);
    if !inspection.findings.is_empty() {
        text.push_str("### The worst files\n\n| file | errors | findings |\n|---|--:|---|\n");
        for (path, errors, _) in worst(inspection, NAMED) {
            let messages: Vec<String> = inspection.findings.iter().filter(|f| f.path == path).take(3).map(|f| cell(&f.message)).collect();
            let _ = writeln!(text, "| {} | {errors} | {} |", cell(inspection.file(path)), messages.join("; "));
        }
        text.push('\n');
        what_to_do(inspection, &mut text);
    }
    if !inspection.gone.is_empty() {
        let _ = writeln!(text, "{} findings of the baseline no longer occur; `--update-baseline` takes them out.", grouped(inspection.gone.len() as u64));
    }
    text
}

fn by_status(inspection: &Inspection, text: &mut String) {
    let mut before: BTreeMap<&str, u64> = BTreeMap::new();
    for stats in inspection.sources.values().filter_map(|s| s.before.as_ref()) {
        for (status, n) in &stats.statuses {
            *before.entry(status).or_default() += n;
        }
    }
    let of_before: u64 = before.values().sum();
    text.push_str("| status | scrapes | share | before | |\n|---|--:|--:|--:|---|\n");
    for (name, meaning) in STATUS_MEANINGS {
        let now = Status::parse(name).and_then(|s| inspection.statuses.get(&s)).copied().unwrap_or(0);
        let was = before.get(name).copied().unwrap_or(0);
        if now + was > 0 {
            let _ = writeln!(text, "| `{name}` | {} | {} | {} | {meaning} |", grouped(now), percent(now, inspection.records), percent(was, of_before));
        }
    }
    text.push('\n');
}

fn by_source(inspection: &Inspection, text: &mut String) {
    for drift in &inspection.drifts {
        let _ = writeln!(text, "⚠️ **{}**\n", cell(&drift.to_string()));
    }
    let mut sources: Vec<(&String, u64, u64, Option<(u64, u64)>)> = inspection
        .sources
        .iter()
        .map(|(name, source)| {
            let all: u64 = source.now.values().sum();
            let whole = source.now.get(&Status::Ok).copied().unwrap_or(0);
            let before = source.before.as_ref().map(|b| (b.statuses.get(Status::Ok.as_str()).copied().unwrap_or(0), b.documents));
            (name, whole, all, before)
        })
        .collect();
    sources.sort_by(|a, b| (b.2 - b.1).cmp(&(a.2 - a.1)).then(b.2.cmp(&a.2)).then(a.0.cmp(b.0)));
    text.push_str("| source | scrapes | whole | before |\n|---|--:|--:|--:|\n");
    for (name, whole, all, before) in sources.iter().take(NAMED) {
        let before = before.map_or_else(|| "new".to_owned(), |(ok, of)| percent(ok, of));
        let _ = writeln!(text, "| {} | {} | {} | {before} |", cell(name), grouped(*all), percent(*whole, *all));
    }
    if sources.len() > NAMED {
        let _ = writeln!(text, "| and {} more | | | |", sources.len() - NAMED);
    }
    text.push('\n');
}

fn what_to_do(inspection: &Inspection, text: &mut String) {
    let mut rules: BTreeMap<&str, (&CheckRule, Severity, u64)> = BTreeMap::new();
    for finding in &inspection.findings {
        rules.entry(finding.rule.id).or_insert((finding.rule, finding.severity, 0)).2 += 1;
    }
    let mut rules: Vec<(&CheckRule, Severity, u64)> = rules.into_values().collect();
    rules.sort_by(|a, b| (a.1, std::cmp::Reverse(a.2), a.0.id).cmp(&(b.1, std::cmp::Reverse(b.2), b.0.id)));
    text.push_str("### What to do\n\n| check | | scrapes | what to do |\n|---|---|--:|---|\n");
    for (rule, severity, n) in rules {
        let _ = writeln!(text, "| `{}` {} | {severity} | {} | {} |", rule.id, cell(rule.summary), grouped(n), cell(rule.help));
    }
    text.push('\n');
}
