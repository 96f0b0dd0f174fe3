//! Decides how a published table is read back: row by row, as JSON objects, from Parquet or JSON Lines.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Date32Type, Decimal128Type, Float64Type, Int32Type, Int64Type, TimestampMicrosecondType};
use chrono::{DateTime, Duration, NaiveDate, SecondsFormat};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::{Error, Result};

/// The files of a table in a version: its Parquet files, else its JSON Lines files, in order.
#[must_use]
pub fn table_files(version: &Path, table: &str) -> Vec<PathBuf> {
    for extension in ["parquet", "jsonl"] {
        let mut files: Vec<PathBuf> = fs::read_dir(version)
            .into_iter()
            .flatten()
            .filter_map(|e| Some(e.ok()?.path()))
            .filter(|p| p.extension().is_some_and(|e| e == extension))
            .filter(|p| p.file_stem().and_then(|s| s.to_str()).is_some_and(|s| s == table || s.strip_prefix(table).is_some_and(|rest| rest.starts_with('-'))))
            .collect();
        if !files.is_empty() {
            files.sort();
            return files;
        }
    }
    Vec::new()
}

/// The rows of a table, one at a time.
pub struct Rows {
    files: std::vec::IntoIter<PathBuf>,
    open: Option<Open>,
}

enum Open {
    Parquet { path: PathBuf, reader: ParquetRecordBatchReader, batch: Option<(RecordBatch, usize)> },
    Lines { path: PathBuf, lines: std::io::Lines<BufReader<File>> },
}

/// Reads a table of a version. A table without files has no rows.
#[must_use]
pub fn read_rows(version: &Path, table: &str) -> Rows {
    Rows { files: table_files(version, table).into_iter(), open: None }
}

impl Rows {
    fn open_next(&mut self) -> Option<Result<()>> {
        let path = self.files.next()?;
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(e) => return Some(Err(Error::io("cannot open", &path)(e))),
        };
        self.open = Some(if path.extension().is_some_and(|e| e == "parquet") {
            match ParquetRecordBatchReaderBuilder::try_new(file).and_then(|b| b.with_batch_size(2048).build()) {
                Ok(reader) => Open::Parquet { path, reader, batch: None },
                Err(e) => return Some(Err(Error::parquet(&path)(e))),
            }
        } else {
            Open::Lines { path, lines: BufReader::new(file).lines() }
        });
        Some(Ok(()))
    }
}

impl Iterator for Rows {
    type Item = Result<Map<String, Value>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match &mut self.open {
                None => {
                    if let Err(e) = self.open_next()? {
                        return Some(Err(e));
                    }
                }
                Some(Open::Parquet { path, reader, batch }) => {
                    if let Some((rows, at)) = batch {
                        if *at < rows.num_rows() {
                            *at += 1;
                            return Some(Ok(row(rows, *at - 1)));
                        }
                        *batch = None;
                    }
                    match reader.next() {
                        Some(Ok(next)) => *batch = Some((next, 0)),
                        Some(Err(e)) => {
                            let error = Error::parquet(path)(parquet::errors::ParquetError::General(e.to_string()));
                            self.open = None;
                            self.files = Vec::new().into_iter();
                            return Some(Err(error));
                        }
                        None => self.open = None,
                    }
                }
                Some(Open::Lines { path, lines }) => match lines.next() {
                    Some(Ok(line)) => {
                        return Some(serde_json::from_str(&line).map_err(|e| Error::Json { path: path.clone(), expected: "a row as a JSON object", found: e.to_string() }));
                    }
                    Some(Err(e)) => return Some(Err(Error::io("cannot read", path)(e))),
                    None => self.open = None,
                },
            }
        }
    }
}

/// One row of a batch, spelled as the JSON Lines file spells it.
fn row(batch: &RecordBatch, at: usize) -> Map<String, Value> {
    batch.schema().fields().iter().zip(batch.columns()).map(|(field, column)| (field.name().clone(), cell(column.as_ref(), at))).collect()
}

fn cell(column: &dyn Array, at: usize) -> Value {
    if column.is_null(at) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Utf8 => json!(column.as_string::<i32>().value(at)),
        DataType::Boolean => json!(column.as_boolean().value(at)),
        DataType::Int32 => json!(column.as_primitive::<Int32Type>().value(at)),
        DataType::Int64 => json!(column.as_primitive::<Int64Type>().value(at)),
        DataType::Float64 => json!(column.as_primitive::<Float64Type>().value(at)),
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(at);
            json!(NaiveDate::default().checked_add_signed(Duration::days(i64::from(days))).map(|d| d.format("%Y-%m-%d").to_string()))
        }
        DataType::Timestamp(..) => {
            let micros = column.as_primitive::<TimestampMicrosecondType>().value(at);
            json!(DateTime::from_timestamp_micros(micros).map(|t| t.to_rfc3339_opts(SecondsFormat::Micros, true)))
        }
        DataType::Decimal128(_, scale) => {
            let value = column.as_primitive::<Decimal128Type>().value(at);
            let exact = Decimal::try_from_i128_with_scale(value, u32::from(scale.unsigned_abs())).map(|d| d.normalize().to_string());
            json!(exact.unwrap_or_else(|_| long_decimal(value, usize::from(scale.unsigned_abs()))))
        }
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(at);
            let items = items.as_string::<i32>();
            json!((0..items.len()).map(|i| items.value(i)).collect::<Vec<_>>())
        }
        other => json!(format!("{other}")),
    }
}

/// A decimal with more digits than the decimal type holds, written by hand.
fn long_decimal(value: i128, scale: usize) -> String {
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let fraction = fraction.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Finds the row with an id, and its table. Ids say their table by their letter; other keys are looked for in every table.
///
/// # Errors
/// Where a table cannot be read.
pub fn find_row(version: &Path, id: &str) -> Result<Option<(&'static str, Map<String, Value>)>> {
    for table in crate::record::table_names() {
        let first = crate::record::table_info(table).and_then(|i| i.arrow_schema.fields().first().map(|f| f.name().clone())).unwrap_or_default();
        for row in read_rows(version, table) {
            let row = row?;
            if row.get(&first).and_then(Value::as_str) == Some(id) {
                return Ok(Some((table, row)));
            }
        }
    }
    Ok(None)
}
