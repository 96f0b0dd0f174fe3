//! Decides what a temporal expression at a position says.
//!
//! ```text
//! time      = plan | set | fiscal | range | since | bounded | point | duration | ago | window
//! range     = point ("至" | "到" | "-" | "—" | "~") point ["止"]    what one end leaves out the other says
//!           | point ("和" | "与") point "之间" | number connector point      3-5月, 6月7-8日
//!           | Y.M.D ("-" | "~") M.D                                           2024.08.02~08.08
//!           | M.D ("-" | "~") M.D                                             12.05-12.31 behind 时间：, or in brackets
//! since     = ["自"] point ("以来" | "至今" | "起至今" | "来")
//! bounded   = point ("前" | "之前" | "或以前" | "起" | "之后" | "及以后" …)     an article keeps the point, with a modifier
//! point     = ["农历"] [zone] (date | relative | part | festival | week) [weekday] [[zone] [part-of-day] [clock]] | clock
//! date      = year [part | month [part | nth | day]] | month day | month | day | Y-M-D | Y/M/D | Y.M.D | D/M/Y
//! year      = dddd ["年" ["度"]] | dd "年" | han-digits{3,4} "年" | era ("元" | number) "年" | "今年" | "同年" …
//! part      = "上半年" | "第三季度" ["初"] | "前三季度" | "Q3" | "年底" | "月初" | "上旬" | "春季" | "全年" | nth …
//! nth       = ("第" | "前" | "首" | "最后") number ["个"] ("月" | "周" | "天" | weekday)
//! lunar     = ["闰"] month [["初" | "廿"] day]                           正月初八, 闰四月, 九月廿二
//! clock     = H ("时" | "点") [M "分" [S "秒"]] | H:MM[:SS] ["时" | "a.m." | "p.m."]
//! duration  = [prefix] number ["多"] unit ["半"] {["又"] number unit} | number connector number unit
//! ago       = number unit ("前" | "后")                          三年前
//! window    = number unit ("内" | "以内") | ("还剩" | "再过" | "过") number unit     of an utterance only
//! set       = "每" ["隔"] [number | "半"] unit [weekday] [time of day]
//! plan      = "“十四五”" ["期间" | "时期" …]
//! fiscal    = year ["-" year] "财年" [quarter | "第" number "财季" | "上半年"] | "第" number "财季"
//! ```
//!
//! In words: one blank may stand between a number and its unit and between components. A month alone needs its 月, a day its
//! 日 or 号. An article and an utterance are read alike but for what depends on who speaks: figures without a word (`2018`,
//! `09-01`), the time of day behind a set, and windows are read in utterances only. Out of scope: vague words (近日, 日前,
//! 目前), hours of the old day (子时), issue numbers, exact days of 财年.

use crate::extract::Context;
use crate::extract::numeral::{self, NumeralShape};
use crate::extract::rule::RuleId;
use crate::lexicon::{Sense, digit};
use crate::text::{CharSet, CharSpan, Text, WordTable, is_han, is_latin};

use super::clock::{clock_begins, time_of_day, zone_behind};
use super::date::{alone, lunar_word, month_day, with_year, year};
use super::duration::{duration, window};
use super::expr::{Bound, Clock, DayRef, MonthRef, Part, Point, TimeExpr, Unit, YearRef};
use super::figures::{dotted_range, dotted_tail, separated};
use super::part::{bare_part, quarter};
use super::relative::{festival, relative_day, week, weekday};
use super::rules::{CLOCK, DURATION, FISCAL, PLAN, RANGE, RELATIVE, SET, SINCE};
use super::words;

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
    if let Some((end, expr)) = fiscal(cx, at) {
        return parsed(end, expr, FISCAL);
    }
    if is_embedded(text, at) {
        return None;
    }
    if cx.is_utterance()
        && let Some((end, expr)) = window(cx, at)
    {
        return parsed(end, expr, DURATION);
    }
    // 从 and the like belong to a range or an open side that they begin.
    if cx.is_utterance() && matches!(c, '从' | '自') && at + 1 < text.len() {
        let inner = parse_at(cx, at + 1).filter(|p| matches!(p.expr, TimeExpr::Range(..) | TimeExpr::Bound(..)))?;
        return parsed(inner.span.end(), inner.expr, inner.rule);
    }
    if straddles(text, at) {
        return None;
    }
    if let Some((end, first, rule)) = point(cx, at, false).filter(|(end, ..)| !goes_on(text, *end)) {
        // 2023年1-5月: the year belongs to both months. 6月7-8日: the month to both days.
        let nothing_finer = first.day.is_none() && first.part.is_none() && first.festival.is_none() && first.years.is_none() && first.week.is_none();
        let year_alone = nothing_finer && first.year.is_some() && first.month.is_none();
        let month_alone = nothing_finer && first.month.is_some() && !first.lunar;
        if (year_alone || month_alone)
            && let Some((stop, mut from, mut to)) = short_range(cx, blank(text, end))
            && from.year.is_none()
            && (year_alone && from.month.is_some() || month_alone && from.month.is_none() && from.day.is_some())
        {
            (from.year, to.year) = (first.year, first.year);
            if month_alone {
                (from.month, to.month) = (first.month, first.month);
            }
            return parsed(stop, TimeExpr::Range(from, to), RANGE);
        }
        if let Some((range_end, from, to)) = range(cx, end, first) {
            // 2024年7月25日 - 15:07: a day and one time of the clock are one moment.
            let moment = from.day.is_some() && from.clock.is_none() && from.part_of_day.is_none() && to.clock.is_some() && to.day == from.day;
            if moment && !cx.is_utterance() {
                return parsed(range_end, TimeExpr::Point(Point { clock: to.clock, part_of_day: to.part_of_day, ..from }), rule);
            }
            if from.month.is_none() && matches!(from.year, Some(YearRef::Absolute(_))) && !cx.is_utterance() && names_plan(text, range_end) {
                return None;
            }
            return parsed(range_end, TimeExpr::Range(from, to), RANGE);
        }
        // 2023-2030年…战略: a range whose second end begins a name is none.
        let open_range = year_alone && text.before(end).is_ascii_digit() && matches!(text.at(blank(text, end)), '-' | '~' | '—' | '至' | '到');
        if open_range && !cx.is_utterance() {
            return None;
        }
        // 今年早些时候: the words belong to the surface and leave the days as they are.
        let later = ["早些时候", "晚些时候", "稍早时候", "稍晚时候", "早些", "晚些", "稍早", "稍晚"];
        let end = later.iter().find(|w| text.starts_with(end, w)).map_or(end, |w| end + w.chars().count());
        // 今年来 is 今年以来.
        let relative_year = first.month.is_none() && first.part.is_none() && matches!(first.year, Some(YearRef::Relative(_)));
        if relative_year && text.at(end) == '来' && !matches!(text.at(end + 1), '自' | '源' | '到' | '看' | '说' | '临' | '了' | '华' | '访') {
            return parsed(end + 1, TimeExpr::Since(first), SINCE);
        }
        // 于5月6日开始: it begins on that day; 从5月6日开始 goes on from it.
        let from = at - usize::from(text.before(at) == ' ');
        let begins = matches!(text.before(from), '于' | '在') && text.starts_with(end, "开始") && !cx.is_utterance();
        if let Some((stop, bound)) = bound(text, end).filter(|_| !begins) {
            return parsed(if cx.is_utterance() { stop } else { end }, TimeExpr::Bound(first, bound), rule);
        }
        for since in ["以来", "之后至今", "以后至今", "起至今", "至今", "迄今", "到现在", "到如今", "到目前为止", "开始至今"] {
            if text.starts_with(end, since) {
                return parsed(end + since.chars().count(), TimeExpr::Since(first), SINCE);
            }
        }
        return parsed(end, TimeExpr::Point(first), rule);
    }
    if let Some((end, from, to)) = short_range(cx, at).or_else(|| dotted_range(text, at)) {
        return parsed(end, TimeExpr::Range(from, to), RANGE);
    }
    let (end, expr) = duration(cx, at)?;
    let rule = if matches!(expr, TimeExpr::Ago { .. }) { RELATIVE } else { DURATION };
    parsed(end, expr, rule)
}

/// Whether a range of years begins the name of what follows: 2022-2026年战略管理计划.
fn names_plan(text: &Text, end: usize) -> bool {
    let run: String = text.chars()[end..].iter().take(14).take_while(|c| is_han(**c) && !matches!(c, '的' | '在' | '将' | '了' | '为' | '年')).collect();
    ["战略", "规划", "计划", "纲要", "目录", "路线图"].iter().any(|w| run.ends_with(w) || run.contains(&format!("{w}（")))
}

/// Words whose last character and the first of a time make no time: 提前90天, 目前天际, 光明日报.
const STRADDLING: &[(char, &[&str])] = &[
    ('前', &["提前天", "目前天", "此前天", "以前天", "从前天", "目前年", "之前一年", "此前一年", "提前一年", "提前一天", "提前一个月"]),
    ('后', &["最后一", "随后一", "之后日", "以后日", "之后天"]),
    ('明', &["声明日", "表明日", "说明日", "证明日", "光明日", "发明日"]),
    ('次', &["此次日", "每次日", "多次日", "此次年", "多次年", "四次年", "五次年", "三次年", "两次年", "这次年"]),
    ('同', &["协同日", "不同日", "共同日", "不同年", "协同年", "不同月"]),
    ('今', &["当今日"]),
    ('一', &["同一月"]),
    ('年', &["大年初", "少年中", "青年中"]),
    ('全', &["安全年"]),
    ('秋', &["中秋季"]),
    ('上', &["以上月", "以上周", "马上月", "洛马上周", "奉上年", "送上年", "献上年"]),
    ('下', &["以下周", "拍下周", "拿下月", "一下周", "一下一周", "剩下半"]),
    ('元', &["千美元月", "美元月", "日元月", "万元月", "千元月"]),
    ('半', &["后半年中"]),
];

/// Whether the character at a position ends another word and begins what looks like a time.
fn straddles(text: &Text, at: usize) -> bool {
    let c = text.at(at);
    STRADDLING.iter().filter(|(first, _)| *first == c).flat_map(|(_, words)| words.iter()).any(|word| {
        let back = word.chars().position(|w| w == c).unwrap_or(0);
        at >= back && text.starts_with(at - back, word)
    })
}

/// Whether the last character of a time begins another word: 当日志, 这一日益, 2024周鸿.
fn goes_on(text: &Text, end: usize) -> bool {
    let next = text.at(end);
    match text.before(end) {
        '日' => matches!(next, '志' | '益' | '活' | '常' | '程') && !text.starts_with(end, "常务"),
        '天' => matches!(next, '文' | '空' | '际' | '猫'),
        '年' => matches!(next, '龄'),
        '周' => text.starts_with(end, "鸿"),
        _ => false,
    }
}

/// Whether a number behind 每周 counts: 每周一期, 每周五天, 每周三到四次.
fn counts_weekly(text: &Text, end: usize) -> bool {
    let counter = |at: usize| {
        matches!(text.at(at), '期' | '篇' | '次' | '个' | '场' | '款' | '条' | '遍' | '封' | '集' | '份' | '节')
            || text.at(at) == '天' && text.at(at + 1) != '气'
            || text.at(at) == '更' && text.at(at + 1) != '新'
    };
    counter(end) || matches!(text.at(end), '到' | '至' | '-') && digit(text.at(end + 1)).is_some() && counter(end + 2)
}

/// A word behind a point that opens one of its sides. In an article the surface is the point alone.
fn bound(text: &Text, end: usize) -> Option<(usize, Bound)> {
    static BOUNDS: WordTable<Bound> = WordTable::new(&[
        ("或之前", Bound::Until),
        ("或以前", Bound::Until),
        ("及之前", Bound::Until),
        ("及以前", Bound::Until),
        ("或之后", Bound::From),
        ("或以后", Bound::From),
        ("及之后", Bound::From),
        ("及以后", Bound::From),
        ("之前", Bound::Before),
        ("以前", Bound::Before),
        ("之后", Bound::After),
        ("以后", Bound::After),
        ("开始", Bound::From),
        ("起", Bound::From),
        ("前", Bound::Until),
        ("后", Bound::After),
    ]);
    let (stop, bound) = BOUNDS.longest_at(text, end)?;
    let next = text.at(stop);
    let other = match text.at(end) {
        '起' => matches!(next, '至' | '诉' | '草' | '源' | '步' | '火' | '飞' | '点' | '到' | '重' | '早'),
        '前' => matches!(next, '三' | '两' | '五' | '十' | '后' | '往' | '来' | '景' | '列' | '沿' | '期' | '者' | '瞻' | '端' | '夕' | '进' | '1'..='9'),
        // 2023年后期, 年底后台上线: 后 begins the next word.
        '后' => matches!(next, '期' | '半' | '续' | '台' | '端' | '门' | '者' | '来' | '面' | '方' | '果' | '悔' | '勤' | '卫' | '排' | '市' | '代' | '世'),
        '之' | '以' | '开' => text.starts_with(stop, "至今"),
        _ => false,
    };
    (!other).then_some((stop, bound))
}

/// Whether an expression can begin with the character: a cheap test before the rules.
fn could_begin(c: char) -> bool {
    static SIGNS: CharSet = CharSet::new(
        "0123456789'“‘\"「QHUG\
         今本去上前大明来后同当次翌该第下这昨隔元春夏秋冬年月季旬周星礼凌清早中正午傍晚夜深半除端国劳圣重腊岁每过近最未此接往连历头整长短财北美格伦东莫首香立雨惊谷小芒处白寒霜植儿教建妇青愚平感母父情万护双全世网农记消地龙七初间期子阴闰暑现再还康雍乾光咸顺宣民嘉道崇永洪贞开天神昭令廿卅从自新太莫",
    );
    SIGNS.contains(c) || crate::lexicon::numeral_char(c).is_some()
}

/// Whether a number here is a part of a longer one or of a name.
fn is_embedded(text: &Text, at: usize) -> bool {
    let (c, before) = (text.at(at), text.before(at));
    if c.is_ascii_digit() {
        // 2.2023年: the number of an item stands before the year.
        let item = before == '.' && text.before(at - 1).is_ascii_digit() && (0..4).all(|i| text.at(at + i).is_ascii_digit()) && text.at(blank(text, at + 4)) == '年';
        // Gartner2022年, cybersecuritynews1 月 2 日: a whole date stands free behind a Latin name.
        let digits = (at..).take_while(|i| text.at(*i).is_ascii_digit()).count();
        let dated = digits == 4 && matches!((text.at(at), text.at(at + 1)), ('1', '9') | ('2', '0')) && text.at(blank(text, at + 4)) == '年'
            || digits <= 2
                && integer(text, at, 2)
                    .and_then(|(_, end)| follows(text, end, "月"))
                    .and_then(|end| integer(text, blank(text, end), 2))
                    .and_then(|(_, end)| follows(text, end, "日"))
                    .is_some();
        if item || is_latin(before) && dated {
            return false;
        }
        return before.is_ascii_digit()
            || is_latin(before)
            || matches!(before, '.' | '_' | '$' | '第' | '/' | '+')
            || before == '-' && (text.before(at - 1).is_ascii_digit() || is_latin(text.before(at - 1)))
            || before == ':' && text.before(at - 1).is_ascii_digit();
    }
    before == '第' && crate::lexicon::numeral_char(c).is_some() || crate::lexicon::numeral_char(c).is_some() && crate::lexicon::numeral_char(before).is_some()
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
    // The numerals of cheques are no dates: 登陆月球.
    if matches!(text.at(at), '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾') {
        return None;
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
    let number_at = if text.at(at + 1) == '隔' { at + 2 } else { blank(text, at + 1) };
    let half = text.at(number_at) == '半';
    let (amount, unit_at) = match integer(text, number_at, 3) {
        Some((n, end)) => (i64::from(n), blank(text, end)),
        None => (1, number_at + usize::from(half)),
    };
    let unit_at = if text.at(unit_at) == '隔' { unit_at + 1 } else { unit_at };
    let (mut end, unit) = if text.starts_with(unit_at, "月") { (unit_at + 1, Unit::Month) } else { words::UNITS.longest_at(text, unit_at)? };
    // 每 年 and the like are words apart.
    if number_at > at + 1 && text.at(at + 1) == ' ' && !text.at(number_at).is_ascii_digit() {
        return None;
    }
    // 每时每刻, 每分每秒: all the time.
    if matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) && text.at(end) == '每' {
        return None;
    }
    // 每周三 is a set of weeks; 每日经济新闻 is a newspaper.
    if text.starts_with(at, "每日经济") || text.starts_with(at, "每日互动") || matches!(unit, Unit::WorkDay) && amount == 1 && text.at(unit_at) == '日' {
        return None;
    }
    if unit == Unit::Week {
        if let Some((_, stop)) = weekday(text, end).filter(|(_, stop)| !counts_weekly(text, *stop)) {
            end = stop;
        } else if text.starts_with(end, "工作日") {
            end += 3;
        }
    }
    // 每年的情人节, 每年3月: the day or month belongs to it.
    if unit == Unit::Year && amount == 1 && !half {
        let next = if text.at(end) == '的' { end + 1 } else { end };
        if let Some((stop, ..)) = festival(cx, next).or_else(|| month_day(cx, next, false).filter(|(_, p, _)| matches!(p.month, Some(MonthRef::Absolute(_))))) {
            end = stop;
        }
    }
    // 每天早上, 每天晚上8点——9点: the time of day belongs to it.
    if matches!(unit, Unit::Week | Unit::Day | Unit::WorkDay)
        && let Some((stop, ..)) = time_of_day(text, end, false)
    {
        end = stop;
        let second = (stop..stop + 3).find(|i| !matches!(text.at(*i), '—' | '-' | '~' | '至' | '到')).filter(|i| *i > stop);
        if let Some((stop, ..)) = second.and_then(|at| time_of_day(text, at, false)) {
            end = stop;
        }
    }
    // Half a unit is counted in the next smaller one.
    if half {
        let (amount, unit) = match unit {
            Unit::Year => (6, Unit::Month),
            Unit::Month => (15, Unit::Day),
            Unit::Day | Unit::WorkDay => (12, Unit::Hour),
            Unit::Hour => (30, Unit::Minute),
            Unit::Minute => (30, Unit::Second),
            Unit::Quarter | Unit::Week | Unit::Second => return None,
        };
        return Some((end, TimeExpr::Set { amount, unit }));
    }
    Some((end, TimeExpr::Set { amount, unit }))
}

/// 第四财季, 第 2 财季; and the halves behind a fiscal year: 2025财年上半年.
fn fiscal_quarter(text: &Text, at: usize) -> Option<(usize, u32, u32)> {
    let start = blank(text, at);
    for (word, from, to) in [("上半年", 1, 2), ("下半年", 3, 4), ("上半财年", 1, 2), ("下半财年", 3, 4)] {
        if text.starts_with(start, word) {
            return Some((start + word.chars().count(), from, to));
        }
    }
    let number = start + usize::from(text.at(start) == '第');
    let (n, end) = integer(text, blank(text, number), 1)?;
    let stop = follows(text, end, "财季")?;
    (1..=4).contains(&n).then_some((stop, n, n))
}

/// 2023财年, 2023-2024财年, 财年第三季度, 第四财季.
fn fiscal(cx: &Context<'_>, at: usize) -> Option<(usize, TimeExpr)> {
    let text = cx.text();
    // 第四财季 of the year in force.
    if matches!(text.at(at), '第')
        && let Some((stop, from, to)) = fiscal_quarter(text, at)
    {
        return Some((stop, TimeExpr::Fiscal { first: None, last: None, quarters: Some((from, to)) }));
    }
    let (year, mut last, mut end) = match year(cx, at) {
        Some((year, end, _)) => {
            let dash = matches!(text.at(end), '-' | '/' | '—' | '至' | '到').then(|| integer(text, end + 1, 4)).flatten();
            let last = dash.and_then(|(n, _)| i32::try_from(n).ok()).map(|n| if n < 100 { year / 100 * 100 + n } else { n }).filter(|n| *n > year);
            (Some(year), last, dash.map_or(end, |(_, e)| e))
        }
        None if text.starts_with(at, "财年第") || text.starts_with(at, "本财年") || text.starts_with(at, "上财年") || text.starts_with(at, "上一财年") => {
            (None, None, at)
        }
        None => return None,
    };
    if year.is_none() {
        end = (at..at + 4).find(|i| text.starts_with(*i, "财年"))?;
    }
    let mut end = follows(text, end, "财年").or_else(|| follows(text, end, "财政年度"))?;
    if text.at(end) == '的' {
        end += usize::from(text.at(end + 1) == '第');
    }
    let mut quarters = None;
    if let Some((stop, from, to)) = quarter(text, end).or_else(|| fiscal_quarter(text, end)) {
        end = stop;
        quarters = Some((from, to));
    }
    // 2021财年至2024财年 is one.
    let next = blank(text, end);
    if matches!(text.at(next), '至' | '到' | '-' | '—' | '~')
        && let Some((upper, second, _)) = self::year(cx, blank(text, next + 1))
        && let Some(stop) = follows(text, second, "财年")
    {
        last = Some(upper).filter(|n| year.is_some_and(|year| *n > year));
        end = stop;
    }
    Some((end, TimeExpr::Fiscal { first: year, last, quarters }))
}

/// A point of the calendar or clock, with its end and rule.
pub(super) fn point(cx: &Context<'_>, at: usize, sure: bool) -> Option<(usize, Point, RuleId)> {
    let text = cx.text();
    // 农历 may stand before the year or before a festival.
    let word = lunar_word(text, at).filter(|e| year(cx, *e).is_some() || cx.lexicon.longest(text, *e, |s| matches!(s, Sense::Festival(_))).is_some());
    let (start, lunar_said) = word.map_or((at, false), |end| (end, true));
    let zone_at = |at: usize| words::ZONES.longest_at(text, at).filter(|(end, _)| !is_latin(text.at(*end))).map(|(end, zone)| (blank(text, end), zone));
    let (mut end, mut zone) = zone_at(start).map_or((start, None), |(end, zone)| (end, Some(zone)));
    let day_at = end;
    let mut found = separated(cx, day_at)
        .or_else(|| with_year(cx, day_at))
        .or_else(|| relative_day(text, day_at))
        .or_else(|| week(text, day_at))
        .or_else(|| month_day(cx, day_at, sure))
        .or_else(|| bare_part(text, day_at))
        .or_else(|| festival(cx, day_at));
    if let Some((e, ..)) = &found {
        end = *e;
    }
    let (mut value, mut rule) = found.take().map_or((Point::default(), CLOCK), |(_, p, r)| (p, r));
    if lunar_said && value.festival.is_none() && value.month.is_some() {
        value.lunar = true;
    }
    // A weekday in brackets repeats the day: 3月23日（周四）.
    let bracket = blank(text, end);
    if value.day.is_some() && matches!(text.at(bracket), '（' | '(') {
        // 12月21日（本周三）.
        let open = bracket + 1 + usize::from(matches!(text.at(bracket + 1), '本' | '这' | '上' | '下'));
        if let Some((number, stop)) = words::WEEK_WORDS.iter().find_map(|w| text.starts_with(open, w).then(|| weekday(text, open + w.chars().count())).flatten())
            && matches!(text.at(stop), '）' | ')')
        {
            value.weekday = Some(number);
            end = stop + 1;
        }
    }
    // So does one without brackets: 6月1日周六.
    if value.day.is_some() && !matches!(text.at(end), '（' | '(') {
        let next = blank(text, end);
        let spelled = words::WEEK_WORDS.iter().find_map(|w| text.starts_with(next, w).then(|| weekday(text, next + w.chars().count())).flatten());
        if let Some((number, stop)) = spelled.filter(|(_, stop)| !matches!(text.at(*stop), '至' | '到' | '-' | '—' | '~' | '报' | '刊')) {
            value.weekday = Some(number);
            end = stop;
        }
    }
    let day_end = end;
    let clock_alone = day_end == day_at && (sure || alone_clock(cx, day_at));
    let has_day = value.day.is_some() || value.week.is_some() || value.festival.is_some() || value.part.is_some_and(Part::is_day);
    // 周四太平洋时间早晨 10 点: the zone may stand between the day and the clock.
    let between = zone_at(blank(text, day_end)).filter(|(at, _)| zone.is_none() && has_day && time_of_day(text, *at, false).is_some_and(|(.., clock)| clock.is_some()));
    let clock_at = between.map_or_else(|| blank(text, day_end), |(at, _)| at);
    zone = zone.or(between.map(|(_, zone)| zone));
    if day_end > day_at || zone.is_some() || words::PARTS_OF_DAY.longest_at(text, day_at).is_some() || clock_begins(text, day_at) || clock_alone {
        let standalone = day_end == day_at;
        if (has_day || standalone)
            && let Some((stop, part, mut clock)) = time_of_day(text, clock_at, standalone && !clock_alone)
        {
            // 今晚6点: the word for the day says which half of it.
            if let (None, Some((12.., _)), Some(c)) = (part, value.part_of_day, &mut clock)
                && (1..12).contains(&c.hour)
            {
                c.hour += 12;
            }
            value.part_of_day = part.or(value.part_of_day);
            value.clock = clock;
            end = stop;
            if standalone {
                rule = CLOCK;
            }
        }
    }
    // 2023年8月26日 21时04分 星期六: the weekday may stand behind the clock.
    if value.day.is_some() && value.clock.is_some() {
        let next = blank(text, end);
        let open = next + usize::from(matches!(text.at(next), '（' | '(' | '【'));
        if let Some((_, stop)) = words::WEEK_WORDS.iter().find_map(|w| text.starts_with(open, w).then(|| weekday(text, open + w.chars().count())).flatten()) {
            end = stop + usize::from(open > next);
        }
    }
    if end == start || end == day_at && zone.is_some() {
        return None;
    }
    // A zone behind the clock says the offset and stays outside the surface: 9:00 (UTC+8).
    value.zone_of_place = zone.is_some();
    value.zone = zone.or_else(|| value.clock.and_then(|_| zone_behind(text, end)));
    Some((end, value, rule))
}

/// Whether a clock time at a position is all that is said, or is said to be about one: 9点, 大约十点.
fn alone_clock(cx: &Context<'_>, at: usize) -> bool {
    let text = cx.text();
    let Some((end, ..)) = time_of_day(text, at, false).filter(|_| cx.is_utterance()) else { return false };
    let about = matches!(text.before(at), '约' | '在' | '到') && !is_han(text.at(end));
    about || alone(cx, at, end)
}

/// The second end of a range, and both ends completed.
fn range(cx: &Context<'_>, end: usize, first: Point) -> Option<(usize, Point, Point)> {
    let text = cx.text();
    let at = blank(text, end);
    let at = if text.at(at) == '起' && text.at(at + 1) == '至' { at + 1 } else { at };
    // X和Y之间.
    let between = matches!(text.at(at), '和' | '与');
    let width = match text.at(at) {
        '至' | '到' | '~' | '和' | '与' => 1,
        '-' | '—' => 1 + usize::from(text.at(at + 1) == text.at(at)),
        _ => return None,
    };
    let next = blank(text, at + width);
    // 至今 is the since rule's.
    if text.starts_with(next, "今") && !text.starts_with(next, "今年") && !text.starts_with(next, "今天") && !text.starts_with(next, "今日") {
        return None;
    }
    let (mut stop, mut second, _) = dotted_tail(text, end, &first, next).or_else(|| point(cx, next, !between))?;
    if between {
        if !text.starts_with(stop, "之间") {
            return None;
        }
        stop += 2;
    } else if text.at(stop) == '止' {
        stop += 1;
    } else if cx.is_utterance() && text.starts_with(stop, "之间") {
        stop += 2;
    }
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
    // 去年春节到元宵节.
    if second.festival.is_some() && second.year.is_none() {
        second.year = first.year;
    }
    // 11月初至中旬: the month is the first's.
    if second.month == Some(MonthRef::Anchored(0)) && second.part.is_some() && first.month.is_some() {
        (second.year, second.month) = (first.year, first.month);
        return;
    }
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
    let (stop, second, _) = point(cx, next, true)?;
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
