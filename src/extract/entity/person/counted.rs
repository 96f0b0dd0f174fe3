//! Decides which names a number of people counts: 由王小明、李大海两位专家指导.

use crate::lexicon::Sense;
use crate::text::is_han;

use super::super::rules::PERSON_TITLE;
use super::super::{Candidate, Reading};
use super::{push, surname_len};

/// What people are called behind their number, beside the titles of the table.
const CALLED: &[&str] = &["老师", "专家", "同学", "嘉宾", "学者", "选手", "同志", "先生", "女士", "代表", "作者", "学生", "队员", "讲师", "博士"];

/// Proposes the names before 两位专家, where there are just as many and each has a surname.
pub(super) fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    const NUMERALS: &str = "两三四五六七八九";
    let text = reading.cx.text();
    for at in reading.sentence.range() {
        let Some(number) = NUMERALS.chars().position(|c| c == text.at(at)).map(|n| n + 2) else { continue };
        if !matches!(text.at(at + 1), '位' | '名') || !is_han(text.before(at)) {
            continue;
        }
        let called = CALLED.iter().any(|w| text.starts_with(at + 2, w)) || reading.words.at(at + 2).any(|w| w.senses.iter().any(|s| matches!(s, Sense::Title(_))));
        if !called {
            continue;
        }
        let joins = |i: usize| matches!(text.at(i), '、' | '和' | '与' | '及');
        let mut names = Vec::new();
        let mut end = at;
        while names.len() < number {
            let first = names.len() + 1 == number;
            // All but the first stand whole between two marks; the first begins where a word does, with three characters rather than two.
            let fits = |start: usize| {
                let name = (start..end).all(|i| is_han(text.at(i)) && !joins(i));
                let surname = surname_len(reading, start).is_some_and(|len| end - start > len && end - start <= len + 2);
                let edge = if first { reading.token_at(start).is_some() } else { joins(start - 1) };
                name && surname && edge
            };
            let floor = reading.sentence.start() + usize::from(!first);
            let start = [3, 2, 4].into_iter().filter(|n| end >= floor + n).map(|n| end - n).find(|start| fits(*start));
            let Some(start) = start else { break };
            names.push((start, end));
            if !first {
                end = start - 1;
            }
        }
        if names.len() == number {
            for (start, end) in names {
                push(reading, out, start, end, PERSON_TITLE, 3);
            }
        }
    }
}
