//! `codegen.toml`: which crates to generate from which models.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The crate that re-exports all others.
    pub(crate) facade: Facade,
    /// A crate each.
    #[serde(rename = "service")]
    pub(crate) services: Vec<Service>,
    /// Crates of small models that only tests use; not in the facade.
    #[serde(default, rename = "case")]
    pub(crate) cases: Vec<Service>,
}

/// The crate that re-exports the services' crates, a feature each.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facade {
    /// The package's name.
    pub(crate) package: String,
    /// Its version.
    pub(crate) version: String,
    /// Its folder below the workspace.
    pub(crate) directory: String,
}

/// One service's crate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Service {
    /// The name that commands and the facade's features use.
    pub(crate) name: String,
    /// The package's name.
    pub(crate) package: String,
    /// Its version.
    pub(crate) version: String,
    /// Its folder below the workspace.
    pub(crate) directory: String,
    /// The model's files below the workspace, overlays included.
    pub(crate) models: Vec<String>,
    /// The lock that keeps the crate's API stable.
    pub(crate) lock: Option<String>,
    /// The service's shape id, for models with several.
    pub(crate) service: Option<String>,
    /// Only these operations and what they reach.
    pub(crate) operations: Option<Vec<String>>,
    /// Tables that become functions.
    #[serde(default)]
    pub(crate) tables: Vec<String>,
}

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// Reads `codegen.toml`.
pub(crate) fn read() -> Result<Config> {
    let path = root().join("codegen.toml");
    let text = std::fs::read_to_string(&path).context("codegen.toml cannot be read")?;
    toml::from_str(&text).context("codegen.toml is not understood")
}

impl Config {
    /// The services and cases with these names, all when none is given.
    pub(crate) fn choose(&self, names: &[String]) -> Result<Vec<&Service>> {
        let all: Vec<&Service> = self.services.iter().chain(&self.cases).collect();
        for name in names {
            if !all.iter().any(|service| service.name == *name) {
                let known: Vec<&str> = all.iter().map(|service| service.name.as_str()).collect();
                bail!(
                    "codegen.toml has no service `{name}`; it has {}",
                    known.join(", ")
                );
            }
        }
        Ok(all
            .into_iter()
            .filter(|service| names.is_empty() || names.contains(&service.name))
            .collect())
    }
}
