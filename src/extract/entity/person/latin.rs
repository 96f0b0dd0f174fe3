//! Decides which Latin words are people: beside a title or a verb of saying, behind a given name, in a list of people, or as a name that
//! somebody goes by.

use crate::extract::EntityType;
use crate::lexicon::TitleKind;
use crate::text::{CharSpan, is_han, is_latin};

use super::super::product::is_common;
use super::super::rules::{PERSON_GIVEN, PERSON_LISTED, PERSON_SPEECH, PERSON_TITLE};
use super::super::{Candidate, Reading};
use super::{is_known_other, push, strong_speech, title_before, title_behind};

/// Whether a word for somebody behind a name stands before a position: 黑客“…”, 绰号 specters.
pub(super) fn handle_cue(reading: &Reading<'_>, at: usize) -> bool {
    let text = reading.cx.text();
    let before = if text.before(at) == ' ' { at - 1 } else { at };
    before > reading.sentence.start()
        && ["黑客", "绰号", "绰号为", "网名", "网名为", "化名", "化名为", "代号", "博主", "用户名为", "昵称"].iter().any(|w| text.ends_with(before, w))
}

/// A name in quotes that somebody goes by, where he says or does something.
pub(super) fn quoted_handle(reading: &Reading<'_>, open: usize, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let Some(close) = crate::text::closing_of(text.at(open)).and_then(|c| (open + 1..reading.sentence.end().min(open + 20)).find(|i| text.at(*i) == c)) else { return };
    let latin = (open + 1..close).all(|i| is_latin(text.at(i)) || text.at(i).is_ascii_digit() || matches!(text.at(i), '-' | '_' | '.' | ' '));
    let letters = (open + 1..close).filter(|i| is_latin(text.at(*i))).count();
    if latin && letters >= 3 {
        push(reading, out, open + 1, close, PERSON_SPEECH, 3);
    }
}

/// A Latin name of two or three parts next to a title or verb of saying.
pub(super) fn find(reading: &Reading<'_>, at: usize, out: &mut Vec<Candidate>) {
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
    let before = text.before(at);
    let gap = usize::from(before == ' ');
    let behind_blank = if text.at(end) == ' ' { end + 1 } else { end };
    if parts == 1 && end - at >= 4 && handle_cue(reading, at) && strong_speech(text, behind_blank) && !is_known_other(reading, at, end) {
        push(reading, out, at, end, PERSON_SPEECH, 3);
        return;
    }
    // 副总裁Vishnubhotla表示, 安全运营负责人Yanger: one name behind what its bearer is.
    let word = text.slice(CharSpan::of(at..end));
    let whole = !matches!(text.at(end), '-' | '_' | '.' | '·' | '“' | '/' | '+') && !text.at(end).is_ascii_digit() && !is_latin(text.at(behind_blank));
    let office = parts == 1
        && whole
        && end <= reading.sentence.end()
        && (word.len() >= 5 || reading.cx.lexicon.is_given_name(word))
        && word.chars().skip(1).all(|c| c.is_ascii_lowercase())
        && is_han(text.before(at - gap))
        && title_before(reading, at - gap).is_some()
        // 代表 Episource 的客户: a verb as often.
        && !text.ends_with(at - gap, "代表")
        && !is_common(word);
    if office && !is_known_other(reading, at, end) {
        push(reading, out, at, end, PERSON_TITLE, 3);
        return;
    }
    // Eric说: a given name alone says things. All 11 in a sample are people.
    let alone = parts == 1 && whole && end <= reading.sentence.end() && !matches!(before, '-' | '_' | '.' | '@') && reading.cx.lexicon.is_given_name(word);
    let after_latin = before == ' ' && is_latin(text.before(at - 1));
    if alone && !after_latin && strong_speech(text, behind_blank) && !is_known_other(reading, at, end) {
        push(reading, out, at, end, PERSON_SPEECH, 2);
        return;
    }
    if parts < 2 || end > reading.sentence.end() || is_known_other(reading, at, end) {
        return;
    }
    // Elastic Security Labs says things, too.
    let last = text.slice(CharSpan::of(at..end)).rsplit(' ').next().unwrap_or_default();
    if is_common(last) {
        return;
    }
    // 杰罗姆·鲍威尔（Jerome Powell）: the name again in its own letters.
    let bracketed = matches!(before, '（' | '(') && matches!(text.at(end), '）' | ')') && out.iter().any(|c| c.entity.entity_type == EntityType::Person && c.span.end() + 1 == at);
    // 26岁的Ardit Kutleshi.
    let aged = ["岁的", "岁男子", "岁的男子", "男子", "女子", "嫌疑人"].iter().any(|w| text.ends_with(at - gap, w));
    if bracketed || aged {
        push(reading, out, at, end, PERSON_TITLE, 3);
        return;
    }
    let titled = title_before(reading, at - gap).is_some();
    let next = if text.at(end) == ' ' { end + 1 } else { end };
    let says = strong_speech(text, next);
    let honoured = title_behind(reading, next).is_some_and(|k| matches!(k, TitleKind::Academic | TitleKind::Honorific));
    if titled || says || honoured {
        push(reading, out, at, end, if titled { PERSON_TITLE } else { PERSON_SPEECH }, 3);
    } else if let Some(end) = named_latin(reading, at, end) {
        push(reading, out, at, end, PERSON_GIVEN, 3);
    } else if listed_latin(reading, at, out) {
        push(reading, out, at, end, PERSON_LISTED, 3);
    }
}

/// What is named after people: Simon Fraser 大学, James Webb 望远镜.
const NAMED_AFTER: &[&str] = &[
    "大学",
    "学院",
    "学校",
    "医院",
    "公司",
    "集团",
    "基金会",
    "研究所",
    "研究院",
    "实验室",
    "律师事务所",
    "奖",
    "法案",
    "机场",
    "电厂",
    "球场",
    "大楼",
    "望远镜",
    "号",
    "品牌",
    "中心",
];

/// Where a person's name ends that a given name begins among Latin words, in a Chinese sentence.
fn named_latin(reading: &Reading<'_>, start: usize, end: usize) -> Option<usize> {
    let text = reading.cx.text();
    let (given, rest) = text.slice(CharSpan::of(start..end)).split_once(' ')?;
    // Eric Hammond Entra: a third word that names something else is none of his.
    if let Some((_, third)) = rest.split_once(' ')
        && third.split(' ').any(|w| is_common(w) && !w.ends_with('.') || !reading.cx.lexicon.senses(w).is_empty())
    {
        return None;
    }
    let last = rest.rsplit(' ').next().unwrap_or_default();
    // David Mayer, Daniel De Freitas; but no capitals: Marcel LUX.
    let surname = last.chars().filter(|c| c.is_lowercase()).count() >= 2;
    let longer = text.at(end) == ' ' && is_latin(text.at(end + 1)) || matches!(text.at(end), '-' | '_' | '.' | '/' | '@') && text.at(end + 1).is_ascii_alphanumeric();
    // St. Louis Post; but 18. Andy Greenberg.
    let joined = |c: char| is_latin(c) || matches!(c, '.' | '-' | '_' | '/');
    let word_before = text.before(start) == ' ' && (is_latin(text.before(start - 1)) || text.before(start - 1) == '.' && is_latin(text.before(start - 2)));
    let part_of_other = joined(text.before(start)) || word_before;
    let behind = text.skip_blanks(end);
    let is_person = surname
        && !longer
        && !part_of_other
        && reading.cx.lexicon.is_given_name(given)
        && !NAMED_AFTER.iter().any(|w| text.starts_with(behind, w))
        && text.chars()[reading.sentence.range()].iter().any(|c| is_han(*c));
    is_person.then_some(end)
}

/// Whether a person stands before a position, with a mark of a list between.
fn listed_latin(reading: &Reading<'_>, at: usize, out: &[Candidate]) -> bool {
    let text = reading.cx.text();
    let mut mark = at;
    while text.before(mark) == ' ' {
        mark -= 1;
    }
    let Some(joiner) = ["、", "以及", "和", "与", "及"].iter().find(|w| text.ends_with(mark, w)) else { return false };
    let mut end = mark - joiner.chars().count();
    while text.before(end) == ' ' {
        end -= 1;
    }
    out.iter().rev().take(4).any(|c| c.entity.entity_type == EntityType::Person && c.span.end() == end)
}
