//! Decides which expressions denote a time, and which days they mean.
//!
//! Two steps. The grammar ([`grammar`]) reads a [`TimeExpr`]: what is written, with what is left out left out. Resolution
//! ([`resolve`]) gives it days, from the publication day and from the times before it in the article; it may decline.
//! Conventions are those of Chinese news: weeks run Monday to Sunday, 年底 is December, 上旬 the first ten days, a period ends on
//! the last day that it names.

mod clock;
mod duration;
mod expr;
mod grammar;
mod part;
mod resolve;
mod rules;
mod words;

pub use expr::{Clock, Part, Point, TimeExpr, Unit, YearRef};
pub use grammar::{Parsed, parse_at};
pub use resolve::{Anchor, Resolver};
pub use rules::RULES;

use chrono::NaiveDate;

use super::{Context, Granularity, Mention, Mentions, Modifier, TimeKind, holding, identifier};
use crate::article::Note;
use crate::text::CharSpan;

/// A temporal expression in the text.
pub type TimeMention = Mention<TimeValue>;

/// What a temporal expression means.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeValue {
    /// What it denotes.
    pub kind: TimeKind,
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The last day, inclusive.
    pub end: Option<NaiveDate>,
    /// The clock time at the start.
    pub start_time: Option<Clock>,
    /// The clock time at the end, of a stretch of the clock.
    pub end_time: Option<Clock>,
    /// Minutes east of UTC, where a zone is named.
    pub utc_offset: Option<i32>,
    /// The TIMEX3 value.
    pub value: Option<String>,
    /// The unit in which it was stated.
    pub granularity: Option<Granularity>,
    /// What narrows it.
    pub modifier: Option<Modifier>,
    /// What it was resolved from.
    pub anchor: Anchor,
    /// The length of a duration, or the interval of a set, in seconds.
    pub seconds: Option<i64>,
    /// The part of the day, where one is named without a clock time.
    pub part_of_day: Option<(u32, u32)>,
}

/// Adds the times of the article.
pub fn extract(cx: &Context<'_>, mentions: &mut Mentions) {
    let identifiers = identifier::spans(mentions);
    let works: Vec<CharSpan> = mentions.entities.iter().map(|e| e.span).collect();
    let text = cx.text();
    let mut resolver = Resolver::new(cx.reference);
    for (number, sentence) in cx.article.sentences.iter().enumerate() {
        if sentence.span.start() >= cx.article.usable_end {
            break;
        }
        resolver.enter(number, sentence.paragraph);
        let mut at = sentence.span.start();
        while at < sentence.span.end() {
            if let Some(blocked) = holding(&identifiers, at).or_else(|| holding(&works, at)) {
                at = blocked.end().max(at + 1);
                continue;
            }
            let Some(parsed) = parse_at(cx, at) else {
                at += 1;
                continue;
            };
            let blocked = identifiers.iter().chain(&works).any(|b| b.overlaps(parsed.span)) || parsed.span.end() > sentence.span.end();
            if blocked {
                at += 1;
                continue;
            }
            match resolver.resolve(&parsed.expr, future_is_meant(cx, parsed.span)) {
                Ok(value) => {
                    resolver.remember(&value, mentions.times.len());
                    mentions.times.push(Mention { span: parsed.span, sentence: number, value, rule: parsed.rule });
                }
                Err(reason) => mentions.notes.push(Note {
                    code: "time.impossible_date",
                    message: format!("“{}” {reason}; it was left out", text.slice(parsed.span)),
                    span: Some(parsed.span),
                    rule: Some(parsed.rule),
                }),
            }
            at = parsed.span.end().max(at + 1);
        }
    }
}

/// Whether the words before an expression put it into the future: 将于9月举行.
fn future_is_meant(cx: &Context<'_>, span: CharSpan) -> bool {
    let text = cx.text();
    let from = span.start().saturating_sub(12);
    let before = &text.chars()[from..span.start()];
    let before: String = before.iter().collect();
    let clause = before.rsplit(['，', '。', '；']).next().unwrap_or_default();
    ["将", "拟", "计划", "预计", "定于", "有望", "即将"].iter().any(|w| clause.contains(w))
}

#[cfg(test)]
mod tests;
