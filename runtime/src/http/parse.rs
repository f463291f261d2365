//! Values from the text of response headers. Each function is one value's parser; [`list`] and
//! [`timestamp_list`] split a header first.

use crate::shape::{IntEnum, StringEnum, int_from_i32, text_from_str};
use crate::types::{BigDecimal, BigInteger, Blob, Timestamp, TimestampFormat};

/// A string: the text itself.
///
/// # Errors
/// None; the form is that of all parsers.
pub fn string(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}

/// `true` or `false`.
///
/// # Errors
/// Any other text.
pub fn bool(text: &str) -> Result<bool, String> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("expected true or false".to_owned()),
    }
}

macro_rules! parsers {
    ($($name:ident $type:ty, $article:literal;)*) => {$(
        #[doc = concat!($article, ".")]
        ///
        /// # Errors
        /// Text that is no such number, or one out of range.
        pub fn $name(text: &str) -> Result<$type, String> {
            text.parse().map_err(|_| concat!("expected ", $article).to_owned())
        }
    )*};
}
parsers! {
    i8 i8, "an integer of 8 bits";
    i16 i16, "an integer of 16 bits";
    i32 i32, "an integer of 32 bits";
    i64 i64, "an integer of 64 bits";
    big_integer BigInteger, "an integer";
    big_decimal BigDecimal, "a decimal number";
}

macro_rules! float_parsers {
    ($($float:ident),*) => {$(
        /// A number, or `NaN`, `Infinity`, `-Infinity` in exactly this spelling.
        ///
        /// # Errors
        /// Any other text.
        pub fn $float(text: &str) -> Result<$float, String> {
            match text {
                "NaN" => return Ok($float::NAN),
                "Infinity" => return Ok($float::INFINITY),
                "-Infinity" => return Ok($float::NEG_INFINITY),
                _ => {}
            }
            // Rust's parser knows more spellings of these three, none of which Smithy has.
            let number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
            let value: Option<$float> = text.parse().ok().filter(|_| number);
            match value {
                Some(value) if value.is_finite() => Ok(value),
                Some(_) => Err("the number is too large for a float".to_owned()),
                None => Err("expected a number".to_owned()),
            }
        }
    )*};
}
float_parsers!(f32, f64);

/// A string enum, known value or not.
///
/// # Errors
/// None; the form is that of all parsers.
pub fn text<E: StringEnum>(text: &str) -> Result<E, String> {
    Ok(text_from_str(text))
}

/// An intEnum, known value or not.
///
/// # Errors
/// Text that is no integer of 32 bits.
pub fn int_enum<E: IntEnum>(text: &str) -> Result<E, String> {
    i32(text).map(int_from_i32)
}

/// A timestamp as seconds since 1970.
///
/// # Errors
/// Text of another form.
pub fn epoch_seconds(text: &str) -> Result<Timestamp, String> {
    timestamp(text, TimestampFormat::EpochSeconds)
}

/// A timestamp as RFC 3339 date-time.
///
/// # Errors
/// Text of another form.
pub fn date_time(text: &str) -> Result<Timestamp, String> {
    timestamp(text, TimestampFormat::DateTime)
}

/// A timestamp as http-date (RFC 9110 section 5.6.7).
///
/// # Errors
/// Text of another form.
pub fn http_date(text: &str) -> Result<Timestamp, String> {
    timestamp(text, TimestampFormat::HttpDate)
}

fn timestamp(text: &str, format: TimestampFormat) -> Result<Timestamp, String> {
    Timestamp::parse(text, format).map_err(|error| error.to_string())
}

/// A blob in base64.
///
/// # Errors
/// Text that is not base64.
pub fn blob(text: &str) -> Result<Blob, String> {
    Blob::from_base64(text).map_err(|error| error.to_string())
}

/// A string of a `@mediaType`, in base64.
///
/// # Errors
/// Text that is not base64 of UTF-8.
pub fn media_type(text: &str) -> Result<String, String> {
    String::from_utf8(blob(text)?.into_vec()).map_err(|_| "expected base64 of UTF-8".to_owned())
}

/// A list, split at commas; with `quoted`, an item may be in quotes and then hold commas. An empty item is a string
/// like others, but no number or other value, and passed over (RFC 9110 section 5.6.1.2).
///
/// # Errors
/// Quotes that are not closed or followed by text, or an item that `item` refuses.
pub fn list<T>(
    text: &str,
    quoted: bool,
    item: impl Fn(&str) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let mut items = Vec::new();
    let mut rest = text.trim_matches(BLANKS);
    if rest.is_empty() {
        return Ok(items);
    }
    loop {
        let (value, after) = match rest.strip_prefix('"').filter(|_| quoted) {
            Some(inside) => quoted_item(inside)?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                (rest[..end].trim_matches(BLANKS).to_owned(), &rest[end..])
            }
        };
        if quoted || !value.is_empty() {
            items.push(item(&value)?);
        }
        let after = after.trim_start_matches(BLANKS);
        match after.strip_prefix(',') {
            Some(next) => rest = next.trim_start_matches(BLANKS),
            None if after.is_empty() => return Ok(items),
            None => return Err("expected a comma after a quoted item".to_owned()),
        }
    }
}

/// A list as one that may hold nulls, which no text of a header is.
///
/// # Errors
/// Those of the list.
pub fn sparse<T>(list: Result<Vec<T>, String>) -> Result<Vec<Option<T>>, String> {
    list.map(|items| items.into_iter().map(Some).collect())
}

/// HTTP's optional white space (RFC 9110 section 5.6.3).
const BLANKS: [char; 2] = [' ', '\t'];

/// The item after an opening quote, and what comes after the closing one.
fn quoted_item(text: &str) -> Result<(String, &str), String> {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Ok((value, &text[at + 1..])),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => value.push(c),
        }
    }
    Err("expected a closing quote".to_owned())
}

/// A list of timestamps. An http-date holds a comma itself, after the name of its day. Empty items are passed over.
///
/// # Errors
/// An item that `item` refuses.
pub fn timestamp_list(
    text: &str,
    item: impl Fn(&str) -> Result<Timestamp, String>,
) -> Result<Vec<Timestamp>, String> {
    let mut items = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(',') {
        let before = text[start..at].trim_matches(BLANKS);
        if before.is_empty() {
            start = at + 1;
        } else if !before.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            items.push(item(before)?);
            start = at + 1;
        }
    }
    let last = text[start..].trim_matches(BLANKS);
    if !last.is_empty() {
        items.push(item(last)?);
    }
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let strings = |text| list(text, true, string).unwrap();
        assert_eq!(
            strings("\"b,c\", \"\\\"def\\\"\", a"),
            ["b,c", "\"def\"", "a"]
        );
        assert_eq!(strings("a,b ,\tc"), ["a", "b", "c"]);
        assert_eq!(strings("a,,b"), ["a", "", "b"]);
        assert!(strings("  ").is_empty());
        assert_eq!(list("1, 2,3", false, i32).unwrap(), [1, 2, 3]);
        assert_eq!(list("1,,2 , ", false, i32).unwrap(), [1, 2]);
        assert!(list("1, x", false, i32).unwrap_err().contains("32 bits"));
        for text in ["\"a", "\"a\"b", "\"a\\", "a, \""] {
            assert!(list(text, true, string).is_err(), "{text}");
        }
    }

    #[test]
    fn timestamps() {
        let date = "Mon, 16 Dec 2019 23:48:18 GMT";
        let two = timestamp_list(&format!("{date}, {date}"), http_date).unwrap();
        assert_eq!(two, [Timestamp::from_secs(1_576_540_098); 2]);
        let two = timestamp_list("2019-12-16T23:48:18Z,2019-12-16T23:48:18Z", date_time).unwrap();
        assert_eq!(two, [Timestamp::from_secs(1_576_540_098); 2]);
        assert_eq!(
            timestamp_list("1, 2.5", epoch_seconds).unwrap()[1],
            Timestamp::new(2, 500_000_000)
        );
        assert!(timestamp_list("", http_date).unwrap().is_empty());
        let one = timestamp_list(&format!(" , {date},"), http_date).unwrap();
        assert_eq!(one, [Timestamp::from_secs(1_576_540_098)]);
        assert!(timestamp_list(date, epoch_seconds).is_err());
    }

    #[test]
    fn numbers() {
        assert!(f64("NaN").unwrap().is_nan());
        assert_eq!(f32("-Infinity"), Ok(f32::NEG_INFINITY));
        assert_eq!(f64("1.5e3"), Ok(1500.0));
        for text in ["nan", "inf", "infinity", "", "1_0", "0x1"] {
            assert!(f64(text).is_err(), "{text}");
        }
        assert!(f64("1e400").unwrap_err().contains("too large") && f32("-1e39").is_err());
        assert!(i8("128").is_err());
        assert_eq!(media_type("dHJ1ZQ=="), Ok("true".to_owned()));
    }
}
