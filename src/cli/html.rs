//! Decides how an article is shown as one self-contained HTML page: everything escaped, nothing loaded.

use super::show::Reading;
use super::style::MarkKind;
use crate::article::SentenceKind;
use crate::extract::EntityType;
use crate::text::CharSpan;

const STYLE: &str = "
:root{color-scheme:light dark;--ink:#1d2430;--paper:#fbfaf7;--faint:#7a8290;--line:#e3e0d8}
@media(prefers-color-scheme:dark){:root{--ink:#e6e3dc;--paper:#16181d;--faint:#8b93a1;--line:#2c3038}}
body{margin:0 auto;max-width:46rem;padding:3rem 1.25rem 6rem;background:var(--paper);color:var(--ink);font:17px/1.85 'Noto Serif SC','Source Han Serif SC','Songti SC',serif}
h1{font-size:1.7rem;line-height:1.4;margin:0 0 .4rem}h2{font-size:1.1rem;margin:2.2rem 0 .4rem}
.meta{color:var(--faint);font:14px/1.6 system-ui,sans-serif;margin:0 0 2rem}
mark{background:none;color:inherit;border-bottom:2px solid;border-radius:2px;cursor:help;padding:0 1px}
mark:hover{background:color-mix(in srgb,currentColor 14%,transparent)}
.time{border-color:#2a9d8f}.quantity{border-color:#e9a23b}.PERSON{border-color:#b5179e}.ORG{border-color:#3a66c4}.GPE,.LOC,.FAC{border-color:#4f9d3a}.WORK{border-color:#8a6d3b}.EVENT{border-color:#d1495b}.PRODUCT,.VULN{border-color:#7b5ea7}
.key{font:13px/1.6 system-ui,sans-serif;color:var(--faint);margin:0 0 2rem}.key mark{margin-right:.9rem}
table{border-collapse:collapse;width:100%;font:14px/1.5 system-ui,sans-serif}td,th{border-bottom:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}th{color:var(--faint);font-weight:500}
blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--line)}li{margin:.2rem 0 .2rem 1.2rem}
";

/// Escapes text for HTML.
fn escape(text: &str) -> String {
    html_escape::encode_safe(text).into_owned()
}

fn class(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Time => "time",
        MarkKind::Quantity => "quantity",
        MarkKind::Entity(entity_type) => entity_type.as_str(),
    }
}

/// The page.
pub fn page(reading: &Reading) -> String {
    let article = &reading.article;
    let metadata = &article.metadata;
    let title = escape(metadata.title.as_deref().unwrap_or("(no title)"));
    let day = metadata.published_on.map(|d| d.to_string());
    let parts: Vec<String> =
        [metadata.publisher.clone(), metadata.author.clone(), metadata.original_source.clone().map(|s| format!("来源 {s}")), day, Some(article.status.to_string())]
            .into_iter()
            .flatten()
            .map(|p| escape(&p))
            .collect();
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n<p class=\"meta\">{}</p>\n",
        escape(article.lang.unwrap_or("zh")),
        parts.join(" · ")
    );
    html.push_str("<p class=\"key\"><mark class=\"time\">time</mark><mark class=\"quantity\">quantity</mark>");
    for entity_type in EntityType::ALL {
        html.push_str(&format!("<mark class=\"{entity_type}\">{}</mark>", entity_type.as_str().to_lowercase()));
    }
    html.push_str("</p>\n");
    body(reading, &mut html);
    facts(reading, &mut html);
    html.push_str("</body></html>");
    html
}

fn body(reading: &Reading, html: &mut String) {
    let article = &reading.article;
    let marks = reading.marks();
    let mut next = 0;
    let mut open: Option<(u32, &str)> = None;
    for sentence in article.sentences.iter().filter(|s| s.kind != SentenceKind::Title) {
        if open.is_none_or(|(p, _)| p != sentence.paragraph) {
            if let Some((_, tag)) = open {
                html.push_str(&format!("</{tag}>\n"));
            }
            let tag = match sentence.kind {
                SentenceKind::Heading => "h2",
                SentenceKind::ListItem => "li",
                SentenceKind::Quote => "blockquote",
                _ => "p",
            };
            html.push_str(&format!("<{tag}>"));
            open = Some((sentence.paragraph, tag));
        }
        while next < marks.len() && marks[next].span.start() < sentence.span.start() {
            next += 1;
        }
        let mut at = sentence.span.start();
        while next < marks.len() && marks[next].span.end() <= sentence.span.end() {
            let mark = &marks[next];
            html.push_str(&escape(article.text.slice(CharSpan::of(at..mark.span.start()))));
            html.push_str(&format!("<mark class=\"{}\" title=\"{}\">{}</mark>", class(mark.kind), escape(&mark.note), escape(article.text.slice(mark.span))));
            at = mark.span.end();
            next += 1;
        }
        html.push_str(&escape(article.text.slice(CharSpan::of(at..sentence.span.end()))));
    }
    if let Some((_, tag)) = open {
        html.push_str(&format!("</{tag}>\n"));
    }
}

fn facts(reading: &Reading, html: &mut String) {
    if reading.rows.facts.is_empty() {
        return;
    }
    html.push_str("<h2>Facts</h2>\n<table><tr><th>subject</th><th>metric</th><th>value</th><th>period</th><th>status</th></tr>\n");
    for fact in &reading.rows.facts {
        let cell = |t: &Option<String>| escape(t.as_deref().unwrap_or("–"));
        html.push_str(&format!(
            "<tr title=\"{}\"><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            escape(fact.evidence.as_deref().unwrap_or_default()),
            cell(&fact.subject),
            cell(&fact.metric),
            cell(&fact.value_text),
            cell(&fact.period_text),
            fact.status
        ));
    }
    html.push_str("</table>\n");
}
