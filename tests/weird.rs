//! Bad input: every record ends as a row with a status and a reason, and the rest goes on.

use jushi::article::{Article, RawRecord, ReadOptions, Status};

fn status(path: &str, bytes: &[u8]) -> (Status, String) {
    let article = Article::parse(&RawRecord::file(path, bytes), &ReadOptions::default());
    (article.status, article.status_detail.unwrap_or_default())
}

#[test]
fn statuses_of_broken_records() {
    assert_eq!(status("a.md", b"").0, Status::Empty);
    assert_eq!(status("a.md", "---\ntitle: 甲\n---\n".as_bytes()).0, Status::Empty);
    assert_eq!(status("a.md", &[0_u8; 1000]), (Status::Garbled, "undecodable".to_owned()));
    assert_eq!(status("a.md", "正文".as_bytes()).0, Status::BadFrontMatter);
    let large = vec![b'a'; 17 << 20];
    let (code, detail) = status("a.md", &large);
    assert!(code == Status::Garbled && detail.starts_with("refused: "), "{detail}");
}

#[test]
fn depth_and_length_cost_no_more_than_time() {
    let deep = format!("---\ntitle: 甲\n---\n{}文{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let _ = status("a.md", deep.as_bytes());
    let _ = status("a.html", deep.as_bytes());
    let quotes = format!("---\ntitle: 甲\n---\n{}", "> ".repeat(5_000));
    let _ = status("a.md", quotes.as_bytes());
    let brackets = format!("---\ntitle: 甲\n---\n{}", "（《“".repeat(20_000));
    let _ = status("a.md", brackets.as_bytes());
    for marks in ["[", "![", "**a", "**。a", "[\n\na", "[a](b", "|a", "> [![x\n\n"] {
        let _ = status("a.md", format!("---\ntitle: 甲\n---\n{}", marks.repeat(40_000)).as_bytes());
    }
    let line = format!("---\ntitle: 甲\n---\n{}", "网络安全产业规模达100亿元，".repeat(2_000));
    let _ = status("a.md", line.as_bytes());
}

#[test]
fn json_records_without_a_text_say_what_they_have() {
    let record = RawRecord::json("a.jsonl#1".to_owned(), 0, br#"{"id": 1, "foo": "x"}"#.to_vec());
    let article = Article::parse(&record, &ReadOptions::default());
    assert_eq!(article.status, Status::Empty);
    assert!(article.status_detail.unwrap().contains("id, foo"));
    let record = RawRecord::json("a.jsonl#2".to_owned(), 0, b"[1]".to_vec());
    assert_eq!(Article::parse(&record, &ReadOptions::default()).status, Status::Empty);
}

#[test]
fn fields_under_other_names() {
    let json = r#"{"headline": "报告发布", "link": "https://example.com/a", "pubDate": "2023-03-24", "account": "某报", "content": "2021年，产业规模达354.6亿元，同比增长24.3%，增速位居全国前列，企业数量超过三百家，从业人员达八万余人。"}"#;
    let article = Article::parse(&RawRecord::json("a.jsonl#1".to_owned(), 0, json.as_bytes()), &ReadOptions::default());
    assert_eq!(article.status, Status::Ok, "{:?}", article.status_detail);
    assert_eq!(article.metadata.publisher.as_deref(), Some("某报"));
    assert_eq!(article.metadata.canonical_url.as_deref(), Some("https://example.com/a"));
    let options = ReadOptions { fields: vec![("text".to_owned(), "zhengwen".to_owned())], ..ReadOptions::default() };
    let json = json.replace("content", "zhengwen");
    assert_eq!(Article::parse(&RawRecord::json("a.jsonl#1".to_owned(), 0, json.as_bytes()), &options).status, Status::Ok);
}
