//! Laws that hold over any input.

use jushi::article::{Article, RawRecord, ReadOptions};
use jushi::pipeline::process;
use jushi::record::{ArticleRows, DocTable, for_each_document_table};
use jushi::text::CharSpan;
use proptest::prelude::*;

/// Every span of every row slices to its text, and its raw span is what the map says of it.
fn spans_hold(article: &Article, rows: &ArticleRows, bytes: &[u8]) {
    let text = &article.text;
    macro_rules! check {
        (() $($field:ident: $Row:ident,)+) => {$(
            for row in &rows.$field {
                let Some(place) = row.place() else { continue };
                let span = CharSpan::of(place.chars.0 as usize..place.chars.1 as usize);
                assert_eq!(place.text, Some(text.slice(span)), "{:?}", row);
                let (raw_start, raw_end) = (place.raw.0 as usize, place.raw.1 as usize);
                assert!(raw_start < raw_end && raw_end <= bytes.len(), "{:?}", row);
                let first = article.raw(CharSpan::of(span.start()..span.start() + 1)).expect("a span begins on a kept character");
                let last = article.raw(CharSpan::of(span.end() - 1..span.end())).expect("a span ends on a kept character");
                if stringify!($field) != "facts" && stringify!($field) != "positions" {
                    assert_eq!((raw_start, raw_end), (first.start(), last.end()), "{:?}", row);
                }
            }
        )+};
    }
    for_each_document_table!(check!());
}

fn holds(path: &str, bytes: &[u8]) {
    let record = RawRecord::file(path, bytes);
    let options = ReadOptions::default();
    let article = Article::parse(&record, &options);
    assert!(article.map.rises(), "raw ranges must rise with the text");
    for kept in article.map.kept(article.text.bytes(article.text.span())) {
        assert!(kept.raw.end() <= bytes.len());
        if kept.kind == jushi::text::SegmentKind::Verbatim {
            assert_eq!(&bytes[kept.raw.range()], &article.text.as_str().as_bytes()[kept.text.range()]);
        }
    }
    let first = process(&record, &options);
    let again = process(&record, &options);
    assert_eq!(first.rows, again.rows, "the same record gives the same rows");
    assert!(first.rows.get().rejects.is_empty(), "{:?}", first.rows.get().rejects);
    spans_hold(&article, first.rows.get(), bytes);
}

/// Pieces that articles are made of, broken and whole.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("2023年2月23日至24日，论坛在四川成都召开。".to_owned()),
        Just("累计收入突破1000亿元，同比增长24.3%，较2020年的285.19亿元".to_owned()),
        Just("工业和信息化部副部长张云明表示，".to_owned()),
        Just("《管理办法（试行）》（以下简称《办法》）印发".to_owned()),
        Just("**加粗**[链接](http://a.example/b)![图](x.png)".to_owned()),
        Just("<p>段落&nbsp;&amp;&#20013;<br>换行</p><script>x</script>".to_owned()),
        Just("\n\n- 列表\n- 第二\n\n| a | b |\n|---|---|\n| 1家 | 2% |\n\n".to_owned()),
        Just("第四届大会（以下简称“大会”）共计200余人，三四十家，5万元以上10万元以下".to_owned()),
        Just("---\ntitle: 甲: 乙\n---\n".to_owned()),
        Just("\u{200B}\u{FEFF}\u{AD}　\t 　".to_owned()),
        "[一二三四五六七八九十百千万亿零点两年月日元%.0-9,，。（）《》“”至到—\\- ]{1,24}",
        "\\PC{0,24}",
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces(pieces in prop::collection::vec(piece(), 0..12)) {
        let body = pieces.concat();
        holds("a.md", format!("---\ntitle: 标题\ndate: 2023-03-24\n---\n{body}").as_bytes());
        holds("a.html", format!("<html><head><title>标题</title></head><body>{body}</body></html>").as_bytes());
        holds("b.md", body.as_bytes());
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds("a.md", &bytes);
        holds("a.html", &bytes);
    }

    #[test]
    fn json_strings(title in "\\PC{0,20}", pieces in prop::collection::vec(piece(), 0..6)) {
        let record = serde_json::json!({ "title": title, "date": "2023-03-24", "text": pieces.concat() }).to_string();
        let record = RawRecord::json("a.jsonl#1".to_owned(), 0, record.into_bytes());
        let article = Article::parse(&record, &ReadOptions::default());
        prop_assert!(article.map.rises());
        let rows = process(&record, &ReadOptions::default()).rows.into_inner();
        spans_hold(&article, &rows, &record.bytes);
    }
}

#[test]
fn the_founding_articles() {
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/raw")).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|n| n != "README.md") {
            holds(&path.file_name().unwrap().to_string_lossy(), &std::fs::read(&path).unwrap());
        }
    }
}
