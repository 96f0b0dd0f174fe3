//! Decides whether a text was read in another encoding than it was written in, and how that can be undone.
//!
//! The proof is the undoing: the characters are turned back into the bytes that they were read from, and these are read anew.
//! Where ordinary Chinese comes out, the text was misread; chance does not write Chinese.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, GBK, IBM866, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use regex::Regex;

use crate::text::{CharSet, is_han};

/// How bytes were read.
#[derive(Debug, Clone, Copy)]
enum Reading {
    /// In an encoding of the web.
    Web(&'static Encoding),
    /// In a code page of 128 characters behind ASCII, which detectors guess and no browser knows.
    Page(&'static str, &'static str),
}

/// Code pages, from the character sets of the Unicode Consortium's mapping tables, bytes 0x80 to 0xFF in order.
const PT154: &str = "ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸҗ‘’“”•–—ҳҷҡӣңқһҹ\u{A0}ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ°ұІіҙө¶·ё№ә»јҪҫҝАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
const IBM855: &str = "ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪаАбБцЦдДеЕфФгГ«»░▒▓│┤хХиИ╣║╗╝йЙ┐└┴┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀ЯрРсСтТуУжЖвВьЬ№\u{AD}ыЫзЗшШэЭщЩчЧ§■\u{A0}";
const IBM437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

/// Readings that happen: how the bytes were read, how they were written.
const MISREADINGS: &[(Reading, &Encoding)] = &[
    (Reading::Web(WINDOWS_1252), UTF_8),
    (Reading::Page("PT154", PT154), UTF_8),
    (Reading::Web(WINDOWS_1251), UTF_8),
    (Reading::Page("IBM855", IBM855), UTF_8),
    (Reading::Page("IBM437", IBM437), UTF_8),
    (Reading::Web(GBK), UTF_8),
    (Reading::Web(WINDOWS_1250), UTF_8),
    (Reading::Web(KOI8_R), UTF_8),
    (Reading::Web(IBM866), UTF_8),
    (Reading::Web(MACINTOSH), UTF_8),
    (Reading::Web(EUC_KR), UTF_8),
    (Reading::Web(BIG5), UTF_8),
    (Reading::Web(SHIFT_JIS), UTF_8),
    (Reading::Web(WINDOWS_1252), GB18030),
    (Reading::Web(WINDOWS_1252), BIG5),
    (Reading::Web(WINDOWS_1251), GB18030),
];

impl Reading {
    fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Page(name, _) => name,
        }
    }

    /// The bytes of a character, or `None` where the reading has none.
    fn bytes(self, c: char, out: &mut Vec<u8>) -> Option<()> {
        match self {
            // Latin-1 as it is usually meant: bytes without a sign are control characters.
            Self::Web(encoding) if encoding == WINDOWS_1252 && ('\u{80}'..='\u{FF}').contains(&c) => out.push(c as u8),
            Self::Web(encoding) => {
                let mut buffer = [0; 4];
                let (encoded, _, failed) = encoding.encode(c.encode_utf8(&mut buffer));
                if failed {
                    return None;
                }
                out.extend_from_slice(&encoded);
            }
            Self::Page(_, page) => out.push(128 + u8::try_from(page.chars().position(|p| p == c)?).ok()?),
        }
        Some(())
    }
}

/// The most frequent characters of written Chinese; of ordinary text they make up about a quarter.
static FREQUENT: CharSet = CharSet::new("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年");

/// A text with fewer letters outside ASCII says nothing.
const LEAST_LETTERS: usize = 20;
/// Han characters that must come out.
const LEAST_HAN: usize = 12;
/// Letters of other alphabets that a misread text under a Chinese title holds. Of 20,000 scrapes 113 have as many: all misread.
const LEAST_STRANGE: usize = 60;
/// A text of which so many Han characters are known must hold frequent ones, if it is Chinese.
const LEAST_HAN_TO_JUDGE: usize = 60;
/// So many of them must differ.
const LEAST_HAN_KINDS: usize = 30;
/// The share of frequent characters below which Han text is no Chinese: misread text has 0.4 to 1.5 %, the lowest of
/// 23,000 scrapes (lists of words) 22 %, counted with a longer list.
const LEAST_FREQUENT_PERCENT: usize = 2;

/// UTF-8 read as windows-1251: each Chinese character becomes three Cyrillic letters and signs.
static CYRILLIC: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[гджзйЙиЕеѓ][Ђ-ЏЀ-ӿ‚„…†‡€‰‹‘’“”•–—™›\u{A0}-\u{BF}]{2}").expect("a constant"));
/// UTF-8 read as Latin-1 or windows-1252.
static LATIN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[à-é][\u{80}-\u{BF}‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}").expect("a constant"));

/// What is wrong with a text that is unreadable as a whole, or `None`. The title, which scrapers take from a feed, stays right
/// when the page is misread: a Chinese title above letters of other alphabets proves it whatever the code page.
#[must_use]
pub fn misreading(sample: &str, title: Option<&str>) -> Option<String> {
    let (mut letters, mut foreign, mut han, mut frequent, mut replaced) = (0, 0, 0, 0, 0);
    for c in sample.chars().filter(|c| !c.is_whitespace()) {
        letters += 1;
        foreign += usize::from(!c.is_ascii());
        han += usize::from(is_han(c));
        frequent += usize::from(FREQUENT.contains(c));
        replaced += usize::from(c == '\u{FFFD}');
    }
    if foreign < LEAST_LETTERS {
        return None;
    }
    let looks_chinese = han >= LEAST_HAN && frequent * 100 >= han * 8;
    // Of a text that is readable as a whole, some names in another alphabet are no misreading.
    if looks_chinese && replaced * 10 <= letters && han * 2 > foreign || foreign * 10 < letters {
        return None;
    }
    for (read, written) in MISREADINGS {
        if let Some(undone) = undo(sample, *read, written) {
            let (read, written) = (read.name(), written.name());
            return Some(format!("{written} read as {read}; encoding it as {read} and decoding that as {written} undoes it: “{undone}…”"));
        }
    }
    if let Some(undone) = undo_twice(sample) {
        return Some(format!(
            "UTF-8 read as Latin-1, and that once more as GBK; encoding as GBK, decoding as UTF-8, encoding as Latin-1 and decoding as UTF-8 undoes it: “{undone}…”"
        ));
    }
    if replaced * 10 > letters {
        return Some(format!("{replaced} of {letters} characters are replacement characters: the bytes were lost before the scrape was written"));
    }
    let alphabets = |c: &char| matches!(*c, '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}');
    let strange = sample.chars().filter(alphabets).count();
    let around = sample.chars().filter(|c| matches!(*c, '\u{80}'..='\u{24F}' | '\u{370}'..='\u{52F}' | '\u{2013}'..='\u{203A}' | '€' | '™' | '\u{2550}'..='\u{256C}')).count();
    if title.is_some_and(|t| t.chars().filter(|c| is_han(*c)).count() >= 3) && strange >= LEAST_STRANGE && han * 4 < around {
        return Some(format!(
            "the title is Chinese, and {around} of {letters} characters of the text are letters and signs of other alphabets: a misreading in a code page that is not recognised"
        ));
    }
    // A word that is repeated is no text to judge.
    let kinds = sample.chars().filter(|c| is_han(*c)).collect::<BTreeSet<char>>().len();
    (kinds >= LEAST_HAN_KINDS && han >= LEAST_HAN_TO_JUDGE && han * 2 > foreign && frequent * 100 < han * LEAST_FREQUENT_PERCENT)
        .then(|| format!("{frequent} of {han} Han characters are frequent ones, where Chinese has one in four: another encoding read as GBK"))
}

/// The bytes that a text was read from, what the reading has no byte for as `?`; `None` where that is more than a third.
fn unread(sample: &str, read: Reading) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(sample.len());
    let (mut lost, mut foreign) = (0, 0);
    for c in sample.chars() {
        if c.is_ascii() {
            bytes.push(c as u8);
            continue;
        }
        foreign += 1;
        if read.bytes(c, &mut bytes).is_none() {
            lost += 1;
            bytes.push(b'?');
        }
    }
    (lost * 3 <= foreign).then_some(bytes)
}

/// The beginning of what comes out when a reading is undone, or `None` where it is no Chinese.
fn undo(sample: &str, read: Reading, written: &'static Encoding) -> Option<String> {
    chinese(&written.decode_without_bom_handling(&unread(sample, read)?).0, sample)
}

/// The same of text that was misread twice.
fn undo_twice(sample: &str) -> Option<String> {
    let bytes = unread(sample, Reading::Web(GBK))?;
    let once = UTF_8.decode_without_bom_handling(&bytes).0;
    chinese(&UTF_8.decode_without_bom_handling(&unread(&once, Reading::Web(WINDOWS_1252))?).0, sample)
}

/// The beginning of a text that is Chinese as it was before it was misread, or `None`.
fn chinese(text: &str, misread: &str) -> Option<String> {
    let han = text.chars().filter(|c| is_han(*c)).count();
    let frequent = text.chars().filter(|c| FREQUENT.contains(*c)).count();
    let broken = text.chars().filter(|c| *c == '\u{FFFD}').count();
    let foreign = misread.chars().filter(|c| !c.is_ascii()).count();
    // Of misread UTF-8 three characters make one; of GBK two.
    let proven = han >= LEAST_HAN && frequent * 100 >= han * 8 && han > broken && han * 6 > foreign;
    proven.then(|| text.chars().filter(|c| is_han(*c)).take(12).collect())
}

/// What is unreadable in a text that is readable as a whole, or `None`. One lost character may be the author's; three are not.
#[must_use]
pub fn mojibake_share(text: &str) -> Option<String> {
    let replaced = text.chars().filter(|c| *c == '\u{FFFD}').count();
    if replaced >= 3 {
        return Some(format!("{replaced} characters are U+FFFD: the bytes were lost before the scrape was written"));
    }
    [(&CYRILLIC, "windows-1251"), (&LATIN, "windows-1252")].into_iter().find_map(|(shape, reading)| {
        let hits = shape.find_iter(text).count();
        let example = shape.find(text)?.as_str();
        (hits >= 5).then(|| format!("{hits} runs such as {example:?}: UTF-8 read as {reading}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str =
        "某地今天发布报告，称网络安全产业规模达到一百亿元，同比增长百分之十五，企业数量超过三百家，带动就业两万人。这是我们在这个行业里看到的新变化，也是大家对未来的期待。";

    #[test]
    fn readings_are_seen_and_undone() {
        for (read, written) in MISREADINGS {
            let (bytes, _, failed) = written.encode(PROSE);
            if *written != UTF_8 && failed {
                continue;
            }
            let misread: String = match read {
                Reading::Web(encoding) => encoding.decode_without_bom_handling(&bytes).0.into_owned(),
                Reading::Page(_, page) => bytes.iter().map(|b| if *b < 128 { char::from(*b) } else { page.chars().nth(usize::from(*b) - 128).unwrap() }).collect(),
            };
            let detail = misreading(&misread, None).unwrap_or_else(|| panic!("{} read as {} is not seen: {misread}", written.name(), read.name()));
            assert!(detail.contains("read as") || detail.contains("bytes were lost"), "{detail}");
        }
        let once = WINDOWS_1252.decode_without_bom_handling(PROSE.as_bytes()).0.into_owned();
        let twice = GBK.decode_without_bom_handling(once.as_bytes()).0.into_owned();
        assert!(misreading(&twice, None).is_some(), "{twice}");
        // Whatever the code page: the title says that the text should be Chinese.
        let shifted: String = PROSE.bytes().map(|b| if b < 128 { char::from(b) } else { char::from_u32(0x400 + u32::from(b)).unwrap() }).collect();
        assert!(misreading(&shifted, Some("某地发布报告")).is_some_and(|d| d.contains("not recognised")));
    }

    #[test]
    fn other_languages_are_not_misread() {
        let table = [
            PROSE,
            "Le ministère de l’Économie a annoncé une réforme générale des marchés, à l’été où tout était déjà prêt, où rien n’était décidé.",
            "Министерство сообщило о росте производства в первом квартале, а также о планах на следующий год и о новых проектах в регионах.",
            "보안 업체는 이번 공격이 여러 기관을 노린 것이라고 밝혔다. 관계자는 피해 규모를 조사하고 있다고 말했다.",
            "セキュリティ企業は今回の攻撃について報告書を公開した。被害の規模はまだ分かっていないという。",
            "Die Behörde prüft, ob für Geräte größerer Hersteller künftig schärfere Regeln gelten müssen; über Änderungen wird später entschieden.",
            "┌──────┬──────┐ │ port │ state│ └──────┴──────┘ ┌──────┬──────┐ │ port │ state│ └──────┴──────┘",
            "漏洞由 Владимир 与 Сергей 发现，他们在报告里说这个问题在多年前就有了，并且给出了可以用的方法。",
            "臺灣資安業者發布報告，指出這次攻擊的對象為多個機關，相關單位已經展開調查，並且要求業者在一個月內提出改善的方案。",
        ];
        for text in table {
            assert_eq!(misreading(text, Some("A title")), None, "{text}");
        }
    }
}
