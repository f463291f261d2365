//! Payloads, and whether a value is the payload's.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// A payload of `benches/payloads`; it lives as long as the process.
///
/// # Errors
/// There is no such file.
pub fn payload(name: &str) -> Result<&'static [u8]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../payloads")
        .join(name)
        .with_extension("json");
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    Ok(bytes.leak())
}

/// Whether two JSON values are the same; members in any order, numbers to the twelfth digit, because the peers' doubles
/// differ by their last bit.
///
/// # Errors
/// Where they differ first.
pub fn same(expected: &Value, actual: &Value) -> Result<()> {
    match (expected, actual) {
        (Value::Object(a), Value::Object(b)) => {
            if let Some(key) = b.keys().find(|key| !a.contains_key(*key)) {
                bail!("/{key} was not in the input");
            }
            for (key, value) in a {
                let Some(other) = b.get(key) else {
                    bail!("/{key} is missing");
                };
                same(value, other).with_context(|| format!("/{key}"))?;
            }
            Ok(())
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                same(a, b).with_context(|| format!("/{at}"))?;
            }
            Ok(())
        }
        (Value::Number(a), Value::Number(b)) => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) if (a - b).abs() <= 1e-12 * a.abs() => Ok(()),
            _ => bail!("{a} became {b}"),
        },
        (a, b) if a == b => Ok(()),
        (a, b) => bail!("{a} became {b}"),
    }
}

/// As [`same`], for the text of JSON, and who is to blame.
///
/// # Errors
/// Text that is no JSON, or where the values differ first.
pub fn same_text(who: &str, expected: &[u8], actual: &[u8]) -> Result<()> {
    let parse = |text| serde_json::from_slice::<Value>(text);
    let actual = parse(actual).with_context(|| format!("{who} wrote no JSON"))?;
    same(&parse(expected)?, &actual).with_context(|| who.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::same;

    #[test]
    fn a_difference_is_told_with_its_place() {
        let a = json!({"a": [1, {"b": 0.1}], "c": "x"});
        let error = |b| format!("{:#}", same(&a, &b).unwrap_err());
        same(&a, &json!({"c": "x", "a": [1.0, {"b": 0.1}]})).unwrap();
        assert_eq!(
            error(json!({"a": [1, {"b": 0.2}], "c": "x"})),
            "/a: /1: /b: 0.1 became 0.2"
        );
        assert_eq!(error(json!({"a": [1, {"b": 0.1}]})), "/c is missing");
        assert_eq!(
            error(json!({"a": [1, {"b": 0.1}], "c": "x", "d": 1})),
            "/d was not in the input"
        );
    }
}
