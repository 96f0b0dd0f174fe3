//! Decides how the small JSON files that are committed with the scrapes are read and written: with the number of their form at
//! the head, one value a line, and never half.

use std::fs;
use std::io;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The form of these files; a later one gets another number.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Committed<T> {
    format: u32,
    #[serde(flatten)]
    content: T,
}

/// Reads a file; what is empty where there is none.
///
/// # Errors
/// When it cannot be read, or is of another form.
pub fn read<T: DeserializeOwned + Default>(path: &Path) -> io::Result<T> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(T::default()),
        Err(e) => return Err(e),
    };
    let file: Committed<T> = serde_json::from_str(&text)?;
    if file.format == FORMAT {
        return Ok(file.content);
    }
    let message = format!("expected format {FORMAT}, found {}: it was written by another version of this program", file.format);
    Err(io::Error::new(io::ErrorKind::InvalidData, message))
}

/// Writes a file beside its place and renames it, so that a reader never sees half of it.
///
/// # Errors
/// When the file cannot be written.
pub fn write<T: Serialize>(path: &Path, content: &T) -> io::Result<()> {
    let mut text = serde_json::to_string_pretty(&Committed { format: FORMAT, content })?;
    text.push('\n');
    let beside = path.with_extension("json.new");
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    struct Content {
        values: BTreeMap<String, u64>,
    }

    #[test]
    fn what_is_written_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        assert_eq!(read::<Content>(&path).unwrap(), Content::default());
        let content = Content { values: BTreeMap::from([("安全牛".to_owned(), 3)]) };
        write(&path, &content).unwrap();
        assert_eq!(read::<Content>(&path).unwrap(), content);
        fs::write(&path, "{\"format\": 2, \"values\": {}}").unwrap();
        assert!(read::<Content>(&path).unwrap_err().to_string().contains("expected format 1"));
        fs::write(&path, "{").unwrap();
        assert!(read::<Content>(&path).is_err());
    }
}
