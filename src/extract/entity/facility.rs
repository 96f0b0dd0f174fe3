//! Decides which words are parks, bases, campuses and buildings with a name of their own.

use crate::extract::EntityType;
use crate::lexicon::{CHINA, PlaceLevel, Sense, TokenTag};
use crate::text::{CharSpan, WordList, is_han, is_latin};

use super::rules::FACILITY;
use super::{Candidate, EntityRef, Reading};

/// Words that end a facility's name.
static SUFFIXES: WordList = WordList::new(&[
    "产业园区",
    "科技园区",
    "产业园",
    "科技园",
    "软件园",
    "工业园区",
    "工业园",
    "创业园",
    "信创园",
    "网安园",
    "大学城",
    "园区",
    "大厦",
    "大楼",
    "培育基地",
    "实训基地",
    "产业基地",
    "示范基地",
    "国际机场",
    "机场",
    "会展中心",
    "会议中心",
    "博览中心",
    "国际会议中心",
    "体育馆",
    "体育场",
    "展览馆",
    "科技馆",
    "图书馆",
    "博物馆",
    "动物园",
    "植物园",
    "校区",
    "广场",
    "研发总部",
    "数据中心",
    "电站",
    "核电站",
    "科学城",
    "试验区",
    "示范区",
    "保税区",
    "空军基地",
    "海军基地",
    "发射场",
    "超级工厂",
    "收费站",
]);

/// Suffixes that need a place or a known name, as nouns before them describe a kind.
const WEAK: &[&str] = &[
    "园区",
    "培育基地",
    "实训基地",
    "产业基地",
    "示范基地",
    "数据中心",
    "试验区",
    "示范区",
    "广场",
    "大楼",
    "校区",
    "机场",
    "电站",
    "图书馆",
    "博物馆",
    "动物园",
    "植物园",
    "会议中心",
    "发射场",
];

/// How far to the left a name may begin.
const LONGEST_NAME: usize = 24;

/// Proposes the facilities of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let mut push = |start: usize, end: usize| {
        let span = CharSpan::of(start..end);
        let entity = EntityRef { entity_type: EntityType::Fac, sense: None, name: text.slice(span).to_owned() };
        out.push(Candidate { span, entity, rule: FACILITY, priority: 2 });
    };
    for at in reading.sentence.start()..reading.sentence.end() {
        if let Some(suffix) = SUFFIXES.longest_at(text, at) {
            let end = at + suffix.chars().count();
            if end <= reading.sentence.end()
                && let Some(start) = left_edge(reading, at, suffix)
            {
                let park = suffix.contains(['园', '区', '城']) || suffix.ends_with("基地");
                push(start, bracketed(reading, end).filter(|_| park).unwrap_or(end));
            }
        }
        // 通州园, 海淀园: a place's short form and 园, in a list of such or at the edge of words.
        if text.at(at) == '园' && !matches!(text.at(at + 1), '区' | '林' | '艺' | '长' | '丁' | '博' | '内') {
            let place = (2..=3).find(|back| {
                at >= reading.sentence.start() + back
                    && reading.cx.lexicon.senses(text.slice(CharSpan::of(at - back..at))).iter().any(|s| matches!(s, Sense::Place(_) | Sense::AmbiguousPlace(_)))
            });
            let zone = ["高新", "天府", "经开", "经开区信创", "两江", "滨海"].iter().find(|w| text.ends_with(at, w)).map(|w| w.chars().count());
            if let Some(back) = zone.or(place) {
                let start = at - back;
                if !is_han(text.before(start)) || reading.token_at(start).is_some() {
                    push(start, bracketed(reading, at + 1).unwrap_or(at + 1));
                }
            }
        }
    }
}

/// Where a facility's name begins that a foreign country stands before: 乌克兰扎波罗热核电站 is 扎波罗热核电站, 德国机场 is none.
fn beyond_country(reading: &Reading<'_>, start: usize, suffix_start: usize, suffix: &str) -> Option<usize> {
    let lexicon = reading.cx.lexicon;
    let text = reading.cx.text();
    let foreign = reading.words.longest(start, |s| matches!(s, Sense::Place(row) if lexicon.place(row).level == PlaceLevel::Country && lexicon.place(row).key != CHINA));
    // 伊拉克利翁 begins with 伊拉克.
    let longer = reading.words.longest(start, |s| matches!(s, Sense::Place(_) | Sense::Organisation(_))).map(|(end, _)| end);
    let Some((end, _)) = foreign.filter(|(end, _)| longer == Some(*end)) else { return Some(start) };
    if end == suffix_start {
        return if WEAK.contains(&suffix) { None } else { Some(start) };
    }
    let named = lexicon.longest(text, end, |s| matches!(s, Sense::Place(_) | Sense::AmbiguousPlace(_))).is_some_and(|(stop, _)| stop <= suffix_start && stop >= end + 2);
    Some(if named { end } else { start })
}

/// A place in brackets behind a park: 国家网络安全产业园区（长沙）, （通州园）.
fn bracketed(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let text = reading.cx.text();
    if !matches!(text.at(end), '（' | '(') {
        return None;
    }
    let close = (end + 1..(end + 10).min(reading.sentence.end())).find(|i| matches!(text.at(*i), '）' | ')'))?;
    let inner = text.slice(CharSpan::of(end + 1..close));
    let place = |w: &str| reading.cx.lexicon.senses(w).iter().any(|s| matches!(s, Sense::Place(_) | Sense::AmbiguousPlace(_)));
    let trimmed = inner.trim_end_matches('园').trim_end_matches("地区");
    (place(inner) || place(trimmed)).then_some(close + 1)
}

fn left_edge(reading: &Reading<'_>, suffix_start: usize, suffix: &str) -> Option<usize> {
    let cx = &reading.cx;
    let text = cx.text();
    let last = reading.tokens.partition_point(|t| t.span.start() < suffix_start);
    let (mut proper, mut edge) = (None, suffix_start);
    for i in (0..last).rev() {
        let token = reading.tokens[i];
        let (start, end) = (token.span.start(), token.span.end().min(suffix_start));
        if suffix_start - start > LONGEST_NAME || end <= start {
            break;
        }
        let word = text.slice(CharSpan::of(start..end));
        let senses = cx.lexicon.senses(word);
        // 新建 and 资源 are counties too, but only in their long form.
        let long = word.chars().count() >= 3 && word.ends_with(['县', '区', '市', '州', '旗', '省', '盟']);
        let named = senses.iter().any(|s| matches!(s, Sense::Place(_) | Sense::Organisation(_)) || long && matches!(s, Sense::AmbiguousPlace(_)));
        let continues = match token.tag {
            TokenTag::Name | TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Other => true,
            TokenTag::Unknown | TokenTag::Latin => true,
            TokenTag::Adjective => matches!(word, "国家级" | "国际"),
            // 福岛第一核电站.
            TokenTag::Number => word.starts_with('第') && suffix.ends_with("电站"),
            TokenTag::Mark => matches!(word, "）" | ")" | "（" | "(") && edge < suffix_start && named_bracket(reading, i),
            _ => named,
        };
        if !continues
            || matches!(word, "的" | "在" | "由" | "与" | "多个" | "各" | "本" | "该" | "建设" | "推进" | "打造" | "加快" | "布局" | "依托" | "入驻" | "支持" | "重点")
            || matches!(word, "建设" | "推进" | "布局" | "重点" | "企业" | "项目" | "重大") && proper.is_none()
        {
            break;
        }
        edge = start;
        if named || matches!(word, "国家") || token.tag == TokenTag::Latin && is_latin(text.at(start)) {
            proper = Some(start);
        }
    }
    let proper = beyond_country(reading, proper?, suffix_start, suffix);
    let generic = suffix == "园区" && suffix_start.saturating_sub(proper?) > 4;
    let weak = WEAK.contains(&suffix);
    let start = proper?;
    // 国家 alone makes a park proper, not a base of any kind.
    if weak && (text.starts_with(start, "国家级") || generic) {
        return None;
    }
    let open = (start..suffix_start).any(|i| matches!(text.at(i), '（' | '(')) && !(start..suffix_start).any(|i| matches!(text.at(i), '）' | ')'));
    (suffix_start > start && !open).then_some(start)
}

fn named_bracket(reading: &Reading<'_>, mark: usize) -> bool {
    let is_place = |i: usize| reading.tokens.get(i).is_some() && reading.cx.lexicon.senses(reading.word(i)).iter().any(|s| matches!(s, Sense::Place(_)));
    mark >= 1 && is_place(mark - 1) || is_place(mark + 1)
}
