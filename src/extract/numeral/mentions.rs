//! Decides which numerals of a text stand as numbers, percentages, ordinals or ranges: what `jushi parse` gives as numerals.

use rust_decimal::Decimal;

use super::{More, Numeral, NumeralShape, parse_at, starts_numeral};
use crate::extract::Context;
use crate::lexicon::TokenTag;
use crate::text::{CharSpan, Text, is_han, is_latin};

/// What a numeral stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumeralKind {
    /// A number.
    Number,
    /// A percentage, in per cent.
    Percent,
    /// A rank: 第三.
    Ordinal,
    /// Bounds.
    Range,
}

impl NumeralKind {
    /// The published word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Percent => "percent",
            Self::Ordinal => "ordinal",
            Self::Range => "range",
        }
    }
}

/// A numeral in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumeralMention {
    /// Where it stands.
    pub span: CharSpan,
    /// What it stands for.
    pub kind: NumeralKind,
    /// Its value; of a range the lower bound, if there is one.
    pub value: Option<Decimal>,
    /// The upper bound of a range, if there is one.
    pub value_max: Option<Decimal>,
}

/// Words before a number that bound it from above (`true`) or from below.
const BOUNDS_BEFORE: &[(&str, bool)] = &[
    ("小于或等于", true),
    ("小于等于", true),
    ("不超过", true),
    ("不大于", true),
    ("不多于", true),
    ("不高于", true),
    ("至多", true),
    ("最多", true),
    ("小于", true),
    ("少于", true),
    ("低于", true),
    ("不到", true),
    ("不足", true),
    ("大于或等于", false),
    ("大于等于", false),
    ("不小于", false),
    ("不少于", false),
    ("不低于", false),
    ("至少", false),
    ("最少", false),
    ("大于", false),
    ("多于", false),
    ("高于", false),
    ("超过", false),
    ("高过", false),
];

/// Words behind a number that bound it.
const BOUNDS_BEHIND: &[(&str, bool)] = &[("以上", false), ("以下", true), ("以内", true)];

/// The numerals of a text, in order.
#[must_use]
pub fn find(cx: &Context<'_>) -> Vec<NumeralMention> {
    let text = cx.text();
    let mut found: Vec<NumeralMention> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !starts_numeral(text.at(at)) {
            at += 1;
            continue;
        }
        let Ok(Some(numeral)) = parse_at(text, at) else {
            at += 1;
            continue;
        };
        let end = numeral.span.end();
        match read(cx, &numeral) {
            Some(mention) => {
                let mention = bounded(text, mention, found.last());
                while found.last().is_some_and(|last| last.span.overlaps(mention.span)) {
                    found.pop();
                }
                at = mention.span.end().max(at + 1);
                found.push(mention);
            }
            None => at = end.max(at + 1),
        }
    }
    found
}

/// One numeral with its sign, mark or measure.
fn read(cx: &Context<'_>, numeral: &Numeral) -> Option<NumeralMention> {
    let text = cx.text();
    let (mut start, mut end) = (numeral.span.start(), numeral.span.end());
    if is_latin(text.before(start)) || numeral.shape == NumeralShape::Arabic && matches!(text.before(start), '.' | '_') {
        return None;
    }
    let rank = text.before(start) == '第';
    if numeral.shape == NumeralShape::BareScale && (numeral.more == More::No || numeral.span.len() < 2) || !rank && numeral.shape != NumeralShape::Arabic && is_word(cx, numeral) {
        return None;
    }
    let mut value = numeral.value;
    let mut kind = NumeralKind::Number;
    match numeral.shape {
        NumeralShape::PercentOf => kind = NumeralKind::Percent,
        _ if rank => {
            kind = NumeralKind::Ordinal;
            start -= 1;
        }
        _ => match text.at(end) {
            '%' => {
                kind = NumeralKind::Percent;
                end += 1;
            }
            '成' | '折' if numeral.value <= Decimal::TEN && !numeral.scaled && numeral.shape != NumeralShape::Arabic && !matches!(text.at(end + 1), '为' | '立' | '功' | '叠') =>
            {
                kind = NumeralKind::Percent;
                value = value.checked_mul(Decimal::TEN)?;
                end += 1;
                // 三成五, 七点五折.
                if let Some(digit) = crate::lexicon::digit(text.at(end)).filter(|_| text.before(end) == '成') {
                    value = value.checked_add(Decimal::from(digit))?;
                    end += 1;
                }
            }
            _ => {}
        },
    }
    let mut negative = false;
    if kind != NumeralKind::Ordinal
        && (text.before(start) == '负' || text.before(start) == '-' && !text.before(start.saturating_sub(1)).is_ascii_digit() && !is_latin(text.before(start.saturating_sub(1))))
    {
        negative = true;
        start -= 1;
    }
    if negative {
        value = -value;
    }
    Some(NumeralMention { span: CharSpan::of(start..end), kind, value: Some(value), value_max: numeral.value_max })
}

/// Whether Chinese numerals begin or end a word that is none: 一切, 十分, 百度.
fn is_word(cx: &Context<'_>, numeral: &Numeral) -> bool {
    let text = cx.text();
    let (start, end) = (numeral.span.start(), numeral.span.end());
    // The word list calls these numbers; they are adverbs.
    if ["十分", "万分", "百般", "千万不", "万万不"].iter().any(|w| text.starts_with(start, w)) && !text.starts_with(start, "十分之") && !text.starts_with(start, "万分之")
    {
        return true;
    }
    let begins = cx.lexicon.words_at(text, start).any(|w| {
        w.end > end
            && !matches!(w.tag, TokenTag::Number | TokenTag::Time)
            && !crate::lexicon::is_classifier_char(text.at(end))
            && cx.lexicon.cost(text.slice(CharSpan::of(w.start..w.end))).is_some_and(|c| c < 14.0)
    });
    let ends = numeral.span.len() == 1
        && start > 0
        && is_han(text.before(start))
        && cx.lexicon.words_at(text, start - 1).any(|w| w.end == end && !matches!(w.tag, TokenTag::Number | TokenTag::Time));
    begins || ends
}

/// A number with a bound in words, or joined to the one before it: 低于100, 从10到20.
fn bounded(text: &Text, mention: NumeralMention, before: Option<&NumeralMention>) -> NumeralMention {
    if mention.kind != NumeralKind::Number {
        return mention;
    }
    let (start, end) = (mention.span.start(), mention.span.end());
    if let Some(last) = before.filter(|l| l.kind == NumeralKind::Number) {
        let link: String = text.chars()[last.span.end()..start].iter().collect();
        if matches!(link.as_str(), "到" | "至" | "~" | "-" | "—" | "——") && last.value < mention.value {
            let from = last.span.start() - usize::from(matches!(text.before(last.span.start()), '从' | '自'));
            return NumeralMention { span: CharSpan::of(from..end), kind: NumeralKind::Range, value: last.value, value_max: mention.value };
        }
    }
    let range = |span: CharSpan, upper: bool| {
        let (value, value_max) = if upper { (None, mention.value) } else { (mention.value, None) };
        NumeralMention { span, kind: NumeralKind::Range, value, value_max }
    };
    if let Some((word, upper)) = BOUNDS_BEFORE.iter().find(|(w, _)| text.ends_with(start, w)) {
        return range(CharSpan::of(start - word.chars().count()..end), *upper);
    }
    if let Some((word, upper)) = BOUNDS_BEHIND.iter().find(|(w, _)| text.starts_with(end, w)) {
        return range(CharSpan::of(start..end + word.chars().count()), *upper);
    }
    mention
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn found(text: &str) -> Vec<String> {
        let article = Article::plain(text, None);
        let show = |v: Option<Decimal>| v.map_or_else(|| "-".to_owned(), |v| v.normalize().to_string());
        find(&Context::of(&article)).iter().map(|m| format!("{} {} {} {}", article.text.slice(m.span), m.kind.as_str(), show(m.value), show(m.value_max))).collect()
    }

    #[test]
    fn kinds() {
        let table: &[(&str, &[&str])] = &[
            ("负三十二", &["负三十二 number -32 -"]),
            ("九年八吨", &["九 number 9 -", "八 number 8 -"]),
            ("三成的企业，增长24.3%", &["三成 percent 30 -", "24.3% percent 24.3 -"]),
            ("第三届", &["第三 ordinal 3 -"]),
            ("低于100", &["低于100 range - 100"]),
            ("从10到20", &["从10到20 range 10 20"]),
            ("一切，百度，十分，万", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), *expected, "{text}");
        }
    }
}
