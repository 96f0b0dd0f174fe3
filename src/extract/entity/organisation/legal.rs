//! Decides where the full name of a company begins: 有限公司 and its kin are the end of one whatever words stand before.

use crate::lexicon::{Lexicon, Sense, TokenTag};
use crate::text::{CharSpan, is_han, is_latin};

use super::super::rules::ORGANISATION_LEGAL;
use super::super::{Candidate, Reading};
use super::{is_organisation, is_place, is_trade, push};

/// The legal forms, longest first.
const FORMS: &[&str] = &[
    "集团股份有限公司",
    "控股股份有限公司",
    "控股集团有限公司",
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "控股有限公司",
    "有限公司",
    "合伙企业（有限合伙）",
    "合伙企业(有限合伙)",
];

/// How far to the left of its form a name may begin, in characters.
const LONGEST_NAME: usize = 30;

/// Proposes the companies of a sentence that are named in full.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let mut at = reading.sentence.start();
    while at < reading.sentence.end() {
        let form = if matches!(text.at(at), '集' | '控' | '股' | '有' | '合') { FORMS.iter().find(|form| text.starts_with(at, form)) } else { None };
        let Some(form) = form else {
            at += 1;
            continue;
        };
        let end = at + form.chars().count();
        if end <= reading.sentence.end()
            && let Some(start) = left_edge(reading, at)
        {
            push(reading, out, CharSpan::of(start..end), ORGANISATION_LEGAL, 4);
        }
        at = end;
    }
}

/// What a company is called in short by its full name: 天御云安科技 and 天御云安 for 北京天御云安科技有限公司.
///
/// The place before it and the legal form go; of the trade behind the brand the first word, 科技 or all of it stays. The brand
/// alone stands for it only where no list holds the brand.
pub fn short_forms(lexicon: &Lexicon, name: &str) -> Vec<String> {
    /// Of 24 brands of two characters standing alone in a sample 5 were the company, the others apps, restaurants and parts of names.
    const SHORTEST_ALONE: usize = 3;
    const LONGEST_PLACE: usize = 7;
    const LONGEST_TRADE: usize = 4;
    const LONGEST_BRAND: usize = 6;
    let Some(stem) = FORMS.iter().find_map(|form| name.strip_suffix(form)) else { return Vec::new() };
    // 远江盛邦（北京）网络安全科技: a place in brackets is of no moment.
    let mut core: Vec<char> = Vec::new();
    let mut depth = 0_usize;
    for c in stem.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => core.push(c),
            _ => {}
        }
    }
    let written = |chars: &[char]| chars.iter().collect::<String>();
    let is_place = |chars: &[char]| lexicon.senses(&written(chars)).iter().any(|s| matches!(s, Sense::Place(_) | Sense::AmbiguousPlace(_)));
    // 中国卫星网络集团有限公司: behind the country stands what it does.
    let of_country = core.starts_with(&['中', '国']);
    while let Some(length) = (2..=LONGEST_PLACE.min(core.len().saturating_sub(2))).rev().find(|n| is_place(&core[..*n])) {
        core.drain(..length);
    }
    let mut brand = core.len();
    let mut trades: Vec<String> = Vec::new();
    while let Some(length) = (2..=LONGEST_TRADE.min(brand)).rev().find(|n| is_trade(&written(&core[brand - n..brand]))) {
        trades.insert(0, written(&core[brand - length..brand]));
        brand -= length;
    }
    let name = written(&core[..brand]);
    let unheard_of = lexicon.word(&name).is_none() && lexicon.senses(&name).is_empty();
    if !(2..=LONGEST_BRAND).contains(&brand) || !name.chars().all(is_han) || trades.is_empty() || of_country && !unheard_of {
        return Vec::new();
    }
    let mut forms = vec![format!("{name}{}", trades.concat()), format!("{name}{}", trades[0])];
    if trades.iter().any(|t| t == "科技") {
        forms.push(format!("{name}科技"));
    }
    if unheard_of {
        forms.push(format!("{name}公司"));
        if brand >= SHORTEST_ALONE {
            forms.push(name);
        }
    }
    forms
}

/// Where the name begins: behind the last mark, function word or verb, or at the place that heads it.
fn left_edge(reading: &Reading<'_>, form: usize) -> Option<usize> {
    let text = reading.cx.text();
    let floor = reading.sentence.start().max(form.saturating_sub(LONGEST_NAME));
    let stretch = stretch_start(reading, form, floor);
    let tokens: Vec<_> = reading.tokens.iter().filter(|t| t.span.end() > stretch && t.span.start() < form).collect();
    let word = |i: usize| text.slice(CharSpan::of(tokens[i].span.start().max(stretch)..tokens[i].span.end().min(form)));
    let mut cut = stretch;
    for (i, token) in tokens.iter().enumerate() {
        let w = word(i);
        let long_verb = token.tag == TokenTag::Verb && w.chars().count() >= 2 && !is_trade(w) && tokens.get(i + 1).is_some_and(|_| is_place(reading, word(i + 1)));
        // 商之讯, 月之暗面: 之 parts no names; 企业管理 and 企业服务 are trades.
        let function = w.chars().count() == 1 && w != "之" && matches!(token.tag, TokenTag::Preposition | TokenTag::Pronoun | TokenTag::Particle);
        let trade = w == "企业" && tokens.get(i + 1).is_some_and(|_| matches!(word(i + 1), "管理" | "服务" | "咨询" | "发展" | "信用" | "征信"));
        let bound = !trade && BOUNDS.contains(&w) || function || long_verb || matches!(w, "和" | "与" | "及" | "而" | "前" | "原");
        // 浙江和达科技, 北京由你科技: behind the place such a character belongs to the brand.
        let brand = i > 0 && w.chars().count() == 1 && w != "的" && is_place(reading, word(i - 1));
        if bound && !brand {
            cut = token.span.end();
        }
    }
    // 园区企业北京网藤科技有限公司: everyday words before a place are no part of the name.
    let head = tokens
        .iter()
        .enumerate()
        .filter(|(_, t)| t.span.start() > cut)
        .find(|(i, t)| is_place(reading, word(*i)) && t.span.len() >= 2 && !matches!(text.before(t.span.start()), '（' | '('));
    if let Some((i, token)) = head {
        let everyday = (0..i).filter(|j| tokens[*j].span.start() >= cut).all(|j| {
            let w = word(j);
            w.chars().count() >= 2 && reading.cx.lexicon.is_everyday(w) && !is_place(reading, w) && !is_organisation(reading, w)
        });
        if everyday {
            cut = token.span.start();
        }
    }
    while cut < form && matches!(text.at(cut), ' ' | '）' | ')') {
        cut += 1;
    }
    let distinct = tokens.iter().enumerate().filter(|(_, t)| t.span.start() >= cut).any(|(i, _)| {
        let w = word(i);
        !is_trade(w) && !is_place(reading, w) && w.chars().any(|c| is_han(c) || is_latin(c))
    });
    (form - cut >= 2 && distinct).then_some(cut)
}

/// How far back nothing parts the words: to a mark or the start of the line; brackets that hold a place are passed.
fn stretch_start(reading: &Reading<'_>, form: usize, floor: usize) -> usize {
    let text = reading.cx.text();
    let mut at = form;
    while at > floor {
        let c = text.before(at);
        if matches!(c, '）' | ')') {
            let Some(open) = (floor..at - 1).rev().take(8).find(|i| matches!(text.at(*i), '（' | '(')) else { break };
            let inner = text.slice(CharSpan::of(open + 1..at - 1));
            if !is_place(reading, inner) && !matches!(inner, "集团" | "控股") {
                break;
            }
            at = open;
        } else if c == ' ' {
            if !is_latin(text.before(at - 1)) {
                break;
            }
            at -= 1;
        } else if is_han(c) || is_latin(c) || c.is_ascii_digit() || matches!(c, '&' | '·' | '-') {
            at -= 1;
        } else {
            break;
        }
    }
    at
}

/// Words behind which a company's name begins.
const BOUNDS: &[&str] = &[
    "由",
    "为",
    "是",
    "被",
    "对",
    "向",
    "将",
    "在",
    "给",
    "从",
    "以及",
    "了",
    "的",
    "等",
    "该",
    "这家",
    "一家",
    "其",
    "某",
    "来自",
    "包括",
    "收购",
    "入股",
    "联合",
    "起诉",
    "通过",
    "据",
    "称",
    "并",
    "或",
    "于",
    "到",
    "至",
    "把",
    "经",
    "受",
    "委托",
    "授予",
    "邀请",
    "加入",
    "旗下",
    "子公司",
    "全资子公司",
    "控股子公司",
    "企业",
    "单位",
    "公司",
    "客户",
    "股东",
    "厂商",
    "我司",
    "现任",
    "创办",
    "创立",
    "成立",
    "负责人",
    "代表",
    "法人",
    "及其",
    "下属",
    "关联方",
    "持有",
    "注册",
    "支持",
    "感谢",
    "协办",
    "承办",
    "主办",
    "指导",
    "年",
    "月",
    "日",
    "版权",
    "所有",
    "处罚",
    "约谈",
    "涉及",
    "任职",
    "就职",
    "担任",
    "参股",
    "投资了",
    "签约",
    "牵手",
];
