//! Decides which of several things each of several values belongs to: 福建、上海、湖北分别有32家、26家和25家.
//!
//! Values behind 分别 follow one another in the order of what stands before it: subjects, measures of one subject, or times; a
//! range of as many years as there are values is one year for each.

use chrono::{Datelike, NaiveDate};

use super::FactClaim;
use super::measure::{Slot, base_text};
use super::subject;
use crate::assemble::SubjectFrom;
use crate::assemble::clause::{Clause, Of, SentenceView};
use crate::lexicon::TokenTag;

/// The words that pair.
const PAIRS: &[&str] = &["分别", "分别为", "分别是", "分别达", "分别达到"];

/// What joins the items, and the values.
const JOINS: &[&str] = &["、", "和", "与", "及", "以及", "/"];

/// Gives a value of a pairing what stands at its place in the other list.
pub fn distribute(slot: &Slot<'_, '_>, claim: &mut FactClaim) {
    let view = slot.view;
    let Some(pair) = (0..slot.at).rev().find(|at| PAIRS.contains(&view.says(slot.clause, *at))) else { return };
    let Some((rank, count)) = rank(slot, pair) else { return };
    let head = view.head(slot.clause, pair);
    // Where the clause begins with 分别, the list stands in the one before.
    let before = view.clauses_before(slot.number).next().filter(|_| pair <= head);
    let (clause, floor, stop) = before.map_or((slot.clause, head, pair), |n| (&view.clauses[n], 0, view.clauses[n].units.len()));
    match items(view, clause, floor, stop, count) {
        Some((items, end)) => give_item(slot, claim, clause, &items, rank, (end, pair)),
        None => give_time(slot, claim, pair, (rank, count)),
    }
}

/// The place of a value among those behind 分别 that nothing but marks joins, and their number.
fn rank(slot: &Slot<'_, '_>, pair: usize) -> Option<(usize, usize)> {
    let (view, clause) = (slot.view, slot.clause);
    let is_value = |at: usize| matches!(view.unit(clause, at).of, Of::Quantity(_));
    let mut values: Vec<usize> = Vec::new();
    for at in (pair + 1..clause.units.len()).filter(|at| is_value(*at)) {
        let joined = values.last().is_none_or(|last| (last + 1..at).all(|i| JOINS.contains(&view.says(clause, i)) || view.says(clause, i) == " "));
        if !joined {
            break;
        }
        values.push(at);
    }
    let rank = values.iter().position(|at| *at == slot.at)?;
    (values.len() >= 2).then_some((rank, values.len()))
}

/// The last list of so many items before a unit, each without a verb or a figure, and where it ends.
fn items(view: &SentenceView<'_>, clause: &Clause, floor: usize, stop: usize, count: usize) -> Option<(Vec<(usize, usize)>, usize)> {
    let unit = |at: usize| view.unit(clause, at);
    let part = |at: usize| {
        view.is_nominal(unit(at))
            || unit(at).of == Of::Word && matches!(unit(at).tag, TokenTag::Adjective | TokenTag::Number | TokenTag::Latin)
            || matches!(view.says(clause, at), "“" | "”" | "「" | "」" | " " | "-")
    };
    let joins: Vec<usize> = (floor..stop).filter(|at| unit(*at).of == Of::Word && JOINS.contains(&view.says(clause, *at))).collect();
    let joins = &joins[joins.len().checked_sub(count - 1)?..];
    let first = *joins.first()?;
    let mut start = (floor..first).rev().take_while(|at| part(*at)).last()?;
    let mut items = Vec::with_capacity(count);
    for join in joins {
        items.push((start, *join));
        start = join + 1;
    }
    let end = (start..stop).find(|at| !part(*at)).unwrap_or(stop);
    items.push((start, end));
    let sound = items.iter().all(|(from, to)| from < to && !(*from..*to).any(|at| view.is_verb(unit(at)) || matches!(unit(at).of, Of::Quantity(_))));
    sound.then_some((items, end))
}

/// Makes an item the metric where all are measures, else the subject.
fn give_item(slot: &Slot<'_, '_>, claim: &mut FactClaim, clause: &Clause, items: &[(usize, usize)], rank: usize, (end, pair): (usize, usize)) {
    let view = slot.view;
    let own = std::ptr::eq(clause, slot.clause);
    let (from, to) = items[rank];
    let verb = || claim.metric_text.strip_prefix(&base_text(&claim.metric_text)).unwrap_or_default().to_owned();
    let span = view.stretch(clause, from, to);
    let measures = items.iter().all(|(_, to)| view.is_measure(view.unit(clause, to - 1)) || view.unit(clause, to - 1).tag == TokenTag::VerbNoun);
    if own && measures {
        let verb = if claim.change.is_some() { verb() } else { String::new() };
        (claim.metric, claim.metric_text) = (span, format!("{}{verb}", view.slice(span)));
        return;
    }
    // 苹果、谷歌股价分别: the last item may hold the measure of all.
    let (about, measure) = view.split(clause, from, to);
    let span = if rank + 1 == items.len() && about > from && measure < to { view.stretch(clause, from, about) } else { span };
    let Some((span, text)) = subject::of_phrase(view, span) else { return };
    let list = view.unit(clause, items[0].0).span.start();
    let last = view.unit(clause, items[items.len() - 1].0).span.start();
    // A metric that took the list in is what stands between the list and 分别.
    let tail_from = if end < pair && view.says(clause, end) == "的" { end + 1 } else { end };
    if own && tail_from < pair && claim.metric.start() <= last && claim.metric.end() > list {
        let tail = view.stretch(clause, tail_from, pair);
        let verb = if claim.change.is_some() { verb() } else { String::new() };
        (claim.metric, claim.metric_text) = (tail, format!("{}{verb}", view.slice(tail).trim()));
    }
    let origin = if own { SubjectFrom::Clause } else { SubjectFrom::Sentence };
    (claim.subject, claim.subject_text, claim.subject_from) = (Some(span), Some(text), Some(origin));
}

/// Gives a value the time at its place: one of as many times, or a year of a range of as many.
fn give_time(slot: &Slot<'_, '_>, claim: &mut FactClaim, pair: usize, (rank, count): (usize, usize)) {
    let view = slot.view;
    let in_clause = |clause: &Clause, upto: usize| -> Vec<usize> {
        (0..upto).filter_map(|at| if let Of::Time(time) = view.unit(clause, at).of { Some(time) } else { None }).filter(|t| view.all.times[*t].value.start.is_some()).collect()
    };
    let own = in_clause(slot.clause, pair);
    let earlier = || view.clauses_before(slot.number).take(2).map(|n| in_clause(&view.clauses[n], view.clauses[n].units.len())).find(|times| !times.is_empty());
    let (times, from) = if own.is_empty() { (earlier().unwrap_or_default(), SubjectFrom::Sentence) } else { (own, SubjectFrom::Clause) };
    let value = |time: usize| &view.all.times[time].value;
    if times.len() == count {
        let time = times[rank];
        (claim.start, claim.end, claim.time, claim.period_from) = (value(time).start, value(time).end, Some(time), Some(from));
    } else if let ([time], Some(start), Some(end)) = (&times[..], times.first().and_then(|t| value(*t).start), times.first().and_then(|t| value(*t).end)) {
        let years = end.year() - start.year() + 1;
        let year = start.year() + i32::try_from(rank).unwrap_or_default();
        if start.ordinal() == 1 && usize::try_from(years) == Ok(count) {
            let last = if rank + 1 == count { Some(end) } else { NaiveDate::from_ymd_opt(year, 12, 31) };
            (claim.start, claim.end, claim.time, claim.period_from) = (NaiveDate::from_ymd_opt(year, 1, 1), last, Some(*time), Some(from));
        }
    }
}
