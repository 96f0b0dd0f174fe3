//! Decides where a page's last lines stop being the article, for sites that no rule names.
//!
//! Goes up from the last line and takes off what can stand behind any article: separators, bare links, buttons and labels of
//! the site, promotion. It stops at the first line that is none of these. A credit (来源, 责编) is stepped over and stays. The
//! label of a list of sources (参考链接) stays, too: it is the author's; the bare URLs below it say nothing that can be read.

use std::sync::LazyLock;

use regex::Regex;

use super::{LineCut, PageLine};
use crate::article::CutKind;

fn expression(pattern: &'static str) -> Regex {
    Regex::new(pattern).expect("the expression is a constant, which every test compiles")
}

static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| expression(r"^[\s*|—\-–─=_·.~]*(?:(?:THE )?END|完|全文完)?[\s*|—\-–─=_·.~]*$"));
static URLS: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^(?:[\[(（【]?\d{0,2}[\])）】]?[.、:：]?\s*[*·•-]?\s*(?:参考|原文|来源|文章|链接|出处|via|Via|Source|Link)?(?:来源|链接|地址|出处|网站)?\s*[:：]?\s*<?(?:https?://\S+|www\.\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|cn|io|gov|edu|uk|de|jp|me|co|info|dev|ai|xyz|blog)(?:/\S*)?)>?[,，;；]?\s*)+$",
    )
});
/// Buttons and labels, as whole lines; only at the end of a page, as a text may well hold one.
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^(?:tweet|share|share (?:this|on).{0,30}|rss|print|email|\d+ comments?(?:\(s\))?|no comments?:?|leave a (?:comment|reply)|comments?(?: are closed\.?)?|labels?:.{0,80}|tags?\s*[:：].{0,120}|keywords?:.{0,80}|categor(?:y|ies):.{0,80}|filed under:?.{0,60}|posted (?:in|by|at).{0,60}|about(?: us)?|contact(?: us)?|newsletter|subscribe.{0,30}|privacy(?: policy)?|terms(?: of (?:use|service))?|cookie(?:s| policy| settings)|(?:copyright|©|\(c\)).{0,120}|all rights reserved.{0,60}|(?:unless otherwise noted)?.{0,60}licensed under.{0,80}|powered by.{0,40}|published with.{0,40}|back to top|continue reading.{0,40}|read more.{0,40}|previous(?: post)?|next(?: post)?|home|menu|search|sitemap|follow(?: us)?(?: on.{0,30})?|回复|分享|收藏|点赞|在看|上一篇.{0,60}|下一篇.{0,60}|返回顶部|发表评论|评论|暂无评论|标签\s*[:：].{0,60}|分享到.{0,30}|share this entry|print this.{0,20})$",
    )
});
static PROMOTION: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^(?:.{0,60}(?:扫|识别|长按|戳).{0,20}二维码.{0,60}|.{0,60}知识星球.{0,60}|.{0,60}视频号直播.{0,60}|.{0,40}(?:点击|戳).{0,12}阅读原文.{0,40}|.{0,40}(?:关注|回复).{0,16}(?:公众号|小助手).{0,40}|(?:往期|推荐阅读|精彩推荐|直播预告).{0,20})$",
    )
});
static IMAGE_CREDIT: LazyLock<Regex> = LazyLock::new(|| expression(r"^[（(]?(?:题图|头图|封面图?|首图|配图).{0,6}[:：|].{1,24}$"));
static CREDIT: LazyLock<Regex> =
    LazyLock::new(|| expression(r"^[（(【*]?(?:原文来源|来源|责编|责任编辑|编辑|作者|审核|校对|参考(?:链接|来源|资料|文献)|引用|References?|Sources?|Fonti).{0,60}$"));
static IDENTIFIER: LazyLock<Regex> = LazyLock::new(|| expression(r"(?:CVE|CNVD|CNNVD|GHSA)-"));

/// So many credits are stepped over; more of them are a list that belongs to the text.
const CREDITS: usize = 4;

/// Longer lines than this (characters) are text whatever they say.
const LONGEST_TAIL_LINE: usize = 400;

fn class(line: &PageLine<'_>) -> Option<(CutKind, &'static str)> {
    let text = line.plain;
    if text.len() > LONGEST_TAIL_LINE * 3 {
        None
    } else if SEPARATOR.is_match(text) {
        Some((CutKind::Chrome, "chrome.tail_separator"))
    } else if URLS.is_match(text) && !IDENTIFIER.is_match(text) {
        Some((CutKind::Related, "chrome.tail_links"))
    } else if IMAGE_CREDIT.is_match(text) {
        Some((CutKind::Image, "chrome.tail_image_credit"))
    } else if FURNITURE.is_match(text) {
        Some((CutKind::Chrome, "chrome.tail_furniture"))
    } else if PROMOTION.is_match(text) && line.chars() <= 140 {
        Some((CutKind::Promotion, "chrome.tail_promotion"))
    } else {
        None
    }
}

/// Takes off the last lines. Not of a page that the scraper cut inside its article: there the last lines are text.
pub fn peel(lines: &[PageLine<'_>], capped: bool, cuts: &mut [Option<LineCut>]) {
    let last_kept = (0..lines.len()).rev().find(|i| cuts[*i].is_none() && lines[*i].chars() > 0);
    if capped && last_kept.is_some_and(|l| l + 1 == lines.len()) {
        return;
    }
    let mut credits = 0;
    // Something must stay: a page of nothing but links is judged by its status.
    let first_prose = lines.iter().zip(cuts.iter()).position(|(l, c)| c.is_none() && l.is_prose());
    let Some(first_prose) = first_prose else { return };
    for at in (first_prose + 1..lines.len()).rev() {
        let line = &lines[at];
        if cuts[at].is_some() || line.chars() == 0 {
            continue;
        }
        if let Some((kind, rule)) = class(line) {
            cuts[at] = Some(LineCut { kind, rule });
        } else if credits < CREDITS && CREDIT.is_match(line.plain) && !line.is_prose() {
            credits += 1;
        } else {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "本次大会由有关部门主办，邀请了来自全国各地的专家学者，围绕网络安全产业的发展趋势展开了深入的交流。";

    fn left<'a>(texts: &[&'a str], capped: bool) -> Vec<&'a str> {
        let lines: Vec<PageLine<'_>> = texts.iter().map(|plain| PageLine { plain, ..PageLine::default() }).collect();
        let mut cuts = vec![None; lines.len()];
        peel(&lines, capped, &mut cuts);
        texts.iter().zip(cuts).filter(|(_, cut)| cut.is_none()).map(|(t, _)| *t).collect()
    }

    #[test]
    fn what_stands_behind_an_article() {
        let gone = [
            "END",
            "—",
            "https://example.com/a/b?c=d",
            "[1] https://example.com/a",
            "www.example.com/a",
            "原文链接：https://example.com/a",
            "3 comments",
            "All rights reserved.",
            "扫描下方二维码加入交流群",
            "题图：某图库",
            "Tags: a, b",
        ];
        for line in gone {
            assert_eq!(left(&[PROSE, line], false), [PROSE], "{line}");
        }
        let stays = ["参考链接：", "来源：某报", "CVE-2023-1234 https://example.com/a", "谢谢大家。", "附件：名单", "（一）总体要求", "2023年"];
        for line in stays {
            assert_eq!(left(&[PROSE, line], false), [PROSE, line], "{line}");
        }
    }

    #[test]
    fn credits_are_stepped_over() {
        assert_eq!(left(&[PROSE, "https://example.com/a", "参考链接：", "https://example.com/b", "责编：张三", "分享"], false), [PROSE, "参考链接：", "责编：张三"]);
        assert_eq!(left(&[PROSE, "https://example.com/a"], true), [PROSE, "https://example.com/a"]);
        assert_eq!(left(&["https://example.com/a", "分享"], false), ["https://example.com/a", "分享"]);
    }
}
