//! README's figures, taken from `docs/benchmarks.md`: nobody types them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::files;

const START: &str = "<!-- figures: cargo xtask bench -->\n";
const END: &str = "\n<!-- /figures -->";

/// Puts the tables of what `docs/benchmarks.md` says into the README.
///
/// # Errors
/// A file that cannot be read or written, a figure that is not there, a README without a place for them.
pub(super) fn write(root: &Path) -> Result<()> {
    let path = root.join("README.md");
    let readme = fs::read_to_string(&path).context("README.md")?;
    let measured = fs::read_to_string(root.join("docs/benchmarks.md")).context("benchmarks.md")?;
    let new = renewed(&readme, &measured)?;
    if new != readme {
        fs::write(&path, new).context("README.md")?;
    }
    Ok(())
}

/// The README with the tables of these measurements.
fn renewed(readme: &str, measured: &str) -> Result<String> {
    let tables = format!("{}\n{}", codec(measured)?, compile(measured)?);
    files::between(readme, START, END, &tables).context("README.md has no place for figures")
}

/// A line of the first table: what is done, and the kind and mean that its figures are listed under.
const SPEEDS: [(&str, &str, &[&str]); 4] = [
    (
        "read a response (9 payloads, 2 KB to 1 MB)",
        "deserialize/mean of the given 9",
        &["official", "serde_json", "sonic-rs"],
    ),
    (
        "write a request (2 payloads)",
        "serialize/mean of the given 2",
        &["official", "serde_json", "sonic-rs"],
    ),
    (
        "CreateService: build, sign, read the answer",
        "call/CreateService",
        &["official"],
    ),
    ("ListServices, the same", "call/ListServices", &["official"]),
];

fn codec(measured: &str) -> Result<String> {
    let mut out = String::from(
        "| times as fast as | official SDK | serde_json derive | sonic-rs derive |\n|---|--:|--:|--:|\n",
    );
    for (what, name, peers) in SPEEDS {
        let mut cells = [const { String::new() }; 3];
        for (cell, peer) in cells.iter_mut().zip(peers) {
            *cell = figure(measured, &format!("{name}/x {peer}"))?.to_owned();
        }
        out.push_str(&format!("| {what} | {} |\n", cells.join(" | ")));
    }
    Ok(out)
}

/// A figure that stands as `name: value` in a line of its own.
fn figure<'a>(measured: &'a str, name: &str) -> Result<&'a str> {
    let value = measured
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    value.with_context(|| format!("docs/benchmarks.md has no figure {name}"))
}

/// The columns of the second table, and the rows of the measurements that they are.
const CRATES: [(&str, &str); 3] = [
    ("all three services", "shapewright-aws: all three services"),
    ("three operations", "three operations of App Runner"),
    (
        "official crates, three services",
        "official crates: all three services, no HTTP client",
    ),
];

/// The rows of the second table, and the columns of the measurements that they are.
const COSTS: [(&str, usize); 5] = [
    ("`cargo check`", 0),
    ("dev build", 1),
    ("release build", 2),
    ("crates beyond its own", 4),
    ("generated lines", 7),
];

fn compile(measured: &str) -> Result<String> {
    let rows: Result<Vec<Vec<&str>>> = CRATES
        .iter()
        .map(|(_, title)| row(measured, title))
        .collect();
    let rows = rows?;
    let titles = CRATES.map(|(column, _)| column).join(" | ");
    let mut out = format!("| clean, dependencies included | {titles} |\n|---|--:|--:|--:|\n");
    for (what, column) in COSTS {
        let cells: Vec<String> = rows
            .iter()
            .map(|row| told(row.get(column).copied().unwrap_or_default()))
            .collect();
        out.push_str(&format!("| {what} | {} |\n", cells.join(" | ")));
    }
    out.truncate(out.trim_end().len());
    Ok(out)
}

/// The cells after the title of a table's row.
fn row<'a>(measured: &'a str, title: &str) -> Result<Vec<&'a str>> {
    let cells = measured.lines().find_map(|line| {
        let rest = line.strip_prefix("| ")?.strip_prefix(title)?;
        Some(rest.strip_prefix(" | ")?.trim_end_matches(" |"))
    });
    let cells = cells.with_context(|| format!("docs/benchmarks.md has no row `{title}`"))?;
    Ok(cells.split(" | ").collect())
}

/// A count as it is, and the wall time of a cell that has the processor's behind it: `3.87 (6.01)`.
fn told(cell: &str) -> String {
    match cell.split_once(" (") {
        Some((wall, _)) => format!("{wall} s"),
        None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[test]
    fn the_readme_has_the_figures_that_were_measured() {
        let read = |name: &str| fs::read_to_string(config::root().join(name)).unwrap();
        let readme = read("README.md");
        assert_eq!(
            renewed(&readme, &read("docs/benchmarks.md")).unwrap(),
            readme
        );
    }

    #[test]
    fn a_figure_that_is_missing_is_named() {
        let error = renewed("", "call/ListServices/x official: 5").unwrap_err();
        assert_eq!(
            error.to_string(),
            "docs/benchmarks.md has no figure deserialize/mean of the given 9/x official"
        );
    }
}
