//! Decides how a version is made from inputs: the whole line.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::committed;
use super::config::Config;
use super::discover::{InputError, Inputs};
use super::inspect::Statistics;
use super::link::{self, ArticleKey, Tallier};
use super::ordered::{Stopped, map_ordered};
use super::process::{Processed, process};
use super::spool::{self, Chunk, SpoolWriter};
use crate::article::{RawRecord, ReadOptions, Status};
use crate::assemble::link::EntityRegistry;
use crate::lexicon::Lexicon;
use crate::publish::{self, Changes, Committed, Formats, Manifest, Proposal, Staging, propose, read_rows};
use crate::record::{ArticleRows, Reject, table_info, table_names};
use crate::validate;

/// Facts named in the summary.
const TELLING: usize = 5;

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
    /// Whether to publish although nothing changed.
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
}

/// What a run came to.
#[derive(Debug)]
pub enum RunOutcome {
    /// A version was published.
    Published(Box<(Committed, RunSummary)>),
    /// Nothing has changed since the current version.
    Unchanged(Box<Manifest>),
    /// A dry run: the version that would be published.
    Proposed(Proposal, RunSummary),
}

/// A fact to show at the end of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct TellingFact {
    /// Its id.
    pub fact_id: String,
    /// Subject, metric and value in a line.
    pub text: String,
    /// The outlet and day.
    pub source: String,
    score: u32,
}

/// What is told at the end of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunSummary {
    /// Articles by status.
    pub statuses: BTreeMap<String, u64>,
    /// Rows by table, in the order of the contract.
    pub tables: Vec<(String, u64)>,
    /// The most telling facts.
    pub facts: Vec<TellingFact>,
    /// Records read.
    pub records: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Records that repeat others.
    pub duplicates: u64,
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

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

struct Finished {
    chunk: Vec<u8>,
    processed: Processed,
    path: String,
    sha256: String,
    bytes: u64,
}

/// What the first phase leaves.
struct FirstPhase {
    chunks: BTreeMap<String, Chunk>,
    keys: Vec<ArticleKey>,
    registry: EntityRegistry,
    inputs_digest: String,
    records: u64,
    bytes: u64,
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
    let dataset_dir = options.output.join(&options.dataset);
    let previous_dir = publish::resolve(&options.output, Some(&options.dataset)).ok().filter(|d| d.starts_with(&dataset_dir));
    let previous = previous_dir.as_deref().and_then(|d| Manifest::read(d).ok());
    let mut staging = Staging::begin(&options.output, &options.dataset, options.formats)?;
    let spool_path = staging.dir().join(".spool");
    let spool_error = |source| RunError::Spool { path: spool_path.clone(), source };
    let mut writer = SpoolWriter::create(&spool_path).map_err(spool_error)?;
    let first = first_phase(&inputs, &read_options, options.jobs.max(1), &mut writer, progress).map_err(|e| match e {
        Stopped::Input(e) => RunError::Input(e),
        Stopped::Taking(source) => RunError::Spool { path: spool_path.clone(), source },
    })?;
    let mut spool = writer.finish().map_err(spool_error)?;
    if let Some(manifest) = &previous
        && !options.full
        && manifest.inputs_digest == first.inputs_digest
        && manifest.rules_digest == rules
        && manifest.program == env!("CARGO_PKG_VERSION")
    {
        return Ok(RunOutcome::Unchanged(Box::new(manifest.clone())));
    }
    let before: BTreeSet<String> = match &previous_dir {
        Some(dir) => read_rows(dir, "documents").filter_map(|r| Some(r.ok()?.get("doc_id").and_then(Value::as_str)?.to_owned())).collect(),
        None => BTreeSet::new(),
    };
    let now: BTreeSet<String> = first.chunks.keys().cloned().collect();
    let columns: Vec<(&str, Vec<String>)> = table_names().filter_map(|t| table_info(t).map(|i| (t, i.arrow_schema.fields().iter().map(|f| f.name().clone()).collect()))).collect();
    let proposal = propose(previous.as_ref(), &before, &now, &columns);

    // The second phase: linking, and one ordered write.
    let duplicates = link::find_duplicates(&first.keys);
    let merges = first.registry.merges();
    let mut tallier = Tallier::default();
    let mut summary = RunSummary { records: first.records, bytes: first.bytes, duplicates: duplicates.len() as u64, ..RunSummary::default() };
    for chunk in first.chunks.values() {
        let rows = spool.read(*chunk).map_err(spool_error)?;
        let rows = validate::amend(rows, |rows| link::complete(rows, &duplicates, &merges));
        tallier.add(rows.get());
        telling(rows.get(), &mut summary.facts);
        staging.tables().write_article(&rows)?;
    }
    drop(spool);
    let (entities, names, codes) = link::entity_tables(&first.registry, &merges);
    let mut rejects = Vec::new();
    macro_rules! write_cross {
        ($($rows:expr => $method:ident;)+) => {$(
            let (checked, mut failed) = validate::check_all($rows);
            rejects.append(&mut failed);
            staging.tables().$method(&checked)?;
        )+};
    }
    write_cross! {
        entities => write_entities;
        names => write_entity_names;
        codes => write_entity_codes;
        tallier.metrics() => write_metrics;
        tallier.rules() => write_rules;
        tallier.sources() => write_sources;
    }
    rejects.sort_by(|a, b| (&a.path, &a.reject_id).cmp(&(&b.path, &b.reject_id)));
    staging.tables().write_rejects(&rejects)?;
    let tallies = tallier.tallies();
    let sources = tallier.source_stats();
    summary.statuses.clone_from(&tallies.statuses);
    summary.facts.sort_by(|a, b| b.score.cmp(&a.score).then(a.fact_id.cmp(&b.fact_id)));

    let mut tables_written = Vec::new();
    let sealed = staging.seal(|tables| {
        tables_written = table_names().map(|t| (t.to_owned(), tables.get(t).map_or(0, |e| e.rows))).collect();
        Manifest {
            dataset: options.dataset.clone(),
            version: proposal.version.to_string(),
            created: present().to_rfc3339_opts(SecondsFormat::Secs, true),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            rules_digest: rules.clone(),
            inputs_digest: first.inputs_digest.clone(),
            records: first.records,
            raw_bytes: first.bytes,
            tables,
            files: Vec::new(),
            tallies,
            changes: Changes {
                from: proposal.from.map(|v| v.to_string()),
                kind: proposal.kind.to_owned(),
                reason: proposal.reason.clone(),
                documents_added: proposal.added,
                documents_removed: proposal.removed,
                message: options.message.clone(),
            },
        }
    })?;
    summary.tables = tables_written;
    if options.dry_run {
        return Ok(RunOutcome::Proposed(proposal, summary));
    }
    let committed = sealed.commit()?;
    if let Some(path) = &options.statistics {
        committed::write(path, &Statistics { sources }).map_err(|source| RunError::Statistics { path: path.clone(), source })?;
    }
    Ok(RunOutcome::Published(Box::new((committed, summary))))
}

/// The present: the clock's, or what `SOURCE_DATE_EPOCH` says it is.
#[must_use]
pub fn present() -> DateTime<Utc> {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|e| e.parse::<i64>().ok()).and_then(|e| DateTime::from_timestamp(e, 0));
    epoch.unwrap_or_else(Utc::now)
}

/// Reads, extracts and spools every record, with several threads and in the order of the inputs.
fn first_phase(inputs: &Inputs, options: &ReadOptions, jobs: usize, writer: &mut SpoolWriter, progress: &dyn Fn(Progress)) -> Result<FirstPhase, Stopped<std::io::Error>> {
    let mut digest = Sha256::new();
    let mut phase = FirstPhase { chunks: BTreeMap::new(), keys: Vec::new(), registry: EntityRegistry::default(), inputs_digest: String::new(), records: 0, bytes: 0 };
    map_ordered(inputs, jobs, &|record| finish_or_reject(record, options), &mut |finished: Finished| {
        digest.update(finished.path.as_bytes());
        digest.update([0]);
        digest.update(finished.sha256.as_bytes());
        phase.add(finished, writer, inputs, options)?;
        progress(Progress { articles: phase.records, bytes: phase.bytes });
        Ok(())
    })?;
    phase.inputs_digest = hex(&digest.finalize());
    Ok(phase)
}

/// Processes a record. A defect of the program that one record brings to light must not cost the others: it becomes that
/// record's status and a reject that says where the program stumbled.
fn finish_or_reject(record: &RawRecord<'_>, options: &ReadOptions) -> Finished {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| finish(record, options))).unwrap_or_else(|cause| {
        let message = cause.downcast_ref::<String>().cloned().or_else(|| cause.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_default();
        // What is left of the record is its identity: a record of no bytes at the same place, with the true digests.
        let hollow = RawRecord { bytes: Vec::new().into(), ..record.clone() };
        let mut rows = process(&hollow, options).rows.into_inner();
        let sha256 = crate::record::sha256_hex(&record.bytes);
        for document in &mut rows.documents {
            document.doc_id = crate::article::document_id(&document.article_id, &record.bytes);
            document.status = Status::Garbled;
            document.status_detail = Some(format!("the program failed on this record: {message}"));
            document.raw_sha256.clone_from(&sha256);
            document.raw_bytes = i64::try_from(record.bytes.len()).unwrap_or(i64::MAX);
            rows.rejects.push(Reject {
                reject_id: format!("{}:x0-0", document.doc_id),
                doc_id: Some(document.doc_id.clone()),
                path: record.path.clone(),
                table: "documents".to_owned(),
                stage: "extract".to_owned(),
                code: "internal.failure".to_owned(),
                message: message.clone(),
                pointer: None,
                record: None,
            });
        }
        let processed = Processed { rows: validate::check(rows), entities: BTreeMap::new(), key: ArticleKey::default() };
        Finished { chunk: spool::encode(&processed.rows).unwrap_or_default(), processed, path: record.path.clone(), sha256, bytes: record.bytes.len() as u64 }
    })
}

fn finish(record: &RawRecord<'_>, options: &ReadOptions) -> Finished {
    let processed = process(record, options);
    let sha256 = processed.rows.get().documents.first().map(|d| d.raw_sha256.clone()).unwrap_or_default();
    Finished { chunk: spool::encode(&processed.rows).unwrap_or_default(), processed, path: record.path.clone(), sha256, bytes: record.bytes.len() as u64 }
}

impl FirstPhase {
    fn add(&mut self, finished: Finished, writer: &mut SpoolWriter, inputs: &Inputs, options: &ReadOptions) -> std::io::Result<()> {
        let mut finished = finished;
        let mut doc_id = document_id(finished.processed.rows.get());
        // Byte-identical captures of one article are told apart by a number, in the order of paths.
        let mut repetition = 0;
        while self.chunks.contains_key(&doc_id) {
            repetition += 1;
            let Some(mut record) = inputs.record(&finished.path) else { break };
            record.repetition = repetition;
            finished = finish(&record, options);
            doc_id = document_id(finished.processed.rows.get());
        }
        let chunk = writer.add(&finished.chunk)?;
        self.records += 1;
        self.bytes += finished.bytes;
        for (id, uses) in &finished.processed.entities {
            self.registry.add(id, uses, finished.processed.key.published);
        }
        self.keys.push(ArticleKey { doc_id: doc_id.clone(), ..finished.processed.key });
        self.chunks.insert(doc_id, chunk);
        Ok(())
    }
}

fn document_id(rows: &ArticleRows) -> String {
    rows.documents.first().map(|d| d.doc_id.clone()).unwrap_or_default()
}

/// Keeps the facts that tell most: a named subject in the clause, a period, money or a change, an outlet.
fn telling(rows: &ArticleRows, best: &mut Vec<TellingFact>) {
    for fact in rows.facts.iter().filter(|f| !f.is_duplicate) {
        let (Some(subject), Some(metric), Some(value)) = (&fact.subject, &fact.metric, &fact.value_text) else { continue };
        let score = u32::from(fact.subject_entity_id.is_some()) * 4
            + u32::from(fact.subject_from == Some(crate::assemble::SubjectFrom::Clause)) * 3
            + u32::from(fact.period_end.is_some()) * 3
            + u32::from(fact.unit == "CNY" || fact.unit == "USD") * 3
            + u32::from(fact.attributed_to.is_some())
            + u32::from((4..=16).contains(&metric.chars().count())) * 2;
        if best.len() >= TELLING && best.iter().all(|b| b.score >= score) {
            continue;
        }
        let when = fact.period_text.as_deref().map(|p| format!(" ({p})")).unwrap_or_default();
        let status = if fact.status == crate::assemble::FactStatus::Actual { String::new() } else { format!(" [{}]", fact.status) };
        let source = [fact.publisher.clone(), fact.published_on.map(|d| d.to_string())].into_iter().flatten().collect::<Vec<_>>().join(", ");
        best.push(TellingFact { fact_id: fact.fact_id.clone(), text: format!("{subject} · {metric}: {value}{when}{status}"), source, score });
        // Of one document at most two, so that a single long table does not fill the list.
        best.sort_by(|a, b| b.score.cmp(&a.score).then(a.fact_id.cmp(&b.fact_id)));
        let mut seen: HashMap<String, usize> = HashMap::new();
        best.retain(|b| {
            let document = b.fact_id.split(':').next().unwrap_or_default().to_owned();
            let n = seen.entry(document).or_default();
            *n += 1;
            *n <= 2
        });
        best.truncate(TELLING);
    }
}
