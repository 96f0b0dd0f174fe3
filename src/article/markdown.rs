//! Decides which characters of a Markdown source are text, and in which block each stands.
//!
//! The events and their byte ranges are pulldown-cmark's. Emphasis and links vanish without a seam, escapes and entities
//! are one unit each, and HTML inside Markdown goes through the HTML reader. Two things that scrapers write and CommonMark does
//! not read are markup here all the same (`loose`): links around several paragraphs, and emphasis that touches Chinese
//! punctuation.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{CutKind, SentenceKind};
use crate::text::ByteSpan;

use super::blocks::{PageBuilder, Region};
use super::html;
use super::loose::LooseMarks;

/// Reads a stretch of Markdown into blocks.
pub fn read(source: &str, span: ByteSpan, out: &mut PageBuilder<'_>) {
    let body = &source[span.range()];
    let shift = |range: std::ops::Range<usize>| ByteSpan::of(span.start() + range.start..span.start() + range.end);
    let mut html_block: Option<ByteSpan> = None;
    let mut image: Option<ByteSpan> = None;
    let (mut quotes, mut items) = (0_usize, 0_usize);
    let mut marks = LooseMarks::find(body);
    let mut in_code = false;
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        let here = shift(range.clone());
        if image.is_some() && !matches!(event, Event::End(TagEnd::Image)) {
            continue;
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                out.end_block();
                (out.kind, out.level) = (SentenceKind::Heading, level_number(level));
            }
            Event::Start(Tag::Item) => {
                out.end_block();
                items += 1;
                out.kind = SentenceKind::ListItem;
            }
            Event::Start(Tag::BlockQuote(_)) => {
                out.end_block();
                quotes += 1;
                out.kind = SentenceKind::Quote;
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                out.end_block();
                out.kind = SentenceKind::TableRow;
            }
            Event::Start(Tag::TableCell) => out.separator(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                out.in_link += 1;
                out.link_target(&dest_url);
            }
            Event::End(TagEnd::Link) => out.in_link = out.in_link.saturating_sub(1),
            Event::Start(Tag::Strong) => out.in_strong += 1,
            Event::End(TagEnd::Strong) => out.in_strong = out.in_strong.saturating_sub(1),
            Event::Start(Tag::Image { .. }) => image = Some(here),
            Event::End(TagEnd::Image) => {
                if let Some(span) = image.take() {
                    out.skip(span, CutKind::Image, "markdown.image");
                }
            }
            Event::Start(Tag::HtmlBlock) => html_block = Some(here),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(span) = html_block.take() {
                    out.end_block();
                    html::read(source, span, out);
                }
            }
            Event::Start(Tag::CodeBlock(_)) => {
                in_code = true;
                out.end_block();
            }
            Event::Start(_) => out.end_block_unless_inline(body, &range),
            Event::End(end) => {
                match end {
                    TagEnd::CodeBlock => in_code = false,
                    TagEnd::Item => items = items.saturating_sub(1),
                    TagEnd::BlockQuote(_) => quotes = quotes.saturating_sub(1),
                    TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::TableCell => continue,
                    _ => {}
                }
                out.end_block();
                out.level = 0;
                out.kind = match (items, quotes) {
                    (0, 0) => SentenceKind::Paragraph,
                    (0, _) => SentenceKind::Quote,
                    _ => SentenceKind::ListItem,
                };
            }
            Event::Text(text) if html_block.is_none() => {
                // An offset range covers what stands for the text; where the two differ, an entity or an escape was decoded.
                if body[range.clone()] != *text {
                    if !marks.is_mark(range.start) {
                        out.decoded(here, &text);
                    }
                } else if in_code {
                    out.text(here);
                } else {
                    for (part, in_link) in marks.parts(range) {
                        out.in_link += usize::from(in_link);
                        out.text(shift(part));
                        out.in_link -= usize::from(in_link);
                    }
                }
            }
            Event::Code(code) => {
                let written = &body[range.clone()];
                // Between the backticks stands the code as it is; a line break in it is a soft wrap like any other.
                let ticks = written.bytes().take_while(|b| *b == b'`').count();
                match written.find(&*code) {
                    Some(at) => out.text(shift(range.start + at..range.start + at + code.len())),
                    None => out.text(shift(range.start + ticks..(range.end - ticks).max(range.start + ticks))),
                }
            }
            Event::SoftBreak => out.end_line(),
            Event::HardBreak => {
                let kind = out.kind;
                out.end_block();
                out.kind = kind;
            }
            Event::Rule => out.end_block(),
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("<br")) => {
                let kind = out.kind;
                out.end_block();
                out.kind = kind;
            }
            _ => {}
        }
    }
    out.end_block();
    out.kind = SentenceKind::Paragraph;
    out.region = Region::Plain;
}

impl PageBuilder<'_> {
    /// Paragraphs and other containers end the block before them; emphasis does not.
    fn end_block_unless_inline(&mut self, body: &str, range: &std::ops::Range<usize>) {
        let inline = body[range.clone()].starts_with(['*', '_', '~']) && !body[range.clone()].starts_with("~~~");
        if !inline {
            self.end_block();
        }
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(markdown: &str) -> Vec<String> {
        let mut out = PageBuilder::new(markdown);
        read(markdown, ByteSpan::of(0..markdown.len()), &mut out);
        out.finish().blocks.iter().flat_map(|b| b.lines.iter().map(|l| format!("{}{}:{}", b.kind, b.level, l.plain))).collect()
    }

    #[test]
    fn a_link_around_paragraphs_is_a_link() {
        let markdown = "[\n\n别的文章的标题\n\n](http://x/y)\n\n正文";
        let mut out = PageBuilder::new(markdown);
        read(markdown, ByteSpan::of(0..markdown.len()), &mut out);
        let chars: Vec<usize> = out.finish().blocks.iter().flat_map(|b| b.lines.iter().map(|l| l.link_chars)).collect();
        assert_eq!(chars, [7, 0]);
        // The scraper's cap cut the page inside the target.
        assert_eq!(lines("正文\n\n[\n\n别的文章的标题](http://x/y?z"), ["paragraph0:正文", "paragraph0:别的文章的标题"]);
    }

    #[test]
    fn blocks() {
        let table = [
            ("**国家**网络[安全](http://x)产业", vec!["paragraph0:国家网络安全产业"]),
            ("# 标题\n\n**一、要点**\n\n正文", vec!["heading1:标题", "paragraph0:一、要点", "paragraph0:正文"]),
            ("微信扫一扫\n关注该公众号", vec!["paragraph0:微信扫一扫", "paragraph0:关注该公众号"]),
            ("- 甲\n- 乙\n\n丙", vec!["list_item0:甲", "list_item0:乙", "paragraph0:丙"]),
            ("> 引文", vec!["quote0:引文"]),
            ("| 公司 | 营收 |\n|---|---|\n| 甲 | 1.03 |", vec!["table_row0:公司 | 营收", "table_row0:甲 | 1.03"]),
            ("1\\. 第一 &amp; 二", vec!["paragraph0:1. 第一 & 二"]),
            ("![图](http://x/y.png)", vec!["paragraph0:"]),
            ("![长城](https://x/topic Great Wall.png?1)北京", vec!["paragraph0:北京"]),
            ("<div><p>甲</p></div>\n\n乙", vec!["paragraph0:甲", "paragraph0:乙"]),
            ("`a_b` 代码", vec!["paragraph0:a_b 代码"]),
            ("甲*乙*丙", vec!["paragraph0:甲乙丙"]),
            // Emphasis that touches Chinese punctuation, which CommonMark leaves as it is.
            ("**一是总体平稳。**从全国来看", vec!["paragraph0:一是总体平稳。从全国来看"]),
            ("会议**“成果”**发布", vec!["paragraph0:会议“成果”发布"]),
            ("作者 | 张三****编辑 | 李四", vec!["paragraph0:作者 | 张三编辑 | 李四"]),
            ("电话138****5678，张**说", vec!["paragraph0:电话138****5678，张**说"]),
            ("`a ** b` 与 2**3", vec!["paragraph0:a ** b 与 2**3"]),
            // A link around several paragraphs.
            ("[\n\n![图](http://x/a.png)\n\n## 标题\n\n摘要\n\n](http://x/y_z?a=1&b=2)\n\n正文", vec!["paragraph0:", "heading2:标题", "paragraph0:摘要", "paragraph0:正文"]),
            ("见[1]和[2]\n\n(注)", vec!["paragraph0:见[1]和[2]", "paragraph0:(注)"]),
        ];
        for (markdown, expected) in table {
            assert_eq!(lines(markdown), expected, "{markdown}");
        }
    }
}
