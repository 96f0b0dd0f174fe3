//! Decides where in the text we are.
//!
//! A *position* is one of three things that must never be mixed up: a byte of the raw record ([`RawSpan`]), a byte of the
//! published text ([`ByteSpan`]), or a character (Unicode code point) of it ([`CharSpan`]). Each has a type of its own.
//! [`OffsetMap`] leads from text to raw bytes and back; [`Text`] holds the published text together with a folded copy, one
//! folded character for each character, on which all recognition works.
//!
//! Useful for: slicing, mapping, classifying characters. Not useful for: anything that needs to know a word.

mod char_set;
mod chars;
mod folded;
mod offset_map;
mod source;
mod span;
mod word_list;
mod words;

pub use char_set::CharSet;
pub use chars::{closing_of, is_blank, is_dropped, is_han, is_latin, is_sentence_end, is_word_char, squash, telling_words, word_set};
pub use folded::{Text, fold};
pub use offset_map::{KeptRange, OffsetMap, OffsetMapBuilder, Segment, SegmentKind};
pub use source::Source;
pub use span::{ByteSpan, CharSpan, RawSpan};
pub use word_list::{WordList, WordTable};
pub(crate) use words::words;
