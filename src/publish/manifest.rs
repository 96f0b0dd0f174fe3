//! Decides what a version says of itself.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Error, Result};
use crate::record::sha256_hex;

/// What a version holds: `manifest.json`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The SHA-256 of this file with an empty digest, so that a manifest that was touched is found out.
    #[serde(default)]
    pub digest: String,
    /// The dataset's name.
    pub dataset: String,
    /// The version.
    pub version: String,
    /// When it was published, RFC 3339; `SOURCE_DATE_EPOCH` is honoured.
    pub created: String,
    /// The program's version.
    pub program: String,
    /// The way in which ids are computed; another number takes a major version.
    #[serde(default = "ids_of_old")]
    pub ids: u32,
    /// What the settings say of the dataset.
    #[serde(default)]
    pub about: About,
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
    /// The Arrow types of its columns.
    #[serde(default)]
    pub types: Vec<String>,
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
    pub articles_added: u64,
    /// Articles that have other bytes than before.
    pub articles_changed: u64,
    /// Articles that are gone.
    pub articles_removed: u64,
    /// Whether the rules, tables or settings that decide the rows are others.
    #[serde(default)]
    pub rules_changed: bool,
    /// Tables whose rows differ, with the number of rows before and now.
    #[serde(default)]
    pub tables: BTreeMap<String, (u64, u64)>,
    /// Rules whose rows in unchanged articles differ, where the rules or the program changed.
    #[serde(default)]
    pub rules: BTreeMap<String, RuleChange>,
    /// The note given with `--message`.
    pub message: Option<String>,
}

/// What became of the rows of one rule in articles that did not change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleChange {
    /// Rows that are new.
    pub added: u64,
    /// Rows that are gone.
    pub removed: u64,
    /// Rows that say something else.
    pub changed: u64,
}

/// What the settings say of a dataset, `[dataset]` in `jushi.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its title.
    pub title: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// The licence of the rows, an SPDX id where there is one.
    pub licence: Option<String>,
    /// Who made it.
    pub creators: Vec<String>,
    /// Where it lives.
    pub homepage: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
}

/// The way in which this program computes ids, as the contract says.
pub const IDS: u32 = 1;

fn ids_of_old() -> u32 {
    1
}

impl Manifest {
    /// Reads the manifest of a version.
    ///
    /// # Errors
    /// [`Error::NoVersion`] where there is none, [`Error::Json`] where it is not what it should be.
    pub fn read(version: &Path) -> Result<Self> {
        let path = version.join("manifest.json");
        let text = fs::read_to_string(&path).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Error::NoVersion { path: version.to_owned() },
            _ => Error::io("cannot read", &path)(e),
        })?;
        serde_json::from_str(&text).map_err(|e| Error::Json { path, expected: "a manifest of a version", found: e.to_string() })
    }

    /// The digest that the manifest should have.
    #[must_use]
    pub fn expected_digest(&self) -> String {
        sha256_hex(Self { digest: String::new(), ..self.clone() }.to_json().as_bytes())
    }

    /// The manifest as it is written.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
