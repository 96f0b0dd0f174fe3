//! Decides whose office it is, where no name that is known stands straight before it.
//!
//! Names of organisations have no end: tables know the head of many (清华大学) and nothing of their parts (苏世民书院), and
//! of most start-ups nothing at all. Before an office the words say where such a name lies.

use crate::extract::{EntityMention, EntityType};
use crate::lexicon::{OrganisationKind, PlaceLevel, Sense, TokenTag};
use crate::text::{CharSpan, is_han};

use super::STANDINGS;
use super::run::{person_at, title_ending};
use crate::assemble::clause::{Clause, Of, SentenceView};

/// Words that end what an unknown organisation is called: 源宝科技总经理.
const ORGANISATION_ENDS: &[&str] = &[
    "科技",
    "公司",
    "集团",
    "银行",
    "研究所",
    "研究院",
    "研究会",
    "委员会",
    "专委会",
    "中心",
    "协会",
    "学会",
    "商会",
    "总会",
    "分会",
    "促进会",
    "大学",
    "学院",
    "书院",
    "医院",
    "基金",
    "资本",
    "股份",
    "证券",
    "实验室",
    "事务所",
    "工作室",
    "俱乐部",
    "传媒",
    "智能",
    "信息",
    "控股",
    "学校",
    "法院",
    "检察院",
    "公安局",
    "分局",
    "司",
    "局",
    "厅",
    "署",
    "办公室",
    "联盟",
    "联储",
    "基金会",
    "出版社",
    "报社",
    "团队",
    "部队",
    "支队",
    "总队",
    "大队",
    "支行",
    "分行",
    "司令部",
    "事业部",
    "事业群",
];

/// Ends of what is no organisation of its own, or as often what the office is about: 信息主管, 智能总监.
const NO_PART: &[&str] = &["团队", "部门", "总部", "内部", "工作组", "信息", "智能", "科技", "基金", "资本"];

/// Ends of parts of an organisation, beside those of whole ones.
const PART_ENDS: &[&str] = &["委", "处", "组", "部", "院", "专班"];

/// Offices that companies have.
const OF_COMPANIES: &[&str] =
    &["创始人", "联合创始人", "共同创始人", "创办人", "创始合伙人", "主理人", "总裁", "副总裁", "高级副总裁", "董事长", "副董事长", "总经理", "副总经理", "合伙人", "管理合伙人"];

/// Words that stand before an office and are no part of a name: 是创始人, 两位创始人.
const NOT_COINED: &[&str] = &["是", "由", "据", "向", "在", "给", "包括", "作为", "为", "其", "两", "位", "名", "项目", "如今", "原始", "产品", "销售", "财务", "任命", "的"];

/// Whether a phrase ends as organisations do.
pub(super) fn ends_organisation(phrase: &str) -> bool {
    ORGANISATION_ENDS.iter().any(|end| phrase.ends_with(end))
}

/// Whether an office is one that companies have.
pub(super) fn of_company(title: &str) -> bool {
    let chief = title.len() == 3 && title.starts_with('C') && title.ends_with('O');
    OF_COMPANIES.contains(&title) || chief || title.starts_with("首席") && title.ends_with(['官', '长'])
}

/// Whether a phrase is Latin and a name: it has a capital and is no word of general use.
pub(super) fn is_latin_name(view: &SentenceView<'_>, phrase: &str) -> bool {
    let known = |word: &str| view.cx.lexicon.is_general_latin(word) || word.len() < 2;
    phrase.is_ascii() && phrase.contains(|c: char| c.is_ascii_uppercase()) && !phrase.split(' ').all(known) && !known(phrase)
}

/// An organisation that no table knows, in the words before a title; `stop` is where the title ends.
pub(super) fn unknown(view: &SentenceView<'_>, clause: &Clause, from: usize, title: usize, stop: usize) -> Option<CharSpan> {
    let (latin, ended) = (latin(view, clause, from, title), ended(view, clause, from, title));
    // BAI 资本合伙人: the longer of the two.
    let both = latin.zip(ended).map(|(latin, ended)| if ended.contains(latin) { ended } else { latin });
    both.or(latin).or(ended).or_else(|| coined(view, clause, title, stop))
}

/// FOMC票委, Keeper Security 工程副总裁: Latin words straight before the office, or at the head of what stands before it.
fn latin(view: &SentenceView<'_>, clause: &Clause, from: usize, title: usize) -> Option<CharSpan> {
    let is_latin = |i: usize| view.unit(clause, i).of == Of::Word && view.unit(clause, i).tag == TokenTag::Latin && view.unit(clause, i).span.end() <= title;
    let units = from..clause.units.len();
    let straight = units.clone().find(|i| view.unit(clause, *i).span.end() == title).filter(|i| is_latin(*i)).map(|i| view.unit(clause, i).span);
    if let Some(span) = straight.filter(|s| s.len() >= 2 && view.slice(*s).chars().all(|c| c.is_ascii_uppercase()))
        && !view.cx.lexicon.is_general_latin(view.slice(span))
    {
        return Some(span);
    }
    let words = units.take_while(|i| is_latin(*i)).count();
    let span = (words > 0).then(|| view.stretch(clause, from, from + words))?;
    is_latin_name(view, view.slice(span)).then_some(span)
}

/// The nouns before a title that end in a word for an organisation: 源宝科技总经理.
fn ended(view: &SentenceView<'_>, clause: &Clause, from: usize, title: usize) -> Option<CharSpan> {
    let last = (from..clause.units.len()).rev().find(|i| {
        let span = view.unit(clause, *i).span;
        span.end() <= title && ends_organisation(view.slice(span))
    })?;
    // A bare 公司 or 团队 names none.
    let first = (from..=last).find(|i| !matches!(view.says(clause, *i), "的" | "、" | "前" | "原" | "一" | "名" | "位" | "该"))?;
    let span = view.stretch(clause, first, last + 1);
    (span.len() >= 4 && last >= first).then_some(span)
}

/// 怒喵创始人: before an office that only companies have, what the word list cannot read and nothing else stands around.
fn coined(view: &SentenceView<'_>, clause: &Clause, title: usize, stop: usize) -> Option<CharSpan> {
    const LONGEST: usize = 10;
    if !of_company(view.slice(CharSpan::of(title..stop))) {
        return None;
    }
    let end = (0..clause.units.len()).find(|i| view.unit(clause, *i).span.end() == title)? + 1;
    let part = |i: usize| {
        let unit = view.unit(clause, i);
        let open = !matches!(unit.tag, TokenTag::Mark | TokenTag::Particle | TokenTag::Preposition | TokenTag::Conjunction | TokenTag::Pronoun | TokenTag::Time | TokenTag::Number);
        unit.of == Of::Word && open && !NOT_COINED.contains(&view.slice(unit.span))
    };
    let first = (0..end).rev().take_while(|i| part(*i)).last()?;
    let standing = |at: usize| STANDINGS.iter().any(|(word, _)| *word == view.says(clause, at));
    let first = first + usize::from(standing(first));
    // What stands before must part it from the rest: nothing, a mark, or a word that leads to a person.
    let parted = first == 0
        || matches!(view.unit(clause, first - 1).tag, TokenTag::Mark | TokenTag::Preposition | TokenTag::Conjunction)
        || standing(first - 1)
        || person_at(view, clause, first - 1).is_some();
    if first >= end {
        return None;
    }
    let span = view.stretch(clause, first, end);
    let single = |i: usize| view.unit(clause, i).span.len() == 1 && is_han(view.cx.text().at(view.unit(clause, i).span.start()));
    let unread = (first..end).any(|i| view.unit(clause, i).tag == TokenTag::Unknown || i > first && single(i) && single(i - 1));
    let brand = view.cx.lexicon.senses(view.slice(span)).iter().any(|s| matches!(s, Sense::AmbiguousOrganisation(_)));
    (parted && (unread || brand) && (2..=LONGEST).contains(&span.len())).then_some(span)
}

/// A known organisation with the part of it that stands between its name and the office: 清华大学 苏世民书院 院长. The part
/// begins at `start`, and the office ends at `stop`.
pub(super) fn with_part(view: &SentenceView<'_>, holder: &EntityMention, start: usize, stop: usize) -> Option<CharSpan> {
    let text = view.cx.text();
    let adjoins = holder.span.end() <= start && view.slice(CharSpan::of(holder.span.end()..start)).trim().is_empty();
    if !adjoins || holder.value.entity_type != EntityType::Org {
        return None;
    }
    // Of several offices the first has the part.
    let end = (start..stop).find(|i| matches!(text.at(*i), '、' | '兼' | '，')).unwrap_or(stop);
    let (title, _) = title_ending(view, start, end)?;
    let last = view.units_in(CharSpan::of(start..title)).iter().rev().find(|unit| {
        let word = view.slice(unit.span);
        unit.of == Of::Word && (ends_organisation(word) || PART_ENDS.iter().any(|end| word.ends_with(end))) && !NO_PART.iter().any(|no| word.ends_with(no))
    })?;
    Some(holder.span.cover(last.span))
}

/// The company that an office of companies without a name belongs to: the last that the sentence names before the person, else
/// the first of the sentence before, in the same paragraph.
pub(super) fn of_text<'a>(view: &SentenceView<'a>, person: &EntityMention) -> Option<&'a EntityMention> {
    let text = view.cx.text();
    let reports =
        |m: &&EntityMention| text.ends_with(m.span.start(), "据") || ["报道", "消息", "讯", "获悉", "援引"].iter().any(|w| text.starts_with(text.skip_blanks(m.span.end()), w));
    let company = |m: &&EntityMention| {
        let public = matches!(m.value.sense, Some(Sense::Organisation(row)) if !matches!(view.cx.lexicon.organisation(row).kind, OrganisationKind::Company));
        m.value.entity_type == EntityType::Org && !public && !reports(m)
    };
    let own = view.entities.iter().rev().filter(|m| m.span.end() <= person.span.start()).find(company);
    own.or_else(|| {
        let sentences = &view.cx.article.sentences;
        let before = view.number.checked_sub(1).filter(|n| sentences[*n].paragraph == sentences[view.number].paragraph)?;
        view.all.entities.iter().filter(|m| m.sentence == before).find(company)
    })
}

/// The country of a head of state or government without one: the last that the sentence names before the person.
pub(super) fn state_of_text<'a>(view: &SentenceView<'a>, office: &str, person: &EntityMention) -> Option<&'a EntityMention> {
    // Not 总理: China has one, too, and its papers name no country with him.
    if !matches!(office, "总统" | "首相" | "国务卿" | "副总统") {
        return None;
    }
    let country = |m: &&EntityMention| matches!(m.value.sense, Some(Sense::Place(row)) if view.cx.lexicon.place(row).level == PlaceLevel::Country);
    view.entities.iter().rev().filter(|m| m.span.end() <= person.span.start()).find(country)
}
