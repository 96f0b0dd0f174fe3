//! Decides in which order a record is read: bytes, characters, fields, blocks, lines that stay, text, sentences, verdict.

use std::sync::Arc;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::text::{ByteSpan, CharSpan, RawSpan, Source, Text, squash};

use super::blocks::{Line, Page, PageBuilder, Skipped};
use super::body::TextBuilder;
use super::chrome::{self, LineCut, PageContext, PageLine};
use super::encoding::{self, Decoded};
use super::front_matter::{self, FrontMatter};
use super::json::{self, Entry};
use super::metadata::{self, MetadataLine};
use super::reach::{self, Judged};
use super::sentences::{self, Sections};
use super::status::{self, Evidence};
use super::{Article, Cut, CutKind, Format, Metadata, Note, PublishedFrom, RawRecord, ReadOptions, SentenceKind, Status, article_id, document_id, html, language, markdown, page};

/// Records larger than this are refused: no article is as large, and reading takes
/// several bytes of memory for each of theirs. Offsets of 32 bits, as the tables have them, follow from it.
pub const LARGEST_RECORD: usize = 16 << 20;

/// A line at most this long, emphasised as a whole and without a sentence's end, is a heading.
const LONGEST_HEADING: usize = 40;

/// What a record holds before its lines are judged: the source of the body, its title, its metadata.
struct Opened<'a> {
    source: Source<'a>,
    body: ByteSpan,
    format: Format,
    title: Option<(Source<'static>, ByteSpan)>,
    metadata: Metadata,
    cuts: Vec<Cut>,
    notes: Vec<Note>,
    front: FrontState,
}

/// What was found where a front matter is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontState {
    /// None is expected.
    NotExpected,
    /// There is one, with a title or a URL.
    Present,
    /// There is none, or one without both.
    Missing,
}

pub fn parse(record: &RawRecord<'_>, options: &ReadOptions) -> Article {
    let bytes: &[u8] = &record.bytes;
    let refused = bytes.len() > LARGEST_RECORD;
    let Decoded { source, encoding, bad_sequences } = if refused { encoding::decode(b"") } else { encoding::decode(bytes) };
    let decoded_chars = source.as_str().len();
    let undecodable = bad_sequences * 20 > decoded_chars.max(1) || source.as_str().bytes().take(4096).filter(|b| *b == 0).count() > 8;
    let mut opened = if refused || undecodable { nothing(&source, record.format) } else { open(source, record, options) };
    let page = read_page(&opened);
    let flat: Vec<(usize, &Line)> = page.blocks.iter().enumerate().flat_map(|(i, b)| b.lines.iter().map(move |l| (i, l))).collect();
    title_from_page(&mut opened, &page);
    let site = opened.metadata.site.clone();
    let capped = status::is_capped(opened.source.as_str(), opened.body);
    let context = PageContext { host: site.as_deref(), title: opened.metadata.title.as_deref(), publisher: opened.metadata.publisher.as_deref(), capped };
    let mut page_lines: Vec<PageLine<'_>> = flat
        .iter()
        .map(|(block, line)| {
            let block = &page.blocks[*block];
            let (is_heading, is_list_item) = (block.kind == SentenceKind::Heading, block.kind == SentenceKind::ListItem);
            PageLine { plain: &line.plain, link_chars: line.link_chars, is_heading, is_list_item, region: block.region, leads_to_author: line.leads_to_author }
        })
        .collect();
    let mut verdicts = chrome::judge(&page_lines, context);
    if capped {
        cut_cap_mark(opened.source.as_str(), opened.body, &flat, &mut page_lines, &mut verdicts);
        // The sentence that the ellipsis stands behind did not end there.
        if let Some(last) = page_lines.last_mut() {
            last.plain = last.plain.trim_end_matches('.');
        }
    }
    let metadata_lines: Vec<MetadataLine<'_>> = flat.iter().zip(&verdicts).map(|((_, l), v)| MetadataLine { plain: &l.plain, cut_by: v.map(|c| c.rule) }).collect();
    metadata::from_lines(&metadata_lines, &mut opened.metadata);

    let built = build(&opened, &page, &flat, &verdicts);
    let body_text = &built.text.as_str()[built.text.bytes(CharSpan::of(built.body_start..built.text.len())).range()];
    let lang = language::detect(body_text).or_else(|| language::detect(opened.metadata.title.as_deref().unwrap_or_default()));
    let sample = raw_sample(opened.source.as_str(), flat.iter().zip(&verdicts).filter(|(_, v)| v.is_none()).map(|((_, line), _)| *line));
    let evidence = Evidence {
        bytes: bytes.len(),
        refused,
        undecodable,
        front: opened.front,
        url: opened.metadata.canonical_url.as_deref(),
        written_url: opened.metadata.url.as_deref(),
        title: opened.metadata.title.as_deref(),
        page: Judged { lines: &page_lines, cuts: &verdicts },
        sample: &sample,
        capped,
        missing_text: opened.notes.iter().find(|n| n.code == "json.no_text_field").map(|n| n.message.as_str()),
    };
    let (status, status_detail) = status::decide(&evidence);
    let usable_end = if status == Status::Truncated { last_whole_sentence(&built) } else { built.text.len() };

    let article_id = article_id(opened.metadata.canonical_url.as_deref(), &record.path);
    let mut doc_id = document_id(&article_id, bytes);
    if record.repetition > 0 {
        doc_id.push_str(&format!(".{}", record.repetition + 1));
    }
    if bad_sequences > 0 && !undecodable {
        opened.notes.push(Note {
            code: "encoding.bad_sequences",
            message: format!("{bad_sequences} byte sequences that {encoding} does not know were read as U+FFFD"),
            span: None,
            rule: None,
        });
    }
    let mut cuts = opened.cuts;
    cuts.extend(built.cuts);
    cuts.sort_by_key(|c| (c.raw.start(), c.raw.end()));
    let digest = Sha256::digest(bytes);
    Article {
        doc_id,
        article_id,
        path: record.path.clone(),
        record_offset: record.offset,
        format: opened.format,
        encoding,
        raw_bytes: bytes.len(),
        raw_sha256: hex(&digest),
        metadata: opened.metadata,
        lang,
        status,
        status_detail,
        text: built.text,
        map: built.map,
        body_start: built.body_start,
        sentences: built.sentences,
        usable_end,
        cuts,
        notes: opened.notes,
    }
}

/// The beginning of the article as its source has it: with the control characters that misread text is full of.
fn raw_sample<'l>(source: &str, lines: impl Iterator<Item = &'l Line>) -> String {
    let mut sample = String::new();
    for span in lines.filter_map(Line::span) {
        let text = &source[span.range()];
        let end = (0..=text.len().min(SAMPLE_BYTES - sample.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        sample.push_str(&text[..end]);
        sample.push('\n');
        if sample.len() >= SAMPLE_BYTES {
            break;
        }
    }
    sample
}

/// So much of an article shows whether its characters are misread.
const SAMPLE_BYTES: usize = 8 * 1024;

/// Bytes as hex digits.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn nothing<'a>(_: &Source<'_>, format: Format) -> Opened<'a> {
    Opened {
        source: Source::verbatim("", 0),
        body: ByteSpan::default(),
        format,
        title: None,
        metadata: Metadata::default(),
        cuts: Vec::new(),
        notes: Vec::new(),
        front: FrontState::NotExpected,
    }
}

fn open<'a>(source: Source<'a>, record: &RawRecord<'_>, options: &ReadOptions) -> Opened<'a> {
    match record.format {
        Format::Json => open_json(&source, options),
        Format::Html => {
            let metadata = page::read_head(source.as_str(), options);
            let body = ByteSpan::of(0..source.as_str().len());
            Opened { source, body, format: Format::Html, title: None, metadata, cuts: Vec::new(), notes: Vec::new(), front: FrontState::NotExpected }
        }
        Format::Markdown | Format::Text => open_markdown(source, record, options),
    }
}

fn open_markdown<'a>(source: Source<'a>, record: &RawRecord<'_>, options: &ReadOptions) -> Opened<'a> {
    let text = source.as_str();
    let front = front_matter::read(text);
    let body_start = front.as_ref().map_or(0, |f| f.block.end());
    let body = ByteSpan::of(body_start..text.len());
    let mut notes = Vec::new();
    let mut cuts = Vec::new();
    let mut title = None;
    let mut metadata = Metadata::default();
    let mut state = FrontState::Missing;
    if let Some(front) = &front {
        metadata = metadata::from_front_matter(front, options);
        if metadata.title.is_some() || metadata.url.is_some() {
            state = FrontState::Present;
        }
        if let Some(reason) = &front.repaired {
            let message = format!("the front matter is no valid YAML ({reason}); it was read line by line");
            notes.push(Note { code: "front_matter.repaired", message, span: None, rule: None });
        }
        title = front_title(&source, front, &metadata, options);
        front_cuts(&source, front.block, title.as_ref().map(|(_, span)| *span), &mut cuts);
    }
    let is_html = looks_like_html(&text[body.range()]);
    let format = if is_html { Format::Html } else { Format::Markdown };
    let front = if record.wants_front_matter { state } else { FrontState::NotExpected };
    Opened {
        body,
        format,
        title: title.map(|(title, _)| {
            let whole = ByteSpan::of(0..title.as_str().len());
            (title, whole)
        }),
        metadata,
        cuts,
        notes,
        front,
        source,
    }
}

/// The title where it stands in the front matter, character for character.
fn front_title(source: &Source<'_>, front: &FrontMatter, metadata: &Metadata, options: &ReadOptions) -> Option<(Source<'static>, ByteSpan)> {
    let field = front.get(&metadata::names_of("title", options))?;
    let span = field.span?;
    let title = source.slice(span);
    (metadata.title.is_some()).then_some((title, span))
}

/// The front matter is cut, but for the title inside it.
fn front_cuts(source: &Source<'_>, block: ByteSpan, title: Option<ByteSpan>, cuts: &mut Vec<Cut>) {
    let parts = match title {
        Some(title) => vec![ByteSpan::of(block.start()..title.start()), ByteSpan::of(title.end()..block.end())],
        None => vec![block],
    };
    for raw in parts.into_iter().filter(|p| !p.is_empty()).filter_map(|p| source.raw(p)) {
        cuts.push(Cut { raw, kind: CutKind::FrontMatter, rule: "front_matter" });
    }
}

/// Whether a body is HTML rather than Markdown with some HTML in it: it begins with a tag, and tags of blocks carry it.
fn looks_like_html(body: &str) -> bool {
    let start = after_scrapers_heading(body.trim_start());
    let begins = start.starts_with('<') && !start.starts_with("<http");
    let window = &start[..start.char_indices().nth(4000).map_or(start.len(), |(i, _)| i)];
    begins && ["<p", "<div", "<br", "<html", "<span", "<section", "<table", "<h1", "<h2", "<ul"].iter().any(|tag| window.contains(tag)) && !window.contains("\n\n# ")
}

/// A whole page below the heading that the scraper adds to it.
fn after_scrapers_heading(body: &str) -> &str {
    let below = body.strip_prefix("# ").and_then(|rest| rest.split_once('\n')).map(|(_, rest)| rest.trim_start());
    let is_page = |text: &&str| ["<!doctype", "<html"].iter().any(|tag| text.get(..tag.len()).is_some_and(|t| t.eq_ignore_ascii_case(tag)));
    below.filter(is_page).unwrap_or(body)
}

fn open_json<'a>(source: &Source<'a>, options: &ReadOptions) -> Opened<'a> {
    let mut opened = nothing(source, Format::Json);
    let entries = match json::entries(source.as_str()) {
        Ok(entries) => entries,
        Err(reason) => {
            opened.notes.push(Note { code: "json.no_text_field", message: format!("no JSON object: {reason}"), span: None, rule: None });
            return opened;
        }
    };
    let find = |role: &str| -> Option<&Entry> {
        metadata::names_of(role, options)
            .iter()
            .find_map(|name| entries.iter().find(|e| e.key.eq_ignore_ascii_case(name) && !matches!(&source.as_str()[e.span.range()], "null" | "\"\"" | "[]" | "{}")))
    };
    let value = |entry: &Entry| -> Option<String> {
        let written = &source.as_str()[entry.span.range()];
        if written.starts_with('[') {
            let items: Vec<serde_json::Value> = serde_json::from_str(written).ok()?;
            return Some(items.iter().filter_map(|i| i.as_str()).collect::<Vec<_>>().join("\n"));
        }
        json::value_source(source, entry.span).map(|s| s.as_str().to_owned())
    };
    opened.metadata = metadata::from_fields(
        &|names| names.iter().find_map(|name| entries.iter().find(|e| e.key.eq_ignore_ascii_case(name)).and_then(&value).filter(|v| !v.trim().is_empty())),
        options,
    );
    let (text_entry, is_html) = match (find("html"), find("text")) {
        (Some(entry), _) => (Some(entry), true),
        (None, entry) => (entry, false),
    };
    let Some(body) = text_entry.and_then(|e| json::value_source(source, e.span)) else {
        let keys: Vec<&str> = entries.iter().map(|e| e.key.as_str()).collect();
        opened.notes.push(Note { code: "json.no_text_field", message: format!("no field with a text; the record has {}", keys.join(", ")), span: None, rule: None });
        return opened;
    };
    if let Some(entry) = find("title")
        && let Some(title) = json::value_source(source, entry.span)
    {
        if text_entry.is_some_and(|text| entry.span.end() <= text.span.start()) {
            let whole = ByteSpan::of(0..title.as_str().len());
            opened.title = Some((title, whole));
        } else {
            // Raw ranges must rise with the text, and the title's come behind the body's.
            opened.notes.push(Note {
                code: "json.title_after_text",
                message: "the title's field follows the text's, so the title is not part of the text".to_owned(),
                span: None,
                rule: None,
            });
        }
    }
    opened.format = if is_html || looks_like_html(body.as_str()) { Format::Html } else { Format::Markdown };
    opened.body = ByteSpan::of(0..body.as_str().len());
    opened.source = body;
    if opened.format == Format::Markdown {
        opened.format = Format::Json;
    }
    opened
}

fn read_page(opened: &Opened<'_>) -> Page {
    let text = opened.source.as_str();
    let mut builder = PageBuilder::new(text);
    if opened.format == Format::Html {
        html::read(text, opened.body, &mut builder);
    } else {
        markdown::read(text, opened.body, &mut builder);
    }
    builder.finish()
}

/// A title that stands nowhere in the front matter as it reads is taken from the page's first heading, if that says the same;
/// a page without any title takes its first heading for one.
fn title_from_page(opened: &mut Opened<'_>, page: &Page) {
    if opened.title.is_some() {
        return;
    }
    let wanted = opened.metadata.title.as_deref().map(squash);
    let heading = page.blocks.iter().filter(|b| b.kind == SentenceKind::Heading && b.level <= 2).find_map(|b| {
        let line = b.lines.iter().find(|l| !l.plain.is_empty())?;
        let same = wanted.as_ref().is_none_or(|w| squash(&line.plain) == *w);
        let span = line.span().filter(|_| same && b.lines.len() == 1)?;
        Some((span, line.plain.clone()))
    });
    if let Some((span, plain)) = heading {
        let title = opened.source.slice(span);
        let whole = ByteSpan::of(0..title.as_str().len());
        // Only where the line is its own source text: emphasis inside a heading would make the raw ranges come twice.
        if squash(title.as_str()) == squash(&plain) && opened.metadata.title.is_none() {
            opened.metadata.title = Some(plain);
        }
        if opened.front != FrontState::Present && squash(title.as_str()) == opened.metadata.title.as_deref().map(squash).unwrap_or_default() {
            opened.title = Some((title, whole));
        }
    }
}

/// The ellipsis that the scraper put where it cut the text is not the author's, and what it cut inside a link is no text.
fn cut_cap_mark(source: &str, body: ByteSpan, flat: &[(usize, &Line)], lines: &mut [PageLine<'_>], verdicts: &mut [Option<LineCut>]) {
    let Some((_, last)) = flat.last() else { return };
    let mark = LineCut { kind: CutKind::Chrome, rule: reach::CAP_MARK };
    if last.plain == "..."
        && let Some(verdict) = verdicts.last_mut()
    {
        *verdict = Some(mark);
    }
    let end = source[body.range()].trim_end().len() + body.start();
    let reach = (end.saturating_sub(CUT_LINK)..=end).find(|i| source.is_char_boundary(*i)).unwrap_or(end).max(body.start());
    let tail = &source[reach..end];
    let Some(open) = tail.rfind('[').filter(|open| !tail[*open..].contains("\n\n") && !is_closed(&tail[*open..])) else { return };
    // Of `[![` the first bracket counts.
    let open = reach + tail[..open].trim_end_matches(['!', '[']).len();
    for (at, (_, line)) in flat.iter().enumerate().rev().take(20) {
        let Some(span) = line.span() else { continue };
        if span.end() <= open {
            break;
        }
        // A bullet may stand before the bracket.
        if span.start() + 4 >= open {
            verdicts[at] = Some(mark);
        } else {
            lines[at].link_chars = source[open..span.end().max(open)].chars().count().min(lines[at].plain.chars().count());
        }
    }
}

/// Whether a bracket at the beginning of a text is closed, with its target.
fn is_closed(text: &str) -> bool {
    text.find(']').is_some_and(|close| match text[close + 1..].strip_prefix('(') {
        Some(target) => target.contains(')'),
        None => true,
    })
}

/// A link with its target is at most so long, in bytes.
const CUT_LINK: usize = 1_500;

/// The text of an article with all that is measured in it.
struct Built {
    text: Text,
    map: crate::text::OffsetMap,
    body_start: usize,
    sentences: Vec<super::Sentence>,
    cuts: Vec<Cut>,
}

fn build(opened: &Opened<'_>, page: &Page, flat: &[(usize, &Line)], verdicts: &[Option<LineCut>]) -> Built {
    let mut builder = TextBuilder::default();
    // Where each line of the text lies, what it is, and its block.
    let mut lines: Vec<(CharSpan, SentenceKind, u8, bool)> = Vec::new();
    if let Some((title, span)) = &opened.title {
        let line = Line { pieces: vec![super::blocks::Piece::Source(*span)], plain: title.as_str().to_owned(), ..Line::default() };
        builder.block(title, std::iter::once(&line));
        lines.push((CharSpan::of(0..builder.chars()), SentenceKind::Title, 0, false));
        builder.line_break();
    }
    // The title's heading, where the title was taken from the page, must not come twice.
    let title_raw = opened.title.as_ref().and_then(|(title, span)| title.raw(*span));
    let mut body_start = None;
    let mut at = 0;
    for (number, block) in page.blocks.iter().enumerate() {
        let mine = flat[at..].iter().take_while(|(b, _)| *b == number).count();
        let kept: Vec<&Line> = (at..at + mine).filter(|i| verdicts[*i].is_none()).map(|i| flat[i].1).filter(|l| !l.plain.is_empty()).collect();
        at += mine;
        let repeats_title = title_raw.is_some_and(|t| kept.first().and_then(|l| l.span()).and_then(|s| opened.source.raw(s)).is_some_and(|r| r.start() < t.end()));
        if kept.is_empty() || repeats_title {
            continue;
        }
        builder.line_break();
        let start = builder.chars();
        let plain = kept[0].plain.as_str();
        if builder.block(&opened.source, kept.iter().copied()) {
            body_start.get_or_insert(start);
            let span = CharSpan::of(start..builder.chars());
            let pseudo = block.all_strong && kept.len() == 1 && plain.chars().count() <= LONGEST_HEADING && !plain.ends_with(['。', '！', '？', '；', '，', '：', ':']);
            let kind = match block.kind {
                SentenceKind::Paragraph if pseudo => SentenceKind::Heading,
                SentenceKind::Paragraph if is_byline(plain) => SentenceKind::Byline,
                kind => kind,
            };
            let level = if block.level > 0 { block.level } else { sentences::numbered_level(plain) };
            lines.push((span, kind, level, block.level > 0));
        }
    }
    let (string, map) = builder.finish();
    let text = Text::new(string);
    let mut sentences = Vec::new();
    let mut sections = Sections::default();
    for (paragraph, (span, kind, level, _)) in lines.iter().enumerate() {
        let paragraph = u32::try_from(paragraph).unwrap_or(u32::MAX);
        if *kind == SentenceKind::Heading {
            sections.enter(*level, text.slice(*span));
        }
        sentences::split(&text, *span, *kind, sections.path().filter(|_| *kind != SentenceKind::Title), paragraph, &mut sentences);
    }
    let body_start = body_start.unwrap_or(text.len());
    Built { cuts: line_cuts(opened, page, flat, verdicts), text, map, body_start, sentences }
}

fn is_byline(line: &str) -> bool {
    const WORDS: &[&str] =
        &["文 |", "文|", "作者：", "作者 |", "作者|", "作者丨", "来源：", "原文来源", "责任编辑", "责编", "编辑：", "编辑 |", "文丨", "编译：", "（来源：", "撰文"];
    line.chars().count() <= 60 && WORDS.iter().any(|w| line.starts_with(w))
}

/// The lines that were cut, runs of one rule as one cut, and what stands between lines.
fn line_cuts(opened: &Opened<'_>, page: &Page, flat: &[(usize, &Line)], verdicts: &[Option<LineCut>]) -> Vec<Cut> {
    let mut spans: Vec<(ByteSpan, LineCut)> = Vec::new();
    let mut previous: Option<usize> = None;
    for (at, ((_, line), verdict)) in flat.iter().zip(verdicts).enumerate() {
        let (Some(verdict), Some(span)) = (verdict, line.span()) else {
            if !line.plain.is_empty() {
                previous = None;
            }
            continue;
        };
        match spans.last_mut() {
            Some((last, cut)) if *cut == *verdict && previous.is_some_and(|p| p < at) => *last = last.cover(span),
            _ => spans.push((span, *verdict)),
        }
        previous = Some(at);
    }
    let mut cuts: Vec<(ByteSpan, CutKind, &'static str)> = spans.iter().map(|(span, cut)| (*span, cut.kind, cut.rule)).collect();
    for Skipped { span, kind, rule } in &page.skipped {
        if !spans.iter().any(|(cut, _)| cut.contains(*span)) {
            cuts.push((*span, *kind, rule));
        }
    }
    cuts.into_iter().filter_map(|(span, kind, rule)| opened.source.raw(span).map(|raw: RawSpan| Cut { raw, kind, rule })).collect()
}

/// Where the last sentence that is not cut off ends.
fn last_whole_sentence(built: &Built) -> usize {
    let Some(last) = built.sentences.last() else { return built.text.len() };
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?' | '”' | '；');
    if ends(built.text.before(last.span.end())) { built.text.len() } else { last.span.start() }
}

pub fn plain(text: &str, published_on: Option<NaiveDate>) -> Article {
    let mut builder = TextBuilder::default();
    builder.without_source(text);
    let (string, map) = builder.finish();
    let text = Text::new(string);
    let mut sentences = Vec::new();
    let mut start = 0;
    for (paragraph, line) in text.as_str().split('\n').enumerate() {
        let end = start + line.chars().count();
        sentences::split(&text, CharSpan::of(start..end), SentenceKind::Paragraph, None::<&Arc<str>>, u32::try_from(paragraph).unwrap_or(u32::MAX), &mut sentences);
        start = end + 1;
    }
    let metadata = Metadata { published_on, published_from: published_on.map(|_| PublishedFrom::FrontMatter), ..Metadata::default() };
    Article {
        doc_id: "text".to_owned(),
        article_id: "text".to_owned(),
        path: "-".to_owned(),
        record_offset: 0,
        format: Format::Text,
        encoding: "UTF-8",
        raw_bytes: text.as_str().len(),
        raw_sha256: hex(&Sha256::digest(text.as_str().as_bytes())),
        metadata,
        // Whoever hands in a plain text wants it read, however few letters it has.
        lang: Some(language::detect(text.as_str()).filter(|l| language::is_chinese(l)).unwrap_or("zh")),
        status: Status::Ok,
        status_detail: None,
        usable_end: text.len(),
        body_start: 0,
        text,
        map,
        sentences,
        cuts: Vec::new(),
        notes: Vec::new(),
    }
}
