//! Decides which quantities state a figure about something, and completes the statement.
//!
//! A *fact* is a quantity with what it measures (metric), what it is about (subject), when it holds (period), whether it has
//! come about (status), and who says so. Each part is searched in the clause, then in the sentence, then in the paragraph, and
//! the row says where it was found. A quantity without a metric is no fact, nor is one in a rule or a hypothesis.

mod context;
mod measure;
mod rules;

pub use rules::RULES;

use chrono::NaiveDate;

use super::clause::SentenceView;
use super::{Change, ChangeBasis, FactStatus, Measure, Statistic, SubjectFrom};
use crate::extract::rule::RuleId;
use crate::extract::{Context, EntityMention, EntityType, Mention, Mentions, Quantity, QuantityKind};
use crate::lexicon::TokenTag;
use crate::text::{CharSpan, is_han};

/// A figure about something.
#[derive(Debug, Clone, PartialEq)]
pub struct FactClaim {
    /// The sentence.
    pub sentence: usize,
    /// The quantity's number among the article's.
    pub quantity: usize,
    /// The metric.
    pub metric: CharSpan,
    /// The metric as published: as written, for a change with the metric that changes in front.
    pub metric_text: String,
    /// The subject.
    pub subject: Option<CharSpan>,
    /// The subject as published: an alias expanded.
    pub subject_text: Option<String>,
    /// Where the subject was found.
    pub subject_from: Option<SubjectFrom>,
    /// First day for which it holds.
    pub start: Option<NaiveDate>,
    /// Last day for which it holds.
    pub end: Option<NaiveDate>,
    /// The time that the period came from, by its number.
    pub time: Option<usize>,
    /// Where the period was found.
    pub period_from: Option<SubjectFrom>,
    /// Whether it has come about.
    pub status: FactStatus,
    /// What kind of figure it is.
    pub measure: Measure,
    /// How it was aggregated.
    pub statistic: Option<Statistic>,
    /// The direction of a change.
    pub change: Option<Change>,
    /// What the change is measured against.
    pub basis: Option<ChangeBasis>,
    /// First day of what the change is measured against.
    pub base_start: Option<NaiveDate>,
    /// Its last day.
    pub base_end: Option<NaiveDate>,
    /// Who says so.
    pub attributed: Option<CharSpan>,
    /// The name of who says so.
    pub attributed_text: Option<String>,
    /// The rule.
    pub rule: RuleId,
}

/// Types of names that a figure can be about.
pub(super) const SUBJECTS: &[EntityType] =
    &[EntityType::Org, EntityType::Fac, EntityType::Gpe, EntityType::Loc, EntityType::Work, EntityType::Product, EntityType::Person, EntityType::Event];

/// Finds the facts of an article.
#[must_use]
pub fn find(cx: &Context<'_>, mentions: &Mentions) -> Vec<FactClaim> {
    let mut claims: Vec<FactClaim> = Vec::new();
    let mut next = 0;
    // What earlier sentences of the paragraph leave: the subject and the time in force.
    let mut carried = context::Carried::default();
    for number in 0..cx.article.sentences.len() {
        let sentence = &cx.article.sentences[number];
        let first = next;
        while next < mentions.quantities.len() && mentions.quantities[next].span.start() < sentence.span.end() {
            next += 1;
        }
        let view = SentenceView::new(cx, mentions, number);
        carried.enter(&view, sentence.paragraph);
        let mut previous: Option<FactClaim> = None;
        for (offset, quantity) in mentions.quantities[first..next].iter().enumerate() {
            if is_normative(&view, quantity) {
                continue;
            }
            let Some(found) = measure::metric(&view, quantity, previous.as_ref()) else { continue };
            let claim = context::complete(&view, mentions, first + offset, quantity, &found, previous.as_ref(), &carried);
            previous = Some(claim.clone());
            claims.push(claim);
        }
        carried.leave(&view, previous.as_ref());
    }
    claims
}

/// Rules and hypotheses: 处理100万人以上个人信息的, 处五万元以上罚款.
fn is_normative(view: &SentenceView<'_>, quantity: &Mention<Quantity>) -> bool {
    let clause = view.clause(quantity.span.start());
    let text = view.slice(clause);
    let behind = view.slice(CharSpan::of(quantity.span.end()..clause.end().max(quantity.span.end())));
    let fine = ["处以", "并处", "罚款；", "以下罚款", "以下的罚款", "应当", "不得", "可以处"].iter().any(|w| text.contains(w)) && !text.contains("被");
    let hypothetical = behind.ends_with('的') && (text.contains("以上") || text.contains("以下") || text.contains("超过") || text.contains("达到") || text.contains('满'));
    let conditional = ["如果", "若", "假如", "凡"].iter().any(|w| text.starts_with(w));
    fine || hypothetical || conditional
}

/// A metric with the stretch it was read from and what it says of the figure.
pub(super) struct Metric {
    pub span: CharSpan,
    pub text: String,
    pub rule: RuleId,
    /// The noun phrase that a subject may stand in front of.
    pub subject_in: Option<CharSpan>,
    /// Whether the previous fact of the sentence lends its subject, too.
    pub continues: bool,
}

/// Takes a name off the front of a noun phrase: 成都市网络安全相关业务收入 is 成都市 and its metric.
pub(super) fn split_subject<'a>(view: &SentenceView<'a>, phrase: CharSpan) -> (Option<&'a EntityMention>, CharSpan) {
    let text = view.cx.text();
    let leading = view
        .entities
        .iter()
        .rfind(|m| m.span.start() <= phrase.start() + 1 && m.span.end() > phrase.start() && m.span.end() < phrase.end() && SUBJECTS.contains(&m.value.entity_type));
    match leading {
        Some(mention) => {
            let mut start = mention.span.end();
            while start < phrase.end() && matches!(text.at(start), '的' | ' ' | '、' | '”' | '）' | '中') {
                start += 1;
            }
            (Some(mention), CharSpan::of(start..phrase.end()))
        }
        None => (None, phrase),
    }
}

/// Whether a stretch holds a noun.
pub(super) fn has_noun(view: &SentenceView<'_>, span: CharSpan) -> bool {
    view.tokens_in(span).iter().any(|t| {
        matches!(view.tag(t), TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Latin | TokenTag::Unknown | TokenTag::Other)
            && view.slice(t.span).chars().any(|c| is_han(c) || c.is_alphabetic())
    })
}

/// Whether a quantity is a share, a change or a ratio by its unit.
pub(super) fn is_relative(quantity: &Quantity) -> bool {
    matches!(quantity.kind, QuantityKind::Percent | QuantityKind::PercentagePoint | QuantityKind::Times)
}

#[cfg(test)]
mod tests;
