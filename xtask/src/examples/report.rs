//! `docs/documentation-findings.md`: what the lint finds, for those who write the documentation.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use shapewright_codegen::examples::Finding;

use crate::models::Manifest;

use super::lint::{self, Located, Outcome};
use super::summary::{self, Group};

/// The file, below the workspace.
pub(super) const PATH: &str = "docs/documentation-findings.md";

const HEAD: &str = "# Findings in AWS's documentation

<!-- Written by `cargo xtask examples lint --write`; a test keeps it up to date. -->

Examples of AWS's documentation, compared with the models of the services: whether the parameters that an
example gives and the output that it shows have the members, types, values and limits that the model says. What
only follows the AWS CLI's own conventions (names of members instead of those on the wire, ISO 8601 timestamps or
numbers, the member that a REST service's body is, around it) is no finding.

Each finding names the document with the line where the command or the output begins, a JSON pointer into the
parameters or the output, what is shown, and what the model says instead. Of a page of an API reference or a guide,
which has no lines, it names the copy in this project and the place on the page.
";

/// The whole text.
pub(super) fn render(root: &Path, outcome: &Outcome) -> Result<String> {
    let manifest = std::fs::read_to_string(root.join("models/manifest.toml"))?;
    let package = Manifest::parse(&manifest)?.examples_source();
    let mut text = HEAD.to_owned();
    writeln!(
        text,
        "\nThe documents are those of {package}, and some pages of the API references and guides."
    )?;
    writeln!(text, "\n```text\n{}\n```", lint::counts(outcome))?;
    writeln!(
        text,
        "\n## Summary\n\nEach thing once, with how often it is found.\n"
    )?;
    for group in summary::groups(&outcome.findings) {
        writeln!(text, "{}", summary_line(&group))?;
    }
    let mut service = "";
    let mut document = "";
    for found in &outcome.findings {
        if found.service != service {
            service = &found.service;
            writeln!(text, "\n## {service}")?;
        }
        if found.document != document {
            document = &found.document;
            writeln!(text, "\n### {document} ({})\n", found.operation)?;
            if let Some(page) = &found.page {
                writeln!(text, "{page}.\n")?;
            }
        }
        writeln!(text, "{}", line(found))?;
    }
    Ok(text)
}

fn summary_line(group: &Group) -> String {
    let mut text = format!("- **{}**", group.kind);
    if !group.shape.is_empty() {
        text.push_str(&format!(" `{}`", group.shape));
    }
    if !group.shown.is_empty() {
        text.push_str(&format!(": {}", group.shown));
    }
    text.push_str(&format!(", {}.", group.extent()));
    if !group.model.is_empty() {
        text.push_str(&format!(" The model says: {}", code(&group.model)));
    }
    text
}

fn line(found: &Located) -> String {
    let finding: &Finding = &found.finding;
    let mut text = match found.page {
        // A page has no lines.
        Some(_) => format!("- {}", finding.part),
        None => format!("- line {}, {}", found.line, finding.part),
    };
    if !finding.pointer.is_empty() {
        text.push_str(&format!(" `{}`", finding.pointer));
    }
    text.push_str(&format!(": **{}**: {}", finding.kind, finding.message));
    if let Some(hint) = &finding.hint {
        text.push_str(&format!("; did you mean `{hint}`?"));
    }
    if !finding.model.is_empty() {
        let stop = if finding.hint.is_some() { "" } else { "." };
        text.push_str(&format!("{stop} The model says: {}", code(&finding.model)));
    }
    if !finding.shape.is_empty() {
        text.push_str(&format!(" (`{}`)", finding.shape));
    }
    text
}

/// Patterns have characters that mean something in Markdown.
fn code(text: &str) -> String {
    match text.strip_prefix("the pattern ") {
        Some(pattern) if !pattern.contains('`') => format!("the pattern `{pattern}`"),
        _ => text.to_owned(),
    }
}
