//! The rules of ARCHITECTURE.md that grep can check: which stage may know which, no I/O, small
//! documented files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    assert!(!found.is_empty(), "{folder} has sources");
    found
}

/// No file of `folder` mentions any of `words` outside comments.
fn never(folder: &str, words: &[&str], why: &str) {
    for (path, text) in sources(folder) {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in words {
                assert!(
                    !code.contains(word),
                    "{}:{}: `{word}`: {why}",
                    path.display(),
                    number + 1
                );
            }
        }
    }
}

#[test]
fn stages_know_only_what_comes_before() {
    never(
        "src/ast",
        &[
            "crate::model",
            "crate::plan",
            "crate::emit",
            "crate::output",
        ],
        "ast comes first",
    );
    never(
        "src/model",
        &["crate::plan", "crate::emit", "crate::output"],
        "model knows nothing of Rust",
    );
    never(
        "src/examples",
        &["crate::plan", "crate::emit", "crate::output"],
        "examples are looked at with the model alone",
    );
    never(
        "src/plan",
        &["crate::emit", "crate::output"],
        "plan decides, emit prints",
    );
    never("src/plan", &["TokenStream", "quote!"], "plan has no tokens");
    never(
        "src/emit",
        &["crate::ast", "crate::model::Model", "crate::model::shape"],
        "emit sees plans only",
    );
    never(
        "src/emit",
        &[
            "-> Result<",
            "Option<Result",
            ".unwrap()",
            ".expect(",
            "panic!",
        ],
        "emit cannot fail",
    );
}

#[test]
fn the_library_does_no_io() {
    never(
        "src",
        &[
            "std::fs",
            "std::net",
            "std::process",
            "std::env::",
            "println!",
            "eprintln!",
        ],
        "codegen does no I/O",
    );
}

#[test]
fn files_are_documented_and_small() {
    for folder in ["src", "../runtime/src", "../xtask/src"] {
        for (path, text) in sources(folder) {
            let lines = text.lines().count();
            assert!(
                text.starts_with("//!"),
                "{}: starts with what it is",
                path.display()
            );
            assert!(lines <= 420, "{}: {lines} lines", path.display());
        }
    }
}

#[test]
fn generated_code_calls_the_runtime_through_its_facade() {
    for (path, text) in sources("tests/cases") {
        for line in text
            .lines()
            .filter(|line| line.contains("shapewright_runtime::"))
        {
            let facade = line.contains("shapewright_runtime::codegen as rt")
                || line.contains("shapewright_runtime::{");
            let single = line.trim_start().starts_with("use shapewright_runtime::");
            assert!(facade || single, "{}: {line}", path.display());
        }
    }
}
