//! Decides which items of an enumeration are organisations or products because those around them are: 北信源、某某华泰、安博通.
//!
//! The items between 、 are of one kind. Where the names beside an item are organisations, and nothing says that it is something
//! else, it is one too, though what it is made of does not tell; and so with products, of which only names in Latin letters are
//! taken. What leads to the first item belongs to the sentence, and of the last only what stands before 等, or its Latin words;
//! 和 joins two items.

use crate::extract::rule::RuleId;
use crate::extract::{Context, EntityType, Mention};
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::organisation::latin_name;
use super::product::is_common;
use super::rules::{ORGANISATION_ENUMERATED, PRODUCT_ENUMERATED};
use super::{EntityMention, EntityRef, Reading, Taken};

/// Two items are rather one thing and another.
const SHORTEST_LIST: usize = 3;

/// The longest name in Chinese, and in Latin letters. Of 137 items of a sample that stood so, none that is a name was longer.
const LONGEST: usize = 12;
const LONGEST_LATIN: usize = 30;

/// A Chinese name that does not say what it names has no more characters: 纽银梅隆, 升华安全佳.
const LONGEST_BRAND: usize = 6;

/// What a longer one ends in.
const BODIES: &str = "局部委办院校会所社行司团厂店室站馆组网报盟府署处学心";

/// Names of persons with three characters begin with one of so many surnames: 王某苗 among the founders of a company.
const COMMON_SURNAMES: u32 = 50;

/// What the items of an enumeration can be.
struct Kind {
    entity_type: EntityType,
    /// Whether an item reads like the name of one.
    may_be: fn(&Reading<'_>, CharSpan) -> bool,
    rule: RuleId,
}

const KINDS: &[Kind] = &[
    Kind { entity_type: EntityType::Org, may_be: may_be_organisation, rule: ORGANISATION_ENUMERATED },
    Kind { entity_type: EntityType::Product, may_be: may_be_product, rule: PRODUCT_ENUMERATED },
];

/// Adds the items that only their neighbours tell.
pub fn find(cx: &Context<'_>, readings: &[Reading<'_>], taken: &mut Taken, mentions: &mut Vec<EntityMention>) {
    let text = cx.text();
    let mut found: Vec<EntityMention> = Vec::new();
    for (number, reading) in readings.iter().enumerate() {
        if !reading.sentence.range().any(|i| text.at(i) == '、') {
            continue;
        }
        for mut items in enumerations(text, reading.sentence) {
            if let Some(parts) = items.last().and_then(|item| joined(text, mentions, *item)) {
                items.pop();
                items.extend(parts);
            }
            if items.len() < SHORTEST_LIST {
                continue;
            }
            for Kind { entity_type, may_be, rule } in KINDS {
                let last = items.len() - 1;
                let named: Vec<bool> = items.iter().enumerate().map(|(i, item)| is_named(text, mentions, *entity_type, *item, i == 0, i == last)).collect();
                let known = named.iter().filter(|n| **n).count();
                // Beside its neighbours, half of the others vouch for an item.
                let most = known >= 2 && known * 2 >= last;
                for at in 1..=last {
                    let (span, beside) = if at == last { (last_item(text, items[at], *entity_type), false) } else { (text.trim(items[at]), named[at - 1] && named[at + 1]) };
                    if !named[at] && (beside || most) && may_be(reading, span) && taken.take(span) {
                        let value = EntityRef { entity_type: *entity_type, sense: None, name: text.slice(span).to_owned() };
                        found.push(Mention { span, sentence: number, value, rule });
                    }
                }
            }
        }
    }
    mentions.extend(found);
    mentions.sort_by_key(|m| m.span.start());
}

/// The enumerations of a sentence, each as its items; what stands in brackets belongs to an item.
fn enumerations(text: &Text, sentence: CharSpan) -> Vec<Vec<CharSpan>> {
    let mut lists = Vec::new();
    let mut items: Vec<CharSpan> = Vec::new();
    let (mut start, mut depth) = (sentence.start(), 0_usize);
    for at in sentence.start()..=sentence.end() {
        let c = if at == sentence.end() { '。' } else { text.at(at) };
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => {
                items.push(CharSpan::of(start..at));
                start = at + 1;
            }
            '。' | '，' | '；' | '：' | '！' | '？' | '\n' => {
                items.push(CharSpan::of(start..at));
                let list = std::mem::take(&mut items);
                if list.len() > 1 {
                    lists.push(list);
                }
                (start, depth) = (at + 1, 0);
            }
            _ => {}
        }
    }
    lists
}

/// The two items of the last one, where 和 joins them: BPI和PNB.
fn joined(text: &Text, mentions: &[EntityMention], item: CharSpan) -> Option<[CharSpan; 2]> {
    let in_name = |at: usize| mentions[..mentions.partition_point(|m| m.span.start() <= at)].last().is_some_and(|m| m.span.holds(at));
    let goes_on = |at: usize| mentions.binary_search_by_key(&at, |m| m.span.start()).is_ok() || text.at(at).is_ascii_uppercase();
    let joins = |at: usize| matches!(text.at(at), '和' | '与' | '及') && !in_name(at) && goes_on(text.skip_blanks(at + 1));
    let at = item.range().take_while(|at| text.at(*at) != '等').find(|at| joins(*at))?;
    let end = at - usize::from(text.before(at) == '以' && at > item.start());
    let (left, right) = (text.trim(CharSpan::of(item.start()..end)), CharSpan::of(text.skip_blanks(at + 1)..item.end()));
    (!left.is_empty() && !right.is_empty()).then_some([left, right])
}

/// What of the last item belongs to the enumeration: what stands before 等, or a run of Latin words.
fn last_item(text: &Text, item: CharSpan, entity_type: EntityType) -> CharSpan {
    let latin = latin_name(text, item.start(), item.end());
    let before = || item.range().take_while(|at| !matches!(text.at(*at), '和' | '与')).find(|at| text.at(*at) == '等');
    let end = latin.or_else(before).filter(|end| {
        let behind = text.skip_blanks(*end);
        entity_type != EntityType::Org || text.at(behind) != '等' || !sums_up_others(text, behind + 1)
    });
    text.trim(CharSpan::of(item.start()..end.unwrap_or(item.start())))
}

/// Whether what stands behind 等 says that the items are no organisations: 等国产CPU, 等勒索软件家族, 等内容.
fn sums_up_others(text: &Text, at: usize) -> bool {
    const OTHERS: &[&str] = &["家族", "CPU", "芯片", "软件", "产品", "车型", "系统", "内容", "方面", "领域", "技术", "地区", "城市", "国家", "语言", "工具", "功能", "人"];
    const REACH: usize = 8;
    let behind: String = text.chars()[at.min(text.len())..].iter().take(REACH).take_while(|c| is_han(**c) || is_latin(**c)).collect();
    OTHERS.iter().any(|kind| behind.contains(kind))
}

/// Whether an item is a name of a type, with or without brackets behind it; the first may be led to, the last followed.
fn is_named(text: &Text, mentions: &[EntityMention], entity_type: EntityType, item: CharSpan, first: bool, last: bool) -> bool {
    let item = text.trim(item);
    let from = mentions.partition_point(|m| m.span.start() < item.start());
    mentions[from..].iter().take_while(|m| m.span.start() < item.end()).any(|m| {
        let bracketed = matches!(text.at(m.span.end()), '（' | '(') && matches!(text.before(item.end()), '）' | ')');
        let begins = m.span.start() == item.start() || first;
        let ends = m.span.end() == item.end() || last || bracketed;
        m.value.entity_type == entity_type && begins && ends
    })
}

/// Whether a stretch reads like a product's name in Latin letters. Not what is all capitals (SSH), which is rather a protocol or a technique.
fn may_be_product(reading: &Reading<'_>, span: CharSpan) -> bool {
    /// Protocols, commands and trades that stand among products.
    const OTHERS: &[&str] = &["Telnet", "Ping", "Tracert", "Route", "Pwn", "Web", "Java", "Python", "Golang", "Ruby", "Perl"];
    const SHORTEST: usize = 3;
    let text = reading.cx.text();
    let chars = &text.chars()[span.range()];
    let fits = chars.iter().all(|c| is_latin(*c) || c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '+'));
    let spelled = chars.iter().filter(|c| c.is_ascii_lowercase()).count() >= 2 && chars[0].is_ascii_uppercase();
    let written = text.slice(span);
    fits && spelled && (SHORTEST..=LONGEST_LATIN).contains(&span.len()) && !is_common(written) && !OTHERS.contains(&written) && !reading.cuts_letters(span.start(), span.end())
}

/// Whether a stretch reads like the name of an organisation, and not like that of something else.
fn may_be_organisation(reading: &Reading<'_>, span: CharSpan) -> bool {
    /// What begins a description or carries the list on.
    const OPENING: &[&str] = &["如", "而", "和", "与", "及", "以及", "包括", "或", "并", "并且", "对", "其他", "其它", "相关", "有关", "多家", "多个", "部分"];
    /// Kinds of bodies, and kinds of other things.
    const OTHERS: &[&str] = &[
        "性银行",
        "商业银行",
        "部门",
        "单位",
        "机构",
        "企业",
        "公司",
        "厂商",
        "行业",
        "领域",
        "客户",
        "用户",
        "产品",
        "会议",
        "论坛",
        "峰会",
        "大会",
        "专班",
        "项目",
        "系统",
        "方案",
        "数据",
        "网站",
        "技术",
        "服务",
        "CMS",
        "cms",
        "ERP",
        "OA",
        "专家",
        "人员",
        "小程序",
    ];
    /// The last characters of divisions and of words for people and times.
    const ENDS: &str = "省市县区镇乡村们者员年";
    let text = reading.cx.text();
    let chars = &text.chars()[span.range()];
    let (han, latin) = (chars.iter().filter(|c| is_han(**c)).count(), chars.iter().filter(|c| is_latin(**c)).count());
    let fits = chars.iter().all(|c| is_han(*c) || is_latin(*c) || c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '&' | '+' | '\''));
    let longest = if han == 0 { LONGEST_LATIN } else { LONGEST };
    if !fits || han + latin < 2 || span.len() > longest || chars.iter().any(|c| "的了等将被该其此每们".contains(*c)) {
        return false;
    }
    let written = text.slice(span);
    let lexicon = reading.cx.lexicon;
    let other = OTHERS.iter().any(|kind| written.ends_with(kind)) || chars.last().is_some_and(|c| ENDS.contains(*c));
    if han == 0 {
        return chars[0].is_ascii_uppercase() && !is_common(written) && !other;
    }
    let opening = reading.token_at(span.start()).is_none_or(|token| OPENING.contains(&reading.word(token)));
    let person = chars.len() == 3 && lexicon.cost(written).is_none() && lexicon.surname_rank(&chars[..1].iter().collect::<String>()).is_some_and(|rank| rank < COMMON_SURNAMES);
    // 网络安全平台 describes, ISC平台 names; a brand is short, and what is long says what it is.
    let described = latin == 0 && (written.ends_with("平台") || span.len() > LONGEST_BRAND && chars.last().is_none_or(|c| !BODIES.contains(*c)));
    !opening && !person && !other && !described && !reading.cuts_letters(span.start(), span.end())
}
