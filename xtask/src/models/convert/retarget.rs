//! `jsonvalue` and `streaming`, which botocore has on members and Smithy on their targets. ·
//! Called by `convert` after pruning. · A target that is also used without them is copied.

use std::collections::{BTreeMap, BTreeSet};

use super::c2j::{Document, Reference, Shape};

/// What the member says about its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Json,
    Stream,
}

impl Said {
    fn of(reference: &Reference) -> Option<Self> {
        match reference {
            Reference {
                jsonvalue: true, ..
            } => Some(Self::Json),
            Reference {
                streaming: true, ..
            } => Some(Self::Stream),
            _ => None,
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Json => "JsonValue",
            Self::Stream => "Stream",
        }
    }

    fn mark(self, shape: &mut Shape) {
        match self {
            Self::Json => shape.media_type = Some("application/json"),
            Self::Stream => shape.streaming = true,
        }
    }
}

/// Moves what the members say to their targets.
pub(super) fn split(document: &mut Document) {
    let mut uses: BTreeMap<String, BTreeSet<Option<Said>>> = BTreeMap::new();
    for (_, shape) in document.shapes.iter() {
        for reference in shape.references() {
            let said = Said::of(reference);
            uses.entry(reference.shape.clone())
                .or_default()
                .insert(said);
        }
    }
    uses.retain(|_, said| said.iter().any(Option::is_some));
    if uses.is_empty() {
        return;
    }
    let mut names: BTreeMap<(String, Said), String> = BTreeMap::new();
    for (target, all) in &uses {
        for said in all.iter().flatten() {
            let copied = all.len() > 1;
            let name = if copied {
                free_name(document, &format!("{target}{}", said.suffix()))
            } else {
                target.clone()
            };
            mark(document, target, &name, *said);
            names.insert((target.clone(), *said), name);
        }
    }
    for (_, shape) in &mut document.shapes.0 {
        let members = shape.members.0.iter_mut().map(|(_, member)| member);
        let references = members
            .chain(&mut shape.member)
            .chain(&mut shape.key)
            .chain(&mut shape.value);
        for reference in references {
            if let Some(said) = Said::of(reference)
                && let Some(name) = names.get(&(reference.shape.clone(), said))
            {
                reference.shape.clone_from(name);
            }
        }
    }
}

/// Marks the target, or a copy of it when the name is another.
fn mark(document: &mut Document, target: &str, name: &str, said: Said) {
    if name == target {
        let shapes = document.shapes.0.iter_mut();
        for (_, shape) in shapes.filter(|(known, _)| known == target) {
            said.mark(shape);
        }
    } else if let Some(shape) = document.shapes.get(target) {
        let mut copy = shape.clone();
        said.mark(&mut copy);
        document.shapes.0.push((name.to_owned(), copy));
    }
}

fn free_name(document: &Document, wanted: &str) -> String {
    let mut name = wanted.to_owned();
    while document.shapes.get(&name).is_some() {
        name.push('_');
    }
    name
}
