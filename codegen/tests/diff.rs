//! Comparisons of models, as data: the cases of `tests/diff/*.json`, which `corpus` reads.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod corpus;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use corpus::{Case, Corpus};
use serde_json::Value;
use shapewright_codegen::Source;
use shapewright_codegen::diff::{self, ChangeKind, Comparison, Side};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff")
}

fn corpus() -> Corpus {
    Corpus::read(&folder()).unwrap()
}

fn side(model: &Value) -> Side {
    Side {
        sources: vec![Source::new("model.json", model.to_string())],
        lock: None,
    }
}

fn compare(corpus: &Corpus, case: &Case) -> Comparison {
    let (old, new) = corpus.models(case).unwrap();
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
    let corpus = corpus();
    let mut wrong = String::new();
    let mut names = BTreeSet::new();
    for case in &corpus.cases {
        assert!(names.insert(&case.name), "{} twice", case.name);
        let expected = [
            case.findings.clone(),
            vec![case.verdict.clone()],
            case.changes.clone(),
            case.held.clone(),
        ];
        let comparison = compare(&corpus, case);
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
    let used: BTreeSet<String> = corpus()
        .cases
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
    let base = corpus().base;
    let broken = Side {
        sources: vec![Source::new("model.json", "{")],
        lock: None,
    };
    let report = diff::compare(&side(&base), &broken, None).unwrap_err();
    assert!(report.has_errors());
}

#[test]
fn breaking_is_what_users_have_to_change() {
    let corpus = corpus();
    let breaking = |name: &str| {
        let case = corpus.cases.iter().find(|case| case.name == name).unwrap();
        compare(&corpus, case).is_breaking()
    };
    assert!(breaking("member_removed"));
    assert!(breaking("protocol_removed"), "the crate is lost");
    // An error to Smithy, because others than the lock's users would notice.
    assert!(!breaking("required_removed"));
    assert!(!breaking("nothing"));
}
