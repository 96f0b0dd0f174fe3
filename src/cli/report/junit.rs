//! Decides what a test dashboard reads: a suite for each source of trouble, a case for each scrape that has some, and one that
//! stands for all the others.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::super::Failure;
use crate::pipeline::Inspection;
use crate::validate::scrape::{Finding, Severity};

/// The report.
pub fn junit(inspection: &Inspection) -> Result<String, Failure> {
    let mut by_path: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &inspection.findings {
        by_path.entry(&finding.path).or_default().push(finding);
    }
    let mut suite = TestSuite::new("jushi validate");
    for (path, findings) in &by_path {
        let error = findings.iter().find(|f| f.severity == Severity::Error);
        let mut status = match error {
            Some(_) => TestCaseStatus::non_success(NonSuccessKind::Failure),
            None => TestCaseStatus::success(),
        };
        let line = |f: &&Finding| format!("{}:{}:{}: {}[{}] {}", inspection.file(path), f.place.line, f.place.column, f.severity, f.rule.id, f.message);
        let text = findings.iter().map(line).collect::<Vec<_>>().join("\n");
        if let Some(first) = error {
            status.set_message(first.message.as_str()).set_type(first.rule.id).set_description(text.as_str());
        }
        let mut case = TestCase::new(*path, status);
        case.set_classname(error.or(findings.first()).map_or("jushi", |f| f.rule.id));
        if error.is_none() {
            case.set_system_out(text.as_str());
        }
        suite.add_test_case(case);
    }
    let clean = inspection.records.saturating_sub(by_path.len() as u64);
    if clean > 0 {
        // A case each would make a report of megabytes that says nothing.
        suite.add_test_case(TestCase::new(format!("{clean} scrapes without a finding"), TestCaseStatus::success()));
    }
    let mut report = Report::new("jushi");
    report.add_test_suite(suite);
    Ok(report.to_string()?)
}
