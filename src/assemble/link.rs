//! Decides what a named thing is called, and which things are the same.
//!
//! An *entity id* is `TYPE:key`, computed from one article and the lexicon: the lexicon's key where it knows the thing, else the
//! fullest name in the article; a person adds the organisation that the article names for it, else the article's id, so that
//! two 张伟 in two articles stay two. Linking across articles never rewrites an id; it says `merged_into`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::EntityNameKind;
use super::position::PositionClaim;
use crate::extract::entity::is_generic_title;
use crate::extract::{Context, EntityRef, EntityType};
use crate::lexicon::{Law, Lexicon, Person, PlaceLevel, Product, Sense};
use crate::text::{is_han, is_latin, squash};

/// The id of an entity.
pub type EntityId = String;

/// The id of what a mention names.
#[must_use]
pub fn entity_id(cx: &Context<'_>, entity: &EntityRef, positions: &[PositionClaim]) -> EntityId {
    let key = match entity.sense {
        Some(Sense::Place(row)) => cx.lexicon.place(row).key.to_owned(),
        Some(Sense::Organisation(row)) => cx.lexicon.organisation(row).name.to_owned(),
        Some(Sense::Event(row)) => cx.lexicon.event(row).name.to_owned(),
        // 韩国《个人信息保护法》 has the name of China's, and 美国反垄断法 no marks.
        Some(Sense::LawOf(place)) => format!("《{}》@{}", name_key(entity.name.trim_matches(['《', '》'])), cx.lexicon.place(place).key),
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
    /// What it is said to be a part of, with the number of articles that say so.
    pub wholes: BTreeMap<EntityId, u32>,
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
    /// What the article says it to be a part of.
    pub wholes: BTreeSet<EntityId>,
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
        for whole in &uses.wholes {
            *summary.wholes.entry(whole.clone()).or_default() += 1;
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
    /// with and without 公司, a body with the country before it that the lexicon knows it is of, a product in other letters or
    /// behind the name of its maker, a park with its place before or behind it.
    #[must_use]
    pub fn merges(&self) -> BTreeMap<EntityId, (EntityId, &'static str)> {
        let lexicon = Lexicon::standard();
        let mut merges = BTreeMap::new();
        let products: BTreeMap<String, &EntityId> =
            self.entities.iter().filter(|(id, summary)| known_product(lexicon, id, summary).is_some()).filter_map(|(id, _)| Some((folded_product(id)?, id))).collect();
        for (id, summary) in &self.entities {
            let Some((kind, key)) = id.split_once(':') else { continue };
            let found = match kind {
                "ORG" => organisation_of(lexicon, key, &self.entities),
                "PRODUCT" if known_product(lexicon, id, summary).is_none() => folded_product(id)
                    .and_then(|folded| products.get(&folded))
                    .map(|target| ((*target).clone(), "link.product_letters"))
                    .or_else(|| summary.names.keys().find_map(|name| product_of(lexicon, name, &products))),
                "FAC" => self.park_of(key),
                _ => None,
            };
            if let Some((target, rule)) = found.filter(|(target, _)| target != id && self.entities.contains_key(target)) {
                merges.insert(id.clone(), (target, rule));
            }
        }
        merges
    }

    /// The park that a park with its place in brackets is: 国家网络安全产业园区（成渝） is …（成渝地区） and 成渝国家网络安全产业园区, whichever the
    /// articles use most; 国家网络安全产业园区（通州园） is the 通州园 that they say to be a part of such a park.
    fn park_of(&self, key: &str) -> Option<(EntityId, &'static str)> {
        let mentions = |id: &str| self.entities.get(id).map_or(0, |summary| summary.mentions);
        let own = format!("FAC:{key}");
        let (name, place) = key.split_once('（').and_then(|(name, rest)| Some((name, rest.strip_suffix('）')?))).or_else(|| {
            // 成渝国家网络安全产业园区: the place before the name.
            let at = key.find("国家").filter(|at| *at > 0)?;
            Some((&key[at..], &key[..at]))
        })?;
        if place.ends_with('园') {
            let part = format!("FAC:{place}");
            let within = self.entities.get(&part)?.wholes.keys().any(|whole| whole.strip_prefix("FAC:").is_some_and(|whole| whole.contains(name)));
            return within.then_some((part, "link.park_part"));
        }
        let place = ["地区", "市", "省"].iter().find_map(|end| place.strip_suffix(end)).unwrap_or(place);
        let forms = ["", "地区", "市", "省"].map(|end| format!("FAC:{name}（{place}{end}）"));
        let target = forms.into_iter().chain([format!("FAC:{place}{name}")]).max_by_key(|id| mentions(id))?;
        (target != own && mentions(&target) > 0).then_some((target, "link.park_place"))
    }

    /// What each entity is said to be a part of, where articles say so: by most of them, and of the later name of what was merged.
    #[must_use]
    pub fn wholes(&self, merges: &BTreeMap<EntityId, (EntityId, &'static str)>) -> BTreeMap<EntityId, EntityId> {
        let last = |id: &EntityId| merges.get(id).map_or_else(|| id.clone(), |(target, _)| target.clone());
        let mut counts: BTreeMap<EntityId, BTreeMap<EntityId, u32>> = BTreeMap::new();
        for (id, summary) in &self.entities {
            for (whole, articles) in &summary.wholes {
                let (part, whole) = (last(id), last(whole));
                if part != whole {
                    *counts.entry(part).or_default().entry(whole).or_default() += articles;
                }
            }
        }
        let count = |part: &EntityId, whole: &EntityId| counts.get(part).and_then(|wholes| wholes.get(whole)).copied().unwrap_or(0);
        let mut wholes = BTreeMap::new();
        for (part, said) in &counts {
            // Two that are each said to be a part of the other: what more articles say, else neither.
            let whole = said.iter().filter(|(whole, n)| **n > count(whole, part)).rev().max_by_key(|(_, n)| **n);
            wholes.extend(whole.map(|(whole, _)| (part.clone(), whole.clone())));
        }
        wholes
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
    let folded = fold(key);
    (folded.chars().count() >= 4).then_some(folded)
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// The product of the table that a name gives which holds that product's name: as it stands, or behind its maker's (Oracle MySQL).
fn product_of(lexicon: &Lexicon, name: &str, products: &BTreeMap<String, &EntityId>) -> Option<(EntityId, &'static str)> {
    let product = |name: &str| {
        lexicon.senses(name).iter().find_map(|s| match s {
            Sense::Product(row) | Sense::AmbiguousProduct(row) => Some(lexicon.product(*row)).filter(|product| !is_kind_of(name, product)),
            _ => None,
        })
    };
    if let Some(product) = product(name).filter(|_| lexicon.senses(name).iter().any(|s| matches!(s, Sense::Product(_)))) {
        return Some((product_id(product.name), "link.lexicon_name"));
    }
    name.char_indices().skip(2).find_map(|(at, _)| {
        let (maker, rest) = name.split_at(at);
        let rest = rest.trim_start();
        // 小米SU7, Windows Server: a name is cut between words only.
        let cut = rest.len() < name.len() - at || !(maker.ends_with(is_latin) && rest.starts_with(is_latin));
        let made = |product: &str| {
            lexicon.senses(maker.trim_end()).iter().any(|s| matches!(s, Sense::Organisation(row) | Sense::AmbiguousOrganisation(row) if lexicon.organisation(*row).name == product))
        };
        let known = product(rest).or_else(|| folded_product(&product_id(rest)).and_then(|folded| product(products.get(&folded)?.strip_prefix("PRODUCT:")?)));
        known.filter(|known| cut && !known.maker.is_empty() && made(known.maker)).map(|known| (product_id(known.name), "link.product_maker"))
    })
}

/// Whether a name of the table is that of one kind of a product, which is a product of its own: iPhone 15 Pro and Llama 3.1 say more
/// than iPhone 15 and Llama 3, a number or a word behind the name.
fn is_kind_of(name: &str, product: &Product) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let longer = |short: &str| fold(name).strip_prefix(&fold(short)).is_some_and(|more| !more.is_empty());
    digits(name) != digits(product.name) || std::iter::once(&product.name).chain(&product.aliases).any(|short| longer(short))
}

fn product_id(name: &str) -> EntityId {
    format!("PRODUCT:{}", name_key(name))
}

/// The product of the table that an id is of, by its key or by a name that it has in the articles: the key of Google Play has no blank.
fn known_product<'a>(lexicon: &'a Lexicon, id: &str, summary: &EntitySummary) -> Option<&'a Product> {
    let key = id.strip_prefix("PRODUCT:")?;
    std::iter::once(key).chain(summary.names.keys().map(String::as_str)).flat_map(|name| lexicon.senses(name)).find_map(|s| match s {
        Sense::Product(row) | Sense::AmbiguousProduct(row) => Some(lexicon.product(*row)).filter(|product| name_key(product.name) == key),
        _ => None,
    })
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

/// What the lexicon says of an entity, by its id and its names in the articles.
#[must_use]
pub fn known(id: &str, summary: &EntitySummary) -> Known {
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
            Known { name: Some(without_mark(organisation.name).to_owned()), country, ..Known::default() }
        }
        "PRODUCT" => Known { name: known_product(lexicon, id, summary).map(|product| product.name.to_owned()), ..Known::default() },
        "PERSON" | "WORK" => {
            let name = lexicon.senses(key.trim_matches(['《', '》'])).iter().find_map(|s| match s {
                Sense::Person(row) => Some(full_person_name(lexicon.person(*row))),
                Sense::Law(row) => Some(format!("《{}》", chinese_title(lexicon.law(*row)))),
                _ => None,
            });
            // 《个人信息保护法》@iso3166:KR.
            let country = key.split_once("》@iso3166:").map(|(_, code)| code.to_owned());
            Known { name, country, ..Known::default() }
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

/// The name without the word in brackets that only tells rows of the table apart: 极客公园(媒体), ABC(澳大利亚). A campus is a part of its
/// university's name, which the table writes in the same way.
fn without_mark(name: &str) -> &str {
    let open = name.find('(').filter(|_| name.ends_with(')'));
    match open {
        Some(open) if name[open + 1..name.len() - 1].chars().all(is_han) && !name[..open].ends_with("大学") => &name[..open],
        _ => name,
    }
}

/// A person's name with the given name, where the table goes by the family name: 埃隆·马斯克 for 马斯克.
fn full_person_name(person: &Person) -> String {
    let full = person.aliases.iter().find(|alias| alias.strip_suffix(person.name).is_some_and(|given| given.ends_with('·')));
    (*full.unwrap_or(&person.name)).to_owned()
}

/// A law's title in Chinese, where the table goes by its abbreviation: 通用数据保护条例 for GDPR.
fn chinese_title(law: &Law) -> &'static str {
    let chinese = |name: &&&str| name.chars().all(is_han);
    if law.name.chars().any(is_han) { law.name } else { law.aliases.iter().find(chinese).copied().unwrap_or(law.name) }
}

/// How a surface names its entity, given the entity's canonical name.
#[must_use]
pub fn name_kind(surface: &str, canonical: &str) -> EntityNameKind {
    if surface == canonical {
        EntityNameKind::Canonical
    } else if Lexicon::standard().is_former_name(surface, canonical) {
        EntityNameKind::Former
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

    /// A registry in which each entity has a name like its key.
    fn registry(ids: &[&str]) -> EntityRegistry {
        let mut registry = EntityRegistry::default();
        for id in ids {
            let name = id.split_once(':').unwrap().1.to_owned();
            registry.add(id, &EntityUse { names: BTreeMap::from([(name, 1)]), ..EntityUse::default() }, None);
        }
        registry
    }

    /// An article's use of an entity that it says to be a part of another.
    fn part_of(whole: &str) -> EntityUse {
        EntityUse { wholes: BTreeSet::from([whole.to_owned()]), ..EntityUse::default() }
    }

    #[test]
    fn a_part_belongs_to_what_most_articles_say() {
        let (park, other, part) = ("FAC:国家网络安全产业园区（北京）", "FAC:中关村", "FAC:通州园");
        let mut registry = registry(&[park, other, part, "FAC:国家网络安全产业园区（通州园）", "ORG:谷歌甲", "ORG:谷歌乙"]);
        for (id, whole) in [(part, park), (part, park), (part, other), ("ORG:谷歌甲", "ORG:谷歌乙"), ("ORG:谷歌乙", "ORG:谷歌甲")] {
            registry.add(id, &part_of(whole), None);
        }
        let merges = registry.merges();
        assert_eq!(merges.get("FAC:国家网络安全产业园区（通州园）"), Some(&(part.to_owned(), "link.park_part")));
        assert_eq!(registry.wholes(&merges), BTreeMap::from([(part.to_owned(), park.to_owned())]));
    }

    #[test]
    fn names_of_the_lexicon_are_those_that_people_write() {
        let table: &[(&str, &str, &str)] = &[
            ("PRODUCT:GooglePlay", "Google Play商店", "Google Play"),
            ("PERSON:马斯克", "马斯克", "埃隆·马斯克"),
            ("WORK:《GDPR》", "GDPR", "《通用数据保护条例》"),
            ("ORG:极客公园(媒体)", "极客公园", "极客公园"),
            ("ORG:中国石油大学(北京)", "中国石油大学（北京）", "中国石油大学(北京)"),
        ];
        for (id, surface, name) in table {
            let summary = EntitySummary { names: BTreeMap::from([((*surface).to_owned(), (1, 1))]), ..EntitySummary::default() };
            assert_eq!(known(id, &summary).name.as_deref(), Some(*name), "{id}");
        }
        assert_eq!(name_kind("推特", "X Corp."), EntityNameKind::Former);
        assert_eq!(known("WORK:《个人信息保护法》@iso3166:KR", &EntitySummary::default()).country.as_deref(), Some("KR"));
    }

    #[test]
    fn only_what_the_names_say_is_merged() {
        let table: &[(&[&str], Option<(&str, &str)>)] = &[
            (&["ORG:Approv公司", "ORG:Approv"], Some(("ORG:Approv", "link.company_word"))),
            (&["ORG:中国工信部", "ORG:中华人民共和国工业和信息化部"], Some(("ORG:中华人民共和国工业和信息化部", "link.country_prefix"))),
            (&["PRODUCT:Wannacry", "PRODUCT:WannaCry"], Some(("PRODUCT:WannaCry", "link.product_letters"))),
            (&["PRODUCT:Oracle MySQL", "PRODUCT:MySQL"], Some(("PRODUCT:MySQL", "link.product_maker"))),
            (&["PRODUCT:谷歌Tensor Flow", "PRODUCT:TensorFlow"], Some(("PRODUCT:TensorFlow", "link.product_maker"))),
            (&["PRODUCT:Oracle Chrome", "PRODUCT:Chrome"], None),
            (&["PRODUCT:Office 365", "PRODUCT:Microsoft365"], Some(("PRODUCT:Microsoft365", "link.lexicon_name"))),
            (&["PRODUCT:iPhone 15 Pro", "PRODUCT:iPhone15"], None),
            (&["PRODUCT:Llama 3.1", "PRODUCT:Llama3"], None),
            (&["PRODUCT:任天堂Switch 2", "PRODUCT:NintendoSwitch"], None),
            (
                &["FAC:国家网络安全产业园区（成渝）", "FAC:国家网络安全产业园区（成渝地区）", "FAC:国家网络安全产业园区（成渝地区）"],
                Some(("FAC:国家网络安全产业园区（成渝地区）", "link.park_place")),
            ),
            (
                &["FAC:成渝国家网络安全产业园区", "FAC:国家网络安全产业园区（成渝地区）", "FAC:国家网络安全产业园区（成渝地区）"],
                Some(("FAC:国家网络安全产业园区（成渝地区）", "link.park_place")),
            ),
            (&["FAC:国家网络安全产业园区（长沙）", "FAC:国家网络安全产业园区（成渝地区）"], None),
            (&["FAC:国家网络安全产业园区（通州园）", "FAC:通州园"], None),
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
