//! Inference: what is concluded of a small model, as a snapshot that loads with it; and how far the conclusions agree with
//! what real models say themselves. With `BLESS=1` the snapshot is rewritten.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::infer::{Agreement, Inference, REASONS, WORDS, infer, overlay};
use shapewright_codegen::model::Model;

fn load(sources: &[Source]) -> Model {
    let mut report = Report::new();
    let model = Model::load(sources, &mut report);
    assert!(!report.has_errors(), "{report}");
    model
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/infer")
        .join(name)
}

fn pond() -> Source {
    Source::new("pond.json", fs::read_to_string(file("pond.json")).unwrap())
}

/// The notes on an operation.
fn notes(inference: &Inference, operation: &str) -> Vec<String> {
    let pages = inference.pages.iter().map(|it| (&it.operation, &it.notes));
    let waits = inference.waits.iter().map(|it| (&it.operation, &it.notes));
    let all = pages.chain(waits).filter(|(id, _)| id.name() == operation);
    all.flat_map(|(_, notes)| notes.clone()).collect()
}

#[test]
fn a_small_model_gives_what_it_should() {
    let text = overlay(&infer(&load(&[pond()])));
    let path = file("pond-inferred.json");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&path).unwrap());
    // It fits the model, and there is nothing more to say of both.
    let both = load(&[pond(), Source::new("pond-inferred.json", text)]);
    let empty: serde_json::Value = serde_json::from_str(&overlay(&infer(&both))).unwrap();
    assert_eq!(empty["shapes"], serde_json::json!({}));
}

#[test]
fn what_is_in_the_way_is_told() {
    let inference = infer(&load(&[pond()]));
    let told = |operation: &str, wanted: &[&str]| {
        assert_eq!(notes(&inference, operation), wanted, "{operation}");
    };
    told("ListFish", &[]);
    told(
        "SearchPond",
        &[
            "the items may be `fish`, `weeds`: left out",
            "the page size `maxResults` is not a number, which Smithy wants: left out",
        ],
    );
    told(
        "ListRequired",
        &["the token `pond#ListRequiredInput$nextToken` is required: no pages"],
    );
    told(
        "ListNumbers",
        &["the token `pond#ListNumbersInput$nextToken` is not a string: no pages"],
    );
    told(
        "GetDams",
        &["`items[].status` is of many resources, of which none is asked for"],
    );
    told(
        "GetLight",
        &["`status` changes only when asked to: ON, OFF"],
    );
    told(
        "DescribeGates",
        &[
            "`gates[].status` shows a removal, and an empty list its end: no comparator can say that",
        ],
    );
}

/// Whatever operations and values are called, waiters have names that Smithy allows.
#[test]
fn names_of_waiters_are_names() {
    let values = ["CREATING", "ACTIVE \u{e9}", "active", "Active"].map(|value| {
        let member = serde_json::json!({ "smithy.api#enumValue": value });
        serde_json::json!({ "target": "smithy.api#Unit", "traits": member })
    });
    let [creating, accent, lower, upper] = values;
    let operation = serde_json::json!({ "type": "operation", "output": { "target": "a#Thing" } });
    let model = serde_json::json!({ "smithy": "2.0", "shapes": {
        "a#S": { "type": "service", "version": "1", "operations": [
            { "target": "a#Getaway" }, { "target": "a#Get_Thing" }, { "target": "a#Describe" },
            { "target": "a#DescribeA_B" },
        ] },
        "a#Getaway": operation, "a#Get_Thing": operation, "a#Describe": operation, "a#DescribeA_B": operation,
        "a#Thing": { "type": "structure", "members": { "status": { "target": "a#Status" } } },
        "a#Status": { "type": "enum", "members": { "A": creating, "B": accent, "C": lower, "D": upper } },
    } });
    let source = Source::new("model.json", model.to_string());
    let inference = infer(&load(std::slice::from_ref(&source)));
    let waiters = inference.waits.iter().flat_map(|it| &it.inferred);
    let names: Vec<&str> = waiters.map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["ABActive"]);
    assert_eq!(
        notes(&inference, "DescribeA_B"),
        ["there is another waiter `ABActive`: left out"; 1]
    );
    load(&[source, Source::new("inferred.json", overlay(&inference))]);
}

#[test]
fn a_word_has_one_meaning_and_every_meaning_a_reason() {
    let words: Vec<&str> = WORDS
        .iter()
        .flat_map(|(_, words)| words.iter().copied())
        .collect();
    let mut sorted = words.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), words.len());
    for ((meaning, words), (reason, _)) in WORDS.iter().zip(&REASONS) {
        assert_eq!(meaning, reason);
        assert!(words.is_sorted(), "{meaning:?}");
    }
}

/// The models beside the project, which a checkout of its own does not have.
fn shared() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models");
    if !folder.exists() {
        let _ = writeln!(
            std::io::stderr(),
            "skipped: {} is not there",
            folder.display()
        );
        return Vec::new();
    }
    let entries = [folder.clone(), folder.join("others")];
    let entries = entries
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap());
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect()
}

/// Eleven official models: every token, page size and list of items that they name is inferred as it is, and none else;
/// of their waiters those that a status leads to.
#[test]
fn official_models_agree() {
    let files = shared();
    if files.is_empty() {
        return;
    }
    let mut all = Agreement::default();
    for path in files {
        let source = Source::new("model.json", fs::read_to_string(path).unwrap());
        all += Agreement::of(&infer(&load(&[source])));
    }
    let expected = Agreement {
        pages: 127,
        tokens: 127,
        other_tokens: 0,
        page_size: (126, 126),
        page_size_more: 0,
        items: (115, 115),
        items_other: 0,
        pages_more: 6,
        waiters: 32,
        status_waiters: 28,
        same: 20,
        same_failures: 11,
        removals: (2, 1),
        waiters_more: 2,
    };
    assert_eq!(all, expected);
}
