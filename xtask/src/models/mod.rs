//! `cargo xtask models`: the committed models, where they come from and how good they are.

mod compare;
mod convert;
mod diff;
mod fetch;
mod infer;
mod manifest;
mod overlay;
mod services;
mod survey;
#[cfg(test)]
mod tests;
mod update;
mod verdicts;
mod wheel;

use anyhow::Result;
use clap::{Args, Subcommand};

pub(crate) use fetch::download;
pub(crate) use manifest::{Entry, Manifest, Retirement};
pub(crate) use services::SERVICES;

/// Options of `cargo xtask models`.
#[derive(Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Convert the services' models from the PyPI package botocore and write them to models/.
    Update(update::Options),
    /// Conclude what models do not say: pages and waiters.
    Infer(infer::Options),
    /// Say what has changed between two versions of models, and what it means for users of the crates.
    Diff(diff::Options),
    /// Confirm the semver verdicts of `diff` on generated crates (needs cargo-semver-checks).
    Verdicts(verdicts::Options),
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    match &options.command {
        Command::Update(options) => update::run(options),
        Command::Infer(options) => infer::run(options),
        Command::Diff(options) => diff::run(options),
        Command::Verdicts(options) => verdicts::run(options),
    }
}
