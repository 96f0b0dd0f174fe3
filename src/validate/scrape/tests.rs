//! Each row is a scrape and the checks that must fire on it, no others; the last tests set scrapes side by side.

use chrono::{DateTime, Utc};

use super::*;

const BODY: &str = "某地今天发布报告，称网络安全产业规模达到一百亿元，同比增长百分之十五，企业数量超过三百家，带动就业两万人。";

fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-01-01T00:00:00Z").unwrap().with_timezone(&Utc)
}

fn findings(path: &str, record: &str, expectations: &Expectations) -> Vec<Finding> {
    let record = RawRecord::file(path, record.as_bytes());
    let options = ReadOptions::default();
    check_scrape(&record, &Article::parse(&record, &options), &options, expectations, now())
}

fn ids(path: &str, record: &str) -> Vec<&'static str> {
    findings(path, record, &Expectations::default()).iter().map(|f| f.rule.id).collect()
}

#[test]
fn single_scrapes() {
    let whole = |head: &str| format!("---\n{head}\n---\n# 某地发布报告\n\n{BODY}\n");
    let good = "title: 某地发布报告\nurl: https://example.com/a\nsource: 某报\ndate: 2023-03-24\nfetch_date: 2023-03-25";
    let without = |key: &str| good.lines().filter(|l| !l.starts_with(key)).collect::<Vec<_>>().join("\n");
    let with = |key: &str, value: &str| format!("{}\n{key}: {value}", without(key));
    let table: Vec<(&str, String, Vec<&str>)> = vec![
        ("a.md", whole(good), vec![]),
        ("a.md", whole(&with("title", "\"某地: 发布报告\"")), vec![]),
        ("a.md", whole(&with("title", "某地: 发布报告")), vec!["front_matter.not_yaml"]),
        ("a.md", whole(&with("url", "example.com/a")), vec!["front_matter.schema"]),
        ("a.md", whole(&without("url")), vec!["field.no_url"]),
        ("a.md", whole(&without("source")), vec!["field.no_source"]),
        ("a.md", whole(&without("date")), vec!["field.no_date"]),
        ("a.md", whole(&with("date", "2023-02-30")), vec!["date.unreadable"]),
        ("a.md", whole(&with("date", "2062-03-24")), vec!["date.in_future", "date.after_fetch"]),
        ("a.md", whole(&with("date", "1970-01-01")), vec!["date.before_1990"]),
        ("a.md", whole(&with("date", "2023-03-26")), vec![]),
        ("a.md", whole(&with("date", "2023-03-28")), vec!["date.after_fetch"]),
        ("a.md", format!("# 没有头\n\n{BODY}"), vec!["status.bad_front_matter"]),
        ("a.md", String::new(), vec!["status.empty"]),
        ("a.md", format!("---\n{good}\n---\n"), vec!["status.empty"]),
        ("CON.md", whole(good), vec!["file.name"]),
        ("为什么?.md", whole(good), vec!["file.name"]),
        ("会议 #1 “引号”👍.md", whole(good), vec![]),
        ("a.md", whole(&with("title", "完全不同的一件事情在另外一处发生")), vec!["title.not_in_body"]),
        ("a.md", whole(good).replace("一百", "\u{FFFD}\u{FFFD}\u{FFFD}"), vec!["text.mojibake"]),
    ];
    for (path, record, expected) in table {
        assert_eq!(ids(path, &record), expected, "{path} {record}");
    }
}

#[test]
fn findings_have_their_place() {
    let record = "---\ntitle: 甲\nurl: https://example.com/a\nsource: 某报\ndate: 昨天12点\n---\n正文在这里，写了一句话，又写了一句话，再写了一句话，还写了一句话。";
    let found = findings("a.md", record, &Expectations::default());
    let date = found.iter().find(|f| f.rule.id == "date.unreadable").unwrap();
    assert_eq!((date.place.line, date.place.column, date.place.end_column), (5, 7, 12));
    assert_eq!(date.excerpt.as_deref(), Some("date: 昨天12点"));
}

#[test]
fn expectations_change_what_is_found() {
    let record = format!("---\ntitle: 某地发布报告\nurl: https://example.com/a\nsource: 某报\ndate: 2023-03-24\n---\n{BODY}");
    let mut expectations = Expectations::default();
    expectations.sources.insert("某报".to_owned(), SourceExpectations { min_body: Some(500), languages: vec!["en".to_owned()] });
    let found: Vec<&str> = findings("a.md", &record, &expectations).iter().map(|f| f.rule.id).collect();
    assert_eq!(found, ["body.short", "text.language"]);
    expectations.severity.insert("body.short".to_owned(), Severity::Off);
    expectations.severity.insert("text.language".to_owned(), Severity::Error);
    let found = findings("a.md", &record, &expectations);
    assert_eq!(found.iter().map(|f| (f.rule.id, f.severity)).collect::<Vec<_>>(), [("text.language", Severity::Error)]);
}

fn scrape(n: usize, source: &str, status: Status, month: &str) -> Scrape {
    Scrape {
        path: format!("{n}.md"),
        line: 1,
        source: source.to_owned(),
        status,
        month: Some(month.to_owned()),
        body_chars: 1000,
        url: Some(format!("https://example.com/{n}")),
        text_digest: n.to_string(),
        in_scope: true,
    }
}

#[test]
fn a_source_that_goes_bad_is_seen() {
    let fine = |source: &'static str| (0..40).map(move |n| scrape(n, source, if n % 20 == 0 { Status::Empty } else { Status::Ok }, "2023-01"));
    let later = |source: &'static str, empty: usize| (40..60).map(move |n| scrape(n, source, if n - 40 < empty { Status::Empty } else { Status::Ok }, "2023-02"));
    let scrapes: Vec<Scrape> = fine("安全牛").chain(later("安全牛", 18)).chain(fine("某报")).chain(later("某报", 2)).collect();
    let found = drift(&scrapes, &BTreeMap::new());
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), ["安全牛: 90 % empty in 2023-02 (18 of 20), 5 % before"]);
    // What was usual before, by the committed statistics: half of them were empty all the time.
    let before = SourceStats { documents: 100, median_body_chars: 900, statuses: BTreeMap::from([("empty".to_owned(), 85)]) };
    assert_eq!(drift(&scrapes, &BTreeMap::from([("安全牛".to_owned(), before)])), []);
}

#[test]
fn copies_and_captures() {
    let mut scrapes: Vec<Scrape> = (0..4).map(|n| scrape(n, "某报", Status::Ok, "2023-01")).collect();
    scrapes[1].url = scrapes[0].url.clone();
    scrapes[2].url = scrapes[0].url.clone();
    scrapes[2].text_digest = scrapes[0].text_digest.clone();
    let found = copies(&scrapes, &Copies::from([(3, (0, 0.97))]), &Expectations::default());
    assert_eq!(found.iter().map(|f| (f.path.as_str(), f.rule.id)).collect::<Vec<_>>(), [("3.md", "duplicate.content"), ("1.md", "duplicate.url")]);
    scrapes[3].in_scope = false;
    assert_eq!(copies(&scrapes, &Copies::from([(3, (0, 0.97))]), &Expectations::default()).len(), 1);
}

#[test]
fn short_for_its_source() {
    let mut scrapes: Vec<Scrape> = (0..12).map(|n| scrape(n, "某报", Status::Ok, "2023-01")).collect();
    scrapes[5].body_chars = 60;
    let found = short_bodies(&scrapes, &BTreeMap::new(), &Expectations::default());
    assert_eq!(found.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(), ["5.md"]);
    assert_eq!(short_bodies(&scrapes[..6], &BTreeMap::new(), &Expectations::default()), []);
}
