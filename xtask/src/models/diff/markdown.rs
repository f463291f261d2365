//! The report as Markdown, for a pull request or a changelog: what it means first, the model's findings folded.

use std::fmt::Write as _;

use shapewright_codegen::diff::{Comparison, RustDiff};

use super::summary::{self, KINDS};
use super::text::{detail, held_detail};
use super::{Compared, Outcome};

/// All services, a section each.
pub(in crate::models) fn render(compared: &[Compared]) -> String {
    let mut out = String::new();
    for one in compared {
        let _ = match &one.outcome {
            Outcome::New => writeln!(out, "## {}\n\nThe service is new.\n", one.name),
            Outcome::Gone => writeln!(out, "## {}\n\nThe service is gone.\n", one.name),
            Outcome::Compared(comparison) => {
                service(&mut out, &one.name, comparison);
                Ok(())
            }
        };
    }
    // One line feed at the end.
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn service(out: &mut String, name: &str, comparison: &Comparison) {
    let (old, new) = comparison.operations;
    let _ = writeln!(out, "## {name}\n\nOperations: {old}, now {new}.\n");
    match &comparison.rust {
        Ok(rust) => crates(out, rust),
        Err(none) => {
            let report = &none.report;
            let _ = writeln!(
                out,
                "No crate can be generated:\n\n```text\n{report}\n```\n"
            );
        }
    }
    let model = &comparison.model;
    let _ = writeln!(out, "### Model: {}\n", summary::severities(model));
    if model.unlisted > 0 {
        let _ = writeln!(
            out,
            "Not listed: {} of documentation, examples, tests and endpoint rules.\n",
            model.unlisted
        );
    }
    for (group, findings) in model.groups() {
        let _ = writeln!(
            out,
            "<details><summary>{} ({})</summary>\n\n| severity | shape | change | id |\n|---|---|---|---|",
            group.title(),
            findings.len()
        );
        for finding in findings {
            let shape = match finding.shape.as_str() {
                "" => String::new(),
                shape => format!("`{shape}`"),
            };
            let _ = writeln!(
                out,
                "| {} | {shape} | {} | `{}` |",
                finding.severity,
                cell(&finding.message),
                finding.evaluator
            );
        }
        let _ = writeln!(out, "\n</details>\n");
    }
}

/// Text in a cell of a table, where a bar would end it.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn crates(out: &mut String, rust: &RustDiff) {
    let _ = writeln!(out, "### Rust: {}\n", super::verdict(rust.verdict));
    for kind in KINDS {
        if rust.count(kind) == 0 {
            continue;
        }
        let _ = writeln!(out, "{}: {}\n", kind.name(), summary::items(rust, kind));
        for change in rust.changes.iter().filter(|change| change.kind == kind) {
            let text = format!("{}{}", change.item, detail(change));
            let _ = writeln!(out, "- {} `{text}`", change.what);
        }
        out.push('\n');
    }
    if rust.held.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "Held back by `api.lock` until the next major version:\n"
    );
    for held in &rust.held {
        let _ = writeln!(out, "- `{}`: `{}`", held.item, held_detail(held));
    }
    out.push('\n');
}
