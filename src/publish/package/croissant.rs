//! Decides how a version is described in Croissant 1.1: what the dataset is, its files, the columns of each table.
//!
//! Columns do not say which tables they refer to: readers take a reference for a join to be made, read every table that can be
//! reached from it, and fail on a table that refers to itself. The keys between tables are in `datapackage.json`.

use arrow_schema::{DataType, Field};
use serde_json::{Map, Value, json};

use super::{description, pattern, published_as, spdx_id, spdx_page, title};
use crate::publish::{FileEntry, Manifest, TableFormat};
use crate::record::{primary_key, table_info, table_names};

/// 1.1 has arrays, and a type for each width of integer.
const CONFORMS_TO: &str = "http://mlcommons.org/croissant/1.1";

/// What every Croissant file opens with, letter by letter: readers warn about any other.
fn context() -> Value {
    json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "arrayShape": "cr:arrayShape",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "containedIn": "cr:containedIn",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "dct": "http://purl.org/dc/terms/",
        "description": {"@container": "@language"},
        "equivalentProperty": "cr:equivalentProperty",
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "extract": "cr:extract",
        "field": "cr:field",
        "fileProperty": "cr:fileProperty",
        "fileObject": "cr:fileObject",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isArray": "cr:isArray",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "name": {"@container": "@language"},
        "parentField": "cr:parentField",
        "path": "cr:path",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform"
    })
}

/// The Croissant description.
pub(super) fn croissant(manifest: &Manifest, files: &[FileEntry]) -> Value {
    let about = &manifest.about;
    let (mut distribution, mut record_sets) = (Vec::new(), Vec::new());
    for table in table_names() {
        let Some(info) = table_info(table) else { continue };
        // Packed lines are nothing that readers of Croissant can open.
        let Some((format, shards)) = published_as(table, files, &[TableFormat::Parquet, TableFormat::Jsonl]) else { continue };
        let encoding = if format == TableFormat::Parquet { "application/x-parquet" } else { "application/jsonlines" };
        for file in &shards {
            distribution.push(json!({
                "@type": "cr:FileObject", "@id": file.path, "name": file.path, "contentUrl": file.path, "contentSize": format!("{} B", file.bytes),
                "encodingFormat": encoding, "sha256": file.sha256,
            }));
        }
        let pattern = pattern(table, format, &shards);
        let origin = if shards.len() == 1 {
            json!({ "fileObject": { "@id": pattern } })
        } else {
            distribution.push(json!({ "@type": "cr:FileSet", "@id": pattern, "name": pattern, "encodingFormat": encoding, "includes": pattern }));
            json!({ "fileSet": { "@id": pattern } })
        };
        let mut keys: Vec<Value> = primary_key(table).iter().map(|column| json!({ "@id": format!("{table}/{column}") })).collect();
        let fields: Vec<Value> = info.arrow_schema.fields().iter().map(|f| field(table, f, &origin)).collect();
        record_sets.push(json!({
            "@type": "cr:RecordSet", "@id": table, "name": table, "description": info.description,
            "key": if keys.len() == 1 { keys.remove(0) } else { Value::from(keys) }, "field": fields,
        }));
    }
    let licence = about.licence.as_deref().map(|licence| spdx_id(about).map_or_else(|| licence.to_owned(), spdx_page));
    let creators: Vec<Value> = about.creators.iter().map(|name| json!({ "@type": "sc:Organization", "name": name })).collect();
    let mut whole = json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": manifest.dataset,
        "description": description(manifest),
        "version": manifest.version,
        "datePublished": manifest.created.get(..10),
        "inLanguage": "zh",
        "citeAs": cite_as(manifest),
        "distribution": distribution,
        "recordSet": record_sets,
        "alternateName": about.title,
        "keywords": about.keywords,
        "license": licence,
        "creator": creators,
        "url": about.homepage,
    });
    drop_empty(&mut whole);
    whole
}

/// Takes out what the settings do not say.
pub(super) fn drop_empty(value: &mut Value) {
    if let Some(object) = value.as_object_mut() {
        let kept: Map<String, Value> = std::mem::take(object).into_iter().filter(|(_, v)| !v.is_null() && v.as_array().is_none_or(|a| !a.is_empty())).collect();
        *object = kept;
    }
}

fn field(table: &str, field: &Field, origin: &Value) -> Value {
    let kind = match field.data_type() {
        DataType::Int32 => "cr:Int32",
        DataType::Int64 => "cr:Int64",
        // Croissant has no exact decimal: it is told as the double that readers make of it.
        DataType::Float64 | DataType::Decimal128(..) => "cr:Float64",
        DataType::Boolean => "sc:Boolean",
        DataType::Date32 => "sc:Date",
        DataType::Timestamp(..) => "sc:DateTime",
        _ => "sc:Text",
    };
    let mut source = origin.clone();
    source["extract"] = json!({ "column": field.name() });
    let mut described = json!({
        "@type": "cr:Field", "@id": format!("{table}/{}", field.name()), "name": field.name(), "description": field.metadata().get("description"), "dataType": kind, "source": source,
    });
    if matches!(field.data_type(), DataType::List(_)) {
        described["isArray"] = json!(true);
        described["arrayShape"] = json!("-1");
    }
    described
}

/// BibTeX, as Croissant asks.
fn cite_as(manifest: &Manifest) -> String {
    let about = &manifest.about;
    let authors = about.creators.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(" and ");
    let lines = [
        (!authors.is_empty()).then(|| format!("  author = {{{authors}}}")),
        Some(format!("  title = {{{}}}", title(manifest))),
        Some(format!("  version = {{{}}}", manifest.version)),
        Some(format!("  year = {{{}}}", manifest.created.get(..4).unwrap_or_default())),
        about.homepage.as_ref().map(|homepage| format!("  url = {{{homepage}}}")),
    ];
    format!("@misc{{{},\n{}\n}}", manifest.dataset, lines.into_iter().flatten().collect::<Vec<_>>().join(",\n"))
}
