//! Traits that come, go or change: `TraitBreakingChange`, `ModifiedTrait`, `ChangedLengthTrait`,
//! `ChangedRangeTrait`. · A change that no rule objects to is a note (a warning when the trait went away and has no
//! rules, or is defined nowhere); one that another evaluator has told is not told again as `ModifiedTrait`.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::diff::finding::{Group, Severity};
use crate::model::trait_table;

use super::breaking::{self, Change};
use super::values::Values;
use super::{Differ, shown};

/// Namespaces and traits that only document, test or find endpoints.
const UNLISTED: &[&str] = &[
    "smithy.api#documentation",
    "smithy.api#examples",
    "smithy.api#externalDocumentation",
    "smithy.rules#",
    "smithy.test#",
];

/// Traits with an evaluator of their own, which tells every change.
const TOLD: &[&str] = &["smithy.api#box"];

/// What a trait is about.
fn group(id: &str) -> Group {
    let Some(name) = id.strip_prefix("smithy.api#") else {
        return match id {
            "aws.protocols#httpChecksum" => Group::HttpBindings,
            "aws.protocols#awsQueryError" => Group::Errors,
            id if id.starts_with("aws.auth#") || id.starts_with("aws.protocols#") => Group::Service,
            _ => Group::Traits,
        };
    };
    match name {
        "required" | "default" | "addedDefault" | "clientOptional" | "input" | "output" => {
            Group::Presence
        }
        "length" | "range" | "pattern" | "uniqueItems" => Group::Constraints,
        "endpoint" | "hostLabel" => Group::HttpBindings,
        "auth" | "optionalAuth" => Group::Service,
        name if name.ends_with("Auth") => Group::Service,
        name if name.starts_with("http") => Group::HttpBindings,
        _ => Group::Traits,
    }
}

impl Differ<'_> {
    /// Compares the traits of one shape or member. `told` are those whose change another evaluator has told.
    pub(super) fn traits(&mut self, id: &str, old: &Values, new: &Values, told: &BTreeSet<&str>) {
        let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for name in names {
            let (before, after) = (old.get(name), new.get(name));
            let Some(change) = Change::of(before, after) else {
                continue;
            };
            if UNLISTED.iter().any(|unlisted| name.starts_with(unlisted)) {
                self.out.unlisted += 1;
            } else if !TOLD.contains(&name.as_str()) {
                self.one(id, name, change, (before, after), told);
            }
        }
    }

    fn one(
        &mut self,
        id: &str,
        name: &str,
        change: Change,
        (old, new): (Option<&Value>, Option<&Value>),
        told: &BTreeSet<&str>,
    ) {
        let definition = self.definition(name);
        let rules = breaking::rules(name, definition);
        let broken: Vec<_> = rules
            .iter()
            .flat_map(|rule| rule.broken(old, new))
            .collect();
        for (path, change, severity) in &broken {
            let evaluator = format!("TraitBreakingChange.{}.{name}", change.name());
            // With the whole trait, all that is in it came or went.
            let message = if old.is_none() || new.is_none() {
                sentence(name, *change, old, new, "")
            } else {
                let at =
                    |value: Option<&Value>| value.and_then(|value| value.pointer(path)).cloned();
                let place = match path.as_str() {
                    "" => String::new(),
                    path => format!(" at `{path}`"),
                };
                sentence(name, *change, at(old).as_ref(), at(new).as_ref(), &place)
            };
            self.add(group(name), id, *severity, &evaluator, message);
        }
        let tightened = match name {
            "smithy.api#length" => self.tightened(id, name, "ChangedLengthTrait", old, new),
            "smithy.api#range" => self.tightened(id, name, "ChangedRangeTrait", old, new),
            _ => false,
        };
        if broken.is_empty() && !tightened && !told.contains(name) {
            let known = definition.is_some() || trait_table::entry(name).is_some();
            let severity = match (change, rules.is_empty()) {
                (Change::Remove, true) if name != "smithy.api#required" => Severity::Warning,
                // Nobody can say what it means.
                _ if !known => Severity::Warning,
                _ => Severity::Note,
            };
            let evaluator = format!("ModifiedTrait.{}.{name}", change.name());
            let message = sentence(name, change, old, new, "");
            self.add(group(name), id, severity, &evaluator, message);
        }
    }

    /// Limits that were there already and allow less now.
    fn tightened(
        &mut self,
        id: &str,
        name: &str,
        evaluator: &str,
        old: Option<&Value>,
        new: Option<&Value>,
    ) -> bool {
        let (Some(old), Some(new)) = (old, new) else {
            return false;
        };
        let mut found = false;
        for (end, tighter, lowest) in [
            ("min", Ordering::Greater, "smithy.api#length"),
            ("max", Ordering::Less, ""),
        ] {
            let Some(after) = new.get(end) else { continue };
            let restricts = match old.get(end) {
                Some(before) => compare(after, before) == tighter,
                // A length is never less than 0.
                None => name != lowest || after.as_u64() != Some(0),
            };
            if restricts {
                found = true;
                let before = old.get(end).map_or_else(|| "none".to_owned(), shown);
                let trait_name = name.trim_start_matches("smithy.api#");
                let message = format!(
                    "`{end}` of @{trait_name} allows less: {before}, now {}",
                    shown(after)
                );
                self.add(Group::Constraints, id, Severity::Error, evaluator, message);
            }
        }
        found
    }
}

/// Compares two numbers, exactly when both are whole.
fn compare(a: &Value, b: &Value) -> Ordering {
    let whole = |value: &Value| match (value.as_i64(), value.as_u64()) {
        (Some(number), _) => Some(i128::from(number)),
        (_, Some(number)) => Some(i128::from(number)),
        _ => None,
    };
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a
            .as_f64()
            .partial_cmp(&b.as_f64())
            .unwrap_or(Ordering::Equal),
    }
}

/// What became of a trait, in words.
fn sentence(
    name: &str,
    change: Change,
    old: Option<&Value>,
    new: Option<&Value>,
    place: &str,
) -> String {
    let name = name.strip_prefix("smithy.api#").unwrap_or(name);
    let value = |value: Option<&Value>| match value {
        Some(Value::Object(object)) if object.is_empty() => String::new(),
        Some(value) => format!(": {}", shown(value)),
        None => String::new(),
    };
    match change {
        Change::Add => format!("@{name} is new{place}{}", value(new)),
        Change::Remove => format!("@{name} is gone{place}{}", value(old)),
        Change::Update => {
            let [old, new] = [old, new].map(|value| value.map_or_else(String::new, shown));
            format!("@{name} has changed{place} from {old} to {new}")
        }
    }
}
