//! `cargo xtask test`: everything that has to hold.

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
        "tests of all crates, documented examples included",
        &["test", "--workspace", "--all-features", "--quiet"],
    ),
    (
        "no default features still build",
        &["check", "--workspace", "--no-default-features", "--quiet"],
    ),
];

/// Runs the command.
pub(crate) fn run(_options: &Options) -> Result<()> {
    let start = Instant::now();
    for (title, arguments) in STEPS {
        println!("== {title}: cargo {}", arguments.join(" "));
        let status = Command::new(env!("CARGO"))
            .args(*arguments)
            .current_dir(config::root())
            .status()
            .context("cargo cannot be started")?;
        if !status.success() {
            bail!("failed: cargo {}", arguments.join(" "));
        }
    }
    println!(
        "== all {} steps passed in {:.0} s",
        STEPS.len(),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}
