//! Decides what is told at the end of a run.

use std::collections::{BTreeMap, HashMap};

use crate::assemble::{FactStatus, SubjectFrom};
use crate::record::ArticleRows;

/// Facts named in the summary.
const TELLING: usize = 5;

/// A fact to show at the end of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct TellingFact {
    /// Its id.
    pub fact_id: String,
    /// Subject, metric and value in a line.
    pub text: String,
    /// The outlet and day.
    pub source: String,
    score: u32,
}

/// What is told at the end of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunSummary {
    /// Articles by status.
    pub statuses: BTreeMap<String, u64>,
    /// Rows by table, in the order of the contract.
    pub tables: Vec<(String, u64)>,
    /// The most telling facts.
    pub facts: Vec<TellingFact>,
    /// Records read.
    pub records: u64,
    /// Of these, those whose rows were taken over from an earlier run.
    pub taken_over: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Records that repeat others.
    pub duplicates: u64,
}

impl RunSummary {
    /// Keeps the facts that tell most: a named subject in the clause, a period, money or a change, an outlet.
    pub(super) fn look_at(&mut self, rows: &ArticleRows) {
        for fact in rows.facts.iter().filter(|f| !f.is_duplicate) {
            let (Some(subject), Some(metric), Some(value)) = (&fact.subject, &fact.metric, &fact.value_text) else { continue };
            let score = u32::from(fact.subject_entity_id.is_some()) * 4
                + u32::from(fact.subject_from == Some(SubjectFrom::Clause)) * 3
                + u32::from(fact.period_end.is_some()) * 3
                + u32::from(fact.unit == "CNY" || fact.unit == "USD") * 3
                + u32::from(fact.attributed_to.is_some())
                + u32::from((4..=16).contains(&metric.chars().count())) * 2;
            if self.facts.len() >= TELLING && self.facts.iter().all(|b| b.score >= score) {
                continue;
            }
            let when = fact.period_text.as_deref().map(|p| format!(" ({p})")).unwrap_or_default();
            let status = if fact.status == FactStatus::Actual { String::new() } else { format!(" [{}]", fact.status) };
            let source = [fact.publisher.clone(), fact.published_on.map(|d| d.to_string())].into_iter().flatten().collect::<Vec<_>>().join(", ");
            self.facts.push(TellingFact { fact_id: fact.fact_id.clone(), text: format!("{subject} · {metric}: {value}{when}{status}"), source, score });
            self.facts.sort_by(|a, b| b.score.cmp(&a.score).then(a.fact_id.cmp(&b.fact_id)));
            // Of one document at most two, so that a single long table does not fill the list.
            let mut seen: HashMap<String, usize> = HashMap::new();
            self.facts.retain(|b| {
                let document = b.fact_id.split(':').next().unwrap_or_default().to_owned();
                let n = seen.entry(document).or_default();
                *n += 1;
                *n <= 2
            });
            self.facts.truncate(TELLING);
        }
    }
}
