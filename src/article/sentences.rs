//! Decides where a sentence ends and under which headings it stands.
//!
//! A sentence ends after 。！？ (and after ! ? before a blank or a Han character), with the closing quotes and brackets that
//! follow, or with its line. Half-width full stops end nothing: in Chinese text they stand in numbers, versions and Latin names.

use std::sync::Arc;

use crate::text::{CharSpan, Text, is_han, is_sentence_end};

use super::{Sentence, SentenceKind};

/// Cuts one line of the text into sentences.
pub fn split(text: &Text, line: CharSpan, kind: SentenceKind, section: Option<&Arc<str>>, paragraph: u32, out: &mut Vec<Sentence>) {
    let mut start = line.start();
    let mut push = |span: CharSpan| {
        let span = text.trim(span);
        if !span.is_empty() {
            out.push(Sentence { span, kind, section: section.cloned(), paragraph });
        }
    };
    let mut at = line.start();
    while at < line.end() {
        let c = text.at(at);
        at += 1;
        if !is_sentence_end(c) {
            continue;
        }
        let wide = matches!(c, '。' | '！' | '？');
        if !wide && at < line.end() && text.at(at) != ' ' && !is_han(text.at(at)) {
            continue;
        }
        while at < line.end() && (matches!(text.at(at), '”' | '’' | '」' | '』' | '）' | ')' | '》' | '】' | '"') || is_sentence_end(text.at(at))) {
            at += 1;
        }
        push(CharSpan::of(start..at));
        start = at;
    }
    push(CharSpan::of(start..line.end()));
}

/// The headings that are open at a point of the article.
#[derive(Debug, Default)]
pub struct Sections {
    open: Vec<(u8, String)>,
    path: Option<Arc<str>>,
}

impl Sections {
    /// Enters a heading: it closes those of its level and below.
    pub fn enter(&mut self, level: u8, heading: &str) {
        self.open.retain(|(open, _)| *open < level);
        self.open.push((level, heading.to_owned()));
        self.path = Some(self.open.iter().map(|(_, h)| h.as_str()).collect::<Vec<_>>().join(" > ").into());
    }

    /// The path of headings, outermost first; `None` at the top.
    #[must_use]
    pub fn path(&self) -> Option<&Arc<str>> {
        self.path.as_ref()
    }
}

/// The level of a line that serves as a heading without being marked as one: by its numbering, below real headings.
#[must_use]
pub fn numbered_level(line: &str) -> u8 {
    let numeral = |c: char| "一二三四五六七八九十百".contains(c);
    let mut chars = line.chars();
    match chars.next() {
        Some('（' | '(') if chars.next().is_some_and(numeral) => 8,
        Some('第') => 7,
        Some(c) if numeral(c) => 7,
        Some(c) if c.is_ascii_digit() => 9,
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences() {
        let table = [
            ("甲。乙！丙？丁", vec!["甲。", "乙！", "丙？", "丁"]),
            ("他说：“好。”然后走了。", vec!["他说：“好。”", "然后走了。"]),
            ("版本3.1.2发布。OK", vec!["版本3.1.2发布。", "OK"]),
            ("真的?!是", vec!["真的?!", "是"]),
            ("a?b=1", vec!["a?b=1"]),
            ("  ", vec![]),
            ("。", vec!["。"]),
        ];
        for (line, expected) in table {
            let text = Text::new(line.to_owned());
            let mut out = Vec::new();
            split(&text, text.span(), SentenceKind::Paragraph, None, 0, &mut out);
            assert_eq!(out.iter().map(|s| text.slice(s.span)).collect::<Vec<_>>(), expected, "{line}");
        }
    }

    #[test]
    fn section_paths() {
        let mut sections = Sections::default();
        assert_eq!(sections.path(), None);
        sections.enter(7, "一、现状");
        sections.enter(8, "（一）规模");
        assert_eq!(sections.path().map(AsRef::as_ref), Some("一、现状 > （一）规模"));
        sections.enter(7, "二、展望");
        assert_eq!(sections.path().map(AsRef::as_ref), Some("二、展望"));
    }
}
