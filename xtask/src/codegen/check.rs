//! `cargo xtask codegen --check`: what is committed against what the models give.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use shapewright_codegen::output::Difference;

use crate::files::read_generated;

use super::{Options, Output, Workspace, folders};

/// What `--check` finds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files that differ, and how.
    pub(super) files: Vec<(String, Difference)>,
    /// What a crate was made from when that is not what is there now, in words.
    pub(super) reasons: Vec<String>,
    /// Imported models that have been edited, in words.
    pub(super) edited: Vec<String>,
}

/// Compares; nothing is written.
pub(super) fn find(
    workspace: &Workspace<'_>,
    generated: &[Output<'_>],
    options: &Options,
) -> Result<Found> {
    let mut found = Found::default();
    for (directory, files) in folders(workspace, generated, options) {
        let there = read_generated(&workspace.root.join(directory))?;
        for (path, difference) in files.compare(&there) {
            found
                .files
                .push((format!("{directory}/{path}"), difference));
        }
        if let (Some(old), Some(new)) = (there.get(PROVENANCE), files.get(PROVENANCE)) {
            found.reasons.extend(reasons(directory, old, new));
        }
    }
    for (service, output) in generated {
        let Some(lock) = &service.lock else { continue };
        match std::fs::read_to_string(workspace.root.join(lock)) {
            Ok(text) if text == output.lock => {}
            Ok(_) => found.files.push((lock.clone(), Difference::Stale)),
            Err(_) => found.files.push((lock.clone(), Difference::Missing)),
        }
    }
    let services: Vec<_> = generated.iter().map(|(service, _)| *service).collect();
    found.edited = workspace.edited(&services);
    Ok(found)
}

const PROVENANCE: &str = "PROVENANCE.toml";

/// What a crate was made from, where it is no longer so.
fn reasons(directory: &str, old: &str, new: &str) -> Vec<String> {
    let (old, new) = (entries(old), entries(new));
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    keys.into_iter()
        .filter(|key| old.get(*key) != new.get(*key))
        .map(|key| {
            let or_nothing = |entries: &BTreeMap<String, String>| {
                entries.get(key).cloned().unwrap_or("nothing".to_owned())
            };
            format!(
                "{directory}: {key} was {}, is {}",
                or_nothing(&old),
                or_nothing(&new)
            )
        })
        .collect()
}

/// What a `PROVENANCE.toml` says: `model models/a/model.json` and the like with their values. None if it is no TOML.
fn entries(text: &str) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let table: toml::Table = text.parse().unwrap_or_default();
    for (key, value) in &table {
        match value {
            toml::Value::Array(inputs) => {
                for input in inputs.iter().filter_map(toml::Value::as_table) {
                    let name = input.get("name").and_then(toml::Value::as_str);
                    let hash = input.get("sha256").map(ToString::to_string);
                    out.insert(
                        format!("{key} {}", name.unwrap_or_default()),
                        hash.unwrap_or_default(),
                    );
                }
            }
            toml::Value::Table(options) => options.iter().for_each(|(name, value)| {
                drop(out.insert(format!("{key} {name}"), value.to_string()))
            }),
            value => drop(out.insert(key.clone(), value.to_string())),
        }
    }
    out
}

/// Tells what was found; anything is an error with the command that mends it.
pub(super) fn tell(found: &Found, options: &Options) -> Result<()> {
    for (path, difference) in &found.files {
        let word = match difference {
            Difference::Missing => "missing",
            Difference::Stale => "stale",
            Difference::Orphaned => "orphaned",
        };
        println!("{word:9} {path}");
    }
    for line in found.reasons.iter().chain(&found.edited) {
        println!("{line}");
    }
    let mut command = "cargo xtask codegen".to_owned();
    let unlock = options.unlock.then_some("--unlock");
    for word in unlock
        .into_iter()
        .chain(options.services.iter().map(String::as_str))
    {
        command = command + " " + word;
    }
    match (found.files.len(), found.edited.len()) {
        (0, 0) => {
            println!("everything generated is fresh");
            Ok(())
        }
        (0, _) => bail!("imported models have been edited; what to do stands above"),
        (1, _) => bail!("1 file is not what the models give; run `{command}`"),
        (many, _) => bail!("{many} files are not what the models give; run `{command}`"),
    }
}
