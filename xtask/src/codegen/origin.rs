//! What `models/manifest.toml` knows of a service's models. · Read by `codegen`.

use std::path::Path;

use anyhow::{Context, Result};
use shapewright_codegen::examples::corpus::Corpus;
use shapewright_codegen::provenance::{Import, Origin, Retirement, sha256};

use crate::config::Service;
use crate::examples;
use crate::models::{self, Entry, Manifest};

use super::Workspace;

/// The manifest of a workspace; an empty one where there is none.
pub(super) fn manifest(root: &Path) -> Result<Manifest> {
    let path = root.join("models/manifest.toml");
    if !path.exists() {
        return Ok(Manifest::default());
    }
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    Manifest::parse(&text)
}

impl Workspace<'_> {
    /// What is known of a service's models.
    pub(super) fn origin(&self, service: &Service) -> Origin {
        let entry = entry(&self.manifest, service).map(|(_, entry)| entry);
        Origin {
            import: entry.map(import),
            retirement: entry.and_then(|it| it.retirement.as_ref()).map(retirement),
        }
    }

    /// The documented examples of a service; the manifest tells where what is imported comes from.
    pub(super) fn examples(&self, service: &Service) -> Result<Corpus> {
        let Some(folder) = &service.examples else {
            return Ok(Corpus::default());
        };
        let documents = examples::sources(&self.root.join(folder), folder).with_context(|| {
            format!(
                "{folder} cannot be read; correct its path in codegen.toml or restore the folder \
                 (`cargo xtask examples update` imports examples)"
            )
        })?;
        let imported = folder.starts_with("models/");
        let origin = imported.then(|| self.manifest.examples_source());
        Ok(Corpus {
            origin: origin.unwrap_or_default(),
            documents,
        })
    }

    /// What is wrong with the models themselves: an imported file that is not what the import wrote. Changes belong
    /// into an overlay, as the next import would lose them.
    pub(super) fn edited(&self, services: &[&Service]) -> Vec<String> {
        let edited = |service: &&Service| {
            let (path, entry) = entry(&self.manifest, service)?;
            let text = std::fs::read_to_string(self.root.join(path)).ok()?;
            let (there, imported) = (sha256(&text), &entry.model_sha256);
            (there != *imported).then(|| {
                format!(
                    "{path} is not what was imported: its SHA-256 is {there}, in models/manifest.toml {imported}; \
                     restore it (`git checkout {path}`) and put changes into an overlay beside it"
                )
            })
        };
        services.iter().filter_map(edited).collect()
    }
}

/// The entry of the imported file among a service's models, with its path.
fn entry<'a>(manifest: &'a Manifest, service: &'a Service) -> Option<(&'a str, &'a Entry)> {
    service.models.iter().find_map(|path| {
        let name = path.strip_prefix("models/")?.strip_suffix("/model.json")?;
        Some((path.as_str(), manifest.get(name)?))
    })
}

fn import(entry: &Entry) -> Import {
    Import {
        package: entry.package.clone(),
        version: entry.version.clone(),
        sha256: entry.sha256.clone(),
        importer: entry.importer,
        licence: entry.licence.clone(),
    }
}

fn retirement(retirement: &models::Retirement) -> Retirement {
    Retirement {
        kind: retirement.kind,
        date: retirement.date.clone(),
        source: retirement.source.clone(),
    }
}
