//! Decides how far a capture reached into its article: not at all, to somewhere inside, or to its end.
//!
//! A scraper that cuts every page at the same number of characters leaves menus without an article, articles without an end,
//! and whole articles without a footer. Which of these a page is shows in its shape: paragraphs that adjoin, a heading that
//! repeats the title, furniture behind the last paragraph.

use std::collections::BTreeSet;

use super::Status;
use super::chrome::{LineCut, PageLine};
use crate::text::{squash, telling_words};

/// The lines of a page with their verdicts.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// Every line.
    pub lines: &'a [PageLine<'a>],
    /// What became of each: `None` is kept.
    pub cuts: &'a [Option<LineCut>],
}

/// A page without a good line and with less than this many columns of text is no article. WeChat pages without one leave 31 at
/// most, their shortest posts 100; other sites leave more of their furniture.
const LEAST_WIDTH_WEIXIN: usize = 90;
/// A record that is nothing but text: a line of a feed, a note.
const LEAST_WIDTH_PLAIN: usize = 16;
/// The same for other sites.
const LEAST_WIDTH: usize = 160;
/// A sentence of this width, under the page's own title, is a short article all the same.
const SHORT_SENTENCE: usize = 30;
/// So many lines of code are an article.
const LEAST_CODE: usize = 5;
/// So many lines of code behind menus are one.
const MUCH_CODE: usize = 10;
/// Lines of furniture, and lines among them that are links, behind the last paragraph: the article ended before the cap. Of pages
/// with as many links within their own site 48 were looked at: 43 had their end, and the guards below take out four of the others.
const FURNITURE_LINES: usize = 8;
const FURNITURE_LINKS: usize = 5;
/// A heading shorter than this says too little to be the title in another form.
const LEAST_TITLE_PART: usize = 10;

impl<'a> Judged<'a> {
    /// The lines that stay.
    pub fn kept(self) -> impl Iterator<Item = &'a PageLine<'a>> {
        self.lines.iter().zip(self.cuts).filter(|(_, cut)| cut.is_none()).map(|(line, _)| line)
    }

    fn code(self) -> usize {
        self.kept().filter(|l| l.is_code()).count()
    }

    fn rule(self, rule: &str) -> impl Iterator<Item = usize> {
        self.cuts.iter().enumerate().filter(move |(_, cut)| cut.is_some_and(|c| c.rule == rule)).map(|(i, _)| i)
    }

    /// Whether little is left that anybody wrote.
    pub fn is_too_short(self, weixin: bool) -> bool {
        if self.kept().any(PageLine::is_good) || self.code() >= LEAST_CODE {
            return false;
        }
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        // What stands there three times is a button.
        let unlinked: Vec<&PageLine<'_>> = self.kept().filter(|l| l.link_chars * 2 < l.plain.chars().count().max(1) && seen.insert(l.plain)).collect();
        let width: usize = unlinked.iter().map(|l| l.width()).sum();
        let kept = self.kept().count();
        let sentence = |l: &&PageLine<'_>| l.width() >= SHORT_SENTENCE && l.plain.ends_with(['。', '！', '？']) && !l.plain.starts_with("导语");
        // A text without furniture is an article however short it is; a page that furniture was cut from must leave more.
        let least = match (self.lines.len() <= kept + 2, weixin) {
            (true, _) => LEAST_WIDTH_PLAIN,
            (false, true) => LEAST_WIDTH_WEIXIN,
            (false, false) => LEAST_WIDTH,
        };
        width < least && !(!weixin && self.rule("chrome.duplicate_title").count() >= 2 && unlinked.iter().any(sentence))
    }

    /// Where the article's own head stands: the last repetition of the title, or a line that a rule knows.
    fn head(self, title: Option<&str>, url: Option<&str>) -> Option<usize> {
        let repeated: Vec<usize> = self.rule("chrome.duplicate_title").collect();
        if repeated.len() >= 2 {
            return repeated.last().copied();
        }
        self.rule("chrome.head").last().or_else(|| {
            let title = title.map(squash).unwrap_or_default();
            let segment = url.and_then(|u| u.trim_end_matches('/').rsplit('/').next()).map(squash).unwrap_or_default();
            let first = repeated.first().map_or(0, |i| i + 1);
            (first..self.lines.len()).find(|i| {
                let line = squash(self.lines[*i].plain);
                let chars = line.chars().count();
                let part = chars >= LEAST_TITLE_PART && (title.contains(&line) && chars * 10 >= title.chars().count() * 6 || !title.is_empty() && line.contains(&title));
                part || self.lines[*i].is_heading && chars >= 3 && line == segment
            })
        })
    }
}

/// How many of the title's words stand in some lines, and how many it has.
fn title_words<'l>(title: Option<&str>, lines: impl Iterator<Item = &'l PageLine<'l>>) -> (usize, usize) {
    let title = telling_words(title.unwrap_or_default());
    let text: String = lines.map(|l| l.plain.to_lowercase() + "\n").collect();
    (title.iter().filter(|w| text.contains(w.as_str())).count(), title.len())
}

/// The status of a page that the scraper cut at its cap.
#[must_use]
pub fn of_capped(page: Judged<'_>, title: Option<&str>, url: Option<&str>) -> (Status, Option<String>) {
    let because = |status: Status, detail: &str| (status, Some(detail.to_owned()));
    let nav_only = || because(Status::NavOnly, "cut at the cap before any sentence of the body");
    let kept: Vec<&PageLine<'_>> = page.kept().collect();
    let head = page.head(title, url);
    let any_good = kept.iter().any(|l| l.is_good());
    let code = page.code();
    // Where a rule ended the article ahead of the cut, its end was seen.
    let last_line_kept = page.cuts.iter().rev().find(|v| v.is_none_or(|v| v.rule != CAP_MARK)).is_some_and(Option::is_none);
    if !any_good && code < MUCH_CODE {
        return nav_only();
    }
    if head.is_none() && code < MUCH_CODE {
        // Neighbours on the page: lines between two blurbs of a menu may have been cut. Separators do not part two paragraphs.
        let lettered: Vec<bool> = page
            .lines
            .iter()
            .zip(page.cuts)
            .filter(|(l, _)| l.plain.chars().any(char::is_alphabetic))
            .map(|(l, c)| c.is_none() && l.is_good() && l.link_chars * 10 < l.plain.chars().count() * 3)
            .collect();
        let longest = lettered.split(|g| !g).map(<[bool]>::len).max().unwrap_or(0);
        let (found, all) = title_words(title, kept.iter().copied().filter(|l| l.is_good()));
        let elsewhere = longest <= 3 && all >= 3 && found < 3 && found * 3 < all;
        if longest < 2 || elsewhere {
            return nav_only();
        }
    }
    let ends_in_source = kept.iter().rev().take(5).any(|l| ["原文来源", "来源：", "责编", "编辑：", "责任编辑"].iter().any(|w| l.plain.starts_with(w)));
    if last_line_kept && !ends_in_source && !(head.is_some() && ends_in_furniture(&kept, url)) {
        return because(Status::Truncated, "the body runs into the scraper's cap");
    }
    because(Status::Ok, "the cap cut chrome only")
}

/// The rule under which the scraper's mark is cut.
pub const CAP_MARK: &str = "scraper.cap_mark";

/// Whether behind the last paragraph stand only labels and links, many of them.
fn ends_in_furniture(kept: &[&PageLine<'_>], url: Option<&str>) -> bool {
    let last = kept.iter().rposition(|l| l.is_good() || l.is_code()).map_or(0, |l| l + 1);
    let behind = &kept[last..];
    let is_link = |l: &&&PageLine<'_>| l.link_chars * 10 >= l.plain.chars().count() * 6 && l.link_chars > 0;
    behind.len() >= FURNITURE_LINES
        && behind.iter().filter(is_link).count() >= FURNITURE_LINKS
        && behind.iter().all(|l| !l.plain.contains(" | "))
        && behind.last().is_some_and(|l| is_link(&l) || l.width() < 40)
        && !url.is_some_and(|u| u.contains("mp.weixin.qq.com"))
}

/// Why a whole page is another than the titled article: nothing on it repeats the title, its text has other words, and much of it
/// is links. In a trial over 20,000 scrapes the conditions held for 21 pages besides profiles of one code site, all of them such.
#[must_use]
pub fn listing(page: Judged<'_>, title: Option<&str>, url: Option<&str>) -> Option<String> {
    let code = page.code();
    if page.lines.len() < 10 || code >= LEAST_CODE || page.head(title, url).is_some() {
        return None;
    }
    let (linked, all) = page.lines.iter().fold((0, 0), |(linked, all), l| (linked + l.link_chars, all + l.plain.chars().filter(|c| *c != ' ').count()));
    let share = linked * 100 / all.max(1);
    let (found, words) = title_words(title, page.kept().filter(|l| l.link_chars * 10 < l.plain.chars().count() * 6));
    (share >= 35 && words >= 3 && found < 2 && found * 5 < words).then(|| format!("nothing on the page repeats the title, and {share} % of it is links"))
}
