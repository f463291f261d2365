//! The workspace with the crates and their users, and what cargo says of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::scratch::Scratch;

use super::subject::{Crates, LIBRARY, Subject};
use super::users::{User, Users};

/// The workspace on disk.
pub(super) struct Place {
    scratch: Scratch,
    /// Names of the users' packages.
    users: Vec<String>,
}

/// The package of a crate.
fn package(number: usize) -> String {
    format!("{LIBRARY}-{number}")
}

/// The package of a user with a crate.
pub(super) fn user_package(case: &str, place: usize, user: &User, number: usize) -> String {
    match user.source {
        None => format!("user-{number}"),
        Some(_) => format!("user-{case}-{place}-{number}"),
    }
}

/// What became of the users: by package the codes of the errors, none for one that compiles.
pub(super) type Compiled = BTreeMap<String, BTreeSet<String>>;

impl Place {
    /// Writes everything anew.
    pub(super) fn write(
        root: &Path,
        crates: &Crates,
        users: &Users,
        subjects: &[Subject],
    ) -> Result<Self> {
        let mut place = Self {
            scratch: Scratch::new(root, "verdicts")?,
            users: Vec::new(),
        };
        for (number, files) in crates.iter().enumerate() {
            for (path, text) in files.iter() {
                let text = match path {
                    "Cargo.toml" => manifest(text, number),
                    _ => text.to_owned(),
                };
                place
                    .scratch
                    .file(&format!("{}/{path}", package(number)), &text)?;
            }
        }
        for subject in subjects {
            let numbers = BTreeSet::from_iter([Some(subject.old), subject.new]);
            for (index, user) in subject.users.iter().enumerate() {
                for number in numbers.iter().flatten() {
                    let name = user_package(&subject.name, index, user, *number);
                    let source = user.source.as_deref().unwrap_or(&users.everything);
                    place.user(&name, source, *number)?;
                }
            }
        }
        let crates = (0..crates.len()).map(package);
        let members: Vec<String> = crates.chain(place.users.iter().cloned()).collect();
        let members = toml::Value::from(members);
        let text = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {members}\n\n[profile.dev]\ndebug = false\n"
        );
        place.scratch.file("Cargo.toml", &text)?;
        Ok(place)
    }

    fn user(&mut self, name: &str, source: &str, number: usize) -> Result<()> {
        if self.users.iter().any(|known| known == name) {
            return Ok(());
        }
        let package = package(number);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n\
             [dependencies]\n{LIBRARY} = {{ path = \"../{package}\", package = \"{package}\" }}\n"
        );
        self.scratch
            .file(&format!("{name}/Cargo.toml"), &manifest)?;
        self.scratch.file(&format!("{name}/src/lib.rs"), source)?;
        self.users.push(name.to_owned());
        Ok(())
    }

    fn cargo(&self) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
        let mut command = Command::new(cargo);
        command
            .current_dir(self.scratch.folder())
            .env("CARGO_TARGET_DIR", self.scratch.target())
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTDOCFLAGS");
        command
    }

    /// Compiles the users.
    pub(super) fn check(&self) -> Result<Compiled> {
        let said = self.scratch.target().join("cargo-says");
        let mut child = self
            .cargo()
            .args([
                "check",
                "--workspace",
                "--keep-going",
                "--offline",
                "--quiet",
            ])
            .args(["--message-format", "json"])
            .stdout(Stdio::piped())
            .stderr(File::create(&said).context("cannot keep what cargo says")?)
            .spawn()
            .context("cargo cannot be started")?;
        let stdout = child.stdout.take().context("cargo has no output")?;
        let mut compiled = Compiled::new();
        for line in std::io::BufReader::new(stdout).lines() {
            let message: Value = serde_json::from_str(&line?).unwrap_or_default();
            let target = message["target"]["name"].as_str().unwrap_or_default();
            let errors = match message["reason"].as_str() {
                Some("compiler-artifact") => BTreeSet::new(),
                Some("compiler-message") if message["message"]["level"] == "error" => {
                    error(&message["message"]).into_iter().collect()
                }
                _ => continue,
            };
            compiled
                .entry(target.replace('_', "-"))
                .or_default()
                .extend(errors);
        }
        child.wait()?;
        if let Some(missing) = self
            .users
            .iter()
            .find(|user| !compiled.contains_key(&normal(user)))
        {
            let said = fs::read_to_string(said).unwrap_or_default();
            bail!(
                "cargo did not come to {missing}; it says\n{}",
                said.trim_end()
            );
        }
        Ok(compiled)
    }

    /// Documents the crates that are compared, as JSON: the file of each by its number.
    pub(super) fn document(&self, subjects: &[Subject]) -> Result<BTreeMap<usize, PathBuf>> {
        let pairs = subjects.iter().filter_map(Subject::pair);
        let numbers: BTreeSet<usize> = pairs.flat_map(|(old, new)| [old, new]).collect();
        let mut files = BTreeMap::new();
        let bar = crate::survey::bar(numbers.len(), "Documenting");
        for number in numbers {
            let output = self
                .cargo()
                .args([
                    "rustdoc",
                    "--lib",
                    "--offline",
                    "--quiet",
                    "-p",
                    &package(number),
                    "--",
                ])
                .args(["-Z", "unstable-options", "--output-format", "json"])
                // As cargo-semver-checks calls it.
                .args([
                    "--document-private-items",
                    "--document-hidden-items",
                    "--cap-lints",
                    "allow",
                ])
                .env("RUSTC_BOOTSTRAP", "1")
                .output()
                .context("cargo cannot be started")?;
            if !output.status.success() {
                bail!("rustdoc fails: {}", String::from_utf8_lossy(&output.stderr));
            }
            let from = self.scratch.target().join(format!("doc/{LIBRARY}.json"));
            let to = self
                .scratch
                .target()
                .join(format!("doc/{LIBRARY}-{number}.json"));
            fs::rename(&from, &to).context("rustdoc wrote no JSON")?;
            files.insert(number, to);
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(files)
    }

    /// Where it is.
    pub(super) fn folder(&self) -> &Path {
        self.scratch.folder()
    }

    /// Removes it.
    pub(super) fn remove(&self) -> Result<()> {
        self.scratch.remove()
    }
}

/// The code of an error, or its first line if it has none; not the line that counts them.
fn error(message: &Value) -> Option<String> {
    let text = message["message"].as_str().unwrap_or_default();
    let code = message["code"]["code"].as_str();
    let first = || text.lines().next().unwrap_or_default();
    let counts = text.starts_with("aborting due to ");
    (!counts).then(|| code.unwrap_or_else(first).to_owned())
}

/// A package's name as `check` has it.
pub(super) fn normal(package: &str) -> String {
    package.replace('_', "-")
}

/// The manifest with a name of its own for the package, and the library's.
fn manifest(text: &str, number: usize) -> String {
    let named = text.replacen(
        &format!("name = \"{LIBRARY}\""),
        &format!("name = \"{}\"", package(number)),
        1,
    );
    format!("{named}\n[lib]\nname = \"{LIBRARY}\"\n")
}
