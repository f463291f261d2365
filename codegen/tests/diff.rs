//! Comparisons of models, as data: each case of `tests/diff/*.json` is a change of `tests/diff/base.json`, with what
//! has to be found and the verdict.
//!
//! `before` makes the old model of the base, `set` and `remove` (JSON pointers) the new one of the old. A finding is
//! severity, event id and shape; `changes` are those of the Rust API, `held` is what the lock keeps back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};
use shapewright_codegen::Source;
use shapewright_codegen::diff::{self, ChangeKind, Comparison, Side};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The evaluator of Smithy's or the rule of its guide "Evolving Models" that the case is about.
    rule: String,
    #[serde(default)]
    before: Edit,
    #[serde(default)]
    set: Map<String, Value>,
    #[serde(default)]
    remove: Vec<String>,
    findings: Vec<String>,
    verdict: String,
    #[serde(default)]
    changes: Vec<String>,
    #[serde(default)]
    held: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    #[serde(default)]
    set: Map<String, Value>,
    #[serde(default)]
    remove: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff")
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn cases() -> Vec<Case> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let files = paths.iter().filter(|path| !path.ends_with("base.json"));
    files
        .flat_map(|path| serde_json::from_value::<Vec<Case>>(read(path)).unwrap())
        .collect()
}

/// Changes a document at JSON pointers (RFC 6901); objects on the way are made.
fn edit(document: &mut Value, set: &Map<String, Value>, remove: &[String]) {
    let split = |pointer: &str| {
        let steps = pointer.split('/').skip(1);
        let mut steps: Vec<String> = steps
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
            .collect();
        let last = steps.pop().unwrap();
        (steps, last)
    };
    for pointer in remove {
        let (steps, last) = split(pointer);
        let parent = steps.iter().fold(&mut *document, |at, step| &mut at[step]);
        let gone = parent.as_object_mut().unwrap().shift_remove(&last);
        assert!(gone.is_some(), "{pointer} is there");
    }
    for (pointer, value) in set {
        let (steps, last) = split(pointer);
        let parent = steps.iter().fold(&mut *document, |at, step| &mut at[step]);
        parent[last] = value.clone();
    }
}

fn side(model: &Value) -> Side {
    Side {
        sources: vec![Source::new("model.json", model.to_string())],
        lock: None,
    }
}

fn compare(case: &Case) -> Comparison {
    let mut old = read(&folder().join("base.json"));
    edit(&mut old, &case.before.set, &case.before.remove);
    let mut new = old.clone();
    edit(&mut new, &case.set, &case.remove);
    diff::compare(&side(&old), &side(&new), None)
        .unwrap_or_else(|report| panic!("{}: {report}", case.name))
}

/// What a comparison says, as the cases write it.
fn found(comparison: &Comparison) -> [Vec<String>; 4] {
    let findings = comparison.model.findings.iter().map(|f| {
        let line = format!("{} {} {}", f.severity, f.evaluator, f.shape);
        line.trim_end().to_owned()
    });
    let (verdict, changes, held) = match &comparison.rust {
        Err(_) => ("none".to_owned(), Vec::new(), Vec::new()),
        Ok(rust) => {
            let changes = rust.changes.iter().map(|change| match change.kind {
                ChangeKind::Behaves => {
                    format!("{} {}: {}", change.kind.name(), change.item, change.new)
                }
                kind => format!("{} {}", kind.name(), change.item),
            });
            let or_nothing = |text: &String| match text.as_str() {
                "" => "nothing".to_owned(),
                text => text.to_owned(),
            };
            let held = rust.held.iter().map(|held| {
                let [kept, unlocked] = [&held.kept, &held.unlocked].map(or_nothing);
                format!("{}: {kept}, not {unlocked}", held.item)
            });
            (rust.verdict.to_string(), changes.collect(), held.collect())
        }
    };
    [findings.collect(), vec![verdict], changes, held]
}

#[test]
fn every_change_is_found_and_judged() {
    let cases = cases();
    let mut wrong = String::new();
    let mut names = BTreeSet::new();
    for case in &cases {
        assert!(names.insert(&case.name), "{} twice", case.name);
        let expected = [
            case.findings.clone(),
            vec![case.verdict.clone()],
            case.changes.clone(),
            case.held.clone(),
        ];
        let comparison = compare(case);
        let found = found(&comparison);
        let silent = ["nothing", "enum_trait_to_enum", "set_to_list"].contains(&case.name.as_str());
        let told = !comparison.model.findings.is_empty() || comparison.model.unlisted > 0;
        assert_ne!(told, silent, "{} is told", case.name);
        if found != expected {
            wrong += &format!(
                "{} ({}):\n{found:#?}\nexpected {expected:#?}\n",
                case.name, case.rule
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Every event id that the evaluators have is in some case; traits stand for each other.
#[test]
fn every_evaluator_has_a_case() {
    let used: BTreeSet<String> = cases()
        .iter()
        .flat_map(|case| &case.findings)
        .filter_map(|finding| finding.split(' ').nth(1).map(str::to_owned))
        .collect();
    for evaluator in [
        "AddedMetadata",
        "AddedOperationBinding.ToResource",
        "AddedOperationBinding.ToService",
        "AddedOperationError",
        "AddedRequiredMember",
        "AddedResourceBinding.ToResource",
        "AddedServiceError",
        "AddedShape",
        "AddedTraitDefinition",
        "ChangedDefault",
        "ChangedEnumTrait",
        "ChangedEnumTrait.NameChanged",
        "ChangedEnumTrait.OrderChanged",
        "ChangedEnumTrait.Removed",
        "ChangedLengthTrait",
        "ChangedMemberOrder",
        "ChangedMemberTarget",
        "ChangedMetadata",
        "ChangedNullability",
        "ChangedNullability.AddedClientOptionalTrait",
        "ChangedNullability.AddedDefaultTrait",
        "ChangedNullability.AddedInputTrait",
        "ChangedNullability.AddedRequiredTrait",
        "ChangedNullability.RemovedInputTrait",
        "ChangedNullability.RemovedRequiredTrait",
        "ChangedNullability.RemovedRequiredTrait.StructureOrUnion",
        "ChangedOperationInput",
        "ChangedOperationOutput",
        "ChangedRangeTrait",
        "ChangedShapeType",
        "RemovedMetadata",
        "RemovedOperationBinding.FromResourceRemoved",
        "RemovedOperationBinding.FromServiceRemoved",
        "RemovedOperationError",
        "RemovedResourceBinding.FromResourceRemoved",
        "RemovedServiceError",
        "RemovedShape",
        "RemovedShape.ScalarShape",
        "RemovedTraitDefinition",
        "ServiceRename",
    ] {
        assert!(used.contains(evaluator), "no case finds {evaluator}");
    }
}

#[test]
fn a_model_that_cannot_be_read_is_an_error() {
    let base = read(&folder().join("base.json"));
    let broken = Side {
        sources: vec![Source::new("model.json", "{")],
        lock: None,
    };
    let report = diff::compare(&side(&base), &broken, None).unwrap_err();
    assert!(report.has_errors());
}

#[test]
fn breaking_is_what_users_have_to_change() {
    let breaking = |name: &str| {
        let case = cases().into_iter().find(|case| case.name == name).unwrap();
        compare(&case).is_breaking()
    };
    assert!(breaking("member_removed"));
    assert!(breaking("protocol_removed"), "the crate is lost");
    // An error to Smithy, because others than the lock's users would notice.
    assert!(!breaking("required_removed"));
    assert!(!breaking("nothing"));
}
