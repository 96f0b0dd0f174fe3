//! Decides which raw records there are, in a fixed order.
//!
//! Inputs are files and folders; folders are walked recursively, names compared bytewise. Compressed files are looked through,
//! JSON Lines and arrays are taken apart. Reading is lazy: a record's bytes are loaded when its turn comes.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::article::{RawRecord, json_elements};

/// An input that cannot be opened or read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {source}. Check the path, and that you may read it", path.display())]
pub struct InputError {
    /// Where.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

/// One file among the inputs, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
struct InputFile {
    disk: Option<PathBuf>,
    path: String,
}

/// A record that is to be read: what a worker is handed.
#[derive(Debug)]
pub enum RawItem {
    /// A whole file, not read yet.
    File {
        /// Where it lies on the disk.
        disk: PathBuf,
        /// Its path in the dataset.
        path: String,
    },
    /// A record that had to be read to be found: a line, an element, standard input.
    Record(Box<RawRecord<'static>>),
}

impl RawItem {
    /// Loads the record.
    ///
    /// # Errors
    /// [`InputError`] where the file cannot be read.
    pub fn load(self) -> Result<RawRecord<'static>, InputError> {
        match self {
            Self::Record(record) => Ok(*record),
            Self::File { disk, path } => {
                let bytes = read_whole(&disk)?;
                Ok(RawRecord::file(&path, bytes))
            }
        }
    }
}

/// Files larger than this (after decompression) are read to here and refused by the reader: a bomb must not fill the memory.
const LARGEST_FILE: u64 = 256 << 20;

fn open(disk: &Path) -> Result<Box<dyn Read>, InputError> {
    let fail = |source| InputError { path: disk.to_owned(), source };
    let file = File::open(disk).map_err(fail)?;
    Ok(match disk.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase).as_deref() {
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(file)),
        Some("zst") => Box::new(zstd::Decoder::new(file).map_err(fail)?),
        _ => Box::new(file),
    })
}

fn read_whole(disk: &Path) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::new();
    let read = open(disk)?.take(LARGEST_FILE).read_to_end(&mut bytes);
    match read {
        Ok(_) => Ok(bytes),
        // A damaged archive gives what could be read of it: bad data is a status, not an error.
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof | io::ErrorKind::Other) => Ok(bytes),
        Err(source) => Err(InputError { path: disk.to_owned(), source }),
    }
}

/// The inputs of a run, found and ordered.
#[derive(Debug, Clone)]
pub struct Inputs {
    files: Vec<InputFile>,
    bytes: u64,
}

/// Extensions that are read.
const EXTENSIONS: &[&str] = &["md", "markdown", "txt", "html", "htm", "json", "jsonl", "ndjson"];

fn is_wanted(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let name = lower.strip_suffix(".gz").or_else(|| lower.strip_suffix(".zst")).unwrap_or(&lower);
    name.rsplit_once('.').is_some_and(|(_, e)| EXTENSIONS.contains(&e))
}

/// Whether a name matches a pattern with `*` for any characters.
fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(first) = parts.next() else { return false };
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

impl Inputs {
    /// Finds the files of some inputs. `raw/README.md` and its like describe a folder and are no articles.
    ///
    /// # Errors
    /// [`InputError`] where an input does not exist or cannot be opened.
    pub fn find(inputs: &[PathBuf], exclude: &[String]) -> Result<Self, InputError> {
        let mut found = Self { files: Vec::new(), bytes: 0 };
        let several = inputs.len() > 1;
        for input in inputs {
            if input.as_os_str() == "-" {
                found.files.push(InputFile { disk: None, path: "-".to_owned() });
                continue;
            }
            let metadata = fs::metadata(input).map_err(|source| InputError { path: input.clone(), source })?;
            let name = input.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            if metadata.is_dir() {
                let prefix = if several { format!("{name}/") } else { String::new() };
                let mut below = Vec::new();
                walk(input, &prefix, &mut below)?;
                found.files.extend(below);
            } else {
                found.files.push(InputFile { disk: Some(input.clone()), path: name });
            }
        }
        found.files.retain(|f| !exclude.iter().any(|pattern| matches(pattern, &f.path) || matches(pattern, f.path.rsplit('/').next().unwrap_or_default())));
        found.files.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        found.bytes = found.files.iter().filter_map(|f| fs::metadata(f.disk.as_ref()?).ok()).map(|m| m.len()).sum();
        Ok(found)
    }

    /// Where the file of a record lies on the disk, or `None` of standard input and of paths that are not among the inputs.
    #[must_use]
    pub fn file_of(&self, path: &str) -> Option<&Path> {
        let find = |path: &str| self.files.binary_search_by(|f| f.path.as_bytes().cmp(path.as_bytes())).ok().and_then(|i| self.files[i].disk.as_deref());
        find(path).or_else(|| find(path.rsplit_once('#')?.0))
    }

    /// The number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The bytes of all files on the disk.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Hands every record to `each`, in order; stops when it says so.
    ///
    /// # Errors
    /// [`InputError`] where a file that must be taken apart cannot be read.
    pub fn for_each(&self, mut each: impl FnMut(RawItem) -> bool) -> Result<(), InputError> {
        for file in &self.files {
            if !records_of(file, &mut each)? {
                break;
            }
        }
        Ok(())
    }

    /// The record at a path of the dataset, or `None` where there is none.
    #[must_use]
    pub fn record(&self, path: &str) -> Option<RawRecord<'static>> {
        let file_path = path.rsplit_once('#').filter(|(f, _)| self.files.iter().any(|i| i.path == *f)).map_or(path, |(f, _)| f);
        let file = self.files.iter().find(|f| f.path == file_path)?;
        let mut found = None;
        let _ = records_of(file, &mut |item| {
            let here = match &item {
                RawItem::File { path: p, .. } => p == path,
                RawItem::Record(r) => r.path == path,
            };
            if here {
                found = item.load().ok();
            }
            !here
        });
        found
    }
}

fn walk(dir: &Path, prefix: &str, out: &mut Vec<InputFile>) -> Result<(), InputError> {
    let entries = fs::read_dir(dir).map_err(|source| InputError { path: dir.to_owned(), source })?;
    for entry in entries {
        let entry = entry.map_err(|source| InputError { path: dir.to_owned(), source })?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            walk(&path, &format!("{prefix}{name}/"), out)?;
        } else if is_wanted(&name) && !name.eq_ignore_ascii_case("README.md") {
            out.push(InputFile { disk: Some(path), path: format!("{prefix}{name}") });
        }
    }
    Ok(())
}

/// Hands out the records of one file; whether to go on.
fn records_of(file: &InputFile, each: &mut impl FnMut(RawItem) -> bool) -> Result<bool, InputError> {
    let lower = file.path.to_ascii_lowercase();
    let plain = lower.strip_suffix(".gz").or_else(|| lower.strip_suffix(".zst")).unwrap_or(&lower);
    let Some(disk) = &file.disk else {
        let mut bytes = Vec::new();
        io::stdin().lock().take(LARGEST_FILE).read_to_end(&mut bytes).map_err(|source| InputError { path: PathBuf::from("-"), source })?;
        return Ok(standard_input(bytes, each));
    };
    if plain.ends_with(".jsonl") || plain.ends_with(".ndjson") {
        return lines(&file.path, BufReader::new(open(disk)?), each).map_err(|source| InputError { path: disk.clone(), source });
    }
    if plain.ends_with(".json") {
        let bytes = read_whole(disk)?;
        return Ok(json_file(&file.path, bytes, each));
    }
    Ok(each(RawItem::File { disk: disk.clone(), path: file.path.clone() }))
}

/// A JSON file: an array's elements, or the one object.
fn json_file(path: &str, bytes: Vec<u8>, each: &mut impl FnMut(RawItem) -> bool) -> bool {
    let elements = std::str::from_utf8(&bytes).ok().and_then(json_elements);
    match elements {
        None => each(RawItem::Record(Box::new(RawRecord::json(path.to_owned(), 0, bytes)))),
        Some(elements) => {
            let (mut line, mut counted) = (1, 0);
            elements.into_iter().enumerate().all(|(i, span)| {
                line += memchr::memchr_iter(b'\n', &bytes[counted..span.start()]).count() as u64;
                counted = span.start();
                let record = RawRecord::json(format!("{path}#/{i}"), span.start() as u64, bytes[span.range()].to_vec());
                each(RawItem::Record(Box::new(record.at_line(line))))
            })
        }
    }
}

fn lines(path: &str, mut reader: impl BufRead, each: &mut impl FnMut(RawItem) -> bool) -> io::Result<bool> {
    let (mut number, mut offset) = (0_u64, 0_u64);
    loop {
        let mut line = Vec::new();
        let read = (&mut reader).take(LARGEST_FILE).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(true);
        }
        number += 1;
        let start = offset;
        offset += read as u64;
        let body = line.trim_ascii();
        if body.is_empty() {
            continue;
        }
        let lead = line.iter().take_while(|b| b.is_ascii_whitespace()).count() as u64;
        let record = RawRecord::json(format!("{path}#{number}"), start + lead, body.to_vec()).at_line(number);
        if !each(RawItem::Record(Box::new(record))) {
            return Ok(false);
        }
    }
}

/// Standard input: JSON Lines where each line is an object, one JSON value, or one article.
fn standard_input(bytes: Vec<u8>, each: &mut impl FnMut(RawItem) -> bool) -> bool {
    let start = bytes.trim_ascii_start().first().copied();
    match start {
        Some(b'[') => json_file("-", bytes, each),
        Some(b'{') => lines("-", bytes.as_slice(), each).unwrap_or(false),
        Some(b'<') => {
            let mut record = RawRecord::file("-.html", bytes);
            "-".clone_into(&mut record.path);
            each(RawItem::Record(Box::new(record)))
        }
        _ => {
            let mut record = RawRecord::file("-", bytes);
            record.wants_front_matter = true;
            each(RawItem::Record(Box::new(record)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(matches("*.bak.md", "a/b.bak.md") && matches("2023/*", "2023/01/a.md") && matches("a*b*c", "axxbyyc") && matches("a.md", "a.md"));
        assert!(!matches("a.md", "aa.md") && !matches("a*b", "ac"));
    }

    #[test]
    fn records_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, content: &[u8]| fs::write(dir.path().join(name), content).unwrap();
        fs::create_dir(dir.path().join("子")).unwrap();
        write("子/会议 #1 “引号”👍.md", b"x");
        write("b.jsonl", b"{\"text\":\"1\"}\n\n {\"text\":\"2\"}\n");
        write("a.json", b"[{\"text\":\"1\"},{\"text\":\"2\"}]");
        write("c.txt.gz", b"not gzip");
        write("d.bin", b"ignored");
        write("README.md", b"ignored");
        let inputs = Inputs::find(&[dir.path().to_owned()], &[]).unwrap();
        let mut paths = Vec::new();
        inputs
            .for_each(|item| {
                let record = item.load().unwrap();
                paths.push((record.path.clone(), record.offset));
                true
            })
            .unwrap();
        let expected = [("a.json#/0", 1), ("a.json#/1", 14), ("b.jsonl#1", 0), ("b.jsonl#3", 15), ("c.txt.gz", 0), ("子/会议 #1 “引号”👍.md", 0)];
        assert_eq!(paths, expected.map(|(p, o)| (p.to_owned(), o)));
        assert!(inputs.record("a.json#/1").is_some() && inputs.record("子/会议 #1 “引号”👍.md").is_some() && inputs.record("x").is_none());
        assert!(Inputs::find(&[dir.path().join("missing")], &[]).is_err());
    }
}
