//! Untyped JSON values.

use super::{Map, Number};

/// Any JSON value (Smithy's `document`). Numbers are exact, objects keep the order of the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Document {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, exact.
    Number(Number),
    /// Text.
    String(String),
    /// Values in order.
    Array(Vec<Document>),
    /// Values by name; equality does not look at the order.
    Object(Map<String, Document>),
}

impl Document {
    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if it is exactly an integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The number, if it is exactly an integer that fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// The double nearest to the number, if this is a number and not too large.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// The values, if it is an array.
    pub fn as_array(&self) -> Option<&[Document]> {
        match self {
            Self::Array(values) => Some(values),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Map<String, Document>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The member of that name, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Document> {
        self.as_object()?.get(name)
    }

    /// The value at that position, if this is an array that long.
    pub fn at(&self, index: usize) -> Option<&Document> {
        self.as_array()?.get(index)
    }
}

macro_rules! from_values {
    ($($value:ty => |$x:ident| $make:expr;)*) => {$(
        impl From<$value> for Document {
            fn from($x: $value) -> Self {
                $make
            }
        }
    )*};
}

from_values! {
    bool => |x| Self::Bool(x);
    i32 => |x| Self::Number(x.into());
    u32 => |x| Self::Number(x.into());
    i64 => |x| Self::Number(x.into());
    u64 => |x| Self::Number(x.into());
    Number => |x| Self::Number(x);
    String => |x| Self::String(x);
    &str => |x| Self::String(x.to_owned());
    Map<String, Document> => |x| Self::Object(x);
}

impl From<f64> for Document {
    /// A value that JSON has no number for becomes the string that Smithy writes for it: `NaN`, `Infinity`,
    /// `-Infinity`.
    fn from(value: f64) -> Self {
        match Number::try_from(value) {
            Ok(number) => Self::Number(number),
            Err(_) => Self::String(crate::json::special_float(value).to_owned()),
        }
    }
}

impl<T: Into<Document>> From<Vec<T>> for Document {
    fn from(values: Vec<T>) -> Self {
        Self::Array(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Document>, const N: usize> From<[T; N]> for Document {
    fn from(values: [T; N]) -> Self {
        Self::Array(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Document>> From<Option<T>> for Document {
    /// `None` is `null`.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<K: Into<String>, T: Into<Document>> FromIterator<(K, T)> for Document {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(members: I) -> Self {
        Self::Object(
            members
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}
