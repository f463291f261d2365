//! The report for a terminal.

use std::fmt::Write as _;

use shapewright_codegen::diff::{Change, Comparison, Held, RustDiff};

use super::summary::{self, KINDS};
use super::{Compared, Outcome};

/// All services, one after the other.
pub(in crate::models) fn render(compared: &[Compared]) -> String {
    let mut out = String::new();
    for (index, one) in compared.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        match &one.outcome {
            Outcome::New => {
                let _ = writeln!(out, "{}: the service is new", one.name);
            }
            Outcome::Gone => {
                let _ = writeln!(out, "{}: the service is gone", one.name);
            }
            Outcome::Compared(comparison) => service(&mut out, &one.name, comparison),
        }
    }
    out
}

fn service(out: &mut String, name: &str, comparison: &Comparison) {
    let (old, new) = comparison.operations;
    let _ = writeln!(out, "{name}: operations {old}, now {new}");
    let _ = writeln!(out, "\nmodel: {}", summary::severities(&comparison.model));
    for (group, findings) in comparison.model.groups() {
        let _ = writeln!(out, "  {} ({})", group.title(), findings.len());
        for finding in findings {
            let shape = match finding.shape.as_str() {
                "" => String::new(),
                shape => format!("{shape}: "),
            };
            let _ = writeln!(
                out,
                "    {:7} {shape}{} | {}",
                finding.severity, finding.message, finding.evaluator
            );
        }
    }
    if comparison.model.unlisted > 0 {
        let _ = writeln!(
            out,
            "  not listed: {} of documentation, examples, tests and endpoint rules",
            comparison.model.unlisted
        );
    }
    match &comparison.rust {
        Ok(rust) => crates(out, rust),
        Err(none) => {
            let _ = writeln!(out, "\nrust: no crate can be generated\n{}", none.report);
        }
    }
}

fn crates(out: &mut String, rust: &RustDiff) {
    let _ = writeln!(out, "\nrust: {}", super::verdict(rust.verdict));
    for kind in KINDS {
        if rust.count(kind) == 0 {
            continue;
        }
        let _ = writeln!(out, "  {}: {}", kind.name(), summary::items(rust, kind));
        for change in rust.changes.iter().filter(|change| change.kind == kind) {
            let _ = writeln!(out, "    {} {}{}", change.what, change.item, detail(change));
        }
    }
    if !rust.held.is_empty() {
        let _ = writeln!(
            out,
            "  held back by api.lock until the next major version: {}",
            rust.held.len()
        );
    }
    for held in &rust.held {
        let _ = writeln!(out, "    {}: {}", held.item, held_detail(held));
    }
}

/// The signatures behind an item's name.
pub(super) fn detail(change: &Change) -> String {
    match (change.old.as_str(), change.new.as_str()) {
        ("", "") => String::new(),
        (one, "") | ("", one) => format!(": {one}"),
        (old, new) if old == new => format!(": {new}"),
        (old, new) => format!(": {old}, now {new}"),
    }
}

/// What is kept and what would be.
pub(super) fn held_detail(held: &Held) -> String {
    match (held.kept.as_str(), held.unlocked.as_str()) {
        ("", "") => "only with the lock or only without".to_owned(),
        (kept, "") => format!("{kept}; the model alone would not have it"),
        ("", unlocked) => format!("not there; the model alone would have {unlocked}"),
        (kept, unlocked) => format!("{kept}; the model alone would have {unlocked}"),
    }
}
