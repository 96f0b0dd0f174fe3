//! Decides what the article as a whole says of its times: the year, month or week that it covers, the items that it is made of.

use crate::text::{CharSpan, Text};

/// Whether a title is that of a weekly report.
pub fn is_weekly(title: &str) -> bool {
    ["周报", "周讯", "一周", "周刊", "周回顾", "每周"].iter().any(|w| title.contains(w))
}

/// Whether a title is that of a digest of news, whose items have days of their own.
pub fn is_digest(title: &str) -> bool {
    ["早知道", "早报", "牛览", "晚报", "日报", "头条"].iter().any(|w| title.contains(w))
}

/// The year that a title looks back on: 2022年度美国网络安全政策回顾.
pub fn year_reviewed(title: &str) -> Option<i32> {
    // 2022，又一年: a look back of one's own.
    let own = title.chars().take(4).all(|c| c.is_ascii_digit()) && !title.chars().nth(4).is_some_and(|c| c == '年' || c.is_ascii_digit()) && title.contains("一年");
    if !own && !["回顾", "盘点", "总结", "年度", "年报", "大事记", "全景"].iter().any(|w| title.contains(w)) {
        return None;
    }
    let digits = title.split(|c: char| !c.is_ascii_digit()).find(|d| d.len() == 4)?;
    digits.parse().ok().filter(|year| (1990..2100).contains(year))
}

/// The month that the report of a title is about: 2024年2月勒索软件流行态势分析.
pub fn month_reviewed(title: &str) -> Option<(i32, u32)> {
    if !["态势", "月报", "月度", "报告", "情报", "盘点", "回顾"].iter().any(|w| title.contains(w)) {
        return None;
    }
    let (before, behind) = title.split_once('年')?;
    let (month, _) = behind.split_once('月')?;
    let year = before.get(before.len().checked_sub(4)?..)?;
    Some((year.parse().ok()?, month.trim().parse().ok().filter(|m| (1..=12).contains(m))?))
}

/// Whether what follows a set in a title is what a column brings: 每日安全动态推送, 每周威胁情报解读.
pub fn names_column(text: &Text, end: usize) -> bool {
    const BRINGS: &[&str] = &["推送", "解读", "简报", "资讯", "动态", "报告", "摘要", "早报", "速递"];
    let behind: String = text.chars()[end..].iter().take(12).take_while(|c| **c != '\n').collect();
    BRINGS.iter().any(|word| behind.contains(word))
}

/// Whether a day opens an item of news: 1月23日消息，…; 据某社11月4日电.
pub fn opens_item(text: &Text, sentence: CharSpan, time: CharSpan) -> bool {
    let near = time.start() - sentence.start() <= 16;
    let behind: String = text.chars()[time.end()..].iter().take(8).collect();
    let clause = behind.split(['，', '。', '、']).next().unwrap_or_default();
    near && ["消息", "讯", "电"].iter().any(|w| clause.ends_with(w) || clause.starts_with(w))
}
