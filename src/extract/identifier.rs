//! Decides which stretches are identifiers, in which no number, time or name is looked for.
//!
//! URLs, addresses, versions, telephone numbers, numbers of vulnerabilities and standards: their shape decides, not their
//! words, so each is an anchored expression.
//!
//! Most begin with a letter, a digit or a fixed word: they are one expression, which passes over Chinese text without leaving its
//! first state. The names of files and numbers of documents may begin with any word: they are known by a mark further on (an
//! ending, a year in brackets), and looked for backwards from it. What begins first counts, and of several that begin together the
//! first of the list, as if all were one expression; that one would count how far it is from every character (it took a tenth of
//! all time over a sample of 20,000 pages).

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;
use regex_automata::{Anchored, Input, meta};

use crate::text::{ByteSpan, CharSpan, Text};

use super::{Context, Mentions};

/// What an identifier identifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierKind {
    /// A web or mail address.
    Address,
    /// A vulnerability: CVE, CNVD, CNNVD, GHSA, MS bulletin.
    Vulnerability,
    /// A standard, or an order of a president: GB/T 35273-2020, 第14028号行政令.
    Standard,
    /// A network address, with or without a port.
    Network,
    /// A version of software.
    Version,
    /// A telephone number.
    Telephone,
    /// A digest or key.
    Digest,
    /// A file name or path.
    File,
    /// A document number in brackets: 工信部网安〔2023〕1号.
    DocumentNumber,
}

/// An identifier in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identifier {
    /// Where it stands.
    pub span: CharSpan,
    /// What it identifies.
    pub kind: IdentifierKind,
}

/// A shape: an expression, or of one that may begin with any word its lead and, behind it, the mark by which it is known.
struct Shape {
    kind: IdentifierKind,
    /// The lead with the most characters that it takes.
    lead: Option<(&'static str, usize)>,
    mark: &'static str,
}

const fn plain(kind: IdentifierKind, expression: &'static str) -> Shape {
    Shape { kind, lead: None, mark: expression }
}

const fn marked(kind: IdentifierKind, lead: &'static str, longest: usize, mark: &'static str) -> Shape {
    Shape { kind, lead: Some((lead, longest)), mark }
}

impl Shape {
    fn mark(&self) -> String {
        narrowed(self.mark)
    }

    fn expression(&self) -> String {
        narrowed(&format!("{}{}", self.lead.map_or("", |(lead, _)| lead), self.mark))
    }
}

/// An expression with the digits and Han characters that articles have in place of all that Unicode has: a class that is repeated is
/// compiled as often, and the full ones took a quarter of the time that the program needs to begin.
fn narrowed(expression: &str) -> String {
    const HAN: &str = r"[\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{F900}-\x{FAFF}〇々]";
    expression.replace(r"\d", "[0-9０-９]").replace(r"\p{Han}", HAN)
}

/// The shapes, by kind; at one position the first that matches counts. `(?-u:\b)` is a boundary of ASCII words: a Han character
/// next to a Latin one is one.
const SHAPES: &[Shape] = &[
    plain(IdentifierKind::Address, r"(?i:https?|hxxps?|ftp)://[\x21-\x7E&&[^<>\x22|]]+"),
    plain(IdentifierKind::Address, r"(?-u:\b)[A-Za-z0-9._%+#-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    plain(IdentifierKind::Vulnerability, r"(?-u:\b)(?i:CVE) ?[-‑–—]\d{4} ?[-‑–—]\d{4,7}(?-u:\b)"),
    plain(
        IdentifierKind::Vulnerability,
        r"(?-u:\b)(?:CNVD(?:-C)?-\d{4}-\d{4,7}|CNNVD-\d{6}-\d{3,5}|CNNVD-\d{4}-\d{4,9}|GHSA(?:-[0-9a-z]{4}){3}|MS\d{2}-\d{3}|ZDI-\d{2}-\d{3,5}|QVD-\d{4}-\d{3,6}|XVE-\d{4}-\d{3,6}|NVDB-[A-Z]*-?\d{6,10})(?-u:\b)",
    ),
    plain(
        IdentifierKind::Standard,
        r"(?-u:\b)(?:GB(?:/[TZ])?|GM/[TZ]|YD/T|JR/T|GA/T|DB\d{2}/T|ISO(?:/IEC)?(?:\sTS)?|IEC|RFC|NIST\sSP|T/[A-Z]{2,8})\s?\d+(?:[.-]\d+)*(?:[—:–-]\d{4})?",
    ),
    plain(IdentifierKind::Standard, r"第 ?\d{1,5} ?号(?:行政命令|行政令|总统令)"),
    marked(IdentifierKind::DocumentNumber, r"\p{Han}{1,10}", 10, r"[〔\[（(]\d{4}[〕\]）)]\s?第?\d{1,5}号"),
    plain(IdentifierKind::Network, r"(?-u:\b)\d{1,3}(?:\[?\.\]?\d{1,3}){3}(?:[:/]\d{1,5})?(?-u:\b)"),
    plain(IdentifierKind::Telephone, r"(?:\+86[- ]?)?(?-u:\b)(?:0\d{2,3}[-－ ]\d{7,8}(?:[-转]\d{1,6})?|400[-－]?\d{3,4}[-－]\d{3,4}|1[3-9]\d{9})(?-u:\b)"),
    plain(IdentifierKind::Digest, r"(?-u:\b)(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})(?-u:\b)"),
    marked(
        IdentifierKind::File,
        r"(?-u:\b)[0-9A-Za-z_.-]{1,60}",
        60,
        r"\.(?i:exe|dll|php|jsp|aspx?|html?|js|py|sh|bat|ps1|zip|rar|7z|docx?|xlsx?|pptx?|pdf|apk|jar|so|sys|ini|conf|cfg|xml|json|ya?ml|lnk|iso|msi|vbs|hta|png|jpe?g|gif)(?-u:\b)",
    ),
    // 2022年12月工资明细.xls: a name that begins with figures may be in Chinese; a.exe和b.exe are two.
    marked(IdentifierKind::File, r"(?-u:\b)\d[0-9A-Za-z_０-９\p{Han}&&[^和的]]{1,30}\p{Han}", 32, r"\.(?i:exe|zip|rar|7z|docx?|xls[xm]?|pptx?|pdf|apk)(?-u:\b)"),
    // “2023年12月工资明细.rar”: a file's name in quotes may be in Chinese and have blanks.
    marked(IdentifierKind::File, r"[“「][^“”「」\n。，]{1,40}", 41, r"\.\s?(?i:exe|zip|rar|7z|docx?|xls[xm]?|pptx?|pdf|apk|lnk|iso|msi|js|vbs)[”」]"),
    plain(IdentifierKind::Version, r"(?-u:\b)[vV]?\d+(?:\.\d+){2,5}(?:[-_.]?(?i:rc|beta|alpha|sp|p|b|build|u)\.?\d*)*(?-u:\b)"),
    plain(IdentifierKind::Version, r"(?-u:\b)[vV]\d+(?:\.\d+)*(?-u:\b)"),
    plain(IdentifierKind::Version, r"(?:版本号?[:：为]?\s?|[Vv]ersion\s)\d+(?:\.\d+)+"),
];

/// A hit: where it begins and ends, and the number of its shape.
type Hit = (usize, usize, usize);

/// Something that finds the first hit at or behind a place.
enum Searcher {
    /// The shapes without marks as one expression, with their numbers.
    Plain(meta::Regex, Vec<usize>),
    /// A shape with a mark.
    Marked { mark: meta::Regex, lead: usize, shape: meta::Regex, number: usize },
}

static SEARCHERS: LazyLock<Vec<Searcher>> = LazyLock::new(|| {
    let compile = |expression: &str| meta::Regex::new(expression).expect("the shapes are constants, which every test compiles");
    let (mut parts, mut numbers, mut searchers) = (Vec::new(), Vec::new(), Vec::new());
    for (number, shape) in SHAPES.iter().enumerate() {
        if let Some((_, lead)) = shape.lead {
            searchers.push(Searcher::Marked { mark: compile(&shape.mark()), lead, shape: compile(&shape.expression()), number });
        } else {
            parts.push(format!("({})", shape.mark()));
            numbers.push(number);
        }
    }
    searchers.push(Searcher::Plain(compile(&parts.join("|")), numbers));
    searchers
});

impl Searcher {
    fn first(&self, text: &str, from: usize) -> Option<Hit> {
        match self {
            Self::Plain(expression, numbers) => {
                // Where there is none is found without asking which.
                expression.search_half(&Input::new(text).range(from..))?;
                let mut captures = expression.create_captures();
                expression.search_captures(&Input::new(text).range(from..), &mut captures);
                let whole = captures.get_match()?;
                let group = (1..=numbers.len()).find(|group| captures.get_group(*group).is_some())?;
                Some((whole.start(), whole.end(), numbers[group - 1]))
            }
            Self::Marked { mark, lead, shape, number } => {
                let mut behind = from;
                while let Some(found) = mark.search(&Input::new(text).range(behind..)) {
                    let places = text[from..found.start()].char_indices().rev().take(*lead).last();
                    let farthest = places.map_or(found.start(), |(at, _)| from + at);
                    let starts = text[farthest..found.start()].char_indices().map(|(at, _)| farthest + at);
                    let hit = starts.into_iter().find_map(|start| shape.search(&Input::new(text).range(start..).anchored(Anchored::Yes)));
                    if let Some(hit) = hit {
                        return Some((hit.start(), hit.end(), *number));
                    }
                    behind = found.start() + text[found.start()..].chars().next().map_or(1, char::len_utf8);
                }
                None
            }
        }
    }
}

/// All hits of a text, in order.
fn hits(text: &str) -> Vec<Hit> {
    let mut next: Vec<Option<Hit>> = SEARCHERS.iter().map(|searcher| searcher.first(text, 0)).collect();
    let mut hits = Vec::new();
    while let Some(first) = next.iter().flatten().min_by_key(|(start, _, number)| (*start, *number)).copied() {
        hits.push(first);
        for (searcher, next) in SEARCHERS.iter().zip(&mut next) {
            if next.is_some_and(|(start, ..)| start < first.1) {
                *next = searcher.first(text, first.1);
            }
        }
    }
    hits
}

/// The web and mail addresses of a text.
#[must_use]
pub fn addresses(text: &Text) -> Vec<CharSpan> {
    static ADDRESSES: LazyLock<Regex> = LazyLock::new(|| {
        let shapes: Vec<String> = SHAPES.iter().filter(|s| s.kind == IdentifierKind::Address).map(Shape::expression).collect();
        Regex::new(&shapes.join("|")).expect("the shapes are constants, which every test compiles")
    });
    ADDRESSES.find_iter(text.as_str()).map(|m| text.chars_of(ByteSpan::of(m.range()))).collect()
}

/// What the number of a vulnerability begins with, in any case of its letters.
const VULNERABILITY_HEADS: [&str; 9] = ["CVE", "CNVD", "CNNVD", "GHSA", "MS", "ZDI", "QVD", "XVE", "NVDB"];

/// Whether a text may hold numbers of vulnerabilities: most pages that are not read in full do not.
#[must_use]
pub fn may_hold_vulnerabilities(text: &str) -> bool {
    static HEADS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let heads = VULNERABILITY_HEADS.iter().flat_map(|head| ["-", "‑", "–", "—", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"].map(|next| format!("{head}{next}")));
        AhoCorasick::builder().ascii_case_insensitive(true).build(heads).expect("a few short words make an automaton")
    });
    HEADS.is_match(text)
}

/// Adds the identifiers of the article.
pub fn extract(cx: &Context<'_>, mentions: &mut Mentions) {
    let text = cx.text();
    let written = text.as_str();
    for (start, end, number) in hits(written) {
        let kind = SHAPES[number].kind;
        // A date with dots is a date: 2023.2.23.
        if kind == IdentifierKind::Version && is_dotted_date(&written[start..end]) {
            continue;
        }
        mentions.identifiers.push(Identifier { span: text.chars_of(ByteSpan::of(start..end)), kind });
    }
}

fn is_dotted_date(written: &str) -> bool {
    let parts: Vec<u32> = written.split('.').filter_map(|p| p.parse().ok()).collect();
    matches!(parts[..], [year, month, day] if (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)) && written.split('.').count() == 3
}

/// The spans of all identifiers, sorted.
#[must_use]
pub fn spans(mentions: &Mentions) -> Vec<CharSpan> {
    mentions.identifiers.iter().map(|i| i.span).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;

    fn found(text: &str) -> Vec<(IdentifierKind, String)> {
        let article = Article::plain(text, None);
        let mut mentions = Mentions::default();
        extract(&Context::of(&article), &mut mentions);
        mentions.identifiers.iter().map(|i| (i.kind, article.text.slice(i.span).to_owned())).collect()
    }

    /// All shapes as one expression, which is what the searchers together must be.
    fn all_at_once(text: &str) -> Vec<Hit> {
        let parts: Vec<String> = SHAPES.iter().map(|s| format!("({})", s.expression())).collect();
        let whole = Regex::new(&parts.join("|")).unwrap();
        let number = |found: &regex::Captures<'_>| (1..=SHAPES.len()).find(|i| found.get(*i).is_some()).unwrap() - 1;
        whole.captures_iter(text).map(|found| (found.get(0).unwrap().start(), found.get(0).unwrap().end(), number(&found))).collect()
    }

    #[test]
    fn searchers_find_what_one_expression_finds() {
        for path in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/raw")).unwrap().map(|e| e.unwrap().path()) {
            let text = String::from_utf8(std::fs::read(path).unwrap()).unwrap();
            assert_eq!(hits(&text), all_at_once(&text));
        }
        let texts = [
            "工信部网安〔2023〕1号、国办发[2022]12号与附件3：名单.xlsx、“2023年12月 工资.rar”、a.b.exe.js",
            "请打开文件setup.exe，再看网信办（2021）第3号和“说明.pdf”。",
            "甲.docx乙.pdf“丙.zip”1.2.3.4 v2.0 版本：3.1 http://a.cn/x.php?y=1.html",
        ];
        for text in texts {
            assert_eq!(hits(text), all_at_once(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn searchers_are_one_expression(text in "(?:[甲乙丙a-cA-C0-3._ -]|\\.exe|\\.PDF|“|”|〔2023〕|号|第|（|）|CVE-2024-1234|http://|v1\\.2|版本|1\\.2\\.3|@|/){0,24}") {
            prop_assert_eq!(hits(&text), all_at_once(&text));
        }
    }

    #[test]
    fn vulnerabilities_are_not_shut_out() {
        for text in ["见CVE-2024-1234", "见CVE-2022 -4135", "cve–2021-44228", "CNVD-C-2020-12345", "MS17-010", "NVDB-CAIVD-2021000123", "nvdb-123456"] {
            assert!(may_hold_vulnerabilities(text), "{text}");
        }
        assert!(!may_hold_vulnerabilities("发布了一份报告。"));
    }

    #[test]
    fn shapes() {
        use IdentifierKind::{Address, File, Network, Standard, Telephone, Version, Vulnerability};
        let table = [
            ("漏洞编号为CVE-2024-21762，CNVD-2024-35261。", vec![(Vulnerability, "CVE-2024-21762"), (Vulnerability, "CNVD-2024-35261")]),
            ("地址192.168.1.10:8080", vec![(Network, "192.168.1.10:8080")]),
            ("电话：010-82992251", vec![(Telephone, "010-82992251")]),
            ("热线400-6110-110随时", vec![(Telephone, "400-6110-110")]),
            ("见https://a.example/b?c=2023年", vec![(Address, "https://a.example/b?c=2023")]),
            ("按GB/T 35273-2020要求", vec![(Standard, "GB/T 35273-2020")]),
            ("升级到7.2.5版本", vec![(Version, "7.2.5")]),
            ("运行a.exe后", vec![(File, "a.exe")]),
            ("样本针对的是a.exe和b.exe", vec![(File, "a.exe"), (File, "b.exe")]),
            ("附件2022年12月工资明细.xls带毒", vec![(File, "2022年12月工资明细.xls")]),
            ("2023.2.23召开", vec![]),
            ("增长24.3%", vec![]),
        ];
        for (text, expected) in table {
            let expected: Vec<(IdentifierKind, String)> = expected.into_iter().map(|(k, s)| (k, s.to_owned())).collect();
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
