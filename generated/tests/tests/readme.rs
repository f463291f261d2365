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
