//! Decides which version is published, and whether it is whole.
//!
//! A *version* is a folder that is complete and never changes again. It passes through three states, each made from the last:
//! [`Staging`] (tables are being written beside the target), [`Sealed`] (everything is written and synced, the manifest says
//! what belongs to it), [`Committed`] (renamed to its name, and `LATEST` says so). An interrupted run leaves the old version.

mod card;
mod diff;
mod files;
mod manifest;
mod read;
mod staging;
mod verify;
mod version;

use std::io;
use std::path::{Path, PathBuf};

pub use diff::{Cause, RowChange, TableDiff, diff};
pub use manifest::{Changes, FileEntry, Manifest, TableEntry, Tallies};
pub use read::{Rows, find_row, read_rows, table_files};
pub use staging::{Committed, Sealed, Staging, TableSet};
pub use verify::{Finding, RawReader, Report, verify};
pub use version::{Bump, Proposal, Version, list_versions, propose, resolve};

/// The formats in which tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// Parquet files.
    pub parquet: bool,
    /// JSON Lines files.
    pub jsonl: bool,
}

impl Default for Formats {
    fn default() -> Self {
        Self { parquet: true, jsonl: true }
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
    /// The version is there already: somebody else published it.
    #[error("version {version} of {dataset} is there already; another run published it meanwhile. Run again to publish the next one")]
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
