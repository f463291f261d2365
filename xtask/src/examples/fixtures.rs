//! The documents that the project started from: their fixtures below `generated/tests/examples`, linted like the rest.
//! Only what a document prints counts, not what was made of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;
use shapewright_codegen::examples::{Finding, Form, Linter, Part, wire};
use shapewright_codegen::model::{Model, Operation, ShapeKind};

use super::lint::{Located, Outcome};
use super::names::cli;
use super::{command, shell};

/// Where the fixtures are.
const FOLDER: &str = "generated/tests/examples";

/// Adds the findings of a service's fixtures.
pub(super) fn lint(root: &Path, service: &str, model: &Model, outcome: &mut Outcome) -> Result<()> {
    let mut folders = vec![root.join(FOLDER).join(service)];
    while let Some(folder) = folders.pop() {
        let cannot = || format!("{} cannot be read", folder.display());
        let entries = std::fs::read_dir(&folder).with_context(cannot)?;
        let paths: std::io::Result<Vec<PathBuf>> = entries.map(|entry| Ok(entry?.path())).collect();
        let mut inner: Vec<PathBuf> = paths.with_context(cannot)?;
        inner.retain(|path| path.is_dir());
        inner.sort();
        folders.extend(inner.into_iter().rev());
        if folder.join("SOURCE.toml").is_file() {
            lint_folder(root, &folder, service, model, outcome)?;
        }
    }
    Ok(())
}

fn lint_folder(
    root: &Path,
    folder: &Path,
    service: &str,
    model: &Model,
    outcome: &mut Outcome,
) -> Result<()> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    };
    let source: PageSource = toml::from_str(&read("SOURCE.toml")?)
        .with_context(|| format!("{}/SOURCE.toml is not understood", folder.display()))?;
    let shape = operation_of(root, folder, model);
    for (name, place) in &source.printed {
        let (Some((operation_name, operation)), Some(kind)) = (&shape, FixtureKind::of(name))
        else {
            outcome.fixtures.1 += 1;
            continue;
        };
        outcome.fixtures.0 += 1;
        let mut text = read(name)?;
        if kind == FixtureKind::Command && folder.join(MENDED_COMMAND).is_file() {
            text = as_meant(text, read(MENDED_COMMAND)?);
        }
        let document = folder.join(name);
        let document = document.strip_prefix(root).unwrap_or(&document);
        for finding in findings(model, service, operation, kind, &text) {
            outcome.findings.push(Located {
                service: service.to_owned(),
                document: document.to_string_lossy().replace('\\', "/"),
                page: Some(format!("{}, {}: {place}", source.publication, source.title)),
                line: 1,
                operation: operation_name.clone(),
                finding,
            });
        }
    }
    Ok(())
}

/// What `SOURCE.toml` says of a page.
#[derive(Deserialize)]
struct PageSource {
    title: String,
    publication: String,
    /// Where on the page each fixture stands.
    #[serde(default)]
    printed: BTreeMap<String, String>,
}

/// A command as a shell takes it, where the printed one is none.
const MENDED_COMMAND: &str = "command.mended.txt";

/// The pages are there as text, whose line breaks and spaces are not those of the page around its placeholders: a
/// command that was mended in nothing else is no finding.
fn as_meant(printed: String, mended: String) -> String {
    let visible = |text: &str| -> String {
        let kept = |char: &char| !char.is_whitespace() && *char != '\\';
        text.chars().filter(kept).collect()
    };
    match visible(&printed) == visible(&mended) {
        true => mended,
        false => printed,
    }
}

/// The operation after which a folder, or one around it, is named.
fn operation_of<'a>(
    root: &Path,
    folder: &Path,
    model: &'a Model,
) -> Option<(String, &'a Operation)> {
    let mut names = folder.strip_prefix(root).ok()?.iter().rev();
    names.find_map(|name| {
        model.shapes().find_map(|shape| match &shape.kind {
            ShapeKind::Operation(operation) if cli(shape.id.name()).as_str() == name => {
                Some((shape.id.name().to_owned(), operation))
            }
            _ => None,
        })
    })
}

/// What a fixture is, by its name.
#[derive(Clone, Copy, PartialEq)]
enum FixtureKind {
    Command,
    Request,
    Response,
    HttpRequest,
    HttpResponse,
}

impl FixtureKind {
    /// None for what only describes values.
    fn of(name: &str) -> Option<Self> {
        match name {
            "command.txt" => Some(Self::Command),
            "request.json" => Some(Self::Request),
            "response.json" => Some(Self::Response),
            "request.http" => Some(Self::HttpRequest),
            "response.http" => Some(Self::HttpResponse),
            _ => None,
        }
    }
}

fn findings(
    model: &Model,
    service: &str,
    operation: &Operation,
    kind: FixtureKind,
    text: &str,
) -> Vec<Finding> {
    let mut linter = Linter::new(model);
    let (input, output) = (operation.input.as_ref(), operation.output.as_ref());
    let travels = Form::Wire {
        json_names: wire::json_names(model),
    };
    // Documents print a whole message in one line: a brace begins the body.
    let body = text.find('{').map_or("", |at| &text[at..]);
    match kind {
        FixtureKind::Request => linter.text(input, text, Part::Input, Form::File),
        FixtureKind::Response => linter.text(output, text, Part::Output, Form::File),
        FixtureKind::HttpRequest => linter.text(input, body, Part::Input, travels),
        FixtureKind::HttpResponse => linter.text(output, body, Part::Output, travels),
        FixtureKind::Command => command_findings(model, service, operation, text),
    }
}

fn command_findings(
    model: &Model,
    service: &str,
    operation: &Operation,
    text: &str,
) -> Vec<Finding> {
    let (mut words, wrong) = shell::command(text);
    let mut findings: Vec<Finding> = wrong.into_iter().map(Finding::unreadable).collect();
    // A command with a file stands beside the file, which is a fixture of its own.
    let file = words.iter().position(|word| word == "--cli-input-json");
    if let Some(at) = file {
        words.drain(at..(at + 2).min(words.len()));
    }
    let reading = command::read(model, service, &words, &BTreeMap::new());
    findings.extend(reading.unread.iter().map(|why| Finding::unreadable(why)));
    if let (Some(input), None) = (reading.input, file) {
        let input = Value::Object(input);
        let complete = findings.is_empty();
        findings.extend(Linter::new(model).parameters(operation, &input, complete));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::as_meant;

    #[test]
    fn only_line_breaks_and_spaces_are_put_right() {
        let meant = |printed: &str, mended: &str| as_meant(printed.to_owned(), mended.to_owned());
        let mended = "aws x y --a b \\\n --c d";
        assert_eq!(meant("aws x y --a\nb\n\\ --cd", mended), mended);
        let wrong = "aws x y --a\nB\n\\ --cd";
        assert_eq!(meant(wrong, mended), wrong);
    }
}
