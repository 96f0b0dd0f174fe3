//! Decides which files have changed since a revision, by asking git.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why git could not say what has changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChangedError {
    /// There is no git.
    #[error("cannot run git: {0}. --changed-since needs it")]
    NoGit(#[source] std::io::Error),
    /// It failed.
    #[error("git {arguments} failed: {message}. In CI, fetch the revision first (actions/checkout: fetch-depth: 0)")]
    Failed {
        /// What it was asked.
        arguments: String,
        /// What it said.
        message: String,
    },
}

fn git(dir: &Path, arguments: &[&str]) -> Result<Vec<u8>, ChangedError> {
    let output = Command::new("git").arg("-C").arg(dir).args(arguments).output().map_err(ChangedError::NoGit)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
    Err(ChangedError::Failed { arguments: arguments.join(" "), message })
}

/// The files that differ from a revision or are not known to git at all, as canonical paths. Deleted files are not among them.
///
/// # Errors
/// [`ChangedError`] where there is no git, no repository, or no such revision.
pub fn changed_since(dir: &Path, revision: &str) -> Result<BTreeSet<PathBuf>, ChangedError> {
    let root = git(dir, &["rev-parse", "--show-toplevel"])?;
    let root = PathBuf::from(String::from_utf8_lossy(&root).trim_end().to_owned());
    // Checked first: a revision that does not exist would be taken for a path.
    git(dir, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")]).map_err(|e| match e {
        ChangedError::Failed { arguments, .. } => ChangedError::Failed { arguments, message: format!("no revision {revision:?}") },
        other => other,
    })?;
    let changed = git(&root, &["diff", "--name-only", "-z", "--diff-filter=d", revision, "--"])?;
    let unknown = git(&root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    let names = changed.split(|b| *b == 0).chain(unknown.split(|b| *b == 0)).filter(|n| !n.is_empty());
    Ok(names.filter_map(|name| root.join(os_path(name)).canonicalize().ok()).collect())
}

#[cfg(unix)]
fn os_path(name: &[u8]) -> &OsStr {
    std::os::unix::ffi::OsStrExt::from_bytes(name)
}

#[cfg(not(unix))]
fn os_path(name: &[u8]) -> &OsStr {
    // git writes UTF-8 elsewhere.
    OsStr::new(std::str::from_utf8(name).unwrap_or_default())
}
