//! Decides which stretches are identifiers, in which no number, time or name is looked for.
//!
//! URLs, addresses, versions, telephone numbers, numbers of vulnerabilities and standards: their shape decides, not their
//! words, so each is an anchored expression. One pass over the text for all of them.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{ByteSpan, CharSpan, Text};

use super::{Context, Mentions};

/// What an identifier identifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierKind {
    /// A web or mail address.
    Address,
    /// A vulnerability: CVE, CNVD, CNNVD, GHSA, MS bulletin.
    Vulnerability,
    /// A standard: GB/T 35273-2020.
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

/// The shapes, by kind; at one position the first that matches counts. `(?-u:\b)` is a boundary of ASCII words: a Han character
/// next to a Latin one is one.
const SHAPES: &[(IdentifierKind, &str)] = &[
    (IdentifierKind::Address, r"(?i:https?|hxxps?|ftp)://[\x21-\x7E&&[^<>\x22|]]+"),
    (IdentifierKind::Address, r"(?-u:\b)[A-Za-z0-9._%+#-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    (IdentifierKind::Vulnerability, r"(?-u:\b)(?i:CVE)[-‑–—]\d{4}[-‑–—]\d{4,7}(?-u:\b)"),
    (
        IdentifierKind::Vulnerability,
        r"(?-u:\b)(?:CNVD(?:-C)?-\d{4}-\d{4,7}|CNNVD-\d{6}-\d{3,5}|CNNVD-\d{4}-\d{4,9}|GHSA(?:-[0-9a-z]{4}){3}|MS\d{2}-\d{3}|ZDI-\d{2}-\d{3,5}|QVD-\d{4}-\d{3,6}|XVE-\d{4}-\d{3,6}|NVDB-[A-Z]*-?\d{6,10})(?-u:\b)",
    ),
    (IdentifierKind::Standard, r"(?-u:\b)(?:GB(?:/[TZ])?|GM/[TZ]|YD/T|JR/T|GA/T|DB\d{2}/T|ISO(?:/IEC)?(?:\sTS)?|IEC|RFC|NIST\sSP|T/[A-Z]{2,8})\s?\d+(?:[.-]\d+)*(?:[—:–-]\d{4})?"),
    (IdentifierKind::DocumentNumber, r"\p{Han}{1,10}[〔\[（(]\d{4}[〕\]）)]\s?第?\d{1,5}号"),
    (IdentifierKind::Network, r"(?-u:\b)\d{1,3}(?:\[?\.\]?\d{1,3}){3}(?:[:/]\d{1,5})?(?-u:\b)"),
    (IdentifierKind::Telephone, r"(?:\+86[- ]?)?(?-u:\b)(?:0\d{2,3}[-－ ]\d{7,8}(?:[-转]\d{1,6})?|400[-－]?\d{3,4}[-－]\d{3,4}|1[3-9]\d{9})(?-u:\b)"),
    (IdentifierKind::Digest, r"(?-u:\b)(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})(?-u:\b)"),
    (
        IdentifierKind::File,
        r"(?-u:\b)[\w.-]{1,60}\.(?i:exe|dll|php|jsp|aspx?|html?|js|py|sh|bat|ps1|zip|rar|7z|docx?|xlsx?|pptx?|pdf|apk|jar|so|sys|ini|conf|cfg|xml|json|ya?ml|lnk|iso|msi|vbs|hta|png|jpe?g|gif)(?-u:\b)",
    ),
    // “2023年12月工资明细.rar”: a file's name in quotes may be in Chinese and have blanks.
    (IdentifierKind::File, r"[“「][^“”「」\n。，]{1,40}\.\s?(?i:exe|zip|rar|7z|docx?|xls[xm]?|pptx?|pdf|apk|lnk|iso|msi|js|vbs)[”」]"),
    (IdentifierKind::Version, r"(?-u:\b)[vV]?\d+(?:\.\d+){2,5}(?:[-_.]?(?i:rc|beta|alpha|sp|p|b|build|u)\.?\d*)*(?-u:\b)"),
    (IdentifierKind::Version, r"(?-u:\b)[vV]\d+(?:\.\d+)*(?-u:\b)"),
    (IdentifierKind::Version, r"(?:版本号?[:：为]?\s?|[Vv]ersion\s)\d+(?:\.\d+)+"),
];

static COMBINED: LazyLock<Regex> = LazyLock::new(|| {
    let parts: Vec<String> = SHAPES.iter().map(|(_, shape)| format!("({shape})")).collect();
    regex::RegexBuilder::new(&parts.join("|")).dfa_size_limit(8 << 20).build().expect("the shapes are constants, which every test compiles")
});

/// The web and mail addresses of a text.
#[must_use]
pub fn addresses(text: &Text) -> Vec<CharSpan> {
    static ADDRESSES: LazyLock<Regex> = LazyLock::new(|| {
        let shapes: Vec<&str> = SHAPES.iter().filter(|(kind, _)| *kind == IdentifierKind::Address).map(|(_, shape)| *shape).collect();
        Regex::new(&shapes.join("|")).expect("the shapes are constants, which every test compiles")
    });
    ADDRESSES.find_iter(text.as_str()).map(|m| text.chars_of(ByteSpan::of(m.range()))).collect()
}

/// Adds the identifiers of the article.
pub fn extract(cx: &Context<'_>, mentions: &mut Mentions) {
    let text = cx.text();
    for found in COMBINED.captures_iter(text.as_str()) {
        let Some((index, matched)) = (1..=SHAPES.len()).find_map(|i| found.get(i).map(|m| (i - 1, m))) else { continue };
        let kind = SHAPES[index].0;
        let span = text.chars_of(ByteSpan::of(matched.range()));
        // A date with dots is a date: 2023.2.23.
        if kind == IdentifierKind::Version && is_dotted_date(matched.as_str()) {
            continue;
        }
        mentions.identifiers.push(Identifier { span, kind });
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
    use super::*;
    use crate::article::Article;

    fn found(text: &str) -> Vec<(IdentifierKind, String)> {
        let article = Article::plain(text, None);
        let mut mentions = Mentions::default();
        extract(&Context::of(&article), &mut mentions);
        mentions.identifiers.iter().map(|i| (i.kind, article.text.slice(i.span).to_owned())).collect()
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
            ("2023.2.23召开", vec![]),
            ("增长24.3%", vec![]),
        ];
        for (text, expected) in table {
            let expected: Vec<(IdentifierKind, String)> = expected.into_iter().map(|(k, s)| (k, s.to_owned())).collect();
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
