//! Decides which stretches are days, months, weeks and years of the calendar.

use chrono::Datelike;

use crate::extract::Context;
use crate::extract::rule::RuleId;
use crate::lexicon::{Sense, digit};
use crate::text::{Text, is_han, is_latin};

use super::expr::{DayRef, MonthRef, Part, Point, Unit, YearRef};
use super::grammar::{blank, follows, integer};
use super::part::{nth_part, part_of_year};
use super::relative::{festival_compound, is_label, names_campaign};
use super::rules::{DATE, FESTIVAL, MONTH_DAY, PART, RELATIVE};
use super::words::{self, longest};

/// Years that are read without 年: others are numbers.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2099;

/// A year number: 2023 (with or without 年), 二〇二三年, 22年. Gives the year, its end, and whether 年 was written.
pub(super) fn year(cx: &Context<'_>, at: usize) -> Option<(i32, usize, bool)> {
    let text = cx.text();
    let c = text.at(at);
    // Years before the common era are in no calendar of the tables.
    if ["公元前", "公元前 ", "西元前"].iter().any(|w| text.ends_with(at, w)) {
        return None;
    }
    if c == '\'' && text.at(at + 1).is_ascii_digit() {
        let (n, end) = integer(text, at + 1, 2)?;
        let end = follows(text, end, "年")?;
        return Some((two_digit_year(n), end, true));
    }
    if c.is_ascii_digit() {
        let end = (at..).find(|i| !text.at(*i).is_ascii_digit())?;
        let n: i32 = text.chars()[at..end].iter().collect::<String>().parse().ok()?;
        let word = follows(text, end, "年");
        return match (end - at, word) {
            (4, Some(end)) if (1000..=2999).contains(&n) => Some((n, end, true)),
            (4, None) if YEARS.contains(&n) => Some((n, end, false)),
            // A leading zero is never an amount's: 07年.
            (2, Some(end)) if n >= 80 || text.at(at) == '0' || after_year(cx, end) || alone(cx, at, end) || is_short_year(cx, at, end, n) => {
                Some((two_digit_year(n.unsigned_abs()), end, true))
            }
            _ => None,
        };
    }
    if let Some((end, first)) = cx.lexicon.era(text, at) {
        let (n, end) = if text.at(end) == '元' { (1, end + 1) } else { integer(text, end, 2)? };
        return Some((first + n as i32 - 1, follows(text, end, "年")?, true));
    }
    // Chinese digits in positions: 二〇二三, 二零二三; two of them only with a month behind: 二三年三月.
    let end = (at..).find(|i| text.at(*i).is_ascii_digit() || digit(text.at(*i)).is_none() || text.at(*i) == '两')?;
    let stop = follows(text, end, "年")?;
    let n = text.chars()[at..end].iter().try_fold(0_i32, |n, c| Some(n * 10 + i32::from(digit(*c)?)))?;
    match end - at {
        4 if (1000..=2999).contains(&n) => Some((n, stop, true)),
        3 if n >= 100 && after_year(cx, stop) => Some((n, stop, true)),
        2 if after_year(cx, stop) || matches!(text.at(at), '零' | '〇') => Some((two_digit_year(n.unsigned_abs()), stop, true)),
        _ => None,
    }
}

pub(super) fn two_digit_year(n: u32) -> i32 {
    let n = n as i32;
    if n >= 50 { 1900 + n } else { 2000 + n }
}

/// Whether two digits before 年 in an article are a year rather than a length: 从19年推出, 在18年曾获, 14 年出生, 22年冬奥会.
fn is_short_year(cx: &Context<'_>, at: usize, end: usize, n: i32) -> bool {
    const LENGTHS: &[&str] = &["以上", "来", "的", "里", "内", "间", "期间", "时间", "前", "后", "多", "或", "左右", "之", "以", "中"];
    let text = cx.text();
    let latest = cx.reference.map_or(0, |r| r.year() + 1 - 2000);
    if cx.is_utterance() || !(1..=latest).contains(&n) {
        return false;
    }
    // 在 24 年 11 月: a blank may stand on either side.
    let (from, end) = (at - usize::from(text.before(at) == ' '), blank(text, end));
    let led = text.before(from) == '从'
        || text.before(from) == '在' && !matches!(text.before(from - 1), '存' | '实' | '正' | '现' | '所' | '潜')
        || text.before(from) == '自' && !matches!(text.before(from - 1), '源' | '来');
    let told = ["开始", "出生", "冬奥", "奥运", "世界杯", "首期", "总结"].iter().any(|w| text.starts_with(end, w));
    let length = ["过去", "最近", "近", "连续", "第", "超过", "逾", "长达", "达"].iter().any(|w| text.ends_with(at, w));
    // 在15年的时候.
    let moment = ["的时候", "的时侯"].iter().any(|w| text.starts_with(end, w));
    led && (moment || !LENGTHS.iter().any(|w| text.starts_with(end, w))) || told && !length
}

/// Whether an expression is all that an utterance says.
pub(super) fn alone(cx: &Context<'_>, at: usize, end: usize) -> bool {
    let text = cx.text();
    cx.is_utterance() && text.chars()[..at].iter().chain(&text.chars()[end.min(text.len())..]).all(|c| !is_han(*c) && !c.is_alphanumeric())
}

/// Whether a month, a part or the like follows: 22年3月 is a year, 22年 a duration.
fn after_year(cx: &Context<'_>, at: usize) -> bool {
    let text = cx.text();
    let at = blank(text, at);
    // 24 年 11-12 月: the first of two months.
    let month = |at: usize| integer(text, at, 2).filter(|(n, _)| (1..=12).contains(n)).map(|(_, end)| end);
    let of_months =
        |end: usize| follows(text, end, "月").is_some() || matches!(text.at(end), '-' | '~' | '至' | '到') && month(end + 1).is_some_and(|end| follows(text, end, "月").is_some());
    month(at).is_some_and(of_months)
        || ["初", "底", "末", "年底", "年初", "上半年", "下半年", "第一季", "第二季", "第三季", "第四季", "一季", "二季", "三季", "四季", "首月", "首周"]
            .iter()
            .any(|w| text.starts_with(at, w))
        || text.at(at) == '第' && nth_part(text, at).is_some()
        || matches!(text.at(at), '前' | '最') && nth_part(text, at).is_some() && cx.is_utterance()
        || cx.lexicon.longest(text, at, |s| matches!(s, Sense::Festival(_))).is_some_and(|(end, _)| end > at + 1)
}

/// A year with what follows it.
pub(super) fn with_year(cx: &Context<'_>, at: usize) -> Option<(usize, Point, RuleId)> {
    let text = cx.text();
    if let Some(found) = decade(text, at) {
        return Some(found);
    }
    if let Some((end, (first, years))) = words::SEVERAL_YEARS.longest_at(text, at) {
        return Some((end, Point { year: Some(YearRef::Relative(first)), years: Some(years), ..Point::default() }, RELATIVE));
    }
    // 新的一年 is the one to come at the end of a year, and the one begun at its beginning.
    if let Some(word) = ["全新的一年", "新的一年", "新一年"].iter().find(|w| text.starts_with(at, w)) {
        let offset = match cx.reference.map(|r| r.month())? {
            10..=12 => 1,
            1..=3 => 0,
            _ => return None,
        };
        return Some((at + word.chars().count(), Point { year: Some(YearRef::Relative(offset)), ..Point::default() }, RELATIVE));
    }
    let (year, mut end, rule, said) = if let Some((year, end, said)) = year(cx, at) {
        (YearRef::Absolute(year), end, DATE, said)
    } else if let Some((end, n)) =
        words::YEARS.longest_at(text, at).filter(|_| !(matches!(text.at(at), '上' | '下' | '后' | '前') && matches!(text.before(at), '马' | '以' | '之' | '线' | '网' | '最')))
    {
        (YearRef::Relative(n), end, RELATIVE, true)
    } else if let Some((end, n)) = words::ANCHORED_YEARS.longest_at(text, at) {
        // 当年 and 第二年 also mean "in those days" and "the second year of".
        if text.starts_with(at, "第二年") && (text.before(at) == '的' || text.ends_with(at, "连续"))
            || text.starts_with(at, "这一年") && (text.ends_with(at, "过去") || ["度", "一度", "多"].iter().any(|w| text.starts_with(at + 3, w)))
            || text.starts_with(at, "这年") && matches!(text.at(at + 2), '头' | '代' | '龄' | '轻')
        {
            return None;
        }
        (YearRef::Anchored(n), end, RELATIVE, true)
    } else {
        return None;
    };
    let mut value = Point { year: Some(year), year_is_said: true, ..Point::default() };
    let bare_end = end;
    if said && text.at(end) == '度' && !matches!(text.at(end + 1), '过' | '假') {
        end += 1;
    }
    if said && let Some((stop, Sense::Festival(row))) = cx.lexicon.longest(text, blank(text, end), |s| matches!(s, Sense::Festival(_))) {
        if is_label(text, at, stop) || names_campaign(text, stop) {
            return None;
        }
        if festival_compound(text, stop) {
            return Some((end, value, rule));
        }
        value.festival = Some(row);
        return Some((stop, value, FESTIVAL));
    }
    for same in ["同期", "同一时期"] {
        if text.starts_with(end, same) {
            let (YearRef::Relative(back) | YearRef::Anchored(back)) = year else {
                // 2023年同期: of the year named.
                value.same_period = Some(0);
                return Some((end + same.chars().count(), value, DATE));
            };
            value.same_period = Some(back);
            return Some((end + same.chars().count(), value, RELATIVE));
        }
    }
    // 明年的 Q1.
    let next = blank(text, if text.at(end) == '的' { end + 1 } else { end });
    // 明年中全部完成, 2025年中到下半年: the 年 is read already.
    if said && text.at(end) == '中' && ["推出", "完成", "全部", "开始", "上市", "到", "至"].iter().any(|w| text.starts_with(end + 1, w)) {
        value.part = Some(Part::Mid);
        return Some((end + 1, value, PART));
    }
    if let Some((stop, part)) = part_of_year(text, next) {
        value.part = Some(part);
        let rule = if rule == DATE { PART } else { rule };
        return Some((stop, value, rule));
    }
    if let Some((stop, lunar)) = lunar_date(cx, blank(text, end), true) {
        return Some((stop, Point { year: value.year, ..lunar }, rule));
    }
    if let Some((month_end, month)) = month_number(text, if said && text.at(end) == '的' { blank(text, next) } else { blank(text, end) }) {
        value.month = Some(MonthRef::Absolute(month));
        let (stop, tail) = after_month(text, month_end);
        value.day = tail.0;
        value.part = tail.1;
        return Some((stop, value, rule));
    }
    // 2022上半年 has its part; 2022 alone is a year only behind a word that says so, which the range's other end may be.
    if !said {
        return standalone_year(cx, at, bare_end).then_some((bare_end, value, rule));
    }
    // The number of an issue or an order: 2023年第2期, 2014年第14号令.
    if text.at(blank(text, end)) == '第'
        && let Some((_, stop)) = integer(text, blank(text, blank(text, end) + 1), 4)
        && matches!(text.at(blank(text, stop)), '期' | '号' | '辑' | '卷' | '版')
        && !cx.is_utterance()
    {
        return None;
    }
    // …和二〇三五年远景目标的建议: within the name of a document.
    if ["远景目标的建议", "远景目标纲要"].iter().any(|w| text.starts_with(end, w)) {
        return None;
    }
    if let (YearRef::Absolute(number), false) = (year, cx.is_utterance())
        && (names_event(text, end) || names_law(text, blank(text, end), &number.to_string()))
    {
        return None;
    }
    Some((end, value, rule))
}

/// What ends the name of an event or of a study.
const EVENT_ENDS: &[&str] = &[
    "大会",
    "论坛",
    "峰会",
    "年会",
    "发布会",
    "研讨会",
    "交流会",
    "博览会",
    "大赛",
    "竞赛",
    "挑战赛",
    "白皮书",
    "蓝皮书",
    "技术应用调查",
    "宣传周",
    "精英赛",
    "邀请赛",
    "沙龙",
    "盛典",
    "展会",
    "颁奖典礼",
];

/// What ends the name of a report, a list or a prize, where more than one word stands before it: 2022年网络安全技术应用试点示范项目.
const STUDY_ENDS: &[&str] = &[
    "报告",
    "名单",
    "榜单",
    "排行榜",
    "年榜",
    "百强",
    "50强",
    "100强",
    "奖",
    "试点示范",
    "典型案例",
    "优秀案例",
    "优秀解决方案",
    "典型解决方案",
    "创新解决方案",
    "演习",
    "评选",
    "用户调查",
    "成熟度曲线",
    "申报指南",
    "支撑单位",
    "贡献单位",
    "应用测试",
    "工作会议",
    "立法工作计划",
    "战略",
    "法案",
    "总体规划",
];

/// What goes on behind 战略 where it is not the end of a name: 战略合作, 战略布局.
const STRATEGIC: &[&str] =
    &["路径", "升级", "目标", "合作", "伙伴", "布局", "竞争", "地位", "部署", "研究", "转型", "方向", "重心", "调整", "规划", "投资", "融资", "高度", "发展"];

/// Words that say what happened in the year, so that what follows is no name of something of that year.
const HAPPENINGS: &[&str] = &[
    "调整", "通过", "出台", "实施", "开始", "首", "发布", "推出", "公布", "获", "启动", "成立", "加入", "入选", "推动", "完成", "签署", "显示", "预计", "提出", "制定", "印发",
    "开展", "宣布", "拿", "共", "已", "被", "有", "召开", "举办", "举行", "参加", "出席", "期间", "达", "增", "降", "以", "对", "我", "从", "分析", "会", "可", "为", "上半",
    "下半", "第", "月", "不", "要", "收到", "接到",
];

/// Whether a month stands behind years from one to another: 2021-2024年，7月份的漏洞.
fn is_of_many_years(text: &Text, at: usize) -> bool {
    let years = if matches!(text.before(at), '，' | '各') { at - 1 } else { at };
    let digits = |end: usize| end >= 4 && (end - 4..end).all(|i| text.at(i).is_ascii_digit());
    text.before(years) == '年' && digits(years - 1) && matches!(text.before(years - 5), '-' | '—' | '~' | '至') && digits(years - 6)
}

/// Whether a law's name follows that says its year again in its own letters: 2017年数据共享法（Data Sharing Act 2017）.
fn names_law(text: &Text, run: usize, year: &str) -> bool {
    const LONGEST: usize = 30;
    const LONGEST_LATIN: usize = 120;
    let Some(open) = (run..run + LONGEST).find(|i| !is_han(text.at(*i))).filter(|i| matches!(text.at(*i), '（' | '(')) else { return false };
    let latin: String = text.chars()[open + 1..].iter().take(LONGEST_LATIN).take_while(|c| !matches!(c, '）' | ')' | '\n')).collect();
    ["法", "条例", "规程", "法规"].iter().any(|w| text.ends_with(open, w)) && latin.starts_with(|c: char| c.is_ascii_alphabetic()) && latin.ends_with(year)
}

/// Whether a year begins the name of what follows: 2023年中国网络安全产业高峰论坛. The name runs without a word that would part it.
fn names_event(text: &Text, end: usize) -> bool {
    let start = blank(text, end);
    let whole = text.at(start) == '全' && !matches!(text.at(start + 1), '球' | '国' | '省' | '市' | '美');
    if whole || matches!(text.at(start), '的' | '新' | '，' | '以' | '底' | '初') || ["首次", "首个", "首批"].iter().any(|w| text.starts_with(start, w)) {
        return false;
    }
    let run: String =
        text.chars()[start..].iter().take(40).take_while(|c| is_han(**c) || c.is_alphanumeric() || matches!(c, ' ' | '“' | '”' | '·' | '(' | ')' | '（' | '）')).collect();
    let parted = run.find(['的', '在', '将', '于', '了', '是', '由', '至']).unwrap_or(run.len());
    let study = STUDY_ENDS.iter().filter_map(|w| run.find(w).map(|at| (at, at + w.len()))).min();
    let of_study = study.is_some_and(|(at, end)| {
        let name = &run[..at];
        let encouraged = run[at..].starts_with("奖励") || run[at..].starts_with("奖金") || run[at..].starts_with("奖项");
        let attribute = run[at..].starts_with("战略") && STRATEGIC.iter().any(|w| run[end..].starts_with(w));
        name.chars().filter(|c| c.is_alphanumeric()).count() >= 2 && end <= parted && !encouraged && !attribute && !HAPPENINGS.iter().any(|word| name.contains(word))
    });
    let event = EVENT_ENDS.iter().filter_map(|w| run.find(w).map(|at| at + w.len())).min();
    of_study
        || event.is_some_and(|event| {
            event <= parted && !["召开", "举办", "举行", "发布", "参加", "出席", "期间"].iter().any(|verb| run[..event].contains(verb) && !run[..event].ends_with("发布会"))
        })
}

/// Whether four digits without 年 are a year: 2016-2021年, 2021—2023; behind a word that says so; as all that is said.
fn standalone_year(cx: &Context<'_>, at: usize, end: usize) -> bool {
    let text = cx.text();
    let next = blank(text, end);
    let connector = matches!(text.at(next), '-' | '~' | '—' | '至' | '到');
    let width = if text.at(next) == '—' && text.at(next + 1) == '—' { 2 } else { 1 };
    let upper = connector.then(|| year(cx, blank(text, next + width))).flatten();
    let lower: i32 = text.chars()[at..end].iter().collect::<String>().parse().unwrap_or(0);
    let from = matches!(text.before(at), '从' | '自');
    // The other end, where this one is the second: its first has been read as a year or a date.
    let second = matches!(text.before(at), '-' | '~' | '—' | '至' | '到') && text.before(at.saturating_sub(1)).is_ascii_digit() && cx.is_utterance();
    let closed = !text.at(end).is_ascii_digit() && !is_latin(text.at(end)) && !matches!(text.at(end), '.' | '%' | '/') && !is_han(text.at(end));
    upper.is_some_and(|(y, stop, said)| y > lower && y - lower <= 100 && (said || text.at(stop) == '财' || from))
        || second && closed
        || from && cx.is_utterance() && closed
        || alone(cx, at, end)
}

/// 20世纪80年代, 上世纪90年代, 21世纪, 80年代.
fn decade(text: &Text, at: usize) -> Option<(usize, Point, RuleId)> {
    let (base, end) = if text.starts_with(at, "上世纪") || text.starts_with(at, "上个世纪") {
        (Some(1900), at + if text.starts_with(at, "上世纪") { 3 } else { 4 })
    } else if text.starts_with(at, "本世纪") {
        (Some(2000), at + 3)
    } else {
        match integer(text, at, 2).and_then(|(n, e)| follows(text, e, "世纪").map(|e| (n, e))) {
            Some((n, end)) if (1..=30).contains(&n) => (Some((n as i32 - 1) * 100), end),
            _ => (None, at),
        }
    };
    let span = |first: i32, years: i32| Point { year: Some(YearRef::Absolute(first)), years: Some(years), ..Point::default() };
    let decade_at = blank(text, end);
    if let Some((n, e)) = integer(text, decade_at, 4)
        && let Some(mut stop) = follows(text, e, "年代")
    {
        let first = match (base, n) {
            (Some(base), 0..=99) => base + n as i32,
            (None, 10..=99) if n % 10 == 0 => {
                if n >= 30 {
                    1900 + n as i32
                } else {
                    2000 + n as i32
                }
            }
            (None, 1000..=2990) => n as i32,
            _ => return None,
        };
        let (mut from, mut years) = (first, 10);
        for (word, offset, length) in [("初期", 0, 3), ("初", 0, 3), ("中期", 3, 4), ("中", 3, 4), ("末期", 7, 3), ("末", 7, 3), ("后期", 7, 3)] {
            if text.starts_with(stop, word) && !text.starts_with(stop, "中国") {
                (from, years) = (first + offset, length);
                stop += word.chars().count();
                break;
            }
        }
        return Some((stop, span(from, years), DATE));
    }
    let base = base?;
    let (mut stop, mut first, mut years) = (end, base, 100);
    for (word, offset, length) in [
        ("上半叶", 0, 50),
        ("前半叶", 0, 50),
        ("下半叶", 50, 50),
        ("后半叶", 50, 50),
        ("初期", 0, 10),
        ("初", 0, 10),
        ("中叶", 40, 20),
        ("中期", 40, 20),
        ("末期", 80, 20),
        ("末", 80, 20),
    ] {
        if text.starts_with(stop, word) {
            (first, years) = (base + offset, length);
            stop += word.chars().count();
            break;
        }
    }
    Some((stop, span(first, years), DATE))
}

/// A month with its word: 3月, 3月份, 三月.
fn month_number(text: &Text, at: usize) -> Option<(usize, u32)> {
    if text.starts_with(at, "元月") {
        return Some((at + 2, 1));
    }
    // 两月 is two months, 二月 the second.
    if text.at(at) == '两' {
        return None;
    }
    let (month, end) = integer(text, at, 2)?;
    let mut end = follows(text, end, "月")?;
    if text.at(end) == '份' {
        end += 1;
    }
    (month >= 1).then_some((end, month))
}

/// What follows a month: a day, or a part of it.
pub(super) fn after_month(text: &Text, end: usize) -> (usize, (Option<DayRef>, Option<Part>)) {
    let next = if text.at(end) == '的' { end + 1 } else { blank(text, end) };
    if let Some((stop, day)) = day_number(text, next) {
        return (stop, (Some(DayRef::Absolute(day)), None));
    }
    // 1月3: a number alone, where nothing counts with it.
    if text.at(end).is_ascii_digit()
        && let Some((day, stop)) = integer(text, end, 2)
        && (1..=31).contains(&day)
        && (matches!(text.at(stop), '，' | '。' | '、' | '；' | '）' | ')' | ',' | '\0' | ' ') && !text.at(stop + 1).is_ascii_digit() && !is_han(text.at(stop + 1))
            || matches!(text.at(stop), '至' | '到') && text.at(stop + 1).is_ascii_digit()
            || words::PARTS_OF_DAY.longest_at(text, stop).is_some_and(|(e, _)| e > stop + 1))
    {
        return (stop, (Some(DayRef::Absolute(day)), None));
    }
    if !text.at(end).is_ascii_digit()
        && let Some((day, stop)) = integer(text, end, 2)
        && (1..=31).contains(&day)
        && !is_han(text.at(stop))
        && !text.at(stop).is_alphanumeric()
        && text.at(stop) != '%'
    {
        return (stop, (Some(DayRef::Absolute(day)), None));
    }
    if let Some((stop, part)) = nth_part(text, next).filter(|(_, part)| !matches!(part, Part::Nth(_, Unit::Month) | Part::First(_, Unit::Month) | Part::Last(_, Unit::Month))) {
        return (stop, (None, Some(part)));
    }
    let part = longest(
        text,
        blank(text, end),
        &[
            ("上旬", Part::TenDays(1)),
            ("中旬", Part::TenDays(2)),
            ("下旬", Part::TenDays(3)),
            ("初", Part::Start),
            ("底", Part::End),
            ("末", Part::End),
            ("月底", Part::End),
            ("月初", Part::Start),
            ("中", Part::Mid),
        ],
    );
    match part {
        // 3月中国… is no middle of March.
        Some((stop, Part::Mid)) if is_han(text.at(stop)) && !matches!(text.at(stop), '旬' | '，' | '召' | '发' | '在' | '将') => (end, (None, None)),
        Some((stop, part)) => (stop, (None, Some(part))),
        None => (end, (None, None)),
    }
}

/// A day with its word: 23日, 23号, 二十三日.
fn day_number(text: &Text, at: usize) -> Option<(usize, u32)> {
    let (day, end) = integer(text, at, 2)?;
    let stop = follows(text, end, "日").or_else(|| follows(text, end, "号"))?;
    // 3日本 is no day; 5号线, 5号楼, 1号文件 are numbers of things.
    let other = text.before(stop) == '日'
        && text.at(stop) == '本'
        && is_han(text.at(stop + 1))
        && !text.starts_with(stop, "本报")
        && !text.starts_with(stop, "本次")
        && !text.starts_with(stop, "本届");
    let number_of_thing =
        text.before(stop) == '号' && matches!(text.at(stop), '线' | '楼' | '文' | '院' | '馆' | '令' | '机' | '店' | '库' | '位' | '码' | '召' | '公' | '建' | '提');
    let yen = text.before(stop) == '日' && matches!(text.at(stop), '元' | '圆' | '币');
    (day >= 1 && !other && !number_of_thing && !yen).then_some((stop, day))
}

/// Lunar months and days: 农历八月十五, 腊月二十三, 正月初一, 闰四月, 九月廿二.
///
/// A day that begins with 初 or 廿 is lunar whatever stands before it, and a Chinese day without 日 is where no year is
/// (八月十五); behind a year it is the Gregorian day.
pub(super) fn lunar_date(cx: &Context<'_>, at: usize, behind_year: bool) -> Option<(usize, Point)> {
    let text = cx.text();
    let (said, at) = lunar_word(text, at).map_or((false, at), |end| (true, end));
    let (leap, at) = if text.at(at) == '闰' { (true, at + 1) } else { (false, at) };
    // 大年初二 is 正月初二.
    let special = longest(text, at, &[("腊月", 12), ("正月", 1), ("冬月", 11)]).or_else(|| text.starts_with(at, "大年初").then_some((at + 2, 1)));
    let (end, month) = special.or_else(|| month_number(text, at)).filter(|(_, month)| (1..=12).contains(month))?;
    let of = |day: Option<u32>| Point { month: Some(MonthRef::Absolute(month)), day: day.map(DayRef::Absolute), lunar: true, leap, ..Point::default() };
    let lunar = said || leap || special.is_some();
    let day_at = if text.at(end) == '初' { end + 1 } else { end };
    let day = integer(text, day_at, 2)
        .filter(|(n, stop)| (1..=30).contains(n) && !text.at(day_at).is_ascii_digit() && !matches!(text.at(*stop), '月' | '个' | '万' | '年' | '天' | '号'));
    if let Some((n, stop)) = day {
        let with_word = follows(text, stop, "日");
        let old_word = day_at > end || matches!(text.at(end), '廿' | '卅');
        let bare = with_word.is_none() && !behind_year && (!is_han(text.at(stop)) || matches!(text.at(stop), '晚' | '早' | '那' | '这' | '前' | '之' | '是' | '吃'));
        if lunar || old_word || bare && cx.is_utterance() {
            return Some((with_word.unwrap_or(stop), of(Some(n))));
        }
        return None;
    }
    // 8月十五.
    lunar
        .then(|| (end, of(None)))
        .filter(|_| !(special.is_some() && !behind_year && !said && is_han(text.at(end)) && !cx.is_utterance() && !matches!(text.at(end), '里' | '间' | '，')))
}

/// The end of a word that says that what follows is lunar.
pub(super) fn lunar_word(text: &Text, at: usize) -> Option<usize> {
    ["农历", "阴历", "旧历"].iter().find(|w| text.starts_with(at, w)).map(|w| at + w.chars().count())
}

/// Months and days without a year.
pub(super) fn month_day(cx: &Context<'_>, at: usize, sure: bool) -> Option<(usize, Point, RuleId)> {
    let text = cx.text();
    if let Some((stop, lunar)) = lunar_date(cx, at, false) {
        return Some((stop, lunar, FESTIVAL));
    }
    if let Some((end, n)) = words::MONTHS.longest_at(text, at).filter(|(end, _)| text.at(*end) != '球') {
        let (stop, (day, part)) = after_month(text, end);
        return Some((stop, Point { month: Some(MonthRef::Relative(n)), day, part, ..Point::default() }, RELATIVE));
    }
    if let Some((end, n)) = words::ANCHORED_MONTHS.longest_at(text, at) {
        let (stop, (day, part)) = after_month(text, end);
        return Some((stop, Point { month: Some(MonthRef::Anchored(n)), day, part, ..Point::default() }, RELATIVE));
    }
    if let Some((end, month)) = month_number(text, at) {
        let (stop, (day, part)) = after_month(text, end);
        // 近年11月; 2019-2022年，11月份的趋势: of no one year. 历史补丁日7月对比.
        if day.is_none() && (["近年", "历年", "往年"].iter().any(|w| text.ends_with(at, w)) || is_of_many_years(text, at)) {
            return None;
        }
        // 前10月 without a year: ten months.
        let first = at - usize::from(text.before(at) == ' ');
        if day.is_none() && text.before(first) == '前' && !is_han(text.before(first - 1)) && text.before(end) == '月' && text.at(at).is_ascii_digit() {
            return None;
        }
        return Some((stop, Point { month: Some(MonthRef::Absolute(month)), day, part, ..Point::default() }, MONTH_DAY));
    }
    // 前三个月, 前5个月 of a year; alone they lean on the year in force.
    let (stop, day) = day_number(text, at)?;
    // A day alone must not be a duration (连续3日) nor a count, and in Chinese numerals it needs what days have: 一日之计 is none.
    if !sure && !text.at(at).is_ascii_digit() && !number_is_day(text, stop) {
        return None;
    }
    let before = if text.before(at) == ' ' { text.before(at - 1) } else { text.before(at) };
    // 续费前 5 日, 3日联票: lengths.
    let numbered = matches!(before, '第' | '约' | '近' | '续' | '了' | '达' | '每' | '后' | '前' | '如' | '含' | '留')
        || matches!(before, '有' | '别') && !text.at(at).is_ascii_digit()
        || ["联票", "通票", "三餐"].iter().any(|w| text.starts_with(stop, w));
    let number = text.at(stop - 1) == '号';
    (!numbered && (1..=31).contains(&day) && (sure || !number || text.at(at).is_ascii_digit() && number_is_day(text, stop)))
        .then(|| (stop, Point { day: Some(DayRef::Absolute(day)), ..Point::default() }, MONTH_DAY))
}

/// Whether N号 without a month is a day: only before a word of time or a verb's mark.
fn number_is_day(text: &Text, at: usize) -> bool {
    // 30号中国人民银行 is a house.
    let noon = text.at(at) == '中' && matches!(text.at(at + 1), '午' | '旬');
    noon || matches!(text.at(at), '，' | '晚' | '上' | '下' | '凌' | '早' | '起' | '至' | '到' | '前' | '后' | '\0') || words::PARTS_OF_DAY.longest_at(text, at).is_some()
}
