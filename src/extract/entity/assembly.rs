//! Decides which words are congresses, sessions of the two assemblies, and meetings of the organs of state.

use crate::extract::EntityType;
use crate::text::{CharSpan, Text};

use super::rules::EVENT_CONGRESS;
use super::{Candidate, EntityRef, Reading};

/// A Party congress that begins here: its end, and whether 报告 follows.
pub fn congress(text: &Text, at: usize) -> Option<(usize, bool)> {
    let mut start = at;
    let party = text.starts_with(at, "党的");
    if party {
        start += 2;
    }
    let open = usize::from(matches!(text.at(start), '“' | '"'));
    let mut end = start + open;
    while "一二三四五六七八九十".contains(text.at(end)) && text.at(end) != '\0' {
        end += 1;
    }
    if text.at(end) != '大' || !(2..=3).contains(&(end - start - open)) || !text.starts_with(start + open, "十") && !text.starts_with(start + open, "二十") {
        return None;
    }
    end += 1;
    if open == 1 {
        if !matches!(text.at(end), '”' | '"') {
            return None;
        }
        end += 1;
    }
    let follows = text.at(end);
    // 十大, 二十大 without 党的 need what only congresses have.
    if !party && !(matches!(follows, '报' | '精' | '以' | '召' | '代' | '胜') && end - start >= 3) {
        return None;
    }
    if text.at(end - 1) == '大' && end - start - open == 2 && !party {
        return None;
    }
    Some((end, text.starts_with(end, "报告")))
}

/// Proposes the congresses and sessions of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    for at in reading.sentence.start()..reading.sentence.end() {
        let end = match text.at(at) {
            '党' | '二' | '十' if congress(text, at).is_some() => congress(text, at).filter(|(_, report)| !report).map(|(end, _)| end),
            '第' | '一' | '全' | '十' if session(text, at).is_some() => session(text, at),
            '中' | '国' => organ(text, at),
            '两' | '全' | '0'..='9' => both_sessions(reading, at),
            _ => None,
        };
        if let Some(end) = end {
            let span = CharSpan::of(at..end);
            let entity = EntityRef { entity_type: EntityType::Event, sense: None, name: text.slice(span).to_owned() };
            out.push(Candidate { span, entity, rule: EVENT_CONGRESS, priority: 5 });
        }
    }
}

/// A session of one of the two assemblies: 十四届全国人大一次会议, 全国政协十四届一次会议, 第十四届全国人民代表大会第一次会议.
fn session(text: &Text, at: usize) -> Option<usize> {
    let number = |from: usize| {
        let start = from + usize::from(text.at(from) == '第');
        let end = (start..start + 4).find(|i| !matches!(text.at(*i), '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十') && !text.at(*i).is_ascii_digit())?;
        (end > start).then_some(end)
    };
    let term = |from: usize| number(from).filter(|end| text.at(*end) == '届').map(|end| end + 1);
    let sitting = |from: usize| number(from).filter(|end| text.starts_with(*end, "次会议")).map(|end| end + 3);
    let body = |from: usize| {
        ["全国人大常委会", "全国人民代表大会常务委员会", "全国人民代表大会", "全国人大", "全国政协", "人大常委会"]
            .iter()
            .find(|w| text.starts_with(from, w))
            .map(|w| from + w.chars().count())
    };
    if let Some(end) = body(at) {
        return sitting(term(end)?);
    }
    sitting(body(term(at)?)?)
}

/// A meeting of an organ of state or party: 国务院常务会议, 中央政治局会议, 中央经济工作会议, 中央财经委员会第四次会议.
fn organ(text: &Text, at: usize) -> Option<usize> {
    const FIXED: &[&str] = &["国务院常务会议", "国务院全体会议", "中央政治局常委会会议", "中共中央政治局会议", "中央政治局会议", "中央政治局集体学习", "中央军委会议"];
    if let Some(fixed) = FIXED.iter().find(|w| text.starts_with(at, w)) {
        return Some(at + fixed.chars().count());
    }
    if !text.starts_with(at, "中央") {
        return None;
    }
    // 中央…工作会议, 中央…委员会第N次会议: nothing but the field stands between.
    let run = (at + 2..at + 22).take_while(|i| crate::text::is_han(text.at(*i)) && !matches!(text.at(*i), '的' | '在' | '和' | '了' | '是')).count();
    let end = at + 2 + run;
    (at + 4..end).find_map(|i| {
        let work = text.starts_with(i, "工作会议").then_some(i + 4);
        let counted = (text.at(i) == '第')
            .then(|| (i + 1..i + 6).find(|j| text.starts_with(*j, "次会议")).map(|j| j + 3))
            .flatten()
            .filter(|_| text.before(i) == '会' || text.before(i) == '委' || text.before(i) == '组');
        work.or(counted)
    })
}

/// The two sessions together: 两会, 全国两会, 2023全国两会.
fn both_sessions(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let text = reading.cx.text();
    let year_end = (at..at + 4).take_while(|i| text.at(*i).is_ascii_digit()).count();
    let body = if year_end == 4 && !text.before(at).is_ascii_digit() { at + 4 + usize::from(text.at(at + 4) == '年') } else { at };
    let start = if text.starts_with(body, "全国两会") { body + 2 } else { body };
    if year_end == 4 && start == body && text.starts_with(start, "两会") {
        return Some(start + 2);
    }
    let alone = start == body && (reading.token_at(at).is_none() || matches!(text.before(at), '这' | '上' | '第') || matches!(text.at(start + 2), '谈' | '员' | '长' | '场'));
    (text.starts_with(start, "两会") && !alone).then_some(start + 2)
}
