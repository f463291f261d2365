//! Which module (and file) each type lives in: operations on the same thing together, with
//! the types that only they use. Only for the reader: every type is re-exported at the root,
//! so that a type that moves breaks nobody.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, ShapeId};
use crate::names::{Name, case};

/// The module for types that several groups use.
pub(super) const SHARED: &str = "shared";

/// Names that a group's module cannot have: modules that every crate has, files that cargo takes for
/// targets, crates that paths begin with, and files that Windows does not let be (its devices).
const TAKEN: &[&str] = &[
    "alloc",
    "aux",
    "bin",
    "con",
    "constraints",
    "core",
    "lib",
    "main",
    "mod",
    "nul",
    "prn",
    "runtime",
    "shapewright_runtime",
    "std",
    "wire",
];

/// The module's name for a group.
pub(super) fn module(group: &str) -> Name {
    let device = |name: &str| {
        group
            .strip_prefix(name)
            .is_some_and(|number| number.len() == 1)
    };
    let taken = TAKEN.contains(&group) || device("com") || device("lpt");
    if taken || group.ends_with("_table") {
        return Name::snake(&format!("{group}_types"));
    }
    Name::snake(group)
}

/// The module of each operation and data shape.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    operations: BTreeMap<ShapeId, String>,
    /// All groups.
    names: BTreeSet<String>,
    /// The groups whose operations reach a shape; `None` when there are many.
    reached_by: BTreeMap<ShapeId, Option<BTreeSet<String>>>,
}

/// More groups than this are not told apart, so that the work stays in proportion to the model.
const MANY: usize = 32;

impl Groups {
    /// Groups operations by the noun in their names, and shapes by the operations that reach them.
    pub(super) fn of(model: &Model, operations: &[ShapeId]) -> Self {
        let mut groups = Self::of_names(operations);
        groups.reach(model);
        groups
    }

    /// Gives every shape the groups of what leads to it. Each entry grows [`MANY`] times at most.
    fn reach(&mut self, model: &Model) {
        let mut open: Vec<(ShapeId, Option<BTreeSet<String>>)> = Vec::new();
        for (id, group) in &self.operations {
            if let Some(operation) = model.operation(id) {
                let shapes = operation.input.iter().chain(&operation.output);
                let shapes = shapes.chain(&operation.errors).cloned();
                let group = BTreeSet::from([group.clone()]);
                open.extend(shapes.map(|shape| (shape, Some(group.clone()))));
            }
        }
        while let Some((shape, new)) = open.pop() {
            let known = self.reached_by.entry(shape.clone());
            let known = known.or_insert_with(|| Some(BTreeSet::new()));
            let Some(groups) = known else { continue };
            match new {
                Some(new) if new.is_subset(groups) && !groups.is_empty() => continue,
                Some(new) if groups.union(&new).count() <= MANY => groups.extend(new),
                _ => *known = None,
            }
            let targets = model.members(&shape).map(|member| member.target.clone());
            open.extend(targets.map(|target| (target, known.clone())));
        }
    }

    fn of_names(operations: &[ShapeId]) -> Self {
        let mut nouns: BTreeMap<&ShapeId, Vec<String>> = BTreeMap::new();
        for id in operations {
            nouns.insert(id, noun(id.name()));
        }
        let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for noun in nouns.values() {
            *counts.entry(noun.clone()).or_default() += 1;
        }
        let operations: BTreeMap<ShapeId, String> = nouns
            .into_iter()
            .map(|(id, noun)| (id.clone(), settle(&noun, &counts).join("_")))
            .collect();
        Self {
            names: operations.values().cloned().collect(),
            operations,
            reached_by: BTreeMap::new(),
        }
    }

    /// The module of an operation.
    pub(super) fn of_operation(&self, id: &ShapeId) -> &str {
        self.operations.get(id).map_or(SHARED, String::as_str)
    }

    /// The module of a data shape: that of the operations that reach it when it is one, else
    /// the one among them that the shape is named after, else the shared one.
    pub(super) fn of_shape(&self, id: &ShapeId) -> &str {
        let groups = match self.reached_by.get(id) {
            Some(Some(groups)) => groups,
            _ => &self.names,
        };
        if let (1, Some(only)) = (groups.len(), groups.first()) {
            return only;
        }
        let name = case::snake(id.name());
        let ends = name
            .match_indices('_')
            .map(|(at, _)| at)
            .chain([name.len()]);
        let named_after = ends.filter_map(|end| groups.get(&name[..end])).next_back();
        named_after.map_or(SHARED, String::as_str)
    }
}

/// Words after which an operation's name tells more than its noun.
const PREPOSITIONS: &[&str] = &["by", "for", "from", "in", "of", "on", "to", "with"];

/// `ListTagsForResource` -> `tag`: without the verb, up to a preposition, in the singular.
fn noun(operation: &str) -> Vec<String> {
    let words = case::words(operation);
    let mut noun: Vec<String> = words
        .iter()
        .skip(1)
        .take_while(|word| !PREPOSITIONS.contains(&word.as_str()))
        .cloned()
        .collect();
    if noun.is_empty() {
        noun = words;
    }
    if let Some(last) = noun.last_mut() {
        *last = singular(last);
    }
    noun
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u']) && !word.ends_with("sis") && stem.len() > 2 => {
            stem.to_owned()
        }
        _ => word.to_owned(),
    }
}

/// An operation alone with its noun joins a bigger group whose noun begins or ends its own.
fn settle(noun: &[String], counts: &BTreeMap<Vec<String>, usize>) -> Vec<String> {
    if counts.get(noun).copied().unwrap_or(0) > 1 {
        return noun.to_vec();
    }
    let bigger = |candidate: &[String]| counts.get(candidate).copied().unwrap_or(0) > 1;
    let prefixes = (1..noun.len()).rev().map(|end| &noun[..end]);
    let suffixes = (1..noun.len()).map(|start| &noun[start..]);
    prefixes
        .chain(suffixes)
        .find(|c| bigger(c))
        .unwrap_or(noun)
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_real_operations() {
        for (operation, expected) in [
            ("CreateVpcLink", "vpc_link"),
            ("GetVpcLinks", "vpc_link"),
            ("ListTagsForResource", "tag"),
            ("DeleteCorsConfiguration", "cors_configuration"),
            ("ListRoutingRules", "routing_rule"),
            ("GetApis", "api"),
            (
                "UpdateProductRestEndpointPage",
                "product_rest_endpoint_page",
            ),
            ("Converse", "converse"),
            ("DescribeMesh", "mesh"),
            ("ListMeshes", "mesh"),
        ] {
            assert_eq!(noun(operation).join("_"), expected);
        }
    }
}
