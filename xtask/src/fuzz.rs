//! `cargo xtask fuzz`: runs the fuzz targets of `fuzz/` with cargo-fuzz.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::config;

/// Options of `cargo xtask fuzz`.
#[derive(Args)]
pub(crate) struct Options {
    /// The target; every one of fuzz/fuzz_targets without it.
    target: Option<String>,
    /// How long each target runs.
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,
    /// Only build the targets.
    #[arg(long)]
    build: bool,
}

/// What keeps memory and time in bounds: MiB in all and at once, seconds for one input, bytes of one.
const LIMITS: [&str; 4] = [
    "-rss_limit_mb=2048",
    "-malloc_limit_mb=512",
    "-timeout=10",
    "-max_len=65536",
];

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let tool = Tool {
        cargo: std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into()),
        root: config::root(),
        folder: std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| config::root().join("target"), PathBuf::from)
            .join("fuzz"),
    };
    let targets = tool.targets(options.target.as_deref())?;
    tool.check_installed()?;
    tool.build(options.target.as_deref())?;
    if options.build {
        return Ok(());
    }
    let mut findings = 0;
    for target in &targets {
        let outcome = tool.fuzz(target, options.seconds)?;
        println!("{}", outcome.line(target));
        findings += usize::from(!outcome.clean);
    }
    if findings > 0 {
        bail!("{findings} of {} targets found something", targets.len());
    }
    Ok(())
}

/// Where cargo, the project and what fuzzing leaves behind are.
struct Tool {
    cargo: OsString,
    root: PathBuf,
    folder: PathBuf,
}

impl Tool {
    /// The target asked for, or all of them by name.
    fn targets(&self, wanted: Option<&str>) -> Result<Vec<String>> {
        let folder = self.root.join("fuzz/fuzz_targets");
        let mut all = Vec::new();
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if let Some(name) = path.file_stem().and_then(|name| name.to_str()) {
                all.push(name.to_owned());
            }
        }
        all.sort();
        match wanted {
            None => Ok(all),
            Some(name) if all.iter().any(|known| known == name) => Ok(vec![name.to_owned()]),
            Some(name) => bail!(
                "there is no fuzz target `{name}`; there are {}",
                all.join(", ")
            ),
        }
    }

    /// `cargo fuzz …` with what makes the pinned toolchain take the sanitizer.
    fn cargo_fuzz(&self, command: &str) -> Command {
        let mut cargo = Command::new(&self.cargo);
        cargo
            .args(["fuzz", command])
            .current_dir(&self.root)
            .env("RUSTC_BOOTSTRAP", "1");
        cargo
    }

    fn check_installed(&self) -> Result<()> {
        let found = self
            .cargo_fuzz("--version")
            .stdin(Stdio::null())
            .output()
            .context("cargo cannot be started")?;
        if !found.status.success() {
            bail!(
                "cargo-fuzz is not installed; `cargo install cargo-fuzz --locked` installs it (it also needs a C++ \
                 compiler)"
            );
        }
        Ok(())
    }

    fn build(&self, target: Option<&str>) -> Result<()> {
        let status = self
            .cargo_fuzz("build")
            .args(["--fuzz-dir", "fuzz", "--target-dir"])
            .arg(&self.folder)
            .args(target)
            .status()
            .context("cargo cannot be started")?;
        if !status.success() {
            bail!("the fuzz targets do not build");
        }
        Ok(())
    }

    /// Runs one target. New inputs go to a corpus of its own; the committed one is only read.
    fn fuzz(&self, target: &str, seconds: u64) -> Result<Outcome> {
        let corpus = self.folder.join("corpus").join(target);
        fs::create_dir_all(&corpus).with_context(|| corpus.display().to_string())?;
        let log = self.folder.join(format!("{target}.log"));
        let mut run = self.cargo_fuzz("run");
        run.args(["--fuzz-dir", "fuzz", "--target-dir"])
            .arg(&self.folder)
            .arg(target)
            .arg(&corpus)
            .arg(Path::new("fuzz/corpus").join(target))
            .arg("--")
            .arg(format!("-max_total_time={seconds}"))
            .arg("-print_final_stats=1")
            .args(LIMITS);
        println!("== {target}: {seconds} s, log in {}", log.display());
        let start = Instant::now();
        let (text, status) = logged(run, &log)?;
        let outcome = Outcome::of(&text, status.success(), start.elapsed().as_secs());
        if !outcome.clean {
            print!("{}", explanation(&text));
        }
        Ok(outcome)
    }
}

/// Runs a command whose error output goes to a file, and comes back.
fn logged(mut command: Command, log: &Path) -> Result<(String, ExitStatus)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .context("cargo cannot be started")?;
    let mut file = File::create(log).with_context(|| log.display().to_string())?;
    let mut text = String::new();
    if let Some(stderr) = child.stderr.take() {
        for line in BufReader::new(stderr).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            writeln!(file, "{line}")?;
            // Of each input that is new to it libFuzzer tells; nobody reads that here.
            if !line.starts_with('#') {
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
    let status = child.wait()?;
    Ok((text, status))
}

/// What a run gave.
#[derive(Debug, PartialEq)]
struct Outcome {
    executions: Option<u64>,
    seconds: u64,
    clean: bool,
    /// The input that was a finding.
    artifact: Option<String>,
}

impl Outcome {
    /// From what libFuzzer printed, whether it succeeded, and how long it took.
    fn of(text: &str, clean: bool, seconds: u64) -> Self {
        let behind = |mark: &str| {
            let found = text.lines().rev().find_map(|line| line.split_once(mark));
            found.map(|(_, rest)| rest.trim())
        };
        Self {
            executions: behind("stat::number_of_executed_units:").and_then(|it| it.parse().ok()),
            seconds,
            clean,
            artifact: behind("Test unit written to ").map(str::to_owned),
        }
    }

    fn line(&self, target: &str) -> String {
        let executions = match self.executions {
            Some(count) => count.to_string(),
            None => "no".to_owned(),
        };
        let finding = match (&self.artifact, self.clean) {
            (_, true) => "no findings".to_owned(),
            (Some(artifact), false) => format!(
                "a finding: {artifact}; `cargo run --manifest-path fuzz/Cargo.toml --no-default-features --bin {target} \
                 -- {artifact}` repeats it"
            ),
            (None, false) => "failed without an input".to_owned(),
        };
        format!(
            "{target:<12} {executions:>12} executions {:>6} s  {finding}",
            self.seconds
        )
    }
}

/// The lines that say what a finding is: the panic or the sanitizer's summary, with a few behind.
fn explanation(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines
        .iter()
        .position(|line| line.contains("panicked at") || line.contains("ERROR: "));
    let from = first.unwrap_or(lines.len().saturating_sub(20));
    lines
        .iter()
        .skip(from)
        .take(20)
        .map(|line| format!("    {line}\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEAN: &str = "INFO: seed corpus: files: 10\nDone 1042 runs in 3 second(s)\n\
        stat::number_of_executed_units: 1042\nstat::average_exec_per_sec:     347\n";
    const CRASH: &str = "INFO: Loaded 1 modules\n\nthread '<unnamed>' panicked at src/x.rs:1:2:\nassertion failed\n\
        ==1== ERROR: libFuzzer: deadly signal\nstat::number_of_executed_units: 7\n\
        artifact_prefix='fuzz/artifacts/json/'; Test unit written to fuzz/artifacts/json/crash-0a\nBase64: AA==\n";

    #[test]
    fn a_clean_run_tells_its_executions() {
        let outcome = Outcome::of(CLEAN, true, 3);
        assert_eq!(outcome.executions, Some(1042));
        assert_eq!(
            outcome.line("json"),
            "json                 1042 executions      3 s  no findings"
        );
    }

    #[test]
    fn a_finding_tells_its_input_and_the_panic() {
        let outcome = Outcome::of(CRASH, false, 1);
        assert_eq!(
            outcome.artifact.as_deref(),
            Some("fuzz/artifacts/json/crash-0a")
        );
        assert!(
            outcome
                .line("json")
                .contains("a finding: fuzz/artifacts/json/crash-0a;")
        );
        assert!(explanation(CRASH).starts_with("    thread '<unnamed>' panicked"));
        assert_eq!(
            explanation("error: no such target\n"),
            "    error: no such target\n"
        );
    }

    fn tool(cargo: &str) -> Tool {
        Tool {
            cargo: cargo.into(),
            root: config::root(),
            folder: PathBuf::new(),
        }
    }

    #[test]
    fn targets_are_the_files() {
        let tool = tool("cargo");
        let all = tool.targets(None).unwrap();
        assert_eq!(all, ["json", "requests", "responses", "validators"]);
        assert_eq!(tool.targets(Some("json")).unwrap(), ["json"]);
        let error = tool.targets(Some("jason")).unwrap_err().to_string();
        assert!(
            error.ends_with("there are json, requests, responses, validators"),
            "{error}"
        );
    }

    /// `false` is a cargo without the subcommand.
    #[cfg(unix)]
    #[test]
    fn without_cargo_fuzz_the_message_says_how_to_install_it() {
        let error = tool("false").check_installed().unwrap_err().to_string();
        assert!(
            error.contains("`cargo install cargo-fuzz --locked`"),
            "{error}"
        );
    }
}
