//! Makes an input in file form from random choices, along the model.

use arbitrary::{Result, Unstructured};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};
use shapewright_codegen::model::traits::Length;
use shapewright_codegen::model::{Member, Model, ShapeKind, Simple};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use crate::models::InModel;

/// Structures within structures; deeper there are only required members.
const DEPTH: usize = 12;

/// Texts that have hurt somebody.
const TEXTS: [&str; 16] = [
    "",
    ".",
    "..",
    "a/b",
    "arn:aws:x:us-east-1:1:a/b:c",
    "a b+c%20%",
    "?a=b&c#d",
    "\"\\/\u{8}\u{c}\n\r\t",
    "\0\u{1}\u{1f}\u{7f}\u{80}",
    "é€😀\u{2028}\u{feff}",
    "a\u{301}",
    "a, \"b\", c",
    "true",
    "~1~0/",
    "1970-01-01T00:00:00Z",
    " ",
];

/// A random input of an operation.
pub(crate) fn input(place: &InModel, choices: &mut Unstructured<'_>) -> Value {
    let mut draft = Draft {
        model: place.model,
        choices,
    };
    match &place.operation.input {
        Some(id) => {
            let members: Vec<&Member> = place.model.members(id).collect();
            Value::Object(draft.structure(&members, 0).unwrap_or_default())
        }
        None => json!({}),
    }
}

struct Draft<'d, 'u> {
    model: &'d Model,
    choices: &'d mut Unstructured<'u>,
}

impl Draft<'_, '_> {
    fn below(&mut self, count: usize) -> Result<usize> {
        // Nothing left means the first choice, everywhere.
        if self.choices.is_empty() {
            return Ok(0);
        }
        self.choices.choose_index(count)
    }

    fn structure(&mut self, members: &[&Member], depth: usize) -> Result<Map<String, Value>> {
        let mut object = Map::new();
        for member in members {
            let wanted = self.below(3)? > 0 && depth < DEPTH;
            let filled = member
                .traits
                .default
                .as_ref()
                .is_some_and(|it| !it.is_null())
                || member.traits.idempotency_token;
            if wanted || (member.traits.required && !filled) {
                object.insert(member.name().to_owned(), self.value(member, depth)?);
            }
        }
        Ok(object)
    }

    fn value(&mut self, member: &Member, depth: usize) -> Result<Value> {
        let target = self.model.target(member).expect("a loaded model");
        Ok(match &target.kind {
            ShapeKind::Simple(simple) => self.simple(*simple, member)?,
            ShapeKind::Enum(values) => match self.below(values.len() + 1)? {
                index if index < values.len() => json!(values[index].value),
                _ => json!(self.text(None)?),
            },
            ShapeKind::IntEnum(values) => match self.below(values.len() + 1)? {
                index if index < values.len() => json!(values[index].value),
                _ => json!(self.choices.arbitrary::<i32>()?),
            },
            ShapeKind::List(item) => {
                let count = self.count(member, depth)?;
                let items = (0..count).map(|_| self.entry(member, item, depth));
                Value::Array(items.collect::<Result<_>>()?)
            }
            ShapeKind::Map { key, value } => {
                let mut object = Map::new();
                for _ in 0..self.count(member, depth)? {
                    let name = match self.value(key, depth + 1)? {
                        Value::String(name) => name,
                        other => other.to_string(),
                    };
                    object.insert(name, self.entry(member, value, depth)?);
                }
                Value::Object(object)
            }
            ShapeKind::Structure(members) => {
                let members: Vec<&Member> = members.iter().collect();
                Value::Object(self.structure(&members, depth + 1)?)
            }
            ShapeKind::Union(members) => self.union(members, depth)?,
            ShapeKind::Service(_) | ShapeKind::Resource(_) | ShapeKind::Operation(_) => json!({}),
        })
    }

    /// A value of a list or map, which may be null where it is sparse.
    fn entry(&mut self, container: &Member, member: &Member, depth: usize) -> Result<Value> {
        if self.model.sparse(container) && self.below(4)? == 3 {
            return Ok(Value::Null);
        }
        self.value(member, depth + 1)
    }

    fn union(&mut self, members: &[Member], depth: usize) -> Result<Value> {
        // The first member ends every recursion, as structures without choices left are as small as can be.
        let index = self.below(members.len() + 1)?;
        let Some(member) = members.get(index) else {
            // Null would be no member.
            return Ok(json!({ "notInTheModel": [self.document(0)?] }));
        };
        if depth > 3 * DEPTH {
            return Ok(json!({ "notInTheModel": {} }));
        }
        Ok(json!({ member.name(): self.value(member, depth + 1)? }))
    }

    fn count(&mut self, member: &Member, depth: usize) -> Result<usize> {
        if depth >= DEPTH {
            return Ok(0);
        }
        let few = self.below(5)?;
        let length = self.model.length(member);
        Ok(match (self.below(8)?, length) {
            // Around a limit, if that is not too many.
            (7, Some(length)) => {
                let at = self.limit(length)?;
                if at <= 60 { at } else { few }
            }
            // Beyond what the check for duplicates compares pairwise.
            (6, _) => 17 + few,
            _ => few,
        })
    }

    fn limit(&mut self, length: &Length) -> Result<usize> {
        let limit = match self.below(2)? {
            0 => length.max.or(length.min),
            _ => length.min.or(length.max),
        };
        let limit = usize::try_from(limit.unwrap_or_default()).unwrap_or(usize::MAX);
        Ok((limit.saturating_add(self.below(3)?)).saturating_sub(1))
    }

    fn text(&mut self, length: Option<&Length>) -> Result<String> {
        Ok(match self.below(6)? {
            0 => "value".to_owned(),
            1 => TEXTS[self.below(TEXTS.len())?].to_owned(),
            2 => {
                let at = match length {
                    Some(length) => self.limit(length)?,
                    None => self.below(300)?,
                };
                let letter = ['a', 'é', '😀', '"', '/', '\n', ' ', '%'][self.below(8)?];
                letter.to_string().repeat(at.min(5000))
            }
            3 => format!(
                "{}{}",
                TEXTS[self.below(TEXTS.len())?],
                TEXTS[self.below(TEXTS.len())?]
            ),
            4 => self.choices.arbitrary::<char>()?.to_string(),
            _ => self
                .choices
                .arbitrary::<&str>()?
                .chars()
                .take(1000)
                .collect(),
        })
    }

    fn simple(&mut self, simple: Simple, member: &Member) -> Result<Value> {
        Ok(match simple {
            Simple::String => json!(self.text(self.model.length(member))?),
            Simple::Boolean => json!(self.below(2)? == 1),
            Simple::Byte => self.integer(member, i8::MIN.into(), i8::MAX.into())?,
            Simple::Short => self.integer(member, i16::MIN.into(), i16::MAX.into())?,
            Simple::Integer => self.integer(member, i32::MIN.into(), i32::MAX.into())?,
            Simple::Long | Simple::BigInteger => self.integer(member, i64::MIN, i64::MAX)?,
            Simple::Float => {
                let number = f64::from(self.choices.arbitrary::<f32>()?);
                // The file form has the shortest text for an f32.
                float((number as f32).to_string().parse().unwrap_or(number))
            }
            Simple::Double | Simple::BigDecimal => {
                let number = match self.below(8)? {
                    0 => 0.0,
                    1 => -0.0,
                    2 => f64::MAX,
                    3 => 5e-324,
                    4 if simple == Simple::Double => f64::INFINITY,
                    5 if simple == Simple::Double => f64::NAN,
                    6 => 1e21,
                    _ => self.choices.arbitrary()?,
                };
                let decimal = simple == Simple::BigDecimal && !number.is_finite();
                float(if decimal { 0.1 } else { number })
            }
            Simple::Blob => {
                let bytes = self.choices.arbitrary::<&[u8]>()?;
                json!(BASE64_STANDARD.encode(&bytes[..bytes.len().min(500)]))
            }
            Simple::Timestamp => self.timestamp()?,
            Simple::Document => self.document(0)?,
        })
    }

    fn integer(&mut self, member: &Member, min: i64, max: i64) -> Result<Value> {
        let edge = |text: &Option<String>| text.as_ref().and_then(|it| it.parse::<i64>().ok());
        let range = self.model.range(member);
        let limits = [
            range.and_then(|it| edge(&it.min)).unwrap_or(0),
            range.and_then(|it| edge(&it.max)).unwrap_or(1),
        ];
        let value = match self.below(8)? {
            0 => limits[0],
            1 => limits[0].saturating_sub(1),
            2 => limits[1],
            3 => limits[1].saturating_add(1),
            4 => min,
            5 => max,
            6 => -1,
            _ => self.choices.int_in_range(min..=max)?,
        };
        Ok(json!(value.clamp(min, max)))
    }

    fn timestamp(&mut self) -> Result<Value> {
        // The years 1 to 9999.
        let secs = match self.below(4)? {
            0 => 0,
            1 => -62_135_596_800,
            2 => 253_402_300_799,
            _ => self
                .choices
                .int_in_range(-62_135_596_800..=253_402_300_799)?,
        };
        let nanos = [0, 215_000_000, 1, 999_999_999][self.below(4)?];
        let point = OffsetDateTime::UNIX_EPOCH + Duration::new(secs, nanos);
        Ok(json!(
            point.format(&Rfc3339).expect("a year of four digits")
        ))
    }

    fn document(&mut self, depth: usize) -> Result<Value> {
        Ok(match self.below(if depth < 6 { 7 } else { 5 })? {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(self.choices.arbitrary::<i64>()?),
            3 => float(self.choices.arbitrary()?),
            4 => json!(self.text(None)?),
            5 => {
                let items = (0..self.below(4)?).map(|_| self.document(depth + 1));
                Value::Array(items.collect::<Result<_>>()?)
            }
            _ => {
                let mut object = Map::new();
                for _ in 0..self.below(4)? {
                    object.insert(self.text(None)?, self.document(depth + 1)?);
                }
                Value::Object(object)
            }
        })
    }
}

/// A number, or the text that Smithy has for one that JSON has not.
fn float(number: f64) -> Value {
    match number {
        _ if number.is_nan() => json!("NaN"),
        f64::INFINITY => json!("Infinity"),
        f64::NEG_INFINITY => json!("-Infinity"),
        _ => json!(number),
    }
}
