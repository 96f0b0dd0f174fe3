//! Decides that a row is sound without making a JSON document of it.
//!
//! A row's type says which keys it has and what each holds; what a schema says beyond that (bounds, lengths, closed sets of
//! words, patterns) is asked of each cell where it lies. A keyword that is not known here is left to the schema itself, which is asked
//! about that one cell; a schema that says more of the whole row than its keys is not taken apart at all. What does not pass
//! here is checked by the whole schema, which alone says why a row is rejected.

use std::collections::HashMap;

use regex::Regex;
use serde_json::{Map, Value, json};

use super::Schema;
use crate::record::{Row, TableInfo, View};

/// The columns of a table, with what its schema says of each.
pub struct Columns(Vec<Column>);

/// What a schema says of a column.
#[derive(Default)]
struct Column {
    nullable: bool,
    kind: Kind,
    /// Bounds of a number; those of whole numbers are small, so that a double holds them.
    minimum: Option<f64>,
    maximum: Option<f64>,
    least_chars: usize,
    words: Option<Vec<String>>,
    /// What a text must match.
    pattern: Option<Regex>,
    /// Its schema, where that says more.
    rest: Option<Schema>,
}

/// The expressions of columns by how they are written: many columns are dates.
pub type Patterns = HashMap<String, Option<Regex>>;

/// The type of a column's values.
#[derive(Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Other,
    Boolean,
    Integer,
    Number,
    Text,
    Texts,
}

/// Keywords that say nothing of a value; formats are annotations in this draft.
const ANNOTATIONS: &[&str] = &["$schema", "title", "description", "format"];

impl Columns {
    /// Takes a table's schema apart; `None` where that cannot be done.
    pub fn of(info: &TableInfo, patterns: &mut Patterns) -> Option<Self> {
        let schema = info.json_schema.as_object()?;
        let known = |key: &str| ANNOTATIONS.contains(&key) || matches!(key, "type" | "properties" | "required" | "additionalProperties");
        let properties = schema.get("properties")?.as_object()?;
        let columns: Vec<&str> = info.columns().collect();
        let plain = schema.keys().all(|key| known(key)) && schema["type"] == "object" && properties.len() == columns.len();
        if !plain {
            return None;
        }
        columns.iter().map(|name| column(properties.get(*name)?.as_object()?, patterns)).collect::<Option<_>>().map(Self)
    }

    /// Whether every cell of a row is sound. Where this is so, the row's schema holds; where not, it may or may not.
    pub fn hold(&self, row: &impl Row) -> bool {
        let mut columns = self.0.iter();
        row.all_cells(&mut |cell| columns.next().is_some_and(|column| column.holds(cell)))
    }
}

fn column(schema: &Map<String, Value>, patterns: &mut Patterns) -> Option<Column> {
    let mut column = Column::default();
    let types: Vec<&str> = match schema.get("type")? {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    column.nullable = types.contains(&"null");
    column.kind = match types.iter().find(|t| **t != "null") {
        Some(&"boolean") => Kind::Boolean,
        Some(&"integer") => Kind::Integer,
        Some(&"number") => Kind::Number,
        Some(&"string") => Kind::Text,
        Some(&"array") if schema.get("items").is_some_and(|items| *items == json!({"type": "string"})) => Kind::Texts,
        _ => Kind::Other,
    };
    let mut rest = column.kind == Kind::Other || types.len() > 2;
    for (keyword, value) in schema {
        match keyword.as_str() {
            "type" => {}
            "minimum" if matches!(column.kind, Kind::Integer | Kind::Number) => column.minimum = Some(value.as_f64()?),
            "maximum" if matches!(column.kind, Kind::Integer | Kind::Number) => column.maximum = Some(value.as_f64()?),
            "minLength" => column.least_chars = usize::try_from(value.as_u64()?).ok()?,
            "enum" => {
                let words = value.as_array()?;
                column.nullable &= words.contains(&Value::Null);
                column.words = Some(words.iter().filter_map(Value::as_str).map(str::to_owned).collect());
            }
            known if ANNOTATIONS.contains(&known) => {}
            "pattern" if column.kind == Kind::Text => {
                let written = value.as_str()?;
                column.pattern.clone_from(patterns.entry(written.to_owned()).or_insert_with(|| expression(written)));
                rest |= column.pattern.is_none();
            }
            "items" if column.kind == Kind::Texts => {}
            _ => rest = true,
        }
    }
    if rest {
        column.rest = Some(Schema::compile(&Value::Object(schema.clone())).ok()?);
    }
    Some(column)
}

/// A `pattern` as an expression of this language; `None` where the two may differ in what it means.
///
/// Compiled so, the patterns cost a tenth of what they do as schemas of their own, and a text need not be copied to be asked.
fn expression(pattern: &str) -> Option<Regex> {
    /// The blanks of ECMA-262, which knows `U+FEFF` for one and `U+0085` for none.
    const BLANK: &str = r"[\t\n\x0B\x0C\r\x20\xA0\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}]";
    /// Signs that mean something here and nothing there.
    const FOREIGN: &[&str] = &["&&", "--", "~~", "(?", "[:"];
    if FOREIGN.iter().any(|signs| pattern.contains(signs)) {
        return None;
    }
    let (mut own, mut in_class) = (String::with_capacity(pattern.len()), false);
    let mut signs = pattern.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next()? {
                'd' => own.push_str("[0-9]"),
                's' => own.push_str(BLANK),
                mark if mark.is_ascii_punctuation() => own.extend(['\\', mark]),
                _ => return None,
            },
            '[' if in_class => return None,
            sign => {
                in_class = sign == '[' || in_class && sign != ']';
                own.push(sign);
            }
        }
    }
    Regex::new(&own).ok()
}

impl Column {
    fn bounds(&self, n: f64) -> bool {
        self.minimum.is_none_or(|minimum| n >= minimum) && self.maximum.is_none_or(|maximum| n <= maximum)
    }

    fn holds(&self, cell: View<'_>) -> bool {
        if let Some(rest) = &self.rest {
            return rest.holds(&cell.into_json());
        }
        match cell {
            View::Null => self.nullable,
            View::Boolean(_) => self.kind == Kind::Boolean,
            View::Integer(n) => self.kind == Kind::Integer && self.bounds(n as f64),
            // What is no number is null in JSON.
            View::Number(n) => self.kind == Kind::Number && n.is_finite() && self.bounds(n),
            View::Text(text) => {
                self.kind == Kind::Text
                    && (self.least_chars == 0 || text.chars().count() >= self.least_chars)
                    && self.words.as_ref().is_none_or(|words| words.iter().any(|word| *word == text))
                    && self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(&text))
            }
            View::List(_) => self.kind == Kind::Texts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{table_info, table_names};

    #[test]
    fn every_table_is_taken_apart() {
        for name in table_names() {
            assert!(Columns::of(table_info(name).unwrap(), &mut Patterns::new()).is_some(), "{name}");
        }
    }

    #[test]
    fn patterns_that_may_mean_something_else_are_left_to_the_schema() {
        for pattern in [r"^\w+$", r"^\p{Han}+$", "[a-z&&b]", "[[:alpha:]]", "[a[b]", "(?i)a", "a(?=b)", r"a\"] {
            assert!(expression(pattern).is_none(), "{pattern}");
        }
        for (pattern, text, holds) in [(r"^\d+$", "12", true), (r"^\d+$", "１２", false), (r"^[^\s.]$", "\u{FEFF}", false), (r"^[^\s.]$", "\u{85}", true), (r"^a\.b$", "a.b", true)]
        {
            assert_eq!(expression(pattern).unwrap().is_match(text), holds, "{pattern} {text}");
            assert_eq!(Schema::compile(&serde_json::json!({"pattern": pattern})).unwrap().holds(&text.into()), holds, "{pattern} {text}");
        }
    }

    /// The cell alone and the cell's own schema say the same of values at every bound.
    #[test]
    fn the_same_verdict_as_the_schema() {
        let long = "字".repeat(40);
        let texts = ["", "a", "CVE-2023-1", "zh", "ok", "eq", "a:b~12345678", "2023-01-31", "-1.5", "count:家", "gb2260:510100", "\u{FEFF}", "\u{85}", &long];
        let list = ["a".to_owned(), String::new()];
        let mut cells: Vec<View<'_>> = vec![
            View::Null,
            View::Boolean(true),
            View::Number(0.5),
            View::Number(f64::NAN),
            View::Number(-1.0),
            View::Number(0.0),
            View::Number(1.0),
            View::Number(1.5),
            View::List(&list),
            View::List(&[]),
        ];
        cells.extend([i64::MIN, -1, 0, 1, 12, 13, 2023, i64::MAX].map(View::Integer));
        cells.extend(texts.map(|text| View::Text(text.into())));
        let (mut sound, mut unsound) = (0, 0);
        let mut patterns = Patterns::new();
        for info in table_names().filter_map(table_info) {
            let columns = Columns::of(info, &mut patterns).unwrap();
            for (column, name) in columns.0.iter().zip(info.columns()) {
                let schema = &info.json_schema["properties"][name];
                let whole_schema = Schema::compile(schema).unwrap();
                for word in schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    assert!(column.holds(View::Text(word.into())), "{name} {word}");
                }
                for cell in &cells {
                    let (quick, whole) = (column.holds(cell.clone()), whole_schema.holds(&cell.clone().into_json()));
                    // What a column of its type never holds (a whole number among doubles, what is no number) is left to the schema.
                    let own = match cell {
                        View::Boolean(_) => column.kind == Kind::Boolean,
                        View::Integer(_) => column.kind == Kind::Integer,
                        View::Number(n) => column.kind == Kind::Number && n.is_finite(),
                        View::Null | View::Text(_) | View::List(_) => true,
                    };
                    assert!(if own { quick == whole } else { whole || !quick }, "{}.{name}: {cell:?} {quick} {whole}", info.name);
                    (sound, unsound) = (sound + usize::from(quick), unsound + usize::from(!quick));
                }
            }
        }
        assert!(sound > 1_000 && unsound > 1_000, "{sound} {unsound}");
    }
}
