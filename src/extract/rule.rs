//! Decides what a rule is: a named value with a manual page.

/// The id of a rule, dotted: `time.range.day_of_month`.
pub type RuleId = &'static str;

/// A rule's manual page, which `jushi rules` prints and the `rules` table publishes. Its example is a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// The table that its rows are in.
    pub table: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// What it matches.
    pub matches: &'static str,
    /// What it yields.
    pub yields: &'static str,
    /// What it looks like but does not match.
    pub does_not_match: &'static str,
    /// A sentence in which it works.
    pub example: &'static str,
}

/// Defines the rules of a room as an explicit list: for each its id as a constant and its page.
macro_rules! rules {
    ($table:literal; $($name:ident = $id:literal { $summary:literal, matches $matches:literal, yields $yields:literal, not $does_not_match:literal, example $example:literal })+) => {
        $(#[doc = $summary] pub const $name: $crate::extract::RuleId = $id;)+
        /// The rules of this room, in order.
        pub const RULES: &[$crate::extract::Rule] = &[$($crate::extract::Rule {
            id: $id, table: $table, summary: $summary, matches: $matches, yields: $yields, does_not_match: $does_not_match, example: $example,
        }),+];
    };
}
pub(crate) use rules;
