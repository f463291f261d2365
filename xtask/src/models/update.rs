//! `cargo xtask models update`: botocore's models to `models/`, all or nothing.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::{Report, Severity};
use shapewright_codegen::model::Model;
use shapewright_codegen::provenance::sha256;

use crate::config;
use crate::files::Transaction;

use super::convert::{self, Converted};
use super::manifest::{self, Entry, Manifest};
use super::services::{self, Service};
use super::wheel::{PACKAGE, Wheel};
use super::{fetch, overlay, survey};

/// Options of `cargo xtask models update`.
#[derive(Args)]
pub(crate) struct Options {
    /// Services by their folders below models/; all when none is given.
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
    /// The version of botocore; the newest when it is not given.
    #[arg(long, value_name = "VERSION", conflicts_with = "wheel")]
    botocore: Option<String>,
    /// A wheel of botocore that is already there, instead of downloading one.
    #[arg(long, value_name = "FILE")]
    wheel: Option<PathBuf>,
    /// Convert every service of the package into this folder instead, to see what fails.
    #[arg(long, value_name = "DIR", conflicts_with = "services")]
    all: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let services = services::choose(&options.services)?;
    let mut wheel = open(options)?;
    match &options.all {
        Some(folder) => survey::run(&mut wheel, folder),
        None => update(&mut wheel, &services, &config::root().join("models")),
    }
}

fn open(options: &Options) -> Result<Wheel> {
    if let Some(path) = &options.wheel {
        return Wheel::open(path).context("the models are unchanged");
    }
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let path = fetch::download(PACKAGE, options.botocore.as_deref(), folder.path())?;
    Wheel::open(&path)
}

/// Converts and loads everything, then writes.
pub(super) fn update(wheel: &mut Wheel, services: &[Service], folder: &Path) -> Result<()> {
    let manifest_path = folder.join("manifest.toml");
    let mut manifest = match read_optional(&manifest_path)? {
        Some(text) => Manifest::parse(&text)?,
        None => Manifest::default(),
    };
    let mut transaction = Transaction::default();
    for service in services {
        let (entry, text) = import(wheel, *service, folder)
            .with_context(|| format!("{}: the models are unchanged", service.name))?;
        manifest.set(service.name, entry);
        transaction.write(folder.join(service.name).join("model.json"), text);
    }
    transaction.write(manifest_path, manifest.render()?);
    let changed = transaction.len();
    transaction.commit()?;
    match changed {
        0 => println!("{PACKAGE} {}: nothing has changed", wheel.version),
        _ => println!(
            "{PACKAGE} {}: {changed} files changed; now `cargo xtask codegen`",
            wheel.version
        ),
    }
    Ok(())
}

/// One service's entry and model, known to load with its overlay.
fn import(wheel: &mut Wheel, service: Service, folder: &Path) -> Result<(Entry, String)> {
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
    Ok((entry, text))
}

/// Loads a model as `codegen` will; how many warnings there are.
fn load(sources: &[Source], service: &str) -> Result<usize> {
    let mut report = Report::new();
    let _ = Model::load(sources, &mut report);
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
fn read_optional(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}

/// The text of `model.json`: two spaces, keys in the order of the converter.
pub(super) fn render(converted: &Converted) -> Result<String> {
    let mut text = serde_json::to_string_pretty(&converted.model)?;
    text.push('\n');
    Ok(text)
}
