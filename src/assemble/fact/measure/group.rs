//! Decides what the share of a group says: the group, and what it does or is.

use crate::assemble::clause::{Clause, Of, SentenceView};
use crate::extract::QuantityKind;
use crate::lexicon::TokenTag;
use crate::text::CharSpan;

use super::{About, Found, Slot};
use crate::assemble::fact::rules::POPULATION;

/// What is said of a group, from behind the words that say that it is said: 表示，, 认为, 希望能够.
pub(super) fn predicate(view: &SentenceView<'_>, clause: &Clause, number: usize, from: usize) -> Option<CharSpan> {
    const LEAD: &[&str] = &[
        "表示",
        "认为",
        "报告",
        "称",
        "反馈",
        "希望",
        "能够",
        "正在",
        "都",
        "均",
        "已",
        "已经",
        "将",
        "会",
        "预计",
        "指出",
        "则",
        "也",
        "在",
        "内",
        "里",
        "中",
        "他们",
        "说",
        "报告称",
        "反馈称",
        "表示，",
        "让",
        "正",
        "可能",
        "能",
        "可以",
        "计划",
        "是",
        "相信",
        "坦言",
        "承认",
        "同意",
        "如此",
        " ",
        "声称",
        "反映",
        "透露",
        "发现",
        "觉得",
        "提到",
        "强调",
        "回答",
        "自己",
    ];
    let mut at = from;
    let mut clause = clause;
    let first = number;
    let mut number = number;
    loop {
        while at < clause.units.len() && (LEAD.contains(&view.says(clause, at)) || matches!(view.unit(clause, at).of, Of::Time(_))) {
            // 42%的公司在过去一年中遭到攻击: the phrase with 在 as a whole.
            let closed = if view.says(clause, at) == "在" { view.adjunct_end(clause, at, clause.units.len()) } else { at };
            let within = closed > at && closed < clause.units.len() && matches!(view.says(clause, closed - 1), "中" | "里" | "内" | "上" | "下" | "期间" | "之中");
            at = if within { closed } else { at + 1 };
        }
        // 透露，为了提高速度，他们正计划…: what it is for is not what they do.
        let heads = number > first && at == view.head(clause, clause.units.len());
        let aside = heads && at < clause.units.len() && matches!(view.says(clause, at), "为了" | "由于" | "随着" | "鉴于") && clause.stop == '，';
        if at < clause.units.len() && !aside {
            break;
        }
        // 表示，X: what they say is the next clause.
        number += 1;
        clause = view.clauses.get(number).filter(|c| c.host.is_none() && matches!(c.stop, '，' | '：' | ',' | '“'))?;
        at = view.head(clause, clause.units.len());
    }
    let end = (at..clause.units.len()).find(|i| *i > at && matches!(view.says(clause, *i), "是" | "成为")).unwrap_or(clause.units.len());
    // …将成为: the word list has no such word.
    let becomes = end < clause.units.len() && view.says(clause, end) == "成为" && end > at + 1 && matches!(view.says(clause, end - 1), "将" | "会" | "已" | "正");
    let end = end - usize::from(becomes);
    let mut stop = end;
    while stop > at && matches!(view.says(clause, stop - 1), "了" | "的" | " " | "”" | "“") {
        stop -= 1;
    }
    let span = view.stretch(clause, at, stop);
    (!span.is_empty()).then_some(span)
}

/// A share of what stands in front of it: 所有样本中有12%是木马.
pub(super) fn share_within(slot: &Slot<'_, '_>) -> Option<Found> {
    let view = slot.view;
    if slot.quantity.value.kind != QuantityKind::Percent || matches!(slot.says(slot.at + 1), "的" | "、" | "和" | "至" | "到") {
        return None;
    }
    let within = (slot.at.saturating_sub(4)..slot.at).rev().find(|at| matches!(slot.says(*at), "中" | "里" | "当中" | "之中" | "中间"))?;
    let has = (within + 1..slot.at).all(|at| matches!(slot.says(at), "有" | "约有" | "约" | "仅" | "仅有" | "只有" | "就有" | "就" | "还有" | "超过" | "近" | " "));
    let exact = view.slice(slot.quantity.value.full_span);
    if !has || within + 1 == slot.at && !exact.contains('有') {
        return None;
    }
    let from = view.phrase_before(slot.clause, 0, within)?;
    let span = predicate(view, slot.clause, slot.number, slot.at + 1).filter(|span| (2..=40).contains(&span.len()))?;
    let about = About::Phrase(slot.stretch(from, within));
    Some(Found { span, text: view.slice(span).to_owned(), about, time: None, shares: None, rule: POPULATION })
}

/// A share of a group that does or is something: 20%的CISO直接向CEO汇报.
pub(super) fn population(slot: &Slot<'_, '_>) -> Option<Found> {
    let view = slot.view;
    if slot.quantity.value.kind != QuantityKind::Percent {
        return None;
    }
    // Nothing but words of approximation and a realm may stand before it.
    let floor = view.strip_reaching(slot.clause, slot.head, slot.at);
    let within = (floor..slot.at).any(|at| matches!(slot.says(at), "在" | "出现" | "占" | "是" | "从" | "由" | "以" | "用" | "使用"));
    let leads = !within && (slot.head..floor).all(|at| view.is_realm(view.unit(slot.clause, at)) || matches!(slot.says(at), "有" | "另" | "的" | "中" | "，" | " "));
    if !leads {
        return None;
    }
    let mut start = slot.at + 1;
    while matches!(slot.says(start), "的" | " " | "以上" | "左右" | "以下") {
        start += 1;
    }
    let Some(end) = view.phrase_behind(slot.clause, start, slot.len()).filter(|e| *e > start) else {
        return elliptic(slot, start);
    };
    let end = if end > start + 1 && matches!(slot.says(end - 1), "报告" | "反馈" | "警告") { end - 1 } else { end };
    // 62%的组织受到供应链攻击的影响: what the group suffers is no modifier.
    let suffers = |at: &usize| {
        matches!(slot.says(*at), "受到" | "遭到" | "遭受" | "遭遇" | "面临" | "经历" | "经历过" | "遭受过" | "遭遇过" | "缺乏" | "收到" | "感到" | "存在")
            && slot.is_nominal(*at - 1)
    };
    let end = if slot.says(end).is_empty() { (start + 1..end).find(suffers).unwrap_or(end) } else { end };
    let group = slot.stretch(start, end);
    if slot.says(end).is_empty() {
        // The group ends the clause: 半数以上与…相关 has no group, a bare noun no predicate.
        return None;
    }
    let predicate = predicate(view, slot.clause, slot.number, end)?;
    if predicate.len() > 40 {
        return None;
    }
    let span = predicate;
    Some(Found { span, text: view.slice(span).to_owned(), about: About::Phrase(group), time: None, shares: None, rule: POPULATION })
}

/// How many of what was named before do or are something: 其中2个已被实际利用, 半数以上与此相关.
pub(super) fn elliptic(slot: &Slot<'_, '_>, start: usize) -> Option<Found> {
    let view = slot.view;
    let unit = (start < slot.len()).then(|| view.unit(slot.clause, start))?;
    let says = unit.of == Of::Word && (view.is_verb(unit) || matches!(unit.tag, TokenTag::Adverb | TokenTag::Preposition));
    let span = says.then(|| predicate(view, slot.clause, slot.number, start)).flatten()?;
    // Another figure in it is what the predicate is about.
    let plain = !view.units_in(span).iter().any(|u| matches!(u.of, Of::Quantity(_)));
    (plain && (2..=24).contains(&span.len())).then(|| Found {
        span,
        text: view.slice(span).to_owned(),
        about: About::Clause(slot.head),
        time: None,
        shares: None,
        rule: POPULATION,
    })
}
