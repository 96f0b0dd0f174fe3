//! Decides which words say what a claim is.
//!
//! Closed sets of the published contract; `record` gives them their place in JSON and Parquet.

use crate::text::words;

words! {
    /// How a name names its entity.
    EntityNameKind {
        Canonical = "canonical",
        Full = "full",
        Short = "short",
        Latin = "latin",
        Alias = "alias",
        Former = "former",
    }
    /// Where the subject or the period of a fact was found.
    SubjectFrom {
        Clause = "clause",
        Sentence = "sentence",
        Paragraph = "paragraph",
        Title = "title",
    }
    /// What kind of figure a fact states.
    Measure {
        Level = "level",
        Change = "change",
        Share = "share",
        Ratio = "ratio",
        Score = "score",
        Count = "count",
    }
    /// How a figure was aggregated.
    Statistic {
        Total = "total",
        Cumulative = "cumulative",
        AnnualAverage = "annual_average",
        Average = "average",
        Median = "median",
        Maximum = "maximum",
        Minimum = "minimum",
        CompoundAnnual = "compound_annual",
    }
    /// The direction of a change.
    Change {
        Increase = "increase",
        Decrease = "decrease",
    }
    /// What a change is measured against.
    ChangeBasis {
        YearOnYear = "year_on_year",
        PeriodOnPeriod = "period_on_period",
        ThanStated = "than_stated",
    }
    /// Whether a figure has come about.
    FactStatus {
        Actual = "actual",
        Target = "target",
        Forecast = "forecast",
        Plan = "plan",
        Proposal = "proposal",
    }
    /// How a person holds an office at the time of writing.
    Standing {
        Current = "current",
        Former = "former",
        Then = "then",
        Acting = "acting",
        Appointed = "appointed",
        Removed = "removed",
    }
    /// What an organisation does for an event.
    EventRoleKind {
        Host = "host",
        Organizer = "organizer",
        CoOrganizer = "co_organizer",
        Guide = "guide",
        Support = "support",
    }
    /// What a person does at an event.
    EventPersonRole {
        Chair = "chair",
        Speaker = "speaker",
        Attendee = "attendee",
        Presenter = "presenter",
    }
    /// How far a document has come.
    IssuanceStage {
        Draft = "draft",
        Trial = "trial",
        Final = "final",
        Revised = "revised",
    }
    /// What happened to a named thing.
    MilestoneType {
        Founded = "founded",
        Approved = "approved",
        Opened = "opened",
        Launched = "launched",
        Effective = "effective",
        Completed = "completed",
        Renamed = "renamed",
        Ended = "ended",
    }
    /// Whether a milestone has been reached.
    MilestoneStatus {
        Actual = "actual",
        Plan = "plan",
    }
}
