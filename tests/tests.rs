//! The one integration target. Each module says what it holds the program to.

/// The laws: offsets, spans, determinism, over any input.
mod lexicon;
mod properties;
/// What an analyst asks of the founding articles, as SQL over the published tables.
mod questions;
/// The repository: rooms use only rooms above them, modules say what they decide, schemas match the records.
mod tidy;
/// Scrapes, checked before they are kept: reports by their own schemas, the gate, baselines, drift.
mod validate;
/// The versions: published whole, unchanged when nothing changed, sound when verified, broken when touched.
mod versions;
/// Bad input: every record ends as a row with a status.
mod weird;
