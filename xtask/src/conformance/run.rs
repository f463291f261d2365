//! Builds and runs the tests.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use shapewright_codegen::conformance::{Run, Suite};

use super::workspace::package;
use crate::scratch::Scratch;

/// What became of each case: by service and path of the test.
pub(super) struct Outcomes {
    services: BTreeMap<String, Tests>,
}

/// One test binary's results.
#[derive(Default)]
struct Tests {
    /// Whether each test passed.
    passed: BTreeMap<String, bool>,
    /// What the failed ones said.
    output: String,
}

impl Outcomes {
    /// Whether a test passed; one that did not report has not.
    pub(super) fn passed(&self, service: &str, test: &str) -> bool {
        let tests = self.services.get(service);
        tests.is_some_and(|tests| tests.passed.get(test) == Some(&true))
    }

    /// What the failed tests said, a text for each service with some.
    pub(super) fn failures(&self) -> impl Iterator<Item = String> {
        let failed = |(service, tests): (&String, &Tests)| {
            let failed = tests.passed.values().any(|passed| !passed);
            failed.then(|| format!("== {service}\n{}", tests.output))
        };
        self.services.iter().filter_map(failed)
    }
}

/// Builds all tests and runs those of each service.
pub(super) fn all(place: &Scratch, suites: &[Suite]) -> Result<Outcomes> {
    let binaries = build(place)?;
    let mut services = BTreeMap::new();
    for suite in suites {
        let name = package(&suite.service);
        let binary = binaries
            .get(&name)
            .with_context(|| format!("cargo built no tests for {name}"))?;
        let output = Command::new(binary)
            .env("RUST_BACKTRACE", "0")
            .output()
            .with_context(|| format!("{binary} cannot be started"))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let tests = parse(&text);
        let expected = suite
            .cases
            .iter()
            .filter(|case| matches!(case.run, Run::Test(_)))
            .count();
        if tests.passed.len() != expected {
            let ran = tests.passed.len();
            bail!("{name}: {ran} of {expected} tests reported; the output was\n{text}");
        }
        services.insert(suite.service.clone(), tests);
    }
    Ok(Outcomes { services })
}

/// The executable of each test target.
fn build(place: &Scratch) -> Result<BTreeMap<String, String>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    let mut child = Command::new(cargo)
        .args(["test", "--no-run", "--quiet", "--message-format"])
        .arg("json-render-diagnostics")
        .current_dir(place.folder())
        .env("CARGO_TARGET_DIR", place.target())
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo cannot be started")?;
    let mut binaries = BTreeMap::new();
    let stdout = child.stdout.take().context("cargo has no output")?;
    for line in std::io::BufReader::new(stdout).lines() {
        let message: Value = serde_json::from_str(&line?).unwrap_or_default();
        if let (Some(path), Some(name)) = (
            message["executable"].as_str(),
            message["target"]["name"].as_str(),
        ) {
            binaries.insert(name.to_owned(), path.to_owned());
        }
    }
    if !child.wait()?.success() {
        let folder = place.folder().display();
        bail!("the generated tests do not compile; they stand in {folder}");
    }
    Ok(binaries)
}

/// Reads what libtest prints: a line for each test, then what failed tests said.
fn parse(text: &str) -> Tests {
    let mut tests = Tests::default();
    for line in text.lines() {
        if let Some((name, result)) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.split_once(" ... "))
        {
            tests.passed.insert(name.to_owned(), result == "ok");
        }
    }
    if let Some(start) = text.find("\nfailures:\n") {
        let end = text[start + 1..].find("\n\nfailures:\n    ");
        let end = end.map_or(text.len(), |end| start + 1 + end);
        tests.output = text[start + 1..end].to_owned();
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_harness_is_understood() {
        let text = "\nrunning 2 tests\ntest request::A ... ok\ntest response::B ... FAILED\n\n\
                    failures:\n\n---- response::B stdout ----\nexpected 1, is 2\n\n\n\
                    failures:\n    response::B\n\ntest result: FAILED. 1 passed; 1 failed\n";
        let tests = parse(text);
        assert_eq!(tests.passed.len(), 2);
        assert!(tests.passed["request::A"] && !tests.passed["response::B"]);
        assert!(tests.output.contains("expected 1, is 2"));
        assert!(!tests.output.contains("test result"));
    }
}
