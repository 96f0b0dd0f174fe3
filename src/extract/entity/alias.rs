//! Decides which short names an article defines, and where it then uses them.

use crate::extract::rule::RuleId;
use crate::extract::{Context, Mention};
use crate::text::{CharSpan, Text, is_han, is_latin, squash};

use super::rules::{ALIAS, ALIAS_BRACKET, ALIAS_STATED};
use super::{EntityMention, EntityRef, Reading, Taken};

/// A short name with what it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct AliasDefinition {
    /// Where the short name stands in its definition.
    pub span: CharSpan,
    /// The sentence of the definition.
    pub sentence: usize,
    /// The short name.
    pub alias: String,
    /// The full name.
    pub full: String,
    /// What both name, where the full name is a mention.
    pub entity: Option<EntityRef>,
    /// The rule.
    pub rule: RuleId,
}

/// Words that state an alias, inside brackets or between commas.
const STATED: &[&str] =
    &["以下简称为", "以下简称", "下称", "以下称为", "以下称", "简称为", "简称", "又称为", "又称", "又名", "又叫", "也称为", "也称", "亦称", "缩写为", "英文缩写", "后称"];

/// The longest alias in characters.
const LONGEST_ALIAS: usize = 40;

/// Finds the definitions of the article.
pub fn definitions(cx: &Context<'_>, readings: &[Reading<'_>], mentions: &[EntityMention]) -> Vec<AliasDefinition> {
    let text = cx.text();
    let mut found: Vec<AliasDefinition> = Vec::new();
    for (number, reading) in readings.iter().enumerate() {
        let mut at = reading.sentence.start();
        while at < reading.sentence.end() {
            let stated = STATED.iter().filter(|w| text.starts_with(at, w)).max_by_key(|w| w.chars().count());
            let definition = match stated {
                Some(word) => stated_alias(cx, reading, at, at + word.chars().count(), mentions),
                None if matches!(text.at(at), '（' | '(') => bracket_alias(cx, reading, at, mentions),
                None => None,
            };
            if let Some((span, full, rule)) = definition {
                let alias = text.slice(span).to_owned();
                let full_name = text.slice(full).to_owned();
                if squash(&alias) != squash(&full_name) && !found.iter().any(|d| d.alias == alias && d.full == full_name) {
                    let entity = entity_at(mentions, full);
                    found.push(AliasDefinition { span, sentence: number, alias, full: full_name, entity, rule });
                }
                at = span.end();
            }
            at += 1;
        }
    }
    found
}

/// The mention that ends where a full name ends.
fn entity_at(mentions: &[EntityMention], full: CharSpan) -> Option<EntityRef> {
    mentions.iter().find(|m| m.span.end() == full.end() && m.span.overlaps(full)).map(|m| m.value.clone())
}

/// （以下简称“高峰论坛”）, （以下简称中心）, ，又称X.
fn stated_alias(cx: &Context<'_>, reading: &Reading<'_>, word_start: usize, word_end: usize, mentions: &[EntityMention]) -> Option<(CharSpan, CharSpan, RuleId)> {
    let text = cx.text();
    let alias = quoted_or_plain(text, skip(text, word_end), reading.sentence.end())?;
    // The full name ends before the bracket or the comma.
    let mut end = word_start;
    while end > reading.sentence.start() && matches!(text.before(end), ' ' | '，' | '（' | '(' | '“' | '、' | '；' | '：') {
        end -= 1;
    }
    // （Latin，简称X）: what stands before the bracket is the full name.
    if let Some(open) = (reading.sentence.start()..end).rev().take(60).find(|i| matches!(text.at(*i), '（' | '(' | '）' | ')'))
        && matches!(text.at(open), '（' | '(')
    {
        end = open;
    }
    let full = full_name(cx, reading, end, mentions)?;
    Some((alias, full, ALIAS_STATED))
}

fn skip(text: &Text, mut at: usize) -> usize {
    while matches!(text.at(at), ' ' | '：' | ':' | '为' if text.at(at) != '为') {
        at += 1;
    }
    at
}

/// The alias itself: in quotes or title marks, or up to the bracket or comma.
fn quoted_or_plain(text: &Text, at: usize, limit: usize) -> Option<CharSpan> {
    let open = text.at(at);
    if matches!(open, '“' | '‘' | '「' | '"') {
        let close = crate::text::closing_of(open).unwrap_or('"');
        let end = (at + 1..limit.min(at + LONGEST_ALIAS)).find(|i| text.at(*i) == close || text.at(*i) == '”')?;
        return (end > at + 1).then(|| CharSpan::of(at + 1..end));
    }
    if open == '《' {
        let end = (at + 1..limit.min(at + LONGEST_ALIAS)).find(|i| text.at(*i) == '》')?;
        return Some(CharSpan::of(at..end + 1));
    }
    let end = (at..limit.min(at + LONGEST_ALIAS)).find(|i| matches!(text.at(*i), '）' | ')' | '，' | '。' | '；' | '、' | ',' | '（' | '('))?;
    let span = text.trim(CharSpan::of(at..end));
    (!span.is_empty() && span.len() <= 20).then_some(span)
}

/// NAME（CISA）: a Latin name, or a short one, straight behind a name or term.
fn bracket_alias(cx: &Context<'_>, reading: &Reading<'_>, open: usize, mentions: &[EntityMention]) -> Option<(CharSpan, CharSpan, RuleId)> {
    let text = cx.text();
    let close = (open + 1..reading.sentence.end().min(open + LONGEST_ALIAS)).find(|i| matches!(text.at(*i), '）' | ')'))?;
    let mut inner = text.trim(CharSpan::of(open + 1..close));
    // （DPO，Data Protection Officer）: the first part is the short one.
    if let Some(comma) = (inner.start()..inner.end()).find(|i| matches!(text.at(*i), '，' | ',' | '；')) {
        inner = text.trim(CharSpan::of(inner.start()..comma));
    }
    let chars = &text.chars()[inner.range()];
    let latin = !chars.is_empty() && is_latin(chars[0]) && chars.iter().all(|c| is_latin(*c) || c.is_ascii_digit() || matches!(c, ' ' | '-' | '&' | '.' | '/' | '\''));
    if !latin || inner.len() < 2 {
        return None;
    }
    let before = text.before(open);
    let end = if before == ' ' { open - 1 } else { open };
    let before = text.before(end);
    let acronym = chars.iter().filter(|c| c.is_ascii_uppercase()).count() >= 2 && !chars.contains(&' ') && inner.len() <= 12;
    let full = full_name(cx, reading, end, mentions)?;
    let is_mention = mentions.iter().any(|m| m.span.end() == end && m.span.overlaps(full));
    if !is_han(before) && !is_latin(before) && !matches!(before, '》' | '”') {
        return None;
    }
    // A plain translation counts when it is used again; an abbreviation in capitals always.
    let again = occurs_elsewhere(text, inner);
    let version = chars.iter().any(char::is_ascii_digit) && !acronym || text.slice(inner).starts_with("CVE") || text.slice(inner).starts_with("CNVD");
    (!version && (acronym && full.len() >= 3 || is_mention && again)).then_some((inner, full, ALIAS_BRACKET))
}

fn occurs_elsewhere(text: &Text, span: CharSpan) -> bool {
    let needle = text.slice(span);
    text.as_str().match_indices(needle).nth(1).is_some()
}

/// The full name that ends at a position: the mention there, else the noun phrase.
fn full_name(cx: &Context<'_>, reading: &Reading<'_>, end: usize, mentions: &[EntityMention]) -> Option<CharSpan> {
    if let Some(mention) = mentions.iter().find(|m| m.span.end() == end) {
        return Some(mention.span);
    }
    let text = cx.text();
    if text.before(end) == '》' {
        let open = (reading.sentence.start()..end).rev().find(|i| text.at(*i) == '《')?;
        return Some(CharSpan::of(open..end));
    }
    if text.before(end) == '”' {
        let open = (reading.sentence.start()..end).rev().find(|i| text.at(*i) == '“')?;
        return Some(CharSpan::of(open + 1..end - 1));
    }
    use crate::lexicon::TokenTag;
    let last = reading.tokens.partition_point(|t| t.span.end() <= end);
    let mut start = end;
    for token in reading.tokens[..last].iter().rev() {
        let word = text.slice(token.span);
        let continues = match token.tag {
            TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Latin | TokenTag::Unknown | TokenTag::Other => true,
            TokenTag::Adjective => true,
            TokenTag::Mark => matches!(word, "/" | "-" | "·") || word == " " && start < end && (is_latin(text.at(start)) || is_latin(text.before(token.span.start()))),
            TokenTag::Verb => {
                start < end
                    && word.chars().count() >= 2
                    && !matches!(word, "通过" | "利用" | "采用" | "包括" | "作为" | "使用" | "担任" | "发布" | "位于" | "称为" | "名为" | "提供" | "支持")
            }
            TokenTag::Conjunction => start < end && matches!(word, "和" | "与"),
            _ => false,
        };
        if !continues || token.span.end() - token.span.start() > 12 || end - token.span.start() > 24 {
            break;
        }
        start = token.span.start();
    }
    let span = text.trim(CharSpan::of(start..end));
    (span.len() >= 2).then_some(span)
}

/// Adds the uses of aliases behind their definitions, and in them.
pub fn occurrences(cx: &Context<'_>, definitions: &[AliasDefinition], readings: &[Reading<'_>], taken: &mut Taken, mentions: &mut Vec<EntityMention>) {
    let text = cx.text();
    for definition in definitions {
        let Some(entity) = &definition.entity else { continue };
        let alias: Vec<char> = text.chars()[definition.span.range()].to_vec();
        if alias.is_empty() || alias[0] == '《' {
            continue;
        }
        for (number, reading) in readings.iter().enumerate().skip(definition.sentence) {
            let mut at = reading.sentence.start().max(definition.span.start());
            while at + alias.len() <= reading.sentence.end() {
                let end = at + alias.len();
                let here = text.chars()[at..end] == alias[..];
                let latin_edge = is_latin(alias[0]) && (is_latin(text.before(at)) || text.before(at).is_ascii_digit())
                    || is_latin(alias[alias.len() - 1]) && (is_latin(text.at(end)) || text.at(end).is_ascii_digit());
                // A Chinese alias that is a word must stand as one: 中心 in 国家中心 is not.
                let word_edge = is_han(alias[0]) && at != definition.span.start() && (reading.token_at(at).is_none() || !reading.ends_at(end) || follows_noun(reading, at));
                if here && !latin_edge && !word_edge {
                    let span = CharSpan::of(at..end);
                    if taken.take(span) {
                        mentions.push(Mention { span, sentence: number, value: entity.clone(), rule: ALIAS });
                    }
                    at = end;
                } else {
                    at += 1;
                }
            }
        }
    }
    mentions.sort_by_key(|m| m.span.start());
}

/// Whether a noun stands straight before a position, so that a word there is the end of a longer name.
fn follows_noun(reading: &Reading<'_>, at: usize) -> bool {
    use crate::lexicon::TokenTag;
    let before = reading.tokens.partition_point(|t| t.span.end() <= at);
    before > 0
        && reading.tokens[before - 1].span.end() == at
        && matches!(reading.tokens[before - 1].tag, TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Latin | TokenTag::Unknown)
}
