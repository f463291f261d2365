//! `cargo xtask models diff`: what has changed between two versions of models, and what it means for users of the
//! generated crates.

pub(super) mod changelog;
pub(super) mod markdown;
#[cfg(test)]
mod report_tests;
mod side;
mod summary;
#[cfg(test)]
mod tests;
pub(super) mod text;

use std::path::Path;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use shapewright_codegen::diff::{self, Comparison, Side, Verdict};

use crate::config;
use crate::models::compare as imports;

use side::Pair;

/// Options of `cargo xtask models diff`.
#[derive(Args)]
pub(crate) struct Options {
    /// What was: a Smithy JSON AST, a folder like models/ or one of a service in it, or a git revision of models/.
    old: String,
    /// What is, likewise.
    new: String,
    /// Only this service: its folder below models/; in a model with several, its name or shape id.
    #[arg(long, value_name = "SERVICE")]
    service: Option<String>,
    /// What to say.
    #[arg(long, value_enum, default_value_t)]
    mode: Mode,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What a report says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// What has changed, and what that means for users.
    #[default]
    Changes,
    /// How the import NEW, a service's folder, differs from the official model OLD, trait by trait.
    Compare,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// For a pull request or a changelog.
    Markdown,
    /// For programs.
    Json,
}

/// Runs the command. The exit status is 0, 1 when users have to change their code, or 2 when a side cannot be read.
pub(crate) fn run(options: &Options) -> Result<()> {
    let breaking = match print(&config::root(), options) {
        Ok(breaking) => breaking,
        Err(error) => {
            eprintln!("error: {error:#}");
            std::process::exit(2);
        }
    };
    if breaking {
        std::process::exit(1);
    }
    Ok(())
}

fn print(root: &Path, options: &Options) -> Result<bool> {
    if options.mode == Mode::Compare {
        if options.format != Format::Text || options.service.is_some() {
            bail!(
                "--mode compare prints text, of the folder that NEW is; leave --format and --service out"
            );
        }
        imports::print(Path::new(&options.new), Path::new(&options.old))?;
        return Ok(false);
    }
    let service = options.service.as_deref();
    let compared = compare(root, &options.old, &options.new, service)?;
    match options.format {
        Format::Text => print!("{}", text::render(&compared)),
        Format::Markdown => print!("{}", markdown::render(&compared)),
        Format::Json => println!("{:#}", json(&compared)),
    }
    Ok(compared.iter().any(Compared::is_breaking))
}

/// What became of one service.
pub(in crate::models) struct Compared {
    /// Its folder below models/, or what its file is called.
    pub(super) name: String,
    /// What became of it.
    pub(super) outcome: Outcome,
}

/// What became of a service.
pub(in crate::models) enum Outcome {
    /// Only the new side has it.
    New,
    /// Only the old side has it.
    Gone,
    /// Both sides have it.
    Compared(Box<Comparison>),
}

impl Compared {
    /// Whether users have to change their code.
    pub(super) fn is_breaking(&self) -> bool {
        match &self.outcome {
            Outcome::New => false,
            Outcome::Gone => true,
            Outcome::Compared(comparison) => comparison.is_breaking(),
        }
    }
}

/// Compares each service of two sides.
pub(super) fn compare(
    root: &Path,
    old: &str,
    new: &str,
    service: Option<&str>,
) -> Result<Vec<Compared>> {
    let pairs = side::pairs(root, old, new, service)?;
    let compared = pairs.into_iter().map(|pair| {
        let Pair {
            name,
            old,
            new,
            service,
        } = pair;
        let outcome = match (old, new) {
            (Some(old), Some(new)) => outcome(&name, &old, &new, service.as_deref())?,
            (None, _) => Outcome::New,
            (_, None) => Outcome::Gone,
        };
        Ok(Compared { name, outcome })
    });
    compared.collect()
}

/// Compares what a service's folder has with another `model.json` and what is inferred from it.
pub(super) fn with_model(
    name: &str,
    folder: &Path,
    model: &str,
    inferred: &str,
) -> Result<Compared> {
    let outcome = match side::with_model(folder, model, inferred)? {
        None => Outcome::New,
        Some((old, new)) => outcome(name, &old, &new, None)?,
    };
    Ok(Compared {
        name: name.to_owned(),
        outcome,
    })
}

fn outcome(name: &str, old: &Side, new: &Side, service: Option<&str>) -> Result<Outcome> {
    match diff::compare(old, new, service) {
        Ok(comparison) => Ok(Outcome::Compared(Box::new(comparison))),
        Err(report) => bail!("{name}: the models cannot be compared\n{report}"),
    }
}

/// The report for programs.
fn json(compared: &[Compared]) -> Value {
    let service = |compared: &Compared| {
        let mut value = match &compared.outcome {
            Outcome::New => json!({ "outcome": "new" }),
            Outcome::Gone => json!({ "outcome": "gone" }),
            Outcome::Compared(comparison) => comparison_json(comparison),
        };
        if let Value::Object(object) = &mut value {
            object.insert("name".to_owned(), json!(compared.name));
            object.insert("breaking".to_owned(), json!(compared.is_breaking()));
        }
        value
    };
    json!({ "services": compared.iter().map(service).collect::<Vec<_>>() })
}

fn comparison_json(comparison: &Comparison) -> Value {
    let findings = comparison.model.findings.iter().map(|finding| {
        json!({
            "group": finding.group.title(),
            "shape": finding.shape,
            "severity": finding.severity.name(),
            "id": finding.evaluator,
            "message": finding.message,
        })
    });
    let rust = match &comparison.rust {
        Err(none) => json!({ "error": none.report.to_string() }),
        Ok(rust) => json!({
            "verdict": rust.verdict.to_string(),
            "changes": rust.changes.iter().map(|change| json!({
                "kind": change.kind.name(),
                "item": change.item,
                "what": change.what,
                "old": change.old,
                "new": change.new,
            })).collect::<Vec<_>>(),
            "held": rust.held.iter().map(|held| json!({
                "item": held.item,
                "kept": held.kept,
                "unlocked": held.unlocked,
            })).collect::<Vec<_>>(),
        }),
    };
    json!({
        "outcome": "compared",
        "service": comparison.service,
        "operations": { "old": comparison.operations.0, "new": comparison.operations.1 },
        "model": {
            "findings": findings.collect::<Vec<_>>(),
            "unlisted": comparison.model.unlisted,
        },
        "rust": rust,
    })
}

/// The verdict in a sentence.
fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unchanged => "unchanged: the generated crate is the same",
        Verdict::Patch => "patch: the API of the generated crate is the same",
        Verdict::Minor => "minor: the API of the generated crate has become more",
        Verdict::Major => "major: code that uses the generated crate may have to change",
    }
}
