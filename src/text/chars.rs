//! Decides what kind of character stands there.
//!
//! Named functions instead of regex classes, so that hot loops read as what they ask.

use std::collections::BTreeSet;

/// Whether the character is a Han ideograph (the unified blocks and their extensions, the compatibility blocks, 〇 and 々).
///
/// ```
/// assert!(jushi::text::is_han('网') && jushi::text::is_han('〇') && !jushi::text::is_han('，'));
/// ```
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '\u{F900}'..='\u{FAFF}' | '〇' | '々')
}

/// Whether the character is a letter of the Latin script, with or without marks, half- or full-width.
#[must_use]
pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '\u{C0}'..='\u{24F}') && c != '×' && c != '÷'
}

/// Whether the character can stand inside a Latin word or identifier.
#[must_use]
pub fn is_word_char(c: char) -> bool {
    is_latin(c) || c.is_ascii_digit() || c == '_'
}

/// Whether the character is a blank that the text folds to a single space.
#[must_use]
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{3000}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{1680}' | '\u{B}' | '\u{C}')
}

/// Whether the character is taken out of the text without a trace: zero-width characters, soft hyphens, byte order marks, directional marks and control characters.
#[must_use]
pub fn is_dropped(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}'..='\u{2064}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{180E}' | '\u{FE0F}' | '\u{FE0E}')
        || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{B}' | '\u{C}'))
}

/// Whether a sentence ends after the character.
#[must_use]
pub fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

/// The closing mark that belongs to an opening one, of brackets and quotes in Chinese text.
#[must_use]
pub fn closing_of(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '〈' => '〉',
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '【' => '】',
        '[' => ']',
        '〔' => '〕',
        _ => return None,
    })
}

/// The words by which titles and texts are compared, in lower case: pairs of Han characters, and runs of other letters and digits.
///
/// ```
/// let words = jushi::text::word_set("CNCERT发布报告");
/// assert_eq!(words.into_iter().collect::<Vec<_>>(), ["cncert", "发布", "布报", "报告"]);
/// ```
#[must_use]
pub fn word_set(text: &str) -> BTreeSet<String> {
    let (mut words, mut word, mut before): (BTreeSet<String>, String, Option<char>) = (BTreeSet::new(), String::new(), None);
    for c in text.to_lowercase().chars().chain([' ']) {
        if c.is_alphanumeric() && !is_han(c) {
            word.push(c);
        } else if !word.is_empty() {
            words.insert(std::mem::take(&mut word));
        }
        if let (Some(before), true) = (before, is_han(c)) {
            words.insert([before, c].iter().collect());
        }
        before = is_han(c).then_some(c);
    }
    words
}

/// The words of a title that tell what it is about: pairs of Han characters, other words of four letters and more.
#[must_use]
pub fn telling_words(title: &str) -> BTreeSet<String> {
    word_set(title).into_iter().filter(|w| w.chars().any(is_han) || w.chars().count() >= 4).collect()
}

/// The text without any blank or emphasis mark: the form in which names and titles are compared.
#[must_use]
pub fn squash(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c) && !is_dropped(*c) && !matches!(c, '\n' | '\r' | '*' | '_' | '`')).collect()
}
