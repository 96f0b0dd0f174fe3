//! # jushi (据实): facts, with their evidence
//!
//! jushi reads scraped Chinese articles, finds the names, dates and figures in them, and publishes a validated, versioned
//! dataset in which every row can be traced to the bytes of the scrape it came from. One program, no service, no model.
//!
//! ```text
//! raw records ─ read ─ normalise ─ segment ─ recognise ─ resolve ─ relate ─ validate ─ spool ─ link ─ publish ─ a version
//!               └── article ──────────────┘ └── extract ────────┘ └ assemble ┘          └── pipeline, publish ──┘
//! ```
//!
//! ## The tour
//!
//! Each room answers one question and uses only the rooms above it in this list; a test holds them to it.
//!
//! | room | the question it answers |
//! |---|---|
//! | [`text`] | Where in the text am I? |
//! | [`lexicon`] | Which words do we already know? |
//! | [`article`] | What did the author write? |
//! | [`extract`] | What is mentioned here? |
//! | [`assemble`] | What is being claimed? |
//! | [`record`] | What shape do we publish? |
//! | [`validate`] | May it be published? |
//! | [`publish`] | Which version is this, and is it whole? |
//! | [`pipeline`] | In which order, over which files? |
//! | [`cli`] | What did the person ask for? |
//!
//! Start with [`article::Article::parse`] (bytes to text with its map), go on to [`extract::extract`] and
//! [`assemble::assemble`], see them joined in [`pipeline::process`], and leave by [`pipeline::extract_batches`], which other
//! programs call.
//!
//! ```
//! use jushi::article::{RawRecord, ReadOptions};
//! let record = "---\ntitle: 产业报告发布\nsource: 某报\ndate: 2022-03-01\n---\n2021年，成都市网络安全业务收入达354.6亿元。";
//! let rows = jushi::pipeline::process(&RawRecord::file("a.md", record.as_bytes()), &ReadOptions::default()).rows.into_inner();
//! let fact = &rows.facts[0];
//! assert_eq!((fact.value, fact.unit.as_str()), (35_460_000_000.0, "CNY"));
//! let quantity = &rows.quantities[0];
//! let bytes = &record.as_bytes()[quantity.raw_start as usize..quantity.raw_end as usize];
//! assert_eq!(std::str::from_utf8(bytes), Ok("354.6亿元"));
//! ```
//!
//! ## What holds
//!
//! - `text`, `lexicon`, `extract` and `assemble` do no I/O, read no clock, hold no mutable state, and never fail: they return
//!   values and notes. Broken text is normal, not an error.
//! - Surface and meaning are separate types: a [`extract::time::TimeExpr`], as written, resolves to a
//!   [`extract::TimeValue`] given a context. A number is an exact decimal until [`record`].
//! - Every published span slices to its surface in `documents.text`, and the raw ranges that the offset map keeps inside its
//!   raw span decode to the same surface.
//! - The same input and rules give the same tables byte for byte, on one thread or many. `raw/` is never written; a published
//!   version is never changed.
//! - Nothing is dropped in silence: what fails is in `rejects`, what is not an article has a status, what a rule refused has a
//!   note.
//! - Memory does not grow with the number of articles, beyond the registries of entities and duplicates and the index of the
//!   spool.
//! - Ids are computed from one record and the lexicon alone. Linking never rewrites one; it says `merged_into`.

pub mod article;
pub mod assemble;
pub mod cli;
pub mod extract;
pub mod lexicon;
pub mod pipeline;
pub mod publish;
pub mod record;
#[cfg(test)]
mod testing;
pub mod text;
pub mod validate;
