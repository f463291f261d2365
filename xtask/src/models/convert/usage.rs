//! Which shapes are used, and as what. · Called by `convert` before anything is named. · All
//! references lead to a shape.

use std::collections::{BTreeMap, BTreeSet};

use super::c2j::{Document, Ordered, Shape};

/// Removes the shapes that no operation reaches.
pub(super) fn prune(document: &mut Document) {
    let shapes: BTreeMap<&str, &Shape> = document.shapes.iter().collect();
    let mut open: Vec<String> = Vec::new();
    for (_, operation) in document.operations.iter() {
        let references = operation.input.iter().chain(&operation.output);
        open.extend(
            references
                .chain(&operation.errors)
                .map(|reference| reference.shape.clone()),
        );
    }
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if let Some(shape) = shapes.get(name.as_str())
            && reached.insert(name)
        {
            open.extend(shape.references().map(|reference| reference.shape.clone()));
        }
    }
    let all = std::mem::take(&mut document.shapes.0);
    let kept = all.into_iter().filter(|(name, _)| reached.contains(name));
    document.shapes = Ordered(kept.collect());
}

/// How structures are used.
#[derive(Debug, Default)]
pub(super) struct Usage {
    inputs: BTreeMap<String, usize>,
    outputs: BTreeMap<String, usize>,
    errors: BTreeSet<String>,
    targets: BTreeSet<String>,
}

impl Usage {
    pub(super) fn of(document: &Document) -> Self {
        let mut usage = Self::default();
        for (_, operation) in document.operations.iter() {
            if let Some(input) = &operation.input {
                *usage.inputs.entry(input.shape.clone()).or_default() += 1;
            }
            if let Some(output) = &operation.output {
                *usage.outputs.entry(output.shape.clone()).or_default() += 1;
            }
            let errors = operation.errors.iter().map(|error| error.shape.clone());
            usage.errors.extend(errors);
        }
        for (name, shape) in document.shapes.iter() {
            let targets = shape.references().map(|target| target.shape.clone());
            usage.targets.extend(targets);
            if shape.exception {
                usage.errors.insert(name.to_owned());
            }
        }
        usage
    }

    pub(super) fn is_input(&self, name: &str) -> bool {
        self.inputs.contains_key(name)
    }

    pub(super) fn is_output(&self, name: &str) -> bool {
        self.outputs.contains_key(name)
    }

    pub(super) fn is_error(&self, name: &str) -> bool {
        self.errors.contains(name)
    }

    /// Whether the structure is one operation's input and nothing else, which is what
    /// `smithy.api#input` asks for.
    pub(super) fn is_only_input(&self, name: &str) -> bool {
        self.inputs.get(name) == Some(&1)
            && !self.is_output(name)
            && !self.is_error(name)
            && !self.targets.contains(name)
    }

    /// Whether the structure is one operation's output and nothing else, which is what
    /// `smithy.api#output` asks for.
    pub(super) fn is_only_output(&self, name: &str) -> bool {
        self.outputs.get(name) == Some(&1)
            && !self.is_input(name)
            && !self.is_error(name)
            && !self.targets.contains(name)
    }
}
