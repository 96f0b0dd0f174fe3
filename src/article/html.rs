//! Decides which characters of an HTML source are text, and in which block each stands.
//!
//! A tokenizer that keeps byte offsets, because a tree without offsets cannot prove where a character came from. It is
//! forgiving in the way browsers are (unknown tags, unclosed elements, stray `<`), runs in one pass, and keeps no tree: only
//! a stack of the few elements that decide something, capped at [`DEEPEST`]. Scripts, styles and hidden elements are skipped
//! and noted.

use super::{CutKind, SentenceKind};
use crate::text::ByteSpan;

use super::blocks::{PageBuilder, Region};

/// Open elements remembered at once. Deeper ones are read as if they were not there: their text stays, their effect does not.
const DEEPEST: usize = 512;

/// The longest character reference, `&CounterClockwiseContourIntegral;`, with some room.
const LONGEST_REFERENCE: usize = 40;

/// Elements whose content is no text.
const OPAQUE: &[(&str, CutKind)] = &[
    ("script", CutKind::Script),
    ("style", CutKind::Script),
    ("noscript", CutKind::Script),
    ("template", CutKind::Script),
    ("svg", CutKind::Image),
    ("iframe", CutKind::Script),
    ("select", CutKind::Chrome),
    ("button", CutKind::Chrome),
    ("textarea", CutKind::Chrome),
    ("title", CutKind::Metadata),
    ("object", CutKind::Script),
    ("canvas", CutKind::Script),
];

/// Elements that end the block before and behind them.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "caption",
];

/// Elements that hold no content.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// An open element that decides something.
struct Open {
    name: String,
    region: Option<Region>,
    hidden: bool,
}

/// Reads a stretch of HTML into blocks.
pub fn read(source: &str, span: ByteSpan, out: &mut PageBuilder<'_>) {
    let outer_region = out.region;
    let mut reader = Reader { source, end: span.end(), open: Vec::new(), hidden_from: None, outer_region };
    reader.run(span.start(), out);
    out.end_block();
    out.kind = SentenceKind::Paragraph;
    out.level = 0;
    out.region = outer_region;
    out.in_link = 0;
    out.in_strong = 0;
}

struct Reader<'s> {
    source: &'s str,
    end: usize,
    open: Vec<Open>,
    hidden_from: Option<usize>,
    outer_region: Region,
}

impl Reader<'_> {
    fn run(&mut self, mut at: usize, out: &mut PageBuilder<'_>) {
        while at < self.end {
            let rest = &self.source[at..self.end];
            let text = rest.find(['<', '&']).unwrap_or(rest.len());
            if text > 0 {
                self.text(ByteSpan::of(at..at + text), out);
                at += text;
                continue;
            }
            at = if rest.starts_with('&') { self.reference(at, out) } else { self.markup(at, out) };
        }
        if let Some(from) = self.hidden_from {
            out.skip(ByteSpan::of(from..self.end), CutKind::Chrome, "html.hidden");
        }
    }

    fn text(&self, span: ByteSpan, out: &mut PageBuilder<'_>) {
        if self.hidden_from.is_none() {
            // A line break in HTML is a soft wrap, as in Markdown: the lines of a block are joined when the text is built.
            out.text(span);
        }
    }

    /// Decodes a character reference, or takes the ampersand as itself.
    fn reference(&self, at: usize, out: &mut PageBuilder<'_>) -> usize {
        let window = (at + LONGEST_REFERENCE).min(self.end);
        let bytes = &self.source.as_bytes()[at..window];
        let length = bytes[1..].iter().position(|b| !(b.is_ascii_alphanumeric() || *b == b'#')).map_or(bytes.len(), |n| n + 1);
        let closed = bytes.get(length) == Some(&b';');
        let end = at + length + usize::from(closed);
        let written = &self.source[at..end];
        let decoded = if closed { html_escape::decode_html_entities(written) } else { legacy_reference(written) };
        if length > 1 && decoded != written {
            if self.hidden_from.is_none() {
                out.decoded(ByteSpan::of(at..end), &decoded);
            }
            return end;
        }
        self.text(ByteSpan::of(at..at + 1), out);
        at + 1
    }

    /// Reads a tag, a comment or a declaration; a `<` that begins none of these is text.
    fn markup(&mut self, at: usize, out: &mut PageBuilder<'_>) -> usize {
        let rest = &self.source[at..self.end];
        if let Some(comment) = rest.strip_prefix("<!--") {
            return at + comment.find("-->").map_or(rest.len(), |n| n + 7);
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return at + rest.find('>').map_or(rest.len(), |n| n + 1);
        }
        let closing = rest.starts_with("</");
        let name_at = 1 + usize::from(closing);
        let name_len = rest[name_at..].bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':')).count();
        if name_len == 0 || !rest.as_bytes()[name_at].is_ascii_alphabetic() {
            self.text(ByteSpan::of(at..at + 1), out);
            return at + 1;
        }
        let name = rest[name_at..name_at + name_len].to_ascii_lowercase();
        let tag_len = tag_length(rest);
        let attributes = &rest[name_at + name_len..tag_len];
        let end = at + tag_len;
        if closing {
            self.close(&name, at, out);
            return end;
        }
        if let Some((_, kind)) = OPAQUE.iter().find(|(opaque, _)| *opaque == name) {
            let close = find_close(&self.source[end..self.end], &name).map_or(self.end, |n| end + n);
            if self.hidden_from.is_none() {
                let span = ByteSpan::of(end..close);
                if !self.source[span.range()].trim().is_empty() {
                    out.skip(span, *kind, "html.opaque_element");
                }
            }
            return close;
        }
        self.begin(&name, attributes, ByteSpan::of(at..end), out);
        end
    }

    fn begin(&mut self, name: &str, attributes: &str, tag: ByteSpan, out: &mut PageBuilder<'_>) {
        if self.hidden_from.is_some() {
            if !VOID.contains(&name) && self.open.len() < DEEPEST {
                self.open.push(Open { name: name.to_owned(), region: None, hidden: false });
            }
            return;
        }
        match name {
            "br" => out.end_block_keeping(),
            "img" => out.skip(tag, CutKind::Image, "html.image"),
            "td" | "th" => out.separator(),
            "a" => {
                out.in_link += 1;
                if let Some(target) = attribute(attributes, "href") {
                    out.link_target(target);
                }
            }
            "b" | "strong" => out.in_strong += 1,
            _ => {}
        }
        if BLOCK.contains(&name) {
            out.end_block();
        }
        if VOID.contains(&name) {
            return;
        }
        let region = region_of(name, attributes);
        let hidden = is_hidden(attributes);
        if self.open.len() < DEEPEST {
            self.open.push(Open { name: name.to_owned(), region, hidden });
        }
        if hidden {
            out.end_block();
            self.hidden_from = Some(tag.end());
        }
        self.settle(out);
    }

    fn close(&mut self, name: &str, at: usize, out: &mut PageBuilder<'_>) {
        let Some(depth) = self.open.iter().rposition(|o| o.name == name) else {
            if BLOCK.contains(&name) && self.hidden_from.is_none() {
                out.end_block();
            }
            return;
        };
        let closed: Vec<Open> = self.open.drain(depth..).collect();
        if self.hidden_from.is_some()
            && closed.iter().any(|o| o.hidden)
            && !self.open.iter().any(|o| o.hidden)
            && let Some(from) = self.hidden_from.take()
        {
            out.skip(ByteSpan::of(from..at.max(from)), CutKind::Chrome, "html.hidden");
        }
        for element in &closed {
            match element.name.as_str() {
                "a" => out.in_link = out.in_link.saturating_sub(1),
                "b" | "strong" => out.in_strong = out.in_strong.saturating_sub(1),
                _ => {}
            }
        }
        if self.hidden_from.is_none() {
            if closed.iter().any(|o| BLOCK.contains(&o.name.as_str())) {
                out.end_block();
            }
            self.settle(out);
        }
    }

    /// Sets what the next block will be, from the elements that are open.
    fn settle(&self, out: &mut PageBuilder<'_>) {
        out.region = self.open.iter().rev().find_map(|o| o.region).unwrap_or(self.outer_region);
        (out.kind, out.level) = self
            .open
            .iter()
            .rev()
            .find_map(|o| {
                Some(match o.name.as_str() {
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => (SentenceKind::Heading, o.name.as_bytes()[1] - b'0'),
                    "li" | "dd" | "dt" => (SentenceKind::ListItem, 0),
                    "tr" => (SentenceKind::TableRow, 0),
                    "blockquote" => (SentenceKind::Quote, 0),
                    "figcaption" | "caption" => (SentenceKind::Caption, 0),
                    _ => return None,
                })
            })
            .unwrap_or((SentenceKind::Paragraph, 0));
    }
}

impl PageBuilder<'_> {
    /// A `<br>`: what follows is a line of its own in the published text.
    fn end_block_keeping(&mut self) {
        let (kind, level) = (self.kind, self.level);
        self.end_block();
        (self.kind, self.level) = (kind, level);
    }
}

/// Named references that browsers decode without a semicolon. Only the five of markup and the no-break space are common.
fn legacy_reference(written: &str) -> std::borrow::Cow<'_, str> {
    match written {
        "&nbsp" | "&amp" | "&lt" | "&gt" | "&quot" => html_escape::decode_html_entities(&format!("{written};")).into_owned().into(),
        _ => written.into(),
    }
}

/// The length of the tag that begins here, attributes and quotes respected.
fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    for (i, b) in rest.bytes().enumerate() {
        match (quote, b) {
            (None, b'>') => return i + 1,
            (None, b'"' | b'\'') if rest.as_bytes()[i - 1] == b'=' => quote = Some(b),
            (Some(q), _) if q == b => quote = None,
            _ => {}
        }
    }
    // No end in sight: an unclosed quote must not swallow the page, so the first `>` counts after all.
    rest.find('>').map_or(rest.len(), |n| n + 1)
}

/// Where the closing tag of an opaque element begins. Linear: looks at each `</` once.
fn find_close(rest: &str, name: &str) -> Option<usize> {
    rest.match_indices("</").map(|(i, _)| i).find(|i| rest.as_bytes()[i + 2..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes())))
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    attributes.match_indices(name).find_map(|(i, _)| {
        let boundary = i == 0 || attributes.as_bytes()[i - 1].is_ascii_whitespace();
        let value = attributes[i + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        boundary.then(|| value[1..].split(quote).next().unwrap_or_default())
    })
}

fn is_hidden(attributes: &str) -> bool {
    let style = attribute(attributes, "style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || attribute(attributes, "hidden").is_some() || attributes.split_whitespace().any(|a| a == "hidden")
}

/// What an element's name and its class or id say about the part of the page.
fn region_of(name: &str, attributes: &str) -> Option<Region> {
    match name {
        "article" | "main" => return Some(Region::Article),
        "nav" | "footer" | "aside" => return Some(Region::Furniture),
        "div" | "section" | "ul" | "header" => {}
        _ => return None,
    }
    let named = |words: &[&str]| {
        [attribute(attributes, "class"), attribute(attributes, "id")]
            .into_iter()
            .flatten()
            .flat_map(|value| value.split(|c: char| c.is_whitespace() || c == '-' || c == '_'))
            .any(|token| words.iter().any(|w| token.eq_ignore_ascii_case(w)))
    };
    if named(&["sidebar", "breadcrumb", "breadcrumbs", "navbar", "menu", "related", "recommend", "comments", "comment", "share", "footer", "copyright", "pagination", "toolbar"]) {
        return Some(Region::Furniture);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        let mut out = PageBuilder::new(html);
        read(html, ByteSpan::of(0..html.len()), &mut out);
        out.finish().blocks.iter().flat_map(|b| b.lines.iter().map(|l| format!("{}:{}", b.kind, l.plain))).collect()
    }

    #[test]
    fn blocks() {
        let table = [
            ("<p>　　来源：<span><a href=\"x\">人民网</a></span></p>", vec!["paragraph:来源：人民网"]),
            ("<h2>一、要点</h2><ul><li>甲<li>乙</ul>", vec!["heading:一、要点", "list_item:甲", "list_item:乙"]),
            ("<table><tr><td>公司</td><td>营收</td></tr></table>", vec!["table_row:公司 | 营收"]),
            ("甲<br>乙", vec!["paragraph:甲", "paragraph:乙"]),
            ("a &lt; b &amp;&nbsp;c &#20013;&#x6587; &unknown; & d", vec!["paragraph:a < b & c 中文 &unknown; & d"]),
            ("<style>.a&#123;x&#125;</style><script>if (a<b) {}</script>甲", vec!["paragraph:甲"]),
            ("<div style='display: none'>藏<b>起</b></div>见", vec!["paragraph:见"]),
            ("1 < 2 且 3 > 2", vec!["paragraph:1 < 2 且 3 > 2"]),
            ("<!-- <p>注</p> -->文", vec!["paragraph:文"]),
        ];
        for (html, expected) in table {
            assert_eq!(lines(html), expected, "{html}");
        }
    }

    #[test]
    fn weird() {
        assert_eq!(lines(""), Vec::<String>::new());
        assert_eq!(lines("<"), ["paragraph:<"]);
        assert_eq!(lines("<p"), Vec::<String>::new());
        assert_eq!(lines("<a href=\"没有结束>文"), ["paragraph:文"]);
        assert_eq!(lines("<script>没有结束"), Vec::<String>::new());
        assert_eq!(lines(&format!("{}文", "<div>".repeat(100_000))), ["paragraph:文"]);
        assert_eq!(lines("&#xFFFFFFFF;&#0;").len(), 1);
    }
}
