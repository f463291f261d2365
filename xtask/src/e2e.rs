//! `cargo xtask e2e`: the example against a real server, moto, that is started and stopped here.

mod process;
mod python;
mod record;
mod server;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::config;
use process::Group;
use server::Server;

/// Options of `cargo xtask e2e`.
#[derive(Args)]
pub(crate) struct Options {
    /// Run only the tests whose names contain this.
    filter: Option<String>,
}

/// The package whose tests talk to the server.
const PACKAGE: &str = "shapewright-send";

/// Tells the tests where the server is.
const ENDPOINT: &str = "SHAPEWRIGHT_E2E_ENDPOINT";

/// Tells the tests where to write which operations they called.
const RECORD: &str = "SHAPEWRIGHT_E2E_RECORD";

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    process::watch_for_interrupts()?;
    let root = config::root();
    let example = root.join("examples/send");
    let folder = root.join("target/e2e");
    std::fs::create_dir_all(&folder).with_context(|| format!("{}", folder.display()))?;

    let python = python::environment(&folder, &example.join("requirements.txt"))?;
    let record = tempfile::NamedTempFile::new_in(&folder).context("the record")?;
    let mut server = Server::start(&python, &example.join("moto_shim.py"), &folder)?;
    let status = test(&root, options, &server.endpoint(), record.path());
    // Before anything is printed: a server that died is why the tests failed.
    let log = server.stop();
    if !matches!(status, Ok(true)) {
        eprintln!("-- the end of what the server said\n{log}");
    }
    let record = std::fs::read_to_string(record.path()).context("the record")?;
    if !status? {
        bail!("the tests failed; `cargo xtask e2e NAME` runs one");
    }
    if record.is_empty() && options.filter.is_none() {
        bail!("the tests called no operation");
    }
    print!("{}", record::table(&record));
    Ok(())
}

/// Builds and runs the tests; whether they passed.
fn test(root: &Path, options: &Options, endpoint: &str, record: &Path) -> Result<bool> {
    // Cargo says which cargo it is; without it the one that built this command is as good.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    let mut command = Command::new(cargo);
    command
        .args([
            "test",
            "--package",
            PACKAGE,
            "--no-default-features",
            "--quiet",
        ])
        .args(&options.filter)
        .current_dir(root)
        .env(ENDPOINT, endpoint)
        .env(RECORD, record);
    let status = Group::start(command)
        .context("cargo cannot be started")?
        .wait()?;
    Ok(status.success())
}
