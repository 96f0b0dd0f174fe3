//! Decides how a table of the lexicon is read, and what a row of each holds.
//!
//! Tables are embedded, tab-separated, with `#` comments at their head; a test checks each for its columns, its order and stray
//! blanks. Rows borrow from the embedded text: loading allocates no strings.

use super::Sense;
use super::calendar::{self, Festival};
use super::own::{OwnTables, first};
use super::segment::TokenTag;
use crate::text::is_han;

macro_rules! embedded {
    ($($name:ident = $file:literal;)+) => {
        $(const $name: &str = include_str!(concat!("data/", $file));)+
        /// Every embedded table by its file name, for the test of their form.
        #[cfg(test)]
        static TEXTS: &[(&str, &str)] = &[$(($file, $name)),+];
    };
}
embedded! {
    ABBREVIATIONS = "abbreviations.tsv";
    BEARER_NOUNS = "bearer_nouns.tsv";
    CLASSIFIERS = "classifiers.tsv";
    CURRENCIES = "currencies.tsv";
    ERAS = "eras.tsv";
    EVENTS = "events.tsv";
    FESTIVALS = "festivals.tsv";
    FORMER_NAMES = "former_names.tsv";
    GIVEN_NAMES = "given_names.tsv";
    LATIN_WORDS = "latin_words.tsv";
    LAWS = "laws.tsv";
    LUNAR_YEARS = "lunar_years.tsv";
    METRIC_COMPOUNDS = "metric_compounds.tsv";
    METRIC_NOUNS = "metric_nouns.tsv";
    ORGANISATIONS = "organisations.tsv";
    ORGANISATION_AMBIGUOUS = "organisation_ambiguous.tsv";
    ORGANISATION_SUFFIXES = "organisation_suffixes.tsv";
    PERSONS = "persons.tsv";
    PLACES = "places.tsv";
    PLACE_AMBIGUOUS = "place_ambiguous.tsv";
    PRODUCTS = "products.tsv";
    PRODUCT_AMBIGUOUS = "product_ambiguous.tsv";
    SOLAR_TERMS = "solar_terms.tsv";
    SURNAMES = "surnames.tsv";
    TITLES = "titles.tsv";
    TRANSLITERATION = "transliteration.tsv";
    UNITS = "units.tsv";
    VOCABULARY = "vocabulary.tsv";
    WORDS = "words.tsv";
}

/// The lunar calendar's years, for [`calendar`].
pub(super) fn lunar_years() -> impl Iterator<Item = Vec<&'static str>> {
    rows(LUNAR_YEARS)
}

/// The solar terms' days, for [`calendar`].
pub(super) fn solar_terms() -> impl Iterator<Item = Vec<&'static str>> {
    rows(SOLAR_TERMS)
}

/// The classifiers alone, which are needed before the lexicon stands.
pub(super) fn standard_classifiers() -> impl Iterator<Item = &'static str> {
    lines(CLASSIFIERS)
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    parts(table, b'\n').map(|l| l.strip_suffix('\r').unwrap_or(l)).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    lines(table).map(|line| parts(line, b'\t').collect())
}

/// A text cut at an ASCII character. The program reads 34,000 rows whenever it begins: 52 M instructions with `str::split`, 30 M so.
fn parts(text: &'static str, at: u8) -> impl Iterator<Item = &'static str> {
    let mut start = 0;
    memchr::memchr_iter(at, text.as_bytes()).chain(std::iter::once(text.len())).map(move |end| {
        let part = &text[start..end];
        start = end + 1;
        part
    })
}

/// No table that can be extended has more columns.
const MOST_COLUMNS: usize = 6;

/// The rows of a table with a person's own: those take the place of rows with the same first column. In order of it.
fn extended(file: &'static str, table: &'static str, own: &OwnTables) -> impl Iterator<Item = [&'static str; MOST_COLUMNS]> {
    let more = own.rows(file);
    let mut replaced: Vec<&'static str> = Vec::new();
    if !more.is_empty() {
        replaced.extend(lines(table).filter(|line| more.binary_search_by_key(&first(line), |row| first(row)).is_err()).chain(more.iter().copied()));
        replaced.sort_unstable_by_key(|line| first(line));
    }
    let embedded = if replaced.is_empty() { table } else { "" };
    lines(embedded).chain(replaced).map(|line| {
        let mut row = [""; MOST_COLUMNS];
        row.iter_mut().zip(parts(line, b'\t')).for_each(|(cell, part)| *cell = part);
        row
    })
}

fn column(row: &[&'static str], at: usize) -> &'static str {
    row.get(at).copied().unwrap_or_default()
}

fn list(column: &'static str) -> impl Iterator<Item = &'static str> {
    parts(column, b'|').filter(|name| !name.is_empty())
}

/// A row of the general word list.
#[derive(Debug, Clone, Copy)]
pub struct WordRow {
    /// The word.
    pub word: &'static str,
    /// How often it occurs in the list's corpus.
    pub frequency: u32,
    /// Its part of speech.
    pub tag: TokenTag,
}

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceLevel {
    /// A country or territory.
    Country,
    /// A province of China.
    Province,
    /// A prefecture of China.
    Prefecture,
    /// A county or district of China.
    County,
    /// A city or state elsewhere.
    City,
    /// A development zone or new area.
    Zone,
    /// A bloc of countries.
    Bloc,
    /// A region that is no division.
    Region,
}

/// A place.
#[derive(Debug, Clone)]
pub struct Place {
    /// Scheme and code: `gb2260:510100`, `iso3166:JP`, `city:JP.东京`, `region:长三角`.
    pub key: &'static str,
    /// The canonical name.
    pub name: &'static str,
    /// Its other names.
    pub aliases: Vec<&'static str>,
    /// What kind of place it is.
    pub level: PlaceLevel,
    /// Whether it is a geographic area rather than a political one.
    pub is_location: bool,
    /// The key of the place that it is a part of.
    pub parent: Option<&'static str>,
}

/// What kind of organisation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganisationKind {
    /// A company, bank or other enterprise.
    Company,
    /// A body of state, party or army, or an international one.
    Public,
    /// A newspaper, agency or site.
    Media,
    /// A university, institute, hospital or association.
    Institution,
    /// A group of attackers.
    HackerGroup,
}

impl OrganisationKind {
    fn parse(word: &str) -> Self {
        match word {
            "company" | "bank" => Self::Company,
            "media" => Self::Media,
            "hacker_group" => Self::HackerGroup,
            "university" | "institute" | "association" | "hospital" | "team" => Self::Institution,
            _ => Self::Public,
        }
    }
}

/// An organisation.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// The canonical name.
    pub name: &'static str,
    /// Its other names.
    pub aliases: Vec<&'static str>,
    /// What kind it is.
    pub kind: OrganisationKind,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
}

/// The end of an organisation's name.
#[derive(Debug, Clone)]
pub struct OrganisationSuffix {
    /// The suffix.
    pub suffix: &'static str,
    /// The kind of organisation.
    pub kind: OrganisationKind,
    /// Whether any modifier before it makes a name; a weak one needs a place or a known name.
    pub strong: bool,
    /// Whether it is an everyday noun that ends brands (科技, 信息): by its structure alone it makes no name.
    pub is_brand: bool,
}

/// A recurring conference, fair, competition, or a war with a fixed name.
#[derive(Debug, Clone)]
pub struct Event {
    /// The canonical name.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<&'static str>,
    /// Whether it comes again by year or number; wars and programmes do not.
    pub recurs: bool,
}

/// A law, regulation or treaty.
#[derive(Debug, Clone)]
pub struct Law {
    /// The short name, without title marks.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<&'static str>,
    /// ISO 3166-1 alpha-2 of whose law it is; `EU`, `ZZ` where several.
    pub country: &'static str,
}

/// A person whom everybody knows by the bare name.
#[derive(Debug, Clone)]
pub struct Person {
    /// The canonical name.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<&'static str>,
}

/// A product, service, device or piece of malware.
#[derive(Debug, Clone)]
pub struct Product {
    /// The canonical name.
    pub name: &'static str,
    /// Its other names.
    pub aliases: Vec<&'static str>,
    /// The name of the organisation that makes it, in its own table; empty where none is known.
    pub maker: &'static str,
    /// Whether it is a model of artificial intelligence, whose versions are products of their own.
    pub is_model: bool,
    /// Whether it is a game, which counts as a work.
    pub is_game: bool,
}

/// A currency.
#[derive(Debug, Clone)]
pub struct Currency {
    /// ISO 4217.
    pub code: &'static str,
    /// Its names.
    pub names: Vec<&'static str>,
    /// Its signs.
    pub signs: Vec<&'static str>,
    /// Its subunits with what each is worth.
    pub minor: Vec<(&'static str, &'static str)>,
}

/// A unit of measurement.
#[derive(Debug, Clone)]
pub struct Unit {
    /// As written.
    pub surface: &'static str,
    /// The published symbol.
    pub unit: &'static str,
    /// What it measures: a word of `quantities.kind`.
    pub kind: &'static str,
}

/// What kind of title it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleKind {
    /// Held in an organisation: 局长.
    Office,
    /// 院士, 教授, 博士.
    Academic,
    /// 记者, 黑客.
    Occupation,
    /// 先生, 女士.
    Honorific,
}

/// A person's title.
#[derive(Debug, Clone)]
pub struct Title {
    /// As written.
    pub title: &'static str,
    /// What kind it is.
    pub kind: TitleKind,
}

/// A noun that names what is measured.
#[derive(Debug, Clone)]
pub struct Metric {
    /// As written.
    pub metric: &'static str,
    /// The canonical metric.
    pub key: &'static str,
    /// A word of `facts.measure`.
    pub measure: &'static str,
}

/// All tables.
pub struct Tables {
    pub places: Vec<Place>,
    place_ambiguous: Vec<&'static str>,
    pub organisations: Vec<Organisation>,
    organisation_ambiguous: Vec<(&'static str, &'static str)>,
    /// Names that things no longer have, with the names that they have now.
    pub former_names: Vec<(&'static str, &'static str)>,
    /// Abbreviations with the terms that they stand for.
    pub abbreviations: Vec<(&'static str, Vec<&'static str>)>,
    pub events: Vec<Event>,
    pub laws: Vec<Law>,
    pub persons: Vec<Person>,
    pub products: Vec<Product>,
    /// Surfaces that also mean other things, with the product that they can be.
    product_ambiguous: Vec<(&'static str, &'static str)>,
    pub suffixes: Vec<OrganisationSuffix>,
    pub currencies: Vec<Currency>,
    pub units: Vec<Unit>,
    classifiers: Vec<&'static str>,
    pub titles: Vec<Title>,
    pub metrics: Vec<Metric>,
    pub festivals: Vec<Festival>,
    pub eras: Vec<(&'static str, i32)>,
    /// Latin words of general use, in order.
    pub latin_words: Vec<&'static str>,
    /// Nouns that a figure can be about, in code point order.
    pub bearer_nouns: Vec<&'static str>,
    /// Compounds of such a noun and a measure, in code point order.
    pub metric_compounds: Vec<&'static str>,
    pub surnames: Vec<&'static str>,
    /// Given names in Latin letters, in code point order.
    pub given_names: Vec<&'static str>,
    pub transliteration: Vec<&'static str>,
}

/// Reads the general word list, with a person's own words. About 80,000 rows.
pub fn words(own: &OwnTables) -> Vec<WordRow> {
    let row = |r: &[&'static str]| WordRow { word: column(r, 0), frequency: column(r, 1).parse().unwrap_or(1), tag: TokenTag::parse(column(r, 2)) };
    rows(WORDS).map(|r| row(&r)).chain(extended("vocabulary.tsv", VOCABULARY, own).map(|r| row(&r))).collect()
}

/// Reads the other embedded tables, with a person's own. About 30,000 rows.
pub fn standard(own: &OwnTables) -> Tables {
    let extended = |file, table| extended(file, table, own);
    let mut surnames: Vec<(&str, u32)> = extended("surnames.tsv", SURNAMES).map(|r| (column(&r, 0), column(&r, 1).parse().unwrap_or(u32::MAX))).collect();
    surnames.sort_by_key(|(_, rank)| *rank);
    Tables {
        places: extended("places.tsv", PLACES).map(|r| place(&r)).collect(),
        place_ambiguous: extended("place_ambiguous.tsv", PLACE_AMBIGUOUS).map(|r| column(&r, 0)).collect(),
        organisations: extended("organisations.tsv", ORGANISATIONS)
            .map(|r| Organisation { name: column(&r, 0), aliases: list(column(&r, 1)).collect(), kind: OrganisationKind::parse(column(&r, 2)), country: column(&r, 3) })
            .collect(),
        organisation_ambiguous: extended("organisation_ambiguous.tsv", ORGANISATION_AMBIGUOUS).map(|r| (column(&r, 0), column(&r, 1))).collect(),
        former_names: extended("former_names.tsv", FORMER_NAMES).map(|r| (column(&r, 0), column(&r, 1))).collect(),
        abbreviations: extended("abbreviations.tsv", ABBREVIATIONS).map(|r| (column(&r, 0), list(column(&r, 1)).collect())).collect(),
        events: extended("events.tsv", EVENTS)
            .map(|r| Event { name: column(&r, 0), aliases: list(column(&r, 1)).collect(), recurs: !matches!(column(&r, 2), "war" | "programme") })
            .collect(),
        latin_words: extended("latin_words.tsv", LATIN_WORDS).map(|r| column(&r, 0)).collect(),
        bearer_nouns: extended("bearer_nouns.tsv", BEARER_NOUNS).map(|r| column(&r, 0)).collect(),
        metric_compounds: extended("metric_compounds.tsv", METRIC_COMPOUNDS).map(|r| column(&r, 0)).collect(),
        laws: extended("laws.tsv", LAWS).map(|r| Law { name: column(&r, 0), aliases: list(column(&r, 1)).collect(), country: column(&r, 2) }).collect(),
        persons: extended("persons.tsv", PERSONS).map(|r| Person { name: column(&r, 0), aliases: list(column(&r, 1)).collect() }).collect(),
        products: extended("products.tsv", PRODUCTS)
            .map(|r| Product {
                name: column(&r, 0),
                aliases: list(column(&r, 1)).collect(),
                maker: column(&r, 3),
                is_model: column(&r, 2) == "model",
                is_game: column(&r, 2) == "game",
            })
            .collect(),
        product_ambiguous: extended("product_ambiguous.tsv", PRODUCT_AMBIGUOUS).map(|r| (column(&r, 0), column(&r, 1))).collect(),
        suffixes: extended("organisation_suffixes.tsv", ORGANISATION_SUFFIXES)
            .map(|r| OrganisationSuffix {
                suffix: column(&r, 0),
                kind: OrganisationKind::parse(column(&r, 1)),
                strong: column(&r, 2) == "strong",
                is_brand: column(&r, 2) == "brand",
            })
            .collect(),
        currencies: rows(CURRENCIES)
            .map(|r| Currency {
                code: column(&r, 0),
                names: list(column(&r, 1)).collect(),
                signs: list(column(&r, 2)).collect(),
                minor: list(column(&r, 3)).map(|m| m.split_once('=').unwrap_or((m, "0.01"))).collect(),
            })
            .collect(),
        units: rows(UNITS).map(|r| Unit { surface: column(&r, 0), unit: column(&r, 1), kind: column(&r, 2) }).collect(),
        classifiers: lines(CLASSIFIERS).collect(),
        titles: extended("titles.tsv", TITLES)
            .map(|r| Title {
                title: column(&r, 0),
                kind: match column(&r, 1) {
                    "academic" => TitleKind::Academic,
                    "occupation" => TitleKind::Occupation,
                    "honorific" => TitleKind::Honorific,
                    _ => TitleKind::Office,
                },
            })
            .collect(),
        metrics: extended("metric_nouns.tsv", METRIC_NOUNS).map(|r| Metric { metric: column(&r, 0), key: column(&r, 1), measure: column(&r, 2) }).collect(),
        eras: rows(ERAS).filter_map(|r| Some((column(&r, 0), column(&r, 1).parse().ok()?))).collect(),
        festivals: rows(FESTIVALS).filter_map(|r| calendar::parse_festival(&r)).collect(),
        given_names: extended("given_names.tsv", GIVEN_NAMES).map(|r| column(&r, 0)).collect(),
        surnames: surnames.into_iter().map(|(s, _)| s).collect(),
        transliteration: lines(TRANSLITERATION).collect(),
    }
}

fn place(row: &[&'static str]) -> Place {
    Place {
        key: column(row, 0),
        name: column(row, 1),
        aliases: list(column(row, 2)).collect(),
        level: match column(row, 3) {
            "country" => PlaceLevel::Country,
            "province" => PlaceLevel::Province,
            "prefecture" => PlaceLevel::Prefecture,
            "county" => PlaceLevel::County,
            "city" => PlaceLevel::City,
            "zone" => PlaceLevel::Zone,
            "bloc" => PlaceLevel::Bloc,
            _ => PlaceLevel::Region,
        },
        is_location: column(row, 4) == "LOC",
        parent: Some(column(row, 5)).filter(|p| !p.is_empty()),
    }
}

impl Tables {
    /// Every surface with a sense, of all tables.
    pub fn senses(&self) -> Vec<(&'static str, Sense)> {
        let mut senses: Vec<(&'static str, Sense)> = Vec::with_capacity(16_000);
        let row = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        for (i, place) in self.places.iter().enumerate() {
            for surface in std::iter::once(place.name).chain(place.aliases.iter().copied()) {
                let ambiguous = self.place_ambiguous.binary_search(&surface).is_ok();
                senses.push((surface, if ambiguous { Sense::AmbiguousPlace(row(i)) } else { Sense::Place(row(i)) }));
            }
        }
        for (i, organisation) in self.organisations.iter().enumerate() {
            for surface in std::iter::once(organisation.name).chain(organisation.aliases.iter().copied()) {
                senses.push((surface, Sense::Organisation(row(i))));
            }
        }
        for (surface, name) in &self.organisation_ambiguous {
            if let Some(i) = self.organisations.iter().position(|o| o.name == *name) {
                senses.push((surface, Sense::AmbiguousOrganisation(row(i))));
            }
        }
        for (i, event) in self.events.iter().enumerate() {
            senses.extend(std::iter::once(event.name).chain(event.aliases.iter().copied()).map(|name| (name, Sense::Event(row(i)))));
        }
        for (i, law) in self.laws.iter().enumerate() {
            senses.extend(std::iter::once(law.name).chain(law.aliases.iter().copied()).map(|name| (name, Sense::Law(row(i)))));
        }
        for (i, person) in self.persons.iter().enumerate() {
            senses.extend(std::iter::once(person.name).chain(person.aliases.iter().copied()).map(|name| (name, Sense::Person(row(i)))));
            // 埃隆马斯克, 埃隆-马斯克: the point between the parts is left out, or a hyphen. Leaked, as tables live as long as the process.
            for alias in person.aliases.iter().filter(|alias| alias.contains('·')) {
                senses.extend(["", "-"].map(|mark| (&*alias.replace('·', mark).leak(), Sense::Person(row(i)))));
            }
        }
        // Cuba勒索软件 and Alien银行木马 only tell rows apart: in a text the name is Cuba, and the kind no part of it.
        let apart = |surface: &str, name: &str| surface.is_ascii() && name.strip_prefix(surface).is_some_and(|kind| kind.starts_with(|c: char| is_han(c) || c == '('));
        let told_apart: Vec<&str> = self.product_ambiguous.iter().filter(|(surface, name)| apart(surface, name)).map(|(_, name)| *name).collect();
        for (i, product) in self.products.iter().enumerate() {
            let name = std::iter::once(product.name).filter(|name| !told_apart.contains(name));
            for surface in name.chain(product.aliases.iter().copied()) {
                let ambiguous = self.product_ambiguous.binary_search_by_key(&surface, |(s, _)| s).is_ok();
                senses.push((surface, if ambiguous { Sense::AmbiguousProduct(row(i)) } else { Sense::Product(row(i)) }));
            }
        }
        for (surface, name) in &self.product_ambiguous {
            if let Ok(i) = self.products.binary_search_by_key(name, |p| p.name)
                && self.products[i].name != *surface
                && !self.products[i].aliases.contains(surface)
            {
                senses.push((surface, Sense::AmbiguousProduct(row(i))));
            }
        }
        senses.extend(self.suffixes.iter().enumerate().map(|(i, s)| (s.suffix, Sense::OrganisationSuffix(row(i)))));
        for (i, currency) in self.currencies.iter().enumerate() {
            senses.extend(currency.names.iter().map(|name| (*name, Sense::Currency(row(i)))));
        }
        senses.extend(self.units.iter().enumerate().map(|(i, u)| (u.surface, Sense::Unit(row(i)))));
        senses.extend(self.classifiers.iter().map(|c| (*c, Sense::Classifier)));
        senses.extend(self.titles.iter().enumerate().map(|(i, t)| (t.title, Sense::Title(row(i)))));
        senses.extend(self.metrics.iter().enumerate().map(|(i, m)| (m.metric, Sense::Metric(row(i)))));
        for (i, festival) in self.festivals.iter().enumerate() {
            senses.extend(std::iter::once(festival.name).chain(festival.aliases.iter().copied()).map(|name| (name, Sense::Festival(row(i)))));
        }
        senses
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_clean() {
        for (file, table) in TEXTS {
            let header: String = table.lines().take_while(|l| l.starts_with('#')).collect();
            assert!(header.to_lowercase().contains("source") && header.contains("2026"), "{file}: the header names no source or date");
            let columns = rows(table).map(|r| r.len()).max().unwrap_or(0);
            assert!(columns > 0, "{file} is empty");
            for line in lines(table) {
                assert!(line.split('\t').all(|c| c.trim() == c), "{file}: stray blank in {line:?}");
            }
            let firsts: Vec<&str> = rows(table).map(|r| r[0]).collect();
            if *file != "festivals.tsv" {
                assert!(firsts.windows(2).all(|w| w[0] < w[1]), "{file}: not sorted or not unique");
            }
        }
    }

    #[test]
    fn embedded_tables_have_the_form_asked_of_ones_own() {
        let mut held = 0;
        for (file, table) in TEXTS {
            match OwnTables::default().add(std::path::Path::new(file), (*table).to_owned()) {
                Ok(()) => held += 1,
                Err(e) => assert!(e.expected.starts_with("the name of a table"), "{e}"),
            }
        }
        assert!(held >= 15, "only {held} tables have a form");
    }

    #[test]
    fn every_former_name_is_a_name_of_what_it_named() {
        let tables = standard(&OwnTables::default());
        for (former, now) in &tables.former_names {
            let names = |name: &str, aliases: &[&str]| name == *now && aliases.contains(former);
            let known = tables.organisations.iter().any(|o| names(o.name, &o.aliases)) || tables.products.iter().any(|p| names(p.name, &p.aliases));
            assert!(known, "{former} is no other name of {now}");
        }
    }

    #[test]
    fn every_parent_exists() {
        let tables = standard(&OwnTables::default());
        let keys: std::collections::HashSet<&str> = tables.places.iter().map(|p| p.key).collect();
        assert!(tables.places.iter().filter_map(|p| p.parent).all(|p| keys.contains(p)));
    }
}
