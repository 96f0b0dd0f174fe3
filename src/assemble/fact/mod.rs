//! Decides which quantities state a figure about something, and completes the statement.
//!
//! A *fact* is a quantity with what it measures (metric), what it is about (subject), when it holds (period), whether it has
//! come about (status), and who says so. Each part is searched in the clause, then in the sentence, then in the paragraph, and
//! the row says where it was found. A quantity without a metric is no fact, nor is one in a rule or a hypothesis.

mod context;
mod measure;
mod period;
mod respective;
mod rules;
mod subject;

pub use rules::RULES;

use chrono::NaiveDate;

use crate::article::SentenceKind;

use super::clause::SentenceView;
use super::{Change, ChangeBasis, FactStatus, Measure, Statistic, SubjectFrom};
use crate::extract::rule::RuleId;
use crate::extract::{EntityType, Mention, Quantity, QuantityKind};
use crate::text::CharSpan;

use measure::Slot;
use subject::Carried;

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

/// Finds the facts of an article. Each quantity looks at its clause and at a bounded number of clauses and facts before it, so the
/// time is linear in the article but for a clause of very many quantities.
#[must_use]
pub fn find(views: &[SentenceView<'_>]) -> Vec<FactClaim> {
    let mut claims: Vec<FactClaim> = Vec::new();
    let mut carried = Carried::default();
    // The first row of the table that the sentences are in.
    let mut head_row: Option<usize> = None;
    // What is carried serves the quantities that follow.
    let last = views.iter().rposition(|view| !view.quantities.is_empty()).map_or(0, |last| last + 1);
    for view in &views[..last] {
        head_row = if view.kind() == SentenceKind::TableRow { head_row.or(Some(view.number)) } else { None };
        carried.enter(view);
        for (offset, quantity) in view.quantities.iter().enumerate() {
            let number = view.first_quantity + offset;
            let Some((clause_number, at)) = view.place_of(number) else { continue };
            if is_normative(view, quantity) {
                continue;
            }
            let clause = &view.clauses[clause_number];
            let slot = Slot { view, clause, number: clause_number, at, quantity, head: view.head(clause, at), head_row };
            let last = claims.len().checked_sub(1).filter(|l| claims[*l].sentence + 1 >= view.number);
            let Some(found) = measure::measure(&slot, &claims, last) else { continue };
            let mut claim = context::complete(&slot, number, &found, &claims, &carried);
            if claim.metric_text == view.slice(claim.metric) {
                claim.metric = view.balanced(claim.metric);
                subject::bare(view.slice(claim.metric)).clone_into(&mut claim.metric_text);
            }
            respective::distribute(&slot, &mut claim);
            // What a fact before takes its period from, one after it in the paragraph may.
            if claim.time.is_some() && (claim.start.is_some() || claim.end.is_some()) && !matches!(claim.rule, rules::BASE | rules::FROM_VALUE) {
                carried.dated = Some(claims.len());
                carried.last_dated = carried.dated;
            }
            claims.push(claim);
        }
        carried.leave(view);
    }
    claims
}

/// Rules, hypotheses and slogans: 处理100万人以上个人信息的, 处五万元以上罚款.
fn is_normative(view: &SentenceView<'_>, quantity: &Mention<Quantity>) -> bool {
    // “两个确立”, 四位一体: slogans.
    let cx_text = view.cx.text();
    let slogan = matches!(cx_text.before(quantity.span.start()), '“' | '「')
        && (1..=8).any(|n| matches!(cx_text.at(quantity.span.end() + n), '”' | '」'))
        && cx_text.at(quantity.span.end()) != ' ';
    if slogan || cx_text.starts_with(quantity.span.end(), "一体") {
        return true;
    }
    let clause = view.clause(quantity.span.start());
    let near = view.around(quantity.span.start());
    let text = view.slice(clause);
    let behind = view.slice(CharSpan::of(quantity.span.end()..clause.end().max(quantity.span.end())));
    let fine = ["并处", "罚款；", "以下罚款", "以下的罚款", "应当", "不得", "可以处"].iter().any(|w| text.contains(w)) && !text.contains("被");
    let fined = text.contains("处以") && !view.slice(near).contains(['对', '被', '因']);
    let hypothetical = behind.ends_with('的') && (text.contains("以上") || text.contains("以下") || text.contains("超过") || text.contains("达到") || text.contains('满'));
    let supposed = ["假设", "举个例子", "举一个例子", "假如", "倘若"].iter().any(|w| view.slice(near).contains(w));
    // What an earlier clause supposes: 如果…，损失将超过100亿元.
    let lead = view.slice(CharSpan::of(near.start().min(clause.start())..clause.start()));
    let supposed = supposed || ["如果", "倘若", "假如", "一旦", "否则", "只要", "就算", "即使", "考虑示例", "举例来说"].iter().any(|w| lead.contains(w));
    let asks = ["怎么办", "是否", "吗？", "吗?"].iter().any(|w| text.contains(w));
    let supposed = supposed || asks || view.slice(near).contains("即可") || text.contains("不允许");
    let conditional = supposed || ["如果", "若", "假如", "凡是", "假设", "倘若"].iter().any(|w| text.starts_with(w)) && !text.starts_with("若干");
    fine || fined || hypothetical || conditional
}

/// Whether a quantity is a share, a change or a ratio by its unit.
fn is_relative(quantity: &Quantity) -> bool {
    matches!(quantity.kind, QuantityKind::Percent | QuantityKind::PercentagePoint | QuantityKind::Times)
}

#[cfg(test)]
mod tests;
