//! Values without members: whether JSON has them in the form that a shape asks for.

use serde_json::Value;
use shapewright_runtime::{BigDecimal, BigInteger, Blob, Timestamp, TimestampFormat};

use crate::model::traits::TimestampFormat as Format;
use crate::model::{Member, Model, Shape, ShapeKind, Simple};

use super::checker::Form;

/// Whether a value is one of this type; the error says what is shown instead.
pub(super) fn fits(
    model: &Model,
    member: &Member,
    simple: Simple,
    value: &Value,
    form: Form,
) -> Result<(), String> {
    let whole = |least: i64, most: i64| match integer(value) {
        Some(number) if (i128::from(least)..=i128::from(most)).contains(&number) => Ok(()),
        Some(number) => Err(format!("{number} is shown, which is out of range")),
        None => Err(format!("{} is shown", shown(value))),
    };
    let other = || Err(format!("{} is shown", shown(value)));
    match (simple, value) {
        (Simple::Boolean, Value::Bool(_))
        | (Simple::String, Value::String(_))
        | (Simple::Document, _) => Ok(()),
        (Simple::Byte, Value::Number(_)) => whole(i8::MIN.into(), i8::MAX.into()),
        (Simple::Short, Value::Number(_)) => whole(i16::MIN.into(), i16::MAX.into()),
        (Simple::Integer, Value::Number(_)) => whole(i32::MIN.into(), i32::MAX.into()),
        (Simple::Long, Value::Number(_)) => whole(i64::MIN, i64::MAX),
        (Simple::Float, Value::Number(number)) => match number.to_string().parse::<f32>() {
            Ok(number) if number.is_finite() => Ok(()),
            _ => Err(format!("{number} is shown, which is out of range")),
        },
        (Simple::Double, Value::Number(_)) => Ok(()),
        (Simple::Float | Simple::Double, Value::String(text))
            if ["NaN", "Infinity", "-Infinity"].contains(&text.as_str()) =>
        {
            Ok(())
        }
        (Simple::BigInteger, Value::Number(_)) if integer(value).is_some() => Ok(()),
        (Simple::BigDecimal, Value::Number(_)) => Ok(()),
        (Simple::BigInteger, Value::String(text)) if form == Form::File => text
            .parse::<BigInteger>()
            .map_or_else(|_| other(), |_| Ok(())),
        (Simple::BigDecimal, Value::String(text)) if form == Form::File => text
            .parse::<BigDecimal>()
            .map_or_else(|_| other(), |_| Ok(())),
        (Simple::Timestamp, _) => timestamp(model, member, value, form).map(drop),
        (Simple::Blob, Value::String(text)) => match Blob::from_base64(text) {
            Ok(_) => Ok(()),
            Err(error) => Err(format!("text is shown that is {error}")),
        },
        _ => other(),
    }
}

/// The point in time that a value stands for.
pub(super) fn timestamp(
    model: &Model,
    member: &Member,
    value: &Value,
    form: Form,
) -> Result<Timestamp, String> {
    let format = match (form, value) {
        (Form::File, Value::String(_)) => TimestampFormat::DateTime,
        (Form::File, _) => TimestampFormat::EpochSeconds,
        (Form::Wire { .. }, _) => wire_format(model, member),
    };
    let text = match (format, value) {
        (TimestampFormat::EpochSeconds, Value::Number(number)) => number.to_string(),
        (TimestampFormat::DateTime | TimestampFormat::HttpDate, Value::String(text)) => {
            text.clone()
        }
        _ => return Err(format!("{} is shown", shown(value))),
    };
    Timestamp::parse(&text, format).map_err(|error| format!("`{text}` is shown: {error}"))
}

/// How a timestamp travels in JSON (Smithy's AWS JSON protocols and restJson1: seconds unless stated).
pub(super) fn wire_format(model: &Model, member: &Member) -> TimestampFormat {
    match model.timestamp_format(member) {
        Some(Format::DateTime) => TimestampFormat::DateTime,
        Some(Format::HttpDate) => TimestampFormat::HttpDate,
        Some(Format::EpochSeconds) | None => TimestampFormat::EpochSeconds,
    }
}

/// The whole number that a JSON number is, however it is written: `1.0` and `1e2` are.
pub(super) fn integer(value: &Value) -> Option<i128> {
    let number = value.as_number()?;
    if let Some(whole) = number.as_i64() {
        return Some(whole.into());
    }
    if let Some(whole) = number.as_u64() {
        return Some(whole.into());
    }
    let float = number.as_f64()?;
    // Beyond 2^63 it is out of every range that asks.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "there is no fraction, and the cast saturates"
    )]
    (float.fract() == 0.0).then_some(float as i128)
}

/// What stands in a document, for people.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("the boolean {value}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the string {text:?}"),
        Value::Array(items) => match items.first() {
            Some(Value::Object(_)) => "a list of objects".to_owned(),
            _ => "a list".to_owned(),
        },
        Value::Object(_) => "an object".to_owned(),
    }
}

/// What a shape is, for people.
pub(super) fn described(model: &Model, shape: &Shape) -> String {
    let name = |member: &Member| match model.target(member) {
        Some(target) if target.id.namespace() == "smithy.api" => target.kind.name().to_owned(),
        Some(target) => format!("{} ({})", target.id.name(), target.kind.name()),
        None => String::new(),
    };
    match &shape.kind {
        ShapeKind::List(item) => format!("a list of {}", name(item)),
        ShapeKind::Map { key, value } => {
            format!("a map from {} to {}", name(key), name(value))
        }
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) => {
            format!("the {} {}", shape.kind.name(), shape.id.name())
        }
        other => format!("the type {}", other.name()),
    }
}
