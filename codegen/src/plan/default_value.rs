//! `@default` values as Rust.

use serde_json::Value;
use shapewright_runtime::Timestamp;
use shapewright_runtime::codegen::parse;

use crate::model::Member;
use crate::names::Name;

use super::Planner;
use super::types::{TypeKind, TypePlan};

/// A default value that a plain field starts with.
#[derive(Clone, Debug, PartialEq)]
pub enum DefaultPlan {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number for any integer type.
    Integer(i64),
    /// A number for `f32` or `f64`.
    Float(f64),
    /// Decimal text of a big number.
    Big(String),
    /// Text.
    Text(String),
    /// A value of a string enum.
    EnumValue(Name, String),
    /// A value of an intEnum.
    IntEnumValue(Name, i32),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Seconds and nanoseconds since the epoch.
    Timestamp(i64, u32),
    /// An empty list or map.
    Empty,
    /// A JSON value for a document.
    Document(Value),
}

impl Planner<'_> {
    /// The default of a plain member; `None` when the model has none (or null).
    pub(super) fn default_value(&self, member: &Member, ty: &TypePlan) -> Option<DefaultPlan> {
        let value = self
            .model
            .default_of(member)
            .filter(|value| !value.is_null())?;
        let default = match (&ty.kind, value) {
            (TypeKind::Bool, Value::Bool(value)) => DefaultPlan::Bool(*value),
            (
                TypeKind::I8 | TypeKind::I16 | TypeKind::I32 | TypeKind::I64,
                Value::Number(number),
            ) => DefaultPlan::Integer(number.as_i64()?),
            (TypeKind::F32 | TypeKind::F64, Value::Number(number)) => {
                DefaultPlan::Float(number.as_f64()?)
            }
            (TypeKind::BigInteger | TypeKind::BigDecimal, Value::Number(number)) => {
                DefaultPlan::Big(number.to_string())
            }
            (TypeKind::String(_), Value::String(text)) => DefaultPlan::Text(text.clone()),
            (TypeKind::Enum(name), Value::String(text)) => {
                DefaultPlan::EnumValue(name.clone(), text.clone())
            }
            (TypeKind::IntEnum(name), Value::Number(number)) => {
                DefaultPlan::IntEnumValue(name.clone(), i32::try_from(number.as_i64()?).ok()?)
            }
            (TypeKind::Blob(_) | TypeKind::Body(_), Value::String(text)) => {
                DefaultPlan::Bytes(parse::blob(text).ok()?.into_vec())
            }
            (TypeKind::Timestamp(_), value) => timestamp(value)?,
            (TypeKind::List { .. }, Value::Array(_)) | (TypeKind::Map { .. }, Value::Object(_)) => {
                DefaultPlan::Empty
            }
            (TypeKind::Document, value) => DefaultPlan::Document(value.clone()),
            _ => return None,
        };
        Some(default)
    }
}

/// Defaults of timestamps are epoch seconds or date-time text (Smithy 2.0, "default trait").
fn timestamp(value: &Value) -> Option<DefaultPlan> {
    let timestamp = match value {
        Value::Number(number) => Timestamp::parse(
            &number.to_string(),
            shapewright_runtime::TimestampFormat::EpochSeconds,
        ),
        Value::String(text) => {
            Timestamp::parse(text, shapewright_runtime::TimestampFormat::DateTime)
        }
        _ => return None,
    };
    let timestamp = timestamp.ok()?;
    Some(DefaultPlan::Timestamp(
        timestamp.secs(),
        timestamp.subsec_nanos(),
    ))
}
