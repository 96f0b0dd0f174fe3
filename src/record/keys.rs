//! Decides what names a row, and which columns name rows of other tables.

use super::schema::table_info;

/// The columns that together name a row of a table.
///
/// ```
/// assert_eq!(jushi::record::primary_key("facts"), ["fact_id"]);
/// assert_eq!(jushi::record::primary_key("entity_codes"), ["entity_id", "scheme", "code"]);
/// ```
#[must_use]
pub fn primary_key(table: &str) -> Vec<&'static str> {
    let width = if matches!(table, "entity_names" | "entity_codes") { 3 } else { 1 };
    table_info(table).map(|info| info.columns().take(width).collect()).unwrap_or_default()
}

/// References that may lead nowhere, by table and column: cuts are made by rules of the reader, which have no page; of what an
/// entity is part of the lexicon may know more than any article says.
const OPEN: &[(&str, &str)] = &[("cuts", "rule"), ("entities", "parent_entity_id")];

/// The table and column whose row a column names, where it names one.
///
/// ```
/// use jushi::record::reference;
/// assert_eq!(reference("facts", "quantity_id"), Some(("quantities", "quantity_id")));
/// assert_eq!(reference("facts", "subject_entity_id"), Some(("entities", "entity_id")));
/// assert_eq!(reference("facts", "fact_id"), None);
/// ```
#[must_use]
pub fn reference(table: &str, column: &str) -> Option<(&'static str, &'static str)> {
    let target = match column {
        "doc_id" | "duplicate_of" => ("documents", "doc_id"),
        "sentence_id" => ("sentences", "sentence_id"),
        "quantity_id" => ("quantities", "quantity_id"),
        "time_id" => ("times", "time_id"),
        "event_id" | "parent_event_id" => ("events", "event_id"),
        "position_id" => ("positions", "position_id"),
        "example_fact_id" => ("facts", "fact_id"),
        "rule" => ("rules", "rule"),
        "merged_into" => ("entities", "entity_id"),
        _ if column.ends_with("entity_id") => ("entities", "entity_id"),
        _ => return None,
    };
    // Rejects may concern a document, and name rows that were never published.
    (target != (table, column) && !OPEN.contains(&(table, column))).then_some(target)
}
