//! Decides which versions may go.
//!
//! The version that `LATEST` names never goes, nor one that is kept by name, nor the newest few. A version that goes loses its
//! name first, at one stroke: nobody finds half of one.

use std::fs;
use std::path::Path;

use super::staging::Lock;
use super::version::{Version, latest, list_versions};
use super::{Error, Result, files};

/// Which versions stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// The newest so many.
    pub keep_last: usize,
    /// These.
    pub keep: Vec<Version>,
}

/// A version that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removal {
    /// Its number.
    pub version: Version,
    /// The bytes that its files take.
    pub bytes: u64,
}

/// Removes the versions of a dataset that a policy does not keep, oldest first; with `dry_run` only says which.
///
/// # Errors
/// Where the folder cannot be written; a version that is kept by name and is not there.
pub fn gc(dataset_dir: &Path, policy: &Policy, dry_run: bool) -> Result<Vec<Removal>> {
    let versions = list_versions(dataset_dir);
    if let Some(missing) = policy.keep.iter().find(|v| !versions.contains(v)) {
        return Err(Error::NoVersion { path: dataset_dir.join(missing.to_string()) });
    }
    // No run publishes meanwhile, so what is the current version stays it.
    let _lock = if dry_run { None } else { Some(Lock::of(dataset_dir)?) };
    let current = latest(dataset_dir).and_then(|v| Version::parse(&v));
    let newest = versions.len().saturating_sub(policy.keep_last);
    let stays = |at: usize, version: &Version| at >= newest || Some(*version) == current || policy.keep.contains(version);
    let mut removed = Vec::new();
    for (at, version) in versions.iter().enumerate() {
        if stays(at, version) {
            continue;
        }
        let dir = dataset_dir.join(version.to_string());
        removed.push(Removal { version: *version, bytes: bytes_in(&dir) });
        if !dry_run {
            let nameless = dataset_dir.join(format!(".removed-{version}"));
            files::rename(&dir, &nameless)?;
            files::remove_dir_all(&nameless)?;
        }
    }
    Ok(removed)
}

/// The bytes of the files in a folder and below it.
fn bytes_in(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries.filter_map(|e| e.metadata().ok().map(|m| if m.is_dir() { bytes_in(&e.path()) } else { m.len() })).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays() {
        let dir = tempfile::tempdir().unwrap();
        for version in ["1.0.0", "1.1.0", "1.2.0", "1.10.0", "2.0.0"] {
            fs::create_dir(dir.path().join(version)).unwrap();
            fs::write(dir.path().join(version).join("manifest.json"), "{}").unwrap();
        }
        fs::write(dir.path().join("LATEST"), "1.1.0\n").unwrap();
        fs::create_dir(dir.path().join("notes")).unwrap();
        let parse = |v: &str| Version::parse(v).unwrap();
        let names = |removed: Vec<Removal>| removed.iter().map(|r| r.version.to_string()).collect::<Vec<_>>();
        let policy = |keep_last: usize, keep: &[&str]| Policy { keep_last, keep: keep.iter().map(|v| parse(v)).collect() };
        for (policy, expected) in [
            (policy(1, &[]), vec!["1.0.0", "1.2.0", "1.10.0"]),
            (policy(2, &["1.0.0"]), vec!["1.2.0"]),
            (policy(0, &[]), vec!["1.0.0", "1.2.0", "1.10.0", "2.0.0"]),
            (policy(9, &[]), vec![]),
        ] {
            assert_eq!(names(gc(dir.path(), &policy, true).unwrap()), expected, "{policy:?}");
        }
        assert_eq!(list_versions(dir.path()).len(), 5, "a dry run removes nothing");
        assert!(gc(dir.path(), &policy(1, &["9.9.9"]), false).is_err());
        assert_eq!(names(gc(dir.path(), &policy(0, &["1.0.0"]), false).unwrap()), ["1.2.0", "1.10.0", "2.0.0"]);
        assert_eq!(list_versions(dir.path()), ["1.0.0", "1.1.0"].map(parse));
        assert!(dir.path().join("notes").is_dir() && fs::read_dir(dir.path()).unwrap().flatten().all(|e| !e.file_name().to_string_lossy().starts_with(".removed")));
    }
}
