//! Decides how an article, its mentions and its claims become rows.
//!
//! Here surfaces are cut from the text, positions become offsets, and rows get their ids. A span that has no raw bytes at
//! either end is not published.

use std::collections::BTreeMap;

use super::tables::{Alias, Cut, Document, Event, EventPerson, EventRole, Fact, Issuance, Mention, Milestone, Note, Position, Quantity, Sentence, Time};
use super::{ArticleRows, Day, Exact, IdMaker, Instant};
use crate::article::{Article, Status};
use crate::assemble::link::{self, EntityUse};
use crate::assemble::{Claims, fact_key, metric_key};
use crate::extract::time::{Anchor, TimeValue};
use crate::extract::{Context, EntityMention, EntityType, Mentions};
use crate::text::{CharSpan, RawSpan};

use chrono::NaiveDate;

/// Where a row stands: characters of the text and bytes of the record.
#[derive(Debug, Clone, Copy)]
struct Stand {
    chars: CharSpan,
    raw: RawSpan,
}

impl Stand {
    fn start(self) -> i32 {
        int(self.chars.start())
    }
    fn end(self) -> i32 {
        int(self.chars.end())
    }
    fn raw_start(self) -> i32 {
        int(self.raw.start())
    }
    fn raw_end(self) -> i32 {
        int(self.raw.end())
    }
}

fn int(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

struct Converter<'a> {
    article: &'a Article,
    cx: Context<'a>,
    /// The ids of the sentences that are published, by their number.
    sentences: Vec<Option<String>>,
}

/// The rows of an article, with what the registries need of it.
#[must_use]
pub fn convert(cx: &Context<'_>, mentions: &Mentions, claims: &Claims) -> (ArticleRows, BTreeMap<String, EntityUse>) {
    let article = cx.article;
    let mut rows = ArticleRows { documents: vec![document(article)], ..ArticleRows::default() };
    let mut converter = Converter { article, cx: *cx, sentences: Vec::new() };
    if matches!(article.status, Status::Ok | Status::Truncated) {
        rows.sentences = converter.sentence_rows();
    }
    rows.cuts = converter.cuts();
    rows.notes = converter.notes(mentions);
    let mut uses: BTreeMap<String, EntityUse> = BTreeMap::new();
    let ids: Vec<String> = mentions.entities.iter().map(|m| link::entity_id(cx, &m.value, &claims.positions)).collect();
    rows.mentions = converter.mentions(mentions, &ids, &mut uses);
    let time_ids = converter.time_ids(mentions);
    rows.times = converter.times(mentions, &time_ids);
    let quantity_ids = converter.quantity_ids(mentions);
    rows.quantities = converter.quantities(mentions, &quantity_ids);
    let entity_of = |span: CharSpan| mentions.entities.iter().position(|m| m.span == span).map(|i| ids[i].clone());
    rows.facts = converter.facts(mentions, claims, &ids, &time_ids, &quantity_ids);
    // A place that a fact names has its row among the entities, also where it is only part of another name.
    for place in rows.facts.iter().filter_map(|f| f.place_entity_id.as_ref()) {
        uses.entry(place.clone()).or_default();
    }
    for claim in &claims.parts {
        if let (Some(part), Some(whole)) = (entity_of(claim.part), entity_of(claim.whole))
            && part != whole
            && let Some(entity) = uses.get_mut(&part)
        {
            entity.wholes.insert(whole);
        }
    }
    let position_ids = converter.positions(claims, &entity_of, &mut rows);
    converter.events(claims, &entity_of, &position_ids, &mut rows);
    converter.issuances(claims, &entity_of, &mut rows);
    converter.milestones(claims, &entity_of, &time_ids, &mut rows);
    converter.aliases(mentions, &ids, &mut rows);
    rows.sort();
    (rows, uses)
}

fn document(article: &Article) -> Document {
    let metadata = &article.metadata;
    let text = article.text.as_str();
    Document {
        doc_id: article.doc_id.clone(),
        article_id: article.article_id.clone(),
        path: article.path.clone(),
        record_offset: i64::try_from(article.record_offset).unwrap_or(i64::MAX),
        format: article.format,
        encoding: article.encoding.to_owned(),
        url: metadata.url.clone(),
        canonical_url: metadata.canonical_url.clone(),
        site: metadata.site.clone(),
        title: metadata.title.clone(),
        publisher: metadata.publisher.clone(),
        author: metadata.author.clone(),
        original_source: metadata.original_source.clone(),
        published_on: metadata.published_on.map(Day),
        published_at: metadata.published_at.map(Instant),
        published_from: metadata.published_from,
        fetched_at: metadata.fetched_at.map(Instant),
        lang: article.lang.map(str::to_owned),
        status: article.status,
        status_detail: article.status_detail.clone(),
        duplicate_of: None,
        duplicate_score: None,
        tags: Some(metadata.tags.clone()).filter(|t| !t.is_empty()),
        rights: metadata.rights.clone(),
        licence: metadata.licence.clone(),
        text: Some(text.to_owned()),
        body_start: int(article.body_start),
        char_count: int(article.text.len()),
        text_sha256: super::ids::sha256_hex(text.as_bytes()),
        raw_sha256: article.raw_sha256.clone(),
        raw_bytes: i64::try_from(article.raw_bytes).unwrap_or(i64::MAX),
    }
}

fn day(date: Option<NaiveDate>) -> Option<Day> {
    date.map(Day)
}

impl Converter<'_> {
    /// Where a span stands, if both its ends have raw bytes and it lies in the part that rows may touch.
    fn stand(&self, chars: CharSpan) -> Option<Stand> {
        if chars.is_empty() || chars.end() > self.article.usable_end {
            return None;
        }
        let first = self.article.raw(CharSpan::of(chars.start()..chars.start() + 1))?;
        let last = self.article.raw(CharSpan::of(chars.end() - 1..chars.end()))?;
        Some(Stand { chars, raw: first.cover(last) })
    }

    fn text(&self, span: CharSpan) -> String {
        self.article.text.slice(span).to_owned()
    }

    fn ids(&self, letter: char) -> IdMaker<'_> {
        IdMaker::new(&self.article.doc_id, letter)
    }

    /// The stand of a row and the id of its sentence.
    fn row(&self, span: CharSpan, sentence: usize) -> Option<(Stand, String)> {
        Some((self.stand(span)?, self.sentences.get(sentence)?.clone()?))
    }

    fn sentence_rows(&mut self) -> Vec<Sentence> {
        let mut rows = Vec::with_capacity(self.article.sentences.len());
        for sentence in &self.article.sentences {
            let Some(stand) = self.stand(sentence.span) else {
                self.sentences.push(None);
                continue;
            };
            let sentence_id = self.ids('s').id(stand.raw);
            rows.push(Sentence {
                sentence_id: sentence_id.clone(),
                doc_id: self.article.doc_id.clone(),
                start: stand.start(),
                end: stand.end(),
                raw_start: stand.raw_start(),
                raw_end: stand.raw_end(),
                text: Some(self.text(sentence.span)),
                kind: sentence.kind,
                section: sentence.section.as_deref().map(str::to_owned),
            });
            self.sentences.push(Some(sentence_id));
        }
        rows
    }

    fn cuts(&self) -> Vec<Cut> {
        let keyed: Vec<(RawSpan, String)> = self.article.cuts.iter().map(|c| (c.raw, format!("{}{}", c.kind, c.rule))).collect();
        let ids = self.ids('c').ids(&keyed);
        let mut rows: Vec<Cut> = self
            .article
            .cuts
            .iter()
            .zip(ids)
            .map(|(c, cut_id)| Cut { cut_id, doc_id: self.article.doc_id.clone(), raw_start: int(c.raw.start()), raw_end: int(c.raw.end()), kind: c.kind, rule: c.rule.to_owned() })
            .collect();
        rows.sort_by(|a, b| a.cut_id.cmp(&b.cut_id));
        rows.dedup_by(|a, b| a.cut_id == b.cut_id);
        rows
    }

    fn notes(&self, mentions: &Mentions) -> Vec<Note> {
        let all: Vec<_> = self.article.notes.iter().chain(&mentions.notes).map(|n| (n, n.span.and_then(|s| self.stand(s)))).collect();
        let keyed: Vec<(RawSpan, String)> = all.iter().map(|(n, stand)| (stand.map_or(RawSpan::default(), |s| s.raw), format!("{}{}", n.code, n.message))).collect();
        let ids = self.ids('n').ids(&keyed);
        let mut rows: Vec<Note> = all
            .iter()
            .zip(ids)
            .map(|((note, stand), note_id)| Note {
                note_id,
                doc_id: self.article.doc_id.clone(),
                start: stand.map(Stand::start),
                end: stand.map(Stand::end),
                raw_start: stand.map(Stand::raw_start),
                raw_end: stand.map(Stand::raw_end),
                text: stand.map(|s| self.text(s.chars)),
                stage: note.code.split('.').next().unwrap_or_default().to_owned(),
                code: note.code.to_owned(),
                message: note.message.clone(),
                rule: note.rule.map(str::to_owned),
            })
            .collect();
        rows.sort_by(|a, b| a.note_id.cmp(&b.note_id));
        rows.dedup_by(|a, b| a.note_id == b.note_id);
        rows
    }

    fn mentions(&self, mentions: &Mentions, ids: &[String], uses: &mut BTreeMap<String, EntityUse>) -> Vec<Mention> {
        let mut rows = Vec::with_capacity(mentions.entities.len());
        for (m, entity_id) in mentions.entities.iter().zip(ids) {
            let Some((stand, sentence_id)) = self.row(m.span, m.sentence) else { continue };
            let text = self.text(m.span);
            *uses.entry(entity_id.clone()).or_default().names.entry(text.clone()).or_default() += 1;
            rows.push(Mention {
                mention_id: self.ids('m').id(stand.raw),
                doc_id: self.article.doc_id.clone(),
                sentence_id,
                start: stand.start(),
                end: stand.end(),
                raw_start: stand.raw_start(),
                raw_end: stand.raw_end(),
                text: Some(text),
                r#type: m.value.entity_type,
                entity_id: entity_id.clone(),
                rule: m.rule.to_owned(),
            });
        }
        rows
    }

    fn time_ids(&self, mentions: &Mentions) -> Vec<Option<String>> {
        mentions.times.iter().map(|t| self.row(t.span, t.sentence).map(|(stand, _)| self.ids('t').id(stand.raw))).collect()
    }

    fn times(&self, mentions: &Mentions, ids: &[Option<String>]) -> Vec<Time> {
        let mut rows = Vec::with_capacity(mentions.times.len());
        for (t, id) in mentions.times.iter().zip(ids) {
            let (Some((stand, sentence_id)), Some(time_id)) = (self.row(t.span, t.sentence), id.clone()) else { continue };
            let value: &TimeValue = &t.value;
            let anchor = match value.anchor {
                _ if value.start.is_none() && value.end.is_none() => None,
                Anchor::Explicit => Some("explicit".to_owned()),
                Anchor::Reference => Some(if self.article.metadata.dateline.is_some() { "dateline" } else { "published" }.to_owned()),
                Anchor::Time(i) => ids.get(i).cloned().flatten().or_else(|| Some("published".to_owned())),
            };
            rows.push(Time {
                time_id,
                doc_id: self.article.doc_id.clone(),
                sentence_id,
                start: stand.start(),
                end: stand.end(),
                raw_start: stand.raw_start(),
                raw_end: stand.raw_end(),
                text: Some(self.text(t.span)),
                kind: value.kind,
                start_date: day(value.start),
                end_date: day(value.end),
                start_time: value.start_time.map(crate::extract::time::Clock::iso),
                end_time: value.end_time.map(crate::extract::time::Clock::iso),
                utc_offset: value.utc_offset.map(|m| format!("{}{:02}:{:02}", if m < 0 { '-' } else { '+' }, m.abs() / 60, m.abs() % 60)),
                value: value.value.clone(),
                granularity: value.granularity,
                modifier: value.modifier,
                anchor,
                rule: t.rule.to_owned(),
            });
        }
        rows
    }

    fn quantity_ids(&self, mentions: &Mentions) -> Vec<Option<String>> {
        mentions
            .quantities
            .iter()
            .map(|q| {
                Exact::new(q.value.value)?;
                self.row(q.span, q.sentence).map(|(stand, _)| self.ids('q').id(stand.raw))
            })
            .collect()
    }

    fn quantities(&self, mentions: &Mentions, ids: &[Option<String>]) -> Vec<Quantity> {
        let mut rows = Vec::with_capacity(mentions.quantities.len());
        for (q, id) in mentions.quantities.iter().zip(ids) {
            let (Some((stand, sentence_id)), Some(quantity_id), Some(value)) = (self.row(q.span, q.sentence), id.clone(), Exact::new(q.value.value)) else { continue };
            let value_max = q.value.value_max.and_then(Exact::new);
            rows.push(Quantity {
                quantity_id,
                doc_id: self.article.doc_id.clone(),
                sentence_id,
                start: stand.start(),
                end: stand.end(),
                raw_start: stand.raw_start(),
                raw_end: stand.raw_end(),
                text: Some(self.text(q.span)),
                value: value.to_f64(),
                value_max: value_max.map(Exact::to_f64),
                value_decimal: value,
                value_max_decimal: value_max,
                comparator: q.value.comparator,
                unit: q.value.unit.clone(),
                unit_text: q.value.unit_text.map(|s| self.text(s)),
                kind: q.value.kind,
                rule: q.rule.to_owned(),
            });
        }
        rows
    }

    fn facts(&self, mentions: &Mentions, claims: &Claims, entity_ids: &[String], time_ids: &[Option<String>], quantity_ids: &[Option<String>]) -> Vec<Fact> {
        let metadata = &self.article.metadata;
        let mut rows = Vec::new();
        let entity_of = |span: CharSpan| mentions.entities.iter().position(|m| m.span == span).map(|i| entity_ids[i].clone());
        for f in &claims.facts {
            let q = &mentions.quantities[f.quantity];
            let (Some(quantity_id), Some(quantity_stand), Some(value)) = (quantity_ids[f.quantity].clone(), self.stand(q.span), Exact::new(q.value.value)) else { continue };
            let evidence = self.article.sentences[f.sentence].span;
            let Some((stand, sentence_id)) = self.row(evidence, f.sentence) else { continue };
            let value_max = q.value.value_max.and_then(Exact::new);
            let offsets = |span: Option<CharSpan>| span.map_or((None, None), |s| (Some(int(s.start())), Some(int(s.end()))));
            let (subject_start, subject_end) = offsets(f.subject);
            let (metric_start, metric_end) = offsets(Some(f.metric));
            let (attributed_start, attributed_end) = offsets(f.attributed);
            let time = f.time.map(|t| &mentions.times[t]);
            let subject_entity_id = f.subject.and_then(entity_of);
            let key = metric_key(self.cx.lexicon, &f.metric_text, f.subject_text.as_deref());
            let period = time.and_then(|t| t.value.value.clone()).map(|v| if f.start.is_none() && f.end.is_some() { format!("../{v}") } else { v });
            let place_entity_id = self.place_of(mentions, entity_ids, f.subject);
            rows.push(Fact {
                fact_id: self.ids('f').id(quantity_stand.raw),
                doc_id: self.article.doc_id.clone(),
                sentence_id,
                start: stand.start(),
                end: stand.end(),
                raw_start: stand.raw_start(),
                raw_end: stand.raw_end(),
                evidence: Some(self.text(evidence)),
                subject: f.subject_text.clone(),
                subject_start,
                subject_end,
                subject_from: f.subject_from,
                subject_entity_id: subject_entity_id.clone(),
                place_entity_id: place_entity_id.clone(),
                metric: Some(f.metric_text.clone()),
                metric_start,
                metric_end,
                metric_key: Some(key.clone()),
                measure: f.measure,
                statistic: f.statistic,
                value: value.to_f64(),
                value_max: value_max.map(Exact::to_f64),
                value_decimal: value,
                value_max_decimal: value_max,
                unit: q.value.unit.clone(),
                comparator: q.value.comparator,
                value_text: Some(self.text(q.value.full_span)),
                kind: q.value.kind,
                change: f.change,
                change_basis: f.basis,
                base_start: day(f.base_start),
                base_end: day(f.base_end),
                period_start: day(f.start),
                period_end: day(f.end),
                period: period.clone(),
                period_text: time.map(|t| self.text(t.span)),
                period_from: f.period_from,
                status: f.status,
                attributed_to: f.attributed_text.clone(),
                attributed_start,
                attributed_end,
                attributed_entity_id: f.attributed.and_then(entity_of),
                quantity_id,
                time_id: f.time.and_then(|t| time_ids[t].clone()),
                fact_key: Some(fact_key(subject_entity_id.as_deref().or(f.subject_text.as_deref()), &key, f.measure, f.statistic, &q.value.unit, period.as_deref(), f.status)),
                title: metadata.title.clone(),
                publisher: metadata.publisher.clone(),
                published_on: day(metadata.published_on),
                url: metadata.url.clone(),
                document_status: self.article.status,
                is_duplicate: false,
                rule: f.rule.to_owned(),
            });
        }
        rows
    }

    /// The place within a subject, or the place that the subject is.
    fn place_of(&self, mentions: &Mentions, ids: &[String], subject: Option<CharSpan>) -> Option<String> {
        let subject = subject?;
        let is_place = |t: EntityType| matches!(t, EntityType::Gpe | EntityType::Loc);
        let within = mentions.entities.iter().position(|m| subject.start() <= m.span.start() && m.span.end() <= subject.end() && is_place(m.value.entity_type));
        if let Some(i) = within {
            return Some(ids[i].clone());
        }
        // A place that a name begins with, which is no mention of its own: 四川省 in 四川省人民政府.
        let (_, sense) = self.cx.lexicon.longest(&self.article.text, subject.start(), |s| matches!(s, crate::lexicon::Sense::Place(_)))?;
        let crate::lexicon::Sense::Place(row) = sense else { return None };
        let place = self.cx.lexicon.place(row);
        Some(format!("{}:{}", if place.is_location { EntityType::Loc } else { EntityType::Gpe }, place.key))
    }

    fn positions(&self, claims: &Claims, entity_of: &dyn Fn(CharSpan) -> Option<String>, rows: &mut ArticleRows) -> Vec<Option<String>> {
        let keyed: Vec<(RawSpan, String)> =
            claims.positions.iter().map(|p| (self.stand(p.person).map_or(RawSpan::default(), |s| s.raw), format!("{:?}{:?}", p.position, p.org))).collect();
        let ids = self.ids('p').ids(&keyed);
        let mut published = Vec::with_capacity(ids.len());
        for (p, position_id) in claims.positions.iter().zip(ids) {
            let (Some((_, sentence_id)), Some(person)) = (self.row(p.span, p.sentence), self.stand(p.person)) else {
                published.push(None);
                continue;
            };
            published.push(Some(position_id.clone()));
            rows.positions.push(Position {
                position_id,
                doc_id: self.article.doc_id.clone(),
                sentence_id,
                start: person.start(),
                end: person.end(),
                raw_start: person.raw_start(),
                raw_end: person.raw_end(),
                text: Some(self.text(p.person)),
                person: p.person_name.clone(),
                person_entity_id: entity_of(p.person),
                position: self.text(p.position),
                org: p.org.clone(),
                org_entity_id: p.org_span.and_then(entity_of),
                standing: p.standing,
                said_on: day(self.article.metadata.published_on),
                rule: p.rule.to_owned(),
            });
        }
        published
    }

    fn events(&self, claims: &Claims, entity_of: &dyn Fn(CharSpan) -> Option<String>, position_ids: &[Option<String>], rows: &mut ArticleRows) {
        let ids: Vec<Option<String>> = claims.events.iter().map(|e| self.row(e.span, e.sentence).map(|(s, _)| self.ids('e').id(s.raw))).collect();
        for (e, id) in claims.events.iter().zip(&ids) {
            let (Some((stand, sentence_id)), Some(event_id)) = (self.row(e.span, e.sentence), id.clone()) else { continue };
            rows.events.push(Event {
                event_id: event_id.clone(),
                doc_id: self.article.doc_id.clone(),
                sentence_id,
                start: stand.start(),
                end: stand.end(),
                raw_start: stand.raw_start(),
                raw_end: stand.raw_end(),
                text: Some(self.text(e.span)),
                name: e.name.clone(),
                entity_id: entity_of(e.span),
                series: e.series.clone(),
                edition: e.edition,
                parent_event_id: e.parent.and_then(|p| ids[p].clone()),
                start_date: day(e.start),
                end_date: day(e.end),
                place: e.place.clone(),
                place_entity_id: e.place_span.and_then(entity_of),
                rule: e.rule.to_owned(),
            });
            let keyed: Vec<(RawSpan, String)> = e.roles.iter().map(|r| (self.stand(r.span).map_or(RawSpan::default(), |s| s.raw), format!("{}{}", r.role, r.name))).collect();
            for (r, event_role_id) in e.roles.iter().zip(self.ids('r').ids(&keyed)) {
                let Some((stand, sentence_id)) = self.row(r.span, r.sentence) else { continue };
                rows.event_roles.push(EventRole {
                    event_role_id,
                    event_id: event_id.clone(),
                    doc_id: self.article.doc_id.clone(),
                    sentence_id,
                    start: stand.start(),
                    end: stand.end(),
                    raw_start: stand.raw_start(),
                    raw_end: stand.raw_end(),
                    text: Some(self.text(r.span)),
                    role: r.role,
                    name: r.name.clone(),
                    entity_id: entity_of(r.span),
                    rule: crate::assemble::event::ROLE.to_owned(),
                });
            }
            let keyed: Vec<(RawSpan, String)> = e.people.iter().map(|p| (self.stand(p.span).map_or(RawSpan::default(), |s| s.raw), format!("{}{}", p.role, p.name))).collect();
            for (p, event_person_id) in e.people.iter().zip(self.ids('v').ids(&keyed)) {
                let Some((stand, sentence_id)) = self.row(p.span, p.sentence) else { continue };
                rows.event_people.push(EventPerson {
                    event_person_id,
                    event_id: event_id.clone(),
                    doc_id: self.article.doc_id.clone(),
                    sentence_id,
                    start: stand.start(),
                    end: stand.end(),
                    raw_start: stand.raw_start(),
                    raw_end: stand.raw_end(),
                    text: Some(self.text(p.span)),
                    person: p.name.clone(),
                    person_entity_id: entity_of(p.span),
                    role: p.role,
                    position_id: p.position.and_then(|i| position_ids[i].clone()),
                    rule: crate::assemble::event::PERSON.to_owned(),
                });
            }
        }
    }

    fn issuances(&self, claims: &Claims, entity_of: &dyn Fn(CharSpan) -> Option<String>, rows: &mut ArticleRows) {
        let keyed: Vec<(RawSpan, String)> =
            claims.issuances.iter().map(|i| (self.stand(i.document).map_or(RawSpan::default(), |s| s.raw), format!("{:?}{:?}", i.issuer_name, i.date))).collect();
        for (i, issuance_id) in claims.issuances.iter().zip(self.ids('i').ids(&keyed)) {
            let Some((stand, sentence_id)) = self.row(i.document, i.sentence) else { continue };
            rows.issuances.push(Issuance {
                issuance_id,
                doc_id: self.article.doc_id.clone(),
                sentence_id,
                start: stand.start(),
                end: stand.end(),
                raw_start: stand.raw_start(),
                raw_end: stand.raw_end(),
                text: Some(self.text(i.document)),
                document: i.document_name.clone(),
                document_entity_id: entity_of(i.document),
                issuer: i.issuer_name.clone(),
                issuer_entity_id: i.issuer.and_then(entity_of),
                action: self.text(i.action),
                stage: i.stage,
                date: i.date.clone(),
                start_date: day(i.start),
                end_date: day(i.end),
                rule: i.rule.to_owned(),
            });
        }
    }

    fn milestones(&self, claims: &Claims, entity_of: &dyn Fn(CharSpan) -> Option<String>, time_ids: &[Option<String>], rows: &mut ArticleRows) {
        let keyed: Vec<(RawSpan, String)> =
            claims.milestones.iter().map(|m| (self.stand(m.subject).map_or(RawSpan::default(), |s| s.raw), format!("{:?}{}", m.action, m.action_type))).collect();
        for (m, milestone_id) in claims.milestones.iter().zip(self.ids('k').ids(&keyed)) {
            let Some((stand, sentence_id)) = self.row(m.subject, m.sentence) else { continue };
            rows.milestones.push(Milestone {
                milestone_id,
                doc_id: self.article.doc_id.clone(),
                sentence_id,
                start: stand.start(),
                end: stand.end(),
                raw_start: stand.raw_start(),
                raw_end: stand.raw_end(),
                text: Some(self.text(m.subject)),
                subject: m.subject_name.clone(),
                subject_entity_id: entity_of(m.subject),
                action: self.text(m.action),
                action_type: m.action_type,
                actor: m.actor_name.clone(),
                actor_entity_id: m.actor.and_then(entity_of),
                start_date: day(m.start),
                end_date: day(m.end),
                status: m.status,
                time_id: time_ids[m.time].clone(),
                rule: m.rule.to_owned(),
            });
        }
    }

    fn aliases(&self, mentions: &Mentions, ids: &[String], rows: &mut ArticleRows) {
        let keyed: Vec<(RawSpan, String)> = mentions.aliases.iter().map(|a| (self.stand(a.span).map_or(RawSpan::default(), |s| s.raw), a.full.clone())).collect();
        for (a, alias_id) in mentions.aliases.iter().zip(self.ids('a').ids(&keyed)) {
            let Some((stand, sentence_id)) = self.row(a.span, a.sentence) else { continue };
            let named = |m: &EntityMention| a.entity.as_ref() == Some(&m.value);
            rows.aliases.push(Alias {
                alias_id,
                doc_id: self.article.doc_id.clone(),
                sentence_id,
                start: stand.start(),
                end: stand.end(),
                raw_start: stand.raw_start(),
                raw_end: stand.raw_end(),
                text: Some(self.text(a.span)),
                alias: a.alias.clone(),
                full: a.full.clone(),
                entity_id: mentions.entities.iter().position(named).map(|i| ids[i].clone()),
                rule: a.rule.to_owned(),
            });
        }
    }
}
