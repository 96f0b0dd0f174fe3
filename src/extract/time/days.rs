//! Decides which days a year, a month, or a part of one covers.

use chrono::{Datelike, Duration, Months, NaiveDate, Weekday};

use crate::extract::Granularity;
use crate::lexicon;

use super::expr::{Clock, Part, Point, Unit};
use super::resolve::Anchor;

/// The days of a point with its grain.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    /// The first day.
    pub start: NaiveDate,
    /// The last day, inclusive.
    pub end: NaiveDate,
    /// The unit in which it was stated.
    pub granularity: Granularity,
    /// What it was resolved from.
    pub anchor: Anchor,
}

/// Why an expression was declined.
pub type Reason = &'static str;

/// A single day.
pub fn day(date: NaiveDate, anchor: Anchor) -> Days {
    Days { start: date, end: date, granularity: Granularity::Day, anchor }
}

/// A day, or `None` where the calendar has none.
pub fn span(year: i32, month: u32, number: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, number)
}

/// The same day of another month, or that month's last.
pub fn shift_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(by) } else { date.checked_add_months(by) }
}

/// The last day of a month.
pub fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    span(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// The days of a year or of a part of it.
pub fn year_part(year: i32, part: Option<Part>, years: Option<i32>, reference: Option<NaiveDate>) -> Option<Days> {
    let months = |from: u32, to: u32, granularity| Some(Days { start: span(year, from, 1)?, end: last_of_month(year, to)?, granularity, anchor: Anchor::Explicit });
    if let Some(years) = years {
        return Some(Days { start: span(year, 1, 1)?, end: span(year + years - 1, 12, 31)?, granularity: Granularity::Year, anchor: Anchor::Explicit });
    }
    match part {
        None => months(1, 12, Granularity::Year),
        Some(Part::Half(1)) => months(1, 6, Granularity::Half),
        Some(Part::Half(_)) => months(7, 12, Granularity::Half),
        Some(Part::Quarters(from, to)) => months(from * 3 - 2, to * 3, Granularity::Quarter),
        Some(Part::RelativeQuarter(n)) => {
            let reference = reference?;
            let first = span(reference.year(), (reference.month() - 1) / 3 * 3 + 1, 1)?;
            let start = shift_months(first, n * 3)?;
            Some(Days { start, end: shift_months(start, 3)?.pred_opt()?, granularity: Granularity::Quarter, anchor: Anchor::Reference })
        }
        Some(Part::Season(n @ 1..=3)) => months(n * 3, n * 3 + 2, Granularity::Quarter),
        Some(Part::Season(_)) => Some(Days { start: span(year, 12, 1)?, end: last_of_month(year + 1, 2)?, granularity: Granularity::Quarter, anchor: Anchor::Explicit }),
        Some(Part::Start) => months(1, 1, Granularity::Month),
        Some(Part::Mid) => months(6, 6, Granularity::Month),
        Some(Part::End) => months(12, 12, Granularity::Month),
        Some(Part::Whole) => months(1, 12, Granularity::Year),
        Some(Part::Months(from, to)) => months(from, to, Granularity::Month),
        Some(Part::RelativeHalf(n)) => {
            let reference = reference?;
            let first = span(reference.year(), if reference.month() <= 6 { 1 } else { 7 }, 1)?;
            let start = shift_months(first, n * 6)?;
            Some(Days { start, end: shift_months(start, 6)?.pred_opt()?, granularity: Granularity::Half, anchor: Anchor::Reference })
        }
        Some(Part::Nth(n, Unit::Quarter)) if (1..=4).contains(&n) => months(n * 3 - 2, n * 3, Granularity::Quarter),
        Some(Part::First(n, Unit::Quarter)) => months(1, n.clamp(1, 4) * 3, Granularity::Quarter),
        Some(Part::Last(n, Unit::Quarter)) => months(13 - n.clamp(1, 4) * 3, 12, Granularity::Quarter),
        Some(Part::Nth(n, Unit::Month)) if (1..=12).contains(&n) => months(n, n, Granularity::Month),
        Some(Part::First(n, Unit::Month)) => months(1, n.clamp(1, 12), Granularity::Month),
        Some(Part::Last(n, Unit::Month)) => months(13 - n.clamp(1, 12), 12, Granularity::Month),
        Some(part @ (Part::Nth(..) | Part::NthWeekday(..) | Part::First(..) | Part::Last(..))) => part_of_span(span(year, 1, 1)?, span(year, 12, 31)?, part, Anchor::Explicit),
        Some(Part::TenDays(_)) => None,
    }
}

/// A unit within a year or month, by its number, or the first or last so many. A week belongs to what its Monday lies in.
pub fn part_of_span(first: NaiveDate, last: NaiveDate, part: Part, anchor: Anchor) -> Option<Days> {
    let to_monday = |d: NaiveDate| Duration::days(i64::from((7 - d.weekday().num_days_from_monday()) % 7));
    let of = |start: NaiveDate, end: NaiveDate, granularity| (start <= end && start >= first && start <= last).then_some(Days { start, end, granularity, anchor });
    let days = |n: u32| Duration::days(i64::from(n));
    match part {
        Part::Nth(n @ 1.., Unit::Week) => {
            let monday = first + to_monday(first) + days((n - 1) * 7);
            of(monday, monday + days(6), Granularity::Week)
        }
        Part::First(n @ 1.., Unit::Week) => {
            let monday = first + to_monday(first);
            of(monday, monday + days(n * 7 - 1), Granularity::Week)
        }
        Part::Last(n @ 1.., Unit::Week) => {
            let sunday = last - days((last.weekday().num_days_from_monday() + 1) % 7);
            of(sunday - days(n * 7 - 1), sunday, Granularity::Week)
        }
        Part::Nth(n @ 1.., _) => of(first + days(n - 1), first + days(n - 1), Granularity::Day),
        Part::NthWeekday(n @ 1.., weekday @ 1..) => {
            let ahead = (weekday + 6 - first.weekday().num_days_from_monday()) % 7;
            let date = first + days(ahead + (n - 1) * 7);
            of(date, date, Granularity::Day)
        }
        Part::First(n @ 1.., _) => of(first, (first + days(n - 1)).min(last), Granularity::Day),
        Part::Last(n @ 1.., _) => of((last - days(n - 1)).max(first), last, Granularity::Day),
        _ => None,
    }
}

/// The days of a month, of a part of it, or of a day in it.
pub fn month_part(year: i32, month: u32, number: Option<u32>, point: &Point, anchor: Anchor) -> Result<Option<Days>, Reason> {
    if point.lunar {
        return match number {
            Some(number) => lexicon::lunar_to_solar(year, month, number, point.leap).map(|d| Some(day(d, anchor))).ok_or("is a lunar day that does not exist"),
            None => lexicon::lunar_month(year, month, point.leap)
                .map(|(start, end)| Some(Days { start, end, granularity: Granularity::Month, anchor }))
                .ok_or("is a lunar month that does not exist"),
        };
    }
    if let Some(number) = number {
        return span(year, month, number).map(|d| Some(day(d, anchor))).ok_or("is a day that does not exist");
    }
    let (Some(first), Some(last)) = (span(year, month, 1), last_of_month(year, month)) else { return Err("is a month that does not exist") };
    if let Some(part @ (Part::Nth(..) | Part::NthWeekday(..) | Part::First(..) | Part::Last(..))) = point.part {
        return Ok(part_of_span(first, last, part, anchor));
    }
    let (from, to) = match point.part {
        Some(Part::TenDays(1) | Part::Start) => (1, 10),
        Some(Part::TenDays(2) | Part::Mid) => (11, 20),
        Some(Part::TenDays(_) | Part::End) => (21, last.day()),
        _ => return Ok(Some(Days { start: first, end: last, granularity: Granularity::Month, anchor })),
    };
    let days = span(year, month, from).zip(span(year, month, to));
    Ok(days.map(|(start, end)| Days { start, end, granularity: Granularity::TenDays, anchor }))
}

/// The ISO 8601 value of some days at their grain.
pub fn iso_value(days: Days, clock: Option<Clock>) -> String {
    let (start, end) = (days.start, days.end);
    if let Some(clock) = clock {
        return format!("{start}T{}", clock.iso());
    }
    match days.granularity {
        Granularity::Year if start.year() == end.year() => format!("{:04}", start.year()),
        Granularity::Year => format!("{:04}/{:04}", start.year(), end.year()),
        Granularity::Half => format!("{:04}-H{}", start.year(), if start.month() == 1 { 1 } else { 2 }),
        Granularity::Quarter if start.month() % 3 == 1 && end.month() == start.month() + 2 => format!("{:04}-Q{}", start.year(), start.month() / 3 + 1),
        Granularity::Month if start.month() == end.month() => format!("{:04}-{:02}", start.year(), start.month()),
        Granularity::Week if start.weekday() == Weekday::Mon && (end - start).num_days() == 6 => format!("{:04}-W{:02}", start.iso_week().year(), start.iso_week().week()),
        _ if start == end => start.to_string(),
        _ => format!("{start}/{end}"),
    }
}

/// Whether a grain is a day or finer.
pub fn is_day(granularity: Granularity) -> bool {
    matches!(granularity, Granularity::Day | Granularity::PartOfDay | Granularity::Hour | Granularity::Minute | Granularity::Second)
}

/// Whether a grain is a month or finer.
pub fn is_month_or_finer(granularity: Granularity) -> bool {
    is_day(granularity) || matches!(granularity, Granularity::Month | Granularity::TenDays)
}
