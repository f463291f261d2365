//! Measures and prints: `cargo xtask bench codec`.

use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};
use bench_codec::entry::Entry;
use bench_codec::measure::{Effort, measure};
use bench_figures::{Allocations, Measured, Row, figures};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What was asked for on the command line.
#[derive(Default)]
struct Options {
    quick: bool,
    filter: String,
    /// Where the rows go as JSON.
    out: Option<String>,
    /// The contender that only runs, for a profiler.
    profile: Option<String>,
}

fn options() -> Result<Options> {
    let mut options = Options::default();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--quick" => options.quick = true,
            "--filter" => options.filter = args.next().context("--filter NAME")?,
            "--out" => options.out = Some(args.next().context("--out FILE")?),
            "--profile" => options.profile = Some(args.next().context("--profile CONTENDER")?),
            other => bail!(
                "{other} is not known; there are --quick, --filter NAME, --out FILE and --profile CONTENDER"
            ),
        }
    }
    Ok(options)
}

fn run() -> Result<()> {
    let options = options()?;
    let effort = if options.quick {
        Effort::QUICK
    } else {
        Effort::FULL
    };
    let entries: Vec<Entry> = bench_codec::entries()
        .into_iter()
        .filter(|entry| entry.name().contains(&options.filter))
        .collect();
    if entries.is_empty() {
        bail!("nothing is called like {}", options.filter);
    }
    if let Some(contender) = &options.profile {
        return profile(&entries, contender);
    }
    let allocations = allocations(&options.filter)?;
    let mut rows = Vec::new();
    for entry in &entries {
        let row = row(entry, effort, &allocations)?;
        print_row(&row);
        rows.push(row);
    }
    println!();
    for (name, value) in figures(&rows) {
        println!("{name}: {}", number(value));
    }
    if let Some(out) = &options.out {
        std::fs::write(out, serde_json::to_vec_pretty(&rows)?).with_context(|| out.clone())?;
    }
    Ok(())
}

/// Runs one contender of each entry a thousand times, and nothing else but the checks.
fn profile(entries: &[Entry], contender: &str) -> Result<()> {
    for entry in entries {
        for mut it in entry.build()?.contenders {
            if it.name == contender {
                for _ in 0..1000 {
                    (it.run)();
                }
            }
        }
    }
    Ok(())
}

/// Whole counts as such, ratios with two places.
fn number(value: f64) -> String {
    if value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.2}")
    }
}

/// What the other binary counts: the allocator that counts would cost time here.
fn allocations(filter: &str) -> Result<Allocations> {
    let path = std::env::current_exe()?
        .with_file_name("allocations")
        .with_extension(std::env::consts::EXE_EXTENSION);
    let output = Command::new(&path)
        .arg(filter)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| path.display().to_string())?;
    if !output.status.success() {
        bail!("{} failed", path.display());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn row(entry: &Entry, effort: Effort, allocations: &Allocations) -> Result<Row> {
    let mut group = entry.build()?;
    let times = measure(&mut group, effort);
    let counts = allocations.get(&entry.name());
    let contenders = group.contenders.iter().zip(times).map(|(it, time)| {
        let count = counts.and_then(|counts| counts.get(it.name)).copied();
        Measured {
            name: it.name.to_owned(),
            median: time.median,
            min: time.min,
            allocations: count.map(|(count, _)| count),
            allocated: count.map(|(_, bytes)| bytes),
        }
    });
    Ok(Row {
        kind: entry.kind.to_owned(),
        subject: entry.subject.to_owned(),
        bytes: group.bytes,
        contenders: contenders.collect(),
    })
}

fn print_row(row: &Row) {
    println!("\n{}/{} ({} bytes)", row.kind, row.subject, row.bytes);
    println!(
        "  {:<12} {:>12} {:>12} {:>8} {:>8} {:>8} {:>10}",
        "", "median µs", "min µs", "x ours", "by min", "allocs", "bytes"
    );
    let Some(ours) = row.contenders.first() else {
        return;
    };
    for it in &row.contenders {
        let count = |count: Option<i64>| count.map_or_else(String::new, |it| it.to_string());
        println!(
            "  {:<12} {:>12.3} {:>12.3} {:>8.2} {:>8.2} {:>8} {:>10}",
            it.name,
            it.median / 1000.0,
            it.min / 1000.0,
            it.median / ours.median,
            it.min / ours.min,
            count(it.allocations),
            count(it.allocated)
        );
    }
}
