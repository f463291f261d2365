//! Compiles the crates of a survey: a workspace of them all below `target/`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufRead;
use std::path::Path;
use std::process::{self, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use shapewright_codegen::output::FileSet;

use super::model::{Outcome, Row};
use crate::scratch::Scratch;

/// A workspace that is being written.
pub(super) struct Workspace(Scratch);

/// What is done with each crate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Command {
    /// The subcommand of cargo and what it needs to look at the crates alone.
    arguments: &'static [&'static str],
    bar: &'static str,
}

const CHECK: Command = Command {
    arguments: &["check"],
    bar: "Compiling",
};
const DOC: Command = Command {
    arguments: &["doc", "--no-deps"],
    bar: "Documenting",
};

/// The commands that were asked for, in the order in which they run.
pub(super) fn commands(check: bool, doc: bool) -> Vec<Command> {
    let asked = [(check, CHECK), (doc, DOC)];
    let asked = asked.into_iter().filter(|(asked, _)| *asked);
    asked.map(|(_, command)| command).collect()
}

/// A name for a package; one that no package of a registry has.
pub(super) fn package(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let plain: String = name.chars().map(plain).collect();
    format!("survey-{}", plain.to_ascii_lowercase())
}

impl Workspace {
    /// An empty one; what an earlier survey wrote is removed.
    pub(super) fn new(root: &Path) -> Result<Self> {
        Scratch::new(root, "survey").map(Self)
    }

    /// Writes a crate.
    pub(super) fn write(&self, package: &str, files: &FileSet) -> Result<()> {
        if self.0.folder().join(package).exists() {
            bail!("another model's crate is called {package} too; rename one of the files");
        }
        for (path, text) in files.iter() {
            self.0.file(&format!("{package}/{path}"), text)?;
        }
        Ok(())
    }

    /// Runs cargo once for all crates that are good so far; one that fails stops no other.
    pub(super) fn check(&self, rows: &mut [Row], command: Command, jobs: usize) -> Result<()> {
        let mut packages: BTreeMap<String, &mut Row> = rows
            .iter_mut()
            .filter(|row| matches!(row.outcome, Outcome::Generated | Outcome::Compiled))
            .map(|row| (row.package.replace('-', "_"), row))
            .collect();
        if packages.is_empty() {
            return Ok(());
        }
        self.manifest(packages.values().map(|row| row.package.as_str()))?;
        let found = self.cargo(command, jobs, packages.keys())?;
        for (target, row) in &mut packages {
            row.outcome = match found.get(target) {
                Some(Compiled { done: true, .. }) => Outcome::Compiled,
                Some(Compiled { errors, .. }) => {
                    let first = errors.first().map_or("", String::as_str).trim_end();
                    let count = errors.len();
                    Outcome::FailedToCompile(format!("{count} errors, the first:\n{first}"))
                }
                None => Outcome::FailedToCompile("cargo did not come to it".to_owned()),
            };
        }
        Ok(())
    }

    fn manifest<'a>(&self, packages: impl Iterator<Item = &'a str>) -> Result<()> {
        let members = toml::Value::from(packages.collect::<Vec<_>>());
        let text = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {members}\n\n[profile.dev]\ndebug = false\n"
        );
        self.0.file("Cargo.toml", &text)
    }

    fn cargo<'a>(
        &self,
        command: Command,
        jobs: usize,
        targets: impl Iterator<Item = &'a String>,
    ) -> Result<BTreeMap<String, Compiled>> {
        let mut found: BTreeMap<String, Compiled> = targets
            .map(|name| (name.clone(), Compiled::default()))
            .collect();
        let bar = super::bar(found.len(), command.bar);
        let said = self.0.target().join("cargo-says");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
        let mut child = process::Command::new(cargo)
            .args(command.arguments)
            .args(["--workspace", "--all-features", "--keep-going"])
            .args(["--quiet", "--message-format", "json", "--jobs"])
            .arg(jobs.to_string())
            .current_dir(self.0.folder())
            .env("CARGO_TARGET_DIR", self.0.target())
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTDOCFLAGS")
            .stdout(Stdio::piped())
            .stderr(File::create(&said).context("cannot keep what cargo says")?)
            .spawn()
            .context("cargo cannot be started")?;
        let stdout = child.stdout.take().context("cargo has no output")?;
        for line in std::io::BufReader::new(stdout).lines() {
            let message: Value = serde_json::from_str(&line?).unwrap_or_default();
            let target = message["target"]["name"].as_str().unwrap_or_default();
            if let Some(own) = found.get_mut(target) {
                own.read(&message);
                bar.set_position(found.values().filter(|own| own.ended()).count() as u64);
            }
        }
        let status = child.wait()?;
        bar.finish_and_clear();
        if !status.success() && found.values().all(|own| !own.ended()) {
            let said = fs::read_to_string(said).unwrap_or_default();
            bail!("cargo compiled nothing; it says\n{}", said.trim_end());
        }
        Ok(found)
    }
}

/// What cargo says of a crate.
#[derive(Default)]
struct Compiled {
    done: bool,
    errors: Vec<String>,
}

impl Compiled {
    fn read(&mut self, message: &Value) {
        match message["reason"].as_str() {
            Some("compiler-artifact") => self.done = true,
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let text = message["message"]["rendered"].as_str().unwrap_or_default();
                self.errors.push(text.to_owned());
            }
            _ => {}
        }
    }

    fn ended(&self) -> bool {
        self.done || !self.errors.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_have_valid_names() {
        assert_eq!(package("sfn-2016-11-23"), "survey-sfn-2016-11-23");
        assert_eq!(package("more/A b.c/Service"), "survey-more-a-b-c-service");
    }

    /// Crates with these sources, checked by some commands one after the other: what becomes of each.
    fn outcomes(crates: [(&str, &str); 2], commands: &[Command]) -> Vec<Outcome> {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("Cargo.lock"), "version = 4\n").unwrap();
        let place = Workspace::new(root.path()).unwrap();
        let mut rows = Vec::new();
        for (package, source) in crates {
            let mut files = FileSet::default();
            let manifest = format!("[package]\nname = \"{package}\"\nedition = \"2024\"\n");
            files.insert("Cargo.toml", manifest);
            files.insert("src/lib.rs", source);
            place.write(package, &files).unwrap();
            assert!(place.write(package, &files).is_err());
            rows.push(Row {
                package: package.to_owned(),
                ..Row::default()
            });
        }
        for command in commands {
            place.check(&mut rows, *command, 1).unwrap();
        }
        rows.into_iter().map(|row| row.outcome).collect()
    }

    /// The first crate compiles, the second one does not, and says this.
    fn second_fails(outcomes: &[Outcome], said: &str) {
        match outcomes {
            [Outcome::Compiled, Outcome::FailedToCompile(told)] => {
                assert!(told.contains(said), "{told}");
            }
            _ => panic!("{outcomes:?}"),
        }
    }

    #[test]
    fn a_warning_fails_its_crate_alone() {
        let crates = [
            ("survey-good", "pub fn f() {  }\n"),
            ("survey-bad", "pub fn f() { let x = 1; }\n"),
        ];
        second_fails(&outcomes(crates, &[CHECK]), "unused variable");
    }

    #[test]
    fn documentation_with_a_broken_link_fails() {
        let crates = [
            ("survey-whole", "/// See [`f`].\npub fn f() {}\n"),
            ("survey-broken", "/// See [`g`].\npub fn f() {}\n"),
        ];
        second_fails(&outcomes(crates, &commands(true, true)), "unresolved link");
    }

    #[test]
    fn what_cargo_says_is_understood() {
        let mut own = Compiled::default();
        let message = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        own.read(&message(
            r#"{"reason": "compiler-message", "message": {"level": "note", "rendered": "n"}}"#,
        ));
        assert!(!own.ended());
        own.read(&message(
            r#"{"reason": "compiler-message", "message": {"level": "error", "rendered": "e"}}"#,
        ));
        assert_eq!(
            (own.done, own.errors.as_slice()),
            (false, &["e".to_owned()][..])
        );
        own.read(&message(r#"{"reason": "compiler-artifact"}"#));
        assert!(own.done);
    }
}
