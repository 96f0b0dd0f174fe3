//! Decides how a version comes to be: staged, sealed, committed.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::datatypes::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};

use super::files::{self, HashedFile};
use super::manifest::{FileEntry, Manifest, TableEntry};
use super::{Error, Formats, Result};
use crate::record::{
    Alias, ArticleRows, Cut, Document, Entity, EntityCode, EntityName, Event, EventPerson, EventRole, Fact, Issuance, Mention, Metric, Milestone, Note, Position, Quantity, Reject,
    Row, RowColumns, Rule, Sentence, SourceRow, Time, arrow_schema, raw_article_schema, table_info, table_names,
};
use crate::validate::Checked;

/// Rows in a row group: large enough to compress, small enough to hold in memory while it is built.
const ROW_GROUP_ROWS: usize = 120_000;

/// Rows collected before they are handed to the Parquet writer.
const BATCH_ROWS: usize = 4_096;

/// zstd's fastest ordinary level. Chosen for speed; not measured against others yet.
const ZSTD_LEVEL: i32 = 1;

/// One table being written, in each of its formats.
struct TableWriter<R: Row> {
    schema: SchemaRef,
    columns: R::Columns,
    parquet: Option<(ArrowWriter<HashedFile>, PathBuf)>,
    jsonl: Option<(HashedFile, PathBuf)>,
    rows: u64,
}

impl<R: Row> TableWriter<R> {
    fn create(dir: &Path, formats: Formats) -> Result<Self> {
        let schema = arrow_schema::<R>();
        let parquet = if formats.parquet {
            let path = dir.join(format!("{}.parquet", R::TABLE));
            let level = ZstdLevel::try_new(ZSTD_LEVEL).map_err(Error::parquet(&path))?;
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(level))
                .set_writer_version(WriterVersion::PARQUET_1_0)
                .set_statistics_enabled(EnabledStatistics::Page)
                .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
                .set_created_by(format!("jushi {}", env!("CARGO_PKG_VERSION")))
                .build();
            let file = HashedFile::create(&path)?;
            Some((ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(Error::parquet(&path))?, path))
        } else {
            None
        };
        let jsonl = if formats.jsonl {
            let path = dir.join(format!("{}.jsonl", R::TABLE));
            Some((HashedFile::create(&path)?, path))
        } else {
            None
        };
        Ok(Self { schema, columns: R::Columns::default(), parquet, jsonl, rows: 0 })
    }

    fn push(&mut self, row: &R) -> Result<()> {
        self.rows += 1;
        if let Some((file, path)) = &mut self.jsonl {
            serde_json::to_writer(&mut *file, row).map_err(std::io::Error::from).and_then(|()| file.write_all(b"\n")).map_err(Error::io("cannot write", path))?;
        }
        if self.parquet.is_some() {
            self.columns.push(row);
            if self.columns.len() >= BATCH_ROWS {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        if let Some((writer, path)) = &mut self.parquet
            && !self.columns.is_empty()
        {
            let batch = self.columns.take(&self.schema);
            writer.write(&batch).map_err(Error::parquet(path))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(u64, Vec<FileEntry>)> {
        self.flush()?;
        let mut entries = Vec::new();
        if let Some((writer, path)) = self.parquet.take() {
            // The footer is written by `into_inner`, so the digest that the file keeps is of the whole.
            let file = writer.into_inner().map_err(Error::parquet(&path))?;
            entries.push(file.finish()?);
        }
        if let Some((file, _)) = self.jsonl.take() {
            entries.push(file.finish()?);
        }
        Ok((self.rows, entries))
    }
}

macro_rules! table_set {
    ($($field:ident: $Row:ident,)+) => {
        /// Every table of a version being written. One writer a table.
        pub struct TableSet {
            $($field: TableWriter<$Row>,)+
        }

        impl TableSet {
            fn create(dir: &Path, formats: Formats) -> Result<Self> {
                Ok(Self { $($field: TableWriter::create(dir, formats)?,)+ })
            }

            fn finish(self) -> Result<(BTreeMap<String, TableEntry>, Vec<FileEntry>)> {
                let (mut tables, mut files) = (BTreeMap::new(), Vec::new());
                $(
                    let (rows, mut entries) = self.$field.finish()?;
                    let columns = arrow_schema::<$Row>().fields().iter().map(|f| f.name().clone()).collect();
                    tables.insert($Row::TABLE.to_owned(), TableEntry { rows, columns });
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

macro_rules! write_checked {
    ($($method:ident, $field:ident, $Row:ident;)+) => {
        impl TableSet {
            $(
                #[doc = concat!("Writes the rows of `", stringify!($field), "`.")]
                ///
                /// # Errors
                /// Where they cannot be written.
                pub fn $method(&mut self, rows: &Checked<Vec<$Row>>) -> Result<()> {
                    rows.get().iter().try_for_each(|row| self.$field.push(row))
                }
            )+
        }
    };
}
write_checked! {
    write_entities, entities, Entity;
    write_entity_names, entity_names, EntityName;
    write_entity_codes, entity_codes, EntityCode;
    write_metrics, metrics, Metric;
    write_rules, rules, Rule;
    write_sources, sources, SourceRow;
}

impl TableSet {
    /// Writes the rows of one article.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn write_article(&mut self, rows: &Checked<ArticleRows>) -> Result<()> {
        macro_rules! write_tables {
            (() $($field:ident: $Row:ident,)+) => {
                $(rows.get().$field.iter().try_for_each(|row| self.$field.push(row))?;)+
            };
        }
        crate::record::for_each_document_table!(write_tables!());
        Ok(())
    }

    /// Writes rejects that belong to no article; they come last.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn write_rejects(&mut self, rejects: &[Reject]) -> Result<()> {
        rejects.iter().try_for_each(|row| self.rejects.push(row))
    }
}

/// A version being written beside its target. Dropped without being sealed, it leaves nothing.
pub struct Staging {
    dir: PathBuf,
    dataset_dir: PathBuf,
    tables: Option<TableSet>,
    keep: bool,
}

impl Staging {
    /// Begins a version of a dataset. Stray folders of runs that were killed are swept.
    ///
    /// # Errors
    /// Where the output folder cannot be written.
    pub fn begin(output: &Path, dataset: &str, formats: Formats) -> Result<Self> {
        let dataset_dir = output.join(dataset);
        fs::create_dir_all(&dataset_dir).map_err(Error::io("cannot create", &dataset_dir))?;
        sweep(&dataset_dir);
        let dir = dataset_dir.join(format!(".staging-{}", std::process::id()));
        if dir.exists() {
            fs::remove_dir_all(&dir).map_err(Error::io("cannot remove", &dir))?;
        }
        fs::create_dir(&dir).map_err(Error::io("cannot create", &dir))?;
        let mut staging = Self { dir, dataset_dir, tables: None, keep: false };
        staging.tables = Some(TableSet::create(&staging.dir, formats)?);
        Ok(staging)
    }

    /// The folder in which the version is staged; the spool lies in it until it is sealed.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The tables.
    ///
    /// # Panics
    /// Never: the tables are taken only by `seal`, which consumes the staging.
    pub fn tables(&mut self) -> &mut TableSet {
        self.tables.as_mut().expect("tables are taken only by seal, which consumes the staging")
    }

    /// Closes the tables, writes schemas, card and manifest, and syncs everything. `complete` turns what was written into the
    /// manifest.
    ///
    /// # Errors
    /// Where something cannot be written.
    ///
    /// # Panics
    /// Never: see [`Staging::tables`].
    pub fn seal(mut self, complete: impl FnOnce(BTreeMap<String, TableEntry>) -> Manifest) -> Result<Sealed> {
        let tables = self.tables.take().expect("tables are taken only here");
        let (entries, mut files) = tables.finish()?;
        let mut manifest = complete(entries);
        for table in table_names() {
            let Some(info) = table_info(table) else { continue };
            files.push(files::write(&self.dir, &format!("schemas/{table}.schema.json"), pretty(&info.json_schema).as_bytes())?);
        }
        files.push(files::write(&self.dir, "schemas/raw-article.schema.json", pretty(&raw_article_schema()).as_bytes())?);
        for (name, content) in super::card::package_files(&manifest, &files, &self.dataset_dir) {
            files.push(files::write(&self.dir, &name, content.as_bytes())?);
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        manifest.files = files;
        files::write(&self.dir, "manifest.json", manifest.to_json().as_bytes())?;
        files::sync_dir(&self.dir.join("schemas"))?;
        files::sync_dir(&self.dir)?;
        self.keep = true;
        Ok(Sealed { dir: self.dir.clone(), dataset_dir: self.dataset_dir.clone(), manifest, keep: false })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.keep {
            let _ = fs::remove_dir_all(&self.dir);
        }
    }
}

/// Removes staging folders whose process is gone.
fn sweep(dataset_dir: &Path) {
    for entry in fs::read_dir(dataset_dir).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(process) = name.strip_prefix(".staging-")
            && !Path::new("/proc").join(process).exists()
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn pretty(value: &serde_json::Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// A version that is written and synced, and has not its name yet.
pub struct Sealed {
    dir: PathBuf,
    dataset_dir: PathBuf,
    manifest: Manifest,
    keep: bool,
}

impl Sealed {
    /// Gives the version its name, then swaps `LATEST`.
    ///
    /// # Errors
    /// [`Error::Exists`] where another run has published the number meanwhile; nothing is lost then.
    pub fn commit(mut self) -> Result<Committed> {
        let target = self.dataset_dir.join(&self.manifest.version);
        let exists = || Error::Exists { dataset: self.manifest.dataset.clone(), version: self.manifest.version.clone() };
        if target.exists() {
            return Err(exists());
        }
        // Renaming onto a folder that is not empty fails, so a version that appears meanwhile is never replaced.
        if let Err(source) = fs::rename(&self.dir, &target) {
            return Err(if target.exists() { exists() } else { Error::io("cannot rename to", &target)(source) });
        }
        self.keep = true;
        files::sync_dir(&self.dataset_dir)?;
        let temporary = format!(".LATEST-{}", std::process::id());
        files::write(&self.dataset_dir, &temporary, format!("{}\n", self.manifest.version).as_bytes())?;
        let latest = self.dataset_dir.join("LATEST");
        fs::rename(self.dataset_dir.join(&temporary), &latest).map_err(Error::io("cannot rename to", &latest))?;
        files::sync_dir(&self.dataset_dir)?;
        Ok(Committed { dir: target, manifest: self.manifest.clone() })
    }
}

impl Drop for Sealed {
    fn drop(&mut self) {
        if !self.keep {
            let _ = fs::remove_dir_all(&self.dir);
        }
    }
}

/// A published version.
#[derive(Debug, Clone)]
pub struct Committed {
    /// Its folder.
    pub dir: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
}
