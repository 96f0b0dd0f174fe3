//! Decides what a named thing is called, and which things are the same.
//!
//! An *entity id* is `TYPE:key`, computed from one article and the lexicon: the lexicon's key where it knows the thing, else the
//! fullest name in the article; a person adds the organisation that the article names for it, else the article's id, so that
//! two 张伟 in two articles stay two. Linking across articles never rewrites an id; it says `merged_into`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::EntityNameKind;
use super::position::PositionClaim;
use crate::extract::entity::is_generic_title;
use crate::extract::{Context, EntityRef, EntityType};
use crate::lexicon::{Lexicon, PlaceLevel, Sense};
use crate::text::{is_han, squash};

/// The id of an entity.
pub type EntityId = String;

/// The id of what a mention names.
#[must_use]
pub fn entity_id(cx: &Context<'_>, entity: &EntityRef, positions: &[PositionClaim]) -> EntityId {
    let key = match entity.sense {
        Some(Sense::Place(row)) => cx.lexicon.place(row).key.to_owned(),
        Some(Sense::Organisation(row)) => cx.lexicon.organisation(row).name.to_owned(),
        Some(Sense::Event(row)) => cx.lexicon.event(row).name.to_owned(),
        Some(Sense::Law(row)) => format!("《{}》", cx.lexicon.law(row).name),
        Some(Sense::Person(row)) => cx.lexicon.person(row).name.to_owned(),
        _ if entity.entity_type == EntityType::Person => person_key(cx, &entity.name, positions),
        _ if matches!(entity.entity_type, EntityType::Gpe | EntityType::Loc) => format!("{}@{}", squash(&entity.name), cx.article.article_id),
        // 《办法》 that no article defines is some document's: of this article.
        _ if entity.entity_type == EntityType::Work && is_generic_title(&entity.name) => format!("{}@{}", name_key(&entity.name), cx.article.article_id),
        _ => name_key(&entity.name),
    };
    format!("{}:{key}", entity.entity_type)
}

/// A name as a key: without blanks, full-width brackets.
fn name_key(name: &str) -> String {
    squash(name).replace('(', "（").replace(')', "）")
}

/// People whom everybody knows by their office, which the text names with them: no organisation is needed to tell them apart.
fn person_key(cx: &Context<'_>, name: &str, positions: &[PositionClaim]) -> String {
    let org = positions.iter().filter(|p| p.person_name == name).find_map(|p| p.org.as_deref());
    let anchor = org.map(|org| {
        // The lexicon's name of the organisation, so that 工信部 and 工业和信息化部 give one person.
        cx.lexicon
            .senses(org)
            .iter()
            .find_map(|s| match s {
                Sense::Organisation(row) => Some(cx.lexicon.organisation(*row).name.to_owned()),
                Sense::Place(row) => Some(cx.lexicon.place(*row).name.to_owned()),
                _ => None,
            })
            .unwrap_or_else(|| name_key(org))
    });
    let national = positions.iter().any(|p| p.person_name == name && p.org.is_none() && cx.text().slice(p.position) == "总书记");
    let anchor = if national { "中国共产党".to_owned() } else { anchor.unwrap_or_else(|| cx.article.article_id.clone()) };
    format!("{}@{anchor}", squash(name))
}

/// What the registry keeps of an entity across articles: counts, names and days, no text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EntitySummary {
    /// Mentions.
    pub mentions: u32,
    /// Documents.
    pub documents: u32,
    /// Surfaces with their mentions and documents.
    pub names: BTreeMap<String, (u32, u32)>,
    /// The first publication day.
    pub first: Option<NaiveDate>,
    /// The last one.
    pub last: Option<NaiveDate>,
}

/// One article's share of an entity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EntityUse {
    /// Its surfaces with their counts.
    pub names: BTreeMap<String, u32>,
}

/// All entities of the dataset so far, by id.
#[derive(Debug, Clone, Default)]
pub struct EntityRegistry {
    entities: BTreeMap<EntityId, EntitySummary>,
}

impl EntityRegistry {
    /// Adds what one article says of an entity.
    pub fn add(&mut self, id: &str, uses: &EntityUse, published: Option<NaiveDate>) {
        if !self.entities.contains_key(id) {
            self.entities.insert(id.to_owned(), EntitySummary::default());
        }
        let Some(summary) = self.entities.get_mut(id) else { return };
        summary.documents += 1;
        for (name, count) in &uses.names {
            summary.mentions += count;
            let entry = summary.names.entry(name.clone()).or_default();
            entry.0 += count;
            entry.1 += 1;
        }
        if let Some(day) = published {
            summary.first = Some(summary.first.map_or(day, |d| d.min(day)));
            summary.last = Some(summary.last.map_or(day, |d| d.max(day)));
        }
    }

    /// The entities in order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&EntityId, &EntitySummary)> {
        self.entities.iter()
    }

    /// The number of entities.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The entities that turned out to be others: id, the id it is merged into, the rule.
    ///
    /// Wrong merges are worse than missed ones, so only what the names themselves say is merged: a name of the lexicon, a company
    /// with and without 公司, a body with the country before it that the lexicon knows it is of, a product in other letters.
    #[must_use]
    pub fn merges(&self) -> BTreeMap<EntityId, (EntityId, &'static str)> {
        let lexicon = Lexicon::standard();
        let mut merges = BTreeMap::new();
        let products: BTreeMap<String, &EntityId> = self.entities.keys().filter_map(|id| Some((folded_product(id)?, id))).filter(|(_, id)| is_known_product(lexicon, id)).collect();
        for id in self.entities.keys() {
            let Some((kind, key)) = id.split_once(':') else { continue };
            let found = match kind {
                "ORG" => organisation_of(lexicon, key, &self.entities),
                "PRODUCT" if !is_known_product(lexicon, id) => {
                    folded_product(id).and_then(|folded| products.get(&folded)).map(|target| ((*target).clone(), "link.product_letters"))
                }
                _ => None,
            };
            if let Some((target, rule)) = found.filter(|(target, _)| target != id && self.entities.contains_key(target)) {
                merges.insert(id.clone(), (target, rule));
            }
        }
        merges
    }
}

/// The organisation that another name names, with the rule that says so.
fn organisation_of(lexicon: &Lexicon, key: &str, entities: &BTreeMap<EntityId, EntitySummary>) -> Option<(EntityId, &'static str)> {
    let known = |name: &str| {
        lexicon.senses(name).iter().find_map(|s| match s {
            Sense::Organisation(row) => Some(lexicon.organisation(*row)),
            _ => None,
        })
    };
    if let Some(organisation) = known(key) {
        return (organisation.name != key).then(|| (format!("ORG:{}", organisation.name), "link.lexicon_name"));
    }
    // 中国国家互联网信息办公室, but not 日本司法部: the lexicon must know it as a body of that country.
    let country = |name: &str| lexicon.place_by_name(name).and_then(|place| place.key.strip_prefix("iso3166:"));
    let prefixed = key.char_indices().skip(2).take(4).find_map(|(at, _)| {
        let (head, rest) = key.split_at(at);
        let organisation = known(rest)?;
        (country(head)? == organisation.country).then(|| (format!("ORG:{}", organisation.name), "link.country_prefix"))
    });
    if prefixed.is_some() {
        return prefixed;
    }
    // Zservers公司 is Zservers; in Chinese the word may be all that tells the company from the thing.
    let bare = ["公司", "集团"].iter().find_map(|word| key.strip_suffix(word)).filter(|bare| bare.len() >= 3 && bare.is_ascii())?;
    let target = known(bare).map_or_else(|| format!("ORG:{bare}"), |organisation| format!("ORG:{}", organisation.name));
    entities.contains_key(&target).then_some((target, "link.company_word"))
}

/// A product's id in small letters without blanks and hyphens: WannaCry and Wannacry are one.
fn folded_product(id: &str) -> Option<String> {
    let key = id.strip_prefix("PRODUCT:")?;
    let folded: String = key.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect();
    (folded.chars().count() >= 4).then_some(folded)
}

fn is_known_product(lexicon: &Lexicon, id: &str) -> bool {
    let key = id.strip_prefix("PRODUCT:").unwrap_or(id);
    lexicon.senses(key).iter().any(|s| matches!(s, Sense::Product(row) if lexicon.product(*row).name == key))
}

/// What the lexicon says of an entity by its id.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    /// The canonical name.
    pub name: Option<String>,
    /// The id of what it is a part of.
    pub parent: Option<EntityId>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// GB/T 2260 code of the province.
    pub province: Option<String>,
    /// Codes: scheme, code, source.
    pub codes: Vec<(&'static str, String, &'static str)>,
}

/// What the lexicon says of an entity.
#[must_use]
pub fn known(id: &str) -> Known {
    let lexicon = Lexicon::standard();
    let Some((kind, key)) = id.split_once(':') else { return Known::default() };
    match kind {
        "GPE" | "LOC" => {
            let Some(place) = lexicon.place_by_key(key) else { return Known::default() };
            let (mut country, mut province) = (None, None);
            let mut codes = Vec::new();
            if let Some((scheme, code)) = key.split_once(':') {
                match scheme {
                    "gb2260" => codes.push(("gb2260", code.to_owned(), "places.tsv")),
                    "iso3166" => codes.push(("iso3166", code.to_owned(), "places.tsv")),
                    _ => {}
                }
            }
            let mut here = Some(place);
            while let Some(p) = here {
                match (p.level, p.key.split_once(':')) {
                    (PlaceLevel::Country, Some((_, code))) => country = Some(code.to_owned()),
                    (PlaceLevel::Province, Some((_, code))) => province = Some(code.to_owned()),
                    _ => {}
                }
                here = p.parent.and_then(|k| lexicon.place_by_key(k));
            }
            let parent = place.parent.and_then(|k| lexicon.place_by_key(k)).map(|p| format!("{}:{}", if p.is_location { "LOC" } else { "GPE" }, p.key));
            Known { name: Some(place.name.to_owned()), parent, country, province, codes }
        }
        "ORG" => {
            let row = lexicon.senses(key).iter().find_map(|s| match s {
                Sense::Organisation(row) => Some(*row),
                _ => None,
            });
            let Some(row) = row else { return Known::default() };
            let organisation = lexicon.organisation(row);
            let country = Some(organisation.country.to_owned()).filter(|c| c.len() == 2 && c != "ZZ" && c != "EU");
            Known { name: Some(organisation.name.to_owned()), country, ..Known::default() }
        }
        "PERSON" | "WORK" | "PRODUCT" => {
            let known = lexicon.senses(key.trim_matches(['《', '》'])).iter().any(|s| matches!(s, Sense::Person(_) | Sense::Law(_) | Sense::Product(_)));
            Known { name: known.then(|| key.to_owned()), ..Known::default() }
        }
        "VULN" => {
            let scheme = if key.starts_with("CVE") {
                "cve"
            } else if key.starts_with("CNVD") {
                "cnvd"
            } else if key.starts_with("CNNVD") {
                "cnnvd"
            } else {
                return Known::default();
            };
            Known { name: Some(key.to_owned()), codes: vec![(scheme, key.to_owned(), "text")], ..Known::default() }
        }
        _ => Known::default(),
    }
}

/// How a surface names its entity, given the entity's canonical name.
#[must_use]
pub fn name_kind(surface: &str, canonical: &str) -> EntityNameKind {
    if surface == canonical {
        EntityNameKind::Canonical
    } else if !surface.chars().any(is_han) {
        EntityNameKind::Latin
    } else if squash(surface) == squash(canonical) || surface.chars().count() > canonical.chars().count() {
        EntityNameKind::Full
    } else {
        EntityNameKind::Short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry(ids: &[&str]) -> EntityRegistry {
        let mut registry = EntityRegistry::default();
        for id in ids {
            registry.add(id, &EntityUse::default(), None);
        }
        registry
    }

    #[test]
    fn only_what_the_names_say_is_merged() {
        let table: &[(&[&str], Option<(&str, &str)>)] = &[
            (&["ORG:Approv公司", "ORG:Approv"], Some(("ORG:Approv", "link.company_word"))),
            (&["ORG:中国工信部", "ORG:中华人民共和国工业和信息化部"], Some(("ORG:中华人民共和国工业和信息化部", "link.country_prefix"))),
            (&["PRODUCT:Wannacry", "PRODUCT:WannaCry"], Some(("PRODUCT:WannaCry", "link.product_letters"))),
            (&["ORG:日本工信部", "ORG:中华人民共和国工业和信息化部"], None),
            (&["ORG:长风公司", "ORG:长风"], None),
            (&["ORG:四川大学", "ORG:电子科技大学"], None),
        ];
        for (ids, expected) in table {
            let merges = registry(ids).merges();
            let got = merges.get(ids[0]).map(|(target, rule)| (target.as_str(), *rule));
            assert_eq!(got, *expected, "{ids:?}");
        }
    }
}
