//! Decides what became of a scrape.
//!
//! Twelve codes in order of precedence; the first that holds wins, and each verdict names its evidence. Page texts that give a
//! site's refusal away are data (`status_patterns.tsv`); shape (what is left of the page, the scraper's cap, the script of the
//! characters) decides the rest.

use std::sync::LazyLock;

use crate::text::{ByteSpan, squash};

use super::Status;
use super::mojibake;
use super::parse::FrontState;
use super::reach::{self, Judged};
use super::shapes::Shapes;

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
    /// The URL as it was written.
    pub written_url: Option<&'a str>,
    /// The title.
    pub title: Option<&'a str>,
    /// The lines of the page, and what became of each.
    pub page: Judged<'a>,
    /// Whether the scraper cut the page at its cap.
    pub capped: bool,
    /// The beginning of the article as its source has it.
    pub sample: &'a str,
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
}

/// The patterns.
struct Patterns {
    shapes: Shapes,
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
        rows.push(Pattern { status, scope });
    }
    Patterns { shapes: Shapes::new(shapes), rows }
});

/// A page that "has little else" has at most so many characters of article, unless the pattern says otherwise.
const DEFAULT_WHOLE: usize = 300;

/// Lines beyond this many are not searched for a site's refusal: such pages are short.
const SEARCHED_LINES: usize = 400;

/// Decides the status and says why.
#[must_use]
pub fn decide(evidence: &Evidence<'_>) -> (Status, Option<String>) {
    let because = |status: Status, detail: String| (status, Some(detail));
    let kept_chars: usize = evidence.page.kept().filter(|l| !l.is_heading || l.is_prose()).map(|l| l.plain.chars().count()).sum();
    if evidence.refused {
        return because(Status::Garbled, format!("refused: {} bytes, more than the {} that one record may have", evidence.bytes, super::parse::LARGEST_RECORD));
    }
    if evidence.bytes == 0 {
        return because(Status::Empty, "0 bytes".to_owned());
    }
    if evidence.undecodable {
        return because(Status::Garbled, "undecodable".to_owned());
    }
    if evidence.front == FrontState::Present && evidence.page.lines.is_empty() {
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
    if let Some(detail) = mojibake::misreading(evidence.sample, evidence.title) {
        return because(Status::Garbled, detail);
    }
    if let Some((status, detail)) = refusal {
        return because(status, detail);
    }
    if evidence.capped {
        return reach::of_capped(evidence.page, evidence.title, evidence.url);
    }
    if evidence.page.is_too_short(evidence.url.is_some_and(|u| u.contains("mp.weixin.qq.com"))) {
        return because(Status::Empty, format!("{kept_chars} characters are left without chrome"));
    }
    if let Some(detail) = reach::listing(evidence.page, evidence.title, evidence.url) {
        return because(Status::Listing, detail);
    }
    (Status::Ok, None)
}

fn refusal(evidence: &Evidence<'_>, kept_chars: usize) -> Option<(Status, String)> {
    let patterns = &*PATTERNS;
    let mut found: Option<(Status, String)> = None;
    let mut consider = |pattern: &Pattern, seen: &str| {
        if found.as_ref().is_none_or(|(status, _)| pattern.status < *status) {
            let seen: String = seen.chars().take(60).collect();
            found = Some((pattern.status, format!("the page says “{seen}”")));
        }
    };
    for (text, in_url, in_title) in [(evidence.written_url, true, false), (evidence.url, true, false), (evidence.title, false, true)] {
        let Some(text) = text else { continue };
        let wanted = |i: usize| patterns.rows[i].scope == Scope::Url && in_url || patterns.rows[i].scope == Scope::Title && in_title;
        patterns.shapes.matching(text, wanted).into_iter().for_each(|i| consider(&patterns.rows[i], text));
    }
    let title = evidence.title.map(squash);
    for line in evidence.page.lines.iter().take(SEARCHED_LINES).map(|l| l.plain).filter(|l| l.len() <= 600) {
        let wanted = |i: usize| match patterns.rows[i].scope {
            Scope::Url | Scope::Title => false,
            Scope::Anywhere => true,
            Scope::Whole(limit) => kept_chars <= limit,
        };
        let found = patterns.shapes.matching(line, wanted);
        // An article may be called 404.
        if found.is_empty() || title.as_ref().is_some_and(|t| squash(line) == *t) {
            continue;
        }
        found.into_iter().for_each(|i| consider(&patterns.rows[i], line));
    }
    found
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
        assert!(PATTERNS.rows.len() > 10 && PATTERNS.shapes.broken().is_empty(), "{:?}", PATTERNS.shapes.broken());
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
