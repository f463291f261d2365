//! `cargo xtask survey`: a crate from every model of a folder, and what became of each.

mod check;
mod model;
mod report;

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use self::check::Workspace;
use self::model::Row;
use crate::config;
use crate::files::json_files;

/// Options of `cargo xtask survey`.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder: each .json file in it and in its folders is a model (Smithy JSON AST).
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Compile each crate too, with all features; a warning counts as an error.
    #[arg(long)]
    check: bool,
    /// Let rustdoc read each crate too; a warning counts as an error.
    #[arg(long)]
    doc: bool,
    /// How many models are generated, and crates compiled, at a time; as many as there are processors
    /// when it is not given.
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// Write the report to this file too: .md for people, .json for programs.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// As much as the main thread has where the commands usually run: a model that is too deep for
/// `generate` is to fail here as it does there.
const STACK: usize = 8 << 20;

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    if let Some(file) = &options.report {
        report::form(file)?;
    }
    let jobs = options
        .jobs
        .or_else(|| std::thread::available_parallelism().ok())
        .map_or(1, NonZero::get);
    let root = config::root();
    let paths = json_files(&options.folder)?;
    if paths.is_empty() {
        bail!("{} has no .json file", options.folder.display());
    }
    let commands = check::commands(options.check, options.doc);
    let place = match commands.is_empty() {
        true => None,
        false => Some(Workspace::new(&root)?),
    };
    let mut rows = generate(&options.folder, &paths, place.as_ref(), jobs)?;
    if let Some(place) = &place {
        for command in commands {
            place.check(&mut rows, command, jobs)?;
        }
    }
    print!("{}", report::text(&rows));
    if let Some(file) = &options.report {
        let text = report::form(file)?(&rows)?;
        fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let totals = report::Totals::of(&rows);
    println!("\n{totals}");
    match totals.failures() {
        0 => Ok(()),
        failures => bail!("{failures} of {} models failed", paths.len()),
    }
}

/// A bar on a terminal; elsewhere nothing is drawn.
pub(crate) fn bar(length: usize, what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(length as u64).with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar
}

/// Generates from every model, side by side; the rows are in the order of the paths.
fn generate(
    folder: &Path,
    paths: &[PathBuf],
    place: Option<&Workspace>,
    jobs: usize,
) -> Result<Vec<Row>> {
    let names = model::names(folder, paths);
    let bar = bar(paths.len(), "Generating");
    let next = AtomicUsize::new(0);
    let found: Mutex<Vec<(usize, Vec<Row>)>> = Mutex::new(Vec::new());
    let work = || {
        while let Some((at, path)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, paths.get(at)?)))
        {
            let rows = model::rows(path, &names[at], place);
            bar.inc(1);
            if let Ok(mut found) = found.lock() {
                found.push((at, rows));
            }
        }
    };
    std::thread::scope(|scope| -> Result<()> {
        for _ in 0..jobs.min(paths.len()) {
            std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work)
                .context("no thread can be started")?;
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    let mut found = found
        .into_inner()
        .unwrap_or_else(|error| error.into_inner());
    found.sort_by_key(|(at, _)| *at);
    Ok(found.into_iter().flat_map(|(_, rows)| rows).collect())
}
