//! Decides which number the next version has, and which versions there are.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::{IDS, Manifest, TableEntry};
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

/// Which documents came and went between two versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentChanges {
    /// Documents that are new, those of changed articles among them.
    pub added: Vec<String>,
    /// Documents that are gone, those of changed articles among them.
    pub removed: Vec<String>,
    /// Articles that lost documents and gained others: their bytes changed.
    pub changed: BTreeSet<String>,
}

/// The article of a document's id.
pub(super) fn article_of(doc_id: &str) -> &str {
    doc_id.split('~').next().unwrap_or(doc_id)
}

impl DocumentChanges {
    /// What changed between the documents of two versions.
    #[must_use]
    pub fn between(before: &BTreeSet<String>, now: &BTreeSet<String>) -> Self {
        let added: Vec<String> = now.difference(before).cloned().collect();
        let removed: Vec<String> = before.difference(now).cloned().collect();
        let gone: BTreeSet<&str> = removed.iter().map(|d| article_of(d)).collect();
        let changed = added.iter().map(|d| article_of(d)).filter(|a| gone.contains(a)).map(str::to_owned).collect();
        Self { added, removed, changed }
    }

    /// The numbers of articles that are new, changed, and gone.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        let others = |documents: &[String]| documents.iter().filter(|d| !self.changed.contains(article_of(d))).count();
        (others(&self.added), self.changed.len(), others(&self.removed))
    }

    fn in_words(&self) -> String {
        let (added, changed, removed) = self.counts();
        let parts = [(added, "added"), (changed, "changed"), (removed, "removed")];
        let mut words: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        if let Some(first) = words.first_mut() {
            let one = first.starts_with("1 ");
            *first = first.replacen(' ', if one { " article " } else { " articles " }, 1);
        }
        words.join(", ")
    }
}

/// What a proposal is made from.
#[derive(Debug, Clone, Default)]
pub struct Difference<'a> {
    /// Documents that came and went.
    pub documents: DocumentChanges,
    /// Tables whose files differ.
    pub tables: Vec<&'a str>,
    /// Whether the rules, tables or settings are others.
    pub rules_changed: bool,
    /// Whether the program is another.
    pub program_changed: bool,
    /// Whether the tables are written in other formats.
    pub formats_changed: bool,
}

impl Difference<'_> {
    /// Whether there is nothing to publish.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents == DocumentChanges::default() && self.tables.is_empty() && !self.formats_changed
    }
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
}

/// Proposes the next version from what actually changed: ids and columns first, then articles, then rows. `newest` is the
/// highest number that is taken.
#[must_use]
pub fn propose(previous: Option<&Manifest>, newest: Option<Version>, tables: &BTreeMap<String, TableEntry>, difference: &Difference<'_>) -> Proposal {
    let Some((from, previous)) = previous.and_then(|p| Version::parse(&p.version).map(|v| (v, p))) else {
        let version = newest.map_or(Version::FIRST, |newest| newest.next(Bump::Major));
        return Proposal { version, from: None, kind: "first", reason: "the first version".to_owned() };
    };
    let (mut lost, mut retyped, mut gained) = (Vec::new(), Vec::new(), Vec::new());
    for (table, entry) in &previous.tables {
        for (n, column) in entry.columns.iter().enumerate() {
            let now = tables.get(table).and_then(|t| t.columns.iter().position(|c| c == column).map(|at| t.types.get(at)));
            match now {
                None => lost.push(format!("{table}.{column}")),
                // Versions of an older program do not tell their types.
                Some(now) if entry.types.get(n).is_some_and(|was| Some(was) != now) => retyped.push(format!("{table}.{column}")),
                Some(_) => {}
            }
        }
    }
    for (table, entry) in tables {
        let was = previous.tables.get(table);
        gained.extend(entry.columns.iter().filter(|c| was.is_none_or(|w| !w.columns.contains(c))).map(|c| format!("{table}.{c}")));
    }
    let mut reasons = Vec::new();
    if previous.ids != IDS {
        reasons.push("ids are computed another way".to_owned());
    }
    for (what, columns) in [("removed", &lost), ("retyped", &retyped), ("added", &gained)] {
        if !columns.is_empty() {
            reasons.push(format!("columns {what}: {}", columns.join(", ")));
        }
    }
    let articles = difference.documents.in_words();
    if !articles.is_empty() {
        reasons.push(articles);
    }
    let cause = match (difference.rules_changed, difference.program_changed) {
        (true, _) => Some("the rules changed"),
        (false, true) => Some("the program changed"),
        (false, false) => None,
    };
    if let Some(cause) = cause {
        let rows = if difference.tables.is_empty() { "no row differs".to_owned() } else { format!("rows of {} differ", difference.tables.join(", ")) };
        // Beside articles that came and went, rows differ in any case.
        reasons.push(if difference.documents == DocumentChanges::default() { format!("{cause}: {rows}") } else { cause.to_owned() });
    }
    if difference.formats_changed {
        reasons.push("the tables are written in other formats".to_owned());
    }
    if reasons.is_empty() {
        reasons.push(if difference.tables.is_empty() { "published in full, no row differs".to_owned() } else { format!("rows of {} differ", difference.tables.join(", ")) });
    }
    let (bump, kind) = if previous.ids != IDS || !lost.is_empty() || !retyped.is_empty() {
        (Bump::Major, "major")
    } else if !difference.documents.added.is_empty() || !gained.is_empty() {
        (Bump::Minor, "minor")
    } else {
        (Bump::Patch, "patch")
    };
    // Numbers are never given twice, also where `LATEST` was set back to an older version.
    let version = from.next(bump);
    let version = newest.filter(|newest| *newest >= version).map_or(version, |newest| newest.next(bump));
    Proposal { version, from: Some(from), kind, reason: reasons.join("; ") }
}

/// The version that `LATEST` names, where it names one that is there.
pub(super) fn latest(dataset: &Path) -> Option<String> {
    let name = fs::read_to_string(dataset.join("LATEST")).ok()?.trim().to_owned();
    dataset.join(&name).join("manifest.json").is_file().then_some(name)
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

    fn manifest(version: &str, ids: u32, columns: &[(&str, &str)]) -> Manifest {
        let tables = BTreeMap::from([("facts".to_owned(), entry(columns))]);
        Manifest { version: version.to_owned(), ids, tables, ..Manifest::default() }
    }

    fn entry(columns: &[(&str, &str)]) -> TableEntry {
        TableEntry { rows: 1, columns: columns.iter().map(|c| c.0.to_owned()).collect(), types: columns.iter().map(|c| c.1.to_owned()).collect() }
    }

    #[test]
    fn proposals() {
        let documents = |added: &[&str], removed: &[&str]| {
            let (mut before, mut now): (BTreeSet<String>, BTreeSet<String>) = (BTreeSet::from(["a~1".into()]), BTreeSet::from(["a~1".into()]));
            before.extend(removed.iter().map(|d| (*d).to_owned()));
            now.extend(added.iter().map(|d| (*d).to_owned()));
            DocumentChanges::between(&before, &now)
        };
        let same = [("id", "Utf8"), ("value", "Float64")];
        let rows = Difference { tables: vec!["facts"], ..Difference::default() };
        let of = |documents: DocumentChanges| Difference { documents, tables: vec!["facts"], ..Difference::default() };
        let cases: [(&str, u32, &[(&str, &str)], Difference<'_>, &str, &str); 10] = [
            ("rows by other rules", IDS, &same, Difference { rules_changed: true, ..rows.clone() }, "1.2.4", "the rules changed: rows of facts differ"),
            ("rows by another program", IDS, &same, Difference { program_changed: true, ..rows.clone() }, "1.2.4", "the program changed: rows of facts differ"),
            ("an article", IDS, &same, of(documents(&["b~1"], &[])), "1.3.0", "1 article added"),
            ("articles that changed", IDS, &same, of(documents(&["b~2", "c~2"], &["b~1", "c~1"])), "1.3.0", "2 articles changed"),
            ("all at once", IDS, &same, of(documents(&["b~2", "d~1"], &["b~1", "c~1"])), "1.3.0", "1 article added, 1 changed, 1 removed"),
            ("an article withdrawn", IDS, &same, of(documents(&[], &["b~1"])), "1.2.4", "1 article removed"),
            ("a column more", IDS, &[("id", "Utf8"), ("value", "Float64"), ("new", "Utf8")], rows.clone(), "1.3.0", "columns added: facts.new"),
            ("a column less", IDS, &[("id", "Utf8")], rows.clone(), "2.0.0", "columns removed: facts.value"),
            ("a column of another type", IDS, &[("id", "Utf8"), ("value", "Utf8")], rows.clone(), "2.0.0", "columns retyped: facts.value"),
            ("other ids", IDS + 1, &same, rows.clone(), "2.0.0", "ids are computed another way"),
        ];
        for (what, ids, columns, difference, expected, reason) in cases {
            let tables = BTreeMap::from([("facts".to_owned(), entry(columns))]);
            let proposal = propose(Some(&manifest("1.2.3", ids, &same)), Version::parse("1.2.3"), &tables, &difference);
            assert_eq!((proposal.version.to_string().as_str(), proposal.reason.as_str()), (expected, reason), "{what}");
        }
        let tables = BTreeMap::from([("facts".to_owned(), entry(&same))]);
        let taken = propose(Some(&manifest("1.2.3", IDS, &same)), Version::parse("1.4.0"), &tables, &of(documents(&["b~1"], &[])));
        assert_eq!(taken.version.to_string(), "1.5.0", "a number is given once");
        assert_eq!(propose(None, None, &tables, &Difference::default()).version, Version::FIRST);
    }
}
