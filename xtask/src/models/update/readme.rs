//! The numbers of the crates in `README.md`, which a test compares with the crates.

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
