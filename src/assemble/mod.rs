//! Decides what is being claimed.
//!
//! A *claim* is mentions joined by the sentence they stand in: a figure about something, an office held, an event with its
//! hosts, a document issued, a milestone reached. Claims of one article depend on that article alone; what joins articles
//! (merged entities, duplicates) are pure functions over registries that the pipeline owns.

pub mod clause;
pub mod duplicate;
pub mod event;
pub mod fact;
pub mod issuance;
mod keys;
pub mod link;
pub mod milestone;
pub mod part;
mod phrase;
pub mod position;
mod words;

pub use event::{EventClaim, EventPersonClaim, EventRoleClaim};
pub use fact::FactClaim;
pub use issuance::IssuanceClaim;
pub use keys::{fact_key, metric_key};
pub use link::EntityId;
pub use milestone::MilestoneClaim;
pub use part::PartClaim;
pub use position::PositionClaim;
pub use words::{
    Change, ChangeBasis, EntityNameKind, EventPersonRole, EventRoleKind, FactStatus, IssuanceStage, Measure, MilestoneStatus, MilestoneType, Standing, Statistic, SubjectFrom,
};

use crate::extract::{Context, Mentions, Rule};

/// Everything that is claimed in an article.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// Figures.
    pub facts: Vec<FactClaim>,
    /// Offices.
    pub positions: Vec<PositionClaim>,
    /// Events.
    pub events: Vec<EventClaim>,
    /// Documents issued.
    pub issuances: Vec<IssuanceClaim>,
    /// Milestones.
    pub milestones: Vec<MilestoneClaim>,
    /// What is a part of what.
    pub parts: Vec<PartClaim>,
}

/// Assembles the claims of an article from its mentions.
#[must_use]
pub fn assemble(cx: &Context<'_>, mentions: &Mentions) -> Claims {
    if !cx.article.is_extracted() {
        return Claims::default();
    }
    let views = clause::SentenceView::all(cx, mentions);
    let positions = position::find(&views);
    Claims {
        facts: fact::find(&views),
        events: event::find(mentions, &views, &positions),
        issuances: issuance::find(&views),
        milestones: milestone::find(&views),
        parts: part::find(&views),
        positions,
    }
}

/// Every rule of claims, in order.
#[must_use]
pub fn rules() -> Vec<&'static Rule> {
    [fact::RULES, position::RULES, event::RULES, issuance::RULES, milestone::RULES].into_iter().flatten().collect()
}
