//! Downloads the wheel with pip. · Used by `update`. · Only wheels are asked for, so that nothing
//! of the package runs.

use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

/// What to do when the package cannot be downloaded.
const INSTEAD: &str =
    "nothing is changed; a wheel that is already there can be given with --wheel FILE";

/// Downloads the newest version or the given one of a package into a folder.
pub(crate) fn download(package: &str, version: Option<&str>, folder: &Path) -> Result<PathBuf> {
    let requirement = match version {
        Some(version) => format!("{package}=={}", checked(version)?),
        None => package.to_owned(),
    };
    let pip = Pip::find()?;
    let bar = progress(&requirement);
    let mut child = pip
        .command()
        .args(["download", "--no-deps", "--only-binary", ":all:"])
        .args(["--disable-pip-version-check", "--progress-bar", pip.bar()])
        .arg("--dest")
        .arg(folder)
        .arg(&requirement)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("pip cannot be started")?;
    let errors = watch(&mut child, &bar);
    let status = child.wait().context("pip cannot be waited for")?;
    bar.finish_and_clear();
    if !status.success() {
        bail!("{}; {INSTEAD}", reason(&requirement, &errors));
    }
    wheel_in(folder)
}

/// A version goes into pip's command line: only what a version can have (PEP 440).
fn checked(version: &str) -> Result<&str> {
    let valid = version.starts_with(|c: char| c.is_ascii_digit())
        && version
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".!+_-".contains(c));
    if !valid {
        bail!("`{version}` is no version; one looks like 1.44.5");
    }
    Ok(version)
}

/// How pip is called here.
struct Pip {
    program: &'static str,
    arguments: &'static [&'static str],
    /// Major and minor version.
    version: (u32, u32),
}

impl Pip {
    fn find() -> Result<Self> {
        let ways: [(&str, &[&str]); 3] = [
            ("pip", &[]),
            ("python3", &["-m", "pip"]),
            ("python", &["-m", "pip"]),
        ];
        for (program, arguments) in ways {
            let output = Command::new(program)
                .args(arguments)
                .arg("--version")
                .output();
            if let Ok(output) = output
                && output.status.success()
            {
                let text = String::from_utf8_lossy(&output.stdout).into_owned();
                return Ok(Self {
                    program,
                    arguments,
                    version: pip_version(&text),
                });
            }
        }
        bail!("neither `pip` nor `python3 -m pip` is there; install pip; {INSTEAD}")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.program);
        command.args(self.arguments);
        command
    }

    /// pip tells a program how far it is since 24.1.
    fn bar(&self) -> &'static str {
        if self.version >= (24, 1) {
            "raw"
        } else {
            "off"
        }
    }
}

/// `pip 23.2.1 from …`.
fn pip_version(text: &str) -> (u32, u32) {
    let mut parts = text
        .split_whitespace()
        .nth(1)
        .unwrap_or_default()
        .split('.');
    let mut part = || parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
    (part(), part())
}

/// A bar on a terminal; elsewhere nothing is drawn and `say` prints lines.
fn progress(requirement: &str) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(Duration::from_millis(100));
    say(&bar, &format!("Downloading {requirement} with pip"));
    bar
}

fn say(bar: &ProgressBar, message: &str) {
    if std::io::stderr().is_terminal() {
        bar.set_message(message.to_owned());
    } else {
        eprintln!("{message}");
    }
}

/// Shows what pip says until it ends; returns its error output.
fn watch(child: &mut Child, bar: &ProgressBar) -> String {
    let errors = child.stderr.take().map(|mut stream| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            // What was read before a failure is still worth showing.
            let _ = stream.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        })
    });
    let mut quarter = 0;
    if let Some(stream) = child.stdout.take() {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            match parse_progress(&line) {
                Some((done, all)) => advance(bar, done, all, &mut quarter),
                None if line.trim_start().starts_with("Downloading") => say(bar, line.trim()),
                None => {}
            }
        }
    }
    errors
        .and_then(|thread| thread.join().ok())
        .unwrap_or_default()
}

/// pip's `Progress 1024 of 4096`.
fn parse_progress(line: &str) -> Option<(u64, u64)> {
    let (done, all) = line.strip_prefix("Progress ")?.split_once(" of ")?;
    Some((done.trim().parse().ok()?, all.trim().parse().ok()?))
}

fn advance(bar: &ProgressBar, done: u64, all: u64, quarter: &mut u64) {
    if bar.length() != Some(all) {
        bar.set_length(all);
        let template = "{msg} [{bar:30}] {bytes}/{total_bytes} {eta}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
    }
    bar.set_position(done);
    let reached = done.saturating_mul(4).checked_div(all).unwrap_or(0);
    if reached > *quarter && !std::io::stderr().is_terminal() {
        eprintln!("  {} %", reached * 25);
    }
    *quarter = reached.max(*quarter);
}

/// Why pip failed, in a sentence.
fn reason(requirement: &str, errors: &str) -> String {
    // Without an index pip says the same as without the version, after warnings about the network.
    let network = [
        "NewConnectionError",
        "ConnectionError",
        "Temporary failure",
        "timed out",
        "ProxyError",
    ];
    if network.iter().any(|word| errors.contains(word)) {
        return "the package index cannot be reached".to_owned();
    }
    if errors.contains("No matching distribution") {
        return format!("there is no wheel of {requirement}");
    }
    let last = errors.lines().rev().find(|line| line.starts_with("ERROR"));
    let last = last
        .or_else(|| errors.lines().last())
        .unwrap_or("no reason given");
    format!("pip failed: {}", last.trim_start_matches("ERROR: "))
}

fn wheel_in(folder: &Path) -> Result<PathBuf> {
    let entries = std::fs::read_dir(folder).context("the download folder cannot be read")?;
    let wheel = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"));
    wheel.context("pip downloaded no wheel")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_checked() {
        assert!(checked("1.44.5").is_ok());
        assert!(checked("1.0rc1").is_ok());
        for bad in ["", "latest", "1.0 --index-url x", "1;x", "-r"] {
            assert!(checked(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_pip_says() {
        assert_eq!(
            pip_version("pip 24.1.2 from somewhere (python 3.11)"),
            (24, 1)
        );
        assert_eq!(pip_version(""), (0, 0));
        assert_eq!(parse_progress("Progress 5 of 10"), Some((5, 10)));
        assert_eq!(parse_progress("Collecting botocore"), None);
    }

    #[test]
    fn reasons() {
        let missing = "ERROR: Could not find a version that satisfies the requirement\n\
                       ERROR: No matching distribution found for botocore==9";
        assert_eq!(
            reason("botocore==9", missing),
            "there is no wheel of botocore==9"
        );
        let offline = format!("WARNING: Retrying after NewConnectionError\n{missing}");
        assert_eq!(
            reason("botocore", &offline),
            "the package index cannot be reached"
        );
        assert_eq!(
            reason("botocore", "ERROR: disk full"),
            "pip failed: disk full"
        );
    }
}
