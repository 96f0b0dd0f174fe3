//! Decides how a published table is read back: row by row, as JSON objects, from Parquet or JSON Lines.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Float64Type, Int32Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, RecordBatch};
use arrow_row::{RowConverter, SortField};
use arrow_schema::DataType;
use chrono::{DateTime, Duration, NaiveDate, SecondsFormat};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::{Error, FileEntry, Result, TableFormat};

/// The files of a table in a version, in order: those of the first format that it has.
#[must_use]
pub fn table_files(version: &Path, table: &str) -> Vec<PathBuf> {
    let names: Vec<String> = fs::read_dir(version).into_iter().flatten().flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    TableFormat::ALL.into_iter().map(|format| files_of(&names, table, format)).find(|files| !files.is_empty()).unwrap_or_default().iter().map(|name| version.join(name)).collect()
}

/// Of these files those of a table in a format, in order. No table's name begins another's followed by a dash.
pub(super) fn files_of<'n>(names: impl IntoIterator<Item = &'n String>, table: &str, format: TableFormat) -> Vec<&'n str> {
    let is_of = |name: &str| {
        let stem = name.strip_suffix(format.extension()).and_then(|n| n.strip_suffix('.'));
        stem.and_then(|s| s.strip_prefix(table)).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let mut files: Vec<&str> = names.into_iter().map(String::as_str).filter(|name| is_of(name)).collect();
    files.sort_unstable();
    files
}

/// The same of what a manifest says.
pub(super) fn entries_of<'f>(files: &'f [FileEntry], table: &str, format: TableFormat) -> Vec<&'f FileEntry> {
    let names = files_of(files.iter().map(|f| &f.path), table, format);
    names.into_iter().filter_map(|name| files.iter().find(|f| f.path == name)).collect()
}

/// The rows of a table, one at a time.
pub struct TableRows {
    files: std::vec::IntoIter<PathBuf>,
    open: Option<Open>,
}

enum Open {
    Parquet { path: PathBuf, reader: ParquetRecordBatchReader, batch: Option<(RecordBatch, usize)> },
    Lines { path: PathBuf, lines: std::io::Lines<Box<dyn BufRead>> },
}

/// Reads a table of a version. A table without files has no rows.
#[must_use]
pub fn read_rows(version: &Path, table: &str) -> TableRows {
    TableRows { files: table_files(version, table).into_iter(), open: None }
}

impl TableRows {
    fn open_next(&mut self) -> Option<Result<()>> {
        let path = self.files.next()?;
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(e) => return Some(Err(Error::io("cannot open", &path)(e))),
        };
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        self.open = Some(if extension == "parquet" {
            match ParquetRecordBatchReaderBuilder::try_new(file).and_then(|b| b.with_batch_size(2048).build()) {
                Ok(reader) => Open::Parquet { path, reader, batch: None },
                Err(e) => return Some(Err(Error::parquet(&path)(e))),
            }
        } else if extension == "zst" {
            match zstd::Decoder::new(file) {
                Ok(unpacked) => Open::Lines { path, lines: (Box::new(BufReader::new(unpacked)) as Box<dyn BufRead>).lines() },
                Err(e) => return Some(Err(Error::io("cannot read", &path)(e))),
            }
        } else {
            Open::Lines { path, lines: (Box::new(BufReader::new(file)) as Box<dyn BufRead>).lines() }
        });
        Some(Ok(()))
    }
}

impl Iterator for TableRows {
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

/// The ids of a version's documents.
///
/// # Errors
/// Where the table cannot be read.
pub fn document_ids(version: &Path) -> Result<BTreeSet<String>> {
    const ID: &str = "doc_id";
    let mut ids = BTreeSet::new();
    for path in table_files(version, "documents") {
        if path.extension().is_none_or(|e| e != "parquet") {
            for row in read_rows(version, "documents") {
                ids.extend(row?.get(ID).and_then(Value::as_str).map(str::to_owned));
            }
            break;
        }
        // Of the widest table one column is read.
        let file = File::open(&path).map_err(Error::io("cannot open", &path))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(Error::parquet(&path))?;
        let only = ProjectionMask::columns(builder.parquet_schema(), [ID]);
        for batch in builder.with_projection(only).build().map_err(Error::parquet(&path))? {
            let batch = batch.map_err(|e| Error::parquet(&path)(parquet::errors::ParquetError::General(e.to_string())))?;
            let column = batch.column_by_name(ID).and_then(|c| c.as_string_opt::<i32>());
            ids.extend(column.into_iter().flatten().flatten().map(str::to_owned));
        }
    }
    Ok(ids)
}

/// One row of a table that is read only as far as it is asked.
pub(super) enum LazyRow {
    /// A row of a batch.
    Batch(Rc<RecordBatch>, usize),
    /// A row that was read whole.
    Whole(Map<String, Value>),
}

impl LazyRow {
    /// A column's text, where it has one.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        match self {
            Self::Batch(batch, at) => batch.column_by_name(column)?.as_string_opt::<i32>().filter(|c| c.is_valid(*at)).map(|c| c.value(*at)),
            Self::Whole(row) => row.get(column)?.as_str(),
        }
    }

    /// The whole row.
    pub(super) fn whole(&self) -> Map<String, Value> {
        match self {
            Self::Batch(batch, at) => row(batch, *at),
            Self::Whole(row) => row.clone(),
        }
    }
}

/// Goes over the rows of a table with a digest of some of their columns, in the order given. Digests of Parquet and of JSON
/// Lines differ: `lines` reads either as JSON, so that they can be compared.
pub(super) fn for_each_digested(version: &Path, table: &str, columns: &[String], lines: bool, take: &mut dyn FnMut(LazyRow, u64)) -> Result<()> {
    let digest = |bytes: &[u8]| {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        hasher.finish()
    };
    let files = table_files(version, table);
    if lines || files.iter().any(|f| f.extension().is_none_or(|e| e != "parquet")) {
        for row in read_rows(version, table) {
            let row = row?;
            let kept: Vec<&Value> = columns.iter().map(|c| row.get(c).unwrap_or(&Value::Null)).collect();
            let digest = digest(serde_json::to_string(&kept).unwrap_or_default().as_bytes());
            take(LazyRow::Whole(row), digest);
        }
        return Ok(());
    }
    for path in files {
        let of_arrow = |e: arrow_schema::ArrowError| Error::parquet(&path)(parquet::errors::ParquetError::General(e.to_string()));
        let file = File::open(&path).map_err(Error::io("cannot open", &path))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|b| b.with_batch_size(4096).build()).map_err(Error::parquet(&path))?;
        for batch in reader {
            let batch = Rc::new(batch.map_err(of_arrow)?);
            let kept: Vec<_> = columns.iter().filter_map(|c| batch.column_by_name(c).cloned()).collect();
            let fields = kept.iter().map(|c| SortField::new(c.data_type().clone())).collect();
            let rows = RowConverter::new(fields).and_then(|converter| converter.convert_columns(&kept)).map_err(of_arrow)?;
            for at in 0..batch.num_rows() {
                take(LazyRow::Batch(Rc::clone(&batch), at), digest(rows.row(at).as_ref()));
            }
        }
    }
    Ok(())
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
