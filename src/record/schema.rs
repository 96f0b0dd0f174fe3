//! Decides how a table is described to others: JSON Schema, Arrow schema, column descriptions, all from the row type.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow_schema::{Field, Schema, SchemaRef};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::tables::{
    Alias, Cut, Document, Entity, EntityCode, EntityName, Event, EventPerson, EventRole, Fact, Issuance, Mention, Metric, Milestone, Note, Position, Quantity, Reject, Row, Rule,
    Sentence, SourceRow, Time,
};

/// What is known of a table without its rows.
#[derive(Debug, Clone)]
pub struct TableInfo {
    /// The table's name.
    pub name: &'static str,
    /// What a row of it is.
    pub description: String,
    /// The names of its columns as the row type has them.
    columns: &'static [&'static str],
    /// The JSON Schema of one row, with every key required.
    pub json_schema: Value,
    /// The Arrow schema of the table, with column descriptions in the field metadata.
    pub arrow_schema: SchemaRef,
}

impl TableInfo {
    /// The names of its columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|name| name.trim_start_matches("r#"))
    }
}

/// Every table of the contract, in its order.
static TABLES: LazyLock<Vec<TableInfo>> = LazyLock::new(|| {
    vec![
        info::<Document>(),
        info::<Sentence>(),
        info::<Cut>(),
        info::<Mention>(),
        info::<Entity>(),
        info::<EntityName>(),
        info::<EntityCode>(),
        info::<Time>(),
        info::<Quantity>(),
        info::<Fact>(),
        info::<Metric>(),
        info::<Position>(),
        info::<Event>(),
        info::<EventRole>(),
        info::<EventPerson>(),
        info::<Issuance>(),
        info::<Milestone>(),
        info::<Alias>(),
        info::<Rule>(),
        info::<Note>(),
        info::<SourceRow>(),
        info::<Reject>(),
    ]
});

fn info<R: Row>() -> TableInfo {
    let json_schema = row_schema::<R>();
    let description = json_schema["description"].as_str().unwrap_or_default().to_owned();
    let describe = |column: &str| json_schema["properties"][column]["description"].as_str().unwrap_or_default().to_owned();
    let fields: Vec<Field> = R::COLUMNS
        .iter()
        .map(|name| name.trim_start_matches("r#"))
        .zip(R::column_types())
        .map(|(name, (data_type, nullable))| Field::new(name, data_type, nullable).with_metadata(HashMap::from([("description".to_owned(), describe(name))])))
        .collect();
    let metadata = HashMap::from([("description".to_owned(), description.clone())]);
    TableInfo { name: R::TABLE, description, columns: R::COLUMNS, arrow_schema: Arc::new(Schema::new_with_metadata(fields, metadata)), json_schema }
}

/// The JSON Schema of one row. schemars leaves nullable fields out of `required`; the contract writes every key, so all are.
fn row_schema<R: Row>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|s| s.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<R>().to_value();
    let columns: Vec<&str> = R::COLUMNS.iter().map(|name| name.trim_start_matches("r#")).collect();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), json!(R::TABLE));
        object.insert("required".to_owned(), json!(columns));
    }
    schema
}

/// What is known of a table, or `None` where there is no table of this name.
#[must_use]
pub fn table_info(table: &str) -> Option<&'static TableInfo> {
    TABLES.iter().find(|info| info.name == table)
}

/// The names of all tables, in the order of the contract.
pub fn table_names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|info| info.name)
}

/// The Arrow schema of a row type.
///
/// # Panics
/// Never: every row type is in the list of tables, which a test checks.
#[must_use]
pub fn arrow_schema<R: Row>() -> SchemaRef {
    Arc::clone(&table_info(R::TABLE).expect("every row type is in TABLES").arrow_schema)
}

/// The JSON Schema of a row type.
///
/// # Panics
/// Never: every row type is in the list of tables, which a test checks.
#[must_use]
pub fn json_schema<R: Row>() -> &'static Value {
    &table_info(R::TABLE).expect("every row type is in TABLES").json_schema
}

/// The JSON Schema of the front matter of a raw article: what a scraper should write.
#[must_use]
pub fn raw_article_schema() -> Value {
    let text = |description: &str| json!({ "type": "string", "minLength": 1, "description": description });
    let mut properties = Map::new();
    properties.insert("title".to_owned(), text("The title of the article."));
    properties.insert("url".to_owned(), json!({ "type": "string", "pattern": "^https?://", "description": "Where the article was scraped from." }));
    properties.insert("source".to_owned(), text("The account or site that the scrape came from."));
    properties.insert("author".to_owned(), json!({ "type": "string", "description": "Who wrote it." }));
    properties.insert("date".to_owned(), text("The publication day or instant: ISO 8601, RFC 2822, or a Chinese date."));
    properties.insert("fetch_date".to_owned(), text("When it was scraped."));
    properties.insert("categories".to_owned(), json!({ "type": "array", "items": { "type": "string" }, "description": "Categories." }));
    properties.insert("tags".to_owned(), json!({ "type": "array", "items": { "type": "string" }, "description": "Tags." }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "raw-article",
        "description": "The front matter of a raw article.",
        "type": "object",
        "properties": properties,
        "required": ["title"],
    })
}

/// The JSON Schema of the report that `jushi validate --report json` writes.
#[must_use]
pub fn findings_schema() -> Value {
    let count = || json!({ "type": "integer", "minimum": 0 });
    let counts = || json!({ "type": "object", "additionalProperties": count() });
    let share = || json!({ "type": "object", "properties": { "count": count(), "of": count() }, "required": ["count", "of"], "additionalProperties": false });
    let object = |description: &str, properties: Value| {
        let required: Vec<String> = properties.as_object().map(|p| p.keys().cloned().collect()).unwrap_or_default();
        json!({ "type": "object", "description": description, "properties": properties, "required": required, "additionalProperties": false })
    };
    let finding = object(
        "One thing wrong with one scrape. Lines and columns count from 1, columns in characters.",
        json!({
            "rule": { "type": "string", "pattern": "^[a-z_]+\\.[a-z0-9_]+$" }, "severity": { "enum": ["error", "warning"] },
            "path": { "type": "string" }, "file": { "type": "string" },
            "line": { "type": "integer", "minimum": 1 }, "column": { "type": "integer", "minimum": 1 }, "end_column": { "type": "integer", "minimum": 1 },
            "message": { "type": "string", "minLength": 1 }, "help": { "type": "string", "minLength": 1 },
            "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{16}$" },
        }),
    );
    let drift = object(
        "A source whose share of a status has risen beyond chance.",
        json!({ "source": { "type": "string" }, "status": { "type": "string" }, "month": { "type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}$" }, "now": share(), "before": share() }),
    );
    let gone = object("A finding of the baseline that no longer occurs.", json!({ "path": { "type": "string" }, "rule": { "type": "string" }, "key": { "type": "string" } }));
    let source = object("Scrapes of a source by status, now and by the committed statistics.", json!({ "now": counts(), "before": { "anyOf": [counts(), { "type": "null" }] } }));
    let mut schema = object(
        "The report of `jushi validate`.",
        json!({
            "program": { "type": "string" }, "passed": { "type": "boolean" }, "records": count(), "read": count(), "bytes": count(),
            "failed": count(), "max_failed": { "type": "number", "minimum": 0, "maximum": 1 }, "known": count(), "statuses": counts(),
            "sources": { "type": "object", "additionalProperties": source },
            "drifts": { "type": "array", "items": drift }, "gone": { "type": "array", "items": gone }, "findings": { "type": "array", "items": finding },
        }),
    );
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.insert("title".to_owned(), json!("findings"));
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_described_and_required() {
        for table in TABLES.iter() {
            let required = table.json_schema["required"].as_array().unwrap();
            assert_eq!(required.len(), table.arrow_schema.fields().len(), "{}", table.name);
            for field in table.arrow_schema.fields() {
                assert!(!field.metadata()["description"].is_empty(), "{}.{} has no description", table.name, field.name());
                let types = &table.json_schema["properties"][field.name()];
                assert!(types.is_object(), "{}.{} is not in the JSON Schema", table.name, field.name());
            }
        }
    }

    #[test]
    fn no_table_begins_anothers_name_with_a_dash() {
        assert_eq!(TABLES.len(), 22);
        assert!(table_names().all(|name| !name.contains('-')));
    }
}
