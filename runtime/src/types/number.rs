//! The exact number of a document.

use std::fmt;
use std::str::FromStr;

use super::decimal::{Decimal, NumberError};

/// A JSON number, exact: kept as the text that it was read from, compared by value (`1e2 == 100`); by text where an
/// exponent has more than 17 digits.
#[derive(Clone)]
pub struct Number {
    text: Box<str>,
}

impl Number {
    /// For text that was checked against the grammar of JSON numbers.
    pub(crate) fn from_checked(text: &str) -> Self {
        Self { text: text.into() }
    }

    /// The number as JSON text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The value, if it is exactly an integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.integer()
    }

    /// The value, if it is exactly an integer that fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.integer()
    }

    /// The nearest double, unless the number is too large for one.
    pub fn as_f64(&self) -> Option<f64> {
        self.text.parse().ok().filter(|x: &f64| x.is_finite())
    }

    fn integer<T: FromStr + TryFrom<i128>>(&self) -> Option<T> {
        if let Ok(value) = self.text.parse() {
            return Some(value);
        }
        Decimal::parse(&self.text).ok()?.to_i128()?.try_into().ok()
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({})", self.text)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
            || Decimal::parse(&self.text).is_ok_and(|x| Ok(x) == Decimal::parse(&other.text))
    }
}

impl Eq for Number {}

impl FromStr for Number {
    type Err = NumberError;

    /// Reads a JSON number.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        Decimal::parse(text)?;
        Ok(Self::from_checked(text))
    }
}

macro_rules! from_integers {
    ($($int:ty),*) => {$(
        impl From<$int> for Number {
            fn from(value: $int) -> Self {
                Self::from_checked(itoa::Buffer::new().format(value))
            }
        }
    )*};
}

from_integers!(i8, u8, i16, u16, i32, u32, i64, u64);

impl TryFrom<f64> for Number {
    type Error = NumberError;

    /// The shortest text that reads back as the same double.
    fn try_from(value: f64) -> Result<Self, NumberError> {
        if !value.is_finite() {
            return Err(NumberError("a JSON number is finite"));
        }
        Ok(Self {
            text: format!("{value:?}").into(),
        })
    }
}
