//! Decides which numbers are quantities, and of what.
//!
//! A *quantity* is a number with a unit or a counted noun. The reader walks the text from numeral to numeral; at each it reads
//!
//! ```text
//! quantity   = [comparator] measure [comparator]
//! measure    = sign numeral | numeral (unit | currency | classifier | noun) | fraction | numeral "成"
//! range      = numeral [unit] ("-" | "~" | "至" | "到") measure          10%-15%, 3至5家
//!            | measure lower measure upper                               5万元以上10万元以下
//! list       = numeral {("、" | "和") numeral} unit                      3、5和7亿元
//! ```
//!
//! A bare number in a table's column is one, too, where the column's head names the unit (`table`).
//!
//! Values are exact; 万 and 亿 are multiplied out, units stay as written. Out of scope: dates and durations (the time room's),
//! ordinals and ranks, numbers inside names, 数十 and 若干.

mod count;
mod grammar;
mod listing;
mod range;
mod rules;
mod scaled;
mod table;
mod unit;

pub use rules::RULES;

use rust_decimal::Decimal;

use super::{Comparator, Context, Mention, Mentions, QuantityKind, holding, identifier};
use crate::text::CharSpan;

/// A measured or counted number.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The value; of a range its lower bound.
    pub value: Decimal,
    /// The upper bound of a range.
    pub value_max: Option<Decimal>,
    /// How the figure compares with the number.
    pub comparator: Comparator,
    /// The unit, as published.
    pub unit: String,
    /// The unit as written.
    pub unit_text: Option<CharSpan>,
    /// What is measured.
    pub kind: QuantityKind,
    /// The stretch with the comparator's words: 近 300 亿元.
    pub full_span: CharSpan,
}

/// Adds the quantities of the article.
pub fn extract(cx: &Context<'_>, mentions: &mut Mentions) {
    let identifiers = identifier::spans(mentions);
    let times: Vec<CharSpan> = mentions.times.iter().map(|t| t.span).collect();
    let works: Vec<CharSpan> = mentions.entities.iter().map(|e| e.span).collect();
    let reader = grammar::Reader::new(cx);
    for (number, sentence) in cx.article.sentences.iter().enumerate() {
        if sentence.span.start() >= cx.article.usable_end {
            break;
        }
        if is_code(cx.text().slice(sentence.span)) {
            continue;
        }
        let mut at = sentence.span.start();
        while at < sentence.span.end() {
            if let Some(blocked) = holding(&identifiers, at).or_else(|| holding(&times, at)).or_else(|| holding(&works, at)) {
                at = blocked.end().max(at + 1);
                continue;
            }
            match reader.read(at, sentence.span) {
                grammar::Read::Quantities(found) => {
                    let end = found.last().map_or(at + 1, |(span, ..)| span.end());
                    for (span, value, rule) in found {
                        let blocked = identifiers.iter().chain(&times).chain(&works).any(|b| b.overlaps(span));
                        if !blocked && span.end() <= sentence.span.end() {
                            mentions.quantities.push(Mention { span, sentence: number, value, rule });
                        }
                    }
                    at = end.max(at + 1);
                }
                grammar::Read::Overflow(span) => {
                    mentions.notes.push(crate::article::Note {
                        code: "number.overflow",
                        message: "a number with more digits than an exact decimal holds was left out".to_owned(),
                        span: Some(span),
                        rule: None,
                    });
                    at = span.end().max(at + 1);
                }
                grammar::Read::Nothing(next) => at = next.max(at + 1),
            }
        }
    }
    table::extract(cx, mentions);
}

/// Whether a sentence without a Chinese character is a line of a program: `border-radius: 50%;`, `int x = 64L`.
fn is_code(sentence: &str) -> bool {
    sentence.contains(['{', '}', '[', ']', '\\', '=', '<', '>', '_', ';']) && !sentence.contains(crate::text::is_han)
}

#[cfg(test)]
mod tests;
