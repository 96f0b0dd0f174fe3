//! Decides who holds which office where.
//!
//! A statement of office is a run of titles next to a person's name, with the organisation before it: `[原|时任] ORG titles PERSON`,
//! `PERSON titles`, `PERSON，ORG titles`, or a verb between the two (`PERSON 担任 ORG titles`). Only what the text says: an office
//! without an organisation has none. Parties to a case and credits are no offices.

use crate::extract::rule::{RuleId, rules};
use crate::extract::{EntityMention, EntityType};
use crate::lexicon::{Sense, TitleKind};
use crate::text::{CharSpan, Text, is_han};

mod holder;
mod run;

use run::{holder_at, person_at, run_before, title_ending};

use super::Standing;
use super::clause::{Clause, Of, SentenceView};

rules! { "positions";
    ORG_TITLE_PERSON = "position.org_title_person" {
        "Organisation, office, person, in this order.",
        matches "A person straight behind one or more titles joined by 、, with an organisation or place in front of them; a title before several persons is each one's. An organisation that no table knows is taken from the words before the title: Latin with a capital, what ends as organisations do, or before an office of companies what no word covers.",
        yields "One row with the whole run of titles, and one for each office before it that has an organisation of its own. An alias of the organisation is expanded; a part of it (清华大学苏世民书院) belongs to its name. An office that only companies have, without a name, is of the company that the sentence or the one before names; that of a head of state of the country that the sentence names.",
        not "Titles of honour (先生); parties to a case (被告人); credits (责任编辑).",
        example "工业和信息化部党组成员、副部长张云明出席论坛。"
    }
    PERSON_TITLE = "position.person_title" {
        "A person with an office straight behind the name.",
        matches "习近平总书记, 尹浩院士.",
        yields "One row, with the organisation that stands straight before the name.",
        not "张某先生.",
        example "习近平总书记多次作出重要指示。"
    }
    PERSON_COMMA_TITLE = "position.person_comma_title" {
        "A person, a comma or bracket, organisation and office.",
        matches "PERSON，ORG title; PERSON（ORG title）; PERSON：ORG title.",
        yields "One row.",
        not "A clause that goes on with a verb.",
        example "专家张云明，工业和信息化部副部长，出席会议。"
    }
    PERSON_VERB_TITLE = "position.person_verb_title" {
        "A person who takes, holds or leaves an office.",
        matches "PERSON 担任 ORG title; 任命 PERSON 为 title; PERSON 辞去 title; PERSON 是 ORG 的 title.",
        yields "One row; standing by the verb: current, appointed, removed, former.",
        not "是 with anything but a title behind it.",
        example "小米宣布，雷军担任小米首席执行官。"
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

/// Titles that are no offices: parties to a case, and credits.
const NO_OFFICE: &[&str] = &[
    "被告",
    "被告人",
    "嫌疑人",
    "犯罪嫌疑人",
    "原告",
    "当事人",
    "受害人",
    "证人",
    "责任编辑",
    "责编",
    "翻译",
    "译者",
    "校对",
    "审核",
    "监制",
    "股东",
    "被害人",
    "受害者",
    "黑客",
    "网友",
    "用户",
    "作者",
    "编译",
    "排版",
    "策划",
];

/// Titles that say something only of somewhere: 记者 without an outlet is a credit.
const NEEDS_HOLDER: &[&str] = &["记者", "编辑", "律师", "专家", "代表", "成员", "委员", "团队", "负责人", "发言人"];

/// Words before an office that say how it is held.
const STANDINGS: &[(&str, Standing)] = &[
    ("时任", Standing::Then),
    ("原任", Standing::Former),
    ("前任", Standing::Former),
    ("曾任", Standing::Former),
    ("现任", Standing::Current),
    ("退役", Standing::Former),
    ("代理", Standing::Acting),
    ("原", Standing::Former),
    ("前", Standing::Former),
    ("代", Standing::Acting),
];

/// Verbs of office.
const VERBS: &[(&str, Standing)] = &[
    ("担任", Standing::Current),
    ("出任", Standing::Appointed),
    ("就任", Standing::Appointed),
    ("接任", Standing::Appointed),
    ("升任", Standing::Appointed),
    ("履新", Standing::Appointed),
    ("当选", Standing::Appointed),
    ("兼任", Standing::Current),
    ("现任", Standing::Current),
    ("任", Standing::Current),
    ("任职", Standing::Current),
    ("曾任", Standing::Former),
    ("辞去", Standing::Removed),
    ("卸任", Standing::Removed),
    ("退任", Standing::Removed),
    ("辞任", Standing::Removed),
    ("是", Standing::Current),
    ("为", Standing::Current),
    ("均为", Standing::Current),
];

/// So many offices are read before one person's name.
const MOST_OFFICES: usize = 5;

/// Finds the offices that an article states. Of two statements of one office the one with the organisation stays.
#[must_use]
pub fn find(views: &[SentenceView<'_>]) -> Vec<PositionClaim> {
    let mut claims: Vec<PositionClaim> = Vec::new();
    for view in views {
        for (c, clause) in view.clauses.iter().enumerate() {
            for at in 0..clause.units.len() {
                let Some(person) = person_at(view, clause, at) else { continue };
                let first = before(view, c, at, person, &claims);
                // 中国工程院院士、紫金山实验室主任刘韵洁: offices before the first with organisations of their own.
                let earlier = std::iter::successors(first.clone(), |claim| earlier_office(view, c, claim)).skip(1).take(MOST_OFFICES);
                let mut earlier: Vec<PositionClaim> = earlier.filter(|s| !claims.iter().any(|k| k.person_name == s.person_name && k.org == s.org)).collect();
                earlier.reverse();
                claims.extend(earlier);
                let found = first.or_else(|| behind(view, clause, at, person)).or_else(|| appositive(view, c, at, person)).or_else(|| by_verb(view, clause, at, person));
                let Some(claim) = found else { continue };
                let written = view.slice(claim.position);
                let body = |c: &PositionClaim| c.org_span.and_then(|s| view.all.entities.iter().find(|m| m.span == s)).map(|m| m.value.name.clone());
                let one_body = |known: &PositionClaim| known.org == claim.org || known.org.is_none() || claim.org.is_none() || body(known).is_some() && body(known) == body(&claim);
                let same = claims.iter().position(|known| known.person_name == claim.person_name && view.slice(known.position) == written && one_body(known));
                match same {
                    Some(known) if claims[known].org.is_none() && claim.org.is_some() => claims[known] = claim,
                    Some(_) => {}
                    None => claims.push(claim),
                }
            }
        }
    }
    claims
}

/// ORG titles PERSON.
fn before(view: &SentenceView<'_>, number: usize, at: usize, person: &EntityMention, claims: &[PositionClaim]) -> Option<PositionClaim> {
    let clause = &view.clauses[number];
    // A list of persons behind one title: 院士黄殿中、吴世忠.
    let mut end = at;
    let mut listed = false;
    while end >= 2 && matches!(view.says(clause, end - 1), "、" | "和" | "与" | "及") && person_at(view, clause, end - 2).is_some() {
        end -= 2;
        listed = true;
    }
    let of = end > 0 && view.says(clause, end - 1) == "的";
    let run = run_before(view, clause, if of { end - 1 } else { end })?;
    if run.kind == TitleKind::Honorific || listed && run.shares {
        return None;
    }
    let text = view.cx.text();
    let stop = view.unit(clause, end - 1 - usize::from(of)).span.end();
    let after_holder = run.holder.map(|m| m.span.end()).or(run.unknown.map(CharSpan::end));
    let mut start = after_holder.unwrap_or_else(|| view.unit(clause, run.start).span.start());
    let (standing, from) = standing(view, start, stop, run.holder.map(|m| m.span.start()).or(run.unknown.map(CharSpan::start)));
    start = beyond_marks(text, from, stop);
    // 清华大学苏世民书院院长: the part of the organisation that holds the office belongs to its name.
    let part = run.holder.and_then(|h| holder::with_part(view, h, start, stop));
    if let Some(whole) = part {
        start = beyond_marks(text, whole.end(), stop);
    }
    for lead in ["一名", "一位", "该公司", "公司", "该行", "该机构", "当地", "其"] {
        if text.starts_with(start, lead) && start + lead.chars().count() < stop {
            start += lead.chars().count();
        }
    }
    let (standing, start) = if standing == Standing::Current { self::standing(view, start, stop, None) } else { (standing, start) };
    if start >= stop || stop - start > 40 {
        return None;
    }
    // 纽约州长: the title begins within the place's name.
    let overlapping = run.holder.is_some_and(|h| h.span.start() < run.title && h.span.end() > run.title);
    let mut position = CharSpan::of(if overlapping { run.title } else { start }..stop);
    let written = view.slice(position);
    if NO_OFFICE.iter().any(|n| written.ends_with(n)) {
        return None;
    }
    let (mut org, mut org_span) = match (part.or_else(|| run.holder.and_then(|h| branch(view, h))), run.holder, run.unknown) {
        (Some(whole), ..) => (Some(view.slice(whole).to_owned()), Some(whole)),
        (_, Some(holder), _) => (Some(view.full_name(holder)), Some(holder.span)),
        (_, None, Some(unknown)) => (Some(view.slice(unknown).to_owned()), None),
        (_, None, None) => (None, None),
    };
    // 360集团天津总裁: a place between a company and the office says of what part.
    let within = run.holder.filter(|h| matches!(h.value.entity_type, EntityType::Gpe | EntityType::Loc)).and_then(|h| Some((h, org_ending_at(view, h.span.start())?)));
    if let Some((place, company)) = within {
        position = place.span.cover(position);
        (org, org_span) = (Some(view.full_name(company)), Some(company.span));
    }
    let written = view.slice(position);
    // 其首席执行官, 该公司首席财务官: the organisation that was named last.
    if org.is_none() {
        let lead = run.start.checked_sub(1).map(|i| view.says(clause, i)).unwrap_or_default();
        let head = view.slice(CharSpan::of(view.unit(clause, run.start).span.start()..stop));
        if matches!(lead, "其" | "该" | "公司") || head.starts_with("该公司") || head.starts_with("公司") || head.starts_with('其') {
            let named = view.entities.iter().find(|m| m.value.entity_type == EntityType::Org && m.span.end() <= position.start());
            let earlier = || view.all.entities.iter().rev().find(|m| m.value.entity_type == EntityType::Org && m.sentence < view.number && m.sentence + 2 >= view.number);
            if let Some(of) = named.or_else(earlier) {
                (org, org_span) = (Some(view.full_name(of)), named.map(|n| n.span));
            }
        }
    }
    // 英特尔宣布首席执行官退休: an office of companies alone is of the company that the text is about.
    if org.is_none() && !run.shares {
        let bare = ["集团", "公司"].iter().find(|w| written.starts_with(**w) && position.start() + 2 == run.title).map_or(position, |_| CharSpan::of(run.title..stop));
        if bare.start() == run.title
            && holder::of_company(view.slice(bare))
            && let Some(company) = holder::of_text(view, person)
        {
            position = bare;
            (org, org_span) = (Some(view.full_name(company)), (company.sentence == view.number).then_some(company.span));
        } else if bare.start() == run.title
            && let Some(country) = holder::state_of_text(view, view.slice(bare), person)
        {
            (org, org_span) = (Some(view.full_name(country)), Some(country.span));
        }
    }
    let written = view.slice(position);
    let inherits = run.shares.then(|| claims.iter().rev().find(|c| c.sentence == view.number && c.person.end() <= person.span.start())).flatten();
    if let Some(claim) = inherits {
        (org, org_span) = (claim.org.clone(), claim.org_span);
    }
    // 财联社（上海 编辑 刘蕊）: the outlet before the bracket.
    if matches!(written, "编辑" | "记者" | "编译") {
        let outlet = clause.host.and_then(|h| holder_at(view, &view.clauses[h.clause], h.units.checked_sub(1)?)).filter(|m| m.value.entity_type == EntityType::Org);
        if let Some(outlet) = outlet {
            (org, org_span) = (Some(view.full_name(outlet)), Some(outlet.span));
        }
    }
    // 纽约州长: the office's first character is the place's last.
    if let (Some(holder), Some(level)) = (run.holder, ["州长", "市长", "省长", "县长", "区长", "镇长"].iter().find(|l| **l == written))
        && holder.value.entity_type == EntityType::Gpe
    {
        let first = level.chars().next().unwrap_or_default();
        let name = view.slice(holder.span);
        org = Some(if name.ends_with(first) { name.to_owned() } else { format!("{name}{first}") });
    }
    if org.is_none() && (NEEDS_HOLDER.contains(&written) || run.kind == TitleKind::Occupation && written.chars().count() <= 2) {
        return None;
    }
    let first = org_span.map_or(position, |h| h.cover(position));
    Some(PositionClaim {
        sentence: view.number,
        span: first.cover(person.span),
        person: person.span,
        person_name: person.value.name.clone(),
        position,
        org,
        org_span,
        standing,
        rule: ORG_TITLE_PERSON,
    })
}

/// The first position behind the marks and brackets between an organisation and an office: 中央情报局（CIA）局长.
fn beyond_marks(text: &Text, from: usize, stop: usize) -> usize {
    let mut at = from;
    while at < stop {
        let close = if matches!(text.at(at), '（' | '(') { (at + 1..stop).find(|i| matches!(text.at(*i), '）' | ')')) } else { None };
        match text.at(at) {
            _ if close.is_some() => at = close.unwrap_or(at) + 1,
            '兼' if text.at(at + 1) == '职' => break,
            ' ' | '的' | '、' | '”' | '」' | '“' | '「' | '（' | '）' | '(' | ')' | '和' | '与' | '及' | '兼' | '&' | '-' | '.' => at += 1,
            _ => break,
        }
    }
    at
}

/// The organisation whose name ends at a position.
fn org_ending_at<'a>(view: &SentenceView<'a>, end: usize) -> Option<&'a EntityMention> {
    view.entities.iter().find(|m| m.value.entity_type == EntityType::Org && m.span.end() == end)
}

/// 360数字安全集团上海公司: a body straight behind another is a part of it.
fn branch(view: &SentenceView<'_>, holder: &EntityMention) -> Option<CharSpan> {
    let whole = org_ending_at(view, holder.span.start()).filter(|_| matches!(holder.value.entity_type, EntityType::Org | EntityType::Fac))?;
    Some(whole.span.cover(holder.span))
}

/// The office of the same person that stands before the organisation of another, joined by 、 or a comma: 中国工程院院士、….
fn earlier_office(view: &SentenceView<'_>, number: usize, claim: &PositionClaim) -> Option<PositionClaim> {
    let holder = claim.org_span?;
    let of_holder = |n: &usize| view.clauses[*n].units.iter().position(|u| view.units[*u].span.start() == holder.start()).map(|at| (*n, at));
    let (number, mut at) = (0..=number).rev().take(2).find_map(|n| of_holder(&n))?;
    while at > 0 && STANDINGS.iter().any(|(word, _)| *word == view.says(&view.clauses[number], at - 1)) {
        at -= 1;
    }
    let own = &view.clauses[number];
    let (clause, end) = if at >= 2 && view.says(own, at - 1) == "、" {
        (own, at - 1)
    } else {
        // 公安部原副部长，国家网信办原副主任: a clause that is nothing but an office.
        let before = number.checked_sub(1).map(|n| &view.clauses[n]).filter(|c| at == 0 && own.stop == '，' && c.host == own.host)?;
        if (0..before.units.len()).any(|i| person_at(view, before, i).is_some()) {
            return None;
        }
        (before, before.units.len())
    };
    let run = run_before(view, clause, end)?;
    let org_span = run.holder.map(|h| h.span).or(run.unknown)?;
    // Behind a comma the organisation opens its clause, else somebody else may hold the office.
    if !std::ptr::eq(clause, own)
        && (0..end).find(|i| !STANDINGS.iter().any(|(word, _)| *word == view.says(clause, *i))).is_none_or(|i| view.unit(clause, i).span.start() != org_span.start())
    {
        return None;
    }
    let stop = view.unit(clause, end - 1).span.end();
    let start = beyond_marks(view.cx.text(), org_span.end(), stop);
    let part = run.holder.and_then(|h| holder::with_part(view, h, start, stop));
    let (org_span, start) = part.map_or((org_span, start), |whole| (whole, beyond_marks(view.cx.text(), whole.end(), stop)));
    let position = CharSpan::of(start..stop);
    let fine = start < stop && run.kind != TitleKind::Honorific && !run.shares && !NO_OFFICE.iter().any(|n| view.slice(position).ends_with(n));
    let (standing, start) = standing(view, start, stop, Some(org_span.start()));
    let org = run.holder.filter(|h| h.span == org_span).map_or_else(|| view.slice(org_span).to_owned(), |h| view.full_name(h));
    fine.then(|| PositionClaim {
        span: org_span.cover(claim.span),
        position: CharSpan::of(start..stop),
        org: Some(org),
        org_span: run.holder.map(|_| org_span),
        standing,
        ..claim.clone()
    })
}

/// How an office is held, by the word before it: 原, 前, 时任, 代. Gives the start of the office without that word.
fn standing(view: &SentenceView<'_>, start: usize, end: usize, holder_start: Option<usize>) -> (Standing, usize) {
    let text = view.cx.text();
    for (word, standing) in STANDINGS {
        let length = word.chars().count();
        // What remains must still be a title: 原告 is not 原 + 告.
        if text.starts_with(start, word)
            && start + length < end
            && title_ending(view, start + length, end).is_some()
            && !["前台", "代表", "前端", "代码", "前沿", "原料"].iter().any(|w| text.starts_with(start, w))
        {
            return (*standing, start + length);
        }
        if let Some(holder) = holder_start.filter(|h| text.ends_with(*h, word) && !matches!(*word, "代" | "代理")) {
            let before_word = holder - length;
            let free = !is_han(text.before(before_word)) || length == 2 || matches!(text.before(before_word), '、' | '由' | '，' | '和' | '是' | '的' | '名' | '位' | '任' | '与');
            if free {
                return (*standing, start);
            }
        }
    }
    (Standing::Current, start)
}

/// PERSON title: 习近平总书记, 电子科技大学李洪伟教授.
fn behind(view: &SentenceView<'_>, clause: &Clause, at: usize, person: &EntityMention) -> Option<PositionClaim> {
    let text = view.cx.text();
    let start = text.skip_blanks(person.span.end());
    let (end, sense) = view.cx.lexicon.longest(text, start, |s| matches!(s, Sense::Title(_)))?;
    let Sense::Title(row) = sense else { return None };
    let kind = view.cx.lexicon.title(row).kind;
    // A blank parts a headline, not a name from its title, unless the name is Latin.
    let blank = start > person.span.end() && is_han(text.before(person.span.end()));
    if !matches!(kind, TitleKind::Office | TitleKind::Academic) || end > view.span.end() || blank {
        return None;
    }
    let word = view.slice(CharSpan::of(start..end));
    // 代表, 主持 and 专家 behind a name are verbs or another phrase's head more often than offices; a title with a name behind it is that name's.
    let others = view.entities.iter().any(|m| m.span.start() == text.skip_blanks(end) && m.value.entity_type == EntityType::Person);
    if matches!(word, "代表" | "专家" | "委员" | "负责人" | "发言人" | "成员" | "团队" | "主持人") || NO_OFFICE.contains(&word) || others {
        return None;
    }
    let holder = at.checked_sub(1).and_then(|i| holder_at(view, clause, i)).or_else(|| holder::state_of_text(view, word, person));
    let span = holder.map_or(person.span, |h| h.span.cover(person.span));
    Some(PositionClaim {
        sentence: view.number,
        span: span.cover(CharSpan::of(start..end)),
        person: person.span,
        person_name: person.value.name.clone(),
        position: CharSpan::of(start..end),
        org: holder.map(|h| view.full_name(h)),
        org_span: holder.map(|h| h.span),
        standing: Standing::Current,
        rule: PERSON_TITLE,
    })
}

/// An organisation with titles that fills a stretch of units.
fn office_in(view: &SentenceView<'_>, clause: &Clause, from: usize, to: usize) -> Option<(Option<CharSpan>, Option<String>, CharSpan)> {
    let mut to = to;
    while to > from && matches!(view.says(clause, to - 1), "。" | "一职" | "职务" | "职" | "一" | "职位" | "的" | "之一" | "”" | "等") {
        to -= 1;
    }
    if from >= to {
        return None;
    }
    let run = run_before(view, clause, to)?;
    if matches!(run.kind, TitleKind::Honorific) || run.shares {
        return None;
    }
    // 是小米公司的首席执行官: what stands before 的 is the organisation.
    let of = run.start > from && view.says(clause, run.start - 1) == "的";
    let opens = run.start - usize::from(of);
    let named = run.unknown.is_some_and(|u| u.start() <= view.unit(clause, from).span.start());
    let reaches = run.start <= from || run.holder.is_some() && opens <= from + 1 || of && named;
    let (mut from_unit, mut org, mut org_span) = (from, None, None);
    if let Some(holder) = run.holder {
        let place = (from..to).find(|i| view.unit(clause, *i).span == holder.span)?;
        // Another name before it (中国成都…) is part of what it is called.
        if place > from + 1 {
            return None;
        }
        (from_unit, org, org_span) = (place + 1, Some(view.full_name(holder)), Some(holder.span));
    } else if let Some(unknown) = run.unknown {
        from_unit = (from..to).find(|i| view.unit(clause, *i).span.start() >= unknown.end())?;
        org = Some(view.slice(unknown).to_owned());
    }
    if !reaches {
        return None;
    }
    while from_unit < to && matches!(view.says(clause, from_unit), "的" | "、") {
        from_unit += 1;
    }
    let position = view.stretch(clause, from_unit, to);
    (!position.is_empty() && position.len() <= 40 && !NO_OFFICE.contains(&view.slice(position))).then_some((org_span, org, position))
}

/// PERSON，ORG titles / PERSON（ORG titles） / PERSON：ORG titles.
fn appositive(view: &SentenceView<'_>, number: usize, at: usize, person: &EntityMention) -> Option<PositionClaim> {
    let clause = &view.clauses[number];
    if at + 1 != clause.units.len() && !view.clauses.iter().any(|c| c.host == Some(super::clause::Host { clause: number, units: at + 1 })) {
        return None;
    }
    // A bracket straight behind the name, or the next clause. A bracket with the Latin name is stepped over.
    let bracket = view.clauses.iter().find(|c| c.host == Some(super::clause::Host { clause: number, units: at + 1 }));
    let next = (at + 1 == clause.units.len())
        .then(|| view.clauses.iter().skip(number + 1).find(|c| c.host == clause.host))
        .flatten()
        .filter(|c| matches!(c.stop, '，' | '：' | ',' | '—' | '|'));
    [bracket, next].into_iter().flatten().find_map(|c| {
        let (org_span, org, position) = office_in(view, c, 0, c.units.len())?;
        // Without an organisation only brackets tell.
        (org.is_some() || std::ptr::eq(c, bracket?)).then_some(())?;
        let (standing, start) = standing(view, position.start(), position.end(), org_span.map(CharSpan::start));
        Some(PositionClaim {
            sentence: view.number,
            span: person.span.cover(position),
            person: person.span,
            person_name: person.value.name.clone(),
            position: CharSpan::of(start..position.end()),
            org,
            org_span,
            standing,
            rule: PERSON_COMMA_TITLE,
        })
    })
}

/// PERSON 担任 ORG titles; 任命 PERSON 为 titles; PERSON 是 ORG 的 titles.
fn by_verb(view: &SentenceView<'_>, clause: &Clause, at: usize, person: &EntityMention) -> Option<PositionClaim> {
    const BETWEEN: &[&str] = &[
        "将", "已", "正式", "曾", "先后", "长期", "现", "均", "都", "则", "也", "还", "一直", "于", "在", "被", "任命", "正", "继续", "仍", "不再", "宣布", "、", "和", "与",
        "同时", "后来", "目前",
    ];
    // The verb behind the person, or behind the last of a list of persons.
    let mut verb = at + 1;
    while verb < clause.units.len() && (BETWEEN.contains(&view.says(clause, verb)) || person_at(view, clause, verb).is_some() || matches!(view.unit(clause, verb).of, Of::Time(_)))
    {
        verb += 1;
    }
    if verb >= clause.units.len() {
        return None;
    }
    let word = view.says(clause, verb);
    let (_, held) = VERBS.iter().find(|(v, _)| *v == word)?;
    let leads: Vec<&str> = (at + 1..verb).map(|i| view.says(clause, i)).collect();
    let named = at > 0 && matches!(view.says(clause, at - 1), "任命" | "提名" | "聘请" | "推选" | "选举" | "聘任" | "委任");
    if matches!(word, "为") && !named && !leads.contains(&"任命") && !leads.iter().any(|l| matches!(*l, "均" | "、" | "都")) {
        return None;
    }
    let (org_span, org, position) = office_in(view, clause, verb + 1, clause.units.len())?;
    if word == "是" && org.is_none() {
        return None;
    }
    let standing = if leads.contains(&"曾") {
        Standing::Former
    } else if leads.contains(&"不再") {
        Standing::Removed
    } else if named || leads.contains(&"任命") {
        Standing::Appointed
    } else {
        *held
    };
    Some(PositionClaim {
        sentence: view.number,
        span: person.span.cover(position),
        person: person.span,
        person_name: person.value.name.clone(),
        position,
        org,
        org_span,
        standing,
        rule: PERSON_VERB_TITLE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::extract::{Context, extract};
    use crate::testing::{finds_nothing, holds};

    /// The positions of a text: `org|position|person|standing`.
    fn read(text: &str) -> Vec<String> {
        let article = Article::plain(text, chrono::NaiveDate::from_ymd_opt(2023, 3, 24));
        let cx = Context::of(&article);
        let mentions = extract(&cx);
        let claims = find(&SentenceView::all(&cx, &mentions));
        claims.iter().map(|p| format!("{}|{}|{}|{}", p.org.as_deref().unwrap_or("-"), article.text.slice(p.position), p.person_name, p.standing)).collect()
    }

    #[test]
    fn offices() {
        let table: &[(&str, &[&str])] = &[
            ("工业和信息化部党组成员、副部长张云明出席论坛。", &["工业和信息化部|党组成员、副部长|张云明|current"]),
            ("奇安信集团董事长齐向东表示，投入会增加。", &["奇安信集团|董事长|齐向东|current"]),
            ("OpenAI首席执行官萨姆·奥特曼、首席技术官米拉·穆拉蒂出席。", &["OpenAI|首席执行官|萨姆·奥特曼|current", "OpenAI|首席技术官|米拉·穆拉蒂|current"]),
            ("中国工程院院士、清华大学教授李明华出席。", &["中国工程院|院士|李明华|current", "清华大学|教授|李明华|current"]),
            ("《星海》系列电影导演郭帆表示，新片将上映。", &["-|《星海》系列电影导演|郭帆|current"]),
            ("财联社（上海 编辑 刘蕊）讯，股市上涨。", &["财联社|编辑|刘蕊|current"]),
        ];
        holds(table, read);
    }

    #[test]
    fn whose_office_it_is() {
        let table: &[(&str, &[&str])] = &[
            // A part of a known organisation.
            ("南开大学网络空间安全学院院长李明华出席。", &["南开大学网络空间安全学院|院长|李明华|current"]),
            ("阿里巴巴首席信息官李明华出席。", &["阿里巴巴|首席信息官|李明华|current"]),
            // A bracket between the two.
            ("中央情报局（CIA）局长威廉·伯恩斯表示，情况有变。", &["中央情报局|局长|威廉·伯恩斯|current"]),
            ("德国外交部长威廉·伯恩斯表示，情况有变。", &["德国|外交部长|威廉·伯恩斯|current"]),
            ("360集团天津总裁李明华致辞。", &["360集团|天津总裁|李明华|current"]),
            // What no table knows.
            ("Zolvex 工程副总裁 Jane Doe 表示，问题已修复。", &["Zolvex|工程副总裁|Jane Doe|current"]),
            ("Keeper Quorum的安全架构副总裁Jane Doe表示，问题已修复。", &["Keeper Quorum|安全架构副总裁|Jane Doe|current"]),
            ("前怒虓创始人李明华表示，情况有变。", &["怒虓|创始人|李明华|former"]),
            ("HR 主管李明华表示，流程不变。", &["-|HR 主管|李明华|current"]),
            ("两位创始人李明华和王伟表示，情况有变。", &["-|创始人|李明华|current", "-|创始人|王伟|current"]),
            // What the text is about.
            ("英特尔宣布，首席执行官李明华退休。", &["英特尔|首席执行官|李明华|current"]),
            ("据路透社报道，首席执行官李明华退休。", &["-|首席执行官|李明华|current"]),
            ("美国在特朗普总统的领导下退出该组织。", &["美国|总统|特朗普|current"]),
            // Several offices, joined by 、 or a comma.
            ("公安部原副部长，中国工程院院士李明华出席。", &["公安部|副部长|李明华|former", "中国工程院|院士|李明华|current"]),
            ("蒂姆·库克是苹果公司的首席执行官。", &["苹果公司|首席执行官|蒂姆·库克|current"]),
            ("三星任命首位女性总裁李明华。", &["-|首位女性总裁|李明华|current"]),
        ];
        holds(table, read);
    }

    #[test]
    fn how_an_office_is_held() {
        let table: &[(&str, &[&str])] = &[
            ("原公安部部长王伟出席。", &["公安部|部长|王伟|former"]),
            ("时任公安部部长王伟出席。", &["公安部|部长|王伟|then"]),
            ("小米宣布，雷军担任小米首席执行官。", &["小米|首席执行官|雷军|current"]),
            ("李强辞去腾讯总裁一职。", &["腾讯|总裁|李强|removed"]),
            ("马云曾任阿里巴巴首席执行官。", &["阿里巴巴|首席执行官|马云|former"]),
        ];
        holds(table, read);
    }

    #[test]
    fn no_offices() {
        finds_nothing(&["被告人张伟被判刑。", "责任编辑：李强。", "张伟先生出席。", "张伟认为市场会增长。"], read);
    }
}
