//! Documented examples as documentation tests of a crate of one's own: each clean one runs, and one that does not hold
//! is noticed.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::examples::corpus::Document;
use shapewright_codegen::examples::{Linter, operation};
use shapewright_codegen::model::Model;

const OPERATIONS: [&str; 3] = ["ListConnections", "DeleteConnection", "ListServices"];

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// How many examples of the operations the lint finds nothing in, and how many it does.
fn clean() -> (usize, usize) {
    let service = project().join("models/apprunner");
    let sources = ["model.json", "overlay.json"]
        .map(|name| Source::new(name, fs::read_to_string(service.join(name)).unwrap()));
    let mut report = Report::new();
    let model = Model::load(&sources, &mut report);
    assert!(!report.has_errors(), "{report}");
    let mut linter = Linter::new(&model);
    let (mut clean, mut other) = (0, 0);
    for entry in fs::read_dir(service.join("examples")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let document: Document = serde_json::from_str(&text).unwrap();
        let name = document.operation.unwrap();
        let (_, modelled) = operation(&model, &name).unwrap();
        for example in document
            .examples
            .iter()
            .filter(|_| OPERATIONS.contains(&&*name))
        {
            match linter.example(modelled, example).is_empty() {
                true => clean += 1,
                false => other += 1,
            }
        }
    }
    (clean, other)
}

fn test(folder: &Path) -> (Output, String) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["test", "--doc", "--offline"])
        .current_dir(folder);
    let output = cargo.output().unwrap();
    let said = [&*output.stdout, &output.stderr].map(String::from_utf8_lossy);
    (output.clone(), said.concat())
}

#[test]
fn clean_examples_run_and_a_wrong_one_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("some-operations");
    let model =
        ["model.json", "overlay.json"].map(|name| project().join("models/apprunner").join(name));
    let generated = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["generate", "--operations", &OPERATIONS.join(","), "--model"])
        .args(&model)
        .arg("--examples")
        .arg(project().join("models/apprunner/examples"))
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&generated.stderr);
    assert!(generated.status.success(), "{said}");
    // The same versions as the project's, which are there already.
    fs::copy(project().join("Cargo.lock"), out.join("Cargo.lock")).unwrap();

    let (clean, other) = clean();
    assert!(clean > 2 && other > 0, "{clean} clean, {other} not");
    let (output, said) = test(&out);
    assert!(output.status.success(), "{said}");
    assert!(
        said.contains(&format!("{clean} passed; 0 failed; 0 ignored")),
        "{said}"
    );

    let path = out.join("src/connection.rs");
    let code = fs::read_to_string(&path).unwrap();
    let wrong = code.replace(
        "Some(ConnectionStatus::Deleted)",
        "Some(ConnectionStatus::Error)",
    );
    assert_ne!(wrong, code);
    fs::write(&path, wrong).unwrap();
    let (output, said) = test(&out);
    assert!(!output.status.success(), "{said}");
    assert!(
        said.contains(&format!("{} passed; 1 failed", clean - 1)),
        "{said}"
    );
    assert!(said.contains("left: Some(Deleted)"), "{said}");
}
