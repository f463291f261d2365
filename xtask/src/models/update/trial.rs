//! A copy of the workspace, in which a change is made and tested before it is taken over.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::files::Transaction;
use crate::scratch::Scratch;

/// What becomes of what a command prints.
#[derive(Clone, Copy)]
pub(super) enum Output {
    /// It is kept.
    Kept,
    /// It is shown.
    Shown,
}

/// The copy.
pub(super) struct Trial {
    scratch: Scratch,
    cargo: OsString,
    /// What was copied.
    copied: Files,
}

/// Files by their paths, with `/` between folders.
type Files = BTreeMap<String, Vec<u8>>;

impl Trial {
    /// Copies the workspace at `root`, without what is built and without its history.
    pub(super) fn new(root: &Path, cargo: &OsStr) -> Result<Self> {
        let scratch = Scratch::new(root, "update")?;
        let copied = files(root)?;
        for (path, bytes) in &copied {
            scratch.file(path, bytes)?;
        }
        Ok(Self {
            scratch,
            cargo: cargo.to_owned(),
            copied,
        })
    }

    /// A path in the copy.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.scratch.folder().join(path)
    }

    /// Changes a file; what is not there is empty.
    pub(super) fn edit(&self, path: &str, edit: impl FnOnce(&str) -> Result<String>) -> Result<()> {
        let old = super::import::read_optional(&self.path(path))?.unwrap_or_default();
        let new = edit(&old).with_context(|| format!("{path} cannot be updated"))?;
        self.scratch.file(path, new)
    }

    /// Runs a command of cargo's in the copy; what it prints to standard output, unless that is shown.
    pub(super) fn cargo(
        &self,
        arguments: &[&str],
        variables: &[(&str, &str)],
        output: Output,
    ) -> Result<String> {
        let output = Command::new(&self.cargo)
            .args(arguments)
            .current_dir(self.scratch.folder())
            .env("CARGO_TARGET_DIR", self.scratch.target())
            .envs(variables.iter().copied())
            .stdout(match output {
                Output::Kept => Stdio::piped(),
                Output::Shown => Stdio::inherit(),
            })
            .stderr(Stdio::inherit())
            .spawn()
            .and_then(Child::wait_with_output)
            .context("cargo cannot be started")?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            bail!(
                "{printed}\n`cargo {}` fails with the new models, in a copy of the workspace, {}; nothing was changed",
                arguments.join(" "),
                self.scratch.folder().display()
            );
        }
        Ok(printed)
    }

    /// Makes the copy's changes in the workspace, all or nothing; how many files have changed. What else has happened
    /// to the workspace since it was copied stays.
    ///
    /// # Errors
    /// When the workspace has changed in the same files.
    pub(super) fn take_over(&self, root: &Path) -> Result<usize> {
        let (now, new) = (files(root)?, files(self.scratch.folder())?);
        let all: BTreeSet<&String> = self.copied.keys().chain(new.keys()).collect();
        let changed = |path: &&String| self.copied.get(*path) != new.get(*path);
        let changed: Vec<&String> = all.into_iter().filter(changed).collect();
        let meanwhile = |path: &&String| self.copied.get(*path) != now.get(*path);
        let meanwhile: Vec<&str> = changed
            .iter()
            .copied()
            .filter(meanwhile)
            .map(String::as_str)
            .collect();
        if !meanwhile.is_empty() {
            bail!(
                "changed by others while the tests ran: {}; nothing was changed, run the update again",
                meanwhile.join(", ")
            );
        }
        let mut transaction = Transaction::default();
        for path in changed {
            match new.get(path) {
                Some(bytes) => {
                    let text = String::from_utf8(bytes.clone())
                        .with_context(|| format!("{path}, which has changed, is no text"))?;
                    transaction.write(root.join(path), text);
                }
                None => transaction.remove(root, root.join(path)),
            }
        }
        let changed = transaction.len();
        transaction.commit()?;
        self.scratch.remove()?;
        Ok(changed)
    }
}

/// All files of a workspace, but for what is built, its history, and snapshots that wait for a decision.
fn files(root: &Path) -> Result<Files> {
    let mut found = Files::new();
    let mut open = vec![(root.to_path_buf(), String::new())];
    while let Some((folder, below)) = open.pop() {
        let cannot = || format!("the folder {} cannot be read", folder.display());
        for entry in fs::read_dir(&folder).with_context(cannot)? {
            let entry = entry.with_context(cannot)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{below}{name}");
            if entry.file_type().with_context(cannot)?.is_dir() {
                if name != "target" && name != ".git" {
                    open.push((entry.path(), format!("{path}/")));
                }
                continue;
            }
            // Links to folders are not followed, as they may lead in circles; nor is what an editor links to nothing.
            let file = entry.path().is_file();
            if file && !name.ends_with(".snap.new") && name != ".git" {
                let bytes =
                    fs::read(entry.path()).with_context(|| format!("{path} cannot be read"))?;
                found.insert(path, bytes);
            }
        }
    }
    Ok(found)
}
