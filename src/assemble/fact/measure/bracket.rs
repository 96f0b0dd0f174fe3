//! Decides what a value in brackets belongs to: the figure before it, or the item of an enumeration.

use crate::assemble::clause::{Clause, Of, SentenceView};
use crate::extract::{EntityType, QuantityKind};
use crate::lexicon::TokenTag;
use crate::text::CharSpan;

use super::change::{CHANGES, base_text};
use super::group::predicate;
use super::reach::same_unit;
use super::{About, Found, Slot};
use crate::assemble::fact::rules::{BASE, BRACKET, CONVERSION, POPULATION, SHARE};
use crate::assemble::fact::{FactClaim, is_relative};

/// Whether a bracket holds nothing but the quantity with words of approximation or conversion.
pub(super) fn alone_in_bracket(slot: &Slot<'_, '_>) -> bool {
    let empty = |at: usize| {
        matches!(
            slot.says(at),
            "约" | "约合"
                | "折合"
                | "合"
                | "当前"
                | "人民币"
                | "备注"
                | "大约"
                | "相当于"
                | "折"
                | "约为"
                | "即"
                | "近"
                | "超"
                | "超过"
                | "合计"
                | "共"
                | "目前"
                | "现"
                | " "
                | "IT"
                | "之家"
                | "美元"
                | "注"
                | "为"
                | "达"
                | "计"
                | "的"
        ) || matches!(slot.of(at), Some(Of::Name(_))) && slot.len() > 2
    };
    (0..slot.at).all(empty) && (slot.at + 1..slot.len()).all(|at| matches!(slot.says(at), " " | "左右" | "以上" | "等"))
}

/// A value in brackets behind what it belongs to.
pub(super) fn bracketed(slot: &Slot<'_, '_>, claims: &[FactClaim], last: Option<usize>) -> Option<Found> {
    let host = slot.clause.host?;
    let view = slot.view;
    let outer = &view.clauses[host.clause];
    if host.units == 0 {
        return None;
    }
    let before = view.unit(outer, host.units - 1);
    // 0day漏洞111个（占37%）: the share of the figure before; 专家投票（占比60%）: of what stands there.
    let share = |at: &usize| matches!(slot.says(*at), "占" | "占比" | "比例" | "占比为");
    if slot.quantity.value.kind == QuantityKind::Percent && (0..slot.at).any(|at| share(&at)) {
        let span = slot.stretch(0, slot.at);
        if let Some(previous) = last.filter(|p| claims[*p].sentence == view.number && matches!(before.of, Of::Quantity(_))) {
            return Some(Found {
                span, text: format!("{}占比", claims[previous].metric_text), about: About::Previous(previous), time: None, shares: Some(previous), rule: SHARE
            });
        }
        let phrase = view.phrase_before(outer, view.head(outer, host.units), host.units).filter(|_| (0..slot.at).all(|at| share(&at) || slot.says(at) == "约"));
        if let Some(phrase) = phrase {
            let item = (phrase..host.units).rev().find(|at| matches!(view.says(outer, *at), "、" | "和" | "与" | "及" | "以及")).map_or(phrase, |at| at + 1);
            return Some(Found { span, text: "占比".to_owned(), about: About::Phrase(view.stretch(outer, item, host.units)), time: None, shares: None, rule: SHARE });
        }
    }
    let conversion = |number: usize| {
        let previous = claims.iter().rev().take_while(|c| c.quantity >= number).position(|c| c.quantity == number).map(|back| claims.len() - 1 - back)?;
        let of = &claims[previous];
        Some(Found { span: of.metric, text: of.metric_text.clone(), about: About::Previous(previous), time: None, shares: Some(previous), rule: CONVERSION })
    };
    // 1.2万美元（IT之家备注：当前约8.5万元人民币）: a note converts.
    let note = slot.number.checked_sub(1).map(|n| &view.clauses[n]).filter(|c| matches!(slot.clause.stop, '：' | ':') && c.host == slot.clause.host && !c.units.is_empty());
    if let Of::Quantity(number) = before.of
        && note.is_some_and(|label| view.slice(label.span).ends_with('注') || matches!(view.slice(label.span), "约合" | "折合"))
    {
        return conversion(number);
    }
    // CVE-2023-1（CVSS评分：9.3）: the label in the bracket names the measure of what stands before it.
    if matches!(slot.clause.stop, '：' | ':')
        && let Some(label) = slot.number.checked_sub(1).map(|n| &view.clauses[n]).filter(|c| c.host == slot.clause.host && !c.units.is_empty())
        && (0..label.units.len()).all(|i| view.is_nominal(view.unit(label, i)) || !matches!(view.unit(label, i).of, Of::Quantity(_)))
        && alone_in_bracket(slot)
    {
        let span = label.span;
        let start = view.phrase_before(outer, view.head(outer, host.units), host.units);
        let about = start.map_or(About::Clause(host.units), |s| About::Phrase(view.stretch(outer, s, host.units)));
        return Some(Found { span, text: view.slice(span).to_owned(), about, time: None, shares: None, rule: BRACKET });
    }
    if !alone_in_bracket(slot) {
        return None;
    }
    if let Of::Quantity(number) = before.of {
        // A conversion, or the same figure as a share: 2.5亿美元（约合人民币17.17亿元）, 242名（60%）.
        return conversion(number);
    }
    if let Of::Time(time) = before.of {
        let previous = last.filter(|p| claims[*p].sentence == view.number)?;
        let of = &claims[previous];
        return Some(Found { span: of.metric, text: base_text(&of.metric_text), about: About::Previous(previous), time: Some(time), shares: None, rule: BASE });
    }
    let floor = view.head(outer, host.units);
    let mut start = view.phrase_before(outer, floor, host.units)?;
    // The last item of an enumeration.
    for at in (start..host.units).rev() {
        if matches!(view.says(outer, at), "、" | "和" | "与" | "及" | "以及") {
            start = at + 1;
            break;
        }
    }
    // A verb with its object is an item, too: 保护知识产权（46%）.
    let mut first = start;
    if first > floor && view.is_verb(view.unit(outer, first - 1)) && !view.only_exists(view.unit(outer, first - 1)) {
        first -= 1;
    }
    // Where the enumeration begins that the item closes: what it is of stands before that.
    let mut list = first;
    while list > floor && (view.is_nominal(view.unit(outer, list - 1)) && list < first || matches!(view.says(outer, list - 1), "、" | "和" | "与" | "及" | "以及")) {
        list -= 1;
    }
    let item = view.stretch(outer, first, host.units);
    let rest = host.units;
    // The people who say or do it: 绝大多数受访者（83%）认为….
    let people =
        slot.quantity.value.kind == QuantityKind::Percent && view.is_bearer(view.unit(outer, host.units - 1)) && rest < outer.units.len() && view.is_verb(view.unit(outer, rest));
    if people {
        let predicate = predicate(view, outer, host.clause, rest)?;
        return Some(Found { span: predicate, text: view.slice(predicate).to_owned(), about: About::Phrase(item), time: None, shares: None, rule: POPULATION });
    }
    // What follows the enumeration names what is measured of its items: 半导体（13.6%）、汽车（13%）的出口增加.
    let follows = (rest..outer.units.len()).find(|at| {
        let unit = view.unit(outer, *at);
        !matches!(view.slice(unit.span), "、" | "和" | "与" | "及" | "以及") && !view.is_nominal(unit) && !matches!(unit.tag, TokenTag::Adjective | TokenTag::Number)
    });
    let suffix = follows.filter(|at| view.says(outer, *at) == "的").and_then(|of| {
        let end = view.phrase_behind(outer, of + 1, outer.units.len())?;
        let end = if end < outer.units.len() && CHANGES.iter().any(|(c, _)| *c == view.says(outer, end)) { end + 1 } else { end };
        Some(view.stretch(outer, of + 1, end))
    });
    if let Some(suffix) = suffix.filter(|_| is_relative(&slot.quantity.value)) {
        return Some(Found { span: item, text: format!("{}{}", view.slice(item), view.slice(suffix)), about: About::Clause(list), time: None, shares: None, rule: BRACKET });
    }
    let named = view.names(outer, start, host.units, &[EntityType::Org, EntityType::Gpe, EntityType::Product, EntityType::Person, EntityType::Fac, EntityType::Loc]);
    let bearer = view.is_bearer(view.unit(outer, host.units - 1));
    let listed = last.filter(|p| {
        claims[*p].sentence == view.number
            && claims[*p].rule == BRACKET
            && same_unit(slot, claims, *p)
            && claims[*p].subject_from == Some(crate::assemble::SubjectFrom::Clause)
            && claims[*p].metric_text != view.slice(item)
            && view.cx.text().before(item.start()) == '、'
    });
    if let Some(previous) = listed.filter(|p| claims[*p].subject.is_some_and(|s| s.end() < item.start() && s.end() + 24 > item.start())) {
        let of = &claims[previous];
        return Some(Found { span: of.metric, text: of.metric_text.clone(), about: About::Phrase(item), time: None, shares: Some(previous), rule: BRACKET });
    }
    if named || bearer && !slot.counts() {
        // The item is what the figure is about; the metric is the one in force.
        let metric = metric_in_force(view, outer, first)
            .or_else(|| last.filter(|p| claims[*p].sentence == view.number || !named).map(|p| (claims[p].metric, base_text(&claims[p].metric_text))));
        if let Some((span, text)) = metric {
            return Some(Found { span, text, about: About::Phrase(item), time: None, shares: None, rule: BRACKET });
        }
    }
    // A name with a figure and nothing that says of what: 低于美国（84.7%）.
    if named {
        return None;
    }
    Some(Found { span: item, text: view.slice(item).to_owned(), about: About::Clause(list), time: None, shares: None, rule: BRACKET })
}

/// The last measure that is named before a unit of a sentence: 按攻击次数计算，…团伙分别是Lockbit（149起）.
pub(super) fn metric_in_force(view: &SentenceView<'_>, clause: &Clause, before: usize) -> Option<(CharSpan, String)> {
    let end = if before < clause.units.len() { clause.units[before] } else { view.units.len() };
    let unit = view.units[..end].iter().rposition(|u| u.of == Of::Word && u.span.len() >= 2 && matches!(u.tag, TokenTag::Noun | TokenTag::VerbNoun) && view.is_measure(*u))?;
    let span = view.units[unit].span;
    let with =
        (unit > 0 && view.units[unit - 1].of == Of::Word && matches!(view.units[unit - 1].tag, TokenTag::Noun | TokenTag::VerbNoun)).then(|| view.units[unit - 1].span.cover(span));
    let span = with.unwrap_or(span);
    Some((span, view.slice(span).to_owned()))
}
