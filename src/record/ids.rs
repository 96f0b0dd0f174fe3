//! Decides what a row is called, so that any machine gives it the same name.
//!
//! A row is named by its document, its table's letter and its raw span. There is no counter in any id.

use std::collections::HashMap;

use crate::text::RawSpan;

/// The SHA-256 of some bytes in hex: what other tools check files and texts with.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    hex(&Sha256::digest(bytes))
}

/// Bytes in hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The first `digits` hex digits of the BLAKE3 of some bytes.
#[must_use]
pub fn content_digest(bytes: &[u8], digits: usize) -> String {
    let mut hex = blake3::hash(bytes).to_hex().to_string();
    hex.truncate(digits);
    hex
}

/// Names the rows of one table of one document.
#[derive(Debug)]
pub struct IdMaker<'a> {
    doc_id: &'a str,
    letter: char,
}

impl<'a> IdMaker<'a> {
    /// A namer for the table with this letter.
    #[must_use]
    pub fn new(doc_id: &'a str, letter: char) -> Self {
        Self { doc_id, letter }
    }

    /// The id of a row that has its span to itself.
    #[must_use]
    pub fn id(&self, raw: RawSpan) -> String {
        format!("{}:{}{raw}", self.doc_id, self.letter)
    }

    /// The ids of rows, given each row's raw span and content. Rows that share a span get six hex digits of their content.
    #[must_use]
    pub fn ids(&self, rows: &[(RawSpan, String)]) -> Vec<String> {
        let mut shared: HashMap<RawSpan, usize> = HashMap::with_capacity(rows.len());
        for (raw, _) in rows {
            *shared.entry(*raw).or_default() += 1;
        }
        rows.iter().map(|(raw, content)| if shared[raw] == 1 { self.id(*raw) } else { format!("{}-{}", self.id(*raw), content_digest(content.as_bytes(), 6)) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_share_a_span_are_told_apart_by_content() {
        let ids = IdMaker::new("d", 'p').ids(&[(RawSpan::new(1, 4), "a".into()), (RawSpan::new(1, 4), "b".into()), (RawSpan::new(5, 6), "c".into())]);
        assert_eq!(ids[2], "d:p5-6");
        assert!(ids[0].starts_with("d:p1-4-") && ids[0].len() == "d:p1-4-".len() + 6 && ids[0] != ids[1]);
    }
}
