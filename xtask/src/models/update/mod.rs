//! `cargo xtask models update`: the newest models, what they mean for users, and a workspace that still passes: all of
//! it, or nothing.

mod changelog;
mod import;
mod operations;
mod readme;
#[cfg(test)]
mod tests;
mod trial;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use crate::config;

use super::diff::{self, Compared};
use super::services;
use super::wheel::{PACKAGE, Wheel};
use super::{fetch, survey};

use import::Model;
pub(crate) use import::{Imported, import, render};
use trial::{Output, Trial};

/// Options of `cargo xtask models update`.
#[derive(Args)]
pub(crate) struct Options {
    /// Services by their folders below models/; all when none is given.
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
    /// The version of botocore; the newest when it is not given.
    #[arg(long, value_name = "VERSION", conflicts_with = "wheel")]
    botocore: Option<String>,
    /// A wheel of botocore that is already there, instead of downloading one.
    #[arg(long, value_name = "FILE")]
    wheel: Option<PathBuf>,
    /// Update also when users of the generated crates have to change their code.
    #[arg(long)]
    accept_breaking: bool,
    /// Write the report to this file too, as Markdown.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Convert every service of the package into this folder instead, to see what fails.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["services", "accept_breaking", "report"])]
    all: Option<PathBuf>,
}

/// Runs the command. The exit status is 0, 1 when the new models would break users, or 2 when something fails; then
/// nothing is changed.
pub(crate) fn run(options: &Options) -> Result<()> {
    match update(&config::root(), options) {
        Ok(Ending::Done) => Ok(()),
        Ok(Ending::Breaking) => {
            eprintln!(
                "error: users of the generated crates would have to change their code; nothing was changed; \
                 --accept-breaking updates all the same"
            );
            std::process::exit(1);
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            std::process::exit(2);
        }
    }
}

/// How an update ends when nothing fails.
enum Ending {
    /// The workspace is up to date.
    Done,
    /// Nothing was changed, since users would have to change their code.
    Breaking,
}

fn update(root: &Path, options: &Options) -> Result<Ending> {
    let services = services::choose(&options.services)?;
    let mut wheel = open(options)?;
    if let Some(folder) = &options.all {
        survey::run(&mut wheel, folder)?;
        return Ok(Ending::Done);
    }
    let imported = import(&mut wheel, &services, &root.join("models"))?;
    let compared = compare(root, &imported)?;
    let report = diff::markdown::render(&compared);
    if !compared.is_empty() {
        print!("{}", diff::text::render(&compared));
    }
    if let Some(path) = &options.report {
        std::fs::write(path, &report)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    if !options.accept_breaking && compared.iter().any(Compared::is_breaking) {
        return Ok(Ending::Breaking);
    }
    if !imported.changes(&root.join("models")) {
        println!("{PACKAGE} {}: nothing has changed", imported.version);
        return Ok(Ending::Done);
    }
    // Cargo says which cargo it is; without it the one that built this command is as good.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    let changed = apply(root, &cargo, &imported, &compared)?;
    println!(
        "{PACKAGE} {}: {changed} files changed, all tests pass",
        imported.version
    );
    Ok(Ending::Done)
}

/// Makes the change in a copy of the workspace, and takes it over when everything passes there.
fn apply(root: &Path, cargo: &OsStr, imported: &Imported, compared: &[Compared]) -> Result<usize> {
    let trial = Trial::new(root, cargo)?;
    imported.write(&trial.path("models"))?;
    let made = trial.cargo(&["xtask", "codegen"], &[], Output::Kept)?;
    trial.edit("README.md", |text| readme::with_numbers(text, &made))?;
    if !compared.is_empty() {
        trial.edit("CHANGELOG.md", |text| {
            changelog::with_entry(text, &imported.version, compared)
        })?;
    }
    for model in &imported.models {
        trial.edit(operations::FILE, |text| {
            operations::with_operations(text, model.name, &model.text)
        })?;
    }
    let counts = trial.cargo(&["xtask", "examples", "lint", "--write"], &[], Output::Kept)?;
    trial.edit("README.md", |text| readme::with_examples(text, &counts))?;
    // What the documented examples give is recorded anew; the reviewer sees how it differs.
    let record = [("INSTA_UPDATE", "always"), ("INSTA_FORCE_PASS", "1")];
    trial.cargo(
        &["test", "--package", SNAPSHOTS, "--test", "documented"],
        &record,
        Output::Kept,
    )?;
    println!(
        "{PACKAGE} {}: `cargo xtask test` in a copy of the workspace",
        imported.version
    );
    trial.cargo(&["xtask", "test"], &[], Output::Shown)?;
    trial.take_over(root)
}

/// The package with snapshots of what the documented examples give.
const SNAPSHOTS: &str = "shapewright-generated-tests";

/// What becomes of each service whose model has changed.
fn compare(root: &Path, imported: &Imported) -> Result<Vec<Compared>> {
    let one = |it: &Model| {
        let folder = root.join("models").join(it.name);
        diff::with_model(it.name, &folder, &it.text, &it.inferred)
    };
    imported.models.iter().map(one).collect()
}

fn open(options: &Options) -> Result<Wheel> {
    if let Some(path) = &options.wheel {
        return Wheel::open(path).context("the models are unchanged");
    }
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let path = fetch::download(PACKAGE, options.botocore.as_deref(), folder.path())?;
    Wheel::open(&path)
}
