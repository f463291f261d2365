//! A virtual environment with exactly what requirements.txt says, made once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::process::Group;

/// What a new environment is made with, where it is there.
const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

/// The interpreter of an environment in `folder` that has the requirements.
pub(super) fn environment(folder: &Path, requirements: &Path) -> Result<PathBuf> {
    let wanted = fs::read(requirements).with_context(|| format!("{}", requirements.display()))?;
    let environment = folder.join("venv");
    let interpreter = environment.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    // Written last: an installation that was broken off is made anew.
    let installed = environment.join("installed.txt");
    if works(&interpreter) && fs::read(&installed).is_ok_and(|found| found == wanted) {
        return Ok(interpreter);
    }
    create(&environment, PYTHON)?;
    println!("installing moto; this takes about half a minute, once");
    let mut pip = Command::new(&interpreter);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ])
    .args(["--no-input", "--only-binary", ":all:", "--require-hashes"])
    .arg("--requirement")
    .arg(requirements);
    if !Group::start(pip)
        .context("pip cannot be started")?
        .wait()?
        .success()
    {
        bail!("moto cannot be installed; what pip said is above");
    }
    fs::write(&installed, wanted).with_context(|| format!("{}", installed.display()))?;
    Ok(interpreter)
}

/// An interpreter can be there and not run: its Python was updated away.
fn works(interpreter: &Path) -> bool {
    let output = Command::new(interpreter).arg("--version").output();
    output.is_ok_and(|output| output.status.success())
}

/// Makes an environment in place of what was there.
fn create(environment: &Path, python: &str) -> Result<()> {
    if !works(Path::new(python)) {
        bail!(
            "`{python}` is missing or does not run: the server, moto, needs Python 3.10 or newer"
        );
    }
    if environment.exists() {
        fs::remove_dir_all(environment).with_context(|| format!("{}", environment.display()))?;
    }
    let mut command = Command::new(python);
    command.args(["-m", "venv"]).arg(environment);
    if !Group::start(command)?.wait()?.success() {
        bail!("`{python} -m venv` failed; on Debian and Ubuntu it is the package python3-venv");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_python_is_told_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("kept"), "").unwrap();
        let error = create(folder.path(), "no-such-python").unwrap_err();
        assert!(error.to_string().contains("`no-such-python` is missing"));
        assert!(folder.path().join("kept").exists());
    }

    #[test]
    fn missing_requirements_are_told_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let error = environment(folder.path(), Path::new("no-such.txt")).unwrap_err();
        assert!(error.to_string().contains("no-such.txt"));
    }
}
