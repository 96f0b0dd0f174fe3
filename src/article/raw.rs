//! Decides what one raw record is: its bytes, where it lies, and how it is written.

use std::borrow::Cow;

use super::Format;

/// What one article came from: a file's content, one line of a JSON Lines file, or one element of a JSON array.
#[derive(Debug, Clone)]
pub struct RawRecord<'a> {
    /// The path relative to the input, `/`-separated, with `#12` (a line) or `#/3` (a JSON Pointer) for a record within a file.
    pub path: String,
    /// Where the record begins in the file's (decompressed) content.
    pub offset: u64,
    /// The line of the file on which the record begins, from 1.
    pub line: u64,
    /// The bytes of the record; no row points outside them.
    pub bytes: Cow<'a, [u8]>,
    /// How the record is written, as its name says.
    pub format: Format,
    /// Whether a front matter is expected: only of `.md`, `.markdown` and `.txt` files.
    pub wants_front_matter: bool,
    /// How many byte-identical captures of the same article come before this one in the order of paths.
    pub repetition: u32,
}

impl<'a> RawRecord<'a> {
    /// A record that is a whole file, its format taken from the name (`.gz` and `.zst` are looked through).
    ///
    /// ```
    /// use jushi::article::RawRecord;
    /// use jushi::article::Format;
    /// assert_eq!(RawRecord::file("a/会议.md.gz", b"").format, Format::Markdown);
    /// assert_eq!(RawRecord::file("a/b.HTM", b"").format, Format::Html);
    /// ```
    #[must_use]
    pub fn file(path: &str, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        let (format, wants_front_matter) = format_of(path);
        Self { path: path.to_owned(), offset: 0, line: 1, bytes: bytes.into(), format, wants_front_matter, repetition: 0 }
    }

    /// A record within a JSON or JSON Lines file.
    #[must_use]
    pub fn json(path: String, offset: u64, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { path, offset, line: 1, bytes: bytes.into(), format: Format::Json, wants_front_matter: false, repetition: 0 }
    }

    /// The same record, beginning on this line of its file.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = line;
        self
    }

    /// The last component of the path without what follows its first dot.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or(name)
    }
}

fn format_of(path: &str) -> (Format, bool) {
    let lower = path.to_ascii_lowercase();
    let name = lower.strip_suffix(".gz").or_else(|| lower.strip_suffix(".zst")).unwrap_or(&lower);
    let extension = name.rsplit('/').next().unwrap_or_default().rsplit_once('.').map_or("", |(_, e)| e);
    match extension {
        "html" | "htm" => (Format::Html, false),
        "json" | "jsonl" | "ndjson" => (Format::Json, false),
        _ => (Format::Markdown, true),
    }
}
