//! `api.lock`: what users of a generated crate compile against, kept stable while models
//! drift: each structure's members in order, which of them the constructor takes and in
//! which place, whether a field is plain or an `Option`; the order of variants.
//!
//! A line each, so that a change reads well in a diff:
//! ```text
//! structure CreateServiceRequest
//!   ServiceName new 1
//!   Tags optional
//! enum Runtime
//!   "PYTHON_3"
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Report};

/// The contents of an `api.lock`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Structures by the name of their shape.
    pub structures: BTreeMap<String, Vec<LockedMember>>,
    /// Unions and enums by the name of their shape: members or values in order.
    pub variants: BTreeMap<String, Vec<String>>,
}

/// A structure's member in the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedMember {
    /// The member's name in the model.
    pub name: String,
    /// Its presence.
    pub presence: LockedPresence,
}

/// How a field appears in the Rust API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockedPresence {
    /// `T`, and the constructor's argument with this number (from 1).
    Argument(usize),
    /// `T`, filled by a default.
    Plain,
    /// `Option<T>`.
    Optional,
}

const HEADER: &str = "# The Rust API that users of this crate compile against. Written by the generator, which keeps\n\
                      # to it; without this file (`cargo xtask codegen --unlock`) it starts anew from the model.\n";

impl Lock {
    /// Reads a lock; what cannot be read is reported with its line.
    pub fn parse(source: &str, text: &str, report: &mut Report) -> Self {
        let mut lock = Self::default();
        let mut current: Option<(bool, String)> = None;
        for (number, line) in text.lines().enumerate() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            let understood = match (line.starts_with(' '), &current) {
                (false, _) => lock.start(trimmed).map(|started| current = Some(started)),
                (true, Some((structure, name))) => lock.entry(*structure, name, trimmed),
                (true, None) => None,
            };
            if understood.is_none() {
                report.push(not_understood(source, number, trimmed));
            }
        }
        lock
    }

    fn start(&mut self, line: &str) -> Option<(bool, String)> {
        let (kind, name) = line.split_once(' ')?;
        match kind {
            "structure" => drop(self.structures.entry(name.to_owned()).or_default()),
            "union" | "enum" => drop(self.variants.entry(name.to_owned()).or_default()),
            _ => return None,
        }
        Some((kind == "structure", name.to_owned()))
    }

    fn entry(&mut self, structure: bool, name: &str, line: &str) -> Option<()> {
        if !structure {
            let value = serde_json::from_str(line).ok()?;
            self.variants.get_mut(name)?.push(value);
            return Some(());
        }
        let words: Vec<&str> = line.split(' ').collect();
        let (member, presence) = match words.as_slice() {
            [member, "optional"] => (member, LockedPresence::Optional),
            [member, "plain"] => (member, LockedPresence::Plain),
            [member, "new", number] => (member, LockedPresence::Argument(number.parse().ok()?)),
            _ => return None,
        };
        let locked = LockedMember {
            name: (*member).to_owned(),
            presence,
        };
        self.structures.get_mut(name)?.push(locked);
        Some(())
    }

    /// The lock as text.
    #[must_use]
    pub fn render(&self) -> String {
        let mut out = HEADER.to_owned();
        for (name, members) in &self.structures {
            let _ = writeln!(out, "structure {name}");
            for member in members {
                let presence = match member.presence {
                    LockedPresence::Argument(number) => format!("new {number}"),
                    LockedPresence::Plain => "plain".to_owned(),
                    LockedPresence::Optional => "optional".to_owned(),
                };
                let _ = writeln!(out, "  {} {presence}", member.name);
            }
        }
        for (name, values) in &self.variants {
            let _ = writeln!(out, "enum {name}");
            for value in values {
                let _ = writeln!(out, "  {}", serde_json::Value::from(value.as_str()));
            }
        }
        out
    }

    /// Puts things in the locked order: the known ones first, then the new ones as they come.
    pub(super) fn order<T>(known: &[String], items: Vec<T>, key: impl Fn(&T) -> &str) -> Vec<T> {
        let places: BTreeMap<&str, usize> = known
            .iter()
            .enumerate()
            .map(|(place, name)| (name.as_str(), place))
            .collect();
        let mut items: Vec<(usize, T)> = items
            .into_iter()
            .map(|item| (places.get(key(&item)).copied().unwrap_or(usize::MAX), item))
            .collect();
        items.sort_by_key(|(place, _)| *place);
        items.into_iter().map(|(_, item)| item).collect()
    }
}

fn not_understood(source: &str, number: usize, line: &str) -> Diagnostic {
    let line_number = u32::try_from(number + 1).unwrap_or(u32::MAX);
    Diagnostic::error(
        "InvalidLock",
        format!("this line of the lock is not understood: `{line}`"),
    )
    .with_place(source, "")
    .with_position(line_number, 1)
    .with_hint("undo the edit; or start anew from the model, without the file or with `cargo xtask codegen --unlock`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let text = format!(
            "{HEADER}structure A\n  X new 2\n  Y plain\n  Z optional\nenum E\n  \"a b\"\n  \"c\\\"\"\n"
        );
        let mut report = Report::new();
        let lock = Lock::parse("api.lock", &text, &mut report);
        assert!(report.is_empty(), "{report}");
        assert_eq!(lock.render(), text);
        assert_eq!(lock.variants["E"], ["a b", "c\""]);
    }

    #[test]
    fn a_bad_line_is_an_error_with_its_number() {
        let mut report = Report::new();
        Lock::parse("api.lock", "structure A\n  X sometimes\n", &mut report);
        let text = report.to_string();
        assert!(
            text.contains("InvalidLock") && text.contains("api.lock:2:1"),
            "{text}"
        );
    }

    #[test]
    fn new_items_follow_the_known_ones() {
        let known = ["b".to_owned(), "a".to_owned()];
        assert_eq!(
            Lock::order(&known, vec!["z", "a", "y", "b"], |s| s),
            ["b", "a", "z", "y"]
        );
    }
}
