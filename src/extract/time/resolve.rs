//! Decides which days an expression means.
//!
//! What an expression leaves out is taken from the times before it in the article, else from the publication day. Which of
//! the two it was is kept as the anchor. Dates that do not exist are declined with a reason, never wrapped.

use chrono::{Datelike, Duration, Months, NaiveDate, Weekday};

use crate::extract::{Granularity, TimeKind};
use crate::lexicon::{self, Lexicon};

use super::TimeValue;
use super::expr::{Clock, DayRef, MonthRef, Part, Point, TimeExpr, Unit, YearRef};

/// What an expression was resolved from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: it says everything itself.
    Explicit,
    /// The publication day, or the dateline's.
    Reference,
    /// The time of this number among the article's times.
    Time(usize),
}

/// A date this far ahead of the publication day is of the year before, unless the clause speaks of the future. News looks back;
/// half a year is a judgement, not a measurement.
const LOOK_AHEAD_DAYS: i64 = 185;

/// A time before, on which later ones lean.
#[derive(Debug, Clone, Copy)]
struct Known {
    index: usize,
    start: NaiveDate,
    end: NaiveDate,
    granularity: Granularity,
    paragraph: u32,
    sentence: usize,
}

/// Resolves the expressions of one article in their order.
#[derive(Debug)]
pub struct Resolver {
    reference: Option<NaiveDate>,
    known: Option<Known>,
    paragraph: u32,
    sentence: usize,
}

/// The days of a point with its grain.
#[derive(Debug, Clone, Copy)]
struct Days {
    start: NaiveDate,
    end: NaiveDate,
    granularity: Granularity,
    anchor: Anchor,
}

/// Why an expression was declined.
pub type Reason = &'static str;

impl Resolver {
    /// A resolver for an article published on `reference`.
    #[must_use]
    pub fn new(reference: Option<NaiveDate>) -> Self {
        Self { reference, known: None, paragraph: 0, sentence: 0 }
    }

    /// Enters a sentence.
    pub fn enter(&mut self, sentence: usize, paragraph: u32) {
        self.sentence = sentence;
        self.paragraph = paragraph;
    }

    /// Remembers a resolved time, for those that lean on it.
    pub fn remember(&mut self, value: &TimeValue, index: usize) {
        if let (Some(start), Some(end), Some(granularity)) = (value.start, value.end, value.granularity)
            && matches!(
                granularity,
                Granularity::Year
                    | Granularity::Half
                    | Granularity::Quarter
                    | Granularity::Month
                    | Granularity::TenDays
                    | Granularity::Day
                    | Granularity::PartOfDay
                    | Granularity::Hour
                    | Granularity::Minute
                    | Granularity::Second
            )
        {
            self.known = Some(Known { index, start, end, granularity, paragraph: self.paragraph, sentence: self.sentence });
        }
    }

    /// Resolves an expression. `future` says that the clause speaks of what is to come.
    ///
    /// # Errors
    /// The reason why it denotes no day: a date that does not exist.
    pub fn resolve(&self, expr: &TimeExpr, future: bool) -> Result<TimeValue, Reason> {
        match expr {
            TimeExpr::Point(point) => {
                let days = self.point(point, future)?;
                Ok(Self::value_of(point, None, days, days))
            }
            TimeExpr::Range(from, to) => {
                let first = self.point(from, future)?;
                let mut second = self.point(to, future)?;
                if let (Some(a), Some(b)) = (first, second)
                    && b.end < a.start
                    && to.year == from.year
                    && !matches!(to.year, Some(YearRef::Absolute(_)))
                {
                    // 11月至次年2月 without the word: the second end lies a year on.
                    let shift = |d: NaiveDate| d.checked_add_months(Months::new(12)).unwrap_or(d);
                    second = Some(Days { start: shift(b.start), end: shift(b.end), ..b });
                }
                if let (Some(a), Some(b)) = (first, second)
                    && b.end < a.start
                {
                    return Err("ends before it begins");
                }
                Ok(Self::value_of(from, Some(to), first, second))
            }
            TimeExpr::Since(point) => {
                let days = self.point(point, future)?;
                let end = self.reference;
                let mut value = Self::value_of(point, None, days, days);
                value.kind = TimeKind::Period;
                value.end = end;
                value.value = value.start.map(|s| format!("{s}/{}", end.map_or_else(|| "..".to_owned(), |e| e.to_string())));
                if value.start.zip(end).is_some_and(|(s, e)| e < s) {
                    value.end = None;
                }
                Ok(value)
            }
            TimeExpr::Plan(number) => {
                let start = 1981 + (*number as i32 - 6) * 5;
                let days = span(start, 1, 1).zip(span(start + 4, 12, 31)).map(|(s, e)| Days { start: s, end: e, granularity: Granularity::Year, anchor: Anchor::Explicit });
                Ok(TimeValue {
                    kind: TimeKind::Period,
                    start: days.map(|d| d.start),
                    end: days.map(|d| d.end),
                    value: days.map(|d| format!("{}/{}", d.start.year(), d.end.year())),
                    granularity: Some(Granularity::Year),
                    ..empty()
                })
            }
            TimeExpr::Duration { tenths, tenths_max, unit } => Ok(duration(*tenths, *tenths_max, *unit)),
            TimeExpr::Ago { amount, unit } => Ok(self.ago(*amount, *unit)),
            TimeExpr::Set { amount, unit } => {
                let (letters, n) = unit_letters(*unit, *amount);
                Ok(TimeValue { kind: TimeKind::Set, value: Some(format!("P{letters}").replace("{}", &n)), seconds: Some(amount * unit.seconds()), ..empty() })
            }
            TimeExpr::Fiscal(year) => Ok(TimeValue { kind: TimeKind::Period, value: year.map(|y| format!("FY{y}")), granularity: Some(Granularity::Year), ..empty() }),
        }
    }

    /// The days of a point, or `None` where nothing says which year or day it is.
    fn point(&self, point: &Point, future: bool) -> Result<Option<Days>, Reason> {
        if let Some(clock) = point.clock
            && (clock.hour > 24 || clock.minute.unwrap_or(0) > 59)
        {
            return Err("is no time of the clock");
        }
        if let Some(back) = point.same_period {
            return Ok(self.same_period(back));
        }
        if let Some((offset, weekday)) = point.week {
            return Ok(self.week(point, offset, weekday));
        }
        if let Some(row) = point.festival {
            return Ok(self.festival(point, row));
        }
        match point.day {
            Some(DayRef::Relative(n)) => {
                return Ok(self.reference.and_then(|r| r.checked_add_signed(Duration::days(i64::from(n)))).map(|d| day(d, Anchor::Reference)));
            }
            Some(DayRef::Anchored(n)) => {
                let known = self.known.filter(|k| is_day(k.granularity) && k.paragraph.abs_diff(self.paragraph) <= 3);
                let base = known.map(|k| (k.end, Anchor::Time(k.index))).or_else(|| self.reference.map(|r| (r, Anchor::Reference)));
                return Ok(base.and_then(|(d, a)| d.checked_add_signed(Duration::days(i64::from(n))).map(|d| day(d, a))));
            }
            _ => {}
        }
        if point.year.is_none() && point.month.is_none() && point.day.is_none() {
            // A time of the clock alone belongs to the day in force.
            let known = self.known.filter(|k| is_day(k.granularity) && k.sentence + 1 >= self.sentence);
            return Ok(known.map(|k| day(k.end, Anchor::Time(k.index))));
        }
        self.calendar(point, future)
    }

    /// Year, month and day, with what is left out filled in.
    fn calendar(&self, point: &Point, future: bool) -> Result<Option<Days>, Reason> {
        let mut anchor = Anchor::Explicit;
        let mut year = match point.year {
            Some(YearRef::Absolute(y)) => Some(y),
            Some(YearRef::Relative(n)) => {
                anchor = Anchor::Reference;
                // 年底 and 上半年 without a year lean on a year before them in the sentence.
                let said = if n == 0 && point.part.is_some() && point.month.is_none() { self.year_in_sentence() } else { None };
                match said {
                    Some((y, a)) => {
                        anchor = a;
                        Some(y)
                    }
                    None => self.reference.map(|r| r.year() + n),
                }
            }
            Some(YearRef::Anchored(n)) => {
                let base = self.known.map(|k| (k.start.year(), Anchor::Time(k.index))).or_else(|| self.reference.map(|r| (r.year(), Anchor::Reference)));
                base.map(|(y, a)| {
                    anchor = a;
                    y + n
                })
            }
            None => None,
        };
        let month = match point.month {
            Some(MonthRef::Absolute(m)) => Some(m),
            Some(MonthRef::Relative(n)) => {
                anchor = Anchor::Reference;
                let Some(first) = self.reference.and_then(|r| r.with_day(1)).and_then(|r| shift_months(r, n)) else { return Ok(None) };
                year = Some(first.year());
                Some(first.month())
            }
            Some(MonthRef::Anchored(n)) => {
                let known = self.known.filter(|k| is_month_or_finer(k.granularity) && k.paragraph == self.paragraph);
                let base = known.map(|k| (k.start, Anchor::Time(k.index))).or_else(|| self.reference.map(|r| (r, Anchor::Reference)));
                let Some((base, a)) = base else { return Ok(None) };
                anchor = a;
                let Some(first) = base.with_day(1).and_then(|b| shift_months(b, n)) else { return Ok(None) };
                year = Some(first.year());
                Some(first.month())
            }
            None => None,
        };
        if month.is_some_and(|m| !(1..=12).contains(&m)) {
            return Err("has a month that does not exist");
        }
        let day_number = match point.day {
            Some(DayRef::Absolute(d)) => Some(d),
            _ => None,
        };
        if day_number.is_some_and(|d| !(1..=31).contains(&d)) {
            return Err("has a day that does not exist");
        }
        match (year, month, day_number) {
            (Some(y), None, None) => Ok(year_part(y, point.part, point.years, self.reference).map(|d| Days { anchor, ..d })),
            (Some(y), Some(m), _) => month_part(y, m, day_number, point, anchor),
            (None, Some(m), d) => {
                let Some((y, a)) = self.year_for(m, d, future) else { return month_part(2000, m, d.filter(|d| *d <= 29), point, anchor).map(|_| None) };
                month_part(y, m, d, point, a)
            }
            (None, None, Some(d)) => Ok(self.day_alone(d)),
            (Some(_), None, Some(_)) | (None, None, None) => Ok(None),
        }
    }

    /// The year of a month and day that has none.
    fn year_for(&self, month: u32, day: Option<u32>, future: bool) -> Option<(i32, Anchor)> {
        let leaning = self.known.filter(|k| k.sentence == self.sentence || k.paragraph == self.paragraph && is_month_or_finer(k.granularity));
        let differs = |k: &Known| self.reference.is_none_or(|r| k.start.year() != r.year());
        if let Some(known) = leaning.filter(differs).filter(|k| k.start.year() <= self.reference.map_or(i32::MAX, |r| r.year())) {
            return Some((known.start.year(), Anchor::Time(known.index)));
        }
        let reference = self.reference?;
        let candidate = NaiveDate::from_ymd_opt(reference.year(), month, day.unwrap_or(1)).or_else(|| NaiveDate::from_ymd_opt(reference.year(), month, 1))?;
        let ahead = candidate.signed_duration_since(reference).num_days();
        let year = if !future && ahead > LOOK_AHEAD_DAYS { reference.year() - 1 } else { reference.year() };
        Some((year, Anchor::Reference))
    }

    fn year_in_sentence(&self) -> Option<(i32, Anchor)> {
        let known = self.known.filter(|k| k.sentence == self.sentence)?;
        Some((known.start.year(), Anchor::Time(known.index)))
    }

    /// A day without a month: of the month in force, else of the reference's month, else of the month before.
    fn day_alone(&self, number: u32) -> Option<Days> {
        let near = |k: &Known| is_day(k.granularity) && (k.paragraph == self.paragraph || self.reference.is_none_or(|r| (r - k.start).num_days().abs() <= 45));
        if let Some(known) = self.known.filter(near)
            && let Some(d) = NaiveDate::from_ymd_opt(known.start.year(), known.start.month(), number)
        {
            return Some(day(d, Anchor::Time(known.index)));
        }
        let reference = self.reference?;
        let here = NaiveDate::from_ymd_opt(reference.year(), reference.month(), number);
        // One day ahead may be a matter of zones; a day further ahead was last month's.
        let found = here.filter(|d| (*d - reference).num_days() <= 1).or_else(|| {
            let before = shift_months(reference.with_day(1)?, -1)?;
            NaiveDate::from_ymd_opt(before.year(), before.month(), number)
        });
        found.or(here).map(|d| day(d, Anchor::Reference))
    }

    fn same_period(&self, back: i32) -> Option<Days> {
        let reference = self.reference?;
        let year = reference.year() + back;
        let moved = self.known.filter(|k| k.paragraph == self.paragraph && k.start.year() > year).and_then(|k| {
            let shift = (k.start.year() - year).unsigned_abs() * 12;
            let start = k.start.checked_sub_months(Months::new(shift))?;
            let end = if k.end == last_of_month(k.end.year(), k.end.month())? {
                last_of_month(k.end.year() - (k.start.year() - year), k.end.month())?
            } else {
                k.end.checked_sub_months(Months::new(shift))?
            };
            Some(Days { start, end, granularity: k.granularity, anchor: Anchor::Time(k.index) })
        });
        moved.or_else(|| year_part(year, None, None, None).map(|d| Days { anchor: Anchor::Reference, ..d }))
    }

    fn week(&self, point: &Point, offset: i32, weekday: Option<u32>) -> Option<Days> {
        let reference = self.reference?;
        let monday = reference - Duration::days(i64::from(reference.weekday().num_days_from_monday()));
        let monday = monday.checked_add_signed(Duration::weeks(i64::from(offset)))?;
        if let Some(number) = weekday {
            let date = monday + Duration::days(i64::from(number) - 1);
            return Some(day(date, Anchor::Reference));
        }
        let (from, to) = if point.weekend { (5, 6) } else { (0, 6) };
        Some(Days { start: monday + Duration::days(from), end: monday + Duration::days(to), granularity: Granularity::Week, anchor: Anchor::Reference })
    }

    fn festival(&self, point: &Point, row: u32) -> Option<Days> {
        let festival = Lexicon::standard().festival(row);
        let (year, anchor) = match point.year {
            Some(YearRef::Absolute(y)) => (y, Anchor::Explicit),
            Some(YearRef::Relative(n)) => (self.reference?.year() + n, Anchor::Reference),
            _ => match self.known.filter(|k| k.sentence == self.sentence) {
                Some(k) => (k.start.year(), Anchor::Time(k.index)),
                None => (self.reference?.year(), Anchor::Reference),
            },
        };
        lexicon::festival_day(festival, year).map(|d| day(d, anchor))
    }

    fn ago(&self, amount: i64, unit: Unit) -> TimeValue {
        let Some(reference) = self.reference else { return duration(amount.abs() * 10, None, unit) };
        let days = match unit {
            Unit::Year => year_part(reference.year() + i32::try_from(amount).unwrap_or(0), None, None, None),
            Unit::Month => {
                let first = reference.with_day(1).and_then(|r| shift_months(r, i32::try_from(amount).unwrap_or(0)));
                first.and_then(|f| last_of_month(f.year(), f.month()).map(|e| Days { start: f, end: e, granularity: Granularity::Month, anchor: Anchor::Reference }))
            }
            Unit::Week => reference.checked_add_signed(Duration::weeks(amount)).map(|d| day(d, Anchor::Reference)),
            _ => reference.checked_add_signed(Duration::days(amount)).map(|d| day(d, Anchor::Reference)),
        };
        let days = days.map(|d| Days { anchor: Anchor::Reference, ..d });
        Self::value_of(&Point::default(), None, days, days)
    }

    /// Puts the days of a point or range into a value.
    fn value_of(from: &Point, to: Option<&Point>, first: Option<Days>, second: Option<Days>) -> TimeValue {
        let start = first.map(|d| d.start);
        let end = second.map(|d| d.end);
        let last = to.unwrap_or(from);
        let grain = first.map(|d| d.granularity);
        let granularity = match (from.clock, from.part_of_day) {
            (Some(Clock { second: Some(_), .. }), _) => Some(Granularity::Second),
            (Some(Clock { minute: Some(_), .. }), _) => Some(Granularity::Minute),
            (Some(_), _) => Some(Granularity::Hour),
            (None, Some(_)) => Some(Granularity::PartOfDay),
            _ => grain,
        };
        let one_day = start.is_some() && start == end;
        let iso = |d: Option<Days>, clock: Option<Clock>| d.map(|d| iso_value(d, clock));
        let value = match to {
            None => iso(first, from.clock).or_else(|| from.clock.map(|c| format!("T{}", c.iso()))),
            Some(to) => iso(first, from.clock).zip(iso(second, to.clock)).map(|(a, b)| format!("{a}/{b}")),
        };
        let open = start.is_none() && from.clock.is_none() && from.part_of_day.is_none();
        TimeValue {
            kind: if one_day || start.is_none() && !open { TimeKind::Date } else { TimeKind::Period },
            start,
            end,
            start_time: from.clock,
            end_time: to.and(last.clock),
            utc_offset: from.zone,
            value,
            granularity,
            modifier: None,
            anchor: first.map_or(Anchor::Explicit, |d| d.anchor),
            seconds: None,
            part_of_day: from.part_of_day,
        }
    }
}

fn empty() -> TimeValue {
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
    }
}

fn is_day(granularity: Granularity) -> bool {
    matches!(granularity, Granularity::Day | Granularity::PartOfDay | Granularity::Hour | Granularity::Minute | Granularity::Second)
}

fn is_month_or_finer(granularity: Granularity) -> bool {
    is_day(granularity) || matches!(granularity, Granularity::Month | Granularity::TenDays)
}

fn day(date: NaiveDate, anchor: Anchor) -> Days {
    Days { start: date, end: date, granularity: Granularity::Day, anchor }
}

fn span(year: i32, month: u32, number: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, number)
}

fn shift_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(by) } else { date.checked_add_months(by) }
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    span(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// The days of a year or of a part of it.
fn year_part(year: i32, part: Option<Part>, years: Option<i32>, reference: Option<NaiveDate>) -> Option<Days> {
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
        Some(Part::FirstMonths(n)) => months(1, n.clamp(1, 12), Granularity::Month),
        Some(Part::TenDays(_)) => None,
    }
}

/// The days of a month, of a part of it, or of a day in it.
fn month_part(year: i32, month: u32, number: Option<u32>, point: &Point, anchor: Anchor) -> Result<Option<Days>, Reason> {
    if point.lunar {
        let found = number.and_then(|d| lexicon::lunar_to_solar(year, month, d, false));
        return Ok(found.map(|d| day(d, anchor)));
    }
    if let Some(number) = number {
        return span(year, month, number).map(|d| Some(day(d, anchor))).ok_or("is a day that does not exist");
    }
    let (Some(first), Some(last)) = (span(year, month, 1), last_of_month(year, month)) else { return Err("is a month that does not exist") };
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
fn iso_value(days: Days, clock: Option<Clock>) -> String {
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

fn unit_letters(unit: Unit, amount: i64) -> (&'static str, String) {
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

fn duration(tenths: i64, tenths_max: Option<i64>, unit: Unit) -> TimeValue {
    let written = |t: i64| {
        let t = if unit == Unit::Quarter { t * 3 } else { t };
        if t % 10 == 0 { (t / 10).to_string() } else { format!("{}.{}", t / 10, t % 10) }
    };
    let (letters, _) = unit_letters(unit, 0);
    let value = letters.replace("{}", &written(tenths));
    let value = tenths_max.map_or_else(|| format!("P{value}"), |max| format!("P{value}/P{}", letters.replace("{}", &written(max))));
    TimeValue { kind: TimeKind::Duration, value: Some(value), seconds: Some(tenths * unit.seconds() / 10), ..empty() }
}
