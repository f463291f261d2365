//! The report as Markdown, for the text of a pull request: what it means first, long lists folded, and never longer
//! than such a text may be.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use shapewright_codegen::diff::{Change, ChangeKind, Comparison, Finding, RustDiff, Severity};

use super::summary::{self, KINDS, counted, names, plural};
use super::text::{detail, held_detail};
use super::{Compared, Outcome};

/// How many characters GitHub takes, less some for what others add to the text.
const LIMIT: usize = 64_000;
/// From how many lines on a list is folded.
const FOLD: usize = 20;
/// How many names stand in one line.
const NAMES: usize = 1_000;

/// How much is told of the model.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Every finding.
    All,
    /// Not the notes.
    Warnings,
    /// Only how many there are.
    Counts,
}

/// All services, a section each. What would make it too long for a pull request is left out, and said to be.
pub(in crate::models) fn render(compared: &[Compared]) -> String {
    for told in [Told::All, Told::Warnings] {
        let out = sections(compared, told);
        if out.chars().count() <= LIMIT {
            return out;
        }
    }
    cut(sections(compared, Told::Counts), LIMIT)
}

/// The lines that fit.
pub(super) fn cut(mut out: String, limit: usize) -> String {
    if let Some((end, _)) = out.char_indices().nth(limit) {
        let line = out[..end].rfind('\n').unwrap_or(0);
        out.truncate(line);
        // A list that was cut in its middle.
        for _ in out.matches("</details>").count()..out.matches("<details>").count() {
            out.push_str("\n\n</details>");
        }
        out.push_str("\n\nThe rest is left out: `cargo xtask models diff` prints it.\n");
    }
    out
}

fn sections(compared: &[Compared], told: Told) -> String {
    let mut out = String::new();
    for one in compared {
        let _ = match &one.outcome {
            Outcome::New => writeln!(out, "## {}\n\nThe service is new.\n", one.name),
            Outcome::Gone => writeln!(out, "## {}\n\nThe service is gone.\n", one.name),
            Outcome::Compared(comparison) => {
                service(&mut out, &one.name, comparison, told);
                Ok(())
            }
        };
    }
    if compared.is_empty() {
        out.push_str("The models say what they said before.");
    }
    // One line feed at the end.
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn service(out: &mut String, name: &str, comparison: &Comparison, told: Told) {
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
    model(out, comparison, told);
}

fn model(out: &mut String, comparison: &Comparison, told: Told) {
    let model = &comparison.model;
    let _ = writeln!(out, "### Model: {}\n", summary::severities(model));
    if model.unlisted > 0 {
        let _ = writeln!(
            out,
            "Not listed: {} of documentation, examples, tests and endpoint rules.\n",
            model.unlisted
        );
    }
    let left_out = match told {
        Told::All => "",
        Told::Warnings => "The notes",
        Told::Counts => "The findings",
    };
    if !left_out.is_empty() && !model.findings.is_empty() {
        let _ = writeln!(
            out,
            "{left_out} are too many for this text: `cargo xtask models diff` prints them.\n"
        );
    }
    // All shapes of a service are of its namespace, as a rule.
    let service = comparison.service.as_deref().unwrap_or_default();
    let namespace = service.split_inclusive('#').next().unwrap_or_default();
    let namespace = if namespace.ends_with('#') {
        namespace
    } else {
        ""
    };
    if told != Told::Counts && !namespace.is_empty() && !model.findings.is_empty() {
        let namespace = namespace.trim_end_matches('#');
        let _ = writeln!(out, "Where no namespace stands it is `{namespace}`.\n");
    }
    for (group, findings) in model.groups() {
        let listed: Vec<&Finding> = findings
            .iter()
            .copied()
            .filter(|finding| match told {
                Told::All => true,
                Told::Warnings => finding.severity > Severity::Note,
                Told::Counts => false,
            })
            .collect();
        if listed.is_empty() {
            continue;
        }
        let _ = writeln!(
            out,
            "<details><summary>{} ({})</summary>\n\n| severity | shape | change | id |\n|---|---|---|---|",
            group.title(),
            findings.len()
        );
        rows(out, &listed, namespace);
        let _ = writeln!(out, "\n</details>\n");
    }
}

/// A row for each change; shapes to which the same has happened share one.
fn rows(out: &mut String, findings: &[&Finding], namespace: &str) {
    let short = |text: &str| match namespace {
        "" => text.to_owned(),
        namespace => text.replace(namespace, ""),
    };
    let mut rows: Vec<(&Finding, Vec<String>)> = Vec::new();
    let mut known: BTreeMap<(Severity, &str, &str), usize> = BTreeMap::new();
    for finding in findings {
        let key = (
            finding.severity,
            finding.evaluator.as_str(),
            finding.message.as_str(),
        );
        let index = *known.entry(key).or_insert(rows.len());
        if index == rows.len() {
            rows.push((finding, Vec::new()));
        }
        rows[index].1.push(short(&finding.shape));
    }
    for (finding, shapes) in rows {
        let shapes = shapes.iter().map(String::as_str);
        let shapes = names(shapes.filter(|shape| !shape.is_empty()), NAMES);
        let _ = writeln!(
            out,
            "| {} | {shapes} | {} | `{}` |",
            finding.severity,
            cell(&short(&finding.message)),
            finding.evaluator
        );
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
        let title = format!("{}: {}", kind.name(), summary::items(rust, kind));
        match kind {
            ChangeKind::Behaves => {
                let _ = writeln!(out, "{title}\n");
                for (how, changes) in summary::by_how(rust) {
                    behaves(out, how, &changes);
                }
            }
            kind => list(out, &title, &bullets(rust, kind)),
        }
    }
    let held: Vec<String> = rust
        .held
        .iter()
        .map(|held| format!("- `{}`: `{}`", held.item, held_detail(held)))
        .collect();
    if !held.is_empty() {
        let title = "Held back by `api.lock` until the next major version";
        list(out, &format!("{title}: {}", held.len()), &held);
    }
}

/// What comes, goes or changes: operations and types that only come or go by their names, all else a line each.
fn bullets(rust: &RustDiff, kind: ChangeKind) -> Vec<String> {
    let ends = summary::ends(summary::of(rust, kind));
    let mut whole: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut lines = Vec::new();
    for change in summary::of(rust, kind) {
        let named = matches!(kind, ChangeKind::Added | ChangeKind::Removed)
            && (change.what == "operation" || !change.item.contains(['.', ':']));
        if ends.contains(change.item.as_str()) {
            // With its operation.
        } else if named && rust.count(kind) > FOLD {
            whole.entry(change.what).or_default().push(&change.item);
        } else {
            let text = format!("{}{}", change.item, detail(change));
            lines.push(format!("- {} `{text}`", change.what));
        }
    }
    let whole = whole.into_iter().map(|(what, items)| {
        let with = match what {
            "operation" => ", each with its input and output",
            _ => "",
        };
        let title = match items.len() {
            1 => what.to_owned(),
            many => format!("{many} {}{with}", plural(what)),
        };
        format!("- {title}: {}", names(items, NAMES))
    });
    whole.chain(lines).collect()
}

/// Lines, folded where they are many.
fn list(out: &mut String, title: &str, lines: &[String]) {
    let text = lines.join("\n");
    let _ = match lines.len() {
        0..=FOLD => writeln!(out, "{title}\n\n{text}\n"),
        _ => writeln!(
            out,
            "<details><summary>{}</summary>\n\n{text}\n\n</details>\n",
            html(title)
        ),
    };
}

/// A title where Markdown is not read.
fn html(title: &str) -> String {
    title.replace('`', "")
}

/// What behaves differently in one way: by the types that it is in.
fn behaves(out: &mut String, how: &str, changes: &[&Change]) {
    let what = changes.first().map_or("", |change| change.what);
    let items = changes.iter().map(|change| change.item.as_str());
    let several = summary::of_several(how);
    if changes.len() <= FOLD {
        let how = if changes.len() == 1 { how } else { &several };
        let _ = writeln!(out, "- {} {how}\n", names(items, FOLD));
        return;
    }
    let owners = summary::by_owner(items);
    let count = counted(changes.len(), what);
    let lines: Vec<String> = match owners.values().all(Vec::is_empty) {
        true => vec![names(owners.into_keys(), NAMES)],
        false => owners
            .into_iter()
            .map(|(owner, members)| format!("- `{owner}`: {}", names(members, NAMES)))
            .collect(),
    };
    let _ = writeln!(
        out,
        "<details><summary>{count} {several}</summary>\n\n{}\n\n</details>\n",
        lines.join("\n")
    );
}
