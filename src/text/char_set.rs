//! Decides how a closed set of characters is asked for one: by a bit, however many there are.

/// A set of characters of the Basic Multilingual Plane, made at compile time.
///
/// ```
/// use jushi::text::CharSet;
/// static DIGITS: CharSet = CharSet::new("一二三");
/// assert!(DIGITS.contains('二') && !DIGITS.contains('四') && !DIGITS.contains('𠮷'));
/// ```
#[derive(Debug)]
pub struct CharSet([u64; PLANE / 64]);

/// The characters of the plane.
const PLANE: usize = 0x1_0000;

impl CharSet {
    /// The characters of a string.
    ///
    /// # Panics
    /// At compile time, where one lies outside the plane.
    #[must_use]
    pub const fn new(characters: &str) -> Self {
        let (bytes, mut bits, mut at) = (characters.as_bytes(), [0; PLANE / 64], 0);
        while at < bytes.len() {
            // Read by hand: strings have no iterator at compile time.
            let lead = bytes[at] as usize;
            let (c, len) = match lead {
                0..=0x7F => (lead, 1),
                0x80..=0xDF => ((lead & 0x1F) << 6 | (bytes[at + 1] as usize & 0x3F), 2),
                0xE0..=0xEF => ((lead & 0x0F) << 12 | (bytes[at + 1] as usize & 0x3F) << 6 | (bytes[at + 2] as usize & 0x3F), 3),
                _ => panic!("a character outside the Basic Multilingual Plane"),
            };
            bits[c / 64] |= 1 << (c % 64);
            at += len;
        }
        Self(bits)
    }

    /// Whether a character is one of them.
    #[inline]
    #[must_use]
    pub fn contains(&self, c: char) -> bool {
        let c = c as usize;
        c < PLANE && self.0[c / 64] >> (c % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_it_and_nothing_else() {
        const CHARACTERS: &str = "aé中，\u{FFFF}\u{0}";
        static SET: CharSet = CharSet::new(CHARACTERS);
        for c in '\0'..=char::MAX {
            assert_eq!(SET.contains(c), CHARACTERS.contains(c), "{c:?}");
        }
    }
}
