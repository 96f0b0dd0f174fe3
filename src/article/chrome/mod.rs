//! Decides which lines of a page are not the article.
//!
//! *Chrome* is what a site puts around every article: menus, share bars, footers, promotion. Rules are data
//! (`chrome.tsv`: site, action, match, pattern, kind); behind them stands a method for sites that no rule names, which looks
//! at where the title is repeated and at runs of link-dense short lines. Every cut names its rule.

mod account;
mod table;
mod tail;

use std::collections::{HashMap, HashSet};

use table::{Action, BlockEnd, RULES};

use super::CutKind;
use crate::text::{is_han, squash};

use super::blocks::Region;

/// A line as the rules see it.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageLine<'a> {
    /// Its text with blanks folded.
    pub plain: &'a str,
    /// How many of its characters are link text.
    pub link_chars: usize,
    /// Whether it is a heading.
    pub is_heading: bool,
    /// Whether it is a list item.
    pub is_list_item: bool,
    /// The part of the page it stands in.
    pub region: Region,
    /// Whether a link in it leads to the page of an author.
    pub leads_to_author: bool,
}

/// Why a line is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineCut {
    /// What the line is.
    pub kind: CutKind,
    /// The rule that cuts it.
    pub rule: &'static str,
}

/// What is known of the page beside its lines.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageContext<'a> {
    /// The host of the URL.
    pub host: Option<&'a str>,
    /// The title.
    pub title: Option<&'a str>,
    /// The account or site.
    pub publisher: Option<&'a str>,
    /// Whether the scraper cut the page at its cap.
    pub capped: bool,
}

/// A line with at least this many characters outside links, and a sentence's punctuation, is prose. Menus have neither;
/// the number is a judgement, not a measurement.
const PROSE_CHARS: usize = 40;

/// So many lines of prose may stand before the heading that repeats the title. Of 410 pages in a sample of 20,000 that have some,
/// 30 were looked at: on 28 they are no part of the article.
const SLOGANS: usize = 3;

/// So many link-dense short lines in a row are a menu or a list of other articles.
const MENU_RUN: usize = 4;

impl PageLine<'_> {
    fn chars(&self) -> usize {
        // Over bytes, as it is asked of every line several times: each character but ASCII begins with one of 0xC0 and above.
        self.plain.bytes().filter(|b| *b != b' ' && !(0x80..0xC0).contains(b)).count()
    }

    /// Whether the line is a sentence of somebody's text.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        let chars = self.chars();
        let unlinked = chars.saturating_sub(self.link_chars);
        unlinked >= PROSE_CHARS && self.plain.contains(['。', '，', '；', '！', '？', '、', '：']) || unlinked >= PROSE_CHARS * 2 && self.plain.contains(['.', ',', '!', '?'])
    }

    /// The columns that the line takes: a Han character is as wide as two letters.
    #[must_use]
    pub fn width(&self) -> usize {
        self.chars() + self.plain.bytes().filter(|b| *b >= 0xC0).count()
    }

    /// Whether the line is code rather than prose.
    #[must_use]
    pub fn is_code(&self) -> bool {
        let signs = self.plain.bytes().filter(|b| matches!(b, b'{' | b'}' | b'(' | b')' | b';' | b'=' | b'<' | b'>' | b'$' | b'\\' | b'[' | b']')).count();
        signs >= 3 && signs * 12 >= self.plain.len() && !self.plain.chars().any(is_han)
    }

    /// Whether the line is a sentence of an article beyond doubt: long, not made of links, no code. Menus may
    /// hold single ones, seldom two that adjoin.
    #[must_use]
    pub fn is_good(&self) -> bool {
        let width = self.width();
        let ends = self.plain.ends_with(['。', '！', '？', '.', '!', '?', '”', '；', '：', '…', '"', '）', ')']);
        self.link_chars * 10 < self.chars() * 6 && (width >= 60 && ends || width >= 100) && !self.is_code()
    }

    /// Whether the line looks like an entry of a menu: short, without a sentence's end, and mostly link.
    fn is_entry(&self) -> bool {
        let chars = self.chars();
        // A headline may ask or call out where all of it is a link: 以色列在做什么？
        let ends = self.plain.ends_with('。') || self.plain.ends_with(['！', '？']) && self.link_chars < chars;
        chars > 0 && self.link_chars * 10 >= chars * 8 && !ends && chars <= 60
    }
}

/// Judges every line of a page: `None` is kept.
#[must_use]
pub fn judge(lines: &[PageLine<'_>], page: PageContext<'_>) -> Vec<Option<LineCut>> {
    let mut cuts: Vec<Option<LineCut>> = vec![None; lines.len()];
    let mut cut = |at: usize, kind: CutKind, rule: &'static str| {
        if cuts[at].is_none() {
            cuts[at] = Some(LineCut { kind, rule });
        }
    };
    let title = page.title.map(squash).filter(|t| t.chars().count() >= 2);
    // What is asked of lines again and again is answered once for each.
    let titles: Vec<bool> = lines.iter().map(|line| title.as_ref().is_some_and(|t| may_repeat(line.plain, t) && repeats_title(&squash(line.plain), t, line.is_heading))).collect();
    let prose: Vec<usize> = (0..lines.len()).filter(|at| !titles[*at] && lines[*at].is_prose()).collect();
    let first_prose = prose.first().copied();
    // What stands above the article's own title cannot end it.
    let own_title = (0..lines.len()).rev().find(|at| titles[*at] && lines[*at].is_heading && prose.last().is_some_and(|p| p > at));

    account::lines(lines, page, &titles, &mut cut);
    // Rules of the table.
    let rules = RULES.of_pages(page.host);
    let good: Vec<bool> = lines.iter().map(PageLine::is_good).collect();
    let all_good = good.iter().filter(|g| **g).count();
    let (mut head, mut tail) = (None, None);
    let mut seen_good = 0;
    for (at, line) in lines.iter().enumerate() {
        for rule in rules.of(line.plain) {
            match rule.action {
                Action::Line => cut(at, rule.kind, "chrome.line"),
                Action::Block(end) => {
                    if let Some(end) = block_end(&RULES.block_ends[end], lines, at) {
                        (at..end).for_each(|i| cut(i, rule.kind, "chrome.block"));
                    }
                }
                // A head marker counts where text still follows; a tail marker where some of the article stands before it, and
                // of a weak one only where little follows.
                Action::Head if prose.last().is_some_and(|p| at < *p) => head = Some((at, rule.kind)),
                Action::Tail if tail.is_none() && own_title.is_none_or(|title| at > title) => {
                    let some_body = seen_good > 0 || (0..at).any(|i| lines[i].chars() >= 15 && !titles[i] && lines[i].link_chars == 0);
                    let late = at > 12 || at * 2 > lines.len();
                    let ends_page = all_good - seen_good <= (all_good / 10).max(2);
                    if (some_body || late) && (rule.strong || ends_page) {
                        tail = Some((at, rule.kind));
                    } else {
                        cut(at, rule.kind, "chrome.line");
                    }
                }
                Action::Head | Action::Tail => cut(at, rule.kind, "chrome.line"),
                Action::LineBefore => {
                    // Never the only line of a body.
                    let before = (0..at).rev().find(|i| lines[*i].chars() > 0);
                    if let Some(before) = before.filter(|b| lines[*b].chars() <= 200 && first_prose.is_some_and(|p| p < *b)) {
                        cut(before, rule.kind, "chrome.line_before");
                    }
                }
            }
        }
        seen_good += usize::from(good[at]);
    }
    if let Some((at, kind)) = head.filter(|(at, _)| first_prose.is_none_or(|p| *at <= p + lines.len() / 3)) {
        (0..=at).for_each(|i| cut(i, kind, "chrome.head"));
    }
    if let Some((at, kind)) = tail {
        (at..lines.len()).for_each(|i| cut(i, kind, "chrome.tail"));
    }

    // The title again: everything before its last repetition that comes ahead of the prose is a menu. A heading may come behind
    // some lines of prose: the site's slogan, a summary, text that is hidden on the page.
    let ahead = first_prose.map_or(lines.len(), |p| p + 1);
    let behind = prose.get(SLOGANS + 1).and_then(|_| (ahead..prose[SLOGANS]).rev().find(|at| titles[*at] && lines[*at].is_heading));
    let last = behind.or_else(|| (0..ahead).rev().find(|at| titles[*at]));
    if let Some(last) = last {
        (0..last).filter(|at| !titles[*at]).for_each(|at| cut(at, CutKind::Menu, "chrome.before_title"));
    }
    for (at, line) in lines.iter().enumerate() {
        if titles[at] {
            cut(at, CutKind::DuplicateTitle, "chrome.duplicate_title");
        } else if line.region == Region::Furniture && !line.is_prose() {
            cut(at, CutKind::Menu, "chrome.page_region");
        }
    }
    for run in entry_runs(lines) {
        run.for_each(|i| cut(i, CutKind::Menu, "chrome.link_run"));
    }
    contents(lines, &mut cut);
    // The name of the author ahead of the text, where it leads to the author's page.
    for (at, line) in lines.iter().enumerate().take(first_prose.unwrap_or(0)) {
        if line.leads_to_author && line.is_entry() {
            cut(at, CutKind::AccountLine, "chrome.author_link");
        }
    }
    // A flash says its one sentence twice, as title and as text.
    let sentence = |l: &PageLine<'_>| l.is_prose() && !l.is_heading && l.plain.ends_with(['。', '！', '？']);
    if let Some(flash) = (0..lines.len()).rev().find(|at| titles[*at] && sentence(&lines[*at]))
        && lines.iter().zip(&cuts).all(|(l, cut)| cut.is_some() || l.chars() == 0)
    {
        cuts[flash] = None;
    }
    tail::peel(lines, page.capped, &mut cuts);
    cuts
}

/// How far a stretch that a block rule opens may reach, in lines.
const LONGEST_BLOCK: usize = 20;

/// Where the stretch that begins at a line ends (exclusive), or `None` where its end does not come.
fn block_end(end: &BlockEnd, lines: &[PageLine<'_>], start: usize) -> Option<usize> {
    let reach = start + 1..lines.len().min(start + LONGEST_BLOCK);
    match end {
        BlockEnd::With(line) => reach.into_iter().find(|i| lines[*i].plain == *line).map(|i| i + 1),
        BlockEnd::Before(shape) => reach.into_iter().find(|i| !shape.matching(lines[*i].plain, |_| true).is_empty()),
    }
}

/// Whether a line holds the title's first character near its beginning: nearly no other line does.
fn may_repeat(line: &str, title: &str) -> bool {
    // Behind blanks and marks of emphasis, which squashing drops; where there are more of them than this, the line is squashed.
    const MARKS: usize = 8;
    title.chars().next().is_none_or(|first| line.chars().take(MARKS).any(|c| c == first) || line.chars().take(MARKS).all(|c| !c.is_alphanumeric()))
}

/// Whether a line repeats the title: the same, or the title with the site's name behind it.
fn repeats_title(line: &str, title: &str, is_heading: bool) -> bool {
    if line == title {
        return true;
    }
    let site_behind = |rest: &str| rest.starts_with(['-', '|', '_', '–', '—']) && rest.chars().count() <= 40;
    title.chars().count() >= 8
        && (line.strip_prefix(title).is_some_and(site_behind) || is_heading && title.strip_prefix(line).is_some_and(|rest| line.chars().count() >= 8 && site_behind(rest)))
}

/// Runs of at least [`MENU_RUN`] menu entries; a list of sources (after 参考…, 来源…) is not one.
fn entry_runs(lines: &[PageLine<'_>]) -> Vec<std::ops::Range<usize>> {
    let (mut runs, mut start) = (Vec::new(), None);
    for at in 0..=lines.len() {
        let entry = lines.get(at).is_some_and(PageLine::is_entry);
        // A picture between two entries belongs to one of them.
        let picture = lines.get(at).is_some_and(|l| l.chars() == 0);
        match (entry, start) {
            (true, None) => start = Some(at),
            (false, Some(_)) if picture => {}
            (false, Some(from)) => {
                let sources = from > 0 && ["参考", "来源", "链接", "References", "引用"].iter().any(|w| lines[from - 1].plain.contains(w));
                if lines[from..at].iter().filter(|l| l.chars() > 0).count() >= MENU_RUN && !sources {
                    runs.push(from..at);
                }
                start = None;
            }
            _ => {}
        }
    }
    runs
}

/// Words that open a table of contents.
const CONTENTS: &[&str] = &[
    "目录",
    "目录表",
    "新闻速览",
    "速览",
    "本期目录",
    "内容目录",
    "要闻速览",
    "本期速览",
    "文章目录",
    "内容速览",
    "导读目录",
    "目 录",
    "热点速览",
    "事件目录",
    "安全资讯导视",
    "CONTENTS",
    "Contents",
    "Table of Contents",
];

/// Where the contents that open at a line end because their first entry comes again: 政策动态 … 政策动态.
///
/// What stands between is a line each, and at least two longer entries come again. `keys` are the lines from the opening one on.
/// `None` where no entry does, as in a cut page. Linear in the lines.
fn contents_return(lines: &[PageLine<'_>], open: usize, keys: &[String]) -> Option<usize> {
    const LONGEST_ENTRY: usize = 70;
    const ENTRY: usize = 8;
    const HEADING: usize = 4;
    let mut seen = HashSet::new();
    let mut first = None;
    for (i, key) in keys.iter().enumerate().skip(1) {
        let (plain, long) = (lines[open + i].plain, key.chars().count() >= HEADING);
        if long && !seen.insert(key) {
            first = Some(i);
            break;
        }
        if plain.chars().count() > LONGEST_ENTRY || plain.ends_with(['。', '；']) {
            return None;
        }
    }
    let first = first?;
    let again: HashSet<&String> = keys[first..].iter().collect();
    let entries = keys[1..first].iter().filter(|k| k.chars().count() >= ENTRY && again.contains(k)).count();
    // The heading over the first entry stands before it: 一、政策动态, or its bare number.
    let above = &lines[open + first - 1].plain;
    let heading = above.chars().all(|c| !is_han(c) && !c.is_alphabetic()) || keys[1..first - 1].iter().any(|k| k.chars().count() >= HEADING && above.contains(k.as_str()));
    (entries >= 2).then_some(open + first - usize::from(heading && first > 1))
}

/// A list of headlines at the head of a round-up: from the word that opens it to where its entries come again, or to the line before the first that is no entry.
fn contents(lines: &[PageLine<'_>], cut: &mut impl FnMut(usize, CutKind, &'static str)) {
    let Some(open) = lines.iter().take(60).position(|l| CONTENTS.contains(&l.plain.trim_matches(['【', '】', '：', ':', ' ', '*']))) else { return };
    let keys: Vec<String> = lines[open..].iter().map(|l| entry_key(l.plain)).collect();
    // Whichever is farther: a heading may stand twice within the contents.
    let end = contents_run(lines, open, &keys).max(contents_return(lines, open, &keys).unwrap_or(0));
    if end > open + 2 {
        (open..end).for_each(|i| cut(i, CutKind::Chrome, "chrome.contents"));
    }
}

/// Where the run of entries behind an opening line ends; the parameters are those of [`contents_return`].
fn contents_run(lines: &[PageLine<'_>], open: usize, keys: &[String]) -> usize {
    let last: HashMap<&String, usize> = keys.iter().enumerate().map(|(i, key)| (key, i)).collect();
    let mut end = open + 1;
    while let Some(line) = lines.get(end) {
        let key = &keys[end - open];
        let bullet = line.is_list_item || line.plain.starts_with(['•', '·', '●', '◆', '▶', '▪', 'ㆍ']) || line.plain.chars().next().is_some_and(|c| c.is_ascii_digit());
        let repeated = key.chars().count() >= 4 && last.get(key).is_some_and(|i| *i > end - open);
        let short_heading = key.chars().count() <= 12 && lines.get(end + 1).is_some_and(|n| n.is_list_item || n.plain.starts_with(['•', '·', '●', 'ㆍ']));
        if line.plain.ends_with('。') || !(bullet || repeated || short_heading || line.is_entry()) {
            break;
        }
        end += 1;
    }
    end
}

/// An entry without its bullet and number, for finding it again as a heading.
fn entry_key(line: &str) -> String {
    squash(line.trim_start_matches(|c: char| c == 'ㆍ' || !is_han(c) && !c.is_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(plain: &str) -> PageLine<'_> {
        PageLine { plain, ..PageLine::default() }
    }

    fn kept<'a>(lines: &[&'a str], page: PageContext<'_>) -> Vec<&'a str> {
        let page_lines: Vec<PageLine<'_>> = lines
            .iter()
            .map(|l| match l.strip_prefix('@') {
                Some(link) => PageLine { link_chars: link.chars().count(), ..line(link) },
                None => line(l),
            })
            .collect();
        judge(&page_lines, page).iter().zip(lines).filter(|(cut, _)| cut.is_none()).map(|(_, l)| *l).collect()
    }

    const PROSE: &str = "本次大会由有关部门主办，邀请了来自全国各地的专家学者，围绕网络安全产业的发展趋势展开了深入的交流。";

    #[test]
    fn the_table_is_sound() {
        assert!(RULES.len() > 50);
        assert_eq!(RULES.broken(), Vec::<&str>::new());
        for line in include_str!("chrome.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 5, "{line}");
            assert!(matches!(columns[1], "line" | "line_before" | "head" | "tail" | "block_start" | "block_end"), "{line}");
            assert!(matches!(columns[2], "exact" | "prefix" | "suffix" | "contains" | "regex"), "{line}");
            assert!(CutKind::parse(columns[4]).is_some(), "{line}");
            assert!(!columns[3].is_empty() && columns[3].trim() == columns[3], "{line}");
        }
    }

    #[test]
    fn a_wechat_page() {
        let page = PageContext { host: Some("mp.weixin.qq.com"), title: Some("大会在成都召开"), publisher: Some("某账号"), capped: false };
        let lines = ["大会在成都召开", "大会在成都召开", "原创", "张三", "某账号", PROSE, "预览时标签不可点", "微信扫一扫", "关注该公众号"];
        assert_eq!(kept(&lines, page), [PROSE]);
    }

    #[test]
    fn menus_before_the_title_and_link_runs_go() {
        let page = PageContext { host: Some("unknown.example"), title: Some("某网络安全产业报告发布"), publisher: None, capped: false };
        let lines = ["某网络安全产业报告发布", "@首页", "@新闻", "搜索", "某网络安全产业报告发布 - 某站", PROSE, "@甲文章标题", "@乙文章标题", "@丙文章标题", "@丁文章标题"];
        assert_eq!(kept(&lines, page), [PROSE]);
        let asking = [PROSE, "@某国副总统的秘密任务", "@某国在情报收集方面有哪些技术？", "@某矿之争：谁是推手？", "@某国2024年的行动"];
        assert_eq!(kept(&asking, page), [PROSE]);
        let sources = [PROSE, "参考链接：", "@https://a.example/1", "@https://a.example/2", "@https://a.example/3", "@https://a.example/4", PROSE];
        assert_eq!(kept(&sources, page).len(), 7);
    }

    #[test]
    fn comments_and_the_form_for_them() {
        let page = PageContext { title: Some("某型号笔记本电脑使用感想"), ..PageContext::default() };
        let comments = ["《某型号笔记本电脑使用感想》有2个想法", "甲说道：", "写得真好。", "发表回复 取消回复", "近期评论", "乙 发表在《另一篇文章》"];
        for from in [0, 3, 4] {
            assert_eq!(kept(&[&[PROSE, PROSE], &comments[from..]].concat(), page), [PROSE, PROSE], "{}", comments[from]);
        }
        // An opinion that a text reports, and a study that a journal published.
        let lines = [PROSE, "《某型号笔记本电脑使用感想》有两个想法值得一提，其一是屏幕。", "研究报告发表在《某期刊》上。", PROSE];
        assert_eq!(kept(&lines, page), lines);
    }

    #[test]
    fn who_answers_for_what_is_done_with_it() {
        let gone = ["由于传播、利用此文所提供的信息而造成的任何后果，均由使用者本人负责。", "某团队拥有该文章的修改和解释权，如欲转载，必须保证完整。", "扫码添加小助手"];
        for line in gone {
            assert_eq!(kept(&[PROSE, line, PROSE], PageContext::default()), [PROSE, PROSE], "{line}");
        }
        for line in ["攻击者利用此漏洞所提供的信息入侵。", "国务院拥有该条例的解释权。", "顾客可扫码添加商品。"] {
            assert_eq!(kept(&[PROSE, line, PROSE], PageContext::default()), [PROSE, line, PROSE], "{line}");
        }
    }

    #[test]
    fn who_wrote_it_and_how_often_it_was_read() {
        let page = PageContext { title: Some("某漏洞分析与复现过程记录"), ..PageContext::default() };
        let lines = ["某漏洞分析与复现过程记录", "某某安全团队", "2023-01-09", "17,041", PROSE];
        assert_eq!(kept(&lines, page), lines[2..3].iter().chain(&lines[4..]).copied().collect::<Vec<_>>());
        let lines = ["某漏洞分析与复现过程记录", "某某安全团队", "2023-01-09", PROSE, PROSE];
        assert_eq!(kept(&lines, page), lines[1..]);
    }

    #[test]
    fn a_table_of_contents_goes_and_its_headings_stay() {
        let lines = ["新闻速览", "•某公司发布新产品", "•某市遭受攻击", "某公司发布新产品", PROSE, "某市遭受攻击", PROSE];
        assert_eq!(kept(&lines, PageContext::default()), ["某公司发布新产品", PROSE, "某市遭受攻击", PROSE]);
        // Without bullets, and with a heading over the first entry: the body begins where its entries come again.
        let lines =
            ["热点速览", "01 / 政策动态", "某部门印发重要管理办法", "两国将开展网络安全合作", "一、政策动态", "某部门印发重要管理办法", PROSE, "两国将开展网络安全合作", PROSE];
        assert_eq!(kept(&lines, PageContext::default()), lines[4..]);
        // A cut page, of which no entry comes again.
        let lines = ["事件目录", "某公司发布重要新产品", "某市遭受攻击", PROSE, PROSE];
        assert_eq!(kept(&lines, PageContext::default()), lines);
    }
}
