//! Decides how a row is followed back to its source: from its id to file, line and column, with the stretch marked.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::{Common, TraceArgs, TraceFormat};
use super::style::Style;
use super::{Exit, Failure};
use crate::assemble;
use crate::extract::{self, Rule};
use crate::pipeline::Inputs;
use crate::publish::{self, find_row, read_rows};

type Row = Map<String, Value>;

/// Where a stretch of bytes stands in a file: line and column from 1, column in characters.
struct Place {
    line: usize,
    column: usize,
}

fn text<'r>(row: &'r Row, column: &str) -> Option<&'r str> {
    row.get(column).and_then(Value::as_str)
}

fn number(row: &Row, column: &str) -> Option<usize> {
    row.get(column).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok())
}

/// Follows a row.
pub fn trace(common: &Common, args: &TraceArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    let version = publish::resolve(&common.output, args.version.as_deref())?;
    let Some((table, row)) = find_row(&version, &args.id)? else {
        return Err(format!("expected a row with the id {:?} in {}, but there is none. Ids stand in the first column of each table", args.id, version.display()).into());
    };
    let doc_id = text(&row, "doc_id").unwrap_or_default().to_owned();
    let documents: HashMap<String, Row> = read_rows(&version, "documents")
        .filter_map(Result::ok)
        .filter_map(|r| Some((text(&r, "doc_id")?.to_owned(), r)))
        .filter(|(id, r)| *id == doc_id || text(r, "duplicate_of") == Some(&doc_id))
        .collect();
    let document = documents.get(&doc_id).cloned().unwrap_or_default();
    let record = text(&document, "path").and_then(|path| Inputs::find(&args.raw, &[]).ok().and_then(|inputs| inputs.record(path)));
    let sound = record.as_ref().is_some_and(|r| crate::record::sha256_hex(&r.bytes) == text(&document, "raw_sha256").unwrap_or_default());
    // A fact stands where its quantity stands.
    let quantity = text(&row, "quantity_id").filter(|_| table == "facts").and_then(|id| find_in(&version, "quantities", "quantity_id", id));
    let stand = quantity.as_ref().unwrap_or(&row);
    let place = record.as_ref().filter(|_| sound).and_then(|r| place_of(&r.bytes, number(stand, "raw_start")?));
    let sentence = text(&row, "sentence_id").and_then(|id| find_in(&version, "sentences", "sentence_id", id));
    let chain = time_chain(&version, &row);
    let rule = text(&row, "rule").and_then(find_rule);
    let copies: Vec<&Row> = documents.values().filter(|d| text(d, "doc_id") != Some(&doc_id)).collect();
    let traced = Traced {
        table,
        row: &row,
        stand,
        document: &document,
        sentence: sentence.as_ref(),
        place,
        raw: args.raw.first().map(std::path::PathBuf::as_path),
        sound,
        chain,
        rule,
        copies,
    };
    match args.format {
        TraceFormat::Text => traced.terminal(out)?,
        TraceFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&traced.json())?)?,
        TraceFormat::Markdown => traced.markdown(out)?,
    }
    Ok(Exit::Done)
}

fn find_in(version: &Path, table: &str, column: &str, id: &str) -> Option<Row> {
    read_rows(version, table).filter_map(Result::ok).find(|r| text(r, column) == Some(id))
}

/// The times that a period was resolved from, one leaning on the next.
fn time_chain(version: &Path, row: &Row) -> Vec<Row> {
    let mut chain = Vec::new();
    let mut next = text(row, "time_id").map(str::to_owned);
    while let Some(id) = next.take().filter(|_| chain.len() < 8) {
        if let Some(time) = find_in(version, "times", "time_id", &id) {
            next = text(&time, "anchor").filter(|a| a.contains(":t")).map(str::to_owned);
            chain.push(time);
        }
    }
    chain
}

fn find_rule(id: &str) -> Option<&'static Rule> {
    extract::rules().into_iter().chain(assemble::rules()).find(|r| r.id == id)
}

fn place_of(bytes: &[u8], at: usize) -> Option<Place> {
    let before = bytes.get(..at)?;
    let line = before.split(|b| *b == b'\n').count();
    let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    Some(Place { line, column: String::from_utf8_lossy(&before[start..]).chars().count() + 1 })
}

struct Traced<'a> {
    table: &'a str,
    row: &'a Row,
    stand: &'a Row,
    document: &'a Row,
    sentence: Option<&'a Row>,
    place: Option<Place>,
    raw: Option<&'a Path>,
    sound: bool,
    chain: Vec<Row>,
    rule: Option<&'static Rule>,
    copies: Vec<&'a Row>,
}

impl Traced<'_> {
    /// File, line and column, as editors open them.
    fn location(&self) -> String {
        let path = text(self.document, "path").unwrap_or("?");
        let path = self.raw.filter(|r| r.is_dir()).map_or_else(|| path.to_owned(), |r| r.join(path).display().to_string());
        match &self.place {
            Some(place) => format!("{path}:{}:{}", place.line, place.column),
            None => path,
        }
    }

    /// The sentence in three parts, the row's own stretch in the middle.
    fn sentence_parts(&self) -> Option<(String, String, String)> {
        let sentence = self.sentence?;
        let (from, to) = (number(sentence, "start")?, number(sentence, "end")?);
        let chars: Vec<char> = text(sentence, "text")?.chars().collect();
        let (start, end) = (number(self.stand, "start")?.clamp(from, to) - from, number(self.stand, "end")?.clamp(from, to) - from);
        let part = |a: usize, b: usize| chars.get(a..b).unwrap_or_default().iter().collect::<String>();
        Some((part(0, start), part(start, end), part(end, chars.len())))
    }

    /// The row in a line.
    fn gist(&self) -> String {
        let get = |c: &str| text(self.row, c).unwrap_or("–").to_owned();
        match self.table {
            "facts" => {
                let period = text(self.row, "period_text").map(|p| format!(" ({p})")).unwrap_or_default();
                let by = text(self.row, "attributed_to").map(|a| format!(", says {a}")).unwrap_or_default();
                format!("{} · {}: {}{period} [{}]{by}", get("subject"), get("metric"), get("value_text"), get("status"))
            }
            "positions" => format!("{} · {} {} [{}]", get("person"), text(self.row, "org").unwrap_or_default(), get("position"), get("standing")),
            "issuances" => format!("{} {} {} {}", get("issuer"), get("action"), get("document"), text(self.row, "date").unwrap_or_default()),
            "milestones" => format!("{} {} {}", get("subject"), get("action"), text(self.row, "start_date").unwrap_or_default()),
            _ => text(self.row, "text").or_else(|| text(self.row, "name")).or_else(|| text(self.row, "title")).unwrap_or_default().to_owned(),
        }
    }

    fn terminal(&self, out: &mut impl Write) -> std::io::Result<()> {
        let style = Style::for_stdout();
        writeln!(out, "{} {}", style.strong(self.table), self.gist())?;
        let state = if self.sound { String::new() } else { style.bad(" (the scrape is not there, or has changed since)") };
        writeln!(out, "  {} {}{state}", style.faint("at"), style.strong(&self.location()))?;
        let outlet = [text(self.document, "title"), text(self.document, "publisher"), text(self.document, "published_on")].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        writeln!(out, "  {} {outlet}", style.faint("in"))?;
        if let Some(url) = text(self.document, "url") {
            writeln!(out, "     {}", style.faint(url))?;
        }
        if let Some((before, stretch, behind)) = self.sentence_parts() {
            writeln!(out, "\n  {before}{}{behind}\n", style.mark(&stretch))?;
        }
        if let (Some(a), Some(b)) = (number(self.stand, "raw_start"), number(self.stand, "raw_end")) {
            writeln!(out, "  {} {a}–{b} of a record with SHA-256 {}", style.faint("bytes"), text(self.document, "raw_sha256").unwrap_or_default())?;
        }
        for time in &self.chain {
            let days = [text(time, "start_date"), text(time, "end_date")].into_iter().flatten().collect::<Vec<_>>().join(" – ");
            writeln!(
                out,
                "  {} {} = {days} {}",
                style.faint("time"),
                text(time, "text").unwrap_or_default(),
                style.faint(&format!("({}, from {})", text(time, "rule").unwrap_or_default(), text(time, "anchor").unwrap_or_default()))
            )?;
        }
        if let Some(rule) = self.rule {
            writeln!(out, "  {} {} {}", style.faint("rule"), rule.id, style.faint(rule.summary))?;
            writeln!(out, "       {} {}", style.faint("matches"), rule.matches)?;
            writeln!(out, "       {} {}", style.faint("yields "), rule.yields)?;
        }
        for copy in &self.copies {
            writeln!(
                out,
                "  {} {} · {} {}",
                style.faint("also in"),
                text(copy, "publisher").unwrap_or_default(),
                text(copy, "published_on").unwrap_or_default(),
                text(copy, "path").unwrap_or_default()
            )?;
        }
        Ok(())
    }

    fn markdown(&self, out: &mut impl Write) -> std::io::Result<()> {
        if let Some((before, stretch, behind)) = self.sentence_parts() {
            writeln!(out, "> {before}**{stretch}**{behind}\n>")?;
        }
        let title = text(self.document, "title").unwrap_or("(no title)");
        let linked = text(self.document, "url").map_or_else(|| title.to_owned(), |url| format!("[{title}]({url})"));
        let outlet = [text(self.document, "publisher"), text(self.document, "published_on")].into_iter().flatten().collect::<Vec<_>>().join(", ");
        writeln!(out, "> — {linked}, {outlet}. `{}`", text(self.row, first_column(self.row)).unwrap_or_default())
    }

    fn json(&self) -> Value {
        json!({
            "table": self.table,
            "row": self.row,
            "location": self.location(),
            "record_unchanged": self.sound,
            "document": self.document.iter().filter(|(k, _)| *k != "text").map(|(k, v)| (k.clone(), v.clone())).collect::<Map<_, _>>(),
            "sentence": self.sentence,
            "times": self.chain,
            "rule": self.rule.map(|r| json!({ "id": r.id, "summary": r.summary, "matches": r.matches, "yields": r.yields, "does_not_match": r.does_not_match, "example": r.example })),
            "also_in": self.copies.iter().map(|c| json!({ "doc_id": c["doc_id"], "path": c["path"] })).collect::<Vec<_>>(),
        })
    }
}

fn first_column(row: &Row) -> &'static str {
    [
        "fact_id",
        "quantity_id",
        "time_id",
        "mention_id",
        "position_id",
        "event_id",
        "event_role_id",
        "event_person_id",
        "issuance_id",
        "milestone_id",
        "alias_id",
        "sentence_id",
        "cut_id",
        "note_id",
        "doc_id",
    ]
    .into_iter()
    .find(|c| row.get(*c).and_then(Value::as_str).is_some_and(|id| !id.is_empty()))
    .unwrap_or("doc_id")
}
