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
        names(),
        "[一二三四五六七八九十百千万亿零点两年月日元%.0-9,，。（）《》“”至到—\\- ]{1,24}",
        "\\PC{0,24}",
        any::<String>(),
    ]
}

/// What stands beside names, in any order: offices, verbs, letters of either width, dots and brackets.
fn names() -> impl Strategy<Value = String> {
    const WORDS: &str = "工程师 总裁 表示 公司 集团 发布 黑客 组织 大会 大学 研究院 美国 四川省 张 欧阳 约翰 第三届 漏洞 报告 标准 病毒 简称 、 和 的 ： 《 》 （ ） “ ” \
        Eric Smith IBM Ｂ ｓ ２ é O' v1. CVE-2023-1 GB/T · - . @ <? ?>";
    prop::collection::vec(prop::sample::select(WORDS.split(' ').chain([" "]).collect::<Vec<_>>()), 1..12).prop_map(|words| words.concat())
}

/// What random pieces once broke stays whole.
#[test]
fn pieces_that_broke() {
    let body = "《。两》第四届大会（以下简称“大会”）共计200余人，三四十家，5万元以上10万元以下";
    holds("a.md", format!("---\ntitle: 标题\ndate: 2023-03-24\n---\n{body}").as_bytes());
    holds("b.md", body.as_bytes());
    // A letter of full width behind an office is more than a byte long.
    holds("c.md", "---\ntitle: 标题\ndate: 2023-03-24\n---\n该所工程师Ｂ'Ｏ说，工程师Ｂｒｏｗｎ表示。".as_bytes());
    // So is what stands behind the mark of a processing instruction.
    holds("d.md", "甲<?é?>乙".as_bytes());
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

/// A whole number in Chinese numerals, as it is read out.
fn in_chinese(n: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    fn section(n: u64, out: &mut String) {
        let mut zero = false;
        for (unit, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = (n / unit % 10) as usize;
            if digit == 0 {
                zero = !out.is_empty();
                continue;
            }
            if zero && !out.ends_with('零') {
                out.push('零');
            }
            zero = false;
            out.push(DIGITS[digit]);
            out.push_str(word);
        }
    }
    if n == 0 {
        return "零".to_owned();
    }
    let mut out = String::new();
    for (unit, word) in [(1_0000_0000_u64, "亿"), (1_0000, "万"), (1, "")] {
        let part = n / unit % 1_0000;
        if part == 0 {
            continue;
        }
        if !out.is_empty() && part < 1000 {
            out.push('零');
        }
        let mut digits = String::new();
        section(part, &mut digits);
        out.push_str(&digits);
        out.push_str(word);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// Printing a number in Chinese numerals and reading it back gives the number.
    #[test]
    fn numerals_are_read_as_they_are_written(n in prop_oneof![0_u64..100, 100_u64..100_000, 100_000_u64..9999_9999_9999]) {
        let written = in_chinese(n);
        let text = jushi::text::Text::new(written.clone());
        let read = jushi::extract::numeral::parse_at(&text, 0).expect("no overflow").expect("a numeral");
        prop_assert_eq!(read.span.len(), text.len(), "{}", written);
        prop_assert_eq!(read.value.to_string(), n.to_string(), "{}", written);
    }

    /// Ranges are ordered, and quantities and times of any such text lie within it.
    #[test]
    fn ranges_are_ordered(a in 0_u32..100_000, b in 0_u32..100_000, link in prop_oneof![Just("-"), Just("至"), Just("到"), Just("~")], unit in prop_oneof![Just("家"), Just("亿元"), Just("%"), Just("天"), Just("日")]) {
        let article = Article::plain(&format!("共{a}{link}{b}{unit}。"), None);
        let found = jushi::extract::extract(&jushi::extract::Context::of(&article));
        for quantity in &found.quantities {
            prop_assert!(quantity.value.value_max.is_none_or(|max| quantity.value.value < max), "{}", article.text.as_str());
        }
        for time in &found.times {
            prop_assert!(time.value.start.zip(time.value.end).is_none_or(|(start, end)| start <= end), "{}", article.text.as_str());
        }
    }
}

/// No spelling of a unit means two things: units, currencies and classifiers are told apart by their words alone.
#[test]
fn unit_tables_do_not_clash() {
    let lexicon = jushi::lexicon::Lexicon::standard();
    for currency in lexicon.currencies() {
        for name in currency.names.iter().filter(|n| n.chars().count() > 1) {
            let text = jushi::text::Text::new((*name).to_owned());
            let unit = lexicon.longest(&text, 0, |s| matches!(s, jushi::lexicon::Sense::Unit(_)));
            assert!(unit.is_none_or(|(end, _)| end < text.len()), "{name} is a currency and a unit");
        }
    }
}
