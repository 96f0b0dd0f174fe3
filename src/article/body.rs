//! Decides how the lines that are kept become one text.
//!
//! Blanks are folded, zero-width characters dropped, soft wraps joined, lines and cells separated by synthetic characters;
//! every character that is kept keeps its raw bytes.

use crate::text::{ByteSpan, OffsetMap, OffsetMapBuilder, Source, is_blank, is_dropped, is_han};

use super::blocks::{Line, Piece};

/// Builds the published text and its map.
#[derive(Debug, Default)]
pub struct TextBuilder {
    text: String,
    map: OffsetMapBuilder,
    chars: usize,
}

impl TextBuilder {
    /// The number of characters so far.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// Puts in a line break, once text stands before it.
    pub fn line_break(&mut self) {
        if !self.text.is_empty() {
            self.synthetic("\n");
        }
    }

    fn synthetic(&mut self, text: &str) {
        self.text.push_str(text);
        self.map.synthetic(text.len());
        self.chars += text.chars().count();
    }

    /// Appends text that has no raw bytes: a plain text that was given, or a title that stands nowhere as it reads.
    pub fn without_source(&mut self, text: &str) {
        self.synthetic(text);
    }

    /// Appends the lines of a block as one line of the text, soft wraps joined: to nothing between two Han characters, else
    /// to one space. Returns whether anything was appended.
    pub fn block<'a>(&mut self, source: &Source<'_>, lines: impl Iterator<Item = &'a Line>) -> bool {
        let begin = self.text.len();
        let mut last_end: Option<usize> = None;
        for line in lines {
            let before = self.text.chars().next_back().filter(|_| self.text.len() > begin);
            let after = line.plain.chars().next();
            let wraps = before.is_some() && after.is_some() && !(before.is_some_and(is_han) && after.is_some_and(is_han));
            if wraps && !self.text.ends_with(' ') {
                let gap = last_end.zip(line.span()).filter(|(end, span)| *end < span.start()).map(|(end, span)| ByteSpan::of(end..span.start()));
                match gap.filter(|gap| source.as_str()[gap.range()].chars().all(char::is_whitespace)) {
                    Some(gap) => self.decoded(source, gap, " "),
                    None => self.synthetic(" "),
                }
            }
            for piece in &line.pieces {
                self.piece(source, piece, begin);
            }
            last_end = line.span().map(ByteSpan::end).or(last_end);
            self.trim_end(begin);
        }
        self.text.len() > begin
    }

    /// Takes off blanks and separators at the end of what was appended since `begin`.
    fn trim_end(&mut self, begin: usize) {
        while self.text.len() > begin && (self.text.ends_with(' ') || self.text.ends_with(" | ")) {
            let Some(segment) = self.map.pop_segment() else { break };
            let removed = &self.text[segment.text.range()];
            if !removed.trim_matches([' ', '|']).is_empty() {
                // A verbatim run that ends in blanks: put back the part without them.
                let kept = removed.trim_end_matches(' ').len();
                self.map.verbatim(segment.raw.start(), kept);
                self.chars -= removed[kept..].chars().count();
                self.text.truncate(segment.text.start() + kept);
                continue;
            }
            self.chars -= removed.chars().count();
            self.text.truncate(segment.text.start());
        }
    }

    fn piece(&mut self, source: &Source<'_>, piece: &Piece, begin: usize) {
        match piece {
            Piece::Separator => {
                self.trim_end(begin);
                if self.text.len() > begin {
                    self.synthetic(" | ");
                }
            }
            Piece::Decoded(span, text) => {
                if text.chars().all(is_blank) {
                    self.blank(source, *span, begin);
                } else if !text.chars().all(is_dropped) {
                    self.decoded(source, *span, text);
                }
            }
            Piece::Source(span) => self.source(source, *span, begin),
        }
    }

    fn decoded(&mut self, source: &Source<'_>, span: ByteSpan, text: &str) {
        let before = self.text.len();
        source.append_as(span, text, &mut self.text, &mut self.map);
        self.chars += self.text[before..].chars().count();
    }

    /// A run of blanks: one space, unless the line begins here or a space stands there already.
    fn blank(&mut self, source: &Source<'_>, span: ByteSpan, begin: usize) {
        if self.text.len() > begin && !self.text.ends_with(' ') {
            self.decoded(source, span, " ");
        }
    }

    fn source(&mut self, source: &Source<'_>, span: ByteSpan, begin: usize) {
        let text = &source.as_str()[span.range()];
        let mut run_start = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let (blank, dropped) = (is_blank(c), is_dropped(c));
            if !blank && !dropped {
                self.chars += 1;
                continue;
            }
            source.append(ByteSpan::of(span.start() + run_start..span.start() + at), &mut self.text, &mut self.map);
            run_start = at + c.len_utf8();
            if blank {
                while let Some((next, c)) = chars.next_if(|(_, c)| is_blank(*c)) {
                    run_start = next + c.len_utf8();
                }
                self.blank(source, ByteSpan::of(span.start() + at..span.start() + run_start), begin);
            }
        }
        source.append(ByteSpan::of(span.start() + run_start..span.end()), &mut self.text, &mut self.map);
    }

    /// The finished text and its map.
    #[must_use]
    pub fn finish(self) -> (String, OffsetMap) {
        (self.text, self.map.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::blocks::PageBuilder;
    use crate::article::markdown;

    fn build(markdown: &str) -> (String, OffsetMap) {
        let source = Source::verbatim(markdown, 0);
        let mut page = PageBuilder::new(markdown);
        markdown::read(markdown, ByteSpan::of(0..markdown.len()), &mut page);
        let mut text = TextBuilder::default();
        for block in &page.finish().blocks {
            text.line_break();
            text.block(&source, block.lines.iter());
        }
        assert_eq!(text.chars(), text.text.chars().count(), "{markdown:?}");
        text.finish()
    }

    #[test]
    fn what_the_text_may_change() {
        let table = [
            ("**国家**网络", "国家网络"),
            ("甲\n乙", "甲乙"),
            ("甲，\n乙", "甲， 乙"),
            ("one\ntwo", "one two"),
            ("2022\u{A0}年\t 5　　月", "2022 年 5 月"),
            ("  　　前 后 　", "前 后"),
            ("零\u{200B}宽\u{AD}", "零宽"),
            ("a &amp;&nbsp;b", "a & b"),
            ("| a | b |\n|--|--|\n| | c |", "a | b\nc"),
            ("３％Ａ", "３％Ａ"),
        ];
        for (markdown, expected) in table {
            let (text, map) = build(markdown);
            assert_eq!(text, expected, "{markdown:?}");
            assert!(map.rises(), "{markdown:?}: {map:?}");
        }
    }
}
