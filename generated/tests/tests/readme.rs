//! The README's example is the file `examples/first_five_minutes.rs`, and prints what the
//! README says.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::process::Command;

const README: &str = include_str!("../../../README.md");
const EXAMPLE: &str = include_str!("../examples/first_five_minutes.rs");

/// The README's first block in a language.
fn block(language: &str) -> &'static str {
    let (_, rest) = README.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn the_example_is_the_readmes() {
    let code = EXAMPLE.lines().skip_while(|line| !line.starts_with("use "));
    let expected: Vec<&str> = block("rust").lines().collect();
    assert_eq!(code.collect::<Vec<_>>(), expected);
}

#[test]
fn the_property_tests_are_the_readmes() {
    let code = include_str!("readme_properties.rs");
    let (_, code) = code.split_once("\n\n").unwrap();
    assert!(README.contains(&format!("```rust\n{code}```\n")));
}

#[test]
fn the_example_prints_what_the_readme_says() {
    let run = Command::new(env!("CARGO"))
        .args([
            "run",
            "--quiet",
            "--package",
            env!("CARGO_PKG_NAME"),
            "--example",
            "first_five_minutes",
        ])
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    assert_eq!(String::from_utf8(run.stdout).unwrap(), block("text"));
}

/// The texts of a folder's Rust files and its manifest.
fn texts(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else {
            found.push(std::fs::read_to_string(path).unwrap());
        }
    }
    found
}

#[test]
fn the_numbers_of_the_crates_are_those_of_the_readme() {
    for service in ["apprunner", "apigatewayv2", "appmesh"] {
        let row = README
            .lines()
            .find(|line| line.starts_with(service))
            .unwrap();
        let numbers: Vec<usize> = row
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .join(service);
        let texts = texts(&folder);
        let operations: usize = texts
            .iter()
            .map(|text| text.matches("impl rt::Operation for ").count())
            .sum();
        let lines: usize = texts.iter().map(|text| text.lines().count()).sum();
        assert_eq!((numbers[0], numbers[2]), (operations, lines), "{row}");
        assert!(
            README.contains(&format!("| {} | {} |", numbers[0], numbers[1])),
            "the table has {row}"
        );
    }
}

/// What the README shows of the sender stands in it.
#[test]
fn the_sender_is_quoted() {
    let text = include_str!("../../../README.md");
    let section = text.split("## Sending requests").nth(1).unwrap();
    let block = section.split("```text\n").nth(1).unwrap();
    let block = block.split("```").next().unwrap();
    let sender = include_str!("../../../examples/send/src/main.rs");
    for line in block.lines().filter(|line| !line.is_empty()) {
        assert!(sender.contains(line), "{line}");
    }
}
