//! The section on what depending on the crates costs.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use serde::Deserialize;

use crate::chart::{self, Group};
use crate::{Folders, machine};

#[derive(Deserialize)]
struct Results {
    rounds: usize,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    title: String,
    crates: usize,
    others: usize,
    proc_macros: usize,
    build_scripts: usize,
    lines: usize,
    seconds: BTreeMap<String, f64>,
    processor_seconds: BTreeMap<String, f64>,
    program: Option<u64>,
}

const WAYS: [&str; 3] = ["check", "dev build", "release build"];

/// Writes the charts; the text.
pub(crate) fn section(folders: &Folders) -> Result<String> {
    let results: Results = folders.result("compile")?;
    let rows = &results.rows;
    charts(folders, rows)?;
    let versions = machine::versions(&[
        "aws-sdk-apprunner",
        "aws-sdk-apigatewayv2",
        "aws-sdk-appmesh",
        "aws-smithy-runtime",
    ])?;
    let mut out = format!(
        "## Compiling\n\n{}\nAgainst {versions}. Every build starts from an empty target folder with its sources already \
         fetched; packages take turns; a time is the median of the rounds (here {}), with the processor time of all \
         cores behind it. Nothing is incremental, the profiles are cargo's own. The crates count what is needed for \
         building, too; `others` are those that are neither generated nor our runtime.\n\n\
         ![Compiling](benchmarks/compile.svg)\n\n![Lines](benchmarks/lines.svg)\n\n",
        machine::paragraph()?,
        results.rounds
    );
    tables(&mut out, rows);
    Ok(out)
}

fn charts(folders: &Folders, rows: &[Row]) -> Result<()> {
    let series = ["ours", "official"];
    let pairs: Vec<(&Row, Option<&Row>)> = rows
        .iter()
        .filter_map(|row| {
            let rest = row.name.strip_prefix("shapewright-")?;
            let official = format!("official-{rest}");
            Some((row, rows.iter().find(|it| it.name == official)))
        })
        .collect();
    let values = |of: &dyn Fn(&Row) -> Option<f64>, pair: &(&Row, Option<&Row>)| {
        vec![of(pair.0), pair.1.and_then(of)]
    };
    let mut times = Vec::new();
    for pair in &pairs {
        for way in WAYS {
            times.push(Group {
                name: format!("{}, {way}", what(&pair.0.name)),
                values: values(&|row| row.seconds.get(way).copied(), pair),
            });
        }
    }
    let title = "Compiling from nothing, dependencies included";
    chart::bars(&folders.chart("compile"), title, "seconds", &series, &times)?;
    let lines: Vec<Group> = pairs
        .iter()
        .map(|pair| Group {
            name: what(&pair.0.name),
            values: values(&|row| Some(thousands(row.lines)), pair),
        })
        .collect();
    let title = "Lines of generated code";
    chart::bars(&folders.chart("lines"), title, "thousands", &series, &lines)
}

fn tables(out: &mut String, rows: &[Row]) {
    out.push_str(
        "| | check, s | dev build, s | release build, s | crates | others | proc macros | build scripts | lines |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for row in rows {
        let [check, dev, release] = WAYS.map(|way| row.cell(way, ""));
        let _ = writeln!(
            out,
            "| {} | {check} | {dev} | {release} | {} | {} | {} | {} | {} |",
            row.title, row.crates, row.others, row.proc_macros, row.build_scripts, row.lines
        );
    }
    out.push_str(
        "\nWith the dependencies built, the crate alone:\n\n| | check, s | dev build, s | release build, s |\n\
         |---|--:|--:|--:|\n",
    );
    let built = ", dependencies built";
    for row in rows {
        if row.seconds.keys().any(|way| way.ends_with(built)) {
            let [check, dev, release] = WAYS.map(|way| row.cell(way, built));
            let _ = writeln!(out, "| {} | {check} | {dev} | {release} |", row.title);
        }
    }
    out.push_str(
        "\nA program of one call (`ListServices`), release build, stripped; ours makes the request and reads the \
         answer, the official one also signs, retries and (the one with the client) has TLS:\n\n| | MiB |\n|---|--:|\n",
    );
    for row in rows {
        if let Some(bytes) = row.program {
            let _ = writeln!(out, "| {} | {:.2} |", row.title, mebibytes(bytes));
        }
    }
}

impl Row {
    fn cell(&self, way: &str, rest: &str) -> String {
        let way = format!("{way}{rest}");
        match (self.seconds.get(&way), self.processor_seconds.get(&way)) {
            (Some(wall), Some(processor)) => format!("{wall:.2} ({processor:.2})"),
            _ => String::new(),
        }
    }
}

fn what(name: &str) -> String {
    name.trim_start_matches("shapewright-").replace('-', " ")
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn thousands(lines: usize) -> f64 {
    lines as f64 / 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "bytes are far below 2^53")]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
