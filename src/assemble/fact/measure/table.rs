//! Decides what a cell of a table measures.

use crate::text::{CharSpan, Text};

use super::{About, Found, Slot};
use crate::assemble::fact::rules::METRIC_REACHES;

/// The cells of a table row, as stretches.
fn cells(text: &Text, row: CharSpan) -> Vec<CharSpan> {
    let mut cells = Vec::new();
    let mut start = row.start();
    for at in row.range() {
        if text.at(at) == '|' && text.before(at) == ' ' {
            cells.push(text.trim(CharSpan::of(start..at)));
            start = at + 1;
        }
    }
    cells.push(text.trim(CharSpan::of(start..row.end())));
    cells
}

/// The head of a column without its unit: 营业收入 / 亿元, 金额（万元）.
fn without_unit(text: &Text, head: CharSpan) -> CharSpan {
    let end = head.range().find(|at| matches!(text.at(*at), '/' | '（' | '(' | '：')).unwrap_or(head.end());
    text.trim(CharSpan::of(head.start()..end))
}

/// A cell of a table: the head of its column is the metric, the first cell of its row the subject.
pub(super) fn in_table(slot: &Slot<'_, '_>) -> Option<Found> {
    let view = slot.view;
    let first = slot.head_row.filter(|first| *first != view.number)?;
    let text = view.cx.text();
    let row = cells(text, view.span);
    let column = row.iter().position(|c| c.contains(slot.quantity.span)).filter(|c| *c > 0)?;
    let heads = cells(text, view.cx.article.sentences[first].span);
    let metric = without_unit(text, *heads.get(column)?);
    let subject = row[0];
    if metric.is_empty() || subject.is_empty() || heads.len() != row.len() {
        return None;
    }
    // A bare 同比 or 占比 is of the column before.
    let written = view.slice(metric);
    let leans = matches!(written, "同比" | "同比增长" | "增长" | "增速" | "同比增速" | "增幅" | "环比" | "占比" | "同比增减" | "同比变动") && column > 1;
    let whole = if leans {
        let before = without_unit(text, heads[column - 1]);
        let grows = if matches!(written, "同比" | "环比") { "增长" } else { "" };
        format!("{}{written}{grows}", view.slice(before))
    } else {
        written.to_owned()
    };
    Some(Found { span: metric, text: whole, about: About::Phrase(subject), time: None, shares: None, rule: METRIC_REACHES })
}
