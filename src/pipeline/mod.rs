//! Decides in which order things happen, and over which files.
//!
//! Two phases with a spool between them. First each article alone, by several threads, in order and with bounded memory: read,
//! extract, validate, spool. Then linking, over registries that hold only keys, sketches and counts, and one ordered write.

mod batches;
mod config;
mod discover;
mod link;
mod process;
mod run;
mod spool;

pub use batches::{TableBatch, extract_batches};
pub use config::{Config, ConfigError};
pub use discover::{InputError, Inputs, RawItem};
pub use process::{Processed, process};
pub use run::{Progress, RunError, RunOptions, RunOutcome, RunSummary, TellingFact, rules_digest, run};
