//! Decides which fields of a JSON record are the article.
//!
//! A small reader that keeps byte offsets for the strings at the top of an object: serde_json checks the record, this finds
//! where each value lies and decodes its escapes with a map.

use crate::text::{ByteSpan, OffsetMapBuilder, Source};

/// One key of the object with where its value lies.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key, unescaped.
    pub key: String,
    /// Where the value lies in the source, with its quotes.
    pub span: ByteSpan,
}

/// The entries of an object, or what is wrong with it.
///
/// # Errors
/// The message of the JSON reader, where the source is no JSON, or says what it is where it is no object.
pub fn entries(source: &str) -> Result<Vec<Entry>, String> {
    let value: &serde_json::value::RawValue = serde_json::from_str(source).map_err(|e| e.to_string())?;
    if !value.get().starts_with('{') {
        return Err(format!("expected an object, but found {}", kind_of(value.get())));
    }
    let bytes = source.as_bytes();
    let (mut at, mut entries) = (source.find('{').map_or(0, |n| n + 1), Vec::new());
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                let key_end = skip_string(bytes, at);
                let key = serde_json::from_str(&source[at..key_end]).unwrap_or_default();
                at = key_end;
                while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b':') {
                    at += 1;
                }
                let end = skip_value(bytes, at);
                entries.push(Entry { key, span: ByteSpan::of(at..end) });
                at = end;
            }
            b'}' => break,
            _ => at += 1,
        }
    }
    Ok(entries)
}

fn kind_of(json: &str) -> &'static str {
    match json.as_bytes().first() {
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    }
}

fn skip_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Where the value that begins here ends. The source has been checked to be JSON.
#[must_use]
pub fn skip_value(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at = skip_string(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' if depth == 0 => return at,
            b if depth == 0 && b.is_ascii_whitespace() => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

/// The elements of an array at the top of a file, or `None` where the file is no array.
#[must_use]
pub fn elements(source: &str) -> Option<Vec<ByteSpan>> {
    let bytes = source.as_bytes();
    let mut at = source.find(|c: char| !c.is_whitespace() && c != '\u{FEFF}')?;
    if bytes[at] != b'[' {
        return None;
    }
    at += 1;
    let mut elements = Vec::new();
    while at < bytes.len() && bytes[at] != b']' {
        if bytes[at].is_ascii_whitespace() || bytes[at] == b',' {
            at += 1;
            continue;
        }
        let end = skip_value(bytes, at);
        if end == at {
            break;
        }
        elements.push(ByteSpan::of(at..end));
        at = end;
    }
    Some(elements)
}

/// The text of a JSON string (or the spelling of a number) as a source of its own, every escape one unit of the map.
#[must_use]
pub fn value_source(source: &Source<'_>, span: ByteSpan) -> Option<Source<'static>> {
    let json = &source.as_str()[span.range()];
    if json.starts_with(['{', '[']) || json == "null" {
        return None;
    }
    if !json.starts_with('"') {
        return Some(source.slice(span));
    }
    let (mut text, mut map) = (String::new(), OffsetMapBuilder::default());
    let inner_end = json.len() - 1;
    let mut at = 1;
    while at < inner_end {
        let run = json[at..inner_end].find('\\').unwrap_or(inner_end - at);
        source.append(ByteSpan::of(span.start() + at..span.start() + at + run), &mut text, &mut map);
        at += run;
        if at >= inner_end {
            break;
        }
        let width = escape_width(&json.as_bytes()[at..inner_end]);
        let unit = &json[at..at + width];
        // A lone surrogate stands for no character.
        let decoded: String = serde_json::from_str(&format!("\"{unit}\"")).unwrap_or_else(|_| "\u{FFFD}".to_owned());
        source.append_as(ByteSpan::of(span.start() + at..span.start() + at + width), &decoded, &mut text, &mut map);
        at += width;
    }
    Some(Source::mapped(text, map.finish()))
}

/// The number of bytes of an escape; of a surrogate pair both halves.
fn escape_width(bytes: &[u8]) -> usize {
    if bytes.get(1) != Some(&b'u') {
        return 2.min(bytes.len());
    }
    let unit = |at: usize| bytes.get(at..at + 6).filter(|u| u.starts_with(b"\\u")).and_then(|u| u16::from_str_radix(std::str::from_utf8(&u[2..]).ok()?, 16).ok());
    match (unit(0), unit(6)) {
        (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => 12,
        _ => 6.min(bytes.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_bytes() {
        let json = r#" {"title": "a\"b", "n": {"x": [1, "}"]}, "text": "成都\u7f51\u7edc\n\ud83d\udc4d安全", "z": 12, "s": "\ud800x"}"#;
        let source = Source::verbatim(json, 0);
        let entries = entries(json).unwrap();
        assert_eq!(entries.iter().map(|e| e.key.as_str()).collect::<Vec<_>>(), ["title", "n", "text", "z", "s"]);
        let value = |i: usize| value_source(&source, entries[i].span);
        assert_eq!(value(0).unwrap().as_str(), "a\"b");
        assert!(value(1).is_none());
        let text = value(2).unwrap();
        assert_eq!(text.as_str(), "成都网络\n👍安全");
        let at = text.as_str().find('网').unwrap();
        assert_eq!(&json[text.raw(ByteSpan::of(at..at + 3)).unwrap().range()], "\\u7f51");
        assert_eq!(value(3).unwrap().as_str(), "12");
        assert_eq!(value(4).unwrap().as_str(), "\u{FFFD}x");
    }

    #[test]
    fn arrays() {
        let json = "[ {\"a\": 1}, {\"b\": \"]\"} ,3]";
        assert_eq!(elements(json).unwrap().iter().map(|s| &json[s.range()]).collect::<Vec<_>>(), ["{\"a\": 1}", "{\"b\": \"]\"}", "3"]);
        assert!(elements("{}").is_none());
        assert!(entries("[1]").unwrap_err().contains("an array"));
        assert!(entries("{").is_err());
    }
}
