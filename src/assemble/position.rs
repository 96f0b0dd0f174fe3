//! Decides who holds which office where.
//!
//! A statement of office is a run of titles next to a person's name, with the organisation in front of it:
//! `[原|时任] ORG titles PERSON`, `PERSON titles`, `PERSON，ORG titles`. Only what the text says: an office without an organisation
//! has none.

use crate::extract::rule::{RuleId, rules};
use crate::extract::{Context, EntityMention, EntityType, Mentions};
use crate::lexicon::{Sense, TitleKind};
use crate::text::CharSpan;

use super::Standing;
use super::clause::SentenceView;

rules! { "positions";
    ORG_TITLE_PERSON = "position.org_title_person" {
        "Organisation, office, person, in this order.",
        matches "A person straight behind one or more titles joined by 、, with an organisation or place in front of them.",
        yields "One row with the whole run of titles; an alias of the organisation is expanded.",
        not "Titles of honour (先生); a title that belongs to another person.",
        example "工业和信息化部党组成员、副部长张云明出席论坛。"
    }
    PERSON_TITLE = "position.person_title" {
        "A person with an office straight behind the name.",
        matches "习近平总书记, 尹浩院士.",
        yields "One row without an organisation, unless one stands straight before the name.",
        not "张某先生.",
        example "习近平总书记多次作出重要指示。"
    }
    PERSON_COMMA_TITLE = "position.person_comma_title" {
        "A person, a comma or bracket, organisation and office.",
        matches "PERSON，ORG title; PERSON（ORG title）.",
        yields "One row.",
        not "A clause that goes on with a verb.",
        example "专家张云明，工业和信息化部副部长，出席会议。"
    }
}

/// An office held by a person.
#[derive(Debug, Clone, PartialEq)]
pub struct PositionClaim {
    /// The sentence.
    pub sentence: usize,
    /// The whole statement.
    pub span: CharSpan,
    /// The person's name.
    pub person: CharSpan,
    /// The person's fullest name.
    pub person_name: String,
    /// The office as written.
    pub position: CharSpan,
    /// The organisation, an alias expanded.
    pub org: Option<String>,
    /// The organisation's mention.
    pub org_span: Option<CharSpan>,
    /// How the office is held.
    pub standing: Standing,
    /// The rule.
    pub rule: RuleId,
}

const HOLDERS: &[EntityType] = &[EntityType::Org, EntityType::Gpe, EntityType::Fac];

/// How far an organisation may stand from the person, in characters.
const REACH: usize = 40;

/// Finds the offices that an article states.
#[must_use]
pub fn find(cx: &Context<'_>, mentions: &Mentions) -> Vec<PositionClaim> {
    let mut claims: Vec<PositionClaim> = Vec::new();
    for number in 0..cx.article.sentences.len() {
        let view = SentenceView::new(cx, mentions, number);
        for person in view.entities.iter().filter(|m| m.value.entity_type == EntityType::Person) {
            let claim = before(&view, person).or_else(|| behind(&view, person)).or_else(|| after_comma(&view, person));
            if let Some(claim) = claim
                && !claims.iter().any(|c| c.person == claim.person && c.position == claim.position)
            {
                claims.push(claim);
            }
        }
    }
    claims
}

/// The kind of title that ends at a position, with where it begins.
fn title_ending(view: &SentenceView<'_>, end: usize) -> Option<(usize, TitleKind)> {
    let text = view.cx.text();
    (1..=10).rev().filter_map(|n| end.checked_sub(n)).filter(|s| *s >= view.span.start()).find_map(|start| {
        let hit = view.cx.lexicon.words_at(text, start).find(|w| w.end == end)?;
        hit.senses.iter().find_map(|s| match s {
            Sense::Title(row) => Some((start, view.cx.lexicon.title(*row).kind)),
            _ => None,
        })
    })
}

/// ORG titles PERSON.
fn before(view: &SentenceView<'_>, person: &EntityMention) -> Option<PositionClaim> {
    let text = view.cx.text();
    let name_start = person.span.start();
    let mut end = name_start;
    while end > view.span.start() && matches!(text.before(end), ' ' | '：' | ':' | '—') {
        end -= 1;
    }
    let (first_start, kind) = title_ending(view, end)?;
    if kind == TitleKind::Honorific {
        return None;
    }
    // The run of titles: to the organisation, over nouns and 、 between titles.
    let holder = view.entity_before(first_start, end.saturating_sub(REACH), HOLDERS).filter(|m| run_of_titles(view, m.span.end(), end));
    let mut start = match holder {
        Some(m) => m.span.end(),
        None => leftmost_title(view, first_start),
    };
    while start < end && matches!(text.at(start), ' ' | '的' | '、') {
        start += 1;
    }
    let (standing, start) = standing(view, start, end, holder.map(|m| m.span.start()));
    if start >= end {
        return None;
    }
    let position = CharSpan::of(start..end);
    // 记者 and 编辑 in a credit belong to the outlet; without one the credit says nothing about an office.
    if kind == TitleKind::Occupation && holder.is_none() && matches!(view.slice(position), "记者" | "编辑" | "作者" | "黑客" | "律师" | "用户" | "专家" | "网友") {
        return None;
    }
    Some(PositionClaim {
        sentence: view.number,
        span: holder.map_or(position, |h| h.span.cover(position)).cover(person.span),
        person: person.span,
        person_name: person.value.name.clone(),
        position,
        org: holder.map(|h| org_name(view, h)),
        org_span: holder.map(|h| h.span),
        standing,
        rule: ORG_TITLE_PERSON,
    })
}

/// An organisation's name as the claim gives it: as written, but an alias expanded.
fn org_name(view: &SentenceView<'_>, mention: &EntityMention) -> String {
    if mention.rule == "entity.alias" { mention.value.name.clone() } else { view.slice(mention.span).to_owned() }
}

/// Whether a stretch between an organisation and a person holds nothing but titles with their modifiers.
fn run_of_titles(view: &SentenceView<'_>, start: usize, end: usize) -> bool {
    let text = view.cx.text();
    let stretch = view.slice(CharSpan::of(start..end));
    if stretch.chars().any(|c| matches!(c, '，' | '。' | '；' | '：' | '（' | '）' | '“' | '”' | '\n')) || stretch.trim().is_empty() {
        return false;
    }
    // Each part between 、 ends in a title.
    let mut part_end = end;
    loop {
        let part_start = (start..part_end).rev().find(|i| matches!(text.at(*i), '、' | '兼')).map_or(start, |i| i + 1);
        if title_ending(view, part_end).is_none_or(|(s, _)| s < part_start) {
            return false;
        }
        if part_start == start {
            return true;
        }
        part_end = part_start - 1;
        if part_end <= start {
            return true;
        }
    }
}

/// Where a run of titles joined by 、 begins, when no organisation stands before it. A modifier of up to six characters
/// (首席宏观 in 首席宏观分析师) belongs to the title.
fn leftmost_title(view: &SentenceView<'_>, mut start: usize) -> usize {
    let text = view.cx.text();
    while start > view.span.start() && text.before(start) == '、' {
        match title_ending(view, start - 1) {
            Some((s, _)) => start = s,
            None => break,
        }
    }
    start
}

/// How an office is held, by the word before it: 原, 前, 时任, 代. Gives the start of the office without that word.
fn standing(view: &SentenceView<'_>, start: usize, end: usize, holder_start: Option<usize>) -> (Standing, usize) {
    const WORDS: &[(&str, Standing)] = &[
        ("时任", Standing::Then),
        ("原任", Standing::Former),
        ("前任", Standing::Former),
        ("现任", Standing::Current),
        ("代理", Standing::Acting),
        ("原", Standing::Former),
        ("前", Standing::Former),
        ("代", Standing::Acting),
    ];
    let text = view.cx.text();
    for (word, standing) in WORDS {
        let length = word.chars().count();
        if text.starts_with(start, word) && start + length < end && !text.starts_with(start, "前台") && !text.starts_with(start, "代表") && !text.starts_with(start, "前端") {
            return (*standing, start + length);
        }
        if holder_start.is_some_and(|h| text.ends_with(h, word) && !matches!(*word, "代" | "代理")) {
            let before_word = holder_start.map_or(0, |h| h - length);
            let free = !crate::text::is_han(text.before(before_word)) || matches!(word.chars().count(), 2) || matches!(text.before(before_word), '、' | '由' | '，' | '和' | '是');
            if free {
                return (*standing, start);
            }
        }
    }
    (Standing::Current, start)
}

/// PERSON title: 习近平总书记, 尹浩院士.
fn behind(view: &SentenceView<'_>, person: &EntityMention) -> Option<PositionClaim> {
    let text = view.cx.text();
    let start = person.span.end();
    let (end, sense) = view.cx.lexicon.longest(text, start, |s| matches!(s, Sense::Title(_)))?;
    let Sense::Title(row) = sense else { return None };
    let kind = view.cx.lexicon.title(row).kind;
    if !matches!(kind, TitleKind::Office | TitleKind::Academic) || end > view.span.end() {
        return None;
    }
    let word = view.slice(CharSpan::of(start..end));
    // 代表, 主持 and 专家 behind a name are verbs or another phrase's head more often than offices.
    if matches!(word, "代表" | "专家" | "委员" | "负责人" | "发言人" | "成员" | "团队") {
        return None;
    }
    Some(PositionClaim {
        sentence: view.number,
        span: CharSpan::of(person.span.start()..end),
        person: person.span,
        person_name: person.value.name.clone(),
        position: CharSpan::of(start..end),
        org: None,
        org_span: None,
        standing: Standing::Current,
        rule: PERSON_TITLE,
    })
}

/// PERSON，ORG titles / PERSON（ORG titles）.
fn after_comma(view: &SentenceView<'_>, person: &EntityMention) -> Option<PositionClaim> {
    let text = view.cx.text();
    let mark = text.skip_blanks(person.span.end());
    if !matches!(text.at(mark), '，' | '（' | '(' | ',') {
        return None;
    }
    let from = text.skip_blanks(mark + 1);
    let org = view.entities.iter().find(|m| m.span.start() == from && HOLDERS.contains(&m.value.entity_type))?;
    let limit = (org.span.end()..view.span.end().min(org.span.end() + REACH)).find(|i| matches!(text.at(*i), '，' | '）' | ')' | '。' | '；' | ',')).unwrap_or(view.span.end());
    let end = limit;
    run_of_titles(view, org.span.end(), end).then_some(())?;
    let start = text.skip_blanks(org.span.end());
    Some(PositionClaim {
        sentence: view.number,
        span: CharSpan::of(person.span.start()..end),
        person: person.span,
        person_name: person.value.name.clone(),
        position: CharSpan::of(start..end),
        org: Some(org_name(view, org)),
        org_span: Some(org.span),
        standing: Standing::Current,
        rule: PERSON_COMMA_TITLE,
    })
}
