//! Tables: documented facts that no model holds (which zones a Region has, …), read from a
//! JSON file with their source and date; each becomes a look-up function.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::ast::Source;
use crate::diagnostic::{Diagnostic, Report};
use crate::names::Name;

/// A table: each key has a list of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The function's name.
    pub name: Name,
    /// What it says, a phrase.
    pub title: String,
    /// What a key is.
    pub key: String,
    /// What the values are.
    pub value: String,
    /// Where the facts come from.
    pub source: String,
    /// Of when they are.
    pub date: String,
    /// The rows, sorted by key.
    pub rows: BTreeMap<String, Vec<String>>,
}

impl Table {
    /// Reads a table's file; what is wrong is reported.
    pub fn parse(source: &Source, report: &mut Report) -> Option<Self> {
        let value: Value = match serde_json::from_str(&source.text) {
            Ok(value) => value,
            Err(error) => {
                let message = format!("the table is not JSON: {error}");
                let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
                let found = Diagnostic::error("InvalidTable", message).with_place(&source.name, "");
                report.push(found.with_position(number(error.line()), number(error.column())));
                return None;
            }
        };
        let mut problem = |pointer: &str, what: &str| {
            let diagnostic = Diagnostic::error("InvalidTable", format!("the table needs {what}"));
            report.push(diagnostic.with_place(&source.name, pointer));
        };
        let mut text = |key: &str| {
            let found = value.get(key).and_then(Value::as_str).map(str::to_owned);
            if found.is_none() {
                problem(&format!("/{key}"), &format!("a text `{key}`"));
            }
            found
        };
        let (name, title, key, date) = (text("name"), text("title"), text("key"), text("date"));
        let (value_text, origin) = (text("value"), text("source"));
        let rows = rows(&value);
        if rows.is_none() {
            problem("/rows", "`rows`, an object of lists of texts");
        }
        Some(Self {
            name: Name::snake(&name?),
            title: title?,
            key: key?,
            value: value_text?,
            source: origin?,
            date: date?,
            rows: rows?,
        })
    }
}

fn rows(value: &Value) -> Option<BTreeMap<String, Vec<String>>> {
    let rows = value.get("rows")?.as_object()?;
    rows.iter()
        .map(|(key, values)| {
            let values = values
                .as_array()?
                .iter()
                .map(|v| v.as_str().map(str::to_owned));
            Some((key.clone(), values.collect::<Option<Vec<_>>>()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_at_once() {
        let mut report = Report::new();
        let source = Source::new("t.json", r#"{"name":"x","rows":{"a":[1]}}"#);
        assert_eq!(Table::parse(&source, &mut report), None);
        let text = report.to_string();
        for pointer in ["/title", "/key", "/value", "/source", "/date", "/rows"] {
            assert!(text.contains(pointer), "{pointer} in {text}");
        }
    }
}
