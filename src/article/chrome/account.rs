//! Decides which lines under a WeChat title name people and accounts rather than tell anything: 原创, the author, the account,
//! and the card of the account that the article was taken from.

use super::{PageContext, PageLine};
use crate::article::CutKind;
use crate::text::squash;

/// A line that names an author or an account is at most this long.
const LONGEST_NAME: usize = 30;
/// What an account says of itself on its card.
const LONGEST_BLURB: usize = 160;
/// An account that was renamed since shares so many characters in a row with the name that the scraper knows.
const SHARED_WITH_NAME: usize = 3;

/// Whether a line may be the name of an author or an account.
fn is_name(line: &PageLine<'_>) -> bool {
    line.chars() <= LONGEST_NAME && !line.is_prose() && !line.plain.contains(['。', '！', '？', '：', '!', '?']) && !line.is_heading
}

/// Cuts these lines.
pub fn lines(lines: &[PageLine<'_>], page: PageContext<'_>, titles: &[bool], cut: &mut impl FnMut(usize, CutKind, &'static str)) {
    byline_and_views(lines, titles, cut);
    let Some(publisher) = page.publisher.map(squash) else { return };
    let start = titles.iter().take(12).rposition(|t| *t).map_or(0, |t| t + 1);
    // Pictures (avatars, covers) stand between the names; they are no lines of text.
    let solid: Vec<usize> = (start..lines.len()).filter(|i| lines[*i].chars() > 0).take(12).collect();
    let line = |n: usize| solid.get(n).map(|i| &lines[*i]);
    let squashed = |n: usize| line(n).map(|l| squash(l.plain)).unwrap_or_default();
    let card = (0..6.min(solid.len())).find(|n| line(*n).is_some_and(|l| l.plain.starts_with("以下文章来源于")));
    let weixin = page.host == Some("mp.weixin.qq.com");
    let account =
        (0..6).find(|n| !publisher.is_empty() && squashed(*n) == publisher).or_else(|| renamed(&publisher, card, weixin, &|n| line(n).filter(|l| is_name(l)).map(|l| l.plain)));
    let Some(account) = account.filter(|a| (0..*a).all(|n| line(n).is_some_and(is_name))) else { return };
    // The account may stand there twice: as author, and as account.
    let account = if squashed(account + 1) == publisher { account + 1 } else { account };
    (0..=account).for_each(|n| cut(solid[n], CutKind::AccountLine, "chrome.account_line"));
    if let Some(card) = card.filter(|c| *c > account && *c <= account + 3) {
        source_card(&solid, card, &squashed, &line, cut);
    }
}

/// Who wrote it, the day and the number of views under a title, a line each: TideSec / 2023-01-09 / 17,041. The day stays.
fn byline_and_views(lines: &[PageLine<'_>], titles: &[bool], cut: &mut impl FnMut(usize, CutKind, &'static str)) {
    let start = titles.iter().take(12).rposition(|t| *t).map_or(0, |t| t + 1);
    let solid: Vec<usize> = (start..lines.len()).filter(|i| lines[*i].chars() > 0).take(3).collect();
    let [name, day, views] = solid[..] else { return };
    let is_day = |plain: &str| plain.len() == "2023-01-09".len() && plain.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let is_number = |plain: &str| plain.starts_with(|c: char| c.is_ascii_digit()) && plain.bytes().all(|b| b.is_ascii_digit() || b == b',');
    if is_name(&lines[name]) && is_day(lines[day].plain) && is_number(lines[views].plain) {
        cut(name, CutKind::AccountLine, "chrome.account_line");
        cut(views, CutKind::AccountLine, "chrome.account_line");
    }
}

/// Where the account stands when it has another name than the scraper knows.
fn renamed<'a>(publisher: &str, card: Option<usize>, weixin: bool, name: &impl Fn(usize) -> Option<&'a str>) -> Option<usize> {
    if !weixin {
        return None;
    }
    let original = (0..2).find(|n| name(*n).is_some_and(|l| matches!(l, "原创" | "Original")));
    let known: Vec<char> = publisher.chars().collect();
    let shares = |n: &usize| {
        name(*n).is_some_and(|l| {
            let squashed = squash(l);
            known.windows(SHARED_WITH_NAME).any(|w| squashed.contains(&w.iter().collect::<String>()))
        })
    };
    let after = original.map_or(0, |o| o + 1);
    // Of an author and an account that are both called after the account, the account comes last.
    (after..after + 2)
        .rfind(shares)
        .or_else(|| original.filter(|o| name(o + 1).is_some() && name(o + 2).is_some()).map(|o| o + 2))
        .or_else(|| card?.checked_sub(1).filter(|n| name(*n).is_some()))
}

/// 以下文章来源于 X ，作者 Y / X / . / what the account says of itself.
fn source_card<'a>(
    solid: &[usize],
    card: usize,
    squashed: &impl Fn(usize) -> String,
    line: &impl Fn(usize) -> Option<&'a PageLine<'a>>,
    cut: &mut impl FnMut(usize, CutKind, &'static str),
) {
    let mut cut = |n: usize| cut(solid[n], CutKind::AccountLine, "chrome.source_card");
    let named = squash(line(card).map_or("", |l| l.plain).trim_start_matches("以下文章来源于"));
    cut(card);
    let mut at = card + 1;
    // The name may stand on a line of its own.
    let named = if named.is_empty() && line(at).is_some_and(|l| !l.plain.starts_with("，作者") && l.chars() <= LONGEST_NAME) {
        cut(at);
        at += 1;
        squashed(at - 1)
    } else {
        named
    };
    while line(at).is_some_and(|l| l.plain.starts_with("，作者") || l.plain == "，") {
        cut(at);
        at += 1;
    }
    let again = squashed(at);
    if !again.is_empty() && named.starts_with(&again) {
        cut(at);
        at += 1;
        if line(at).is_some_and(|l| matches!(l.plain, "." | "。" | "．")) {
            cut(at);
            if line(at + 1).is_some_and(|l| l.chars() <= LONGEST_BLURB) {
                cut(at + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "本次大会由有关部门主办，邀请了来自全国各地的专家学者，围绕网络安全产业的发展趋势展开了深入的交流。";

    fn kept<'a>(texts: &[&'a str], publisher: &str) -> Vec<&'a str> {
        let page_lines: Vec<PageLine<'_>> = texts.iter().map(|plain| PageLine { plain, ..PageLine::default() }).collect();
        let titles: Vec<bool> = texts.iter().map(|text| *text == "标题").collect();
        let mut cut = vec![false; texts.len()];
        let page = PageContext { host: Some("mp.weixin.qq.com"), title: Some("标题"), publisher: Some(publisher), capped: false };
        lines(&page_lines, page, &titles, &mut |at, _, _| cut[at] = true);
        texts.iter().zip(cut).filter(|(_, cut)| !cut).map(|(t, _)| *t).collect()
    }

    #[test]
    fn names_under_the_title() {
        let table: Vec<(Vec<&str>, &str)> = vec![
            (vec!["标题", "原创", "张三", "某账号", PROSE], "某账号"),
            (vec!["标题", "某账号", "某账号", PROSE], "某账号"),
            // The feed knows the account by a longer, older name.
            (vec!["标题", "网安内参", PROSE], "互联网网安内参"),
            (vec!["标题", "原创", "张三", "新名字", PROSE], "某账号"),
            (vec!["标题", "某账号", "以下文章来源于另一账号", "，作者李四", "", "另一账号", ".", "我们关注网络安全的方方面面", PROSE], "某账号"),
            (vec!["标题", "某账号", "以下文章来源于另一账号 ，作者李四", "另一账号 .", PROSE], "某账号"),
        ];
        for (texts, publisher) in table {
            let left = kept(&texts, publisher);
            let expected: Vec<&str> = if texts.contains(&"另一账号 .") {
                vec!["标题", "另一账号 .", PROSE]
            } else if texts.contains(&"") {
                vec!["标题", "", PROSE]
            } else {
                vec!["标题", PROSE]
            };
            assert_eq!(left, expected, "{texts:?}");
        }
        assert_eq!(kept(&["标题", PROSE, "某账号"], "某账号"), ["标题", PROSE, "某账号"]);
        assert_eq!(kept(&["标题", "前言", PROSE], "某账号"), ["标题", "前言", PROSE]);
    }
}
