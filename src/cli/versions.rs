//! Decides how versions are listed and removed.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Common, GcArgs, ListArgs};
use super::style::{Style, grouped, megabytes};
use super::{Exit, Failure};
use crate::publish::{self, Manifest, Policy, Version, list_versions};

/// Lists datasets and versions.
pub fn list(args: &ListArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    let style = Style::for_stdout();
    let datasets = datasets(&args.dir)?;
    for dataset in &datasets {
        let latest = fs::read_to_string(dataset.join("LATEST")).unwrap_or_default();
        writeln!(out, "{}", style.strong(&dataset.file_name().unwrap_or_default().to_string_lossy()))?;
        for version in list_versions(dataset) {
            let manifest = Manifest::read(&dataset.join(version.to_string()))?;
            let current = if latest.trim() == version.to_string() { " ← current" } else { "" };
            let facts = manifest.tables.get("facts").map_or(0, |t| t.rows);
            writeln!(
                out,
                "  {version:<8} {}  {:>9} articles {:>9} facts  {}{current}",
                manifest.created,
                grouped(manifest.records),
                grouped(facts),
                style.faint(&manifest.changes.reason)
            )?;
        }
    }
    if datasets.is_empty() {
        writeln!(out, "No versions in {}. `jushi run` publishes one.", args.dir.display())?;
    }
    Ok(Exit::Done)
}

/// The folders of datasets below an output folder, in order.
fn datasets(output: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(output).map_err(|e| format!("cannot list {}: {e}. `jushi run` makes it", output.display()))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(|p| p.is_dir() && !list_versions(p).is_empty()).collect();
    found.sort();
    Ok(found)
}

/// Removes old versions.
pub fn gc(common: &Common, args: &GcArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    let datasets = if let Some(name) = &args.dataset { vec![common.output.join(name)] } else { datasets(&common.output)? };
    let parse = |name: &String| Version::parse(name).ok_or_else(|| format!("expected a version such as 1.2.0, but found {name:?}"));
    let policy = Policy { keep_last: args.keep, keep: args.keep_version.iter().map(parse).collect::<Result<_, _>>()? };
    let style = Style::for_stdout();
    let does = if args.dry_run { "would remove" } else { "removed" };
    let mut bytes = 0;
    for dataset in &datasets {
        if list_versions(dataset).is_empty() {
            return Err(format!("expected a dataset with versions in {}, but found none; `jushi list` shows what is there", dataset.display()).into());
        }
        let name = dataset.file_name().unwrap_or_default().to_string_lossy();
        for removal in publish::gc(dataset, &policy, args.dry_run)? {
            bytes += removal.bytes;
            writeln!(out, "{does} {name} {}  {}", removal.version, style.faint(&megabytes(removal.bytes)))?;
        }
    }
    if bytes == 0 {
        writeln!(
            out,
            "Nothing to remove: {} stay.",
            if args.keep == 1 { "the newest version and the current one".to_owned() } else { format!("the newest {} versions and the current one", args.keep) }
        )?;
    }
    Ok(Exit::Done)
}
