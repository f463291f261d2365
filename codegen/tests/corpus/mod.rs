//! The corpus of changes: each case of `tests/diff/*.json` is a change of `tests/diff/base.json`, with what has to be
//! found and the verdict. · Shared by the tests of the diff and by `cargo xtask models verdicts`.
//!
//! `before` makes the old model of the base, `set` and `remove` (JSON pointers) the new one of the old. A finding is
//! severity, event id and shape; `changes` are those of the Rust API, `held` is what the lock keeps back.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A change and what it means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the command looks at the verdict alone")]
pub(crate) struct Case {
    /// The file that it stands in, without `.json`.
    #[serde(skip)]
    pub(crate) file: String,
    pub(crate) name: String,
    /// The evaluator of Smithy's or the rule of its guide "Evolving Models" that the case is about.
    pub(crate) rule: String,
    #[serde(default)]
    before: Edit,
    #[serde(default)]
    set: Map<String, Value>,
    #[serde(default)]
    remove: Vec<String>,
    pub(crate) findings: Vec<String>,
    pub(crate) verdict: String,
    #[serde(default)]
    pub(crate) changes: Vec<String>,
    #[serde(default)]
    pub(crate) held: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    #[serde(default)]
    set: Map<String, Value>,
    #[serde(default)]
    remove: Vec<String>,
}

/// The base and all cases, sorted by file.
pub(crate) struct Corpus {
    pub(crate) base: Value,
    pub(crate) cases: Vec<Case>,
}

impl Corpus {
    /// Reads the folder.
    ///
    /// # Errors
    /// What cannot be read.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let entries =
            std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let mut cases = Vec::new();
        for path in paths.iter().filter(|path| !path.ends_with("base.json")) {
            let value = value(path)?;
            let read: Vec<Case> =
                serde_json::from_value(value).map_err(|e| format!("{}: {e}", path.display()))?;
            let file = path.file_stem().unwrap_or_default().to_string_lossy();
            cases.extend(read.into_iter().map(|case| Case {
                file: file.to_string(),
                ..case
            }));
        }
        let base = value(&folder.join("base.json"))?;
        Ok(Self { base, cases })
    }

    /// The old and the new model of a case.
    ///
    /// # Errors
    /// A pointer that leads nowhere.
    pub(crate) fn models(&self, case: &Case) -> Result<(Value, Value), String> {
        let of = |error: String| format!("{}: {error}", case.name);
        let mut old = self.base.clone();
        edit(&mut old, &case.before.set, &case.before.remove).map_err(of)?;
        let mut new = old.clone();
        edit(&mut new, &case.set, &case.remove).map_err(of)?;
        Ok((old, new))
    }
}

fn value(path: &Path) -> Result<Value, String> {
    let of = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(|e| of(&e))?;
    serde_json::from_str(&text).map_err(|e| of(&e))
}

/// Changes a document at JSON pointers (RFC 6901); objects on the way are made.
fn edit(document: &mut Value, set: &Map<String, Value>, remove: &[String]) -> Result<(), String> {
    for pointer in remove {
        let (parent, last) = parent(document, pointer)?;
        if parent.shift_remove(&last).is_none() {
            return Err(format!("{pointer} is not there"));
        }
    }
    for (pointer, value) in set {
        let (parent, last) = parent(document, pointer)?;
        parent.insert(last, value.clone());
    }
    Ok(())
}

fn parent<'a>(
    document: &'a mut Value,
    pointer: &str,
) -> Result<(&'a mut Map<String, Value>, String), String> {
    let no_object = || format!("{pointer} leads through something that is no object");
    let steps = pointer.split('/').skip(1);
    let mut steps: Vec<String> = steps
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect();
    let last = steps
        .pop()
        .ok_or_else(|| format!("{pointer} is no pointer"))?;
    let mut at = document.as_object_mut().ok_or_else(no_object)?;
    for step in steps {
        let next = at.entry(step).or_insert_with(|| json!({}));
        at = next.as_object_mut().ok_or_else(no_object)?;
    }
    Ok((at, last))
}
