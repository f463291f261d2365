//! `cargo xtask examples update`: the documented examples of awscli to `models/<service>/examples/`, all or nothing.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::config;
use crate::files::{Transaction, json_files};
use crate::models::{self, Manifest};

use super::package::{PACKAGE, Package};
use super::{corpus, rst};

/// Options of `cargo xtask examples update`.
#[derive(Args)]
pub(crate) struct Options {
    /// The version of awscli; the newest when it is not given.
    #[arg(long, value_name = "VERSION", conflicts_with_all = ["wheel", "sdist"])]
    awscli: Option<String>,
    /// A wheel of awscli that is already there, instead of downloading one.
    #[arg(long, value_name = "FILE", conflicts_with = "sdist")]
    wheel: Option<PathBuf>,
    /// A source archive of awscli that is already there.
    #[arg(long, value_name = "FILE")]
    sdist: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(options: &Options) -> Result<()> {
    let services = corpus::services();
    let package = match options.wheel.as_ref().or(options.sdist.as_ref()) {
        Some(path) => Package::open(path, &services)?,
        None => {
            let folder = tempfile::tempdir().context("no temporary folder can be made")?;
            let path = models::download(PACKAGE, options.awscli.as_deref(), folder.path())?;
            Package::open(&path, &services)?
        }
    };
    update(&package, &config::root()).map(drop)
}

/// Reads everything, then writes; how many files changed.
pub(super) fn update(package: &Package, root: &Path) -> Result<usize> {
    if package.documents.is_empty() {
        bail!(
            "{PACKAGE} {} has no examples of these services",
            package.version
        );
    }
    let mut transaction = Transaction::default();
    let mut unread = 0;
    for service in corpus::services() {
        let model = corpus::model(root, service)?;
        let folder = corpus::folder(root, service);
        let prefix = format!("awscli/examples/{service}/");
        let mut kept = Vec::new();
        let (mut examples, mut documents) = (0, 0);
        for (source, text) in &package.documents {
            let Some(name) = source.strip_prefix(&prefix) else {
                continue;
            };
            let document = rst::read(&model, service, source, text);
            for (line, why) in corpus::unread(&document) {
                println!("{source}:{line}: {why}");
                unread += 1;
            }
            examples += document.examples.len();
            documents += 1;
            let path = folder.join(name).with_extension("json");
            transaction.write(path.clone(), corpus::render(&document)?);
            kept.push(path);
        }
        if folder.is_dir() {
            let gone = json_files(&folder)?.into_iter();
            for path in gone.filter(|path| !kept.contains(path)) {
                transaction.remove(&folder, path);
            }
        }
        println!("{service:13} {documents:4} documents {examples:4} examples");
    }
    let path = root.join("models/manifest.toml");
    let text = std::fs::read_to_string(&path).context("models/manifest.toml cannot be read")?;
    let mut manifest = Manifest::parse(&text)?;
    let before = manifest.examples_source();
    if transaction.len() == 0 && !before.is_empty() {
        // The version is that of which the examples are, and it stands in generated documentation: a release without
        // other examples changes nothing.
        println!(
            "{PACKAGE} {}: the examples are those of {before}, 0 files changed",
            package.version
        );
        return Ok(0);
    }
    manifest.set_examples(PACKAGE, &package.version, &package.sha256);
    transaction.write(path, manifest.render()?);
    let changed = transaction.len();
    transaction.commit()?;
    println!(
        "{PACKAGE} {}: {changed} files changed, {unread} places cannot be read as they stand; \
         `cargo xtask codegen` and `cargo xtask examples lint --write` bring what is made of them up to date",
        package.version
    );
    Ok(changed)
}
