//! Counts in words, for both forms of the report that people read.

use std::collections::BTreeMap;

use shapewright_codegen::diff::{ChangeKind, ModelDiff, RustDiff, Severity};

/// The kinds of change, the worst first.
pub(super) const KINDS: [ChangeKind; 6] = [
    ChangeKind::Removed,
    ChangeKind::Changed,
    ChangeKind::Added,
    ChangeKind::Deprecated,
    ChangeKind::Restored,
    ChangeKind::Behaves,
];

/// `2 errors, 1 note`.
pub(super) fn severities(model: &ModelDiff) -> String {
    let counts = Severity::ALL.into_iter().filter_map(|severity| {
        let word = severity.name().to_lowercase();
        match model.count(severity) {
            0 => None,
            1 => Some(format!("1 {word}")),
            many => Some(format!("{many} {word}s")),
        }
    });
    let counts: Vec<String> = counts.collect();
    match counts.is_empty() {
        true => "nothing has changed".to_owned(),
        false => counts.join(", "),
    }
}

/// What there is of a kind: `31 operation, 62 struct`.
pub(super) fn items(rust: &RustDiff, kind: ChangeKind) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for change in rust.changes.iter().filter(|change| change.kind == kind) {
        *counts.entry(change.what).or_default() += 1;
    }
    let counts = counts
        .into_iter()
        .map(|(what, count)| format!("{count} {what}"));
    counts.collect::<Vec<_>>().join(", ")
}
