//! One model of a survey: its services' crates, and what was said about them.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;
use shapewright_codegen::diagnostic::{Diagnostic, Report, Severity};
use shapewright_codegen::model::Model;
use shapewright_codegen::{Generated, Package, Settings, Source};

use super::check::{self, Workspace};
use crate::config;

/// What became of a model, or of one service of a model that has several.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    /// The file's name without its ending; what tells it from others of that name comes before, the
    /// service's name after it where the model has several.
    pub(super) name: String,
    /// The model's name, without a service's.
    #[serde(skip)]
    pub(super) file: String,
    /// The name of its package.
    #[serde(skip)]
    pub(super) package: String,
    /// The service's protocols, by their traits' names.
    pub(super) protocol: String,
    pub(super) outcome: Outcome,
    /// Operations that were generated.
    pub(super) operations: usize,
    /// What the generator says of operations that it does not support.
    pub(super) refused: Vec<String>,
    /// Data shapes that became types.
    pub(super) shapes: usize,
    /// Lines of the crate.
    pub(super) lines: usize,
    /// From the text to the last file, in memory.
    pub(super) milliseconds: u128,
    /// Other warnings, by kind.
    pub(super) warnings: BTreeMap<String, usize>,
}

/// How it ended.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "said")]
pub(super) enum Outcome {
    /// There is a crate; it was not compiled.
    #[default]
    Generated,
    /// There is a crate, and it compiles without a warning.
    Compiled,
    /// The service has only protocols that are not supported.
    Refused(String),
    /// There is no crate, and there should be one.
    Failed(String),
    /// There is a crate that does not compile without a warning.
    FailedToCompile(String),
}

/// A name for each file: its own, with its folders' below the survey's where another one has it too.
pub(super) fn names(folder: &Path, paths: &[PathBuf]) -> Vec<String> {
    let stem = |path: &PathBuf| {
        let stem = path.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    };
    let mut seen = BTreeSet::new();
    let twice: BTreeSet<String> = paths
        .iter()
        .map(stem)
        .filter(|name| !seen.insert(name.clone()))
        .collect();
    let name = |path: &PathBuf| match twice.contains(&stem(path)) {
        false => stem(path),
        true => {
            let below = path.strip_prefix(folder).unwrap_or(path);
            below
                .with_extension("")
                .to_string_lossy()
                .replace('\\', "/")
        }
    };
    paths.iter().map(name).collect()
}

/// Generates what a file has; a row for each service, at least one. A panic is a failure of this model.
pub(super) fn rows(path: &Path, name: &str, place: Option<&Workspace>) -> Vec<Row> {
    let work = AssertUnwindSafe(|| services(path, name, place));
    let mut rows = catch_unwind(work).unwrap_or_else(|panic| {
        let said = format!("the generator panics: {}", said(&*panic));
        vec![failed(name, said)]
    });
    for row in &mut rows {
        name.clone_into(&mut row.file);
    }
    rows
}

/// A model of which nothing is known.
fn failed(name: &str, said: String) -> Row {
    Row {
        name: name.to_owned(),
        protocol: "-".to_owned(),
        outcome: Outcome::Failed(said),
        ..Row::default()
    }
}

/// The text of a panic.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a text")
}

fn services(path: &Path, name: &str, place: Option<&Workspace>) -> Vec<Row> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return vec![failed(name, format!("it cannot be read: {error}"))],
    };
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let sources = [Source::new(file, text)];
    // What is wrong with the model is told by `generate`.
    let model = Model::load(&sources, &mut Report::new());
    let services: Vec<(String, String)> = model
        .services()
        .map(|(shape, _)| (shape.id.to_string(), protocols(&shape.traits.protocols)))
        .collect();
    drop(model);
    match services.as_slice() {
        [] => vec![one(&sources, name.to_owned(), None, "-", place)],
        [(_, protocol)] => vec![one(&sources, name.to_owned(), None, protocol, place)],
        several => {
            let row = |(id, protocol): &(String, String)| {
                let own = id.rsplit('#').next().unwrap_or_default();
                one(&sources, format!("{name}/{own}"), Some(id), protocol, place)
            };
            several.iter().map(row).collect()
        }
    }
}

/// The names of protocols' traits, without their namespaces.
fn protocols(ids: &[String]) -> String {
    let names: Vec<&str> = ids.iter().filter_map(|id| id.rsplit('#').next()).collect();
    match names.as_slice() {
        [] => "-".to_owned(),
        names => names.join(", "),
    }
}

fn one(
    sources: &[Source],
    name: String,
    service: Option<&str>,
    protocol: &str,
    place: Option<&Workspace>,
) -> Row {
    let package = check::package(&name);
    let settings = Settings {
        service: service.map(str::to_owned),
        ..Settings::new(Package {
            runtime: config::path_entry(&config::root().join("runtime")),
            standalone: false,
            publish: false,
            ..Package::new(package.clone())
        })
    };
    let start = Instant::now();
    let result = shapewright_codegen::generate(sources, &settings);
    let mut row = Row {
        name,
        package,
        protocol: protocol.to_owned(),
        milliseconds: start.elapsed().as_millis(),
        ..Row::default()
    };
    match result {
        Ok(generated) => fill(&mut row, &generated, place),
        Err(report) => row.outcome = without_a_crate(&report),
    }
    row
}

fn fill(row: &mut Row, generated: &Generated, place: Option<&Workspace>) {
    row.operations = generated.statistics.operations;
    row.shapes = generated.statistics.shapes;
    row.lines = generated.statistics.lines;
    let warnings = generated.report.iter();
    for warning in warnings.filter(|found| found.severity == Severity::Warning) {
        if warning.id == "UnsupportedOperation" {
            row.refused.push(sentence(warning));
        } else {
            *row.warnings.entry(warning.id.to_owned()).or_default() += 1;
        }
    }
    if let Some(place) = place
        && let Err(error) = place.write(&row.package, &generated.files)
    {
        row.outcome = Outcome::Failed(format!("{error:#}"));
    }
}

/// What a finding says, without where.
fn sentence(finding: &Diagnostic) -> String {
    let shape = finding.shape.as_deref().unwrap_or_default();
    let own = shape.rsplit('#').next().unwrap_or_default();
    format!("{own}: {} | {}", finding.message, finding.id)
}

/// Refused if nothing but the protocol is wrong.
fn without_a_crate(report: &Report) -> Outcome {
    let errors = || {
        report
            .iter()
            .filter(|found| found.severity == Severity::Error)
    };
    if errors().all(|error| error.id == "UnsupportedProtocol") {
        return Outcome::Refused(errors().map(sentence).collect::<Vec<_>>().join("\n"));
    }
    Outcome::Failed(
        errors()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        let paths = ["d/a.json", "d/b.json", "d/more/a.json"].map(PathBuf::from);
        assert_eq!(names(Path::new("d"), &paths), ["a", "b", "more/a"]);
    }

    #[test]
    fn a_panic_has_a_text() {
        let text = |work: fn()| said(&*catch_unwind(work).unwrap_err()).to_owned();
        assert_eq!(text(|| panic!("one")), "one");
        assert_eq!(text(|| panic!("number {}", 2)), "number 2");
        assert_eq!(text(|| std::panic::panic_any(3)), "without a text");
    }
}
