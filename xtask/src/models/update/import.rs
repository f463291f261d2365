//! What an import gives: models and manifest in memory, known to load. · Called by `update`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, bail};
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::{Report, Severity};
use shapewright_codegen::model;
use shapewright_codegen::provenance::sha256;

use crate::files::Transaction;
use crate::models::convert::{self, Converted};
use crate::models::manifest::{self, Entry, Manifest};
use crate::models::services::Service;
use crate::models::wheel::{PACKAGE, Wheel};
use crate::models::{infer, overlay};

/// Models that have been converted, not yet written.
pub(crate) struct Imported {
    /// The new models that say something else than before.
    pub(super) models: Vec<Model>,
    /// The new manifest.
    manifest: String,
    /// The package's version.
    pub(super) version: String,
}

/// A service's new model.
pub(super) struct Model {
    /// The service's folder below `models/`.
    pub(super) name: &'static str,
    /// Its `model.json`.
    pub(super) text: String,
    /// What is inferred from it: what the new model says itself is inferred no more.
    pub(super) inferred: String,
}

/// Converts and loads the services' models. A model that is the same as before keeps its entry in the manifest, so
/// that a new version of the package alone changes nothing.
pub(crate) fn import(wheel: &mut Wheel, services: &[Service], folder: &Path) -> Result<Imported> {
    let mut manifest = match read_optional(&folder.join("manifest.toml"))? {
        Some(text) => Manifest::parse(&text)?,
        None => Manifest::default(),
    };
    let mut models = Vec::new();
    for service in services {
        let (entry, model) = one(wheel, *service, folder)
            .with_context(|| format!("{}: the models are unchanged", service.name))?;
        let old = |file: &str| read_optional(&folder.join(service.name).join(file));
        let same = old("model.json")?.as_ref() == Some(&model.text)
            && old(infer::FILE)?.as_ref() == Some(&model.inferred);
        let known = manifest
            .get(service.name)
            .is_some_and(|it| it.made_alike(&entry));
        if !(same && known) {
            manifest.set(service.name, entry);
        }
        if !same {
            models.push(model);
        }
    }
    Ok(Imported {
        models,
        manifest: manifest.render()?,
        version: wheel.version.clone(),
    })
}

impl Imported {
    /// One service's new model, of no package.
    #[cfg(test)]
    pub(super) fn of(name: &'static str, text: String) -> Self {
        let inferred = String::from(r#"{"smithy": "2.0"}"#);
        Self {
            models: vec![Model {
                name,
                text,
                inferred,
            }],
            manifest: String::new(),
            version: "1.2.3".to_owned(),
        }
    }

    /// Whether writing it below a folder like `models/` would change anything.
    pub(super) fn changes(&self, folder: &Path) -> bool {
        let manifest = fs::read_to_string(folder.join("manifest.toml")).ok();
        !self.models.is_empty() || manifest.as_ref() != Some(&self.manifest)
    }

    /// Writes the models and the manifest below a folder like `models/`, all or nothing; how many files have changed.
    pub(crate) fn write(&self, folder: &Path) -> Result<usize> {
        let mut transaction = Transaction::default();
        for model in &self.models {
            let folder = folder.join(model.name);
            transaction.write(folder.join("model.json"), model.text.clone());
            transaction.write(folder.join(infer::FILE), model.inferred.clone());
        }
        transaction.write(folder.join("manifest.toml"), self.manifest.clone());
        let changed = transaction.len();
        transaction.commit()?;
        Ok(changed)
    }
}

/// One service's entry and model, known to load with its overlay.
fn one(wheel: &mut Wheel, service: Service, folder: &Path) -> Result<(Entry, Model)> {
    let found = wheel.service(service.name, service.api_version)?;
    let mut converted = convert::convert(found.document, &found.paginators)?;
    let overlay = folder.join(service.name).join("overlay.json");
    let mut sources = Vec::new();
    if let Some(text) = read_optional(&overlay)? {
        let notes = overlay::give_way(&mut converted.model, &text);
        converted.notes.extend(notes);
        sources.push(Source::new(
            format!("models/{}/overlay.json", service.name),
            text,
        ));
    }
    let text = render(&converted)?;
    sources.push(Source::new(
        format!("models/{}/model.json", service.name),
        &text,
    ));
    let warnings = load(&sources, service.name)?;
    println!(
        "{:13} {:4} operations {:5} shapes, {warnings} warnings",
        service.name, converted.operations, converted.shapes,
    );
    for note in &converted.notes {
        println!("{:13} {note}", "");
    }
    if let Some(newest) = wheel.api_versions(service.name).last()
        && newest.as_str() > service.api_version
    {
        println!("{:13} there is a newer API version: {newest}", "");
    }
    let entry = Entry {
        package: PACKAGE.to_owned(),
        version: wheel.version.clone(),
        sha256: wheel.sha256.clone(),
        path: found.path,
        api_version: service.api_version.to_owned(),
        licence: "Apache-2.0".to_owned(),
        importer: manifest::IMPORTER,
        imported: manifest::today(),
        model_sha256: sha256(&text),
        retirement: None,
    };
    let model = Model {
        name: service.name,
        inferred: infer::overlay(&sources)?,
        text,
    };
    Ok((entry, model))
}

/// Loads a model as `codegen` will; how many warnings there are.
fn load(sources: &[Source], service: &str) -> Result<usize> {
    let mut report = Report::new();
    let _ = model::Model::load(sources, &mut report);
    if report.has_errors() {
        eprintln!("{report}");
        bail!(
            "the imported model does not load; change models/{service}/overlay.json if the \
             errors are there, else choose another version with --botocore"
        );
    }
    Ok(report.count(Severity::Warning))
}

/// A file's text; `None` only if it is not there.
pub(super) fn read_optional(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}

/// The text of `model.json`: two spaces, keys in the order of the converter.
pub(crate) fn render(converted: &Converted) -> Result<String> {
    let mut text = serde_json::to_string_pretty(&converted.model)?;
    text.push('\n');
    Ok(text)
}
