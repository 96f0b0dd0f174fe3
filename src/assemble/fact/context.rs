//! Decides the rest of a fact: its subject, its period, whether it has come about, and who says so.

use chrono::Datelike;

use crate::assemble::clause::SentenceView;
use crate::assemble::{Change, ChangeBasis, FactStatus, Measure, Statistic, SubjectFrom};
use crate::extract::{EntityMention, EntityType, Mention, Mentions, Quantity, QuantityKind, TimeKind, TimeMention};
use crate::text::CharSpan;

use super::measure::CHANGES;
use super::rules::{BASE, CHANGE, SHARE};
use super::{FactClaim, Metric, SUBJECTS, is_relative, split_subject};

/// What the sentences before leave to lean on.
#[derive(Debug, Default, Clone)]
pub struct Carried {
    paragraph: Option<u32>,
    subject: Option<(CharSpan, String)>,
    time: Option<usize>,
    title: Option<(CharSpan, String)>,
}

impl Carried {
    /// Enters a sentence: another paragraph forgets the time and, if it names one of its own, the subject.
    pub fn enter(&mut self, view: &SentenceView<'_>, paragraph: u32) {
        if self.paragraph != Some(paragraph) {
            self.paragraph = Some(paragraph);
            self.time = None;
            self.subject = None;
        }
        if view.number == 0 {
            // A place in a title is where something happens rather than what a figure is about.
            let named = |m: &&EntityMention| matches!(m.value.entity_type, EntityType::Org | EntityType::Fac | EntityType::Product | EntityType::Work);
            self.title = view.entities.iter().find(named).map(|m| (m.span, m.value.name.clone()));
        }
    }

    /// Leaves a sentence with its subject and time.
    pub fn leave(&mut self, view: &SentenceView<'_>, last: Option<&FactClaim>) {
        let own = last.and_then(|f| f.subject.zip(f.subject_text.clone())).or_else(|| sentence_subject(view).map(|m| (m.span, m.value.name.clone())));
        if own.is_some() {
            self.subject = own;
        }
        if let Some(i) = (0..view.times.len()).find(|i| is_period(&view.times[*i])) {
            self.time = Some(view.first_time + i);
        }
    }
}

fn is_period(time: &TimeMention) -> bool {
    matches!(time.value.kind, TimeKind::Date | TimeKind::Period) && (time.value.start.is_some() || time.value.end.is_some())
}

/// The name that the sentence is about: the first before its first verb that is no attribution.
fn sentence_subject<'a>(view: &SentenceView<'a>) -> Option<&'a EntityMention> {
    view.entities.iter().find(|m| SUBJECTS.contains(&m.value.entity_type) && !is_attribution(view, m) && m.span.start() < view.span.start() + 60)
}

/// Whether a name only says who reports: 据X, X表示.
fn is_attribution(view: &SentenceView<'_>, mention: &EntityMention) -> bool {
    let text = view.cx.text();
    let next = mention.span.end();
    let says = ["表示", "指出", "介绍", "显示", "称", "透露", "认为", "发布的", "统计", "数据显示", "报道", "预测", "消息", "官网"].iter().any(|w| text.starts_with(next, w));
    says || ["据", "根据", "按照", "来自"].iter().any(|w| text.ends_with(mention.span.start(), w))
}

/// Completes a fact.
pub fn complete(
    view: &SentenceView<'_>,
    mentions: &Mentions,
    number: usize,
    quantity: &Mention<Quantity>,
    metric: &Metric,
    previous: Option<&FactClaim>,
    carried: &Carried,
) -> FactClaim {
    let clause = view.clause(quantity.span.start());
    let (subject, subject_text, subject_from) = subject(view, quantity, metric, clause, previous, carried);
    let is_base = metric.rule == BASE;
    let (time, period_from) = period(view, quantity, clause, previous, carried, is_base);
    let mention = time.map(|t| &mentions.times[t]);
    let (mut start, end) = mention.map_or((None, None), |t| (t.value.start, t.value.end));
    if mention.is_some_and(|t| until(view, t)) {
        start = None;
    }
    let (change, basis) = change_of(view, quantity, metric, clause);
    let base_time = base_period(view, quantity, clause, change.is_some());
    let metric_text = metric.text.clone();
    let (attributed, attributed_text) = attribution(view);
    let measure = if change.is_some() {
        Measure::Change
    } else if metric.rule == SHARE {
        Measure::Share
    } else {
        match quantity.value.kind {
            QuantityKind::Count => Measure::Count,
            QuantityKind::Score => Measure::Score,
            QuantityKind::Percent | QuantityKind::Ratio | QuantityKind::Times => Measure::Ratio,
            _ => Measure::Level,
        }
    };
    FactClaim {
        sentence: view.number,
        quantity: number,
        metric: metric.span,
        statistic: statistic(view, metric, clause),
        metric_text,
        subject,
        subject_text,
        subject_from,
        start,
        end,
        time,
        period_from,
        status: status(view, quantity, clause, mention),
        measure,
        change,
        basis,
        base_start: base_time.and_then(|t| t.value.start),
        base_end: base_time.and_then(|t| t.value.end),
        attributed,
        attributed_text,
        rule: metric.rule,
    }
}

type Subject = (Option<CharSpan>, Option<String>, Option<SubjectFrom>);

/// The name of a mention as a fact gives it: an alias expanded.
fn name(view: &SentenceView<'_>, mention: &EntityMention) -> String {
    if mention.rule == "entity.alias" { mention.value.name.clone() } else { view.slice(mention.span).to_owned() }
}

fn subject(view: &SentenceView<'_>, quantity: &Mention<Quantity>, metric: &Metric, clause: CharSpan, previous: Option<&FactClaim>, carried: &Carried) -> Subject {
    if metric.continues
        && let Some(previous) = previous
    {
        return (previous.subject, previous.subject_text.clone(), previous.subject_from);
    }
    let of = |m: &EntityMention, from| (Some(m.span), Some(name(view, m)), Some(from));
    // The name at the head of the metric's phrase.
    if let Some(phrase) = metric.subject_in
        && let (Some(mention), _) = split_subject(view, phrase)
    {
        return of(mention, SubjectFrom::Clause);
    }
    // The first name of the clause that stands before the quantity and is no attribution.
    let before = CharSpan::of(clause.start()..quantity.span.start().max(clause.start()));
    let own = view.entities.iter().find(|m| before.contains(m.span) && SUBJECTS.contains(&m.value.entity_type) && !is_attribution(view, m) && !m.span.overlaps(metric.span));
    if let Some(mention) = own {
        return of(mention, SubjectFrom::Clause);
    }
    // Within the sentence: the subject of the fact before, else the sentence's own, a person only where nobody else is named.
    if let Some(previous) = previous.filter(|p| p.subject.is_some()) {
        return (previous.subject, previous.subject_text.clone(), Some(SubjectFrom::Sentence));
    }
    let earlier = view.entities.iter().filter(|m| m.span.end() <= clause.start() && SUBJECTS.contains(&m.value.entity_type) && !is_attribution(view, m));
    if let Some(mention) = earlier.clone().find(|m| m.value.entity_type != EntityType::Person || earlier.clone().count() == 1) {
        return of(mention, SubjectFrom::Sentence);
    }
    // A noun phrase at the head of the clause that is not the metric itself.
    let head = view.noun_phrase_behind(clause.start(), metric.span.start().max(clause.start())).filter(|span| !span.overlaps(metric.span) && span.len() >= 2);
    if let Some(span) = head {
        return (Some(span), Some(view.slice(span).to_owned()), Some(SubjectFrom::Clause));
    }
    let carried = carried.subject.as_ref().map(|s| (s, SubjectFrom::Paragraph)).or_else(|| carried.title.as_ref().map(|s| (s, SubjectFrom::Title)));
    match carried {
        Some(((span, text), from)) => (Some(*span), Some(text.clone()), Some(from)),
        None => (None, None, None),
    }
}

/// The time for which the figure holds.
fn period(
    view: &SentenceView<'_>,
    quantity: &Mention<Quantity>,
    clause: CharSpan,
    previous: Option<&FactClaim>,
    carried: &Carried,
    is_base: bool,
) -> (Option<usize>, Option<SubjectFrom>) {
    let text = view.cx.text();
    let compared = |t: &TimeMention| matches!(view.mark_before(t.span.start()), '较' | '比') || text.ends_with(t.span.start(), "相比") || text.ends_with(t.span.start(), "比较");
    let usable = |i: &usize| {
        let t = &view.times[*i];
        is_period(t) && (is_base || !compared(t))
    };
    let numbers: Vec<usize> = (0..view.times.len()).filter(usable).collect();
    let inside = numbers.iter().rev().find(|i| clause.contains(view.times[**i].span) && view.times[**i].span.end() <= quantity.span.start());
    if let Some(i) = inside {
        return (Some(view.first_time + i), Some(SubjectFrom::Clause));
    }
    let before = numbers.iter().rev().find(|i| view.times[**i].span.end() <= quantity.span.start() && !is_event_date(view, &view.times[**i]));
    if let Some(i) = before {
        return (Some(view.first_time + i), Some(SubjectFrom::Sentence));
    }
    if let Some(previous) = previous.filter(|p| p.time.is_some() && !is_base) {
        return (previous.time, previous.period_from);
    }
    match carried.time {
        Some(time) => (Some(time), Some(SubjectFrom::Paragraph)),
        None => (None, None),
    }
}

/// Whether a time says when something happened that is not the figure: 于2022年5月正式获批，目前….
fn is_event_date(view: &SentenceView<'_>, time: &TimeMention) -> bool {
    let clause = view.clause(time.span.start());
    let rest = view.slice(CharSpan::of(time.span.end().min(clause.end())..clause.end()));
    ["揭牌", "获批", "成立", "召开", "举行", "发布", "批复", "印发", "消息", "宣布", "报道", "讯", "上线"].iter().any(|w| rest.contains(w))
}

/// Whether a time is only an end: 截至2022年底, 到2023年.
fn until(view: &SentenceView<'_>, time: &TimeMention) -> bool {
    let text = view.cx.text();
    ["截至", "截止", "截止到", "截至到", "到", "至", "截止至"]
        .iter()
        .any(|w| text.ends_with(time.span.start(), w) || text.ends_with(time.span.start().saturating_sub(1), w) && text.before(time.span.start()) == ' ')
}

fn change_of(view: &SentenceView<'_>, quantity: &Mention<Quantity>, metric: &Metric, clause: CharSpan) -> (Option<Change>, Option<ChangeBasis>) {
    let relative = is_relative(&quantity.value) || quantity.value.unit == "bp";
    let verb = CHANGES.iter().filter(|(v, _)| metric.text.ends_with(v)).max_by_key(|(v, _)| v.chars().count());
    let change = (metric.rule == CHANGE || relative && verb.is_some()).then(|| verb.map_or(Change::Increase, |(_, up)| if *up { Change::Increase } else { Change::Decrease }));
    let text = view.slice(CharSpan::of(clause.start()..quantity.span.start().max(clause.start())));
    let basis = if metric.text.contains("同比") || text.contains("同比") {
        Some(ChangeBasis::YearOnYear)
    } else if metric.text.contains("环比") || text.contains("环比") {
        Some(ChangeBasis::PeriodOnPeriod)
    } else if change.is_some() && (text.contains('较') || text.contains("比上") || text.contains("相比") || view.slice(view.span).contains('较')) {
        Some(ChangeBasis::ThanStated)
    } else {
        None
    };
    (change, if change.is_some() { basis } else { None })
}

/// The period that a change is measured against: 较2020年的….
fn base_period<'a>(view: &SentenceView<'a>, quantity: &Mention<Quantity>, clause: CharSpan, is_change: bool) -> Option<&'a TimeMention> {
    is_change.then_some(())?;
    let near = |t: &&TimeMention| is_period(t) && t.span.end() <= quantity.span.start() && matches!(view.mark_before(t.span.start()), '较' | '比' | '与');
    view.times.iter().rev().find(|t| near(t) && clause.contains(t.span)).or_else(|| view.times.iter().rev().find(near))
}

fn statistic(view: &SentenceView<'_>, metric: &Metric, clause: CharSpan) -> Option<Statistic> {
    let around = view.slice(clause);
    let has = |w: &str| metric.text.contains(w);
    if has("复合") {
        Some(Statistic::CompoundAnnual)
    } else if has("年均") || has("每年平均") {
        Some(Statistic::AnnualAverage)
    } else if has("累计") || around.contains("累计") {
        Some(Statistic::Cumulative)
    } else if has("平均") || has("人均") || has("均价") {
        Some(Statistic::Average)
    } else if has("中位") {
        Some(Statistic::Median)
    } else if has("总额") || has("总量") || has("总数") || has("总收入") || has("总规模") {
        Some(Statistic::Total)
    } else {
        None
    }
}

/// Whether the figure has come about, by the words around it.
fn status(view: &SentenceView<'_>, quantity: &Mention<Quantity>, clause: CharSpan, time: Option<&TimeMention>) -> FactStatus {
    let lead = view.slice(CharSpan::of(view.span.start()..quantity.span.start()));
    let near = view.slice(CharSpan::of(clause.start()..clause.end()));
    let has = |text: &str, words: &[&str]| words.iter().any(|w| text.contains(w));
    let future = time.and_then(|t| t.value.end).zip(view.cx.reference).is_some_and(|(end, reference)| end > reference && end.year() >= reference.year());
    if has(near, &["预计", "预测", "有望", "预期", "将达到", "将达", "将增", "料将", "估计将"]) || has(lead, &["预计", "预测"]) && future {
        return FactStatus::Forecast;
    }
    if has(near, &["力争", "目标", "确保", "争取"]) || has(lead, &["力争", "目标是", "总体目标", "发展目标"]) {
        return FactStatus::Target;
    }
    let ahead = future && time.is_some_and(|t| until(view, t) || t.value.start.zip(view.cx.reference).is_some_and(|(s, r)| s > r));
    if ahead && (has(lead, &["提出", "要求", "明确", "《", "规划", "计划"]) || time.is_some_and(|t| until(view, t))) {
        return FactStatus::Target;
    }
    if has(near, &["建议", "提议"]) {
        return FactStatus::Proposal;
    }
    if has(near, &["计划", "拟", "承诺", "将投", "打算", "将建", "将新增", "准备"]) || ahead {
        return FactStatus::Plan;
    }
    FactStatus::Actual
}

/// Who says so: 据X介绍, X表示, 《报告》显示.
fn attribution(view: &SentenceView<'_>) -> (Option<CharSpan>, Option<String>) {
    let text = view.cx.text();
    let found = view.entities.iter().find(|m| {
        let says = [
            "表示",
            "指出",
            "介绍",
            "显示",
            "称",
            "透露",
            "认为",
            "统计",
            "提出",
            "明确提出",
            "预测",
            "在致辞中表示",
            "数据显示",
            "发布的报告",
            "报道",
            "消息",
            "官网消息",
            "的数据",
            "的报告",
            "强调",
        ]
        .iter()
        .any(|w| text.starts_with(m.span.end(), w));
        let by = ["据", "根据", "按照"].iter().any(|w| text.ends_with(m.span.start(), w));
        (says || by) && matches!(m.value.entity_type, EntityType::Org | EntityType::Person | EntityType::Work | EntityType::Gpe)
    });
    match found {
        Some(m) => (Some(m.span), Some(name(view, m))),
        None => (None, None),
    }
}
