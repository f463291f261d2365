//! The constraint model (`codegen/tests/cases/constraints`): every constraint trait on every type in every place that
//! Smithy allows, with the violations of inputs as data. The types are built from file form, checked, and compared;
//! and nothing that the model limits lacks a case.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use std::collections::{BTreeMap, BTreeSet};

use case_constraints as api;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::model::{Member, Model, Shape as ModelShape, ShapeId, ShapeKind, Simple};
use shapewright_codegen::{Source, model};
use shapewright_runtime::codegen::{Blank, Form, Reader, Shape, Writer};
use shapewright_runtime::{ConstraintKind, Document, Validate, Violation, Violations, file};

const MODEL: &str = include_str!("../../../codegen/tests/cases/constraints/model.json");
const CASES: &str = include_str!("../../../codegen/tests/cases/constraints/cases.json");

/// What file form gives: the checks' result, or where it cannot be read.
type Outcome = Result<Result<(), Violations>, String>;

fn run<T: Shape + Blank + Validate>(json: &[u8]) -> Outcome {
    match file::from_slice::<T>(json) {
        Ok(value) => Ok(value.validate()),
        Err(error) => Err(error.to_string()),
    }
}

/// What reads and checks a type.
type Run = fn(&[u8]) -> Outcome;

/// The types that cases name.
const TYPES: &[(&str, Run)] = &[
    ("BytesInput", run::<api::BytesInput>),
    ("CollectionsInput", run::<api::CollectionsInput>),
    ("EnumsInput", run::<api::EnumsInput>),
    ("HttpInput", run::<api::HttpInput>),
    ("LaterInput", run::<api::LaterInput>),
    ("NestingInput", run::<api::NestingInput>),
    ("NumbersInput", run::<api::NumbersInput>),
    ("PlacesInput", run::<api::PlacesInput>),
    ("PresenceInput", run::<api::PresenceInput>),
    ("PutBlobInput", run::<api::PutBlobInput>),
    ("PutChoiceInput", run::<api::PutChoiceInput>),
    ("PutEnumInput", run::<api::PutEnumInput>),
    ("PutStreamInput", run::<api::PutStreamInput>),
    ("PutTextInput", run::<api::PutTextInput>),
    ("SecretInput", run::<api::SecretInput>),
    ("TextInput", run::<api::TextInput>),
    ("UniqueInput", run::<api::UniqueInput>),
];

/// One input with what is expected of it.
struct Case {
    ty: String,
    input: String,
    violations: Vec<Document>,
    /// Text that no violation may show.
    hides: Option<String>,
    /// The pointer at which the input cannot be read.
    unreadable: Option<String>,
}

/// The cases. Read as a document, which keeps numbers as they stand.
fn cases() -> Vec<Case> {
    let mut document = Document::Null;
    let mut reader = Reader::new(CASES.as_bytes(), Form::File);
    reader.document(&mut document).unwrap();
    reader.finish().unwrap();
    let text =
        |case: &Document, key: &str| case.get(key).and_then(Document::as_str).map(str::to_owned);
    let case = |case: &Document| Case {
        ty: text(case, "type").expect("a type"),
        input: json(case.get("input").expect("an input")),
        violations: case
            .get("violations")
            .and_then(Document::as_array)
            .unwrap_or_default()
            .to_vec(),
        hides: text(case, "hides"),
        unreadable: text(case, "unreadable"),
    };
    document.as_array().unwrap().iter().map(case).collect()
}

fn json(value: &Document) -> String {
    let mut writer = Writer::new(Vec::new(), Form::File);
    writer.document(value);
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

/// A constraint as the trait that makes it.
fn trait_name(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::Required => "required",
        ConstraintKind::Length => "length",
        ConstraintKind::Range => "range",
        ConstraintKind::Pattern => "pattern",
        ConstraintKind::UniqueItems => "uniqueItems",
        ConstraintKind::Enum => "enum",
        _ => "unknown to the test",
    }
}

fn as_data(violation: &Violation) -> Document {
    [
        ("pointer", violation.pointer().to_owned()),
        ("constraint", trait_name(violation.constraint()).to_owned()),
        ("shape", violation.shape().to_owned()),
        ("message", violation.to_string()),
    ]
    .into_iter()
    .collect()
}

#[test]
fn every_violation_is_the_expected_one() {
    let types: BTreeMap<_, _> = TYPES.iter().copied().collect();
    let mut failures = Vec::new();
    let cases = cases();
    for case in &cases {
        let run = types
            .get(case.ty.as_str())
            .unwrap_or_else(|| panic!("no type {}", case.ty));
        if let Err(difference) = compare(case, &run(case.input.as_bytes())) {
            failures.push(format!("{} {}: {difference}", case.ty, case.input));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {} cases:\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

fn compare(case: &Case, outcome: &Outcome) -> Result<(), String> {
    let found = match (outcome, &case.unreadable) {
        (Err(error), Some(pointer)) if tells(error, pointer) => return Ok(()),
        (Err(error), _) => return Err(format!("unreadable: {error}")),
        (Ok(_), Some(pointer)) => return Err(format!("was read, in spite of {pointer}")),
        (Ok(Ok(())), None) => Vec::new(),
        (Ok(Err(violations)), None) => {
            message_of_all(violations)?;
            hidden(case, violations)?;
            violations.iter().map(as_data).collect()
        }
    };
    if found == case.violations {
        return Ok(());
    }
    let list = |violations: &[Document]| {
        violations
            .iter()
            .map(json)
            .collect::<Vec<_>>()
            .join("\n    ")
    };
    Err(format!(
        "\n  found\n    {}\n  expected\n    {}",
        list(&found),
        list(&case.violations)
    ))
}

/// Whether an error of the reader is about the member at this pointer: one that is missing, or one of another type.
fn tells(error: &str, pointer: &str) -> bool {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let missing = format!("{parent}: the required member \"{name}\" is missing");
    let missing = if parent.is_empty() {
        &missing[2..]
    } else {
        &missing
    };
    error.contains(missing) || error.contains(&format!(", {pointer}: "))
}

/// The whole is the count and each sentence, as in Smithy's `ValidationException`.
fn message_of_all(violations: &Violations) -> Result<(), String> {
    let sentences: Vec<String> = violations.iter().map(ToString::to_string).collect();
    let plural = if sentences.len() == 1 { "" } else { "s" };
    let expected = format!(
        "{} validation error{plural} detected. {}",
        sentences.len(),
        sentences.join("; ")
    );
    let found = violations.to_string();
    if found == expected {
        Ok(())
    } else {
        Err(found)
    }
}

fn hidden(case: &Case, violations: &Violations) -> Result<(), String> {
    match &case.hides {
        Some(secret) if format!("{violations:?} {violations}").contains(secret) => {
            Err(format!("{violations:?} shows {secret}"))
        }
        _ => Ok(()),
    }
}

/// A constraint trait in the model: on which shape or member, of which type, in which place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Application {
    name: &'static str,
    ty: &'static str,
    place: &'static str,
    id: String,
}

fn model() -> Model {
    let mut report = Report::default();
    let model = model::Model::load(&[Source::new("model.json", MODEL)], &mut report);
    assert!(report.is_empty(), "{report}");
    model
}

fn type_name(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Enum(_) => "enum",
        ShapeKind::IntEnum(_) => "intEnum",
        ShapeKind::List(_) => "list",
        ShapeKind::Map { .. } => "map",
        ShapeKind::Structure(_) => "structure",
        ShapeKind::Union(_) => "union",
        ShapeKind::Simple(simple) => match simple {
            Simple::String => "string",
            Simple::Blob => "blob",
            Simple::Byte => "byte",
            Simple::Short => "short",
            Simple::Integer => "integer",
            Simple::Long => "long",
            Simple::Float => "float",
            Simple::Double => "double",
            Simple::BigInteger => "bigInteger",
            Simple::BigDecimal => "bigDecimal",
            _ => "other",
        },
        _ => "other",
    }
}

/// Every constraint trait of the model; of mixins only what they give to others.
fn applications(model: &Model) -> BTreeSet<Application> {
    let mut found = BTreeSet::new();
    let user = |shape: &&ModelShape| shape.id.to_string().starts_with("example.limits#");
    let mixin = |shape: &ModelShape| shape.traits.other.contains_key("smithy.api#mixin");
    for shape in model.shapes().filter(user).filter(|shape| !mixin(shape)) {
        let ty = type_name(&shape.kind);
        let mut on_shape = names(&shape.traits);
        if matches!(shape.kind, ShapeKind::Enum(_) | ShapeKind::IntEnum(_)) {
            on_shape.push("enum");
        }
        found.extend(on_shape.into_iter().map(|name| Application {
            name,
            ty,
            place: "shape",
            id: shape.id.to_string(),
        }));
        for member in shape.members() {
            let Some(target) = target(model, member) else {
                continue;
            };
            let place = match (&shape.kind, member.name()) {
                (ShapeKind::List(_), _) => "list member",
                (ShapeKind::Map { .. }, "key") => "map key",
                (ShapeKind::Map { .. }, _) => "map value",
                (ShapeKind::Union(_), _) => "union member",
                _ => "structure member",
            };
            found.extend(names(&member.traits).into_iter().map(|name| Application {
                name,
                ty: type_name(&target.kind),
                place,
                id: member.id.to_string(),
            }));
        }
    }
    found
}

fn target<'m>(model: &'m Model, member: &Member) -> Option<&'m ModelShape> {
    let id: &ShapeId = &member.target;
    model.get(id)
}

fn names(traits: &model::traits::Traits) -> Vec<&'static str> {
    let mut names = Vec::new();
    let all = [
        // One that is missing has its default.
        ("required", traits.required && traits.default.is_none()),
        ("length", traits.length.is_some()),
        ("range", traits.range.is_some()),
        ("pattern", traits.pattern.is_some()),
        ("uniqueItems", traits.unique_items),
    ];
    names.extend(
        all.iter()
            .filter(|(_, present)| *present)
            .map(|(name, _)| *name),
    );
    names
}

const NUMBERS: &[&str] = &[
    "byte",
    "short",
    "integer",
    "long",
    "float",
    "double",
    "bigInteger",
    "bigDecimal",
    "intEnum",
];
const TEXTS: &[&str] = &["string", "enum"];
const VALUES: &[&str] = &[
    "shape",
    "structure member",
    "list member",
    "map value",
    "union member",
];

/// Where Smithy 2.0, "Constraint traits", allows each trait (the selectors of the traits).
const TABLE: &[(&str, &[&str], &[&str])] = &[
    ("length", &["string", "enum", "blob", "list", "map"], VALUES),
    ("length", TEXTS, &["map key"]),
    ("pattern", TEXTS, VALUES),
    ("pattern", TEXTS, &["map key"]),
    ("range", NUMBERS, VALUES),
    ("uniqueItems", &["list"], &["shape"]),
    ("enum", &["enum", "intEnum"], &["shape"]),
];

#[test]
fn every_trait_stands_in_every_place() {
    let applications = applications(&model());
    let has = |name: &str, ty: &str, place: &str| {
        applications
            .iter()
            .any(|a| a.name == name && a.ty == ty && a.place == place)
    };
    let mut missing = Vec::new();
    for (name, types, places) in TABLE {
        for ty in *types {
            for place in *places {
                if !has(name, ty, place) {
                    missing.push(format!("{name} on a {ty}: {place}"));
                }
            }
        }
    }
    assert!(
        missing.is_empty(),
        "not in the model:\n{}",
        missing.join("\n")
    );
}

#[test]
fn every_limit_of_the_model_is_violated() {
    let cases = cases();
    let violated: BTreeSet<(String, String)> = cases
        .iter()
        .flat_map(|case| &case.violations)
        .map(|violation| {
            let part = |key| {
                violation
                    .get(key)
                    .and_then(Document::as_str)
                    .unwrap()
                    .to_owned()
            };
            (part("shape"), part("constraint"))
        })
        .collect();
    // An idempotency token is made where it is missing.
    // What is required and plain in Rust can only be missing from what is read.
    let unreadable: BTreeSet<&str> = cases
        .iter()
        .filter_map(|case| case.unreadable.as_deref()?.rsplit('/').next())
        .collect();
    let seen = |a: &Application| {
        violated.contains(&(a.id.clone(), a.name.to_owned()))
            || a.name == "required" && unreadable.contains(a.id.rsplit('$').next().unwrap())
            || a.name == "required" && a.id.ends_with("$token")
    };
    let missing: Vec<_> = applications(&model())
        .into_iter()
        .filter(|a| !seen(a))
        .collect();
    assert!(missing.is_empty(), "no case violates {missing:#?}");
}
