//! `cargo xtask bench codec`.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use super::{Tool, succeed};

/// Options of `cargo xtask bench codec`.
#[derive(Args)]
pub(crate) struct Options {
    /// Fewer and shorter rounds: a first look, nothing is written.
    #[arg(long)]
    quick: bool,
    /// Only what has this in its name (`deserialize/`, `call/CreateService`, …); nothing is written.
    #[arg(long, value_name = "NAME")]
    filter: Option<String>,
}

/// Builds, measures, prints; a whole run also writes its section of the report.
pub(crate) fn run(tool: &Tool, options: &Options) -> Result<()> {
    let programs = tool.build("bench-codec")?;
    let mut measure = Command::new(programs.join("codec"));
    if options.quick {
        measure.arg("--quick");
    }
    if let Some(filter) = &options.filter {
        measure.args(["--filter", filter]);
    }
    let whole = !options.quick && options.filter.is_none();
    if whole {
        measure.arg("--out").arg(tool.folder.join("codec.json"));
    }
    succeed(&mut measure)?;
    if whole {
        tool.report("codec")?;
    }
    Ok(())
}
