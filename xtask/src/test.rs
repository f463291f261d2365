//! `cargo xtask test`: everything that has to hold.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::config;

/// Options of `cargo xtask test`.
#[derive(Args)]
pub(crate) struct Options {}

/// The steps, each a cargo command: what it shows and its arguments.
const STEPS: &[(&str, &[&str])] = &[
    (
        "what is generated is fresh",
        &["xtask", "codegen", "--check"],
    ),
    (
        "tests of all crates, with every example in their documentation",
        &[
            "test",
            "--workspace",
            "--exclude",
            "shapewright-send",
            "--all-features",
            "--quiet",
        ],
    ),
    (
        "Smithy's protocol test cases pass",
        &["xtask", "conformance"],
    ),
    (
        "documentation has no broken link and no warning",
        &[
            "doc",
            "--config",
            "build.rustdocflags=[\"-D\", \"warnings\"]",
            "--no-deps",
            "--workspace",
            "--exclude",
            "shapewright-send",
            "--exclude",
            "xtask",
            "--exclude",
            "shapewright-conformance",
            "--all-features",
            "--quiet",
        ],
    ),
    (
        "no default features still build",
        &[
            "check",
            "--workspace",
            "--exclude",
            "shapewright-send",
            "--no-default-features",
            "--quiet",
        ],
    ),
];

/// Runs the command.
pub(crate) fn run(_options: &Options) -> Result<()> {
    // Cargo says which cargo it is; without it the one that built this command is as good.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    steps(&cargo, &config::root(), STEPS)
}

/// Runs the steps one after the other, up to the first that fails.
fn steps(cargo: &OsStr, root: &Path, steps: &[(&str, &[&str])]) -> Result<()> {
    let start = Instant::now();
    for (number, (title, arguments)) in steps.iter().enumerate() {
        let command = format!("cargo {}", arguments.join(" "));
        println!("== {}/{} {title}: {command}", number + 1, steps.len());
        let status = Command::new(cargo)
            .args(*arguments)
            .current_dir(root)
            .status()
            .context("cargo cannot be started")?;
        if !status.success() {
            bail!("{title}: failed; `{command}` repeats this step");
        }
    }
    println!(
        "== all {} steps passed in {:.0} s",
        steps.len(),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: (&str, &[&str]) = ("a package", &["new", "--quiet", "--vcs", "none", "made"]);

    #[test]
    fn all_steps_run_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let version: (&str, &[&str]) = ("the version", &["--version"]);
        steps(env!("CARGO").as_ref(), folder.path(), &[version, NEW]).unwrap();
        assert!(folder.path().join("made/Cargo.toml").is_file());
    }

    #[test]
    fn the_first_failure_ends_it_and_says_how_to_repeat_it() {
        let folder = tempfile::tempdir().unwrap();
        let wrong: (&str, &[&str]) = ("nothing", &["locate-project", "--quiet"]);
        let error = steps(env!("CARGO").as_ref(), folder.path(), &[wrong, NEW]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "nothing: failed; `cargo locate-project --quiet` repeats this step"
        );
        assert!(!folder.path().join("made").exists());
    }

    #[test]
    fn a_cargo_that_is_not_there_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let error = steps("no-such-cargo".as_ref(), folder.path(), &[NEW]).unwrap_err();
        assert!(error.to_string().contains("cargo cannot be started"));
    }

    /// The commands that the README and the continuous integration rely on.
    #[test]
    fn freshness_comes_first_and_everything_is_tested() {
        let commands: Vec<String> = STEPS.iter().map(|(_, a)| a.join(" ")).collect();
        assert_eq!(commands[0], "xtask codegen --check");
        assert!(
            commands[1].starts_with("test --workspace --exclude shapewright-send --all-features")
        );
    }
}
