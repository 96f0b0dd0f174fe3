//! Tables of phrases with the times in them.

use super::*;
use crate::article::Article;

fn read(text: &str) -> Vec<String> {
    let article = Article::plain(text, NaiveDate::from_ymd_opt(2023, 3, 24));
    let cx = Context::of(&article);
    let mut mentions = Mentions::default();
    identifier::extract(&cx, &mut mentions);
    extract(&cx, &mut mentions);
    let day = |d: Option<NaiveDate>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
    mentions.times.iter().map(|t| format!("{}={} {}..{}", article.text.slice(t.span), t.value.kind, day(t.value.start), day(t.value.end))).collect()
}

#[test]
fn times() {
    let table: &[(&str, &[&str])] = &[
        ("2023年2月23日至24日，论坛召开。", &["2023年2月23日至24日=period 2023-02-23..2023-02-24"]),
        ("立足“十四五”新阶段，“十四五”期间", &["“十四五”=period 2021-01-01..2025-12-31", "“十四五”期间=period 2021-01-01..2025-12-31"]),
        ("近三年累计收入", &["近三年=duration -..-"]),
        ("于 2019 年 1 月正式揭牌", &["2019 年 1 月=period 2019-01-01..2019-01-31"]),
        ("截至 2022 年底，共吸引", &["2022 年底=period 2022-12-01..2022-12-31"]),
        ("2016 年至 2021 年，规模递增", &["2016 年至 2021 年=period 2016-01-01..2021-12-31"]),
        ("到2023年，规模超过", &["2023年=period 2023-01-01..2023-12-31"]),
        ("3月23日，大会召开。23日上午，开幕。", &["3月23日=date 2023-03-23..2023-03-23", "23日上午=date 2023-03-23..2023-03-23"]),
        ("2022年10月至12月", &["2022年10月至12月=period 2022-10-01..2022-12-31"]),
        ("10月28日—11月2日举行", &["10月28日—11月2日=period 2022-10-28..2022-11-02"]),
        ("今年上半年，去年底。前三季度", &["今年上半年=period 2023-01-01..2023-06-30", "去年底=period 2022-12-01..2022-12-31", "前三季度=period 2023-01-01..2023-09-30"]),
        ("2021年以来，攻击增加", &["2021年以来=period 2021-01-01..2023-03-24"]),
        ("二〇二三年三月五日", &["二〇二三年三月五日=date 2023-03-05..2023-03-05"]),
        ("2023-02-23、2023/2/23、2023.2.23", &["2023-02-23=date 2023-02-23..2023-02-23", "2023/2/23=date 2023-02-23..2023-02-23", "2023.2.23=date 2023-02-23..2023-02-23"]),
        ("上周三，本周，昨日", &["上周三=date 2023-03-15..2023-03-15", "本周=period 2023-03-20..2023-03-26", "昨日=date 2023-03-23..2023-03-23"]),
        ("2021-2023年。3-5月。23-24日", &["2021-2023年=period 2021-01-01..2023-12-31", "3-5月=period 2023-03-01..2023-05-31", "23-24日=period 2023-03-23..2023-03-24"]),
        ("过去 5 年工作，24小时，三年", &["过去 5 年=duration -..-", "24小时=duration -..-", "三年=duration -..-"]),
        ("每年举办，每月一次", &["每年=set -..-", "每月=set -..-"]),
        ("2022年春节。国庆节", &["2022年春节=date 2022-02-01..2022-02-01", "国庆节=date 2023-10-01..2023-10-01"]),
        ("9月30日9点恢复", &["9月30日9点=date 2022-09-30..2022-09-30"]),
        ("三年前，2个月前", &["三年前=period 2020-01-01..2020-12-31", "2个月前=period 2023-01-01..2023-01-31"]),
        ("2018年9月发布。同年，规划印发。", &["2018年9月=period 2018-09-01..2018-09-30", "同年=period 2018-01-01..2018-12-31"]),
        ("5月上旬，月底，2022年第三季度", &["5月上旬=period 2022-05-01..2022-05-10", "月底=period 2022-05-21..2022-05-31", "2022年第三季度=period 2022-07-01..2022-09-30"]),
        ("20世纪90年代，上世纪80年代", &["20世纪90年代=period 1990-01-01..1999-12-31", "上世纪80年代=period 1980-01-01..1989-12-31"]),
        ("2023-2024财年净收入", &["2023-2024财年=period -..-"]),
        ("2023年1-5月，营收增长", &["2023年1-5月=period 2023-01-01..2023-05-31"]),
        ("2022上半年", &["2022上半年=period 2022-01-01..2022-06-30"]),
    ];
    let mut failures = Vec::new();
    for (text, expected) in table {
        let got = read(text);
        if got != *expected {
            failures.push(format!("{text}\n  expected {expected:?}\n  found    {got:?}"));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), table.len(), failures.join("\n"));
}

#[test]
fn no_times() {
    let table = [
        "近日，日前，目前，当前，近年来，未来",
        "CVE-2024-21762",
        "4/5G网络",
        "零点五",
        "版本3.1.2",
        "一日之计在于春",
        "百年大计",
        "第一时间",
        "这一点很重要",
        "端口8080",
        "1024个字节",
        "增长24.3%",
        "三点建议",
        "第三届大会",
        "5号楼",
        "192.168.1.10",
        "010-82992251",
        "比例为5:1",
        "彻底解决",
        "初步完成",
        "本次大会",
        "前三名",
        "逐年递增",
    ];
    let wrong: Vec<String> = table.iter().map(|t| (t, read(t))).filter(|(_, got)| !got.is_empty()).map(|(t, got)| format!("{t}: {got:?}")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn impossible_dates_are_noted() {
    let article = Article::plain("2023年2月30日发布，13月31日。", NaiveDate::from_ymd_opt(2023, 3, 24));
    let mut mentions = Mentions::default();
    extract(&Context::of(&article), &mut mentions);
    assert!(mentions.times.is_empty(), "{:?}", mentions.times);
    assert!(mentions.notes.iter().any(|n| n.code == "time.impossible_date"));
}
