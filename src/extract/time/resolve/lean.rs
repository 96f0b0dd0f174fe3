//! Decides what a date that leaves its year or month out leans on.
//!
//! A year, month or day written before it in its sentence or paragraph goes on; else the publication day says which is meant,
//! with what the clause says of past and future. What a report covers (a year, a month, a week) counts before both.

use chrono::{Datelike, Duration, Months, NaiveDate};

use crate::lexicon::{self, Lexicon};

use super::super::days::{Days, day, is_day, is_month_or_finer, last_of_month, shift_months, year_part};
use super::super::expr::{Point, YearRef};
use super::{Anchor, Known, Resolver, Tense};

/// Within the year of publication a day to come lies no further ahead: Q4…将跟随12月奖励, published in January, was last year's.
const LONGEST_WITHIN_YEAR_DAYS: i64 = 240;

/// A day without a year that is still to come lies no further ahead than this.
const LONGEST_AHEAD_DAYS: i64 = 150;

/// In an article a date this far ahead of the publication day is of the year before, unless the clause speaks of the future.
/// Of 16 months without a year that lay further ahead in a sample, 11 were past; of nearer ones nearly all were to come.
const LOOK_AHEAD_DAYS: i64 = 30;

/// A festival further away than half a year is that of the year before or behind, where that one is as near as a season.
const HALF_A_YEAR_DAYS: i64 = 183;
const NEAR_FESTIVAL_DAYS: i64 = 90;

impl Resolver {
    /// The year of a month and day that has none.
    pub(super) fn year_for(&self, month: u32, day: Option<u32>, tense: Tense) -> Option<(i32, Anchor)> {
        let (year, anchor) = self.year_of(month, day, tense)?;
        if (month, day) == (2, Some(29)) {
            // The latest year that has the day.
            return (0..8).map(|back| year - back).find(|y| NaiveDate::from_ymd_opt(*y, 2, 29).is_some()).map(|y| (y, anchor));
        }
        Some((year, anchor))
    }

    fn year_of(&self, month: u32, day: Option<u32>, tense: Tense) -> Option<(i32, Anchor)> {
        // What is to come is the next such day, whatever was told before.
        if tense == Tense::Future
            && self.is_article()
            && let Some(reference) = self.reference
        {
            if let Some(known) = self.day_to_come().filter(|k| (month, day.unwrap_or(31)) > (k.end.month(), k.end.day())) {
                return Some((known.end.year(), Anchor::Time(known.index)));
            }
            let day_in = |year: i32| NaiveDate::from_ymd_opt(year, month, day.unwrap_or(28)).or_else(|| NaiveDate::from_ymd_opt(year, month, 1));
            let first = reference - Duration::days(LOOK_AHEAD_DAYS + 1);
            // Nobody dates half a year ahead without a year: 截止到8月底, published in November, is past. Of 142 such days of the sample the 15
            // more than 150 days ahead were wrong, those up to 127 right.
            let last = reference + Duration::days(LONGEST_AHEAD_DAYS);
            let next = [reference.year(), reference.year() + 1].into_iter().find(|y| day_in(*y).is_some_and(|d| d >= first));
            let this_year = reference + Duration::days(LONGEST_WITHIN_YEAR_DAYS);
            if let Some(year) = next.filter(|y| day_in(*y).is_some_and(|d| d <= if *y == reference.year() { this_year } else { last })) {
                return Some((year, Anchor::Reference));
            }
        }
        // 大会将于8月9日开幕，8月11日开放: the next of several days to come.
        if self.is_article()
            && tense != Tense::Past
            && let Some(year) = self.year_to_come(month, day)
        {
            return Some(year);
        }
        let ahead = self.reference.and_then(|reference| {
            let candidate = NaiveDate::from_ymd_opt(reference.year(), month, day.unwrap_or(1)).or_else(|| NaiveDate::from_ymd_opt(reference.year(), month, 1))?;
            Some(candidate.signed_duration_since(reference).num_days())
        });
        // A day just before the publication is news, whatever the sentence before told of.
        let news = self.is_article() && day.is_some() && ahead.is_some_and(|ahead| (-31..=0).contains(&ahead));
        let leaning = self
            .known
            .filter(|k| k.year_is_written || !self.is_article())
            .filter(|k| k.sentence == self.sentence || !news && k.paragraph == self.paragraph && is_month_or_finer(k.granularity));
        let differs = |k: &Known| self.reference.is_none_or(|r| k.start.year() != r.year());
        // Of a range of years the last one goes on; of a year long ago only its own sentence tells.
        let near = |k: &Known| k.sentence == self.sentence || self.reference.is_none_or(|r| r.year() - k.end.year() <= 5);
        if let Some(known) = leaning.filter(differs).filter(|k| k.end.year() <= self.reference.map_or(i32::MAX, |r| r.year())).filter(near) {
            return Some((known.end.year(), Anchor::Time(known.index)));
        }
        let (reference, ahead) = (self.reference?, ahead?);
        // What is told as past lies before the publication day.
        if self.is_article() && tense == Tense::Past && ahead > 0 {
            return Some((reference.year() - 1, Anchor::Reference));
        }
        // A look back on a year tells of its months.
        if let Some(year) = self.year_reviewed.filter(|_| self.is_article() && !news) {
            return Some((year, Anchor::Reference));
        }
        // At the turn of the year the next one is as near: 1月11日, published on 31 December.
        if self.is_article()
            && tense != Tense::Past
            && let Some(day) = day
            && let Some(next) = NaiveDate::from_ymd_opt(reference.year() + 1, month, day)
            && (next - reference).num_days() <= LOOK_AHEAD_DAYS
        {
            return Some((next.year(), Anchor::Reference));
        }
        let year = if self.is_article() && tense != Tense::Future && ahead > LOOK_AHEAD_DAYS { reference.year() - 1 } else { reference.year() };
        Some((year, Anchor::Reference))
    }

    /// The year that was told of last, where the weekday behind a day fits it and not the year that would be meant: 2020年…，11月20日星期五.
    ///
    /// Only such a year: a weekday that is off by one fits the year before.
    pub(super) fn year_of_weekday(&self, month: u32, day: Option<u32>, weekday: Option<u32>, year: i32) -> Option<(i32, Anchor)> {
        let known = self.known.filter(|k| k.start.year() != year && self.is_article())?;
        let fits = |year: i32| NaiveDate::from_ymd_opt(year, month, day?).map(|d| Some(d.weekday().number_from_monday()) == weekday);
        (fits(year) == Some(false) && fits(known.start.year()) == Some(true)).then_some((known.start.year(), Anchor::Time(known.index)))
    }

    /// The year of a day that lies behind a day to come in its sentence.
    fn year_to_come(&self, month: u32, day: Option<u32>) -> Option<(i32, Anchor)> {
        let reference = self.reference?;
        let known = self.known.filter(|k| k.sentence == self.sentence && is_month_or_finer(k.granularity) && k.start > reference)?;
        let date = NaiveDate::from_ymd_opt(known.end.year(), month, day.unwrap_or(1))?;
        let later = (month, day.unwrap_or(31)) > (known.end.month(), known.end.day());
        (later && (date - reference).num_days() <= LONGEST_AHEAD_DAYS).then_some((known.end.year(), Anchor::Time(known.index)))
    }

    pub(super) fn year_in_sentence(&self) -> Option<(i32, Anchor)> {
        let known = self.known.filter(|k| k.sentence == self.sentence)?;
        Some((known.start.year(), Anchor::Time(known.index)))
    }

    /// The year that was written before in this paragraph.
    pub(super) fn year_of_paragraph(&self) -> Option<(i32, Anchor)> {
        let known = self.known.filter(|k| k.paragraph == self.paragraph && k.year_is_written)?;
        Some((known.start.year(), Anchor::Time(known.index)))
    }

    /// A day without a month: of the month in force, else of the reference's month, else of the month before.
    pub(super) fn day_alone(&self, number: u32) -> Option<Days> {
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

    pub(super) fn same_period(&self, year: i32) -> Option<Days> {
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

    /// The day of a festival: of its own year, of the year said before it in the sentence, else of the nearest one.
    pub(super) fn festival(&self, point: &Point, row: u32) -> Option<Days> {
        let festival = Lexicon::standard().festival(row);
        let of = |year: i32, anchor: Anchor| lexicon::festival_day(festival, year).map(|d| day(d, anchor));
        match point.year {
            Some(YearRef::Absolute(year)) => return of(year, Anchor::Explicit),
            Some(YearRef::Relative(n)) => return of(self.reference?.year() + n, Anchor::Reference),
            _ => {}
        }
        if let Some(known) = self.known.filter(|k| k.sentence == self.sentence) {
            return of(known.start.year(), Anchor::Time(known.index));
        }
        let reference = self.reference?;
        let here = of(reference.year(), Anchor::Reference)?;
        let away = (here.start - reference).num_days();
        // 春节后, published on 27 December, is the one to come; 圣诞节前 on 3 January the last.
        let other = || of(reference.year() - i32::try_from(away.signum()).unwrap_or(0), Anchor::Reference);
        let nearer = if self.is_article() && away.abs() > HALF_A_YEAR_DAYS { other() } else { None };
        Some(nearer.filter(|days| (days.start - reference).num_days().abs() <= NEAR_FESTIVAL_DAYS).unwrap_or(here))
    }
}
