//! Decides how closed sets of words are published: as strings, with the set in the JSON Schema.

use std::borrow::Cow;

use arrow_array::builder::StringBuilder;
use arrow_schema::DataType;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{Cell, View};
use crate::article::{CutKind, Format, PublishedFrom, SentenceKind, Status};
use crate::assemble::{
    Change, ChangeBasis, EntityNameKind, EventPersonRole, EventRoleKind, FactStatus, IssuanceStage, Measure, MilestoneStatus, MilestoneType, Standing, Statistic, SubjectFrom,
};
use crate::extract::{Comparator, EntityType, Granularity, Modifier, QuantityKind, TimeKind};

macro_rules! published {
    ($($name:ident),+ $(,)?) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&word).ok_or_else(|| D::Error::custom(format!(concat!("expected a word of ", stringify!($name), ", but found {:?}"), word)))
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let words: Vec<&str> = Self::ALL.iter().map(|word| word.as_str()).collect();
                json_schema!({ "type": "string", "enum": words })
            }
            fn inline_schema() -> bool {
                true
            }
        }

        impl Cell for $name {
            type Builder = StringBuilder;
            fn data_type() -> DataType {
                DataType::Utf8
            }
            fn builder() -> Self::Builder {
                StringBuilder::new()
            }
            fn append(value: Option<&Self>, builder: &mut Self::Builder) {
                builder.append_option(value.map(|v| v.as_str()));
            }
            fn view(&self) -> View<'_> {
                View::Text(self.as_str().into())
            }
        }
    )+};
}

published! {
    Change, ChangeBasis, Comparator, CutKind, EntityNameKind, EntityType, EventPersonRole, EventRoleKind, FactStatus, Format, Granularity, IssuanceStage, Measure,
    MilestoneStatus, MilestoneType, Modifier, PublishedFrom, QuantityKind, SentenceKind, Standing, Statistic, Status, SubjectFrom, TimeKind,
}
