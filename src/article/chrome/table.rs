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
    /// The expressions of each site, those of any site first.
    of_site: Vec<SiteRules>,
    pub block_ends: Vec<BlockEnd>,
}

/// The rules of a site that are expressions. Most sites have none, and what is never read is never compiled.
struct SiteRules {
    site: &'static str,
    shapes: LazyLock<Shapes, Box<dyn FnOnce() -> Shapes + Send>>,
    /// The rule of each expression, with its line of the table.
    rules: Vec<(usize, Rule)>,
}

/// The rules, compiled once.
pub static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::parse(include_str!("chrome.tsv")));

impl Rules {
    fn parse(table: &'static str) -> Self {
        let (mut exact, mut of_site): (HashMap<&str, Vec<Rule>>, Vec<(&str, Vec<String>, Vec<(usize, Rule)>)>) = (HashMap::new(), vec![("*", Vec::new(), Vec::new())]);
        let mut block_ends = Vec::new();
        for (number, line) in table.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
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
            let at = of_site.iter().position(|(known, ..)| *known == site).unwrap_or(of_site.len());
            if at == of_site.len() {
                of_site.push((site, Vec::new(), Vec::new()));
            }
            of_site[at].1.push(shape);
            of_site[at].2.push((number, rule));
        }
        let site_rules = |(site, patterns, rules)| SiteRules { site, shapes: LazyLock::new(Box::new(move || Shapes::new(patterns))), rules };
        Self { exact, of_site: of_site.into_iter().map(site_rules).collect(), block_ends }
    }

    /// How many rules there are.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.exact.len() + self.of_site.iter().map(|site| site.rules.len()).sum::<usize>()
    }

    /// What is no expression in the table.
    #[cfg(test)]
    pub fn broken(&self) -> Vec<&str> {
        let ends = self.block_ends.iter().filter_map(|end| if let BlockEnd::Before(shape) = end { Some(&**shape) } else { None });
        ends.chain(self.of_site.iter().map(|site| &*site.shapes)).flat_map(Shapes::broken).collect()
    }

    /// The rules of one site's pages.
    pub fn of_pages<'a>(&'a self, host: Option<&'a str>) -> PageRules<'a> {
        PageRules { rules: self, host, of_site: self.of_site.iter().filter(|site| applies(site.site, host)).collect() }
    }
}

/// The rules that apply to the pages of a site.
pub struct PageRules<'a> {
    rules: &'a Rules,
    host: Option<&'a str>,
    of_site: Vec<&'a SiteRules>,
}

impl<'a> PageRules<'a> {
    /// The rules that match a line: whole lines first, then expressions in the table's order.
    pub fn of(&self, line: &str) -> impl Iterator<Item = &'a Rule> + use<'a> {
        let mut shapes: Vec<&'a (usize, Rule)> = Vec::new();
        if line.len() <= LONGEST_RULED_LINE {
            self.of_site.iter().for_each(|site| shapes.extend(site.shapes.matching(line, |_| true).into_iter().map(|i| &site.rules[i])));
            shapes.sort_unstable_by_key(|(number, _)| *number);
        }
        let exact = self.rules.exact.get(line).map(Vec::as_slice).unwrap_or_default();
        let host = self.host;
        exact.iter().filter(move |rule| applies(rule.site, host)).chain(shapes.into_iter().map(|(_, rule)| rule))
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
