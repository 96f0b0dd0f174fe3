//! Decides what a written number is worth.
//!
//! A *numeral* is a number as written, without its unit: digits, Chinese numerals in every register, mixtures of both, and
//! fractions. Values are exact decimals; what does not fit is no numeral but an overflow, which the caller notes.
//!
//! ```text
//! numeral   = [sign] (fraction | amount) [more]
//! amount    = digits [blank] [scale] { digits scale } | han
//! digits    = d{1,3} ("," ddd)+ ["." d+] | d+ ["." d+] | d{1,3} (" " ddd)+
//! han       = (digit | small | big | tens | "零")+ ["点" digit+] [big]       三千四百万, 一万零一十二, 两亿五, 二〇二三
//! scale     = (small | big)+                                               1.2万亿, 25万6千
//! fraction  = [amount "又"] amount "分之" amount                            三分之二, 百分之七十五点三, 三又二分之一
//! more      = "余" | "多" | "来" | "几" scale                                          8.5万余, 300多, 十多万
//! ```
//!
//! In words: two neighbouring digits before a scale (三四十, 五六百) are a range; a lone digit behind a scale counts in
//! tenths of it (两亿五 is 2.5 亿), unless 零 or an Arabic digit says otherwise. Out of scope: roman numerals, spelled-out
//! English, 数十 and 几百 (no number is stated), ranks and ordinals (the caller sees the 第).

mod grammar;
mod mentions;
mod tenths;

pub use grammar::{More, Numeral, NumeralShape, Overflow, parse_at, starts_numeral};
pub use mentions::{NumeralKind, NumeralMention, find};
pub use tenths::tenths;
