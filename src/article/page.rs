//! Decides what a full HTML page says of itself in its head.
//!
//! CSS selectors over a real parser, because heads are written in many ways; only the head is parsed, so that neither the size
//! nor the nesting of a page matters (the parser is quadratic in depth).

use scraper::{Html, Selector};

use super::{Metadata, PublishedFrom, ReadOptions, parse_stamp};

/// How much of a page is searched for the end of its head.
const LONGEST_HEAD: usize = 256 * 1024;

/// How much is parsed where the head has no end.
const HEADLESS: usize = 8 * 1024;

/// Where a page says each thing: selector, then the attribute that holds it (empty: the text).
const TITLE: &[(&str, &str)] = &[("meta[property='og:title']", "content"), ("meta[name='twitter:title']", "content"), ("title", "")];
const URL: &[(&str, &str)] = &[("link[rel='canonical']", "href"), ("meta[property='og:url']", "content")];
const SITE: &[(&str, &str)] = &[("meta[property='og:site_name']", "content"), ("meta[name='application-name']", "content"), ("meta[name='mediaid']", "content")];
const AUTHOR: &[(&str, &str)] = &[("meta[name='author']", "content"), ("meta[property='article:author']", "content")];
const DATE: &[(&str, &str)] = &[
    ("meta[property='article:published_time']", "content"),
    ("meta[name='publishdate']", "content"),
    ("meta[name='PubDate']", "content"),
    ("meta[name='pubdate']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='date']", "content"),
    ("time[datetime]", "datetime"),
];

/// Reads the head of a page.
#[must_use]
pub fn read_head(source: &str, options: &ReadOptions) -> Metadata {
    let head = head_of(source);
    let html = Html::parse_document(head);
    let first = |places: &[(&str, &str)]| {
        places.iter().find_map(|(selector, attribute)| {
            let selector = Selector::parse(selector).ok()?;
            let element = html.select(&selector).next()?;
            let value = if attribute.is_empty() { element.text().collect::<String>() } else { element.attr(attribute)?.to_owned() };
            Some(value.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|v| !v.is_empty())
        })
    };
    let mut metadata = Metadata { title: first(TITLE), publisher: first(SITE), author: first(AUTHOR), ..Metadata::default() };
    metadata.set_url(first(URL));
    metadata.set_date(first(DATE).and_then(|d| parse_stamp(&d, options.zone)), PublishedFrom::Page);
    metadata
}

fn head_of(source: &str) -> &str {
    let window = floor(source, LONGEST_HEAD);
    let end = window.find("</head>").or_else(|| window.find("</HEAD>"));
    end.map_or_else(|| floor(source, HEADLESS), |end| &source[..end])
}

fn floor(source: &str, mut end: usize) -> &str {
    end = end.min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    &source[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let page = r#"<html><head><title>标题 - 某站</title><meta property="og:title" content="标题"><link rel="canonical" href="https://www.example.com/a?utm_source=x">
            <meta property="article:published_time" content="2023-03-24T10:00:00+08:00"></head><body>"#;
        let metadata = read_head(page, &ReadOptions::default());
        assert_eq!(metadata.title.as_deref(), Some("标题"));
        assert_eq!(metadata.canonical_url.as_deref(), Some("https://example.com/a"));
        assert_eq!(metadata.published_on.map(|d| d.to_string()).as_deref(), Some("2023-03-24"));
        assert_eq!(read_head("", &ReadOptions::default()), Metadata::default());
    }
}
