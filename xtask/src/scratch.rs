//! A workspace of generated crates below `target/`, for commands that build what they generate.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A workspace that is being written, and cargo's output for it.
pub(crate) struct Scratch {
    folder: PathBuf,
    /// Cargo's own output, which is kept from run to run.
    target: PathBuf,
    /// Held while this runs: two runs would write the same crates, and cargo gives tests of one name in two such
    /// folders one file.
    _lock: File,
}

impl Scratch {
    /// An empty one in `target/NAME`, with the versions that the project's own lock has.
    ///
    /// # Errors
    /// What cannot be written or removed.
    pub(crate) fn new(root: &Path, name: &str) -> Result<Self> {
        let target = root.join("target").join(name);
        fs::create_dir_all(&target).context("cannot make the folder for the crates")?;
        let lock = File::create(target.join("lock")).context("cannot make a lock file")?;
        if lock.try_lock().is_err() {
            eprintln!("another run is using {}: waiting", target.display());
            lock.lock().context("cannot wait for another run")?;
        }
        let place = Self {
            folder: target.join("crates"),
            target,
            _lock: lock,
        };
        place.remove()?;
        let versions =
            fs::read_to_string(root.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
        place.file("Cargo.lock", &versions)?;
        Ok(place)
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder for cargo's output.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Writes a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn file(&self, path: &str, text: impl AsRef<[u8]>) -> Result<()> {
        let path = self.folder.join(path);
        let cannot = || format!("cannot write {}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).with_context(cannot)?;
        fs::write(&path, text).with_context(cannot)
    }

    /// Removes it; cargo's output stays.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub(crate) fn remove(&self) -> Result<()> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)
                .with_context(|| format!("cannot remove {}", self.folder.display()))?;
        }
        Ok(())
    }
}
