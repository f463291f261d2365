//! `codegen.toml`: which crates to generate from which models.

use std::collections::BTreeSet;
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
    /// The folder of the documented examples, below the workspace.
    pub(crate) examples: Option<String>,
}

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// The dependency entry of a package in a folder, without braces.
pub(crate) fn path_entry(folder: &Path) -> String {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    format!(
        "path = {}",
        toml::Value::from(absolute.display().to_string())
    )
}

/// Reads the `codegen.toml` of a workspace.
///
/// # Errors
/// When it is missing, not understood, or names something twice.
pub(crate) fn read(root: &Path) -> Result<Config> {
    let text = std::fs::read_to_string(root.join("codegen.toml")).with_context(|| {
        format!(
            "codegen.toml, which says what to generate, cannot be read in {}; restore it there",
            root.display()
        )
    })?;
    let config: Config = toml::from_str(&text).context("codegen.toml is not understood")?;
    config.check()?;
    Ok(config)
}

impl Config {
    /// All crates but the facade.
    fn all(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().chain(&self.cases)
    }

    /// Two crates in one folder would delete each other's files.
    fn check(&self) -> Result<()> {
        let directories = self.all().map(|service| &service.directory);
        let sets: [(&str, Vec<&String>); 4] = [
            ("name", self.all().map(|service| &service.name).collect()),
            (
                "package",
                self.all().map(|service| &service.package).collect(),
            ),
            (
                "directory",
                directories.chain([&self.facade.directory]).collect(),
            ),
            (
                "lock",
                self.all()
                    .filter_map(|service| service.lock.as_ref())
                    .collect(),
            ),
        ];
        for (what, values) in sets {
            let mut seen = BTreeSet::new();
            for value in values {
                if !seen.insert(value) {
                    bail!("codegen.toml has the {what} `{value}` twice; each crate needs its own");
                }
            }
        }
        Ok(())
    }

    /// The services and cases with these names, in the file's order; all when none is given.
    ///
    /// # Errors
    /// When there is none with one of the names; all such names are told.
    pub(crate) fn choose(&self, names: &[String]) -> Result<Vec<&Service>> {
        let quoted = |names: &mut dyn Iterator<Item = &String>| {
            let quoted: Vec<String> = names.map(|name| format!("`{name}`")).collect();
            quoted.join(", ")
        };
        let known: Vec<&String> = self.all().map(|service| &service.name).collect();
        let unknown: Vec<&String> = names.iter().filter(|name| !known.contains(name)).collect();
        if !unknown.is_empty() {
            bail!(
                "codegen.toml has no service {}; it has {}",
                quoted(&mut unknown.into_iter()),
                quoted(&mut known.into_iter())
            );
        }
        Ok(self
            .all()
            .filter(|service| names.is_empty() || names.contains(&service.name))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACADE: &str = "[facade]\npackage = \"f\"\nversion = \"0.1.0\"\ndirectory = \"g/f\"\n";

    fn service(table: &str, name: &str, directory: &str) -> String {
        format!(
            "[[{table}]]\nname = \"{name}\"\npackage = \"p-{name}\"\nversion = \"0.1.0\"\n\
             directory = \"{directory}\"\nmodels = []\n"
        )
    }

    fn read_text(text: &str) -> Result<Config> {
        let root = tempfile::tempdir()?;
        std::fs::write(root.path().join("codegen.toml"), text)?;
        read(root.path())
    }

    fn message<T>(result: Result<T>) -> String {
        format!("{:#}", result.err().unwrap())
    }

    #[test]
    fn the_workspaces_own_is_read() {
        let config = read(&root()).unwrap();
        assert_eq!(config.choose(&[]).unwrap().len(), config.all().count());
        let chosen = config.choose(&["appmesh".to_owned()]).unwrap();
        assert_eq!(chosen[0].package, "shapewright-appmesh");
        assert_eq!(chosen.len(), 1);
    }

    #[test]
    fn a_missing_file_says_where_it_belongs() {
        let folder = tempfile::tempdir().unwrap();
        let text = message(read(folder.path()));
        assert!(
            text.contains(&folder.path().display().to_string()),
            "{text}"
        );
        assert!(text.contains("restore it"), "{text}");
    }

    #[test]
    fn a_slip_is_told_with_its_line() {
        let text = message(read_text(&format!("{FACADE}flavour = 1\n")));
        assert!(text.contains("codegen.toml is not understood"), "{text}");
        assert!(
            text.contains("line 5") && text.contains("flavour"),
            "{text}"
        );
    }

    #[test]
    fn nothing_may_be_there_twice() {
        let twice = |a: (&str, &str), b: (&str, &str)| {
            let both = service("service", a.0, a.1) + &service("case", b.0, b.1);
            message(read_text(&format!("{FACADE}{both}")))
        };
        assert!(twice(("a", "g/a"), ("a", "g/b")).contains("the name `a` twice"));
        assert!(twice(("a", "g/a"), ("b", "g/a")).contains("the directory `g/a` twice"));
        assert!(twice(("a", "g/a"), ("b", "g/f")).contains("the directory `g/f` twice"));
    }

    #[test]
    fn services_come_in_the_files_order_and_unknown_ones_all_at_once() {
        let two = service("case", "b", "g/b") + &service("service", "a", "g/a");
        let config = read_text(&format!("{FACADE}{two}")).unwrap();
        let names = |wanted: &[&str]| {
            let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
            let chosen = config.choose(&wanted)?;
            anyhow::Ok(chosen.iter().map(|s| s.name.clone()).collect::<Vec<_>>())
        };
        assert_eq!(names(&["b", "a", "b"]).unwrap(), ["a", "b"]);
        assert_eq!(
            message(names(&["x", "a", "y"])),
            "codegen.toml has no service `x`, `y`; it has `a`, `b`"
        );
    }
}
