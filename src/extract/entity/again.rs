//! Decides where an article names again what it has named before.
//!
//! A name that was found by the words around it is that thing everywhere in the article: people, Latin companies, products, and
//! names with several readings.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::extract::rule::RuleId;
use crate::extract::{Context, EntityType, Mention};
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::event::series_and_edition;
use super::organisation::short_forms;
use super::person::{is_name_dot, is_teaching};
use super::product::is_common;
use super::rules::{
    ALIAS_GLOSS, NAMED_AGAIN, NAMED_AS, NAMED_HEAD, ORGANISATION_ENUMERATED, ORGANISATION_GROUP, ORGANISATION_KNOWN, ORGANISATION_LATIN, ORGANISATION_LEGAL, ORGANISATION_MEANT,
    ORGANISATION_OFFICE, PERSON_AGAIN, PLACE, PRODUCT_CALLED, PRODUCT_ENUMERATED, PRODUCT_INTRODUCED, PRODUCT_KNOWN, WORK_TITLE,
};
use super::work::is_generic_title;
use super::{EntityMention, EntityRef, Reading, Taken};

/// Shorter names of meetings (安全大会, 网络安全大会) are what many are.
const SHORTEST_SERIES: usize = 7;

/// Adds every further occurrence of what the article has named by evidence.
pub fn find(cx: &Context<'_>, readings: &[Reading<'_>], taken: &mut Taken, mentions: &mut Vec<EntityMention>) {
    let names = names(cx, mentions);
    if names.is_empty() {
        return;
    }
    let text = cx.text();
    let mut by_first: HashMap<char, Vec<(&Vec<char>, &(EntityRef, RuleId))>> = HashMap::new();
    let mut longest_first: Vec<_> = names.iter().collect();
    longest_first.sort_by_key(|(surface, _)| std::cmp::Reverse(surface.len()));
    for (surface, entity) in longest_first {
        by_first.entry(surface[0]).or_default().push((surface, entity));
    }
    // IBM WebSphere, which the article calls a server, is whole also where nothing is said of it.
    let several = |m: &&EntityMention| m.rule == PRODUCT_CALLED && text.slice(m.span).contains(' ');
    let called: HashSet<&[char]> = mentions.iter().filter(several).map(|m| &text.chars()[m.span.range()]).collect();
    let known = mentions.len();
    let mut cut: HashSet<CharSpan> = HashSet::new();
    let alphanumeric = |c: char| is_latin(c) || c.is_ascii_digit();
    for (number, reading) in readings.iter().enumerate() {
        let mut at = reading.sentence.start();
        while at < reading.sentence.end() {
            let found = by_first.get(&text.at(at)).and_then(|options| {
                options.iter().find(|(surface, (entity, rule))| {
                    let end = at + surface.len();
                    let joined = |c: char| alphanumeric(c) || matches!(c, '.' | '_' | '/' | '@' | '-');
                    let cuts_latin = alphanumeric(surface[0]) && joined(text.before(at)) || alphanumeric(surface[surface.len() - 1]) && alphanumeric(text.at(end));
                    // A Chinese name that is a word elsewhere must stand as one.
                    let cuts_word = is_han(surface[0]) && entity.entity_type != EntityType::Person && (reading.token_at(at).is_none() || !reading.ends_at(end));
                    // 罗布·托马森(Rob Thomas): behind a given name a surname in Latin letters is a part of a longer one.
                    let given = || {
                        let from = (reading.sentence.start()..at.saturating_sub(1)).rev().take_while(|i| is_latin(text.at(*i))).last();
                        from.is_some_and(|from| cx.lexicon.is_given_name(text.slice(CharSpan::of(from..at - 1))))
                    };
                    let part = || entity.entity_type == EntityType::Person && is_latin(surface[0]) && text.before(at) == ' ' && given();
                    // Euler Beats is another thing than Euler Finance.
                    let in_longer = || *rule == NAMED_HEAD && has_latin_beside(text, at, end);
                    end <= reading.sentence.end()
                        && text.chars()[at..end] == surface[..]
                        && !part()
                        && !in_longer()
                        && !(entity.entity_type == EntityType::Person && is_teaching(text, end))
                        && !cuts_latin
                        && !cuts_word
                        && !is_name_dot(text.at(end))
                        && !is_name_dot(text.before(at))
                })
            });
            let Some((surface, (entity, rule))) = found else {
                at += 1;
                continue;
            };
            let span = CharSpan::of(at..at + surface.len());
            let whole = called.contains(surface.as_slice()).then(|| parts_of(span, &mentions[..known])).flatten();
            if taken.take(span) {
                mentions.push(Mention { span, sentence: number, value: entity.clone(), rule });
            } else if let Some(parts) = whole.filter(|parts| taken.take_over(span, parts)) {
                cut.extend(parts);
                mentions.push(Mention { span, sentence: number, value: entity.clone(), rule });
            }
            at = span.end();
        }
    }
    mentions.retain(|m| !cut.contains(&m.span));
    // 斯威尼 with a title of his own is 蒂姆·斯威尼, whom the article names.
    for mention in mentions.iter_mut().filter(|m| m.value.entity_type == EntityType::Person) {
        if let Some((entity, PERSON_AGAIN)) = names.get(&text.chars()[mention.span.range()]).filter(|(e, _)| e.name != mention.value.name) {
            mention.value = entity.clone();
        }
    }
    mentions.sort_by_key(|m| m.span.start());
}

/// The first word of an organisation's name, where it can stand for the whole: Euler of Euler Finance, 默安 of 默安科技.
///
/// Not a word of general use (Cloud, 水滴), which may begin a heading or mean what it says, a given name, nor what names something else.
fn head<'t>(cx: &Context<'t>, mention: &EntityMention) -> Option<&'t str> {
    /// What stands behind a company's own word.
    const TRADES: &[&str] = &["集团", "科技", "安全", "网络", "信息", "软件", "汽车", "资本", "证券", "智能", "电子", "数据", "技术", "航空", "能源"];
    const SHORTEST: usize = 3;
    let name = cx.text().slice(mention.span);
    if let Some(head) = TRADES.iter().find_map(|trade| name.strip_suffix(trade)) {
        let unheard_of = cx.lexicon.word(head).is_none() && cx.lexicon.senses(head).is_empty();
        let own = (2..=4).contains(&head.chars().count()) && head.chars().all(is_han) && unheard_of;
        return (mention.value.entity_type == EntityType::Org && own).then_some(head);
    }
    let (head, rest) = name.split_once(' ')?;
    let latin = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) && word.chars().all(|c| c.is_ascii_alphanumeric());
    let titled: String = head.chars().enumerate().map(|(i, c)| if i == 0 { c } else { c.to_ascii_lowercase() }).collect();
    let own = head.len() >= SHORTEST && latin(head) && rest.split(' ').next().is_some_and(latin);
    let other = || is_common(head) || is_common(&titled) || cx.lexicon.is_given_name(head) || !cx.lexicon.senses(head).is_empty();
    (mention.value.entity_type == EntityType::Org && own && !other()).then_some(head)
}

/// Whether a Latin word stands before or behind a stretch, across a blank.
fn has_latin_beside(text: &Text, start: usize, end: usize) -> bool {
    text.before(start) == ' ' && is_latin(text.before(start - 1)) || text.at(end) == ' ' && is_latin(text.at(end + 1))
}

/// The mentions of the tables that a span holds, where it holds nothing else; `mentions` are in order.
fn parts_of(span: CharSpan, mentions: &[EntityMention]) -> Option<Vec<CharSpan>> {
    let first = mentions.partition_point(|m| m.span.end() <= span.start());
    let parts: Vec<&EntityMention> = mentions[first..].iter().take_while(|m| m.span.start() < span.end()).collect();
    let of_table = |m: &&EntityMention| span.contains(m.span) && m.span != span && [PRODUCT_KNOWN, ORGANISATION_KNOWN, PLACE].contains(&m.rule);
    (!parts.is_empty() && parts.iter().all(of_table)).then(|| parts.iter().map(|m| m.span).collect())
}

/// What is looked for again: surfaces with what they name.
fn names(cx: &Context<'_>, mentions: &[EntityMention]) -> BTreeMap<Vec<char>, (EntityRef, RuleId)> {
    let text = cx.text();
    let mut names: BTreeMap<Vec<char>, (EntityRef, RuleId)> = BTreeMap::new();
    for mention in mentions {
        let surface = text.chars()[mention.span.range()].to_vec();
        if mention.value.entity_type == EntityType::Person {
            // The last part of a foreign name stands alone later.
            let last = surface.iter().rposition(|c| is_name_dot(*c) || *c == ' ').map(|dot| surface[dot + 1..].to_vec());
            if let Some(last) = last.filter(|l| l.len() >= 2) {
                let written: String = last.iter().collect();
                let plain_word = cx.lexicon.word(&written).is_some() || last.len() < 3 && written.is_ascii();
                if !plain_word {
                    names.entry(last).or_insert_with(|| (mention.value.clone(), PERSON_AGAIN));
                }
            }
            let written: String = surface.iter().collect();
            if surface.len() > 2 || cx.lexicon.word(&written).is_none() {
                names.entry(surface).or_insert_with(|| (mention.value.clone(), PERSON_AGAIN));
            }
        } else if mention.rule == WORK_TITLE && mention.value.entity_type == EntityType::Work {
            // A title that says what it is, written without its marks.
            let inner: Vec<char> = surface.iter().copied().filter(|c| !matches!(c, '《' | '》')).collect();
            let written: String = inner.iter().collect();
            let telling = ["法", "条例", "协定", "办法", "规定", "报告", "调查", "规划", "计划", "标准", "白皮书", "纲要", "意见", "方案"].iter().any(|w| written.ends_with(w));
            // 管理办法, 审查报告: a kind, which any text may name.
            if is_generic_title(&written) {
                continue;
            }
            if inner.len() >= 6 && inner.iter().all(|c| is_han(*c) || c.is_alphanumeric()) || inner.len() >= 4 && telling {
                names.entry(inner).or_insert_with(|| (mention.value.clone(), NAMED_AGAIN));
            }
        } else if mention.value.entity_type == EntityType::Event {
            // 第五届极客少年挑战赛 is 极客少年挑战赛 as well.
            let written: String = surface.iter().collect();
            if let (Some(series), Some(_)) = series_and_edition(&written)
                && series.chars().count() >= SHORTEST_SERIES
                && series.chars().all(is_han)
            {
                names.entry(series.chars().collect()).or_insert_with(|| (mention.value.clone(), NAMED_AGAIN));
            }
        } else if mention.rule == ORGANISATION_LEGAL {
            for short in short_forms(cx.lexicon, &surface.iter().collect::<String>()) {
                names.entry(short.chars().collect()).or_insert_with(|| (mention.value.clone(), NAMED_AGAIN));
            }
        } else if cx.lexicon.is_frequent(cx.text().slice(mention.span)) || surface.iter().all(char::is_ascii_digit) {
            // 电信 and 360 are meant where they stand with their evidence, and nowhere else.
        } else if mention.rule == ORGANISATION_ENUMERATED && cx.lexicon.cost(cx.text().slice(mention.span)).is_some() {
            // 现代 and 字节 are words elsewhere.
        } else if [
            ORGANISATION_ENUMERATED,
            ORGANISATION_LATIN,
            ORGANISATION_GROUP,
            ORGANISATION_MEANT,
            ORGANISATION_OFFICE,
            PRODUCT_CALLED,
            PRODUCT_ENUMERATED,
            PRODUCT_INTRODUCED,
            NAMED_AS,
            ALIAS_GLOSS,
        ]
        .contains(&mention.rule)
        {
            // CloudOps集团 is CloudOps as well, and 苹果公司 is 苹果.
            let written: String = surface.iter().collect();
            let bare = ["集团公司", "科技公司", "公司", "集团", "组织"].iter().find_map(|kind| written.strip_suffix(kind)).map(str::trim_end);
            if let Some(bare) = bare.filter(|b| b.chars().count() >= 3 || b.chars().all(is_han) && b.chars().count() == 2) {
                names.entry(bare.chars().collect()).or_insert_with(|| (mention.value.clone(), NAMED_AGAIN));
            }
            names.entry(surface).or_insert_with(|| (mention.value.clone(), NAMED_AGAIN));
        }
    }
    // Last, as what is named whole needs no more.
    for mention in mentions {
        if let Some(head) = head(cx, mention) {
            names.entry(head.chars().collect()).or_insert_with(|| (mention.value.clone(), NAMED_HEAD));
        }
    }
    names
}
