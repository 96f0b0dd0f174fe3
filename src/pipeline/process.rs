//! Decides what is done with one record: a pure function from raw bytes to checked rows.

use std::collections::BTreeMap;

use super::link::ArticleKey;
use crate::article::{Article, RawRecord, ReadOptions};
use crate::assemble;
use crate::assemble::link::EntityUse;
use crate::extract::{self, Context};
use crate::record::{ArticleRows, convert};
use crate::validate::{self, Checked};

/// What one record yields: its rows, and what the registries keep of it.
#[derive(Debug, Clone)]
pub struct Processed {
    /// Its rows, checked.
    pub rows: Checked<ArticleRows>,
    /// Its entities.
    pub entities: BTreeMap<String, EntityUse>,
    /// What it is compared with others by.
    pub key: ArticleKey,
}

/// Reads a record, extracts and checks it. Pure: the same record and options give the same rows on any machine.
///
/// ```
/// use jushi::article::{RawRecord, ReadOptions};
/// let record = "---\ntitle: 报告发布\ndate: 2022-03-01\n---\n2021年，成都市网络安全业务收入达354.6亿元。";
/// let processed = jushi::pipeline::process(&RawRecord::file("a.md", record.as_bytes()), &ReadOptions::default());
/// assert_eq!(processed.rows.get().facts.len(), 1);
/// ```
#[must_use]
pub fn process(record: &RawRecord<'_>, options: &ReadOptions) -> Processed {
    let article = Article::parse(record, options);
    let cx = Context::of(&article);
    let mentions = extract::extract(&cx);
    let claims = assemble::assemble(&cx, &mentions);
    let (rows, entities) = convert(&cx, &mentions, &claims);
    Processed { rows: validate::check(rows), entities, key: ArticleKey::of(&article) }
}
