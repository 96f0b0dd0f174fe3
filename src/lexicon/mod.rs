//! Decides which words we already know.
//!
//! A *word* is a surface with what the tables say of it: how frequent it is, what part of speech, and which *senses* it has (a
//! place, an organisation, a currency, a unit, a title …). All surfaces of all tables stand in one character-wise trie, so a
//! text is looked up once. Tables live in `data/`, each with a header that says what it is, whose, and how it is made.
//!
//! Useful for: what is fixed knowledge. Not useful for: anything that needs the words around it; that is `extract`'s.

mod calendar;
mod numerals;
mod own;
mod segment;
mod surfaces;
mod tables;

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

pub use calendar::{Festival, FestivalRule, festival_day, lunar_month, lunar_to_solar, solar_term_day};
pub use numerals::{NumeralChar, digit, numeral_char};
pub use own::{OwnTables, TableError};
pub use segment::{Token, TokenTag, Words};
pub use tables::{Currency, Event, Law, Metric, Organisation, OrganisationKind, OrganisationSuffix, Person, Place, PlaceLevel, Product, Title, TitleKind, Unit};

use serde::{Deserialize, Serialize};

use crate::text::{Text, is_han};
use surfaces::Surfaces;
use tables::Tables;

/// What a word can stand for; numbers are rows of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sense {
    /// A place.
    Place(u32),
    /// A place, but the word is also an everyday word or names several.
    AmbiguousPlace(u32),
    /// An organisation.
    Organisation(u32),
    /// An organisation, but the word has other readings.
    AmbiguousOrganisation(u32),
    /// A recurring event, or a war.
    Event(u32),
    /// A law, regulation or treaty.
    Law(u32),
    /// A law of the country (a row of the places) whose name the table holds for China's: 韩国《个人信息保护法》. No surface has this sense.
    LawOf(u32),
    /// A person whom everybody knows.
    Person(u32),
    /// A product, service, device or piece of malware.
    Product(u32),
    /// A product, but the word has other readings.
    AmbiguousProduct(u32),
    /// The end of an organisation's name.
    OrganisationSuffix(u32),
    /// A currency.
    Currency(u32),
    /// A unit of measurement.
    Unit(u32),
    /// A classifier.
    Classifier,
    /// A person's title or office.
    Title(u32),
    /// A noun that names what is measured.
    Metric(u32),
    /// A festival or solar term.
    Festival(u32),
}

/// All tables with the trie over their surfaces.
pub struct Lexicon {
    surfaces: Surfaces,
    tables: Tables,
    surnames: HashMap<&'static str, u32>,
    transliteration: Box<[bool]>,
    /// The characters that names of eras begin with: nearly every position is asked for one.
    era_heads: Vec<char>,
    place_of_key: HashMap<&'static str, u32>,
}

/// A word found in a text: where it ends and what it can stand for.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'l> {
    /// The first character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// Its part of speech.
    pub tag: TokenTag,
    /// What it can stand for; empty for a word of the general list.
    pub senses: &'l [Sense],
}

static STANDARD: LazyLock<Lexicon> = LazyLock::new(|| {
    let tables = tables::standard(own());
    let surfaces = compiled_surfaces().unwrap_or_else(|| Surfaces::of(&tables, &tables::words(own())));
    Lexicon::new(tables, surfaces)
});
static OWN: OnceLock<OwnTables> = OnceLock::new();

/// The surfaces of the embedded tables, as they were built with the program; none with tables of one's own.
#[cfg(surfaces_compiled)]
fn compiled_surfaces() -> Option<Surfaces> {
    own().is_empty().then(|| Surfaces::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/surfaces.bin"))))?
}

#[cfg(not(surfaces_compiled))]
fn compiled_surfaces() -> Option<Surfaces> {
    None
}

/// The surfaces of the embedded tables as bytes, for the program to be built with.
#[cfg(not(surfaces_compiled))]
pub fn surfaces_to_compile() -> Vec<u8> {
    let none = OwnTables::default();
    Surfaces::of(&tables::standard(&none), &tables::words(&none)).to_bytes()
}

/// The key of China among the places.
pub const CHINA: &str = "iso3166:CN";

/// The person's own tables; none where none were given.
fn own() -> &'static OwnTables {
    static NONE: LazyLock<OwnTables> = LazyLock::new(OwnTables::default);
    OWN.get().unwrap_or(&NONE)
}

static CLASSIFIER_CHARS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut chars: Vec<char> = tables::standard_classifiers().filter_map(|c| c.chars().next()).collect();
    chars.sort_unstable();
    chars.dedup();
    chars
});

/// Whether a classifier can begin with the character.
#[must_use]
pub fn is_classifier_char(c: char) -> bool {
    CLASSIFIER_CHARS.binary_search(&c).is_ok()
}

impl Lexicon {
    /// The lexicon of the embedded tables; built once a process.
    #[must_use]
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// Extends the embedded tables with a person's own, for the whole process; to be called before the lexicon is first used.
    ///
    /// # Errors
    /// The tables, where others have been given before.
    pub fn extend(own: OwnTables) -> Result<(), OwnTables> {
        OWN.set(own)
    }

    /// The rows of a person's own tables with the tables that they extend, for the rules' digest.
    #[must_use]
    pub fn own_rows() -> Vec<(&'static str, &'static str)> {
        own().texts().collect()
    }

    /// Where the row that a sense comes from stands: the file and line of a person's own table, else the embedded table's name.
    #[must_use]
    pub fn origin(&self, sense: Sense) -> Option<String> {
        let (file, key) = match sense {
            Sense::Place(row) | Sense::AmbiguousPlace(row) => ("places.tsv", self.place(row).key),
            Sense::Organisation(row) | Sense::AmbiguousOrganisation(row) => ("organisations.tsv", self.organisation(row).name),
            Sense::Product(row) | Sense::AmbiguousProduct(row) => ("products.tsv", self.product(row).name),
            Sense::Person(row) => ("persons.tsv", self.person(row).name),
            Sense::Law(row) => ("laws.tsv", self.law(row).name),
            Sense::Event(row) => ("events.tsv", self.event(row).name),
            _ => return None,
        };
        Some(own().origin(file, key).unwrap_or_else(|| file.to_owned()))
    }

    fn new(tables: Tables, surfaces: Surfaces) -> Self {
        let surnames = tables.surnames.iter().enumerate().map(|(i, s)| (*s, u32::try_from(i).unwrap_or(u32::MAX))).collect();
        let mut transliteration = vec![false; 0x10000].into_boxed_slice();
        for c in tables.transliteration.iter().flat_map(|c| c.chars()) {
            if let Some(slot) = transliteration.get_mut(c as usize) {
                *slot = true;
            }
        }
        let era_heads = tables.eras.iter().filter_map(|(name, _)| name.chars().next()).collect();
        let place_of_key = tables.places.iter().enumerate().map(|(i, p)| (p.key, u32::try_from(i).unwrap_or(u32::MAX))).collect();
        Self { surfaces, tables, surnames, transliteration, era_heads, place_of_key }
    }

    /// The words that begin at a position, shortest first.
    pub fn words_at<'l, 't>(&'l self, text: &'t Text, at: usize) -> impl Iterator<Item = Hit<'l>> + use<'l, 't> {
        self.surfaces.trie.common_prefix_search(text.chars()[at.min(text.len())..].iter().copied()).map(move |(value, len)| {
            let entry = self.surfaces.entry(value);
            Hit { start: at, end: at + len, tag: entry.tag, senses: self.surfaces.senses(entry) }
        })
    }

    /// The longest word at a position that has a sense which `wanted` accepts, with that sense.
    #[must_use]
    pub fn longest(&self, text: &Text, at: usize, wanted: impl Fn(Sense) -> bool) -> Option<(usize, Sense)> {
        self.words_at(text, at).filter_map(|hit| hit.senses.iter().copied().find(|s| wanted(*s)).map(|sense| (hit.end, sense))).last()
    }

    /// What the lexicon knows of a whole surface.
    #[must_use]
    pub fn senses(&self, surface: &str) -> &[Sense] {
        self.surfaces.find(surface).map_or(&[], |entry| self.surfaces.senses(entry))
    }

    /// Whether the general word list holds the surface, and as what part of speech.
    #[must_use]
    pub fn word(&self, surface: &str) -> Option<TokenTag> {
        self.surfaces.find(surface).map(|entry| entry.tag)
    }

    /// Whether the general word list holds the surface, whatever else it names.
    #[must_use]
    pub fn is_everyday(&self, surface: &str) -> bool {
        self.surfaces.find(surface).is_some_and(|entry| entry.everyday)
    }

    /// Whether a word ends in a noun that a figure can be about: 企业, 市场, 用户.
    #[must_use]
    pub fn bears_figures(&self, word: &str) -> bool {
        word.char_indices().any(|(at, _)| self.tables.bearer_nouns.binary_search(&&word[at..]).is_ok())
    }

    /// Whether a stretch begins with a compound of such a noun and a measure: 市场份额.
    #[must_use]
    pub fn is_metric_compound(&self, stretch: &str) -> bool {
        stretch.char_indices().skip(2).map(|(at, c)| at + c.len_utf8()).take(9).any(|end| self.tables.metric_compounds.binary_search(&&stretch[..end]).is_ok())
    }

    /// Whether a Latin word is of general use, so that by itself it names nothing: API, CEO, HTTP.
    #[must_use]
    pub fn is_general_latin(&self, word: &str) -> bool {
        self.tables.latin_words.binary_search(&word).is_ok()
    }

    /// Whether a word is so frequent that one sign does not make it a name: 移动 and 现代, but not 苹果 and 小米.
    #[must_use]
    pub fn is_frequent(&self, surface: &str) -> bool {
        self.is_everyday(surface) && self.cost(surface).is_some_and(|cost| cost < self.surfaces.frequent)
    }

    /// The words that begin at a position and go over blanks between Chinese and Latin letters or digits: IT 之家 is IT之家.
    #[must_use]
    pub fn words_over_blanks<'l>(&'l self, text: &Text, at: usize) -> Vec<Hit<'l>> {
        const REACH: usize = 20;
        let border =
            |i: usize| text.at(i) == ' ' && i > at && is_han(text.at(i - 1)) != is_han(text.at(i + 1)) && text.at(i + 1).is_alphanumeric() && text.at(i - 1).is_alphanumeric();
        if !(at..at + REACH).any(border) {
            return Vec::new();
        }
        let (mut chars, mut ends) = (Vec::with_capacity(REACH), Vec::with_capacity(REACH));
        for i in (at..text.len().min(at + REACH)).filter(|i| !border(*i)) {
            chars.push(text.at(i));
            ends.push(i + 1);
        }
        let found = self.surfaces.trie.common_prefix_search(chars.iter().copied());
        let hits = found.map(|(value, len)| {
            let entry = self.surfaces.entry(value);
            Hit { start: at, end: ends[len - 1], tag: entry.tag, senses: self.surfaces.senses(entry) }
        });
        hits.filter(|hit| (at..hit.end).any(border)).collect()
    }

    /// How frequent a surface is: minus the logarithm of its relative frequency; smaller is more frequent.
    #[must_use]
    pub fn cost(&self, surface: &str) -> Option<f32> {
        self.surfaces.find(surface).map(|entry| entry.cost)
    }

    /// A place by its row.
    #[must_use]
    pub fn place(&self, row: u32) -> &Place {
        &self.tables.places[row as usize]
    }

    /// The key of the country that is named straight before a position, a 的 between: 美国的反垄断法.
    #[must_use]
    pub fn country_before(&self, text: &Text, at: usize) -> Option<u32> {
        let end = if at > 0 && text.at(at - 1) == '的' { at - 1 } else { at };
        (2..=6).filter(|n| *n <= end).find_map(|n| match self.longest(text, end - n, |s| matches!(s, Sense::Place(row) if self.place(row).level == PlaceLevel::Country)) {
            Some((stop, Sense::Place(row))) if stop == end => Some(row),
            _ => None,
        })
    }

    /// A place by its key (`gb2260:510100`).
    #[must_use]
    pub fn place_by_key(&self, key: &str) -> Option<&Place> {
        self.place_of_key.get(key).map(|row| self.place(*row))
    }

    /// A place that a name names for certain.
    #[must_use]
    pub fn place_by_name(&self, name: &str) -> Option<&Place> {
        self.senses(name).iter().find_map(|s| if let Sense::Place(row) = s { Some(self.place(*row)) } else { None })
    }

    /// An organisation by its row.
    #[must_use]
    pub fn organisation(&self, row: u32) -> &Organisation {
        &self.tables.organisations[row as usize]
    }

    /// An event by its row.
    #[must_use]
    pub fn event(&self, row: u32) -> &Event {
        &self.tables.events[row as usize]
    }

    /// A law by its row.
    #[must_use]
    pub fn law(&self, row: u32) -> &Law {
        &self.tables.laws[row as usize]
    }

    /// The terms that an abbreviation stands for; none where the table does not hold it.
    #[must_use]
    pub fn terms(&self, abbreviation: &str) -> &[&'static str] {
        self.tables.abbreviations.binary_search_by_key(&abbreviation, |(short, _)| short).map_or(&[], |at| &self.tables.abbreviations[at].1)
    }

    /// Whether a surface is a name that what is now called `name` no longer has: 推特 of X Corp.
    #[must_use]
    pub fn is_former_name(&self, surface: &str, name: &str) -> bool {
        self.tables.former_names.binary_search(&(surface, name)).is_ok()
    }

    /// A person by the row.
    #[must_use]
    pub fn person(&self, row: u32) -> &Person {
        &self.tables.persons[row as usize]
    }

    /// A product by its row.
    #[must_use]
    pub fn product(&self, row: u32) -> &Product {
        &self.tables.products[row as usize]
    }

    /// The end of an organisation's name by its row.
    #[must_use]
    pub fn organisation_suffix(&self, row: u32) -> &OrganisationSuffix {
        &self.tables.suffixes[row as usize]
    }

    /// A currency by its row.
    #[must_use]
    pub fn currency(&self, row: u32) -> &Currency {
        &self.tables.currencies[row as usize]
    }

    /// The currencies, for matching signs.
    #[must_use]
    pub fn currencies(&self) -> &[Currency] {
        &self.tables.currencies
    }

    /// A unit by its row.
    #[must_use]
    pub fn unit(&self, row: u32) -> &Unit {
        &self.tables.units[row as usize]
    }

    /// A title by its row.
    #[must_use]
    pub fn title(&self, row: u32) -> &Title {
        &self.tables.titles[row as usize]
    }

    /// A metric noun by its row.
    #[must_use]
    pub fn metric(&self, row: u32) -> &Metric {
        &self.tables.metrics[row as usize]
    }

    /// A festival by its row.
    #[must_use]
    pub fn festival(&self, row: u32) -> &Festival {
        &self.tables.festivals[row as usize]
    }

    /// The name of an era at a position, with its end and its first year: 康熙 is 1662.
    #[must_use]
    pub fn era(&self, text: &Text, at: usize) -> Option<(usize, i32)> {
        let first = text.at(at);
        if !self.era_heads.contains(&first) {
            return None;
        }
        self.tables.eras.iter().filter(|(name, _)| text.starts_with(at, name)).map(|(name, year)| (at + name.chars().count(), *year)).max_by_key(|(end, _)| *end)
    }

    /// The rank of a surname by frequency, from 0; `None` where it is none.
    #[must_use]
    pub fn surname_rank(&self, surname: &str) -> Option<u32> {
        self.surnames.get(surname).copied()
    }

    /// Whether a Latin word is a given name that seldom means anything else: David, Sergey, but not Grace.
    #[must_use]
    pub fn is_given_name(&self, word: &str) -> bool {
        self.tables.given_names.binary_search(&word).is_ok()
    }

    /// Whether foreign names are transliterated with the character.
    #[must_use]
    pub fn is_transliteration(&self, c: char) -> bool {
        self.transliteration.get(c as usize).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words() {
        let lexicon = Lexicon::standard();
        let text = Text::new("四川省成都市工业和信息化部奇安信".to_owned());
        let (end, sense) = lexicon.longest(&text, 0, |s| matches!(s, Sense::Place(_))).unwrap();
        assert_eq!(end, 3);
        let Sense::Place(row) = sense else { panic!("not a place") };
        assert_eq!((lexicon.place(row).name, lexicon.place(row).key), ("四川省", "gb2260:510000"));
        let (end, _) = lexicon.longest(&text, 6, |s| matches!(s, Sense::Organisation(_))).unwrap();
        assert_eq!(end, 13);
        assert!(lexicon.senses("亿元").is_empty());
        assert!(lexicon.senses("美元").iter().any(|s| matches!(s, Sense::Currency(_))));
        assert_eq!(lexicon.surname_rank("王"), Some(0));
        assert!(lexicon.is_transliteration('埃') && !lexicon.is_transliteration('网'));
    }
}
