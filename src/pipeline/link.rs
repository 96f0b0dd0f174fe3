//! Decides what linking adds: registries over all articles, and the columns and tables that they fill.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::article::{Article, Status};
use crate::assemble::duplicate::{self, Fingerprint};
use crate::assemble::link::{self, EntityRegistry};
use crate::assemble::{Measure, rules as claim_rules};
use crate::extract::{self, EntityType};
use crate::record::{ArticleRows, Day, Entity, EntityCode, EntityName, Metric, Rule, SourceRow};
use crate::validate::scrape::SourceStats;

/// What the first phase keeps of an article.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ArticleKey {
    /// Its document.
    pub doc_id: String,
    /// Its publication day.
    pub published: Option<NaiveDate>,
    /// When it was fetched.
    pub fetched: Option<DateTime<Utc>>,
    /// What it is compared with others by.
    pub fingerprint: Option<Fingerprint>,
}

impl ArticleKey {
    /// The key of an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let metadata = &article.metadata;
        Self { doc_id: article.doc_id.clone(), published: metadata.published_on, fetched: metadata.fetched_at, fingerprint: duplicate::fingerprint(article) }
    }
}

/// For each duplicate the first of its cluster, and the score.
#[must_use]
pub fn find_duplicates(keys: &[ArticleKey]) -> HashMap<String, (String, f64)> {
    let mut order: Vec<(&ArticleKey, &Fingerprint)> = keys.iter().filter_map(|k| Some((k, k.fingerprint.as_ref()?))).collect();
    // Articles without a day come behind those with one.
    let rank = |k: &ArticleKey| (k.published.is_none(), k.published, k.fetched.is_none(), k.fetched);
    order.sort_by(|(a, _), (b, _)| rank(a).cmp(&rank(b)).then_with(|| a.doc_id.cmp(&b.doc_id)));
    let found = duplicate::clusters(&order.iter().map(|(_, f)| *f).collect::<Vec<_>>());
    let doc_id = |n: usize| order[n].0.doc_id.clone();
    found.into_iter().enumerate().filter_map(|(i, f)| f.map(|(first, score)| (doc_id(i), (doc_id(first), (score * 1000.0).round() / 1000.0)))).collect()
}

/// Whether [`complete`] would change anything: of most articles it does not.
#[must_use]
pub fn concerns(rows: &ArticleRows, duplicates: &HashMap<String, (String, f64)>, merges: &BTreeMap<String, (String, &'static str)>) -> bool {
    let merged = |id: &Option<String>| id.as_ref().is_some_and(|id| merges.contains_key(id));
    rows.documents.iter().any(|d| duplicates.contains_key(&d.doc_id))
        || rows.facts.iter().any(|f| merged(&f.subject_entity_id) || merged(&f.place_entity_id) || merged(&f.attributed_entity_id))
        || rows.positions.iter().any(|r| merged(&r.org_entity_id))
        || rows.event_roles.iter().any(|r| merged(&r.entity_id))
        || rows.issuances.iter().any(|r| merged(&r.issuer_entity_id))
        || rows.milestones.iter().any(|r| merged(&r.subject_entity_id) || merged(&r.actor_entity_id))
}

/// Fills the columns of one article that depend on the others.
pub fn complete(rows: &mut ArticleRows, duplicates: &HashMap<String, (String, f64)>, merges: &BTreeMap<String, (String, &'static str)>) {
    let duplicate = rows.documents.first().and_then(|d| duplicates.get(&d.doc_id));
    if let (Some((first, score)), Some(document)) = (duplicate, rows.documents.first_mut()) {
        document.duplicate_of = Some(first.clone());
        document.duplicate_score = Some(*score);
    }
    let merge = |id: &mut Option<String>| {
        if let Some((target, _)) = id.as_ref().and_then(|id| merges.get(id)) {
            *id = Some(target.clone());
        }
    };
    for fact in &mut rows.facts {
        fact.is_duplicate = duplicate.is_some();
        merge(&mut fact.subject_entity_id);
        merge(&mut fact.place_entity_id);
        merge(&mut fact.attributed_entity_id);
    }
    for row in &mut rows.positions {
        merge(&mut row.org_entity_id);
    }
    for row in &mut rows.event_roles {
        merge(&mut row.entity_id);
    }
    for row in &mut rows.issuances {
        merge(&mut row.issuer_entity_id);
    }
    for row in &mut rows.milestones {
        merge(&mut row.subject_entity_id);
        merge(&mut row.actor_entity_id);
    }
}

/// What the second phase counts while rows pass.
#[derive(Debug, Default)]
pub struct Tallier {
    statuses: BTreeMap<String, u64>,
    notes: BTreeMap<String, u64>,
    rejects: BTreeMap<String, u64>,
    rules: BTreeMap<String, (u64, u64)>,
    metrics: BTreeMap<String, MetricUse>,
    sources: BTreeMap<String, SourceUse>,
}

#[derive(Debug)]
struct MetricUse {
    names: BTreeMap<String, u32>,
    units: BTreeMap<String, u32>,
    measures: BTreeMap<Measure, u32>,
    facts: u32,
    documents: u32,
    last_document: String,
    example: String,
}

#[derive(Debug, Default)]
struct SourceUse {
    sites: BTreeMap<String, u32>,
    statuses: BTreeMap<Status, u32>,
    first: Option<Day>,
    last: Option<Day>,
    body_chars: Vec<u32>,
}

fn small(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// The most frequent key; of several the first in order.
fn most<K: Clone>(counts: &BTreeMap<K, u32>) -> Option<K> {
    counts.iter().rev().max_by_key(|(_, n)| **n).map(|(k, _)| k.clone())
}

impl Tallier {
    /// Counts the rows of an article.
    pub fn add(&mut self, rows: &ArticleRows) {
        for document in &rows.documents {
            *self.statuses.entry(document.status.to_string()).or_default() += 1;
            let publisher = document.publisher.clone().or_else(|| document.site.clone()).unwrap_or_else(|| "(unknown)".to_owned());
            let source = self.sources.entry(publisher).or_default();
            if let Some(site) = &document.site {
                *source.sites.entry(site.clone()).or_default() += 1;
            }
            *source.statuses.entry(document.status).or_default() += 1;
            if let Some(day) = document.published_on {
                source.first = Some(source.first.map_or(day, |d| d.min(day)));
                source.last = Some(source.last.map_or(day, |d| d.max(day)));
            }
            if document.status == Status::Ok {
                source.body_chars.push(u32::try_from(document.char_count - document.body_start).unwrap_or(0));
            }
        }
        for note in &rows.notes {
            *self.notes.entry(note.code.clone()).or_default() += 1;
        }
        for reject in &rows.rejects {
            *self.rejects.entry(reject.table.clone()).or_default() += 1;
        }
        let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
        let rules = rows
            .mentions
            .iter()
            .map(|r| &r.rule)
            .chain(rows.times.iter().map(|r| &r.rule))
            .chain(rows.quantities.iter().map(|r| &r.rule))
            .chain(rows.facts.iter().map(|r| &r.rule))
            .chain(rows.positions.iter().map(|r| &r.rule))
            .chain(rows.events.iter().map(|r| &r.rule))
            .chain(rows.event_roles.iter().map(|r| &r.rule))
            .chain(rows.event_people.iter().map(|r| &r.rule))
            .chain(rows.issuances.iter().map(|r| &r.rule))
            .chain(rows.milestones.iter().map(|r| &r.rule))
            .chain(rows.aliases.iter().map(|r| &r.rule));
        rules.for_each(|rule| *seen.entry(rule).or_default() += 1);
        for (rule, n) in seen {
            let entry = self.rules.entry(rule.to_owned()).or_default();
            entry.0 += n;
            entry.1 += 1;
        }
        for fact in &rows.facts {
            let Some(key) = &fact.metric_key else { continue };
            let metric = self.metrics.entry(key.clone()).or_insert_with(|| MetricUse {
                names: BTreeMap::new(),
                units: BTreeMap::new(),
                measures: BTreeMap::new(),
                facts: 0,
                documents: 0,
                last_document: String::new(),
                example: fact.fact_id.clone(),
            });
            *metric.names.entry(fact.metric.clone().unwrap_or_else(|| key.clone())).or_default() += 1;
            *metric.units.entry(fact.unit.clone()).or_default() += 1;
            *metric.measures.entry(fact.measure).or_default() += 1;
            metric.facts += 1;
            if metric.last_document != fact.doc_id {
                metric.documents += 1;
                metric.last_document.clone_from(&fact.doc_id);
            }
        }
    }

    /// How each source's scrapes came out.
    #[must_use]
    pub fn source_stats(&self) -> BTreeMap<String, SourceStats> {
        let stats = |source: &SourceUse| {
            let mut lengths = source.body_chars.clone();
            lengths.sort_unstable();
            SourceStats {
                documents: source.statuses.values().map(|n| u64::from(*n)).sum(),
                median_body_chars: lengths.get(lengths.len() / 2).copied().unwrap_or(0),
                statuses: source.statuses.iter().map(|(status, n)| (status.to_string(), u64::from(*n))).collect(),
            }
        };
        self.sources.iter().map(|(name, source)| (name.clone(), stats(source))).collect()
    }

    /// The manifest's tallies.
    #[must_use]
    pub fn tallies(&self) -> crate::publish::Tallies {
        let rules = self.rules.iter().map(|(rule, (rows, _))| (rule.clone(), *rows)).collect();
        crate::publish::Tallies { statuses: self.statuses.clone(), notes: self.notes.clone(), rules, rejects: self.rejects.clone() }
    }

    /// The rows of `metrics`.
    #[must_use]
    pub fn metrics(&self) -> Vec<Metric> {
        self.metrics
            .iter()
            .filter_map(|(key, m)| {
                Some(Metric {
                    metric_key: key.clone(),
                    name: most(&m.names)?,
                    measure: most(&m.measures)?,
                    usual_unit: most(&m.units)?,
                    fact_count: small(m.facts),
                    document_count: small(m.documents),
                    example_fact_id: m.example.clone(),
                })
            })
            .collect()
    }

    /// The rows of `rules`: every rule there is, with what it did.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let mut rows: Vec<Rule> = extract::rules()
            .into_iter()
            .chain(claim_rules())
            .map(|rule| {
                let (rows, documents) = self.rules.get(rule.id).copied().unwrap_or_default();
                Rule {
                    rule: rule.id.to_owned(),
                    table: rule.table.to_owned(),
                    summary: rule.summary.to_owned(),
                    matches: rule.matches.to_owned(),
                    yields: rule.yields.to_owned(),
                    does_not_match: rule.does_not_match.to_owned(),
                    example: rule.example.to_owned(),
                    rows: i32::try_from(rows).unwrap_or(i32::MAX),
                    documents: i32::try_from(documents).unwrap_or(i32::MAX),
                    gold_rows: None,
                    gold_right: None,
                }
            })
            .collect();
        rows.sort_by(|a, b| a.rule.cmp(&b.rule));
        rows
    }

    /// The rows of `sources`.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceRow> {
        self.sources
            .iter()
            .map(|(publisher, s)| {
                let of = |status: Status| small(s.statuses.get(&status).copied().unwrap_or(0));
                let mut chars = s.body_chars.clone();
                chars.sort_unstable();
                SourceRow {
                    publisher: publisher.clone(),
                    site: most(&s.sites),
                    document_count: small(s.statuses.values().sum()),
                    bad_front_matter: of(Status::BadFrontMatter),
                    blocked: of(Status::Blocked),
                    login_required: of(Status::LoginRequired),
                    deleted: of(Status::Deleted),
                    not_found: of(Status::NotFound),
                    error_page: of(Status::ErrorPage),
                    garbled: of(Status::Garbled),
                    listing: of(Status::Listing),
                    empty: of(Status::Empty),
                    nav_only: of(Status::NavOnly),
                    truncated: of(Status::Truncated),
                    ok: of(Status::Ok),
                    first_published_on: s.first,
                    last_published_on: s.last,
                    median_body_chars: chars.get(chars.len() / 2).map(|n| small(*n)),
                }
            })
            .collect()
    }
}

/// The rows of `entities`, `entity_names` and `entity_codes`.
#[must_use]
pub fn entity_tables(registry: &EntityRegistry, merges: &BTreeMap<String, (String, &'static str)>) -> (Vec<Entity>, Vec<EntityName>, Vec<EntityCode>) {
    let (mut entities, mut names, mut codes) = (Vec::with_capacity(registry.len()), Vec::new(), Vec::new());
    let wholes = registry.wholes(merges);
    for (id, summary) in registry.iter() {
        let known = link::known(id, summary);
        let Some(entity_type) = id.split(':').next().and_then(EntityType::parse) else { continue };
        let longest = summary.names.iter().max_by_key(|(n, uses)| (n.chars().count(), **uses, std::cmp::Reverse((*n).clone()))).map(|(n, _)| n.clone()).unwrap_or_default();
        let name = known.name.clone().unwrap_or(longest);
        let merged = merges.get(id);
        entities.push(Entity {
            entity_id: id.clone(),
            r#type: entity_type,
            name: name.clone(),
            parent_entity_id: known.parent.or_else(|| wholes.get(id).cloned()),
            country: known.country,
            province: known.province,
            merged_into: merged.map(|(target, _)| target.clone()),
            merge_rule: merged.map(|(_, rule)| (*rule).to_owned()),
            document_count: small(summary.documents),
            mention_count: small(summary.mentions),
            first_published_on: summary.first.map(Day),
            last_published_on: summary.last.map(Day),
        });
        for (surface, (mentions, documents)) in &summary.names {
            names.push(EntityName {
                entity_id: id.clone(),
                name: surface.clone(),
                kind: link::name_kind(surface, &name),
                mention_count: small(*mentions),
                document_count: small(*documents),
            });
        }
        for (scheme, code, source) in known.codes {
            codes.push(EntityCode { entity_id: id.clone(), scheme: scheme.to_owned(), code, source: source.to_owned() });
        }
    }
    (entities, names, codes)
}
