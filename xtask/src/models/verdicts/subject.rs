//! The crates of the cases: generated, and each different one kept once.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use serde_json::Value;
use shapewright_codegen::output::FileSet;
use shapewright_codegen::{Package, Settings, Source, generate};

use crate::config;

use super::corpus::Corpus;
use super::users::{User, Users};

/// The library that all crates are: cargo-semver-checks compares paths with the crate's name in them.
pub(super) const LIBRARY: &str = "store";

/// The crates, each once.
#[derive(Default)]
pub(super) struct Crates {
    all: Vec<FileSet>,
    /// By what they are, as text.
    known: BTreeMap<String, usize>,
}

impl Crates {
    /// The number of a crate; what says where it is from does not make it another one.
    fn number(&mut self, files: FileSet) -> usize {
        let text = files
            .iter()
            .filter(|(path, _)| *path != "PROVENANCE.toml")
            .map(|(path, text)| format!("{path}\n{}", contents(text)));
        let next = self.all.len();
        let number = *self.known.entry(text.collect()).or_insert(next);
        if number == next {
            self.all.push(files);
        }
        number
    }

    /// All of them, in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = &FileSet> {
        self.all.iter()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }
}

/// A file without the comment at its start, which says what it was made of.
fn contents(text: &str) -> &str {
    let comment = |line: &str| {
        let plain = line.starts_with("//") && !line.starts_with("//!");
        plain || line.starts_with('#') && !line.starts_with("#!")
    };
    let start = text.split_inclusive('\n').take_while(|line| comment(line));
    &text[start.map(str::len).sum()..]
}

/// A case and its crates.
pub(super) struct Subject {
    /// Its name.
    pub(super) name: String,
    /// The verdict of `models diff`.
    pub(super) verdict: String,
    /// The number of the old crate.
    pub(super) old: usize,
    /// The number of the new one, if there is one.
    pub(super) new: Option<usize>,
    /// Who is compiled against both.
    pub(super) users: Vec<User>,
}

impl Subject {
    /// Both crates, if there are two that differ.
    pub(super) fn pair(&self) -> Option<(usize, usize)> {
        let new = self.new?;
        (new != self.old).then_some((self.old, new))
    }
}

/// Generates the crates of the chosen cases.
pub(super) fn all(
    root: &Path,
    chosen: &[String],
    users: &Users,
    crates: &mut Crates,
) -> Result<Vec<Subject>> {
    let corpus = Corpus::read(&root.join("codegen/tests/diff")).map_err(|e| anyhow!(e))?;
    let unknown = chosen
        .iter()
        .find(|name| !corpus.cases.iter().any(|c| c.name == **name));
    if let Some(unknown) = unknown {
        bail!("there is no case `{unknown}` in codegen/tests/diff/");
    }
    let wanted = |name: &String| chosen.is_empty() || chosen.contains(name);
    let mut subjects = Vec::new();
    for case in corpus.cases.iter().filter(|case| wanted(&case.name)) {
        let (old, new) = corpus.models(case).map_err(|e| anyhow!(e))?;
        let (old, lock) = generated(root, &old, None)
            .map_err(|report| anyhow!("{}: the old model gives no crate\n{report}", case.name))?;
        subjects.push(Subject {
            name: case.name.clone(),
            verdict: case.verdict.clone(),
            old: crates.number(old),
            new: match generated(root, &new, Some(lock)) {
                Ok((new, _)) => Some(crates.number(new)),
                Err(_) => None,
            },
            users: users.of(&case.name),
        });
    }
    Ok(subjects)
}

/// A crate and its lock.
fn generated(
    root: &Path,
    model: &Value,
    lock: Option<String>,
) -> Result<(FileSet, String), String> {
    let settings = Settings {
        lock: lock.map(|text| Source::new("api.lock", text)),
        ..Settings::new(Package {
            runtime: config::path_entry(&root.join("runtime")),
            standalone: false,
            publish: false,
            ..Package::new(LIBRARY)
        })
    };
    let sources = [Source::new("model.json", model.to_string())];
    match generate(&sources, &settings) {
        Ok(output) => Ok((output.files, output.lock)),
        Err(report) => Err(report.to_string()),
    }
}
