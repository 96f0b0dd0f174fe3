//! Decides how a version is made from inputs: the whole line.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest, Sha256};

use super::committed;
use super::config::Config;
use super::discover::{InputError, Inputs};
use super::extraction::{Extraction, Extractor};
use super::inspect::Statistics;
use super::link::{self, Tallier};
use super::ordered::Stopped;
use super::spool::{Carried, Spool, SpoolWriter};
use super::summary::RunSummary;
use crate::article::ReadOptions;
use crate::lexicon::Lexicon;
use crate::publish::{
    self, Changes, Committed, Difference, DocumentChanges, Formats, IDS, Manifest, Rows, Side, Staging, TableFormat, WriterGone, Written, compare, differing_tables, propose,
};
use crate::record::{hex, table_names};
use crate::validate::{self, scrape::SourceStats};

/// What a run is asked to do.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// Where versions are kept.
    pub output: PathBuf,
    /// The dataset's name.
    pub dataset: String,
    /// Settings.
    pub config: Config,
    /// Threads.
    pub jobs: usize,
    /// What is written.
    pub formats: Formats,
    /// Whether to extract every article anew, and to publish although nothing changed.
    pub full: bool,
    /// Whether to stop before publishing.
    pub dry_run: bool,
    /// A note for the changelog.
    pub message: Option<String>,
    /// Where the statistics of the sources are written, for `validate` to compare with; nowhere when `None`.
    pub statistics: Option<PathBuf>,
}

/// What a run has done so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Articles finished.
    pub articles: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// What went wrong with a run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// An input cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The output cannot be written or read.
    #[error(transparent)]
    Publish(#[from] publish::Error),
    /// The spool cannot be written or read.
    #[error("cannot use the spool in {}: {source}. Is the disk full?", path.display())]
    Spool {
        /// Where.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The statistics of the sources cannot be written. The version is published.
    #[error("cannot write {}: {source}. The version itself is published", path.display())]
    Statistics {
        /// Where.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// There is nothing to read.
    #[error("expected articles in {inputs}, but found none. Put scraped files (.md, .txt, .html, .json, .jsonl, also .gz and .zst) there, or name another input")]
    NothingFound {
        /// The inputs.
        inputs: String,
    },
    /// A writer of tables ended before its rows did, without saying why.
    #[error("{0}, which is a defect of this program")]
    Writer(#[from] WriterGone),
}

/// What a run came to.
#[derive(Debug)]
pub enum RunOutcome {
    /// A version was published.
    Published(Box<(Committed, RunSummary)>),
    /// Nothing has changed since the current version.
    Unchanged {
        /// The current version.
        manifest: Box<Manifest>,
        /// Whether something that decides the rows has changed, and the rows came out the same all the same.
        worked_out: bool,
    },
    /// A dry run: the version that would be published.
    Proposed(Box<(Manifest, RunSummary)>),
}

/// The digest of what decides the rows: sources and tables, taken at build time, the settings, and a person's own tables.
#[must_use]
pub fn rules_digest(options: &ReadOptions) -> String {
    let mut digest = Sha256::new();
    digest.update(env!("JUSHI_RULES_DIGEST"));
    digest.update(format!("{}{:?}", options.zone, options.fields));
    for (table, row) in Lexicon::own_rows() {
        digest.update(format!("{table}\t{row}\n"));
    }
    hex(&digest.finalize())
}

/// Makes a version.
///
/// # Errors
/// [`RunError`]; nothing half-written stays.
pub fn run(options: &RunOptions, progress: &dyn Fn(Progress)) -> Result<RunOutcome, RunError> {
    let inputs = Inputs::find(&options.inputs, &options.config.input.exclude)?;
    if inputs.is_empty() {
        let inputs = options.inputs.iter().map(|i| i.display().to_string()).collect::<Vec<_>>().join(", ");
        return Err(RunError::NothingFound { inputs });
    }
    let read_options = options.config.read_options();
    let rules = rules_digest(&read_options);
    let mut staging = Staging::begin(&options.output, &options.dataset, &options.formats, options.config.output.shard_rows())?;
    let previous_dir = staging.base().map(|version| staging.dataset_dir().join(version));
    let previous = previous_dir.as_deref().and_then(|d| Manifest::read(d).ok());
    let spool_path = staging.spool_path();
    let spool_error = |source| RunError::Spool { path: spool_path.clone(), source };

    let rows_from = format!("{rules} {}", env!("JUSHI_ROWS_DIGEST"));
    let carried = if options.full { None } else { Carried::open(&staging.carried_path(), &rows_from) };
    let mut writer = SpoolWriter::create(&spool_path, &rows_from).map_err(spool_error)?;
    let extractor = Extractor { inputs: &inputs, options: &read_options, carried: carried.as_ref(), jobs: options.jobs };
    let all = extractor.run(&mut writer, progress).map_err(|e| match e {
        Stopped::Input(e) => RunError::Input(e),
        Stopped::Taking(source) => spool_error(source),
    })?;
    drop(carried);
    let mut spool = writer.finish().map_err(spool_error)?;

    let rules_changed = previous.as_ref().is_some_and(|p| p.rules_digest != rules);
    let program_changed = previous.as_ref().is_some_and(|p| p.program != env!("CARGO_PKG_VERSION"));
    let formats_changed = previous.as_ref().is_some_and(|p| formats_of(p) != options.formats.list().collect());
    let inputs_changed = previous.as_ref().is_some_and(|p| p.inputs_digest != all.inputs_digest);
    if let Some(manifest) = &previous
        && !(options.full || inputs_changed || rules_changed || program_changed || formats_changed)
    {
        staging.keep_spool();
        return Ok(RunOutcome::Unchanged { manifest: Box::new(manifest.clone()), worked_out: false });
    }

    let mut tallier = Tallier::default();
    let mut summary = RunSummary { records: all.records, taken_over: all.taken_over, bytes: all.bytes, ..RunSummary::default() };
    staging.write(|write| second_phase(&all, &mut spool, &mut tallier, &mut summary, write).map_err(|e| e.into_run(&spool_path)))?;
    drop(spool);
    let written = staging.close()?;
    let documents = match &previous_dir {
        Some(dir) => DocumentChanges::between(&publish::document_ids(dir)?, &all.chunks.keys().cloned().collect()),
        None => DocumentChanges { added: all.chunks.keys().cloned().collect(), ..DocumentChanges::default() },
    };
    let mut difference = Difference { documents, rules_changed, program_changed, formats_changed, ..Difference::default() };
    let side = Side { dir: &written.dir(), rules_digest: &rules, program: env!("CARGO_PKG_VERSION"), tables: written.tables(), files: written.files() };
    let before = previous_dir.as_deref().zip(previous.as_ref()).map(|(dir, manifest)| Side::of(dir, manifest));
    difference.tables = before.as_ref().map(|before| differing_tables(before, &side)).unwrap_or_default();
    if let Some(manifest) = &previous
        && !options.full
        && difference.is_empty()
    {
        written.keep_spool();
        return Ok(RunOutcome::Unchanged { manifest: Box::new(manifest.clone()), worked_out: true });
    }
    // What each rule's change did to articles that did not change is worth a second look at the tables.
    let rules_that_changed = match &before {
        Some(before) if rules_changed || program_changed => compare(before, &side, None)?.rules(),
        _ => BTreeMap::new(),
    };
    let proposal = propose(previous.as_ref(), written.newest_version(), written.tables(), &difference);
    let (articles_added, articles_changed, articles_removed) = difference.documents.counts();
    let changes = Changes {
        from: proposal.from.map(|v| v.to_string()),
        kind: proposal.kind.to_owned(),
        reason: proposal.reason.clone(),
        articles_added: articles_added as u64,
        articles_changed: articles_changed as u64,
        articles_removed: articles_removed as u64,
        rules_changed,
        tables: difference.tables.iter().map(|t| ((*t).to_owned(), (rows_in(previous.as_ref(), t), written.tables().get(*t).map_or(0, |e| e.rows)))).collect(),
        rules: rules_that_changed,
        message: options.message.clone(),
    };
    let manifest = Manifest {
        digest: String::new(),
        dataset: options.dataset.clone(),
        version: proposal.version.to_string(),
        created: present().to_rfc3339_opts(SecondsFormat::Secs, true),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        ids: IDS,
        about: options.config.dataset.about(),
        rules_digest: rules.clone(),
        inputs_digest: all.inputs_digest.clone(),
        records: all.records,
        raw_bytes: all.bytes,
        tables: written.tables().clone(),
        files: Vec::new(),
        tallies: tallier.tallies(),
        changes,
    };
    summary.tables = table_names().map(|t| (t.to_owned(), written.tables().get(t).map_or(0, |e| e.rows))).collect();
    summary.statuses.clone_from(&manifest.tallies.statuses);
    if options.dry_run {
        return Ok(RunOutcome::Proposed(Box::new((manifest, summary))));
    }
    publish(written, manifest, summary, options, tallier.source_stats())
}

fn publish(written: Written, manifest: Manifest, summary: RunSummary, options: &RunOptions, sources: BTreeMap<String, SourceStats>) -> Result<RunOutcome, RunError> {
    let committed = written.seal(manifest)?.commit()?;
    if let Some(path) = &options.statistics {
        committed::write(path, &Statistics { sources }).map_err(|source| RunError::Statistics { path: path.clone(), source })?;
    }
    Ok(RunOutcome::Published(Box::new((committed, summary))))
}

/// The formats in which a version is written.
fn formats_of(manifest: &Manifest) -> BTreeSet<TableFormat> {
    manifest.files.iter().filter_map(|f| TableFormat::of_file(&f.path)).collect()
}

fn rows_in(manifest: Option<&Manifest>, table: &str) -> u64 {
    manifest.and_then(|m| m.tables.get(table)).map_or(0, |t| t.rows)
}

/// What ends the second phase before its end.
enum Ended {
    Spool(std::io::Error),
    Writer(WriterGone),
}

impl From<WriterGone> for Ended {
    fn from(gone: WriterGone) -> Self {
        Self::Writer(gone)
    }
}

impl Ended {
    fn into_run(self, spool: &Path) -> RunError {
        match self {
            Self::Spool(source) => RunError::Spool { path: spool.to_owned(), source },
            Self::Writer(gone) => RunError::Writer(gone),
        }
    }
}

/// Linking, and one ordered write.
fn second_phase(all: &Extraction, spool: &mut Spool, tallier: &mut Tallier, summary: &mut RunSummary, write: &mut dyn FnMut(Rows) -> Result<(), WriterGone>) -> Result<(), Ended> {
    let duplicates = link::find_duplicates(&all.keys);
    let merges = all.registry.merges();
    summary.duplicates = duplicates.len() as u64;
    for chunk in all.chunks.values() {
        let mut rows = spool.read(*chunk).map_err(Ended::Spool)?;
        if link::concerns(rows.get(), &duplicates, &merges) {
            rows = validate::amend(rows, |rows| link::complete(rows, &duplicates, &merges));
        }
        tallier.add(rows.get());
        summary.look_at(rows.get());
        write(Rows::Article(Box::new(rows)))?;
    }
    let (entities, names, codes) = link::entity_tables(&all.registry, &merges);
    let mut rejects = Vec::new();
    macro_rules! write_joined {
        ($($rows:expr => $table:ident,)+) => {$(
            let (checked, mut failed) = validate::check_all($rows);
            rejects.append(&mut failed);
            write(Rows::$table(checked))?;
        )+};
    }
    write_joined! {
        entities => Entities,
        names => EntityNames,
        codes => EntityCodes,
        tallier.metrics() => Metrics,
        tallier.rules() => Rules,
        tallier.sources() => Sources,
    }
    rejects.sort_by(|a, b| (&a.path, &a.reject_id).cmp(&(&b.path, &b.reject_id)));
    write(Rows::Rejects(rejects))?;
    Ok(())
}

/// The present: the clock's, or what `SOURCE_DATE_EPOCH` says it is.
#[must_use]
pub fn present() -> DateTime<Utc> {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|e| e.parse::<i64>().ok()).and_then(|e| DateTime::from_timestamp(e, 0));
    epoch.unwrap_or_else(Utc::now)
}
