//! Decides what a code scanning service reads: SARIF 2.1.0, within the limits of GitHub's upload.
//!
//! GitHub shows the first 5,000 results of a run and refuses more than 25,000, so each check gives at most
//! [`RESULTS_OF_A_CHECK`]; what is above is summed up in one more result that says how many there are.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::fingerprint;
use crate::pipeline::Inspection;
use crate::validate::scrape::{CHECKS, CheckRule, Finding, Severity};

/// Results that one check may give: with every check at its limit a run stays below 5,000.
const RESULTS_OF_A_CHECK: usize = 100;

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Off => "none",
    }
}

/// A path as a URI reference: what is no letter, digit or `/-._~` is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.trim_start_matches("./").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// The report.
pub fn sarif(inspection: &Inspection) -> String {
    let rules: Vec<Value> = CHECKS
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": { "text": rule.summary },
                "fullDescription": { "text": rule.why },
                "help": { "text": rule.help },
                "defaultConfiguration": { "level": level(rule.severity) },
            })
        })
        .collect();
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &inspection.findings {
        by_rule.entry(finding.rule.id).or_default().push(finding);
    }
    let mut results = Vec::new();
    for findings in by_rule.values() {
        let shown = findings.len().min(RESULTS_OF_A_CHECK);
        results.extend(findings[..shown].iter().map(|f| result(f, &f.message, &fingerprint(f), inspection)));
        if let Some(next) = findings.get(shown) {
            let more = findings.len() - shown;
            let message = format!("{more} more scrapes: {}. The JSON report lists them all", next.rule.summary);
            results.push(result(next, &message, &aggregate(next.rule), inspection));
        }
    }
    let report = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "jushi", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{report:#}\n")
}

/// The fingerprint of what is summed up: it stays while anything does.
fn aggregate(rule: &CheckRule) -> String {
    crate::record::content_digest(rule.id.as_bytes(), 16)
}

fn result(finding: &Finding, message: &str, fingerprint: &str, inspection: &Inspection) -> Value {
    let index = CHECKS.iter().position(|rule| *rule == finding.rule);
    json!({
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(inspection.file(&finding.path)) },
                "region": { "startLine": finding.place.line, "startColumn": finding.place.column, "endColumn": finding.place.end_column.max(finding.place.column + 1) },
            },
        }],
        "partialFingerprints": { "jushi/v1": fingerprint },
    })
}
