//! Level two of a comparison: which public items of the generated crate come, go or change, and what that means
//! for its version (Cargo's "SemVer compatibility").
//!
//! Types are `#[non_exhaustive]`, so new fields, variants and errors are minor changes. What travels otherwise or is
//! checked otherwise leaves the API as it is: a patch, told here by item; level one says what exactly.

mod items;
mod signature;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::emit;
use crate::plan::CratePlan;

use items::{Item, Items};

/// What has to become of the version: the verdict and why. Of a version `0.y.z`, `y` is what a major change counts
/// up and `z` what the others do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The crates are the same, but for what says where they are from.
    Unchanged,
    /// The API is the same.
    Patch,
    /// The API has become more.
    Minor,
    /// Code that compiles now may not compile then.
    Major,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Unchanged => "unchanged",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

/// What becomes of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is gone: major.
    Removed,
    /// It is another: major.
    Changed,
    /// It is new: minor.
    Added,
    /// It is deprecated now: minor, because of the compiler's warning.
    Deprecated,
    /// It is no longer deprecated: a patch.
    Restored,
    /// The same to the compiler, but it travels, is checked or filled in another way: a patch.
    Behaves,
}

impl ChangeKind {
    /// What the change alone would mean for the version.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Removed | Self::Changed => Verdict::Major,
            Self::Added | Self::Deprecated => Verdict::Minor,
            Self::Restored | Self::Behaves => Verdict::Patch,
        }
    }

    /// A word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Deprecated => "deprecated",
            Self::Restored => "no longer deprecated",
            Self::Behaves => "behaves differently",
        }
    }
}

/// A change of a public item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What becomes of it.
    pub kind: ChangeKind,
    /// The item as one writes it: `Type`, `Type.field`, `Type::Variant`, `Type::new`.
    pub item: String,
    /// What it is: `struct`, `field`, …
    pub what: &'static str,
    /// The old signature, empty for what is new.
    pub old: String,
    /// The new signature, empty for what is gone; of what behaves differently, in what.
    pub new: String,
}

/// Something that `api.lock` keeps as it was, until a next major version (`cargo xtask codegen --unlock`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The item.
    pub item: String,
    /// Its signature in the crate.
    pub kept: String,
    /// What the model alone would make of it; empty where it would not be there.
    pub unlocked: String,
}

/// How two crates differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustDiff {
    /// What it means for the version.
    pub verdict: Verdict,
    /// The changes, the worst kinds first, then by item.
    pub changes: Vec<Change>,
    /// What the lock keeps back in the new crate, by item.
    pub held: Vec<Held>,
}

impl RustDiff {
    /// How many changes are of this kind.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|c| c.kind == kind).count()
    }
}

/// Compares two planned crates; `unlocked` is the new one without a lock.
#[must_use]
pub fn compare(old: &CratePlan, new: &CratePlan, unlocked: &CratePlan) -> RustDiff {
    let (before, after) = (items::of(old), items::of(new));
    let mut changes = public(&before, &after);
    changes.extend(wire::compare(old, new));
    changes.sort_by(|a, b| (a.kind, &a.item, &a.new).cmp(&(b.kind, &b.item, &b.new)));
    changes.dedup();
    let worst = changes.iter().map(|change| change.kind.verdict()).max();
    // What is left is documentation, names of modules and the like; or what only the plan knows.
    let same = || match old == new || printed(old) == printed(new) {
        true => Verdict::Unchanged,
        false => Verdict::Patch,
    };
    RustDiff {
        verdict: worst.unwrap_or_else(same),
        changes,
        held: held(&after, &items::of(unlocked)),
    }
}

/// A crate as text, not laid out.
fn printed(plan: &CratePlan) -> String {
    let files = emit::all(plan).into_iter().map(|file| {
        let items: Vec<String> = file.items.iter().map(ToString::to_string).collect();
        format!("{} {:?} {}", file.path, file.header, items.join(" "))
    });
    let features = format!("{:?}", plan.runtime_features());
    files.chain([features]).collect()
}

/// The changes that a compiler sees. With a type that comes or goes all of it does, which is not told again.
fn public(before: &Items, after: &Items) -> Vec<Change> {
    let mut changes = Vec::new();
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (old, new) = (before.get(name), after.get(name));
        let inside = |other: &Items| {
            let item = old.or(new);
            item.and_then(|item| item.owner.as_ref())
                .is_some_and(|owner| !other.contains_key(owner))
        };
        match (old, new) {
            (Some(old), None) if !inside(after) => {
                changes.push(change(ChangeKind::Removed, name, Some(old), None));
            }
            (None, Some(new)) if !inside(before) => {
                changes.push(change(ChangeKind::Added, name, None, Some(new)));
            }
            (Some(old), Some(new)) => both(&mut changes, name, old, new),
            _ => {}
        }
    }
    changes
}

fn both(changes: &mut Vec<Change>, name: &str, old: &Item, new: &Item) {
    if old.signature != new.signature || old.what != new.what {
        changes.push(change(ChangeKind::Changed, name, Some(old), Some(new)));
    }
    match (old.deprecated, new.deprecated) {
        (false, true) => changes.push(change(ChangeKind::Deprecated, name, Some(old), Some(new))),
        (true, false) => changes.push(change(ChangeKind::Restored, name, Some(old), Some(new))),
        _ => {}
    }
}

fn change(kind: ChangeKind, name: &str, old: Option<&Item>, new: Option<&Item>) -> Change {
    let signature = |item: Option<&Item>| item.map_or_else(String::new, |i| i.signature.clone());
    Change {
        kind,
        item: name.to_owned(),
        what: new.or(old).map_or("", |item| item.what),
        old: signature(old),
        new: signature(new),
    }
}

fn held(locked: &Items, unlocked: &Items) -> Vec<Held> {
    let names: BTreeSet<&String> = locked.keys().chain(unlocked.keys()).collect();
    let signature = |items: &BTreeMap<String, Item>, name: &str| {
        items
            .get(name)
            .map_or_else(String::new, |item| item.signature.clone())
    };
    let pairs = names.into_iter().map(|name| Held {
        item: name.clone(),
        kept: signature(locked, name),
        unlocked: signature(unlocked, name),
    });
    pairs.filter(|held| held.kept != held.unlocked).collect()
}
