//! Decides whether one JSON document holds to a schema, and says where it does not.

use boon::{Compiler, ErrorKind, SchemaIndex, Schemas, ValidationError};
use serde_json::Value;

/// A compiled JSON Schema (draft 2020-12, where it names no other).
pub struct Schema {
    compiled: Schemas,
    root: SchemaIndex,
}

/// One place where a document does not hold to its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where in the document, a JSON Pointer.
    pub pointer: String,
    /// What was expected there, and what was found.
    pub message: String,
}

impl Schema {
    /// Compiles a schema. Nothing is fetched: a schema may refer to itself and to the drafts' own.
    ///
    /// # Errors
    /// The compiler's message, where the value is no schema.
    pub fn compile(schema: &Value) -> Result<Self, String> {
        // Any absolute name will do; it is nobody's address.
        const NAME: &str = "urn:jushi:schema";
        let mut compiler = Compiler::new();
        let mut compiled = Schemas::new();
        compiler.use_loader(Box::new(boon::SchemeUrlLoader::new()));
        compiler.add_resource(NAME, schema.clone()).map_err(|e| e.to_string())?;
        let root = compiler.compile(NAME, &mut compiled).map_err(|e| e.to_string())?;
        Ok(Self { compiled, root })
    }

    /// Whether a document holds to the schema.
    #[must_use]
    pub fn holds(&self, document: &Value) -> bool {
        self.compiled.validate(document, self.root).is_ok()
    }

    /// All places where a document does not, in the order in which they were found.
    ///
    /// ```
    /// use jushi::validate::Schema;
    /// use serde_json::json;
    ///
    /// let schema = Schema::compile(&json!({"properties": {"unit": {"enum": ["CNY", "USD"]}}})).unwrap();
    /// assert!(schema.holds(&json!({"unit": "CNY"})));
    /// let violation = &schema.violations(&json!({"unit": "亿元"}))[0];
    /// assert_eq!((violation.pointer.as_str(), violation.message.as_str()), ("/unit", "value must be one of 'CNY', 'USD', but got \"亿元\""));
    /// ```
    #[must_use]
    pub fn violations(&self, document: &Value) -> Vec<Violation> {
        let mut list = Vec::new();
        if let Err(error) = self.compiled.validate(document, self.root) {
            leaves(&error, document, &mut list);
        }
        list
    }
}

/// What is wrong, without the keywords that only lead there.
fn leaves(error: &ValidationError<'_, '_>, document: &Value, list: &mut Vec<Violation>) {
    if !error.causes.is_empty() {
        error.causes.iter().for_each(|cause| leaves(cause, document, list));
        return;
    }
    let pointer = error.instance_location.to_string();
    let found = matches!(error.kind, ErrorKind::Enum { .. } | ErrorKind::Const { .. } | ErrorKind::Type { .. }).then(|| document.pointer(&pointer)).flatten();
    let message = match (&error.kind, found) {
        (ErrorKind::Type { want, .. }, Some(found)) => {
            let want: Vec<String> = want.iter().map(|kind| kind.to_string()).collect();
            format!("value must be {}, but got {found}", want.join(" or "))
        }
        (kind, Some(found)) => format!("{kind}, but got {found}"),
        (kind, None) => kind.to_string(),
    };
    list.push(Violation { pointer, message });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn violations_say_where_and_what() {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": {
                "a/b": {"type": ["integer", "null"], "minimum": 0},
                "date": {"type": "string", "pattern": "^\\d{4}-\\d{2}$"},
                "names": {"type": "array", "items": {"minLength": 2}},
                "either": {"anyOf": [{"type": "boolean"}, {"const": "是"}]},
            },
            "required": ["date"],
            "additionalProperties": false,
        });
        let schema = Schema::compile(&schema).unwrap();
        for (document, expected) in [
            (json!({"date": "2024-05"}), vec![]),
            (json!({"date": "2024-05", "a/b": null, "names": ["成都"], "either": "是"}), vec![]),
            (json!({}), vec![("", "missing properties 'date'")]),
            (json!({"date": "2024-05", "金额": 1}), vec![("", "additionalProperties '金额' not allowed")]),
            (json!({"date": "２０２４-05"}), vec![("/date", "'２０２４-05' does not match pattern '^[0-9]{4}-[0-9]{2}$'")]),
            (json!({"date": "2024-05", "a/b": -1}), vec![("/a~1b", "must be >=0, but got -1")]),
            (json!({"date": "2024-05", "a/b": "三"}), vec![("/a~1b", "value must be null or integer, but got \"三\"")]),
            (json!({"date": "2024-05", "names": ["成都", "京", "蜀"]}), vec![("/names/1", "length must be >=2, but got 1"), ("/names/2", "length must be >=2, but got 1")]),
            (json!({"date": "2024-05", "either": "否"}), vec![("/either", "value must be boolean, but got \"否\""), ("/either", "value must be '是', but got \"否\"")]),
        ] {
            let violations = schema.violations(&document);
            let found: Vec<(&str, &str)> = violations.iter().map(|v| (v.pointer.as_str(), v.message.as_str())).collect();
            assert_eq!(found, expected, "{document}");
            assert_eq!(schema.holds(&document), found.is_empty(), "{document}");
        }
    }

    #[test]
    fn what_is_no_schema_is_refused() {
        for wrong in [
            json!({"type": "text"}),
            json!({"pattern": "("}),
            json!({"$ref": "#/$defs/none"}),
            json!({"$ref": "https://example.com/other.json"}),
            json!({"$ref": "file:///etc/hosts"}),
        ] {
            assert!(Schema::compile(&wrong).is_err(), "{wrong}");
        }
    }
}
