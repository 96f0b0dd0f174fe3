//! Decides which numbers are tenths: 三成, 九折, 七成半, 五五折.

use rust_decimal::Decimal;

use super::grammar::{blanks, starts_numeral};
use super::{Numeral, NumeralShape};
use crate::text::Text;

/// Characters behind 成 that make another word of it: 三成为, 两成员.
const NOT_TENTHS: &[char] = &['为', '立', '功', '员', '果', '交', '本', '长', '绩', '熟', '就', '了', '年', '都', '分', '品', '人', '份', '形', '型', '效', '因', '批', '套', '千'];
/// The same behind 折.
const NOT_DISCOUNT: &[char] = &['叠', '腾', '合', '算', '射', '旧', '返', '中', '磨', '断', '扣', '线', '损', '交'];

/// The end of the mark behind a number and the value in per cent, or `None` where the number counts no tenths.
#[must_use]
pub fn tenths(text: &Text, numeral: &Numeral) -> Option<(usize, Decimal)> {
    let mark = blanks(text, numeral.span.end(), 2);
    if matches!(numeral.shape, NumeralShape::Fraction | NumeralShape::PercentOf | NumeralShape::BareScale) {
        return None;
    }
    let ten = Decimal::TEN;
    match text.at(mark) {
        '成' if numeral.value <= ten && !NOT_TENTHS.contains(&text.at(mark + 1)) => {
            let mut value = numeral.value.checked_mul(ten)?;
            let mut end = mark + 1;
            if text.at(end) == '半' && !matches!(text.at(end + 1), '年' | '月' | '天') {
                value = value.checked_add(Decimal::from(5))?;
                end += 1;
            } else if let Some(digit) = crate::lexicon::digit(text.at(end))
                // 七成陆地: the numerals of cheques stand in amounts only.
                .filter(|_| !matches!(text.at(end), '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖'))
                .filter(|_| !text.at(end).is_ascii_digit() && !starts_numeral(text.at(end + 1)) && !crate::lexicon::is_classifier_char(text.at(end + 1)))
            {
                value = value.checked_add(Decimal::from(digit))?;
                end += 1;
            }
            Some((end, value))
        }
        '折' if !NOT_DISCOUNT.contains(&text.at(mark + 1)) => {
            // 五五折 is 5.5 tenths: two digits in positions.
            let two_digits = numeral.shape == NumeralShape::HanDigits && text.chars()[numeral.span.range()].iter().filter(|c| **c != ' ').count() == 2;
            if two_digits {
                Some((mark + 1, numeral.value))
            } else if numeral.value < ten && numeral.value > Decimal::ZERO {
                Some((mark + 1, numeral.value.checked_mul(ten)?))
            } else {
                None
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::numeral::parse_at;

    #[test]
    fn values() {
        let table = [
            ("三成", Some("30")),
            ("9成", Some("90")),
            ("十成", Some("100")),
            ("七成半", Some("75")),
            ("三成五，", Some("35")),
            ("八折", Some("80")),
            ("8.5折", Some("85")),
            ("五五折", Some("55")),
            ("10 成", Some("100")),
            ("两成员", None),
            ("三成为", None),
            ("十折", None),
            ("三折叠", None),
        ];
        for (text, expected) in table {
            let text = Text::new(text.to_owned());
            let numeral = parse_at(&text, 0).unwrap().unwrap();
            assert_eq!(tenths(&text, &numeral).map(|(_, v)| v.normalize().to_string()).as_deref(), expected, "{}", text.as_str());
        }
    }
}
