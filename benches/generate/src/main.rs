//! Generates a crate for each argument, a model or several files of one with `+` between them, and prints as JSON how
//! much there was and what it took. Nothing is written.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use shapewright_codegen::examples::corpus::Corpus;
use shapewright_codegen::{Package, Settings, Source, generate};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let start = Instant::now();
    let (mut operations, mut shapes, mut lines) = (0, 0, 0);
    for model in std::env::args().skip(1) {
        let sources = model.split('+').map(read).collect::<Result<Vec<_>>>()?;
        let settings = Settings {
            package: Package {
                name: "generated".to_owned(),
                version: "0.1.0".to_owned(),
                runtime: "version = \"0.1\"".to_owned(),
                standalone: true,
                publish: true,
            },
            service: None,
            operations: None,
            lock: None,
            tables: Vec::new(),
            origin: shapewright_codegen::Origin::default(),
            examples: Corpus::default(),
        };
        match generate(&sources, &settings) {
            Ok(generated) => {
                operations += generated.statistics.operations;
                shapes += generated.statistics.shapes;
                lines += generated.statistics.lines;
            }
            Err(report) => bail!("{model}: {report}"),
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let told = serde_json::json!({
        "operations": operations,
        "shapes": shapes,
        "lines": lines,
        "seconds": seconds,
        "processor_seconds": processor(),
        "peak": peak(),
    });
    println!("{told}");
    Ok(())
}

fn read(path: &str) -> Result<Source> {
    let text = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    Ok(Source::new(path.to_owned(), text))
}

/// The processor time of this thread, the only one, where Linux tells it (the first number, in nanoseconds).
fn processor() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(stat.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

/// The most memory that the process had, in bytes, where Linux tells it (`VmHWM` in kB, proc_pid_status(5)).
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
