//! Decides which numerals of a text stand as numbers, percentages, ordinals or ranges: what `jushi parse` gives as numerals.

use rust_decimal::Decimal;

use super::grammar::blanks;
use super::{More, Numeral, NumeralShape, parse_at, starts_numeral, tenths};
use crate::extract::{Comparator, Context, comparator, holding, identifier};
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

/// The numerals of a text, in order.
#[must_use]
pub fn find(cx: &Context<'_>) -> Vec<NumeralMention> {
    let text = cx.text();
    let addresses = identifier::addresses(text);
    let mut found: Vec<NumeralMention> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        // The figures of an address are none.
        if let Some(address) = holding(&addresses, at) {
            at = address.end().max(at + 1);
            continue;
        }
        if text.starts_with(at, "对折") && text.before(at) == '打' || text.starts_with(at, "對折") && text.before(at) == '打' {
            found.push(NumeralMention { span: CharSpan::of(at..at + 2), kind: NumeralKind::Percent, value: Some(Decimal::from(50)), value_max: None });
            at += 2;
            continue;
        }
        if let Some(mention) = slash_fraction(text, at) {
            at = mention.span.end();
            found.push(mention);
            continue;
        }
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

/// 3/5, 1 4/3, -3/2: a fraction in Arabic digits, which is no date and no path.
fn slash_fraction(text: &Text, at: usize) -> Option<NumeralMention> {
    if !text.at(at).is_ascii_digit()
        || text.before(at).is_ascii_digit()
        || is_latin(text.before(at))
        || matches!(text.before(at), '/' | '.' | '_' | ':')
        || text.before(at) == ',' && text.before(at - 1).is_ascii_digit()
    {
        return None;
    }
    let integer = |from: usize| {
        let end = (from..).find(|i| !text.at(*i).is_ascii_digit())?;
        let value: Decimal = text.chars()[from..end].iter().collect::<String>().parse().ok()?;
        (end > from && end - from <= 9).then_some((value, end))
    };
    let (first, first_end) = integer(at)?;
    let (whole, top, top_end) = if text.at(first_end) == ' ' {
        let (top, end) = integer(first_end + 1)?;
        (first, top, end)
    } else {
        (Decimal::ZERO, first, first_end)
    };
    if text.at(top_end) != '/' {
        return None;
    }
    let (bottom, end) = integer(top_end + 1)?;
    let goes_on = matches!(text.at(end), '/' | '.' | '-' | ':' | '月' | '日' | '号') || is_latin(text.at(end)) || text.at(end) == 'G';
    let week = top == Decimal::from(24) && bottom == Decimal::from(7);
    if goes_on || week || bottom.is_zero() {
        return None;
    }
    let negative = text.before(at) == '-' && !text.before(at.saturating_sub(1)).is_ascii_digit();
    let value = whole.checked_add(top.checked_div(bottom)?)?;
    let (start, value) = if negative { (at - 1, -value) } else { (at, value) };
    Some(NumeralMention { span: CharSpan::of(start..end), kind: NumeralKind::Number, value: Some(value), value_max: None })
}

/// 个百分点 behind a number, with blanks and in traditional characters: where it ends.
fn percentage_point(text: &Text, at: usize) -> Option<usize> {
    let mut at = blanks(text, at, 4);
    if matches!(text.at(at), '个' | '個') {
        at = blanks(text, at + 1, 2);
    }
    for part in ['百', '分', '点'] {
        if text.at(at) != part {
            return None;
        }
        at = if part == '点' { at + 1 } else { blanks(text, at + 1, 2) };
    }
    Some(at)
}

/// One numeral with its sign, mark or measure.
fn read(cx: &Context<'_>, numeral: &Numeral) -> Option<NumeralMention> {
    let text = cx.text();
    let (mut start, mut end) = (numeral.span.start(), numeral.span.end());
    let dotted = text.before(start) == '.' && text.before(start.saturating_sub(1)) != '.';
    if is_latin(text.before(start)) || numeral.shape == NumeralShape::Arabic && (dotted || text.before(start) == '_') {
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
        _ => {
            // 40k, -2.5 M.
            let letter = blanks(text, end, 1);
            let factor = match text.at(letter) {
                'k' | 'K' => 1_000_u32,
                'M' => 1_000_000,
                _ => 1,
            };
            if factor > 1 && numeral.shape == NumeralShape::Arabic && !is_latin(text.at(letter + 1)) && !text.at(letter + 1).is_ascii_digit() && text.at(letter + 1) != '/' {
                value = value.checked_mul(Decimal::from(factor))?;
                end = letter + 1;
            }
            if text.at(end) == '%' {
                kind = NumeralKind::Percent;
                end += 1;
            } else if let Some((stop, percent)) = tenths(text, numeral) {
                (kind, value, end) = (NumeralKind::Percent, percent, stop);
            } else if text.at(end) == '折' && numeral.value >= Decimal::TEN {
                // 十折 is no discount.
                return None;
            } else if let Some(stop) = percentage_point(text, end) {
                (kind, end) = (NumeralKind::Percent, stop);
            } else if text.at(end) == '^' && numeral.shape == NumeralShape::Arabic {
                let (raised, stop) = power_of(text, value, end + 1)?;
                (value, end) = (raised, stop);
            }
        }
    }
    let mut negative = false;
    if kind != NumeralKind::Ordinal
        && (matches!(text.before(start), '负' | '負')
            || text.before(start) == '-'
                && !text.before(start.saturating_sub(1)).is_ascii_digit()
                && !is_latin(text.before(start.saturating_sub(1)))
                && text.before(start.saturating_sub(1)) != '-')
    {
        negative = true;
        start -= 1;
    }
    if negative {
        value = -value;
    }
    Some(NumeralMention { span: CharSpan::of(start..end), kind, value: Some(value), value_max: numeral.value_max })
}

/// A number raised to a whole power; the sign of the exponent may be written.
fn power_of(text: &Text, base: Decimal, at: usize) -> Option<(Decimal, usize)> {
    let digits_at = at + usize::from(matches!(text.at(at), '-' | '+'));
    let end = (digits_at..).find(|i| !text.at(*i).is_ascii_digit())?;
    let exponent: u32 = text.chars()[digits_at..end].iter().collect::<String>().parse().ok().filter(|e| *e <= 30)?;
    let raised = (0..exponent).try_fold(Decimal::ONE, |n, _| n.checked_mul(base))?;
    Some((if text.at(at) == '-' { Decimal::ONE.checked_div(raised)? } else { raised }, end))
}

/// Whether Chinese numerals begin or end a word that is none: 一切, 十分, 百度.
fn is_word(cx: &Context<'_>, numeral: &Numeral) -> bool {
    let text = cx.text();
    let (start, end) = (numeral.span.start(), numeral.span.end());
    // The word list calls these numbers; they are adverbs.
    if ["十分", "万分", "百般", "千万不", "万万不", "一下", "一些", "一样", "一起", "一般", "一点儿", "一切"].iter().any(|w| text.starts_with(start, w))
        && !text.starts_with(start, "十分之")
        && !text.starts_with(start, "万分之")
    {
        return true;
    }
    // The numerals of cheques alone are names and verbs: 拾取, 伍仁.
    let formal = |c: char| matches!(c, '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾' | '佰' | '仟');
    if numeral.span.len() == 1
        && formal(text.at(start))
        && is_han(text.at(end))
        && (!crate::lexicon::is_classifier_char(text.at(end)) || text.at(start) == '拾' && text.at(end) == '起')
        && text.at(end) != '成'
        && text.at(end) != '折'
    {
        return true;
    }
    // 一看, 一听: the verb happens once, nothing is counted.
    if numeral.span.len() == 1 && text.at(start) == '一' && matches!(text.at(end), '看' | '听' | '想' | '说' | '问' | '见' | '试' | '笑') {
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

/// A number with a bound in words, or joined to the one before it: 低于100, 从10到20, 10000与20000之间, 大于10小于20.
fn bounded(text: &Text, mention: NumeralMention, before: Option<&NumeralMention>) -> NumeralMention {
    let ordinal = mention.kind == NumeralKind::Ordinal;
    if mention.kind != NumeralKind::Number && !ordinal {
        return mention;
    }
    let (start, end) = (mention.span.start(), mention.span.end());
    if let Some(last) = before.filter(|l| l.kind == mention.kind && l.value_max.is_none()) {
        let link: String = text.chars()[last.span.end()..start].iter().collect();
        let word = link.trim();
        let between = ["之间", "间"].iter().find(|w| text.starts_with(end, w)).map(|w| w.chars().count());
        let joins = matches!(word, "到" | "至" | "~" | "-" | "—" | "——") && (!ordinal || between.is_some()) && link.chars().count() <= word.chars().count() + 2;
        let joins_between = matches!(word, "与" | "和" | "跟" | "及") && between.is_some();
        if (joins || joins_between) && last.value < mention.value {
            let from = last.span.start();
            let lead = ["介于", "从", "自", "在"].iter().find(|w| text.ends_with(from, w) && (**w != "在" || between.is_some())).map_or(0, |w| w.chars().count());
            let span = CharSpan::of(from - lead..end + if joins_between || ordinal { between.unwrap_or(0) } else { 0 });
            return NumeralMention { span, kind: NumeralKind::Range, value: last.value, value_max: mention.value };
        }
    }
    if ordinal {
        return mention;
    }
    let Some(half) = half_open(text, &mention) else { return mention };
    // Two bounds on one figure are one range.
    if let Some(last) = before.filter(|l| l.kind == NumeralKind::Range && (l.value.is_none() != half.value.is_none()) && (l.value_max.is_none() != half.value_max.is_none())) {
        let gap: String = text.chars()[last.span.end().min(half.span.start())..half.span.start()].iter().collect();
        let gap = gap.trim_matches([' ', '，', ',']);
        let (value, value_max) = (last.value.or(half.value), last.value_max.or(half.value_max));
        if matches!(gap, "" | "并" | "并且" | "且" | "而" | "而且" | "同时" | "但") && value < value_max {
            return NumeralMention { span: last.span.cover(half.span), kind: NumeralKind::Range, value, value_max };
        }
    }
    half
}

/// A number with one bound.
fn half_open(text: &Text, mention: &NumeralMention) -> Option<NumeralMention> {
    let (start, end) = (mention.span.start(), mention.span.end());
    let range = |span: CharSpan, found: Comparator| {
        let (value, value_max) = match found {
            Comparator::Lt | Comparator::Le => (None, mention.value),
            Comparator::Gt | Comparator::Ge => (mention.value, None),
            Comparator::Eq | Comparator::Approx => return None,
        };
        Some(NumeralMention { span, kind: NumeralKind::Range, value, value_max })
    };
    let front = start - usize::from(text.before(start) == ' ');
    // One character in front is as often the end of a word; behind, 起 and 余 bound no bare number.
    if let Some(found) =
        comparator::in_front(text, front).filter(|(_, word, _)| word.chars().count() > 1 || *word == "逾").and_then(|(from, _, found)| range(CharSpan::of(from..end), found))
    {
        return Some(found);
    }
    if text.ends_with(start, "等于") {
        return Some(NumeralMention { span: CharSpan::of(start - 2..end), kind: NumeralKind::Range, value: mention.value, value_max: mention.value });
    }
    let (stop, _, found) = comparator::behind(text, end).filter(|(_, word, _)| word.chars().count() > 1)?;
    range(CharSpan::of(start..stop), found)
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
            ("不小于三十，至少有10个，超过了一千", &["不小于三十 range 30 -", "至少有10 range 10 -", "超过了一千 range 1000 -"]),
            ("大于100 并且小于300", &["大于100 并且小于300 range 100 300"]),
            ("10000与20000之间，在第十和第十五之间", &["10000与20000之间 range 10000 20000", "在第十和第十五之间 range 10 15"]),
            ("九 九 折，十折", &["九 九 折 percent 99 -"]),
            ("提高12个百分点，打对折，9成", &["12个百分点 percent 12 -", "对折 percent 50 -", "9成 percent 90 -"]),
            ("1 4/3，-3/2，2^-1，40k", &["1 4/3 number 2.3333333333333333333333333333 -", "-3/2 number -1.5 -", "2^-1 number 0.5 -", "40k number 40000 -"]),
            ("拾取，伍仁，一看就懂，见 https://example.com/?q=30%25", &[]),
            ("2024/3/5，24/7，9.8/10", &["2024 number 2024 -", "3 number 3 -", "5 number 5 -", "24 number 24 -", "7 number 7 -", "9.8 number 9.8 -", "10 number 10 -"]),
            ("一切，百度，十分，万", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), *expected, "{text}");
        }
    }
}
