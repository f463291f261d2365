//! `survey` and `patterns` as users run them, on small models and a broken one.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Exit status, standard output, standard error.
fn xtask(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// A folder with the models of two test cases.
fn models() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/cases");
    fs::create_dir(folder.path().join("more")).unwrap();
    for (case, name) in [("shop", "shop.json"), ("protocol", "more/protocol.json")] {
        fs::copy(
            cases.join(case).join("model.json"),
            folder.path().join(name),
        )
        .unwrap();
    }
    folder
}

/// A model of another protocol.
const XML: &str = r#"{"smithy": "2.0", "shapes": {"a#S": {"type": "service", "version": "1",
    "traits": {"aws.protocols#restXml": {}}}}}"#;

#[test]
fn good_models_are_generated_and_compile() {
    let folder = models();
    let report = folder.path().join("report.md");
    let (status, out, err) = xtask(&[
        "survey",
        folder.path().to_str().unwrap(),
        "--check",
        "--report",
        report.to_str().unwrap(),
    ]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(
        out.ends_with("\n2 models, 2 generated, 0 refused, 0 failed to compile\n"),
        "{out}"
    );
    assert_eq!(out.matches("| compiles |").count(), 2, "{out}");
    let report = fs::read_to_string(report).unwrap();
    assert!(
        report.contains("| compiles |") && report.contains("2 models, 2 generated"),
        "{report}"
    );
}

#[test]
fn a_broken_model_stops_no_other() {
    let folder = models();
    fs::write(folder.path().join("broken.json"), "{\"smithy\": \"2.0\", ").unwrap();
    fs::write(folder.path().join("xml.json"), XML).unwrap();
    let report = folder.path().join("report.JSON").with_extension("json");
    let place = folder.path().to_str().unwrap();
    let arguments = [
        "survey",
        place,
        "--jobs",
        "2",
        "--report",
        report.to_str().unwrap(),
    ];
    let (status, out, err) = xtask(&arguments);
    assert_eq!(status, 1, "{out}{err}");
    let last =
        "1 models could not be generated\n4 models, 2 generated, 1 refused, 0 failed to compile\n";
    assert!(out.ends_with(last), "{out}");
    assert!(
        out.contains("\nbroken: failed\n") && out.contains("\nxml: refused\n"),
        "{out}"
    );
    assert!(
        out.contains("the service has only aws.protocols#restXml"),
        "{out}"
    );
    assert!(err.contains("1 of 4 models failed"), "{err}");
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(report).unwrap()).unwrap();
    assert_eq!(report["rows"].as_array().unwrap().len(), 4);
    assert_eq!(
        (&report["failed"], &report["generated"]),
        (&1.into(), &2.into())
    );
}

#[test]
fn wrong_arguments_are_told_first() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_str().unwrap();
    for (arguments, message) in [
        (vec!["survey", place], "has no .json file"),
        (vec!["survey", "missing"], "missing cannot be read"),
        (
            vec!["survey", place, "--report", "x.txt"],
            "ends in .md or .json",
        ),
        (vec!["patterns", "missing"], "missing cannot be read"),
    ] {
        let (status, _, err) = xtask(&arguments);
        assert!(status == 1 && err.contains(message), "{arguments:?}: {err}");
    }
}

#[test]
fn patterns_are_told_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.json");
    let string = |pattern: &str| serde_json::json!({"type": "string", "traits": {"smithy.api#pattern": pattern}});
    let shapes = serde_json::json!({
        "a#A": string("^[a-z]{1,40}$"),
        "a#B": string("^[a-z]{1,40}$"),
        "a#C": string(".*"),
        "a#D": string("^(.)\\1$"),
        "a#E": string("("),
        "a#F": string("a^"),
        // The engine takes for ever for some strings.
        "a#G": string("^[0-9](.[0-9]*)*$"),
    });
    let text = serde_json::json!({"smithy": "2.0", "shapes": shapes}).to_string();
    fs::write(&model, text).unwrap();
    let (status, out, err) = xtask(&["patterns", model.to_str().unwrap(), "--verify", "100"]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("bytes (2 uses, "), "{out}");
    assert!(out.contains("matches everything, no check"), "{out}");
    assert!(out.contains("a back-reference is checked as if"), "{out}");
    assert!(
        out.contains("not checked: a parenthesis is not closed"),
        "{out}"
    );
    assert!(out.contains(" 0 disagreements; "), "{out}");
    let last = out.lines().last().unwrap();
    assert!(
        last.starts_with("6 patterns: 3 exact (50.00 %: 2 automata, 1 match everything), 1 looser, 1 match nothing"),
        "{last}"
    );
}
