//! Decides what a version says to people and to catalogues: the dataset card, the changelog, the Data Package, views in SQL.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::manifest::{FileEntry, Manifest};
use crate::record::{table_info, table_names};

/// The files beside the tables: name and content.
#[must_use]
pub fn package_files(manifest: &Manifest, files: &[FileEntry], dataset_dir: &Path) -> Vec<(String, String)> {
    let mut package = serde_json::to_string_pretty(&data_package(manifest, files)).unwrap_or_default();
    package.push('\n');
    vec![
        ("README.md".to_owned(), card(manifest)),
        ("CHANGELOG.md".to_owned(), changelog(manifest, dataset_dir)),
        ("datapackage.json".to_owned(), package),
        ("views.sql".to_owned(), views(files)),
    ]
}

/// The views of a version, behind the tables that they read: Parquet where there is any, else JSON Lines.
fn views(files: &[FileEntry]) -> String {
    const VIEWS: &str = include_str!("views.sql");
    let parquet = files.iter().any(|f| f.path.ends_with(".parquet"));
    let ending = if parquet {
        "parquet"
    } else if files.iter().any(|f| f.path.ends_with(".jsonl.zst")) {
        "jsonl.zst"
    } else {
        "jsonl"
    };
    // A table may be in several files, facts-00000-of-00012; no table's name begins another's followed by a dash.
    let table = |name: &str| {
        let whole = files.iter().any(|f| f.path == format!("{name}.{ending}"));
        let pattern = if whole { format!("{name}.{ending}") } else { format!("{name}-*.{ending}") };
        if parquet {
            return format!("create view {name} as select * from read_parquet('{pattern}');\n");
        }
        // A file without rows tells no columns.
        let columns: Vec<String> =
            table_info(name).iter().flat_map(|i| i.arrow_schema.fields().iter()).map(|f| format!("\"{}\": '{}'", f.name(), sql_type(f.data_type()))).collect();
        format!("create view {name} as select * from read_json('{pattern}', format = 'newline_delimited', columns = {{{}}});\n", columns.join(", "))
    };
    let tables: String = table_names().map(table).collect();
    match VIEWS.split_once("\n\n") {
        Some((head, rest)) => format!("{head}\n{tables}\n{rest}"),
        None => format!("{tables}\n{VIEWS}"),
    }
}

fn card(manifest: &Manifest) -> String {
    let mut card = format!(
        "# {} {}\n\nFacts, names, dates and figures from {} scraped articles, each row with the place it came from.\nMade by jushi {}.\n\nThe articles are their authors'.\nThe rows say what the articles say; they are not checked against the world.\n\n## Tables\n\n| table | rows | a row is |\n|---|---|---|\n",
        manifest.dataset, manifest.version, manifest.records, manifest.program
    );
    for table in table_names() {
        let rows = manifest.tables.get(table).map_or(0, |t| t.rows);
        let description = table_info(table).map(|i| i.description.clone()).unwrap_or_default();
        card.push_str(&format!("| {table} | {rows} | {} |\n", description.replace('\n', " ")));
    }
    card.push_str("\n## Columns\n");
    for table in table_names() {
        let Some(info) = table_info(table) else { continue };
        card.push_str(&format!("\n### {table}\n\n| column | type | what it holds |\n|---|---|---|\n"));
        for field in info.arrow_schema.fields() {
            let description = field.metadata().get("description").map_or("", String::as_str).replace('\n', " ");
            card.push_str(&format!("| {} | {}{} | {description} |\n", field.name(), field.data_type(), if field.is_nullable() { ", may be null" } else { "" }));
        }
    }
    card.push_str("\n## Articles by status\n\n| status | articles |\n|---|---|\n");
    for (status, count) in &manifest.tallies.statuses {
        card.push_str(&format!("| {status} | {count} |\n"));
    }
    card
}

/// This version's entry, in front of those of the version before.
fn changelog(manifest: &Manifest, dataset_dir: &Path) -> String {
    let changes = &manifest.changes;
    let mut entry = format!("## {}\n\n{}.\n", manifest.version, changes.reason);
    if let Some(message) = &changes.message {
        entry.push_str(&format!("\n{message}\n"));
    }
    entry.push_str(&format!("\nDocuments: {} added, {} removed.\nRows: ", changes.documents_added, changes.documents_removed));
    let rows: Vec<String> = table_names().filter_map(|t| manifest.tables.get(t).filter(|e| e.rows > 0).map(|e| format!("{} {t}", e.rows))).collect();
    entry.push_str(&rows.join(", "));
    entry.push_str(".\n");
    let before = changes.from.as_ref().and_then(|v| fs::read_to_string(dataset_dir.join(v).join("CHANGELOG.md")).ok());
    let older = before.as_deref().and_then(|b| b.split_once("\n\n")).map_or("", |(_, rest)| rest);
    let mut log = format!("# Changes of {}\n\n{entry}", manifest.dataset);
    if !older.is_empty() {
        log.push('\n');
        log.push_str(older);
    }
    log
}

fn data_package(manifest: &Manifest, files: &[FileEntry]) -> Value {
    let resources: Vec<Value> = table_names()
        .filter_map(|table| {
            let info = table_info(table)?;
            let file = files.iter().find(|f| f.path == format!("{table}.parquet")).or_else(|| files.iter().find(|f| f.path == format!("{table}.jsonl")))?;
            let format = if file.path.ends_with("parquet") { "parquet" } else { "jsonl" };
            let fields: Vec<Value> =
                info.arrow_schema.fields().iter().map(|f| json!({ "name": f.name(), "type": field_type(f.data_type()), "description": f.metadata().get("description") })).collect();
            Some(json!({
                "name": table, "path": file.path, "format": format, "description": info.description, "bytes": file.bytes, "hash": format!("sha256:{}", file.sha256),
                "schema": { "fields": fields }
            }))
        })
        .collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": package_name(&manifest.dataset),
        "version": manifest.version,
        "created": manifest.created,
        "resources": resources,
    })
}

/// A column's type in DuckDB.
fn sql_type(data_type: &arrow::datatypes::DataType) -> String {
    use arrow::datatypes::DataType as T;
    match data_type {
        T::Int32 => "INTEGER".to_owned(),
        T::Int64 => "BIGINT".to_owned(),
        T::Float64 => "DOUBLE".to_owned(),
        T::Decimal128(precision, scale) => format!("DECIMAL({precision}, {scale})"),
        T::Boolean => "BOOLEAN".to_owned(),
        T::Date32 => "DATE".to_owned(),
        T::Timestamp(..) => "TIMESTAMPTZ".to_owned(),
        T::List(_) => "VARCHAR[]".to_owned(),
        _ => "VARCHAR".to_owned(),
    }
}

/// A Data Package name holds ASCII letters, digits and `-._/` only.
fn package_name(dataset: &str) -> String {
    let name: String = dataset.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') { c } else { '-' }).collect();
    if name.chars().any(|c| c.is_ascii_alphanumeric()) { name } else { "dataset".to_owned() }
}

fn field_type(data_type: &arrow::datatypes::DataType) -> &'static str {
    use arrow::datatypes::DataType as T;
    match data_type {
        T::Int32 | T::Int64 => "integer",
        T::Float64 | T::Decimal128(..) => "number",
        T::Boolean => "boolean",
        T::Date32 => "date",
        T::Timestamp(..) => "datetime",
        T::List(_) => "array",
        _ => "string",
    }
}
