//! The operations of each service in the test of all inputs, which has to name their types.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::files;

/// The test.
pub(super) const FILE: &str = "generated/tests/tests/properties_services.rs";

/// How long a line may be.
const WIDTH: usize = 100;

/// The text with all operations of a service's model.
pub(super) fn with_operations(text: &str, service: &str, model: &str) -> Result<String> {
    let model: Value = serde_json::from_str(model)?;
    let shapes = model["shapes"].as_object().context("no shapes")?;
    let operations: BTreeSet<&str> = shapes
        .iter()
        .filter(|(_, shape)| shape["type"] == "operation")
        .filter_map(|(id, _)| Some(id.split_once('#')?.1))
        .collect();
    let mut lines: Vec<String> = Vec::new();
    for name in operations {
        // A comma or semicolon comes behind it, a blank before it.
        match lines.last_mut() {
            Some(line) if line.len() + name.len() + 3 <= WIDTH => *line += &format!(" {name},"),
            _ => lines.push(format!("    {name},")),
        }
    }
    let list = lines.join("\n");
    let start = format!("operations! {{\n    {service}:\n");
    files::between(text, &start, ";\n}\n", list.trim_end_matches(','))
        .with_context(|| format!("it has no list of {service}"))
}
