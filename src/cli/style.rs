//! Decides how text is marked in a terminal. `NO_COLOR` and pipes get plain text.

use std::io::IsTerminal as _;

use crate::extract::EntityType;

/// Marks, or their absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    colour: bool,
}

impl Style {
    /// For standard output.
    pub fn for_stdout() -> Self {
        Self { colour: allowed() && std::io::stdout().is_terminal() }
    }

    /// For standard error.
    pub fn for_stderr() -> Self {
        Self { colour: allowed() && std::io::stderr().is_terminal() }
    }

    /// For files.
    pub fn plain() -> Self {
        Self { colour: false }
    }

    /// Whether nothing is marked.
    pub fn is_plain(self) -> bool {
        !self.colour
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// Something to look at first.
    pub fn strong(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// Something that may be overlooked.
    pub fn faint(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// Something good.
    pub fn good(self, text: &str) -> String {
        self.paint("32", text)
    }

    /// Something wrong.
    pub fn bad(self, text: &str) -> String {
        self.paint("31;1", text)
    }

    /// The stretch that it is about.
    pub fn mark(self, text: &str) -> String {
        if self.colour { self.paint("30;43", text) } else { format!("▶{text}◀") }
    }

    /// A mention, by its dimension.
    pub fn mention(self, kind: MarkKind, text: &str) -> String {
        self.paint(
            match kind {
                MarkKind::Time => "36",
                MarkKind::Quantity => "33;1",
                MarkKind::Entity(EntityType::Person) => "35;1",
                MarkKind::Entity(EntityType::Org) => "34;1",
                MarkKind::Entity(EntityType::Gpe | EntityType::Loc | EntityType::Fac) => "32",
                MarkKind::Entity(EntityType::Work) => "4",
                MarkKind::Entity(_) => "35",
            },
            text,
        )
    }
}

fn allowed() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && std::env::var("TERM").map_or(true, |t| t != "dumb")
}

/// What kind of mention a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A time.
    Time,
    /// A quantity.
    Quantity,
    /// A name.
    Entity(EntityType),
}

/// Digits in groups of three: 1,234,567.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// The columns that a text takes in a terminal: Han characters take two.
pub fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if (c as u32) >= 0x1100 && (crate::text::is_han(c) || ('\u{3000}'..='\u{30FF}').contains(&c) || ('\u{FF00}'..='\u{FF60}').contains(&c)) { 2 } else { 1 })
        .sum()
}

/// A number of bytes, for people.
pub fn megabytes(bytes: u64) -> String {
    if bytes < 100_000 { format!("{} bytes", grouped(bytes)) } else { format!("{:.1} MB", bytes as f64 / 1e6) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_widths() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(12), "12");
        assert_eq!(width("成都ab"), 6);
    }
}
