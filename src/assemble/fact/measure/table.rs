//! Decides what a cell of a table measures.

use crate::article::SentenceKind;
use crate::assemble::clause::SentenceView;
use crate::text::CharSpan;

use super::{About, Found, Slot};
use crate::assemble::fact::rules::METRIC_REACHES;

/// The cells of a table row, as stretches.
pub(super) fn cells(view: &SentenceView<'_>) -> Vec<CharSpan> {
    let text = view.cx.text();
    let mut cells = Vec::new();
    let mut start = view.span.start();
    for at in view.span.range() {
        if text.at(at) == '|' && text.before(at) == ' ' {
            cells.push(text.trim(CharSpan::of(start..at)));
            start = at + 1;
        }
    }
    cells.push(text.trim(CharSpan::of(start.min(view.span.end())..view.span.end())));
    cells
}

/// A cell of a table: the head of its column is the metric, the first cell of its row the subject.
pub(super) fn in_table(slot: &Slot<'_, '_>) -> Option<Found> {
    let view = slot.view;
    if view.kind() != SentenceKind::TableRow {
        return None;
    }
    let sentences = &view.cx.article.sentences;
    let first = (0..=view.number).rev().take_while(|n| sentences[*n].kind == SentenceKind::TableRow).last()?;
    let row = cells(view);
    let column = row.iter().position(|c| c.contains(slot.quantity.span))?;
    if first == view.number || column == 0 {
        return None;
    }
    let text = view.cx.text();
    let head_row = sentences[first].span;
    let mut heads = Vec::new();
    let mut start = head_row.start();
    for at in head_row.range() {
        if text.at(at) == '|' && text.before(at) == ' ' {
            heads.push(text.trim(CharSpan::of(start..at)));
            start = at + 1;
        }
    }
    heads.push(text.trim(CharSpan::of(start..head_row.end())));
    let head = *heads.get(column)?;
    // The unit is no part of the metric: 营业收入 / 亿元, 金额（万元）.
    let end = head.range().find(|at| matches!(text.at(*at), '/' | '（' | '(' | '：')).unwrap_or(head.end());
    let metric = text.trim(CharSpan::of(head.start()..end));
    let subject = row[0];
    if metric.is_empty() || subject.is_empty() || heads.len() != row.len() {
        return None;
    }
    // A bare 同比 or 占比 is of the column before.
    let written = view.slice(metric);
    let whole = if matches!(written, "同比" | "同比增长" | "增长" | "增速" | "同比增速" | "增幅" | "环比" | "占比" | "同比增减" | "同比变动") && column > 1
    {
        let before = heads[column - 1];
        let stop = before.range().find(|at| matches!(text.at(*at), '/' | '（' | '(' | '：')).unwrap_or(before.end());
        let before = text.trim(CharSpan::of(before.start()..stop));
        let grows = if matches!(written, "同比" | "环比") { "增长" } else { "" };
        format!("{}{written}{grows}", view.slice(before))
    } else {
        written.to_owned()
    };
    Some(Found { span: metric, text: whole, about: About::Phrase(subject), time: None, shares: None, rule: METRIC_REACHES })
}
