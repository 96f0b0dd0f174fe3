//! Decides what changed between two versions, row by row.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};

use super::Result;
use super::manifest::Manifest;
use super::read::read_rows;
use crate::record::{content_digest, table_info, table_names};

/// Why a row changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The article is new, gone, or has other bytes.
    Input,
    /// The rules read the same bytes otherwise.
    Rules,
    /// The same rules, another program.
    Program,
}

impl Cause {
    /// The cause in a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Input => "input changed",
            Self::Rules => "rules changed",
            Self::Program => "program changed",
        }
    }
}

/// One row that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct RowChange {
    /// Its id.
    pub id: String,
    /// Why.
    pub cause: Cause,
    /// The columns that differ, with both values; empty for rows that are new or gone.
    pub columns: Vec<(String, Value, Value)>,
    /// The row, as it is or was.
    pub row: Map<String, Value>,
}

/// The differences of one table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableDiff {
    /// Rows that are new.
    pub added: Vec<RowChange>,
    /// Rows that are gone.
    pub removed: Vec<RowChange>,
    /// Rows that are both here and there, and not the same.
    pub changed: Vec<RowChange>,
    /// Columns that are new.
    pub columns_added: Vec<String>,
    /// Columns that are gone.
    pub columns_removed: Vec<String>,
}

impl TableDiff {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty() && self.columns_added.is_empty() && self.columns_removed.is_empty()
    }
}

/// The key of a row: its first column, and for tables without an id of their own the following ones, too.
fn key(table: &str, row: &Map<String, Value>) -> String {
    let columns = table_info(table).map(|i| i.arrow_schema.fields().iter().map(|f| f.name().clone()).collect::<Vec<_>>()).unwrap_or_default();
    let width = match table {
        "entity_names" | "entity_codes" => 3,
        _ => 1,
    };
    columns.iter().take(width).map(|c| row.get(c).and_then(Value::as_str).unwrap_or_default()).collect::<Vec<_>>().join(" · ")
}

/// Compares two versions, table by table; `only` limits it to one. Memory: a digest a row of the older version, and the rows
/// that differ.
///
/// # Errors
/// Where a version cannot be read.
pub fn diff(old: &Path, new: &Path, only: Option<&str>) -> Result<BTreeMap<&'static str, TableDiff>> {
    let (before, after) = (Manifest::read(old)?, Manifest::read(new)?);
    let rules_changed = before.rules_digest != after.rules_digest;
    let cause_of = |touched: bool| match (touched, rules_changed) {
        (true, _) => Cause::Input,
        (false, true) => Cause::Rules,
        (false, false) => Cause::Program,
    };
    let documents = |version: &Path| -> Result<BTreeMap<String, String>> {
        read_rows(version, "documents")
            .map(|row| row.map(|r| (r["doc_id"].as_str().unwrap_or_default().to_owned(), r["raw_sha256"].as_str().unwrap_or_default().to_owned())))
            .collect()
    };
    let (docs_before, docs_after) = (documents(old)?, documents(new)?);
    let mut result = BTreeMap::new();
    for table in table_names().filter(|t| only.is_none_or(|o| o == *t)) {
        let mut found = TableDiff::default();
        let columns = |m: &Manifest| m.tables.get(table).map(|t| t.columns.clone()).unwrap_or_default();
        let (was, is) = (columns(&before), columns(&after));
        found.columns_added = is.iter().filter(|c| !was.contains(c)).cloned().collect();
        found.columns_removed = was.iter().filter(|c| !is.contains(c)).cloned().collect();
        let input_changed =
            |row: &Map<String, Value>, there: &BTreeMap<String, String>| row.get("doc_id").and_then(Value::as_str).map_or(docs_before != docs_after, |d| !there.contains_key(d));
        let mut older: BTreeMap<String, String> = BTreeMap::new();
        for row in read_rows(old, table) {
            let row = row?;
            older.insert(key(table, &row), digest(&row));
        }
        let mut differing: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
        for row in read_rows(new, table) {
            let row = row?;
            let id = key(table, &row);
            match older.remove(&id) {
                Some(known) if known == digest(&row) => {}
                Some(_) => {
                    differing.insert(id, row);
                }
                None => found.added.push(RowChange { cause: cause_of(input_changed(&row, &docs_before)), id, columns: Vec::new(), row }),
            }
        }
        // What is left of the older version is gone; what differs needs its older values.
        for row in read_rows(old, table) {
            let row = row?;
            let id = key(table, &row);
            if older.contains_key(&id) {
                found.removed.push(RowChange { cause: cause_of(input_changed(&row, &docs_after)), id, columns: Vec::new(), row });
            } else if let Some(now) = differing.remove(&id) {
                let columns = now.iter().filter(|(c, v)| row.get(*c) != Some(v)).map(|(c, v)| (c.clone(), row.get(c).cloned().unwrap_or(Value::Null), v.clone())).collect();
                found.changed.push(RowChange { cause: cause_of(docs_before != docs_after && !row.contains_key("doc_id")), id, columns, row: now });
            }
        }
        result.insert(table, found);
    }
    Ok(result)
}

fn digest(row: &Map<String, Value>) -> String {
    content_digest(Value::Object(row.clone()).to_string().as_bytes(), 32)
}
