//! Decides how `jushi parse` reads lines and prints mentions: a line of JSON for a line of text, flushed.

use std::io::{self, BufRead, Write};

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use serde_json::{Value, json};

use super::args::{Dimension, ParseArgs};
use super::{Exit, Failure};
use crate::article::Article;
use crate::extract::time::{Clock, TimeValue};
use crate::extract::{self, Context, TimeKind, numeral};
use crate::text::CharSpan;

/// Reads a text, or lines of standard input.
pub fn parse(args: &ParseArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    let reference = match &args.reference {
        Some(text) => Some(moment(text).ok_or_else(|| format!("expected a day or date-time such as 2023-03-24 or 2023-03-24T10:00:00, but found {text:?}"))?),
        None => None,
    };
    let wanted = |d: Dimension| args.dimensions.is_empty() || args.dimensions.contains(&d);
    if args.text != "-" {
        writeln!(out, "{}", mentions(None, &args.text, reference, &wanted))?;
        return Ok(Exit::Done);
    }
    for line in io::stdin().lock().lines() {
        let line = line?;
        let object: Option<Value> = if line.trim_start().starts_with('{') { serde_json::from_str(&line).ok() } else { None };
        let result = match object.as_ref().and_then(|o| o["text"].as_str().map(|t| (o, t))) {
            Some((object, text)) => {
                let own = object["reference"].as_str().and_then(moment);
                mentions(Some(&object["id"]), text, own.or(reference), &wanted)
            }
            None => mentions(None, &line, reference, &wanted),
        };
        writeln!(out, "{result}")?;
        out.flush()?;
    }
    Ok(Exit::Done)
}

/// The moment of speaking; of a day its beginning.
fn moment(text: &str) -> Option<NaiveDateTime> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(day.and_time(NaiveTime::MIN));
    }
    ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M"].iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok())
}

fn mentions(id: Option<&Value>, text: &str, reference: Option<NaiveDateTime>, wanted: &dyn Fn(Dimension) -> bool) -> Value {
    let article = Article::plain(text, reference.map(|r| r.date()));
    let cx = Context::utterance(&article, reference.map_or(NaiveTime::MIN, |r| r.time()));
    let found = extract::extract(&cx);
    let mut rows: Vec<(CharSpan, Value)> = Vec::new();
    let surface = |span: CharSpan| article.text.slice(span);
    if wanted(Dimension::Numeral) {
        for m in numeral::find(&cx) {
            let show = |v: Option<rust_decimal::Decimal>| v.map(|v| v.normalize().to_string());
            rows.push((m.span, json!({ "dimension": "numeral", "surface": surface(m.span), "offset": [m.span.start(), m.span.end()], "kind": m.kind.as_str(), "value": show(m.value), "value_max": show(m.value_max) })));
        }
    }
    if wanted(Dimension::Quantity) {
        for m in &found.quantities {
            let q = &m.value;
            rows.push((
                m.span,
                json!({ "dimension": "quantity", "surface": surface(m.span), "offset": [m.span.start(), m.span.end()], "kind": q.kind.as_str(), "value": q.value.normalize().to_string(),
                    "value_max": q.value_max.map(|v| v.normalize().to_string()), "unit": q.unit, "comparator": q.comparator.as_str(), "rule": m.rule }),
            ));
        }
    }
    if wanted(Dimension::Time) {
        for m in &found.times {
            let (kind, start, end) = time_of(&m.value);
            let (seconds, every) = match m.value.kind {
                TimeKind::Set => (None, m.value.seconds),
                _ => (m.value.seconds, None),
            };
            rows.push((
                m.span,
                json!({ "dimension": "time", "surface": surface(m.span), "offset": [m.span.start(), m.span.end()], "kind": kind, "start": start, "end": end, "value": m.value.value, "seconds": seconds, "every": every, "rule": m.rule }),
            ));
        }
    }
    if wanted(Dimension::Entity) {
        for m in &found.entities {
            rows.push((m.span, json!({ "dimension": "entity", "surface": surface(m.span), "offset": [m.span.start(), m.span.end()], "type": m.value.entity_type.as_str(), "value": m.value.name, "rule": m.rule })));
        }
    }
    rows.sort_by_key(|(span, _)| (span.start(), span.end()));
    json!({ "id": id, "mentions": rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>() })
}

/// Kind, start and end of a time, with the time of day where one is given.
fn time_of(value: &TimeValue) -> (&'static str, Option<String>, Option<String>) {
    let day = |d: Option<NaiveDate>| d.map(|d| d.to_string());
    let join = |d: Option<NaiveDate>, clock: String| d.map_or_else(|| format!("T{clock}"), |d| format!("{d}T{clock}"));
    match (value.kind, value.start_time, value.end_time, value.part_of_day) {
        (TimeKind::Duration, ..) => ("duration", None, None),
        (TimeKind::Set, ..) => ("set", None, None),
        (_, start, end, _) if value.open => ("timeperiod", start.map(|c| join(value.start, c.iso())), end.map(|c| moment_of(value.end, c, true))),
        (_, Some(start), Some(end), _) => (
            "timeperiod",
            Some(join(value.start, start.iso())),
            Some(moment_of(value.end, Clock { minute: Some(end.minute.unwrap_or(0)), second: Some(end.second.unwrap_or(0)), ..end }, false)),
        ),
        (_, Some(clock), None, _) => ("time", Some(moment_of(value.start, clock, false)), Some(moment_of(value.start, clock, true))),
        (_, None, _, Some((from, to))) => {
            let (_, to) = value.end_part_of_day.unwrap_or((from, to));
            // The early part of the day ends on the hour, as there is no word for what follows it before noon.
            let last = if (from, to) == (8, 12) {
                "12:00:00".to_owned()
            } else if to == 24 {
                "23:59:59".to_owned()
            } else {
                format!("{:02}:59:59", to - 1)
            };
            ("timeperiod", Some(join(value.start, format!("{from:02}:00:00"))), Some(join(value.end, last)))
        }
        (kind, ..) => (if kind == TimeKind::Date { "date" } else { "period" }, day(value.start), day(value.end)),
    }
}

/// The first or last second of a time of the clock; 24点 is midnight of the next day.
fn moment_of(day: Option<NaiveDate>, clock: Clock, last: bool) -> String {
    let (day, hour) = if clock.hour == 24 { (day.map(|d| d + Duration::days(1)), 0) } else { (day, clock.hour) };
    let minute = clock.minute.unwrap_or(if last { 59 } else { 0 });
    let second = clock.second.unwrap_or(if last { 59 } else { 0 });
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    day.map_or_else(|| format!("T{clock}"), |d| format!("{d}T{clock}"))
}
