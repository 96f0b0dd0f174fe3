//! Decides which number the next version has, and which versions there are.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::{Error, Result};

/// A version number: major, minor, patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Columns removed, renamed, retyped, or ids computed another way.
    pub major: u32,
    /// Articles, tables or columns added.
    pub minor: u32,
    /// Rows of unchanged articles corrected.
    pub patch: u32,
}

impl Version {
    /// The first version.
    pub const FIRST: Self = Self { major: 1, minor: 0, patch: 0 };

    /// Reads `1.2.3`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(|p| p.parse().ok());
        let version = Self { major: parts.next()??, minor: parts.next()??, patch: parts.next()?? };
        parts.next().is_none().then_some(version)
    }

    /// The number after this one.
    #[must_use]
    pub fn next(self, bump: Bump) -> Self {
        match bump {
            Bump::Major => Self { major: self.major + 1, minor: 0, patch: 0 },
            Bump::Minor => Self { minor: self.minor + 1, patch: 0, ..self },
            Bump::Patch => Self { patch: self.patch + 1, ..self },
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// Which part of the number rises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bump {
    /// The first.
    Major,
    /// The second.
    Minor,
    /// The third.
    Patch,
}

/// The next version with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The number.
    pub version: Version,
    /// The version before.
    pub from: Option<Version>,
    /// `first`, `major`, `minor` or `patch`.
    pub kind: &'static str,
    /// Why.
    pub reason: String,
    /// Documents that are new.
    pub added: u64,
    /// Documents that are gone.
    pub removed: u64,
}

/// Proposes the next version from what actually changed: columns first, then documents, then rows.
#[must_use]
pub fn propose(previous: Option<&Manifest>, before: &BTreeSet<String>, now: &BTreeSet<String>, columns: &[(&str, Vec<String>)]) -> Proposal {
    let added = now.difference(before).count() as u64;
    let removed = before.difference(now).count() as u64;
    let Some((from, previous)) = previous.and_then(|p| Version::parse(&p.version).map(|v| (v, p))) else {
        return Proposal { version: Version::FIRST, from: None, kind: "first", reason: "the first version".to_owned(), added, removed: 0 };
    };
    let lost: Vec<String> = previous
        .tables
        .iter()
        .flat_map(|(table, entry)| {
            let kept = columns.iter().find(|(name, _)| name == table).map(|(_, c)| c);
            entry.columns.iter().filter(move |c| kept.is_none_or(|k| !k.contains(c))).map(move |c| format!("{table}.{c}"))
        })
        .collect();
    let gained = columns.iter().any(|(table, cs)| previous.tables.get(*table).is_none_or(|e| cs.iter().any(|c| !e.columns.contains(c))));
    let (bump, kind, reason) = if !lost.is_empty() {
        (Bump::Major, "major", format!("columns removed: {}", lost.join(", ")))
    } else if added > 0 || gained {
        let columns = if gained { "; columns or tables added" } else { "" };
        (Bump::Minor, "minor", format!("{added} documents added, {removed} removed{columns}"))
    } else if removed > 0 {
        (Bump::Patch, "patch", format!("{removed} documents removed"))
    } else {
        (Bump::Patch, "patch", "rows of unchanged articles corrected: the rules or the program changed".to_owned())
    };
    Proposal { version: from.next(bump), from: Some(from), kind, reason, added, removed }
}

/// The versions of a dataset, oldest first.
#[must_use]
pub fn list_versions(dataset: &Path) -> Vec<Version> {
    let mut versions: Vec<Version> = fs::read_dir(dataset)
        .into_iter()
        .flatten()
        .filter_map(|entry| Version::parse(&entry.ok()?.file_name().to_string_lossy()))
        .filter(|v| dataset.join(v.to_string()).join("manifest.json").is_file())
        .collect();
    versions.sort();
    versions
}

/// The folder of a version given as a folder, as `NAME/1.0.0`, as `NAME`, or not at all (the only dataset's current one).
///
/// # Errors
/// [`Error::NoVersion`] where there is none.
pub fn resolve(output: &Path, given: Option<&str>) -> Result<PathBuf> {
    let candidates: Vec<PathBuf> = if let Some(given) = given {
        vec![PathBuf::from(given), output.join(given)]
    } else {
        let mut datasets: Vec<PathBuf> = fs::read_dir(output).into_iter().flatten().filter_map(|e| Some(e.ok()?.path())).filter(|p| p.join("LATEST").is_file()).collect();
        datasets.sort();
        datasets
    };
    for candidate in &candidates {
        if candidate.join("manifest.json").is_file() {
            return Ok(candidate.clone());
        }
        if let Ok(latest) = fs::read_to_string(candidate.join("LATEST")) {
            let version = candidate.join(latest.trim());
            if version.join("manifest.json").is_file() {
                return Ok(version);
            }
        }
    }
    Err(Error::NoVersion { path: candidates.into_iter().next().unwrap_or_else(|| output.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let v = Version::parse("1.2.3").unwrap();
        assert_eq!(v.next(Bump::Minor).to_string(), "1.3.0");
        assert_eq!(v.next(Bump::Major).to_string(), "2.0.0");
        assert_eq!(v.next(Bump::Patch).to_string(), "1.2.4");
        assert!(Version::parse("1.10.0") > Version::parse("1.9.0"));
        for bad in ["1.2", "1.2.3.4", "a.b.c", ""] {
            assert_eq!(Version::parse(bad), None, "{bad}");
        }
    }
}
