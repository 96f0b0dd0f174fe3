//! Decides which stretches are parts of a year or month: halves, quarters, seasons, beginnings and ends.

use crate::extract::rule::RuleId;
use crate::lexicon::numeral_char;
use crate::text::{Text, WordTable, is_han, is_latin};

use super::expr::{MonthRef, Part, Point, Unit, YearRef};
use super::grammar::{blank, follows, integer};
use super::relative::weekday;
use super::rules::{PART, RELATIVE};
use super::words::longest;

/// Parts of a year: with the words that begin them.
pub fn part_of_year(text: &Text, at: usize) -> Option<(usize, Part)> {
    static PARTS: WordTable<Part> = WordTable::new(&[
        ("上半年", Part::Half(1)),
        ("下半年", Part::Half(2)),
        ("前半年", Part::Half(1)),
        ("后半年", Part::Half(2)),
        ("年初", Part::Start),
        ("初", Part::Start),
        ("年中", Part::Mid),
        ("年底", Part::End),
        ("年末", Part::End),
        ("年终", Part::End),
        ("底", Part::End),
        ("末", Part::End),
        ("岁末", Part::End),
        ("春季", Part::Season(1)),
        ("夏季", Part::Season(2)),
        ("秋季", Part::Season(3)),
        ("冬季", Part::Season(4)),
        ("春天", Part::Season(1)),
        ("夏天", Part::Season(2)),
        ("秋天", Part::Season(3)),
        ("冬天", Part::Season(4)),
        ("春", Part::Season(1)),
        ("夏", Part::Season(2)),
        ("秋", Part::Season(3)),
        ("冬", Part::Season(4)),
        ("H1", Part::Half(1)),
        ("H2", Part::Half(2)),
        ("上半年度", Part::Half(1)),
        ("半年度", Part::Half(1)),
        ("中期", Part::Mid),
        ("伊始", Part::Start),
        ("全年", Part::Whole),
        ("暑假", Part::Months(7, 8)),
        ("中旬", Part::Mid),
    ]);
    if let Some((end, from, to)) = quarter(text, at) {
        // 四季度初 is the first month of the quarter.
        let month = match text.at(end) {
            '初' if from == to => Some(1),
            '中' if from == to && !is_han(text.at(end + 1)) => Some(2),
            '底' | '末' | '杪' if from == to => Some(3),
            _ => None,
        };
        return Some(month.map_or((end, Part::Quarters(from, to)), |n| (end + 1, Part::Months(from * 3 - 3 + n, from * 3 - 3 + n))));
    }
    if let Some(found) = nth_part(text, at) {
        return Some(found);
    }
    let (end, part) = PARTS.longest_at(text, at)?;
    let word: String = text.chars()[at..end].iter().collect();
    // 初 and 底 begin other words: 初步, 初次, 底层.
    let other = word == "初" && matches!(text.at(end), '春' | '夏' | '秋' | '冬' | '步' | '次' | '创' | '级' | '心' | '始' | '衷' | '见' | '赛' | '选' | '中')
        || word == "底" && matches!(text.at(end), '层' | '线' | '部' | '座' | '气')
        || word == "末" && matches!(text.at(end), '端' | '班')
        // 2021年春 is a season; 2021年春节, 2021年秋招 are other words.
        || matches!(word.as_str(), "春" | "夏" | "秋" | "冬") && is_han(text.at(end)) && !matches!(text.at(end), '，' | '、' | '至' | '到' | '之' | '的');
    (!other).then_some((end, part))
}

/// Whether a year stands right before: 四季 alone is no quarter.
fn behind_year(text: &Text, at: usize) -> bool {
    let before = if text.before(at) == ' ' { text.before(at - 1) } else { text.before(at) };
    before == '年' || before == '度' || before.is_ascii_digit()
}

/// 第三周, 第二个月, 第一个周二, 首月, 前20天, 最后4个月, 后三月.
pub fn nth_part(text: &Text, at: usize) -> Option<(usize, Part)> {
    static UNITS: WordTable<Unit> = WordTable::new(&[
        ("个月", Unit::Month),
        ("月", Unit::Month),
        ("个星期", Unit::Week),
        ("个礼拜", Unit::Week),
        ("星期", Unit::Week),
        ("礼拜", Unit::Week),
        ("周", Unit::Week),
        ("天", Unit::Day),
        ("日", Unit::Day),
        ("个季度", Unit::Quarter),
        ("季度", Unit::Quarter),
    ]);
    for (word, unit) in [("首月", Unit::Month), ("首周", Unit::Week), ("首日", Unit::Day)] {
        if text.starts_with(at, word) {
            return Some((at + 2, Part::Nth(1, unit)));
        }
    }
    let (word, make): (&str, fn(u32, Unit) -> Part) =
        [("第", Part::Nth as fn(u32, Unit) -> Part), ("最后", Part::Last), ("末", Part::Last), ("后", Part::Last), ("前", Part::First), ("头", Part::First), ("首", Part::First)]
            .into_iter()
            .find(|(word, _)| text.starts_with(at, word))?;
    let number_at = blank(text, at + word.chars().count());
    let (n, end) = match integer(text, number_at, 2) {
        Some(found) => found,
        None if text.at(number_at) == '两' => (2, number_at + 1),
        None => return None,
    };
    let unit_at = blank(text, end);
    if word == "第"
        && let Some((day, stop)) =
            ["个周", "个星期", "个礼拜", "周", "星期"].iter().find_map(|w| text.starts_with(unit_at, w).then(|| weekday(text, unit_at + w.chars().count())).flatten())
    {
        return Some((stop, Part::NthWeekday(n, day)));
    }
    let (stop, unit) = UNITS.longest_at(text, unit_at)?;
    // 前三天 is a length where nothing larger holds it, which the caller knows; a unit that goes on is another word.
    let other = matches!(text.at(stop), '度' | '岁' | '刊') || unit == Unit::Month && text.at(stop) == '球';
    (n > 0 && !other).then(|| (stop, make(n, unit)))
}

/// 第三季度, 三季度, 前三季度, Q3, 一至三季度.
pub fn quarter(text: &Text, at: usize) -> Option<(usize, u32, u32)> {
    if text.at(at) == 'Q'
        && matches!(text.at(at + 1), '1'..='4')
        && !text.at(at + 2).is_ascii_digit()
        && !is_latin(text.at(at + 2))
        && !is_latin(text.before(at))
        && text.before(at) != '_'
        && (text.before(at) != '-' || at >= 3 && text.at(at - 3) == 'Q' && text.at(at - 2).is_ascii_digit())
        && !matches!(text.at(at + 2), '_' | '：' | ':' | '、')
        && (text.at(at + 2) != '-' || text.at(at + 3) == 'Q' || (3..7).all(|i| text.at(at + i).is_ascii_digit()) && text.at(at + 7) == 'Q')
    {
        let n = text.at(at + 1).to_digit(10)?;
        return Some((at + 2, n, n));
    }
    let (first, number_at) = match text.at(at) {
        '前' => (true, at + 1),
        '第' => (false, blank(text, at + 1)),
        '首' => {
            let end = ["首季度", "首季"].iter().find(|w| text.starts_with(at, w)).map(|w| at + w.chars().count());
            return end.map(|e| (e, 1, 1));
        }
        _ => (false, at),
    };
    // 上一季度, 这一季度 begin before the number.
    if matches!(text.before(at), '上' | '下' | '这' | '每' | '该' | '某') {
        return None;
    }
    let (n, end) = integer(text, number_at, 1)?;
    // 一至三季度, 1-3季度.
    if matches!(text.at(end), '至' | '到' | '-')
        && let Some((m, stop)) = integer(text, end + 1, 1)
        && let Some(stop) = follows(text, stop, "季度")
        && (1..=4).contains(&n)
        && n < m
        && m <= 4
    {
        return Some((stop, n, m));
    }
    let stop = follows(text, end, "季度")
        .or_else(|| first.then(|| follows(text, end, "个季度")).flatten())
        .or_else(|| follows(text, end, "季").filter(|e| behind_year(text, at) && !matches!(text.at(*e), '节' | '风' | '后') && text.at(number_at) != '1'))?;
    (1..=4).contains(&n).then_some((stop, if first { 1 } else { n }, n))
}

/// Parts of a year without the year: 上半年, 年底, 月底, 第三季度.
pub fn bare_part(text: &Text, at: usize) -> Option<(usize, Point, RuleId)> {
    let of = |part: Part| Point { year: Some(YearRef::Relative(0)), part: Some(part), ..Point::default() };
    if let Some((end, part)) = longest(text, at, &[("月底", Part::End), ("月末", Part::End), ("月初", Part::Start), ("月中", Part::Mid)]) {
        let other = text.at(at + 1) == '中' && is_han(text.at(end)) || matches!(text.before(at), '个' | '每' | '满' | '蜜' | '岁');
        return (!other).then(|| (end, Point { month: Some(MonthRef::Anchored(0)), part: Some(part), ..Point::default() }, PART));
    }
    if let Some((end, part)) = longest(text, at, &[("上旬", Part::TenDays(1)), ("中旬", Part::TenDays(2)), ("下旬", Part::TenDays(3))]) {
        return Some((end, Point { month: Some(MonthRef::Anchored(0)), part: Some(part), ..Point::default() }, PART));
    }
    for (word, n) in [("上个半年", -1), ("这个半年", 0), ("下个半年", 1)] {
        if text.starts_with(at, word) {
            return Some((at + word.chars().count(), of(Part::RelativeHalf(n)), RELATIVE));
        }
    }
    // 年内 and 全年 are of the year in force.
    for word in ["年内", "全年"] {
        let counted = word == "年内"
            && (numeral_char(text.before(at)).is_some() || text.before(at).is_ascii_digit() || matches!(text.before(at), '半' | '多' | '几' | '数' | '两' | ' ' | '近' | '余'));
        if text.starts_with(at, word) && !counted && !matches!(text.at(at + 2), '无' | '级' | '候') {
            return Some((at + 2, of(Part::Whole), RELATIVE));
        }
    }
    for (word, n) in [
        ("本季度", 0),
        ("本季", 0),
        ("这一季度", 0),
        ("这季度", 0),
        ("上季度", -1),
        ("上个季度", -1),
        ("上一季度", -1),
        ("下季度", 1),
        ("下个季度", 1),
        ("下一季度", 1),
        ("当季度", 0),
        ("该季度", 0),
        ("当季", 0),
    ] {
        if text.starts_with(at, word) {
            return Some((at + word.chars().count(), of(Part::RelativeQuarter(n)), RELATIVE));
        }
    }
    // 每年年底: of no one year.
    if text.ends_with(at, "每年") || text.ends_with(at, "每年的") || matches!(text.at(at), '初' | '底' | '末' | '中' | '头') {
        return None;
    }
    if text.starts_with(at, "年中") && is_han(text.at(at + 2)) && !matches!(text.at(at + 2), '前' | '召' | '将' | '发' | '会' | '报')
        || matches!(text.before(at), '近' | '半' | '多' | '几' | '数' | '两' | '十') && text.at(at) == '年'
    {
        return None;
    }
    let (end, part) = part_of_year(text, at)?;
    // 秋冬季节 is neither.
    if matches!(part, Part::Season(_)) && (matches!(text.before(at), '春' | '夏' | '秋' | '冬') || text.at(end) == '节') {
        return None;
    }
    // 年终总结, 夏季奥运会, 冬季训练营: attributes and names.
    let attribute = match part {
        Part::End if text.starts_with(at, "年终") => ["总结", "奖", "冲榜", "冲刺", "报告", "尾牙", "合集", "揭秘", "媒体", "盘点"].iter().any(|w| text.starts_with(end, w)),
        Part::Season(_) => {
            text.ends_with(at, "那年")
                || text.ends_with(at, "每年")
                || ["奥运", "行动", "赛", "发布会", "训练营", "天气", "降雪", "治安"].iter().any(|w| text.starts_with(end, w))
                || text.before(at) == '的'
                || text.before(at) == '每'
        }
        // 产业高峰后半年, 利用后半年: half a year after.
        Part::Half(_) if matches!(text.at(at), '前' | '后') => true,
        _ => false,
    };
    if attribute {
        return None;
    }
    let word: String = text.chars()[at..end].iter().collect();
    // 前三个月 alone is a length; 第三周, H1 and 伊始 need the year that they are of.
    if matches!(part, Part::First(..) | Part::Last(..) | Part::Nth(..) | Part::NthWeekday(..))
        || matches!(word.as_str(), "H1" | "H2" | "伊始" | "中旬" | "暑假" | "半年度" | "春" | "夏" | "秋" | "冬")
    {
        return None;
    }
    Some((end, of(part), PART))
}
