//! Decides what a line of a page is, before anybody asks whether it belongs to the article.
//!
//! A *block* is a heading, paragraph, list item, table row, quotation or caption; a *line* is what stands on one line of the
//! source inside it. Both readers (Markdown, HTML) produce the same blocks, so that chrome rules, metadata and the text are
//! decided once. A line is made of *pieces*, each with its place in the source.

use super::{CutKind, SentenceKind};
use crate::text::{ByteSpan, is_blank, is_dropped};

/// A stretch of a line with one origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// The characters of the source, as they are.
    Source(ByteSpan),
    /// Text that stands for a stretch of the source: an entity or an escape.
    Decoded(ByteSpan, String),
    /// A cell separator, which the program puts in.
    Separator,
}

/// One line of a block.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
    /// Its text with blanks folded: what rules look at.
    pub plain: String,
    /// How many of its characters are the text of links.
    pub link_chars: usize,
    /// Whether it holds an image.
    pub has_image: bool,
    /// Whether a link in it leads to the page of a person who writes for the site.
    pub leads_to_author: bool,
}

impl Line {
    /// Where the line lies in the source, from its first to its last piece.
    #[must_use]
    pub fn span(&self) -> Option<ByteSpan> {
        self.pieces
            .iter()
            .filter_map(|p| match p {
                Piece::Source(span) | Piece::Decoded(span, _) => Some(*span),
                Piece::Separator => None,
            })
            .reduce(ByteSpan::cover)
    }
}

/// One block of a page.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: SentenceKind,
    /// The level of a heading, from 1; 0 of others.
    pub level: u8,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The part of a page that it stands in, where the page says so.
    pub region: Region,
    /// Whether all of its text is emphasised: what many Chinese pages use for a heading.
    pub all_strong: bool,
}

/// The part of a page that a block stands in, as the page's elements say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Region {
    /// Nothing is said.
    #[default]
    Plain,
    /// Within `article`, `main`, or an element named as content.
    Article,
    /// Within `nav`, `header`, `footer`, `aside`, or an element named as one of these.
    Furniture,
}

/// A stretch of the source that is more than markup and stands in no block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it lies.
    pub span: ByteSpan,
    /// What it is.
    pub kind: CutKind,
    /// The rule that skips it.
    pub rule: &'static str,
}

/// The blocks of a page, with what stands between them.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// Images, scripts and the like, in order.
    pub skipped: Vec<Skipped>,
}

/// Parts of a path under which sites keep the pages of those who write for them.
const AUTHOR_PATHS: &[&str] = &["author", "authors", "autore", "autori", "contributor", "contributors", "member", "members", "people", "profile"];

/// Collects blocks while a reader walks its source.
#[derive(Debug)]
pub struct PageBuilder<'s> {
    source: &'s str,
    page: Page,
    block: Option<Block>,
    line: Line,
    strong_chars: usize,
    /// What the next block will be.
    pub kind: SentenceKind,
    /// The level of the next heading.
    pub level: u8,
    /// The region of the next block.
    pub region: Region,
    /// How many links are open.
    pub in_link: usize,
    /// How many emphases are open.
    pub in_strong: usize,
}

impl<'s> PageBuilder<'s> {
    /// A builder over a source.
    #[must_use]
    pub fn new(source: &'s str) -> Self {
        Self {
            source,
            page: Page::default(),
            block: None,
            line: Line::default(),
            strong_chars: 0,
            kind: SentenceKind::Paragraph,
            level: 0,
            region: Region::Plain,
            in_link: 0,
            in_strong: 0,
        }
    }

    /// Adds characters of the source; line breaks among them end lines.
    pub fn text(&mut self, span: ByteSpan) {
        let mut at = span.start();
        for part in self.source[span.range()].split_inclusive('\n') {
            let body = part.trim_end_matches(['\n', '\r']);
            if !body.is_empty() {
                self.piece(Piece::Source(ByteSpan::of(at..at + body.len())), body);
            }
            if part.ends_with('\n') {
                self.end_line();
            }
            at += part.len();
        }
    }

    /// Adds text that stands for a stretch of the source.
    pub fn decoded(&mut self, span: ByteSpan, text: &str) {
        if self.source[span.range()] == *text {
            self.text(span);
        } else if text.contains('\n') {
            self.end_line();
        } else if !text.is_empty() {
            self.piece(Piece::Decoded(span, text.to_owned()), text);
        }
    }

    /// Puts a separator between two cells of a table row.
    pub fn separator(&mut self) {
        if !self.line.plain.is_empty() {
            self.line.pieces.push(Piece::Separator);
            self.line.plain.push_str(" | ");
        }
    }

    /// Notes something that is more than markup and not text.
    pub fn skip(&mut self, span: ByteSpan, kind: CutKind, rule: &'static str) {
        if kind == CutKind::Image {
            self.line.has_image = true;
        }
        if !span.is_empty() {
            self.page.skipped.push(Skipped { span, kind, rule });
        }
    }

    /// Notes where the link that opens here leads.
    pub fn link_target(&mut self, target: &str) {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let mut parts = path.split('/').skip_while(|part| !AUTHOR_PATHS.contains(part));
        self.line.leads_to_author |= parts.next().is_some() && parts.next().is_some_and(|name| !name.is_empty());
    }

    fn piece(&mut self, piece: Piece, text: &str) {
        let before = self.line.plain.len();
        for c in text.chars().filter(|c| !is_dropped(*c)) {
            if !is_blank(c) {
                self.line.plain.push(c);
            } else if !self.line.plain.is_empty() && !self.line.plain.ends_with(' ') {
                self.line.plain.push(' ');
            }
        }
        let chars = self.line.plain[before.min(self.line.plain.len())..].chars().filter(|c| *c != ' ').count();
        if self.in_link > 0 {
            self.line.link_chars += chars;
        }
        if self.in_strong > 0 {
            self.strong_chars += chars;
        }
        self.line.pieces.push(piece);
    }

    /// Ends the line; the block goes on.
    pub fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.plain.truncate(line.plain.trim_end().len());
        while line.plain.ends_with(" |") {
            line.plain.truncate(line.plain.len() - 2);
            line.plain.truncate(line.plain.trim_end().len());
        }
        if line.plain.is_empty() && !line.has_image {
            return;
        }
        let (kind, level, region) = (self.kind, self.level, self.region);
        self.block.get_or_insert_with(|| Block { kind, level, lines: Vec::new(), region, all_strong: false }).lines.push(line);
    }

    /// Ends the block.
    pub fn end_block(&mut self) {
        self.end_line();
        if let Some(mut block) = self.block.take() {
            let chars: usize = block.lines.iter().map(|l| l.plain.chars().filter(|c| *c != ' ').count()).sum();
            block.all_strong = chars > 0 && self.strong_chars >= chars;
            self.page.blocks.push(block);
        }
        self.strong_chars = 0;
    }

    /// The finished page.
    #[must_use]
    pub fn finish(mut self) -> Page {
        self.end_block();
        self.page
    }
}
