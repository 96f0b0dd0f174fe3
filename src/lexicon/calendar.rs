//! Decides which Gregorian day a festival, a solar term or a lunar date falls on.
//!
//! Solar rules are computed; lunar years and solar terms are tables for 1900 to 2100, so that no astronomy runs here.

use std::sync::LazyLock;

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::tables;

/// When a festival is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FestivalRule {
    /// The same day every year.
    Solar {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
    /// The n-th of a weekday in a month (Monday is 1).
    Weekday {
        /// 1 to 12.
        month: u32,
        /// The first is 1.
        nth: u32,
        /// Monday is 1.
        weekday: u32,
    },
    /// A day of the lunar year.
    Lunar {
        /// 1 to 12.
        month: u32,
        /// 1 to 30.
        day: u32,
    },
    /// The last day of the lunar year.
    LunarYearsEnd,
    /// A solar term, from 立春 = 1.
    Term(usize),
}

/// A festival or solar term.
#[derive(Debug, Clone)]
pub struct Festival {
    /// Its name.
    pub name: &'static str,
    /// Its other names.
    pub aliases: Vec<&'static str>,
    /// When it is.
    pub rule: FestivalRule,
}

/// Reads a row of `festivals.tsv`.
pub(super) fn parse_festival(row: &[&'static str]) -> Option<Festival> {
    let [name, aliases, calendar, rule] = row[..] else { return None };
    let numbers: Vec<u32> = rule.split('-').filter_map(|n| n.trim_start_matches('W').parse().ok()).collect();
    let rule = match (calendar, &numbers[..]) {
        ("solar", [month, day]) => FestivalRule::Solar { month: *month, day: *day },
        ("solar", [month, nth, weekday]) => FestivalRule::Weekday { month: *month, nth: *nth, weekday: *weekday },
        ("lunar", [month, day]) => FestivalRule::Lunar { month: *month, day: *day },
        ("lunar", [_]) => FestivalRule::LunarYearsEnd,
        ("term", [index]) => FestivalRule::Term(*index as usize),
        _ => return None,
    };
    Some(Festival { name, aliases: aliases.split('|').filter(|a| !a.is_empty()).collect(), rule })
}

struct LunarYear {
    first_day: NaiveDate,
    leap_month: u32,
    /// The lengths of its months in order, the leap month behind the one whose number it repeats.
    months: Vec<u32>,
}

static LUNAR: LazyLock<Vec<(i32, LunarYear)>> = LazyLock::new(|| {
    tables::lunar_years()
        .filter_map(|row| {
            let [year, first_day, leap_month, months] = row[..] else { return None };
            let months = months.chars().map(|c| if c == 'L' { 30 } else { 29 }).collect();
            Some((year.parse().ok()?, LunarYear { first_day: first_day.parse().ok()?, leap_month: leap_month.parse().ok()?, months }))
        })
        .collect()
});

static TERMS: LazyLock<Vec<(i32, Vec<(u32, u32)>)>> = LazyLock::new(|| {
    tables::solar_terms()
        .filter_map(|row| {
            let days = row[1..].iter().filter_map(|d| d.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)))).collect();
            Some((row[0].parse().ok()?, days))
        })
        .collect()
});

/// The Gregorian day of a day of a lunar year (`leap` for the second of two months of the same number).
///
/// ```
/// let day = jushi::lexicon::lunar_to_solar(2023, 8, 15, false).unwrap();
/// assert_eq!(day.to_string(), "2023-09-29");
/// ```
#[must_use]
pub fn lunar_to_solar(year: i32, month: u32, day: u32, leap: bool) -> Option<NaiveDate> {
    let lunar = &LUNAR.iter().find(|(y, _)| *y == year)?.1;
    let shifted = usize::from(lunar.leap_month > 0 && (month > lunar.leap_month || leap && month == lunar.leap_month));
    let index = (month as usize).checked_sub(1)? + shifted;
    let length = *lunar.months.get(index)?;
    let before: u32 = lunar.months[..index].iter().sum();
    (1..=length).contains(&day).then(|| lunar.first_day + Duration::days(i64::from(before + day - 1)))
}

/// The first and last day of a lunar month (`leap` for the second of two months of the same number).
#[must_use]
pub fn lunar_month(year: i32, month: u32, leap: bool) -> Option<(NaiveDate, NaiveDate)> {
    let lunar = &LUNAR.iter().find(|(y, _)| *y == year)?.1;
    if leap && lunar.leap_month != month {
        return None;
    }
    let first = lunar_to_solar(year, month, 1, leap)?;
    let last = (29..=30).rev().find_map(|day| lunar_to_solar(year, month, day, leap))?;
    Some((first, last))
}

/// The day of a solar term in the year that begins with 立春 (小寒 and 大寒 fall in the next January).
#[must_use]
pub fn solar_term_day(year: i32, index: usize) -> Option<NaiveDate> {
    let (month, day) = *TERMS.iter().find(|(y, _)| *y == year)?.1.get(index.checked_sub(1)?)?;
    NaiveDate::from_ymd_opt(if index >= 23 { year + 1 } else { year }, month, day)
}

/// The day of a festival in a year.
#[must_use]
pub fn festival_day(festival: &Festival, year: i32) -> Option<NaiveDate> {
    match festival.rule {
        FestivalRule::Solar { month, day } => NaiveDate::from_ymd_opt(year, month, day),
        FestivalRule::Weekday { month, nth, weekday } => {
            let weekday = Weekday::try_from(u8::try_from(weekday.checked_sub(1)?).ok()?).ok()?;
            NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(nth).ok()?)
        }
        FestivalRule::Lunar { month, day } => lunar_to_solar(year, month, day, false),
        FestivalRule::LunarYearsEnd => lunar_to_solar(year, 1, 1, false).map(|first| first - Duration::days(1)),
        // Within a calendar year: 小寒 and 大寒 of January belong to the solar year before.
        FestivalRule::Term(index) => solar_term_day(if index >= 23 { year - 1 } else { year }, index).filter(|d| d.year() == year),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        let day = |rule| festival_day(&Festival { name: "", aliases: vec![], rule }, 2023).map(|d| d.to_string());
        assert_eq!(day(FestivalRule::Lunar { month: 1, day: 1 }).as_deref(), Some("2023-01-22"));
        assert_eq!(day(FestivalRule::LunarYearsEnd).as_deref(), Some("2023-01-21"));
        assert_eq!(day(FestivalRule::Weekday { month: 5, nth: 2, weekday: 7 }).as_deref(), Some("2023-05-14"));
        assert_eq!(day(FestivalRule::Term(5)).as_deref(), Some("2023-04-05"));
        assert_eq!(lunar_to_solar(2023, 2, 1, true).map(|d| d.to_string()).as_deref(), Some("2023-03-22"));
        assert_eq!(lunar_to_solar(2023, 13, 1, false), None);
        assert_eq!(lunar_to_solar(1800, 1, 1, false), None);
    }
}
