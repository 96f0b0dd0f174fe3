//! Decides which rule of `chrome.tsv` holds for a line of a site.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::article::CutKind;
use crate::article::shapes::Shapes;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The line goes.
    Line,
    /// Everything up to the line goes.
    Head,
    /// Everything from the line on goes.
    Tail,
    /// The line before goes: what stands there has no words of its own to know it by.
    LineBefore,
    /// The line begins a stretch that the pair of this number ends.
    Block(usize),
}

/// How a stretch ends.
#[derive(Debug)]
pub enum BlockEnd {
    /// With this line.
    With(&'static str),
    /// Before a line of this shape.
    Before(Box<Shapes>),
}

#[derive(Debug)]
pub struct Rule {
    site: &'static str,
    /// What happens to the line.
    pub action: Action,
    /// What the line is.
    pub kind: CutKind,
    /// A tail of one site that is a fixed line; shapes and tails of any site need the page to end soon after them.
    pub strong: bool,
}

/// The rules of `chrome.tsv`, compiled: whole lines by hash, everything else by expressions.
pub struct Rules {
    pub exact: HashMap<&'static str, Vec<Rule>>,
    shapes: Shapes,
    pub of_shape: Vec<Rule>,
    pub block_ends: Vec<BlockEnd>,
}

/// The rules, compiled once.
pub static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::parse(include_str!("chrome.tsv")));

impl Rules {
    fn parse(table: &'static str) -> Self {
        let (mut exact, mut patterns, mut shape_rules): (HashMap<&str, Vec<Rule>>, Vec<String>, Vec<Rule>) = (HashMap::new(), Vec::new(), Vec::new());
        let mut block_ends = Vec::new();
        for line in table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let mut column = || columns.next().unwrap_or_default();
            let (site, action, matcher, pattern, kind) = (column(), column(), column(), column(), column());
            let action = match action {
                "head" => Action::Head,
                "line_before" => Action::LineBefore,
                "tail" => Action::Tail,
                "block_start" => Action::Block(block_ends.len()),
                "block_end" => {
                    block_ends.push(if matcher == "exact" { BlockEnd::With(pattern) } else { BlockEnd::Before(Box::new(Shapes::new([pattern.to_owned()]))) });
                    continue;
                }
                _ => Action::Line,
            };
            let strong = site != "*" && matches!(matcher, "exact" | "prefix");
            let rule = Rule { site, action, kind: CutKind::parse(kind).unwrap_or(CutKind::Chrome), strong };
            let shape = match matcher {
                "exact" => {
                    exact.entry(pattern).or_default().push(rule);
                    continue;
                }
                "prefix" => format!("^{}", regex::escape(pattern)),
                "suffix" => format!("{}$", regex::escape(pattern)),
                "contains" => regex::escape(pattern),
                _ => pattern.to_owned(),
            };
            patterns.push(shape);
            shape_rules.push(rule);
        }
        let shapes = Shapes::new(patterns);
        Self { exact, shapes, of_shape: shape_rules, block_ends }
    }

    /// What is no expression in the table.
    #[cfg(test)]
    pub fn broken(&self) -> Vec<&str> {
        let ends = self.block_ends.iter().filter_map(|end| if let BlockEnd::Before(shape) = end { Some(&**shape) } else { None });
        ends.chain([&self.shapes]).flat_map(Shapes::broken).collect()
    }

    /// The rules that match a line of a site.
    pub fn of<'a>(&'a self, line: &str, host: Option<&'a str>) -> impl Iterator<Item = &'a Rule> {
        let applies = move |rule: &Rule| applies(rule.site, host);
        let shapes = if line.len() <= LONGEST_RULED_LINE { self.shapes.matching(line, |i| applies(&self.of_shape[i])) } else { Vec::new() };
        let exact = self.exact.get(line).map(Vec::as_slice).unwrap_or_default();
        exact.iter().filter(move |rule| applies(rule)).chain(shapes.into_iter().map(|i| &self.of_shape[i]))
    }
}

fn applies(site: &str, host: Option<&str>) -> bool {
    match site {
        "*" => true,
        "weixin" => host == Some("mp.weixin.qq.com"),
        _ => host.is_some_and(|h| h == site || h.strip_suffix(site).is_some_and(|rest| rest.ends_with('.'))),
    }
}

/// Chrome stands in short lines; a longer line than this (bytes) is a paragraph whatever it contains.
const LONGEST_RULED_LINE: usize = 1200;
