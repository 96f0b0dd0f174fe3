//! Decides which days an expression means.
//!
//! What an expression leaves out is taken from the times before it in the article, else from the publication day. Which of
//! the two it was is kept as the anchor. Dates that do not exist are declined with a reason, never wrapped.

mod lean;
mod value;

use chrono::{Datelike, Duration, Months, NaiveDate, Timelike};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use self::value::{duration, empty, open_side, summer_time, unit_letters};
use super::TimeValue;
use super::days::{Days, Reason, day, is_day, is_month_or_finer, iso_value, last_of_month, month_part, shift_months, span, year_part};
use super::expr::{Bound, Clock, DayRef, Length, MonthRef, Part, Point, TimeExpr, Unit, YearRef};
use crate::extract::{Granularity, Modifier, Reading, TimeKind};

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

/// Whether the words around an expression put it before or behind the time of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// 早在2月, 3月曾….
    Past,
    /// 将于9月.
    Future,
    /// Nothing says.
    Open,
}

/// So many paragraphs on, an item of a round-up speaks of another company.
const FISCAL_REACH: u32 = 4;

/// A time before, on which later ones lean.
#[derive(Debug, Clone, Copy)]
struct Known {
    index: usize,
    start: NaiveDate,
    end: NaiveDate,
    granularity: Granularity,
    paragraph: u32,
    sentence: usize,
    /// Whether its year was written, as a number or as 去年; other years were inferred themselves.
    year_is_written: bool,
}

/// Resolves the expressions of one article in their order.
#[derive(Debug)]
pub struct Resolver {
    reading: Reading,
    /// The publication day, or the dateline's.
    published: Option<NaiveDate>,
    /// The day that relative times lean on here: an item of a round-up has a dateline of its own.
    reference: Option<NaiveDate>,
    /// The days that a weekly report covers: its 本周.
    report_week: Option<(NaiveDate, NaiveDate, Anchor)>,
    /// The paragraphs that speak of fiscal years: quarters near them are those of one that is not stated.
    fiscal: Vec<u32>,
    /// The year that the article looks back on, by its title.
    year_reviewed: Option<i32>,
    /// The first day of the month that the article looks back on.
    month_reviewed: Option<NaiveDate>,
    /// Whether the article reports on one quarter.
    reports_on_quarter: bool,
    /// The last quarter named by its number, with the index of its time: 本季度 behind it is that one. Of a report on one quarter, the first.
    quarter: Option<(NaiveDate, usize)>,
    known: Option<Known>,
    paragraph: u32,
    sentence: usize,
}

impl Resolver {
    /// A resolver for an article published on `reference`.
    #[must_use]
    pub fn new(reference: Option<NaiveDate>, reading: Reading) -> Self {
        Self {
            reading,
            published: reference,
            reference,
            report_week: None,
            fiscal: Vec::new(),
            year_reviewed: None,
            month_reviewed: None,
            reports_on_quarter: false,
            quarter: None,
            known: None,
            paragraph: 0,
            sentence: 0,
        }
    }

    /// Says which paragraphs count in fiscal years, so that quarters in and near them have no days.
    pub fn count_in_fiscal_years(&mut self, paragraphs: Vec<u32>) {
        self.fiscal = paragraphs;
    }

    /// Says that the article looks back on the year before its publication.
    pub fn look_back_on(&mut self, year: i32) {
        self.year_reviewed = self.reference.filter(|r| r.year() == year + 1 && r.month() <= 3).map(|_| year);
    }

    /// Says which month a monthly report covers: the one before its publication, where it is published soon after its end.
    pub fn look_back_on_month(&mut self, year: i32, month: u32) {
        const PUBLISHED_BY: u32 = 25;
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        let next = first.and_then(|first| shift_months(first, 1));
        self.month_reviewed = first.filter(|_| self.reference.is_some_and(|r| r.day() <= PUBLISHED_BY && r.with_day(1) == next));
    }

    /// Says which days a weekly report covers, and where that was read.
    pub fn cover_week(&mut self, start: NaiveDate, end: NaiveDate, anchor: Anchor) {
        self.report_week.get_or_insert((start, end, anchor));
    }

    /// Says that the article reports on one quarter, the first that it names: 本季度 is that one wherever it stands.
    pub fn report_on_quarter(&mut self) {
        self.reports_on_quarter = true;
    }

    /// Begins an item with a dateline of its own; `None` ends it.
    pub fn enter_item(&mut self, day: Option<NaiveDate>) {
        self.reference = day.or(self.published);
        self.quarter = self.quarter.filter(|_| self.reports_on_quarter);
    }

    /// Whether the text before has just set a day to come: 2025年2月21日前…；4月25日前….
    #[must_use]
    pub fn looks_ahead(&self) -> bool {
        self.day_to_come().is_some()
    }

    /// Whether a year of late was said just before, on which 上年 leans: that of 2023年…，比上年 is 2022.
    #[must_use]
    pub fn tells_of_year(&self) -> bool {
        const OF_LATE: i32 = 3;
        // 截至2022年6月，…比上一年: a month or day with its year says it as well.
        let near = |k: &Known| k.sentence + 1 >= self.sentence && k.granularity == Granularity::Year || k.sentence == self.sentence && k.year_is_written;
        self.known.filter(near).is_some_and(|k| k.start.year() == k.end.year() && self.reference.is_none_or(|r| r.year() - k.start.year() <= OF_LATE))
    }

    fn day_to_come(&self) -> Option<Known> {
        let near = |k: &Known| k.year_is_written && is_month_or_finer(k.granularity) && self.paragraph.abs_diff(k.paragraph) <= 3;
        self.known.filter(near).filter(|k| self.reference.is_some_and(|reference| k.start > reference))
    }

    fn is_article(&self) -> bool {
        self.reading == Reading::Article
    }

    /// Enters a sentence.
    pub fn enter(&mut self, sentence: usize, paragraph: u32) {
        self.sentence = sentence;
        self.paragraph = paragraph;
    }

    /// Remembers a resolved time, for those that lean on it.
    pub fn remember(&mut self, expr: &TimeExpr, value: &TimeValue, index: usize) {
        let (TimeExpr::Point(point) | TimeExpr::Range(point, _) | TimeExpr::Bound(point, _)) = expr else { return };
        // 2022年5月29日…6月1日…6月2日: what leaned on a written year goes on with it in its sentence; so does 同年.
        let carried = point.year.is_none() && self.known.is_some_and(|k| value.anchor == Anchor::Time(k.index) && k.year_is_written && k.sentence == self.sentence);
        let written = matches!(point.year, Some(YearRef::Absolute(_) | YearRef::Relative(_) | YearRef::Anchored(_)));
        let year_is_written = carried || written && point.part != Some(Part::Whole);
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
            if granularity == Granularity::Quarter && matches!(point.part, Some(Part::Quarters(from, to)) if from == to) {
                self.quarter = self.quarter.filter(|_| self.reports_on_quarter).or(Some((start, index)));
            }
            self.known = Some(Known { index, start, end, granularity, paragraph: self.paragraph, sentence: self.sentence, year_is_written });
        }
    }

    /// Resolves an expression. `tense` is what the clause speaks of.
    ///
    /// # Errors
    /// The reason why it denotes no day: a date that does not exist.
    pub fn resolve(&self, expr: &TimeExpr, tense: Tense) -> Result<TimeValue, Reason> {
        match expr {
            TimeExpr::Point(point) => {
                let days = self.point(point, tense)?;
                Ok(Self::value_of(point, None, days, days))
            }
            TimeExpr::Range(from, to) => {
                let first = self.point(from, tense)?;
                let mut second = self.point(to, tense)?;
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
            TimeExpr::Bound(point, bound) => {
                let days = self.point(point, tense)?;
                let mut value = Self::value_of(point, None, days, days);
                value.modifier = Some(if matches!(bound, Bound::Before | Bound::Until) { Modifier::Before } else { Modifier::After });
                if !self.is_article() {
                    open_side(&mut value, *bound);
                }
                Ok(value)
            }
            TimeExpr::Window { length, inside, from_now } => {
                let mut value = self.window(length, *inside);
                if *from_now {
                    value.start = self.reference;
                    value.start_time = value.end_time.and(self.clock_of_reading());
                }
                Ok(value)
            }
            TimeExpr::Now => {
                let mut value = empty();
                value.kind = TimeKind::Date;
                (value.start, value.end) = (self.reference, self.reference);
                value.start_time = self.clock_of_reading();
                Ok(value)
            }
            TimeExpr::Since(point) => {
                let days = self.point(point, tense)?;
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
            TimeExpr::Duration(length, max) => Ok(duration(length, max.as_ref())),
            TimeExpr::Later { amount, unit } => Ok(self.later(*amount, *unit)),
            TimeExpr::Ago { amount, unit } => Ok(self.ago(*amount, *unit)),
            TimeExpr::Set { amount, unit } => {
                let (letters, n) = unit_letters(*unit, *amount);
                Ok(TimeValue { kind: TimeKind::Set, value: Some(format!("P{letters}").replace("{}", &n)), seconds: Some(amount * unit.seconds()), ..empty() })
            }
            TimeExpr::Fiscal { first, last, quarters } => {
                let value = first.map(|year| match (quarters, last) {
                    (Some((from, to)), _) if from == to => format!("FY{year}-Q{to}"),
                    (Some((from, to)), _) => format!("FY{year}-Q{from}/FY{year}-Q{to}"),
                    (None, Some(last)) => format!("FY{year}/FY{last}"),
                    (None, None) => format!("FY{year}"),
                });
                let granularity = if quarters.is_some() { Granularity::Quarter } else { Granularity::Year };
                Ok(TimeValue { kind: TimeKind::Period, value, granularity: Some(granularity), ..empty() })
            }
        }
    }

    /// The days of a point, or `None` where nothing says which year or day it is.
    fn point(&self, point: &Point, tense: Tense) -> Result<Option<Days>, Reason> {
        if let Some(clock) = point.clock
            && (clock.hour > 24 || clock.minute.unwrap_or(0) > 59)
        {
            return Err("is no time of the clock");
        }
        if let Some(back) = point.same_period {
            let base = match point.year {
                Some(YearRef::Anchored(_)) => self.known.map(|k| k.start.year()),
                Some(YearRef::Absolute(year)) => Some(year),
                _ => self.reference.map(|r| r.year()),
            };
            return Ok(base.and_then(|year| self.same_period(year + back)));
        }
        if let Some((offset, weekday)) = point.week {
            return Ok(self.week(point, offset, weekday, tense));
        }
        if let Some(row) = point.festival {
            return Ok(self.festival(point, row));
        }
        let quarter = matches!(point.part, Some(Part::RelativeQuarter(_)))
            || !point.year_is_said && matches!((point.part, point.year), (Some(Part::Quarters(..)), Some(YearRef::Relative(0))));
        if quarter && self.fiscal.iter().any(|paragraph| self.paragraph.abs_diff(*paragraph) <= FISCAL_REACH) {
            return Ok(None);
        }
        match point.day {
            Some(DayRef::Relative(n)) => {
                return Ok(self.reference.and_then(|r| r.checked_add_signed(Duration::days(i64::from(n)))).map(|d| day(d, Anchor::Reference)));
            }
            Some(DayRef::Anchored(n)) => {
                let known = self.known.filter(|k| is_day(k.granularity) && k.paragraph.abs_diff(self.paragraph) <= 3);
                // 第二天 of nothing that was said is any next day.
                if known.is_none() && self.is_article() {
                    return Ok(None);
                }
                let base = known.map(|k| (k.end, Anchor::Time(k.index))).or_else(|| self.reference.map(|r| (r, Anchor::Reference)));
                return Ok(base.and_then(|(d, a)| d.checked_add_signed(Duration::days(i64::from(n))).map(|d| day(d, a))));
            }
            _ => {}
        }
        if point.year.is_none() && point.month.is_none() && point.day.is_none() {
            // A time of the clock alone belongs to the day in force.
            // A part of the day alone leans on its own sentence: 夜间 of the next one is any night.
            let reach = usize::from(point.clock.is_some());
            let known = self.known.filter(|k| is_day(k.granularity) && k.sentence + reach >= self.sentence);
            return Ok(known.map(|k| day(k.end, Anchor::Time(k.index))));
        }
        self.calendar(point, tense)
    }

    /// Year, month and day, with what is left out filled in.
    fn calendar(&self, point: &Point, tense: Tense) -> Result<Option<Days>, Reason> {
        let mut anchor = Anchor::Explicit;
        let mut year = match point.year {
            Some(YearRef::Absolute(y)) => Some(y),
            Some(YearRef::Relative(n)) => {
                anchor = Anchor::Reference;
                // 年底 and 上半年 without a year lean on a year before them in the sentence.
                let said = match point.part {
                    _ if point.year_is_said => None,
                    Some(Part::Whole) if n == 0 => self.year_in_sentence().or_else(|| self.year_of_paragraph()),
                    Some(_) if n == 0 && point.month.is_none() => self.year_in_sentence(),
                    _ => None,
                };
                let year_now = match said {
                    Some((y, a)) => {
                        anchor = a;
                        Some(y)
                    }
                    // 今年 in a look back published in the first days of the next year.
                    None => self.reference.map(|r| {
                        self.year_reviewed
                            .filter(|_| self.is_article() && (point.year_is_said || point.part.is_some()) && r.month() == 1 && r.day() <= 5 && tense != Tense::Future)
                            .unwrap_or(r.year())
                            + n
                    }),
                };
                // Half years and quarters that have not begun are last year's, unless the clause speaks of the future: as are the
                // months of 今年 in a look back at the turn of the year.
                if self.is_article()
                    && tense != Tense::Future
                    && n == 0
                    && let (Some(y), Some(reference)) = (year_now, self.reference)
                {
                    let begins = match (point.part, point.month) {
                        (Some(Part::Half(h)), None) => span(y, h * 6 - 5, 1),
                        (Some(Part::Quarters(from, _)), None) => span(y, from * 3 - 2, 1),
                        (Some(Part::End), None) if reference.month() == 1 => span(y, 12, 1),
                        // 全年 in the first months is the year that is over.
                        (Some(Part::Whole), None) if said.is_none() && !point.year_is_said && reference.month() <= 3 => span(y, 12, 31),
                        // 冬季 in January is the winter that began.
                        (Some(Part::Season(4)), None) if reference.month() <= 2 => span(y, 12, 1),
                        (_, Some(MonthRef::Absolute(m))) if reference.month() <= 2 && (1..=12).contains(&m) => span(y, m, 1).filter(|d| (*d - reference).num_days() > 15),
                        _ => None,
                    };
                    if begins.is_some_and(|d| d > reference) { Some(y - 1) } else { year_now }
                } else {
                    year_now
                }
            }
            Some(YearRef::Anchored(n)) => {
                // 当年 leans on a year that was said just before; elsewhere it means "in those days".
                let known =
                    self.known.filter(|k| k.start.year() == k.end.year()).filter(|k| !self.is_article() || k.sentence + 2 >= self.sentence || k.paragraph == self.paragraph);
                let reference = self.reference.filter(|_| !self.is_article());
                let base = known.map(|k| (k.start.year(), Anchor::Time(k.index))).or_else(|| reference.map(|r| (r.year(), Anchor::Reference)));
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
                // A weekly report that began in the month before tells of that one.
                let week = self.report_week.filter(|_| self.is_article() && self.reference == self.published);
                anchor = week.map_or(anchor, |(.., anchor)| anchor);
                let week = week.map(|(start, ..)| start);
                let base = week.or(self.month_reviewed.filter(|_| self.is_article())).or(self.reference);
                let Some(first) = base.and_then(|r| r.with_day(1)).and_then(|r| shift_months(r, n)) else { return Ok(None) };
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
            (Some(y), None, None) => {
                let named = self.quarter.filter(|_| self.is_article() && matches!(point.part, Some(Part::RelativeQuarter(_))));
                let (base, anchor) = named.map_or((self.reference, anchor), |(start, index)| (Some(start), Anchor::Time(index)));
                Ok(year_part(y, point.part, point.years, base).map(|d| Days { anchor, ..d }))
            }
            (Some(y), Some(m), _) => month_part(y, m, day_number, point, anchor),
            (None, Some(m), d) => {
                let lunar = point.lunar.then(|| self.year_in_sentence().or_else(|| self.reference.map(|r| (r.year(), Anchor::Reference)))).flatten();
                let Some((y, a)) = lunar.or_else(|| self.year_for(m, d, tense)) else { return month_part(2000, m, d.filter(|d| *d <= 29), point, anchor).map(|_| None) };
                let (y, a) = self.year_of_weekday(m, d, point.weekday, y).unwrap_or((y, a));
                month_part(y, m, d, point, a)
            }
            (None, None, Some(d)) => Ok(self.day_alone(d)),
            (Some(_), None, Some(_)) | (None, None, None) => Ok(None),
        }
    }

    fn week(&self, point: &Point, offset: i32, weekday: Option<u32>, tense: Tense) -> Option<Days> {
        let reference = self.reference?;
        if let (Some((start, end, anchor)), None, false) = (self.report_week, weekday, point.weekend)
            && point.week_is_said
            && (-1..=0).contains(&offset)
        {
            let shift = Duration::weeks(i64::from(offset));
            return Some(Days { start: start + shift, end: end + shift, granularity: Granularity::Week, anchor });
        }
        // 周一 of a weekly report is that of the week covered.
        if let (Some((start, end, anchor)), Some(number), true) = (self.report_week.filter(|_| self.reference == self.published), weekday, offset == 0) {
            let to_monday = Duration::days(i64::from(start.weekday().num_days_from_monday()));
            let date = start - to_monday + Duration::days(i64::from(number) - 1);
            if date >= start && date <= end {
                return Some(day(date, anchor));
            }
        }
        let monday = reference - Duration::days(i64::from(reference.weekday().num_days_from_monday()));
        let monday = monday.checked_add_signed(Duration::weeks(i64::from(offset)))?;
        if let Some(number) = weekday {
            let mut date = monday + Duration::days(i64::from(number) - 1);
            // An article tells of the last such day, not of the next.
            if self.is_article() && tense != Tense::Future && offset == 0 && date > reference {
                date -= Duration::weeks(1);
            }
            return Some(day(date, Anchor::Reference));
        }
        let (from, to) = if point.weekend { (5, 6) } else { (0, 6) };
        Some(Days { start: monday + Duration::days(from), end: monday + Duration::days(to), granularity: Granularity::Week, anchor: Anchor::Reference })
    }

    /// So long after the time before it in this sentence or the last; a length where none is as fine as the unit.
    fn later(&self, amount: i64, unit: Unit) -> TimeValue {
        let known = self.known.filter(|k| k.sentence + 1 >= self.sentence);
        let days = known.and_then(|k| {
            let days = match unit {
                Unit::Year => year_part(k.start.year() + i32::try_from(amount).ok()?, None, None, None),
                Unit::Month if is_month_or_finer(k.granularity) => {
                    let first = shift_months(k.start.with_day(1)?, i32::try_from(amount).ok()?)?;
                    Some(Days { start: first, end: last_of_month(first.year(), first.month())?, granularity: Granularity::Month, anchor: Anchor::Explicit })
                }
                Unit::Week | Unit::Day if is_day(k.granularity) => k.end.checked_add_signed(Duration::days(amount * unit.seconds() / 86_400)).map(|d| day(d, Anchor::Explicit)),
                _ => None,
            };
            days.map(|d| Days { anchor: Anchor::Time(k.index), ..d })
        });
        match days {
            Some(days) => Self::value_of(&Point::default(), None, Some(days), Some(days)),
            None => duration(&Length::of(Decimal::from(amount), unit), None),
        }
    }

    fn ago(&self, amount: i64, unit: Unit) -> TimeValue {
        let Some(reference) = self.reference else { return duration(&Length::of(Decimal::from(amount.abs()), unit), None) };
        // 三千年前: before the first year of the calendar only the length is told.
        let first_year = i64::from(reference.year()) + amount >= 1;
        if unit == Unit::Year && !first_year {
            return duration(&Length::of(Decimal::from(amount.abs()), unit), None);
        }
        let days = match unit {
            Unit::Year => year_part(reference.year() + i32::try_from(amount).unwrap_or(0), None, None, None),
            Unit::Month => {
                let first = reference.with_day(1).and_then(|r| shift_months(r, i32::try_from(amount).unwrap_or(0)));
                first.and_then(|f| last_of_month(f.year(), f.month()).map(|e| Days { start: f, end: e, granularity: Granularity::Month, anchor: Anchor::Reference }))
            }
            Unit::Week => {
                let monday = reference - Duration::days(i64::from(reference.weekday().num_days_from_monday()));
                monday.checked_add_signed(Duration::weeks(amount)).map(|d| Days { start: d, end: d + Duration::days(6), granularity: Granularity::Week, anchor: Anchor::Reference })
            }
            _ => reference.checked_add_signed(Duration::days(amount)).map(|d| day(d, Anchor::Reference)),
        };
        let days = days.map(|d| Days { anchor: Anchor::Reference, ..d });
        Self::value_of(&Point::default(), None, days, days)
    }

    fn clock_of_reading(&self) -> Option<Clock> {
        match self.reading {
            Reading::Article => None,
            Reading::Utterance(time) => Some(Clock { hour: time.hour(), minute: Some(time.minute()), second: Some(time.second()) }),
        }
    }

    /// From now to then, or from then on.
    fn window(&self, length: &Length, inside: bool) -> TimeValue {
        let mut value = duration(length, None);
        let (Some(reference), Reading::Utterance(time)) = (self.reference, self.reading) else { return value };
        value.kind = TimeKind::Period;
        let (mut then, mut clock) = (None, None);
        let seconds = length.seconds().to_i64().and_then(Duration::try_seconds).unwrap_or_default();
        let (amount, unit) = length.single().unwrap_or((Decimal::ZERO, Unit::Second));
        match unit {
            Unit::Hour | Unit::Minute | Unit::Second => {
                if let Some(moment) = reference.and_time(time).checked_add_signed(seconds) {
                    then = Some(moment.date());
                    clock = Some(Clock { hour: moment.hour(), minute: Some(moment.minute()), second: Some(moment.second()) });
                }
            }
            Unit::WorkDay => {
                let mut left = amount.to_i64().unwrap_or(0);
                let mut at = reference;
                while left > 0 && left < 10_000 {
                    at += Duration::days(1);
                    left -= i64::from(at.weekday().num_days_from_monday() < 5);
                }
                then = Some(at);
            }
            Unit::Week | Unit::Day => then = reference.checked_add_signed(seconds),
            Unit::Year | Unit::Quarter | Unit::Month => {
                let months = Decimal::from(match unit {
                    Unit::Year => 12,
                    Unit::Quarter => 3,
                    _ => 1,
                }) * amount;
                if let Some(end) = months.to_i32().and_then(|m| shift_months(reference, m)) {
                    // Half years are counted in months, to the end of the last.
                    then = if amount.is_integer() { Some(end) } else { last_of_month(end.year(), end.month()) };
                }
            }
        }
        value.seconds = None;
        if inside {
            (value.end, value.end_time) = (then, clock);
        } else {
            (value.start, value.start_time) = (then, clock);
        }
        value.open = clock.is_some();
        value
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
            // 2023年底到2024年8月中旬: of an end that is a range itself its outer side.
            Some(to) => iso(first, from.clock).zip(iso(second, to.clock)).map(|(a, b)| format!("{}/{}", a.split('/').next().unwrap_or(&a), b.rsplit('/').next().unwrap_or(&b))),
        };
        let open = start.is_none() && from.clock.is_none() && from.part_of_day.is_none();
        TimeValue {
            kind: if one_day || start.is_none() && !open { TimeKind::Date } else { TimeKind::Period },
            start,
            end,
            start_time: from.clock,
            end_time: to.and(last.clock),
            utc_offset: from.zone.map(|zone| if from.zone_of_place { zone + summer_time(zone, first.map(|d| d.start)) } else { zone }),
            value,
            granularity,
            modifier: None,
            anchor: first.map_or(Anchor::Explicit, |d| d.anchor),
            seconds: None,
            part_of_day: from.part_of_day,
            end_part_of_day: last.part_of_day,
            open: false,
        }
    }
}
