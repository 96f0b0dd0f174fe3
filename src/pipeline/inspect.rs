//! Decides how scrapes are checked before they are kept: every record read, the findings about each and about all of them side
//! by side, what is known already, and whether the gate opens.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::baseline::{Baseline, KnownFinding};
use super::committed;
use super::config::Config;
use super::discover::{InputError, Inputs};
use super::link::{self, ArticleKey};
use super::ordered::{Stopped, map_ordered};
use super::run::Progress;
use crate::article::{Article, RawRecord, ReadOptions, Status};
use crate::validate::scrape::{Copies, Drift, Expectations, Finding, Place, Scrape, Severity, SourceStats, check_scrape, copies, drift, short_bodies, status_rule};

/// How the sources of the project's own scrapes came out, as `run` leaves it: to be committed with the scrapes, as a checkout in
/// CI has no published version to compare with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// By source.
    pub sources: BTreeMap<String, SourceStats>,
}

/// The usual name of the file with the [`Statistics`], beside `jushi.toml`.
pub const STATISTICS_FILE: &str = "jushi-sources.json";

/// What a check is asked to do.
#[derive(Debug, Clone)]
pub struct InspectOptions {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// Settings.
    pub config: Config,
    /// Threads.
    pub jobs: usize,
    /// The files to report on, as canonical paths; all of them when `None`. The others are read to compare with.
    pub only: Option<BTreeSet<PathBuf>>,
    /// The statistics of the sources as the last run left them.
    pub statistics: PathBuf,
    /// Findings that are known already.
    pub baseline: Option<PathBuf>,
    /// Whether the baseline is written anew from what is found.
    pub update_baseline: bool,
    /// The share of scrapes that may have errors.
    pub max_failed: f64,
    /// The present.
    pub now: DateTime<Utc>,
}

/// What went wrong with a check.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InspectError {
    /// An input cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// There is nothing to read.
    #[error("expected articles in {0}, but found none. Put scraped files (.md, .txt, .html, .json, .jsonl, also .gz and .zst) there, or name another input")]
    NothingFound(String),
    /// The baseline or the statistics cannot be used.
    #[error("cannot use {}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: std::io::Error,
    },
}

/// How the scrapes of one source came out, and how they did before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceCount {
    /// Now, by status.
    pub now: BTreeMap<Status, u64>,
    /// By the committed statistics.
    pub before: Option<SourceStats>,
}

/// What a check came to.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// Records that were reported on.
    pub records: u64,
    /// Records that were read.
    pub read: u64,
    /// Their bytes.
    pub bytes: u64,
    /// What was found and is not known already, in the order of paths, lines and rules.
    pub findings: Vec<Finding>,
    /// The files of the findings' paths, for reports that lead there.
    pub files: HashMap<String, String>,
    /// How many findings the baseline knows.
    pub known: u64,
    /// What the baseline knows and no longer occurs.
    pub gone: Vec<KnownFinding>,
    /// Records with an error that is not known already.
    pub failed: u64,
    /// The share that may have one.
    pub max_failed: f64,
    /// By status.
    pub statuses: BTreeMap<Status, u64>,
    /// By source.
    pub sources: BTreeMap<String, SourceCount>,
    /// Sources that went bad.
    pub drifts: Vec<Drift>,
}

impl Inspection {
    /// Whether the gate opens.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.failed == 0 || self.failed as f64 <= self.max_failed * self.records as f64
    }

    /// The file of a record, as the reader of a report knows it.
    #[must_use]
    pub fn file<'a>(&'a self, path: &'a str) -> &'a str {
        self.files.get(path).map_or(path, String::as_str)
    }

    /// How many findings have this weight.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity).count()
    }
}

/// One record on its way back from a worker.
struct Looked {
    scrape: Scrape,
    key: ArticleKey,
    findings: Vec<Finding>,
    bytes: u64,
}

/// Checks scrapes.
///
/// # Errors
/// [`InspectError`] where an input, the baseline or the statistics cannot be used.
pub fn inspect(options: &InspectOptions, progress: &dyn Fn(Progress)) -> Result<Inspection, InspectError> {
    let inputs = Inputs::find(&options.inputs, &options.config.input.exclude)?;
    if inputs.is_empty() {
        return Err(InspectError::NothingFound(options.inputs.iter().map(|i| i.display().to_string()).collect::<Vec<_>>().join(", ")));
    }
    let unusable = |path: &Path| {
        let path = path.to_owned();
        move |source| InspectError::File { path, source }
    };
    let before = committed::read::<Statistics>(&options.statistics).map_err(unusable(&options.statistics))?.sources;
    let baseline = match &options.baseline {
        Some(path) => committed::read(path).map_err(unusable(path))?,
        None => Baseline::default(),
    };
    let (read_options, expectations) = (options.config.read_options(), options.config.expectations());
    let in_scope = |path: &str| match (&options.only, inputs.file_of(path)) {
        (None, _) => true,
        (Some(only), Some(file)) => fs::canonicalize(file).is_ok_and(|file| only.contains(&file)),
        (Some(_), None) => false,
    };
    let (mut scrapes, mut keys, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    let (mut read, mut bytes) = (0_u64, 0_u64);
    let work = |record: &RawRecord<'_>| look(record, &read_options, &expectations, options.now, in_scope(&record.path));
    let looked = map_ordered(&inputs, options.jobs, &work, &mut |looked: Looked| -> Result<(), std::convert::Infallible> {
        read += 1;
        bytes += looked.bytes;
        progress(Progress { articles: read, bytes });
        scrapes.push(looked.scrape);
        keys.push(looked.key);
        findings.extend(looked.findings);
        Ok(())
    });
    if let Err(Stopped::Input(e)) = looked {
        return Err(e.into());
    }
    let drifts = drift(&scrapes, &before);
    findings.extend(copies(&scrapes, &copies_of(&keys), &expectations));
    findings.extend(short_bodies(&scrapes, &before, &expectations));
    findings.extend(drifts.iter().filter_map(|d| d.finding(&scrapes, &expectations)));
    findings.sort_by(|a, b| (&a.path, a.place, a.rule.id, &a.key).cmp(&(&b.path, b.place, b.rule.id, &b.key)));
    findings.dedup_by(|a, b| a.rule == b.rule && a.path == b.path && a.key == b.key);

    let scope: BTreeSet<&str> = scrapes.iter().filter(|s| s.in_scope).map(|s| s.path.as_str()).collect();
    // Without a scope the whole archive was looked at, removed files too.
    let looked_at = |path: &str| scope.contains(path) || options.only.is_none();
    let gone = baseline.gone(&findings, looked_at);
    if let (Some(path), true) = (&options.baseline, options.update_baseline) {
        committed::write(path, &baseline.updated(&findings, looked_at)).map_err(unusable(path))?;
    }
    let all = findings.len();
    if options.update_baseline {
        findings.clear();
    } else {
        findings.retain(|f| !baseline.knows(f));
    }
    let failed: BTreeSet<&str> = findings.iter().filter(|f| f.severity == Severity::Error).map(|f| f.path.as_str()).collect();
    let (mut statuses, mut sources) = (BTreeMap::new(), BTreeMap::<String, SourceCount>::new());
    for scrape in scrapes.iter().filter(|s| s.in_scope) {
        *statuses.entry(scrape.status).or_default() += 1;
        let source = sources.entry(scrape.source.clone()).or_default();
        *source.now.entry(scrape.status).or_default() += 1;
        source.before = before.get(&scrape.source).cloned();
    }
    let mut files = HashMap::new();
    for finding in &findings {
        if let Some(file) = inputs.file_of(&finding.path) {
            files.entry(finding.path.clone()).or_insert_with(|| file.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(Inspection {
        records: scope.len() as u64,
        read,
        bytes,
        known: (all - findings.len()) as u64,
        failed: failed.len() as u64,
        findings,
        files,
        gone,
        max_failed: options.max_failed,
        statuses,
        sources,
        drifts,
    })
}

/// Reads and checks a record; outside the scope only what others are compared with.
fn look(record: &RawRecord<'_>, options: &ReadOptions, expectations: &Expectations, now: DateTime<Utc>, in_scope: bool) -> Looked {
    let looked = catch_unwind(AssertUnwindSafe(|| {
        let article = Article::parse(record, options);
        let findings = if in_scope { check_scrape(record, &article, options, expectations, now) } else { Vec::new() };
        let metadata = &article.metadata;
        let day = metadata.fetched_at.map(|f| f.with_timezone(&options.zone).date_naive()).or(metadata.published_on);
        let body_chars = article.text.len() - article.body_start;
        let scrape = Scrape {
            path: record.path.clone(),
            line: record.line,
            source: metadata.publisher.clone().or_else(|| metadata.site.clone()).unwrap_or_else(|| "(unknown)".to_owned()),
            status: article.status,
            month: day.map(|d| d.format("%Y-%m").to_string()),
            body_chars: u32::try_from(body_chars).unwrap_or(u32::MAX),
            url: metadata.canonical_url.clone(),
            text_digest: crate::record::sha256_hex(article.text.as_str().as_bytes()),
            in_scope,
        };
        let key = ArticleKey { doc_id: record.path.clone(), ..ArticleKey::of(&article) };
        Looked { scrape, key, findings, bytes: record.bytes.len() as u64 }
    }));
    looked.unwrap_or_else(|_| stumbled(record, in_scope))
}

/// A defect of the program that one record brings to light is a finding about that record; the others are checked all the same.
fn stumbled(record: &RawRecord<'_>, in_scope: bool) -> Looked {
    let finding = status_rule(Status::Garbled).filter(|_| in_scope).map(|rule| Finding {
        rule,
        severity: Severity::Error,
        path: record.path.clone(),
        place: Place { line: record.line, column: 1, end_column: 1 },
        excerpt: None,
        message: "the program failed on this record; please report it".to_owned(),
        key: "internal".to_owned(),
    });
    let scrape = Scrape {
        path: record.path.clone(),
        line: record.line,
        source: "(unknown)".to_owned(),
        status: Status::Garbled,
        month: None,
        body_chars: 0,
        url: None,
        text_digest: String::new(),
        in_scope,
    };
    Looked { scrape, key: ArticleKey { doc_id: record.path.clone(), ..ArticleKey::default() }, findings: finding.into_iter().collect(), bytes: record.bytes.len() as u64 }
}

/// Which record repeats which, by their numbers.
fn copies_of(keys: &[ArticleKey]) -> Copies {
    let numbers: HashMap<&str, usize> = keys.iter().enumerate().map(|(i, k)| (k.doc_id.as_str(), i)).collect();
    link::find_duplicates(keys).into_iter().filter_map(|(copy, (first, score))| Some((*numbers.get(copy.as_str())?, (*numbers.get(first.as_str())?, score)))).collect()
}
