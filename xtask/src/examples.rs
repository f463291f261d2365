//! `cargo xtask examples`: the examples of AWS's documentation, and what is wrong with them.

mod command;
mod corpus;
mod fixtures;
mod lint;
mod names;
mod package;
mod report;
mod rst;
mod shell;
mod shorthand;
mod summary;
#[cfg(test)]
mod tests;
mod typed;
mod update;

use anyhow::Result;
use clap::{Args, Subcommand};

pub(crate) use corpus::sources;

/// Options of `cargo xtask examples`.
#[derive(Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Take the documented examples from the PyPI package awscli and write their facts to models/.
    Update(update::Options),
    /// Say where documented examples differ from the models.
    Lint(lint::Options),
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    match &options.command {
        Command::Update(options) => update::run(options),
        Command::Lint(options) => lint::run(options),
    }
}
