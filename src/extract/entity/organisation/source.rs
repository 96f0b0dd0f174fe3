//! Decides which outlet a line names as its source: （来源：某某财经）, 资讯来源：bleepingcomputer.

use crate::extract::EntityType;
use crate::extract::entity::rules::ORGANISATION_SOURCE;
use crate::extract::entity::{Candidate, Reading};
use crate::text::{CharSpan, is_han, is_latin};

use super::push;

/// What stands before the colon. Not 图片来源 and 情报来源, behind which stand sites, products and 暗网.
const LEADS: &[&str] = &["来源", "资讯来源", "消息来源", "信息来源", "文章来源", "原文来源", "稿件来源", "资料来源", "转自", "转载自"];

/// What is said where no outlet is meant.
const NONE: &[&str] = &["网络", "互联网", "综合", "官网", "暗网", "公开", "资料", "原创", "截图", "报告", "官方", "整理", "作者", "本人", "自制"];

/// Where an outlet publishes, behind its name.
const TAILS: &[&str] = &["官方网站", "网站", "微信公众号", "公众号", "微博", "客户端"];

/// Proposes the outlet that alone stands behind 来源： in its brackets or on its line.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    const LONGEST: usize = 12;
    const SHORTEST_LATIN: usize = 4;
    let text = reading.cx.text();
    let sentence = reading.sentence;
    for colon in sentence.range().filter(|at| matches!(text.at(*at), '：' | ':')) {
        let alone = |start: usize| start == sentence.start() || matches!(text.at(start - 1), '（' | '(' | '\n');
        let led = LEADS.iter().any(|lead| text.ends_with(colon, lead) && colon >= sentence.start() + lead.chars().count() && alone(colon - lead.chars().count()));
        let start = text.skip_blanks(colon + 1);
        if !led || start >= sentence.end() {
            continue;
        }
        let name = |at: usize| is_han(text.at(at)) || is_latin(text.at(at)) || text.at(at).is_ascii_digit();
        let end = (start..sentence.end()).find(|at| !name(*at)).unwrap_or(sentence.end());
        let closed = end == sentence.end() || matches!(text.at(end), '）' | ')' | '\n');
        let tail = TAILS.iter().find(|tail| text.ends_with(end, tail)).map_or(0, |tail| tail.chars().count());
        let span = CharSpan::of(start..end.saturating_sub(tail).max(start));
        // 新华社国际, 美国白宫: what the table knows in it, with a section or a country.
        let known = out.iter().any(|c| c.entity.entity_type == EntityType::Org && c.span != span && (c.span.start() == start || c.span.end() == span.end()));
        let han = span.range().any(|at| is_han(text.at(at)));
        let fits = if han { (2..=LONGEST).contains(&span.len()) } else { (SHORTEST_LATIN..=2 * LONGEST).contains(&span.len()) && is_latin(text.at(start)) };
        let written = text.slice(span);
        if closed && fits && !known && !written.contains('的') && !NONE.iter().any(|word| written.contains(word)) {
            push(reading, out, span, ORGANISATION_SOURCE, 1);
        }
    }
}
