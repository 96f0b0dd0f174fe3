//! Decides what a quantity measures, and which phrase it is about.
//!
//! Each construction is one function; the first that applies decides. The order goes from what stands around the value for
//! certain (a table, a bracket, a comparison) to what only its neighbours suggest.

mod bracket;
mod change;
mod count;
mod group;
mod reach;
mod table;

pub(super) use change::CHANGES;

use crate::assemble::clause::{Clause, Of, SentenceView};
use crate::extract::{Mention, Quantity, QuantityKind};
use crate::text::CharSpan;

use super::FactClaim;

/// What a figure is about, as its construction tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A phrase.
    Phrase(CharSpan),
    /// Whatever the clause is about, up to a unit of it.
    Clause(usize),
    /// What the fact before is about.
    Previous(usize),
}

/// What a quantity measures.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where the metric stands.
    pub span: CharSpan,
    /// The metric as published.
    pub text: String,
    /// What it is about.
    pub about: About,
    /// The time that the construction itself names.
    pub time: Option<usize>,
    /// The fact whose period and status it shares.
    pub shares: Option<usize>,
    /// The rule.
    pub rule: &'static str,
}

/// A quantity in its clause.
pub struct Slot<'v, 'a> {
    /// The sentence.
    pub view: &'v SentenceView<'a>,
    /// The clause.
    pub clause: &'v Clause,
    /// Its number.
    pub number: usize,
    /// The quantity's place in it.
    pub at: usize,
    /// The quantity.
    pub quantity: &'v Mention<Quantity>,
    /// Where the clause's statement begins.
    pub head: usize,
}

impl<'a> Slot<'_, 'a> {
    fn counts(&self) -> bool {
        self.quantity.value.kind == QuantityKind::Count
    }

    fn stretch(&self, from: usize, to: usize) -> CharSpan {
        self.view.stretch(self.clause, from, to)
    }

    fn text(&self, from: usize, to: usize) -> &'a str {
        self.view.slice(self.stretch(from, to))
    }

    fn says(&self, at: usize) -> &str {
        if at < self.clause.units.len() { self.view.says(self.clause, at) } else { "" }
    }

    fn of(&self, at: usize) -> Option<Of> {
        (at < self.clause.units.len()).then(|| self.view.unit(self.clause, at).of)
    }

    fn len(&self) -> usize {
        self.clause.units.len()
    }

    fn is_verb(&self, at: usize) -> bool {
        at < self.len() && self.view.is_verb(self.view.unit(self.clause, at))
    }

    fn is_nominal(&self, at: usize) -> bool {
        at < self.len() && self.view.is_nominal(self.view.unit(self.clause, at))
    }
}

/// Finds what a quantity measures.
pub fn measure(slot: &Slot<'_, '_>, claims: &[FactClaim], last: Option<usize>) -> Option<Found> {
    if is_label(slot) {
        return None;
    }
    if slot.quantity.value.unit == "count:岁" {
        // An age that is nobody's bounds a group: 18-59岁人群.
        return count::aged(slot);
    }
    table::in_table(slot)
        .or_else(|| bracket::bracketed(slot, claims, last))
        .or_else(|| reach::compared(slot, claims, last))
        .or_else(|| change::changed(slot, claims, last))
        .or_else(|| group::population(slot))
        .or_else(|| count::counted(slot))
        .or_else(|| reach::reached(slot, claims, last))
        .or_else(|| reach::after_verb(slot))
        .or_else(|| reach::continued(slot, claims, last))
}

/// Whether a quantity is part of what something is called: 64位系统, 128GB版, 5折交叉验证.
fn is_label(slot: &Slot<'_, '_>) -> bool {
    let next = slot.says(slot.at + 1);
    let unit = slot.quantity.value.unit.as_str();
    let word_size = unit == "count:位" && ["8", "16", "32", "64", "128", "256", "512"].iter().any(|w| slot.quantity.value.value.normalize().to_string() == *w);
    word_size
        || next == "版"
        || next.starts_with("交叉")
        || matches!(slot.quantity.value.kind, QuantityKind::Data) && ["起售价", "售价", "版本"].iter().any(|w| next.starts_with(w))
}
