//! Decides which characters the bytes stand for.
//!
//! UTF-8 first, as nearly every scrape is; then a byte order mark; then a declaration inside an HTML page; then detection.
//! Decoding never fails: bad bytes become U+FFFD, and their share is reported so that the status can say so.

use chardetng::EncodingDetector;
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::text::{OffsetMapBuilder, RawSpan, Source};

/// A decoded record.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text with its map to the raw bytes.
    pub source: Source<'a>,
    /// The WHATWG name of the encoding.
    pub encoding: &'static str,
    /// Byte sequences that the encoding does not know.
    pub bad_sequences: usize,
}

/// How many bytes detection looks at: enough for a verdict, little enough for a 200 MB file.
const DETECTION_WINDOW: usize = 64 * 1024;

/// Decodes raw bytes.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest, 3);
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return by_units(bytes, 2, UTF_16LE);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return by_units(bytes, 2, UTF_16BE);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { source: Source::verbatim(text, 0), encoding: UTF_8.name(), bad_sequences: 0 };
    }
    let encoding = declared(bytes).unwrap_or_else(|| detect(bytes));
    if encoding == UTF_8 { utf8(bytes, 0) } else { by_units(bytes, 0, encoding) }
}

/// The encoding that an HTML page declares in its first kilobyte.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let at = head.windows(8).position(|w| w.eq_ignore_ascii_case(b"charset="))? + 8;
    let label: Vec<u8> = head[at..].iter().copied().skip_while(|b| matches!(b, b'"' | b'\'')).take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').collect();
    let encoding = Encoding::for_label(&label)?;
    // A page that says UTF-8 and is not valid UTF-8 says so wrongly, or is broken: detection decides.
    (encoding != UTF_8).then_some(encoding)
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    // Mostly valid UTF-8 with a few bad bytes is UTF-8 with a few bad bytes: a scrape cut inside a character, or binary noise.
    if std::str::from_utf8(bytes).is_err_and(|e| e.error_len().is_none() && e.valid_up_to() > 0) {
        return UTF_8;
    }
    let bad = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let wide = bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum::<usize>();
    if wide > bad * 4 {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new();
    detector.feed(&bytes[..bytes.len().min(DETECTION_WINDOW)], bytes.len() <= DETECTION_WINDOW);
    let guess = detector.guess(None, true);
    if guess == GBK { GB18030 } else { guess }
}

/// UTF-8 with bad sequences replaced, each by one U+FFFD that stands for the bad bytes.
fn utf8(bytes: &[u8], shift: usize) -> Decoded<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { source: Source::verbatim(text, shift), encoding: UTF_8.name(), bad_sequences: 0 };
    }
    let (mut text, mut map, mut at, mut bad_sequences) = (String::new(), OffsetMapBuilder::default(), shift, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        map.verbatim(at, chunk.valid().len());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            text.push('\u{FFFD}');
            map.decoded('\u{FFFD}'.len_utf8(), RawSpan::of(at..at + chunk.invalid().len()));
            at += chunk.invalid().len();
            bad_sequences += 1;
        }
    }
    Decoded { source: Source::mapped(text, map.finish()), encoding: UTF_8.name(), bad_sequences }
}

/// Any other encoding, character by character, so that each keeps its bytes; ASCII runs stay verbatim where the encoding has them.
fn by_units<'a>(bytes: &'a [u8], start: usize, encoding: &'static Encoding) -> Decoded<'a> {
    let (mut text, mut map, mut at, mut bad_sequences) = (String::new(), OffsetMapBuilder::default(), start, 0);
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    while at < bytes.len() {
        if !wide && bytes[at].is_ascii() {
            let run = bytes[at..].iter().take_while(|b| b.is_ascii()).count();
            // ASCII bytes are themselves in every encoding of the web but UTF-16 (ISO-2022-JP's escapes come out as control characters).
            text.extend(bytes[at..at + run].iter().map(|b| char::from(*b)));
            map.verbatim(at, run);
            at += run;
            continue;
        }
        let width = unit_width(&bytes[at..], encoding);
        let unit = &bytes[at..(at + width).min(bytes.len())];
        let (decoded, bad) = encoding.decode_without_bom_handling(unit);
        bad_sequences += usize::from(bad);
        text.push_str(&decoded);
        map.decoded(decoded.len(), RawSpan::of(at..at + unit.len()));
        at += unit.len();
    }
    Decoded { source: Source::mapped(text, map.finish()), encoding: encoding.name(), bad_sequences }
}

/// The number of bytes of the character that begins here.
fn unit_width(bytes: &[u8], encoding: &'static Encoding) -> usize {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let high = if encoding == UTF_16LE { bytes.get(1) } else { bytes.first() };
        return if high.is_some_and(|b| (0xD8..0xDC).contains(b)) { 4 } else { 2 };
    }
    if encoding == GB18030 || encoding == GBK {
        return if bytes.get(1).is_some_and(u8::is_ascii_digit) {
            4
        } else if bytes[0] == 0x80 || bytes[0] == 0xFF {
            1
        } else {
            2
        };
    }
    if encoding == BIG5 {
        return 2;
    }
    if encoding.is_single_byte() {
        return 1;
    }
    // Shift_JIS, EUC-JP, EUC-KR: the shortest prefix that decodes without error.
    (1..=3).find(|n| *n <= bytes.len() && !encoding.decode_without_bom_handling(&bytes[..*n]).1).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ByteSpan;

    const TEXT: &str = "成都市网络安全产业规模 354.6 亿元，𠮷";

    fn check(bytes: &[u8], encoding: &str) {
        let decoded = decode(bytes);
        assert_eq!(decoded.encoding, encoding);
        assert!(decoded.source.as_str().starts_with("成都市网络安全产业规模 354.6 亿元"), "{encoding}: {}", decoded.source.as_str());
        let at = decoded.source.as_str().find("网络").unwrap();
        let raw = decoded.source.raw(ByteSpan::of(at..at + 6)).unwrap();
        let back = Encoding::for_label(encoding.as_bytes()).unwrap().decode_without_bom_handling(&bytes[raw.range()]).0.into_owned();
        assert_eq!(back, "网络", "{encoding}");
    }

    #[test]
    fn the_encodings_of_chinese_pages() {
        check(TEXT.as_bytes(), "UTF-8");
        check(format!("\u{FEFF}{TEXT}").as_bytes(), "UTF-8");
        check(&GB18030.encode(&TEXT.repeat(3)).0, "gb18030");
        let utf16: Vec<u8> = "\u{FEFF}".encode_utf16().chain(TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        check(&utf16, "UTF-16LE");
        let utf16: Vec<u8> = "\u{FEFF}".encode_utf16().chain(TEXT.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        check(&utf16, "UTF-16BE");
        let big5 = BIG5.encode("行政院數位發展部今天表示，資通安全產業的產值已經超過五百億元，較去年成長百分之十二。").0.into_owned();
        assert_eq!(decode(&big5).encoding, "Big5");
        assert!(decode(&big5).source.as_str().contains("資通安全產業"));
    }

    #[test]
    fn weird() {
        assert_eq!(decode(b"").source.as_str(), "");
        let cut = decode(&"网络安全".as_bytes()[..10]);
        assert_eq!((cut.encoding, cut.source.as_str(), cut.bad_sequences), ("UTF-8", "网络安\u{FFFD}", 1));
        assert!(decode(&[0xFF; 40]).bad_sequences > 0 || decode(&[0xFF; 40]).encoding != "UTF-8");
        assert_eq!(decode(b"\xFF\xFEa").bad_sequences, 1);
    }
}
