//! Decides how one article is shown: in the terminal, as JSON, or as one HTML page.

use std::io::Write;

use serde_json::{Map, Value};

use super::args::{Common, ShowArgs, ShowFormat};
use super::html;
use super::style::{MarkKind, Style, grouped};
use super::{Exit, Failure};
use crate::article::{Article, RawRecord, SentenceKind};
use crate::assemble;
use crate::extract::{self, Context, Mentions};
use crate::pipeline::{Config, Inputs};
use crate::record::{ArticleRows, for_each_document_table};
use crate::text::CharSpan;
use crate::{record, validate};

/// An article with everything that is found in it.
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its mentions.
    pub mentions: Mentions,
    /// Its rows.
    pub rows: ArticleRows,
}

/// A stretch of the text to mark: where, what, and what to say of it.
pub struct Mark {
    /// Where it stands.
    pub span: CharSpan,
    /// What it is.
    pub kind: MarkKind,
    /// What a reader is told: type, value, rule.
    pub note: String,
}

impl Reading {
    fn of(record: &RawRecord<'_>, config: &Config) -> Self {
        let article = Article::parse(record, &config.read_options());
        let cx = Context::of(&article);
        let mentions = extract::extract(&cx);
        let claims = assemble::assemble(&cx, &mentions);
        let (rows, _) = record::convert(&cx, &mentions, &claims);
        let rows = validate::check(rows).into_inner();
        Self { article, mentions, rows }
    }

    /// The marks of the text, in order, none overlapping.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for m in &self.mentions.entities {
            marks.push(Mark { span: m.span, kind: MarkKind::Entity(m.value.entity_type), note: format!("{} {} · {}", m.value.entity_type, m.value.name, m.rule) });
        }
        for m in &self.mentions.times {
            let value = m.value.value.clone().unwrap_or_default();
            marks.push(Mark { span: m.span, kind: MarkKind::Time, note: format!("{} {value} · {}", m.value.kind, m.rule) });
        }
        for m in &self.mentions.quantities {
            let max = m.value.value_max.map(|v| format!("–{}", v.normalize())).unwrap_or_default();
            marks.push(Mark { span: m.span, kind: MarkKind::Quantity, note: format!("{} {}{max} {} · {}", m.value.comparator, m.value.value.normalize(), m.value.unit, m.rule) });
        }
        marks.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end())));
        let mut end = 0;
        marks.retain(|m| {
            let free = m.span.start() >= end;
            if free {
                end = m.span.end();
            }
            free
        });
        marks
    }
}

/// Shows an article.
pub fn show(common: &Common, args: &ShowArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    let config = Config::read(common.config.as_deref())?;
    let inputs = Inputs::find(std::slice::from_ref(&args.file), &[])?;
    let mut records = Vec::new();
    let mut failed = None;
    inputs.for_each(|item| match item.load() {
        Ok(record) => {
            records.push(record);
            true
        }
        Err(e) => {
            failed = Some(e);
            false
        }
    })?;
    if let Some(e) = failed {
        return Err(e.into());
    }
    if records.is_empty() {
        return Err(format!("expected an article in {}, but found none", args.file.display()).into());
    }
    for record in &records {
        let reading = Reading::of(record, &config);
        match args.format {
            ShowFormat::Text => terminal(&reading, out)?,
            ShowFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&as_json(&reading.rows)?)?)?,
            ShowFormat::Html => writeln!(out, "{}", html::page(&reading))?,
        }
    }
    Ok(Exit::Done)
}

fn as_json(rows: &ArticleRows) -> Result<Value, serde_json::Error> {
    let mut tables = Map::new();
    macro_rules! put {
        (() $($field:ident: $Row:ident,)+) => {
            $(tables.insert(stringify!($field).to_owned(), serde_json::to_value(&rows.$field)?);)+
        };
    }
    for_each_document_table!(put!());
    Ok(Value::Object(tables))
}

fn terminal(reading: &Reading, out: &mut impl Write) -> std::io::Result<()> {
    let style = Style::for_stdout();
    let article = &reading.article;
    let metadata = &article.metadata;
    writeln!(out, "{}", style.strong(metadata.title.as_deref().unwrap_or("(no title)")))?;
    let date = metadata.published_on.map(|d| d.to_string());
    let parts: Vec<String> =
        [metadata.publisher.clone(), metadata.author.clone().map(|a| format!("作者 {a}")), metadata.original_source.clone().map(|s| format!("来源 {s}")), date]
            .into_iter()
            .flatten()
            .collect();
    writeln!(out, "{}", style.faint(&parts.join(" · ")))?;
    let detail = article.status_detail.as_deref().map(|d| format!(": {d}")).unwrap_or_default();
    writeln!(out, "{}", style.faint(&format!("{} {}{detail} · {} characters · {}", article.format, article.status, grouped(article.text.len() as u64), article.path)))?;
    writeln!(out)?;
    let marks = reading.marks();
    let mut next = 0;
    let mut paragraph = None;
    for sentence in article.sentences.iter().filter(|s| s.kind != SentenceKind::Title) {
        if paragraph.is_some_and(|p| p != sentence.paragraph) {
            writeln!(out, "\n")?;
        }
        if paragraph != Some(sentence.paragraph) {
            match sentence.kind {
                SentenceKind::ListItem => write!(out, "  • ")?,
                SentenceKind::Quote => write!(out, "  │ ")?,
                _ => {}
            }
        }
        paragraph = Some(sentence.paragraph);
        while next < marks.len() && marks[next].span.start() < sentence.span.start() {
            next += 1;
        }
        let mut at = sentence.span.start();
        let plain = |from: usize, to: usize| {
            let text = article.text.slice(CharSpan::of(from..to));
            if sentence.kind == SentenceKind::Heading { style.strong(text) } else { text.to_owned() }
        };
        while next < marks.len() && marks[next].span.end() <= sentence.span.end() {
            let mark = &marks[next];
            write!(out, "{}{}", plain(at, mark.span.start()), style.mention(mark.kind, article.text.slice(mark.span)))?;
            at = mark.span.end();
            next += 1;
        }
        write!(out, "{}", plain(at, sentence.span.end()))?;
    }
    writeln!(out, "\n")?;
    claims(reading, style, out)
}

fn claims(reading: &Reading, style: Style, out: &mut impl Write) -> std::io::Result<()> {
    let rows = &reading.rows;
    let text = |t: &Option<String>| t.clone().unwrap_or_else(|| "–".to_owned());
    if !rows.facts.is_empty() {
        writeln!(out, "{}", style.strong("facts"))?;
        for f in &rows.facts {
            let period = f.period_text.as_deref().map(|p| format!(" ({p})")).unwrap_or_default();
            let by = f.attributed_to.as_deref().map(|a| format!(" — {a}")).unwrap_or_default();
            writeln!(out, "  {} · {}: {}{period} {}{}", text(&f.subject), text(&f.metric), style.strong(&text(&f.value_text)), style.faint(f.status.as_str()), style.faint(&by))?;
        }
    }
    let mut list = |name: &str, lines: Vec<String>| -> std::io::Result<()> {
        if !lines.is_empty() {
            writeln!(out, "{}", style.strong(name))?;
            lines.iter().try_for_each(|l| writeln!(out, "  {l}"))?;
        }
        Ok(())
    };
    let day = |a: Option<record::Day>, b: Option<record::Day>| match (a, b) {
        (Some(a), Some(b)) if a == b => format!(" {a}"),
        (Some(a), Some(b)) => format!(" {a} – {b}"),
        _ => String::new(),
    };
    list("positions", rows.positions.iter().map(|p| format!("{} · {}{} [{}]", p.person, p.org.as_deref().unwrap_or_default(), p.position, p.standing)).collect())?;
    list(
        "events",
        rows.events.iter().map(|e| format!("{}{}{}", e.name, day(e.start_date, e.end_date), e.place.as_deref().map(|p| format!(" {p}")).unwrap_or_default())).collect(),
    )?;
    list("event roles", rows.event_roles.iter().map(|r| format!("{} · {}", r.role, r.name)).collect())?;
    list(
        "issuances",
        rows.issuances
            .iter()
            .map(|i| format!("{} {} {} {} [{}]", i.issuer.as_deref().unwrap_or("–"), i.action, i.document, i.date.as_deref().unwrap_or_default(), i.stage))
            .collect(),
    )?;
    list("milestones", rows.milestones.iter().map(|m| format!("{} {}{}", m.subject, m.action, day(m.start_date, m.end_date))).collect())?;
    list("aliases", rows.aliases.iter().map(|a| format!("{} = {}", a.alias, a.full)).collect())
}
