//! `cargo xtask models`.

use anyhow::Result;
use clap::Args;

/// Options of `cargo xtask models`.
#[derive(Args)]
pub(crate) struct Options {}

/// Runs the command.
pub(crate) fn run(_options: &Options) -> Result<()> {
    Ok(())
}
