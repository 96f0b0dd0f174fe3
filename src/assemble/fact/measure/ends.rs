//! Decides what two values measure that something moves between: 营收从2019年的32亿元增长到2023年的58亿元.
//!
//! Both are levels of what stands before 从, each at its own time; the verb between them is no part of the metric.

use std::ops::ControlFlow;

use crate::assemble::clause::Of;

use super::change::{CHANGES, FILLERS, earlier_measure};
use super::{About, Found, Slot, reach};
use crate::assemble::fact::FactClaim;
use crate::assemble::fact::rules::{CHANGE, FROM_VALUE, TO_VALUE};

/// Verbs that lead from one value to another beside those of change.
const MOVES: &[&str] = &[
    "发展", "变", "改", "扩", "拓展", "延长", "缩", "压缩", "扩充", "扩容", "扩张", "跃升", "跃增", "提", "加", "调整", "调", "拉升", "变化", "恢复", "攀", "飙", "增多", "扩展",
    "推高", "推升", "壮大", "下探", "滑落", "跌落", "缩小",
];

/// Between two values stand no more units than 显著增长到2023年的约.
const FARTHEST: usize = 8;

/// The two ends of a movement, by the places of their units in the clause.
struct Ends {
    /// 从.
    from: usize,
    /// The first value.
    first: usize,
    /// Its time.
    first_time: Option<usize>,
    /// The second value.
    second: usize,
    /// Its time.
    second_time: Option<usize>,
}

/// What a value measures that is one of two ends: decided, though nothing may say what moves. It goes on where the value is no such end.
pub(super) fn moved(slot: &Slot<'_, '_>, claims: &[FactClaim], last: Option<usize>) -> ControlFlow<Option<Found>> {
    if let Some(ends) = ends(slot, slot.at) {
        let found = lead(slot, &ends, claims, last);
        return ControlFlow::Break(found.map(|found| Found { time: ends.first_time, shares: None, rule: FROM_VALUE, ..found }));
    }
    let first = (slot.at.saturating_sub(FARTHEST)..slot.at).rev().find(|at| matches!(slot.of(*at), Some(Of::Quantity(_))));
    let Some(ends) = first.and_then(|first| ends(slot, first)).filter(|ends| ends.second == slot.at) else { return ControlFlow::Continue(()) };
    let Some(Of::Quantity(number)) = slot.of(ends.first) else { return ControlFlow::Continue(()) };
    let found = match last.filter(|p| claims[*p].quantity == number) {
        Some(previous) => {
            let of = &claims[previous];
            Some(Found { span: of.metric, text: of.metric_text.clone(), about: About::Previous(previous), time: None, shares: None, rule: TO_VALUE })
        }
        None => lead(slot, &ends, claims, last),
    };
    ControlFlow::Break(found.map(|found| Found { time: ends.second_time, shares: None, rule: TO_VALUE, ..found }))
}

/// The movement whose first value stands at a place.
fn ends(slot: &Slot<'_, '_>, first: usize) -> Option<Ends> {
    let Some(Of::Quantity(number)) = slot.of(first) else { return None };
    let mut from = first;
    let mut first_time = None;
    while from > 0 {
        match slot.of(from - 1) {
            Some(Of::Time(time)) if first_time.is_none() => first_time = Some(time),
            Some(Of::Word) if matches!(slot.says(from - 1), "的" | "约" | "近" | " " | "每" | "每股" | "最初" | "原来" | "此前" | "当时" | "目前" | "不足" | "不到") =>
                {}
            _ => break,
        }
        from -= 1;
    }
    if from == 0 || !matches!(slot.says(from - 1), "从" | "由" | "自") {
        return None;
    }
    let mut verb = String::new();
    let mut second_time = None;
    let second = (first + 1..slot.len().min(first + 1 + FARTHEST)).find_map(|at| match slot.of(at) {
        Some(Of::Quantity(other)) => Some(Some((at, other))),
        Some(Of::Time(time)) => {
            second_time = Some(time);
            None
        }
        Some(Of::Word) => {
            verb.push_str(slot.says(at).trim());
            None
        }
        _ => Some(None),
    });
    let (second, other) = second.flatten()?;
    let quantities = &slot.view.all.quantities;
    let alike = quantities[number].value.unit == quantities[other].value.unit;
    (alike && leads(&verb)).then(|| Ends { from: from - 1, first, first_time, second, second_time })
}

/// Whether the words between two values lead from one to the other: 大幅增长到, 降至…的, 发展为.
fn leads(words: &str) -> bool {
    let words = words.trim_end_matches(['的', '约', '近', '了']);
    let mut words = ["现在", "目前", "如今", "当前"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words);
    let Some(verb) = ["到", "至", "为", "成"].iter().find_map(|w| words.strip_suffix(w)) else { return false };
    words = verb;
    while let Some(rest) = FILLERS.iter().chain(&["逐步", "逐年", "逐渐", "一路"]).find_map(|w| words.strip_prefix(w).filter(|rest| !rest.is_empty())) {
        words = rest;
    }
    CHANGES.iter().any(|(verb, _)| *verb == words) || MOVES.contains(&words)
}

/// What moves: the phrase before 从, else what the clause before or the fact before is of.
fn lead(slot: &Slot<'_, '_>, ends: &Ends, claims: &[FactClaim], last: Option<usize>) -> Option<Found> {
    let skipped =
        |at: usize| FILLERS.contains(&slot.says(at)) || matches!(slot.says(at), " " | "有望" | "更" | "逐步" | "一夜" | "之间") || matches!(slot.of(at), Some(Of::Time(_)));
    let mut at = ends.from;
    while at > slot.head && skipped(at - 1) {
        at -= 1;
    }
    let before = Slot { view: slot.view, clause: slot.clause, number: slot.number, at, quantity: slot.quantity, head: slot.head, head_row: slot.head_row };
    if at > slot.head {
        return reach::reached(&before, claims, None);
    }
    if let Some((of, span)) = earlier_measure(&before) {
        let about = of.map_or(About::Clause(at), About::Phrase);
        return Some(Found { span, text: slot.view.slice(span).to_owned(), about, time: None, shares: None, rule: FROM_VALUE });
    }
    // 流入量同比增长了一倍，从8.57亿美元增加到15.8亿美元: of what changed before.
    let previous = last.filter(|p| claims[*p].sentence == slot.view.number && (claims[*p].rule == CHANGE || reach::same_unit(slot, claims, *p)))?;
    let of = &claims[previous];
    Some(Found { span: of.metric, text: super::change::base_text(&of.metric_text), about: About::Previous(previous), time: None, shares: None, rule: FROM_VALUE })
}
