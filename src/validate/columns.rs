//! Decides that a row is sound without making a JSON document of it.
//!
//! A row's type says which keys it has and what each holds; what a schema says beyond that (bounds, lengths, closed sets of
//! words) is asked of each cell where it lies. A keyword that is not known here is left to the schema itself, which is asked
//! about that one cell; a schema that says more of the whole row than its keys is not taken apart at all. What does not pass
//! here is checked by the whole schema, which alone says why a row is rejected.

use serde_json::{Map, Value};

use super::Schema;
use crate::record::{Row, TableInfo, View};

/// The columns of a table, with what its schema says of each.
pub struct Columns(Vec<Column>);

/// What a schema says of a column.
#[derive(Default)]
struct Column {
    nullable: bool,
    kind: Kind,
    minimum: Option<i64>,
    maximum: Option<i64>,
    least_chars: usize,
    words: Option<Vec<String>>,
    /// Its schema, where that says more.
    rest: Option<Schema>,
}

/// The type of a column's values.
#[derive(Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Other,
    Boolean,
    Integer,
    Number,
    Text,
}

/// Keywords that say nothing of a value; formats are annotations in this draft.
const ANNOTATIONS: &[&str] = &["$schema", "title", "description", "format"];

impl Columns {
    /// Takes a table's schema apart; `None` where that cannot be done.
    pub fn of(info: &TableInfo) -> Option<Self> {
        let schema = info.json_schema.as_object()?;
        let known = |key: &str| ANNOTATIONS.contains(&key) || matches!(key, "type" | "properties" | "required" | "additionalProperties");
        let properties = schema.get("properties")?.as_object()?;
        let columns: Vec<&str> = info.columns().collect();
        let plain = schema.keys().all(|key| known(key)) && schema["type"] == "object" && properties.len() == columns.len();
        if !plain {
            return None;
        }
        columns.iter().map(|name| column(properties.get(*name)?.as_object()?)).collect::<Option<_>>().map(Self)
    }

    /// Whether every cell of a row is sound. Where this is so, the row's schema holds; where not, it may or may not.
    pub fn hold(&self, row: &impl Row) -> bool {
        let mut columns = self.0.iter();
        row.all_cells(&mut |cell| columns.next().is_some_and(|column| column.holds(cell)))
    }
}

fn column(schema: &Map<String, Value>) -> Option<Column> {
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
        _ => Kind::Other,
    };
    let mut rest = column.kind == Kind::Other || types.len() > 2;
    for (keyword, value) in schema {
        match keyword.as_str() {
            "type" => {}
            "minimum" if column.kind == Kind::Integer => column.minimum = Some(value.as_i64()?),
            "maximum" if column.kind == Kind::Integer => column.maximum = Some(value.as_i64()?),
            "minLength" => column.least_chars = usize::try_from(value.as_u64()?).ok()?,
            "enum" => {
                let words = value.as_array()?;
                column.nullable &= words.contains(&Value::Null);
                column.words = Some(words.iter().filter_map(Value::as_str).map(str::to_owned).collect());
            }
            known if ANNOTATIONS.contains(&known) => {}
            _ => rest = true,
        }
    }
    if rest {
        column.rest = Some(Schema::compile(&Value::Object(schema.clone())).ok()?);
    }
    Some(column)
}

impl Column {
    fn holds(&self, cell: View<'_>) -> bool {
        if let Some(rest) = &self.rest {
            return rest.holds(&cell.into_json());
        }
        match cell {
            View::Null => self.nullable,
            View::Boolean(_) => self.kind == Kind::Boolean,
            View::Integer(n) => self.kind == Kind::Integer && self.minimum.is_none_or(|minimum| n >= minimum) && self.maximum.is_none_or(|maximum| n <= maximum),
            // What is no number is null in JSON.
            View::Number(n) => self.kind == Kind::Number && n.is_finite(),
            View::Text(text) => {
                self.kind == Kind::Text
                    && (self.least_chars == 0 || text.chars().count() >= self.least_chars)
                    && self.words.as_ref().is_none_or(|words| words.iter().any(|word| *word == text))
            }
            View::List(_) => false,
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
            assert!(Columns::of(table_info(name).unwrap()).is_some(), "{name}");
        }
    }

    /// The cell alone and the cell's own schema say the same of values at every bound.
    #[test]
    fn the_same_verdict_as_the_schema() {
        let long = "字".repeat(40);
        let texts = ["", "a", "CVE-2023-1", "zh", "ok", "eq", "a:b~12345678", "2023-01-31", "-1.5", "count:家", "gb2260:510100", "\u{FEFF}", "\u{85}", &long];
        let list = ["a".to_owned(), String::new()];
        let mut cells: Vec<View<'_>> = vec![View::Null, View::Boolean(true), View::Number(0.5), View::Number(f64::NAN), View::Number(-1.0), View::List(&list), View::List(&[])];
        cells.extend([i64::MIN, -1, 0, 1, 12, 13, 2023, i64::MAX].map(View::Integer));
        cells.extend(texts.map(|text| View::Text(text.into())));
        let (mut sound, mut unsound) = (0, 0);
        for info in table_names().filter_map(table_info) {
            let columns = Columns::of(info).unwrap();
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
