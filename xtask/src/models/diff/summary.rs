//! Counts in words and lists of names, for all that people read.

use std::collections::{BTreeMap, BTreeSet};

use shapewright_codegen::diff::{Change, ChangeKind, ModelDiff, RustDiff, Severity};

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

/// What there is of a kind: `31 operations, 1 struct`.
pub(super) fn items(rust: &RustDiff, kind: ChangeKind) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for change in of(rust, kind) {
        *counts.entry(change.what).or_default() += 1;
    }
    let counts = counts.into_iter().map(|(what, count)| counted(count, what));
    counts.collect::<Vec<_>>().join(", ")
}

/// The changes of a kind.
pub(super) fn of(rust: &RustDiff, kind: ChangeKind) -> impl Iterator<Item = &Change> {
    rust.changes
        .iter()
        .filter(move |change| change.kind == kind)
}

/// `1 field`, `3 enums of strings`.
pub(super) fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {}", plural(what)),
    }
}

/// `fields`, `enums of strings`.
pub(super) fn plural(what: &str) -> String {
    match what.split_once(' ') {
        Some((first, rest)) => format!("{first}s {rest}"),
        None => format!("{what}s"),
    }
}

/// Names as code, of many the first ones and how many more there are.
pub(super) fn names<'a>(all: impl IntoIterator<Item = &'a str>, max: usize) -> String {
    let mut all = all.into_iter();
    let first: Vec<String> = all
        .by_ref()
        .take(max)
        .map(|name| format!("`{name}`"))
        .collect();
    let first = first.join(", ");
    match all.count() {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// The inputs, outputs and error enums of operations that come or go: they are not worth a line of their own.
pub(super) fn ends<'a>(changes: impl IntoIterator<Item = &'a Change>) -> BTreeSet<&'a str> {
    let operations = changes
        .into_iter()
        .filter(|change| change.what == "operation");
    let signatures = operations.flat_map(|change| [change.old.as_str(), change.new.as_str()]);
    let word = |c: char| !c.is_alphanumeric() && c != '_';
    signatures
        .flat_map(|signature| signature.split(word))
        .collect()
}

/// Items below the types that they belong to: the members of each, or nothing for a type itself.
pub(super) fn by_owner<'a>(
    items: impl IntoIterator<Item = &'a str>,
) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut owners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for item in items {
        let (owner, member) = match item.find(['.', ':']) {
            Some(end) => (&item[..end], item[end..].trim_start_matches(['.', ':'])),
            None => (item, ""),
        };
        let members = owners.entry(owner).or_default();
        members.extend(Some(member).filter(|member| !member.is_empty()));
    }
    owners
}

/// Changes by how an item behaves now.
pub(super) fn by_how(rust: &RustDiff) -> BTreeMap<&str, Vec<&Change>> {
    let mut ways: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in of(rust, ChangeKind::Behaves) {
        ways.entry(&change.new).or_default().push(change);
    }
    ways
}

/// What is said of one item, of several: `is checked` becomes `are checked`.
pub(super) fn of_several(how: &str) -> String {
    let (verb, rest) = how.split_once(' ').unwrap_or((how, ""));
    let verb = match verb {
        "is" => "are",
        "has" => "have",
        verb => verb.strip_suffix('s').unwrap_or(verb),
    };
    format!("{verb} {rest}")
}
