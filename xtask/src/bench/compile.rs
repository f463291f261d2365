//! `cargo xtask bench compile`: what depending on a crate costs, ours against the official ones.

mod subject;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Serialize;

use self::subject::{Counts, Subject};
use super::{Tool, succeed};
use crate::config;

/// Options of `cargo xtask bench compile`.
#[derive(Args)]
pub(crate) struct Options {
    /// How often each build is timed; the median counts.
    #[arg(long, value_name = "N", default_value_t = 3)]
    rounds: usize,
    /// Only the packages with this in their name (`shapewright`, `official`, …); nothing is written.
    #[arg(long, value_name = "NAME")]
    filter: Option<String>,
}

/// A way to build: its name, and the arguments of cargo.
const WAYS: [(&str, &[&str]); 3] = [
    ("check", &["check"]),
    ("dev build", &["build"]),
    ("release build", &["build", "--release"]),
];

/// What a build took, in seconds.
#[derive(Clone, Copy)]
struct Spent {
    wall: f64,
    /// Of all processors; it depends less on what else the machine does.
    processor: f64,
}

/// What was measured of a package.
#[derive(Serialize)]
struct Row {
    name: String,
    title: &'static str,
    #[serde(flatten)]
    counts: Counts,
    /// Median seconds by way; `…, dependencies built` where only the package itself was built.
    seconds: BTreeMap<String, f64>,
    /// As that, of processor time.
    processor_seconds: BTreeMap<String, f64>,
    /// Bytes of the stripped program.
    program: Option<u64>,
}

/// Prepares the packages, measures, prints; a whole run also writes its section of the report.
pub(crate) fn run(tool: &Tool, options: &Options) -> Result<()> {
    if options.rounds == 0 {
        bail!("--rounds takes at least 1");
    }
    let filter = options.filter.as_deref().unwrap_or_default();
    let folder = tool.folder.join("compile");
    let mut subjects = subject::all();
    subjects.retain(|subject| subject.name.contains(filter));
    if subjects.is_empty() {
        bail!("no package is called like {filter}");
    }
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    // The target folder may be somewhere else, where another toolchain would be used.
    let pinned = "rust-toolchain.toml";
    fs::copy(config::root().join(pinned), folder.join(pinned)).context(pinned)?;
    for subject in &subjects {
        subject.prepare(tool, &folder)?;
    }
    let mut times: BTreeMap<(usize, String), Vec<Spent>> = BTreeMap::new();
    for round in 1..=options.rounds {
        for (at, subject) in subjects.iter().enumerate() {
            let found = time(tool, subject, &folder.join(subject.name))?;
            let told: Vec<String> = found
                .iter()
                .map(|(way, spent)| format!("{way} {:.2} s ({:.2})", spent.wall, spent.processor))
                .collect();
            println!("round {round}: {}: {}", subject.name, told.join(", "));
            for (way, spent) in found {
                times.entry((at, way)).or_default().push(spent);
            }
        }
    }
    let mut rows = Vec::new();
    for (at, subject) in subjects.iter().enumerate() {
        let medians = |of: fn(&Spent) -> f64| -> BTreeMap<String, f64> {
            let own = times.iter().filter(|((subject, _), _)| *subject == at);
            own.map(|((_, way), all)| (way.clone(), median(all.iter().map(of))))
                .collect()
        };
        rows.push(Row {
            name: subject.name.to_owned(),
            title: subject.title,
            counts: subject.counts(tool, &folder)?,
            seconds: medians(|it| it.wall),
            processor_seconds: medians(|it| it.processor),
            program: subject.program_size(tool, &folder)?,
        });
    }
    print(&rows);
    if options.filter.is_none() {
        let result = serde_json::json!({ "rounds": options.rounds, "rows": rows });
        let file = tool.folder.join("compile.json");
        fs::write(&file, result.to_string()).with_context(|| file.display().to_string())?;
        tool.report("compile")?;
    }
    Ok(())
}

/// One round of a package: every way from nothing, and what is built again when only the package is new.
fn time(tool: &Tool, subject: &Subject, folder: &Path) -> Result<Vec<(String, Spent)>> {
    let mut all = Vec::new();
    for (way, arguments) in WAYS {
        let target = folder.join("target");
        if target.exists() {
            fs::remove_dir_all(&target).with_context(|| target.display().to_string())?;
        }
        all.push((way.to_owned(), build(tool, folder, arguments)?));
        if let Some(package) = subject.rebuilt {
            let mut clean = scratch(tool, folder, "clean");
            clean.args(["--package", package]);
            if arguments.contains(&"--release") {
                clean.arg("--release");
            }
            succeed(clean.stdout(Stdio::null()).stderr(Stdio::null()))?;
            let spent = build(tool, folder, arguments)?;
            all.push((format!("{way}, dependencies built"), spent));
        }
    }
    Ok(all)
}

fn build(tool: &Tool, folder: &Path, arguments: &[&str]) -> Result<Spent> {
    let (command, rest) = arguments.split_first().context("no command")?;
    let mut cargo = scratch(tool, folder, command);
    cargo.args(rest).args(["--offline", "--locked", "--quiet"]);
    let (start, before) = (Instant::now(), children());
    succeed(&mut cargo)?;
    Ok(Spent {
        wall: start.elapsed().as_secs_f64(),
        processor: children() - before,
    })
}

/// Seconds of processor time that the children had until now, as Linux tells it; zero elsewhere.
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // proc_pid_stat(5): fields 16 and 17, in ticks of 10 ms; the second field may hold blanks.
    let rest = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |field: usize| rest.split_whitespace().nth(field - 3)?.parse::<f64>().ok();
    (ticks(16).unwrap_or(0.0) + ticks(17).unwrap_or(0.0)) / 100.0
}

/// Cargo in a scratch package, with a target folder of its own and nothing incremental: crates from a registry are never
/// compiled so, and ours would only be because they are here by path.
fn scratch(tool: &Tool, folder: &Path, command: &str) -> Command {
    let mut cargo = Command::new(&tool.cargo);
    cargo
        .arg(command)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0");
    cargo
}

pub(super) fn median(all: impl Iterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = all.collect();
    all.sort_by(f64::total_cmp);
    let middle = all.len() / 2;
    match all.len() % 2 {
        0 => f64::midpoint(all[middle - 1], all[middle]),
        _ => all[middle],
    }
}

/// The table, and a line for each figure.
fn print(rows: &[Row]) {
    println!(
        "\n{:<30} {:>8} {:>10} {:>14} {:>7} {:>8} {:>8} {:>10}",
        "", "check", "dev build", "release build", "crates", "macros", "scripts", "lines"
    );
    for row in rows {
        let seconds = |way| row.seconds.get(way).copied().unwrap_or(f64::NAN);
        println!(
            "{:<30} {:>8.2} {:>10.2} {:>14.2} {:>7} {:>8} {:>8} {:>10}",
            row.name,
            seconds("check"),
            seconds("dev build"),
            seconds("release build"),
            row.counts.crates,
            row.counts.proc_macros,
            row.counts.build_scripts,
            row.counts.lines
        );
    }
    println!();
    for row in rows {
        for (way, seconds) in &row.seconds {
            println!("{}/{way}/seconds: {seconds:.2}", row.name);
        }
        for (way, seconds) in &row.processor_seconds {
            println!("{}/{way}/processor seconds: {seconds:.2}", row.name);
        }
        println!("{}/crates: {}", row.name, row.counts.crates);
        println!("{}/crates beyond its own: {}", row.name, row.counts.others);
        println!("{}/proc macros: {}", row.name, row.counts.proc_macros);
        println!("{}/build scripts: {}", row.name, row.counts.build_scripts);
        println!("{}/lines: {}", row.name, row.counts.lines);
        if let Some(bytes) = row.program {
            println!("{}/stripped program bytes: {bytes}", row.name);
        }
    }
    for row in rows {
        let Some(official) = row.name.strip_prefix("shapewright-").and_then(|rest| {
            let name = format!("official-{rest}");
            rows.iter().find(|it| it.name == name)
        }) else {
            continue;
        };
        for (way, seconds) in &row.seconds {
            if let Some(theirs) = official.seconds.get(way) {
                println!("{}/{way}/x official: {:.1}", row.name, theirs / seconds);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_of_an_even_count_is_between() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()).to_string(), "2");
        assert_eq!(median([4.0, 1.0].into_iter()).to_string(), "2.5");
    }
}
