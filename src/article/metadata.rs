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

/// A shape of a line. `\d` are the digits of dates and `\p{Han}` the Han characters of names: a class that is repeated is compiled as
/// often, and with all that Unicode has these shapes took a tenth of the time that the program needs to begin.
fn expression(pattern: &'static str) -> Regex {
    let pattern = pattern.replace(r"\d", "[0-9]").replace(r"\p{Han}", r"[\x{3400}-\x{9FFF}]");
    Regex::new(&pattern).expect("the expression is a constant, which every test compiles")
}

/// `作者：张三`, `文 | 某某办公室`, `撰文/李四`; what follows a wide gap or another credit is not the name.
static AUTHOR: LazyLock<Regex> =
    LazyLock::new(|| expression(r"^[（(【\[]?(?:本文)?(?:作者|文|撰文|撰稿|撰稿人|整理|编译|作\s?者|记者|By|by|Author)\s*(?:[|｜丨:：/／]|\s[|｜])\s*(.+)$"));
/// A credit longer than this (characters) is a sentence. Counted, as an expression that counts is compiled as often.
const LONGEST_CREDIT: usize = 60;
/// `来源：人民网`, `原文来源：X`, `转自 | X`.
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^[（(【\[*]?(?:(?:(?:原文|文章|信息|稿件|内容|本文|消息|转载|资讯)?(?:来源|出处)|转载?自|文章转自|文章翻译自|本文翻译自)\s*[|｜丨:：/]|(?:本文|文章)?转载自|以下文章来源于)\s*[|｜丨:：/]?\s*(.+)$",
    )
});
/// What follows 来源 and is longer than this (characters) names none.
const LONGEST_SOURCE: usize = 200;
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

/// `本文是翻译文章，文章原作者 X，文章来源：Y`: a site's own line, which is no part of the text and says both.
static TRANSLATED: LazyLock<Regex> = LazyLock::new(|| expression(r"^本文是翻译文章，文章原作者\s*(.+?)\s*[,，]\s*文章来源[:：]\s*(.+)$"));
/// `本文作者：X`, `本文由X原创发布`: the same with the author alone.
static SITE_AUTHOR: LazyLock<Regex> = LazyLock::new(|| expression(r"^本文作者[:：]\s*(.{1,30})$|^本文由\s*(.{2,20}?)\s*原创发布$"));
/// `文章翻译自：https://…`, `文章来源：X`: the same with the source alone.
static SITE_SOURCE: LazyLock<Regex> = LazyLock::new(|| expression(r"^(?:文章|本文)(?:翻译自|转载自|来源)[:：]\s*(.+)$"));
/// `*本文为张三编译，原文地址：…`.
static COMPILED: LazyLock<Regex> = LazyLock::new(|| expression(r"^[*＊\s（(]*本文(?:为|由|系)\s*([^，。,]{2,14}?)\s*(?:独家)?(?:编译|翻译|整理|撰写)"));

/// Another credit behind the name.
static NEXT_CREDIT: LazyLock<Regex> = LazyLock::new(|| expression(r"(?:责任编辑|责编|编辑|审核|校对|来源|编译|翻译|译者|摄影|监制|排版|出品|图)\s*[|｜丨:：/／]"));
/// Words that end a name in a credit line, without a sign behind them.
const CREDIT_WORDS: &[&str] = &["责编", "责任编辑", "编辑", "审核", "校对", "来源", "编译", "出品", "排版", "翻译", "译者", "图", "摄影", "监制", "单位"];
/// What ends the name of an office or says what somebody is; a person's name stands behind it.
const OFFICE_ENDS: &[&str] = &[
    "大学",
    "学院",
    "公司",
    "中心",
    "院",
    "委员会",
    "室",
    "部",
    "局",
    "办",
    "处",
    "所",
    "社",
    "集团",
    "协会",
    "联盟",
    "教授",
    "主任",
    "院长",
    "编辑",
    "记者",
    "员",
    "师",
    "士",
    "团队",
    "专家",
    "总监",
    "经理",
    "总裁",
];

/// Who wrote an article, by where it is said: the first that is said counts.
#[derive(Debug, Default)]
struct Authors {
    byline: Option<String>,
    card: Option<String>,
    account: Option<String>,
    site: Option<String>,
    dateline: Option<String>,
    compiled: Option<String>,
}

impl Authors {
    fn best(self) -> Option<String> {
        self.byline.or(self.card).or(self.account).or(self.site).or(self.dateline).or(self.compiled)
    }
}

/// Reads bylines, source lines and datelines off the lines of a page.
pub fn from_lines(lines: &[MetadataLine<'_>], metadata: &mut Metadata) {
    let mut authors = Authors::default();
    account_credit(lines, metadata, &mut authors);
    site_credit(lines, metadata, &mut authors);
    authors.site = authors.site.take().or_else(|| head_name(lines));
    let body: Vec<&MetadataLine<'_>> = lines.iter().filter(|l| l.cut_by.is_none() && !l.plain.is_empty()).collect();
    for (at, line) in body.iter().enumerate() {
        let near_edge = at < 15 || at + 15 >= body.len();
        if !near_edge {
            continue;
        }
        if authors.byline.is_none() {
            authors.byline = AUTHOR.captures(line.plain).and_then(|c| c.get(1)).filter(|m| m.as_str().chars().count() <= LONGEST_CREDIT).and_then(|m| credit_name(m.as_str()));
        }
        if authors.compiled.is_none() {
            authors.compiled = COMPILED.captures(line.plain).and_then(|c| credit_name(&c[1]));
        }
        // A source line inside the text names the source of a picture or of an item.
        let inside = body.len() >= 10 && at * 5 > body.len() && at * 5 < body.len() * 4;
        if metadata.original_source.is_none() && line.plain.chars().count() <= 220 {
            let named = if inside {
                None
            } else {
                SOURCE.captures(line.plain).and_then(|c| c.get(1)).filter(|m| m.as_str().chars().count() <= LONGEST_SOURCE).and_then(|m| outlet_name(m.as_str(), lines))
            };
            metadata.original_source = named.or_else(|| PRINTED_IN.captures(line.plain).map(|c| c[1].to_owned()));
        }
        if metadata.dateline.is_none() && at < 12 {
            dateline(line.plain, metadata, &mut authors);
        }
    }
    if metadata.dateline.is_none() {
        metadata.dateline = titled_day(metadata);
    }
    if metadata.author.is_none() {
        metadata.author = authors.best();
    }
}

/// The person under the title of a WeChat page: what stands between title and account beside 原创.
fn account_credit(lines: &[MetadataLine<'_>], metadata: &mut Metadata, authors: &mut Authors) {
    let publisher = metadata.publisher.as_deref().map(squash).unwrap_or_default();
    let by_rule = |rule: &'static str| lines.iter().filter(move |l| l.cut_by == Some(rule) && !l.plain.is_empty()).map(|l| l.plain);
    let credit: Vec<&str> = by_rule("chrome.account_line").filter(|l| !matches!(*l, "原创" | "Original" | "转载")).collect();
    if let [author, account] = credit[..]
        && squash(author) != publisher
        && squash(author) != squash(account)
    {
        authors.account = Some(author.to_owned());
    }
    // 以下文章来源于 X ， 作者 Y: Y wrote it, whoever posted it here.
    let card: Vec<&str> = by_rule("chrome.source_card").take(3).collect();
    if card.first().is_some_and(|l| l.starts_with("以下文章来源于")) {
        let joined = card.concat();
        let (outlet, author) = joined.split_once("，作者").unwrap_or((&joined, ""));
        // Behind the author the account's name comes again.
        let author = if author.is_empty() { None } else { card.iter().find_map(|l| l.split_once("，作者")).map(|(_, a)| a.trim()).filter(|a| !a.is_empty()) };
        authors.card = author.map(str::to_owned);
        if metadata.original_source.is_none() {
            let outlet = if card[0] == "以下文章来源于" { card.get(1).copied().unwrap_or_default() } else { outlet.trim_start_matches("以下文章来源于") };
            metadata.original_source = outlet_name(outlet, lines);
        }
    }
}

/// What sites say in lines of their own, which are no part of the text.
fn site_credit(lines: &[MetadataLine<'_>], metadata: &mut Metadata, authors: &mut Authors) {
    for line in lines.iter().filter(|l| l.cut_by.is_some() && l.plain.chars().count() <= 220) {
        if let Some(found) = TRANSLATED.captures(line.plain) {
            authors.byline = authors.byline.take().or_else(|| credit_name(found[1].trim_end_matches(',')));
            metadata.original_source = metadata.original_source.take().or_else(|| outlet_name(&found[2], lines));
        } else if let Some(found) = SITE_SOURCE.captures(line.plain) {
            metadata.original_source = metadata.original_source.take().or_else(|| outlet_name(&found[1], lines));
        } else if let Some(found) = SITE_AUTHOR.captures(line.plain) {
            let name = found.get(1).or(found.get(2)).and_then(|m| credit_name(m.as_str()));
            authors.byline = authors.byline.take().or_else(|| name.filter(|n| !metadata.publisher.as_deref().is_some_and(|p| p.starts_with(n.as_str()))));
        } else if line.cut_by == Some("chrome.author_link") && authors.site.is_none() {
            authors.site = credit_name(line.plain.trim_start_matches("By ").trim_start_matches("by "));
        }
    }
}

/// The name that stands alone below the page's own title, with the time of publication right behind it.
fn head_name(lines: &[MetadataLine<'_>]) -> Option<String> {
    let title = lines.iter().take(80).rposition(|l| l.cut_by == Some("chrome.duplicate_title"))?;
    let behind: Vec<&str> = lines[title + 1..].iter().map(|l| l.plain).filter(|l| !l.is_empty()).take(4).collect();
    let name = *behind.first()?;
    let is_name = (2..=10).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic);
    (is_name && behind[1..].iter().any(|l| STAMP.is_match(l))).then(|| name.to_owned())
}

/// A line that is nothing but a time of publication.
static STAMP: LazyLock<Regex> = LazyLock::new(|| expression(r"^(?:发布时间\s*[:：]\s*)?(\d{4})-(\d{2})-(\d{2}) \d{2}:\d{2}(?::\d{2})?$"));

/// A whole date in a title.
static TITLED_DAY: LazyLock<Regex> = LazyLock::new(|| expression(r"\b(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})\b"));

/// A time of publication on the page that lies further from the front matter's than this (days) is something else's.
const STAMP_REACH: i64 = 3;
/// A line that holds nothing but a day: what a page says of its own date.
static DAY_ALONE: LazyLock<Regex> = LazyLock::new(|| expression(r"^(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日$"));

/// The name in a credit line, without what other credits follow it; `None` where what is there is no name.
fn credit_name(rest: &str) -> Option<String> {
    let mut name = rest.trim().trim_end_matches(['）', ')', '】', ']']).to_owned();
    if let Some(next) = NEXT_CREDIT.find(&name).filter(|m| m.start() > 0) {
        name.truncate(next.start());
    }
    for word in CREDIT_WORDS {
        if let Some(at) = name.find(word).filter(|at| *at > 0 && !name[..*at].ends_with(|c: char| c.is_alphanumeric() && !c.is_ascii()))
            && let Some(before) = name.get(..at)
        {
            name = before.to_owned();
        }
    }
    let name = without_office(name.trim_matches([' ', '\u{3000}', '\u{A0}', '*', '“', '”', '|', '丨', '｜', '/', '，', '；', '•']));
    let chars = name.chars().count();
    (1..=40).contains(&chars).then_some(name).filter(|n| !n.contains(['。', '！', '？', '"', '{', '=']) && !n.contains("(\"") && !n.starts_with("http"))
}

/// `某大学某学院 张三 李四` is 张三 李四: the run of names at the end, where offices stand before it.
fn without_office(name: &str) -> String {
    let tokens: Vec<&str> = name.split([' ', '\u{3000}', '\u{A0}']).filter(|t| !t.is_empty()).collect();
    let is_person = |t: &&&str| (2..=4).contains(&t.chars().count()) && t.chars().all(crate::text::is_han) && !OFFICE_ENDS.iter().any(|end| t.ends_with(end));
    let people = tokens.iter().rev().take_while(is_person).count();
    if people == 0 || people == tokens.len() { tokens.join(" ") } else { tokens[tokens.len() - people..].join(" ") }
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
    // Not in a list of sources or a round-up, where each line is a reference of its own.
    let mut named: Vec<&str> = lines.iter().map(|l| l.plain).filter(|l| l.starts_with("来源：")).collect();
    named.sort_unstable();
    named.dedup();
    let is_reference = named.len() > 1 || name.contains('、');
    (plain && !is_reference && !matches!(name.as_str(), "网络" | "互联网" | "网络整理" | "本文" | "摄图网")).then_some(name)
}

fn dateline(line: &str, metadata: &mut Metadata, authors: &mut Authors) {
    if let (Some(found), Some(published)) = (STAMP.captures(line).or_else(|| DAY_ALONE.captures(line)), metadata.published_on) {
        let number = |i: usize| found[i].parse::<u32>().ok();
        let day = number(1).zip(number(2)).zip(number(3)).and_then(|((y, m), d)| NaiveDate::from_ymd_opt(y as i32, m, d));
        metadata.dateline = day.filter(|d| (*d - published).num_days().abs() <= STAMP_REACH);
    } else if let Some(found) = DATELINE.captures(line) {
        let day = |i: usize| found.get(i).and_then(|m| m.as_str().parse::<u32>().ok());
        let year = found.get(2).and_then(|m| m.as_str().parse::<i32>().ok());
        if let (Some(month), Some(day)) = (day(3), day(4)) {
            metadata.dateline = dateline_day(year, month, day, metadata.published_on);
        }
        if metadata.original_source.is_none() && metadata.publisher.as_deref() != Some(&found[1]) {
            metadata.original_source = Some(found[1].to_owned());
        }
        authors.dateline = authors.dateline.take().or_else(|| found.get(5).and_then(|name| credit_name(name.as_str())));
    } else if let Some(found) = DESK.captures(line) {
        authors.dateline.get_or_insert_with(|| found[2].to_owned());
    }
}

/// The day that the title says the article is of, where it came out shortly after: 阅读推荐 2023-03-31, published on 1 April.
fn titled_day(metadata: &Metadata) -> Option<NaiveDate> {
    /// An issue is published a day or two after the day that it is of.
    const LATEST_DAYS: i64 = 3;
    let (title, published) = (metadata.title.as_deref()?, metadata.published_on?);
    let mut days = TITLED_DAY.captures_iter(title);
    let (found, None) = (days.next()?, days.next()) else { return None };
    let number = |i: usize| found[i].parse::<u32>().ok();
    let day = NaiveDate::from_ymd_opt(i32::try_from(number(1)?).ok()?, number(2)?, number(3)?)?;
    (1..=LATEST_DAYS).contains(&(published - day).num_days()).then_some(day)
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
            ("作者 | 周某编辑| 靖某", Some("周某")),
            ("文 | 某大学网络空间安全学院　张三　李四", Some("张三 李四")),
            ("*本文为孙七编译，原文地址：https://example.com/a", Some("孙七")),
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
            ("资讯来源：某网站", Some("某网站")),
            ("来源：网络", None),
            ("来源不明的邮件不要打开。", None),
        ];
        for (line, expected) in table {
            assert_eq!(read(&[line]).original_source.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn lines_of_the_site() {
        let cut = |plain, rule| MetadataLine { plain, cut_by: Some(rule) };
        let mut metadata = Metadata::default();
        from_lines(&[cut("本文是翻译文章，文章原作者 Jane Doe, ，文章来源：https://example.com/a", "chrome.line")], &mut metadata);
        assert_eq!((metadata.author.as_deref(), metadata.original_source.as_deref()), (Some("Jane Doe"), Some("example.com")));
        let card = [cut("以下文章来源于某杂志", "chrome.source_card"), cut("，作者李四", "chrome.source_card"), cut("某杂志", "chrome.source_card")];
        let mut metadata = Metadata::default();
        from_lines(&card, &mut metadata);
        assert_eq!((metadata.author.as_deref(), metadata.original_source.as_deref()), (Some("李四"), Some("某杂志")));
        // A byline counts more than the account's line.
        let lines = [cut("张三", "chrome.account_line"), cut("某账号", "chrome.account_line"), MetadataLine { plain: "文 | 王五", cut_by: None }];
        let mut metadata = Metadata { publisher: Some("某账号".to_owned()), ..Metadata::default() };
        from_lines(&lines, &mut metadata);
        assert_eq!(metadata.author.as_deref(), Some("王五"));
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
