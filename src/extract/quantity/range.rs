//! Decides how the two ends of a range are joined, and what the scale of one says of the other.

use rust_decimal::Decimal;

use crate::extract::numeral::{self, Numeral};
use crate::text::{CharSpan, Text};

/// Where the number behind a range's connector begins.
pub fn connector_end(text: &Text, at: usize) -> Option<usize> {
    let at = text.skip_blanks(at);
    // 1万(含)-5万元.
    let at = ["(含)", "（含）", "(不含)", "（不含）"].iter().find(|w| text.starts_with(at, w)).map_or(at, |w| at + w.chars().count());
    let width = match text.at(at) {
        '-' if text.at(at + 1) == '-' => 2,
        // 50KB..100KB, but no ellipsis.
        '.' if text.at(at + 1) == '.' && text.at(at + 2) != '.' && text.before(at) != '.' => 2,
        '-' | '~' | '～' | '至' | '到' | '—' => 1 + usize::from(text.at(at) == '—' && text.at(at + 1) == '—'),
        _ => return None,
    };
    Some(text.skip_blanks(at + width))
}

/// Whether the figure before 至 or 到 is a change and the one behind it what came of it.
pub fn changes_to(text: &Text, lower: &Numeral, upper: CharSpan, lower_end: usize) -> bool {
    const CHANGES: &[&str] = &["减少", "增加", "下降", "上升", "提高", "上涨", "下跌", "增长", "降低", "提升", "下滑", "攀升"];
    let exact = |span: CharSpan| text.slice(span).split_once('.').is_some_and(|(_, decimals)| decimals.trim_end().len() >= 2);
    let from = lower.span.start() - usize::from(text.before(lower.span.start()) == ' ');
    let from = from - usize::from(from > 0 && text.before(from) == '了');
    let to = matches!(text.at(text.skip_blanks(lower_end)), '至' | '到');
    to && exact(lower.span) && exact(upper) && CHANGES.iter().any(|w| text.ends_with(from, w))
}

/// How many of the first unit one of the second is, where both measure the same.
pub fn multiple(first: &str, second: &str) -> Option<Decimal> {
    const SCALES: &[&[(&str, i64)]] = &[
        &[("Hz", 1), ("kHz", 1_000), ("MHz", 1_000_000), ("GHz", 1_000_000_000)],
        &[("mm", 1), ("cm", 10), ("m", 1_000), ("km", 1_000_000)],
        &[("W", 1), ("kW", 1_000), ("MW", 1_000_000), ("GW", 1_000_000_000)],
    ];
    SCALES.iter().find_map(|scale| {
        let of = |unit: &str| scale.iter().find(|(name, _)| *name == unit).map(|(_, n)| *n);
        let (a, b) = (of(first)?, of(second)?);
        (b % a == 0).then(|| Decimal::from(b / a))
    })
}

/// Whether a numeral begins at a position, with or without a sign.
pub fn begins_signed(text: &Text, at: usize) -> bool {
    numeral::starts_numeral(text.at(at)) || matches!(text.at(at), '-' | '负') && numeral::starts_numeral(text.at(at + 1))
}

/// What the scale characters at the end of a numeral multiply with.
pub fn trailing_scale(text: &Text, span: CharSpan) -> Option<Decimal> {
    let mut scale = Decimal::ONE;
    for i in (span.start()..span.end()).rev() {
        let factor = match text.at(i) {
            '万' => 10_000_u64,
            '亿' => 100_000_000,
            '千' | '百' | '十' if matches!(text.at(i + 1), '万' | '亿') && span.len() > 2 => break,
            '余' | '多' | ' ' => 1,
            _ => break,
        };
        scale = scale.checked_mul(Decimal::from(factor))?;
    }
    Some(scale)
}
