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
            '党' | '二' | '十' => congress(text, at).filter(|(_, report)| !report).map(|(end, _)| end),
            '全' if text.starts_with(at, "全国两会") => Some(at + 4),
            '中' if text.starts_with(at, "中央经济工作会议") => Some(at + 8),
            _ => None,
        };
        if let Some(end) = end {
            let span = CharSpan::of(at..end);
            let entity = EntityRef { entity_type: EntityType::Event, sense: None, name: text.slice(span).to_owned() };
            out.push(Candidate { span, entity, rule: EVENT_CONGRESS, priority: 5 });
        }
    }
}
