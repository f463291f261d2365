//! `cargo xtask examples lint`: everything in which documented examples differ from the models.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;
use serde::Serialize;
use shapewright_codegen::examples::{Finding, Kind, Linter, Part, operation};
use shapewright_codegen::model::Model;

use crate::config;

use super::{corpus, fixtures, report, summary};

/// Options of `cargo xtask examples lint`.
#[derive(Args)]
pub(crate) struct Options {
    /// Only the examples of this service, by its folder below models/.
    #[arg(long, value_name = "SERVICE", value_parser = clap::builder::PossibleValuesParser::new(corpus::services()))]
    service: Option<String>,
    /// Print the findings as JSON.
    #[arg(long)]
    json: bool,
    /// Write docs/documentation-findings.md.
    #[arg(long, conflicts_with_all = ["service", "json"])]
    write: bool,
}

/// A finding and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Located {
    /// The service's folder below `models/`.
    pub(super) service: String,
    /// The document: a path in the package awscli, or of a fixture in this project.
    pub(super) document: String,
    /// Of a fixture: publication, page and place on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<String>,
    /// The line in it where the part begins, from 1.
    pub(super) line: u32,
    /// The operation's name in the model.
    pub(super) operation: String,
    /// What is wrong.
    #[serde(flatten)]
    pub(super) finding: Finding,
}

/// What was looked at, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// In the order of services, documents and their lines.
    pub(super) findings: Vec<Located>,
    /// Examples and clean ones, by service.
    pub(super) examples: BTreeMap<String, (usize, usize)>,
    /// Fixtures of documents that are values, and those that only describe values.
    pub(super) fixtures: (usize, usize),
}

/// Runs the command.
pub(super) fn run(options: &Options) -> Result<()> {
    let root = config::root();
    let outcome = all(&root, options.service.as_deref())?;
    if options.write {
        let path = root.join(report::PATH);
        let text = report::render(&root, &outcome)?;
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    if options.json {
        println!("{}", serde_json::to_string_pretty(&outcome.findings)?);
        return Ok(());
    }
    for found in &outcome.findings {
        println!(
            "{}:{} {} {}",
            found.document, found.line, found.operation, found.finding
        );
    }
    if !outcome.findings.is_empty() {
        println!("\n{}", summary::text(&outcome.findings));
    }
    println!("\n{}", counts(&outcome));
    Ok(())
}

/// The findings of one service or of all.
pub(super) fn all(root: &Path, service: Option<&str>) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for name in corpus::services() {
        if service.is_some_and(|service| service != name) {
            continue;
        }
        let model = corpus::model(root, name)?;
        corpus_of(root, name, &model, &mut outcome)?;
        fixtures::lint(root, name, &model, &mut outcome)?;
    }
    Ok(outcome)
}

fn corpus_of(root: &Path, service: &str, model: &Model, outcome: &mut Outcome) -> Result<()> {
    let mut linter = Linter::new(model);
    for document in corpus::documents(root, service)? {
        let name = document.operation.clone().unwrap_or_default();
        let located = |line, finding| Located {
            service: service.to_owned(),
            document: document.source.clone(),
            page: None,
            line,
            operation: name.clone(),
            finding,
        };
        for unread in &document.unread {
            let finding = Finding::unreadable(&unread.why);
            outcome.findings.push(located(unread.line, finding));
        }
        for example in &document.examples {
            let mut findings = Vec::new();
            if let Some((_, operation)) = operation(model, &name) {
                findings = linter.example(operation, example);
            } else {
                let unread = example.unread.iter();
                findings.extend(unread.map(|unread| Finding::unreadable(&unread.why)));
            }
            let (examples, clean) = outcome.examples.entry(service.to_owned()).or_default();
            *examples += 1;
            *clean += usize::from(findings.is_empty());
            outcome.findings.extend(findings.into_iter().map(|finding| {
                let line = match finding.part {
                    Part::Output if example.output_line != 0 => example.output_line,
                    _ => example.line,
                };
                located(line, finding)
            }));
        }
    }
    Ok(())
}

/// How many findings of each kind there are, by service, as a table.
pub(super) fn counts(outcome: &Outcome) -> String {
    let services: Vec<&str> = outcome.examples.keys().map(String::as_str).collect();
    let mut rows = vec![row("", services.iter().map(|it| (*it).to_owned()), "all")];
    for kind in Kind::ALL {
        let count = |service: Option<&&str>| {
            let of = |it: &&Located| service.is_none_or(|service| it.service == **service);
            let found = outcome.findings.iter().filter(of);
            found.filter(|it| it.finding.kind == kind).count()
        };
        if count(None) > 0 {
            let cells = services.iter().map(|it| count(Some(it)).to_string());
            rows.push(row(&kind.to_string(), cells, &count(None).to_string()));
        }
    }
    let number = |get: fn(&(usize, usize)) -> usize, title: &str| {
        let cells = outcome.examples.values().map(|it| get(it).to_string());
        let sum: usize = outcome.examples.values().map(get).sum();
        row(title, cells, &sum.to_string())
    };
    rows.push(number(|it| it.0, "examples"));
    rows.push(number(|it| it.1, "clean examples"));
    let (values, other) = outcome.fixtures;
    rows.push(format!(
        "{values} fixtures of other documents; {other} more describe values and are not linted"
    ));
    rows.join("\n")
}

fn row(title: &str, cells: impl Iterator<Item = String>, sum: &str) -> String {
    let cells: String = cells.map(|cell| format!("{cell:>14}")).collect();
    format!("{title:18}{cells}{sum:>8}")
}
