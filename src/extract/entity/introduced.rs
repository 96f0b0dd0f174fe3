//! Decides what a text introduces as a product: what it says to be one (X是一款…) or to be launched (推出“X平台”), and in what a
//! company's flaw was found.

use crate::extract::EntityType;
use crate::lexicon::{OrganisationKind, Sense, TokenTag};
use crate::text::{CharSpan, is_han, is_latin};

use super::organisation::is_nominal_verb;
use super::product::is_common;
use super::rules::PRODUCT_INTRODUCED;
use super::{Candidate, EntityRef, Reading};

/// How long a name is at most, in characters.
const LONGEST: usize = 24;

/// What says of the name before it that it is a product. Not 是一种: of 60 read every fifth is a technique or a kind.
const COPULAS: &[&str] = &["是一款", "：一款", ": 一款", ":一款"];

/// What a name in Chinese ends in that the flaw of a company is in. Not 程序 and 组件, which are parts, nor 中心, which is a body.
const SYSTEMS: &[&str] = &["系统", "平台", "软件", "网关", "防火墙", "路由器", "交换机", "摄像机", "浏览器", "客户端", "一体机"];

/// Proposes the products that a sentence introduces.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    if let Some(span) = said_to_be_one(reading) {
        push(reading, out, span);
    }
    for open in reading.sentence.range().filter(|i| matches!(reading.cx.text().at(*i), '“' | '「')) {
        if let Some(span) = launched(reading, open) {
            push(reading, out, span);
        }
    }
    let companies: Vec<usize> = out.iter().filter(|c| c.entity.entity_type == EntityType::Org && reading.cx.text().ends_with(c.span.end(), "公司")).map(|c| c.span.end()).collect();
    for company in companies {
        if let Some(span) = flawed(reading, company) {
            push(reading, out, span);
        }
    }
}

fn push(reading: &Reading<'_>, out: &mut Vec<Candidate>, span: CharSpan) {
    let entity = EntityRef { entity_type: EntityType::Product, sense: None, name: reading.cx.text().slice(span).to_owned() };
    out.push(Candidate { span, entity, rule: PRODUCT_INTRODUCED, priority: 1 });
}

/// The name at the head of a sentence that goes on with 是一款.
fn said_to_be_one(reading: &Reading<'_>) -> Option<CharSpan> {
    let text = reading.cx.text();
    let sentence = reading.sentence;
    // 3. Anubis 是一款…
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | ' ' | '·' | '•' | '-' | '*');
    // 1Password 是一款: but a digit straight before a letter is a part of the name.
    let start = sentence.range().find(|i| !number(text.at(*i))).filter(|i| !text.before(*i).is_ascii_digit())?;
    let limit = sentence.end().min(start + LONGEST);
    let mut end = (start..limit).find(|i| COPULAS.iter().any(|w| text.starts_with(*i, w)))?;
    // HiSecEngine（华为防火墙）是一款: brackets explain the name.
    if matches!(text.before(end), '）' | ')') {
        end = (start..end).find(|i| matches!(text.at(*i), '（' | '('))?;
    }
    while end > start && text.before(end) == ' ' {
        end -= 1;
    }
    if end == start {
        return None;
    }
    let span = CharSpan::of(start..end);
    if !span.range().all(|i| in_name(text.at(i))) {
        return None;
    }
    let latin_end = span.range().find(|i| is_han(text.at(*i))).unwrap_or(end);
    if latin_end == end {
        return latin(reading, span);
    }
    if latin_end > start {
        // jscythe工具是一款: what it is called, of one word, is no part of the name.
        let one_word = reading.token_at(latin_end).is_some_and(|t| reading.tokens[t].span.end() == end);
        let name_end = if text.before(latin_end) == ' ' { latin_end - 1 } else { latin_end };
        return if one_word { latin(reading, CharSpan::of(start..name_end)) } else { None };
    }
    // 威努特主机防勒索系统, 银河麒麟桌面操作系统, 畅捷通T+: behind a maker or a product of the table.
    headed(reading, span).then_some(span)
}

/// Whether a name goes on behind the maker or product of the table that heads it.
fn headed(reading: &Reading<'_>, span: CharSpan) -> bool {
    let known = |s: Sense| match s {
        Sense::Product(_) => true,
        Sense::Organisation(row) => reading.cx.lexicon.organisation(row).kind == OrganisationKind::Company,
        _ => false,
    };
    reading.words.longest(span.start(), known).is_some_and(|(head, _)| head < span.end() && is_nominal(reading, head, span.end()))
}

/// A Latin name that does not consist of words of general use, nor names an organisation.
fn latin(reading: &Reading<'_>, span: CharSpan) -> Option<CharSpan> {
    const MOST_WORDS: usize = 4;
    const FEWEST_LETTERS: usize = 3;
    let name = reading.cx.text().slice(span);
    let letters = name.chars().filter(char::is_ascii_alphabetic).count();
    let words = name.split(' ').count();
    let organisation = reading.cx.lexicon.senses(name).iter().any(|s| matches!(s, Sense::Organisation(_) | Sense::AmbiguousOrganisation(_)));
    (letters >= FEWEST_LETTERS && words <= MOST_WORDS && !name.split(' ').all(is_common) && !organisation).then_some(span)
}

/// What stands in quotes behind a word that says it was made or launched: 推出“云鉴攻击面梳理工具”.
fn launched(reading: &Reading<'_>, open: usize) -> Option<CharSpan> {
    /// 防封堵平台 is a kind; of seven in a sample the six that are longer are names.
    const SHORTEST: usize = 6;
    const LAUNCHES: &[&str] = &["推出", "推出了", "发布", "发布了", "上线", "上线了", "建立了", "打造", "打造了", "开发了", "开发", "研发了", "建成", "搭建了", "自研的", "发布的"];
    const TOOLS: &[&str] = &["引擎", "工具", "大模型", "小程序", "APP", "App"];
    let text = reading.cx.text();
    if !LAUNCHES.iter().any(|w| text.ends_with(open, w)) {
        return None;
    }
    let end = (open + 1..reading.sentence.end().min(open + LONGEST)).find(|i| matches!(text.at(*i), '”' | '」'))?;
    let span = CharSpan::of(open + 1..end);
    let name = text.slice(span);
    let system = SYSTEMS.iter().chain(TOOLS).any(|w| name.ends_with(w));
    (system && span.len() >= SHORTEST && span.range().all(|i| in_name(text.at(i)))).then_some(span)
}

/// What a company's flaw is in, behind its name: …有限公司智慧园区综合管理系统存在SQL注入漏洞.
fn flawed(reading: &Reading<'_>, from: usize) -> Option<CharSpan> {
    /// How far behind 存在 the word 漏洞 stands at most: 存在未授权访问漏洞.
    const REACH: usize = 16;
    const PARTS: &[&str] = &["产品", "组件", "接口", "模块"];
    let text = reading.cx.text();
    let limit = reading.sentence.end().min(from + LONGEST);
    let end = (from..limit).find(|i| text.starts_with(*i, "存在"))?;
    let flaw = (end + 2..reading.sentence.end().min(end + 2 + REACH)).take_while(|i| !matches!(text.at(*i), '，' | '。' | '、' | '；')).any(|i| text.starts_with(i, "漏洞"));
    let start = text.skip_blanks(from);
    if !flaw || end < start + 2 {
        return None;
    }
    let span = CharSpan::of(start..end);
    let name = text.slice(span);
    let model = name.chars().filter(|c| is_latin(*c)).count() >= 2 && !PARTS.iter().any(|w| name.contains(w));
    let system = SYSTEMS.iter().any(|w| name.ends_with(w) && name.chars().count() > w.chars().count() + 1);
    let headed = headed(reading, span) && !PARTS.iter().any(|w| name.ends_with(w)) && !name.ends_with("服务");
    ((model || system || headed) && span.range().all(|i| in_name(text.at(i))) && is_nominal(reading, start, end)).then_some(span)
}

fn in_name(c: char) -> bool {
    is_han(c) || is_latin(c) || c.is_ascii_digit() || matches!(c, ' ' | '-' | '_' | '.' | '+' | '#' | '/' | '&' | '\'')
}

/// Whether the words of a stretch can stand in a product's name.
fn is_nominal(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    const NO_PART: &[&str] = &["官网", "公司", "集团", "旗下", "产品", "团队", "推出", "发布"];
    let Some(first) = reading.holder(start) else { return false };
    reading.tokens[first..].iter().take_while(|t| t.span.start() < end).all(|t| {
        let word = reading.cx.text().slice(t.span);
        !NO_PART.contains(&word)
            && match t.tag {
                TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Latin | TokenTag::Unknown | TokenTag::Other | TokenTag::Number | TokenTag::Adjective => true,
                TokenTag::Mark => word.chars().all(in_name),
                TokenTag::Verb => is_nominal_verb(word) || word.starts_with('防'),
                _ => false,
            }
    })
}
