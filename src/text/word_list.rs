//! Decides how a list of words is looked for at a position: most positions are turned away by their character alone.

use super::Text;

/// A list of words, made at compile time, with filters over the characters that they begin and end with.
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
    first: CharacterFilter,
    last: CharacterFilter,
}

/// A list of words of which each stands for a value; as [`WordList`].
///
/// ```
/// use jushi::text::{Text, WordTable};
/// static DAYS: WordTable<i32> = WordTable::new(&[("前天", -2), ("大前天", -3), ("昨天", -1)]);
/// let text = Text::new("大前天到昨天".to_owned());
/// assert_eq!(DAYS.longest_at(&text, 0), Some((3, -3)));
/// assert_eq!(DAYS.longest_at(&text, 3), None);
/// ```
#[derive(Debug)]
pub struct WordTable<T: 'static> {
    words: &'static [(&'static str, T)],
    first: CharacterFilter,
}

/// A filter over the characters that words begin or end with: it turns no word away, and most characters.
#[derive(Debug)]
struct CharacterFilter([u64; SLOTS / 64]);

/// Bits of a filter: Han characters of a list of a hundred words leave nine of ten empty.
const SLOTS: usize = 1024;

/// Where a character's bit lies: word and bit.
const fn slot(c: u32) -> (usize, u32) {
    let hash = (c ^ (c >> 10)) & (SLOTS as u32 - 1);
    ((hash >> 6) as usize, hash & 63)
}

/// The character of a word at a byte, read by hand: `char` has no iterator at compile time.
const fn character_at(word: &str, at: usize) -> u32 {
    let bytes = word.as_bytes();
    let lead = bytes[at] as u32;
    if lead < 0x80 {
        lead
    } else if lead < 0xE0 {
        (lead & 0x1F) << 6 | (bytes[at + 1] as u32 & 0x3F)
    } else if lead < 0xF0 {
        (lead & 0x0F) << 12 | (bytes[at + 1] as u32 & 0x3F) << 6 | (bytes[at + 2] as u32 & 0x3F)
    } else {
        (lead & 0x07) << 18 | (bytes[at + 1] as u32 & 0x3F) << 12 | (bytes[at + 2] as u32 & 0x3F) << 6 | (bytes[at + 3] as u32 & 0x3F)
    }
}

/// The last character of a word.
const fn last_of(word: &str) -> u32 {
    let mut at = word.len() - 1;
    while !word.is_char_boundary(at) {
        at -= 1;
    }
    character_at(word, at)
}

impl CharacterFilter {
    const NONE: Self = Self([0; SLOTS / 64]);

    const fn with(mut self, c: u32) -> Self {
        let (slot, bit) = slot(c);
        self.0[slot] |= 1 << bit;
        self
    }

    #[inline]
    fn may_hold(&self, c: char) -> bool {
        let (slot, bit) = slot(c as u32);
        self.0[slot] >> bit & 1 == 1
    }
}

impl WordList {
    /// A list of words.
    ///
    /// # Panics
    /// At compile time, where a word is empty.
    #[must_use]
    pub const fn new(words: &'static [&'static str]) -> Self {
        let (mut first, mut last) = (CharacterFilter::NONE, CharacterFilter::NONE);
        let mut at = 0;
        while at < words.len() {
            first = first.with(character_at(words[at], 0));
            last = last.with(last_of(words[at]));
            at += 1;
        }
        Self { words, first, last }
    }

    /// Whether a word may begin with a character; when not, none does.
    #[inline]
    #[must_use]
    pub fn may_begin_with(&self, c: char) -> bool {
        self.first.may_hold(c)
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

    /// Whether a word stands straight before a position.
    #[inline]
    #[must_use]
    pub fn ends_before(&self, text: &Text, at: usize) -> bool {
        self.last.may_hold(text.before(at)) && self.words.iter().any(|word| text.ends_with(at, word))
    }

    /// Whether a word is in the list.
    #[inline]
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        word.chars().next().is_some_and(|c| self.first.may_hold(c)) && self.words.contains(&word)
    }
}

impl<T: Copy> WordTable<T> {
    /// A list of words with their values.
    ///
    /// # Panics
    /// At compile time, where a word is empty.
    #[must_use]
    pub const fn new(words: &'static [(&'static str, T)]) -> Self {
        let mut first = CharacterFilter::NONE;
        let mut at = 0;
        while at < words.len() {
            first = first.with(character_at(words[at].0, 0));
            at += 1;
        }
        Self { words, first }
    }

    /// Where the longest word that stands at a position ends, and its value.
    #[inline]
    #[must_use]
    pub fn longest_at(&self, text: &Text, at: usize) -> Option<(usize, T)> {
        if !self.first.may_hold(text.at(at)) {
            return None;
        }
        self.words.iter().filter(|(word, _)| text.starts_with(at, word)).map(|(word, value)| (at + word.chars().count(), *value)).max_by_key(|(end, _)| *end)
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
            assert!(LIST.contains(word) && !LIST.contains("") && !LIST.contains(&format!("{word}{word}")));
        }
        let turned_away = ('\u{4E00}'..='\u{9FFF}').filter(|c| !LIST.may_begin_with(*c)).count();
        assert!(turned_away > 20_000, "{turned_away}");
    }
}
