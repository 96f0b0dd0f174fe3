//! Decides what became of a scrape.
//!
//! Twelve codes in order of precedence; the first that holds wins, and each verdict names its evidence. Page texts that give a
//! site's refusal away are data (`status_patterns.tsv`); shape (what is left of the page, the scraper's cap, the script of the
//! characters) decides the rest.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use crate::text::{ByteSpan, is_han};

use super::Status;
use super::chrome::PageLine;
use super::parse::FrontState;

/// What the verdict rests on.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// The size of the record.
    pub bytes: usize,
    /// Whether it was refused for its size.
    pub refused: bool,
    /// Whether its bytes are no text.
    pub undecodable: bool,
    /// What was found where a front matter is expected.
    pub front: FrontState,
    /// The canonical URL.
    pub url: Option<&'a str>,
    /// The title.
    pub title: Option<&'a str>,
    /// Every line of the page.
    pub lines: &'a [&'a str],
    /// The lines that are the article.
    pub kept: &'a [&'a PageLine<'a>],
    /// Whether the page's last line is one of them.
    pub last_line_kept: bool,
    /// Whether the page repeats its title, or a rule found the head of the article: the body's beginning is known.
    pub head_found: bool,
    /// Whether the scraper cut the page at its cap.
    pub capped: bool,
    /// Why a JSON record has no text, where it has none.
    pub missing_text: Option<&'a str>,
}

/// The scraper cuts a page at 8,000 characters and ends it with `...`; whole files that end so are far shorter than this.
const CAP_CHARS: usize = 7_900;

/// Whether the scraper cut a body at its cap.
#[must_use]
pub fn is_capped(source: &str, body: ByteSpan) -> bool {
    let body = source[body.range()].trim_end();
    body.ends_with("...") && body.len() >= CAP_CHARS && after_heading(body).chars().count() >= CAP_CHARS
}

/// The body behind the heading that the scraper adds.
fn after_heading(body: &str) -> &str {
    let body = body.trim_start();
    body.strip_prefix("# ").and_then(|rest| rest.split_once('\n')).map_or(body, |(_, rest)| rest.trim_start())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Url,
    Title,
    Anywhere,
    /// The article has at most so many characters left.
    Whole(usize),
}

struct Pattern {
    status: Status,
    scope: Scope,
    text: &'static str,
}

/// The patterns, compiled as one set.
struct Patterns {
    set: RegexSet,
    rows: Vec<Pattern>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let (mut shapes, mut rows) = (Vec::new(), Vec::new());
    for line in include_str!("status_patterns.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [status, matcher, pattern, scope, ..] = columns[..] else { continue };
        let shape = match matcher {
            "exact" => format!("^{}$", regex::escape(pattern)),
            "prefix" => format!("^{}", regex::escape(pattern)),
            "suffix" => format!("{}$", regex::escape(pattern)),
            "contains" => regex::escape(pattern),
            _ => pattern.to_owned(),
        };
        let scope = match scope.split_once(':') {
            Some(("whole", limit)) => Scope::Whole(limit.parse().unwrap_or(DEFAULT_WHOLE)),
            _ if scope.starts_with("whole") => Scope::Whole(DEFAULT_WHOLE),
            _ if scope == "url" => Scope::Url,
            _ if scope == "title" => Scope::Title,
            _ => Scope::Anywhere,
        };
        let Some(status) = Status::parse(status) else { continue };
        shapes.push(shape);
        rows.push(Pattern { status, scope, text: pattern });
    }
    Patterns { set: regex::RegexSetBuilder::new(&shapes).dfa_size_limit(8 << 20).build().expect("status_patterns.tsv holds valid expressions, which a test checks"), rows }
});

/// A page that "has little else" has at most so many characters of article, unless the pattern says otherwise.
const DEFAULT_WHOLE: usize = 300;

/// Lines beyond this many are not searched for a site's refusal: such pages are short.
const SEARCHED_LINES: usize = 400;

/// UTF-8 read as windows-1251: each Chinese character becomes three Cyrillic letters and signs, with these among them all the time.
static CYRILLIC_MOJIBAKE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[гджзйЙиЕеѓ][Ђ-ЏЀ-ӿ‚„…†‡€‰‹‘’“”•–—™›\u{A0}-\u{BF}]{2}").expect("a constant"));
/// UTF-8 read as Latin-1 or windows-1252.
static LATIN_MOJIBAKE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[à-é][\u{80}-\u{BF}‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}").expect("a constant"));

/// Decides the status and says why.
#[must_use]
pub fn decide(evidence: &Evidence<'_>) -> (Status, Option<String>) {
    let because = |status: Status, detail: String| (status, Some(detail));
    let kept_chars: usize = evidence.kept.iter().filter(|l| !l.is_heading || l.is_prose()).map(|l| l.plain.chars().count()).sum();
    if evidence.refused {
        return because(Status::Garbled, format!("refused: {} bytes, more than the {} that one record may have", evidence.bytes, super::parse::LARGEST_RECORD));
    }
    if evidence.bytes == 0 {
        return because(Status::Empty, "0 bytes".to_owned());
    }
    if evidence.undecodable {
        return because(Status::Garbled, "undecodable".to_owned());
    }
    if evidence.front == FrontState::Present && evidence.lines.is_empty() {
        return because(Status::Empty, "front matter alone".to_owned());
    }
    if evidence.front == FrontState::Missing {
        return because(Status::BadFrontMatter, "no front matter with a title or a URL".to_owned());
    }
    if let Some(reason) = evidence.missing_text {
        return because(Status::Empty, reason.to_owned());
    }
    let refusal = refusal(evidence, kept_chars);
    if let Some((status, detail)) = &refusal
        && *status < Status::Garbled
    {
        return because(*status, detail.clone());
    }
    if let Some(detail) = mojibake(evidence) {
        return because(Status::Garbled, detail);
    }
    if let Some((status, detail)) = refusal {
        return because(status, detail);
    }
    let good: Vec<bool> = evidence.kept.iter().map(|l| l.is_good()).collect();
    let code = evidence.kept.iter().filter(|l| l.is_code()).count();
    let any_good = good.contains(&true);
    if evidence.capped {
        let adjoining = good.windows(2).any(|w| w[0] && w[1]);
        if !any_good || !evidence.head_found && code < 10 && !adjoining {
            return because(Status::NavOnly, "cut at the cap before any sentence of the body".to_owned());
        }
        let ends_in_source = evidence.kept.iter().rev().take(5).any(|l| ["原文来源", "来源：", "责编", "编辑：", "责任编辑"].iter().any(|w| l.plain.starts_with(w)));
        if evidence.last_line_kept && !ends_in_source {
            return because(Status::Truncated, "the body runs into the scraper's cap".to_owned());
        }
        return because(Status::Ok, "the cap cut chrome only".to_owned());
    }
    let width: usize = evidence.kept.iter().filter(|l| l.link_chars * 2 < l.plain.chars().count().max(1)).map(|l| l.width()).sum();
    // A text without furniture is an article however short it is; a page that furniture was cut from must leave more.
    let least = if evidence.lines.len() <= evidence.kept.len() + 2 {
        LEAST_WIDTH_PLAIN
    } else if evidence.url.is_some_and(|u| u.contains("mp.weixin.qq.com")) {
        LEAST_WIDTH_WEIXIN
    } else {
        LEAST_WIDTH
    };
    if !any_good && code < 5 && width < least {
        return because(Status::Empty, format!("{kept_chars} characters are left without chrome"));
    }
    (Status::Ok, None)
}

/// A page without a good line and with less than this many columns of text is no article. WeChat pages without one leave 31 at
/// most, their shortest posts 100; other sites leave more of their furniture.
const LEAST_WIDTH_WEIXIN: usize = 90;
/// A record that is nothing but text: a line of a feed, a note.
const LEAST_WIDTH_PLAIN: usize = 16;
/// The same for other sites.
const LEAST_WIDTH: usize = 160;

fn refusal(evidence: &Evidence<'_>, kept_chars: usize) -> Option<(Status, String)> {
    let patterns = &*PATTERNS;
    let mut found: Option<(Status, String)> = None;
    let mut consider = |pattern: &Pattern, seen: &str| {
        let holds = match pattern.scope {
            Scope::Whole(limit) => kept_chars <= limit,
            _ => true,
        };
        if holds && found.as_ref().is_none_or(|(status, _)| pattern.status < *status) {
            let seen: String = seen.chars().take(60).collect();
            found = Some((pattern.status, format!("the page says “{seen}”")));
        }
    };
    for (text, in_url, in_title) in [(evidence.url, true, false), (evidence.title, false, true)] {
        let Some(text) = text else { continue };
        for i in &patterns.set.matches(text) {
            let pattern = &patterns.rows[i];
            if pattern.scope == Scope::Url && in_url || pattern.scope == Scope::Title && in_title {
                consider(pattern, text);
            }
        }
    }
    for line in evidence.lines.iter().take(SEARCHED_LINES).filter(|l| l.len() <= 600) {
        for i in &patterns.set.matches(line) {
            let pattern = &patterns.rows[i];
            if !matches!(pattern.scope, Scope::Url | Scope::Title) {
                consider(pattern, line);
                debug_assert!(!pattern.text.is_empty());
            }
        }
    }
    found
}

/// Whether the article's text is mojibake, and how it could be undone.
fn mojibake(evidence: &Evidence<'_>) -> Option<String> {
    let sample: String = evidence.kept.iter().map(|l| l.plain).flat_map(|l| l.chars().chain(['\n'])).take(4_000).collect();
    let chars = sample.chars().filter(|c| !c.is_whitespace()).count();
    if chars < 20 {
        return None;
    }
    let replaced = sample.chars().filter(|c| *c == '\u{FFFD}').count();
    if replaced * 10 > chars {
        return Some(format!("{replaced} of {chars} characters are replacement characters: the bytes were lost before the scrape was written"));
    }
    // Three characters a hit; a third of the text in hits is no language's ordinary text.
    for (shape, reading) in [(&CYRILLIC_MOJIBAKE, "windows-1251"), (&LATIN_MOJIBAKE, "windows-1252")] {
        let hits = shape.find_iter(&sample).count();
        if hits * 3 * 4 > chars {
            return Some(format!("UTF-8 read as {reading} ({hits} such triples in {chars} characters); encoding it as {reading} and decoding that as UTF-8 undoes it"));
        }
    }
    // UTF-8 read as GBK: pairs of rare ideographs. Han text without any of the forty most frequent characters is no Chinese.
    let han = sample.chars().filter(|c| is_han(*c)).count();
    let frequent = sample.chars().filter(|c| "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年".contains(*c)).count();
    if han > 200 && han * 2 > chars && frequent * 100 < han {
        return Some(format!("{frequent} of {han} Han characters are frequent ones, where Chinese has one in four: another encoding read as GBK"));
    }
    None
}

/// What is unreadable in a text that is readable as a whole, or `None`. One lost character may be the author's; three are not.
#[must_use]
pub fn mojibake_share(text: &str) -> Option<String> {
    let replaced = text.chars().filter(|c| *c == '\u{FFFD}').count();
    if replaced >= 3 {
        return Some(format!("{replaced} characters are U+FFFD: the bytes were lost before the scrape was written"));
    }
    [(&CYRILLIC_MOJIBAKE, "windows-1251"), (&LATIN_MOJIBAKE, "windows-1252")].into_iter().find_map(|(shape, reading)| {
        let hits = shape.find_iter(text).count();
        let example = shape.find(text)?.as_str();
        (hits >= 5).then(|| format!("{hits} runs such as {example:?}: UTF-8 read as {reading}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, RawRecord, ReadOptions};

    fn status(body: &str) -> (Status, String) {
        let record = format!("---\ntitle: 某地发布网络安全产业报告\nurl: https://mp.weixin.qq.com/s/x\nsource: 某账号\ndate: 2023-03-24\n---\n{body}");
        let article = Article::parse(&RawRecord::file("a.md", record.into_bytes()), &ReadOptions::default());
        (article.status, article.status_detail.unwrap_or_default())
    }

    #[test]
    fn the_table_is_sound() {
        assert!(PATTERNS.rows.len() > 10);
    }

    #[test]
    fn shapes() {
        let prose = "某地今天发布报告，称网络安全产业规模达到一百亿元，同比增长百分之十五，企业数量超过三百家。";
        assert_eq!(status(&format!("# 某地发布网络安全产业报告\n\n{prose}")).0, Status::Ok);
        assert_eq!(status("").0, Status::Empty);
        assert_eq!(status("# 某地发布网络安全产业报告\n\n某账号\n\n预览时标签不可点").0, Status::Empty);
        let long = prose.repeat(250);
        let cut: String = long.chars().take(8_100).collect();
        assert_eq!(status(&format!("# 某地发布网络安全产业报告\n\n# 某地发布网络安全产业报告\n\n{cut}...")).0, Status::Truncated);
        // UTF-8 read as windows-1252, as a careless scraper does.
        let garbled = encoding_rs::WINDOWS_1252.decode_without_bom_handling(prose.repeat(3).as_bytes()).0.into_owned();
        let (code, detail) = status(&garbled);
        assert_eq!(code, Status::Garbled, "{detail}");
        let article = Article::parse(&RawRecord::file("a.md", &b"# no front matter\n"[..]), &ReadOptions::default());
        assert_eq!(article.status, Status::BadFrontMatter);
        let article = Article::parse(&RawRecord::file("a.md", &b""[..]), &ReadOptions::default());
        assert_eq!(article.status, Status::Empty);
        let article = Article::parse(&RawRecord::file("a.md", vec![0_u8; 4096]), &ReadOptions::default());
        assert_eq!((article.status, article.status_detail.as_deref()), (Status::Garbled, Some("undecodable")));
    }
}
