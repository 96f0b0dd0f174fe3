//! Decides which words are people.
//!
//! A name of two or three characters is no word of any list, so evidence must stand beside it: a title in front of it or
//! behind it, a verb of saying, a byline, or a name before it in the same list. Once an article has named a person so, the same
//! characters are the person everywhere in it.

use crate::extract::EntityType;
use crate::extract::rule::RuleId;
use crate::lexicon::{Sense, TitleKind, TokenTag};
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::rules::{PERSON_FOREIGN, PERSON_SPEECH, PERSON_TITLE};
use super::{Candidate, EntityRef, Reading};

/// Verbs behind the name of somebody who says or does something; two characters, as one is the beginning of too much else.
const SPEECH: &[&str] = &[
    "表示",
    "指出",
    "认为",
    "介绍",
    "强调",
    "称",
    "说",
    "透露",
    "坦言",
    "分析",
    "提出",
    "提到",
    "回应",
    "宣布",
    "告诉",
    "写道",
    "补充",
    "解释",
    "建议",
    "呼吁",
    "致辞",
    "主持",
    "出席",
    "发言",
    "讲话",
    "围绕",
    "以“",
    "发表",
    "分享",
    "在致辞",
    "在接受",
    "在会上",
    "在讲话",
    "在发言",
    "作了",
    "作主",
    "作题",
    "接受",
    "警告",
    "承认",
    "辩称",
    "评论",
    "补充道",
    "指控",
    "获",
    "当选",
    "担任",
    "出任",
    "被任命",
    "代表",
    "参加",
    "会见",
    "率",
    "同志",
    "在推特",
    "在博客",
    "在一份",
    "在声明",
];

/// Particles that cannot stand inside or at the end of a given name.
const NOT_IN_NAME: &str = "的了是在和与及或对由从把被将为以于而但并之其该此各某等已未不也都就还又再很最更会能可要应曾说称表出主致提指认介强分透坦发作接向据按自任获率围代参报讯电记编责文图摄年月日时个位名";

/// Surnames rarer than this are rather characters of other words; 习 stands at 430.
const COMMON_SURNAME_RANK: u32 = 460;

/// Proposes the people of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let mut at = reading.sentence.start();
    let end = reading.sentence.end();
    while at < end {
        let c = text.at(at);
        if is_han(c) {
            if let Some(stop) = dotted(reading, at) {
                push(reading, out, at, stop, PERSON_FOREIGN, 4);
                at = stop;
                continue;
            }
            evidence_at(reading, at, out);
        } else if is_latin(c) && !is_latin(text.before(at)) {
            latin(reading, at, out);
        }
        at += 1;
    }
}

fn push(reading: &Reading<'_>, out: &mut Vec<Candidate>, start: usize, end: usize, rule: RuleId, priority: u8) {
    let span = CharSpan::of(start..end);
    let entity = EntityRef { entity_type: EntityType::Person, sense: None, name: reading.cx.text().slice(span).to_owned() };
    out.push(Candidate { span, entity, rule, priority });
}

/// A foreign name with dots: where it ends.
fn dotted(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let text = reading.cx.text();
    let transliterated = |i: usize| reading.cx.lexicon.is_transliteration(text.at(i));
    // Behind a Han character a name begins only where a word does: 主席杰罗姆 does not begin with 席.
    if at > reading.sentence.start() && is_han(text.before(at)) && (reading.token_at(at).is_none() || transliterated(at - 1) && title_before(reading, at).is_none()) {
        return None;
    }
    let mut stop = at;
    let mut parts = 0;
    loop {
        let start = stop;
        while transliterated(stop) && is_han(text.at(stop)) && stop - start < 8 {
            stop += 1;
        }
        let initial = stop == start && text.at(stop).is_ascii_uppercase() && matches!(text.at(stop + 1), '·' | '.');
        if initial {
            stop += 1;
        } else if stop == start {
            return None;
        }
        parts += 1;
        if text.at(stop) != '·' && !(initial && text.at(stop) == '.') {
            break;
        }
        stop += 1;
    }
    if parts < 2 {
        return None;
    }
    // The last part may run into the words behind it: cut where a word of two or more characters begins.
    let last = (at..stop).rev().find(|i| text.at(*i) == '·').map_or(at, |i| i + 1);
    let cut = (last + 1..stop)
        .find(|i| reading.cx.lexicon.words_at(text, *i).any(|w| w.end > stop && w.end - w.start >= 2 && w.end - *i >= 2) || SPEECH.iter().any(|s| text.starts_with(*i, s)));
    Some(cut.unwrap_or(stop))
}

/// The title that ends at a position.
fn title_before(reading: &Reading<'_>, at: usize) -> Option<TitleKind> {
    let text = reading.cx.text();
    (1..=8).rev().find_map(|back| {
        let start = at.checked_sub(back)?;
        if start < reading.sentence.start() {
            return None;
        }
        reading.cx.lexicon.words_at(text, start).filter(|w| w.end == at).find_map(|w| {
            w.senses.iter().find_map(|s| match s {
                Sense::Title(row) => Some(reading.cx.lexicon.title(*row).kind),
                _ => None,
            })
        })
    })
}

/// The title that begins at a position.
fn title_behind(reading: &Reading<'_>, at: usize) -> Option<TitleKind> {
    match reading.cx.lexicon.longest(reading.cx.text(), at, |s| matches!(s, Sense::Title(_))) {
        Some((_, Sense::Title(row))) => Some(reading.cx.lexicon.title(row).kind),
        _ => None,
    }
}

/// Looks for a Chinese name that begins here and has evidence.
fn evidence_at(reading: &Reading<'_>, at: usize, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let before_title = title_before(reading, at);
    let credit =
        ["（记者", "（编辑", "(记者", "记者 ", "编辑 ", "作者：", "作者:", "文 | ", "责任编辑：", "责编：", "编辑：", "撰文：", "记者：", "作者 | ", "文/", "编辑/", "文丨"]
            .iter()
            .any(|w| text.ends_with(at, w));
    let listed = text.before(at) == '、' && out.iter().rev().take(4).any(|c| c.entity.entity_type == EntityType::Person && c.span.end() + 1 == at);
    let clause_start = at == reading.sentence.start() || matches!(text.before(at), '，' | '。' | '；' | '：' | '“' | '\n' | '）' | ' ' | '据' | '由' | '与' | '和' | '对');
    // A masked name: 杨某, 李某某.
    if text.at(at + 1) == '某' && surname_len(reading, at) == Some(1) && !text.starts_with(at, "某") {
        let mut end = at + 2;
        while end < at + 4 && matches!(text.at(end), '某' | '甲' | '乙' | '丙') {
            end += 1;
        }
        if !matches!(text.at(end), '个' | '些' | '种' | '某') && reading.token_at(at).is_some() {
            push(reading, out, at, end, PERSON_TITLE, 3);
        }
        return;
    }
    if !(before_title.is_some() || credit || listed || clause_start || title_possible(reading, at)) {
        return;
    }
    for length in name_lengths(reading, at) {
        let end = at + length;
        let speech = SPEECH.iter().any(|s| text.starts_with(end, s));
        let behind = title_behind(reading, end).filter(|k| matches!(k, TitleKind::Academic | TitleKind::Honorific) || clause_start);
        let boundary = end >= reading.sentence.end() || !is_han(text.at(end)) || reading.token_at(end).is_some() || speech;
        let rule = match (before_title, credit || listed, behind.is_some(), speech && clause_start) {
            (Some(_), ..) if boundary => PERSON_TITLE,
            (_, true, ..) if boundary => PERSON_TITLE,
            (_, _, true, _) => PERSON_TITLE,
            (_, _, _, true) if strong_speech(text, end) => PERSON_SPEECH,
            _ => continue,
        };
        push(reading, out, at, end, rule, 2);
        return;
    }
    // A transliterated name without a dot: 总统特朗普, 首席执行官扎克伯格.
    if (before_title.is_some() || clause_start) && reading.cx.lexicon.is_transliteration(text.at(at)) {
        let mut end = at;
        while end < at + 7 && reading.cx.lexicon.is_transliteration(text.at(end)) && !(end > at + 1 && SPEECH.iter().any(|s| text.starts_with(end, s))) {
            end += 1;
        }
        let word_inside = reading
            .token_at(at)
            .is_some_and(|t| reading.tokens[t].span.len() >= 2 && reading.tokens[t].tag != TokenTag::Name && reading.cx.lexicon.cost(reading.word(t)).is_some_and(|c| c < 12.0));
        let speech = SPEECH.iter().any(|s| text.starts_with(end, s));
        let ends_well = end >= reading.sentence.end() || !is_han(text.at(end)) || speech || reading.token_at(end).is_some();
        if end - at >= 2
            && ends_well
            && !word_inside
            && (before_title.is_some() && end - at >= 2 || speech && end - at >= 3 && strong_speech(text, end))
            && !is_known_other(reading, at, end)
        {
            push(reading, out, at, end, PERSON_TITLE, 2);
        }
    }
}

fn strong_speech(text: &Text, at: usize) -> bool {
    ["表示", "指出", "认为", "介绍", "强调", "称", "说", "透露", "坦言", "致辞", "主持", "回应", "告诉", "写道", "在致辞", "补充", "解释", "警告", "承认", "在接受"]
        .iter()
        .any(|s| text.starts_with(at, s))
}

fn title_possible(reading: &Reading<'_>, at: usize) -> bool {
    (2..=3).any(|n| title_behind(reading, at + n).is_some_and(|k| matches!(k, TitleKind::Academic | TitleKind::Honorific)))
}

/// The length of the surname that begins here.
fn surname_len(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let text = reading.cx.text();
    let two = text.slice(CharSpan::of(at..(at + 2).min(text.len())));
    if reading.cx.lexicon.surname_rank(two).is_some() && two.chars().count() == 2 {
        return Some(2);
    }
    let one = text.slice(CharSpan::of(at..at + 1));
    let everyday = one
        .chars()
        .any(|c| NOT_IN_NAME.contains(c) || "有来去上下大小多少好老新全本家国公门机安东西南北前后".contains(c) && reading.cx.lexicon.surname_rank(one).is_some_and(|r| r > 60));
    reading.cx.lexicon.surname_rank(one).filter(|r| *r < COMMON_SURNAME_RANK && !everyday).map(|_| 1)
}

/// The lengths that a name beginning here can have, the likeliest first; none where it is a word.
fn name_lengths(reading: &Reading<'_>, at: usize) -> Vec<usize> {
    let text = reading.cx.text();
    let lexicon = reading.cx.lexicon;
    let Some(surname) = surname_len(reading, at) else { return Vec::new() };
    let fits = |i: usize| i < reading.sentence.end() && is_han(text.at(i)) && !NOT_IN_NAME.contains(text.at(i));
    let is_word = |length: usize| {
        let word = text.slice(CharSpan::of(at..at + length));
        lexicon.cost(word).is_some() || !lexicon.senses(word).is_empty()
    };
    let begins_word = |i: usize| lexicon.words_at(text, i).any(|w| w.end - w.start >= 2 && lexicon.cost(text.slice(CharSpan::of(w.start..w.end))).is_some_and(|c| c < 13.5));
    let mut lengths = Vec::new();
    let given = at + surname;
    if fits(given) {
        let long = fits(given + 1) && !is_word(surname + 2);
        // 翟刚表示: the third character begins a word, so the name has two; 张云明出席: it does not.
        let third_begins = fits(given + 1) && begins_word(given + 1) && !(reading.token_at(given + 2).is_some() && !begins_word_strongly(reading, given + 1));
        if long && !third_begins {
            lengths.push(surname + 2);
        }
        if !is_word(surname + 1) || surname == 1 && title_before(reading, at).is_some() && lexicon.cost(text.slice(CharSpan::of(at..at + 2))).is_some_and(|c| c > 12.5) {
            lengths.push(surname + 1);
        }
        if long && third_begins {
            lengths.push(surname + 2);
        }
    }
    // A longer word of the lists begins here: 高新技术, 安全厂商.
    lengths.retain(|n| !lexicon.words_at(text, at).any(|w| w.end > at + n && w.end - at >= 2 && lexicon.cost(text.slice(CharSpan::of(at..w.end))).is_some_and(|c| c < 14.0)));
    lengths
}

/// Whether a frequent word of two or more characters begins here and the word list cuts here too.
fn begins_word_strongly(reading: &Reading<'_>, at: usize) -> bool {
    reading.token_at(at).is_some_and(|t| reading.tokens[t].span.len() >= 2)
}

/// Whether the lexicon knows the stretch as something else.
fn is_known_other(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    !reading.cx.lexicon.senses(reading.cx.text().slice(CharSpan::of(start..end))).is_empty()
}

/// A Latin name of two or three parts next to a title or verb of saying.
fn latin(reading: &Reading<'_>, at: usize, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let part = |from: usize| -> Option<usize> {
        if !text.at(from).is_ascii_uppercase() {
            return None;
        }
        let mut end = from + 1;
        while is_latin(text.at(end)) || matches!(text.at(end), '\'' | '’' | '-') && is_latin(text.at(end + 1)) {
            end += 1;
        }
        if text.at(end) == '.' && end == from + 1 {
            end += 1;
        }
        let upper = (from..end).filter(|i| text.at(*i).is_ascii_uppercase()).count();
        (end - from >= 2 && (upper <= 2 || end - from == 2)).then_some(end)
    };
    let Some(mut end) = part(at) else { return };
    let mut parts = 1;
    while parts < 4 && text.at(end) == ' ' {
        let Some(next) = part(end + 1) else { break };
        end = next;
        parts += 1;
    }
    if parts < 2 || end > reading.sentence.end() || is_known_other(reading, at, end) {
        return;
    }
    let before = text.before(at);
    let gap = usize::from(before == ' ');
    let titled = title_before(reading, at - gap).is_some();
    let next = if text.at(end) == ' ' { end + 1 } else { end };
    let says = strong_speech(text, next);
    let honoured = title_behind(reading, next).is_some_and(|k| matches!(k, TitleKind::Academic | TitleKind::Honorific));
    if titled || says && (before == '\0' || !is_han(before) || gap == 1) || honoured {
        push(reading, out, at, end, if titled { PERSON_TITLE } else { PERSON_SPEECH }, 3);
    }
}
