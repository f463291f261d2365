//! Bad models and what is said about them: each folder of `errors/` has one or more sources and
//! the report that they give, `expected.txt`. With `BLESS=1` the expected reports are rewritten.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shapewright_codegen::ast::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::model::Model;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors")
}

/// The entries of a folder, sorted.
fn entries(dir: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    entries
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn report(case: &Path) -> Report {
    let sources: Vec<Source> = entries(case)
        .iter()
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| Source::new(name(path), fs::read_to_string(path).unwrap()))
        .collect();
    assert!(!sources.is_empty(), "{} has no model", case.display());
    let mut report = Report::new();
    let _model = Model::load(&sources, &mut report);
    report
}

#[test]
fn reports_are_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for case in entries(&root()) {
        let file = case.join("expected.txt");
        let actual = format!("{}\n", report(&case));
        if bless {
            fs::write(&file, &actual).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if actual != expected {
            wrong.push(format!("{}:\n{actual}", name(&case)));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} reports differ; if they are right, run with BLESS=1\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The same findings whatever the order of the sources.
#[test]
fn the_order_of_sources_does_not_matter_to_what_is_found() {
    let sources = |texts: [(&str, &str); 2]| texts.map(|(name, text)| Source::new(name, text));
    let apply = r#"{"smithy": "2.0", "shapes": {"ex#S": {"type": "apply", "traits": {"smithy.api#length": {"min": 2}}}}}"#;
    let define = r#"{"smithy": "2.0", "shapes": {"ex#S": {"type": "string"}}}"#;
    let mut reports = [Report::new(), Report::new()];
    let one = Model::load(&sources([("a", apply), ("b", define)]), &mut reports[0]);
    let two = Model::load(&sources([("b", define), ("a", apply)]), &mut reports[1]);
    assert!(reports[0].is_empty(), "{}", reports[0]);
    assert_eq!(reports[0], reports[1]);
    assert_eq!(one, two);
}

/// Whatever stands in whichever place, loading ends with findings and not with a panic.
#[test]
fn nothing_in_any_place_is_too_bad() {
    let replacements = [
        "null",
        "true",
        "-1.5",
        r#""ex.shop#Order""#,
        r#""""#,
        "[[]]",
        r#"{"a": 1}"#,
    ];
    let replacements = replacements.map(|text| serde_json::from_str::<Value>(text).unwrap());
    let mut loads = 0;
    for case in entries(&root()) {
        for path in entries(&case) {
            let Ok(model) = serde_json::from_str::<Value>(&fs::read_to_string(&path).unwrap())
            else {
                continue;
            };
            let mut pointers = Vec::new();
            collect_pointers(&model, String::new(), &mut pointers);
            for pointer in pointers {
                for replacement in &replacements {
                    let mut changed = model.clone();
                    *changed.pointer_mut(&pointer).unwrap() = replacement.clone();
                    let source = Source::new("changed.json", changed.to_string());
                    let mut report = Report::new();
                    let _model = Model::load(&[source], &mut report);
                    assert!(
                        report.iter().all(|finding| finding.position.is_some()),
                        "no position: {pointer} = {replacement} in {}\n{report}",
                        path.display()
                    );
                    loads += 1;
                }
            }
        }
    }
    assert!(loads > 1000, "only {loads} models were loaded");
}

fn collect_pointers(value: &Value, at: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let key = key.replace('~', "~0").replace('/', "~1");
                collect_pointers(value, format!("{at}/{key}"), pointers);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect_pointers(value, format!("{at}/{index}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(at);
}

/// Every kind of finding of the load and model stages has a folder with its name, and is found
/// there.
#[test]
fn every_diagnostic_has_a_case() {
    let mut ids = BTreeSet::new();
    for stage in ["src/ast", "src/model", "src/model/rules"] {
        for file in entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join(stage)) {
            if file.is_file() {
                collect_ids(&fs::read_to_string(file).unwrap(), &mut ids);
            }
        }
    }
    assert!(ids.len() > 30, "only {ids:?} were found in the sources");
    for id in ids {
        let case = root().join(kebab(&id));
        let expected = fs::read_to_string(case.join("expected.txt"));
        let expected = expected.unwrap_or_else(|_| panic!("{id} has no case in {}", kebab(&id)));
        assert!(
            expected.contains(&format!("| {id}\n")),
            "{id} is not in {}",
            case.display()
        );
    }
}

/// String literals of two or more words in camel case are ids, but for shapes of the prelude.
fn collect_ids(code: &str, ids: &mut BTreeSet<String>) {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    for literal in code.split('"') {
        let is_id = literal.chars().all(|c| c.is_ascii_alphabetic())
            && literal.starts_with(|c: char| c.is_ascii_uppercase())
            && literal.chars().filter(char::is_ascii_uppercase).count() > 1;
        if is_id && !literal.starts_with("Primitive") && !literal.starts_with("Big") {
            ids.insert(literal.to_owned());
        }
    }
}

/// `UnresolvedTarget` as `unresolved-target`.
fn kebab(id: &str) -> String {
    let mut out = String::new();
    for char in id.chars() {
        if char.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(char.to_ascii_lowercase());
    }
    out
}
