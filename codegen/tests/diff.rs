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
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::diff::{self, ChangeKind, Comparison, Group, Severity, Side};
use shapewright_codegen::model::Model;

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

/// What `corpus/coverage.json` says: of each event of each evaluator of Smithy's diff some cases that find it (traits
/// stand for each other; `RemovedAuthenticationScheme` tells nothing in Smithy either), and of each rule of the guide
/// "Evolving Models" those that follow it (preview features have none: they are judged like everything else).
#[test]
fn every_evaluator_and_rule_has_a_case() {
    let corpus = corpus();
    let coverage = include_str!("corpus/coverage.json");
    let coverage: Value = serde_json::from_str(coverage).unwrap();
    let find = |name: &Value| {
        let name = name.as_str().unwrap();
        let case = |case: &&Case| format!("{}/{}", case.file, case.name) == name;
        let found = corpus.cases.iter().find(case);
        found.unwrap_or_else(|| panic!("there is no case {name}"))
    };
    let mut events = BTreeSet::new();
    for (event, cases) in coverage["evaluators"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|e| e.as_object().unwrap())
    {
        events.insert(event.as_str());
        let cases = cases.as_array().unwrap();
        assert!(!cases.is_empty(), "{event}");
        for case in cases.iter().map(find) {
            let finds = case
                .findings
                .iter()
                .any(|finding| event_of(finding) == *event);
            assert!(finds, "{} does not find {event}", case.name);
        }
    }
    for finding in corpus.cases.iter().flat_map(|case| &case.findings) {
        // What no evaluator of Smithy's tells.
        let event = event_of(finding);
        assert!(
            events.contains(event) || event == "ChangedServiceVersion",
            "{event} is not listed"
        );
    }
    for (rule, cases) in coverage["guide"].as_object().unwrap() {
        assert!(!cases.as_array().unwrap().is_empty(), "{rule}");
        for case in cases.as_array().unwrap() {
            find(case);
        }
    }
}

/// The event id of a finding; without the trait, of which there are many.
fn event_of(finding: &str) -> &str {
    let event = finding.split(' ').nth(1).unwrap();
    let of_traits = ["ModifiedTrait.", "TraitBreakingChange."]
        .iter()
        .any(|id| event.starts_with(id));
    match event.match_indices('.').nth(1) {
        Some((end, _)) if of_traits => &event[..end],
        _ => event,
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

/// What is compared is the same whether or not the only service is named, but for the metadata, which is nobody's.
#[test]
fn what_belongs_to_a_service_is_compared_with_it() {
    let corpus = corpus();
    for case in corpus.cases.iter().filter(|it| it.file == "services") {
        let models = <[Value; 2]>::from(corpus.models(case).unwrap());
        let [old, new] = models.map(|it| Model::load(&side(&it).sources, &mut Report::new()));
        let service = new.services().next().map(|(shape, _)| shape.id.clone());
        let of_service = diff::model::compare(&old, &new, service.as_ref());
        let mut all = diff::model::compare(&old, &new, None);
        all.findings.retain(|it| it.group != Group::Metadata);
        assert_eq!(of_service.findings, all.findings, "{}", case.name);
    }
}

#[test]
fn no_model_is_too_deep() {
    let corpus = corpus();
    let deep = |prefix: &str| {
        let mut model = corpus.base.clone();
        let id = |index: usize| format!("ex#{prefix}{index}");
        for index in 0..3000 {
            let member = serde_json::json!({ "target": id(index + 1) });
            model["shapes"][id(index)] = serde_json::json!({ "type": "list", "member": member });
        }
        model["shapes"][id(3000)] = serde_json::json!({ "type": "string" });
        model["shapes"]["ex#Item"]["members"]["deep"] = serde_json::json!({ "target": id(0) });
        Model::load(&side(&model).sources, &mut Report::new())
    };
    let found = diff::model::compare(&deep("A"), &deep("B"), None).findings;
    let target = found
        .iter()
        .find(|it| it.evaluator == "ChangedMemberTarget");
    assert_eq!(target.unwrap().severity, Severity::Error);
}

/// A service that neither side has is a mistake of who asks; one that only the old side has is lost.
#[test]
fn the_service_that_is_asked_for_is_there() {
    let corpus = corpus();
    let base = side(&corpus.base);
    let report = diff::compare(&base, &base, Some("Shop")).unwrap_err();
    assert!(report.to_string().contains("no service `Shop`"), "{report}");
    let text = corpus.base.to_string().replace("ex#Store", "ex#Shop");
    let other = side(&serde_json::from_str(&text).unwrap());
    let lost = diff::compare(&base, &other, Some("Store")).unwrap();
    assert!(lost.is_breaking());
    let new = diff::compare(&base, &other, Some("ex#Shop")).unwrap();
    assert!(!new.rust.unwrap_err().lost);
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
