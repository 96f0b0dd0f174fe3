//! Decides what a quantity measures.

use crate::assemble::clause::SentenceView;
use crate::extract::{Mention, Quantity, QuantityKind};
use crate::text::CharSpan;

use super::rules::{BASE, BRACKET, CHANGE, METRIC_REACHES, SHARE, VALUE_OF_NOUN};
use super::{FactClaim, Metric, has_noun, is_relative, split_subject};

/// Words between a metric and its value that say nothing but "is": they are no part of the metric.
const REACHING: &[&str] = &[
    "已经达到",
    "已达到",
    "达到了",
    "达到",
    "高达",
    "多达",
    "共计达",
    "达",
    "分别为",
    "分别达",
    "均为",
    "约为",
    "为",
    "是",
    "合计",
    "共计",
    "总计",
    "累计达",
    "累计",
    "共有",
    "共",
    "总共",
    "一共",
    "均",
    "已",
    "也",
    "只有",
    "仅有",
    "仅",
    "只",
    "有",
    "至",
    "到",
    "攀升至",
    "增长至",
    "增长到",
    "增加到",
    "增至",
    "升至",
    "上升至",
    "提升至",
    "提高到",
    "降至",
    "下降至",
    "减少至",
    "减少到",
    "下降到",
    "缩减至",
    "扩大到",
    "突破了",
    "突破",
    "超过了",
    "超过",
    "实现",
    "报",
    "收报",
    "约",
    "近",
    "逾",
    "超",
    "不足",
    "接近",
    "大约",
    "将",
    "预计",
    "将达",
    "将达到",
    "预计将达到",
    "就",
    "全部",
    "整体",
    "：",
    ":",
    " ",
    "了",
    "估计",
    "目标",
    "在",
    "占",
    "突破至",
    "出现",
    "当前",
    "目前",
    "高出",
    "最高",
    "至少",
];

/// Verbs of change; the second says which way.
pub(super) const CHANGES: &[(&str, bool)] = &[
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
];

/// Finds the metric of a quantity.
pub fn metric(view: &SentenceView<'_>, quantity: &Mention<Quantity>, previous: Option<&FactClaim>) -> Option<Metric> {
    let clause = view.clause(quantity.span.start());
    bracketed(view, quantity)
        .or_else(|| base(view, quantity, clause, previous))
        .or_else(|| change(view, quantity, clause, previous))
        .or_else(|| before(view, quantity, clause))
        .or_else(|| behind(view, quantity, clause))
        .or_else(|| earlier_clause(view, quantity, clause))
}

/// Where the words of reaching in front of a value begin.
fn strip_reaching(view: &SentenceView<'_>, mut end: usize, floor: usize) -> usize {
    let text = view.cx.text();
    loop {
        let Some(word) = REACHING.iter().filter(|w| text.ends_with(end, w) && end >= floor + w.chars().count()).max_by_key(|w| w.chars().count()) else { return end };
        // A one-character word may be the end of another: 行为, 截至, 以至.
        if word.chars().count() == 1 && !matches!(*word, " " | "：" | ":" | "达" | "约" | "近" | "逾" | "超") {
            let start = end - 1;
            let token = view.tokens.partition_point(|t| t.span.end() < end);
            let own = view.tokens.get(token).is_none_or(|t| t.span.start() >= start || t.span.end() != end);
            if !own {
                return end;
            }
        }
        end -= word.chars().count();
    }
}

/// The metric in front of the value.
fn before(view: &SentenceView<'_>, quantity: &Mention<Quantity>, clause: CharSpan) -> Option<Metric> {
    let text = view.cx.text();
    let end = strip_reaching(view, quantity.value.full_span.start().min(quantity.span.start()), clause.start());
    // A time between metric and value: 收入2021年达…; the time is no part of the metric.
    let end = view.times.iter().find(|t| t.span.end() == end && t.span.start() > clause.start()).map_or(end, |t| strip_reaching(view, t.span.start(), clause.start()));
    let counts = quantity.value.kind == QuantityKind::Count;
    let reached = end < quantity.value.full_span.start();
    let phrase = view.noun_phrase_before(end, clause.start(), counts)?;
    // Times at the phrase's head do not belong to it.
    let head = view.times.iter().filter(|t| t.span.start() >= clause.start() && t.span.start() <= phrase.start() && t.span.end() > phrase.start()).map(|t| t.span.end()).max();
    let phrase = head.map_or(phrase, |h| text.trim(CharSpan::of(h.min(phrase.end())..phrase.end())));
    if phrase.is_empty() || view.entities.iter().any(|m| m.span.contains(phrase)) {
        return None;
    }
    let (_, rest) = split_subject(view, phrase);
    let rest = text.trim(rest);
    if rest.is_empty() || !has_noun(view, rest) {
        return None;
    }
    // A verb straight before a count takes its object behind it: 吸引了128家企业, 拥有84名专家.
    if counts && !reached {
        let last = view.tokens_in(phrase).last()?;
        if matches!(last.tag, crate::lexicon::TokenTag::Verb | crate::lexicon::TokenTag::VerbNoun) && view.noun_phrase_behind(quantity.span.end(), clause.end()).is_some() {
            return None;
        }
    }
    let share = quantity.value.kind == QuantityKind::Percent
        && (view.slice(rest).contains('占') || view.slice(rest).ends_with("比重") || view.slice(rest).ends_with("比例") || view.slice(rest).ends_with("占比"));
    // 占信息化投入比例: the verb 占 belongs to the metric.
    let rest = if quantity.value.kind == QuantityKind::Percent && text.before(rest.start()) == '占' && rest.start() > clause.start() {
        CharSpan::of(rest.start() - 1..rest.end())
    } else {
        rest
    };
    Some(Metric { span: rest, text: view.slice(rest).to_owned(), rule: if share { SHARE } else { METRIC_REACHES }, subject_in: Some(phrase), continues: false })
}

/// The noun that a count counts, behind it.
fn behind(view: &SentenceView<'_>, quantity: &Mention<Quantity>, clause: CharSpan) -> Option<Metric> {
    if quantity.value.kind != QuantityKind::Count && !matches!(quantity.value.kind, QuantityKind::Percent | QuantityKind::Money | QuantityKind::Data) {
        return None;
    }
    let text = view.cx.text();
    let mut start = quantity.span.end();
    for word in ["以上的", "以上", "左右的", "左右", "以下的", "以下", "多", "余", "的"] {
        if text.starts_with(start, word) {
            start += word.chars().count();
            break;
        }
    }
    let phrase = view.noun_phrase_behind(start, clause.end())?;
    (has_noun(view, phrase) && phrase.len() >= 2).then(|| Metric { span: phrase, text: view.slice(phrase).to_owned(), rule: VALUE_OF_NOUN, subject_in: None, continues: false })
}

/// The verb of change in front of the value.
fn change_verb(view: &SentenceView<'_>, quantity: &Mention<Quantity>, clause: CharSpan) -> Option<(CharSpan, bool)> {
    let text = view.cx.text();
    let mut end = quantity.value.full_span.start().min(quantity.span.start());
    for word in ["达到了", "达到", "达", "了", "约", "近", "超过", "超", "逾", "幅度", "率", "为", "约为", "近乎", " ", "：", "高达"] {
        if text.ends_with(end, word) && end >= clause.start() + word.chars().count() {
            end -= word.chars().count();
        }
    }
    let (verb, up) = CHANGES.iter().filter(|(v, _)| text.ends_with(end, v) && end >= clause.start() + v.chars().count()).max_by_key(|(v, _)| v.chars().count())?;
    Some((CharSpan::of(end - verb.chars().count()..end), *up))
}

/// A change: the verb, with the metric before it.
fn change(view: &SentenceView<'_>, quantity: &Mention<Quantity>, clause: CharSpan, previous: Option<&FactClaim>) -> Option<Metric> {
    let text = view.cx.text();
    // 实现了4.1%的增长: the verb stands behind.
    let after = quantity.span.end();
    let behind = if text.at(after) == '的' {
        CHANGES.iter().find(|(v, _)| v.chars().count() >= 2 && text.starts_with(after + 1, v)).map(|(v, _)| CharSpan::of(after + 1..after + 1 + v.chars().count()))
    } else {
        None
    };
    let verb = match (change_verb(view, quantity, clause), behind) {
        (Some((verb, _)), _) => verb,
        (None, Some(verb)) => verb,
        _ => return None,
    };
    if !is_relative(&quantity.value) && !matches!(quantity.value.kind, QuantityKind::Money | QuantityKind::Count | QuantityKind::Point) && quantity.value.unit != "bp" {
        return None;
    }
    let mut start = verb.start();
    for word in ["同比实现了", "同比实现", "同比", "环比", "累计", "年均", "复合", "共", "均", "将", "预计", "大幅", "持续", "再", "又", "则", "也", "年复合"]
    {
        if text.ends_with(start, word) && start >= clause.start() + word.chars().count() {
            start -= word.chars().count();
        }
    }
    let verb_phrase = text.trim(CharSpan::of(start..verb.end()));
    let verb_text = view.slice(verb_phrase).replace("实现了", "").replace("实现", "");
    // The metric in the same clause, else the one before it in the sentence.
    let own = view.noun_phrase_before(start, clause.start(), false).and_then(|phrase| {
        let head = view.times.iter().filter(|t| t.span.start() <= phrase.start() && t.span.end() > phrase.start()).map(|t| t.span.end()).max();
        let phrase = head.map_or(phrase, |h| text.trim(CharSpan::of(h.min(phrase.end())..phrase.end())));
        let (_, rest) = split_subject(view, phrase);
        let rest = text.trim(rest);
        (!phrase.is_empty() && !rest.is_empty() && has_noun(view, rest) && !view.slice(rest).starts_with("上年") && !view.slice(rest).starts_with("去年")).then_some((phrase, rest))
    });
    if let Some((phrase, rest)) = own {
        Some(Metric {
            span: CharSpan::of(rest.start()..verb_phrase.end().max(rest.end())),
            text: format!("{}{verb_text}", view.slice(rest)),
            rule: CHANGE,
            subject_in: Some(phrase),
            continues: false,
        })
    } else {
        let previous = previous?;
        let base = previous.metric_text.clone();
        let base = CHANGES.iter().find_map(|(v, _)| base.strip_suffix(v).map(str::to_owned)).unwrap_or(base);
        let base = ["同比", "环比"].iter().find_map(|w| base.strip_suffix(w).map(str::to_owned)).unwrap_or(base);
        Some(Metric { span: verb_phrase, text: format!("{base}{verb_text}"), rule: CHANGE, subject_in: None, continues: true })
    }
}

/// The figure that a change is compared with: 较2020年的285.19亿元.
fn base(view: &SentenceView<'_>, quantity: &Mention<Quantity>, clause: CharSpan, previous: Option<&FactClaim>) -> Option<Metric> {
    let previous = previous?;
    let start = quantity.value.full_span.start().min(quantity.span.start());
    let time = view.times.iter().rev().find(|t| t.span.end() <= start && t.span.start() >= clause.start())?;
    let link = view.slice(CharSpan::of(time.span.end()..start));
    let marker = matches!(view.mark_before(time.span.start()), '较' | '比' | '从' | '由');
    (marker && matches!(link.trim(), "的" | "" | "同期的" | "末的")).then(|| Metric {
        span: previous.metric,
        text: previous.metric_text.clone(),
        rule: BASE,
        subject_in: None,
        continues: true,
    })
}

/// A value in brackets behind what it belongs to.
fn bracketed(view: &SentenceView<'_>, quantity: &Mention<Quantity>) -> Option<Metric> {
    let text = view.cx.text();
    let start = quantity.value.full_span.start().min(quantity.span.start());
    let open = start.checked_sub(1)?;
    if !matches!(text.at(open), '（' | '(') || !matches!(text.at(quantity.span.end()), '）' | ')' | '，' | '、') {
        return None;
    }
    // A conversion repeats the quantity before the bracket.
    if view.slice(CharSpan::of(start..quantity.span.start())).contains("约合")
        || text.before(open).is_ascii_digit()
        || quantity.value.kind == QuantityKind::Money && matches!(text.before(open), '元' | '币')
    {
        return None;
    }
    let outer = view.clause(open.saturating_sub(1));
    let phrase = view.noun_phrase_before(open, outer.start(), true)?;
    let last = view.slice(phrase).rfind(['、', '和']).map_or(phrase, |b| {
        let chars = view.slice(phrase)[..b].chars().count() + 1;
        CharSpan::of(phrase.start() + chars..phrase.end())
    });
    has_noun(view, last).then(|| Metric { span: last, text: view.slice(last).to_owned(), rule: BRACKET, subject_in: Some(last), continues: false })
}

/// The metric that the clause before names: 产业规模稳步扩大，达100亿元.
fn earlier_clause(view: &SentenceView<'_>, quantity: &Mention<Quantity>, clause: CharSpan) -> Option<Metric> {
    let start = strip_reaching(view, quantity.value.full_span.start().min(quantity.span.start()), clause.start());
    if start > clause.start() + 1 || clause.start() <= view.span.start() + 2 || quantity.value.kind == QuantityKind::Count {
        return None;
    }
    let previous = view.clause(clause.start() - 2);
    // The noun phrase at the head of the clause before.
    let tokens = view.tokens_in(previous);
    let verb = tokens.iter().position(|t| t.tag == crate::lexicon::TokenTag::Verb).map_or(previous.end(), |i| tokens[i].span.start());
    let phrase = view.noun_phrase_before(verb, previous.start(), false)?;
    let (_, rest) = split_subject(view, phrase);
    (has_noun(view, rest) && rest.len() >= 2).then(|| Metric { span: rest, text: view.slice(rest).to_owned(), rule: METRIC_REACHES, subject_in: Some(phrase), continues: false })
}
