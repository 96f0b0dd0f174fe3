//! Decides what a quantity measures, and which phrase it is about.
//!
//! Each construction is one function; the first that applies decides. The order goes from what stands around the value for
//! certain (a table, a bracket, a comparison) to what only its neighbours suggest.

mod bracket;
mod change;
mod count;
mod ends;
mod group;
mod reach;
mod table;

pub(super) use change::{CHANGES, base_text};
pub(super) use count::counted_phrase;

use std::ops::ControlFlow;

use crate::assemble::clause::{Clause, Of, SentenceView};
use crate::assemble::phrase::REACHING;
use crate::extract::{EntityType, Mention, Quantity, QuantityKind};
use crate::text::CharSpan;

use super::FactClaim;

/// What a figure is about, as its construction tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A phrase.
    Phrase(CharSpan),
    /// Whatever the clause is about, up to a unit of it.
    Clause(usize),
    /// What the fact before is about.
    Previous(usize),
}

/// What a quantity measures.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where the metric stands.
    pub span: CharSpan,
    /// The metric as published.
    pub text: String,
    /// What it is about.
    pub about: About,
    /// The time that the construction itself names.
    pub time: Option<usize>,
    /// The fact whose period and status it shares.
    pub shares: Option<usize>,
    /// The rule.
    pub rule: &'static str,
}

/// A quantity in its clause.
pub struct Slot<'v, 'a> {
    /// The sentence.
    pub view: &'v SentenceView<'a>,
    /// The clause.
    pub clause: &'v Clause,
    /// Its number.
    pub number: usize,
    /// The quantity's place in it.
    pub at: usize,
    /// The quantity.
    pub quantity: &'v Mention<Quantity>,
    /// Where the clause's statement begins.
    pub head: usize,
    /// The sentence that is the first row of the table that it stands in.
    pub head_row: Option<usize>,
}

impl<'a> Slot<'_, 'a> {
    pub(super) fn counts(&self) -> bool {
        self.quantity.value.kind == QuantityKind::Count
    }

    fn stretch(&self, from: usize, to: usize) -> CharSpan {
        self.view.stretch(self.clause, from, to)
    }

    fn text(&self, from: usize, to: usize) -> &'a str {
        self.view.slice(self.stretch(from, to))
    }

    fn says(&self, at: usize) -> &str {
        if at < self.clause.units.len() { self.view.says(self.clause, at) } else { "" }
    }

    fn of(&self, at: usize) -> Option<Of> {
        (at < self.clause.units.len()).then(|| self.view.unit(self.clause, at).of)
    }

    fn len(&self) -> usize {
        self.clause.units.len()
    }

    fn is_verb(&self, at: usize) -> bool {
        at < self.len() && self.view.is_verb(self.view.unit(self.clause, at))
    }

    fn is_nominal(&self, at: usize) -> bool {
        at < self.len() && self.view.is_nominal(self.view.unit(self.clause, at))
    }
}

/// Finds what a quantity measures.
pub fn measure(slot: &Slot<'_, '_>, claims: &[FactClaim], last: Option<usize>) -> Option<Found> {
    // 前10个 are the ranks up to the tenth.
    let ranks = slot.counts() && slot.at > 0 && slot.clause.host.is_none() && matches!(slot.says(slot.at - 1), "前" | "头");
    // （满分10分）: the scale, not a score.
    let scale = slot.at > 0 && slot.at - 1 <= slot.head && slot.says(slot.at - 1) == "满分";
    if scale || is_label(slot) || is_listing(slot) || ranks || in_code(slot) {
        return None;
    }
    if slot.quantity.value.unit == "count:岁" {
        // An age that is nobody's bounds a group (18-59岁人群), unless the text says what it is: 平均年龄达35岁.
        let measured = |f: &Found| ["龄", "寿命", "岁数"].iter().any(|w| f.text.ends_with(w));
        return count::aged(slot).or_else(|| reach::reached(slot, claims, last).filter(measured));
    }
    if let ControlFlow::Break(found) = ends::moved(slot, claims, last) {
        return found.map(|found| without_lead(slot, found));
    }
    let found = table::in_table(slot)
        .or_else(|| bracket::bracketed(slot, claims, last))
        .or_else(|| reach::compared(slot, claims, last))
        .or_else(|| count::harmed(slot))
        .or_else(|| reach::run_on(slot, claims, last))
        .or_else(|| change::changed(slot, claims, last))
        .or_else(|| group::share_within(slot))
        .or_else(|| group::population(slot))
        .or_else(|| reach::value_of_measure(slot))
        .or_else(|| count::worth(slot, claims, last))
        .or_else(|| count::counted(slot))
        .or_else(|| reach::reached(slot, claims, last))
        .or_else(|| reach::share_of(slot))
        .or_else(|| reach::after_verb(slot))
        .or_else(|| reach::continued(slot, claims, last));
    found.map(|found| without_lead(slot, with_counterpart(slot, found)))
}

/// 其市场份额, 它们的价格, 共计损失: whose it is and that it is a sum are no part of what is measured.
fn without_lead(slot: &Slot<'_, '_>, mut found: Found) -> Found {
    const LEADS: &[&str] = &["其", "的", "和", "与", "及", "总计", "共计", "合计", "有望"];
    const OWNERS: &[&str] = &["他", "她", "它", "他们", "她们", "它们", "我们"];
    /// A metric has at least so many characters.
    const SHORTEST: usize = 2;
    let mut units = slot.view.units_in(found.span).iter().map(|u| slot.view.slice(u.span)).peekable();
    let mut text = found.text.as_str();
    while let Some(word) = units.next() {
        let owner = OWNERS.contains(&word) && units.peek() == Some(&"的");
        let rest = text.strip_prefix(word).filter(|rest| (owner || LEADS.contains(&word)) && rest.chars().count() >= SHORTEST);
        let Some(rest) = rest else { break };
        text = rest.trim_start();
    }
    if text.len() < found.text.len() {
        found.text = text.to_owned();
    }
    found
}

/// Trade has two sides: 对东盟进出口 is the metric, and 东盟 is not whom it is of.
fn with_counterpart(slot: &Slot<'_, '_>, mut found: Found) -> Found {
    const TRADE: &[&str] = &["进出口", "出口", "进口", "贸易", "投资", "逆差", "顺差", "直接投资", "销售", "出货", "援助"];
    let start = |at: usize| slot.view.unit(slot.clause, at).span.start();
    let place = |at: usize| matches!(slot.of(at), Some(Of::Name(name)) if matches!(slot.view.all.entities[name].value.entity_type, EntityType::Gpe | EntityType::Loc));
    let side = (slot.head..slot.at).rev().find(|at| {
        matches!(slot.says(*at), "对" | "自" | "从" | "向") && place(at + 1) && at + 2 < slot.at && TRADE.iter().any(|w| slot.says(at + 2).starts_with(w)) && {
            let behind = start(at + 2);
            found.span.start() == behind || found.span.start() == start(at + 1)
        }
    });
    if let Some(side) = side {
        let place = slot.text(side + 1, side + 2);
        let metric = found.text.strip_prefix(place).unwrap_or(&found.text);
        found.text = format!("{}{place}{metric}", slot.says(side));
        found.span = CharSpan::of(start(side)..found.span.end());
        found.about = About::Clause(side);
    }
    found
}

/// Whether a figure stands in a piece of a program: figures there say nothing of the world.
fn in_code(slot: &Slot<'_, '_>) -> bool {
    const REACH: usize = 100;
    const MARKS: usize = 4;
    let (span, sentence) = (slot.quantity.span, slot.view.span);
    let near = slot.view.slice(CharSpan::of(span.start().saturating_sub(REACH).max(sentence.start())..(span.end() + REACH).min(sentence.end()).max(span.end())));
    let single = near.bytes().filter(|b| matches!(b, b'{' | b'}' | b'\\' | b'<' | b'>' | b'=' | b'$' | b'#' | b';')).count();
    let double = ["()", "::", "//", "0x"].iter().map(|mark| near.matches(mark).count()).sum::<usize>();
    single + double >= MARKS && !near.contains("http")
}

/// Nouns for how a text or a thing is built: two of them introduce a list, they are no figure.
const STRUCTURE: &[&str] = &[
    "方式", "方法", "情形", "情况", "问题", "部分", "版本", "步", "方向", "函数", "区域", "模式", "概念", "例子", "示例", "条件", "因素", "原因", "特点", "环节", "层面", "维度",
    "角度", "选项", "等级", "层级", "类型", "类别", "特征", "特性", "阶段", "要素", "原则", "步骤", "参数", "变量", "字段", "视角", "途径", "主轴", "属性",
];

/// Whether a small count in Chinese numerals introduces a list, or points at what was named: 两种方式, 这两个, 将两张网.
fn is_listing(slot: &Slot<'_, '_>) -> bool {
    let value = &slot.quantity.value;
    let written = slot.view.slice(slot.quantity.span);
    let small = value.kind == QuantityKind::Count
        && value.value_max.is_none()
        && written.starts_with(['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十'])
        && value.value <= rust_decimal::Decimal::TEN;
    if !small {
        return false;
    }
    let before = if slot.at > 0 { slot.view.says(slot.clause, slot.at - 1) } else { "" };
    let points = matches!(before, "这" | "该" | "以下" | "那" | "将" | "把" | "此" | "如下");
    let behind =
        (slot.at + 1..slot.len().min(slot.at + 5)).take_while(|i| slot.is_nominal(*i) || slot.view.unit(slot.clause, *i).tag == crate::lexicon::TokenTag::Adjective).last();
    let structure = behind.is_some_and(|i| STRUCTURE.iter().any(|n| slot.says(i).ends_with(n))) || STRUCTURE.iter().any(|n| value.unit.ends_with(n));
    points || structure
}

/// Whether a quantity is part of what something is called: 64位系统, 128GB版, 5折交叉验证.
fn is_label(slot: &Slot<'_, '_>) -> bool {
    let next = slot.says(slot.at + 1);
    let unit = slot.quantity.value.unit.as_str();
    // 64位系统, 2048位RSA, 支持32位和64位; but 密钥长度为2048位.
    let size = matches!(unit, "count:位" | "bit") && u32::try_from(slot.quantity.value.value).is_ok_and(|n| n.is_power_of_two() && (8..=4096).contains(&n));
    let measured = slot.at > 0 && (REACHING.contains(slot.says(slot.at - 1)) || slot.is_nominal(slot.at - 1) && slot.view.is_measure(slot.view.unit(slot.clause, slot.at - 1)));
    let word_size = size && (unit == "count:位" || !measured || slot.is_nominal(slot.at + 1));
    word_size
        || next == "版"
        || next.starts_with("交叉")
        || matches!(slot.quantity.value.kind, QuantityKind::Data) && ["起售价", "售价", "版本"].iter().any(|w| next.starts_with(w))
}
