//! The numbers in `README.md`, which tests compare with the crates and the documented examples.

use anyhow::{Result, bail};

/// The text with the rows that `cargo xtask codegen` has printed.
pub(super) fn with_numbers(text: &str, printed: &str) -> Result<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut missing = Vec::new();
    for row in printed.lines() {
        let words: Vec<&str> = row.split_whitespace().collect();
        let [service, operations, "operations", shapes, "shapes", ..] = words.as_slice() else {
            continue;
        };
        // Crates of tests have no row.
        if service.starts_with("case-") {
            continue;
        }
        let shown = lines
            .iter_mut()
            .find(|line| line.starts_with(&format!("{service} ")));
        match shown {
            Some(line) => *line = row.split(", ").next().unwrap_or(row).to_owned(),
            None => missing.push(*service),
        }
        let package = format!("| `shapewright-{service}` |");
        match lines.iter_mut().find(|line| line.starts_with(&package)) {
            Some(line) => {
                let mut cells: Vec<String> = line.split('|').map(str::to_owned).collect();
                if let [.., o, s, _] = cells.as_mut_slice() {
                    *o = format!(" {operations} ");
                    *s = format!(" {shapes} ");
                }
                *line = cells.join("|");
            }
            None => missing.push(*service),
        }
    }
    if !missing.is_empty() {
        bail!("it has no row of {}", missing.join(", "));
    }
    Ok(lines.join("\n") + "\n")
}

/// The text with the counts of examples that `cargo xtask examples lint` has printed last: a line of services, one of
/// examples, one of clean ones.
pub(super) fn with_examples(text: &str, printed: &str) -> Result<String> {
    let words =
        |line: &str| -> Vec<String> { line.split_whitespace().map(str::to_owned).collect() };
    let row = |start: &str| -> Option<Vec<String>> {
        let line = printed
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix(start))?;
        Some(words(line))
    };
    let mut rows = printed.lines().rev().map(words);
    let services = rows.find(|it| it.len() > 1 && it.last().is_some_and(|all| all == "all"));
    let (Some(services), Some(all), Some(clean)) =
        (services, row("examples "), row("clean examples "))
    else {
        bail!("`examples lint` has printed no counts");
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (service, (all, clean)) in services.iter().zip(all.iter().zip(&clean)) {
        let start = format!("| {service} | ");
        if let Some(line) = lines.iter_mut().find(|line| line.starts_with(&start)) {
            let (all, clean): (usize, usize) = (all.parse()?, clean.parse()?);
            *line = format!(
                "| {service} | {all} | {clean} | {} |",
                all.saturating_sub(clean)
            );
        }
    }
    Ok(lines.join("\n") + "\n")
}
