//! `cargo xtask patterns`: how each `@pattern` of models is matched, and whether an ECMA-262 engine agrees.

mod collect;
mod report;
mod verify;

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;
use shapewright_codegen::pattern::{Outcome, compile};

use self::report::Totals;
use self::verify::Verdict;
use crate::survey;

/// Options of `cargo xtask patterns`.
#[derive(Args)]
pub(crate) struct Options {
    /// A model (Smithy JSON AST), or a folder of them.
    #[arg(value_name = "DIR|FILE")]
    models: PathBuf,
    /// Compare with the engine `regress` (flag `u`) on about so many strings for each pattern.
    #[arg(long, value_name = "N")]
    verify: Option<usize>,
    /// Only the totals, what is not matched exactly, and disagreements.
    #[arg(long, short)]
    quiet: bool,
    /// How many patterns are looked at at a time; as many as there are processors when it is not given.
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// Answers a question of `--verify` from standard input; for this command's own use.
    #[arg(long, hide = true)]
    engine: bool,
}

/// A pattern, and what became of it.
struct Found {
    source: String,
    /// How many shapes and members have it.
    uses: usize,
    outcome: Outcome,
    time: Duration,
    verdict: Option<Verdict>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.engine {
        return verify::answer();
    }
    let patterns = collect::patterns(&options.models)?;
    if patterns.is_empty() {
        bail!("{} has no @pattern", options.models.display());
    }
    let jobs = options
        .jobs
        .or_else(|| std::thread::available_parallelism().ok())
        .map_or(1, NonZero::get);
    let found = all(
        &patterns.into_iter().collect::<Vec<_>>(),
        options.verify,
        jobs,
    )?;
    for found in &found {
        if !options.quiet || report::is_notable(found) {
            println!("{}", report::line(found));
        }
    }
    let totals = Totals::of(&found);
    println!("\n{}", totals.slowest());
    if let Some(verified) = totals.verified() {
        println!("{verified}");
    }
    println!("{totals}");
    match totals.wrong() {
        0 => Ok(()),
        wrong => bail!("{wrong} patterns are matched differently than the engine does"),
    }
}

/// Compiles and verifies all of them, side by side; in the order of their texts.
fn all(patterns: &[(String, usize)], verify: Option<usize>, jobs: usize) -> Result<Vec<Found>> {
    let bar = survey::bar(patterns.len(), "Patterns");
    let next = AtomicUsize::new(0);
    let all: Mutex<Vec<Result<Found>>> = Mutex::new(Vec::with_capacity(patterns.len()));
    let work = || {
        while let Some((source, uses)) = patterns.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = one(source, *uses, verify);
            bar.inc(1);
            if let Ok(mut all) = all.lock() {
                all.push(found);
            }
        }
    };
    std::thread::scope(|scope| -> Result<()> {
        for _ in 0..jobs.min(patterns.len()) {
            std::thread::Builder::new()
                .spawn_scoped(scope, work)
                .context("no thread can be started")?;
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    let all = all.into_inner().unwrap_or_else(|error| error.into_inner());
    let mut all: Vec<Found> = all.into_iter().collect::<Result<_>>()?;
    all.sort_by(|a, b| a.source.cmp(&b.source));
    Ok(all)
}

fn one(source: &str, uses: usize, verify_with: Option<usize>) -> Result<Found> {
    let start = Instant::now();
    let outcome = compile(source);
    let time = start.elapsed();
    let verify = |strings| verify::verify(source, &outcome, strings, verify::elsewhere);
    let verdict = verify_with.map(verify).transpose()?;
    Ok(Found {
        source: source.to_owned(),
        uses,
        verdict,
        outcome,
        time,
    })
}
