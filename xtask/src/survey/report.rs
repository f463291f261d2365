//! A survey in words: a table, what was refused and what failed, the totals.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::Path;

use anyhow::{Result, bail};
use serde_json::json;

use super::model::{Outcome, Row};

/// Writes a report.
type Form = fn(&[Row]) -> Result<String>;

/// The form that a file's ending asks for.
pub(super) fn form(file: &Path) -> Result<Form> {
    match file.extension().and_then(|it| it.to_str()) {
        Some("md") => Ok(|rows| Ok(markdown(rows))),
        Some("json") => Ok(json),
        _ => bail!("--report takes a file that ends in .md or .json"),
    }
}

/// How many ended how. A service counts for its model: one of them that fails, and the model has failed.
pub(super) struct Totals {
    models: usize,
    generated: usize,
    refused: usize,
    failed: usize,
    failed_to_compile: usize,
    operations: usize,
    refused_operations: usize,
}

impl Totals {
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut totals = Self {
            models: rows.chunk_by(|a, b| a.file == b.file).count(),
            generated: 0,
            refused: 0,
            failed: 0,
            failed_to_compile: 0,
            operations: 0,
            refused_operations: 0,
        };
        // Rows of one model stand together; the worst counts.
        for own in rows.chunk_by(|a, b| a.file == b.file) {
            match own.iter().map(|row| row.outcome.rank()).max() {
                Some(3) => totals.failed += 1,
                Some(2) => totals.failed_to_compile += 1,
                _ if own.iter().any(|row| row.outcome.rank() == 1) => totals.generated += 1,
                _ => totals.refused += 1,
            }
            for row in own {
                totals.operations += row.operations;
                totals.refused_operations += row.refused.len();
            }
        }
        // A crate that does not compile was generated all the same.
        totals.generated += totals.failed_to_compile;
        totals
    }

    /// Models that should have become a crate that compiles, and did not.
    pub(super) fn failures(&self) -> usize {
        self.failed + self.failed_to_compile
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} operations generated, {} refused",
            self.operations, self.refused_operations
        )?;
        if self.failed > 0 {
            writeln!(f, "{} models could not be generated", self.failed)?;
        }
        write!(
            f,
            "{} models, {} generated, {} refused, {} failed to compile",
            self.models, self.generated, self.refused, self.failed_to_compile
        )
    }
}

impl Outcome {
    /// How much it matters for a model of several services.
    fn rank(&self) -> u8 {
        match self {
            Self::Refused(_) => 0,
            Self::Generated | Self::Compiled => 1,
            Self::FailedToCompile(_) => 2,
            Self::Failed(_) => 3,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Compiled => "compiles",
            Self::Refused(_) => "refused",
            Self::Failed(_) => "failed",
            Self::FailedToCompile(_) => "does not compile",
        }
    }

    fn said(&self) -> Option<&str> {
        match self {
            Self::Generated | Self::Compiled => None,
            Self::Refused(said) | Self::Failed(said) | Self::FailedToCompile(said) => Some(said),
        }
    }
}

const HEAD: [&str; 9] = [
    "model",
    "protocol",
    "outcome",
    "operations",
    "refused",
    "shapes",
    "lines",
    "ms",
    "warnings",
];

fn cells(row: &Row) -> [String; 9] {
    [
        row.name.clone(),
        row.protocol.clone(),
        row.outcome.word().to_owned(),
        row.operations.to_string(),
        row.refused.len().to_string(),
        row.shapes.to_string(),
        row.lines.to_string(),
        row.milliseconds.to_string(),
        kinds(&row.warnings),
    ]
}

/// Warnings with their counts, the most frequent first.
fn kinds(warnings: &BTreeMap<String, usize>) -> String {
    let mut all: Vec<(&String, &usize)> = warnings.iter().collect();
    all.sort_by_key(|(kind, count)| (std::cmp::Reverse(**count), *kind));
    match all.as_slice() {
        [] => "-".to_owned(),
        all => {
            let told: Vec<String> = all.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
            told.join(", ")
        }
    }
}

/// A table in Markdown, which a terminal shows as well.
fn table(rows: &[Row]) -> String {
    let lines: Vec<[String; 9]> = std::iter::once(HEAD.map(str::to_owned))
        .chain(rows.iter().map(cells))
        .collect();
    let number = |column: usize| (3..8).contains(&column);
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths: Vec<usize> = (0..HEAD.len())
        .map(|column| width(column).unwrap_or(0))
        .collect();
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let cells = line.iter().zip(&widths).enumerate();
        let cells = cells.map(|(column, (cell, width))| match number(column) {
            true => format!("{cell:>width$}"),
            false => format!("{cell:width$}"),
        });
        let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
        if index == 0 {
            let rules = widths
                .iter()
                .enumerate()
                .map(|(column, width)| match number(column) {
                    true => format!("{}:", "-".repeat(width - 1)),
                    false => "-".repeat(*width),
                });
            let _ = writeln!(out, "| {} |", rules.collect::<Vec<_>>().join(" | "));
        }
    }
    out
}

/// What was refused and what failed, each with what was said: a heading and the lines below it.
fn findings(rows: &[Row]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for row in rows {
        if !row.refused.is_empty() {
            let title = format!("{}: {} operations refused", row.name, row.refused.len());
            found.push((title, row.refused.join("\n")));
        }
        if let Some(said) = row.outcome.said() {
            found.push((
                format!("{}: {}", row.name, row.outcome.word()),
                said.to_owned(),
            ));
        }
    }
    found
}

/// The report for the terminal.
pub(super) fn text(rows: &[Row]) -> String {
    let mut out = table(rows);
    for (title, said) in findings(rows) {
        let _ = write!(out, "\n{title}");
        for line in said.lines() {
            let _ = write!(out, "\n    {line}");
        }
        out.push('\n');
    }
    out
}

/// The report as Markdown.
fn markdown(rows: &[Row]) -> String {
    let mut out = format!("# Survey\n\n{}", table(rows));
    for (title, said) in findings(rows) {
        let _ = write!(out, "\n## {title}\n\n```text\n{}\n```\n", said.trim_end());
    }
    let totals = Totals::of(rows);
    let _ = write!(out, "\n{}\n", totals.to_string().replace('\n', "\n\n"));
    out
}

/// The report as JSON.
fn json(rows: &[Row]) -> Result<String> {
    let totals = Totals::of(rows);
    let value = json!({
        "models": totals.models,
        "generated": totals.generated,
        "refused": totals.refused,
        "failed": totals.failed,
        "failed_to_compile": totals.failed_to_compile,
        "rows": rows,
    });
    Ok(serde_json::to_string_pretty(&value)? + "\n")
}
