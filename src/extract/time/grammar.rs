//! Decides what a temporal expression at a position says.
//!
//! ```text
//! time      = plan | set | range | since | fiscal | point | duration | ago
//! range     = point ("至" | "到" | "-" | "—" | "~") point        what one end leaves out the other says
//! since     = ["自"] point ("以来" | "至今" | "起至今")
//! point     = [zone] (date | relative | part | festival | week) [part-of-day] [clock] | clock
//! date      = year [part | month [part | day]] | month day | month | day | Y-M-D | Y/M/D | Y.M.D
//! year      = dddd ["年" ["度"]] | dd "年" | han-digits{4} "年" | "今年" | "同年" …
//! part      = "上半年" | "第三季度" | "前三季度" | "Q3" | "年底" | "月初" | "上旬" | "春季" …
//! clock     = H ("时" | "点") [M "分" [S "秒"]] | H:MM[:SS]
//! duration  = [prefix] number unit ["半"]                        近三年, 24小时, 半年
//! ago       = number unit ("前" | "后")                          三年前
//! set       = "每" [number] unit
//! plan      = "“十四五”" ["期间" | "时期" …]
//! fiscal    = year ["-" year] "财年"
//! ```
//!
//! In words: one blank may stand between a number and its unit and between components. A month alone needs its 月, a day its
//! 日 or 号. Out of scope: vague words (近日, 日前, 目前), eras before 1000, hours of the old day (子时), issue numbers.

use crate::extract::Context;
use crate::extract::numeral::{self, NumeralShape};
use crate::extract::rule::RuleId;
use crate::lexicon::{Sense, digit};
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::clock::{clock_begins, time_of_day};
use super::duration::duration;
use super::expr::{Clock, DayRef, MonthRef, Part, Point, TimeExpr, Unit, YearRef};
use super::part::{bare_part, part_of_year, quarter};
use super::rules::{CLOCK, DATE, DURATION, FESTIVAL, FISCAL, MONTH_DAY, PART, PLAN, RANGE, RELATIVE, SET, SINCE};
use super::words::{self, longest};

/// An expression with its place and the rule that read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// Where it stands.
    pub span: CharSpan,
    /// What it says.
    pub expr: TimeExpr,
    /// The rule.
    pub rule: RuleId,
}

/// Years that are read without 年: others are numbers.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2099;

/// Reads the expression that begins at a position.
#[must_use]
pub fn parse_at(cx: &Context<'_>, at: usize) -> Option<Parsed> {
    let text = cx.text();
    let c = text.at(at);
    if !could_begin(c) {
        return None;
    }
    let parsed = |end: usize, expr: TimeExpr, rule: RuleId| Some(Parsed { span: CharSpan::of(at..end), expr, rule });
    if let Some((end, plan)) = plan(text, at) {
        return parsed(end, TimeExpr::Plan(plan), PLAN);
    }
    if c == '每'
        && let Some((end, expr)) = set(cx, at)
    {
        return parsed(end, expr, SET);
    }
    if let Some((end, year)) = fiscal(text, at) {
        return parsed(end, TimeExpr::Fiscal(year), FISCAL);
    }
    if is_embedded(text, at) {
        return None;
    }
    if let Some((end, first, rule)) = point(cx, at) {
        // 2023年1-5月: the year belongs to both months.
        let year_alone = first.year.is_some() && first.month.is_none() && first.part.is_none() && first.festival.is_none() && first.years.is_none();
        if year_alone
            && let Some((stop, mut from, mut to)) = short_range(cx, blank(text, end))
            && from.year.is_none()
            && from.month.is_some()
        {
            (from.year, to.year) = (first.year, first.year);
            return parsed(stop, TimeExpr::Range(from, to), RANGE);
        }
        if let Some((range_end, from, to)) = range(cx, end, first) {
            return parsed(range_end, TimeExpr::Range(from, to), RANGE);
        }
        for since in ["以来", "之后至今", "以后至今", "起至今", "至今", "迄今", "到现在", "到目前为止", "开始至今"] {
            if text.starts_with(end, since) {
                return parsed(end + since.chars().count(), TimeExpr::Since(first), SINCE);
            }
        }
        return parsed(end, TimeExpr::Point(first), rule);
    }
    if let Some((end, from, to)) = short_range(cx, at) {
        return parsed(end, TimeExpr::Range(from, to), RANGE);
    }
    let (end, expr) = duration(cx, at)?;
    let rule = if matches!(expr, TimeExpr::Ago { .. }) { RELATIVE } else { DURATION };
    parsed(end, expr, rule)
}

/// Whether an expression can begin with the character: a cheap test before the rules.
fn could_begin(c: char) -> bool {
    c.is_ascii_digit() || crate::lexicon::numeral_char(c).is_some() || c == '\'' || c == '“' || c == '‘' || c == '"' || c == '「' || (is_han(c) && "今本去上前大明来后同当次翌该第下这昨隔元春夏秋冬年月季旬周星礼凌清早中正午傍晚夜深半除端国劳圣清重腊除岁每过近最未此接往连历头整长短财北美格伦东莫首香立雨惊谷小芒处白寒霜大冬植儿教建妇青愚平感母父情万护双全世网农记消地腊龙七初间期子".contains(c)) || matches!(c, 'Q' | 'H' | 'U' | 'G')
}

/// Whether a number here is a part of a longer one or of a name.
fn is_embedded(text: &Text, at: usize) -> bool {
    let (c, before) = (text.at(at), text.before(at));
    if c.is_ascii_digit() {
        return before.is_ascii_digit()
            || is_latin(before)
            || matches!(before, '.' | '_' | '$' | '第' | '/' | '+')
            || before == '-' && (text.before(at - 1).is_ascii_digit() || is_latin(text.before(at - 1)))
            || before == ':' && text.before(at - 1).is_ascii_digit();
    }
    before == '第' && digit(c).is_some() || crate::lexicon::numeral_char(c).is_some() && crate::lexicon::numeral_char(before).is_some()
}

/// A small integer with its end, in Arabic or Chinese digits.
pub(super) fn integer(text: &Text, at: usize, max_digits: usize) -> Option<(u32, usize)> {
    if text.at(at).is_ascii_digit() {
        let end = (at..).find(|i| !text.at(*i).is_ascii_digit())?;
        if end - at > max_digits || text.at(end) == '.' && text.at(end + 1).is_ascii_digit() && max_digits <= 2 {
            return None;
        }
        let value: String = text.chars()[at..end].iter().collect();
        return Some((value.parse().ok()?, end));
    }
    let numeral = numeral::parse_at(text, at).ok()??;
    if numeral.shape == NumeralShape::Arabic || numeral.value_max.is_some() || !numeral.value.is_integer() || numeral.span.len() > 4 || numeral.shape == NumeralShape::BareScale {
        return None;
    }
    Some((numeral.value.to_string().parse().ok()?, numeral.span.end()))
}

/// At most one blank.
pub(super) fn blank(text: &Text, at: usize) -> usize {
    if text.at(at) == ' ' { at + 1 } else { at }
}

pub(super) fn follows(text: &Text, at: usize, word: &str) -> Option<usize> {
    let at = blank(text, at);
    text.starts_with(at, word).then(|| at + word.chars().count())
}

/// “十四五”, with 期间 and the like behind it.
fn plan(text: &Text, at: usize) -> Option<(usize, u32)> {
    let quoted = matches!(text.at(at), '“' | '"' | '「' | '‘');
    let start = at + usize::from(quoted);
    let mut end = start;
    while end - start < 3 && (text.at(end) == '十' || digit(text.at(end)).is_some_and(|d| d > 0 && !text.at(end).is_ascii_digit())) {
        end += 1;
    }
    let word: String = text.chars()[start..end].iter().collect();
    let number = match word.as_str() {
        "六五" => 6,
        "七五" => 7,
        "八五" => 8,
        "九五" => 9,
        "十五" => 10,
        "十一五" => 11,
        "十二五" => 12,
        "十三五" => 13,
        "十四五" => 14,
        "十五五" => 15,
        _ => return None,
    };
    let close = usize::from(quoted && matches!(text.at(end), '”' | '"' | '」' | '’'));
    if quoted && close == 0 {
        return None;
    }
    let end = end + close;
    let suffix = ["期间", "时期"].iter().find(|w| text.starts_with(end, w));
    let edge = ["末", "初", "规划", "开局", "以来", "收官", "中期", "及"].iter().any(|w| text.starts_with(end, w));
    if !quoted && (suffix.is_none() && !edge || number < 11) {
        return None;
    }
    Some((end + suffix.map_or(0, |w| w.chars().count()), number))
}

/// 每年, 每两周, 每天.
fn set(cx: &Context<'_>, at: usize) -> Option<(usize, TimeExpr)> {
    let text = cx.text();
    let (amount, unit_at) = match integer(text, at + 1, 3) {
        Some((n, end)) => (i64::from(n), blank(text, end)),
        None => (1, at + 1),
    };
    let unit_at = if text.at(unit_at) == '隔' { unit_at + 1 } else { unit_at };
    let (end, unit) = if text.starts_with(unit_at, "月") { (unit_at + 1, Unit::Month) } else { longest(text, unit_at, words::UNITS)? };
    // 每周三 is a set of weeks; 每日经济新闻 is a newspaper.
    if text.starts_with(at, "每日经济") || text.starts_with(at, "每日互动") || matches!(unit, Unit::WorkDay) && amount == 1 && text.at(unit_at) == '日' {
        return None;
    }
    let mut end = end;
    if unit == Unit::Week
        && let Some((day, stop)) = weekday(text, end)
        && day > 0
    {
        end = stop;
    }
    Some((end, TimeExpr::Set { amount, unit }))
}

/// 2023财年, 2023-2024财年, 财年第三季度.
fn fiscal(text: &Text, at: usize) -> Option<(usize, Option<i32>)> {
    let (year, mut end) = match year(text, at) {
        Some((year, end, _)) => {
            let dash = matches!(text.at(end), '-' | '/' | '—').then(|| integer(text, end + 1, 4)).flatten();
            (Some(year), dash.map_or(end, |(_, e)| e))
        }
        None if text.starts_with(at, "财年第") || text.starts_with(at, "本财年") || text.starts_with(at, "上财年") || text.starts_with(at, "上一财年") => (None, at),
        None => return None,
    };
    if year.is_none() {
        end = (at..at + 4).find(|i| text.starts_with(*i, "财年"))?;
    }
    let mut end = follows(text, end, "财年").or_else(|| follows(text, end, "财政年度"))?;
    if text.at(end) == '的' {
        end += usize::from(text.at(end + 1) == '第');
    }
    if let Some((stop, ..)) = quarter(text, end) {
        end = stop;
    }
    Some((end, year))
}

/// A year number: 2023 (with or without 年), 二〇二三年, 22年. Gives the year, its end, and whether 年 was written.
fn year(text: &Text, at: usize) -> Option<(i32, usize, bool)> {
    let c = text.at(at);
    if c == '\'' && text.at(at + 1).is_ascii_digit() {
        let (n, end) = integer(text, at + 1, 2)?;
        let end = follows(text, end, "年")?;
        return Some((two_digit_year(n), end, true));
    }
    if c.is_ascii_digit() {
        let end = (at..).find(|i| !text.at(*i).is_ascii_digit())?;
        let n: i32 = text.chars()[at..end].iter().collect::<String>().parse().ok()?;
        let word = follows(text, end, "年");
        return match (end - at, word) {
            (4, Some(end)) if (1000..=2999).contains(&n) => Some((n, end, true)),
            (4, None) if YEARS.contains(&n) => Some((n, end, false)),
            (2, Some(end)) if n >= 80 || n <= 49 && after_year(text, end) => Some((two_digit_year(n.unsigned_abs()), end, true)),
            _ => None,
        };
    }
    // Chinese digits in positions: 二〇二三, 二零二三; two of them only with a month behind: 二三年三月.
    let end = (at..).find(|i| text.at(*i).is_ascii_digit() || digit(text.at(*i)).is_none() || text.at(*i) == '两')?;
    let stop = follows(text, end, "年")?;
    let n = text.chars()[at..end].iter().try_fold(0_i32, |n, c| Some(n * 10 + i32::from(digit(*c)?)))?;
    match end - at {
        4 if (1000..=2999).contains(&n) => Some((n, stop, true)),
        2 if after_year(text, stop) => Some((two_digit_year(n.unsigned_abs()), stop, true)),
        _ => None,
    }
}

fn two_digit_year(n: u32) -> i32 {
    let n = n as i32;
    if n >= 50 { 1900 + n } else { 2000 + n }
}

/// Whether a month, a part or the like follows: 22年3月 is a year, 22年 a duration.
fn after_year(text: &Text, at: usize) -> bool {
    let at = blank(text, at);
    integer(text, at, 2).is_some_and(|(n, end)| (1..=12).contains(&n) && follows(text, end, "月").is_some())
        || ["初", "底", "末", "年底", "年初", "上半年", "下半年", "第一季", "第二季", "第三季", "第四季", "春节", "一季", "二季", "三季", "四季"]
            .iter()
            .any(|w| text.starts_with(at, w))
}

/// A point of the calendar or clock, with its end and rule.
fn point(cx: &Context<'_>, at: usize) -> Option<(usize, Point, RuleId)> {
    let text = cx.text();
    let (mut end, zone) = match longest(text, at, words::ZONES) {
        Some((end, zone)) if !is_latin(text.at(end)) => (blank(text, end), Some(zone)),
        _ => (at, None),
    };
    let day_at = end;
    let mut found = separated(text, day_at)
        .or_else(|| with_year(cx, day_at))
        .or_else(|| relative_day(text, day_at))
        .or_else(|| week(text, day_at))
        .or_else(|| month_day(cx, day_at))
        .or_else(|| bare_part(text, day_at))
        .or_else(|| festival(cx, day_at));
    if let Some((e, ..)) = &found {
        end = *e;
    }
    let (mut value, mut rule) = found.take().map_or((Point::default(), CLOCK), |(_, p, r)| (p, r));
    // A weekday in brackets repeats the day: 3月23日（周四）.
    if value.day.is_some() && matches!(text.at(end), '（' | '(') {
        let open = end + 1;
        if let Some((_, stop)) = words::WEEK_WORDS.iter().find_map(|w| text.starts_with(open, w).then(|| weekday(text, open + w.chars().count())).flatten())
            && matches!(text.at(stop), '）' | ')')
        {
            end = stop + 1;
        }
    }
    let day_end = end;
    let has_day = value.day.is_some() || value.week.is_some() || value.festival.is_some();
    if day_end > day_at || zone.is_some() || longest(text, day_at, words::PARTS_OF_DAY).is_some() || clock_begins(text, day_at) {
        let clock_at = blank(text, day_end);
        let standalone = day_end == day_at;
        if (has_day || standalone)
            && let Some((stop, part, clock)) = time_of_day(text, clock_at, standalone)
        {
            value.part_of_day = part;
            value.clock = clock;
            end = stop;
            if standalone {
                rule = CLOCK;
            }
        }
    }
    if end == at || end == day_at && zone.is_some() {
        return None;
    }
    value.zone = zone;
    // 2022-03-01T00:00:00Z and the like belong to identifiers; a zone behind the clock: 9:00 (UTC+8).
    Some((end, value, rule))
}

/// 2023-02-23, 2023/2/23, 2023.2.23, 2023-02, 20230223.
fn separated(text: &Text, at: usize) -> Option<(usize, Point, RuleId)> {
    let digits = (at..).take_while(|i| text.at(*i).is_ascii_digit()).count();
    let number = |from: usize, to: usize| text.chars()[from..to].iter().collect::<String>().parse::<u32>().ok();
    let date = |year: u32, month: u32, day: Option<u32>| Point {
        year: Some(YearRef::Absolute(year as i32)),
        month: Some(MonthRef::Absolute(month)),
        day: day.map(DayRef::Absolute),
        ..Point::default()
    };
    if digits == 8 {
        let (y, m, d) = (number(at, at + 4)?, number(at + 4, at + 6)?, number(at + 6, at + 8)?);
        let plausible = YEARS.contains(&(y as i32)) && chrono::NaiveDate::from_ymd_opt(y as i32, m, d).is_some();
        // Eight digits are a date only where nothing else continues them.
        let free = !matches!(text.at(at + 8), '-' | '_' | '.') && !is_latin(text.at(at + 8)) && !matches!(text.at(at + 8), '期' | '号' | '元' | '家' | '个');
        return (plausible && free).then(|| (at + 8, date(y, m, Some(d)), DATE));
    }
    if digits != 4 {
        return None;
    }
    let year = number(at, at + 4).filter(|y| YEARS.contains(&(*y as i32)))?;
    let separator = text.at(at + 4);
    if !matches!(separator, '-' | '/' | '.' | ' ') {
        return None;
    }
    let (month, month_end) = integer(text, at + 5, 2).or_else(|| two_digits_dot(text, at + 5))?;
    if !text.at(at + 5).is_ascii_digit() || month_end - at - 5 > 2 {
        return None;
    }
    let next = text.at(month_end);
    if (next == separator || separator == '.' && next == '-' || separator == '-' && next == '.') && text.at(month_end + 1).is_ascii_digit() {
        let (day, mut end) = integer(text, month_end + 1, 2)?;
        if text.at(end).is_ascii_digit() || is_latin(text.at(end)) && text.at(end) != 'T' || separator == ' ' && !(1..=12).contains(&month) {
            return None;
        }
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        if text.at(end) == '日' {
            end += 1;
        }
        return Some((end, date(year, month, Some(day)), DATE));
    }
    // 2023-02 and 2023.02 are months when written with two digits; 2023-2024 are years.
    let two = month_end - (at + 5) == 2;
    let free = !matches!(next, '.' | '-' | '/' | '%') && !is_latin(next) && !next.is_ascii_digit();
    let unit_follows = is_han(next) && !matches!(next, '至' | '到' | '月' | '之');
    ((1..=12).contains(&month) && two && free && separator != ' ' && (separator != '.' || !unit_follows)).then(|| {
        let end = if next == '月' { month_end + 1 } else { month_end };
        (end, date(year, month, None), DATE)
    })
}

/// Two digits before a dot that goes on: the month in 2023.02.23.
fn two_digits_dot(text: &Text, at: usize) -> Option<(u32, usize)> {
    let end = (at..).find(|i| !text.at(*i).is_ascii_digit())?;
    let value: String = text.chars()[at..end].iter().collect();
    (end > at && end - at <= 2).then(|| value.parse().ok().map(|n| (n, end))).flatten()
}

/// A year with what follows it.
fn with_year(cx: &Context<'_>, at: usize) -> Option<(usize, Point, RuleId)> {
    let text = cx.text();
    if let Some(found) = decade(text, at) {
        return Some(found);
    }
    let (year, mut end, rule, said) = if let Some((year, end, said)) = year(text, at) {
        (YearRef::Absolute(year), end, DATE, said)
    } else if let Some((end, n)) = longest(text, at, words::YEARS) {
        (YearRef::Relative(n), end, RELATIVE, true)
    } else if let Some((end, n)) = longest(text, at, words::ANCHORED_YEARS) {
        // 当年 and 第二年 also mean "in those days" and "the second year of".
        if text.starts_with(at, "第二年") && text.before(at) == '的' {
            return None;
        }
        (YearRef::Anchored(n), end, RELATIVE, true)
    } else {
        return None;
    };
    let mut value = Point { year: Some(year), ..Point::default() };
    let bare_end = end;
    if said && text.at(end) == '度' && !matches!(text.at(end + 1), '过' | '假') {
        end += 1;
    }
    if said && let Some((stop, Sense::Festival(row))) = cx.lexicon.longest(text, blank(text, end), |s| matches!(s, Sense::Festival(_))) {
        value.festival = Some(row);
        return Some((stop, value, FESTIVAL));
    }
    for same in ["同期", "同一时期"] {
        if text.starts_with(end, same) {
            let YearRef::Relative(back) = year else { return None };
            value.same_period = Some(back);
            return Some((end + same.chars().count(), value, RELATIVE));
        }
    }
    let next = if text.at(end) == '的' { end + 1 } else { blank(text, end) };
    if let Some((stop, part)) = part_of_year(text, next) {
        value.part = Some(part);
        let rule = if rule == DATE { PART } else { rule };
        return Some((stop, value, rule));
    }
    if let Some((month_end, month)) = month_number(text, blank(text, end)) {
        value.month = Some(MonthRef::Absolute(month));
        value.lunar = text.starts_with(blank(text, end), "农历");
        let (stop, tail) = after_month(text, month_end);
        value.day = tail.0;
        value.part = tail.1;
        return Some((stop, value, rule));
    }
    if let Some((stop, lunar)) = lunar_date(text, blank(text, end)) {
        return Some((stop, Point { year: value.year, ..lunar }, rule));
    }
    // 2022上半年 has its part; 2022 alone is a year only behind a word that says so, which the range's other end may be.
    if !said {
        return standalone_year(text, at, bare_end).then_some((bare_end, value, rule));
    }
    Some((end, value, rule))
}

/// Whether four digits without 年 are a year: 2016-2021年, 2021—2023.
fn standalone_year(text: &Text, at: usize, end: usize) -> bool {
    let next = blank(text, end);
    let connector = matches!(text.at(next), '-' | '~' | '—' | '至' | '到');
    let width = if text.at(next) == '—' && text.at(next + 1) == '—' { 2 } else { 1 };
    let upper = connector.then(|| year(text, blank(text, next + width))).flatten();
    let lower: i32 = text.chars()[at..end].iter().collect::<String>().parse().unwrap_or(0);
    upper.is_some_and(|(y, stop, said)| y > lower && y - lower <= 100 && (said || text.at(stop) == '财'))
}

/// 20世纪80年代, 上世纪90年代, 21世纪, 80年代.
fn decade(text: &Text, at: usize) -> Option<(usize, Point, RuleId)> {
    let (base, end) = if text.starts_with(at, "上世纪") || text.starts_with(at, "上个世纪") {
        (Some(1900), at + if text.starts_with(at, "上世纪") { 3 } else { 4 })
    } else if text.starts_with(at, "本世纪") {
        (Some(2000), at + 3)
    } else {
        match integer(text, at, 2).and_then(|(n, e)| follows(text, e, "世纪").map(|e| (n, e))) {
            Some((n, end)) if (1..=30).contains(&n) => (Some((n as i32 - 1) * 100), end),
            _ => (None, at),
        }
    };
    let span = |first: i32, years: i32| Point { year: Some(YearRef::Absolute(first)), years: Some(years), ..Point::default() };
    let decade_at = blank(text, end);
    if let Some((n, e)) = integer(text, decade_at, 4)
        && let Some(mut stop) = follows(text, e, "年代")
    {
        let first = match (base, n) {
            (Some(base), 0..=99) => base + n as i32,
            (None, 10..=99) if n % 10 == 0 => {
                if n >= 30 {
                    1900 + n as i32
                } else {
                    2000 + n as i32
                }
            }
            (None, 1000..=2990) => n as i32,
            _ => return None,
        };
        let (mut from, mut years) = (first, 10);
        for (word, offset, length) in [("初期", 0, 3), ("初", 0, 3), ("中期", 3, 4), ("中", 3, 4), ("末期", 7, 3), ("末", 7, 3), ("后期", 7, 3)] {
            if text.starts_with(stop, word) && !text.starts_with(stop, "中国") {
                (from, years) = (first + offset, length);
                stop += word.chars().count();
                break;
            }
        }
        return Some((stop, span(from, years), DATE));
    }
    let base = base?;
    let (mut stop, mut first, mut years) = (end, base, 100);
    for (word, offset, length) in [("初期", 0, 20), ("初", 0, 20), ("中叶", 40, 20), ("中期", 40, 20), ("末期", 80, 20), ("末", 80, 20)] {
        if text.starts_with(stop, word) {
            (first, years) = (base + offset, length);
            stop += word.chars().count();
            break;
        }
    }
    Some((stop, span(first, years), DATE))
}

/// A month with its word: 3月, 3月份, 三月.
fn month_number(text: &Text, at: usize) -> Option<(usize, u32)> {
    for (word, month) in [("元月", 1), ("腊月", 0), ("正月", 0), ("冬月", 0)] {
        if month > 0 && text.starts_with(at, word) {
            return Some((at + 2, month));
        }
    }
    let (month, end) = integer(text, at, 2)?;
    let mut end = follows(text, end, "月")?;
    if text.at(end) == '份' {
        end += 1;
    }
    (month >= 1).then_some((end, month))
}

/// What follows a month: a day, or a part of it.
fn after_month(text: &Text, end: usize) -> (usize, (Option<DayRef>, Option<Part>)) {
    let next = if text.at(end) == '的' { end + 1 } else { blank(text, end) };
    if let Some((stop, day)) = day_number(text, next) {
        return (stop, (Some(DayRef::Absolute(day)), None));
    }
    let part = longest(
        text,
        blank(text, end),
        &[
            ("上旬", Part::TenDays(1)),
            ("中旬", Part::TenDays(2)),
            ("下旬", Part::TenDays(3)),
            ("初", Part::Start),
            ("底", Part::End),
            ("末", Part::End),
            ("月底", Part::End),
            ("月初", Part::Start),
            ("中", Part::Mid),
        ],
    );
    match part {
        // 3月中国… is no middle of March.
        Some((stop, Part::Mid)) if is_han(text.at(stop)) && !matches!(text.at(stop), '旬' | '，' | '召' | '发' | '在' | '将') => (end, (None, None)),
        Some((stop, part)) => (stop, (None, Some(part))),
        None => (end, (None, None)),
    }
}

/// A day with its word: 23日, 23号, 二十三日.
fn day_number(text: &Text, at: usize) -> Option<(usize, u32)> {
    let (day, end) = integer(text, at, 2)?;
    let stop = follows(text, end, "日").or_else(|| follows(text, end, "号"))?;
    // 3日本 is no day; 5号线, 5号楼, 1号文件 are numbers of things.
    let other = text.before(stop) == '日'
        && text.at(stop) == '本'
        && is_han(text.at(stop + 1))
        && !text.starts_with(stop, "本报")
        && !text.starts_with(stop, "本次")
        && !text.starts_with(stop, "本届");
    let number_of_thing =
        text.before(stop) == '号' && matches!(text.at(stop), '线' | '楼' | '文' | '院' | '馆' | '令' | '机' | '店' | '库' | '位' | '码' | '召' | '公' | '建' | '提');
    (day >= 1 && !other && !number_of_thing).then_some((stop, day))
}

/// Lunar months and days: 农历八月十五, 腊月二十三, 正月初一.
fn lunar_date(text: &Text, at: usize) -> Option<(usize, Point)> {
    let (said, at) = ["农历", "阴历", "旧历"].iter().find(|w| text.starts_with(at, w)).map_or((false, at), |w| (true, at + w.chars().count()));
    let (month, end) = if let Some((end, month)) = longest(text, at, &[("腊月", 12), ("正月", 1), ("冬月", 11)]) {
        (month, end)
    } else if said {
        let (end, month) = month_number(text, at)?;
        (month, end)
    } else {
        return None;
    };
    let day_at = if text.at(end) == '初' { end + 1 } else { end };
    let (day, stop) = integer(text, day_at, 2)?;
    let stop = follows(text, stop, "日").unwrap_or(stop);
    Some((stop, Point { month: Some(MonthRef::Absolute(month)), day: Some(DayRef::Absolute(day)), lunar: true, ..Point::default() }))
}

/// Months and days without a year.
fn month_day(cx: &Context<'_>, at: usize) -> Option<(usize, Point, RuleId)> {
    let text = cx.text();
    if let Some((stop, lunar)) = lunar_date(text, at) {
        return Some((stop, lunar, FESTIVAL));
    }
    if let Some((end, n)) = longest(text, at, words::MONTHS).filter(|(end, _)| text.at(*end) != '球') {
        let (stop, (day, part)) = after_month(text, end);
        return Some((stop, Point { month: Some(MonthRef::Relative(n)), day, part, ..Point::default() }, RELATIVE));
    }
    if let Some((end, n)) = longest(text, at, words::ANCHORED_MONTHS) {
        let (stop, (day, part)) = after_month(text, end);
        return Some((stop, Point { month: Some(MonthRef::Anchored(n)), day, part, ..Point::default() }, RELATIVE));
    }
    if let Some((end, month)) = month_number(text, at) {
        let (stop, (day, part)) = after_month(text, end);
        return Some((stop, Point { month: Some(MonthRef::Absolute(month)), day, part, ..Point::default() }, MONTH_DAY));
    }
    // 前三个月, 前5个月 of a year; alone they lean on the year in force.
    let (stop, day) = day_number(text, at)?;
    // A day alone must not be a duration (连续3日) nor a count, and in Chinese numerals it needs what days have: 一日之计 is none.
    if !text.at(at).is_ascii_digit() && !number_is_day(text, stop) {
        return None;
    }
    let before = text.before(at);
    let numbered = matches!(before, '第' | '约' | '近' | '续' | '了' | '达' | '每' | '后' | '前');
    let number = text.at(stop - 1) == '号';
    (!numbered && (1..=31).contains(&day) && (!number || text.at(at).is_ascii_digit() && number_is_day(text, stop)))
        .then(|| (stop, Point { day: Some(DayRef::Absolute(day)), ..Point::default() }, MONTH_DAY))
}

/// Whether N号 without a month is a day: only before a word of time or a verb's mark.
fn number_is_day(text: &Text, at: usize) -> bool {
    matches!(text.at(at), '，' | '晚' | '上' | '下' | '凌' | '早' | '中' | '起' | '至' | '到' | '前' | '后' | '\0') || longest(text, at, words::PARTS_OF_DAY).is_some()
}

/// Days counted from the day of writing or from the text.
fn relative_day(text: &Text, at: usize) -> Option<(usize, Point, RuleId)> {
    if let Some((end, n)) = longest(text, at, words::DAYS) {
        // 昨 alone is a word only before a part of the day; 后天 may be 后 + 天然.
        let word: String = text.chars()[at..end].iter().collect();
        let other = word == "昨" && longest(text, end, words::PARTS_OF_DAY).is_none()
            || word == "后天" && matches!(text.at(end), '性' | '的' | '努' | '形')
            || word == "明日" && text.at(end) == '之'
            || word == "今日" && matches!(text.at(end), '头' | '说' | '话');
        let part = match word.as_str() {
            "今晨" | "明晨" => Some((5, 9)),
            "今晚" | "昨晚" | "明晚" | "昨夜" | "今夜" => Some((18, 24)),
            "今早" | "明早" => Some((6, 9)),
            _ => None,
        };
        return (!other).then(|| (end, Point { day: Some(DayRef::Relative(n)), part_of_day: part, ..Point::default() }, RELATIVE));
    }
    let (end, n) = longest(text, at, words::ANCHORED_DAYS)?;
    (!matches!(text.at(end), '的' if n == 0 && text.starts_with(end, "的话"))).then(|| (end, Point { day: Some(DayRef::Anchored(n)), ..Point::default() }, RELATIVE))
}

/// The number of a weekday behind 周 or 星期: 1 to 7.
pub(super) fn weekday(text: &Text, at: usize) -> Option<(u32, usize)> {
    match text.at(at) {
        '日' | '天' => Some((7, at + 1)),
        c @ ('一' | '二' | '三' | '四' | '五' | '六') => digit(c).map(|d| (u32::from(d), at + 1)),
        c @ '1'..='6' => digit(c).map(|d| (u32::from(d), at + 1)),
        _ => None,
    }
}

/// Weeks and weekdays.
fn week(text: &Text, at: usize) -> Option<(usize, Point, RuleId)> {
    let of = |week: (i32, Option<u32>), said: bool, weekend: bool| Point { week: Some(week), week_is_said: said, weekend, ..Point::default() };
    if let Some((end, n)) = longest(text, at, words::WEEKS) {
        if let Some((day, stop)) = weekday(text, end).filter(|(_, stop)| !starts_other_word(text, *stop)) {
            return Some((stop, of((n, Some(day)), true, false), RELATIVE));
        }
        if text.at(end) == '末' {
            return Some((end + 1, of((n, None), true, true), RELATIVE));
        }
        return (!matches!(text.at(end), '期' | '边' | '围' | '刊' | '转')).then(|| (end, of((n, None), true, false), RELATIVE));
    }
    let word = words::WEEK_WORDS.iter().find(|w| text.starts_with(at, w))?;
    let end = at + word.chars().count();
    // 周一 is a weekday; 周 also is a surname and begins words: 周一鸣, 周五福.
    let (day, stop) = weekday(text, end)?;
    let before_ok = !matches!(text.before(at), '一' | '每' | '两' | '三' | '四' | '几' | '数' | '内' | '第' | '多' | '双') || *word != "周";
    (before_ok && !starts_other_word(text, stop) && (*word != "周" || !text.at(end).is_ascii_digit())).then(|| (stop, of((0, Some(day)), false, false), RELATIVE))
}

fn starts_other_word(text: &Text, at: usize) -> bool {
    matches!(text.at(at), '鸣' | '围' | '岁' | '仙' | '鼎' | '福' | '级' | '类' | '届' | '位' | '年' | '报' | '志')
}

/// A festival without a year.
fn festival(cx: &Context<'_>, at: usize) -> Option<(usize, Point, RuleId)> {
    let text = cx.text();
    let (end, sense) = cx.lexicon.longest(text, at, |s| matches!(s, Sense::Festival(_)))?;
    let Sense::Festival(row) = sense else { return None };
    let word: String = text.chars()[at..end].iter().collect();
    // Without a year only words that name nothing else: those that end in 节 or 日, and the great ones.
    let sure = word.ends_with('节')
        || matches!(word.as_str(), "元旦" | "除夕" | "春节" | "中秋" | "端午" | "国庆" | "大年初一" | "大年三十" | "平安夜" | "双十一" | "双十二")
        || word.ends_with("日") && word.chars().count() >= 4;
    sure.then(|| (end, Point { festival: Some(row), ..Point::default() }, FESTIVAL))
}

/// The second end of a range, and both ends completed.
fn range(cx: &Context<'_>, end: usize, first: Point) -> Option<(usize, Point, Point)> {
    let text = cx.text();
    let at = blank(text, end);
    let width = match text.at(at) {
        '至' | '到' | '~' => 1,
        '-' | '—' => 1 + usize::from(text.at(at + 1) == text.at(at)),
        _ => return None,
    };
    let next = blank(text, at + width);
    // 至今 is the since rule's.
    if text.starts_with(next, "今") && !text.starts_with(next, "今年") && !text.starts_with(next, "今天") && !text.starts_with(next, "今日") {
        return None;
    }
    let (stop, mut second, _) = point(cx, next)?;
    let mut first = first;
    // 15:30-16:00: the dash of a score or a phone is excluded by both ends being clock times.
    if first.clock.is_some() && second.day.is_none() && second.clock.is_none() {
        return None;
    }
    inherit(&mut second, &first);
    // 2021—2023年: the word of the second is the first's too. 3-5月, 23-24日 are the short ranges'.
    if first.year.is_none() && first.month.is_none() && first.day.is_none() && first.clock.is_none() {
        first.year = second.year;
    }
    Some((stop, first, second))
}

/// What the second end leaves out, the first says.
fn inherit(second: &mut Point, first: &Point) {
    let second_is_calendar = second.year.is_some() || second.festival.is_some() || second.week.is_some() || matches!(second.day, Some(DayRef::Relative(_) | DayRef::Anchored(_)));
    if second.clock.is_some() && !second_is_calendar && second.month.is_none() && second.day.is_none() {
        (second.year, second.month, second.day, second.week, second.week_is_said, second.festival) =
            (first.year, first.month, first.day, first.week, first.week_is_said, first.festival);
        // 下午2点到4点: the part of the day goes on.
        if let (Some(a), Some(b)) = (first.clock, second.clock)
            && second.part_of_day.is_none()
            && first.part_of_day.is_some_and(|(from, _)| from >= 12)
            && b.hour < 12
            && b.hour + 12 > a.hour
        {
            second.clock = Some(Clock { hour: b.hour + 12, ..b });
        }
        return;
    }
    if second_is_calendar && (second.month.is_some() || second.part.is_none() || !matches!(second.year, Some(YearRef::Relative(0)))) {
        return;
    }
    if second.month.is_none() && second.day.is_some() {
        second.month = first.month;
    }
    let part_of_any_year = second.part.is_some() && matches!(second.year, Some(YearRef::Relative(0)));
    if second.year.is_none() || part_of_any_year && first.year.is_some() {
        second.year = first.year;
    }
}

/// Ranges whose first end is a bare number: 3-5月, 23至24日, 2016-2021年, 上半年's 1—6月, 9-11点.
fn short_range(cx: &Context<'_>, at: usize) -> Option<(usize, Point, Point)> {
    let text = cx.text();
    let (first, end) = integer(text, at, 4)?;
    let connector = blank(text, end);
    let width = match text.at(connector) {
        '至' | '到' | '~' | '、' => 1,
        '-' | '—' => 1 + usize::from(text.at(connector + 1) == text.at(connector)),
        _ => return None,
    };
    if text.at(connector) == '、' {
        return None;
    }
    let next = blank(text, connector + width);
    let (stop, second, _) = point(cx, next)?;
    let mut from = second;
    match (second.year, second.month, second.day, second.clock) {
        (None, Some(MonthRef::Absolute(m)), None, None) if (1..=12).contains(&first) && first < m => from.month = Some(MonthRef::Absolute(first)),
        (None, Some(_) | None, Some(DayRef::Absolute(d)), None) if (1..=31).contains(&first) && first < d && second.month.is_none() => from.day = Some(DayRef::Absolute(first)),
        (None, None, None, Some(c)) if first < c.hour => from.clock = Some(Clock { hour: first, ..c }),
        (Some(YearRef::Absolute(y)), None, None, None) if (first as i32) < y && first >= 1000 => from.year = Some(YearRef::Absolute(first as i32)),
        _ => return None,
    }
    if second.month.is_some() {
        from.part = None;
    }
    Some((stop, from, second))
}
