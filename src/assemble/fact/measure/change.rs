//! Decides what a change is a change of.

use crate::assemble::clause::Of;
use crate::extract::QuantityKind;
use crate::text::CharSpan;

use super::{About, Found, Slot};
use crate::assemble::fact::rules::{BASE, CHANGE, POPULATION, SHARE, VALUE_OF_NOUN};
use crate::assemble::fact::{FactClaim, is_relative};

/// Verbs and nouns of change; the second says which way.
pub(in crate::assemble::fact) const CHANGES: &[(&str, bool)] = &[
    ("增长", true),
    ("增加", true),
    ("上升", true),
    ("上涨", true),
    ("提高", true),
    ("提升", true),
    ("扩大", true),
    ("大涨", true),
    ("收涨", true),
    ("涨幅", true),
    ("增幅", true),
    ("增速", true),
    ("涨", true),
    ("上行", true),
    ("攀升", true),
    ("飙升", true),
    ("激增", true),
    ("上调", true),
    ("高出", true),
    ("增", true),
    ("走高", true),
    ("翻", true),
    ("劲增", true),
    ("猛增", true),
    ("暴涨", true),
    ("翻升", true),
    ("回升", true),
    ("反弹", true),
    ("升值", true),
    ("微涨", true),
    ("高开", true),
    ("升幅", true),
    ("增长率", true),
    ("增长幅度", true),
    ("增量", true),
    ("净增", true),
    ("多增", true),
    ("升", true),
    ("加快", true),
    ("增厚", true),
    ("增收", true),
    ("大增", true),
    ("下降", false),
    ("减少", false),
    ("降低", false),
    ("下跌", false),
    ("下滑", false),
    ("缩减", false),
    ("收跌", false),
    ("跌幅", false),
    ("降幅", false),
    ("跌", false),
    ("下行", false),
    ("回落", false),
    ("下调", false),
    ("暴跌", false),
    ("大跌", false),
    ("萎缩", false),
    ("降", false),
    ("减", false),
    ("骤降", false),
    ("走低", false),
    ("锐减", false),
    ("微跌", false),
    ("低开", false),
    ("贬值", false),
    ("少增", false),
    ("缩水", false),
    ("收窄", false),
    ("缩短", false),
    ("重挫", false),
    ("缩小", false),
    ("骤减", false),
    ("大降", false),
    ("减幅", false),
    ("少", false),
];

/// Adjectives that say a change of a share or a multiple: 可能性高21%, 便宜60%.
const COMPARATIVES: &[&str] = &["高", "低", "多", "便宜", "快", "慢"];

/// Adverbs that stand with a verb of change and belong to the metric: 同比增长.
pub(super) const WITH_CHANGE: &[&str] =
    &["同比", "环比", "累计", "年均", "月均", "日均", "复合", "收盘", "收", "净", "平均", "逐年", "年", "均", "同期", "合计", "盘中", "每年", "每日"];

/// Adverbs that stand with a verb of change and say nothing: 同比大幅增长.
pub(super) const FILLERS: &[&str] = &[
    "大幅",
    "持续",
    "再",
    "又",
    "则",
    "也",
    "将",
    "已",
    "了",
    "共",
    "预计",
    "小幅",
    "快速",
    "迅速",
    "仍",
    "实现",
    "实现了",
    "分别",
    "约",
    "都",
    "会",
    "就",
    "稳步",
    "显著",
    "有所",
    "进一步",
    "立刻",
    "已经",
    "一度",
    "亦",
    "还",
    "均",
    "略",
    "略有",
    "明显",
    "整体",
    "平均每年",
    "全线",
    "纷纷",
    "集体",
    "逆势",
    "震荡",
    "惊人",
    "的",
    "惊人的",
    "同样",
    "更",
    "急剧",
    "出现",
    "呈现",
];

/// Nouns for acts that are measured: 出口同比增长.
pub(super) const DEEDS: &[&str] =
    &["出口", "进口", "进出口", "投资", "消费", "生产", "销售", "贷款", "存款", "需求", "供应", "支出", "投入", "就业", "贸易", "融资", "采购", "研发"];

/// The level that a metric of change changes: 营收同比增长 is of 营收.
pub(in crate::assemble::fact) fn base_text(metric: &str) -> String {
    let mut base = metric;
    loop {
        let shorter = CHANGES
            .iter()
            .filter_map(|(c, _)| base.strip_suffix(c))
            .chain(WITH_CHANGE.iter().filter(|w| w.chars().count() > 1).filter_map(|w| base.strip_suffix(w)))
            .filter(|b| !b.is_empty())
            .min_by_key(|b| b.len());
        match shorter.or_else(|| without_comparison(base)) {
            Some(shorter) => base = shorter,
            None => return base.to_owned(),
        }
    }
}

/// A metric without what it is compared with: 攻击量较上季度.
fn without_comparison(metric: &str) -> Option<&str> {
    const BASES: &[&str] = &["上周", "上月", "上季度", "上年", "前一周", "前一日", "去年", "去年同期", "上年同期", "同期", "此前"];
    let (base, with) = metric.rsplit_once(['较', '比'])?;
    (!base.is_empty() && BASES.contains(&with)).then_some(base)
}

/// A change: the verb with the metric before it.
pub(super) fn changed(slot: &Slot<'_, '_>, claims: &[FactClaim], last: Option<usize>) -> Option<Found> {
    let view = slot.view;
    let value = &slot.quantity.value;
    let amount = matches!(value.kind, QuantityKind::Money | QuantityKind::Point | QuantityKind::Count) || value.kind == QuantityKind::Other;
    if !is_relative(value) && value.unit != "bp" && !amount {
        return None;
    }
    // 可能性高21%: of a share or multiple 高 and 低 say a change.
    let relative = is_relative(value);
    let is_change = |word: &str| CHANGES.iter().any(|(c, _)| *c == word) || relative && COMPARATIVES.contains(&word);
    let mut end = slot.at;
    while end > slot.head
        && (matches!(
            slot.says(end - 1),
            "达" | "达到"
                | "达到了"
                | "了"
                | "约"
                | "近"
                | "超过"
                | "超"
                | "逾"
                | "为"
                | "高达"
                | "幅度"
                | "约为"
                | " "
                | "："
                | "仅"
                | "最高"
                | "多达"
                | "至少"
                | "近乎"
                | "接近"
        ) || FILLERS.contains(&slot.says(end - 1)) && slot.says(end - 1) != "的")
    {
        end -= 1;
    }
    if end >= 2 + slot.head && slot.says(end - 1) == "的" && FILLERS.contains(&slot.says(end - 2)) {
        end -= 2;
        while end > slot.head && slot.says(end - 1) == "了" {
            end -= 1;
        }
    }
    let verb_before = end > slot.head
        && is_change(slot.says(end - 1))
        && !(amount && matches!(slot.says(end - 1), "涨" | "跌" | "升" | "降" | "少" | "增" | "减") && value.kind == QuantityKind::Count);
    // 实现了4.1%的增长: the verb stands behind.
    let behind = if slot.says(slot.at + 1) == "的" && is_change(slot.says(slot.at + 2)) { Some(slot.at + 2) } else { None };
    let (verb, mut start) = if verb_before {
        (slot.says(end - 1).to_owned(), end - 1)
    } else if let Some(at) = behind {
        let mut from = slot.at;
        while from > slot.head && (FILLERS.contains(&slot.says(from - 1)) || matches!(slot.says(from - 1), "有" | "获得" | "取得" | "保持" | "保持了" | "约" | "达到" | "录得"))
        {
            from -= 1;
        }
        (slot.says(at).to_owned(), from)
    } else {
        return None;
    };
    // An amount with a noun behind it is added to something: 新增开放22个部门 is counted.
    if slot.counts() && slot.is_nominal(slot.at + 1) {
        return None;
    }
    let mut words: Vec<&str> = vec![&verb];
    let mut compared_with: Option<CharSpan> = None;
    while start > slot.head {
        let word = slot.says(start - 1);
        if WITH_CHANGE.contains(&word) {
            words.insert(0, view.says(slot.clause, start - 1));
            start -= 1;
        } else if FILLERS.contains(&word) {
            start -= 1;
        } else if let Some(from) = comparison_before(slot, start) {
            compared_with = Some(slot.stretch(from, start));
            start = from;
        } else if let Some(from) = other_before(slot, start).filter(|_| COMPARATIVES.contains(&verb.as_str())) {
            start = from;
        } else {
            break;
        }
    }
    let with = compared_with.map(|s| view.slice(s)).filter(|s| s.starts_with(['较', '比'])).unwrap_or_default();
    let change = format!("{with}{}", words.concat());
    let verb_span = slot.stretch(start, slot.at);
    // A time between metric and verb: 营收2024年上半年同比增长.
    let mut tail = start;
    loop {
        if tail > slot.head && (matches!(slot.of(tail - 1), Some(Of::Time(_))) || matches!(slot.says(tail - 1), "在" | "的" | "自" | "从")) {
            tail -= 1;
            continue;
        }
        if tail >= 2 + slot.head && matches!(slot.says(tail - 1), "内" | "间" | "里" | "之内" | "期间" | "以来") && matches!(slot.of(tail - 2), Some(Of::Time(_))) {
            tail -= 2;
            continue;
        }
        // 股价上周在法兰克福交易所累计上涨: where and from where it changed.
        match view.phrase_before(slot.clause, slot.head, tail).filter(|from| *from > slot.head && matches!(slot.says(*from - 1), "在" | "自" | "从" | "于")) {
            Some(from) if from - 1 > slot.head => tail = from - 1,
            _ => break,
        }
    }
    if let Some(from) = view.phrase_before(slot.clause, slot.head, tail) {
        let (mut about, mut measure) = view.split(slot.clause, from, tail);
        // 沪指涨, 韩国综合指数收跌: what changes is not a measure but a thing.
        let thing = (from..tail).any(|at| matches!(slot.of(at), Some(Of::Name(_))))
            || view.is_bearer(view.unit(slot.clause, tail - 1))
            || slot.text(tail - 1, tail).ends_with(['指', '股']);
        if !view.is_measure(view.unit(slot.clause, tail - 1)) && thing && !DEEDS.contains(&slot.text(tail - 1, tail)) {
            (about, measure) = (tail, tail);
        } else if measure == tail && !thing {
            (about, measure) = (from, from);
        }
        let about_span = if about > from { About::Phrase(slot.stretch(from, about)) } else { About::Clause(from) };
        if measure < tail {
            let span = slot.stretch(measure, tail);
            // 增加值年均分别增长10.6%: 年均 is a part of both.
            let level = words.first().map_or(view.slice(span), |w| view.slice(span).trim_end_matches(w));
            return Some(Found { span, text: format!("{level}{change}"), about: about_span, time: None, shares: None, rule: CHANGE });
        }
        let span = if verb_span.is_empty() { slot.stretch(from, tail) } else { verb_span };
        return Some(Found { span, text: change, about: about_span, time: None, shares: None, rule: CHANGE });
    }
    let span = if verb_span.is_empty() { slot.quantity.span } else { verb_span };
    // The metric that the fact before is of.
    let of_level = |p: &usize| claims[*p].rule != BASE;
    let last = last.and_then(|l| (0..=l).rev().take_while(|p| claims[*p].sentence == view.number).find(of_level));
    if let Some(previous) = last.filter(|p| {
        claims[*p].rule != POPULATION && (claims[*p].rule != VALUE_OF_NOUN || relative && (slot.head..start).all(|at| !slot.is_nominal(at)) && counted_before(slot, &claims[*p]))
    }) {
        let base = base_text(&claims[previous].metric_text);
        // 支出占总支出的89%，同比增长37%: 支出 grows; by points the share would.
        let level = base.split_once('占').filter(|(level, _)| !level.is_empty() && claims[previous].rule == SHARE && value.kind == QuantityKind::Percent);
        let base = level.map_or(base.as_str(), |(level, _)| level);
        let own = CHANGES.iter().any(|(c, _)| *c == base) || matches!(base, "报" | "报收" | "收报" | "同比" | "环比");
        let text = if own { change } else { format!("{base}{change}") };
        return Some(Found { span, text, about: About::Previous(previous), time: None, shares: Some(previous), rule: CHANGE });
    }
    // The measure that an earlier clause of the sentence names: 总收入主要来自…，增长幅度超过35%.
    let noun = matches!(verb.as_str(), "涨幅" | "增幅" | "增速" | "跌幅" | "降幅" | "增长率" | "增长幅度" | "升幅" | "减幅");
    let about = About::Clause(start);
    if let Some((of, base)) = earlier_measure(slot) {
        let about = of.map_or(about, About::Phrase);
        return Some(Found { span: if noun { span } else { base }, text: format!("{}{change}", view.slice(base)), about, time: None, shares: None, rule: CHANGE });
    }
    Some(Found { span, text: change, about, time: None, shares: None, rule: CHANGE })
}

/// Whether what the clause straight before counts is what changes: 交付了20,575辆汽车，同比增长28.9%. Not where the change has a thing of its own before
/// it, or is one of several behind one count.
fn counted_before(slot: &Slot<'_, '_>, counted: &FactClaim) -> bool {
    let between = CharSpan::of(counted.metric.end()..slot.quantity.span.start().max(counted.metric.end()));
    let commas = slot.view.slice(between).chars().filter(|c| matches!(c, '，' | '；' | ',' | ';')).count();
    commas == 1 && !counted.metric_text.contains(['较', '比'])
}

/// The measure that the nearest clause before is about, with what it is a measure of: 该公司上半年的总收入主要来自….
pub(super) fn earlier_measure(slot: &Slot<'_, '_>) -> Option<(Option<CharSpan>, CharSpan)> {
    let view = slot.view;
    (0..slot.number).rev().filter(|c| view.clauses[*c].host == slot.clause.host).take(2).find_map(|number| {
        let clause = &view.clauses[number];
        let (from, to) = view.topic(clause, clause.units.len())?;
        // A time between the thing and its measure.
        let mut next = to;
        while next < clause.units.len() && (matches!(view.unit(clause, next).of, Of::Time(_)) || next > to && view.says(clause, next) == "的") {
            next += 1;
        }
        if next > to
            && let Some(end) = view.phrase_behind(clause, next, clause.units.len())
            && view.is_measure(view.unit(clause, end - 1))
        {
            return Some((Some(view.stretch(clause, from, to)), view.stretch(clause, next, end)));
        }
        let (about, measure) = view.split(clause, from, to);
        let measured = view.is_measure(view.unit(clause, to - 1)) && measure < to;
        measured.then(|| ((about > from).then(|| view.stretch(clause, from, about)), view.stretch(clause, measure, to)))
    })
}

/// Where 比 with another thing stands that ends at a unit: 比 GPT-3.5 Turbo 便宜60%.
fn other_before(slot: &Slot<'_, '_>, end: usize) -> Option<usize> {
    const FARTHEST: usize = 8;
    let from = (end.saturating_sub(FARTHEST).max(slot.head)..end).rev().find(|at| matches!(slot.says(*at), "比" | "比起" | "要比"))?;
    let other = from + 1 < end && (from + 1..end).all(|at| slot.is_nominal(at) || matches!(slot.says(at), " " | "的" | "也" | "要" | "还要" | "更" | "、"));
    let adverb = |at: usize| at > slot.head && matches!(slot.says(at - 1), "要" | "还" | "也" | "却" | "还要" | "则" | " ");
    other.then(|| (slot.head..=from).rev().find(|at| !adverb(*at)).unwrap_or(from))
}

/// Where a comparison that ends at a unit begins: 较上月, 比上年同期, 与前一年相比.
pub(super) fn comparison_before(slot: &Slot<'_, '_>, end: usize) -> Option<usize> {
    let floor = end.saturating_sub(9).max(slot.head);
    let from = (floor..end).rev().find(|at| matches!(slot.says(*at), "较" | "比" | "与" | "同" | "相比" | "相较" | "相较于" | "相比于" | "对比" | "从"))?;
    let timed = (from..end)
        .any(|at| matches!(slot.of(at), Some(Of::Time(_))) || matches!(slot.says(at), "同期" | "上年" | "去年" | "上月" | "此前" | "之前" | "上期" | "疫情" | "平均水平"));
    let closes = matches!(slot.says(end - 1), "相比" | "比较" | "同期" | "来" | "水平" | "前" | "期" | "平均水平" | "统计") || matches!(slot.of(end - 1), Some(Of::Time(_)));
    (timed && closes || closes && matches!(slot.says(from), "较" | "比") && !slot.is_verb(end - 1)).then_some(from)
}
