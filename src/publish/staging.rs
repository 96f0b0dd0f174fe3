//! Decides how a version comes to be: staged, sealed, committed.
//!
//! Beside the versions of a dataset lie, hidden, what runs need of each other: `.lock`, held for the moments in which names
//! change; for each run a `.run-…` that it keeps locked while it lives, its `.staging-…` folder and its `.spool-…`; `.commit`,
//! which names the version whose folder has its name already while `LATEST` does not say so yet; `.carried`, the spool of the
//! last run that published, from which the next one takes over what has not changed. Whatever belongs to a run whose lock is
//! free is a stray of one that was killed, and the next run sweeps it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::files;
use super::manifest::{FileEntry, Manifest, TableEntry};
use super::tables::{Rows, TableSet};
use super::version::{Version, latest, list_versions};
use super::{Error, Formats, Result};
use crate::record::{raw_article_schema, table_info, table_names};

/// Articles that are handed to the writers together: to wake a thread for each costs more than to write most of them.
const TOGETHER: usize = 32;

/// Batches that wait for each writer: a writer that is slow stops whoever makes the rows, and memory stays bounded.
const WAITING: usize = 2;

/// Tells the runs of one process apart.
static RUNS: AtomicU32 = AtomicU32::new(0);

/// The dataset's lock, held until it is dropped.
pub(super) struct Lock(#[expect(dead_code, reason = "held for its lock, which goes with it")] File);

impl Lock {
    /// Waits for the lock. A file system that knows no locks is used without.
    pub(super) fn of(dataset_dir: &Path) -> Result<Self> {
        let path = dataset_dir.join(".lock");
        let file = files::create(&path).map_err(Error::io("cannot create", &path))?;
        match file.lock() {
            Err(e) if e.kind() != io::ErrorKind::Unsupported => Err(Error::io("cannot lock", &path)(e)),
            _ => Ok(Self(file)),
        }
    }
}

/// What a run has on the disk beside the versions, removed when it ends.
#[derive(Debug)]
struct Claim {
    dataset_dir: PathBuf,
    name: String,
    alive: Option<File>,
}

impl Claim {
    fn path(&self, kind: &str) -> PathBuf {
        self.dataset_dir.join(format!(".{kind}-{}", self.name))
    }

    fn carried_path(&self) -> PathBuf {
        self.dataset_dir.join(".carried")
    }

    /// The next run does without, should this fail.
    fn keep_spool(&self) {
        let _ = files::rename(&self.path("spool"), &self.carried_path());
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        for kind in ["staging", "spool", "LATEST"] {
            files::remove(&self.path(kind));
        }
        self.alive = None;
        files::remove(&self.path("run"));
    }
}

/// A version being written beside its target. Dropped without being sealed, it leaves nothing.
pub struct Staging {
    claim: Claim,
    base: Option<String>,
    tables: Vec<TableSet>,
}

/// Ends the making of rows when a writer has ended before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a writer of tables ended before its rows did")]
pub struct WriterGone;

impl Staging {
    /// Begins a version of a dataset. What runs that were killed left is swept, and a commit that one of them began is ended.
    ///
    /// # Errors
    /// Where the output folder cannot be written.
    pub fn begin(output: &Path, dataset: &str, formats: &Formats, shard_rows: u64) -> Result<Self> {
        let dataset_dir = output.join(dataset);
        files::create_dir_all(&dataset_dir)?;
        let lock = Lock::of(&dataset_dir)?;
        sweep(&dataset_dir);
        end_commit(&dataset_dir)?;
        let mut claim = Claim { name: format!("{}-{}", std::process::id(), RUNS.fetch_add(1, Ordering::Relaxed)), dataset_dir, alive: None };
        let alive = claim.path("run");
        let file = files::create(&alive).map_err(Error::io("cannot create", &alive))?;
        // Another run cannot see the file before it is locked: it, too, looks under the dataset's lock.
        let _ = file.try_lock();
        claim.alive = Some(file);
        let dir = claim.path("staging");
        files::create_dir_all(&dir)?;
        let base = latest(&claim.dataset_dir);
        drop(lock);
        let tables = formats.list().map(|format| TableSet::create(&dir, format, shard_rows)).collect::<Result<_>>()?;
        Ok(Self { claim, base, tables })
    }

    /// The version that was the current one when this run began.
    #[must_use]
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// The dataset's folder.
    #[must_use]
    pub fn dataset_dir(&self) -> &Path {
        &self.claim.dataset_dir
    }

    /// Where the run may spool what it needs until it ends. When it publishes, the spool is kept for the next run.
    #[must_use]
    pub fn spool_path(&self) -> PathBuf {
        self.claim.path("spool")
    }

    /// Where the spool of the last run that published lies, if anywhere.
    #[must_use]
    pub fn carried_path(&self) -> PathBuf {
        self.claim.carried_path()
    }

    /// Keeps the spool for the next run although nothing is published.
    pub fn keep_spool(&self) {
        self.claim.keep_spool();
    }

    /// Writes the rows that `make` hands on, in their order, each format in a thread of its own.
    ///
    /// # Errors
    /// Where a writer fails: its error. Else what `make` says; [`WriterGone`] only reaches it where a writer has failed.
    pub fn write<T, E: From<Error> + From<WriterGone>>(
        &mut self,
        make: impl FnOnce(&mut dyn FnMut(Rows) -> std::result::Result<(), WriterGone>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        thread::scope(|scope| {
            let (mut senders, mut writers) = (Vec::new(), Vec::new());
            for tables in &mut self.tables {
                let (sender, receiver): (SyncSender<Arc<Vec<Rows>>>, Receiver<Arc<Vec<Rows>>>) = sync_channel(WAITING);
                senders.push(sender);
                writers.push(scope.spawn(move || receiver.into_iter().try_for_each(|batch| batch.iter().try_for_each(|rows| tables.write(rows)))));
            }
            let mut batch = Vec::with_capacity(TOGETHER);
            let send = |batch: &mut Vec<Rows>| {
                let batch = Arc::new(std::mem::take(batch));
                senders.iter().try_for_each(|sender| sender.send(Arc::clone(&batch)).map_err(|_| WriterGone))
            };
            let made = make(&mut |rows| {
                batch.push(rows);
                if batch.len() < TOGETHER { Ok(()) } else { send(&mut batch) }
            });
            // A writer that is gone says why when it is joined.
            let _ = send(&mut batch);
            drop(senders);
            for writer in writers {
                match writer.join() {
                    Ok(written) => written?,
                    Err(cause) => std::panic::resume_unwind(cause),
                }
            }
            made
        })
    }

    /// Closes the tables.
    ///
    /// # Errors
    /// Where something cannot be written.
    pub fn close(mut self) -> Result<Written> {
        let (mut tables, mut files) = (BTreeMap::new(), Vec::new());
        for set in std::mem::take(&mut self.tables) {
            let (entries, mut written) = set.finish()?;
            tables = entries;
            files.append(&mut written);
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Written { claim: self.claim, base: self.base, tables, files })
    }
}

/// A version whose tables are written, and nothing else.
#[derive(Debug)]
pub struct Written {
    claim: Claim,
    base: Option<String>,
    tables: BTreeMap<String, TableEntry>,
    files: Vec<FileEntry>,
}

impl Written {
    /// What each table holds.
    #[must_use]
    pub fn tables(&self) -> &BTreeMap<String, TableEntry> {
        &self.tables
    }

    /// What each file of a table holds.
    #[must_use]
    pub fn files(&self) -> &[FileEntry] {
        &self.files
    }

    /// The folder in which the tables lie.
    #[must_use]
    pub fn dir(&self) -> PathBuf {
        self.claim.path("staging")
    }

    /// The highest number that a version of the dataset has.
    #[must_use]
    pub fn newest_version(&self) -> Option<Version> {
        list_versions(&self.claim.dataset_dir).pop()
    }

    /// Keeps the spool for the next run although nothing is published.
    pub fn keep_spool(&self) {
        self.claim.keep_spool();
    }

    /// Writes schemas, card, package files and manifest, and syncs everything. The manifest's tables and files are filled in.
    ///
    /// # Errors
    /// Where something cannot be written.
    pub fn seal(self, mut manifest: Manifest) -> Result<Sealed> {
        let dir = self.dir();
        let mut files = self.files;
        manifest.tables = self.tables;
        for table in table_names() {
            let Some(info) = table_info(table) else { continue };
            files.push(files::write(&dir, &format!("schemas/{table}.schema.json"), pretty(&info.json_schema).as_bytes())?);
        }
        files.push(files::write(&dir, "schemas/raw-article.schema.json", pretty(&raw_article_schema()).as_bytes())?);
        for (name, content) in super::package::files(&manifest, &files, &self.claim.dataset_dir) {
            files.push(files::write(&dir, &name, content.as_bytes())?);
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        manifest.files = files;
        manifest.digest = manifest.expected_digest();
        files::write(&dir, "manifest.json", manifest.to_json().as_bytes())?;
        files::sync_dir(&dir.join("schemas"))?;
        files::sync_dir(&dir)?;
        Ok(Sealed { claim: self.claim, base: self.base, manifest })
    }
}

/// Removes what belongs to runs that live no more. Called under the dataset's lock.
fn sweep(dataset_dir: &Path) {
    let names: Vec<String> = fs::read_dir(dataset_dir).into_iter().flatten().flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    let alive = |run: &str| {
        // Where locks are unknown, nothing is taken for dead.
        File::open(dataset_dir.join(format!(".run-{run}"))).is_ok_and(|file| file.try_lock().is_err())
    };
    for name in &names {
        let run = ["staging", "spool", "LATEST", "run"].iter().find_map(|kind| name.strip_prefix(&format!(".{kind}-")));
        if run.is_some_and(|run| !alive(run)) || name.starts_with(".removed-") {
            files::remove(&dataset_dir.join(name));
        }
    }
}

/// Ends a commit that was begun: a version whose folder has its name becomes the current one. Called under the dataset's lock.
fn end_commit(dataset_dir: &Path) -> Result<()> {
    let begun = dataset_dir.join(".commit");
    let Ok(version) = fs::read_to_string(&begun) else { return Ok(()) };
    let version = version.trim();
    if Version::parse(version).is_some() && dataset_dir.join(version).join("manifest.json").is_file() {
        swap_latest(dataset_dir, version, &dataset_dir.join(".LATEST-again"))?;
    }
    files::remove(&begun);
    Ok(())
}

/// Lets `LATEST` name a version, at one stroke.
fn swap_latest(dataset_dir: &Path, version: &str, beside: &Path) -> Result<()> {
    let name = beside.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    files::write(dataset_dir, &name, format!("{version}\n").as_bytes())?;
    files::rename(beside, &dataset_dir.join("LATEST"))?;
    files::sync_dir(dataset_dir)
}

fn pretty(value: &serde_json::Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// A version that is written and synced, and has not its name yet.
#[derive(Debug)]
pub struct Sealed {
    claim: Claim,
    base: Option<String>,
    manifest: Manifest,
}

impl Sealed {
    /// What the version will say of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Gives the version its name, then swaps `LATEST`.
    ///
    /// # Errors
    /// [`Error::Exists`] where another run has published meanwhile: its version stands, and this one leaves nothing.
    pub fn commit(self) -> Result<Committed> {
        let dataset_dir = &self.claim.dataset_dir;
        let version = &self.manifest.version;
        let _lock = Lock::of(dataset_dir)?;
        let current = latest(dataset_dir);
        let target = dataset_dir.join(version);
        if current != self.base || target.exists() {
            return Err(Error::Exists { dataset: self.manifest.dataset.clone(), version: current.unwrap_or_else(|| version.clone()) });
        }
        let begun = dataset_dir.join(".commit");
        files::write(dataset_dir, ".commit", format!("{version}\n").as_bytes())?;
        if let Err(e) = files::rename(&self.claim.path("staging"), &target) {
            files::remove(&begun);
            return Err(e);
        }
        // From here on the version is there. Should the rest fail, the next run ends it: `.commit` says what was begun.
        files::sync_dir(dataset_dir)?;
        swap_latest(dataset_dir, version, &self.claim.path("LATEST"))?;
        files::remove(&begun);
        self.claim.keep_spool();
        Ok(Committed { dir: target, manifest: self.manifest.clone() })
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
