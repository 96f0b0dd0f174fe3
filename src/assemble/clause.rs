//! Decides where clauses and noun phrases begin and end: the machinery that all claims share.

use crate::extract::{Context, EntityMention, EntityType, Mention, Mentions, TimeValue};
use crate::lexicon::{Sense, Token, TokenTag};
use crate::text::CharSpan;

/// A sentence with its words and mentions, prepared once for all claims of it.
pub struct SentenceView<'a> {
    /// The context.
    pub cx: Context<'a>,
    /// Its number.
    pub number: usize,
    /// Where it lies.
    pub span: CharSpan,
    /// Its words.
    pub tokens: Vec<Token>,
    /// Its names.
    pub entities: &'a [EntityMention],
    /// Its times, with the number of the first among the article's.
    pub times: &'a [Mention<TimeValue>],
    /// The number of its first time among the article's times.
    pub first_time: usize,
}

impl<'a> SentenceView<'a> {
    /// Prepares a sentence.
    #[must_use]
    pub fn new(cx: &Context<'a>, mentions: &'a Mentions, number: usize) -> Self {
        let span = cx.article.sentences[number].span;
        let within = |start: usize| span.holds(start);
        let first = mentions.entities.partition_point(|m| m.span.start() < span.start());
        let last = first + mentions.entities[first..].iter().take_while(|m| within(m.span.start())).count();
        let first_time = mentions.times.partition_point(|m| m.span.start() < span.start());
        let last_time = first_time + mentions.times[first_time..].iter().take_while(|m| within(m.span.start())).count();
        Self {
            cx: *cx,
            number,
            span,
            tokens: cx.lexicon.segment(cx.text(), span),
            entities: &mentions.entities[first..last],
            times: &mentions.times[first_time..last_time],
            first_time,
        }
    }

    /// The surface at a span.
    #[must_use]
    pub fn slice(&self, span: CharSpan) -> &'a str {
        self.cx.text().slice(span)
    }

    /// The clause that holds a position: between ，；。！？：, marks inside brackets and quotes not counted.
    #[must_use]
    pub fn clause(&self, at: usize) -> CharSpan {
        let text = self.cx.text();
        let mut start = self.span.start();
        let mut depth = 0_i32;
        let mut stops = Vec::new();
        for i in self.span.range() {
            match text.at(i) {
                '（' | '(' | '《' | '“' | '「' => depth += 1,
                '）' | ')' | '》' | '”' | '」' => depth = (depth - 1).max(0),
                // A comma between digits separates thousands.
                '，' if depth == 0 && text.before(i).is_ascii_digit() && text.at(i + 1).is_ascii_digit() => {}
                '，' | '；' | '。' | '！' | '？' | '：' | ';' if depth == 0 => stops.push(i),
                ',' | ':' if depth == 0 && !text.at(i + 1).is_ascii_digit() => stops.push(i),
                _ => {}
            }
        }
        let mut end = self.span.end();
        for stop in stops {
            if stop < at {
                start = stop + 1;
            } else {
                end = stop;
                break;
            }
        }
        let span = CharSpan::of(start..end.max(start));
        // Inside a bracket the bracket is the clause.
        let open = (span.start()..at).rev().find(|i| matches!(text.at(*i), '（' | '(' | '）' | ')')).filter(|i| matches!(text.at(*i), '（' | '('));
        match open.and_then(|o| (at..span.end()).find(|i| matches!(text.at(*i), '）' | ')')).map(|c| (o, c))) {
            Some((open, close)) => CharSpan::of(open + 1..close),
            None => span,
        }
    }

    /// A token's part of speech as metrics need it: the word list calls 收入 and 支出 verbs, the table of metrics knows better.
    #[must_use]
    pub fn tag(&self, token: &Token) -> TokenTag {
        let metric = token.tag == TokenTag::Verb && token.span.len() >= 2 && self.cx.lexicon.senses(self.slice(token.span)).iter().any(|s| matches!(s, Sense::Metric(_)));
        let change = metric && ["增长", "下降", "增加", "减少", "新增", "占", "提升"].contains(&self.slice(token.span));
        if metric && !change { TokenTag::Noun } else { token.tag }
    }

    /// The tokens that lie within a span.
    #[must_use]
    pub fn tokens_in(&self, span: CharSpan) -> &[Token] {
        let first = self.tokens.partition_point(|t| t.span.start() < span.start());
        let last = self.tokens.partition_point(|t| t.span.end() <= span.end());
        &self.tokens[first.min(last)..last]
    }

    /// The noun phrase that ends at a position, going no further left than `floor`: nouns with their modifiers, 的 between
    /// them, names, and verbs in front of nouns (引进网络安全企业 keeps its verb when `with_verb`).
    #[must_use]
    pub fn noun_phrase_before(&self, end: usize, floor: usize, with_verb: bool) -> Option<CharSpan> {
        let tokens = self.tokens_in(CharSpan::of(floor.min(end)..end));
        let text = self.cx.text();
        let mut start = end;
        let mut nouns = 0;
        for token in tokens.iter().rev() {
            if token.span.end() != start && text.slice(CharSpan::of(token.span.end()..start)).trim() != "" {
                break;
            }
            let word = text.slice(token.span);
            let continues = match self.tag(token) {
                TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Latin | TokenTag::Unknown | TokenTag::Other => {
                    nouns += 1;
                    true
                }
                TokenTag::Adjective => nouns > 0,
                TokenTag::Particle => word == "的" && nouns > 0 && start > floor,
                TokenTag::Conjunction => matches!(word, "和" | "与" | "及") && nouns > 0,
                TokenTag::Mark => (word == "、" || word == "”" || word == "“" || word == " " || word == "/" || word == "-") && nouns > 0,
                TokenTag::Locality => nouns > 0 && word.chars().count() >= 2,
                // 相关 and 有关 are verbs to the word list and modifiers to everybody else.
                TokenTag::Verb if matches!(word, "相关" | "有关") => {
                    if nouns == 0 {
                        break;
                    }
                    start = token.span.start();
                    continue;
                }
                TokenTag::Verb => nouns > 0 && with_verb && word.chars().count() >= 2,
                _ => false,
            };
            if !continues {
                break;
            }
            start = token.span.start();
            if self.tag(token) == TokenTag::Verb {
                break;
            }
        }
        let span = text.trim(CharSpan::of(start..end));
        let lead = (span.start()..span.end()).take_while(|i| matches!(text.at(*i), '的' | '、' | '和' | '与' | '”' | ' ')).count();
        let span = CharSpan::of(span.start() + lead..span.end());
        (nouns > 0 && !span.is_empty()).then_some(span)
    }

    /// The noun phrase that begins at a position, up to `ceiling`.
    #[must_use]
    pub fn noun_phrase_behind(&self, start: usize, ceiling: usize) -> Option<CharSpan> {
        let text = self.cx.text();
        let start = text.skip_blanks(start);
        let start = if text.at(start) == '的' { start + 1 } else { start };
        let mut end = start;
        let mut last_noun = None;
        for token in self.tokens_in(CharSpan::of(start..ceiling.max(start))) {
            if token.span.start() != end {
                break;
            }
            let word = text.slice(token.span);
            let continues = match self.tag(token) {
                TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Latin | TokenTag::Unknown | TokenTag::Other => true,
                TokenTag::Adjective => true,
                TokenTag::Particle => word == "的" && end > start,
                TokenTag::Verb => matches!(word, "相关" | "有关") || word.chars().count() >= 2 && self.noun_follows(token.span.end(), ceiling) && !PREDICATES.contains(&word),
                TokenTag::Conjunction => matches!(word, "和" | "与" | "及") && last_noun.is_some(),
                TokenTag::Mark => word == " ",
                TokenTag::Locality => word.chars().count() >= 2 && self.noun_follows(token.span.end(), ceiling),
                _ => false,
            };
            if !continues {
                break;
            }
            end = token.span.end();
            if matches!(token.tag, TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Latin | TokenTag::Unknown | TokenTag::Other) {
                last_noun = Some(end);
            }
        }
        let end = last_noun?;
        let span = text.trim(CharSpan::of(start..end));
        (!span.is_empty()).then_some(span)
    }

    fn noun_follows(&self, at: usize, ceiling: usize) -> bool {
        let next = self.tokens.partition_point(|t| t.span.start() < at);
        self.tokens.get(next).is_some_and(|t| {
            t.span.end() <= ceiling && (matches!(t.tag, TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name) || t.tag == TokenTag::Particle && self.slice(t.span) == "的")
        })
    }

    /// The character before a position, a blank between the two looked through: 较 2020 年.
    #[must_use]
    pub fn mark_before(&self, at: usize) -> char {
        let text = self.cx.text();
        if text.before(at) == ' ' && at > 0 { text.before(at - 1) } else { text.before(at) }
    }

    /// The last name of some types that ends before a position, not before `floor`.
    #[must_use]
    pub fn entity_before(&self, at: usize, floor: usize, types: &[EntityType]) -> Option<&'a EntityMention> {
        self.entities.iter().rev().find(|m| m.span.end() <= at && m.span.start() >= floor && types.contains(&m.value.entity_type))
    }

    /// The first name of some types within a span.
    #[must_use]
    pub fn entity_in(&self, span: CharSpan, types: &[EntityType]) -> Option<&'a EntityMention> {
        self.entities.iter().find(|m| span.contains(m.span) && types.contains(&m.value.entity_type))
    }
}

/// Verbs that end a noun phrase behind a number even though a noun follows them: 128家企业入驻园区.
const PREDICATES: &[&str] = &[
    "入驻", "参加", "参会", "出席", "获得", "参与", "受到", "遭到", "成为", "存在", "表示", "实现", "进行", "完成", "受", "遭受", "达到", "超过", "接受", "提供", "集聚", "落户",
    "位于", "来自", "占", "通过", "包括", "涉及", "面临", "导致",
];
