//! Decides how rows become files: one set of writers a format, one writer a table, shards where a table grows too long.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::SortingColumn;
use parquet::file::properties::{BloomFilterPosition, CdcOptions, EnabledStatistics, WriterProperties, WriterVersion};
use parquet::schema::types::ColumnPath;

use super::files::{self, HashedFile};
use super::manifest::{FileEntry, TableEntry};
use super::{Error, Result, TableFormat};
use crate::record::{
    Alias, ArticleRows, Cut, Document, Entity, EntityCode, EntityName, Event, EventPerson, EventRole, Fact, Issuance, Mention, Metric, Milestone, Note, Position, Quantity, Reject,
    Row, RowColumns, Rule, Sentence, SourceRow, Time, arrow_schema, for_each_document_table,
};
use crate::validate::Checked;

/// Rows in a row group: large enough to compress, small enough to hold in memory while it is built.
const ROW_GROUP_ROWS: usize = 120_000;

/// Rows collected before they are handed to the Parquet writer.
const BATCH_ROWS: usize = 4_096;

/// zstd's fastest ordinary level. Chosen for speed; not measured against others yet.
const ZSTD_LEVEL: i32 = 1;

/// One look in a hundred for an id that is not there finds a place where it might be.
const BLOOM_FALSE_POSITIVES: f64 = 0.01;

/// What is handed to the writers, in the order of publication.
#[derive(Debug)]
pub enum Rows {
    /// The rows of one article.
    Article(Box<Checked<ArticleRows>>),
    /// Rows of `entities`.
    Entities(Checked<Vec<Entity>>),
    /// Rows of `entity_names`.
    EntityNames(Checked<Vec<EntityName>>),
    /// Rows of `entity_codes`.
    EntityCodes(Checked<Vec<EntityCode>>),
    /// Rows of `metrics`.
    Metrics(Checked<Vec<Metric>>),
    /// Rows of `rules`.
    Rules(Checked<Vec<Rule>>),
    /// Rows of `sources`.
    Sources(Checked<Vec<SourceRow>>),
    /// Rejects that belong to no article; they come last.
    Rejects(Vec<Reject>),
}

/// A file of a table under construction.
enum Output {
    Parquet(Box<ArrowWriter<HashedFile>>),
    Lines(HashedFile),
    PackedLines(Box<zstd::Encoder<'static, HashedFile>>),
}

/// One table being written in one format.
struct TableWriter<R: Row> {
    dir: PathBuf,
    format: TableFormat,
    shard_rows: u64,
    schema: SchemaRef,
    columns: R::Columns,
    line: Vec<u8>,
    open: Option<(Output, PathBuf)>,
    shards: Vec<FileEntry>,
    rows: u64,
    rows_in_shard: u64,
}

impl<R: Row> TableWriter<R> {
    fn create(dir: &Path, format: TableFormat, shard_rows: u64) -> Result<Self> {
        let mut writer = Self {
            dir: dir.to_owned(),
            format,
            shard_rows: shard_rows.max(1),
            schema: arrow_schema::<R>(),
            columns: R::Columns::default(),
            line: Vec::new(),
            open: None,
            shards: Vec::new(),
            rows: 0,
            rows_in_shard: 0,
        };
        writer.open_shard()?;
        Ok(writer)
    }

    /// The name of a shard: how many there are is known at the end, so they bear numbers alone until then.
    fn name(&self, shard: usize, of: Option<usize>) -> String {
        let extension = self.format.extension();
        match of {
            Some(1) => format!("{}.{extension}", R::TABLE),
            Some(of) => format!("{}-{shard:05}-of-{of:05}.{extension}", R::TABLE),
            None => format!("{}-{shard:05}.{extension}", R::TABLE),
        }
    }

    fn open_shard(&mut self) -> Result<()> {
        let path = self.dir.join(self.name(self.shards.len(), None));
        let file = HashedFile::create(&path)?;
        let output = match self.format {
            TableFormat::Parquet => Output::Parquet(Box::new(ArrowWriter::try_new(file, Arc::clone(&self.schema), Some(properties::<R>(&path)?)).map_err(Error::parquet(&path))?)),
            TableFormat::Jsonl => Output::Lines(file),
            TableFormat::JsonlZst => Output::PackedLines(Box::new(zstd::Encoder::new(file, ZSTD_LEVEL).map_err(Error::io("cannot write", &path))?)),
        };
        self.open = Some((output, path));
        self.rows_in_shard = 0;
        Ok(())
    }

    fn close_shard(&mut self) -> Result<()> {
        self.flush()?;
        let Some((output, path)) = self.open.take() else { return Ok(()) };
        let file = match output {
            // The footer is written by `into_inner`, so the digest that the file keeps is of the whole.
            Output::Parquet(writer) => writer.into_inner().map_err(Error::parquet(&path))?,
            Output::Lines(file) => file,
            Output::PackedLines(writer) => writer.finish().map_err(Error::io("cannot write", &path))?,
        };
        self.shards.push(file.finish()?);
        Ok(())
    }

    /// Writes rows that stay together: those of one article.
    fn write(&mut self, rows: &[R]) -> Result<()> {
        if self.rows_in_shard > 0 && self.rows_in_shard + rows.len() as u64 > self.shard_rows {
            self.close_shard()?;
            self.open_shard()?;
        }
        rows.iter().try_for_each(|row| self.push(row))
    }

    /// Writes rows between any two of which the table may be split.
    fn write_each(&mut self, rows: &[R]) -> Result<()> {
        rows.iter().try_for_each(|row| self.write(std::slice::from_ref(row)))
    }

    fn push(&mut self, row: &R) -> Result<()> {
        self.rows += 1;
        self.rows_in_shard += 1;
        let Some((output, path)) = &mut self.open else { return Ok(()) };
        if let Output::Parquet(_) = output {
            self.columns.push(row);
            return if self.columns.len() >= BATCH_ROWS { self.flush() } else { Ok(()) };
        }
        // A whole line at a time: a digest taken value by value costs more than the digest.
        self.line.clear();
        serde_json::to_writer(&mut self.line, row).map_err(std::io::Error::from).map_err(Error::io("cannot write", path))?;
        self.line.push(b'\n');
        match output {
            Output::Lines(file) => file.write_all(&self.line),
            Output::PackedLines(writer) => writer.write_all(&self.line),
            Output::Parquet(_) => Ok(()),
        }
        .map_err(Error::io("cannot write", path))
    }

    fn flush(&mut self) -> Result<()> {
        if let Some((Output::Parquet(writer), path)) = &mut self.open
            && !self.columns.is_empty()
        {
            let batch = self.columns.take(&self.schema);
            writer.write(&batch).map_err(Error::parquet(path))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(TableEntry, Vec<FileEntry>)> {
        self.close_shard()?;
        let shards = std::mem::take(&mut self.shards);
        let of = shards.len();
        let mut files = Vec::with_capacity(of);
        for (shard, file) in shards.into_iter().enumerate() {
            let path = self.name(shard, Some(of));
            files::rename(&self.dir.join(&file.path), &self.dir.join(&path))?;
            files.push(FileEntry { path, ..file });
        }
        let fields = self.schema.fields();
        let columns = fields.iter().map(|f| f.name().clone()).collect();
        let types = fields.iter().map(|f| f.data_type().to_string()).collect();
        Ok((TableEntry { rows: self.rows, columns, types }, files))
    }
}

/// How a table is laid out in Parquet.
///
/// Pages end where the content says so (content-defined chunking), so that a host that keeps equal pieces once stores little
/// for a new version. Dictionaries are kept to columns whose values repeat: an id of its own, a text or an offset in one only
/// costs the try. Bloom filters answer whether an id is in a row group; they lie at the end of the file, where their sizes are
/// known.
fn properties<R: Row>(path: &Path) -> Result<WriterProperties> {
    let level = ZstdLevel::try_new(ZSTD_LEVEL).map_err(Error::parquet(path))?;
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_content_defined_chunking(Some(CdcOptions::default()))
        .set_bloom_filter_position(BloomFilterPosition::End)
        .set_sorting_columns(Some(sorting::<R>()))
        .set_dictionary_enabled(false)
        .set_created_by(format!("jushi {}", env!("CARGO_PKG_VERSION")));
    for (at, column) in columns::<R>().enumerate() {
        let of_it = || ColumnPath::from(column);
        if at > 0 && repeats(column) {
            let leaf = if column == "tags" { ColumnPath::from(vec!["tags".to_owned(), "list".to_owned(), "item".to_owned()]) } else { of_it() };
            builder = builder.set_column_dictionary_enabled(leaf, true);
        }
        if at == 0 || matches!(column, "doc_id" | "entity_id") {
            builder = builder.set_column_bloom_filter_fpp(of_it(), BLOOM_FALSE_POSITIVES).set_column_bloom_filter_max_ndv(of_it(), ROW_GROUP_ROWS as u64);
        }
    }
    Ok(builder.build())
}

fn columns<R: Row>() -> impl Iterator<Item = &'static str> {
    R::COLUMNS.iter().map(|name| name.trim_start_matches("r#"))
}

/// Whether the values of a column repeat within a row group. Offsets, texts and digests do not.
fn repeats(column: &str) -> bool {
    let unlike = ["start", "end", "text", "evidence", "text_sha256", "raw_sha256", "raw_bytes", "char_count", "record", "path", "url", "canonical_url"];
    !unlike.contains(&column) && !column.ends_with("_start") && !column.ends_with("_end") || matches!(column, "period_start" | "period_end" | "base_start" | "base_end")
}

/// The order of the rows, as far as columns say it: tables of articles by document and place, the others by their first columns.
fn sorting<R: Row>() -> Vec<SortingColumn> {
    let at = |name: &str| columns::<R>().position(|c| c == name);
    let by = |column: usize| SortingColumn { column_idx: i32::try_from(column).unwrap_or(i32::MAX), descending: false, nulls_first: false };
    match (R::TABLE, at("doc_id"), at("raw_start")) {
        // Notes without a place stand where a place of 0 would.
        ("notes", Some(doc_id), _) => vec![by(doc_id)],
        (_, Some(doc_id), Some(raw_start)) => vec![by(doc_id), by(raw_start), by(0)],
        (_, Some(doc_id), None) => vec![by(doc_id)],
        ("entity_names" | "entity_codes", ..) => vec![by(0), by(1)],
        _ => vec![by(0)],
    }
}

macro_rules! table_set {
    ($($field:ident: $Row:ident,)+) => {
        /// Every table of a version being written in one format.
        pub(super) struct TableSet {
            $($field: TableWriter<$Row>,)+
        }

        impl TableSet {
            /// Creates a file for every table.
            pub(super) fn create(dir: &Path, format: TableFormat, shard_rows: u64) -> Result<Self> {
                Ok(Self { $($field: TableWriter::create(dir, format, shard_rows)?,)+ })
            }

            /// Closes the files: what each table holds, and what each file holds.
            pub(super) fn finish(self) -> Result<(BTreeMap<String, TableEntry>, Vec<FileEntry>)> {
                let (mut tables, mut files) = (BTreeMap::new(), Vec::new());
                $(
                    let (entry, mut entries) = self.$field.finish()?;
                    tables.insert($Row::TABLE.to_owned(), entry);
                    files.append(&mut entries);
                )+
                Ok((tables, files))
            }
        }
    };
}

table_set! {
    documents: Document, sentences: Sentence, cuts: Cut, mentions: Mention, entities: Entity, entity_names: EntityName, entity_codes: EntityCode, times: Time, quantities: Quantity,
    facts: Fact, metrics: Metric, positions: Position, events: Event, event_roles: EventRole, event_people: EventPerson, issuances: Issuance, milestones: Milestone, aliases: Alias,
    rules: Rule, notes: Note, sources: SourceRow, rejects: Reject,
}

impl TableSet {
    /// Writes rows to their tables.
    pub(super) fn write(&mut self, rows: &Rows) -> Result<()> {
        match rows {
            Rows::Article(rows) => {
                macro_rules! write_tables {
                    (() $($field:ident: $Row:ident,)+) => {
                        $(self.$field.write(&rows.get().$field)?;)+
                    };
                }
                for_each_document_table!(write_tables!());
                Ok(())
            }
            Rows::Entities(rows) => self.entities.write_each(rows.get()),
            Rows::EntityNames(rows) => self.entity_names.write_each(rows.get()),
            Rows::EntityCodes(rows) => self.entity_codes.write_each(rows.get()),
            Rows::Metrics(rows) => self.metrics.write_each(rows.get()),
            Rows::Rules(rows) => self.rules.write_each(rows.get()),
            Rows::Sources(rows) => self.sources.write_each(rows.get()),
            Rows::Rejects(rows) => self.rejects.write_each(rows),
        }
    }
}
