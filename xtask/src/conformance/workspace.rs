//! The workspace with the generated crates and their tests, below `target/`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use shapewright_codegen::conformance::Suite;

/// The package that has a test target for each service.
const TESTS: &str = "conformance-tests";

/// A written workspace.
pub(super) struct Workspace {
    folder: PathBuf,
    /// Cargo's own output, which is kept from run to run.
    target: PathBuf,
    /// Held while this runs: cargo gives tests of one name in two such folders one file.
    _lock: File,
}

/// A service's package: its shape id in the form that names of packages have.
pub(super) fn package(service: &str) -> String {
    service.replace(['.', '#', '_'], "-").to_lowercase()
}

/// A dependency entry for a folder.
pub(super) fn path_entry(folder: &Path) -> String {
    format!("path = {}", toml::Value::from(folder.display().to_string()))
}

impl Workspace {
    /// Writes everything anew.
    pub(super) fn write(root: &Path, suites: &[Suite]) -> Result<Self> {
        let target = root.join("target/conformance");
        fs::create_dir_all(&target).context("cannot make the folder for the crates")?;
        let lock = File::create(target.join("lock")).context("cannot make a lock file")?;
        lock.lock().context("cannot wait for another run")?;
        let place = Self {
            folder: target.join("crates"),
            target,
            _lock: lock,
        };
        place.remove()?;
        // The versions that the project's own lock has.
        place.file("Cargo.toml", &manifest(root, suites))?;
        let lock =
            fs::read_to_string(root.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
        place.file("Cargo.lock", &lock)?;
        for suite in suites {
            let package = package(&suite.service);
            for (path, text) in suite.generated.files.iter() {
                place.file(&format!("{package}/{path}"), text)?;
            }
            place.file(&format!("tests/{package}.rs"), &suite.tests)?;
        }
        Ok(place)
    }

    /// Where it is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder for cargo's output.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// Removes it; cargo's output stays.
    pub(super) fn remove(&self) -> Result<()> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)
                .with_context(|| format!("cannot remove {}", self.folder.display()))?;
        }
        Ok(())
    }

    fn file(&self, path: &str, text: &str) -> Result<()> {
        let path = self.folder.join(path);
        let cannot = || format!("cannot write {}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).with_context(cannot)?;
        fs::write(&path, text).with_context(cannot)
    }
}

fn manifest(root: &Path, suites: &[Suite]) -> String {
    let packages: Vec<String> = suites.iter().map(|s| package(&s.service)).collect();
    let members = toml::Value::from(packages.clone());
    let entry = |(name, folder): (&str, &str)| {
        format!("{name} = {{ {} }}\n", path_entry(&root.join(folder)))
    };
    let own: String = [
        ("shapewright-conformance", "xtask/conformance"),
        ("shapewright-runtime", "runtime"),
    ]
    .map(entry)
    .concat();
    let services: String = packages
        .iter()
        .map(|name| format!("{name} = {{ path = \"{name}\" }}\n"))
        .collect();
    format!(
        "[workspace]\nmembers = {members}\n\n\
         [package]\nname = \"{TESTS}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{own}{services}\n\
         [profile.dev]\ndebug = false\n"
    )
}
