//! Decides in which order things happen, and over which files.
//!
//! Two phases with a spool between them. First each article alone, by several threads, in order and with bounded memory: read,
//! extract, validate, spool. Then linking, over registries that hold only keys, sketches and counts, and one ordered write.
//! Checking scrapes ([`inspect`]) goes over the same records with the same threads, and publishes nothing.

mod baseline;
mod batches;
mod changed;
mod committed;
mod config;
mod discover;
mod extraction;
mod inspect;
mod link;
mod ordered;
mod process;
mod run;
mod spool;
mod summary;
#[cfg(test)]
mod tests;

pub use baseline::{Baseline, KnownFinding};
pub use batches::{TableBatch, extract_batches};
pub use changed::{ChangedError, changed_since};
pub use config::{Config, ConfigError, parse_share, read_tables};
pub use discover::{InputError, Inputs, RawItem};
pub use inspect::{InspectError, InspectOptions, Inspection, STATISTICS_FILE, SourceCount, Statistics, inspect};
pub use process::{Processed, process};
pub use run::{Progress, RunError, RunOptions, RunOutcome, present, rules_digest, run};
pub use summary::{RunSummary, TellingFact};
