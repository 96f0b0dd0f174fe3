//! Decides which words name a company because its head is named with them: 恒星云图创始人王立平.

use crate::extract::EntityType;
use crate::lexicon::{Sense, TokenTag};
use crate::text::{CharSpan, WordList, is_han, is_latin};

use super::super::rules::ORGANISATION_OFFICE;
use super::super::{Candidate, Reading};
use super::structure::GENERIC_LEFT;
use super::{is_organisation, is_place, is_trade, push};

/// Offices that only a company has. Not 总裁 and vice presidents: what stands before theirs is a field as often (全球研发副总裁).
static OFFICES: WordList = WordList::new(&[
    "联合创始人",
    "创始合伙人",
    "创始人",
    "创办人",
    "副董事长",
    "董事长",
    "首席执行官",
    "首席技术官",
    "首席运营官",
    "首席财务官",
    "首席信息安全官",
    "总经理",
    "CEO",
    "CTO",
    "COO",
    "CFO",
]);

/// What such a body is, where its name does not stand: 安全公司创始人.
const KINDS: &[&str] = &[
    "公司",
    "企业",
    "机构",
    "厂商",
    "品牌",
    "平台",
    "项目",
    "团队",
    "论坛",
    "组织",
    "基金",
    "网站",
    "工作室",
    "应用",
    "软件",
    "巨头",
    "独角兽",
    "初创",
    "银行",
    "交易所",
    "媒体",
    "杂志",
    "游戏",
    "产品",
    "服务商",
    "提供商",
    "供应商",
    "运营商",
    "制造商",
    "开发商",
    "公众号",
    "俱乐部",
    "学院",
    "学校",
    "大学",
    "医院",
    "协会",
    "行业",
    "领域",
    "部门",
    "区",
    "系统",
    "方面",
    "业务",
    "中心",
    "事业部",
    "集团",
    "研究所",
    "实验室",
    "基地",
    "事业群",
];

/// The longest and the shortest name, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;

/// Proposes the companies whose heads are named; the people of the sentence have been proposed before.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let mut found = Vec::new();
    for person in out.iter().filter(|c| c.entity.entity_type == EntityType::Person) {
        let Some(office) = first_office(reading, person.span.start()) else { continue };
        let start = (reading.sentence.start()..office).rev().take_while(|i| is_han(text.at(*i))).last();
        // Check Point 软件技术公司: what goes on from Latin letters is a part of a name.
        let head = |s: usize| if text.before(s) == ' ' { text.before(s - 1) } else { text.before(s) };
        let Some(start) = start.filter(|s| LENGTHS.contains(&(office - s)) && !is_latin(head(*s))) else { continue };
        let span = CharSpan::of(start..office);
        if names(reading, span) && !out.iter().any(|c| c.span.overlaps(span)) {
            found.push(span);
        }
    }
    for span in found {
        push(reading, out, span, ORGANISATION_OFFICE, 1);
    }
}

/// Where the first of the offices begins that stand straight before a person: 创始人兼CEO 王立平.
fn first_office(reading: &Reading<'_>, person: usize) -> Option<usize> {
    const JOINERS: &[char] = &['兼', '&', '、', '/', '和', '暨', ' '];
    const LONGEST: usize = 7;
    let text = reading.cx.text();
    let office_before =
        |end: usize| (end.saturating_sub(LONGEST)..end).find(|i| *i >= reading.sentence.start() && OFFICES.longest_at(text, *i).is_some_and(|w| i + w.chars().count() == end));
    let mut first = None;
    let mut end = person;
    while let Some(start) = office_before(end) {
        first = Some(start);
        end = start;
        while end > reading.sentence.start() && JOINERS.contains(&text.before(end)) {
            end -= 1;
        }
        // 百度 CEO: a name with a blank behind it is no run of Chinese; the office must adjoin.
        if end == start {
            break;
        }
    }
    first.or_else(|| Some(person).filter(|p| text.before(*p) == ' ').and_then(|p| first_office(reading, p - 1)))
}

/// Whether a run of characters between a mark and an office can be a name.
fn names(reading: &Reading<'_>, span: CharSpan) -> bool {
    let (Some(first), word) = (reading.token_at(span.start()), reading.cx.text().slice(span)) else { return false };
    let tokens: Vec<_> = reading.tokens[first..].iter().take_while(|t| t.span.start() < span.end()).collect();
    let words: Vec<&str> = tokens.iter().map(|t| reading.cx.text().slice(t.span)).collect();
    let fits = tokens.iter().zip(&words).all(|(t, w)| {
        !matches!(t.tag, TokenTag::Pronoun | TokenTag::Particle | TokenTag::Conjunction | TokenTag::Preposition | TokenTag::Adverb | TokenTag::Time | TokenTag::Mark)
            && !GENERIC_LEFT.contains(w)
            && !reading.cx.lexicon.senses(w).iter().any(|s| matches!(s, Sense::Title(_)))
    });
    let told = words.iter().all(|w| is_trade(w) || is_place(reading, w) || is_organisation(reading, w));
    let kind = KINDS.iter().any(|k| word.ends_with(k));
    // 企业, 社区: one word of the list says what it is.
    fits && !told && !kind && !(tokens.len() == 1 && reading.cx.lexicon.word(word).is_some()) && tokens.last().is_some_and(|t| t.span.end() == span.end())
}
