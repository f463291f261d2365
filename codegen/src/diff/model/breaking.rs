//! Which changes of a trait break something: Smithy's own rules, and how they are applied. · A trait says it of
//! itself (Smithy 2.0, "Breaking change rules" of the trait trait); those of the prelude and of AWS are here as a table,
//! because a JSON AST does not carry their definitions. Those of traits that the model defines are read from it.

use serde_json::Value;

use crate::diff::finding::Severity;

/// Which changes a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Add,
    Remove,
    Update,
    /// Add or remove.
    Presence,
    Any,
}

/// What became of a trait or a value in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Add,
    Remove,
    Update,
}

impl Change {
    /// The change from one value to another; none if they are equal.
    pub(super) fn of(old: Option<&Value>, new: Option<&Value>) -> Option<Self> {
        match (old, new) {
            (None, Some(_)) => Some(Self::Add),
            (Some(_), None) => Some(Self::Remove),
            (Some(old), Some(new)) if old != new => Some(Self::Update),
            _ => None,
        }
    }

    /// As it stands in event ids.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Add => "Add",
            Self::Remove => "Remove",
            Self::Update => "Update",
        }
    }
}

impl When {
    fn covers(self, change: Change) -> bool {
        match self {
            Self::Any => true,
            Self::Add => change == Change::Add,
            Self::Remove => change == Change::Remove,
            Self::Update => change == Change::Update,
            Self::Presence => change != Change::Update,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "add" => Self::Add,
            "remove" => Self::Remove,
            "update" => Self::Update,
            "presence" => Self::Presence,
            "any" => Self::Any,
            _ => return None,
        })
    }
}

/// A rule: at this path of the value (empty for the trait itself) such a change is so bad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    path: String,
    when: When,
    severity: Severity,
}

use Severity::{Danger, Error, Note, Warning};
use When::{Add, Any, Presence, Remove, Update};

/// The rules that traits of the prelude and of AWS have, beyond those that are a single `Any`, `Presence` or
/// `Remove` of [`SIMPLE`]. `http` has one more, for a `code` that comes or goes: here it is always there.
#[rustfmt::skip]
const RULES: &[(&str, &str, When, Severity)] = &[
    ("smithy.api#internal", "", Remove, Warning),
    ("smithy.api#pattern", "", Add, Warning),
    ("smithy.api#pattern", "", Update, Note),
    ("smithy.api#required", "", Add, Warning),
    ("smithy.api#property", "", Remove, Error),
    ("smithy.api#property", "", Update, Error),
    ("smithy.api#notProperty", "", Add, Error),
    ("smithy.api#uniqueItems", "", Presence, Warning),
    ("smithy.api#paginated", "", Remove, Error),
    ("smithy.api#paginated", "/inputToken", Update, Error),
    ("smithy.api#paginated", "/outputToken", Update, Error),
    ("smithy.api#paginated", "/items", Remove, Error),
    ("smithy.api#paginated", "/items", Add, Note),
    ("smithy.api#paginated", "/items", Update, Note),
    ("smithy.api#paginated", "/pageSize", Update, Error),
    ("smithy.api#paginated", "/pageSize", Remove, Error),
    ("smithy.api#http", "", Remove, Error),
    ("smithy.api#http", "/method", Update, Error),
    ("smithy.api#http", "/uri", Update, Error),
    ("smithy.api#http", "/code", Update, Error),
    ("smithy.api#requestCompression", "", Remove, Danger),
    ("smithy.api#requestCompression", "/encodings/member", Add, Note),
    ("smithy.api#requestCompression", "/encodings/member", Remove, Danger),
    ("smithy.api#requestCompression", "/encodings/member", Update, Danger),
    ("aws.protocols#httpChecksum", "", Remove, Danger),
    ("aws.protocols#httpChecksum", "/requestAlgorithmMember", Remove, Danger),
    ("aws.protocols#httpChecksum", "/requestValidationModeMember", Remove, Danger),
    ("aws.protocols#httpChecksum", "/responseAlgorithms/member", Remove, Danger),
    ("smithy.api#trait", "", Presence, Error),
    ("smithy.api#trait", "/structurallyExclusive", Any, Error),
    ("smithy.api#trait", "/conflicts", Update, Note),
    // By the older tags (`diff.error.const`).
    ("smithy.api#enumValue", "", Any, Error),
];

/// Traits with one rule, an error, by what it is about.
#[rustfmt::skip]
const SIMPLE: &[(When, &[&str])] = &[
    (Any, &[
        "smithy.api#endpoint", "smithy.api#error", "smithy.api#eventHeader", "smithy.api#eventPayload",
        "smithy.api#hostLabel", "smithy.api#httpError", "smithy.api#httpHeader", "smithy.api#httpPrefixHeaders",
        "smithy.api#httpQuery", "smithy.api#httpQueryParams", "smithy.api#httpResponseCode", "smithy.api#jsonName",
        "smithy.api#nestedProperties", "smithy.api#streaming", "smithy.api#timestampFormat",
        "smithy.api#xmlAttribute", "smithy.api#xmlFlattened", "smithy.api#xmlName", "smithy.api#xmlNamespace",
        "aws.protocols#awsQueryError",
    ]),
    (Presence, &[
        "smithy.api#authDefinition", "smithy.api#httpLabel", "smithy.api#httpPayload", "smithy.api#input",
        "smithy.api#output", "smithy.api#protocolDefinition", "smithy.api#requiresLength", "smithy.api#sparse",
    ]),
    (Remove, &[
        "smithy.api#addedDefault", "smithy.api#cors", "smithy.api#httpApiKeyAuth", "smithy.api#httpBasicAuth",
        "smithy.api#httpBearerAuth", "smithy.api#httpDigestAuth", "smithy.api#idempotencyToken",
        "smithy.api#idempotent", "smithy.api#mediaType", "smithy.api#optionalAuth", "smithy.api#readonly",
        "smithy.api#resourceIdentifier", "smithy.api#retryable",
    ]),
];

/// The rules of a trait; `definition` is the value of `@trait` where the model defines it.
pub(super) fn rules(id: &str, definition: Option<&Value>) -> Vec<Rule> {
    let simple = SIMPLE.iter().filter(|(_, ids)| ids.contains(&id));
    let simple = simple.map(|(when, _)| (String::new(), *when, Error));
    let listed = RULES.iter().filter(|(known, ..)| *known == id);
    let listed = listed.map(|(_, path, when, severity)| ((*path).to_owned(), *when, *severity));
    let defined = definition
        .and_then(|definition| definition.get("breakingChanges")?.as_array())
        .into_iter()
        .flatten()
        .filter_map(read);
    simple
        .chain(listed)
        .chain(defined)
        .map(|(path, when, severity)| Rule {
            path,
            when,
            severity,
        })
        .collect()
}

/// An entry of `breakingChanges`; the severity is ERROR unless stated.
fn read(entry: &Value) -> Option<(String, When, Severity)> {
    let text = |key: &str| entry.get(key).and_then(Value::as_str);
    let named = |name: &str| Severity::ALL.into_iter().find(|s| s.name() == name);
    let severity = text("severity").and_then(named).unwrap_or(Error);
    let path = text("path").unwrap_or_default().to_owned();
    Some((path, When::parse(text("change")?)?, severity))
}

impl Rule {
    /// The changes that this rule objects to, with the path of each.
    pub(super) fn broken(
        &self,
        old: Option<&Value>,
        new: Option<&Value>,
    ) -> Vec<(String, Change, Severity)> {
        // What is inside of a trait matters only while it is there.
        if new.is_none() && !self.path.is_empty() {
            return Vec::new();
        }
        let segments: Vec<&str> = self.path.split('/').filter(|s| !s.is_empty()).collect();
        let (mut before, mut after) = (Vec::new(), Vec::new());
        extract(&mut before, old, &segments, String::new());
        extract(&mut after, new, &segments, String::new());
        let find = |all: &[(String, Value)], path: &str| {
            let found = all.iter().find(|(known, _)| known == path);
            found.map(|(_, value)| value.clone())
        };
        let mut paths: Vec<&String> = before.iter().chain(&after).map(|(path, _)| path).collect();
        paths.sort();
        paths.dedup();
        let changed = paths.into_iter().filter_map(|path| {
            let (old, new) = (find(&before, path), find(&after, path));
            let change = Change::of(old.as_ref(), new.as_ref())?;
            let covered = self.when.covers(change);
            covered.then(|| (path.clone(), change, self.severity))
        });
        changed.collect()
    }
}

/// The values at a path; `member` stands for each item of a list.
fn extract(out: &mut Vec<(String, Value)>, value: Option<&Value>, segments: &[&str], path: String) {
    let Some(value) = value else { return };
    match (segments, value) {
        ([], value) => out.push((path, value.clone())),
        (["member", rest @ ..], Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                extract(out, Some(item), rest, format!("{path}/{index}"));
            }
        }
        ([segment, rest @ ..], value) => {
            extract(out, value.get(segment), rest, format!("{path}/{segment}"));
        }
    }
}
