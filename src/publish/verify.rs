//! Decides whether a version is whole and true.
//!
//! Whole: every file is there, has its size and digest, and nothing else is. True: rows pass their schemas, ids are unique,
//! references lead somewhere, and every span slices to its surface. With the raw records at hand, the proof of the contract:
//! the record is read afresh, and the kept bytes inside a row's raw span, decoded, give its surface.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use encoding_rs::Encoding;
use serde_json::{Map, Value};

use super::files;
use super::manifest::Manifest;
use super::read::{read_rows, table_files};
use super::{Error, Result};
use crate::article::{Article, Format, RawRecord, ReadOptions};
use crate::record::{primary_key, reference, sha256_hex, table_info, table_names};
use crate::text::{CharSpan, SegmentKind, is_blank, is_dropped};
use crate::validate;

/// Something wrong with a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file or row that it concerns.
    pub place: String,
    /// What was expected and what was found.
    pub message: String,
}

/// What was checked, beside what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Files checked.
    pub files: usize,
    /// Rows checked.
    pub rows: usize,
    /// Spans held against the text.
    pub spans: usize,
    /// Spans proved against the raw records.
    pub proofs: usize,
    /// Documents whose record was not at hand.
    pub unproved_documents: usize,
}

/// Beyond so many findings a version is broken and the rest is noise.
const MOST_FINDINGS: usize = 200;

/// Reads the raw record of a document's path.
pub type RawReader<'a> = dyn Fn(&str) -> Option<RawRecord<'static>> + 'a;

/// Checks a version; with `raw`, every row against the bytes it came from.
///
/// # Errors
/// Where the manifest cannot be read.
pub fn verify(version: &Path, raw: Option<&RawReader<'_>>, options: &ReadOptions) -> Result<Report> {
    let manifest = Manifest::read(version)?;
    let mut report = Report::default();
    let written = fs::read_to_string(version.join("manifest.json")).unwrap_or_default();
    if manifest.expected_digest() != manifest.digest || manifest.to_json() != written {
        report.find("manifest.json", "expected the manifest as it was published, but found one that was changed since");
    }
    check_files(version, &manifest, &mut report)?;
    let broken: bool = !report.findings.is_empty();
    if !broken {
        check_rows(version, &manifest, raw, options, &mut report);
    }
    report.findings.truncate(MOST_FINDINGS);
    Ok(report)
}

impl Report {
    fn find(&mut self, place: impl Into<String>, message: impl Into<String>) {
        if self.findings.len() <= MOST_FINDINGS {
            self.findings.push(Finding { place: place.into(), message: message.into() });
        }
    }
}

fn check_files(version: &Path, manifest: &Manifest, report: &mut Report) -> Result<()> {
    let mut expected: HashSet<String> = HashSet::from(["manifest.json".to_owned()]);
    for file in &manifest.files {
        expected.insert(file.path.clone());
        report.files += 1;
        let path = version.join(&file.path);
        if !path.is_file() {
            report.find(&file.path, "expected the file that the manifest names, but it is missing");
            continue;
        }
        let (bytes, sha256) = files::digest_of(&path)?;
        if bytes != file.bytes {
            report.find(&file.path, format!("expected {} bytes, but found {bytes}", file.bytes));
        } else if sha256 != file.sha256 {
            report.find(&file.path, format!("expected SHA-256 {}, but found {sha256}", file.sha256));
        }
    }
    let mut found = Vec::new();
    list(version, version, &mut found)?;
    for name in found.into_iter().filter(|n| !expected.contains(n)) {
        report.find(&name, "expected only the files that the manifest names, but found this one");
    }
    Ok(())
}

fn list(root: &Path, dir: &Path, out: &mut Vec<String>) -> Result<()> {
    let mut entries: Vec<_> = fs::read_dir(dir).map_err(Error::io("cannot list", dir))?.flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            list(root, &path, out)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            out.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}

fn text<'r>(row: &'r Map<String, Value>, column: &str) -> Option<&'r str> {
    row.get(column).and_then(Value::as_str)
}

fn number(row: &Map<String, Value>, column: &str) -> Option<usize> {
    row.get(column).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok())
}

/// What a document's rows are held against.
struct DocumentText {
    chars: Vec<char>,
    path: String,
    raw_sha256: String,
}

fn check_rows(version: &Path, manifest: &Manifest, raw: Option<&RawReader<'_>>, options: &ReadOptions, report: &mut Report) {
    let mut documents: HashMap<String, DocumentText> = HashMap::new();
    let mut ids: HashMap<&'static str, HashSet<String>> = HashMap::new();
    // What is proved against the raw bytes, by document: raw span, characters, the row's id.
    let mut spans: HashMap<String, Vec<(usize, usize, usize, usize, String)>> = HashMap::new();
    let mut references: Vec<(&'static str, String, &'static str, String)> = Vec::new();
    for table in table_names() {
        let Some(info) = table_info(table) else { continue };
        let Some(schema) = validate::schema_of(table) else { continue };
        if table_files(version, table).is_empty() {
            report.find(table, "expected a file for every table, but there is none");
            continue;
        }
        let keys = primary_key(table);
        // A document's rows are looked for where their text is.
        let leads: Vec<(&'static str, &'static str)> = info.columns().filter_map(|c| reference(table, c).map(|(target, _)| (c, target))).filter(|(c, _)| *c != "doc_id").collect();
        let mut rows = 0_u64;
        for row in read_rows(version, table) {
            let row = match row {
                Ok(row) => row,
                Err(e) => {
                    report.find(table, e.to_string());
                    break;
                }
            };
            rows += 1;
            report.rows += 1;
            let id = keys.iter().map(|c| text(&row, c).unwrap_or_default()).collect::<Vec<_>>().join(" ");
            if !ids.entry(table).or_default().insert(id.clone()) {
                report.find(format!("{table} {id}"), "expected an id of its own, but another row has the same");
            }
            let value = Value::Object(row);
            if let Some(violation) = schema.violations(&value).first() {
                report.find(format!("{table} {id}"), format!("{} (at {})", violation.message, violation.pointer));
            }
            let Value::Object(row) = value else { continue };
            if table == "documents" {
                references.extend(text(&row, "duplicate_of").map(|first| (table, format!("{id} duplicate_of"), "documents", first.to_owned())));
                let body = text(&row, "text").unwrap_or_default();
                if row.get("text").is_some_and(|t| !t.is_null()) && sha256_hex(body.as_bytes()) != text(&row, "text_sha256").unwrap_or_default() {
                    report.find(format!("{table} {id}"), "expected text_sha256 to be the text's, but it is another");
                }
                let entry = DocumentText {
                    chars: body.chars().collect(),
                    path: text(&row, "path").unwrap_or_default().to_owned(),
                    raw_sha256: text(&row, "raw_sha256").unwrap_or_default().to_owned(),
                };
                documents.insert(id, entry);
                continue;
            }
            for (column, target) in &leads {
                if let Some(named) = text(&row, column) {
                    references.push((table, format!("{id} {column}"), target, named.to_owned()));
                }
            }
            check_span(table, &id, &row, &documents, &mut spans, report);
        }
        if manifest.tables.get(table).is_none_or(|t| t.rows != rows) {
            report.find(table, format!("expected {} rows, but found {rows}", manifest.tables.get(table).map_or(0, |t| t.rows)));
        }
    }
    for (table, place, target, named) in &references {
        if !ids.get(target).is_some_and(|known| known.contains(named)) {
            report.find(format!("{table} {place}"), format!("expected a row {named} in {target}, but there is none"));
        }
    }
    if let Some(raw) = raw {
        prove(&documents, &spans, raw, options, report);
    }
}

/// Holds a row's span against the text, and keeps it for the proof.
fn check_span(
    table: &str,
    id: &str,
    row: &Map<String, Value>,
    documents: &HashMap<String, DocumentText>,
    spans: &mut HashMap<String, Vec<(usize, usize, usize, usize, String)>>,
    report: &mut Report,
) {
    let Some(doc_id) = text(row, "doc_id") else { return };
    let Some(document) = documents.get(doc_id) else {
        report.find(format!("{table} {id}"), format!("expected a document {doc_id}, but there is none"));
        return;
    };
    let (Some(start), Some(end)) = (number(row, "start"), number(row, "end")) else { return };
    report.spans += 1;
    let Some(slice) = document.chars.get(start..end) else {
        report.find(format!("{table} {id}"), format!("expected a span within {} characters, but found {start}..{end}", document.chars.len()));
        return;
    };
    let surface = text(row, if table == "facts" { "evidence" } else { "text" });
    if let Some(surface) = surface
        && !surface.chars().eq(slice.iter().copied())
    {
        report.find(format!("{table} {id}"), format!("expected the text at {start}..{end} to be {surface:?}, but found {:?}", slice.iter().collect::<String>()));
    }
    for (from, to) in [("subject_start", "subject_end"), ("metric_start", "metric_end"), ("attributed_start", "attributed_end")] {
        if let (Some(a), Some(b)) = (number(row, from), number(row, to))
            && document.chars.get(a..b).is_none_or(<[char]>::is_empty)
        {
            report.find(format!("{table} {id}"), format!("expected {from} and {to} to be a span of the text, but found {a}..{b}"));
        }
    }
    if let (Some(raw_start), Some(raw_end)) = (number(row, "raw_start"), number(row, "raw_end")) {
        spans.entry(doc_id.to_owned()).or_default().push((raw_start, raw_end, start, end, id.to_owned()));
    }
}

/// The proof of the contract, for every row with a span.
fn prove(
    documents: &HashMap<String, DocumentText>,
    spans: &HashMap<String, Vec<(usize, usize, usize, usize, String)>>,
    raw: &RawReader<'_>,
    options: &ReadOptions,
    report: &mut Report,
) {
    let mut ordered: Vec<(&String, &DocumentText)> = documents.iter().collect();
    ordered.sort_by_key(|(id, _)| *id);
    for (doc_id, document) in ordered {
        let Some(record) = raw(&document.path).filter(|r| sha256_hex(&r.bytes) == document.raw_sha256) else {
            report.unproved_documents += 1;
            if spans.contains_key(doc_id) {
                report
                    .find(format!("documents {doc_id}"), format!("expected the record {} with SHA-256 {}, but it is not there or has changed", document.path, document.raw_sha256));
            }
            continue;
        };
        let article = Article::parse(&record, options);
        if !article.text.as_str().chars().eq(document.chars.iter().copied()) {
            report.find(format!("documents {doc_id}"), "expected the record to read as the published text, but it reads otherwise");
            continue;
        }
        for (raw_start, raw_end, start, end, id) in spans.get(doc_id).into_iter().flatten() {
            report.proofs += 1;
            if let Err(message) = prove_span(&article, &record, (*raw_start, *raw_end), CharSpan::of(*start..*end)) {
                report.find(id, message);
            }
        }
    }
}

/// Decodes the kept ranges inside a row's raw span, in order, and holds them against its surface without synthetic characters.
/// A row of facts or positions has the raw span of its quantity or person, which lies within its evidence.
fn prove_span(article: &Article, record: &RawRecord<'_>, raw: (usize, usize), span: CharSpan) -> std::result::Result<(), String> {
    let bytes = article.text.bytes(span);
    let (mut first, mut last) = (None, 0);
    for kept in article.map.kept(bytes) {
        first.get_or_insert(kept.raw.start());
        last = kept.raw.end();
        let written = record.bytes.get(kept.raw.range()).ok_or_else(|| format!("expected raw bytes {}, but the record ends before them", kept.raw))?;
        let surface = &article.text.as_str()[kept.text.range()];
        let sound = match kept.kind {
            SegmentKind::Verbatim => written == surface.as_bytes(),
            SegmentKind::Decoded => decodes_to(written, surface, article.encoding, record.format == Format::Json),
            SegmentKind::Synthetic => true,
        };
        if !sound {
            return Err(format!("expected raw bytes {} to decode to {surface:?}, but they are {:?}", kept.raw, String::from_utf8_lossy(written)));
        }
    }
    let Some(first) = first else { return Err("expected raw bytes for the span, but every character of it is synthetic".to_owned()) };
    if (first, last) == raw || first <= raw.0 && raw.1 <= last { Ok(()) } else { Err(format!("expected the raw span {first}-{last}, but found {}-{}", raw.0, raw.1)) }
}

/// Whether raw bytes stand for a text: through the encoding, a JSON escape, a character reference, a Markdown or YAML escape,
/// or as a run of blanks.
fn decodes_to(written: &[u8], surface: &str, encoding: &str, json: bool) -> bool {
    let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    let text = encoding.decode_without_bom_handling(written).0.into_owned();
    let text = if json { serde_json::from_str::<String>(&format!("\"{text}\"")).unwrap_or(text) } else { text };
    let blank = |t: &str| !t.is_empty() && t.chars().all(|c| is_blank(c) || is_dropped(c) || matches!(c, '\n' | '\r'));
    let unescaped = html_escape::decode_html_entities(&text).into_owned();
    let closed = html_escape::decode_html_entities(&format!("{text};")).into_owned();
    text == surface
        || unescaped == surface
        || closed == surface
        || text.strip_prefix('\\') == Some(surface)
        || text.replace("''", "'") == surface
        || surface == " " && (blank(&text) || blank(&unescaped))
        || surface == "\u{FFFD}"
        || text.trim_matches('`').trim() == surface
}
