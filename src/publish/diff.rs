//! Decides what changed between two versions, row by row, and why.
//!
//! Rows are matched by id. The rows of an article that has other bytes all have other ids: those that say the same at another
//! place have only *moved*, and one that stands on the same words but says something else has *changed*; what is left came or
//! went.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use serde_json::{Map, Value};

use super::manifest::{FileEntry, Manifest, RuleChange, TableEntry};
use super::read::{LazyRow, document_ids, entries_of, for_each_digested};
use super::version::article_of;
use super::{DocumentChanges, Result, TableFormat};
use crate::record::{primary_key, table_names};

/// Why a row changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The article is new, gone, or has other bytes; or, for what linking says, another article is.
    Input,
    /// The rules read the same bytes otherwise.
    Rules,
    /// The same rules, another program.
    Program,
}

impl Cause {
    /// The cause in words.
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
    /// The rule that made it, where one did.
    pub rule: Option<String>,
    /// What the row says, in a few words.
    pub gist: String,
    /// The columns that differ, with both values; empty for rows that are new or gone.
    pub columns: Vec<(String, Value, Value)>,
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
    /// Rows of changed articles that say the same at another place.
    pub moved: u64,
    /// Columns that are new.
    pub columns_added: Vec<String>,
    /// Columns that are gone.
    pub columns_removed: Vec<String>,
    /// Columns of another type, with both types.
    pub columns_retyped: Vec<(String, String, String)>,
}

impl TableDiff {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The rows that differ by cause.
    #[must_use]
    pub fn causes(&self) -> BTreeMap<Cause, u64> {
        let mut causes = BTreeMap::new();
        [&self.added, &self.removed, &self.changed].into_iter().flatten().for_each(|change| *causes.entry(change.cause).or_default() += 1);
        if self.moved > 0 {
            *causes.entry(Cause::Input).or_default() += self.moved;
        }
        causes
    }
}

/// The differences of two versions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diff {
    /// Documents that came and went.
    pub documents: DocumentChanges,
    /// The tables, in the order of the contract; those without differences, too.
    pub tables: Vec<(&'static str, TableDiff)>,
}

impl Diff {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.iter().all(|(_, table)| table.is_empty())
    }

    /// What became of the rows of each rule in articles that did not change.
    #[must_use]
    pub fn rules(&self) -> BTreeMap<String, RuleChange> {
        let mut rules: BTreeMap<String, RuleChange> = BTreeMap::new();
        for (_, table) in self.tables.iter().filter(|(name, _)| *name != "rules") {
            let kinds: [(&Vec<RowChange>, fn(&mut RuleChange) -> &mut u64); 3] =
                [(&table.added, |r| &mut r.added), (&table.removed, |r| &mut r.removed), (&table.changed, |r| &mut r.changed)];
            for (changes, count) in kinds {
                for rule in changes.iter().filter(|c| c.cause != Cause::Input).filter_map(|c| c.rule.as_ref()) {
                    *count(rules.entry(rule.clone()).or_default()) += 1;
                }
            }
        }
        rules
    }
}

/// One of the two versions that are compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its folder.
    pub dir: &'a Path,
    /// The digest of its rules.
    pub rules_digest: &'a str,
    /// The program that made it.
    pub program: &'a str,
    /// What each table holds.
    pub tables: &'a BTreeMap<String, TableEntry>,
    /// What each file holds.
    pub files: &'a [FileEntry],
}

impl<'a> Side<'a> {
    /// A published version.
    #[must_use]
    pub fn of(dir: &'a Path, manifest: &'a Manifest) -> Self {
        Self { dir, rules_digest: &manifest.rules_digest, program: &manifest.program, tables: &manifest.tables, files: &manifest.files }
    }

    /// The digests of a table's files, by format.
    fn digests_of(&self, table: &str) -> BTreeMap<TableFormat, Vec<&'a str>> {
        let of = |format| (format, entries_of(self.files, table, format).into_iter().map(|f| f.sha256.as_str()).collect::<Vec<_>>());
        TableFormat::ALL.into_iter().map(of).filter(|(_, digests)| !digests.is_empty()).collect()
    }
}

/// The tables whose content is not the same: by their digests where a format is there twice, else by their rows' number.
#[must_use]
pub fn differing_tables(old: &Side<'_>, new: &Side<'_>) -> Vec<&'static str> {
    let same = |table: &str| {
        let (was, is) = (old.digests_of(table), new.digests_of(table));
        match was.iter().find_map(|(format, digests)| is.get(format).map(|now| digests == now)) {
            Some(same) => same,
            None => old.tables.get(table).map(|t| t.rows) == new.tables.get(table).map(|t| t.rows),
        }
    };
    table_names().filter(|table| !same(table)).collect()
}

/// Compares two versions, table by table; `only` limits it to one. Tables whose files are the same are not read. Memory: two
/// numbers a row of a table of the older version, and the rows that differ.
///
/// # Errors
/// Where a version cannot be read.
pub fn diff(old: &Path, new: &Path, only: Option<&str>) -> Result<Diff> {
    let (before, after) = (Manifest::read(old)?, Manifest::read(new)?);
    compare(&Side::of(old, &before), &Side::of(new, &after), only)
}

/// As [`diff`], of versions one of which may not be published yet.
///
/// # Errors
/// Where a version cannot be read.
pub fn compare(old: &Side<'_>, new: &Side<'_>, only: Option<&str>) -> Result<Diff> {
    let (docs_before, docs_after) = (document_ids(old.dir)?, document_ids(new.dir)?);
    let documents = DocumentChanges::between(&docs_before, &docs_after);
    let inputs_differ = docs_before != docs_after;
    let cause = |doc_id: Option<&str>| {
        let touched = doc_id.map_or(inputs_differ, |d| !docs_before.contains(d) || !docs_after.contains(d));
        match (touched, old.rules_digest != new.rules_digest, old.program != new.program) {
            (true, ..) => Cause::Input,
            (false, true, _) => Cause::Rules,
            (false, false, true) => Cause::Program,
            // What linking says of an article depends on the others.
            (false, false, false) => Cause::Input,
        }
    };
    let differing = differing_tables(old, new);
    let mut tables = Vec::new();
    for table in table_names().filter(|t| only.is_none_or(|o| o == *t)) {
        let mut found = TableDiff::default();
        compare_columns(old.tables.get(table), new.tables.get(table), &mut found);
        // Without a format in common equal numbers say nothing of the rows.
        let comparable = old.digests_of(table).keys().any(|f| new.digests_of(table).contains_key(f));
        if differing.contains(&table) || !comparable {
            compare_rows(old, new, table, &documents, &cause, &mut found)?;
        }
        tables.push((table, found));
    }
    Ok(Diff { documents, tables })
}

fn compare_columns(was: Option<&TableEntry>, is: Option<&TableEntry>, found: &mut TableDiff) {
    let none = TableEntry::default();
    let (was, is) = (was.unwrap_or(&none), is.unwrap_or(&none));
    found.columns_added = is.columns.iter().filter(|c| !was.columns.contains(c)).cloned().collect();
    found.columns_removed = was.columns.iter().filter(|c| !is.columns.contains(c)).cloned().collect();
    for (column, now) in is.columns.iter().zip(&is.types) {
        let before = was.columns.iter().position(|c| c == column).and_then(|at| was.types.get(at));
        if let Some(before) = before.filter(|b| *b != now) {
            found.columns_retyped.push((column.clone(), before.clone(), now.clone()));
        }
    }
}

/// Two independent numbers of a row's key: with 64 bits two of some million rows would be taken for one now and then.
fn digest_key(row: &LazyRow, columns: &[&str]) -> u128 {
    let mut hasher = blake3::Hasher::new();
    for column in columns {
        hasher.update(row.text(column).unwrap_or_default().as_bytes());
        hasher.update(&[0]);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    u128::from_le_bytes(bytes)
}

type Row = Map<String, Value>;

fn compare_rows(old: &Side<'_>, new: &Side<'_>, table: &str, documents: &DocumentChanges, cause: &dyn Fn(Option<&str>) -> Cause, found: &mut TableDiff) -> Result<()> {
    let keys = primary_key(table);
    let none = Vec::new();
    let (was, is) = (old.tables.get(table).map_or(&none, |t| &t.columns), new.tables.get(table).map_or(&none, |t| &t.columns));
    let common: Vec<String> = is.iter().filter(|c| was.contains(c)).cloned().collect();
    let parquet = |side: &Side<'_>| side.digests_of(table).contains_key(&TableFormat::Parquet);
    let lines = !(parquet(old) && parquet(new));

    let mut older: HashMap<u128, u64> = HashMap::new();
    for_each_digested(old.dir, table, &common, lines, &mut |row, digest| {
        older.insert(digest_key(&row, &keys), digest);
    })?;
    let (mut came, mut differing): (Vec<Row>, HashMap<u128, Row>) = (Vec::new(), HashMap::new());
    for_each_digested(new.dir, table, &common, lines, &mut |row, digest| {
        let key = digest_key(&row, &keys);
        match older.remove(&key) {
            Some(known) if known == digest => {}
            Some(_) => {
                differing.insert(key, row.whole());
            }
            None => came.push(row.whole()),
        }
    })?;
    // What is left of the older version is gone; what differs needs its older values.
    let gone_keys: HashSet<u128> = older.into_keys().collect();
    let mut went: Vec<Row> = Vec::new();
    for_each_digested(old.dir, table, &common, lines, &mut |row, _| {
        let key = digest_key(&row, &keys);
        if gone_keys.contains(&key) {
            went.push(row.whole());
        } else if let Some(now) = differing.remove(&key) {
            let columns = common.iter().filter(|c| row.whole().get(*c) != now.get(*c)).cloned().collect::<Vec<_>>();
            found.changed.push(changed(table, &keys, &row.whole(), &now, &columns, cause(text(&now, "doc_id"))));
        }
    })?;
    if !documents.changed.is_empty() {
        match_by_content(table, &keys, &common, documents, &mut came, &mut went, found);
    }
    let change = |row: &Row| RowChange { id: id(&keys, row), cause: cause(text(row, "doc_id")), rule: text(row, "rule").map(str::to_owned), gist: gist(row), columns: Vec::new() };
    found.added = came.iter().map(change).collect();
    found.removed = went.iter().map(change).collect();
    Ok(())
}

fn changed(table: &str, keys: &[&str], was: &Row, now: &Row, columns: &[String], cause: Cause) -> RowChange {
    let value = |row: &Row, column: &str| row.get(column).cloned().unwrap_or(Value::Null);
    let columns = columns.iter().map(|c| (c.clone(), value(was, c), value(now, c))).collect();
    // The page of a rule is no work of a rule.
    let rule = if table == "rules" { None } else { text(now, "rule").map(str::to_owned) };
    RowChange { id: id(keys, now), cause, rule, gist: gist(now), columns }
}

/// Whether a column says where a row stands or names other rows, rather than what it says.
fn is_place(column: &str) -> bool {
    const PLACES: &[&str] = &[
        "doc_id",
        "start",
        "end",
        "raw_start",
        "raw_end",
        "body_start",
        "subject_start",
        "subject_end",
        "metric_start",
        "metric_end",
        "attributed_start",
        "attributed_end",
        "record_offset",
        "sentence_id",
        "quantity_id",
        "time_id",
        "event_id",
        "parent_event_id",
        "position_id",
        "anchor",
        "example_fact_id",
        "duplicate_of",
    ];
    PLACES.contains(&column)
}

/// Pairs rows of changed articles: first those that say the same, then those that stand on the same words, each in order.
fn match_by_content(table: &str, keys: &[&str], common: &[String], documents: &DocumentChanges, came: &mut Vec<Row>, went: &mut Vec<Row>, found: &mut TableDiff) {
    let saying: Vec<&String> = common.iter().filter(|c| !is_place(c) && !keys.contains(&c.as_str())).collect();
    let article = |row: &Row| text(row, "doc_id").map(article_of).filter(|a| documents.changed.contains(*a)).map(str::to_owned);
    let content = |row: &Row| Some((article(row)?, saying.iter().map(|c| row.get(*c).map_or_else(String::new, Value::to_string)).collect::<Vec<_>>().join("\u{1f}")));
    let words = |row: &Row| {
        let words: Vec<&str> = ["evidence", "value_text", "text", "code"].iter().filter(|c| table != "documents" || **c != "text").filter_map(|c| text(row, c)).collect();
        Some((article(row)?, words.join("\u{1f}")))
    };
    found.moved += pair(came, went, &content).len() as u64;
    for (was, now) in pair(came, went, &words) {
        let columns: Vec<String> = saying.iter().filter(|c| was.get(**c) != now.get(**c)).map(|c| (*c).clone()).collect();
        found.changed.push(changed(table, keys, &was, &now, &columns, Cause::Input));
    }
}

/// Takes out of both lists the rows that have the same key, in their order.
fn pair(came: &mut Vec<Row>, went: &mut Vec<Row>, key: &dyn Fn(&Row) -> Option<(String, String)>) -> Vec<(Row, Row)> {
    let mut waiting: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (at, row) in went.iter().enumerate().rev() {
        if let Some(key) = key(row) {
            waiting.entry(key).or_default().push(at);
        }
    }
    let (mut pairs, mut taken) = (Vec::new(), HashSet::new());
    came.retain(|now| {
        let Some(at) = key(now).and_then(|key| waiting.get_mut(&key)).and_then(Vec::pop) else { return true };
        taken.insert(at);
        pairs.push((went[at].clone(), now.clone()));
        false
    });
    let mut at = 0;
    went.retain(|_| {
        at += 1;
        !taken.contains(&(at - 1))
    });
    pairs
}

fn text<'r>(row: &'r Row, column: &str) -> Option<&'r str> {
    row.get(column).and_then(Value::as_str)
}

fn id(keys: &[&str], row: &Row) -> String {
    keys.iter().map(|c| text(row, c).unwrap_or_default()).collect::<Vec<_>>().join(" · ")
}

/// What a row says, in a few words.
fn gist(row: &Row) -> String {
    let parts: Vec<&str> = if row.contains_key("metric") {
        ["subject", "metric", "value_text"].iter().filter_map(|c| text(row, c)).collect()
    } else {
        let name = ["title", "text", "name", "message", "summary"].iter().find_map(|c| text(row, c));
        let kind = ["type", "unit", "kind", "value"].iter().find_map(|c| text(row, c));
        name.into_iter().chain(kind).collect()
    };
    let line = parts.join(" · ").replace('\n', "⏎");
    if line.chars().count() > 60 { format!("{}…", line.chars().take(60).collect::<String>()) } else { line }
}
