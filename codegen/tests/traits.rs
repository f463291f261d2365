//! The table of understood traits: docs/traits.md shows it, the tests that it names are there, what changes what
//! travels is covered by one, and what is lacking is told. With `BLESS=1` the document is rewritten.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use shapewright_codegen::diagnostic::Diagnostic;
use shapewright_codegen::model::trait_table::{Effect, TRAITS, entry};
use shapewright_codegen::plan::{Need, SERVICES};
use shapewright_codegen::{Generated, Package, Settings, Source, generate};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn traits() -> String {
    let mut out =
        String::from("| trait | changes | what is done | shown by |\n|---|---|---|---|\n");
    for entry in TRAITS {
        let effect = format!("{:?}", entry.effect).to_lowercase();
        let test = entry.test.map_or(String::new(), |test| {
            let test = test.trim_end().trim_end_matches(':');
            format!("`{}`", test.replace(": ", "`: `"))
        });
        let _ = writeln!(
            out,
            "| `{}` | {effect} | {} | {test} |",
            entry.id, entry.what
        );
    }
    out
}

fn services() -> String {
    let mut out = String::from("| service | done | what |\n|---|---|---|\n");
    for known in SERVICES {
        let need = match known.need {
            Need::Done => "yes",
            Need::NotNeeded => "not needed",
            Need::Lacking => "lacking",
        };
        let _ = writeln!(out, "| {} | {need} | {} |", known.sdk_id, known.what);
    }
    out
}

/// The text with what stands between the marks replaced.
fn replaced(text: &str, mark: &str, table: &str) -> String {
    let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->\n"));
    let (before, rest) = text.split_once(&open).expect(mark);
    let (_, after) = rest.split_once(&close).expect(mark);
    format!("{before}{open}\n{table}\n{close}{after}")
}

#[test]
fn the_document_shows_the_tables() {
    let path = root().join("docs/traits.md");
    let text = fs::read_to_string(&path).unwrap();
    let expected = replaced(&text, "traits", &traits());
    let expected = replaced(&expected, "services", &services());
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, expected).unwrap();
        return;
    }
    assert!(
        text == expected,
        "docs/traits.md is stale: BLESS=1 cargo test -p shapewright-codegen --test traits"
    );
}

#[test]
fn the_tables_are_sorted_and_name_tests_that_exist() {
    assert!(TRAITS.is_sorted_by_key(|entry| entry.id));
    assert!(SERVICES.is_sorted_by_key(|known| known.sdk_id));
    for entry in TRAITS {
        let changes = [Effect::Wire, Effect::Lacking, Effect::Constraint].contains(&entry.effect);
        assert!(!changes || entry.test.is_some(), "{} has no test", entry.id);
        let Some((file, function)) = entry.test.and_then(|test| test.split_once(':')) else {
            continue;
        };
        let code = fs::read_to_string(root().join(file)).unwrap_or_else(|_| panic!("{file}"));
        let function = format!("#[test]\nfn {}", function.trim());
        assert!(
            code.contains(&function),
            "{}: {file} has no {function}",
            entry.id
        );
    }
}

#[test]
fn namespaces_count_where_the_trait_itself_is_not_there() {
    let effect = |id: &str| entry(id).map(|entry| entry.effect);
    assert_eq!(effect("smithy.rules#contextParam"), Some(Effect::Sender));
    assert_eq!(effect("smithy.api#jsonName"), Some(Effect::Wire));
    for unknown in [
        "smithy.api#jsonname",
        "aws.protocols#newest",
        "acme#x",
        "aws.api#*#",
        "x",
    ] {
        assert_eq!(effect(unknown), None, "{unknown}");
    }
}

/// A service of one operation, which has these traits.
fn model(sdk_id: &str, traits: Value) -> String {
    json!({"smithy": "2.0", "shapes": {
        "ex#Svc": {"type": "service", "version": "1", "operations": [{"target": "ex#Do"}], "traits": {
            "aws.protocols#awsJson1_1": {}, "aws.api#service": {"sdkId": sdk_id}}},
        "ex#Do": {"type": "operation", "traits": traits},
    }})
    .to_string()
}

fn run(name: &str, text: String) -> Generated {
    let settings = Settings::new(Package::new("traits"));
    generate(&[Source::new(name, text)], &settings).unwrap_or_else(|report| panic!("{report}"))
}

fn lacking(generated: &Generated) -> Vec<&Diagnostic> {
    let ids = ["LackingCustomization", "IgnoredTrait", "UnknownTrait"];
    let findings = generated.report.iter();
    findings.filter(|it| ids.contains(&it.id)).collect()
}

#[test]
fn services_that_need_what_is_lacking_are_told() {
    for known in SERVICES {
        let generated = run("model.json", model(known.sdk_id, json!({})));
        let told = lacking(&generated);
        assert_eq!(
            told.len(),
            usize::from(known.need == Need::Lacking),
            "{}",
            known.sdk_id
        );
        for finding in told {
            assert_eq!(finding.shape.as_deref(), Some("ex#Svc"));
            assert!(finding.position.is_some());
            assert_eq!(finding.hint.as_deref(), Some(known.what));
        }
    }
    assert!(
        run("model.json", model("Shop", json!({})))
            .report
            .is_empty()
    );
}

#[test]
fn endpoints_that_have_to_be_discovered_are_told() {
    let with = |required: bool| {
        let traits = json!({"aws.api#clientDiscoveredEndpoint": {"required": required}});
        run("model.json", model("Shop", traits))
    };
    assert!(with(false).report.is_empty());
    let generated = with(true);
    let told = lacking(&generated);
    assert_eq!(told.len(), 1, "{}", generated.report);
    assert!(
        told[0]
            .message
            .starts_with("1 operations go to an endpoint")
    );
}

#[test]
fn traits_that_change_what_travels_are_counted() {
    let traits = json!({"aws.protocols#httpChecksum": {}, "alloy#untagged": {}});
    let generated = run("model.json", model("Shop", traits));
    let told: Vec<String> = lacking(&generated)
        .iter()
        .map(|it| it.message.clone())
        .collect();
    assert_eq!(
        told,
        [
            "the trait is kept, but nothing acts on it (1 use)",
            "the trait is kept, but not understood (1 use)",
        ]
    );
}

#[test]
fn official_models_use_nothing_that_is_lacking() {
    let models = root().join("../shared/models");
    let folders = [models.clone(), models.join("others")];
    let entries = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok());
    let paths: BTreeSet<PathBuf> = entries
        .flatten()
        .map(|entry| entry.unwrap().path())
        .collect();
    let json = |path: &&PathBuf| path.extension().is_some_and(|it| it == "json");
    let mut seen = 0;
    for path in paths.iter().filter(json) {
        let name = path.file_name().unwrap().to_string_lossy();
        let generated = run(&name, fs::read_to_string(path).unwrap());
        assert!(
            lacking(&generated).is_empty(),
            "{name}: {}",
            generated.report
        );
        seen += 1;
    }
    if seen == 0 {
        let _ = writeln!(std::io::stderr(), "skipped: no ../shared/models");
    }
}
