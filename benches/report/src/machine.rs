//! Where and with what it was measured.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use time::OffsetDateTime;

/// Date, machine and compiler, as a paragraph.
pub(crate) fn paragraph() -> Result<String> {
    let date = OffsetDateTime::now_utc().date();
    let cores = std::thread::available_parallelism()?;
    let rustc = Command::new("rustc").arg("--version").output()?;
    let rustc = String::from_utf8_lossy(&rustc.stdout).trim().to_owned();
    Ok(format!(
        "Measured on {date}: {cores} cores, {}, {}, {rustc}.\n",
        processor().unwrap_or_else(|| "an unknown processor".to_owned()),
        std::env::consts::OS
    ))
}

/// The processor's model, where the system tells it.
fn processor() -> Option<String> {
    let info = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = info
        .lines()
        .find_map(|line| line.strip_prefix("model name"))?;
    Some(line.trim_start_matches([' ', '\t', ':']).to_owned())
}

/// Name and version of each of these packages, as the benchmarks' lock file has them.
pub(crate) fn versions(names: &[&str]) -> Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let lock: toml::Table = toml::from_str(&fs::read_to_string(path)?)?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let all: BTreeMap<&str, &str> = packages
        .context("no packages in Cargo.lock")?
        .iter()
        .filter_map(|it| Some((it.get("name")?.as_str()?, it.get("version")?.as_str()?)))
        .collect();
    let told = |name: &&str| {
        let version = all.get(name).with_context(|| (*name).to_owned())?;
        Ok(format!("{name} {version}"))
    };
    let all: Result<Vec<String>> = names.iter().map(told).collect();
    Ok(all?.join(", "))
}
