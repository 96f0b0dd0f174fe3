//! Decides which words before a Latin abbreviation in brackets name an organisation: 电子隐私信息中心（EPIC）, 商品期货交易委员会（CFTC）.
//!
//! Only names have abbreviations of their own, so that nothing proper need stand before the suffix; what many have (安全运营中心（SOC）) is in a list.

use crate::lexicon::{Sense, TokenTag};
use crate::text::{CharSpan, WordList};

use super::super::rules::{ORGANISATION_ABBREVIATED, ORGANISATION_KNOWN};
use super::super::{Candidate, Reading};
use super::structure::{FUNCTION_CHARS, GENERIC_LEFT, JOINING, is_nominal_verb};
use super::{is_country, is_organisation, is_place, push};

/// How far before its suffix a name begins at most, in characters: 国家特殊通信和信息保护.
const LONGEST: usize = 16;

/// Abbreviations of kinds of bodies.
const OF_KINDS: &[&str] = &[
    "SOC", "NOC", "CSOC", "ISOC", "NSOC", "GSOC", "VSOC", "CSIRT", "CSIRTs", "CIRT", "PSIRT", "CERT", "SRC", "ISAC", "ISACs", "ISAO", "MSSP", "MSP", "CSP", "CSSP", "ISP", "IXP",
    "FCEB", "CNA", "CA", "RA", "TTP", "NBFC", "UTC", "REC", "DPA", "SASE", "IRB", "NGO", "PMO", "CoE", "COE", "SIG", "WG", "IDC", "POC", "CDC", "DAO", "KMC", "OEM", "ODM", "DRRC",
    "FI", "SDC", "ICS", "IT", "OT", "HR", "PR", "SME", "BU", "QC", "TOC", "MCN", "EOC", "ROC", "CSO", "CISO",
];

/// What ends like a body and is something made or done: 开源情报（OSINT）, 威胁情报平台（TIP）, 去中心化交易所（DEX）.
const NO_BODIES: &[&str] = &["情报", "平台", "台", "交易所", "警方"];

/// Words at the head of the stretch that describe and are no part of a name: 传统安全运营中心.
static DESCRIBING: WordList = WordList::new(&[
    "传统",
    "著名",
    "知名",
    "主要",
    "最大",
    "新",
    "新的",
    "内部",
    "外部",
    "专门",
    "专业",
    "独立",
    "多家",
    "一家",
    "当地",
    "本地",
    "地方",
    "官方",
    "非营利",
    "非盈利",
    "旗下",
    "下属",
    "附属",
    "隶属",
    "前",
    "原",
    "老牌",
    "所属",
    "维和",
    "协助",
    "利用",
]);

/// Proposes the organisations of a sentence that an abbreviation in brackets follows.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    for open in reading.sentence.range().filter(|i| matches!(text.at(*i), '（' | '(')) {
        let end = if text.before(open) == ' ' { open - 1 } else { open };
        if !abbreviation(reading, open) {
            continue;
        }
        let suffix = (reading.sentence.start().max(end.saturating_sub(5))..end).find_map(|at| {
            reading
                .words
                .at(at)
                .filter(|hit| hit.end == end)
                .find_map(|hit| hit.senses.iter().find_map(|s| if let Sense::OrganisationSuffix(row) = s { Some((at, *row)) } else { None }))
        });
        let Some((suffix_start, row)) = suffix else { continue };
        let suffix = reading.cx.lexicon.organisation_suffix(row);
        // 证券交易委员会（SEC）: what stands before a name of the table is no part of it.
        let known = out.iter().any(|c| c.span.end() == end && c.rule == ORGANISATION_KNOWN);
        if known || suffix.is_brand || suffix.suffix.contains("有限") || NO_BODIES.iter().any(|w| text.ends_with(end, w)) {
            continue;
        }
        if let Some(start) = left_edge(reading, suffix_start) {
            push(reading, out, CharSpan::of(start..end), ORGANISATION_ABBREVIATED, 1);
        }
    }
}

/// Whether a bracket holds nothing but an abbreviation, and not that of a kind.
fn abbreviation(reading: &Reading<'_>, open: usize) -> bool {
    let text = reading.cx.text();
    let Some(close) = (open + 1..reading.sentence.end().min(open + 12)).find(|i| matches!(text.at(*i), '）' | ')')) else { return false };
    let written = text.slice(CharSpan::of(open + 1..close)).trim();
    let capitals = written.chars().filter(char::is_ascii_uppercase).count();
    capitals >= 2 && capitals * 2 > written.len() && written.chars().all(|c| c.is_ascii_alphabetic() || c == '-') && !OF_KINDS.contains(&written)
}

/// Where the nouns before a suffix begin; a place or a known organisation among them ends the search.
fn left_edge(reading: &Reading<'_>, suffix_start: usize) -> Option<usize> {
    let text = reading.cx.text();
    let last = reading.tokens.partition_point(|t| t.span.start() < suffix_start);
    let noun = |i: usize| matches!(reading.tokens[i].tag, TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Other) || is_nominal_verb(reading.word(i));
    let (mut edge, mut proper) = (None, false);
    for i in (0..last).rev() {
        let span = reading.tokens[i].span;
        let (start, end) = (span.start(), span.end().min(suffix_start));
        let word = text.slice(CharSpan::of(start..end));
        let (place, organisation) = (is_place(reading, word), is_organisation(reading, word));
        // 食品和药品管理局: between nouns; behind the name of another body it joins two.
        let joint = matches!(word, "和" | "与" | "及") && edge.is_some() && i > 0 && noun(i - 1) && !ends_a_name(reading, i - 1);
        let continues = place
            || organisation
            || joint
            || match reading.tokens[i].tag {
                TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Other | TokenTag::Adjective => true,
                TokenTag::Unknown => !FUNCTION_CHARS.contains(word),
                TokenTag::Verb => is_nominal_verb(word) || edge.is_none() && word.chars().count() == 2 && !JOINING.contains(&word),
                _ => false,
            };
        if !continues || suffix_start - start > LONGEST || !joint && (GENERIC_LEFT.contains(word) || DESCRIBING.contains(word)) || ends_a_name(reading, i) && !organisation {
            break;
        }
        if proper && !place {
            break;
        }
        if !joint {
            edge = Some(start);
        }
        proper |= place || organisation;
    }
    let start = edge.filter(|start| suffix_start - start >= 2)?;
    let first = reading.token_at(start)?;
    if let Some(country) = country_before(reading, first).filter(|_| !proper) {
        return Some(country);
    }
    // 建屋发展局: one character before the edge that is no word of its own shows a cut.
    let cut = first > 0 && reading.tokens[first - 1].tag == TokenTag::Verb && reading.tokens[first - 1].span.len() == 1 && reading.tokens[first - 1].span.end() == start;
    (!cut).then_some(start)
}

/// The country at the head of a name where words stand behind it that end the nouns: 美国退休人员协会, 英国皇家联合军种国防研究所, 美国家劳工关系委员会.
fn country_before(reading: &Reading<'_>, first: usize) -> Option<usize> {
    /// So many words stand between: 皇家, 联合.
    const MOST: usize = 2;
    let country = |i: usize| reading.tokens[i].span.len() >= 2 && is_country(reading, reading.word(i)) && is_place(reading, reading.word(i));
    let between = |i: usize| {
        let word = reading.word(i);
        let kind = matches!(reading.tokens[i].tag, TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Adjective | TokenTag::Verb | TokenTag::Adverb);
        word == "联合" || word == "家" || kind && word.chars().count() == 2 && !GENERIC_LEFT.contains(word) && !DESCRIBING.contains(word) && !ends_a_name(reading, i)
    };
    let words = (0..first).rev().take(MOST + 1).take_while(|i| !country(*i)).count();
    let head = first.checked_sub(words + 1).filter(|head| country(*head))?;
    (words > 0 && words <= MOST && (head + 1..first).all(between)).then(|| reading.tokens[head].span.start())
}

/// Whether a word is or ends the name of a body, behind which another begins: 网络安全机构国家特殊通信和信息保护局.
fn ends_a_name(reading: &Reading<'_>, token: usize) -> bool {
    let word = reading.word(token);
    let suffix = |s: &Sense| matches!(s, Sense::OrganisationSuffix(row) if !reading.cx.lexicon.organisation_suffix(*row).is_brand);
    word.chars().count() >= 2 && reading.cx.lexicon.senses(word).iter().any(suffix)
        || is_organisation(reading, word)
        || matches!(word, "部" | "局" | "署" | "厅" | "院")
        || ["机构", "部门", "组织", "公司"].iter().any(|w| word.ends_with(w))
}
