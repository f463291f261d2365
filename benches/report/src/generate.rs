//! The section on the generator.

use std::fmt::Write;

use anyhow::Result;
use serde::Deserialize;

use crate::chart;
use crate::{Folders, machine};

#[derive(Deserialize)]
struct Results {
    rounds: usize,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    models: usize,
    growth: bool,
    operations: usize,
    shapes: usize,
    lines: usize,
    seconds: f64,
    processor_seconds: Option<f64>,
    peak: Option<u64>,
}

/// Writes the chart; the text.
pub(crate) fn section(folders: &Folders) -> Result<String> {
    let results: Results = folders.result("generate")?;
    let growth: Vec<&Row> = results.rows.iter().filter(|row| row.growth).collect();
    let points: Vec<(f64, f64)> = growth
        .iter()
        .map(|row| (count(row.shapes), row.seconds))
        .collect();
    let title = format!("Generating 1 to {} models in one process", growth.len());
    let axes = ["shapes", "seconds"];
    chart::growth(&folders.chart("generate"), &title, axes, &points)?;
    let mut out = format!(
        "## Generating\n\n{}\nA process for each run, release build: from reading the models to the last file, in \
         memory. Medians of {} interleaved rounds; memory is the most that the process ever had (`VmHWM`). The line in \
         the chart is straight from nothing to all models.\n\n![Generating](benchmarks/generate.svg)\n",
        machine::paragraph()?,
        results.rounds
    );
    for (title, growth) in [("Models", false), ("More and more models", true)] {
        let _ = write!(
            out,
            "\n### {title}\n\n| | models | operations | shapes | lines | seconds | processor seconds | ms a shape | MiB |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|--:|\n"
        );
        for row in results.rows.iter().filter(|row| row.growth == growth) {
            let processor = row.processor_seconds;
            let peak = row.peak.map(|bytes| bytes / (1 << 20));
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {:.3} | {} | {:.3} | {} |",
                row.name,
                row.models,
                row.operations,
                row.shapes,
                row.lines,
                row.seconds,
                processor.map_or_else(String::new, |it| format!("{it:.3}")),
                row.seconds * 1000.0 / count(row.shapes.max(1)),
                peak.map_or_else(String::new, |it| it.to_string())
            );
        }
    }
    Ok(out)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn count(count: usize) -> f64 {
    count as f64
}
