//! Decides which language a body is written in.
//!
//! By script, as that is all that the pipeline asks: Chinese is extracted, the rest is not. Kana means Japanese, Hangul
//! Korean; between simplified and traditional Chinese a short list of characters that only one of the two has decides.

use crate::text::{CharSet, is_han};

/// Characters of traditional writing that simplified writing replaced and that are frequent in news prose.
static TRADITIONAL: CharSet = CharSet::new("國會學為這個們時來對開關經電話產業數據資訊網絡華東軟體團機構說讓長門問題發現應該實際點擊聯繫與將於從進還過後裡無");
/// Their simplified counterparts.
static SIMPLIFIED: CharSet = CharSet::new("国会学为这个们时来对开关经电话产业数据资讯网络华东软体团机构说让长门问题发现应该实际点击联系与将于从进还过后里无");

/// How much of a text is looked at.
const WINDOW: usize = 4_000;

/// Han characters among letters from which on a body counts as Chinese. Half of all Chinese articles on security hold code and
/// Latin names; the number is a judgement, not a measurement.
const HAN_SHARE: f64 = 0.12;

/// The language of a text, or `None` where it has too few letters to tell.
#[must_use]
pub fn detect(text: &str) -> Option<&'static str> {
    let (mut han, mut kana, mut hangul, mut latin, mut cyrillic, mut traditional, mut simplified) = (0_u32, 0_u32, 0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
    for c in text.chars().take(WINDOW) {
        match c {
            _ if is_han(c) => {
                han += 1;
                traditional += u32::from(TRADITIONAL.contains(c));
                simplified += u32::from(SIMPLIFIED.contains(c));
            }
            '\u{3041}'..='\u{30FF}' => kana += 1,
            '\u{AC00}'..='\u{D7AF}' => hangul += 1,
            '\u{400}'..='\u{4FF}' => cyrillic += 1,
            _ if c.is_alphabetic() => latin += 1,
            _ => {}
        }
    }
    let letters = han + kana + hangul + latin + cyrillic;
    if letters < 4 {
        return None;
    }
    let share = |n: u32| f64::from(n) / f64::from(letters);
    // Kana stands in every Japanese sentence; a Chinese article quotes a Japanese name at most.
    if share(kana) > 0.15 {
        return Some("ja");
    }
    if share(hangul) > 0.3 {
        return Some("ko");
    }
    if share(cyrillic) > 0.4 {
        return Some("ru");
    }
    // A Han character is a word where Latin needs five letters.
    if share(han) >= HAN_SHARE {
        return Some(if traditional > simplified { "zh-Hant" } else { "zh" });
    }
    Some(latin_language(text))
}

/// Telling words of the Latin-script languages in the archive.
fn latin_language(text: &str) -> &'static str {
    const WORDS: &[(&str, &[&str])] = &[
        ("en", &["the", "and", "of", "to", "in", "is", "for", "with"]),
        ("it", &["di", "che", "il", "della", "per", "una", "sono", "gli"]),
        ("es", &["de", "los", "las", "el", "una", "por", "para", "que"]),
        ("fr", &["les", "des", "est", "une", "dans", "pour", "sur", "et"]),
        ("de", &["der", "die", "und", "das", "ist", "nicht", "mit", "von"]),
    ];
    let mut counts = [0_u32; 5];
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(600) {
        for (i, (_, words)) in WORDS.iter().enumerate() {
            counts[i] += u32::from(words.iter().any(|w| word.eq_ignore_ascii_case(w)));
        }
    }
    let best = (0..WORDS.len()).max_by_key(|i| (counts[*i], WORDS.len() - i)).unwrap_or(0);
    if counts[best] == 0 { "en" } else { WORDS[best].0 }
}

/// Whether a language is one that facts are extracted from.
#[must_use]
pub fn is_chinese(lang: &str) -> bool {
    lang.starts_with("zh")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        let table = [
            ("国家网络安全产业园区正式揭牌", Some("zh")),
            ("國家網絡安全產業園區與華東電話", Some("zh-Hant")),
            ("Apache Log4j 存在远程代码执行漏洞", Some("zh")),
            ("The attackers used the vulnerability in order to gain access", Some("en")),
            ("Il ransomware è una minaccia per le aziende che sono", Some("it")),
            ("サイバーセキュリティの情報です", Some("ja")),
            ("정보보호 산업 현황", Some("ko")),
            ("", None),
            ("123", None),
        ];
        for (text, expected) in table {
            assert_eq!(detect(text), expected, "{text}");
        }
    }
}
