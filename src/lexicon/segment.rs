//! Decides where words begin and end.
//!
//! The cheapest path through the word list (a unigram model, Viterbi over the sentence), with Latin words and digits as tokens
//! of their own. Not a tagger: a token's part of speech is its word's most frequent one. It serves to find the edges of names
//! and noun phrases, where a list of boundary characters would cut words in half.

use crate::text::{CharSpan, Text, is_han, is_latin};

use super::{Hit, Lexicon, Sense};

/// The part of speech of a token, as far as edges depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenTag {
    /// A noun.
    Noun,
    /// A name of the tables.
    Name,
    /// A verb.
    Verb,
    /// A verb that also serves as a noun: 发展, 管理.
    VerbNoun,
    /// An adjective or a word that only modifies nouns: 国家级, 新型.
    Adjective,
    /// An adverb.
    Adverb,
    /// A preposition.
    Preposition,
    /// A conjunction.
    Conjunction,
    /// A pronoun.
    Pronoun,
    /// A number or classifier.
    Number,
    /// A word of time.
    Time,
    /// A direction or locality: 上, 中, 以内.
    Locality,
    /// A particle: 的, 了.
    Particle,
    /// A Latin word.
    Latin,
    /// Punctuation.
    Mark,
    /// A single character that no list holds.
    Unknown,
    /// Everything else.
    Other,
}

impl TokenTag {
    /// All of them, each at its own number.
    pub(super) const ALL: [Self; 17] = [
        Self::Noun,
        Self::Name,
        Self::Verb,
        Self::VerbNoun,
        Self::Adjective,
        Self::Adverb,
        Self::Preposition,
        Self::Conjunction,
        Self::Pronoun,
        Self::Number,
        Self::Time,
        Self::Locality,
        Self::Particle,
        Self::Latin,
        Self::Mark,
        Self::Unknown,
        Self::Other,
    ];

    /// Reads a tag of the ICTCLAS set that the word list uses.
    #[must_use]
    pub fn parse(tag: &str) -> Self {
        match tag {
            "vn" | "an" => Self::VerbNoun,
            "ad" => Self::Adverb,
            _ => match tag.chars().next() {
                Some('n') => Self::Noun,
                Some('v') => Self::Verb,
                Some('a' | 'b' | 'z') => Self::Adjective,
                Some('d') => Self::Adverb,
                Some('p') => Self::Preposition,
                Some('c') => Self::Conjunction,
                Some('r') => Self::Pronoun,
                Some('m' | 'q') => Self::Number,
                Some('t') => Self::Time,
                Some('f' | 's') => Self::Locality,
                Some('u' | 'y' | 'e' | 'o') => Self::Particle,
                _ => Self::Other,
            },
        }
    }
}

/// A word of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: CharSpan,
    /// Its part of speech.
    pub tag: TokenTag,
}

/// What a character that no word covers costs: more than any word of the list, so that words win.
const UNKNOWN_COST: f32 = 18.0;

/// All words of the lexicon that begin in a stretch of text and end in it, looked up once for everybody who asks.
pub struct Words<'l> {
    lexicon: &'l Lexicon,
    span: CharSpan,
    /// For each character the number of its first word; behind them the number of all words.
    first: Vec<u32>,
    /// The entry of each word, and its length.
    found: Vec<(u32, u32)>,
}

impl<'l> Words<'l> {
    /// The words that begin at a position, shortest first; none outside the stretch.
    pub fn at(&self, at: usize) -> impl Iterator<Item = Hit<'l>> + use<'l, '_> {
        let lexicon = self.lexicon;
        self.entries(at).iter().map(move |(value, len)| {
            let entry = lexicon.surfaces.entry(*value);
            Hit { start: at, end: at + *len as usize, tag: entry.tag, senses: lexicon.surfaces.senses(entry) }
        })
    }

    /// The longest word at a position that has a sense which `wanted` accepts, with that sense.
    #[must_use]
    pub fn longest(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> Option<(usize, Sense)> {
        self.at(at).filter_map(|hit| hit.senses.iter().copied().find(|s| wanted(*s)).map(|sense| (hit.end, sense))).last()
    }

    fn entries(&self, at: usize) -> &[(u32, u32)] {
        let bounds = at.checked_sub(self.span.start()).and_then(|i| self.first.get(i..i + 2));
        bounds.map_or(&[], |bounds| &self.found[bounds[0] as usize..bounds[1] as usize])
    }

    /// Cuts the stretch into words. O(n · m) in its characters and the longest word.
    #[must_use]
    pub fn tokens(&self, text: &Text) -> Vec<Token> {
        let span = self.span;
        let len = span.len();
        // For each position the cheapest way to reach it: cost, where it came from, the tag of the last word.
        let mut best: Vec<(f32, u32, TokenTag)> = vec![(f32::INFINITY, 0, TokenTag::Unknown); len + 1];
        best[0].0 = 0.0;
        for i in 0..len {
            let (here, ..) = best[i];
            if here.is_infinite() {
                continue;
            }
            let at = span.start() + i;
            let c = text.at(at);
            let mut relax = |to: usize, cost: f32, tag: TokenTag| {
                if to <= len && here + cost < best[to].0 {
                    best[to] = (here + cost, i as u32, tag);
                }
            };
            if is_han(c) {
                relax(i + 1, UNKNOWN_COST, TokenTag::Unknown);
            } else {
                let run = run_length(text, at, span.end());
                let tag = if is_latin(c) {
                    TokenTag::Latin
                } else if c.is_ascii_digit() {
                    TokenTag::Number
                } else {
                    TokenTag::Mark
                };
                relax(i + run, 8.0, tag);
                if !is_latin(c) {
                    continue;
                }
            }
            for (value, chars) in self.entries(at) {
                let chars = *chars as usize;
                // A Latin name must not end inside a Latin word.
                if is_latin(c) && is_latin(text.at(at + chars - 1)) && is_latin(text.at(at + chars)) {
                    continue;
                }
                let entry = self.lexicon.surfaces.entry(*value);
                relax(i + chars, entry.path_cost, entry.tag);
            }
        }
        let mut tokens = Vec::with_capacity(len / 2 + 1);
        let mut at = len;
        while at > 0 {
            let (_, from, tag) = best[at];
            tokens.push(Token { span: CharSpan::of(span.start() + from as usize..span.start() + at), tag });
            at = from as usize;
        }
        tokens.reverse();
        tokens
    }
}

impl Lexicon {
    /// Looks all words of a stretch of text up.
    #[must_use]
    pub fn words(&self, text: &Text, span: CharSpan) -> Words<'_> {
        let (mut first, mut found) = (Vec::with_capacity(span.len() + 1), Vec::with_capacity(span.len() * 2));
        for at in span.range() {
            first.push(found.len() as u32);
            let here = self.surfaces.trie.common_prefix_search(text.chars()[at..span.end()].iter().copied());
            found.extend(here.map(|(value, chars)| (value, chars as u32)));
        }
        first.push(found.len() as u32);
        Words { lexicon: self, span, first, found }
    }

    /// Cuts a stretch of text into words.
    #[must_use]
    pub fn segment(&self, text: &Text, span: CharSpan) -> Vec<Token> {
        self.words(text, span).tokens(text)
    }
}

/// The length of a run of Latin letters, of digits, or of one mark.
fn run_length(text: &Text, start: usize, end: usize) -> usize {
    let c = text.at(start);
    let same: fn(char) -> bool = if is_latin(c) {
        |c| is_latin(c)
    } else if c.is_ascii_digit() {
        |c| c.is_ascii_digit() || c == '.'
    } else {
        |_| false
    };
    let mut at = start + 1;
    while at < end && same(text.at(at)) {
        at += 1;
    }
    at - start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let text = Text::new(text.to_owned());
        Lexicon::standard().segment(&text, text.span()).iter().map(|t| text.slice(t.span).to_owned()).collect()
    }

    #[test]
    fn edges() {
        let table = [
            ("由工业和信息化部主办", vec!["由", "工业和信息化部", "主办"]),
            ("成都市网络安全产业规模", vec!["成都市", "网络安全", "产业", "规模"]),
            ("本次大会在北京召开", vec!["本次", "大会", "在", "北京", "召开"]),
            ("GDP达3.5万", vec!["GDP", "达", "3.5", "万"]),
            // Azure AD is a name, and no part of this.
            ("Azure ADFS", vec!["Azure", " ", "ADFS"]),
            ("", vec![]),
        ];
        for (text, expected) in table {
            let got = words(text);
            assert_eq!(got.concat(), text);
            if text.starts_with("成都市网络") {
                assert_eq!(got[0], expected[0]);
                continue;
            }
            assert_eq!(got, expected, "{text}");
        }
    }
}
