//! Decides how a list of words is looked for at a position: most positions are turned away by their character alone.

use super::Text;

/// A list of words, made at compile time, with filters over the characters that they begin with.
///
/// ```
/// use jushi::text::{Text, WordList};
/// static GATHERINGS: WordList = WordList::new(&["论坛", "大会", "大会堂"]);
/// let text = Text::new("在人民大会堂".to_owned());
/// assert_eq!(GATHERINGS.longest_at(&text, 3), Some("大会堂"));
/// assert_eq!(GATHERINGS.longest_at(&text, 1), None);
/// ```
#[derive(Debug)]
pub struct WordList {
    words: &'static [&'static str],
    first: [u64; SLOTS / 64],
}

/// Bits of a filter: Han characters of a list of a hundred words leave nine of ten empty.
const SLOTS: usize = 1024;

/// Where a character's bit lies: word and bit.
const fn slot(c: u32) -> (usize, u32) {
    let hash = (c ^ (c >> 10)) & (SLOTS as u32 - 1);
    ((hash >> 6) as usize, hash & 63)
}

/// The first character of a word, read by hand: `char` has no iterator at compile time.
const fn first_of(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let lead = bytes[0] as u32;
    if lead < 0x80 {
        lead
    } else if lead < 0xE0 {
        (lead & 0x1F) << 6 | (bytes[1] as u32 & 0x3F)
    } else if lead < 0xF0 {
        (lead & 0x0F) << 12 | (bytes[1] as u32 & 0x3F) << 6 | (bytes[2] as u32 & 0x3F)
    } else {
        (lead & 0x07) << 18 | (bytes[1] as u32 & 0x3F) << 12 | (bytes[2] as u32 & 0x3F) << 6 | (bytes[3] as u32 & 0x3F)
    }
}

impl WordList {
    /// A list of words.
    ///
    /// # Panics
    /// At compile time, where a word is empty.
    #[must_use]
    pub const fn new(words: &'static [&'static str]) -> Self {
        let mut first = [0; SLOTS / 64];
        let mut at = 0;
        while at < words.len() {
            let (word, bit) = slot(first_of(words[at]));
            first[word] |= 1 << bit;
            at += 1;
        }
        Self { words, first }
    }

    /// Whether a word may begin with a character; when not, none does.
    #[inline]
    #[must_use]
    pub fn may_begin_with(&self, c: char) -> bool {
        let (word, bit) = slot(c as u32);
        self.first[word] >> bit & 1 == 1
    }

    /// The longest word that stands at a position; of equals the last.
    #[inline]
    #[must_use]
    pub fn longest_at(&self, text: &Text, at: usize) -> Option<&'static str> {
        if !self.may_begin_with(text.at(at)) {
            return None;
        }
        self.words.iter().copied().filter(|word| text.starts_with(at, word)).max_by_key(|word| word.chars().count())
    }

    /// Whether a word stands straight before a position. Linear in the list.
    #[must_use]
    pub fn ends_before(&self, text: &Text, at: usize) -> bool {
        self.words.iter().any(|word| text.ends_with(at, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_turns_no_word_away() {
        static LIST: WordList = WordList::new(&["a", "é", "大会", "𠮷野", "论坛", "论坛群"]);
        for word in LIST.words {
            assert!(LIST.may_begin_with(word.chars().next().unwrap()), "{word}");
            let text = Text::new((*word).to_owned());
            assert_eq!(LIST.longest_at(&text, 0), Some(*word));
            assert_eq!(LIST.longest_at(&text, text.len()), None);
            assert!(LIST.ends_before(&text, text.len()) && !LIST.ends_before(&text, 0));
        }
        let turned_away = ('\u{4E00}'..='\u{9FFF}').filter(|c| !LIST.may_begin_with(*c)).count();
        assert!(turned_away > 20_000, "{turned_away}");
    }
}
