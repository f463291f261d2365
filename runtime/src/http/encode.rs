//! The text of a value in a label, query string or header.

use std::borrow::Cow;

use crate::types::{BigDecimal, BigInteger, Blob};

/// A value that travels as text in HTTP: strings, booleans, numbers and enums.
///
/// Timestamps have three forms; they are passed as the text of the one that the model asks for.
pub trait ToText {
    /// The text, not yet encoded for its place.
    fn text(&self) -> Cow<'_, str>;
}

impl ToText for str {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl ToText for String {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl ToText for bool {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

impl<T: ToText + ?Sized> ToText for &T {
    fn text(&self) -> Cow<'_, str> {
        (**self).text()
    }
}

macro_rules! displayed {
    ($($number:ty),*) => {$(
        impl ToText for $number {
            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )*};
}
displayed!(i8, i16, i32, i64, BigInteger, BigDecimal);

macro_rules! float {
    ($($float:ty),*) => {$(
        impl ToText for $float {
            /// The shortest text that reads back as the same number; `NaN`, `Infinity`, `-Infinity`.
            fn text(&self) -> Cow<'_, str> {
                if self.is_nan() {
                    Cow::Borrowed("NaN")
                } else if self.is_infinite() {
                    Cow::Borrowed(if *self > 0.0 { "Infinity" } else { "-Infinity" })
                } else if *self != 0.0 && !(1e-5..1e16).contains(&self.abs()) {
                    Cow::Owned(format!("{self:e}"))
                } else {
                    Cow::Owned(self.to_string())
                }
            }
        }
    )*};
}
float!(f32, f64);

/// A string of a `@mediaType` as it travels in a header (Smithy 2.0, "httpHeader trait").
pub fn base64(text: impl AsRef<str>) -> String {
    Blob::from(text.as_ref()).to_base64()
}

/// A string of a header's list (RFC 9110 section 5.6.4): quoted where it holds a comma or a quote, or has blanks
/// at an end, which a reader takes for those around a comma.
pub(crate) fn quote(text: &str) -> Cow<'_, str> {
    if !text.contains([',', '"']) && text.trim_matches([' ', '\t']) == text {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!(
        "\"{}\"",
        text.replace('\\', "\\\\").replace('"', "\\\"")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        assert_eq!(1.1_f32.text(), "1.1");
        assert_eq!(1e300.text(), "1e300");
        assert_eq!(5e-324.text(), "5e-324");
        assert_eq!((-0.0).text(), "-0");
        assert_eq!(100.0.text(), "100");
        assert_eq!(f64::NAN.text(), "NaN");
        assert_eq!(f32::NEG_INFINITY.text(), "-Infinity");
        assert_eq!(i64::MIN.text(), "-9223372036854775808");
        assert_eq!((&&true).text(), "true");
    }

    #[test]
    fn quotes() {
        assert_eq!(quote("a b"), "a b");
        assert_eq!(quote("b,c"), "\"b,c\"");
        assert_eq!(quote(" b"), "\" b\"");
        assert_eq!(quote(""), "");
        assert_eq!(quote("\"def\""), "\"\\\"def\\\"\"");
        assert_eq!(quote("a\\,"), "\"a\\\\,\"");
    }
}
