//! Decides where a name goes on behind an organisation: with the name of its laboratory, department or branch.

use crate::extract::EntityType;
use crate::lexicon::{OrganisationKind, Sense, TokenTag};
use crate::text::{CharSpan, WordList, is_han, is_latin};

use super::super::rules::ORGANISATION_UNIT;
use super::super::{Candidate, Reading};
use super::structure::{FUNCTION_CHARS, GENERIC_LEFT, PROPER_HEADS, is_nominal_verb};
use super::{is_organisation, is_place, push};

/// What a part of an organisation is called by, behind a name of its own: 羲和实验室, 前沿战略研究中心.
static UNITS: WordList = WordList::new(&["实验室", "研究院", "研究中心", "研究所", "研发中心", "事业部", "事业群", "分公司", "响应中心", "情报中心"]);

/// What a part of a police authority is called by: 鸡西市公安局涉网犯罪侦查分局.
static POLICE_UNITS: WordList = WordList::new(&["分局", "总队", "支队", "大队", "中队", "派出所"]);

/// Verbs in the names of such parts.
const POLICE_WORK: &[&str] = &["涉", "涉网", "犯罪", "侦查", "侦察", "稽查", "打击", "反诈", "防控", "管控", "督察", "缉毒", "禁毒", "巡逻", "办案", "追逃"];

/// Departments, which need no other name: 信息安全部.
static DEPARTMENTS: WordList = WordList::new(&[
    "信息安全部",
    "网络安全部",
    "信息技术部",
    "信息科技部",
    "金融科技部",
    "数字化部",
    "数据管理部",
    "安全部",
    "技术部",
    "法务部",
    "公关部",
    "市场部",
    "业务部",
    "运营部",
    "研发部",
    "财务部",
    "人力资源部",
    "风险管理部",
    "合规部",
    "业务实施部",
]);

/// Units that a place may stand before: 上海分公司.
const PLACED: &[&str] = &["分公司", "研究院", "研究中心", "研发中心", "事业部"];

/// Words before a unit that say which, not what it is called.
static DESCRIBING: WordList = WordList::new(&[
    "重点",
    "联合",
    "多个",
    "多家",
    "顶尖",
    "顶级",
    "内部",
    "自有",
    "旗下",
    "下属",
    "所属",
    "新",
    "大",
    "小",
    "老",
    "多",
    "首个",
    "原",
    "其",
    "自家",
    "国家级",
    "省级",
    "总部",
    "知名",
    "著名",
    "独立",
    "专门",
    "专业",
]);

/// What parts of a company are called by in Latin letters, and whether the name may go on in capitals behind it.
const LATIN_UNITS: &[(&str, bool)] = &[("Lab", true), ("Labs", true), ("Laboratory", true), ("Laboratories", true), ("Team", true), ("Group", false), ("Institute", false)];

/// Centers that do one of these are units; others are products: Security Response Center, but License Center.
const CENTERS: &[&str] = &["Research", "Response", "Intelligence", "Coordination", "Operations", "Defense"];

/// How long the part's own name is at most, in characters.
const LONGEST: usize = 12;

/// Lengthens the organisations that were found by the names of their parts.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let attackers = |c: &Candidate| matches!(c.entity.sense, Some(Sense::Organisation(row)) if reading.cx.lexicon.organisation(row).kind == OrganisationKind::HackerGroup);
    let whole: Vec<CharSpan> = out.iter().filter(|c| c.entity.entity_type == EntityType::Org && !attackers(c)).map(|c| c.span).collect();
    for span in whole {
        // 有限公司开发中心存在未授权访问漏洞: what has the flaw is a product.
        let flawed =
            |end: &usize| reading.cx.text().starts_with(*end, "存在") && reading.cx.text().slice(CharSpan::of(*end..reading.sentence.end().min(*end + 24))).contains("漏洞");
        if let Some(end) = police_part(reading, span).or_else(|| part(reading, span.end())).or_else(|| latin_part(reading, span)).filter(|end| !flawed(end)) {
            push(reading, out, CharSpan::of(span.start()..end), ORGANISATION_UNIT, 2);
        }
    }
}

/// Where the part's name ends that begins behind an organisation.
fn part(reading: &Reading<'_>, from: usize) -> Option<usize> {
    let text = reading.cx.text();
    let first = reading.token_at(from)?;
    let ends = |at: usize, unit: &str| Some(at + unit.chars().count()).filter(|end| *end <= reading.sentence.end() && reading.ends_at(*end));
    let mut placed = false;
    let mut named = false;
    let university = ["大学", "学院"].iter().any(|w| text.ends_with(from, w));
    for number in first..reading.tokens.len() {
        let token = reading.tokens[number];
        let at = token.span.start();
        if at - from > LONGEST {
            return None;
        }
        // 师范学院计算机与人工智能学院.
        if university && named && !placed && text.starts_with(at, "学院") && text.at(at + 2) != '派' {
            return ends(at, "学院");
        }
        if let Some(end) = DEPARTMENTS.longest_at(text, at).filter(|_| !placed).and_then(|unit| ends(at, unit)) {
            return Some(end);
        }
        if let Some(unit) = UNITS.longest_at(text, at)
            && let Some(end) = ends(at, unit)
        {
            return (named && !placed || placed && PLACED.contains(&unit)).then_some(end);
        }
        let word = reading.word(number);
        let place = is_place(reading, word);
        if place && (number > first || is_organisation(reading, word)) || !place && !names_a_part(reading, number, first) {
            return None;
        }
        placed |= place;
        named = true;
    }
    None
}

/// Where the name of a police authority's part ends, of which another may be a part: …总队侦查支队.
fn police_part(reading: &Reading<'_>, span: CharSpan) -> Option<usize> {
    let text = reading.cx.text();
    let authority = ["公安局", "公安厅", "分局", "总队", "支队"].iter().any(|w| text.ends_with(span.end(), w));
    let mut at = span.end();
    while let Some(end) = unit_behind(reading, at).filter(|_| authority) {
        at = end;
    }
    (at > span.end()).then_some(at)
}

/// Where the unit of police ends whose own name begins at a position.
fn unit_behind(reading: &Reading<'_>, from: usize) -> Option<usize> {
    let text = reading.cx.text();
    let first = reading.token_at(from)?;
    for number in first..reading.tokens.len() {
        let at = reading.tokens[number].span.start();
        if at - from > LONGEST {
            return None;
        }
        // 大队长 is who leads it.
        if let Some(unit) = POLICE_UNITS.longest_at(text, at)
            && at > from
            && text.at(at + unit.chars().count()) != '长'
        {
            let end = at + unit.chars().count();
            return Some(end).filter(|end| *end <= reading.sentence.end() && reading.ends_at(*end));
        }
        if !names_a_part(reading, number, first) && !POLICE_WORK.contains(&reading.word(number)) {
            return None;
        }
    }
    None
}

/// Whether a word can stand in the name of a part.
fn names_a_part(reading: &Reading<'_>, number: usize, first: usize) -> bool {
    let token = reading.tokens[number];
    let word = reading.word(number);
    let title = word.ends_with(['长', '任', '席', '裁', '授', '士']) && reading.cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Title(_)));
    let large = word == "大" && reading.cx.text().starts_with(token.span.start(), "大数据");
    let describes =
        !large && DESCRIBING.contains(word) || GENERIC_LEFT.contains(word) && word != "和" || number == first && (word.starts_with("国家") || PROPER_HEADS.contains(word));
    if title || describes || is_organisation(reading, word) {
        return false;
    }
    let neighbour = |i: Option<usize>| i.filter(|i| *i >= first).and_then(|i| reading.tokens.get(i).map(|t| (t.tag, reading.word(i))));
    let (before, behind) = (neighbour(number.checked_sub(1)), neighbour(Some(number + 1)));
    // 聆风, 万链: characters that make no word together are a name that somebody made up.
    let single = |word: &str| word.chars().count() == 1 && word.chars().all(is_han) && !FUNCTION_CHARS.contains(word) && !DESCRIBING.contains(word);
    let coined = single(word) && [before, behind].into_iter().flatten().any(|(_, other)| single(other));
    match token.tag {
        TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Adjective | TokenTag::Latin | TokenTag::Unknown | TokenTag::Other => true,
        TokenTag::Number | TokenTag::Locality if token.span.len() >= 2 => word.chars().all(is_han),
        TokenTag::Verb => is_nominal_verb(word) || coined,
        // 系统软件与安全实验室 joins two fields; 羲和 is one name.
        TokenTag::Conjunction | TokenTag::Preposition => {
            let field = |side: Option<(TokenTag, &str)>| {
                side.is_some_and(|(tag, word)| matches!(tag, TokenTag::Noun | TokenTag::VerbNoun) || tag == TokenTag::Other && !single(word) || is_nominal_verb(word))
            };
            let rare = before.is_some_and(|(tag, word)| matches!(tag, TokenTag::Other | TokenTag::Unknown) && single(word));
            matches!(word, "与" | "和") && (field(before) && field(behind) || rare)
        }
        _ => coined,
    }
}

/// Where the name of a part in Latin letters ends: Google Threat Analysis Group.
fn latin_part(reading: &Reading<'_>, span: CharSpan) -> Option<usize> {
    const MOST_WORDS: usize = 4;
    let text = reading.cx.text();
    let behind_latin = text.before(span.start()) == ' ' && is_latin(text.before(span.start() - 1));
    if behind_latin || !is_latin(text.before(span.end())) {
        return None;
    }
    let mut at = span.end();
    let mut before = "";
    let mut found = None;
    for number in 0..MOST_WORDS {
        if text.at(at) != ' ' || !text.at(at + 1).is_ascii_uppercase() {
            break;
        }
        let end = (at + 1..reading.sentence.end()).find(|i| !is_latin(text.at(*i))).unwrap_or(reading.sentence.end());
        let word = text.slice(CharSpan::of(at + 1..end));
        // FBI Confirms Lazarus Group: another organisation begins.
        if reading.words.at(at + 1).any(|hit| hit.senses.iter().any(|s| matches!(s, Sense::Organisation(_))) && !reading.cuts_letters(at + 1, hit.end)) {
            break;
        }
        let alone = !matches!(text.at(end), '-' | '_' | '/' | '.') && !text.at(end).is_ascii_digit();
        let goes_on = text.at(end) == ' ' && is_latin(text.at(end + 1));
        let unit = LATIN_UNITS.iter().any(|(unit, on)| *unit == word && (*on || !goes_on)) || number > 0 && word == "Center" && CENTERS.contains(&before) && !goes_on;
        if alone && unit {
            found = Some(end);
        }
        (before, at) = (word, end);
    }
    found
}
