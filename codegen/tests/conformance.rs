//! Which protocol cases run and which do not, on the committed suite and on a small model.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use shapewright_codegen::conformance::{self, CaseKind, NotRun, Run, Suite};
use shapewright_codegen::{Package, Settings, Source};

fn suites(source: Source) -> Vec<Suite> {
    let sources = [source];
    let services = conformance::services(&sources).unwrap();
    let suite = |service: String| {
        let settings = Settings {
            service: Some(service),
            ..Settings::new(Package::new("cases"))
        };
        conformance::suite(&sources, &settings, None).unwrap()
    };
    services.into_iter().map(suite).collect()
}

/// How many cases of each kind run or do not.
fn counts(suites: &[Suite]) -> BTreeMap<(CaseKind, Option<NotRun>), usize> {
    let mut counts = BTreeMap::new();
    for case in suites.iter().flat_map(|suite| &suite.cases) {
        let reason = match case.run {
            Run::Test(_) => None,
            Run::Not(reason) => Some(reason),
        };
        *counts.entry((case.kind, reason)).or_default() += 1;
    }
    counts
}

/// Every case of the file is run or counted; a parameterized one counts for each parameter.
#[test]
fn nothing_of_the_committed_suite_is_lost() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/conformance/json-protocols.json");
    let text = std::fs::read_to_string(path).unwrap();
    let model: Value = serde_json::from_str(&text).unwrap();
    let suites = suites(Source::new("json-protocols.json", text));
    let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
    for shape in model["shapes"].as_object().unwrap().values() {
        for (name, cases) in shape["traits"].as_object().into_iter().flatten() {
            let Some(name) = name.strip_prefix("smithy.test#") else {
                continue;
            };
            for case in cases.as_array().into_iter().flatten() {
                let parameters = case["testParameters"].as_object();
                let lists = parameters.and_then(|p| p.values().next()?.as_array());
                *expected.entry(name).or_default() += lists.map_or(1, Vec::len);
            }
        }
    }
    let counts = counts(&suites);
    let of = |kinds: &[CaseKind]| -> usize {
        let found = counts.iter().filter(|((kind, _), _)| kinds.contains(kind));
        found.map(|(_, count)| count).sum()
    };
    assert_eq!(of(&[CaseKind::Request]), expected["httpRequestTests"]);
    assert_eq!(
        of(&[CaseKind::Response, CaseKind::ErrorResponse]),
        expected["httpResponseTests"]
    );
    assert_eq!(
        of(&[CaseKind::MalformedRequest]),
        expected["httpMalformedRequestTests"]
    );
    assert_eq!(of(&[CaseKind::EventStream]), expected["eventStreamTests"]);
    let run: usize = counts
        .iter()
        .filter(|((_, reason), _)| reason.is_none())
        .map(|(_, count)| count)
        .sum();
    assert_eq!(run, 335);
    for suite in &suites {
        for case in &suite.cases {
            if let Run::Test(path) = &case.run {
                let name = path.rsplit("::").next().unwrap();
                assert!(suite.tests.contains(&format!("fn {name}()")), "{path}");
            }
        }
    }
}

#[test]
fn each_reason_not_to_run_is_told() {
    let case = |id: &str, more: Value| {
        let mut case = json!({
            "id": id, "protocol": "aws.protocols#awsJson1_1", "method": "POST", "uri": "/",
        });
        let more = more.as_object().unwrap().clone();
        case.as_object_mut().unwrap().extend(more);
        case
    };
    let stream = json!({"target": "a.b#Events"});
    let model = json!({"smithy": "2.0", "shapes": {
        "a.b#Service": {
            "type": "service", "version": "1",
            "operations": [{"target": "a.b#Put"}, {"target": "a.b#Watch"}],
            "traits": {"aws.protocols#awsJson1_1": {}},
        },
        "a.b#Put": {"type": "operation", "traits": {
            "smithy.test#httpRequestTests": [
                case("Runs", json!({})),
                case("client", json!({"appliesTo": "client"})),
                case("Serves", json!({"appliesTo": "server"})),
                case("Other", json!({"protocol": "aws.protocols#restJson1"})),
            ],
            "smithy.test#httpMalformedRequestTests": [
                case("Bad", json!({"testParameters": {"a": ["1", "2"], "b": ["3", "4"]}})),
            ],
        }},
        "a.b#Watch": {
            "type": "operation", "output": {"target": "a.b#WatchOutput"},
            "traits": {"smithy.test#httpRequestTests": [case("Watches", json!({}))]},
        },
        "a.b#WatchOutput": {"type": "structure", "members": {"events": stream}},
        "a.b#Events": {
            "type": "union", "traits": {"smithy.api#streaming": {}},
            "members": {"event": {"target": "a.b#Event"}},
        },
        "a.b#Event": {"type": "structure", "members": {}},
    }});
    let suites = suites(Source::new("model.json", model.to_string()));
    let run: Vec<(&str, &Run)> = suites[0]
        .cases
        .iter()
        .map(|case| (case.id.as_str(), &case.run))
        .collect();
    let test = |path: &str| Run::Test(path.to_owned());
    assert_eq!(
        run,
        [
            ("Runs", &test("request::Runs")),
            ("client", &test("request::client")),
            ("Serves", &Run::Not(NotRun::Server)),
            ("Other", &Run::Not(NotRun::OtherProtocol)),
            ("Bad_case0", &Run::Not(NotRun::Server)),
            ("Bad_case1", &Run::Not(NotRun::Server)),
            ("Watches", &Run::Not(NotRun::EventStreams)),
        ]
    );
}

/// A case whose parameters do not fit its shape fails; it is not left out.
#[test]
fn parameters_that_do_not_fit_become_a_failing_test() {
    let model = json!({"smithy": "2.0", "shapes": {
        "a.b#Service": {
            "type": "service", "version": "1", "operations": [{"target": "a.b#Put"}],
            "traits": {"aws.protocols#awsJson1_1": {}},
        },
        "a.b#Put": {"type": "operation", "traits": {"smithy.test#httpRequestTests": [{
            "id": "Odd", "protocol": "aws.protocols#awsJson1_1", "method": "POST", "uri": "/",
            "params": {"none": 1},
        }]}},
    }});
    let suites = suites(Source::new("model.json", model.to_string()));
    let panics = "panic!(\"params: the shape has no member `none`\")";
    assert!(suites[0].tests.contains(panics), "{}", suites[0].tests);
}
