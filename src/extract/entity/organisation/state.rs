//! Decides whose ministry a bare name is: 司法部 beside 美国 is not China's.

use std::collections::BTreeMap;

use crate::lexicon::{CHINA, Place, PlaceLevel, Sense};

use super::super::Reading;
use super::super::place::by_one_character;

/// Names that the bodies of many states bear.
const SHARED: &[&str] = &[
    "国防部",
    "司法部",
    "财政部",
    "商务部",
    "外交部",
    "教育部",
    "交通部",
    "国务院",
    "央行",
    "最高法院",
    "内政部",
    "卫生部",
    "农业部",
    "能源部",
    "国会",
    "参议院",
    "众议院",
    "国家安全局",
];

/// The body of another state that a bare name names: its row in the lexicon, where it has one, and its name with its country's.
///
/// The country is the one whose character stands right before (美司法部), else the last one named before, else the one that the
/// whole article is about. `None` where the name is China's own.
pub fn of_another_state(reading: &Reading<'_>, at: usize, surface: &str) -> Option<(Option<Sense>, String)> {
    let text = reading.cx.text();
    let end = at + surface.chars().count();
    // 国务院联防联控机制, 商务部新闻发言人: what only China's are called.
    let own = ["联防", "印发", "办公厅", "常务会议", "新闻发言人", "新闻办", "令第"].iter().any(|w| text.starts_with(end, w));
    if own || !SHARED.contains(&surface) {
        return None;
    }
    let country = by_one_character(reading, at).or_else(|| last_named(reading, at)).or_else(|| told_of(reading)).filter(|place| place.key != CHINA)?;
    let name = format!("{}{surface}", country.name);
    let row = reading.cx.lexicon.senses(&name).iter().copied().find(|s| matches!(s, Sense::Organisation(_)));
    let name = match row {
        Some(Sense::Organisation(row)) => reading.cx.lexicon.organisation(row).name.to_owned(),
        _ => name,
    };
    Some((row, name))
}

/// The country whose name begins at a position, with its end.
fn country_at<'r>(reading: &Reading<'r>, at: usize) -> Option<(usize, &'r Place)> {
    let lexicon = reading.cx.lexicon;
    match lexicon.longest(reading.cx.text(), at, |s| matches!(s, Sense::Place(row) if lexicon.place(row).level == PlaceLevel::Country))? {
        (end, Sense::Place(row)) => Some((end, lexicon.place(row))),
        _ => None,
    }
}

/// The last country named before a position.
fn last_named<'r>(reading: &Reading<'r>, at: usize) -> Option<&'r Place> {
    /// Further back a text has often gone on to another state.
    const REACH: usize = 300;
    (at.saturating_sub(REACH)..at).rev().find_map(|i| country_at(reading, i).filter(|(end, _)| *end <= at)).map(|(_, place)| place)
}

/// The state that an article without any country near tells of: the one that it names most, where it hardly names China.
///
/// Of 104 bare names in a sample that were given to China for want of a country near, 30 more stood in articles like these, all
/// foreign; with two or more namings of China four were foreign and seven Chinese. Linear in the article, and asked once.
fn told_of<'r>(reading: &Reading<'r>) -> Option<&'r Place> {
    let key = *reading.state.get_or_init(|| most_named(reading));
    reading.cx.lexicon.place_by_key(key?)
}

/// The key of the state that an article names most, where it hardly names China.
fn most_named(reading: &Reading<'_>) -> Option<&'static str> {
    const FEW: usize = 3;
    const MANY: usize = 20;
    let text = reading.cx.text();
    let mut named: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut at = 0;
    while at < reading.cx.article.usable_end {
        match country_at(reading, at) {
            Some((end, place)) => {
                *named.entry(place.key).or_default() += 1;
                at = end;
            }
            None => at += 1,
        }
    }
    let own = ["我国", "北京", "国家互联网", "工信部"].iter().map(|word| text.as_str().matches(word).count()).sum::<usize>();
    let china = named.remove(CHINA).unwrap_or(0) + own;
    let foreign: usize = named.values().sum();
    let told = china == 0 && foreign >= FEW || china <= 1 && foreign >= MANY;
    let (key, _) = named.into_iter().max_by_key(|(key, count)| (*count, std::cmp::Reverse(*key)))?;
    told.then_some(key)
}
