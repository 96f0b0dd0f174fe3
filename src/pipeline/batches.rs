//! Decides how the extractor is called from elsewhere: records in, Arrow record batches out.
//!
//! The same code as a run's first phase, for Spark, Ray or any program that speaks Arrow. Columns that linking fills
//! (`duplicate_of`, `is_duplicate`) hold what one article alone can say.

use arrow_array::RecordBatch;

use super::process::process;
use crate::article::{RawRecord, ReadOptions};
use crate::record::{
    Alias, ArticleRows, Cut, Document, Event, EventPerson, EventRole, Fact, Issuance, Mention, Milestone, Note, Position, Quantity, Reject, Row, RowColumns, Sentence, Time,
    arrow_schema, for_each_document_table,
};

/// The rows of one table.
#[derive(Debug, Clone)]
pub struct TableBatch {
    /// The table's name.
    pub table: &'static str,
    /// Its rows.
    pub batch: RecordBatch,
}

/// Extracts records: one batch for every table that is filled article by article, in the order of the contract, rows in the
/// order of the records. Pure.
///
/// ```
/// use jushi::article::{RawRecord, ReadOptions};
/// let record = RawRecord::file("a.md", "---\ntitle: 报告\n---\n大会在北京召开，共有200余人参会。".as_bytes());
/// let batches = jushi::pipeline::extract_batches(&[record], &ReadOptions::default());
/// let quantities = batches.iter().find(|b| b.table == "quantities").unwrap();
/// assert_eq!(quantities.batch.num_rows(), 1);
/// ```
#[must_use]
pub fn extract_batches(records: &[RawRecord<'_>], options: &ReadOptions) -> Vec<TableBatch> {
    let rows: Vec<ArticleRows> = records.iter().map(|record| process(record, options).rows.into_inner()).collect();
    let mut batches = Vec::new();
    macro_rules! collect {
        (() $($field:ident: $Row:ident,)+) => {$(
            let mut columns = <$Row as Row>::Columns::default();
            rows.iter().flat_map(|r| &r.$field).for_each(|row| columns.push(row));
            batches.push(TableBatch { table: <$Row as Row>::TABLE, batch: columns.take(&arrow_schema::<$Row>()) });
        )+};
    }
    for_each_document_table!(collect!());
    batches
}
