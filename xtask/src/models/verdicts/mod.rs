//! `cargo xtask models verdicts`: whether the semver verdict of `models diff` is true, asked of the two generated
//! crates. · Not part of the tests: it builds a few hundred small crates.
//!
//! Of each case of the corpus (`codegen/tests/diff/`) both crates are generated, the new one with the old one's lock.
//! cargo-semver-checks compares them in both directions: what the new crate lacks is a major change, what the old one
//! lacks a minor one. It has no lints for types of fields and arguments; so users of the crate are compiled against
//! both too (`codegen/tests/verdicts/`).

mod build;
#[path = "../../../../codegen/tests/corpus/mod.rs"]
mod corpus;
mod judge;
mod rustdoc;
mod subject;
#[cfg(test)]
mod tests;
mod users;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::config;

use build::Place;
use judge::{Evidence, Judgement};
use rustdoc::SemverChecks;
use subject::Crates;
use users::Users;

/// Options of `cargo xtask models verdicts`.
#[derive(Args)]
pub(crate) struct Options {
    /// Cases by their names in codegen/tests/diff/; all when none is given.
    #[arg(value_name = "CASE")]
    cases: Vec<String>,
    /// The program cargo-semver-checks.
    #[arg(long, value_name = "PROGRAM", default_value = "cargo-semver-checks")]
    semver_checks: PathBuf,
    /// Keep the generated crates and their users, and say where they are.
    #[arg(long)]
    keep: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    let root = config::root();
    let checks = SemverChecks::find(&options.semver_checks)?;
    let users = Users::read(&root.join("codegen/tests/verdicts"))?;
    let mut crates = Crates::default();
    let subjects = subject::all(&root, &options.cases, &users, &mut crates)?;
    let place = Place::write(&root, &crates, &users, &subjects)?;
    let compiled = place.check()?;
    let documents = place.document(&subjects)?;
    let compared = checks.compare(&documents, &subjects)?;
    let judged: Vec<Judgement> = subjects
        .iter()
        .zip(compared)
        .map(|(subject, compared)| Evidence::new(subject, compared, &compiled).judge())
        .collect();
    print!("{}", judge::table(&judged));
    if options.keep {
        println!("\nkept in {}", place.folder().display());
    } else {
        place.remove()?;
    }
    let wrong = judged.iter().filter(|one| !one.agrees()).count();
    println!(
        "\n{} of {} verdicts confirmed on {} crates, {:.0} s",
        judged.len() - wrong,
        judged.len(),
        crates.len(),
        start.elapsed().as_secs_f64()
    );
    if wrong > 0 {
        bail!(
            "verdicts that the crates do not confirm: {wrong}; --keep CASE keeps the crates of one"
        );
    }
    Ok(())
}
