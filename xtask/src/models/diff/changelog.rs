//! The entry of a changelog: what users of the crates have to know, in a few lines for each service.

use std::fmt::Write as _;

use shapewright_codegen::diff::{Change, ChangeKind, Comparison, RustDiff, Verdict};

use super::summary::{self, counted, names, plural};
use super::text::{detail, held_detail};
use super::{Compared, Outcome};

/// How many names one line has.
const NAMES: usize = 40;
/// How many lines a kind of change may take; the rest is counted.
const LINES: usize = 8;

/// A section for each service whose crate is another one; a sentence if there is none.
pub(crate) fn entry(compared: &[Compared]) -> String {
    let mut out = String::new();
    for one in compared {
        match &one.outcome {
            Outcome::New => section(&mut out, &one.name, "new", "The crate is new.\n"),
            Outcome::Gone => section(&mut out, &one.name, "major", "The crate is gone.\n"),
            Outcome::Compared(comparison) => service(&mut out, &one.name, comparison),
        }
    }
    if out.is_empty() {
        return "The generated crates stay as they are.\n".to_owned();
    }
    out
}

fn section(out: &mut String, name: &str, verdict: &str, text: &str) {
    let gap = if out.is_empty() { "" } else { "\n" };
    let _ = write!(out, "{gap}#### {name}: {verdict}\n\n{text}");
}

fn service(out: &mut String, name: &str, comparison: &Comparison) {
    let rust = match &comparison.rust {
        Ok(rust) => rust,
        Err(none) if none.lost => {
            return section(out, name, "major", "No crate can be generated any more.\n");
        }
        Err(_) => return,
    };
    if rust.verdict == Verdict::Unchanged {
        return;
    }
    let mut text = String::new();
    let (old, new) = comparison.operations;
    if old != new {
        let _ = writeln!(text, "{}, now {new}.\n", counted(old, "operation"));
    }
    for kind in [ChangeKind::Removed, ChangeKind::Changed] {
        breaking(&mut text, rust, kind);
    }
    listed(&mut text, rust, ChangeKind::Added, "Added");
    listed(&mut text, rust, ChangeKind::Deprecated, "Deprecated");
    listed(
        &mut text,
        rust,
        ChangeKind::Restored,
        "No longer deprecated",
    );
    for (how, changes) in summary::by_how(rust) {
        behaves(&mut text, how, &changes);
    }
    held(&mut text, rust);
    if rust.changes.is_empty() {
        text.push_str("- Only documentation and the like.\n");
    }
    section(out, name, &rust.verdict.to_string(), &text);
}

/// What users have to change: with signatures, for they look for them.
fn breaking(text: &mut String, rust: &RustDiff, kind: ChangeKind) {
    let ends = summary::ends(summary::of(rust, kind));
    let title = match kind {
        ChangeKind::Removed => "Removed",
        _ => "Changed",
    };
    let worth = |change: &&Change| !ends.contains(change.item.as_str());
    let changes: Vec<&Change> = summary::of(rust, kind).filter(worth).collect();
    let line = |change: &Change| match change.what {
        "operation" => format!("the operation `{}`, with its input and output", change.item),
        what => format!("the {what} `{}{}`", change.item, detail(change)),
    };
    let rest = summary::items(rust, kind);
    lines(
        text,
        &format!("**{title}**: "),
        changes.into_iter().map(line),
        &rest,
    );
}

/// A line for each, of many the first ones and what there is in all.
fn lines(text: &mut String, title: &str, all: impl Iterator<Item = String>, total: &str) {
    let all: Vec<String> = all.collect();
    for line in all.iter().take(LINES) {
        let _ = writeln!(text, "- {title}{line}");
    }
    if all.len() > LINES {
        let more = all.len() - LINES;
        let _ = writeln!(text, "- {title}{more} more; in all {total}");
    }
}

/// Names only, a line for each kind of item.
fn listed(text: &mut String, rust: &RustDiff, kind: ChangeKind, title: &str) {
    let ends = summary::ends(summary::of(rust, kind));
    for what in ["operation", "struct", "field", "variant"] {
        let is = |change: &&Change| match what {
            "struct" => !["operation", "field", "variant"].contains(&change.what),
            what => change.what == what,
        };
        let worth = |change: &&Change| !ends.contains(change.item.as_str());
        let items: Vec<&str> = summary::of(rust, kind)
            .filter(is)
            .filter(worth)
            .map(|change| change.item.as_str())
            .collect();
        if items.is_empty() {
            continue;
        }
        let types = summary::of(rust, kind)
            .filter(is)
            .all(|c| c.what == "struct" || c.what.starts_with("enum"));
        let name = match what {
            "operation" => "operations, with their inputs and outputs".to_owned(),
            "struct" if types => "types".to_owned(),
            "struct" => "items".to_owned(),
            what => plural(what),
        };
        let count = items.len();
        let _ = writeln!(text, "- {title} {name} ({count}): {}", names(items, NAMES));
    }
}

/// What travels or is checked otherwise: few by name, many by the types that have them.
fn behaves(text: &mut String, how: &str, changes: &[&Change]) {
    let items = changes.iter().map(|change| change.item.as_str());
    let what = changes.first().map_or("", |change| change.what);
    let several = summary::of_several(how);
    if changes.len() <= LINES {
        let how = if changes.len() == 1 { how } else { &several };
        let _ = writeln!(text, "- {} {how}", names(items, LINES));
        return;
    }
    let owners = summary::by_owner(items);
    let count = counted(changes.len(), what);
    if owners.len() == changes.len() {
        let names = names(owners.into_keys(), NAMES);
        let _ = writeln!(text, "- {count} {several}: {names}");
    } else {
        let types = counted(owners.len(), "type");
        let _ = writeln!(text, "- {count} of {types} {several}");
    }
}

fn held(text: &mut String, rust: &RustDiff) {
    let line = |held: &shapewright_codegen::diff::Held| {
        format!("`{}`: `{}`", held.item, held_detail(held))
    };
    let title = "As before until the next major version: ";
    let total = counted(rust.held.len(), "item");
    lines(text, title, rust.held.iter().map(line), &total);
}
