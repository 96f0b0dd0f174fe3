//! Decides what a program reads: everything, in one object that `schemas/findings.schema.json` describes.

use serde_json::{Map, Value, json};

use super::fingerprint;
use crate::pipeline::Inspection;

/// The report.
pub fn json(inspection: &Inspection) -> String {
    let counts = |counts: &std::collections::BTreeMap<crate::article::Status, u64>| counts.iter().map(|(s, n)| (s.to_string(), json!(n))).collect::<Map<String, Value>>();
    let findings: Vec<Value> = inspection
        .findings
        .iter()
        .map(|f| {
            json!({
                "rule": f.rule.id, "severity": f.severity.as_str(), "path": f.path, "file": inspection.file(&f.path),
                "line": f.place.line, "column": f.place.column, "end_column": f.place.end_column,
                "message": f.message, "help": f.rule.help, "fingerprint": fingerprint(f),
            })
        })
        .collect();
    let sources: Map<String, Value> = inspection
        .sources
        .iter()
        .map(|(name, source)| (name.clone(), json!({ "now": counts(&source.now), "before": source.before.as_ref().map(|b| json!(b.statuses)) })))
        .collect();
    let drifts: Vec<Value> = inspection
        .drifts
        .iter()
        .map(|d| {
            json!({
                "source": d.source, "status": d.status.as_str(), "month": d.month,
                "now": { "count": d.now.0, "of": d.now.1 }, "before": { "count": d.before.0, "of": d.before.1 },
            })
        })
        .collect();
    let gone: Vec<Value> = inspection.gone.iter().map(|g| json!({ "path": g.path, "rule": g.rule, "key": g.key })).collect();
    let report = json!({
        "program": concat!("jushi ", env!("CARGO_PKG_VERSION")),
        "passed": inspection.passes(), "records": inspection.records, "read": inspection.read, "bytes": inspection.bytes,
        "failed": inspection.failed, "max_failed": inspection.max_failed, "known": inspection.known,
        "statuses": counts(&inspection.statuses), "sources": sources, "drifts": drifts, "gone": gone, "findings": findings,
    });
    format!("{report:#}\n")
}
