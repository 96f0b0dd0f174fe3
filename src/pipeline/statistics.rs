//! Decides how the statistics of the sources are kept between runs: one small JSON file, to be committed with the scrapes, as
//! a checkout in CI has no published version to compare with.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::validate::scrape::SourceStats;

/// The file's usual name, beside `jushi.toml`.
pub const STATISTICS_FILE: &str = "jushi-sources.json";

/// Written at the head of the file; a later form gets another number.
const FORMAT: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatisticsFile {
    format: u32,
    sources: BTreeMap<String, SourceStats>,
}

/// Writes the file: by source, one value a line, so that a change reads well in a diff.
///
/// # Errors
/// When the file cannot be written.
pub fn write(path: &Path, sources: &BTreeMap<String, SourceStats>) -> io::Result<()> {
    let mut text = serde_json::to_string_pretty(&StatisticsFile { format: FORMAT, sources: sources.clone() })?;
    text.push('\n');
    // A reader never sees half of it.
    let beside = path.with_extension("json.new");
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}

/// Reads the file; no statistics where there is none.
///
/// # Errors
/// When it cannot be read, or is not what [`write`] makes.
pub fn read(path: &Path) -> io::Result<BTreeMap<String, SourceStats>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(e) => return Err(e),
    };
    let file: StatisticsFile = serde_json::from_str(&text)?;
    if file.format == FORMAT {
        Ok(file.sources)
    } else {
        let message = format!("expected format {FORMAT}, found {}: it was written by another version of this program", file.format);
        Err(io::Error::new(io::ErrorKind::InvalidData, message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(STATISTICS_FILE);
        assert_eq!(read(&path).unwrap(), BTreeMap::new());
        let stats = SourceStats { documents: 3, median_body_chars: 900, statuses: BTreeMap::from([("ok".to_owned(), 2), ("empty".to_owned(), 1)]) };
        let sources = BTreeMap::from([("安全牛".to_owned(), stats)]);
        write(&path, &sources).unwrap();
        assert_eq!(read(&path).unwrap(), sources);
        fs::write(&path, "{\"format\": 2, \"sources\": {}}").unwrap();
        assert!(read(&path).unwrap_err().to_string().contains("expected format 1"));
        fs::write(&path, "{").unwrap();
        assert!(read(&path).is_err());
    }
}
