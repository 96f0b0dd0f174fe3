//! Decides where the fields of a record stand, for those who check a scrape rather than read it.

use crate::text::{ByteSpan, RawSpan, Source};

use super::{Format, RawRecord, ReadOptions, encoding, front_matter, json, metadata, parse};

/// One field of a front matter or of a JSON record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedField {
    /// The key as written.
    pub key: String,
    /// The value as text; of a list, its items joined by a line break.
    pub value: String,
    /// Where the value stands, or where the key does when the value is not written character for character.
    pub raw: Option<RawSpan>,
}

/// What stands in a record beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocatedFields {
    /// The fields in order.
    pub fields: Vec<LocatedField>,
    /// The front matter with its fences, where there is one.
    pub block: Option<RawSpan>,
    /// Why the front matter is no valid YAML, and where.
    pub repaired: Option<(String, Option<RawSpan>)>,
}

impl LocatedFields {
    /// Reads the fields of a record: its front matter, or the keys of its JSON object. A page has none.
    ///
    /// ```
    /// use jushi::article::{LocatedFields, RawRecord, ReadOptions};
    /// let record = RawRecord::file("a.md", "---\ntitle: 通知\n---\n正文".as_bytes());
    /// let fields = LocatedFields::read(&record);
    /// assert_eq!(fields.find("title", &ReadOptions::default()).unwrap().raw.unwrap().range(), 11..17);
    /// ```
    #[must_use]
    pub fn read(record: &RawRecord<'_>) -> Self {
        if record.bytes.len() > parse::LARGEST_RECORD {
            return Self::default();
        }
        let source = encoding::decode(&record.bytes).source;
        match record.format {
            Format::Html => Self::default(),
            Format::Json => json_fields(&source),
            Format::Markdown | Format::Text => front_matter_fields(&source),
        }
    }

    /// The fence that opens the front matter: the place of what is missing from it.
    #[must_use]
    pub fn opening_fence(&self) -> Option<RawSpan> {
        self.block.map(|block| RawSpan::of(block.start()..block.start() + 3))
    }

    /// The first filled field of a role (`title`, `url`, `date` …), by the names that are known and those of the settings.
    #[must_use]
    pub fn find(&self, role: &str, options: &ReadOptions) -> Option<&LocatedField> {
        metadata::names_of(role, options).iter().find_map(|name| self.fields.iter().find(|f| f.key.eq_ignore_ascii_case(name) && !f.value.trim().is_empty()))
    }
}

fn front_matter_fields(source: &Source<'_>) -> LocatedFields {
    let text = source.as_str();
    let Some(front) = front_matter::read(text) else { return LocatedFields::default() };
    let lines: Vec<usize> = text[front.block.range()].match_indices('\n').map(|(i, _)| front.block.start() + i + 1).collect();
    let line_span = |start: usize| ByteSpan::of(start..start + text[start..].find('\n').unwrap_or(text.len() - start));
    let key_span = |key: &str| lines.iter().map(|start| line_span(*start)).find(|span| text[span.range()].trim_start().trim_start_matches(['"', '\'']).starts_with(key));
    let repaired = front.repaired.as_ref().map(|repair| {
        let line = repair.line.and_then(|line| lines.get(line - 1)).map(|start| line_span(*start));
        let at = line.map(|span| {
            let skipped = text[span.range()].char_indices().nth(repair.column - 1).map_or(0, |(i, _)| i);
            ByteSpan::of(span.start() + skipped..span.end())
        });
        (repair.reason.clone(), at.and_then(|span| source.raw(span)))
    });
    let fields = front
        .fields
        .iter()
        .map(|field| LocatedField {
            key: field.key.clone(),
            value: field.value.clone(),
            raw: field.span.filter(|s| !s.is_empty()).or_else(|| key_span(&field.key)).and_then(|span| source.raw(span)),
        })
        .collect();
    LocatedFields { fields, block: source.raw(front.block), repaired }
}

fn json_fields(source: &Source<'_>) -> LocatedFields {
    let fields = json::entries(source.as_str())
        .unwrap_or_default()
        .into_iter()
        .map(|entry| LocatedField { value: json::value_source(source, entry.span).map(|s| s.as_str().to_owned()).unwrap_or_default(), raw: source.raw(entry.span), key: entry.key })
        .collect();
    LocatedFields { fields, block: None, repaired: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_yaml_breaks() {
        let text = "---\nurl: https://example.com/a\ntitle: 甲: 乙\n---\n正文";
        let fields = LocatedFields::read(&RawRecord::file("a.md", text.as_bytes()));
        let (reason, raw) = fields.repaired.unwrap();
        assert!(reason.contains("mapping values"), "{reason}");
        assert!(text[..raw.unwrap().start()].matches('\n').count() == 2, "the third line is to blame");
        let title = fields.fields.iter().find(|f| f.key == "title").unwrap();
        assert_eq!(&text[title.raw.unwrap().range()], "甲: 乙");
    }

    #[test]
    fn other_formats() {
        let json = r#"{"title": "甲", "url": "https://example.com/a", "text": "乙"}"#;
        let fields = LocatedFields::read(&RawRecord::json("a.json".to_owned(), 0, json.as_bytes()));
        assert_eq!(&json[fields.find("url", &ReadOptions::default()).unwrap().raw.unwrap().range()], "\"https://example.com/a\"");
        assert_eq!(LocatedFields::read(&RawRecord::file("a.html", &b"<p>x</p>"[..])), LocatedFields::default());
        assert_eq!(LocatedFields::read(&RawRecord::file("a.md", &b"no front matter"[..])), LocatedFields::default());
    }
}
