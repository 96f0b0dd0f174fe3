//! Decides which stretches are times of the clock and parts of the day.

use crate::lexicon::digit;
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::expr::Clock;
use super::grammar::{blank, follows, integer};
use super::words::{self, longest};

/// Whether a time of day begins at a position.
pub fn clock_begins(text: &Text, at: usize) -> bool {
    time_of_day(text, at, true).is_some()
}

/// A part of the day, a time of the clock, or both.
#[expect(clippy::type_complexity, reason = "an end with two optional readings; a struct would be used once")]
pub fn time_of_day(text: &Text, at: usize, standalone: bool) -> Option<(usize, Option<(u32, u32)>, Option<Clock>)> {
    let (clock_at, part) = match words::PARTS_OF_DAY.longest_at(text, at) {
        Some((end, part)) => {
            let word: String = text.chars()[at..end].iter().collect();
            // 晚上好 greets.
            if text.at(end) == '好' && !is_han(text.at(end + 1)) {
                return None;
            }
            // One-character parts only directly before a clock time or behind a day.
            let single = word.chars().count() == 1;
            if standalone && single && clock(text, end, true).is_none() {
                return None;
            }
            // 早 and 晚 behind a day, unless they begin another word: 23日晚会, 3日早已.
            let other = matches!(text.at(end), '会' | '餐' | '报' | '场' | '些' | '已' | '就' | '于' | '年' | '期' | '婚' | '教' | '点' | '茶' | '安' | '熟' | '退');
            if single && !standalone && clock(text, end, true).is_none() && (other || matches!(word.as_str(), "夜" | "晨") && is_han(text.at(end))) || word == "白天" && standalone
            {
                return None;
            }
            (blank(text, end), Some((end, part)))
        }
        None => (at, None),
    };
    if let Some((end, mut clock)) = clock(text, clock_at, part.is_some() || !standalone) {
        if let Some((_, (from, _))) = part
            && from >= 12
            && clock.hour < 12
            && clock.hour > 0
            && !(from >= 18 && clock.hour <= 4)
        {
            clock.hour += 12;
        } else if let Some((_, (18.., _))) = part
            && clock.hour == 12
        {
            // 晚上12点 is the end of the day.
            clock.hour = 24;
        }
        let end = if text.starts_with(end, "许") || text.starts_with(end, "整") { end + 1 } else { end };
        return Some((end, part.map(|(_, p)| p), Some(clock)));
    }
    let (end, part) = part?;
    Some((end, Some(part), None))
}

/// The zone behind a time of the clock, in minutes east of UTC: 14:00 UTC, 09:30（GMT）, 14:22:17Z, 12:31:17 +0800.
///
/// 北京时间 and the like stand in front. CST and ET are left out: the first is China's as well as America's, the second not one offset.
pub fn zone_behind(text: &Text, end: usize) -> Option<i32> {
    let two = |at: usize| Some(i32::try_from(text.at(at).to_digit(10)? * 10 + text.at(at + 1).to_digit(10)?).unwrap_or(0));
    if text.at(end) == 'Z' {
        return (!is_latin(text.at(end + 1)) && !text.at(end + 1).is_ascii_digit()).then_some(0);
    }
    let at = blank(text, end);
    let at = at + usize::from(matches!(text.at(at), '（' | '('));
    let (sign_at, named) = if text.starts_with(at, "UTC") || text.starts_with(at, "GMT") { (at + 3, true) } else { (at, false) };
    let sign = match text.at(sign_at) {
        '+' => 1,
        '-' => -1,
        c if named && !is_latin(c) && !c.is_ascii_digit() => return Some(0),
        _ => return None,
    };
    let Some(hours) = two(sign_at + 1) else {
        // UTC+8.
        let hours = text.at(sign_at + 1).to_digit(10).filter(|_| named)?;
        return Some(sign * 60 * i32::try_from(hours).unwrap_or(0));
    };
    let colon = text.at(sign_at + 3) == ':';
    let minutes = two(sign_at + 3 + usize::from(colon));
    // 9:00 -10:00 is a range.
    let written = named || minutes.is_some() && (sign > 0 || !colon);
    (written && hours <= 14).then(|| sign * (hours * 60 + minutes.unwrap_or(0)))
}

/// A time of the clock: 9点30分, 9时, 15:30, 15:30:00, 9点半, 三点一刻.
fn clock(text: &Text, at: usize, sure: bool) -> Option<(usize, Clock)> {
    let at = if text.at(at) == 'T' && text.before(at).is_ascii_digit() { at + 1 } else { at };
    let (hour, end) = integer(text, at, 2)?;
    if hour > 24 || text.before(at) == '第' {
        return None;
    }
    if matches!(text.at(end), ':' | '：' | '∶') && text.at(at).is_ascii_digit() {
        let (minute, mut stop) = integer(text, end + 1, 2)?;
        if minute > 59 || stop - end - 1 != 2 {
            return None;
        }
        let mut second = None;
        if matches!(text.at(stop), ':' | '：')
            && let Some(e) = (stop + 1..=stop + 3).find(|i| !text.at(*i).is_ascii_digit()).filter(|e| *e > stop + 1)
            && let Some(s) = text.slice(CharSpan::of(stop + 1..e)).parse().ok().filter(|s| *s <= 59)
        {
            second = Some(s);
            stop = e;
            // 12:21:17.624: the fraction of a log's second.
            if text.at(stop) == '.' && text.at(stop + 1).is_ascii_digit() {
                stop = (stop + 1..).find(|i| !text.at(*i).is_ascii_digit()).unwrap_or(stop);
            }
        }
        // A ratio or a score has no sure context and may go on.
        if is_latin(text.at(stop)) && !matches!(text.at(stop), 'Z' | 'A' | 'P' | 'a' | 'p')
            || text.at(stop).is_ascii_digit()
            || text.at(stop) == ':' && text.at(stop + 1).is_ascii_digit()
        {
            return None;
        }
        // 11:00时 says it twice; 8:00 p.m. says which half of the day.
        if text.at(stop) == '时' && !matches!(text.at(stop + 1), '候' | '间') {
            stop += 1;
        }
        let mut hour = hour;
        let half = blank(text, stop);
        if let Some((end, afternoon)) = longest(text, half, &[("a.m.", false), ("p.m.", true), ("am", false), ("pm", true), ("AM", false), ("PM", true)]) {
            stop = end;
            hour += if afternoon && hour < 12 { 12 } else { 0 };
        }
        return Some((stop, Clock { hour, minute: Some(minute), second }));
    }
    let next = blank(text, end);
    let (mut stop, dotted) = match text.at(next) {
        '时' => (next + 1, false),
        '点' => (if text.at(next + 1) == '钟' { next + 2 } else { next + 1 }, true),
        _ => return None,
    };
    // 时 also begins words; 三点 may be three points.
    if !dotted && matches!(text.at(stop), '代' | '尚' | '刻' | '间' | '期' | '常' | '装' | '光') || text.at(stop) == '评' {
        return None;
    }
    let mut value = Clock { hour, minute: None, second: None };
    if text.at(stop) == '半' {
        value.minute = Some(30);
        stop += 1;
    } else if let Some((n, e)) = integer(text, stop, 1)
        && text.at(e) == '刻'
        && (1..=3).contains(&n)
    {
        value.minute = Some(n * 15);
        stop = e + 1;
    } else if let Some((minute, e)) = integer(text, blank(text, stop), 2)
        && minute <= 59
    {
        let with_word = follows(text, e, "分").filter(|s| text.at(*s) != '之');
        if let Some(s) = with_word {
            value.minute = Some(minute);
            stop = if text.at(s) == '钟' { s + 1 } else { s };
            if let Some((second, e)) = integer(text, blank(text, stop), 2)
                && let Some(s) = follows(text, e, "秒")
                && second <= 59
            {
                value.second = Some(second);
                stop = s;
            }
        } else if dotted && !is_han(text.at(e)) && text.at(e) != '%' && sure {
            value.minute = Some(minute);
            stop = e;
        }
    }
    // A bare 三点 or 5点 needs a day or a part of the day before it, or minutes.
    let bare = value.minute.is_none();
    if bare && dotted && !sure {
        let clear = text.at(next + 1) == '钟' || matches!(text.at(stop), '至' | '到' | '前' | '后' | '起' | '开' | '整' | '许' | '左');
        let points = matches!(text.at(stop), '建' | '意' | '原' | '要' | '结' | '启' | '内');
        if !clear || points {
            return None;
        }
    }
    // 火爆一时, 一时之间: a while.
    if bare && !dotted && text.starts_with(at, "一时") && !sure {
        return None;
    }
    if bare && !dotted && !sure && matches!(text.at(at), '小') {
        return None;
    }
    // 零点五 is a half.
    if bare && dotted && digit(text.at(stop)).is_some() {
        return None;
    }
    Some((stop, value))
}
