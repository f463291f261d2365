//! JSON text into a value, with the keys that appear twice. · Called by `load`. ·
//! Any text may come in.

use serde_json::{Map, Value};

use super::push_step;
use super::scan::{Scanner, SyntaxError, Token};

/// A parsed document.
pub(super) struct Parsed {
    /// The value; of a key that appears twice the last value counts.
    pub(super) value: Value,
    /// JSON pointers to keys that appear more than once.
    pub(super) duplicates: Vec<String>,
}

/// Parses a whole text.
pub(super) fn parse(text: &str) -> Result<Parsed, SyntaxError> {
    let mut scanner = Scanner::new(text);
    let mut duplicates = Vec::new();
    let value = read(&mut scanner, &mut duplicates)?;
    scanner.end()?;
    let duplicates = duplicates
        .into_iter()
        .map(|steps| {
            let mut pointer = String::new();
            for step in steps.iter().rev() {
                push_step(&mut pointer, step);
            }
            pointer
        })
        .collect();
    Ok(Parsed { value, duplicates })
}

/// JSON pointers to the keys that appear more than once; none in what is no JSON.
pub(crate) fn repeated(text: &str) -> Vec<String> {
    parse(text).map_or_else(|_| Vec::new(), |parsed| parsed.duplicates)
}

/// Reads one value. The pointers in `duplicates` grow from the inside out, so that a document
/// without duplicates pays nothing for them.
fn read(
    scanner: &mut Scanner<'_>,
    duplicates: &mut Vec<Vec<String>>,
) -> Result<Value, SyntaxError> {
    match scanner.open()? {
        Token::Scalar => scanner.scalar(),
        Token::Array => {
            let mut items = Vec::new();
            while scanner.more(b']', items.is_empty())? {
                let known = duplicates.len();
                let item = read(scanner, duplicates)?;
                for duplicate in duplicates.iter_mut().skip(known) {
                    duplicate.push(items.len().to_string());
                }
                items.push(item);
            }
            Ok(Value::Array(items))
        }
        Token::Object => {
            let mut entries = Map::new();
            let mut first = true;
            while scanner.more(b'}', first)? {
                first = false;
                let key = scanner.key()?;
                let known = duplicates.len();
                let value = read(scanner, duplicates)?;
                for duplicate in duplicates.iter_mut().skip(known) {
                    duplicate.push(key.to_string());
                }
                if entries.contains_key(key.as_ref()) {
                    duplicates.push(vec![key.to_string()]);
                }
                entries.insert(key.into_owned(), value);
            }
            Ok(Value::Object(entries))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_serde_json() {
        for text in [
            r#" {"a": [1, -2.5e3, "x\u00e9\n", true, false, null], "b": {}, "c": []} "#,
            "\"\\\"\"",
            "0",
        ] {
            let ours = parse(text).unwrap().value;
            assert_eq!(ours, serde_json::from_str::<Value>(text).unwrap());
        }
    }

    #[test]
    fn refuses_what_is_not_json() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "01",
            "1.",
            "\"",
            "\"\\x\"",
            "\"\n\"",
            "[1 2]",
            "nul",
            "1 2",
            "\"\\ud800\"",
            "{\"a\" 1}",
            "\"\\",
        ] {
            assert!(parse(text).is_err(), "{text:?} was accepted");
        }
    }

    #[test]
    fn deep_nesting_is_an_error_not_an_overflow() {
        let text = "[".repeat(1_000_000);
        assert!(parse(&text).is_err());
    }

    #[test]
    fn duplicates_have_pointers() {
        let parsed = parse(r#"{"a/b": [0, {"x": 1, "y": {"z": 1, "z": 2}, "x": 3}]}"#).unwrap();
        assert_eq!(parsed.duplicates, ["/a~1b/1/y/z", "/a~1b/1/x"]);
    }
}
