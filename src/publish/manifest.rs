//! Decides what a version says of itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Error, Result};

/// What a version holds: `manifest.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The dataset's name.
    pub dataset: String,
    /// The version.
    pub version: String,
    /// When it was published, RFC 3339; `SOURCE_DATE_EPOCH` is honoured.
    pub created: String,
    /// The program's version.
    pub program: String,
    /// Digest of the rules: sources, tables and settings that decide what the rows hold.
    pub rules_digest: String,
    /// Digest of the inputs: every record's path and SHA-256.
    pub inputs_digest: String,
    /// The number of records read.
    pub records: u64,
    /// The bytes of all records.
    pub raw_bytes: u64,
    /// The tables.
    pub tables: BTreeMap<String, TableEntry>,
    /// Every file of the version but this one.
    pub files: Vec<FileEntry>,
    /// Counts that a reader asks for first.
    pub tallies: Tallies,
    /// What changed since the version before.
    pub changes: Changes,
}

/// One table of a version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// Its rows.
    pub rows: u64,
    /// Its columns, in order.
    pub columns: Vec<String>,
}

/// One file of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its path within the version.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// Counts over all articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tallies {
    /// Articles by status.
    pub statuses: BTreeMap<String, u64>,
    /// Notes by code.
    pub notes: BTreeMap<String, u64>,
    /// Rows by rule.
    pub rules: BTreeMap<String, u64>,
    /// Rejected records by table.
    pub rejects: BTreeMap<String, u64>,
}

/// What changed since the version before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The version before, where there is one.
    pub from: Option<String>,
    /// `major`, `minor`, `patch`, or `first`.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// Articles that are new.
    pub documents_added: u64,
    /// Articles that are gone.
    pub documents_removed: u64,
    /// The note given with `--message`.
    pub message: Option<String>,
}

impl Manifest {
    /// Reads the manifest of a version.
    ///
    /// # Errors
    /// [`Error::NoVersion`] where there is none, [`Error::Json`] where it is not what it should be.
    pub fn read(version: &Path) -> Result<Self> {
        let path = version.join("manifest.json");
        let text = fs::read_to_string(&path).map_err(|_| Error::NoVersion { path: version.to_owned() })?;
        serde_json::from_str(&text).map_err(|e| Error::Json { path, expected: "a manifest of a version", found: e.to_string() })
    }

    /// The manifest as it is written.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
