//! Decides how one value becomes a cell of a column.
//!
//! [`Cell`] joins a Rust type to its Arrow type and builder. The published value types live here too: a day, an instant and
//! an exact decimal, each with one spelling in JSON and one type in Parquet.

use arrow_array::builder::{BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder, TimestampMicrosecondBuilder};
use arrow_schema::{DataType, Field, TimeUnit};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// A value that can stand in a column.
pub trait Cell {
    /// The Arrow builder of the column.
    type Builder: arrow_array::builder::ArrayBuilder;
    /// Whether the column may hold nulls.
    const NULLABLE: bool = false;
    /// The column's Arrow type.
    fn data_type() -> DataType;
    /// A builder for the column.
    fn builder() -> Self::Builder;
    /// Appends the value, or a null.
    fn append(value: Option<&Self>, builder: &mut Self::Builder);
    /// The value as JSON has it, without a copy.
    fn view(&self) -> View<'_>;
}

/// A cell as JSON has it.
#[derive(Debug, Clone, PartialEq)]
pub enum View<'a> {
    /// Nothing.
    Null,
    /// A truth value.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A double.
    Number(f64),
    /// A string.
    Text(Cow<'a, str>),
    /// A list of strings.
    List(&'a [String]),
}

impl View<'_> {
    /// The cell as a JSON value.
    #[must_use]
    pub fn into_json(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => value.into(),
            Self::Integer(value) => value.into(),
            Self::Number(value) => value.into(),
            Self::Text(value) => Value::String(value.into_owned()),
            Self::List(value) => value.into(),
        }
    }
}

impl<T: Cell> Cell for Option<T> {
    type Builder = T::Builder;
    const NULLABLE: bool = true;
    fn data_type() -> DataType {
        T::data_type()
    }
    fn builder() -> Self::Builder {
        T::builder()
    }
    fn append(value: Option<&Self>, builder: &mut Self::Builder) {
        T::append(value.and_then(Option::as_ref), builder);
    }
    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Null, T::view)
    }
}

macro_rules! plain_cell {
    ($($type:ty, $builder:ty, $data_type:expr, $make:expr, |$v:ident| $map:expr, |$w:ident| $view:expr;)+) => {$(
        impl Cell for $type {
            type Builder = $builder;
            fn data_type() -> DataType {
                $data_type
            }
            fn builder() -> Self::Builder {
                $make
            }
            fn append(value: Option<&Self>, builder: &mut Self::Builder) {
                builder.append_option(value.map(|$v| $map));
            }
            fn view(&self) -> View<'_> {
                let $w = self;
                $view
            }
        }
    )+};
}

plain_cell! {
    String, StringBuilder, DataType::Utf8, StringBuilder::new(), |v| v.as_str(), |v| View::Text(v.as_str().into());
    bool, BooleanBuilder, DataType::Boolean, BooleanBuilder::new(), |v| *v, |v| View::Boolean(*v);
    i32, Int32Builder, DataType::Int32, Int32Builder::new(), |v| *v, |v| View::Integer((*v).into());
    i64, Int64Builder, DataType::Int64, Int64Builder::new(), |v| *v, |v| View::Integer(*v);
    f64, Float64Builder, DataType::Float64, Float64Builder::new(), |v| *v, |v| View::Number(*v);
    Day, Date32Builder, DataType::Date32, Date32Builder::new(), |v| v.days_since_epoch(), |v| View::Text(v.to_string().into());
    Instant, TimestampMicrosecondBuilder, Instant::arrow_type(), TimestampMicrosecondBuilder::new().with_data_type(Instant::arrow_type()), |v| v.micros(), |v| View::Text(v.to_string().into());
    Exact, Decimal128Builder, Exact::arrow_type(), Decimal128Builder::new().with_data_type(Exact::arrow_type()), |v| v.scaled(), |v| View::Text(v.to_string().into());
}

impl Cell for Vec<String> {
    type Builder = ListBuilder<StringBuilder>;
    fn data_type() -> DataType {
        DataType::List(Field::new_list_field(DataType::Utf8, true).into())
    }
    fn builder() -> Self::Builder {
        ListBuilder::new(StringBuilder::new())
    }
    fn append(value: Option<&Self>, builder: &mut Self::Builder) {
        if let Some(items) = value {
            for item in items {
                builder.values().append_value(item);
            }
        }
        builder.append(value.is_some());
    }
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

/// A calendar day: `YYYY-MM-DD` in JSON, DATE in Parquet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub NaiveDate);

impl Day {
    fn days_since_epoch(self) -> i32 {
        i32::try_from(self.0.signed_duration_since(NaiveDate::default()).num_days()).unwrap_or(i32::MAX)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

/// An instant in UTC with microseconds: RFC 3339 with `Z` and six decimals in JSON, TIMESTAMP in Parquet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(pub DateTime<Utc>);

impl Instant {
    fn arrow_type() -> DataType {
        DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
    }

    fn micros(self) -> i64 {
        self.0.timestamp_micros()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

/// An exact decimal: a string in JSON, DECIMAL(38, 9) in Parquet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Exact(Decimal);

impl Exact {
    /// The decimals that the column keeps.
    pub const SCALE: u32 = 9;

    /// The value, rounded half to even at nine decimals where it has more, or `None` where it does not fit into 38 digits.
    #[must_use]
    pub fn new(value: Decimal) -> Option<Self> {
        let rounded = value.round_dp(Self::SCALE).normalize();
        // 28 digits are what a Decimal holds; with nine decimals that is always within 38.
        rounded.mantissa().checked_mul(10_i128.pow(Self::SCALE - rounded.scale().min(Self::SCALE)))?;
        Some(Self(rounded))
    }

    /// The value as a double, for averages and plots.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        // Through the shortest decimal text, so that 24.3 stays 24.3 and does not become 24.300000000000001.
        self.0.to_string().parse().unwrap_or_else(|_| self.0.to_f64().unwrap_or(f64::MAX))
    }

    fn arrow_type() -> DataType {
        DataType::Decimal128(38, 9)
    }

    fn scaled(self) -> i128 {
        self.0.mantissa() * 10_i128.pow(Self::SCALE - self.0.scale())
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

macro_rules! text_form {
    ($type:ident, |$text:ident| $parse:expr, $schema:tt) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let $text = <Cow<'de, str>>::deserialize(deserializer)?;
                $parse.ok_or_else(|| D::Error::custom(format!(concat!("expected a ", stringify!($type), ", but found {:?}"), $text)))
            }
        }
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
            fn inline_schema() -> bool {
                true
            }
        }
    };
}

text_form!(Day, |text| NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().map(Day), { "type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" });
text_form!(Instant, |text| DateTime::parse_from_rfc3339(&text).ok().map(|t| Instant(t.with_timezone(&Utc))), {
    "type": "string", "format": "date-time", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z$"
});
text_form!(Exact, |text| text.parse::<Decimal>().ok().and_then(Exact::new), { "type": "string", "pattern": "^-?\\d{1,29}(\\.\\d{1,9})?$" });

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::new(text.parse().unwrap()).unwrap()
    }

    #[test]
    fn spellings() {
        assert_eq!(exact("35460000000.0").to_string(), "35460000000");
        assert_eq!(exact("24.30").to_string(), "24.3");
        assert_eq!(exact("24.3").scaled(), 24_300_000_000);
        assert_eq!(exact("0.1234567891").to_string(), "0.123456789");
        assert!((exact("285.19").to_f64() - 285.19).abs() < f64::EPSILON);
        let day = Day(NaiveDate::from_ymd_opt(2023, 2, 23).unwrap());
        assert_eq!((day.to_string(), day.days_since_epoch()), ("2023-02-23".to_owned(), 19411));
        assert_eq!(serde_json::to_string(&day).unwrap(), "\"2023-02-23\"");
        assert_eq!(serde_json::from_str::<Day>("\"2023-02-23\"").unwrap(), day);
    }

    #[test]
    fn the_largest_decimal_fits_the_column() {
        assert_eq!(Exact::new(Decimal::MAX).map(|e| e.to_string()), Some(Decimal::MAX.to_string()));
    }
}
