//! Decides how a resolved time is written: lengths in ISO 8601, sides that are open, the offset in summer.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::TimeValue;
use super::super::expr::{Bound, Length, Unit};
use super::Anchor;
use crate::extract::TimeKind;

/// The minutes by which the clocks of the eastern, central and western United States are ahead in summer: from the second Sunday of March
/// to the first of November. Of other zones the texts name the offset itself.
pub(super) fn summer_time(zone: i32, day: Option<NaiveDate>) -> i32 {
    let Some(day) = day.filter(|_| matches!(zone, -300 | -360 | -480)) else { return 0 };
    let sunday = |month: u32, nth: u8| NaiveDate::from_weekday_of_month_opt(day.year(), month, chrono::Weekday::Sun, nth);
    match sunday(3, 2).zip(sunday(11, 1)) {
        Some((begins, ends)) if day >= begins && day < ends => 60,
        _ => 0,
    }
}

/// Widens a value to one side, as a word behind it says.
pub(super) fn open_side(value: &mut TimeValue, bound: Bound) {
    value.kind = TimeKind::Period;
    let (start, end) = (value.start, value.end);
    let clock = value.start_time.is_some();
    match bound {
        Bound::Before => {
            value.start = None;
            value.end = if clock { end } else { start.and_then(|d| d.pred_opt()) };
            (value.end_time, value.start_time) = (value.start_time, None);
        }
        Bound::Until => {
            value.start = None;
            (value.end_time, value.start_time) = (value.end_time.or(value.start_time), None);
        }
        Bound::After => {
            value.start = if clock { start } else { end.and_then(|d| d.succ_opt()) };
            value.end = None;
        }
        Bound::From => value.end = None,
    }
    value.open = clock;
    value.part_of_day = None;
}

pub(super) fn empty() -> TimeValue {
    TimeValue {
        kind: TimeKind::Period,
        start: None,
        end: None,
        start_time: None,
        end_time: None,
        utc_offset: None,
        value: None,
        granularity: None,
        modifier: None,
        anchor: Anchor::Explicit,
        seconds: None,
        part_of_day: None,
        end_part_of_day: None,
        open: false,
    }
}

pub(super) fn unit_letters(unit: Unit, amount: i64) -> (&'static str, String) {
    let letters = match unit {
        Unit::Year => "{}Y",
        Unit::Quarter | Unit::Month => "{}M",
        Unit::Week => "{}W",
        Unit::Day | Unit::WorkDay => "{}D",
        Unit::Hour => "T{}H",
        Unit::Minute => "T{}M",
        Unit::Second => "T{}S",
    };
    (letters, if unit == Unit::Quarter { amount * 3 } else { amount }.to_string())
}

pub(super) fn duration(length: &Length, max: Option<&Length>) -> TimeValue {
    let value = max.map_or_else(|| iso_length(length), |max| format!("{}/{}", iso_length(length), iso_length(max)));
    TimeValue { kind: TimeKind::Duration, value: Some(value), seconds: length.seconds().to_i64(), ..empty() }
}

/// A length in ISO 8601: P1Y3M, PT2H30M, P0.5Y.
fn iso_length(length: &Length) -> String {
    let mut written = "P".to_owned();
    for (amount, unit) in &length.parts {
        let amount = if *unit == Unit::Quarter { amount.saturating_mul(Decimal::from(3)) } else { *amount };
        let (letters, _) = unit_letters(*unit, 0);
        let letters = if written.contains('T') { letters.trim_start_matches('T') } else { letters };
        written.push_str(&letters.replace("{}", &amount.normalize().to_string()));
    }
    written
}
