//! Decides which stretches are lengths of time, and points so long ago.

use crate::extract::Context;
use crate::extract::numeral::{self, NumeralShape};
use crate::text::Text;

use super::expr::{TimeExpr, Unit};
use super::grammar::{blank, weekday};
use super::words::{self, longest};

/// Lengths of time, and points so long ago.
pub fn duration(cx: &Context<'_>, at: usize) -> Option<(usize, TimeExpr)> {
    let text = cx.text();
    let prefix = words::SPAN_PREFIXES.iter().filter(|w| text.starts_with(at, w)).max_by_key(|w| w.chars().count());
    let (number_at, prefixed) = prefix.map_or((at, false), |w| (blank(text, at + w.chars().count()), true));
    // 近 is the approx of a count as well: 近300天; both are durations.
    let (tenths, tenths_max, end) = amount(text, number_at).or_else(|| (prefixed).then_some((10, None, number_at)).filter(|_| matches!(text.at(number_at), '一')))?;
    let unit_at = blank(text, end);
    let (mut end, mut unit) = longest(text, unit_at, words::UNITS)?;
    let word: String = text.chars()[unit_at..end].iter().collect();
    let arabic = text.at(number_at).is_ascii_digit();
    match word.as_str() {
        // 3日 is a day of the month; 三时, 5分 are clock times or scores.
        "日" if !prefixed && !matches!(text.at(end), '内' | '游') => return None,
        "时" | "分" | "夜" | "载" => return None,
        "周" if matches!(text.at(end), '岁' | '边' | '围' | '密' | '到' | '刊') => return None,
        "年" => {
            // 5年级, 20年代, 2年生; a year number is not a length.
            if matches!(text.at(end), '级' | '代' | '生' | '纪' | '份' | '检') || arabic && tenths >= 10_000 {
                return None;
            }
            if text.at(end) == '度' {
                return None;
            }
        }
        "天" if matches!(text.at(end), '使' | '津' | '猫' | '府' | '融' | '空' | '翼' | '然' | '才' | '际' | '眼') => return None,
        "秒" if matches!(text.at(end), '杀' | '级') => return None,
        "星期" | "礼拜" | "周" if !prefixed && weekday(text, end).is_some() && !arabic => unit = Unit::Week,
        _ => {}
    }
    let (mut tenths, mut tenths_max) = (tenths, tenths_max);
    if text.at(end) == '半' && !matches!(text.at(end + 1), '数' | '导' | '径') {
        tenths += 5;
        tenths_max = tenths_max.map(|t| t + 5);
        end += 1;
    } else if text.at(end) == '多' && !matches!(text.at(end + 1), '家' | '个' | '来' if text.at(end + 1) != '来') {
        end += 1;
    }
    // A compound: 2小时30分钟, 1年3个月.
    let mut seconds_unit = unit;
    let mut compound = tenths * unit.seconds();
    let mut stop = end;
    while let Some((more, None, e)) = amount(text, blank(text, stop))
        && let Some((e, next_unit)) = longest(text, blank(text, e), words::UNITS)
        && next_unit.seconds() < seconds_unit.seconds()
        && !matches!(next_unit, Unit::Day if text.before(e) == '日')
    {
        compound += more * next_unit.seconds();
        seconds_unit = next_unit;
        stop = e;
    }
    if stop > end {
        return Some((stop, TimeExpr::Duration { tenths: compound, tenths_max: None, unit: Unit::Second }));
    }
    // 三年前, 5天后: a point, when nothing limits it.
    let ago = match text.at(end) {
        '前' if !matches!(text.at(end + 1), '后' | '列' | '沿' | '景' | '者' | '期') => Some(-1),
        '后' if !matches!(text.at(end + 1), '的' | '期' | '续' | '者' | '端') => Some(1),
        '以' | '之' if text.at(end + 1) == '前' => Some(-1),
        '以' | '之' if text.at(end + 1) == '后' => Some(1),
        _ => None,
    };
    if let Some(sign) = ago
        && !prefixed
        && tenths % 10 == 0
        && tenths_max.is_none()
        && matches!(unit, Unit::Year | Unit::Month | Unit::Day | Unit::Week)
    {
        let width = if matches!(text.at(end), '前' | '后') { 1 } else { 2 };
        return Some((end + width, TimeExpr::Ago { amount: sign * tenths / 10, unit }));
    }
    if prefixed && text.starts_with(end, "以来") {
        end += 2;
    }
    Some((end, TimeExpr::Duration { tenths, tenths_max, unit }))
}

/// An amount in tenths: 3, 2.5, 三, 半, 一个半, 3至5, 三五.
fn amount(text: &Text, at: usize) -> Option<(i64, Option<i64>, usize)> {
    if text.at(at) == '半' {
        return matches!(text.at(at + 1), '年' | '个' | '天' | '小' | '日').then_some((5, None, at + 1));
    }
    let first = numeral::parse_at(text, at).ok()??;
    // A billion years are longer than anything that is told of.
    let tenths = |v: rust_decimal::Decimal| v.checked_mul(rust_decimal::Decimal::TEN)?.round().to_string().parse::<i64>().ok().filter(|t| *t < 10_000_000_000);
    if matches!(first.shape, NumeralShape::BareScale | NumeralShape::Fraction | NumeralShape::PercentOf) || first.shape == NumeralShape::HanDigits && first.span.len() > 1 {
        return None;
    }
    let mut end = first.span.end();
    if text.starts_with(end, "个半") {
        return Some((tenths(first.value)? + 5, None, end + 2)).filter(|_| matches!(text.at(end + 2), '月' | '小' | '星'));
    }
    let mut max = first.value_max.and_then(tenths);
    if matches!(text.at(end), '-' | '~' | '至' | '到')
        && let Ok(Some(second)) = numeral::parse_at(text, end + 1)
        && second.value > first.value
    {
        max = tenths(second.value);
        end = second.span.end();
    }
    Some((tenths(first.value)?, max, end))
}
