//! Decides which names are mentioned, and what kind of thing each names.
//!
//! Finders propose *candidates* from the lexicon, from structure (a place and nouns before an organisation's suffix), and from
//! the words around (a title before a name, a verb of saying behind it). The longest candidate wins; nested names are not
//! mentions. What an article has once named in full it may then name in short: surnames of foreigners, aliases it defines.
//!
//! Useful for: names. Not useful for: generic designations (有关部门, 园区), which name nothing.

mod again;
mod alias;
mod assembly;
mod enumerated;
mod event;
mod facility;
mod introduced;
mod named;
mod offered;
mod organisation;
mod person;
mod place;
mod product;
mod rules;
mod work;

pub use alias::AliasDefinition;
pub use event::series_and_edition;
pub use rules::RULES;
pub use work::extract_works;
pub(crate) use work::is_generic_title;

use std::cell::OnceCell;

use super::identifier::{Identifier, IdentifierKind};
use super::rule::RuleId;
use super::{Context, EntityType, Mention, Mentions};
use crate::lexicon::{Hit, Sense, TitleKind, Token, Words};
use crate::text::{CharSpan, is_han, is_latin};

/// A name in the text.
pub type EntityMention = Mention<EntityRef>;

/// What a name names, as far as one article and the lexicon tell.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityRef {
    /// What kind of thing it is.
    pub entity_type: EntityType,
    /// The lexicon's row, where it knows the thing.
    pub sense: Option<Sense>,
    /// The fullest form: the lexicon's name, the full name of an alias, else the surface.
    pub name: String,
}

/// A proposed mention.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub span: CharSpan,
    pub entity: EntityRef,
    pub rule: RuleId,
    /// Among candidates of the same length the higher wins.
    pub priority: u8,
}

/// One sentence as the finders see it.
pub(super) struct Reading<'a> {
    pub cx: Context<'a>,
    pub sentence: CharSpan,
    pub tokens: Vec<Token>,
    /// All words of the lexicon in it.
    pub words: Words<'a>,
    /// For each character the number of its token.
    holders: Vec<u32>,
    /// For each character, and behind the last, the title that ends before it.
    titles: Vec<Option<TitleKind>>,
    /// Whether a blank stands between Chinese and other letters anywhere in it.
    pub spaced: bool,
    /// The state that the article tells of, once it was asked for.
    pub state: &'a OnceCell<Option<&'static str>>,
}

impl<'a> Reading<'a> {
    fn of(cx: &Context<'a>, sentence: CharSpan, state: &'a OnceCell<Option<&'static str>>) -> Self {
        let text = cx.text();
        let spaced = sentence.range().any(|i| text.at(i) == ' ' && is_han(text.before(i)) != is_han(text.at(i + 1)));
        let words = cx.lexicon.words(text, sentence);
        let tokens = words.tokens(text);
        let holders = (0..).zip(&tokens).flat_map(|(number, token)| std::iter::repeat_n(number, token.span.len())).collect();
        let mut reading = Self { cx: *cx, sentence, tokens, words, holders, titles: vec![None; sentence.len() + 1], spaced, state };
        person::titles(&mut reading);
        reading
    }

    /// The number of the token that holds a character of the sentence.
    pub fn holder(&self, at: usize) -> Option<usize> {
        at.checked_sub(self.sentence.start()).and_then(|i| self.holders.get(i)).map(|number| *number as usize)
    }

    /// The words that begin at a position and go over blanks; see [`Lexicon::words_over_blanks`].
    pub fn words_over_blanks(&self, at: usize) -> Vec<Hit<'a>> {
        if self.spaced { self.cx.lexicon.words_over_blanks(self.cx.text(), at) } else { Vec::new() }
    }

    /// The surface of a token.
    pub fn word(&self, token: usize) -> &str {
        self.cx.text().slice(self.tokens[token].span)
    }

    /// The number of the token that begins at a position.
    pub fn token_at(&self, at: usize) -> Option<usize> {
        self.holder(at).filter(|number| self.tokens[*number].span.start() == at)
    }

    /// Whether an edge of a stretch lies inside a run of Latin letters and digits: Go in Google, N1CTF in `N1CTF_KEY`.
    pub fn cuts_letters(&self, start: usize, end: usize) -> bool {
        let text = self.cx.text();
        let letter = |c: char| is_latin(c) || c.is_ascii_digit() || c == '_';
        letter(text.at(start)) && letter(text.before(start)) || letter(text.before(end)) && letter(text.at(end))
    }

    /// Whether a stretch leaves the sentence, or an edge of it lies inside a word.
    pub fn cuts_word(&self, start: usize, end: usize) -> bool {
        end > self.sentence.end() || self.cuts_letters(start, end) || is_han(self.cx.text().before(end)) && !self.ends_at(end)
    }

    /// Whether a stretch stands in a line of code or a command rather than in prose: sudo systemctl start zerotier-one.
    ///
    /// Of 181 names in such lines of a sample 30 were read: 27 are code, 3 stand in comments.
    pub fn in_code(&self, start: usize, end: usize) -> bool {
        const REACH: usize = 70;
        const MOST_HAN_PERCENT: usize = 15;
        const SIGNS: &[&str] = &["()", ");", "=>", "==", "!=", "{", "}", "</", "/>", "$(", "SOFTWARE\\", " --"];
        const WORDS: &[&str] =
            &["sudo ", "apt install ", "apt-get ", "systemctl ", "docker run ", "import ", "def ", "return ", "#include", "const ", "var ", "int ", "char ", "void ", "User-Agent"];
        let text = self.cx.text();
        let from = (start.saturating_sub(REACH)..start).rev().take_while(|i| text.at(*i) != '\n').last().unwrap_or(start);
        let to = (end..(end + REACH).min(text.len())).find(|i| text.at(*i) == '\n').unwrap_or((end + REACH).min(text.len()));
        let han = (from..to).filter(|i| is_han(text.at(*i))).count();
        if han * 100 >= MOST_HAN_PERCENT * (to - from) {
            return false;
        }
        let around = text.slice(CharSpan::of(from..to));
        let words = WORDS.iter().filter(|w| around.find(**w).is_some_and(|at| !around[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))).count();
        SIGNS.iter().filter(|sign| around.contains(**sign)).count() + words >= 2
    }

    /// Whether a token ends at a position.
    pub fn ends_at(&self, at: usize) -> bool {
        let text = self.cx.text();
        // 卫生部门 is cut as 卫生部 and 门; but 工信部门户网站 is no 部门.
        let department = text.before(at) == '部' && text.at(at) == '门' && !matches!(text.at(at + 1), '户' | '口' | '前' | '外');
        // The tokens of a sentence adjoin.
        at > self.sentence.start() && (at == self.sentence.end() || self.token_at(at).is_some() && !department)
    }
}

/// A finder of one kind of name.
type Finder = fn(&Reading<'_>, &mut Vec<Candidate>);

/// The finders, in order; the order decides nothing but ties that length and priority leave.
const FINDERS: &[Finder] = &[
    place::find,
    organisation::find,
    facility::find,
    assembly::find,
    event::find,
    person::find,
    organisation::of_offices,
    product::find,
    introduced::find,
    offered::find,
    named::find,
    work::find,
];

/// Adds the names of the article. Works have been added before.
pub fn extract(cx: &Context<'_>, mentions: &mut Mentions) {
    let mut candidates: Vec<(usize, Candidate)> = Vec::new();
    let state = OnceCell::new();
    let mut readings: Vec<Reading<'_>> = Vec::new();
    for (number, sentence) in cx.article.sentences.iter().enumerate() {
        if sentence.span.start() >= cx.article.usable_end {
            break;
        }
        let reading = Reading::of(cx, sentence.span, &state);
        let mut found = Vec::new();
        for finder in FINDERS {
            finder(&reading, &mut found);
        }
        candidates.extend(found.into_iter().map(|c| (number, c)));
        readings.push(reading);
    }
    // A version or a standard inside a title in marks is a part of it: 《…指南V2.0》. A file is no title: 《a.exe》.
    let works = &mentions.entities;
    let inside = |span: CharSpan| works[..works.partition_point(|work| work.span.start() <= span.start())].last().is_some_and(|work| work.span.contains(span));
    // Node.js, ISC.AI: what looks like a file or a host is a name of the table.
    let name = |span: CharSpan| cx.lexicon.senses(cx.text().slice(span)).iter().any(|s| matches!(s, Sense::Product(_) | Sense::Organisation(_) | Sense::Event(_)));
    // DeepSeek-V3: a model, not the version of one.
    let of_model = |i: &Identifier| {
        i.kind == IdentifierKind::Version && cx.text().at(i.span.start()) == 'V' && cx.text().before(i.span.start()) == '-' && is_latin(cx.text().before(i.span.start() - 1))
    };
    let whole = mentions.identifiers.iter().filter(|i| (i.kind == IdentifierKind::File || !inside(i.span)) && !name(i.span) && !of_model(i)).map(|i| i.span);
    let mut taken = Taken::new(cx.article.usable_end, whole);
    // A work in title marks gives way only to a longer name that holds it: 《…》宣贯会.
    candidates.extend(mentions.entities.drain(..).map(|w| (w.sentence, Candidate { span: w.span, entity: w.value, rule: w.rule, priority: 9 })));
    let mut found = settle(candidates, &mut taken);
    alias::glosses(cx, &readings, &mut taken, &mut found);
    alias::translations(cx, &readings, &mut taken, &mut found);
    enumerated::find(cx, &readings, &mut taken, &mut found);
    again::find(cx, &readings, &mut taken, &mut found);
    let aliases = alias::definitions(cx, &readings, &found);
    alias::occurrences(cx, &aliases, &readings, &mut taken, &mut found);
    alias::short_titles(cx, &aliases, &mut found);
    mentions.aliases = aliases;
    mentions.entities = found;
    vulnerabilities(cx, mentions);
    work::standards(cx, mentions);
}

/// The characters that a name or an identifier holds already.
pub(super) struct Taken(Vec<bool>);

impl Taken {
    fn new(len: usize, spans: impl Iterator<Item = CharSpan>) -> Self {
        let mut taken = Self(vec![false; len]);
        for span in spans {
            let end = span.end().min(len);
            taken.0[span.start().min(end)..end].fill(true);
        }
        taken
    }

    /// Takes a span where all of it is free.
    pub(super) fn take(&mut self, span: CharSpan) -> bool {
        let Some(slots) = self.0.get_mut(span.range()) else { return false };
        let free = !slots.is_empty() && !slots.iter().any(|t| *t);
        if free {
            slots.fill(true);
        }
        free
    }

    /// Takes a span of which only these parts are taken.
    pub(super) fn take_over(&mut self, span: CharSpan, parts: &[CharSpan]) -> bool {
        let free = span.range().all(|i| self.0.get(i) == Some(&false) || parts.iter().any(|p| p.contains(CharSpan::of(i..i + 1))));
        if free {
            self.0[span.range()].fill(true);
        }
        free
    }
}

/// Adds the vulnerabilities among the identifiers.
pub fn vulnerabilities(cx: &Context<'_>, mentions: &mut Mentions) {
    for id in mentions.identifiers.iter().filter(|i| i.kind == IdentifierKind::Vulnerability) {
        let Some(sentence) = cx.article.sentence_at(id.span.start()) else { continue };
        if id.span.end() > cx.article.usable_end || mentions.entities.iter().any(|e| e.span.overlaps(id.span)) {
            continue;
        }
        // A blank before a hyphen is a slip: CVE-2022 -4135.
        let name: String = cx.text().slice(id.span).to_uppercase().replace(['‑', '–', '—'], "-").replace(' ', "");
        let value = EntityRef { entity_type: EntityType::Vuln, sense: None, name };
        mentions.entities.push(Mention { span: id.span, sentence, value, rule: rules::VULNERABILITY });
    }
    mentions.entities.sort_by_key(|m| (m.span.start(), m.span.end()));
}

/// Decides between candidates that overlap: the longest, then the higher priority, then the first.
fn settle(mut candidates: Vec<(usize, Candidate)>, taken: &mut Taken) -> Vec<EntityMention> {
    candidates.sort_by(|(_, a), (_, b)| b.span.len().cmp(&a.span.len()).then(b.priority.cmp(&a.priority)).then(a.span.start().cmp(&b.span.start())));
    let mut chosen: Vec<EntityMention> = Vec::new();
    for (sentence, candidate) in candidates {
        if taken.take(candidate.span) {
            chosen.push(Mention { span: candidate.span, sentence, value: candidate.entity, rule: candidate.rule });
        }
    }
    chosen.sort_by_key(|m| m.span.start());
    chosen
}

#[cfg(test)]
mod tests;
