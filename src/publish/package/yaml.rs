//! Decides how the few YAML files of a version are written: in blocks, every text in quotes as JSON has them, which YAML reads
//! alike, so that none is taken for a date or a number.

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Yaml {
    Text(String),
    Flag(bool),
    List(Vec<Yaml>),
    Map(Vec<(&'static str, Yaml)>),
}

impl Yaml {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// The lines of the value.
    pub(super) fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        match self {
            Self::Text(text) => out.push_str(&format!("{}\n", serde_json::Value::from(text.as_str()))),
            Self::Flag(flag) => out.push_str(&format!("{flag}\n")),
            Self::Map(entries) => {
                for (key, value) in entries {
                    out.push_str(&format!("{indent}{key}:"));
                    value.nest(depth, out);
                }
            }
            Self::List(items) => {
                for item in items {
                    out.push_str(&format!("{indent}-"));
                    if let Self::Map(_) = item {
                        // The first key of an item stands beside its dash.
                        let mut lines = String::new();
                        item.write(depth + 1, &mut lines);
                        out.push(' ');
                        out.push_str(lines.trim_start());
                    } else {
                        item.nest(depth, out);
                    }
                }
            }
        }
    }

    fn nest(&self, depth: usize, out: &mut String) {
        match self {
            Self::Text(_) | Self::Flag(_) => {
                out.push(' ');
                self.write(depth, out);
            }
            Self::List(_) | Self::Map(_) => {
                out.push('\n');
                self.write(depth + 1, out);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks() {
        let item = Yaml::Map(vec![("name", Yaml::text("1.0")), ("on", Yaml::Flag(true)), ("of", Yaml::List(vec![Yaml::text("a: \"b\"")]))]);
        let whole = Yaml::Map(vec![("items", Yaml::List(vec![item, Yaml::text("二")]))]);
        assert_eq!(whole.to_text(), "items:\n  - name: \"1.0\"\n    on: true\n    of:\n      - \"a: \\\"b\\\"\"\n  - \"二\"\n");
    }
}
