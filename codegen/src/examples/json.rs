//! JSON of documents: strict, and then with the commas put right, so that all of a value is looked at
//! and not only what stands before its first mistake.

use serde_json::Value;

use crate::ast::repeated;

/// A value in which no object has a name twice.
///
/// # Errors
/// What is no such JSON, with the reason.
pub fn value(text: &str) -> Result<Value, String> {
    let value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    match repeated(text).first() {
        Some(at) => Err(format!("{at} is there twice")),
        None => Ok(value),
    }
}

/// No document has nearly as many mistakes.
const MAX_REPAIRS: usize = 64;
/// Characters that are told of what stands at a mistake.
const SHOWN: usize = 16;

/// A mistake of syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in bytes.
    pub(super) column: usize,
    /// What is wrong.
    pub(super) message: String,
}

/// The value, if there is one once commas are put right, with pointers to the names that an object has twice, and
/// everything that had to be put right.
pub(super) fn read(text: &str) -> (Option<(Value, Vec<String>)>, Vec<Mistake>) {
    let mut text = text.to_owned();
    let mut mistakes = Vec::new();
    while mistakes.len() < MAX_REPAIRS {
        let error = match serde_json::from_str(&text) {
            Ok(value) => return (Some((value, repeated(&text))), mistakes),
            Err(error) => error,
        };
        let said = error.to_string();
        let at = offset(&text, error.line(), error.column());
        let repaired = at.and_then(|at| repair(&text, at, &said));
        let message = match &repaired {
            Some((message, _)) => (*message).to_owned(),
            // Without the place, which is told apart.
            None => {
                let why = said.split(" at line ").next().unwrap_or(&said);
                let after = at.and_then(|at| text.get(at..)).unwrap_or_default();
                match after.lines().next().unwrap_or_default().trim() {
                    "" => why.to_owned(),
                    after => {
                        let after: String = after.chars().take(SHOWN).collect();
                        format!("{why} before `{after}`")
                    }
                }
            }
        };
        mistakes.push(Mistake {
            line: error.line(),
            column: error.column(),
            message,
        });
        match repaired {
            Some((_, better)) => text = better,
            None => break,
        }
    }
    (None, mistakes)
}

/// Puts a comma where one is missing, or takes one away where nothing follows it.
fn repair(text: &str, at: usize, said: &str) -> Option<(&'static str, String)> {
    let (before, after) = text.split_at_checked(at)?;
    if said.starts_with("expected `,`") && after.starts_with(['"', '{', '[']) {
        let message = "a comma is missing before this value";
        // In place of a blank where there is one, so that what follows stays in its column.
        let value = before.trim_end();
        let blanks = before.get(value.len()..)?;
        let blanks = blanks.strip_prefix(' ').unwrap_or(blanks);
        return Some((message, format!("{value},{blanks}{after}")));
    }
    if said.starts_with("trailing comma") {
        let comma = before.rfind(',')?;
        let message = "a comma follows the last value";
        let (head, tail) = before.split_at_checked(comma)?;
        return Some((message, format!("{head} {}{after}", tail.get(1..)?)));
    }
    None
}

/// The byte that a line and a column (both from 1) name.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    Some(before + column.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn commas_are_put_right_and_told() {
        let text = "{\n  \"a\": 1\n  \"b\": [1, 2,],\n  \"c\": \"d\" \"e\": {}\n}";
        let (value, mistakes) = read(text);
        let expected = json!({"a": 1, "b": [1, 2], "c": "d", "e": {}});
        assert_eq!(value, Some((expected, Vec::new())));
        let told: Vec<_> = mistakes
            .iter()
            .map(|m| (m.line, m.column, m.message.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (3, 3, "a comma is missing before this value"),
                (3, 14, "a comma follows the last value"),
                (4, 12, "a comma is missing before this value"),
            ]
        );
    }

    #[test]
    fn what_is_no_json_is_told_once() {
        for text in ["", "{", "<html>", "{\"a\": 1 2}", "{'a': 1}", "\u{e4}"] {
            let (value, mistakes) = read(text);
            assert_eq!((value, mistakes.len()), (None, 1), "{text}");
        }
        assert_eq!(read("[1]"), (Some((json!([1]), Vec::new())), Vec::new()));
        let (_, mistakes) = read("{\"a\": \"b, \"c\": 1}\n");
        assert_eq!(mistakes[0].message, "expected `,` or `}` before `c\": 1}`");
    }

    #[test]
    fn names_that_are_there_twice_are_told() {
        let text = r#"{"a": [{"b": 1, "b": 2}] "c": 3}"#;
        let (value, mistakes) = read(text);
        let expected = json!({"a": [{"b": 2}], "c": 3});
        assert_eq!(value, Some((expected, vec!["/a/0/b".to_owned()])));
        assert_eq!(mistakes.len(), 1);
        assert_eq!(super::value("{\"a\": 1}"), Ok(json!({"a": 1})));
        assert!(super::value("{\"a\": 1, \"a\": 1}").is_err());
        assert!(super::value("{").is_err());
    }
}
