//! Decides which of many expressions a line may match, before any of them is tried.
//!
//! Hundreds of expressions over every line of every page cost too much one by one, and as one automaton: its states are so many
//! that most lines meet new ones (in a sample of 20,000 pages it took a quarter of all time). What an expression begins with, or
//! a word that each of its matches holds, rules nearly all of them out: each line is asked for its first character and for these
//! words. What remains is compiled when it is first needed and tried as it is.

use std::collections::HashMap;
use std::sync::OnceLock;

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use regex::Regex;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// An expression that can begin with more characters than this is known by a word instead.
const MOST_FIRST: usize = 1_000;

/// Beginnings longer than this (bytes) tell no more apart.
const LONGEST_BEGINNING: usize = 12;

/// A class of more characters than this is no set of words.
const MOST_CLASS: usize = 40;

/// Words of fewer bytes stand in most lines.
const LEAST_WORD: usize = 2;

/// Many expressions, numbered in the order given.
#[derive(Debug)]
pub struct Shapes {
    expressions: Vec<(String, OnceLock<Option<Regex>>)>,
    by_first: HashMap<char, Vec<usize>>,
    beginnings: Option<NFA>,
    of_beginning: Vec<Vec<usize>>,
    words: Option<NFA>,
    of_word: Vec<Vec<usize>>,
    always: Vec<usize>,
}

impl Shapes {
    /// Sorts expressions by what their matches begin with or hold. What is no expression matches nothing; tables are checked by
    /// tests.
    pub fn new(expressions: impl IntoIterator<Item = String>) -> Self {
        let expressions: Vec<String> = expressions.into_iter().collect();
        let (mut by_first, mut always): (HashMap<char, Vec<usize>>, Vec<usize>) = (HashMap::new(), Vec::new());
        let (mut beginnings, mut words): (HashMap<Vec<u8>, Vec<usize>>, HashMap<Vec<u8>, Vec<usize>>) = (HashMap::new(), HashMap::new());
        for (number, expression) in expressions.iter().enumerate() {
            let Ok(hir) = regex_syntax::parse(expression) else { continue };
            let anchored = hir.properties().look_set_prefix().contains(Look::Start);
            if let Some(beginning) = anchored.then(|| beginning(&hir)).flatten() {
                beginning.into_iter().for_each(|bytes| beginnings.entry(bytes).or_default().push(number));
                continue;
            }
            let first = if anchored { first(&hir).filter(|f| !f.may_be_empty).map(|f| f.characters()) } else { None };
            if let Some(first) = first.flatten() {
                for c in first {
                    let numbers = by_first.entry(c).or_default();
                    if numbers.last() != Some(&number) {
                        numbers.push(number);
                    }
                }
            } else if let Some(held) = held(&hir).filter(|held| held.iter().all(|word| word.len() >= LEAST_WORD)) {
                held.into_iter().for_each(|word| words.entry(word.into_bytes()).or_default().push(number));
            } else {
                always.push(number);
            }
        }
        let (beginnings, of_beginning) = automaton(beginnings);
        let (words, of_word) = automaton(words);
        Self { expressions: expressions.into_iter().map(|e| (e, OnceLock::new())).collect(), by_first, beginnings, of_beginning, words, of_word, always }
    }

    /// Those that are no expressions.
    #[cfg(test)]
    pub fn broken(&self) -> Vec<&str> {
        self.expressions.iter().map(|(e, _)| e.as_str()).filter(|e| Regex::new(e).is_err()).collect()
    }

    /// The expressions that match a line, in order, of those that are wanted.
    pub fn matching(&self, line: &str, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut numbers: Vec<usize> = self.always.clone();
        numbers.extend(line.chars().next().and_then(|c| self.by_first.get(&c)).into_iter().flatten());
        walk(self.beginnings.as_ref(), line, Anchored::Yes, |word| numbers.extend(&self.of_beginning[word]));
        walk(self.words.as_ref(), line, Anchored::No, |word| numbers.extend(&self.of_word[word]));
        numbers.retain(|number| wanted(*number));
        numbers.sort_unstable();
        numbers.dedup();
        numbers.retain(|number| {
            let (expression, compiled) = &self.expressions[*number];
            compiled.get_or_init(|| Regex::new(expression).ok()).as_ref().is_some_and(|e| e.is_match(line))
        });
        numbers
    }
}

/// An automaton over words, none where there are none, and the expressions of each word.
fn automaton(words: HashMap<Vec<u8>, Vec<usize>>) -> (Option<NFA>, Vec<Vec<usize>>) {
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort();
    let (words, numbers): (Vec<Vec<u8>>, Vec<Vec<usize>>) = words.into_iter().unzip();
    let built = NFA::new(&words).ok();
    (built.filter(|_| !words.is_empty()), numbers)
}

/// Calls for the number of each word of an automaton that stands in a line; anchored, of those that stand at its beginning.
fn walk(automaton: Option<&NFA>, line: &str, anchored: Anchored, mut call: impl FnMut(usize)) {
    let Some(automaton) = automaton else { return };
    let Ok(mut state) = automaton.start_state(anchored) else { return };
    for byte in line.bytes() {
        state = automaton.next_state(anchored, state, byte);
        if automaton.is_special(state) {
            if automaton.is_dead(state) {
                return;
            }
            if automaton.is_match(state) {
                (0..automaton.match_len(state)).for_each(|i| call(automaton.match_pattern(state, i).as_usize()));
            }
        }
    }
}

/// The bytes one of which every match of an anchored expression begins with; `None` where they are not few.
fn beginning(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let mut found = Extractor::new().extract(hir);
    found.keep_first_bytes(LONGEST_BEGINNING);
    let mut all: Vec<Vec<u8>> = found.literals()?.iter().map(|literal| literal.as_bytes().to_vec()).collect();
    all.sort();
    all.dedup();
    all.iter().all(|bytes| !bytes.is_empty()).then_some(all)
}

/// What a match can begin with.
#[derive(Default)]
struct First {
    ranges: Vec<(char, char)>,
    may_be_empty: bool,
}

impl First {
    /// The characters, where they are few.
    fn characters(&self) -> Option<Vec<char>> {
        let count: usize = self.ranges.iter().map(|(a, b)| *b as usize - *a as usize + 1).sum();
        (count < MOST_FIRST).then(|| self.ranges.iter().flat_map(|(a, b)| *a..=*b).collect())
    }
}

/// What a match of an expression can begin with; `None` where that may be anything.
fn first(hir: &Hir) -> Option<First> {
    let of_all = |parts: &[Hir]| parts.iter().map(first).collect::<Option<Vec<First>>>();
    Some(match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => First { may_be_empty: true, ..First::default() },
        HirKind::Literal(literal) => {
            let c = std::str::from_utf8(&literal.0).ok()?.chars().next()?;
            First { ranges: vec![(c, c)], may_be_empty: false }
        }
        HirKind::Class(Class::Unicode(class)) => First { ranges: class.iter().map(|r| (r.start(), r.end())).collect(), may_be_empty: false },
        HirKind::Class(Class::Bytes(_)) => return None,
        HirKind::Repetition(repetition) => {
            let of_one = first(&repetition.sub)?;
            First { may_be_empty: of_one.may_be_empty || repetition.min == 0, ..of_one }
        }
        HirKind::Capture(capture) => return first(&capture.sub),
        HirKind::Concat(parts) => {
            let mut whole = First { may_be_empty: true, ..First::default() };
            for part in parts {
                let part = first(part)?;
                whole.ranges.extend(part.ranges);
                if !part.may_be_empty {
                    whole.may_be_empty = false;
                    break;
                }
            }
            whole
        }
        HirKind::Alternation(parts) => {
            let parts = of_all(parts)?;
            First { may_be_empty: parts.iter().any(|p| p.may_be_empty), ranges: parts.into_iter().flat_map(|p| p.ranges).collect() }
        }
    })
}

/// Words one of which every match of an expression holds.
fn held(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![String::from_utf8(literal.0.to_vec()).ok()?]),
        HirKind::Class(Class::Unicode(class)) => {
            let count: usize = class.iter().map(|r| r.end() as usize - r.start() as usize + 1).sum();
            (count <= MOST_CLASS).then(|| class.iter().flat_map(|r| r.start()..=r.end()).map(String::from).collect())
        }
        HirKind::Capture(capture) => held(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min >= 1 => held(&repetition.sub),
        // The longest words rule out most; of equals the fewest.
        HirKind::Concat(parts) => parts.iter().filter_map(held).max_by_key(|words| (words.iter().map(|w| w.len().min(6)).min(), std::cmp::Reverse(words.len()))),
        HirKind::Alternation(parts) => parts.iter().map(held).collect::<Option<Vec<_>>>().map(|words| words.concat()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::RegexSet;

    use super::*;

    const EXPRESSIONS: &[&str] = &[
        "^分享到.{0,10}$",
        "关注公众号",
        "(?i)^(?:share|tweet)\\b",
        "[。！]$",
        "^[\\d.]+ 条评论",
        "^(?:原文|来源)?链接",
        "^\\s*(?:点击|戳)阅读原文",
        "阅读(?:原文|全文)",
        "(?i)all rights reserved",
        "x*",
        "^$",
        "^.{3}版权",
        "[甲乙丙]方",
        "(?:上|下)一[篇页]",
        "a(",
        "^©|\\(c\\)",
    ];

    fn both(line: &str) -> (Vec<usize>, Vec<usize>) {
        let sound: Vec<&str> = EXPRESSIONS.iter().map(|e| if Regex::new(e).is_ok() { *e } else { "a^" }).collect();
        let all: Vec<usize> = RegexSet::new(sound).unwrap().matches(line).into_iter().collect();
        (Shapes::new(EXPRESSIONS.iter().map(|e| (*e).to_owned())).matching(line, |_| true), all)
    }

    #[test]
    fn nothing_is_lost() {
        for line in [
            "分享到微信",
            "请关注公众号。",
            "Share this",
            "shares",
            "12.5 条评论",
            "链接",
            "来源链接",
            "  戳阅读原文",
            "阅读全文",
            "ALL RIGHTS RESERVED",
            "",
            "关于我们版权",
            "乙方",
            "下一页",
            "(C) 2024",
            "©",
        ] {
            let (found, expected) = both(line);
            assert_eq!(found, expected, "{line}");
        }
        let shapes = Shapes::new(["甲".to_owned(), "甲乙".to_owned()]);
        assert_eq!(shapes.matching("甲乙", |n| n == 1), [1]);
    }

    proptest! {
        #[test]
        fn the_same_as_all_of_them(line in "(?s)[分享到关注公众号 sShareTWEET\u{17F}\u{212A}。！0-9.条评论原文来源链接点击戳阅读全(c)©版权甲乙丙方上下一篇页x]{0,14}") {
            let (found, expected) = both(&line);
            prop_assert_eq!(found, expected);
        }
    }
}
