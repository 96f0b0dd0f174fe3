//! Decides how surfaces are found in a text, and what is kept of each.
//!
//! All surfaces of all tables stand in one character-wise trie. Building it takes most of the time that the program needs to
//! begin, so it is built when the program is compiled, and read back from its bytes; only with a person's own tables it is built
//! anew.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Sense;
use super::segment::TokenTag;
use super::tables::{Tables, WordRow};

/// How often names are taken to occur against the words of the general list: a name of a table wins over the words it is
/// made of. A judgement, not a measurement.
const NAME_FREQUENCY: f64 = 600.0;

/// How often a word of the general list must occur to be frequent: between 苹果 (1,334), which mostly names the company in news of
/// technology, and 现代, 移动 and 理想 (3,800 and more), which mostly do not.
const FREQUENT: f64 = 1_380.0;

/// What a word that can be a name and is an everyday word costs beside its frequency, when words compete for a text.
const AMBIGUOUS_COST: f32 = 3.0;

/// One surface.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Minus the logarithm of its relative frequency.
    pub cost: f32,
    /// What it costs when words compete for a text.
    pub path_cost: f32,
    /// Its part of speech.
    pub tag: TokenTag,
    /// Whether the general word list holds it.
    pub everyday: bool,
    senses: (u32, u16),
}

/// All surfaces.
pub struct Surfaces {
    /// The trie; its values are numbers of entries.
    pub trie: crawdad::Trie,
    entries: Vec<Entry>,
    senses: Vec<Sense>,
    /// The cost of a word that is frequent.
    pub frequent: f32,
}

impl Surfaces {
    /// Builds the surfaces of all tables.
    ///
    /// # Panics
    /// Never: surfaces are sorted, unique and not empty.
    pub fn of(tables: &Tables, words: &[WordRow]) -> Self {
        let total: f64 = words.iter().map(|w| f64::from(w.frequency)).sum();
        let cost = |frequency: f64| -((frequency.max(1.0) / total).ln()) as f32;
        let mut surfaces: HashMap<&str, (f32, TokenTag, bool, Vec<Sense>)> = HashMap::with_capacity(words.len() + 20_000);
        for WordRow { word, frequency, tag } in words {
            surfaces.insert(word, (cost(f64::from(*frequency)), *tag, true, Vec::new()));
        }
        for (surface, sense) in tables.senses() {
            if surface.is_empty() {
                continue;
            }
            let name_cost = cost(NAME_FREQUENCY);
            let entry = surfaces.entry(surface).or_insert((name_cost, TokenTag::Noun, false, Vec::new()));
            if matches!(sense, Sense::Place(_) | Sense::Organisation(_) | Sense::Event(_) | Sense::Law(_) | Sense::Person(_) | Sense::Product(_)) {
                entry.0 = entry.0.min(name_cost);
                entry.1 = TokenTag::Name;
            }
            entry.3.push(sense);
        }
        let mut sorted: Vec<(&str, (f32, TokenTag, bool, Vec<Sense>))> = surfaces.into_iter().collect();
        sorted.sort_unstable_by_key(|(surface, _)| *surface);
        let keys: Vec<&str> = sorted.iter().map(|(surface, _)| *surface).collect();
        let trie = crawdad::Trie::from_keys(&keys).expect("surfaces are sorted, unique and not empty");
        let (mut entries, mut senses) = (Vec::with_capacity(keys.len()), Vec::new());
        for (_, (cost, tag, everyday, own)) in sorted {
            let place = (u32::try_from(senses.len()).unwrap_or(u32::MAX), u16::try_from(own.len()).unwrap_or(u16::MAX));
            entries.push(Entry { cost, path_cost: path_cost(cost, tag, &own), tag, everyday, senses: place });
            senses.extend(own);
        }
        Self { trie, entries, senses, frequent: cost(FREQUENT) }
    }

    /// An entry of the trie.
    #[inline]
    pub fn entry(&self, value: u32) -> &Entry {
        &self.entries[value as usize]
    }

    /// What a surface can stand for.
    #[inline]
    pub fn senses(&self, entry: &Entry) -> &[Sense] {
        let (start, count) = entry.senses;
        &self.senses[start as usize..start as usize + usize::from(count)]
    }

    /// The surface's entry, where there is one.
    pub fn find(&self, surface: &str) -> Option<&Entry> {
        self.trie.exact_match(surface.chars()).map(|value| self.entry(value))
    }

    /// The surfaces as bytes, for [`Self::from_bytes`].
    #[cfg_attr(surfaces_compiled, cfg(test))]
    pub fn to_bytes(&self) -> Vec<u8> {
        let entries: Vec<u8> = self.entries.iter().flat_map(|entry| entry.to_bytes()).collect();
        let parts = Parts { trie: &self.trie.serialize_to_vec(), entries: &entries, senses: self.senses.clone(), frequent: self.frequent };
        postcard::to_stdvec(&parts).expect("lists of numbers and enums can be written")
    }

    /// Reads surfaces back; `None` where the bytes are none.
    #[cfg_attr(not(surfaces_compiled), cfg(test))]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let Parts { trie, entries, senses, frequent } = postcard::from_bytes(bytes).ok()?;
        let (trie, _) = crawdad::Trie::deserialize_from_slice(trie);
        let (entries, rest) = entries.as_chunks();
        let entries = entries.iter().map(Entry::from_bytes).collect::<Option<_>>().filter(|_| rest.is_empty())?;
        Some(Self { trie, entries, senses, frequent })
    }
}

impl Entry {
    #[cfg_attr(surfaces_compiled, cfg(test))]
    fn to_bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&self.cost.to_le_bytes());
        bytes[4..8].copy_from_slice(&self.path_cost.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.senses.0.to_le_bytes());
        bytes[12..14].copy_from_slice(&self.senses.1.to_le_bytes());
        (bytes[14], bytes[15]) = (self.tag as u8, u8::from(self.everyday));
        bytes
    }

    fn from_bytes(&[c0, c1, c2, c3, p0, p1, p2, p3, s0, s1, s2, s3, n0, n1, tag, everyday]: &[u8; 16]) -> Option<Self> {
        Some(Self {
            cost: f32::from_le_bytes([c0, c1, c2, c3]),
            path_cost: f32::from_le_bytes([p0, p1, p2, p3]),
            tag: *TokenTag::ALL.get(usize::from(tag))?,
            everyday: everyday == 1,
            senses: (u32::from_le_bytes([s0, s1, s2, s3]), u16::from_le_bytes([n0, n1])),
        })
    }
}

/// The surfaces as they are written. The trie and the entries are borrowed: serde reads a list value by value, which took a sixth
/// of the time that the program needs to begin.
#[derive(Serialize, Deserialize)]
struct Parts<'a> {
    trie: &'a [u8],
    entries: &'a [u8],
    senses: Vec<Sense>,
    frequent: f32,
}

fn path_cost(cost: f32, tag: TokenTag, senses: &[Sense]) -> f32 {
    let ambiguous =
        tag == TokenTag::Noun && !senses.is_empty() && senses.iter().all(|s| matches!(s, Sense::AmbiguousPlace(_) | Sense::AmbiguousOrganisation(_) | Sense::AmbiguousProduct(_)));
    cost + if ambiguous { AMBIGUOUS_COST } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::own::OwnTables;
    use crate::lexicon::tables;

    #[test]
    fn what_is_compiled_in_is_what_the_tables_say() {
        let own = OwnTables::default();
        let built = Surfaces::of(&tables::standard(&own), &tables::words(&own));
        let read = Surfaces::from_bytes(&built.to_bytes()).unwrap();
        assert_eq!((read.frequent, &read.entries, &read.senses), (built.frequent, &built.entries, &built.senses));
        assert_eq!(read.trie.serialize_to_vec(), built.trie.serialize_to_vec());
        let compiled = crate::lexicon::Lexicon::standard();
        assert!(compiled.surfaces.entries == built.entries && compiled.surfaces.senses == built.senses);
        assert!(built.entries.len() > 90_000 && built.find("成都").is_some_and(|e| !built.senses(e).is_empty()));
        assert!(Surfaces::from_bytes(&[]).is_none());
    }
}
