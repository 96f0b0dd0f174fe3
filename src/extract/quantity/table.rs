//! Decides what the bare numbers of a table's column are, when the column's head names their unit: 营业收入 / 亿元 above 1.65.

use rust_decimal::Decimal;

use crate::article::SentenceKind;
use crate::extract::numeral::{self, More, Numeral, NumeralShape};
use crate::extract::{Comparator, Context, Mention, Mentions};
use crate::text::{CharSpan, Text};

use super::Quantity;
use super::unit::{self, UnitRead};

/// A unit that a head names, with what the numbers below are multiplied with.
struct Head {
    unit: UnitRead,
    scale: Decimal,
}

/// Adds the quantities of columns whose head names a unit. A table is a run of rows; its first row is its head.
pub fn extract(cx: &Context<'_>, mentions: &mut Mentions) {
    let text = cx.text();
    let mut heads: Vec<Option<Head>> = Vec::new();
    let mut in_table = false;
    let mut found = Vec::new();
    for (number, sentence) in cx.article.sentences.iter().enumerate() {
        if sentence.kind != SentenceKind::TableRow || sentence.span.start() >= cx.article.usable_end {
            in_table = false;
            continue;
        }
        let cells = cells(text, sentence.span);
        if !in_table {
            in_table = true;
            heads = cells.iter().copied().map(|cell| head(cx, cell)).collect();
            continue;
        }
        if cells.len() != heads.len() {
            continue;
        }
        for (cell, head) in cells.iter().zip(&heads) {
            let Some(head) = head else { continue };
            let Some(value) = bare_number(text, *cell).and_then(|v| v.checked_mul(head.scale)?.checked_mul(head.unit.factor)) else { continue };
            if mentions.quantities.iter().any(|q| q.span.overlaps(*cell)) {
                continue;
            }
            let UnitRead { unit, kind, rule, span, .. } = &head.unit;
            let quantity = Quantity { value, value_max: None, comparator: Comparator::Eq, unit: unit.clone(), unit_text: Some(*span), kind: *kind, full_span: *cell };
            found.push(Mention { span: *cell, sentence: number, value: quantity, rule });
        }
    }
    if !found.is_empty() {
        mentions.quantities.extend(found);
        mentions.quantities.sort_by_key(|q| (q.span.start(), q.span.end()));
    }
}

/// The cells of a row, without the blanks around them.
fn cells(text: &Text, row: CharSpan) -> Vec<CharSpan> {
    let mut cells = Vec::new();
    let mut start = row.start();
    for at in row.range() {
        if text.at(at) == '|' && text.before(at) == ' ' {
            cells.push(text.trim(CharSpan::of(start..at)));
            start = at + 1;
        }
    }
    cells.push(text.trim(CharSpan::of(start.min(row.end())..row.end())));
    cells
}

/// The unit that a head cell names behind a slash or in brackets: 营业收入 / 亿元, 面积（平方米）, 金额（单位：万元）.
fn head(cx: &Context<'_>, cell: CharSpan) -> Option<Head> {
    let text = cx.text();
    let open = cell.range().rev().find(|at| matches!(text.at(*at), '/' | '（' | '(' | '：' | ':'))?;
    let mut at = text.skip_blanks(open + 1);
    let close = if matches!(text.before(cell.end()), '）' | ')') { cell.end() - 1 } else { cell.end() };
    let mut scale = Decimal::ONE;
    while let Some(factor) = match text.at(at) {
        '百' => Some(100_u64),
        '千' if !matches!(text.at(at + 1), '米' | '克' | '瓦') => Some(1_000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    } {
        scale = scale.checked_mul(Decimal::from(factor))?;
        at += 1;
    }
    let nothing = Numeral { span: CharSpan::of(at..at), value: Decimal::TEN, value_max: None, more: More::No, shape: NumeralShape::Arabic, scaled: false };
    let unit = unit::read(cx, &nothing, at).filter(|u| u.end == close && u.in_surface && at < close)?;
    Some(Head { unit, scale })
}

/// The value of a cell that is a number and nothing else.
fn bare_number(text: &Text, cell: CharSpan) -> Option<Decimal> {
    let negative = matches!(text.at(cell.start()), '-' | '负');
    let start = cell.start() + usize::from(negative);
    let numeral = numeral::parse_at(text, start).ok()??;
    let whole = numeral.span.end() == cell.end() && numeral.shape == NumeralShape::Arabic && start < cell.end();
    whole.then_some(if negative { -numeral.value } else { numeral.value })
}
