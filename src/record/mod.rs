//! Decides what shape is published: one type per table.
//!
//! A *row* is a plain struct whose fields are the columns of the contract, in its order. The doc comment of a field is the
//! column's description in Parquet, in the JSON Schema and in the data dictionary: there is no second place to write it.
//! This is the only room that derives `Serialize` and `JsonSchema`; the rooms above it keep types of their own.

mod article_rows;
mod cell;
mod convert;
mod ids;
mod keys;
mod schema;
mod tables;
mod words;

pub use article_rows::{ArticleRows, DocTable, Place, for_each_document_table};
pub use cell::{Cell, Day, Exact, Instant, View};
pub use convert::convert;
pub use ids::{IdMaker, content_digest, hex, sha256_hex};
pub use keys::{primary_key, reference};
pub use schema::{TableInfo, arrow_schema, findings_schema, json_schema, raw_article_schema, table_info, table_names};
pub use tables::{
    Alias, Cut, Document, DocumentColumns, Entity, EntityCode, EntityName, Event, EventPerson, EventRole, Fact, Issuance, Mention, Metric, Milestone, Note, Position, Quantity,
    Reject, Row, RowColumns, Rule, Sentence, SourceRow, Time,
};
