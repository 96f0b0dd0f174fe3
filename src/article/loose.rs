//! Decides which characters of a Markdown source are markup although CommonMark does not read them so.
//!
//! Scrapers turn HTML into Markdown piece by piece. A link around a picture, a heading and a paragraph becomes
//! `[`, several paragraphs, `](target)`; emphasis in Chinese text has no blanks around it, and where it ends in punctuation
//! (`**一是总体平稳。**从全国来看`) CommonMark's rule of flanking takes the asterisks for text; and a picture whose address holds a
//! blank (`![长城](https://example.com/Great Wall.png)`) is none to it.

use std::ops::Range;

use crate::text::is_han;

/// Marks that CommonMark takes for text, by their places in a body.
#[derive(Debug, Default)]
pub struct LooseMarks {
    /// Links around paragraphs: the opening bracket, and the closing one with its target.
    links: Vec<(usize, Range<usize>)>,
    /// Runs of asterisks, and pictures whose address holds a blank.
    runs: Vec<Range<usize>>,
    /// The first link that may still matter: text comes in order.
    next_link: usize,
    /// The same of the runs.
    next_run: usize,
}

/// How many bytes the label of a link may hold: a teaser with its picture, not an article.
const LONGEST_LABEL: usize = 2_400;

impl LooseMarks {
    /// Finds them; linear in the length of the body, but for labels, which are bounded.
    #[must_use]
    pub fn find(body: &str) -> Self {
        let mut runs = loose_stars(body);
        runs.extend(loose_pictures(body));
        runs.sort_by_key(|run| run.start);
        Self { links: loose_links(body), runs, ..Self::default() }
    }

    /// Whether a place lies within a mark.
    #[must_use]
    pub fn is_mark(&self, at: usize) -> bool {
        self.links[self.next_link..].iter().take_while(|(open, _)| *open <= at).any(|(open, close)| *open == at || close.contains(&at))
            || self.runs[self.next_run..].iter().take_while(|run| run.start <= at).any(|run| run.contains(&at))
    }

    /// The parts of a stretch of text that are no marks, and whether each stands within a link. Stretches come in order.
    pub fn parts(&mut self, text: Range<usize>) -> Vec<(Range<usize>, bool)> {
        while self.links.get(self.next_link).is_some_and(|(_, close)| close.end <= text.start) {
            self.next_link += 1;
        }
        while self.runs.get(self.next_run).is_some_and(|run| run.end <= text.start) {
            self.next_run += 1;
        }
        let mut parts = Vec::new();
        let mut at = text.start;
        let (mut link, mut star) = (self.next_link, self.next_run);
        while at < text.end {
            let (open, close) = self.links.get(link).map_or((usize::MAX, usize::MAX..usize::MAX), |(open, close)| (*open, close.clone()));
            let run = self.runs.get(star).cloned().unwrap_or(usize::MAX..usize::MAX);
            if at >= close.end {
                link += 1;
            } else if at >= run.end {
                star += 1;
            } else if at == open {
                at += 1;
            } else if at >= close.start {
                at = close.end;
            } else if at >= run.start {
                at = run.end;
            } else {
                let inside = at > open;
                let next = if inside { close.start } else { open };
                let end = next.min(run.start).min(text.end);
                parts.push((at..end, inside));
                at = end;
            }
        }
        parts
    }
}

fn loose_links(body: &str) -> Vec<(usize, Range<usize>)> {
    let bytes = body.as_bytes();
    let (mut links, mut from) = (Vec::new(), 0);
    while let Some(at) = memchr::memchr(b'[', &bytes[from..]).map(|i| from + i) {
        from = at + 1;
        let escaped = at > 0 && matches!(bytes[at - 1], b'!' | b'\\');
        if !escaped && let Some(close) = closing(bytes, at) {
            from = close.end;
            links.push((at, close));
        }
    }
    links
}

/// Where the link that opens here closes, when its label holds a blank line; `None` of all others.
fn closing(bytes: &[u8], open: usize) -> Option<Range<usize>> {
    let reach = bytes.len().min(open + LONGEST_LABEL);
    let (mut at, mut blank_line) = (open + 1, false);
    while at < reach {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' => {
                let next = bytes[at + 1..reach].iter().position(|b| !matches!(b, b' ' | b'\t' | b'\r'));
                blank_line |= next.is_some_and(|n| bytes[at + 1 + n] == b'\n');
            }
            b'!' if bytes.get(at + 1) == Some(&b'[') => {
                // A picture within the label.
                at = target_end(bytes, at + 1 + memchr::memchr(b']', &bytes[at + 1..reach])?, reach)? - 1;
            }
            b'[' => return None,
            b']' => {
                let end = target_end(bytes, at, reach + 600)?;
                return blank_line.then_some(at..end);
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the target behind a closing bracket ends, on the same line.
fn target_end(bytes: &[u8], bracket: usize, reach: usize) -> Option<usize> {
    if bytes.get(bracket + 1) != Some(&b'(') {
        return None;
    }
    let rest = &bytes[bracket + 2..bytes.len().min(reach)];
    let Some(end) = rest.iter().position(|b| matches!(b, b')' | b'\n')) else {
        // A page that the scraper cut inside the target.
        return (bracket + 2 + rest.len() == bytes.len() && rest.starts_with(b"http")).then_some(bytes.len());
    };
    (rest[end] == b')').then_some(bracket + 2 + end + 1)
}

/// Pictures on one line whose address is one of the web and holds a blank, but for the title that may stand behind it.
fn loose_pictures(body: &str) -> Vec<Range<usize>> {
    const LONGEST: usize = 600;
    let bytes = body.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = memchr::memmem::find(&bytes[from..], b"![").map(|i| from + i) {
        from = open + 2;
        let line_end = memchr::memchr(b'\n', &bytes[from..bytes.len().min(from + LONGEST)]).map_or(bytes.len().min(from + LONGEST), |i| from + i);
        let Some(target) = memchr::memmem::find(&bytes[from..line_end], b"](http").map(|i| from + i + 2) else { continue };
        let Some(close) = memchr::memchr(b')', &bytes[target..line_end]).map(|i| target + i) else { continue };
        let loose = bytes[target..close].iter().position(|b| *b == b' ').is_some_and(|blank| !matches!(bytes[target + blank + 1], b'"' | b'\'' | b'('));
        let one = !bytes[from..target].contains(&b'\n') && memchr::memmem::find(&bytes[from..target], b"![").is_none();
        if loose && one {
            found.push(open..close + 1);
            from = close + 1;
        }
    }
    found
}

fn is_word(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// Runs of asterisks in paragraphs where emphasis failed, and runs that join two emphases.
fn loose_stars(body: &str) -> Vec<Range<usize>> {
    let (mut found, mut paragraph): (Vec<Range<usize>>, Vec<(Range<usize>, bool)>) = (Vec::new(), Vec::new());
    let mut failed = false;
    let (mut at, mut last_break) = (0, 0);
    let bytes = body.as_bytes();
    while let Some(start) = memchr::memchr(b'*', &bytes[at..]).map(|i| at + i) {
        if body[last_break..start].contains("\n\n") {
            found.extend(paragraph.drain(..).filter(|(_, sure)| *sure || failed).map(|(run, _)| run));
            failed = false;
        }
        last_break = start;
        let end = start + bytes[start..].iter().take_while(|b| **b == b'*').count();
        at = end;
        let escaped = start > 0 && bytes[start - 1] == b'\\';
        if end - start < 2 || escaped {
            continue;
        }
        let before = body[..start].chars().next_back().unwrap_or('\n');
        let after = body[end..].chars().next().unwrap_or('\n');
        let digits = |text: &mut dyn Iterator<Item = char>| text.take(2).take_while(char::is_ascii_digit).count();
        let alone = before == '\n' && after == '\n';
        let joins = end - start == 4 && (is_han(before) && is_han(after) || digits(&mut body[..start].chars().rev()) == 1 && digits(&mut body[end..].chars()) == 1);
        let closes_badly = !is_word(before) && !before.is_whitespace() && is_word(after);
        let opens_badly = is_word(before) && !is_word(after) && !after.is_whitespace() && after != '，' && after != '。';
        failed |= closes_badly || opens_badly;
        let between_letters = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
        let between_blanks = before.is_whitespace() && after.is_whitespace() && !alone;
        if alone || joins || !between_letters && !between_blanks {
            paragraph.push((start..end, alone || joins));
        }
    }
    found.extend(paragraph.into_iter().filter(|(_, sure)| *sure || failed).map(|(run, _)| run));
    found
}
