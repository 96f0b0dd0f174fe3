//! Decides how a time is kept as it was written, before anybody asks which day it was.

use rust_decimal::Decimal;

/// A time of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u32,
    /// 0 to 59; `None` where only the hour is written.
    pub minute: Option<u32>,
    /// 0 to 59.
    pub second: Option<u32>,
}

impl Clock {
    /// `HH:MM:SS`.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{:02}:{:02}:{:02}", self.hour, self.minute.unwrap_or(0), self.second.unwrap_or(0))
    }
}

/// Which year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearRef {
    /// A number.
    Absolute(i32),
    /// So many years from the reference: 去年 is -1.
    Relative(i32),
    /// So many years from the year before it in the text: 同年 is 0, 次年 1.
    Anchored(i32),
}

/// Which month is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthRef {
    /// 1 to 12, or what was written instead.
    Absolute(u32),
    /// So many months from the reference: 上月 is -1.
    Relative(i32),
    /// So many months from the month before it in the text.
    Anchored(i32),
}

/// Which day is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayRef {
    /// 1 to 31, or what was written instead.
    Absolute(u32),
    /// So many days from the reference: 昨天 is -1.
    Relative(i32),
    /// So many days from the day before it in the text: 次日 is 1.
    Anchored(i32),
}

/// A part of a year, month or week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 上半年, 下半年.
    Half(u32),
    /// Quarters from..=to: 第三季度, 前三季度.
    Quarters(u32, u32),
    /// The quarter so many from the reference's: 上季度 is -1.
    RelativeQuarter(i32),
    /// 春, 夏, 秋, 冬.
    Season(u32),
    /// 上旬, 中旬, 下旬.
    TenDays(u32),
    /// 初, 中, 底 of what is written before it.
    Start,
    /// The middle.
    Mid,
    /// The end.
    End,
    /// The half year so many from the reference's: 上个半年 is -1.
    RelativeHalf(i32),
    /// The whole of it: 全年, 年内.
    Whole,
    /// Months from..=to of a year: 暑假, 四季度初.
    Months(u32, u32),
    /// The first so many units: 前5个月, 前20天.
    First(u32, Unit),
    /// The last so many units: 最后4个月.
    Last(u32, Unit),
    /// The unit of this number: 第三周, 第二个月, 第一天.
    Nth(u32, Unit),
    /// The n-th weekday: 第一个周二 is (1, 2).
    NthWeekday(u32, u32),
}

impl Part {
    /// Whether it is a single day.
    #[must_use]
    pub fn is_day(self) -> bool {
        matches!(self, Self::NthWeekday(..) | Self::Nth(_, Unit::Day))
    }
}

/// What a word behind a point makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// 之前: up to the day before it.
    Before,
    /// 或之前, 前: up to its end.
    Until,
    /// 之后: from the day after it.
    After,
    /// 起, 或之后: from its start.
    From,
}

/// A calendar point or span, with what is left out left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    /// The year.
    pub year: Option<YearRef>,
    /// Whether it is said (今年底) or only the one in force (年底).
    pub year_is_said: bool,
    /// The month.
    pub month: Option<MonthRef>,
    /// The day.
    pub day: Option<DayRef>,
    /// Weeks from the reference's, with a weekday (Monday is 1; 6 and 7 for 周末 as a span when `None` … is a whole week).
    pub week: Option<(i32, Option<u32>)>,
    /// Whether the week is said (上周三) or only the weekday (周三).
    pub week_is_said: bool,
    /// A weekend.
    pub weekend: bool,
    /// The weekday that is written behind the day: 11月20日星期五.
    pub weekday: Option<u32>,
    /// A part of the year or month.
    pub part: Option<Part>,
    /// A festival of the lexicon.
    pub festival: Option<u32>,
    /// Whether month and day are lunar.
    pub lunar: bool,
    /// Whether the lunar month is the leap month.
    pub leap: bool,
    /// A part of the day: hours from..to, as `(6, 12)`.
    pub part_of_day: Option<(u32, u32)>,
    /// A time of the clock.
    pub clock: Option<Clock>,
    /// A zone named with it, minutes east of UTC.
    pub zone: Option<i32>,
    /// Whether it is named by a place, whose clocks may go ahead in summer, rather than by its offset.
    pub zone_of_place: bool,
    /// The same time a year or so many years before what stands before it: 去年同期.
    pub same_period: Option<i32>,
    /// The length of the decade or century, where one is meant: the year is its first.
    pub years: Option<i32>,
}

/// A unit of durations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 365 days, where a length is asked for.
    Year,
    /// A quarter.
    Quarter,
    /// 30 days, where a length is asked for.
    Month,
    /// Seven days.
    Week,
    /// A day.
    Day,
    /// A working day.
    WorkDay,
    /// An hour.
    Hour,
    /// A minute.
    Minute,
    /// A second.
    Second,
}

impl Unit {
    /// Its length in seconds, by convention.
    #[must_use]
    pub fn seconds(self) -> i64 {
        match self {
            Self::Year => 365 * 86_400,
            Self::Quarter => 90 * 86_400,
            Self::Month => 30 * 86_400,
            Self::Week => 7 * 86_400,
            Self::Day | Self::WorkDay => 86_400,
            Self::Hour => 3_600,
            Self::Minute => 60,
            Self::Second => 1,
        }
    }
}

/// A length of time as written: 30分钟, 2小时30分钟, 半年.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Length {
    /// Its parts, the larger unit first; never empty.
    pub parts: Vec<(Decimal, Unit)>,
}

impl Length {
    /// A length in one unit.
    #[must_use]
    pub fn of(amount: Decimal, unit: Unit) -> Self {
        Self { parts: vec![(amount, unit)] }
    }

    /// The amount and unit, where there is only one.
    #[must_use]
    pub fn single(&self) -> Option<(Decimal, Unit)> {
        if let [part] = self.parts[..] { Some(part) } else { None }
    }

    /// Its length in seconds, by the convention of [`Unit::seconds`].
    #[must_use]
    pub fn seconds(&self) -> Decimal {
        self.parts.iter().fold(Decimal::ZERO, |sum, (amount, unit)| sum.saturating_add(amount.saturating_mul(Decimal::from(unit.seconds()))))
    }
}

/// A temporal expression as written.
#[derive(Debug, Clone, PartialEq)]
pub enum TimeExpr {
    /// A calendar point or span.
    Point(Point),
    /// From one to another.
    Range(Point, Point),
    /// A point with a word that opens one of its sides: 2018年之前.
    Bound(Point, Bound),
    /// A stretch that begins or ends now: 60日内 (inside), 过两天 (from then on).
    Window {
        /// How long it is.
        length: Length,
        /// Whether the time from now to then is meant; else what comes then.
        inside: bool,
        /// Whether its beginning, the moment of speaking, is said: 还剩5分钟.
        from_now: bool,
    },
    /// The moment of speaking: 现在.
    Now,
    /// From a point to the publication day: 2020年以来.
    Since(Point),
    /// The five-year plan of this number: “十四五” is 14.
    Plan(u32),
    /// A length of time, with an upper one where it is a range (3至5年, 半年到一年).
    Duration(Length, Option<Length>),
    /// A point so long after the time before it in the text, else a length: 两年后，….
    Later {
        /// How many units.
        amount: i64,
        /// The unit.
        unit: Unit,
    },
    /// A point so long from the reference: 三年前 is -3 years.
    Ago {
        /// How many units; before the reference when negative.
        amount: i64,
        /// The unit.
        unit: Unit,
    },
    /// Every so many units: 每年, 每两周.
    Set {
        /// How many units.
        amount: i64,
        /// The unit.
        unit: Unit,
    },
    /// A period without days: 2023财年, 2021财年到2024财年, 2023财年第四季度.
    Fiscal {
        /// The year, where it is said.
        first: Option<i32>,
        /// The last one of several.
        last: Option<i32>,
        /// The quarters from..=to.
        quarters: Option<(u32, u32)>,
    },
}
