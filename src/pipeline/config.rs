//! Decides what `jushi.toml` says: every key is optional, an unknown one is an error.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::FixedOffset;
use serde::Deserialize;

use crate::article::ReadOptions;
use crate::lexicon::{OwnTables, TableError};
use crate::publish::{About, Formats, TableFormat};
use crate::validate::scrape::{Expectations, Severity, SourceExpectations, check_rule};

/// The settings of a dataset.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// What the dataset is called.
    pub dataset: DatasetConfig,
    /// What is read, and how.
    pub input: InputConfig,
    /// What is written.
    pub output: OutputConfig,
    /// What is expected of scrapes.
    pub validate: ValidateConfig,
    /// Tables of one's own.
    pub rules: RulesConfig,
    /// What is expected of each source, by publisher.
    pub sources: BTreeMap<String, SourceConfig>,
}

/// `[dataset]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatasetConfig {
    /// Its name: the folder below the output folder.
    pub name: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// The licence of the rows.
    pub licence: Option<String>,
    /// Who made it.
    pub creators: Vec<String>,
    /// Where it lives.
    pub homepage: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
}

/// `[input]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InputConfig {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// Names that are left out, with `*` for any characters.
    pub exclude: Vec<String>,
    /// The zone of times without a zone: `Asia/Shanghai`, `UTC`, or an offset such as `+08:00`.
    pub timezone: Option<String>,
    /// Names of fields: `url = "link"`.
    pub fields: BTreeMap<String, String>,
}

/// `[rules]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RulesConfig {
    /// Folders of tables that extend the lexicon.
    pub dirs: Vec<PathBuf>,
}

/// Reads the tables of some folders: every file that ends in `.tsv`, in order of the names.
///
/// # Errors
/// [`TableError`] where a folder or file cannot be read, or is no table.
pub fn read_tables(folders: &[PathBuf]) -> Result<OwnTables, TableError> {
    let fails = |path: &Path, expected: &str, e: &std::io::Error| TableError { path: path.to_owned(), line: 1, column: 1, expected: expected.to_owned(), found: e.to_string() };
    let mut own = OwnTables::default();
    for folder in folders {
        let entries = fs::read_dir(folder).map_err(|e| fails(folder, "a folder of tables", &e))?;
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "tsv")).collect();
        files.sort();
        for path in files {
            let text = fs::read_to_string(&path).map_err(|e| fails(&path, "a table in UTF-8", &e))?;
            own.add(&path, text)?;
        }
    }
    Ok(own)
}

/// `[output]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutputConfig {
    /// `parquet`, `jsonl`, `jsonl.zst`.
    pub formats: Vec<String>,
    /// The rows after which a table goes on in another file.
    pub shard_rows: Option<u64>,
}

/// Rows in one file of a table: with 2 million rows of the widest table a file stays below 1 GB.
const SHARD_ROWS: u64 = 2_000_000;

impl OutputConfig {
    /// The rows after which a table goes on in another file.
    #[must_use]
    pub fn shard_rows(&self) -> u64 {
        self.shard_rows.unwrap_or(SHARD_ROWS).max(1)
    }

    /// The formats that are named; the usual ones where none is.
    #[must_use]
    pub fn table_formats(&self) -> Formats {
        Formats::of(&self.formats.iter().filter_map(|name| TableFormat::of_name(name)).collect::<Vec<_>>())
    }
}

impl DatasetConfig {
    /// What a version says of the dataset.
    #[must_use]
    pub fn about(&self) -> About {
        let Self { title, description, licence, creators, homepage, keywords, .. } = self.clone();
        About { title, description, licence, creators, homepage, keywords }
    }
}

/// `[validate]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ValidateConfig {
    /// The share of scrapes that may have errors: `"5%"`.
    pub max_failed: Option<String>,
    /// Weights of checks: `"status.truncated" = "warning"`.
    pub severity: BTreeMap<String, String>,
}

/// `[sources."安全牛"]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourceConfig {
    /// The fewest characters that a body has.
    pub min_body: Option<usize>,
    /// The languages that it publishes in, BCP 47.
    pub languages: Vec<String>,
}

/// What is wrong with a configuration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// It cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not what it should be.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Content {
        /// Where.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What was expected and what was found.
        message: String,
    },
}

/// Zones by name. Others are given as an offset: a table of all zones would be larger than the program's own tables.
const ZONES: &[(&str, i32)] = &[("Asia/Shanghai", 8), ("Asia/Taipei", 8), ("Asia/Hong_Kong", 8), ("Asia/Singapore", 8), ("Asia/Tokyo", 9), ("UTC", 0)];

/// The keys of `[input.fields]`.
const FIELD_ROLES: &[&str] = &["title", "url", "date", "publisher", "author", "html", "text", "fetched", "tags", "categories", "rights", "licence"];

impl Config {
    /// Reads a configuration; without a path `jushi.toml` in the working folder, where there is one.
    ///
    /// # Errors
    /// [`ConfigError`] with line and column.
    pub fn read(path: Option<&Path>) -> Result<Self, ConfigError> {
        let default = Path::new("jushi.toml");
        let path = match path {
            Some(path) => path,
            None if default.is_file() => default,
            None => return Ok(Self::default()),
        };
        let text = fs::read_to_string(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        let config: Self = toml::from_str(&text).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            let before = &text[..at.min(text.len())];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(1, |l| l.chars().count() + 1);
            ConfigError::Content { path: path.to_owned(), line, column, message: e.message().to_owned() }
        })?;
        if let Some(role) = config.input.fields.keys().find(|r| !FIELD_ROLES.contains(&r.as_str())) {
            let line = text.lines().position(|l| l.trim_start().starts_with(role.as_str())).map_or(1, |n| n + 1);
            return Err(ConfigError::Content {
                path: path.to_owned(),
                line,
                column: 1,
                message: format!("expected one of {} in [input.fields], but found {role:?}", FIELD_ROLES.join(", ")),
            });
        }
        if let Some(zone) = &config.input.timezone
            && parse_zone(zone).is_none()
        {
            let line = text.lines().position(|l| l.contains("timezone")).map_or(1, |n| n + 1);
            return Err(ConfigError::Content {
                path: path.to_owned(),
                line,
                column: 1,
                message: format!("expected a zone such as \"Asia/Shanghai\" or \"+08:00\", but found {zone:?}"),
            });
        }
        if let Some(format) = config.output.formats.iter().find(|f| TableFormat::of_name(f).is_none()) {
            let line = text.lines().position(|l| l.trim_start().starts_with("formats")).map_or(1, |n| n + 1);
            let message = format!("expected formats among \"parquet\", \"jsonl\" and \"jsonl.zst\", but found {format:?}");
            return Err(ConfigError::Content { path: path.to_owned(), line, column: 1, message });
        }
        for (rule, severity) in &config.validate.severity {
            let found = if check_rule(rule).is_none() {
                format!("expected the id of a check (`jushi validate --explain` lists them), but found {rule:?}")
            } else if Severity::parse(severity).is_none() {
                format!("expected \"error\", \"warning\" or \"off\", but found {severity:?}")
            } else {
                continue;
            };
            let line = text.lines().position(|l| l.contains(rule.as_str())).map_or(1, |n| n + 1);
            return Err(ConfigError::Content { path: path.to_owned(), line, column: 1, message: found });
        }
        if let Some(share) = &config.validate.max_failed
            && parse_share(share).is_none()
        {
            let line = text.lines().position(|l| l.contains("max_failed")).map_or(1, |n| n + 1);
            return Err(ConfigError::Content { path: path.to_owned(), line, column: 1, message: format!("expected a share such as \"5%\", but found {share:?}") });
        }
        Ok(config)
    }

    /// What `[validate]` and `[sources]` expect of scrapes.
    #[must_use]
    pub fn expectations(&self) -> Expectations {
        let severity = self.validate.severity.iter().filter_map(|(rule, severity)| Some((rule.clone(), Severity::parse(severity)?))).collect();
        let sources = self.sources.iter().map(|(name, s)| (name.clone(), SourceExpectations { min_body: s.min_body, languages: s.languages.clone() })).collect();
        Expectations { severity, sources }
    }

    /// How records are read under this configuration.
    #[must_use]
    pub fn read_options(&self) -> ReadOptions {
        let zone = self.input.timezone.as_deref().and_then(parse_zone);
        ReadOptions { zone: zone.unwrap_or_else(|| ReadOptions::default().zone), fields: self.input.fields.iter().map(|(r, n)| (r.clone(), n.clone())).collect() }
    }
}

/// A share written `5%`, `0.5 %` or `0.05`; between nothing and all.
///
/// ```
/// assert_eq!(jushi::pipeline::parse_share("5%"), Some(0.05));
/// assert_eq!(jushi::pipeline::parse_share("120%"), None);
/// ```
#[must_use]
pub fn parse_share(text: &str) -> Option<f64> {
    let text = text.trim();
    let share = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok()? / 100.0,
        None => text.parse().ok()?,
    };
    (0.0..=1.0).contains(&share).then_some(share)
}

fn parse_zone(zone: &str) -> Option<FixedOffset> {
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == zone) {
        return FixedOffset::east_opt(hours * 3600);
    }
    let (sign, rest) = if let Some(rest) = zone.strip_prefix('+') { (1, rest) } else { (-1, zone.strip_prefix('-')?) };
    let (hours, minutes) = rest.split_once(':')?;
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    FixedOffset::east_opt(sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::DEFAULT_ZONE_HOURS;

    #[test]
    fn zones() {
        assert_eq!(parse_zone("Asia/Shanghai"), FixedOffset::east_opt(DEFAULT_ZONE_HOURS * 3600));
        assert_eq!(parse_zone("-05:30"), FixedOffset::west_opt(5 * 3600 + 1800));
        for bad in ["", "Mars", "+8", "+aa:00"] {
            assert_eq!(parse_zone(bad), None, "{bad}");
        }
    }

    #[test]
    fn unknown_keys_are_errors_with_their_line() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("jushi.toml");
        fs::write(&path, "[dataset]\nname = \"x\"\nnmae = \"y\"\n").unwrap();
        let message = Config::read(Some(&path)).unwrap_err().to_string();
        assert!(message.contains("jushi.toml:3:1") && message.contains("nmae"), "{message}");
        fs::write(&path, "[input.fields]\nlink = \"url\"\n").unwrap();
        assert!(Config::read(Some(&path)).unwrap_err().to_string().contains("jushi.toml:2:1"));
    }
}
