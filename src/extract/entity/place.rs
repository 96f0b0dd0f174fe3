//! Decides which words are places.

use crate::extract::EntityType;
use crate::lexicon::{Lexicon, PlaceLevel, Sense};
use crate::text::is_han;

use super::rules::PLACE;
use super::{Candidate, EntityRef, Reading};

/// Behind these a place is a part of something else: 北京时间, 中国人, 美国人's 人 stays outside the name but the place counts.
const NOT_BEFORE: &[&str] = &["时间", "菜", "话", "路", "街", "大街", "中路", "东路", "西路"];

/// Proposes the places of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let cx = &reading.cx;
    let text = cx.text();
    for token in &reading.tokens {
        let at = token.span.start();
        if !is_han(text.at(at)) {
            continue;
        }
        for hit in cx.lexicon.words_at(text, at) {
            if hit.end > reading.sentence.end() || !reading.ends_at(hit.end) {
                continue;
            }
            let Some(sense) = hit.senses.iter().copied().find(|s| matches!(s, Sense::Place(_) | Sense::AmbiguousPlace(_))) else { continue };
            let row = match sense {
                Sense::Place(row) => row,
                Sense::AmbiguousPlace(row) if ambiguous_is_meant(reading, at, hit.end) => row,
                _ => continue,
            };
            if NOT_BEFORE.iter().any(|w| text.starts_with(hit.end, w)) {
                continue;
            }
            let place = cx.lexicon.place(row);
            let entity_type = if place.is_location { EntityType::Loc } else { EntityType::Gpe };
            // A row that several divisions share has no code of its own.
            let shared = matches!(sense, Sense::AmbiguousPlace(_)) && hit.senses.iter().filter(|s| matches!(s, Sense::AmbiguousPlace(_))).count() > 1;
            let resolved = if shared { inside_stated_parent(reading, at, hit.senses) } else { Some(row) };
            let name = resolved.map_or_else(|| text.slice(crate::text::CharSpan::of(at..hit.end)).to_owned(), |row| cx.lexicon.place(row).name.to_owned());
            let entity = EntityRef { entity_type, sense: resolved.map(Sense::Place), name };
            out.push(Candidate { span: crate::text::CharSpan::of(at..hit.end), entity, rule: PLACE, priority: 2 });
        }
    }
}

/// Whether an ambiguous word is a place here: it ends in its division's word, or stands next to a place or behind 在, 于.
fn ambiguous_is_meant(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let text = reading.cx.text();
    let long = end - start >= 3 && matches!(text.before(end), '县' | '区' | '市' | '州' | '旗' | '省' | '盟');
    let behind_place = (2..=4).any(|back| {
        start >= reading.sentence.start() + back && reading.cx.lexicon.words_at(text, start - back).any(|w| w.end == start && w.senses.iter().any(|s| matches!(s, Sense::Place(_))))
    });
    long || behind_place
}

/// Of several divisions with one name the one whose parent stands before it: 吉林省长春市朝阳区.
fn inside_stated_parent(reading: &Reading<'_>, start: usize, senses: &[Sense]) -> Option<u32> {
    let text = reading.cx.text();
    let lexicon: &Lexicon = reading.cx.lexicon;
    senses.iter().find_map(|sense| {
        let Sense::AmbiguousPlace(row) = sense else { return None };
        let mut parent = lexicon.place(*row).parent.and_then(|key| lexicon.place_by_key(key));
        while let Some(place) = parent {
            if place.level == PlaceLevel::Country {
                return None;
            }
            if std::iter::once(place.name).chain(place.aliases.iter().copied()).any(|name| text.ends_with(start, name)) {
                return Some(*row);
            }
            parent = place.parent.and_then(|key| lexicon.place_by_key(key));
        }
        None
    })
}
