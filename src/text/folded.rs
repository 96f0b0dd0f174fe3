//! Decides how a character is read, as against how it is written.
//!
//! [`Text`] keeps the published text and, beside it, one folded character for each of its characters: full-width Latin
//! letters, digits and signs become half-width, letters lower case stay as they are. Because folding is one to one, a
//! position in the folded characters *is* a character position of the text, and no second map is needed.

use super::{ByteSpan, CharSpan};

/// Folds one character for recognition: full-width ASCII to half-width, the ideographic space to a space, and the
/// punctuation twins that numbers and names are written with (`．` `·` variants, dashes, tildes) to one form each.
///
/// ```
/// assert_eq!(jushi::text::fold('５'), '5');
/// assert_eq!(jushi::text::fold('％'), '%');
/// assert_eq!(jushi::text::fold('，'), '，');
/// ```
#[must_use]
pub fn fold(c: char) -> char {
    match c {
        // The comma, the semicolon, the colon, the exclamation and question marks and the brackets stay: their width carries the sentence's shape.
        '，' | '；' | '：' | '！' | '？' | '（' | '）' => c,
        '•' | '・' | '‧' | '∙' | '⋅' | '･' | '●' => '·',
        '\u{3000}' | '\u{A0}' => ' ',
        '–' | '―' | '─' | '－' | '−' | '‐' | '‑' => '-',
        '〜' | '∼' | '～' => '~',
        '￥' => '¥',
        '﹪' | '٪' => '%',
        '℅' => '%',
        '○' | '◯' => '〇',
        // Traditional characters of words of time, which have one simplified form each.
        '後' => '后',
        '週' => '周',
        '個' => '个',
        '這' => '这',
        '號' => '号',
        '點' => '点',
        '時' => '时',
        '間' => '间',
        '鐘' => '钟',
        '從' => '从',
        '禮' => '礼',
        '曆' => '历',
        '陰' => '阴',
        '閏' => '闰',
        '節' => '节',
        '內' => '内',
        '開' => '开',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The published text of one article, with its folded characters and their byte offsets.
///
/// Memory: eight bytes a character beside the text itself. Made once an article.
#[derive(Debug, Clone, Default)]
pub struct Text {
    string: String,
    chars: Vec<char>,
    byte_of: Vec<u32>,
}

impl Text {
    /// Indexes a text. Linear in its length.
    ///
    /// # Panics
    /// If the text is longer than 4 GiB.
    #[must_use]
    pub fn new(string: String) -> Self {
        let mut chars = Vec::with_capacity(string.len() / 2);
        let mut byte_of = Vec::with_capacity(string.len() / 2 + 1);
        for (at, c) in string.char_indices() {
            byte_of.push(u32::try_from(at).expect("records above 4 GiB are refused when they are read"));
            chars.push(fold(c));
        }
        byte_of.push(u32::try_from(string.len()).expect("records above 4 GiB are refused when they are read"));
        Self { string, chars, byte_of }
    }

    /// The text as published.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The folded characters; `chars()[i]` is how character `i` of the text is read.
    #[must_use]
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The number of characters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether the text has no characters.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The span over the whole text.
    #[must_use]
    pub fn span(&self) -> CharSpan {
        CharSpan::of(0..self.len())
    }

    /// The surface at a span, as published.
    ///
    /// # Panics
    /// If the span ends behind the text.
    #[must_use]
    pub fn slice(&self, span: CharSpan) -> &str {
        &self.string[self.bytes(span).range()]
    }

    /// Where a span of characters lies in bytes.
    ///
    /// # Panics
    /// If the span ends behind the text.
    #[must_use]
    pub fn bytes(&self, span: CharSpan) -> ByteSpan {
        ByteSpan::new(self.byte_of[span.start()], self.byte_of[span.end()])
    }

    /// The character offset of a byte offset; inside a character, that character's. O(log n).
    #[must_use]
    pub fn char_at_byte(&self, byte: usize) -> usize {
        match self.byte_of.binary_search(&u32::try_from(byte).unwrap_or(u32::MAX)) {
            Ok(at) => at,
            Err(next) => next.saturating_sub(1),
        }
    }

    /// Where a span of bytes lies in characters.
    #[must_use]
    pub fn chars_of(&self, span: ByteSpan) -> CharSpan {
        CharSpan::of(self.char_at_byte(span.start())..self.char_at_byte(span.end()))
    }

    /// The folded character at `at`, or `'\0'` behind either end, so that look-around needs no bounds checks.
    #[must_use]
    pub fn at(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }

    /// The folded character before `at`, or `'\0'`.
    #[must_use]
    pub fn before(&self, at: usize) -> char {
        if at == 0 { '\0' } else { self.at(at - 1) }
    }

    /// Whether the folded characters from `at` on begin with `word`.
    #[must_use]
    pub fn starts_with(&self, at: usize, word: &str) -> bool {
        let mut i = at;
        for c in word.chars() {
            if self.chars.get(i) != Some(&c) {
                return false;
            }
            i += 1;
        }
        true
    }

    /// Whether the folded characters before `at` end with `word`.
    #[must_use]
    pub fn ends_with(&self, at: usize, word: &str) -> bool {
        let mut i = at;
        for c in word.chars().rev() {
            if i == 0 || self.chars.get(i - 1) != Some(&c) {
                return false;
            }
            i -= 1;
        }
        true
    }

    /// The first position at or behind `at` that is no blank.
    #[must_use]
    pub fn skip_blanks(&self, mut at: usize) -> usize {
        while self.at(at) == ' ' {
            at += 1;
        }
        at
    }

    /// The span without blanks at its ends.
    #[must_use]
    pub fn trim(&self, span: CharSpan) -> CharSpan {
        let (mut start, mut end) = (span.start(), span.end());
        while start < end && matches!(self.at(start), ' ' | '\n') {
            start += 1;
        }
        while start < end && matches!(self.before(end), ' ' | '\n') {
            end -= 1;
        }
        CharSpan::of(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_one_to_one() {
        let text = Text::new("２０２３年５月，增长１５％（约）👍𠮷".to_owned());
        assert_eq!(text.len(), text.as_str().chars().count());
        assert_eq!(text.chars().iter().collect::<String>(), "2023年5月，增长15%（约）👍𠮷");
        assert_eq!(text.slice(CharSpan::new(0, 4)), "２０２３");
        assert!(text.starts_with(0, "2023年") && text.ends_with(5, "2023年"));
    }

    #[test]
    fn weird() {
        let text = Text::new(String::new());
        assert!(text.is_empty());
        assert_eq!(text.at(0), '\0');
        assert_eq!(text.before(0), '\0');
        assert_eq!(text.slice(text.span()), "");
        let one = Text::new("𠮷".to_owned());
        assert_eq!(one.char_at_byte(2), 0);
        assert_eq!(one.char_at_byte(4), 1);
    }
}
