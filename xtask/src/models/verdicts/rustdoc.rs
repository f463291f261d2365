//! cargo-semver-checks: two crates as rustdoc describes them, compared in both directions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::subject::Subject;

/// The version whose output is known here; others may do.
const VERSION: &str = "0.51.0";

/// The program.
pub(super) struct SemverChecks {
    program: PathBuf,
}

/// What it says of a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Compared {
    /// The new crate against the old one.
    pub(super) forth: Said,
    /// The old crate against the new one: what it lacks has been added.
    pub(super) back: Said,
}

/// What it says of one direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// How many lints ask for a major version.
    pub(super) major: usize,
    /// How many ask for a minor one.
    pub(super) minor: usize,
    /// The lints that found something.
    pub(super) lints: Vec<String>,
}

impl SemverChecks {
    /// Finds the program, or says how to get it.
    pub(super) fn find(program: &Path) -> Result<Self> {
        let started = Command::new(program)
            .args(["semver-checks", "--version"])
            .output();
        if !started.is_ok_and(|output| output.status.success()) {
            bail!(
                "{} cannot be started; install it with `cargo install cargo-semver-checks --version {VERSION} \
                 --locked`, or say with --semver-checks where it is",
                program.display()
            );
        }
        Ok(Self {
            program: program.to_owned(),
        })
    }

    /// Compares the crates of each case; `None` where there are no two that differ.
    pub(super) fn compare(
        &self,
        documents: &BTreeMap<usize, PathBuf>,
        subjects: &[Subject],
    ) -> Result<Vec<Option<Compared>>> {
        let bar = crate::survey::bar(subjects.len(), "Comparing");
        let one = |subject: &Subject| {
            bar.inc(1);
            let Some((old, new)) = subject.pair() else {
                return Ok(None);
            };
            let document = |number| documents.get(&number).context("a crate was not documented");
            let (old, new) = (document(old)?, document(new)?);
            Ok(Some(Compared {
                forth: self.direction(old, new)?,
                back: self.direction(new, old)?,
            }))
        };
        let compared = subjects.iter().map(one).collect();
        bar.finish_and_clear();
        compared
    }

    fn direction(&self, baseline: &Path, current: &Path) -> Result<Said> {
        let output = Command::new(&self.program)
            .args([
                "semver-checks",
                "--color",
                "never",
                "--release-type",
                "patch",
            ])
            .arg("--baseline-rustdoc")
            .arg(baseline)
            .arg("--current-rustdoc")
            .arg(current)
            .output()
            .context("cargo-semver-checks cannot be started")?;
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text);
        match parse(&text) {
            Some(said) => Ok(said),
            None => bail!("cargo-semver-checks says nothing that is known here:\n{text}"),
        }
    }
}

/// Reads what it prints: a heading for each lint that found something, and a summary.
pub(super) fn parse(text: &str) -> Option<Said> {
    let mut said = Said::default();
    for line in text.lines() {
        let heading = line.strip_prefix("--- failure ");
        if let Some((lint, _)) = heading.and_then(|rest| rest.split_once(':')) {
            said.lints.push(lint.to_owned());
        }
    }
    let summary = text
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("Summary "))?;
    if summary.starts_with("no semver update required") {
        return Some(said);
    }
    let counts = summary.split_once(": ")?.1;
    let count = |kind: &str| {
        let before = counts.split(kind).next()?;
        before.split_whitespace().next_back()?.parse().ok()
    };
    said.major = count(" major")?;
    said.minor = count(" minor")?;
    Some(said)
}
