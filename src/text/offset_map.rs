//! Decides which raw bytes a stretch of text came from.
//!
//! A map is a list of segments in the order of the text. A segment is *verbatim* (the text's bytes are the raw bytes),
//! *decoded* (raw bytes that stand for other text: an entity, an escape, a folded blank, a character of another encoding),
//! or *synthetic* (a line break or separator that the program put in; no raw bytes). Between segments lie raw bytes that
//! are not in the text: markup, and what was cut.
//!
//! ```text
//! raw   **国家**网络&amp;\n        bytes 0..23
//! text  国家网络&                  verbatim 0..6 <- 2..8, verbatim 6..12 <- 10..16, decoded 12..13 <- 16..21
//! ```

use super::{ByteSpan, RawSpan};

/// How the text of a segment relates to its raw bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SegmentKind {
    /// The same bytes.
    Verbatim,
    /// Other bytes that stand for the text; the whole raw range is one unit.
    Decoded,
    /// No raw bytes at all.
    Synthetic,
}

/// One stretch of text with one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where it lies in the text.
    pub text: ByteSpan,
    /// Where it came from; empty for a synthetic segment.
    pub raw: RawSpan,
    /// How the two relate.
    pub kind: SegmentKind,
}

/// A stretch of text that has raw bytes of its own, clipped to what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptRange {
    /// Where it lies in the text.
    pub text: ByteSpan,
    /// Its raw bytes.
    pub raw: RawSpan,
    /// Whether the raw bytes must be decoded to give the text.
    pub kind: SegmentKind,
}

/// The map from the bytes of a text to the bytes of the raw record. Look-ups are O(log n) in the number of segments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    segments: Vec<Segment>,
}

impl OffsetMap {
    /// The map of a text that is, byte for byte, the raw record from `raw_start` on.
    #[must_use]
    pub fn identity(raw_start: usize, len: usize) -> Self {
        let mut builder = OffsetMapBuilder::default();
        builder.verbatim(raw_start, len);
        builder.finish()
    }

    /// The segments in the order of the text.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The kept ranges inside a span of the text, in order. A decoded segment that the span touches is given whole.
    pub fn kept(&self, span: ByteSpan) -> impl Iterator<Item = KeptRange> + '_ {
        let first = self.segments.partition_point(|s| s.text.end() <= span.start());
        self.segments[first..].iter().take_while(move |s| s.text.start() < span.end()).filter_map(move |s| match s.kind {
            SegmentKind::Synthetic => None,
            SegmentKind::Decoded => Some(KeptRange { text: s.text, raw: s.raw, kind: s.kind }),
            SegmentKind::Verbatim => {
                let start = s.text.start().max(span.start());
                let end = s.text.end().min(span.end());
                let shift = s.raw.start();
                let raw = shift + (start - s.text.start())..shift + (end - s.text.start());
                (start < end).then(|| KeptRange { text: ByteSpan::of(start..end), raw: RawSpan::of(raw), kind: s.kind })
            }
        })
    }

    /// The raw span of a span of text: from its first to its last kept character, or `None` where every character is synthetic.
    #[must_use]
    pub fn to_raw(&self, span: ByteSpan) -> Option<RawSpan> {
        let mut kept = self.kept(span);
        let first = kept.next()?;
        let last = kept.last().unwrap_or(first);
        Some(first.raw.cover(last.raw))
    }

    /// The text that came from a raw byte, as a span of the segment's unit, or `None` inside markup or a cut.
    #[must_use]
    pub fn to_text(&self, raw: usize) -> Option<ByteSpan> {
        // Synthetic segments carry the raw position at which they were put in, so the list is sorted by raw start as well.
        let next = self.segments.partition_point(|s| s.raw.start() <= raw);
        self.segments[..next].iter().rev().find(|s| s.kind != SegmentKind::Synthetic).and_then(|s| match s.kind {
            _ if !s.raw.holds(raw) => None,
            SegmentKind::Verbatim => {
                let at = s.text.start() + (raw - s.raw.start());
                Some(ByteSpan::of(at..at + 1))
            }
            _ => Some(s.text),
        })
    }

    /// Whether raw ranges rise with the text: the property that every published map has.
    #[must_use]
    pub fn rises(&self) -> bool {
        self.segments.windows(2).all(|w| w[0].raw.end() <= w[1].raw.start() && w[0].text.end() == w[1].text.start())
    }
}

/// Builds an [`OffsetMap`] front to back.
#[derive(Debug, Clone, Default)]
pub struct OffsetMapBuilder {
    segments: Vec<Segment>,
    len: usize,
    raw_end: usize,
}

impl OffsetMapBuilder {
    /// Appends `len` bytes that are the raw bytes from `raw_start` on; joins the segment before where the two touch.
    pub fn verbatim(&mut self, raw_start: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.segments.last_mut()
            && last.kind == SegmentKind::Verbatim
            && last.raw.end() == raw_start
        {
            last.text = ByteSpan::of(last.text.start()..self.len + len);
            last.raw = RawSpan::of(last.raw.start()..raw_start + len);
        } else {
            self.push(len, RawSpan::of(raw_start..raw_start + len), SegmentKind::Verbatim);
            return;
        }
        self.len += len;
        self.raw_end = raw_start + len;
    }

    /// Appends `len` bytes of text that stand for the raw bytes `raw`.
    pub fn decoded(&mut self, len: usize, raw: RawSpan) {
        self.push(len, raw, SegmentKind::Decoded);
    }

    /// Appends `len` bytes that the program put in.
    pub fn synthetic(&mut self, len: usize) {
        let at = self.raw_end;
        self.push(len, RawSpan::of(at..at), SegmentKind::Synthetic);
    }

    fn push(&mut self, len: usize, raw: RawSpan, kind: SegmentKind) {
        if len == 0 {
            return;
        }
        self.segments.push(Segment { text: ByteSpan::of(self.len..self.len + len), raw, kind });
        self.len += len;
        self.raw_end = raw.end();
    }

    /// The number of bytes of text so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing was appended yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The end of the raw bytes used so far.
    #[must_use]
    pub fn raw_end(&self) -> usize {
        self.raw_end
    }

    /// Takes back the last `len` bytes, which must be synthetic or decoded whole.
    pub fn pop_segment(&mut self) -> Option<Segment> {
        let segment = self.segments.pop()?;
        self.len = segment.text.start();
        self.raw_end = self.segments.last().map_or(0, |s| s.raw.end());
        Some(segment)
    }

    /// The finished map.
    #[must_use]
    pub fn finish(self) -> OffsetMap {
        OffsetMap { segments: self.segments }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn b(range: std::ops::Range<usize>) -> ByteSpan {
        ByteSpan::of(range)
    }

    /// `**国家**网络&amp;` with a synthetic line break at its end.
    fn example() -> OffsetMap {
        let mut map = OffsetMapBuilder::default();
        map.verbatim(2, 6);
        map.verbatim(10, 6);
        map.decoded(1, RawSpan::new(16, 21));
        map.synthetic(1);
        map.finish()
    }

    #[test]
    fn module_doc() {
        let map = example();
        assert!(map.rises());
        assert_eq!(map.to_raw(b(0..12)), Some(RawSpan::new(2, 16)));
        assert_eq!(map.to_raw(b(3..6)), Some(RawSpan::new(5, 8)));
        assert_eq!(map.to_raw(b(12..13)), Some(RawSpan::new(16, 21)));
        assert_eq!(map.to_raw(b(13..14)), None);
        assert_eq!(map.kept(b(3..14)).map(|k| k.raw).collect::<Vec<_>>(), [RawSpan::new(5, 8), RawSpan::new(10, 16), RawSpan::new(16, 21)]);
        assert_eq!(map.to_text(0), None);
        assert_eq!(map.to_text(9), None);
        assert_eq!(map.to_text(10), Some(b(6..7)));
        assert_eq!(map.to_text(18), Some(b(12..13)));
        assert_eq!(map.to_text(21), None);
    }

    #[test]
    fn touching_verbatim_runs_join() {
        let mut map = OffsetMapBuilder::default();
        map.verbatim(5, 3);
        map.verbatim(8, 4);
        assert_eq!(map.finish().segments().len(), 1);
        assert_eq!(OffsetMap::identity(0, 0).segments().len(), 0);
    }
}
