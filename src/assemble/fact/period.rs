//! Decides for which days a figure holds.

use chrono::NaiveDate;

use crate::article::SentenceKind;
use crate::assemble::SubjectFrom;
use crate::assemble::clause::{Clause, Of, SentenceView};
use crate::extract::{TimeKind, TimeMention};

use super::FactClaim;
use super::measure::{Found, Slot};
use super::rules::{BASE, FROM_VALUE, TO_VALUE};
use super::subject::{Carried, RECENT};

/// The period of a figure.
#[derive(Debug, Default, Clone, Copy)]
pub struct Period {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// The time it comes from.
    pub time: Option<usize>,
    /// Where that stands.
    pub from: Option<SubjectFrom>,
}

/// Whether a time can be a period: days are known of it.
pub fn is_period(time: &TimeMention) -> bool {
    matches!(time.value.kind, TimeKind::Date | TimeKind::Period) && (time.value.start.is_some() || time.value.end.is_some())
}

/// Words behind a time that make it the time of a report: 3月15日消息.
const REPORTED: &[&str] = &["消息", "讯", "电", "报道", "获悉"];

/// Verbs before 于 and a time that say since when something is there.
const FOUNDED: &[&str] = &["成立", "创立", "创办", "创建", "组建", "设立", "诞生", "出生", "生", "始建", "建", "始", "注册", "毕业"];

/// Verbs whose time is that of an act, not of the figure that a later clause states: 2022年5月获批，目前….
const ACTS: &[&str] = &[
    "揭牌", "获批", "成立", "召开", "举行", "发布", "批复", "印发", "宣布", "上线", "披露", "表示", "称", "指出", "公告", "公布", "提出", "采访", "抵台", "抵达", "遭到", "遭受",
    "收购", "起诉", "逮捕", "曝光", "曾", "发现", "采访", "变更", "授予", "推出", "动工", "开工", "建成", "创立",
];

/// Finds the period of a figure.
pub fn resolve(slot: &Slot<'_, '_>, found: &Found, claims: &[FactClaim], carried: &Carried) -> Period {
    let view = slot.view;
    // 增长到2023年的58亿元: of that year, not up to it. 从32亿元: at a time that nobody names.
    if let Some(time) = found.time.filter(|_| matches!(found.rule, FROM_VALUE | TO_VALUE)) {
        let value = &view.all.times[time].value;
        return Period { start: value.start, end: value.end, time: Some(time), from: Some(SubjectFrom::Clause) };
    }
    if found.rule == FROM_VALUE {
        return Period::default();
    }
    if let Some(time) = found.time {
        return of_time(view, time, SubjectFrom::Clause);
    }
    let shared = found.shares.map(|p| &claims[p]);
    let own = nearest(slot, slot.number, Some(slot.at));
    if let Some(time) = own {
        return of_time(view, time, SubjectFrom::Clause);
    }
    // 过去一年…增长了20%: as long as that, though no days are known.
    if let Some(time) = length_of(slot) {
        return Period { start: None, end: None, time: Some(time), from: Some(SubjectFrom::Clause) };
    }
    if let Some(of) = shared {
        return Period { start: of.start, end: of.end, time: of.time, from: of.period_from };
    }
    // 至少有1位成员在2022年成为受害者: the time may follow in the clause.
    let behind = (slot.at + 1..slot.clause.units.len()).take(20).find_map(|at| match view.unit(slot.clause, at).of {
        Of::Time(time) if is_period(&view.all.times[time]) && matches!(view.says(slot.clause, at - 1), "在" | "于") => Some(time),
        _ => None,
    });
    if let Some(time) = behind.filter(|_| slot.clause.host.is_none()) {
        return of_time(view, time, SubjectFrom::Clause);
    }
    // A score holds whenever it was told.
    if slot.quantity.value.unit == "score" && found.text.contains("评分") {
        return Period::default();
    }
    // 如今, 目前: what was dated before does not reach here.
    let now = |clause: &Clause, upto: usize| (0..upto).any(|at| matches!(view.says(clause, at), "现在" | "如今" | "目前" | "当前" | "当时" | "现有" | "截至目前"));
    // 目前，X达…: so it does in a clause of its own.
    let alone = slot.number.checked_sub(1).map(|n| &view.clauses[n]).filter(|c| slot.clause.host.is_none() && c.host.is_none() && c.units.len() <= 2);
    if now(slot.clause, slot.at) || alone.is_some_and(|clause| now(clause, clause.units.len())) {
        return Period::default();
    }
    let outside = slot.clause.host.map_or(slot.number, |h| h.clause + 1);
    for number in view.clauses_before(outside) {
        let fact = claims.iter().rev().take(RECENT).take_while(|c| c.sentence == view.number).find(|c| view.clauses[number].span.contains(view.all.quantities[c.quantity].span));
        if let Some(of) = fact.filter(|f| f.time.is_some() && !matches!(f.rule, BASE | FROM_VALUE)) {
            return Period { start: of.start, end: of.end, time: of.time, from: of.period_from.max(Some(SubjectFrom::Sentence)) };
        }
        let ceiling = (slot.clause.host.map(|h| h.clause) == Some(number)).then(|| slot.clause.host.map_or(0, |h| h.units));
        if let Some(time) = nearest(slot, number, ceiling).filter(|t| ceiling.is_some() || !is_of_act(slot, number, *t)) {
            return of_time(view, time, SubjectFrom::Sentence);
        }
    }
    // 提出，到2023年，…: the goal that the paragraph is of.
    if let Some(time) = carried.frame.filter(|_| view.times.is_empty()) {
        return of_time(view, time, SubjectFrom::Paragraph);
    }
    if let Some(day) = carried.day_of_quote(slot, found) {
        return of_time(view, day, SubjectFrom::Paragraph);
    }
    let carried_from = if view.kind() == SentenceKind::TableRow { carried.last_dated } else { carried.dated };
    match carried_from.map(|d| &claims[d]) {
        Some(of) => Period { start: of.start, end: of.end, time: of.time, from: Some(SubjectFrom::Paragraph) },
        None => Period::default(),
    }
}

/// The length of time up to now or from now on for which a clause says that its figure holds: 过去一年, 近三年, 未来十年.
fn length_of(slot: &Slot<'_, '_>) -> Option<usize> {
    const PREFIXES: &[&str] = &["过去", "近", "最近", "未来", "今后", "此前", "接下来"];
    let view = slot.view;
    if slot.clause.host.is_some() {
        return None;
    }
    let lead = slot.number.checked_sub(1).map(|n| &view.clauses[n]).filter(|c| c.host.is_none() && c.units.len() <= 4);
    let lengths = |clause: &Clause, upto: usize| {
        (0..upto).rev().find_map(|at| match view.unit(clause, at).of {
            Of::Time(time) => Some(time).filter(|t| {
                let mention = &view.all.times[*t];
                mention.value.kind == TimeKind::Duration && mention.value.value.is_some() && PREFIXES.iter().any(|w| view.slice(mention.span).starts_with(w))
            }),
            _ => None,
        })
    };
    lengths(slot.clause, slot.at).or_else(|| lead.and_then(|clause| lengths(clause, clause.units.len())))
}

/// The last time of a clause before a unit that is compared with nothing.
fn nearest(slot: &Slot<'_, '_>, number: usize, ceiling: Option<usize>) -> Option<usize> {
    let view = slot.view;
    let clause = &view.clauses[number];
    (0..ceiling.unwrap_or(clause.units.len())).rev().take(80).find_map(|at| {
        let Of::Time(time) = view.unit(clause, at).of else { return None };
        let mention = &view.all.times[time];
        let compared =
            at > 0 && matches!(view.says(clause, at - 1), "较" | "比" | "同比" | "相比" | "与" | "相较于" | "高于" | "低于" | "自" | "从" | "同" | "超" | "超过" | "对比" | "比起");
        let back = at > 0 && matches!(view.says(clause, at - 1), "自" | "从") && !view.slice(mention.span).ends_with("以来") && mention.value.end.is_none();
        // 公司成立于2011年: no figure is of that year.
        let founded = at > 1 && view.says(clause, at - 1) == "于" && FOUNDED.contains(&view.says(clause, at - 2))
            || at > 0 && FOUNDED.iter().any(|w| view.says(clause, at - 1).strip_suffix('于') == Some(w));
        let report = founded || at + 1 < clause.units.len() && REPORTED.contains(&view.says(clause, at + 1));
        // 2022年发生的…: the time of what modifies a noun.
        let modifies = at > 0 && matches!(view.says(clause, at - 1), "为应对" | "应对" | "针对")
            || at + 2 < clause.units.len() && view.is_verb(view.unit(clause, at + 1)) && view.says(clause, at + 2) == "的";
        // 从2019年的32亿元增长到58亿元: the time of the first value is not that of the second.
        let first = at > 0
            && matches!(view.says(clause, at - 1), "从" | "由" | "自")
            && (at + 1..slot.at.min(clause.units.len())).find(|i| view.says(clause, *i) != "的").is_some_and(|i| matches!(view.unit(clause, i).of, Of::Quantity(_)));
        (!first && !modifies && is_period(mention) && !(compared && !matches!(view.says(clause, at - 1), "自" | "从")) && !back && !report).then_some(time)
    })
}

/// Whether the time of an earlier clause says when something happened that is not the figure.
fn is_of_act(slot: &Slot<'_, '_>, number: usize, time: usize) -> bool {
    let view = slot.view;
    let clause = &view.clauses[number];
    let Some(at) = clause.units.iter().position(|u| view.units[*u].of == Of::Time(time)) else { return false };
    // A clause that is nothing but the time leads the sentence: 2022年5月，….
    let between = (number..slot.number).filter(|n| view.clauses[*n].host.is_none()).flat_map(|n| {
        let from = if n == number { at + 1 } else { 0 };
        view.clauses[n].units[from.min(view.clauses[n].units.len())..].iter()
    });
    // A day that leads the sentence is that of all it tells: 8月12日，该组织发布…，称获取了4000条数据.
    let day = view.all.times[time].value.start.is_some() && view.all.times[time].value.start == view.all.times[time].value.end;
    if day && at <= 1 && clause.units.len() <= at + 2 {
        return false;
    }
    let mut others = 0;
    for unit in between {
        let word = view.word(*unit);
        if ACTS.contains(&word) {
            return true;
        }
        others += usize::from(view.is_verb(view.units[*unit]));
    }
    // 截至 and 到 lead whatever follows.
    let leads = at > 0 && matches!(view.says(clause, at - 1), "截至" | "截止" | "到" | "至");
    others > 2 && !leads
}

fn of_time(view: &SentenceView<'_>, time: usize, from: SubjectFrom) -> Period {
    let mention = &view.all.times[time];
    // 自2015年成立以来: up to the day of writing.
    let text = view.cx.text();
    let behind: String = text.chars()[mention.span.end()..].iter().take(16).take_while(|c| !matches!(c, '，' | '。' | '；') && !c.is_ascii_digit()).collect();
    let said = ["以来", "至今"].iter().any(|w| view.slice(mention.span).ends_with(w));
    if !said && matches!(text.before(mention.span.start()), '自' | '从') && ["以来", "至今"].iter().any(|w| behind.contains(w)) {
        return Period { start: mention.value.start, end: view.cx.reference, time: Some(time), from: Some(from) };
    }
    let start = if until(view, mention) { None } else { mention.value.start };
    Period { start, end: mention.value.end, time: Some(time), from: Some(from) }
}

/// Whether a time is only an end: 截至2022年底, 到2023年.
pub fn until(view: &SentenceView<'_>, time: &TimeMention) -> bool {
    let text = view.cx.text();
    let at = if text.before(time.span.start()) == ' ' { time.span.start() - 1 } else { time.span.start() };
    // 2030年之前: only an end.
    if text.starts_with(time.span.end(), "之前") || text.starts_with(time.span.end(), "前，") {
        return true;
    }
    ["截止", "到", "至"].iter().any(|w| text.ends_with(at, w))
}
