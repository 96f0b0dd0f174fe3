//! Decides how bytes reach the disk: hashed on the way, synced at the end, and every step of it a place where a test can make
//! the disk fail.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::manifest::FileEntry;
use super::{Error, Result};
use crate::record::hex;

#[cfg(test)]
use super::faults::step_or;

/// Goes on. The tests' twin of this function makes the n-th step fail, or ends the process there, after doing half of it.
#[cfg(not(test))]
#[inline]
#[expect(clippy::unnecessary_wraps, reason = "the tests' twin of this function fails")]
fn step_or(_path: &Path, _half: impl FnOnce()) -> io::Result<()> {
    Ok(())
}

/// Something is about to happen to a file or folder.
fn step(path: &Path) -> io::Result<()> {
    step_or(path, || ())
}

/// A file whose every write is a step.
#[derive(Debug)]
pub(crate) struct Disk {
    file: File,
    path: PathBuf,
}

impl Disk {
    /// Creates or empties a file.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        Ok(Self { file: self::create(path)?, path: path.to_owned() })
    }

    /// Makes the content last.
    pub(crate) fn sync(&self) -> io::Result<()> {
        step(&self.path)?;
        // Tests end processes, not machines: what was written is there without.
        if cfg!(test) { Ok(()) } else { self.file.sync_all() }
    }
}

impl Write for Disk {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        step_or(&self.path, || drop((&self.file).write(&buffer[..buffer.len() / 2])))?;
        self.file.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A file that knows its digest and size.
pub struct HashedFile {
    inner: BufWriter<Disk>,
    digest: Sha256,
    bytes: u64,
    path: PathBuf,
}

impl HashedFile {
    /// Creates the file.
    pub fn create(path: &Path) -> Result<Self> {
        let disk = Disk::create(path).map_err(Error::io("cannot create", path))?;
        Ok(Self { inner: BufWriter::with_capacity(1 << 16, disk), digest: Sha256::new(), bytes: 0, path: path.to_owned() })
    }

    /// Flushes and syncs the file, and says what it holds.
    pub fn finish(mut self) -> Result<FileEntry> {
        self.inner.flush().map_err(Error::io("cannot write", &self.path))?;
        self.inner.get_ref().sync().map_err(Error::io("cannot sync", &self.path))?;
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
        create_dir_all(parent)?;
    }
    let mut file = HashedFile::create(&path)?;
    file.write_all(content).map_err(Error::io("cannot write", &path))?;
    let mut entry = file.finish()?;
    name.clone_into(&mut entry.path);
    Ok(entry)
}

/// Makes the names in a folder last.
pub fn sync_dir(dir: &Path) -> Result<()> {
    step(dir).and_then(|()| File::open(dir)).and_then(|d| if cfg!(test) { Ok(()) } else { d.sync_all() }).map_err(Error::io("cannot sync", dir))
}

/// Creates a folder and those above it.
pub fn create_dir_all(dir: &Path) -> Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    step(dir).and_then(|()| fs::create_dir_all(dir)).map_err(Error::io("cannot create", dir))
}

/// Creates or empties a file.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    step(path).and_then(|()| File::create(path))
}

/// Removes a file or folder as far as it can be; what stays is swept by a later run.
pub fn remove(path: &Path) {
    if step(path).is_ok() {
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
}

/// Gives a file or folder another name.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    step(from).and_then(|()| fs::rename(from, to)).map_err(Error::io("cannot rename to", to))
}

/// Removes a folder with everything in it.
pub fn remove_dir_all(dir: &Path) -> Result<()> {
    step(dir).and_then(|()| fs::remove_dir_all(dir)).map_err(Error::io("cannot remove", dir))
}

/// The SHA-256 of a file, read in pieces.
pub fn digest_of(path: &Path) -> Result<(u64, String)> {
    let mut file = File::open(path).map_err(Error::io("cannot open", path))?;
    let mut digest = Sha256::new();
    let bytes = io::copy(&mut file, &mut digest).map_err(Error::io("cannot read", path))?;
    Ok((bytes, hex(&digest.finalize())))
}
