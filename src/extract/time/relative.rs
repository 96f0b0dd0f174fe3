//! Decides which words are days counted from another, weekdays, and festivals: 昨天, 上周三, 春节.

use crate::extract::Context;
use crate::extract::rule::RuleId;
use crate::lexicon::{Sense, digit};
use crate::text::{Text, is_han};

use super::date::alone;
use super::expr::{DayRef, Point};
use super::rules::{FESTIVAL, RELATIVE};
use super::words;

/// Whether 今天 means these times rather than the day: 时至今日, 日益突出的今天, 今天的网络攻击者, 昨天、今天和明天.
fn means_nowadays(text: &Text, at: usize, end: usize) -> bool {
    const DOINGS: &[&str] = &[
        "文章",
        "报告",
        "发布会",
        "会议",
        "活动",
        "行动",
        "主角",
        "主题",
        "分享",
        "推荐",
        "内容",
        "更新",
        "公告",
        "论文",
        "访谈",
        "例行",
        "直播",
        "授牌",
        "新闻",
        "消息",
        "股市",
        "交易",
    ];
    let led = ["时至", "直到", "直至", "类似", "到了", "站在", "穿越到", "发展到"].iter().any(|w| text.ends_with(at, w)) || text.before(at) == '的' || text.ends_with(at, "昨天、");
    let of = text.at(end) == '的' && !DOINGS.iter().any(|w| text.starts_with(end + 1, w));
    // 今天，在很多企业中.
    let comma = end + usize::from(text.at(end) == '，');
    let many = comma + usize::from(text.at(comma) == '在');
    led || of
        || ["很多", "许多", "大多数", "所有", "没人", "没有人"].iter().any(|w| text.starts_with(many, w))
        || ["最", "流行", "你可以", "无处不在", "看来", "看起来", "来看", "仍然", "依然"].iter().any(|w| text.starts_with(end, w))
}

/// Days counted from the day of writing or from the text.
pub(super) fn relative_day(text: &Text, at: usize) -> Option<(usize, Point, RuleId)> {
    if let Some((end, n)) = words::DAYS.longest_at(text, at) {
        // 昨 alone is a word only before a part of the day; 后天 may be 后 + 天然.
        let word: String = text.chars()[at..end].iter().collect();
        let other = word == "昨" && words::PARTS_OF_DAY.longest_at(text, end).is_none()
            || word == "后天" && matches!(text.at(end), '性' | '的' | '努' | '形')
            || word == "明日" && text.at(end) == '之'
            || word == "今日" && matches!(text.at(end), '头' | '说' | '话')
            || word == "昨天" && text.starts_with(end, "、今天")
            || word == "明天" && ["昨天、今天和", "昨天、今天与", "昨天、今天、"].iter().any(|w| text.ends_with(at, w))
            || matches!(word.as_str(), "今天" | "今日") && means_nowadays(text, at, end);
        let part = match word.as_str() {
            "今晨" | "明晨" => Some((5, 9)),
            "今晚" | "昨晚" | "明晚" | "昨夜" | "今夜" => Some((18, 24)),
            "今早" | "明早" => Some((6, 10)),
            _ => None,
        };
        return (!other).then(|| (end, Point { day: Some(DayRef::Relative(n)), part_of_day: part, ..Point::default() }, RELATIVE));
    }
    let (end, n) = words::ANCHORED_DAYS.longest_at(text, at)?;
    // 消息出现的前一天 and 瘫痪后第二天 are counted from what is told of, 大赛第二天 from its first day; 次日达 is a delivery.
    let told = text.starts_with(at, "第二天") && ["大赛", "比赛", "会议", "后的", "后"].iter().any(|w| text.ends_with(at, w));
    let of = told || text.before(at) == '的' && text.starts_with(at, "前一") || text.starts_with(at, "次日达");
    (!of && !matches!(text.at(end), '的' if n == 0 && text.starts_with(end, "的话"))).then(|| (end, Point { day: Some(DayRef::Anchored(n)), ..Point::default() }, RELATIVE))
}

/// The number of a weekday behind 周 or 星期: 1 to 7.
pub(super) fn weekday(text: &Text, at: usize) -> Option<(u32, usize)> {
    match text.at(at) {
        '日' | '天' => Some((7, at + 1)),
        c @ ('一' | '二' | '三' | '四' | '五' | '六') => digit(c).map(|d| (u32::from(d), at + 1)),
        // 每周300万: the digit begins a number.
        c @ '1'..='6' if !text.at(at + 1).is_ascii_digit() => digit(c).map(|d| (u32::from(d), at + 1)),
        _ => None,
    }
}

/// Weeks and weekdays.
pub(super) fn week(text: &Text, at: usize) -> Option<(usize, Point, RuleId)> {
    let of = |week: (i32, Option<u32>), said: bool, weekend: bool| Point { week: Some(week), week_is_said: said, weekend, ..Point::default() };
    if let Some((end, n)) = words::WEEKS.longest_at(text, at) {
        if let Some((day, stop)) = weekday(text, end).filter(|(_, stop)| !starts_other_word(text, *stop)) {
            return Some((stop, of((n, Some(day)), true, false), RELATIVE));
        }
        // 下周周六 says the word twice.
        if let Some((day, stop)) = words::WEEK_WORDS.iter().find_map(|w| text.starts_with(end, w).then(|| weekday(text, end + w.chars().count())).flatten()) {
            return Some((stop, of((n, Some(day)), true, false), RELATIVE));
        }
        if text.at(end) == '末' {
            return Some((end + 1, of((n, None), true, true), RELATIVE));
        }
        // 星推厂商上星期间: the words part elsewhere.
        let parted = text.before(end) == '期' && text.at(end) == '间';
        return (!parted && !matches!(text.at(end), '期' | '边' | '围' | '刊' | '转')).then(|| (end, of((n, None), true, false), RELATIVE));
    }
    let word = words::WEEK_WORDS.iter().find(|w| text.starts_with(at, w))?;
    let end = at + word.chars().count();
    // 周一 is a weekday; 周 also is a surname and begins words: 周一鸣, 周五福.
    let (day, stop) = weekday(text, end)?;
    // 补丁星期二, 黑色星期五 are names; 有个周三, 每月最后一个周五: any such day.
    if ["补丁", "黑色", "超级", "疯狂", "有个", "一个", "某个", "每个"].iter().any(|w| text.ends_with(at, w)) {
        return None;
    }
    // 周二单日占比, 星期一 | 6449 in a table: any such day.
    let opens_cell = matches!(text.before(at), '\n' | '\0' | '|') || text.ends_with(at, "| ");
    let cell = text.at(text.skip_blanks(stop)) == '|' && opens_cell;
    if text.starts_with(stop, "单日") || cell {
        return None;
    }
    let before_ok = !matches!(text.before(at), '一' | '每' | '两' | '三' | '四' | '几' | '数' | '内' | '第' | '多' | '双') || *word != "周";
    (before_ok && !starts_other_word(text, stop) && (*word != "周" || !text.at(end).is_ascii_digit())).then(|| (stop, of((0, Some(day)), false, false), RELATIVE))
}

fn starts_other_word(text: &Text, at: usize) -> bool {
    // 周报, but 周四报告说.
    let report = text.at(at) == '报' && !text.starts_with(at, "报告") && !text.starts_with(at, "报道");
    report || matches!(text.at(at), '鸣' | '围' | '岁' | '仙' | '鼎' | '福' | '级' | '类' | '届' | '位' | '年' | '志')
}

/// Whether a festival's name goes on as that of a campaign: 2021年双11安全保卫战.
pub(super) fn names_campaign(text: &Text, end: usize) -> bool {
    ["安全保卫战", "保卫战"].iter().any(|w| text.starts_with(end, w))
}

/// Whether a festival's name goes on as another word: 春节档, 春节长假.
pub(super) fn festival_compound(text: &Text, end: usize) -> bool {
    // “春节”红包: the mark is no part of it.
    let end = end + usize::from(matches!(text.at(end), '】' | '”' | '」'));
    ["档", "长假", "联欢", "红包", "季", "晚会", "联欢会", "大促", "解题", "礼盒", "广告", "活动", "福利", "主题", "限定", "特别", "众测"].iter().any(|w| text.starts_with(end, w))
        || names_campaign(text, end)
}

/// Whether all that stands between brackets is a festival, with or without its year: 【2025春节】 labels what it stands before.
pub(super) fn is_label(text: &Text, at: usize, end: usize) -> bool {
    const LONGEST: usize = 12;
    let start = (at.saturating_sub(LONGEST)..at).rev().take_while(|i| text.at(*i).is_ascii_digit() || is_han(text.at(*i))).last().unwrap_or(at);
    matches!(text.before(start), '【' | '[') && matches!(text.at(end), '】' | ']')
}

/// A festival without a year.
pub(super) fn festival(cx: &Context<'_>, at: usize) -> Option<(usize, Point, RuleId)> {
    let text = cx.text();
    let (end, sense) = cx.lexicon.longest(text, at, |s| matches!(s, Sense::Festival(_)))?;
    let Sense::Festival(row) = sense else { return None };
    let word: String = text.chars()[at..end].iter().collect();
    // Without a year only words that name nothing else: those that end in 节 or 日, and the great ones.
    let sure = word.ends_with('节')
        || matches!(word.as_str(), "元旦" | "除夕" | "春节" | "中秋" | "端午" | "国庆" | "大年初一" | "大年三十" | "平安夜" | "双十一" | "双十二")
        || word.ends_with("日") && word.chars().count() >= 4;
    let sure = sure || alone(cx, at, end) || text.before(at) == '历';
    // 每逢春节, 春节等重要传统节日期间: no one year's.
    let clause: String = text.chars()[end..].iter().take(18).take_while(|c| !matches!(c, '，' | '。')).collect();
    let any = text.ends_with(at, "每逢")
        || text.ends_with(at, "每到")
        || clause.split_once('等').is_some_and(|(list, rest)| (list.is_empty() || list.starts_with('、') || list.starts_with('和')) && rest.contains("节日"));
    (sure && !any && !festival_compound(text, end) && !is_label(text, at, end)).then(|| (end, Point { festival: Some(row), ..Point::default() }, FESTIVAL))
}
