//! Decides how bytes reach the disk: hashed on the way, synced at the end.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::manifest::FileEntry;
use super::{Error, Result};

/// A file that knows its digest and size.
pub struct HashedFile {
    inner: BufWriter<File>,
    digest: Sha256,
    bytes: u64,
    path: PathBuf,
}

impl HashedFile {
    /// Creates the file.
    pub fn create(path: &Path) -> Result<Self> {
        let file = File::create(path).map_err(Error::io("cannot create", path))?;
        Ok(Self { inner: BufWriter::with_capacity(1 << 16, file), digest: Sha256::new(), bytes: 0, path: path.to_owned() })
    }

    /// Flushes and syncs the file, and says what it holds.
    pub fn finish(mut self) -> Result<FileEntry> {
        self.inner.flush().map_err(Error::io("cannot write", &self.path))?;
        self.inner.get_ref().sync_all().map_err(Error::io("cannot sync", &self.path))?;
        let path = self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(FileEntry { path, bytes: self.bytes, sha256: hex(&self.digest.finalize()) })
    }
}

impl Write for HashedFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buffer)?;
        self.digest.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Writes a whole file and says what it holds. `name` is relative to `dir`.
pub fn write(dir: &Path, name: &str, content: &[u8]) -> Result<FileEntry> {
    let path = dir.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::io("cannot create", parent))?;
    }
    let mut file = HashedFile::create(&path)?;
    file.write_all(content).map_err(Error::io("cannot write", &path))?;
    let mut entry = file.finish()?;
    name.clone_into(&mut entry.path);
    Ok(entry)
}

/// Makes the names in a folder last.
pub fn sync_dir(dir: &Path) -> Result<()> {
    File::open(dir).and_then(|d| d.sync_all()).map_err(Error::io("cannot sync", dir))
}

/// The SHA-256 of a file, read in pieces.
pub fn digest_of(path: &Path) -> Result<(u64, String)> {
    let mut file = File::open(path).map_err(Error::io("cannot open", path))?;
    let mut digest = Sha256::new();
    let bytes = io::copy(&mut file, &mut digest).map_err(Error::io("cannot read", path))?;
    Ok((bytes, hex(&digest.finalize())))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
