//! Decides which version is published, and whether it is whole.
//!
//! A *version* is a folder that is complete and never changes again. It passes through four states, each made from the last:
//! [`Staging`] (tables are being written beside the target), [`Written`] (they are), [`Sealed`] (everything is written and
//! synced, the manifest says what belongs to it), [`Committed`] (renamed to its name, and `LATEST` says so). An interrupted run
//! leaves the old version.

mod diff;
#[cfg(test)]
pub(crate) mod faults;
mod files;
mod gc;
mod manifest;
mod package;
mod read;
mod staging;
mod tables;
mod verify;
mod version;

use std::io;
use std::path::{Path, PathBuf};

pub use diff::{Cause, Diff, RowChange, Side, TableDiff, compare, diff, differing_tables};
pub(crate) use files::Disk;
pub use gc::{Policy, Removal, gc};
pub use manifest::{About, Changes, FileEntry, IDS, Manifest, RuleChange, TableEntry, Tallies};
pub use package::changes_in_words;
pub use read::{TableRows, document_ids, find_row, read_rows, table_files};
pub use staging::{Committed, Sealed, Staging, WriterGone, Written};
pub use tables::Rows;
pub use verify::{Finding, RawReader, Report, verify};
pub use version::{Bump, Difference, DocumentChanges, Proposal, Version, list_versions, propose, resolve};

/// A format in which tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableFormat {
    /// Parquet.
    Parquet,
    /// JSON Lines.
    Jsonl,
    /// JSON Lines, packed with zstd.
    JsonlZst,
}

impl TableFormat {
    /// Every format, in the order in which readers prefer them.
    pub const ALL: [Self; 3] = [Self::Parquet, Self::Jsonl, Self::JsonlZst];

    /// What the names of its files end in, behind a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Jsonl => "jsonl",
            Self::JsonlZst => "jsonl.zst",
        }
    }

    /// The format with a name: its extension.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == name)
    }

    /// The format of a file of a table, by its name.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| name.strip_suffix(format.extension()).is_some_and(|stem| stem.ends_with('.')))
    }
}

/// The formats in which tables are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formats(Vec<TableFormat>);

impl Formats {
    /// These formats, each once; the usual ones where there are none.
    #[must_use]
    pub fn of(formats: &[TableFormat]) -> Self {
        let list: Vec<TableFormat> = TableFormat::ALL.into_iter().filter(|f| formats.contains(f)).collect();
        if list.is_empty() { Self::default() } else { Self(list) }
    }

    /// The formats.
    pub fn list(&self) -> impl Iterator<Item = TableFormat> {
        self.0.iter().copied()
    }
}

impl Default for Formats {
    fn default() -> Self {
        Self(vec![TableFormat::Parquet, TableFormat::Jsonl])
    }
}

/// What went wrong while publishing or reading a version.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    #[error("{action} {}: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A Parquet file could not be read or written.
    #[error("{}: {source}", path.display())]
    Parquet {
        /// Where.
        path: PathBuf,
        /// What the library said.
        source: parquet::errors::ParquetError,
    },
    /// A JSON file is not what it should be.
    #[error("{}: expected {expected}, but found {found}", path.display())]
    Json {
        /// Where.
        path: PathBuf,
        /// What should be there.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// Somebody else published a version meanwhile.
    #[error("another run published {version} of {dataset} meanwhile; it stands, and nothing of this run was published. Run again to publish the next version")]
    Exists {
        /// The dataset.
        dataset: String,
        /// The version.
        version: String,
    },
    /// There is no such version.
    #[error("expected a version at {}, but found no manifest.json there; `jushi list` shows what is there", path.display())]
    NoVersion {
        /// Where it was looked for.
        path: PathBuf,
    },
}

impl Error {
    fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }

    fn parquet(path: &Path) -> impl FnOnce(parquet::errors::ParquetError) -> Self {
        let path = path.to_owned();
        move |source| Self::Parquet { path, source }
    }
}

/// The result of publishing.
pub type Result<T> = std::result::Result<T, Error>;
