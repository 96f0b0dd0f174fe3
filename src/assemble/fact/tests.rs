//! Tables of sentences with the facts that they state.

use super::*;
use crate::article::Article;
use crate::testing::{finds_nothing, holds};

fn read(text: &str) -> Vec<String> {
    let article = Article::plain(text, NaiveDate::from_ymd_opt(2023, 3, 24));
    let cx = Context::of(&article);
    let mentions = crate::extract::extract(&cx);
    find(&cx, &mentions)
        .iter()
        .map(|f| {
            let q = &mentions.quantities[f.quantity];
            let day = |d: Option<NaiveDate>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
            format!("{}|{}|{}|{}..{}|{}", f.subject_text.as_deref().unwrap_or("-"), f.metric_text, article.text.slice(q.span), day(f.start), day(f.end), f.status)
        })
        .collect()
}

#[test]
fn facts() {
    let table: &[(&str, &[&str])] = &[
        (
            "2021年，成都市网络安全相关业务收入达354.6亿元，较2020年的285.19亿元，增长24.3%。",
            &[
                "成都市|网络安全相关业务收入|354.6亿元|2021-01-01..2021-12-31|actual",
                "成都市|网络安全相关业务收入|285.19亿元|2020-01-01..2020-12-31|actual",
                "成都市|网络安全相关业务收入增长|24.3%|2021-01-01..2021-12-31|actual",
            ],
        ),
        ("截至2022年底，通州园共吸引了128家网络安全相关企业入驻。", &["通州园|网络安全相关企业|128家|-..2022-12-31|actual"]),
        ("《行动计划》明确提出，到2025年，网络安全产业规模超过2500亿元。", &["《行动计划》|网络安全产业规模|2500亿元|-..2025-12-31|target"]),
    ];
    holds(table, read);
}

#[test]
fn rules_state_no_facts() {
    finds_nothing(&["处理100万人以上个人信息的，应当申报。", "处五万元以上五十万元以下罚款。"], read);
}
