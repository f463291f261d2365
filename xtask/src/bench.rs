//! `cargo xtask bench`: measures the codec, compile times and the generator against what else there is.
//!
//! The contenders are in `benches/`, a workspace of its own. Results are JSON under `target/bench`, of which the
//! report of `benches/` makes `docs/benchmarks.md`.

mod codec;
mod compile;
mod generate;
mod readme;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use crate::config;

/// Options of `cargo xtask bench`.
#[derive(Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Read, write and check JSON, and whole calls, against the official crates and serde's.
    Codec(codec::Options),
    /// Time what depending on the crates costs, against the official crates (half an hour with three rounds).
    Compile(compile::Options),
    /// Time and memory of the generator.
    Generate(generate::Options),
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let tool = Tool::new();
    match &options.what {
        What::Codec(options) => codec::run(&tool, options),
        What::Compile(options) => compile::run(&tool, options),
        What::Generate(options) => generate::run(&tool, options),
    }
}

/// Where cargo, the benchmarks and their results are.
struct Tool {
    cargo: OsString,
    /// The workspace of the benchmarks.
    benches: PathBuf,
    /// What is built and measured.
    folder: PathBuf,
}

impl Tool {
    fn new() -> Self {
        Self {
            cargo: std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into()),
            benches: config::root().join("benches"),
            folder: std::env::var_os("CARGO_TARGET_DIR")
                .map_or_else(|| config::root().join("target"), PathBuf::from)
                .join("bench"),
        }
    }

    /// `cargo …` in the workspace of the benchmarks.
    fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(&self.cargo);
        cargo
            .args([command, "--release", "--quiet"])
            .env("CARGO_TARGET_DIR", self.folder.join("build"))
            .current_dir(&self.benches);
        cargo
    }

    /// Builds a package of the benchmarks; where its programs are.
    fn build(&self, package: &str) -> Result<PathBuf> {
        succeed(self.cargo("build").args(["--package", package]))?;
        Ok(self.folder.join("build/release"))
    }

    /// Writes a section of `docs/benchmarks.md` from the results, and README's figures from all of it.
    fn report(&self, section: &str) -> Result<()> {
        let docs = config::root().join("docs");
        let program = self.build("bench-report")?.join("bench-report");
        succeed(
            Command::new(program)
                .arg(section)
                .arg(&self.folder)
                .arg(&docs),
        )?;
        readme::write(&config::root())
    }
}

/// Runs a command that has to succeed.
fn succeed(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .with_context(|| format!("{name} cannot be started"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}
