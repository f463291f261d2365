//! `cargo xtask models update --all`: every service of the package, to see what fails. · Nothing
//! in the project is changed.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::{Report, Severity};
use shapewright_codegen::model::Model;

use super::convert;
use super::update::render;
use super::wheel::{PACKAGE, Wheel};

/// What became of the services.
#[derive(Default)]
struct Numbers {
    good: usize,
    broken: usize,
    refused: usize,
    warnings: usize,
}

/// Converts whatever can be converted, the newest version of each API, and says what cannot.
pub(super) fn run(wheel: &mut Wheel, folder: &Path) -> Result<()> {
    let start = Instant::now();
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut numbers = Numbers::default();
    for service in wheel.services() {
        let Some(version) = wheel.api_versions(&service).pop() else {
            continue;
        };
        match convert(wheel, &service, &version, &mut numbers) {
            Ok(text) => {
                let path = folder.join(format!("{service}.json"));
                fs::write(&path, text).with_context(|| path.display().to_string())?;
            }
            Err(error) => {
                numbers.refused += 1;
                println!("refused  {service}: {error:#}");
            }
        }
    }
    println!(
        "{PACKAGE} {}: {} services load ({} warnings), {} do not, {} refused, {:.1} s",
        wheel.version,
        numbers.good,
        numbers.warnings,
        numbers.broken,
        numbers.refused,
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

fn convert(
    wheel: &mut Wheel,
    service: &str,
    version: &str,
    numbers: &mut Numbers,
) -> Result<String> {
    let found = wheel.service(service, version)?;
    let converted = convert::convert(found.document, &found.paginators)?;
    for note in &converted.notes {
        println!("note     {service}: {note}");
    }
    let text = render(&converted)?;
    let mut report = Report::new();
    let source = Source::new(format!("{service}.json"), &text);
    let _ = Model::load(&[source], &mut report);
    if report.has_errors() {
        numbers.broken += 1;
        let errors = report.iter().filter(|d| d.severity == Severity::Error);
        errors.for_each(|error| println!("broken   {error}"));
    } else {
        numbers.good += 1;
        numbers.warnings += report.count(Severity::Warning);
    }
    Ok(text)
}
