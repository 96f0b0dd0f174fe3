//! Decides which articles are the same text.
//!
//! A *sketch* is the smallest hashes of an article's shingles (runs of twelve characters, letters and Han only). Two articles
//! are candidates when they share several hashes that are no *stock*: a hash that articles with unlike titles share is a
//! template's or a menu's. Candidates are duplicates when one sketch is contained in the other beyond a threshold that leans on
//! their titles and sources: syndicated copies carry another header or footer, so containment counts, not likeness as a whole;
//! but two advisories of one day differ in little more than a number, and a number in the title that differs tells them apart.
//! Linear in the number of articles: runs of one hash are bounded.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::article::{Article, Status};
use crate::text::{CharSpan, Text, fold, is_han, telling_words, word_set};

/// Characters in a shingle. Templates of weekly reports share shorter ones.
const SHINGLE: usize = 12;

/// Hashes kept of an article. With 160, or with all below a fixed limit, at most 2 of 168 pairs came out otherwise.
const SKETCH: usize = 96;

/// An article with fewer shingles than this is too short to tell.
const LEAST_SHINGLES: usize = 40;

/// Hashes that two articles must share, and that must be left of each without stock.
const LEAST_SHARED: usize = 8;

/// A hash that so many articles with unlike titles share is stock.
const STOCK: usize = 6;

/// Of a hash that more articles share than this, each is compared with the first and with its predecessor only.
const RUN: usize = 24;

/// What is kept of an article to find its copies: at most [`SKETCH`] hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sketch {
    hashes: Vec<u64>,
    /// The size of the whole set.
    shingles: u32,
}

/// The sketch of a body, or `None` where it is too short.
#[must_use]
pub fn sketch(text: &Text, body_start: usize) -> Option<Sketch> {
    let letters: Vec<char> = text.chars()[body_start.min(text.len())..].iter().copied().filter(|c| is_han(*c) || c.is_alphanumeric()).collect();
    if letters.len() < SHINGLE + LEAST_SHINGLES {
        return None;
    }
    let mut hashes: Vec<u64> = letters.windows(SHINGLE).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let shingles = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
    hashes.truncate(SKETCH);
    // The registry of sketches outlives the article: what is not kept goes.
    hashes.shrink_to_fit();
    (shingles as usize >= LEAST_SHINGLES).then_some(Sketch { hashes, shingles })
}

/// FNV-1a over the characters, with a final mix so that the smallest hashes are a fair sample.
fn hash(window: &[char]) -> u64 {
    let mut h = 0xCBF2_9CE4_8422_2325_u64;
    for c in window {
        h = (h ^ u64::from(u32::from(*c))).wrapping_mul(0x0000_0100_0000_01B3);
    }
    h ^= h >> 32;
    h = h.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    h ^ (h >> 32)
}

impl Sketch {
    /// How much of the smaller set stands in the other, and how alike the two are as wholes, without stock; `None` where too
    /// little is left to tell.
    fn compare(&self, other: &Self, stock: &HashSet<u64>) -> Option<(f64, f64)> {
        // Only hashes below both sketches' largest are known to be in or out of either.
        let limit = |s: &Self| if s.hashes.len() < SKETCH { u64::MAX } else { *s.hashes.last().unwrap_or(&0) };
        let limit = limit(self).min(limit(other));
        let fresh = |s: &Self| -> Vec<u64> { s.hashes.iter().copied().take_while(|h| *h <= limit).filter(|h| !stock.contains(h)).collect() };
        let (a, b) = (fresh(self), fresh(other));
        let shared = a.iter().filter(|h| b.binary_search(h).is_ok()).count();
        let smaller = a.len().min(b.len());
        (smaller >= LEAST_SHARED).then(|| (shared as f64 / smaller as f64, shared as f64 / (a.len() + b.len() - shared) as f64))
    }
}

/// What the capture of an article is worth when it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Capture {
    Whole,
    Truncated,
    /// No body, or one that cannot be read: alike only to another capture of the same page.
    Other,
}

/// What is kept of an article to find its copies.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Fingerprint {
    sketch: Sketch,
    capture: Capture,
    /// Hashes of the title's words, sorted.
    title: Vec<u32>,
    /// Hashes of the numbers in the title, sorted.
    numbers: Vec<u32>,
    /// The share of the title's words that stand in the body.
    cover: f32,
    /// A hash of the host; on a platform of the host and the account.
    source: u64,
    /// A hash of the canonical URL.
    url: Option<u64>,
}

/// Hosts on which each account is a source of its own.
const PLATFORMS: &[&str] = &["mp.weixin.qq.com", "weixin.qq.com", "toutiao.com", "zhihu.com", "zhuanlan.zhihu.com", "blog.csdn.net", "medium.com"];

/// The fingerprint of an article; `None` of a capture without text, and of one that is too short to tell.
#[must_use]
pub fn fingerprint(article: &Article) -> Option<Fingerprint> {
    let capture = match article.status {
        Status::Ok => Capture::Whole,
        Status::Truncated => Capture::Truncated,
        Status::NavOnly | Status::LoginRequired | Status::Garbled => Capture::Other,
        _ => return None,
    };
    let sketch = sketch(&article.text, article.body_start)?;
    let metadata = &article.metadata;
    let title: String = metadata.title.as_deref().unwrap_or_default().chars().map(fold).collect();
    let title = without_label(&title);
    let words = word_set(title);
    let body = article.text.slice(CharSpan::of(article.body_start..article.text.len())).to_lowercase();
    let telling = telling_words(title);
    let telling = if telling.is_empty() { &words } else { &telling };
    let found = telling.iter().filter(|w| body.contains(w.as_str())).count();
    let site = metadata.site.as_deref().unwrap_or_default();
    let account = if PLATFORMS.contains(&site) { metadata.publisher.as_deref().unwrap_or_default() } else { "" };
    Some(Fingerprint {
        sketch,
        capture,
        title: hashes(words.iter().map(String::as_str)),
        numbers: hashes(numbers(title).iter().map(String::as_str)),
        cover: if telling.is_empty() { 0.0 } else { found as f32 / telling.len() as f32 },
        source: hash_text(&format!("{site} {account}")),
        url: metadata.canonical_url.as_deref().map(hash_text),
    })
}

/// A title without a label such as 【转载】 in front.
fn without_label(title: &str) -> &str {
    let rest = title.strip_prefix(['【', '[']).and_then(|rest| rest.split_once(['】', ']']));
    rest.filter(|(label, _)| label.chars().count() <= 8).map_or(title, |(_, rest)| rest)
}

/// The numbers in a title: `2023`, `6.10`, `2024-33327`.
fn numbers(title: &str) -> BTreeSet<String> {
    let parts = title.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/'))).map(|n| n.trim_matches(['.', ',', '-', '/']));
    parts.filter(|n| n.contains(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
}

fn hash_text(text: &str) -> u64 {
    hash(&text.chars().collect::<Vec<char>>())
}

fn hashes<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<u32> {
    let mut hashes: Vec<u32> = texts.map(|t| hash_text(t) as u32).collect();
    hashes.sort_unstable();
    hashes
}

fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|h| b.binary_search(h).is_ok()).count()
}

impl Fingerprint {
    /// How alike two titles are: the share of the shorter one's words; of the longer one's where the shorter says too little.
    fn title_likeness(&self, other: &Self) -> f64 {
        let (smaller, larger) = (self.title.len().min(other.title.len()), self.title.len().max(other.title.len()));
        let of = if smaller < 4 { larger } else { smaller };
        if of == 0 { 0.0 } else { shared(&self.title, &other.title) as f64 / of as f64 }
    }

    /// Whether both titles have numbers, and each one that the other has not: another issue, another advisory.
    fn numbers_conflict(&self, other: &Self) -> bool {
        let both = shared(&self.numbers, &other.numbers);
        !self.numbers.is_empty() && !other.numbers.is_empty() && both < self.numbers.len().min(other.numbers.len())
    }

    /// The score of a pair that is one text, or `None`.
    ///
    /// The thresholds were chosen on 79 labelled pairs (40 of them true), on which they err in none; moved together by 0.04
    /// down or 0.02 up they still do not.
    fn same_text(&self, other: &Self, stock: &HashSet<u64>) -> Option<f64> {
        let likeness = self.title_likeness(other);
        let conflict = self.numbers_conflict(other);
        let same_url = self.url.is_some() && self.url == other.url;
        let without_body = self.capture == Capture::Other || other.capture == Capture::Other;
        if without_body || same_url && likeness >= 0.8 && !conflict {
            let (contained, alike) = self.sketch.compare(&other.sketch, &HashSet::new())?;
            let page_again = same_url && likeness >= 0.6 && !conflict && contained >= 0.9 && alike >= 0.5;
            if without_body {
                return page_again.then_some(contained);
            }
            if contained >= 0.8 {
                return Some(contained);
            }
        }
        let (contained, alike) = self.sketch.compare(&other.sketch, stock)?;
        let same_source = self.source == other.source;
        if conflict && (same_source || contained < 0.95 || alike < 0.8) {
            return None;
        }
        let one_is_cut = self.capture == Capture::Truncated || other.capture == Capture::Truncated;
        // A digest contains an item, a teaser stands in its article: neither is a copy.
        if alike < 0.5 && !(likeness >= 0.8 && contained >= 0.95 && one_is_cut) {
            return None;
        }
        let (less, more) = (self.cover.min(other.cover), self.cover.max(other.cover));
        let least = match (likeness, same_source) {
            (0.95.., false) => 0.8,
            (0.95.., true) => 0.9,
            (0.8.., false) => 0.8,
            (0.8.., true) => 0.95,
            (0.5.., false) => 0.9,
            (0.5.., true) => 0.92,
            (_, false) if less >= 0.3 => 0.92,
            (_, true) if less >= 0.5 => 0.95,
            _ => return None,
        };
        // Menus never name the title of the page that they stand on.
        (contained >= least && (likeness >= 0.8 || more >= 0.15)).then_some(contained)
    }
}

/// The hashes that are a template's or a menu's: of articles whose titles are unlike each other.
fn stock_hashes(entries: &[(u64, u32)], fingerprints: &[&Fingerprint]) -> HashSet<u64> {
    let mut stock = HashSet::new();
    for run in entries.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() >= STOCK) {
        let mut unlike: Vec<&Fingerprint> = Vec::new();
        for (_, article) in run {
            let fingerprint = fingerprints[*article as usize];
            if unlike.iter().all(|seen| seen.title_likeness(fingerprint) < 0.5) {
                unlike.push(fingerprint);
                if unlike.len() >= STOCK {
                    stock.insert(run[0].0);
                    break;
                }
            }
        }
    }
    stock
}

/// For each article the number of the first of its cluster with the score, or `None` for firsts. Articles must come in the order
/// in which they would be first.
#[must_use]
pub fn clusters(fingerprints: &[&Fingerprint]) -> Vec<Option<(usize, f64)>> {
    let mut entries: Vec<(u64, u32)> = Vec::new();
    for (number, fingerprint) in (0_u32..).zip(fingerprints) {
        entries.extend(fingerprint.sketch.hashes.iter().map(|h| (*h, number)));
    }
    entries.sort_unstable();
    let stock = stock_hashes(&entries, fingerprints);
    let mut pairs: HashMap<(u32, u32), u32> = HashMap::new();
    for run in entries.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1 && !stock.contains(&run[0].0)) {
        for (i, (_, later)) in run.iter().enumerate().skip(1) {
            if run.len() <= RUN {
                run[..i].iter().for_each(|(_, earlier)| *pairs.entry((*earlier, *later)).or_default() += 1);
            } else {
                [run[0].1, run[i - 1].1].into_iter().collect::<BTreeSet<u32>>().into_iter().for_each(|earlier| *pairs.entry((earlier, *later)).or_default() += 1);
            }
        }
    }
    drop(entries);
    let mut by_url: HashMap<u64, u32> = HashMap::new();
    for (number, fingerprint) in (0_u32..).zip(fingerprints) {
        if let Some(before) = fingerprint.url.and_then(|url| by_url.insert(url, number)) {
            *pairs.entry((before, number)).or_default() += LEAST_SHARED as u32;
        }
    }
    let mut likely: Vec<(u32, u32)> = pairs.into_iter().filter(|(_, n)| *n as usize >= LEAST_SHARED).map(|(pair, _)| pair).collect();
    likely.sort_unstable();
    join(&likely, fingerprints, &stock)
}

/// Joins the pairs that are one text into clusters.
fn join(likely: &[(u32, u32)], fingerprints: &[&Fingerprint], stock: &HashSet<u64>) -> Vec<Option<(usize, f64)>> {
    let mut first: Vec<usize> = (0..fingerprints.len()).collect();
    let mut score = vec![0.0_f64; fingerprints.len()];
    let root = |first: &[usize], mut at: usize| {
        while first[at] != at {
            at = first[at];
        }
        at
    };
    for (a, b) in likely {
        let (a, b) = (*a as usize, *b as usize);
        let Some(found) = fingerprints[a].same_text(fingerprints[b], stock) else { continue };
        let (one, two) = (root(&first, a), root(&first, b));
        let (earlier, later) = (one.min(two), one.max(two));
        first[later] = earlier;
        score[a] = score[a].max(found);
        score[b] = score[b].max(found);
    }
    (0..fingerprints.len()).map(|at| Some(root(&first, at)).filter(|r| *r != at).map(|r| (r, score[at]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{RawRecord, ReadOptions};

    fn of(title: &str, source: &str, body: &str) -> Fingerprint {
        let record = format!("---\ntitle: {title}\nurl: https://{source}/{}\nsource: {source}\n---\n{body}", hash_text(title));
        fingerprint(&Article::parse(&RawRecord::file("a.md", record.into_bytes()), &ReadOptions::default())).unwrap()
    }

    fn prose(seed: u32) -> String {
        (0..60_u32).map(|i| format!("第{}项工作由{}号小组在{}地完成，", i * seed % 97, (i * 7 + seed) % 89, (i * 13 + seed * 3) % 83)).collect::<Vec<String>>().concat()
    }

    fn found(articles: &[Fingerprint]) -> Vec<Option<usize>> {
        clusters(&articles.iter().collect::<Vec<_>>()).into_iter().map(|f| f.map(|(n, _)| n)).collect()
    }

    #[test]
    fn copies_and_others() {
        let body = prose(5);
        let articles = [
            of("某地完成年度工作", "a.example", &body),
            of("【转载】某地完成年度工作", "b.example", &format!("某账号转载如下内容，请读者自行判断真伪。{body}更多内容请关注本账号。")),
            of("另一件事", "c.example", &prose(11)),
        ];
        assert_eq!(found(&articles), [None, Some(0), None]);
    }

    #[test]
    fn a_number_in_the_title_tells_siblings_apart() {
        let body = prose(5);
        let (a, b) = (format!("{body}编号一。"), format!("{body}编号二。"));
        assert_eq!(found(&[of("漏洞通告 2024-33327", "a.example", &a), of("漏洞通告 2024-33328", "a.example", &b)]), [None, None]);
        assert_eq!(found(&[of("漏洞通告 2024-33327", "a.example", &a), of("漏洞通告 2024-33327", "b.example", &b)]), [None, Some(0)]);
    }

    #[test]
    fn what_unlike_articles_share_is_a_menu() {
        let menu = prose(3);
        let titles = ["春天到来", "股市上涨", "新车发布", "球队获胜", "电影上映", "桥梁通车", "学校开学"];
        let articles: Vec<Fingerprint> = titles.iter().enumerate().map(|(i, title)| of(title, "a.example", &format!("{menu}{title}的消息第{i}号。"))).collect();
        assert_eq!(found(&articles), [None; 7]);
    }

    #[test]
    fn too_short_to_tell() {
        assert!(sketch(&Text::new("短".to_owned()), 0).is_none());
    }
}
