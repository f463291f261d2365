//! `cargo xtask bench generate`: time and memory of the generator, model by model and for more and more of them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::Tool;
use super::compile::median;
use crate::{config, files};

/// Options of `cargo xtask bench generate`.
#[derive(Args)]
pub(crate) struct Options {
    /// A folder of models (Smithy JSON AST, also in its folders): each of them, and from one to all.
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// How often each is run; the median counts.
    #[arg(long, value_name = "N", default_value_t = 7)]
    rounds: usize,
}

/// What one process generates: a service, or several.
struct Subject {
    name: String,
    /// A service each; the files of one with `+` between them.
    models: Vec<String>,
    /// In the series from one model to all.
    growth: bool,
}

/// What a process tells of one run; of several, the medians.
#[derive(Clone, Deserialize, Serialize)]
struct Told {
    operations: usize,
    shapes: usize,
    lines: usize,
    /// Seconds from reading the models to the last file, in memory.
    seconds: f64,
    /// As that, of processor time, where the system tells it.
    processor_seconds: Option<f64>,
    /// The most memory of any round, in bytes, where the system tells it.
    peak: Option<u64>,
}

/// What was measured of a subject.
#[derive(Serialize)]
struct Row {
    name: String,
    models: usize,
    growth: bool,
    #[serde(flatten)]
    told: Told,
}

/// Measures, prints, and writes the section of the report.
pub(crate) fn run(tool: &Tool, options: &Options) -> Result<()> {
    if options.rounds == 0 {
        bail!("--rounds takes at least 1");
    }
    let subjects = subjects(options.models.as_deref())?;
    let program = tool.build("bench-generate")?.join("bench-generate");
    let mut told: Vec<Vec<Told>> = subjects.iter().map(|_| Vec::new()).collect();
    for _ in 0..options.rounds {
        for (subject, told) in subjects.iter().zip(&mut told) {
            told.push(measure(&program, subject)?);
        }
    }
    let rows: Vec<Row> = subjects
        .iter()
        .zip(&told)
        .filter_map(|(subject, told)| row(subject, told))
        .collect();
    print(&rows);
    let result = serde_json::json!({ "rounds": options.rounds, "rows": rows });
    let file = tool.folder.join("generate.json");
    fs::write(&file, result.to_string()).with_context(|| file.display().to_string())?;
    tool.report("generate")
}

/// The committed models, together and each, then the models of the folder, each and from one to all.
fn subjects(folder: Option<&Path>) -> Result<Vec<Subject>> {
    let root = config::root();
    let path = |path: &String| root.join(path).display().to_string();
    let mut committed = Vec::new();
    for service in &config::read(&root)?.services {
        let files: Vec<String> = service.models.iter().map(path).collect();
        committed.push((service.name.clone(), files.join("+")));
    }
    let of = |models: &[(String, String)]| models.iter().map(|(_, files)| files.clone()).collect();
    let mut all = vec![Subject {
        name: "all services".to_owned(),
        models: of(&committed),
        growth: false,
    }];
    let given = models(folder)?;
    let each = if given.is_empty() { committed } else { given };
    for (name, files) in &each {
        all.push(Subject {
            name: name.clone(),
            models: vec![files.clone()],
            growth: false,
        });
    }
    for count in 1..=each.len() {
        all.push(Subject {
            name: format!("{count} of {} models", each.len()),
            models: of(&each[..count]),
            growth: true,
        });
    }
    Ok(all)
}

/// The models of a folder and of the folders in it, by name; none where there is no folder, which is told.
fn models(folder: Option<&Path>) -> Result<Vec<(String, String)>> {
    let Some(folder) = folder else {
        return Ok(Vec::new());
    };
    if !folder.is_dir() {
        writeln!(
            std::io::stderr(),
            "skipped: there is no folder {}; the committed models alone are measured",
            folder.display()
        )?;
        return Ok(Vec::new());
    }
    let named = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        (name.into_owned(), path.display().to_string())
    };
    let mut found: Vec<_> = files::json_files(folder)?.into_iter().map(named).collect();
    found.sort();
    Ok(found)
}

fn measure(program: &Path, subject: &Subject) -> Result<Told> {
    let output = Command::new(program)
        .args(&subject.models)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| program.display().to_string())?;
    if !output.status.success() {
        bail!("{} cannot be generated", subject.name);
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn row(subject: &Subject, told: &[Told]) -> Option<Row> {
    let first = told.first()?;
    let processor: Option<Vec<f64>> = told.iter().map(|it| it.processor_seconds).collect();
    Some(Row {
        name: subject.name.clone(),
        models: subject.models.len(),
        growth: subject.growth,
        told: Told {
            seconds: median(told.iter().map(|it| it.seconds)),
            processor_seconds: processor.map(|all| median(all.into_iter())),
            peak: told.iter().filter_map(|it| it.peak).max(),
            ..*first
        },
    })
}

/// The table, and a line for each figure.
fn print(rows: &[Row]) {
    println!(
        "{:<34} {:>6} {:>7} {:>8} {:>9} {:>9} {:>10} {:>9}",
        "", "models", "shapes", "lines", "seconds", "processor", "ms a shape", "MiB"
    );
    for row in rows {
        println!(
            "{:<34} {:>6} {:>7} {:>8} {:>9.3} {:>9.3} {:>10.3} {:>9.1}",
            row.name,
            row.models,
            row.told.shapes,
            row.told.lines,
            row.told.seconds,
            row.told.processor_seconds.unwrap_or(f64::NAN),
            per_shape(row),
            mebibytes(row)
        );
    }
    println!();
    for row in rows {
        println!("generate/{}/seconds: {:.3}", row.name, row.told.seconds);
        println!("generate/{}/ms a shape: {:.3}", row.name, per_shape(row));
        println!("generate/{}/MiB: {:.1}", row.name, mebibytes(row));
    }
    let series = || rows.iter().filter(|row| row.growth);
    if let (Some(first), Some(last)) = (series().next(), series().next_back()) {
        let growth = per_shape(last) / per_shape(first);
        println!("generate/ms a shape, all models to one: {growth:.2}");
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn per_shape(row: &Row) -> f64 {
    row.told.seconds * 1000.0 / row.told.shapes.max(1) as f64
}

#[expect(clippy::cast_precision_loss, reason = "bytes are far below 2^53")]
fn mebibytes(row: &Row) -> f64 {
    row.told
        .peak
        .map_or(f64::NAN, |bytes| bytes as f64 / f64::from(1 << 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: Option<&Path>) -> Vec<String> {
        let subjects = subjects(folder).unwrap();
        subjects.into_iter().map(|subject| subject.name).collect()
    }

    #[test]
    fn without_a_folder_the_committed_models_grow() {
        let expected = [
            "all services",
            "apprunner",
            "apigatewayv2",
            "appmesh",
            "1 of 3 models",
            "2 of 3 models",
            "3 of 3 models",
        ];
        assert_eq!(names(None), expected);
        let missing = tempfile::tempdir().unwrap().path().join("missing");
        assert_eq!(names(Some(&missing)), expected);
    }

    #[test]
    fn a_folder_gives_its_models_and_those_of_its_folders() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("more")).unwrap();
        for name in ["more/a.json", "b.json", "notes.md"] {
            fs::write(folder.path().join(name), "{}").unwrap();
        }
        assert_eq!(
            names(Some(folder.path())),
            ["all services", "a", "b", "1 of 2 models", "2 of 2 models"]
        );
    }
}
