//! Decides which findings are known already: a file that is committed once, so that a gate can be put before an archive that is
//! not clean yet, and only what is new closes it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::validate::scrape::Finding;

/// A finding as a baseline keeps it: without its line, which moves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownFinding {
    /// The record's path.
    pub path: String,
    /// The check's id.
    pub rule: String,
    /// What else makes it the same finding.
    pub key: String,
}

/// The findings that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    findings: BTreeSet<KnownFinding>,
}

fn known(finding: &Finding) -> KnownFinding {
    KnownFinding { path: finding.path.clone(), rule: finding.rule.id.to_owned(), key: finding.key.clone() }
}

impl Baseline {
    /// Whether a finding is known.
    #[must_use]
    pub fn knows(&self, finding: &Finding) -> bool {
        self.findings.contains(&known(finding))
    }

    /// What is known and no longer occurs, of the paths that were looked at.
    #[must_use]
    pub fn gone(&self, findings: &[Finding], looked_at: impl Fn(&str) -> bool) -> Vec<KnownFinding> {
        let now: BTreeSet<KnownFinding> = findings.iter().map(known).collect();
        self.findings.iter().filter(|k| looked_at(&k.path) && !now.contains(k)).cloned().collect()
    }

    /// The baseline of what is found now; what was not looked at stays.
    #[must_use]
    pub fn updated(&self, findings: &[Finding], looked_at: impl Fn(&str) -> bool) -> Self {
        let kept = self.findings.iter().filter(|k| !looked_at(&k.path)).cloned();
        Self { findings: kept.chain(findings.iter().map(known)).collect() }
    }
}
