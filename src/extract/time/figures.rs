//! Decides which figures with separators are dates: 2023-02-23, 20230223, 10/1/2017.

use crate::extract::Context;
use crate::extract::rule::RuleId;
use crate::text::{Text, is_han, is_latin};

use super::date::{YEARS, after_month, alone, two_digit_year};
use super::expr::{DayRef, MonthRef, Point, YearRef};
use super::grammar::{follows, integer};
use super::rules::{DATE, MONTH_DAY, RANGE};

/// 2023-02-23, 2023/2/23, 2023.2.23, 2023-02, 20230223.
pub(super) fn separated(cx: &Context<'_>, at: usize) -> Option<(usize, Point, RuleId)> {
    let text = cx.text();
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
        // 20221210-20221216 are two days.
        let two = text.at(at + 8) == '-' && (9..17).all(|i| text.at(at + i).is_ascii_digit()) && !text.at(at + 17).is_ascii_digit() && separated(cx, at + 9).is_some();
        let free = (two || !matches!(text.at(at + 8), '-' | '_' | '.')) && !is_latin(text.at(at + 8)) && !matches!(text.at(at + 8), '期' | '号' | '元' | '家' | '个');
        return (plausible && free).then(|| (at + 8, date(y, m, Some(d)), DATE));
    }
    if matches!(digits, 1 | 2) {
        return year_last(cx, at, digits);
    }
    if digits != 4 {
        return None;
    }
    let year = number(at, at + 4)?;
    let separator = text.at(at + 4);
    // Years before 1900 only in full, with dashes.
    let old = !YEARS.contains(&(year as i32));
    if old && (separator != '-' || !(1000..=2999).contains(&year) || text.at(at + 7) != '-' || !text.at(at + 9).is_ascii_digit()) {
        return None;
    }
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
        // v2.3.5 2024-09-29-16-32-42: the name of a build.
        let build = separator == '-' && text.at(end) == '-' && (1..=2).all(|i| text.at(end + i).is_ascii_digit()) && text.at(end + 3) == '-';
        if build || text.at(end).is_ascii_digit() || is_latin(text.at(end)) && text.at(end) != 'T' || separator == ' ' && !(1..=12).contains(&month) {
            return None;
        }
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        if separator == '.' && (among_versions(text, at, end) || is_version(text, at, end)) {
            return None;
        }
        if text.at(end) == '日' {
            end += 1;
        }
        return Some((end, date(year, month, Some(day)), DATE));
    }
    // 2005-06 年 are two years.
    if separator == '-' && follows(text, month_end, "年").is_some() && month_end - (at + 5) == 2 {
        let upper = (year as i32) / 100 * 100 + month as i32;
        let end = follows(text, month_end, "年")?;
        let years = upper - year as i32 + 1;
        return (years > 1).then(|| (end, Point { year: Some(YearRef::Absolute(year as i32)), years: Some(years), ..Point::default() }, DATE));
    }
    // 2023-02 and 2023.02 are months when written with two digits; 2023-2024 are years.
    let two = month_end - (at + 5) == 2;
    let years_follow = next == '-' && (1..=4).all(|i| text.at(month_end + i).is_ascii_digit()) && !text.at(month_end + 5).is_ascii_digit();
    let free = (years_follow || !matches!(next, '.' | '-' | '/' | '%' | '_')) && !is_latin(next) && !next.is_ascii_digit();
    let unit_follows = is_han(next) && !matches!(next, '至' | '到' | '月' | '之');
    ((1..=12).contains(&month) && two && free && separator != ' ' && (separator != '.' || !unit_follows)).then(|| {
        // 2024.07月15日: the words stand behind the figures.
        let (end, (day, part)) = if next == '月' { after_month(text, month_end + 1) } else { (month_end, (None, None)) };
        (end, Point { day, part, ..date(year, month, None) }, DATE)
    })
}

/// Whether figures with dots are a version: so are all of a list in which one is no date (2023.1.0 至 2023.1.5).
fn among_versions(text: &Text, at: usize, end: usize) -> bool {
    let joins = |c: char| matches!(c, '至' | '到' | '-' | '–' | '~' | '、' | '和' | '及' | '与' | '或' | ',' | '，' | ' ');
    let no_date = |from: usize, to: usize| {
        let written: String = text.chars()[from..to].iter().collect();
        let parts: Vec<u32> = written.split('.').filter_map(|p| p.parse().ok()).collect();
        matches!(parts[..], [year, month, day] if chrono::NaiveDate::from_ymd_opt(year as i32, month, day).is_none())
    };
    let next = (end..end + 4).find(|i| !joins(text.at(*i))).unwrap_or(end);
    let next_end = (next..).find(|i| !text.at(*i).is_ascii_digit() && text.at(*i) != '.').unwrap_or(next);
    let last_end = (at.saturating_sub(4)..at).rev().find(|i| !joins(text.at(*i))).map_or(at, |i| i + 1);
    let last = (0..last_end).rev().take_while(|i| text.at(*i).is_ascii_digit() || text.at(*i) == '.').last().unwrap_or(last_end);
    next > end && no_date(next, next_end) || last_end < at && no_date(last, last_end)
}

/// Whether the words around figures with dots say that they are a version: 2021.09.17之前版本, build 2024.1.4.
fn is_version(text: &Text, at: usize, end: usize) -> bool {
    const REACH: usize = 14;
    let behind: String = text.chars()[end..].iter().take(REACH + 4).take_while(|c| !matches!(c, '，' | '。' | '；' | '\n')).collect();
    let bounded = ["之前", "以前", "及以下", "及之前", "及更早", "或更高", "及之后", "或更新"].iter().any(|w| behind.starts_with(w)) && behind.contains("版本");
    // · Transfer 2023.1.6: a line that is a product and its version; a date has two digits there.
    let line: String = text.chars()[..at].iter().rev().take(REACH * 2).take_while(|c| **c != '\n').collect();
    let listed = matches!(text.at(end), '\n' | '\0')
        && end - at < "2023.10.11".len()
        && line.chars().count() < REACH * 2
        && line.starts_with(' ')
        && line.chars().any(is_latin)
        && line.chars().all(|c| is_latin(c) || matches!(c, ' ' | '·' | '•' | '-' | '*'));
    bounded || listed || ["版本", "版本(", "版本（", "build ", "版本号", "版本 "].iter().any(|w| text.ends_with(at, w))
}

/// Days with the year last or in two digits, and days without a year: 10/1/2017, 12-11-10, 09-01 20:01.
///
/// Day before month, unless a number above twelve says otherwise. Articles hold many such figures that are no dates (versions,
/// ranges), and dates of either order: there only what can be read in one way, with four digits of the year, is a date.
fn year_last(cx: &Context<'_>, at: usize, digits: usize) -> Option<(usize, Point, RuleId)> {
    let text = cx.text();
    let group = |from: usize| {
        let end = (from..).find(|i| !text.at(*i).is_ascii_digit())?;
        let value: u32 = text.chars()[from..end].iter().collect::<String>().parse().ok()?;
        (1..=4).contains(&(end - from)).then_some((value, end))
    };
    let closed = |end: usize| !text.at(end).is_ascii_digit() && !is_latin(text.at(end)) && !matches!(text.at(end), '/' | '.' | '%' | '万' | '亿' | '个' | '名' | '人');
    let date = |year: Option<i32>, month: u32, day: u32| Point {
        year: year.map(YearRef::Absolute),
        month: Some(MonthRef::Absolute(month)),
        day: Some(DayRef::Absolute(day)),
        ..Point::default()
    };
    let (first, first_end) = group(at)?;
    let separator = text.at(first_end);
    if !matches!(separator, '-' | '/') {
        return None;
    }
    let (second, second_end) = group(first_end + 1)?;
    if text.at(second_end) == separator
        && let Some((third, end)) = group(second_end + 1)
        && closed(end)
        && text.at(end) != separator
    {
        let four = end - second_end - 1 == 4;
        if !four && (end - second_end - 1 > 2 || !cx.is_utterance()) {
            return None;
        }
        let (year, month, day) = if four && second > 12 {
            (third as i32, first, second)
        } else if four || separator == '/' || digits == 1 {
            (if four { third as i32 } else { two_digit_year(third) }, second, first)
        } else {
            (two_digit_year(first), second, third)
        };
        let one_reading = first > 12 || second > 12;
        let exists = chrono::NaiveDate::from_ymd_opt(year, month, day).is_some() && (1000..=2999).contains(&year);
        return (exists && (cx.is_utterance() || one_reading)).then(|| (end, date(Some(year), month, day), DATE));
    }
    // 09-01 with a clock time behind it, or as all that is said; 11/3号.
    let day_word = separator == '/' && text.at(second_end) == '号';
    let with_clock = text.at(second_end) == ' ' && super::clock::clock_begins(text, second_end + 1) && text.at(second_end + 1).is_ascii_digit();
    let padded = digits == 2 && second_end - first_end - 1 == 2 && separator == '-';
    let exists = chrono::NaiveDate::from_ymd_opt(2000, first, second).is_some();
    let fits = day_word || padded && (with_clock && text.at(at) <= '1' || alone(cx, at, second_end));
    (exists && fits && closed(second_end)).then(|| (second_end + usize::from(day_word), date(None, first, second), MONTH_DAY))
}

/// One or two digits, whatever stands behind them: the month in 2023.02.23.
fn two_digits_dot(text: &Text, at: usize) -> Option<(u32, usize)> {
    let end = (at..).find(|i| !text.at(*i).is_ascii_digit())?;
    // Behind the text stands nothing that could be taken.
    let value: String = text.chars().get(at..end).filter(|d| matches!(d.len(), 1 | 2))?.iter().collect();
    value.parse().ok().map(|n| (n, end))
}

/// The second end of a range of figures, without its year: 2024.08.02~08.08, 2024.12.21-12.27.
pub(super) fn dotted_tail(text: &Text, end: usize, first: &Point, at: usize) -> Option<(usize, Point, RuleId)> {
    let (Some(YearRef::Absolute(_)), Some(MonthRef::Absolute(from_month)), Some(DayRef::Absolute(from_day)), None) = (first.year, first.month, first.day, first.clock) else {
        return None;
    };
    let start = (0..end).rev().take_while(|i| text.at(*i).is_ascii_digit() || matches!(text.at(*i), '.' | '/')).last()?;
    let separator = text.chars()[start..end].iter().copied().find(|c| matches!(c, '.' | '/'))?;
    let (month, month_end) = two_digits_dot(text, at)?;
    if text.at(month_end) != separator {
        return None;
    }
    let (day, stop) = two_digits_dot(text, month_end + 1)?;
    let closed = text.at(stop) != separator && !text.at(stop).is_ascii_digit() && !is_latin(text.at(stop)) && text.at(stop) != '%';
    let later = (month, day) > (from_month, from_day) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (closed && later).then(|| (stop, Point { year: first.year, month: Some(MonthRef::Absolute(month)), day: Some(DayRef::Absolute(day)), ..Point::default() }, RANGE))
}

/// Two days without a year: 12.05-12.31, where a label says that they are (活动时间：), a word behind them, or the brackets that they fill.
///
/// In brackets one of the figures has two digits behind its dot: （9.3-9.4） are versions as likely.
pub(super) fn dotted_range(text: &Text, at: usize) -> Option<(usize, Point, Point)> {
    const LABELS: &[&str] = &["时间：", "时间:", "日期：", "日期:", "周期：", "周期:"];
    let day = |at: usize| {
        let (month, dot) = two_digits_dot(text, at)?;
        let (day, end) = two_digits_dot(text, dot + 1).filter(|_| text.at(dot) == '.')?;
        let exists = chrono::NaiveDate::from_ymd_opt(2000, month, day).is_some();
        exists.then_some((month, day, end))
    };
    let (from_month, from_day, end) = day(at)?;
    let width = match text.at(end) {
        '-' | '—' => 1 + usize::from(text.at(end + 1) == text.at(end)),
        '~' | '至' | '到' => 1,
        _ => return None,
    };
    let (to_month, to_day, stop) = day(end + width)?;
    let free = !text.at(stop).is_ascii_digit() && !is_latin(text.at(stop)) && !matches!(text.at(stop), '.' | '-' | '%');
    if !free || (to_month, to_day) <= (from_month, from_day) {
        return None;
    }
    let label_end = at - usize::from(matches!(text.before(at), '\n' | ' '));
    let labelled = LABELS.iter().any(|w| text.ends_with(label_end, w));
    let padded = text.at(end - 2).is_ascii_digit() || text.at(stop - 2).is_ascii_digit();
    let enclosed = padded && matches!(text.before(at), '（' | '(' | '【') && matches!(text.at(stop), '）' | ')' | '】');
    let point = |month, day| Point { month: Some(MonthRef::Absolute(month)), day: Some(DayRef::Absolute(day)), ..Point::default() };
    (labelled || enclosed || text.starts_with(stop, "期间")).then(|| (stop, point(from_month, from_day), point(to_month, to_day)))
}
