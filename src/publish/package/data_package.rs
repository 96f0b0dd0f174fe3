//! Decides how a version is described as a Data Package 2.0.
//!
//! JSON Lines are described where there are any, else Parquet: of what reads Data Packages, frictionless 5 takes up to seventy
//! times as long to read Parquet, checks neither size nor digest of it, and of several files reads the first only.

use arrow_schema::{DataType, Field};
use serde_json::{Value, json};

use super::croissant::drop_empty;
use super::{description, published_as, spdx_id, spdx_page};
use crate::publish::{FileEntry, Manifest, TableFormat};
use crate::record::{TableInfo, primary_key, reference, table_info, table_names};

const PACKAGE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const RESOURCE: &str = "https://datapackage.org/profiles/2.0/dataresource.json";
const SCHEMA: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// The Data Package.
pub(super) fn data_package(manifest: &Manifest, files: &[FileEntry]) -> Value {
    let rows = |table: &str| manifest.tables.get(table).map_or(0, |t| t.rows);
    let found: Vec<(&TableInfo, TableFormat, Vec<&FileEntry>)> = table_names()
        .filter_map(|table| {
            // JSON Lines without a line say no columns.
            let formats = if rows(table) == 0 {
                [TableFormat::Parquet, TableFormat::Jsonl, TableFormat::JsonlZst]
            } else {
                [TableFormat::Jsonl, TableFormat::Parquet, TableFormat::JsonlZst]
            };
            let (format, shards) = published_as(table, files, &formats)?;
            Some((table_info(table)?, format, shards))
        })
        .collect();
    // What keys may lead to: a table that is one resource and can be read.
    let whole: Vec<&str> =
        found.iter().filter(|(_, format, shards)| *format == TableFormat::Jsonl || *format == TableFormat::Parquet && shards.len() == 1).map(|(info, ..)| info.name).collect();
    let resources: Vec<Value> = found.iter().flat_map(|(info, format, shards)| resources(info, *format, shards, rows(info.name), &whole)).collect();
    let about = &manifest.about;
    let contributors: Vec<Value> = about.creators.iter().map(|name| json!({ "title": name, "roles": ["creator"] })).collect();
    // A name is an id of a licence, a title is for people; one of name and path must be there.
    let licences: Vec<Value> = about
        .licence
        .iter()
        .map(|licence| spdx_id(about).map_or_else(|| json!({ "name": "other", "title": licence }), |id| json!({ "name": id, "path": spdx_page(id) })))
        .collect();
    let mut package = json!({
        "$schema": PACKAGE,
        "name": package_name(&manifest.dataset),
        "title": about.title,
        "description": description(manifest),
        "homepage": about.homepage,
        "version": manifest.version,
        "created": manifest.created,
        "keywords": about.keywords,
        "contributors": contributors,
        "licenses": licences,
        "resources": resources,
    });
    drop_empty(&mut package);
    package
}

/// A Data Package name holds small ASCII letters, digits and `-._` only.
pub(super) fn package_name(name: &str) -> String {
    let name: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') { c } else { '-' }).collect();
    if name.chars().any(|c| c.is_ascii_alphanumeric()) { name } else { "dataset".to_owned() }
}

/// The resources that are one table.
fn resources(info: &TableInfo, format: TableFormat, shards: &[&FileEntry], rows: u64, whole: &[&str]) -> Vec<Value> {
    let extension = format.extension();
    let stem = |path: &str| package_name(path.strip_suffix(extension).unwrap_or(path).trim_end_matches('.'));
    let hash = |file: &FileEntry| format!("sha256:{}", file.sha256);
    let about = |name: &str, more: Value| {
        let mut resource = json!({ "$schema": RESOURCE, "name": name, "title": info.name, "description": info.description });
        if let (Some(resource), Value::Object(more)) = (resource.as_object_mut(), more) {
            resource.extend(more);
        }
        resource
    };
    let schema = || table_schema(info, format, whole);
    match format {
        // Data Package knows no zstd: these are files, not tables.
        TableFormat::JsonlZst => shards
            .iter()
            .map(|file| about(&stem(&file.path), json!({ "path": file.path, "format": "zst", "mediatype": "application/zstd", "bytes": file.bytes, "hash": hash(file) })))
            .collect(),
        TableFormat::Jsonl if rows == 0 => {
            let columns: Vec<&str> = info.columns().collect();
            vec![about(info.name, json!({ "type": "table", "data": [columns], "rows": 0, "schema": schema() }))]
        }
        TableFormat::Jsonl => {
            let described = json!({ "type": "table", "format": "jsonl", "mediatype": "application/jsonl", "encoding": "utf-8", "rows": rows, "schema": schema() });
            let mut resource = about(info.name, described);
            if let [file] = shards {
                resource["path"] = json!(file.path);
                resource["bytes"] = json!(file.bytes);
                resource["hash"] = json!(hash(file));
            } else {
                // Several files are one when put end to end, which is what a list of paths means; a digest of that is not at hand.
                resource["path"] = shards.iter().map(|f| f.path.clone()).collect();
            }
            vec![resource]
        }
        // Parquet files put end to end are none: a resource for each. No `bytes`: frictionless counts none and takes the number for wrong.
        TableFormat::Parquet => shards
            .iter()
            .map(|file| {
                let described =
                    json!({ "type": "table", "path": file.path, "format": "parquet", "mediatype": "application/vnd.apache.parquet", "hash": hash(file), "schema": schema() });
                let mut resource = about(&stem(&file.path), described);
                if shards.len() == 1 {
                    resource["rows"] = json!(rows);
                }
                resource
            })
            .collect(),
    }
}

fn table_schema(info: &TableInfo, format: TableFormat, whole: &[&str]) -> Value {
    let fields: Vec<Value> = info.arrow_schema.fields().iter().map(|f| table_field(f, format, &info.json_schema["properties"][f.name()])).collect();
    let keys: Vec<Value> = info
        .columns()
        .filter_map(|column| {
            let (target, named) = reference(info.name, column).filter(|(target, _)| whole.contains(target))?;
            // A reference within a table has no name of a resource.
            let resource = if target == info.name { "" } else { target };
            Some(json!({ "fields": [column], "reference": { "resource": resource, "fields": [named] } }))
        })
        .collect();
    // Nulls are nulls in both formats: an empty string is a string.
    let mut schema = json!({ "$schema": SCHEMA, "fieldsMatch": "exact", "fields": fields, "missingValues": [], "primaryKey": primary_key(info.name) });
    if !keys.is_empty() {
        schema["foreignKeys"] = json!(keys);
    }
    schema
}

fn table_field(field: &Field, format: TableFormat, told: &Value) -> Value {
    let kind = match field.data_type() {
        DataType::Int32 | DataType::Int64 => "integer",
        DataType::Float64 | DataType::Decimal128(..) => "number",
        DataType::Boolean => "boolean",
        DataType::Date32 => "date",
        DataType::Timestamp(..) => "datetime",
        // Through pandas a list of Parquet is an array of numpy, which frictionless takes for no array.
        DataType::List(_) if format == TableFormat::Parquet => "any",
        DataType::List(_) => "array",
        _ => "string",
    };
    let mut described = json!({ "name": field.name(), "type": kind, "description": field.metadata().get("description") });
    let mut constraints = json!({});
    if !field.is_nullable() {
        constraints["required"] = json!(true);
    }
    let values = enumeration(told);
    if !values.is_empty() && kind == "string" {
        constraints["enum"] = json!(values);
    }
    if let Some(minimum) = told.get("minimum").filter(|_| matches!(kind, "integer" | "number")) {
        constraints["minimum"] = minimum.clone();
    }
    if constraints.as_object().is_some_and(|c| !c.is_empty()) {
        described["constraints"] = constraints;
    }
    // frictionless reads Parquet through pandas, where a missing number is a NaN and a missing instant a NaT.
    if format == TableFormat::Parquet && field.is_nullable() {
        match field.data_type() {
            DataType::Int32 | DataType::Int64 | DataType::Float64 => described["missingValues"] = json!(["nan"]),
            DataType::Timestamp(..) => described["missingValues"] = json!(["NaT"]),
            _ => {}
        }
    }
    described
}

/// The closed list of a property, where it has one.
fn enumeration(told: &Value) -> Vec<&Value> {
    match told.get("enum").and_then(Value::as_array) {
        Some(values) => values.iter().filter(|v| !v.is_null()).collect(),
        None => told.get("anyOf").and_then(Value::as_array).into_iter().flatten().flat_map(enumeration).collect(),
    }
}
