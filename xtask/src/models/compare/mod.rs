//! `cargo xtask models diff --mode compare`: how an imported model differs from an official one.

mod diff;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;

use view::View;

/// Prints how a folder's model and overlay differ from an official model.
///
/// # Errors
/// When one of them cannot be read.
pub(super) fn print(folder: &Path, official: &Path) -> Result<()> {
    let comparison = compare(folder, official)?;
    print!("{comparison}");
    Ok(())
}

/// Compares a folder's model and overlay with an official model.
fn compare(folder: &Path, official: &Path) -> Result<Comparison> {
    let mut imported = vec![folder.join("model.json")];
    let overlay = folder.join("overlay.json");
    if overlay.exists() {
        imported.push(overlay);
    }
    let imported = view(&imported)?;
    let official = view(&[official.to_path_buf()])?;
    Ok(diff::diff(&imported, &official))
}

fn view(paths: &[PathBuf]) -> Result<View> {
    let read = |path: &PathBuf| {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).with_context(|| name.clone())?;
        anyhow::Ok(Source::new(name, text))
    };
    let sources = paths.iter().map(read).collect::<Result<Vec<_>>>()?;
    let mut report = Report::new();
    let view = View::of(&sources, &mut report);
    if report.has_errors() {
        bail!("the model cannot be read\n{report}");
    }
    Ok(view)
}

/// What differs between two models.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// By what it is about (mostly a trait's id): a line for each difference.
    groups: BTreeMap<String, Vec<String>>,
    /// Differences in traits that only document or test.
    documentation: usize,
    /// Members that target a shape of the prelude on one side and one that equals it on the other.
    equivalent: usize,
    /// Shapes and members that both models have.
    common: (usize, usize),
}

impl Comparison {
    fn add(&mut self, group: impl Into<String>, line: impl Into<String>) {
        self.groups
            .entry(group.into())
            .or_default()
            .push(line.into());
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (group, lines) in &self.groups {
            writeln!(f, "{group}: {}", lines.len())?;
            for line in lines {
                writeln!(f, "  {line}")?;
            }
        }
        let (shapes, members) = self.common;
        let differences: usize = self.groups.values().map(Vec::len).sum();
        writeln!(
            f,
            "{differences} differences; {shapes} shapes and {members} members are in both models"
        )?;
        writeln!(
            f,
            "not listed: {} of documentation, tests and endpoint rules; {} targets in the prelude \
             that mean the same",
            self.documentation, self.equivalent
        )
    }
}
