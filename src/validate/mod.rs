//! Decides what may be published, and in [`scrape`] which scrapes may be kept.
//!
//! Every record is checked against the JSON Schema of its table before it can be written, and only this room can say that it
//! was: [`Checked`] has no other maker. A record that fails becomes a row of `rejects` and is nowhere else; rows that refer to
//! it are rejected with it; a document that fails is replaced by a minimal one, so that every scrape has its row.

mod columns;
mod schema;
pub mod scrape;

use std::collections::HashSet;
use std::sync::LazyLock;

use columns::Columns;
pub use schema::{Schema, Violation};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::article::Status;
use crate::record::{
    Alias, ArticleRows, Cut, Document, Entity, EntityCode, EntityName, Event, EventPerson, EventRole, Fact, Issuance, Mention, Metric, Milestone, Note, Position, Quantity, Reject,
    Row, Rule, Sentence, SourceRow, TableInfo, Time, content_digest, for_each_document_table, reference, table_info, table_names,
};

/// A value whose records have passed their schemas. Only this room makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked<R>(R);

impl<R> Checked<R> {
    /// The checked value.
    #[must_use]
    pub fn get(&self) -> &R {
        &self.0
    }

    /// The checked value, given up.
    #[must_use]
    pub fn into_inner(self) -> R {
        self.0
    }
}

/// What the rows of a table are checked by.
struct Checks {
    table: &'static str,
    columns: Option<Columns>,
    whole: LazyLock<Schema, Box<dyn FnOnce() -> Schema + Send>>,
}

static CHECKS: LazyLock<Vec<Checks>> = LazyLock::new(|| {
    let compile = |info: &'static TableInfo| Schema::compile(&info.json_schema).expect("the schemas are generated from the record types, which a test compiles");
    let mut patterns = columns::Patterns::new();
    table_names()
        .filter_map(table_info)
        .map(|info| Checks { table: info.name, columns: Columns::of(info, &mut patterns), whole: LazyLock::new(Box::new(move || compile(info))) })
        .collect()
});

/// The compiled schema of a table.
#[must_use]
pub fn schema_of(table: &str) -> Option<&'static Schema> {
    CHECKS.iter().find(|checks| checks.table == table).map(|checks| &*checks.whole)
}

/// What one record failed of.
struct Failure {
    message: String,
    pointer: String,
    record: Value,
}

fn check_row<R: Row>(row: &R) -> Result<(), Failure> {
    let checks = CHECKS.iter().find(|checks| checks.table == R::TABLE).expect("every row type has a table");
    if checks.columns.as_ref().is_some_and(|columns| columns.hold(row)) {
        return Ok(());
    }
    let record = serde_json::to_value(row).map_err(|e| Failure { message: e.to_string(), pointer: String::new(), record: Value::Null })?;
    match checks.whole.violations(&record).into_iter().next() {
        None => Ok(()),
        Some(Violation { pointer, message }) => Err(Failure { message, pointer, record }),
    }
}

fn reject<R: Row>(row: &R, doc_id: Option<&str>, path: &str, code: &str, failure: Failure) -> Reject {
    let record = failure.record.to_string();
    Reject {
        reject_id: format!("{}:x0-0-{}", doc_id.unwrap_or(path), content_digest(format!("{}{}{record}{}", R::TABLE, row.first(), failure.pointer).as_bytes(), 6)),
        doc_id: doc_id.map(str::to_owned),
        path: path.to_owned(),
        table: R::TABLE.to_owned(),
        stage: "validate".to_owned(),
        code: code.to_owned(),
        message: failure.message,
        pointer: Some(failure.pointer),
        record: Some(record),
    }
}

/// Checks every row of an article. What fails moves to `rejects`, and what refers to it follows.
#[must_use]
pub fn check(mut rows: ArticleRows) -> Checked<ArticleRows> {
    let path = rows.documents.first().map(|d| d.path.clone()).unwrap_or_default();
    let doc_id = rows.documents.first().map(|d| d.doc_id.clone());
    let mut rejects: Vec<Reject> = std::mem::take(&mut rows.rejects);
    let mut gone: HashSet<String> = HashSet::new();
    check_document(&mut rows, &path, &mut rejects);
    macro_rules! check_tables {
        (() documents: Document, $($field:ident: $Row:ident,)+) => {$(
            rows.$field.retain(|row| match check_row(row) {
                Ok(()) => true,
                Err(failure) => {
                    gone.insert(row.first().to_owned());
                    rejects.push(reject(row, doc_id.as_deref(), &path, "schema", failure));
                    false
                }
            });
        )+};
    }
    for_each_document_table!(check_tables!());
    // A row whose parent is gone goes, too, and so on until nothing more goes.
    while !gone.is_empty() {
        let mut more: HashSet<String> = HashSet::new();
        macro_rules! cascade {
            (() documents: Document, $($field:ident: $Row:ident,)+) => {$(
                let references: Vec<&str> = table_info($Row::TABLE).into_iter().flat_map(TableInfo::columns).filter(|column| reference($Row::TABLE, column).is_some()).collect();
                rows.$field.retain(|row| {
                    let record = serde_json::to_value(row).unwrap_or_default();
                    let parent = references.iter().find(|column| record[**column].as_str().is_some_and(|id| gone.contains(id)));
                    let Some(column) = parent else { return true };
                    more.insert(row.first().to_owned());
                    let message = format!("the row that {column} names was rejected");
                    rejects.push(reject(row, doc_id.as_deref(), &path, "parent_rejected", Failure { message, pointer: format!("/{column}"), record }));
                    false
                });
            )+};
        }
        for_each_document_table!(cascade!());
        gone = more;
    }
    rejects.sort_by(|a, b| a.reject_id.cmp(&b.reject_id));
    rejects.dedup_by(|a, b| a.reject_id == b.reject_id);
    rows.rejects = rejects;
    Checked(rows)
}

/// A document that fails is replaced by one that cannot.
fn check_document(rows: &mut ArticleRows, path: &str, rejects: &mut Vec<Reject>) {
    let Some(document) = rows.documents.first() else { return };
    let Err(failure) = check_row(document) else { return };
    let minimal = Document {
        url: None,
        canonical_url: None,
        site: None,
        title: None,
        publisher: None,
        author: None,
        original_source: None,
        published_on: None,
        published_at: None,
        published_from: None,
        fetched_at: None,
        lang: None,
        status: Status::Garbled,
        status_detail: Some(format!("the document's record failed its schema: {}", failure.message)),
        duplicate_of: None,
        duplicate_score: None,
        tags: None,
        rights: None,
        licence: None,
        ..document.clone()
    };
    rejects.push(reject(document, Some(&document.doc_id), path, "schema", failure));
    rows.documents = vec![minimal];
}

/// Changes the columns that linking fills, and checks the rows that hold them again.
#[must_use]
pub fn amend(checked: Checked<ArticleRows>, change: impl FnOnce(&mut ArticleRows)) -> Checked<ArticleRows> {
    let mut rows = checked.0;
    let before = (rows.documents.clone(), rows.facts.clone());
    change(&mut rows);
    let sound = rows.documents.iter().all(|r| check_row(r).is_ok()) && rows.facts.iter().all(|r| check_row(r).is_ok());
    if !sound {
        // Linking wrote something that the schema forbids: the row as it was is the one that was checked.
        (rows.documents, rows.facts) = before;
    }
    Checked(rows)
}

/// Checks the rows of a table that joins articles.
#[must_use]
pub fn check_all<R: Row>(rows: Vec<R>) -> (Checked<Vec<R>>, Vec<Reject>) {
    let mut rejects = Vec::new();
    let kept = rows
        .into_iter()
        .filter(|row| match check_row(row) {
            Ok(()) => true,
            Err(failure) => {
                rejects.push(reject(row, None, R::TABLE, "schema", failure));
                false
            }
        })
        .collect();
    (Checked(kept), rejects)
}

/// Reads a stored article back. Rows that were checked before they were stored are checked.
///
/// # Errors
/// The message of the reader, where the bytes are no stored article.
pub fn restore<R: DeserializeOwned>(bytes: &[u8], read: impl Fn(&[u8]) -> Result<R, String>) -> Result<Checked<R>, String> {
    read(bytes).map(Checked)
}

/// Every row type that is published has a compiled schema; named here so that a new one cannot be forgotten.
#[must_use]
pub fn published_tables() -> Vec<&'static str> {
    vec![
        Document::TABLE,
        Sentence::TABLE,
        Cut::TABLE,
        Mention::TABLE,
        Entity::TABLE,
        EntityName::TABLE,
        EntityCode::TABLE,
        Time::TABLE,
        Quantity::TABLE,
        Fact::TABLE,
        Metric::TABLE,
        Position::TABLE,
        Event::TABLE,
        EventRole::TABLE,
        EventPerson::TABLE,
        Issuance::TABLE,
        Milestone::TABLE,
        Alias::TABLE,
        Rule::TABLE,
        Note::TABLE,
        SourceRow::TABLE,
        Reject::TABLE,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, RawRecord, ReadOptions};
    use crate::assemble;
    use crate::extract::{self, Context};
    use crate::record::convert;

    fn rows() -> ArticleRows {
        let record = "---\ntitle: 某园区揭牌\nurl: https://example.com/a\nsource: 某报\ndate: 2023-03-24\n---\n2021年，成都市网络安全相关业务收入达354.6亿元，同比增长24.3%。工业和信息化部副部长张云明表示，要加快建设。\n";
        let article = Article::parse(&RawRecord::file("a.md", record.as_bytes()), &ReadOptions::default());
        let cx = Context::of(&article);
        let mentions = extract::extract(&cx);
        let claims = assemble::assemble(&cx, &mentions);
        convert(&cx, &mentions, &claims).0
    }

    #[test]
    fn sound_rows_pass() {
        let checked = check(rows());
        assert_eq!(checked.get().rejects, []);
        assert!(!checked.get().facts.is_empty() && !checked.get().positions.is_empty());
        assert_eq!(published_tables(), table_names().collect::<Vec<_>>());
    }

    #[test]
    fn a_rejected_row_takes_its_children_with_it() {
        let mut rows = rows();
        let facts = rows.facts.len();
        let quantity = rows.quantities[0].quantity_id.clone();
        rows.quantities[0].start = -1;
        let checked = check(rows);
        assert!(checked.get().rejects.iter().any(|r| r.code == "schema" && r.table == "quantities" && r.pointer.as_deref() == Some("/start")));
        assert!(checked.get().rejects.iter().any(|r| r.code == "parent_rejected" && r.table == "facts"));
        assert!(checked.get().facts.len() < facts && checked.get().facts.iter().all(|f| f.quantity_id != quantity));
    }

    #[test]
    fn a_rejected_document_leaves_a_minimal_one() {
        let mut rows = rows();
        rows.documents[0].char_count = -1;
        rows.documents[0].raw_sha256 = "x".to_owned();
        let checked = check(rows);
        assert_eq!(checked.get().documents[0].status, Status::Garbled);
        assert_eq!(checked.get().rejects.len(), 1);
    }
}
