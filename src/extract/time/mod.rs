//! Decides which expressions denote a time, and which days they mean.
//!
//! Two steps. The grammar ([`grammar`]) reads a [`TimeExpr`]: what is written, with what is left out left out. Resolution
//! ([`resolve`]) gives it days, from the publication day and from the times before it in the article; it may decline.
//! Conventions are those of Chinese news: weeks run Monday to Sunday, 年底 is December, 上旬 the first ten days, a period ends on
//! the last day that it names.

mod clock;
mod date;
mod days;
mod duration;
mod expr;
mod grammar;
mod part;
mod resolve;
mod rules;
mod words;

pub use expr::{Clock, Part, Point, TimeExpr, Unit, YearRef};
pub use grammar::{Parsed, parse_at};
pub use resolve::{Anchor, Resolver, Tense};
pub use rules::RULES;

use chrono::NaiveDate;

use super::{Context, EntityType, Granularity, Mention, Mentions, Modifier, TimeKind, holding, identifier};
use crate::article::{Note, SentenceKind};
use crate::text::CharSpan;

/// A temporal expression in the text.
pub type TimeMention = Mention<TimeValue>;

/// What a temporal expression means.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeValue {
    /// What it denotes.
    pub kind: TimeKind,
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The last day, inclusive.
    pub end: Option<NaiveDate>,
    /// The clock time at the start.
    pub start_time: Option<Clock>,
    /// The clock time at the end, of a stretch of the clock.
    pub end_time: Option<Clock>,
    /// Minutes east of UTC, where a zone is named.
    pub utc_offset: Option<i32>,
    /// The TIMEX3 value.
    pub value: Option<String>,
    /// The unit in which it was stated.
    pub granularity: Option<Granularity>,
    /// What narrows it.
    pub modifier: Option<Modifier>,
    /// What it was resolved from.
    pub anchor: Anchor,
    /// The length of a duration, or the interval of a set, in seconds.
    pub seconds: Option<i64>,
    /// The part of the day, where one is named without a clock time.
    pub part_of_day: Option<(u32, u32)>,
    /// The same at the end of a range.
    pub end_part_of_day: Option<(u32, u32)>,
    /// Whether one side is open although a clock time is known.
    pub open: bool,
}

/// Adds the times of the article.
pub fn extract(cx: &Context<'_>, mentions: &mut Mentions) {
    let identifiers = identifier::spans(mentions);
    // A year or day inside a name is a part of it. Places and people have none: 美国东部时间周三.
    let names: Vec<CharSpan> =
        mentions.entities.iter().filter(|e| !matches!(e.value.entity_type, EntityType::Gpe | EntityType::Loc | EntityType::Person)).map(|e| e.span).collect();
    let text = cx.text();
    let mut resolver = Resolver::new(cx.reference, cx.reading);
    if !cx.is_utterance() && ["财年", "财季"].iter().any(|w| text.as_str().contains(w)) {
        let fiscal = |s: &&crate::article::Sentence| ["财年", "财季"].iter().any(|w| text.slice(s.span).contains(w));
        resolver.count_in_fiscal_years(cx.article.sentences.iter().filter(fiscal).map(|s| s.paragraph).collect());
    }
    let is_weekly = cx.article.metadata.title.as_deref().is_some_and(|t| ["周报", "周讯", "一周", "周刊", "周回顾", "每周"].iter().any(|w| t.contains(w)));
    if let Some(year) = cx.article.metadata.title.as_deref().and_then(year_reviewed) {
        resolver.look_back_on(year);
    }
    if let Some((year, month)) = cx.article.metadata.title.as_deref().and_then(month_reviewed) {
        resolver.look_back_on_month(year, month);
    }
    let mut paragraph = u32::MAX;
    for (number, sentence) in cx.article.sentences.iter().enumerate() {
        if sentence.span.start() >= cx.article.usable_end {
            break;
        }
        resolver.enter(number, sentence.paragraph);
        let opens_paragraph = sentence.paragraph != paragraph;
        paragraph = sentence.paragraph;
        if sentence.kind == SentenceKind::Heading {
            resolver.enter_item(None);
        }
        let mut at = sentence.span.start();
        while at < sentence.span.end() {
            if let Some(blocked) = holding(&identifiers, at).or_else(|| holding(&names, at)) {
                at = blocked.end().max(at + 1);
                continue;
            }
            let Some(parsed) = parse_at(cx, at) else {
                at += 1;
                continue;
            };
            // 每日涨知识: the name of a column on a line of its own.
            let alone = at == sentence.span.start() && opens_paragraph && sentence.span.len() <= 10 && !text.slice(sentence.span).contains(['，', '。', '；', '、']);
            let column =
                matches!(parsed.expr, TimeExpr::Set { .. }) && !cx.is_utterance() && (alone || sentence.kind == SentenceKind::Title && names_column(text, parsed.span.end()));
            let blocked = column || identifiers.iter().chain(&names).any(|b| b.overlaps(parsed.span)) || parsed.span.end() > sentence.span.end();
            if blocked {
                at += 1;
                continue;
            }
            // 较上月: the base of a comparison leans on what is compared, and nothing leans on it.
            let compared = matches!(text.before(at), '较' | '比') || text.ends_with(at, "环比");
            let expr = if compared && !cx.is_utterance() { leaning(&parsed.expr) } else { stated(cx, &parsed).unwrap_or_else(|| parsed.expr.clone()) };
            let deadline = matches!(expr, TimeExpr::Bound(_, expr::Bound::Before | expr::Bound::Until)) && resolver.looks_ahead();
            let tense = if deadline { Tense::Future } else { tense(cx, parsed.span) };
            match resolver.resolve(&expr, tense) {
                // A time of the clock without a day says nothing of when.
                Ok(value) if !cx.is_utterance() && value.start.is_none() && value.end.is_none() && !matches!(value.kind, TimeKind::Duration | TimeKind::Set) && says_day(&expr) => {
                }
                Ok(value) => {
                    if !compared {
                        resolver.remember(&expr, &value, mentions.times.len());
                    }
                    if let (Some(start), Some(end)) = (value.start, value.end) {
                        if is_weekly && number < REPORT_HEAD && (5..=9).contains(&(end - start).num_days()) && matches!(expr, TimeExpr::Range(..)) {
                            resolver.cover_week(start, end);
                        }
                        if opens_paragraph && start == end && opens_item(text, sentence.span, parsed.span) {
                            resolver.enter_item(Some(start));
                        }
                    }
                    mentions.times.push(Mention { span: parsed.span, sentence: number, value, rule: parsed.rule });
                }
                Err(reason) => mentions.notes.push(Note {
                    code: "time.impossible_date",
                    message: format!("“{}” {reason}; it was left out", text.slice(parsed.span)),
                    span: Some(parsed.span),
                    rule: Some(parsed.rule),
                }),
            }
            at = parsed.span.end().max(at + 1);
        }
    }
}

/// The day that brackets behind a relative one state: 今天（2024年9月19日）, 周五（8月11日）.
fn stated(cx: &Context<'_>, parsed: &Parsed) -> Option<TimeExpr> {
    let TimeExpr::Point(point) = &parsed.expr else { return None };
    let relative = point.day.is_none_or(|d| !matches!(d, expr::DayRef::Absolute(_))) && (point.day.is_some() || matches!(point.week, Some((_, Some(_)))));
    if !relative || cx.is_utterance() || !matches!(cx.text().at(parsed.span.end()), '（' | '(') {
        return None;
    }
    let inner = parse_at(cx, parsed.span.end() + 1)?;
    match inner.expr {
        TimeExpr::Point(day)
            if matches!((day.month, day.day), (Some(expr::MonthRef::Absolute(_)), Some(expr::DayRef::Absolute(_)))) && matches!(cx.text().at(inner.span.end()), '）' | ')') =>
        {
            Some(TimeExpr::Point(Point { part_of_day: point.part_of_day, clock: point.clock, ..day }))
        }
        _ => None,
    }
}

/// A weekly report says in its first sentences which days it covers.
const REPORT_HEAD: usize = 8;

/// Whether what could not be given days should have had some: a period of a fiscal year has none.
fn says_day(expr: &TimeExpr) -> bool {
    match expr {
        TimeExpr::Point(point) | TimeExpr::Bound(point, _) | TimeExpr::Since(point) | TimeExpr::Range(point, _) => {
            let clock_alone = point.year.is_none() && point.month.is_none() && point.day.is_none() && point.week.is_none() && point.festival.is_none() && point.part.is_none();
            clock_alone || matches!(point.day, Some(expr::DayRef::Anchored(_))) || matches!(point.year, Some(YearRef::Anchored(_)))
        }
        _ => false,
    }
}

/// 上月 and 去年 in a comparison: of the month or year that is compared.
fn leaning(expr: &TimeExpr) -> TimeExpr {
    let lean = |point: &Point| {
        let mut point = *point;
        if let Some(expr::MonthRef::Relative(n @ -1)) = point.month {
            point.month = Some(expr::MonthRef::Anchored(n));
        }
        point
    };
    match expr {
        TimeExpr::Point(point) => TimeExpr::Point(lean(point)),
        other => other.clone(),
    }
}

/// Whether a day opens an item of news: 1月23日消息，…; 据某社11月4日电.
fn opens_item(text: &crate::text::Text, sentence: CharSpan, time: CharSpan) -> bool {
    let near = time.start() - sentence.start() <= 16;
    let behind: String = text.chars()[time.end()..].iter().take(8).collect();
    let clause = behind.split(['，', '。', '、']).next().unwrap_or_default();
    near && ["消息", "讯", "电"].iter().any(|w| clause.ends_with(w) || clause.starts_with(w))
}

/// Whether what follows a set in a title is what a column brings: 每日安全动态推送, 每周威胁情报解读.
fn names_column(text: &crate::text::Text, end: usize) -> bool {
    const BRINGS: &[&str] = &["推送", "解读", "简报", "资讯", "动态", "报告", "摘要", "早报", "速递"];
    let behind: String = text.chars()[end..].iter().take(12).take_while(|c| **c != '\n').collect();
    BRINGS.iter().any(|word| behind.contains(word))
}

/// The month that the report of a title is about: 2024年2月勒索软件流行态势分析.
fn month_reviewed(title: &str) -> Option<(i32, u32)> {
    if !["态势", "月报", "月度", "报告", "情报", "盘点", "回顾"].iter().any(|w| title.contains(w)) {
        return None;
    }
    let (before, behind) = title.split_once('年')?;
    let (month, _) = behind.split_once('月')?;
    let year = before.get(before.len().checked_sub(4)?..)?;
    Some((year.parse().ok()?, month.trim().parse().ok().filter(|m| (1..=12).contains(m))?))
}

/// The year that a title looks back on: 2022年度美国网络安全政策回顾.
fn year_reviewed(title: &str) -> Option<i32> {
    if !["回顾", "盘点", "总结", "年度", "年报", "大事记"].iter().any(|w| title.contains(w)) {
        return None;
    }
    let digits = title.split(|c: char| !c.is_ascii_digit()).find(|d| d.len() == 4)?;
    digits.parse().ok().filter(|year| (1990..2100).contains(year))
}

/// What the words around an expression say of its time: 早在2月, 将于9月举行.
fn tense(cx: &Context<'_>, span: CharSpan) -> Tense {
    let text = cx.text();
    if future_is_meant(cx, span) {
        return Tense::Future;
    }
    let past = ["早在", "此前", "曾于", "曾在", "已于", "已在", "始于"].iter().any(|w| text.ends_with(span.start(), w))
        || ["曾", "开始在", "已经"].iter().any(|w| text.starts_with(span.end(), w));
    if past { Tense::Past } else { Tense::Open }
}

/// Whether the words before an expression put it into the future: 将于9月举行.
fn future_is_meant(cx: &Context<'_>, span: CharSpan) -> bool {
    let text = cx.text();
    let from = span.start().saturating_sub(24);
    let before = &text.chars()[from..span.start()];
    let before: String = before.iter().collect();
    let clause = before.rsplit(['，', '。', '；']).next().unwrap_or_default();
    let behind: String = text.chars()[span.end()..].iter().take(4).collect();
    // 会在周四: but not 委员会在周四.
    let will = ["会在", "会于"].iter().any(|w| clause.ends_with(w))
        && !matches!(clause.chars().rev().nth(2), Some('员' | '大' | '协' | '峰' | '年' | '学' | '商' | '工' | '董' | '理' | '议' | '展' | '布'));
    // iPhone SE4或3月发布.
    let supposed = text.before(span.start()) == '或' && ["发布", "上市", "推出", "亮相", "登场", "开售", "面世"].iter().any(|w| behind.starts_with(w));
    supposed
        || will
        || [
            "将",
            "拟",
            "计划",
            "预计",
            "定于",
            "有望",
            "即将",
            "截止",
            "持续到",
            "定档",
            "预定",
            "届时",
            "推迟到",
            "推迟至",
            "延期",
            "明年",
            "可能会",
            "等到",
            "需要等",
            "须",
            "务必",
            "最早可能",
        ]
        .iter()
        .any(|w| clause.contains(w))
        || ["将", "启动报名", "前完成", "前提交", "前部署", "前限时", "截止", "不见不散", "开课", "开售", "回归"].iter().any(|w| behind.starts_with(w))
}

#[cfg(test)]
mod tests;
