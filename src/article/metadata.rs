//! Decides what is known of an article beside its text: who published it, who wrote it, when, and where it was first printed.
//!
//! Three sources, in this order: the front matter or record, the page's own metadata, and the lines of the page (bylines,
//! source lines, datelines). Each rule is a shape of a whole line, so that a sentence that happens to begin with 来源 is none.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use crate::text::squash;

use super::front_matter::FrontMatter;
use super::{Metadata, PublishedFrom, ReadOptions, Stamp, canonical_url, parse_instant, parse_stamp};

/// The names under which scrapers write each role; compared without case. The first that is filled counts.
const ROLES: &[(&str, &[&str])] = &[
    ("title", &["title", "headline", "标题", "name", "subject"]),
    ("url", &["url", "link", "permalink", "article_url", "source_url", "href", "链接", "原文链接"]),
    ("date", &["date", "pubdate", "pub_date", "published", "published_at", "publish_time", "publish_date", "pubtime", "datetime", "time", "created_at", "发布时间", "日期"]),
    ("publisher", &["source", "publisher", "account", "account_name", "nickname", "site_name", "site", "media", "来源", "公众号"]),
    ("author", &["author", "authors", "byline", "writer", "作者"]),
    ("html", &["html", "content_html", "raw_html", "body_html"]),
    ("text", &["text", "content", "body", "article", "markdown", "md", "正文", "内容", "description", "summary"]),
    ("fetched", &["fetch_date", "fetched_at", "fetch_time", "crawled_at", "crawl_time", "scraped_at", "抓取时间"]),
    ("tags", &["tags", "keywords", "标签"]),
    ("categories", &["categories", "category", "分类"]),
    ("rights", &["rights", "copyright", "版权"]),
    ("licence", &["license", "licence"]),
];

/// The names of a role: the dataset's own first, then the known ones.
#[must_use]
pub fn names_of<'a>(role: &str, options: &'a ReadOptions) -> Vec<&'a str> {
    let own = options.fields.iter().filter(|(r, _)| r == role).map(|(_, name)| name.as_str());
    let known = ROLES.iter().filter(|(r, _)| *r == role).flat_map(|(_, names)| names.iter().copied());
    own.chain(known).collect()
}

/// What fields say, whatever they were read from. `get` gives the first filled value of some names.
#[must_use]
pub fn from_fields(get: &dyn Fn(&[&str]) -> Option<String>, options: &ReadOptions) -> Metadata {
    let role = |role: &str| get(&names_of(role, options)).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let mut metadata = Metadata {
        title: role("title").map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")),
        publisher: role("publisher"),
        author: role("author"),
        fetched_at: role("fetched").and_then(|f| parse_instant(&f, options.zone)),
        rights: role("rights"),
        licence: role("licence"),
        ..Metadata::default()
    };
    // Feeds that name no source name the account as the author of every item.
    if metadata.publisher.is_none() {
        metadata.publisher = metadata.author.take();
    }
    metadata.set_url(role("url"));
    metadata.set_date(role("date").and_then(|d| parse_stamp(&d, options.zone)), PublishedFrom::FrontMatter);
    for list in ["tags", "categories"].into_iter().filter_map(role) {
        for tag in list.split(['\n', ',', '，', '、', ';', '|']).map(|t| t.trim().trim_matches(['[', ']', '"', '\''])).filter(|t| !t.is_empty()) {
            if !metadata.tags.iter().any(|t| t == tag) {
                metadata.tags.push(tag.to_owned());
            }
        }
    }
    metadata
}

/// What a front matter says.
#[must_use]
pub fn from_front_matter(front: &FrontMatter, options: &ReadOptions) -> Metadata {
    from_fields(&|names| front.get(names).map(|f| f.value.clone()), options)
}

impl Metadata {
    /// Sets the URL and what follows from it.
    pub fn set_url(&mut self, url: Option<String>) {
        self.canonical_url = url.as_deref().and_then(canonical_url);
        self.site = self.canonical_url.as_deref().and_then(|u| u.strip_prefix("https://")).and_then(|u| u.split(['/', '?', ':']).next()).map(str::to_owned);
        self.url = url;
    }

    /// Sets the publication date, once.
    pub fn set_date(&mut self, stamp: Option<Stamp>, from: PublishedFrom) {
        if let (None, Some(stamp)) = (self.published_on, stamp) {
            self.published_on = Some(stamp.day);
            self.published_at = stamp.instant;
            self.published_from = Some(from);
        }
    }
}

/// A line of the page, and whether it is part of the body.
#[derive(Debug, Clone, Copy)]
pub struct MetadataLine<'a> {
    /// Its text.
    pub plain: &'a str,
    /// Whether it was cut, and by which rule.
    pub cut_by: Option<&'static str>,
}

fn expression(pattern: &'static str) -> Regex {
    Regex::new(pattern).expect("the expression is a constant, which every test compiles")
}

/// `作者：张三`, `文 | 某某办公室`, `撰文/李四`; what follows a wide gap or another credit is not the name.
static AUTHOR: LazyLock<Regex> =
    LazyLock::new(|| expression(r"^[（(【\[]?(?:本文)?(?:作者|文|撰文|撰稿|撰稿人|整理|编译|作\s?者|记者|By|by|Author)\s*(?:[|｜丨:：/／]|\s[|｜])\s*(.{1,60})$"));
/// `来源：人民网`, `原文来源：X`, `转自 | X`.
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^[（(【\[*]?(?:(?:(?:原文|文章|信息|稿件|内容|本文|消息|转载)?(?:来源|出处)|转载?自|文章转自|文章翻译自|本文翻译自)\s*[|｜丨:：/]|(?:本文|文章)?转载自|以下文章来源于)\s*[|｜丨:：/]?\s*(.{1,200})$",
    )
});
/// `（本文刊登于《中国信息安全》杂志2023年第2期）`.
static PRINTED_IN: LazyLock<Regex> = LazyLock::new(|| expression(r"(?:刊登|刊载|原载|发表|首发)于[《「]([^》」]{2,30})[》」]"));
/// `人民网北京7月12日电（赵超）`, `新华社北京3月5日电 记者`.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^[【\[（(]?(\p{Han}{2,8}?(?:社|网|报|台|日报|客户端))(?:\p{Han}{0,8}?)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:电|讯|消息)\s*(?:[（(](?:记者|编辑)?\s*([\p{Han}·、 ]{2,20})[)）])?",
    )
});
/// `财联社（上海，记者 张晓翀）讯`, `财联社（上海 编辑 刘蕊）讯`.
static DESK: LazyLock<Regex> = LazyLock::new(|| expression(r"^(\p{Han}{2,6}(?:社|网|报|台))[（(]\p{Han}{2,6}[，,、\s]+(?:记者|编辑|研究员)\s*([\p{Han}·]{2,8})[)）]"));

/// Words that end a name in a credit line.
const CREDIT_WORDS: &[&str] = &["责编", "责任编辑", "编辑", "审核", "校对", "来源", "编译", "出品", "排版", "翻译", "译者", "图", "摄影", "监制", "责编：", "单位"];

/// Reads bylines, source lines and datelines off the lines of a page.
pub fn from_lines(lines: &[MetadataLine<'_>], metadata: &mut Metadata) {
    account_credit(lines, metadata);
    let body: Vec<&MetadataLine<'_>> = lines.iter().filter(|l| l.cut_by.is_none() || l.cut_by == Some("chrome.source_card")).collect();
    for (at, line) in body.iter().enumerate() {
        let near_edge = at < 15 || at + 15 >= body.len();
        if !near_edge {
            continue;
        }
        if metadata.author.is_none()
            && let Some(name) = AUTHOR.captures(line.plain).and_then(|c| c.get(1)).and_then(|m| credit_name(m.as_str()))
        {
            metadata.author = Some(name);
        }
        if metadata.original_source.is_none() && line.plain.chars().count() <= 220 {
            let named = SOURCE.captures(line.plain).and_then(|c| c.get(1)).and_then(|m| outlet_name(m.as_str(), lines));
            metadata.original_source = named.or_else(|| PRINTED_IN.captures(line.plain).map(|c| c[1].to_owned()));
        }
        if metadata.dateline.is_none() && at < 12 {
            dateline(line.plain, metadata);
        }
    }
}

/// The person under the title of a WeChat page: what stands between title and account beside 原创.
fn account_credit(lines: &[MetadataLine<'_>], metadata: &mut Metadata) {
    let publisher = metadata.publisher.as_deref().map(squash).unwrap_or_default();
    let credit: Vec<&str> = lines.iter().filter(|l| l.cut_by == Some("chrome.account_line")).map(|l| l.plain).filter(|l| !matches!(*l, "原创" | "Original" | "转载")).collect();
    if let [author, account] = credit[..]
        && squash(account) == publisher
        && squash(author) != publisher
        && metadata.author.is_none()
    {
        metadata.author = Some(author.to_owned());
    }
    // 以下文章来源于 X ， 作者 Y: Y wrote it, whoever posted it here.
    if let Some(card) = lines.iter().position(|l| l.cut_by == Some("chrome.source_card") && l.plain.starts_with("以下文章来源于")) {
        let joined: String = lines[card..].iter().take(2).filter(|l| l.cut_by == Some("chrome.source_card")).map(|l| l.plain).collect();
        if let Some((_, author)) = joined.split_once("，作者")
            && !author.trim().is_empty()
        {
            metadata.author = Some(author.trim().to_owned());
        }
    }
}

/// The name in a credit line, without what other credits follow it; `None` where what is there is no name.
fn credit_name(rest: &str) -> Option<String> {
    let mut name = rest.trim().trim_end_matches(['）', ')', '】', ']']).to_owned();
    for word in CREDIT_WORDS {
        if let Some(at) = name.find(word).filter(|at| *at > 0 && !name[..*at].ends_with(|c: char| c.is_alphanumeric() && !c.is_ascii()))
            && let Some(before) = name.get(..at)
        {
            name = before.trim_end_matches(['|', '｜', '丨', '/', '，', '；', ' ', '　', '•']).to_owned();
        }
    }
    let name = name.trim_matches([' ', '　', '*', '“', '”', '|', '丨', '｜']).to_owned();
    let chars = name.chars().count();
    (1..=40).contains(&chars).then_some(name).filter(|n| !n.contains(['。', '！', '？']) && !n.starts_with("http"))
}

/// The outlet in a source line: its name, or the host where only a URL stands there.
fn outlet_name(rest: &str, lines: &[MetadataLine<'_>]) -> Option<String> {
    let rest = rest.trim();
    let rest = rest.split_once("，作者").map_or(rest, |(before, _)| before);
    if let Some(at) = rest.find("http") {
        let host = canonical_url(rest[at..].split([' ', '）', ')', '，']).next()?)?;
        let host = host.strip_prefix("https://")?.split(['/', '?']).next()?.to_owned();
        // A link beside a name: the name counts.
        let name = rest[..at].trim_matches([' ', '（', '(', '：', ':', '-']);
        return if name.is_empty() { Some(host) } else { Some(name.to_owned()) };
    }
    let name = rest.split(['|', '｜', '丨', '\u{3000}', '；', '，']).next()?;
    let mut name = name.trim().trim_matches(['《', '》', '“', '”', '*', ')', '）', '】', ']', '。', '.', ' ', '"', '「', '」']).to_owned();
    for word in ["作者：", "编辑：", "责编", "责任编辑", "编辑", "公众号", "微信公众号", "网站官网"] {
        if let Some(at) = name.find(word).filter(|at| *at > 0) {
            name.truncate(at);
        }
    }
    let name = name.trim().to_owned();
    let chars = name.chars().count();
    let plain = !name.contains(['。', '！', '？', '：', ':']) && (1..=30).contains(&chars);
    // Not in a list of sources, where each line is a reference of its own.
    let is_reference = lines.iter().filter(|l| l.plain.starts_with("来源：")).count() > 2;
    (plain && !is_reference && !matches!(name.as_str(), "网络" | "互联网" | "网络整理" | "本文" | "摄图网")).then_some(name)
}

fn dateline(line: &str, metadata: &mut Metadata) {
    if let Some(found) = DATELINE.captures(line) {
        let day = |i: usize| found.get(i).and_then(|m| m.as_str().parse::<u32>().ok());
        let year = found.get(2).and_then(|m| m.as_str().parse::<i32>().ok());
        if let (Some(month), Some(day)) = (day(3), day(4)) {
            metadata.dateline = dateline_day(year, month, day, metadata.published_on);
        }
        if metadata.original_source.is_none() && metadata.publisher.as_deref() != Some(&found[1]) {
            metadata.original_source = Some(found[1].to_owned());
        }
        if metadata.author.is_none()
            && let Some(name) = found.get(5)
        {
            metadata.author = credit_name(name.as_str());
        }
    } else if let Some(found) = DESK.captures(line)
        && metadata.author.is_none()
    {
        metadata.author = Some(found[2].to_owned());
    }
}

/// The day of a dateline: of the year written, else of the latest year that does not put it behind the publication day.
fn dateline_day(year: Option<i32>, month: u32, day: u32, published: Option<NaiveDate>) -> Option<NaiveDate> {
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    let published = published?;
    let this_year = NaiveDate::from_ymd_opt(published.year(), month, day);
    this_year.filter(|d| d.signed_duration_since(published).num_days() <= 1).or_else(|| NaiveDate::from_ymd_opt(published.year() - 1, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Metadata {
        let lines: Vec<MetadataLine<'_>> = lines.iter().map(|plain| MetadataLine { plain, cut_by: None }).collect();
        let mut metadata = Metadata { published_on: NaiveDate::from_ymd_opt(2023, 1, 2), publisher: Some("某账号".to_owned()), ..Metadata::default() };
        from_lines(&lines, &mut metadata);
        metadata
    }

    #[test]
    fn authors() {
        let table = [
            ("作者：张三", Some("张三")),
            ("文 | 某市互联网信息办公室", Some("某市互联网信息办公室")),
            ("撰文/李四 编辑/王五", Some("李四")),
            ("作者丨赵六", Some("赵六")),
            ("文章指出，这是一个问题。", None),
            ("作者认为：这样做不对。", None),
        ];
        for (line, expected) in table {
            assert_eq!(read(&[line]).author.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn sources() {
        let table = [
            ("来源：人民网", Some("人民网")),
            ("原文来源：中国信息安全", Some("中国信息安全")),
            ("（来源：新华社）", Some("新华社")),
            ("文章翻译自：https://www.example.com/a/b 如若转载，请注明原文地址", Some("example.com")),
            ("（本文刊登于《中国信息安全》杂志2023年第2期）", Some("中国信息安全")),
            ("来源：网络", None),
            ("来源不明的邮件不要打开。", None),
        ];
        for (line, expected) in table {
            assert_eq!(read(&[line]).original_source.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn datelines() {
        let metadata = read(&["新华网北京12月30日电（赵某）据有关部门消息，某地日前发布报告。"]);
        assert_eq!(metadata.dateline, NaiveDate::from_ymd_opt(2022, 12, 30));
        assert_eq!(metadata.original_source.as_deref(), Some("新华网"));
        assert_eq!(metadata.author.as_deref(), Some("赵某"));
        assert_eq!(read(&["财联社（上海，记者 张某）讯，周一股市上涨。"]).author.as_deref(), Some("张某"));
        assert_eq!(read(&["3月5日，大会在北京召开。"]).dateline, None);
    }
}
