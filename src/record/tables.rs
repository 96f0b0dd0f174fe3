//! Decides the columns: one struct per table of the contract, fields in its order.

use std::fmt::Debug;
use std::sync::Arc;

use arrow_array::builder::ArrayBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, SchemaRef};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cell, Day, Exact, Instant, View};
use crate::article::{CutKind, Format, PublishedFrom, SentenceKind, Status};
use crate::assemble::{
    Change, ChangeBasis, EntityNameKind, EventPersonRole, EventRoleKind, FactStatus, IssuanceStage, Measure, MilestoneStatus, MilestoneType, Standing, Statistic, SubjectFrom,
};
use crate::extract::{Comparator, EntityType, Granularity, Modifier, QuantityKind, TimeKind};

/// A row of a published table.
pub trait Row: Serialize + JsonSchema + Debug + Clone + Send + Sync + 'static {
    /// The table's name.
    const TABLE: &'static str;
    /// The column names, in order.
    const COLUMNS: &'static [&'static str];
    /// The Arrow types of the columns, and whether each may be null.
    fn column_types() -> Vec<(DataType, bool)>;
    /// The columns under construction.
    type Columns: RowColumns<Self>;
    /// The value of the first column, which names the row in messages.
    fn first(&self) -> &str;
    /// Whether all cells, in the order of the columns, are what is asked for.
    fn all_cells(&self, ask: &mut dyn FnMut(View<'_>) -> bool) -> bool;
}

/// Builds the columns of one table.
pub trait RowColumns<R>: Default + Send {
    /// Appends one row.
    fn push(&mut self, row: &R);
    /// The number of rows so far.
    fn len(&self) -> usize;
    /// Whether there are no rows yet.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The rows as a record batch; the columns are empty afterwards.
    ///
    /// # Panics
    /// If `schema` is not the table's own.
    fn take(&mut self, schema: &SchemaRef) -> RecordBatch;
}

macro_rules! tables {
    ($($(#[$doc:meta])+ $Row:ident, $Columns:ident = $table:literal { $(#[$fdoc:meta])+ $first:ident: $first_ty:ty, $($(#[$rdoc:meta])+ $field:ident: $ty:ty,)* })+) => {$(
        $(#[$doc])+
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $Row {
            $(#[$fdoc])+
            pub $first: $first_ty,
            $($(#[$rdoc])+ pub $field: $ty,)*
        }

        #[doc = concat!("The columns of `", $table, "` under construction.")]
        #[derive(Debug)]
        pub struct $Columns {
            $first: <$first_ty as Cell>::Builder,
            $($field: <$ty as Cell>::Builder,)*
        }

        impl Default for $Columns {
            fn default() -> Self {
                Self { $first: <$first_ty as Cell>::builder(), $($field: <$ty as Cell>::builder(),)* }
            }
        }

        impl RowColumns<$Row> for $Columns {
            fn push(&mut self, row: &$Row) {
                <$first_ty as Cell>::append(Some(&row.$first), &mut self.$first);
                $(<$ty as Cell>::append(Some(&row.$field), &mut self.$field);)*
            }
            fn len(&self) -> usize {
                self.$first.len()
            }
            fn take(&mut self, schema: &SchemaRef) -> RecordBatch {
                let columns: Vec<ArrayRef> = vec![Arc::new(self.$first.finish()), $(Arc::new(self.$field.finish()),)*];
                RecordBatch::try_new(Arc::clone(schema), columns).expect("the schema is made from the same macro as the columns")
            }
        }

        impl Row for $Row {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[stringify!($first), $(stringify!($field),)*];
            fn column_types() -> Vec<(DataType, bool)> {
                vec![(<$first_ty as Cell>::data_type(), <$first_ty as Cell>::NULLABLE), $((<$ty as Cell>::data_type(), <$ty as Cell>::NULLABLE),)*]
            }
            type Columns = $Columns;
            fn first(&self) -> &str {
                &self.$first
            }
            fn all_cells(&self, ask: &mut dyn FnMut(View<'_>) -> bool) -> bool {
                ask(self.$first.view()) $(&& ask(self.$field.view()))*
            }
        }
    )+};
}

tables! {
    /// One row per raw record, whatever its status.
    Document, DocumentColumns = "documents" {
        /// Names this capture of the article: the article's id, `~`, and eight hex digits of the record's BLAKE3.
        #[schemars(regex(pattern = r"^[^\s:~][^\s~]*~[0-9a-f]{8}(\.\d+)?$"))]
        doc_id: String,
        /// Names the article: host and digest of the canonical URL, or `path-` and a digest of the path.
        article_id: String,
        /// Where the record lies: path relative to the input, with `#line` or `#/pointer` for records within a file.
        #[schemars(length(min = 1))]
        path: String,
        /// Byte offset of the record within the (decompressed) file.
        #[schemars(range(min = 0))]
        record_offset: i64,
        /// What the record is written in.
        format: Format,
        /// The character encoding that was detected, by its WHATWG name.
        encoding: String,
        /// The URL as scraped.
        url: Option<String>,
        /// The URL without tracking parameters, in one spelling.
        canonical_url: Option<String>,
        /// The host of the URL.
        site: Option<String>,
        /// The title of the article.
        title: Option<String>,
        /// The account or site that the scrape came from.
        publisher: Option<String>,
        /// Who wrote it, as the article or its metadata says.
        author: Option<String>,
        /// The outlet that the article itself names as its source.
        original_source: Option<String>,
        /// The publication day in the dataset's time zone.
        published_on: Option<Day>,
        /// The publication instant, where a time of day is known.
        published_at: Option<Instant>,
        /// Where the publication day came from.
        published_from: Option<PublishedFrom>,
        /// When the record was scraped.
        fetched_at: Option<Instant>,
        /// The language of the body, BCP 47.
        lang: Option<String>,
        /// What became of the scrape.
        status: Status,
        /// The evidence for the status.
        status_detail: Option<String>,
        /// The first document of the cluster of duplicates that this one belongs to; null for that first one.
        duplicate_of: Option<String>,
        /// How alike the two are, from 0 to 1.
        #[schemars(range(min = 0, max = 1))]
        duplicate_score: Option<f64>,
        /// Tags and categories, as scraped.
        tags: Option<Vec<String>>,
        /// The rights statement of the article, as written.
        rights: Option<String>,
        /// The SPDX id of a stated licence.
        licence: Option<String>,
        /// Title, empty line, body: what every offset counts in.
        text: Option<String>,
        /// Where the body begins in `text`.
        #[schemars(range(min = 0))]
        body_start: i32,
        /// The number of characters of `text`.
        #[schemars(range(min = 0))]
        char_count: i32,
        /// SHA-256 of `text` in UTF-8.
        #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
        text_sha256: String,
        /// SHA-256 of the raw record.
        #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
        raw_sha256: String,
        /// The size of the raw record in bytes.
        #[schemars(range(min = 0))]
        raw_bytes: i64,
    }

    /// The sentences of the text, in order.
    Sentence, SentenceColumns = "sentences" {
        /// Names the row.
        sentence_id: String,
        /// The document.
        doc_id: String,
        /// First character in `documents.text`.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind the last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The sentence.
        text: Option<String>,
        /// What part of the article it stands in.
        kind: SentenceKind,
        /// The headings above it, outermost first, joined by ` > `.
        section: Option<String>,
    }

    /// Every stretch of a raw record that is not in the text and is more than markup.
    Cut, CutColumns = "cuts" {
        /// Names the row.
        cut_id: String,
        /// The document.
        doc_id: String,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// What the stretch is.
        kind: CutKind,
        /// The rule that cut it.
        rule: String,
    }

    /// Every occurrence of a name.
    Mention, MentionColumns = "mentions" {
        /// Names the row.
        mention_id: String,
        /// The document.
        doc_id: String,
        /// The sentence it stands in.
        sentence_id: String,
        /// First character in `documents.text`.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind the last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The name as written.
        text: Option<String>,
        /// What kind of thing is named.
        #[serde(rename = "type")]
        r#type: EntityType,
        /// The thing that is named.
        entity_id: String,
        /// The rule that found it.
        rule: String,
    }

    /// One row per thing, across all articles.
    Entity, EntityColumns = "entities" {
        /// Names the thing: type, colon, key.
        #[schemars(regex(pattern = r"^(PERSON|ORG|GPE|LOC|FAC|EVENT|WORK|PRODUCT|VULN):.+$"))]
        entity_id: String,
        /// What kind of thing it is.
        #[serde(rename = "type")]
        r#type: EntityType,
        /// The lexicon's name, else the longest form found.
        name: String,
        /// The thing that it is a part of, from tables or stated text.
        parent_entity_id: Option<String>,
        /// Country, ISO 3166-1 alpha-2.
        country: Option<String>,
        /// Province, GB/T 2260 code.
        province: Option<String>,
        /// The entity that this one turned out to be.
        merged_into: Option<String>,
        /// The rule that merged it.
        merge_rule: Option<String>,
        /// Documents that mention it.
        document_count: i32,
        /// Mentions of it.
        mention_count: i32,
        /// The first publication day of a document that mentions it.
        first_published_on: Option<Day>,
        /// The last one.
        last_published_on: Option<Day>,
    }

    /// The names by which entities are mentioned.
    EntityName, EntityNameColumns = "entity_names" {
        /// The thing.
        entity_id: String,
        /// The name.
        name: String,
        /// How the name names it.
        kind: EntityNameKind,
        /// Mentions by this name.
        mention_count: i32,
        /// Documents with this name.
        document_count: i32,
    }

    /// Codes of entities in public schemes.
    EntityCode, EntityCodeColumns = "entity_codes" {
        /// The thing.
        entity_id: String,
        /// The scheme: `gb2260`, `iso3166`, `cve` and so on.
        scheme: String,
        /// The code within the scheme.
        code: String,
        /// Where the code was taken from.
        source: String,
    }

    /// Every temporal expression.
    Time, TimeColumns = "times" {
        /// Names the row.
        time_id: String,
        /// The document.
        doc_id: String,
        /// The sentence it stands in.
        sentence_id: String,
        /// First character in `documents.text`.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind the last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The expression as written.
        text: Option<String>,
        /// What it denotes.
        kind: TimeKind,
        /// First day, inclusive.
        start_date: Option<Day>,
        /// Last day, inclusive.
        end_date: Option<Day>,
        /// Clock time at the start, as written, `HH:MM:SS`.
        #[schemars(regex(pattern = r"^\d{2}:\d{2}:\d{2}$"))]
        start_time: Option<String>,
        /// Clock time at the end.
        #[schemars(regex(pattern = r"^\d{2}:\d{2}:\d{2}$"))]
        end_time: Option<String>,
        /// Offset from UTC where the text names a zone, `+08:00`.
        utc_offset: Option<String>,
        /// ISO 8601 / TIMEX3 value.
        value: Option<String>,
        /// The unit in which it was stated.
        granularity: Option<Granularity>,
        /// What narrows it.
        modifier: Option<Modifier>,
        /// What it was resolved from: `explicit`, `published`, `dateline`, or another row's time_id.
        anchor: Option<String>,
        /// The rule that found it.
        rule: String,
    }

    /// Every measured or counted number.
    Quantity, QuantityColumns = "quantities" {
        /// Names the row.
        quantity_id: String,
        /// The document.
        doc_id: String,
        /// The sentence it stands in.
        sentence_id: String,
        /// First character in `documents.text`.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind the last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The quantity as written.
        text: Option<String>,
        /// The value; of a range its lower bound.
        value: f64,
        /// The upper bound of a range.
        value_max: Option<f64>,
        /// The value, exact.
        value_decimal: Exact,
        /// The upper bound, exact.
        value_max_decimal: Option<Exact>,
        /// How the figure compares with the number.
        comparator: Comparator,
        /// The unit: ISO 4217, a UCUM-like symbol, `percent`, or `count:` and the classifier.
        unit: String,
        /// The unit as written.
        unit_text: Option<String>,
        /// What is measured.
        kind: QuantityKind,
        /// The rule that found it.
        rule: String,
    }

    /// A figure about something.
    Fact, FactColumns = "facts" {
        /// Names the row.
        fact_id: String,
        /// The document.
        doc_id: String,
        /// The sentence that states it.
        sentence_id: String,
        /// First character of the evidence.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind its last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte of the evidence in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind its last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The sentence that states it.
        evidence: Option<String>,
        /// What the figure is about, as written.
        subject: Option<String>,
        /// First character of the subject.
        subject_start: Option<i32>,
        /// Behind its last character.
        subject_end: Option<i32>,
        /// Where the subject was found.
        subject_from: Option<SubjectFrom>,
        /// The entity that the subject names.
        subject_entity_id: Option<String>,
        /// The place within or behind the subject.
        place_entity_id: Option<String>,
        /// What is measured, as written.
        metric: Option<String>,
        /// First character of the metric.
        metric_start: Option<i32>,
        /// Behind its last character.
        metric_end: Option<i32>,
        /// The metric in one spelling, for joining statements of the same figure.
        metric_key: Option<String>,
        /// What kind of figure it is.
        measure: Measure,
        /// How the figure was aggregated.
        statistic: Option<Statistic>,
        /// The value; of a range its lower bound.
        value: f64,
        /// The upper bound of a range.
        value_max: Option<f64>,
        /// The value, exact.
        value_decimal: Exact,
        /// The upper bound, exact.
        value_max_decimal: Option<Exact>,
        /// The unit, as in quantities.
        unit: String,
        /// How the figure compares with the number.
        comparator: Comparator,
        /// The figure as written, with its comparator.
        value_text: Option<String>,
        /// What is measured, as in quantities.
        kind: QuantityKind,
        /// The direction of a change.
        change: Option<Change>,
        /// What the change is measured against.
        change_basis: Option<ChangeBasis>,
        /// First day of the period that the change is measured against.
        base_start: Option<Day>,
        /// Its last day.
        base_end: Option<Day>,
        /// First day for which the figure holds.
        period_start: Option<Day>,
        /// Last day for which it holds.
        period_end: Option<Day>,
        /// The period as a TIMEX3 value.
        period: Option<String>,
        /// The period as written.
        period_text: Option<String>,
        /// Where the period was found.
        period_from: Option<SubjectFrom>,
        /// Whether the figure has come about.
        status: FactStatus,
        /// Who says so, as written.
        attributed_to: Option<String>,
        /// First character of who says so.
        attributed_start: Option<i32>,
        /// Behind its last character.
        attributed_end: Option<i32>,
        /// The entity that says so.
        attributed_entity_id: Option<String>,
        /// The quantity.
        quantity_id: String,
        /// The time that the period came from.
        time_id: Option<String>,
        /// What makes two statements the same figure.
        fact_key: Option<String>,
        /// The document's title.
        title: Option<String>,
        /// The document's publisher.
        publisher: Option<String>,
        /// The document's publication day.
        published_on: Option<Day>,
        /// The document's URL.
        url: Option<String>,
        /// The document's status.
        document_status: Status,
        /// Whether the document repeats an earlier one.
        is_duplicate: bool,
        /// The rule that found it.
        rule: String,
    }

    /// What is measured, across all articles.
    Metric, MetricColumns = "metrics" {
        /// The canonical metric.
        metric_key: String,
        /// Its most usual wording.
        name: String,
        /// What kind of figure it is.
        measure: Measure,
        /// The unit it is most often stated in.
        usual_unit: String,
        /// Facts that state it.
        fact_count: i32,
        /// Documents that state it.
        document_count: i32,
        /// One of those facts.
        example_fact_id: String,
    }

    /// Who holds which office.
    Position, PositionColumns = "positions" {
        /// Names the row.
        position_id: String,
        /// The document.
        doc_id: String,
        /// The sentence it stands in.
        sentence_id: String,
        /// First character of the statement.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind its last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte of the person's name in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind its last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The person's name as written.
        text: Option<String>,
        /// The person.
        person: String,
        /// The person's entity.
        person_entity_id: Option<String>,
        /// The office as written.
        position: String,
        /// The organisation, an alias expanded.
        org: Option<String>,
        /// The organisation's entity.
        org_entity_id: Option<String>,
        /// How the office is held.
        standing: Standing,
        /// The publication day of the document that says so.
        said_on: Option<Day>,
        /// The rule that found it.
        rule: String,
    }

    /// Conferences, forums, competitions and the like that an article reports.
    Event, EventColumns = "events" {
        /// Names the row.
        event_id: String,
        /// The document.
        doc_id: String,
        /// The sentence of the first mention.
        sentence_id: String,
        /// First character of the first mention.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind its last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The first mention as written.
        text: Option<String>,
        /// The fullest name in the article.
        name: String,
        /// The event's entity.
        entity_id: Option<String>,
        /// The name without its number.
        series: Option<String>,
        /// The number: of 第四届 it is 4.
        edition: Option<i32>,
        /// The event that this one is a part of.
        parent_event_id: Option<String>,
        /// First day.
        start_date: Option<Day>,
        /// Last day.
        end_date: Option<Day>,
        /// Where it takes place, as written.
        place: Option<String>,
        /// The place's entity.
        place_entity_id: Option<String>,
        /// The rule that found it.
        rule: String,
    }

    /// Which organisation does what for an event.
    EventRole, EventRoleColumns = "event_roles" {
        /// Names the row.
        event_role_id: String,
        /// The event.
        event_id: String,
        /// The document.
        doc_id: String,
        /// The sentence it stands in.
        sentence_id: String,
        /// First character of the organisation's name.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind its last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The name as written.
        text: Option<String>,
        /// What the organisation does.
        role: EventRoleKind,
        /// The organisation, an alias expanded.
        name: String,
        /// The organisation's entity.
        entity_id: Option<String>,
        /// The rule that found it.
        rule: String,
    }

    /// Which person does what at an event.
    EventPerson, EventPersonColumns = "event_people" {
        /// Names the row.
        event_person_id: String,
        /// The event.
        event_id: String,
        /// The document.
        doc_id: String,
        /// The sentence it stands in.
        sentence_id: String,
        /// First character of the person's name.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind its last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The name as written.
        text: Option<String>,
        /// The person.
        person: String,
        /// The person's entity.
        person_entity_id: Option<String>,
        /// What the person does.
        role: EventPersonRole,
        /// The row of positions that says who the person is.
        position_id: Option<String>,
        /// The rule that found it.
        rule: String,
    }

    /// A document issued by someone.
    Issuance, IssuanceColumns = "issuances" {
        /// Names the row.
        issuance_id: String,
        /// The article.
        doc_id: String,
        /// The sentence it stands in.
        sentence_id: String,
        /// First character of the document's title.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind its last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The title as written.
        text: Option<String>,
        /// The document that was issued.
        document: String,
        /// Its entity.
        document_entity_id: Option<String>,
        /// Who issued it; joint issuers have a row each.
        issuer: Option<String>,
        /// The issuer's entity.
        issuer_entity_id: Option<String>,
        /// The verb: 发布, 印发, 公布 and so on.
        action: String,
        /// How far the document has come.
        stage: IssuanceStage,
        /// The day, month or year, as precise as the text.
        #[schemars(regex(pattern = r"^\d{4}(-\d{2}(-\d{2})?)?$"))]
        date: Option<String>,
        /// First day of that date.
        start_date: Option<Day>,
        /// Last day of it.
        end_date: Option<Day>,
        /// The rule that found it.
        rule: String,
    }

    /// What happened to a named thing, and when.
    Milestone, MilestoneColumns = "milestones" {
        /// Names the row.
        milestone_id: String,
        /// The document.
        doc_id: String,
        /// The sentence it stands in.
        sentence_id: String,
        /// First character of the subject.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind its last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The subject as written.
        text: Option<String>,
        /// What it happened to.
        subject: String,
        /// The subject's entity.
        subject_entity_id: Option<String>,
        /// The verb as written.
        action: String,
        /// What kind of thing happened.
        action_type: MilestoneType,
        /// Who did it.
        actor: Option<String>,
        /// The actor's entity.
        actor_entity_id: Option<String>,
        /// First day of when it happened.
        start_date: Option<Day>,
        /// Last day.
        end_date: Option<Day>,
        /// Whether it has happened.
        status: MilestoneStatus,
        /// The time that says when.
        time_id: Option<String>,
        /// The rule that found it.
        rule: String,
    }

    /// Short names that an article defines.
    Alias, AliasColumns = "aliases" {
        /// Names the row.
        alias_id: String,
        /// The document.
        doc_id: String,
        /// The sentence it stands in.
        sentence_id: String,
        /// First character of the alias where it is defined.
        #[schemars(range(min = 0))]
        start: i32,
        /// Behind its last character.
        #[schemars(range(min = 0))]
        end: i32,
        /// First byte in the raw record.
        #[schemars(range(min = 0))]
        raw_start: i32,
        /// Behind the last byte.
        #[schemars(range(min = 0))]
        raw_end: i32,
        /// The alias as written where it is defined.
        text: Option<String>,
        /// The short name.
        alias: String,
        /// The full name.
        full: String,
        /// The entity of the full name, where it is one.
        entity_id: Option<String>,
        /// The rule that found it.
        rule: String,
    }

    /// What each rule does, and how often it did it in this version.
    Rule, RuleColumns = "rules" {
        /// The rule's id.
        rule: String,
        /// The table that its rows are in.
        table: String,
        /// What it does, in a line.
        summary: String,
        /// What it matches.
        matches: String,
        /// What it yields.
        yields: String,
        /// What it looks like but does not match.
        does_not_match: String,
        /// A sentence in which it works.
        example: String,
        /// Rows that it produced in this version.
        rows: i32,
        /// Documents that those are in.
        documents: i32,
        /// Rows that were held against hand-made annotations; null where not measured.
        gold_rows: Option<i32>,
        /// Those of them that were right.
        gold_right: Option<i32>,
    }

    /// What was seen and not published, or repaired.
    Note, NoteColumns = "notes" {
        /// Names the row.
        note_id: String,
        /// The document.
        doc_id: String,
        /// First character in `documents.text`, where it concerns the text.
        start: Option<i32>,
        /// Behind the last character.
        end: Option<i32>,
        /// First byte in the raw record.
        raw_start: Option<i32>,
        /// Behind the last byte.
        raw_end: Option<i32>,
        /// The text that it concerns.
        text: Option<String>,
        /// The room that noted it.
        stage: String,
        /// A stable code.
        #[schemars(regex(pattern = r"^[a-z_]+(\.[a-z_]+)+$"))]
        code: String,
        /// What was seen, and what was done about it.
        message: String,
        /// The rule, where one noted it.
        rule: Option<String>,
    }

    /// How whole each publisher's scrapes are.
    SourceRow, SourceRowColumns = "sources" {
        /// The account or site.
        publisher: String,
        /// The host that most of its scrapes come from.
        site: Option<String>,
        /// Its documents.
        document_count: i32,
        /// Documents of this status.
        bad_front_matter: i32,
        /// Documents of this status.
        blocked: i32,
        /// Documents of this status.
        login_required: i32,
        /// Documents of this status.
        deleted: i32,
        /// Documents of this status.
        not_found: i32,
        /// Documents of this status.
        error_page: i32,
        /// Documents of this status.
        garbled: i32,
        /// Documents of this status.
        listing: i32,
        /// Documents of this status.
        empty: i32,
        /// Documents of this status.
        nav_only: i32,
        /// Documents of this status.
        truncated: i32,
        /// Documents of this status.
        ok: i32,
        /// The first publication day.
        first_published_on: Option<Day>,
        /// The last publication day.
        last_published_on: Option<Day>,
        /// The median length of the bodies that are whole, in characters.
        median_body_chars: Option<i32>,
    }

    /// What could not be published.
    Reject, RejectColumns = "rejects" {
        /// Names the row.
        reject_id: String,
        /// The document; null where there is none.
        doc_id: Option<String>,
        /// Where the record lies.
        path: String,
        /// The table that the record was meant for.
        table: String,
        /// The room that rejected it.
        stage: String,
        /// A stable code.
        code: String,
        /// What was expected and what was found.
        message: String,
        /// JSON Pointer into the record.
        pointer: Option<String>,
        /// The record that failed, as JSON.
        record: Option<String>,
    }
}
