//! Decides how the rows of articles wait between the two phases: one file, one chunk an article, an index of chunks in memory.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::record::ArticleRows;
use crate::validate::{self, Checked};

/// Where an article's chunk lies.
#[derive(Debug, Clone, Copy)]
pub struct Chunk {
    offset: u64,
    len: u32,
}

/// The spool while it is filled.
pub struct SpoolWriter {
    file: BufWriter<File>,
    path: PathBuf,
    offset: u64,
}

impl SpoolWriter {
    /// Creates the spool.
    pub fn create(path: &Path) -> io::Result<Self> {
        Ok(Self { file: BufWriter::with_capacity(1 << 18, File::create(path)?), path: path.to_owned(), offset: 0 })
    }

    /// Adds an article's rows, as `encode` made them.
    pub fn add(&mut self, chunk: &[u8]) -> io::Result<Chunk> {
        self.file.write_all(chunk)?;
        let len = u32::try_from(chunk.len()).map_err(|_| io::Error::other("the rows of one article do not fit into 4 GiB"))?;
        let placed = Chunk { offset: self.offset, len };
        self.offset += u64::from(len);
        Ok(placed)
    }

    /// Ends writing.
    pub fn finish(mut self) -> io::Result<Spool> {
        self.file.flush()?;
        Ok(Spool { file: File::open(&self.path)?, path: self.path })
    }
}

/// The spool while it is read. Its file goes with it.
pub struct Spool {
    file: File,
    path: PathBuf,
}

impl Spool {
    /// Reads an article's rows.
    pub fn read(&mut self, chunk: Chunk) -> io::Result<Checked<ArticleRows>> {
        let mut bytes = vec![0; chunk.len as usize];
        self.file.seek(SeekFrom::Start(chunk.offset))?;
        self.file.read_exact(&mut bytes)?;
        validate::restore(&bytes, |b| postcard::from_bytes(b).map_err(|e| e.to_string())).map_err(io::Error::other)
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// An article's rows as a chunk.
pub fn encode(rows: &Checked<ArticleRows>) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(rows.get()).map_err(io::Error::other)
}
