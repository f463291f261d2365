//! The committed examples: where they are, and the models that they are about.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::examples::corpus::Document;
use shapewright_codegen::model::Model;

use crate::files::json_files;
use crate::models::SERVICES;

/// The services by their folders below `models/`, which are their names in the CLI too.
pub(super) fn services() -> Vec<&'static str> {
    SERVICES.iter().map(|service| service.name).collect()
}

/// The folder of a service's examples.
pub(super) fn folder(root: &Path, service: &str) -> PathBuf {
    root.join("models").join(service).join("examples")
}

/// A service's model with its overlay.
pub(super) fn model(root: &Path, service: &str) -> Result<Model> {
    let mut sources = Vec::new();
    for name in ["model.json", "overlay.json"] {
        let path = root.join("models").join(service).join(name);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        sources.push(Source::new(format!("models/{service}/{name}"), text));
    }
    let mut report = Report::new();
    let model = Model::load(&sources, &mut report);
    if report.has_errors() {
        bail!("the model of {service} does not load:\n{report}");
    }
    Ok(model)
}

/// The files of a folder of examples as sources of a generator, by path; they are called as the folder is.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn sources(folder: &Path, name: &str) -> Result<Vec<Source>> {
    let files = json_files(folder)?.into_iter();
    let sources = files.map(|path| {
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        let file = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy();
        Ok(Source::new(
            format!("{name}/{}", file.replace('\\', "/")),
            text,
        ))
    });
    sources.collect()
}

/// The committed documents of a service, by path.
pub(super) fn documents(root: &Path, service: &str) -> Result<Vec<Document>> {
    let folder = folder(root, service);
    let files = json_files(&folder).with_context(|| {
        format!("no examples of {service}: `cargo xtask examples update` makes them")
    })?;
    let documents = files.iter().map(|path| {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        serde_json::from_str(&text)
            .with_context(|| format!("{} is not what `examples update` writes", path.display()))
    });
    documents.collect()
}

/// The text of a document's file.
pub(super) fn render(document: &Document) -> Result<String> {
    let mut text = serde_json::to_string_pretty(document)?;
    text.push('\n');
    Ok(text)
}

/// Everything in a document that cannot be read as it stands: line and reason.
pub(super) fn unread(document: &Document) -> impl Iterator<Item = (u32, &str)> {
    let inside = document.examples.iter().flat_map(|example| &example.unread);
    let all = document.unread.iter().chain(inside);
    all.map(|unread| (unread.line, unread.why.as_str()))
}
