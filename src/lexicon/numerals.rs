//! Decides which characters are numerals and what each is worth.

/// What a numeral character does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumeralChar {
    /// A digit from 0 to 9; `两` and the formal and telephone forms are digits too.
    Digit(u8),
    /// `十` `百` `千` and their formal forms: 10, 100, 1,000.
    Small(u16),
    /// `万` `亿` `兆`: the exponent of ten.
    Big(u8),
    /// `廿` `卅` `卌`: 20, 30, 40.
    Tens(u8),
}

/// Reads one character as a Chinese numeral. ASCII digits are not among them: they follow another grammar.
///
/// ```
/// use jushi::lexicon::{NumeralChar, numeral_char};
/// assert_eq!(numeral_char('叁'), Some(NumeralChar::Digit(3)));
/// assert_eq!(numeral_char('亿'), Some(NumeralChar::Big(8)));
/// assert_eq!(numeral_char('网'), None);
/// ```
#[must_use]
pub fn numeral_char(c: char) -> Option<NumeralChar> {
    use NumeralChar::{Big, Digit, Small, Tens};
    Some(match c {
        '零' | '〇' => Digit(0),
        '一' | '壹' | '弌' | '幺' => Digit(1),
        '二' | '贰' | '貳' | '两' | '兩' | '俩' | '倆' => Digit(2),
        '三' | '叁' | '參' | '仨' => Digit(3),
        '四' | '肆' => Digit(4),
        '五' | '伍' => Digit(5),
        '六' | '陆' | '陸' => Digit(6),
        '七' | '柒' => Digit(7),
        '八' | '捌' => Digit(8),
        '九' | '玖' => Digit(9),
        '十' | '拾' => Small(10),
        '百' | '佰' => Small(100),
        '千' | '仟' => Small(1000),
        '万' | '萬' => Big(4),
        '亿' | '億' => Big(8),
        '兆' => Big(12),
        '廿' => Tens(20),
        '卅' => Tens(30),
        '卌' => Tens(40),
        _ => return None,
    })
}

/// A Chinese digit's value, positional digits only.
#[must_use]
pub fn digit(c: char) -> Option<u8> {
    match numeral_char(c) {
        Some(NumeralChar::Digit(d)) => Some(d),
        _ => c.to_digit(10).and_then(|d| u8::try_from(d).ok()),
    }
}
