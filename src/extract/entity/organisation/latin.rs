//! Decides which Latin words name an organisation, by what the words around say: 安全厂商 Approv, Onapsis 的首席执行官, Zservers公司.
//!
//! A name so found is the organisation everywhere in the article. 表示 behind a name is no evidence: surnames say things too.

use crate::lexicon::Sense;
use crate::text::{CharSpan, Text, closing_of, is_han, is_latin};

use super::super::product::is_common;
use super::super::rules::{ORGANISATION_GROUP, ORGANISATION_LATIN};
use super::super::{Candidate, Reading};
use super::known::APPOSITIONS;
use super::{is_country, is_place, push};

/// Offices behind a company's name.
const OFFICES: &[&str] = &[
    "首席",
    "CEO",
    "CTO",
    "CISO",
    "CFO",
    "COO",
    "创始人",
    "联合创始人",
    "发言人",
    "总裁",
    "副总裁",
    "董事长",
    "总经理",
    "高级副总裁",
    "分析师",
    "研究员",
    "研究人员",
    "安全研究",
    "高级安全",
    "高级研究",
    "的首席",
    "的发言人",
    "的创始人",
    "的联合创始人",
    "的总裁",
    "的副总裁",
    "的分析师",
    "的研究员",
    "的研究人员",
    "的安全研究",
    "的高级",
];

/// Forms of a company in other languages.
const FORMS: &[&str] = &["Inc.", "Inc", "Corp.", "Corp", "Corporation", "Ltd", "Ltd.", "LLC", "GmbH", "AG", "PLC", "Limited", "S.A.", "N.V."];

/// What says behind a name that it names attackers. The name is what stands before it.
const GROUPS: &[&str] = &[
    "勒索软件组织",
    "勒索软件团伙",
    "勒索软件集团",
    "勒索组织",
    "勒索团伙",
    "黑客组织",
    "黑客团伙",
    "黑客团体",
    "网络犯罪组织",
    "网络犯罪团伙",
    "网络犯罪集团",
    "犯罪团伙",
    "威胁组织",
    "威胁行为者",
    "APT组织",
    "APT 组织",
    "网络间谍组织",
    "间谍组织",
    "反华黑客组织",
    "攻击组织",
];

/// Proposes the organisations of a sentence that bear a Latin name, and groups of attackers.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let mut at = reading.sentence.start();
    while at < reading.sentence.end() {
        let edge = !is_latin(text.before(at)) && !text.before(at).is_ascii_digit() && !matches!(text.before(at), '-' | '_' | '.' | '/' | '@');
        if edge && let Some(end) = designation(text, at) {
            push(reading, out, CharSpan::of(at..end), ORGANISATION_GROUP, 2);
            at = end;
            continue;
        }
        if edge && let Some(end) = latin_name(text, at, reading.sentence.end()) {
            name(reading, at, end, out);
            at = end;
            continue;
        }
        if matches!(text.at(at), '“' | '「') {
            quoted_group(reading, at, out);
        }
        at += 1;
    }
}

/// Latin words with capitals, six at most: where the name ends.
pub fn latin_name(text: &Text, at: usize, limit: usize) -> Option<usize> {
    let word_end = |from: usize| {
        (from..limit)
            .find(|i| {
                !(is_latin(text.at(*i))
                    || text.at(*i).is_ascii_digit()
                    || matches!(text.at(*i), '-' | '&' | '\'' | '.') && is_latin(text.at(*i + 1))
                    || text.at(*i) == '-' && text.at(*i + 1).is_ascii_digit())
            })
            .unwrap_or(limit)
    };
    let capital = |from: usize, to: usize| text.at(from).is_ascii_uppercase() || (from..to).any(|i| text.at(i).is_ascii_uppercase()) && is_latin(text.at(from));
    let mut end = word_end(at);
    if end == at || !capital(at, end) {
        return None;
    }
    for _ in 0..5 {
        if text.at(end) != ' ' {
            break;
        }
        // IBM Cloud Pak for Business Automation: a small word joins two with capitals.
        let small = ["for ", "of ", "and ", "the "].iter().find(|w| text.starts_with(end + 1, w)).map_or(0, |w| w.len());
        if small > 0 && text.at(end + 1 + small).is_ascii_uppercase() {
            end += small;
        }
        let next = word_end(end + 1);
        if next <= end + 1 || !capital(end + 1, next) {
            break;
        }
        end = next;
    }
    (end - at >= 2).then_some(end)
}

/// One Latin name with its evidence.
fn name(reading: &Reading<'_>, start: usize, end: usize, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let lexicon = reading.cx.lexicon;
    let span = CharSpan::of(start..end);
    let word = text.slice(span);
    // auticon GmbH: a form of a company names nobody by itself; the word before it may be small.
    if FORMS.contains(&word) {
        let before = (reading.sentence.start()..start.saturating_sub(1)).rev().take_while(|i| is_latin(text.at(*i))).last();
        if let Some(from) = before.filter(|_| text.before(start) == ' ') {
            let kind = ["公司", "集团"].into_iter().find(|w| text.starts_with(text.skip_blanks(end), w));
            let end = kind.map_or(end, |w| text.skip_blanks(end) + w.chars().count());
            push(reading, out, CharSpan::of(from..end), ORGANISATION_LATIN, 2);
        }
        return;
    }
    // 中国腾达（Tenda）公司: its name in Chinese stands between its country and the bracket.
    if let Some(chinese) = before_bracket(reading, start, end) {
        push(reading, out, chinese, ORGANISATION_LATIN, 2);
    }
    let first = word.split(' ').next().unwrap_or(word);
    let known = |w: &str| lexicon.senses(w).iter().any(|s| matches!(s, Sense::Organisation(_) | Sense::Product(_)));
    // 公司CEO Or Eshed: an office and who holds it.
    let office = first != word && OFFICES.contains(&first);
    if office || is_common(word) || word.split(' ').all(is_common) || known(word) {
        return;
    }
    let next = text.skip_blanks(end);
    let near = next - end <= 1;
    let before = if text.before(start) == ' ' { start - 1 } else { start };
    // Auticon GmbH公司: the form belongs to the name; so does 公司 or 集团 behind it.
    let formed = FORMS.iter().any(|f| word.ends_with(f) && word.len() > f.len() + 1 && word[..word.len() - f.len()].ends_with([' ', ',']));
    let kind = if near { ["公司", "集团"].into_iter().find(|w| text.starts_with(next, w)) } else { None };
    if let Some(kind) = kind
        && !text.starts_with(next, "公司法")
        && word.len() >= 3
    {
        push(reading, out, CharSpan::of(start..next + kind.chars().count()), ORGANISATION_LATIN, 2);
        return;
    }
    // Kraken勒索软件组织, Sandworm APT组织: what the group does is no part of its name.
    let bare = word.strip_suffix(" APT").unwrap_or(word);
    let described = bare != word && text.starts_with(next, "组织") || GROUPS.iter().any(|g| text.starts_with(next, g));
    if near && described {
        push(reading, out, CharSpan::of(start..start + bare.chars().count()), ORGANISATION_GROUP, 2);
        return;
    }
    if near && text.starts_with(next, "组织") && !matches!(text.at(next + 2), '者' | '了' | '的' | '开' | '结') && word.len() >= 3 {
        push(reading, out, CharSpan::of(start..next + 2), ORGANISATION_GROUP, 2);
        return;
    }
    // 黑客组织 CH01入侵: what they are stands before the name.
    let head = start - usize::from(matches!(text.before(start), ' ' | '“' | '「'));
    let grouped = GROUPS.iter().chain(&["黑客活动组织"]).any(|g| text.ends_with(head, g)) && word.chars().filter(char::is_ascii_alphanumeric).count() >= 3;
    if grouped && !word.split(' ').all(super::super::product::is_common) {
        push(reading, out, span, ORGANISATION_GROUP, 2);
        return;
    }
    // Google Play is no company though Google is: words behind a known name make something else.
    if known(first) && !formed {
        return;
    }
    let apposed = APPOSITIONS.iter().any(|w| text.ends_with(before, w)) && !text.ends_with(before, "的机构");
    let office = near && OFFICES.iter().any(|w| text.starts_with(next, w));
    let copula = near
        && (text.starts_with(next, "是一家") || text.starts_with(next, "是") && text.starts_with(next + 1, "全球"))
        && text.chars()[next..]
            .iter()
            .take(40)
            .collect::<String>()
            .split('，')
            .next()
            .is_some_and(|c| ["公司", "企业", "厂商", "提供商", "供应商", "机构", "制造商"].iter().any(|w| c.contains(w)));
    if formed || apposed || office || copula {
        push(reading, out, span, ORGANISATION_LATIN, 1);
    }
}

/// The Chinese name of a company between its country and a Latin name in brackets: 是中国腾达（Tenda）公司的….
fn before_bracket(reading: &Reading<'_>, start: usize, end: usize) -> Option<CharSpan> {
    const LONGEST: usize = 8;
    let text = reading.cx.text();
    let open = start.checked_sub(1).filter(|at| matches!(text.at(*at), '（' | '('))?;
    let company = matches!(text.at(end), '）' | ')') && ["公司", "集团"].iter().any(|w| text.starts_with(end + 1, w));
    // The tokens that end before the bracket.
    let last = reading.tokens.partition_point(|t| t.span.end() <= open);
    let near = |i: &usize| open - reading.tokens[*i].span.end() <= LONGEST;
    let country = (0..last).rev().take_while(near).find(|i| is_country(reading, reading.word(*i)) && is_place(reading, reading.word(*i)))?;
    let span = CharSpan::of(reading.tokens[country].span.end()..open);
    (company && span.len() >= 2 && span.range().all(|at| is_han(text.at(at)))).then_some(span)
}

/// “大象甲虫”黑客组织: the name in quotes, without them; “方程式”组织 with what it is.
fn quoted_group(reading: &Reading<'_>, open: usize, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let Some(close) = closing_of(text.at(open)).and_then(|c| (open + 1..reading.sentence.end().min(open + 24)).find(|i| text.at(*i) == c)) else { return };
    let next = text.skip_blanks(close + 1);
    if close < open + 3 || (open + 1..close).any(|i| !is_han(text.at(i)) && !text.at(i).is_alphanumeric() && text.at(i) != ' ' && text.at(i) != '-') {
        return;
    }
    if GROUPS.iter().any(|g| text.starts_with(next, g)) {
        push(reading, out, CharSpan::of(open + 1..close), ORGANISATION_GROUP, 2);
    } else if text.starts_with(next, "组织") && !matches!(text.at(next + 2), '的' | '者' | '了' | '开') {
        push(reading, out, CharSpan::of(open..next + 2), ORGANISATION_GROUP, 2);
    }
}

/// A designation that researchers give to attackers: FIN13, UNC4841, APT-C-36, Storm-0558.
fn designation(text: &Text, at: usize) -> Option<usize> {
    const SCHEMES: &[&str] = &["FIN", "UNC", "TA", "APT", "APT-", "APT-C-", "MUT-", "Storm-", "DEV-", "UAC-", "TAG-", "SilverFox-"];
    let scheme = SCHEMES.iter().filter(|s| text.starts_with(at, s)).max_by_key(|s| s.len())?;
    let digits = at + scheme.len();
    let digits = if *scheme == "APT" && text.at(digits) == ' ' { digits + 1 } else { digits };
    let end = (digits..).find(|i| !text.at(*i).is_ascii_digit())?;
    // TA0007 is a tactic of ATT&CK.
    if *scheme == "TA" && text.at(digits) == '0' {
        return None;
    }
    let least = if matches!(*scheme, "TA" | "UNC" | "MUT-" | "Storm-" | "DEV-" | "UAC-") { 3 } else { 1 };
    (end - digits >= least && end - digits <= 5 && !is_latin(text.at(end)) && text.at(end) != '.').then_some(end)
}
