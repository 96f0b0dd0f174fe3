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
mod figures;
mod grammar;
mod part;
mod relative;
mod resolve;
mod review;
mod rules;
mod tense;
mod words;

pub use expr::{Clock, Part, Point, TimeExpr, Unit, YearRef};
pub use grammar::{Parsed, parse_at};
pub use resolve::{Anchor, Resolver, Tense};
pub use rules::RULES;

use chrono::{Datelike, Duration, NaiveDate};

use super::{Context, EntityType, Granularity, Mention, Mentions, Modifier, TimeKind, holding, identifier};
use crate::article::{Note, SentenceKind};
use crate::text::{CharSpan, Text};

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
    let title = cx.article.metadata.title.as_deref().unwrap_or_default();
    let dwells_on_today = !cx.is_utterance() && review::dwells_on_today(text);
    let (is_weekly, is_digest) = (review::is_weekly(title), review::is_digest(title));
    if let Some(year) = review::year_reviewed(title) {
        resolver.look_back_on(year);
    }
    if review::reviews_quarter(title) && !is_digest {
        resolver.report_on_quarter();
    }
    if let Some((year, month)) = review::month_reviewed(title) {
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
            let alone = at == sentence.span.start() && opens_paragraph && sentence.span.len() <= 10 && !text.slice(sentence.span).contains(['，', '。', '；', '、', '！', '？']);
            let column = matches!(parsed.expr, TimeExpr::Set { .. })
                && !cx.is_utterance()
                && (alone || sentence.kind == SentenceKind::Title && review::names_column(text, parsed.span.end()));
            let parameter = !cx.is_utterance() && is_parameter(text, parsed.span);
            let blocked = column || parameter || identifiers.iter().chain(&names).any(|b| b.overlaps(parsed.span)) || parsed.span.end() > sentence.span.end();
            if blocked {
                at += 1;
                continue;
            }
            // 较上月: the base of a comparison leans on what is compared, and nothing leans on it.
            let compared = matches!(text.before(at), '较' | '比') || text.ends_with(at, "环比");
            let year_before = ["上年", "上一年"].iter().any(|w| text.starts_with(at, w));
            let expr = if (compared || year_before) && !cx.is_utterance() {
                leaning(&parsed.expr, year_before && resolver.tells_of_year())
            } else {
                stated(cx, &parsed).or_else(|| of_year_written(cx, &parsed, title)).unwrap_or_else(|| parsed.expr.clone())
            };
            let deadline = matches!(expr, TimeExpr::Bound(_, expr::Bound::Before | expr::Bound::Until)) && resolver.looks_ahead();
            let tense = if deadline { Tense::Future } else { tense::of(cx, parsed.span, matches!(sentence.kind, SentenceKind::Title | SentenceKind::Heading)) };
            match resolver.resolve(&expr, tense) {
                Ok(_)
                    if !cx.is_utterance()
                        && matches!(text.slice(parsed.span), "今天" | "今日")
                        && review::tells_of_these_times(text, sentence.span, parsed.span, dwells_on_today) => {}
                Ok(value) if !cx.is_utterance() && says_nothing(cx, sentence.span, parsed.span, &expr, &value, &mentions.times) => {}
                Ok(value) => {
                    if !compared {
                        resolver.remember(&expr, &value, mentions.times.len());
                    }
                    if let (Some(start), Some(end)) = (value.start, value.end) {
                        if is_weekly && number < REPORT_HEAD && (5..=9).contains(&(end - start).num_days()) && matches!(expr, TimeExpr::Range(..)) {
                            resolver.cover_week(start, end, Anchor::Time(mentions.times.len()));
                        }
                        let item = review::opens_item(text, sentence.span, parsed.span) || is_digest && opens_digest_item(cx, sentence.span, parsed.span, start);
                        // 1月14日消息, published in November: a slip.
                        let near = cx.reference.is_none_or(|r| (-2..=ITEM_REACH_DAYS).contains(&(r - start).num_days()));
                        if opens_paragraph && start == end && item && near {
                            resolver.enter_item(Some(start));
                        }
                    }
                    let value = TimeValue { modifier: value.modifier.or_else(|| narrowing(text, parsed.span, &expr, value.kind)), ..value };
                    let span = without_after(text, parsed.span, &expr, value.kind);
                    mentions.times.push(Mention { span, sentence: number, value, rule: parsed.rule });
                }
                Err(reason) => {
                    // 2024年07月22日-2023年07月28日: a slip in the second year; the week covered begins with the first day all the same.
                    if is_weekly
                        && number < REPORT_HEAD
                        && let TimeExpr::Range(from, _) = &expr
                        && let Ok(TimeValue { start: Some(start), granularity: Some(Granularity::Day), .. }) = resolver.resolve(&TimeExpr::Point(*from), tense)
                    {
                        resolver.cover_week(start, start + Duration::days(6), Anchor::Reference);
                    }
                    mentions.notes.push(Note {
                        code: "time.impossible_date",
                        message: format!("“{}” {reason}; it was left out", text.slice(parsed.span)),
                        span: Some(parsed.span),
                        rule: Some(parsed.rule),
                    });
                }
            }
            at = parsed.span.end().max(at + 1);
        }
    }
}

/// Whether a date is a value in a command or query: after=”2017-10-01”, datemodified:>=3/1/2023.
fn is_parameter(text: &Text, span: CharSpan) -> bool {
    let quoted = matches!(text.before(span.start()), '"' | '\'' | '”' | '“' | '’' | '‘');
    text.before(span.start() - usize::from(quoted)) == '=' && text.at(span.start()).is_ascii_digit()
}

/// The day that brackets behind a relative one state: 今天（2024年9月19日）, 周五（8月11日）.
fn stated(cx: &Context<'_>, parsed: &Parsed) -> Option<TimeExpr> {
    let TimeExpr::Point(point) = &parsed.expr else { return None };
    let relative = point.day.is_none_or(|d| !matches!(d, expr::DayRef::Absolute(_))) && (point.day.is_some() || matches!(point.week, Some((_, Some(_)))));
    let text = cx.text();
    // 今天，2025年2月8日，…; 今天是2022年12月30号.
    if !cx.is_utterance() && point.day == Some(expr::DayRef::Relative(0)) && matches!(text.at(parsed.span.end()), '，' | '是') {
        let inner = parse_at(cx, parsed.span.end() + 1)?;
        return match inner.expr {
            TimeExpr::Point(day) if matches!((day.year, day.month, day.day), (Some(YearRef::Absolute(_)), Some(expr::MonthRef::Absolute(_)), Some(expr::DayRef::Absolute(_)))) => {
                Some(TimeExpr::Point(Point { part_of_day: point.part_of_day, clock: point.clock, ..day }))
            }
            _ => None,
        };
    }
    if !relative || cx.is_utterance() || !matches!(text.at(parsed.span.end()), '（' | '(') {
        return None;
    }
    let inner = parse_at(cx, parsed.span.end() + 1)?;
    match inner.expr {
        TimeExpr::Point(day)
            if matches!((day.month, day.day), (Some(expr::MonthRef::Absolute(_)), Some(expr::DayRef::Absolute(_)))) && matches!(cx.text().at(inner.span.end()), '）' | ')') =>
        {
            Some(TimeExpr::Point(Point { part_of_day: point.part_of_day, clock: point.clock, ..day }))
        }
        // 周五（21日）.
        TimeExpr::Point(day @ Point { month: None, year: None, day: Some(expr::DayRef::Absolute(_)), .. })
            if point.week.is_some() && matches!(cx.text().at(inner.span.end()), '）' | ')') =>
        {
            Some(TimeExpr::Point(Point { part_of_day: point.part_of_day, clock: point.clock, ..day }))
        }
        _ => None,
    }
}

/// 全年 and 本年度 of a year that the text writes without a word for it: 2022某某全年第一名; 本年度 in a report on 2022.
fn of_year_written(cx: &Context<'_>, parsed: &Parsed, title: &str) -> Option<TimeExpr> {
    const REACH: usize = 14;
    let TimeExpr::Point(point) = &parsed.expr else { return None };
    let text = cx.text();
    let (at, written) = (parsed.span.start(), text.slice(parsed.span));
    let year = match written {
        _ if cx.is_utterance() => None,
        "全年" => {
            let clause: String = text.chars()[at.saturating_sub(REACH)..at].iter().collect();
            let clause = clause.rsplit(['，', '。', '；', '、', '\n', '：']).next()?.trim_start();
            let name = clause.get(4..).filter(|rest| !rest.is_empty() && !rest.starts_with(['年', '-', '.', '/', '至', '到']) && !rest.contains(|c: char| c.is_ascii_digit()))?;
            clause.get(..4)?.parse::<i32>().ok().filter(|year| (1990..2100).contains(year) && !name.contains('年'))
        }
        "本年度" => review::year_reviewed(title).filter(|year| cx.reference.is_some_and(|r| r.year() == year + 1)),
        _ => None,
    }?;
    Some(TimeExpr::Point(Point { year: Some(YearRef::Absolute(year)), ..*point }))
}

/// What narrows a time besides the words that open one of its sides: 2022年2月25日左右, 大约十年前, 2024年底, 约三年.
fn narrowing(text: &Text, span: CharSpan, expr: &TimeExpr, kind: TimeKind) -> Option<Modifier> {
    let start = span.start() - usize::from(text.before(span.start()) == ' ');
    let before = |words: &[&str]| words.iter().any(|w| text.ends_with(start, w));
    // 北约2021年秋季 is no approximation of a date, 约三年 one of a length.
    let length = kind == TimeKind::Duration
        && before(&["约", "将近", "约为", "约有", "大约有", "大约是", "大概是"])
        && !before(&["北约", "公约", "纽约", "要约", "合约", "条约", "预约", "契约", "节约"]);
    if length || ["左右", "前后"].iter().any(|w| text.starts_with(span.end(), w)) || before(&["大约", "大约在", "大约于", "大概", "大概在", "约于"]) {
        return Some(Modifier::Approx);
    }
    match expr {
        // 近20年前.
        TimeExpr::Ago { .. } if text.at(span.start()) == '近' => Some(Modifier::Approx),
        TimeExpr::Point(Point { part: Some(Part::Start), .. }) => Some(Modifier::Start),
        TimeExpr::Point(Point { part: Some(Part::Mid), .. }) => Some(Modifier::Mid),
        TimeExpr::Point(Point { part: Some(Part::End), .. }) => Some(Modifier::End),
        _ => None,
    }
}

/// The surface of a length that stands before 后, as in 5个月后: where nothing is known that it could be counted from, the 后 is no part of it.
fn without_after(text: &Text, span: CharSpan, expr: &TimeExpr, kind: TimeKind) -> CharSpan {
    let length = matches!(expr, TimeExpr::Later { .. }) && kind == TimeKind::Duration;
    let after = length.then(|| ["之后", "以后", "后"].iter().find(|w| text.ends_with(span.end(), w))).flatten();
    after.map_or(span, |w| CharSpan::of(span.start()..span.end() - w.chars().count()))
}

/// Whether an expression says nothing of when after all, although it was read and given the days of `value`.
fn says_nothing(cx: &Context<'_>, sentence: CharSpan, span: CharSpan, expr: &TimeExpr, value: &TimeValue, before: &[TimeMention]) -> bool {
    // A time of the clock without a day.
    let dayless = value.start.is_none() && value.end.is_none() && !matches!(value.kind, TimeKind::Duration | TimeKind::Set) && says_day(expr);
    dayless
        || is_in_those_days(cx, span, value, before)
        || is_of_every_year(cx, sentence, span)
        || is_of_no_month(cx.text(), span, value)
        || repeats_day(cx.text(), span, expr, before.last())
}

/// Whether 同月, 次月 and the like lean on no month that was told: 连续13个月刷新同月最高纪录, 季度终了的次月.
fn is_of_no_month(text: &Text, span: CharSpan, value: &TimeValue) -> bool {
    let starts = |word: &str| text.starts_with(span.start(), word);
    let record = starts("同月") && ["最高", "新高", "最低", "纪录", "记录"].iter().any(|w| text.starts_with(span.end(), w));
    record || value.anchor == Anchor::Reference && (["同月", "前一个月", "前一月", "当月", "当周"].iter().any(|w| starts(w)) || starts("次月") && text.before(span.start()) == '的')
}

/// Whether a weekday stands behind the day that it repeats: 11月16日全天（星期六）, 10月28日/周五.
fn repeats_day(text: &Text, span: CharSpan, expr: &TimeExpr, last: Option<&TimeMention>) -> bool {
    const REACH: usize = 3;
    let weekday = matches!(expr, TimeExpr::Point(Point { week: Some((0, Some(_))), clock: None, .. }));
    let opens = matches!(text.before(span.start()), '（' | '(' | '/');
    let day = |t: &TimeMention| t.value.start.is_some() && t.span.end() <= span.start() && span.start() - t.span.end() <= REACH;
    let closes = matches!(text.at(span.end()), '）' | ')' | '/' | '、' | '\n' | '\0');
    weekday && opens && closes && last.is_some_and(day)
}

/// Whether a day opens an item of a digest: 10月18日，京东官微今日发文.
fn opens_digest_item(cx: &Context<'_>, sentence: CharSpan, time: CharSpan, day: NaiveDate) -> bool {
    const OLDEST_DAYS: i64 = 5;
    let headed = time.start() == sentence.start() && cx.text().at(time.end()) == '，';
    headed && cx.reference.is_some_and(|reference| (0..=OLDEST_DAYS).contains(&(reference - day).num_days()))
}

/// Whether 当年 is no year of the text: it then falls on the year of writing, which is 今年.
fn is_in_those_days(cx: &Context<'_>, span: CharSpan, value: &TimeValue, before: &[TimeMention]) -> bool {
    /// How far behind the word another year stands that it is about.
    const REACH: usize = 30;
    /// So many characters on, a year is one of another thought.
    const FAR: usize = 300;
    let text = cx.text();
    if text.slice(span) != "当年" {
        return false;
    }
    // “当年某某称帝时，…”: who is quoted tells of days of his own.
    let quoted = matches!(text.before(span.start()), '“' | '「');
    let behind: String = text.chars()[span.end()..].iter().take(REACH).take_while(|c| !matches!(c, '。' | '\n')).collect();
    let other = value.start.is_some_and(|start| {
        let years = behind.match_indices('年').filter_map(|(at, _)| behind[..at].trim_end().get(behind[..at].trim_end().len().checked_sub(4)?..)?.parse::<i32>().ok());
        years.into_iter().any(|year| (1000..2100).contains(&year) && year != start.year())
    });
    // The year was said long before: a whole sentence stands between.
    let far = match value.anchor {
        Anchor::Time(index) => before.get(index).is_some_and(|t| {
            let between = t.span.end().min(span.start())..span.start();
            between.len() > FAR || text.chars()[between].iter().filter(|c| matches!(c, '。' | '！' | '？')).count() > 1
        }),
        _ => false,
    };
    quoted || other || far || value.start.zip(cx.reference).is_some_and(|(start, reference)| start.year() == reference.year())
}

/// Whether 上年 and 上一年度 stand in a rule that holds every year: 每年3月报告上一年度情况.
fn is_of_every_year(cx: &Context<'_>, sentence: CharSpan, span: CharSpan) -> bool {
    const NEAR: usize = 80;
    let text = cx.text();
    let last_year = ["上年", "上一年"].iter().any(|w| text.starts_with(span.start(), w));
    let near = CharSpan::of(span.start().saturating_sub(NEAR).max(sentence.start())..(span.end() + NEAR).min(sentence.end()));
    last_year && (text.slice(near).contains("每年") || ["起累计", "起至"].iter().any(|w| text.starts_with(span.end(), w)))
}

/// An item of news is no older: of 103 in a sample the oldest was 102 days.
const ITEM_REACH_DAYS: i64 = 150;

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

/// 上月 in a comparison, 上年 and 上一年 anywhere: of the month or year that is spoken of.
fn leaning(expr: &TimeExpr, year_before: bool) -> TimeExpr {
    let lean = |point: &Point| {
        let mut point = *point;
        if let Some(expr::MonthRef::Relative(n @ -1)) = point.month {
            point.month = Some(expr::MonthRef::Anchored(n));
        }
        if let (true, Some(YearRef::Relative(n @ -1))) = (year_before, point.year) {
            point.year = Some(YearRef::Anchored(n));
        }
        point
    };
    match expr {
        TimeExpr::Point(point) => TimeExpr::Point(lean(point)),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests;
