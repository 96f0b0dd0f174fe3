//! Decides what the front matter says, with the place of each value.
//!
//! A *field* is a key with its text and where that text lies. YAML is read strictly first, from parser events, so that no
//! value is ever coerced (`title: 2023` stays text, `title: no` too); where strict YAML fails, or nests or repeats in ways
//! that a list of fields cannot show, the block is read line by line and a note says what was repaired.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::text::ByteSpan;

/// One value of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key as written.
    pub key: String,
    /// The value, unquoted and unescaped; of a list, its items joined by a line break.
    pub value: String,
    /// Where the value lies in the source, when it is written there character for character.
    pub span: Option<ByteSpan>,
}

/// The front matter of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The fields in order; of a repeated key the first counts.
    pub fields: Vec<Field>,
    /// Where the block lies in the source, with its fences.
    pub block: ByteSpan,
    /// What the strict parser found wrong, where it did.
    pub repaired: Option<Repair>,
}

/// Why a block was read line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What the strict parser said.
    pub reason: String,
    /// The line within the block, from 1 for the first below the fence, where one is to blame.
    pub line: Option<usize>,
    /// The column, from 1.
    pub column: usize,
}

impl Repair {
    fn somewhere(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), line: None, column: 1 }
    }
}

impl std::fmt::Display for Repair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}, column {}: {}", self.column, self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

/// The longest block that is looked for: a document without a closing fence must not be read as one long front matter.
const LONGEST_BLOCK: usize = 64 * 1024;

/// Values nested deeper than this are not read: front matter is flat, and depth is how YAML is used to exhaust a reader.
const DEEPEST: usize = 4;

impl FrontMatter {
    /// The value of the first of these keys that is there and not empty; keys are compared without case.
    #[must_use]
    pub fn get(&self, keys: &[&str]) -> Option<&Field> {
        keys.iter().find_map(|key| self.fields.iter().find(|f| f.key.eq_ignore_ascii_case(key) && !f.value.trim().is_empty()))
    }
}

/// Finds and reads the front matter at the head of a source, or `None` where there is no block.
///
/// Blank lines before the opening fence are allowed (Hexo exports have one).
#[must_use]
pub fn read(source: &str) -> Option<FrontMatter> {
    let lead = source.len() - source.trim_start_matches(['\n', '\r', ' ', '\u{FEFF}']).len();
    let rest = source[lead..].strip_prefix("---")?;
    let open_end = rest.find('\n')? + 1;
    if !rest[..open_end].trim().is_empty() {
        return None;
    }
    let inner_start = lead + 3 + open_end;
    let mut at = inner_start;
    for line in source[inner_start..].split_inclusive('\n') {
        if at - inner_start > LONGEST_BLOCK {
            return None;
        }
        if matches!(line.trim_end(), "---" | "...") {
            let block = ByteSpan::of(lead..at + line.len());
            let inner = ByteSpan::of(inner_start..at);
            let (fields, repaired) = match strict(source, inner) {
                Ok(fields) => (fields, None),
                Err(reason) => (lenient(source, inner), Some(reason)),
            };
            return Some(FrontMatter { fields, block, repaired });
        }
        at += line.len();
    }
    None
}

/// Reads the block as YAML. Refuses what a flat list of fields cannot show: aliases, deep nesting, a key twice.
fn strict(source: &str, inner: ByteSpan) -> Result<Vec<Field>, Repair> {
    let yaml = &source[inner.range()];
    // Marks count characters; a table leads back to bytes.
    let bytes_of: Vec<usize> = yaml.char_indices().map(|(i, _)| i).chain([yaml.len()]).collect();
    let place = |index: usize| inner.start() + bytes_of.get(index).copied().unwrap_or(yaml.len());
    let (mut fields, mut depth, mut key, mut items): (Vec<Field>, usize, Option<String>, Vec<String>) = (Vec::new(), 0, None, Vec::new());
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.map_err(|e| Repair { reason: e.info().to_owned(), line: Some(e.marker().line()), column: e.marker().col() + 1 })?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Repair::somewhere("values nested too deep"));
                }
                if depth == 1 && matches!(event, Event::SequenceStart(..)) {
                    return Err(Repair::somewhere("a list instead of keys and values"));
                }
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth -= 1;
                if depth == 1
                    && let Some(key) = key.take()
                {
                    fields.push(Field { key, value: items.join("\n"), span: None });
                    items.clear();
                }
            }
            Event::Alias(_) => return Err(Repair::somewhere("an alias")),
            Event::Scalar(value, style, ..) => match (depth, &key) {
                (0, _) => return Err(Repair::somewhere("text instead of keys and values")),
                (1, None) => {
                    if fields.iter().any(|f| f.key == *value) {
                        return Err(Repair::somewhere(format!("the key {value:?} twice")));
                    }
                    key = Some(value.into_owned());
                }
                (1, Some(_)) => {
                    let span = scalar_span(source, place(span.start.index()), place(span.end.index()), &value, style);
                    fields.push(Field { key: key.take().unwrap_or_default(), value: value.into_owned(), span });
                }
                _ => items.push(value.into_owned()),
            },
            _ => {}
        }
    }
    Ok(fields)
}

/// Where a scalar's text stands between its quotes, when it stands there as it is.
fn scalar_span(source: &str, start: usize, end: usize, value: &str, style: ScalarStyle) -> Option<ByteSpan> {
    let quote = usize::from(matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted));
    let written = source.get(start + quote..end.checked_sub(quote)?)?;
    let written = if quote == 0 { written.trim_end() } else { written };
    (written == value && !value.contains('\n')).then(|| ByteSpan::of(start + quote..start + quote + written.len()))
}

/// Reads the block line by line: `key: value` at the margin, list items and continuation lines below it. Nothing is coerced.
fn lenient(source: &str, inner: ByteSpan) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut at = inner.start();
    for line in source[inner.range()].split_inclusive('\n') {
        let here = at;
        at += line.len();
        let body = line.trim_end();
        let indented = body.starts_with([' ', '\t', '-']);
        if body.trim().is_empty() || body.starts_with('#') {
            continue;
        }
        if let Some((key, value)) = body.split_once(':').filter(|(key, _)| !indented && is_key(key)) {
            let lead = value.len() - value.trim_start().len();
            let start = here + key.len() + 1 + lead;
            let (value, shift) = unquote(value.trim());
            let span = ByteSpan::of(start + shift..start + shift + value.len());
            let written = source[span.range()] == *value;
            if fields.iter().all(|f| f.key != key.trim()) {
                fields.push(Field { key: key.trim().to_owned(), value: value.into_owned(), span: written.then_some(span) });
            }
        } else {
            let item = unquote(body.trim().trim_start_matches("- ").trim()).0;
            if let Some(last) = fields.last_mut() {
                last.span = None;
                if !last.value.is_empty() {
                    last.value.push('\n');
                }
                last.value.push_str(&item);
            }
        }
    }
    fields
}

fn is_key(key: &str) -> bool {
    let key = key.trim();
    !key.is_empty() && key.len() <= 64 && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

/// Takes off a pair of quotes; a lone opening quote stays, as it belongs to the text.
fn unquote(value: &str) -> (Cow<'_, str>, usize) {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|v| v.strip_suffix(quote)) {
            let doubled: String = [quote, quote].iter().collect();
            return if quote == '\'' && inner.contains(&doubled) { (Cow::Owned(inner.replace(&doubled, "'")), 1) } else { (Cow::Borrowed(inner), 1) };
        }
    }
    (Cow::Borrowed(value), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(block: &str) -> (String, bool) {
        let source = format!("---\n{block}\nurl: https://example.com/a\n---\n正文");
        let front = read(&source).unwrap_or_else(|| panic!("no front matter in {block:?}"));
        let field = front.get(&["title"]).unwrap_or_else(|| panic!("no title in {block:?}"));
        if let Some(span) = field.span {
            assert_eq!(source[span.range()], field.value, "{block:?}");
        }
        assert_eq!(front.get(&["url"]).map(|f| f.value.as_str()), Some("https://example.com/a"), "{block:?}");
        (field.value.clone(), front.repaired.is_some())
    }

    #[test]
    fn titles_keep_their_text() {
        let table = [
            ("title: 关于开展网络安全检查的通知", "关于开展网络安全检查的通知", false),
            ("title: 2023", "2023", false),
            ("title: no", "no", false),
            ("title: 'it''s'", "it's", false),
            ("title: \"工信部：\\u7f51络\"", "工信部：网络", false),
            ("title: a: b", "a: b", true),
            ("title: [重磅] 通知", "[重磅] 通知", true),
            ("title: @x", "@x", true),
            ("title: \"未闭合", "\"未闭合", true),
            ("title: 一\ntitle: 二", "一", true),
            ("title: *bold", "*bold", true),
        ];
        for (block, expected, repaired) in table {
            assert_eq!(title(block), (expected.to_owned(), repaired), "{block:?}");
        }
    }

    #[test]
    fn lists_and_hexo_blocks() {
        let front = read("\n---\ntitle: '甲'\ncategories: \n - 金融\n - 新浪财经\ndate: Mon, 12 Jul 2021 06:28:20 GMT\n---\n<p>x</p>").unwrap();
        assert_eq!(front.get(&["categories"]).unwrap().value, "金融\n新浪财经");
        assert_eq!(front.get(&["DATE"]).unwrap().value, "Mon, 12 Jul 2021 06:28:20 GMT");
        assert_eq!(front.repaired, None);
    }

    #[test]
    fn weird() {
        for source in ["", "---", "---\n", "---\ntitle: x", "正文\n---\ntitle: x\n---\n", "--- x\n---\n"] {
            assert_eq!(read(source), None, "{source:?}");
        }
        assert_eq!(read("---\n---\n").unwrap().fields, []);
        let laughs = "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\ntitle: 甲\n---\n";
        assert_eq!(read(laughs).unwrap().get(&["title"]).unwrap().value, "甲");
        assert!(read(&format!("---\n{}\n---\n", "[".repeat(50_000))).is_some());
    }
}
