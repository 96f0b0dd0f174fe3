//! Decides what the decoded form of raw bytes is, without losing where each character came from.
//!
//! A [`Source`] is a UTF-8 text with the map to the raw record: of a whole file, of one string inside a JSON record, of the
//! front matter's title. Texts are built from pieces of sources, so a character that went through an encoding, a JSON
//! escape and an HTML entity still knows its bytes.

use std::borrow::Cow;

use super::{ByteSpan, OffsetMap, OffsetMapBuilder, RawSpan, SegmentKind};

/// A decoded text and the map to the raw record it came from.
#[derive(Debug, Clone, Default)]
pub struct Source<'a> {
    text: Cow<'a, str>,
    map: OffsetMap,
}

impl<'a> Source<'a> {
    /// A source whose bytes are the raw bytes from `raw_start` on.
    #[must_use]
    pub fn verbatim(text: &'a str, raw_start: usize) -> Self {
        Self { map: OffsetMap::identity(raw_start, text.len()), text: Cow::Borrowed(text) }
    }

    /// A source with a map of its own.
    ///
    /// # Panics
    /// In debug builds, if the map does not cover the text.
    #[must_use]
    pub fn mapped(text: String, map: OffsetMap) -> Self {
        debug_assert_eq!(text.len(), map.segments().last().map_or(0, |s| s.text.end()));
        Self { text: Cow::Owned(text), map }
    }

    /// The decoded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The raw span of a stretch of the source.
    #[must_use]
    pub fn raw(&self, span: ByteSpan) -> Option<RawSpan> {
        self.map.to_raw(span)
    }

    /// Appends a stretch of the source, character for character, to a text under construction.
    pub fn append(&self, span: ByteSpan, text: &mut String, map: &mut OffsetMapBuilder) {
        text.push_str(&self.text[span.range()]);
        for kept in self.map.kept(span) {
            match kept.kind {
                SegmentKind::Verbatim => map.verbatim(kept.raw.start(), kept.raw.len()),
                _ => map.decoded(kept.text.len(), kept.raw),
            }
        }
    }

    /// Appends `replacement`, which stands for a stretch of the source: one unit of the map.
    pub fn append_as(&self, span: ByteSpan, replacement: &str, text: &mut String, map: &mut OffsetMapBuilder) {
        let Some(raw) = self.map.to_raw(span) else { return };
        if self.text[span.range()] == *replacement {
            self.append(span, text, map);
            return;
        }
        text.push_str(replacement);
        map.decoded(replacement.len(), raw);
    }

    /// A source that is a stretch of this one.
    #[must_use]
    pub fn slice(&self, span: ByteSpan) -> Source<'static> {
        let (mut text, mut map) = (String::new(), OffsetMapBuilder::default());
        self.append(span, &mut text, &mut map);
        Source::mapped(text, map.finish())
    }
}
