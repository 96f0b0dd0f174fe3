//! Decides how the rows of articles wait between the two phases, and how those of unchanged articles are taken over by the next
//! run: one file, one chunk an article.
//!
//! A chunk begins with what the registries keep of its article, then its rows, packed. At the end of the file stands an index:
//! for each chunk the key of the record that it was made from, its place, and its digest. A run that publishes leaves its spool
//! beside the versions; the next one copies from it the chunks whose record and rules are the same. Nothing depends on that
//! file: where it is missing, damaged or of another program, articles are extracted anew.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::link::ArticleKey;
use super::process::Processed;
use crate::article::RawRecord;
use crate::assemble::link::EntityUse;
use crate::publish::Disk;
use crate::record::ArticleRows;
use crate::validate::{self, Checked};

/// zstd's fastest ordinary level: rows of prose shrink to about a quarter.
const LEVEL: i32 = 1;

thread_local! {
    /// Setting up costs more than packing a small article, so each thread does it once.
    static PACKER: RefCell<zstd::bulk::Compressor<'static>> = RefCell::new(zstd::bulk::Compressor::new(LEVEL).unwrap_or_default());
}

/// What a digest is cut to: accidents are excluded, and nobody gains by an attack on his own files.
type Digest = [u8; 16];

fn digest(parts: &[&[u8]]) -> Digest {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let mut digest = [0; 16];
    digest.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    digest
}

/// What tells one record from all others, as far as its rows depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecordKey(Digest);

impl RecordKey {
    /// The key of a record.
    pub fn of(record: &RawRecord<'_>) -> Self {
        let place = [record.offset, record.line, u64::from(record.repetition)].map(u64::to_le_bytes).concat();
        Self(digest(&[record.path.as_bytes(), &place, &record.bytes]))
    }
}

/// What the registries keep of an article.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Head {
    /// What it is compared with others by.
    pub key: ArticleKey,
    /// The SHA-256 of its record.
    pub sha256: String,
    /// Its entities.
    pub entities: BTreeMap<String, EntityUse>,
}

/// An article as it waits.
#[derive(Debug, Clone)]
pub struct Packed {
    /// What the registries keep of it.
    pub head: Head,
    /// Its chunk.
    bytes: Vec<u8>,
}

impl Packed {
    /// Packs what an article came to.
    ///
    /// # Errors
    /// Where it cannot be packed; none is known.
    pub fn of(processed: Processed) -> io::Result<Self> {
        let document = processed.rows.get().documents.first();
        let sha256 = document.map(|d| d.raw_sha256.clone()).unwrap_or_default();
        let doc_id = document.map(|d| d.doc_id.clone()).unwrap_or_default();
        let head = Head { key: ArticleKey { doc_id, ..processed.key }, sha256, entities: processed.entities };
        let packed_head = postcard::to_stdvec(&head).map_err(io::Error::other)?;
        let rows = postcard::to_stdvec(processed.rows.get()).map_err(io::Error::other)?;
        let len = |bytes: &[u8]| u32::try_from(bytes.len()).map(u32::to_le_bytes).map_err(io::Error::other);
        let mut bytes = [len(&packed_head)?, len(&rows)?].concat();
        bytes.extend(packed_head);
        bytes.extend(PACKER.with_borrow_mut(|packer| packer.compress(&rows))?);
        Ok(Self { head, bytes })
    }
}

/// Splits a chunk into its head, the length of its rows, and its packed rows.
fn split(chunk: &[u8]) -> Option<(&[u8], usize, &[u8])> {
    let (head, rest) = chunk.split_first_chunk::<4>()?;
    let (rows, rest) = rest.split_first_chunk::<4>()?;
    let (head, packed) = rest.split_at_checked(u32::from_le_bytes(*head) as usize)?;
    Some((head, u32::from_le_bytes(*rows) as usize, packed))
}

/// Where an article's chunk lies.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Chunk {
    offset: u64,
    len: u32,
    digest: Digest,
}

/// The spool while it is filled.
pub struct SpoolWriter {
    file: BufWriter<Disk>,
    path: PathBuf,
    offset: u64,
    index: Vec<(RecordKey, Chunk)>,
}

/// The bytes at the end of a spool: where its index begins, how long it is, its digest.
const FOOTER: usize = 8 + 8 + 16;

impl SpoolWriter {
    /// Creates the spool. `rules` is the digest of what the rows depend on beside their records.
    pub fn create(path: &Path, rules: &str) -> io::Result<Self> {
        let mut file = BufWriter::with_capacity(1 << 18, Disk::create(path)?);
        let head = digest(&[rules.as_bytes()]);
        file.write_all(&head)?;
        Ok(Self { file, path: path.to_owned(), offset: head.len() as u64, index: Vec::new() })
    }

    /// Adds an article.
    pub fn add(&mut self, key: RecordKey, packed: &Packed) -> io::Result<Chunk> {
        self.file.write_all(&packed.bytes)?;
        let len = u32::try_from(packed.bytes.len()).map_err(|_| io::Error::other("the rows of one article do not fit into 4 GiB"))?;
        let chunk = Chunk { offset: self.offset, len, digest: digest(&[&packed.bytes]) };
        self.offset += u64::from(len);
        self.index.push((key, chunk));
        Ok(chunk)
    }

    /// Ends writing.
    pub fn finish(mut self) -> io::Result<Spool> {
        let index = postcard::to_stdvec(&self.index).map_err(io::Error::other)?;
        self.file.write_all(&index)?;
        self.file.write_all(&self.offset.to_le_bytes())?;
        self.file.write_all(&(index.len() as u64).to_le_bytes())?;
        self.file.write_all(&digest(&[&index]))?;
        self.file.flush()?;
        Ok(Spool { file: File::open(&self.path)?, unpacker: zstd::bulk::Decompressor::new()? })
    }
}

fn read_at(file: &mut File, chunk: Chunk) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; chunk.len as usize];
    file.seek(SeekFrom::Start(chunk.offset))?;
    file.read_exact(&mut bytes)?;
    if digest(&[&bytes]) == chunk.digest { Ok(bytes) } else { Err(io::Error::new(io::ErrorKind::InvalidData, "the spool is not what was written to it")) }
}

/// The spool while it is read.
pub struct Spool {
    file: File,
    unpacker: zstd::bulk::Decompressor<'static>,
}

impl Spool {
    /// Reads an article's rows.
    pub fn read(&mut self, chunk: Chunk) -> io::Result<Checked<ArticleRows>> {
        let bytes = read_at(&mut self.file, chunk)?;
        let (_, len, rows) = split(&bytes).ok_or_else(|| io::Error::other("the spool holds a chunk without a head"))?;
        let rows = self.unpacker.decompress(rows, len)?;
        validate::restore(&rows, |b| postcard::from_bytes(b).map_err(|e| e.to_string())).map_err(io::Error::other)
    }
}

/// The spool of an earlier run.
pub struct Carried {
    file: Mutex<File>,
    index: HashMap<RecordKey, Chunk>,
}

impl Carried {
    /// Opens the spool of an earlier run, where there is one that was made by the same rules and is whole.
    pub fn open(path: &Path, rules: &str) -> Option<Self> {
        let mut file = File::open(path).ok()?;
        let end = file.seek(SeekFrom::End(0)).ok()?;
        let (mut head, mut footer) = ([0; 16], [0; FOOTER]);
        file.seek(SeekFrom::Start(0)).ok()?;
        file.read_exact(&mut head).ok()?;
        file.seek(SeekFrom::Start(end.checked_sub(FOOTER as u64)?)).ok()?;
        file.read_exact(&mut footer).ok()?;
        let number = |at: usize| footer[at..at + 8].try_into().ok().map(u64::from_le_bytes);
        let (offset, len) = (number(0)?, number(8)?);
        if head != digest(&[rules.as_bytes()]) || offset.checked_add(len)?.checked_add(FOOTER as u64)? != end {
            return None;
        }
        let mut index = vec![0; usize::try_from(len).ok()?];
        file.seek(SeekFrom::Start(offset)).ok()?;
        file.read_exact(&mut index).ok()?;
        if footer[16..] != digest(&[&index]) {
            return None;
        }
        let index: Vec<(RecordKey, Chunk)> = postcard::from_bytes(&index).ok()?;
        Some(Self { file: Mutex::new(file), index: index.into_iter().collect() })
    }

    /// The article of a record, where it is there and whole.
    pub fn find(&self, key: RecordKey) -> Option<Packed> {
        let chunk = self.index.get(&key)?;
        let bytes = read_at(&mut *self.file.lock().ok()?, *chunk).ok()?;
        let head = postcard::from_bytes(split(&bytes)?.0).ok()?;
        Some(Packed { head, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ReadOptions;
    use crate::pipeline::process;

    #[test]
    fn what_is_carried_is_what_was_made() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("spool");
        let text = "---\ntitle: 大会\n---\n大会在北京召开，共有200余人参会。";
        let record = RawRecord::file("a.md", text.as_bytes());
        let made = process(&record, &ReadOptions::default());
        let mut writer = SpoolWriter::create(&path, "rules").unwrap();
        let chunk = writer.add(RecordKey::of(&record), &Packed::of(made.clone()).unwrap()).unwrap();
        assert_eq!(writer.finish().unwrap().read(chunk).unwrap(), made.rows);

        let carried = Carried::open(&path, "rules").unwrap();
        let found = carried.find(RecordKey::of(&record)).unwrap();
        assert_eq!((found.head.key.doc_id, found.head.entities), (made.rows.get().documents[0].doc_id.clone(), made.entities));
        assert!(Carried::open(&path, "other rules").is_none());
        let others =
            [RawRecord::file("b.md", text.as_bytes()), RawRecord { repetition: 1, ..record.clone() }, RawRecord { offset: 1, ..record.clone() }, RawRecord::file("a.md", b"x")];
        for other in others {
            assert!(carried.find(RecordKey::of(&other)).is_none());
        }
        // Damage anywhere: what it touches is not found, and nothing else happens.
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            std::fs::write(&path, &bytes).unwrap();
            assert!(Carried::open(&path, "rules").and_then(|c| c.find(RecordKey::of(&record))).is_none(), "byte {at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert!(Carried::open(&path, "rules").and_then(|c| c.find(RecordKey::of(&record))).is_none(), "cut at {at}");
        }
    }
}
