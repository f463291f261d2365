//! `cargo xtask codegen`: models to crates, or a check that they are fresh.

use std::borrow::Cow;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::facade::{self, Member};
use shapewright_codegen::output::{Difference, FileSet};
use shapewright_codegen::{Generated, Package, Settings, Source, generate};

use crate::config::{self, Config, Service};
use crate::files::{Transaction, read_generated};

/// Options of `cargo xtask codegen`.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Services by their names in codegen.toml; all when none is given.
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
    /// Only compare what is committed with what would be generated; exit status 1 if they differ.
    #[arg(long)]
    check: bool,
    /// Start api.lock anew from the model: constructors and fields may change for users.
    #[arg(long)]
    unlock: bool,
    /// Show warnings and notes about the models.
    #[arg(long, short)]
    verbose: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    run_in(&config::root(), options)
}

/// Runs the command in a workspace.
fn run_in(root: &Path, options: &Options) -> Result<()> {
    let start = Instant::now();
    let config = config::read(root)?;
    let services = config.choose(&options.services)?;
    let generated = match all(root, &services, options.unlock) {
        Ok(generated) => generated,
        Err(failures) => {
            eprintln!("{failures}");
            bail!("the models cannot be used; nothing was written");
        }
    };
    if options.verbose {
        generated
            .iter()
            .filter(|(_, g)| !g.report.is_empty())
            .for_each(|(service, g)| eprintln!("{}:\n{}", service.name, g.report));
    }
    if options.check {
        return check(&differences(root, &config, &generated, options)?, options);
    }
    let changed = write(root, &config, &generated, options)?;
    summary(&generated);
    println!(
        "{}, {:.2} s",
        files_changed(changed),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// A service with its crate.
type Output<'a> = (&'a Service, Generated);

/// Generates all crates in memory, side by side. What is wrong with any of them is one text, in
/// the order of codegen.toml whichever thread ends first.
fn all<'a>(
    root: &Path,
    services: &[&'a Service],
    unlock: bool,
) -> std::result::Result<Vec<Output<'a>>, String> {
    let outcomes = std::thread::scope(|scope| {
        let threads: Vec<_> = services
            .iter()
            .map(|service| scope.spawn(move || one(root, service, unlock)))
            .collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, _>| match thread.join() {
            Ok(outcome) => outcome,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        threads.into_iter().map(join).collect::<Vec<_>>()
    });
    let mut generated = Vec::new();
    let mut failures = Vec::new();
    for (service, outcome) in services.iter().zip(outcomes) {
        match outcome {
            Ok(Ok(output)) => generated.push((*service, output)),
            Ok(Err(report)) => failures.push(format!("{}:\n{report}", service.name)),
            Err(error) => failures.push(format!("{}:\n[ERROR] {error:#}", service.name)),
        }
    }
    if failures.is_empty() {
        Ok(generated)
    } else {
        Err(failures.join("\n"))
    }
}

/// Generates one service's crate in memory; the outer error is one of reading files.
fn one(
    root: &Path,
    service: &Service,
    unlock: bool,
) -> Result<std::result::Result<Generated, Report>> {
    let read = |path: &String| {
        let text = std::fs::read_to_string(root.join(path)).with_context(|| {
            format!(
                "{path} cannot be read; correct its path in codegen.toml or restore the file \
                 (`cargo xtask models update` imports models)"
            )
        })?;
        anyhow::Ok(Source::new(path, text))
    };
    let read_all = |paths: &[String]| paths.iter().map(read).collect::<Result<Vec<_>>>();
    let sources = read_all(&service.models)?;
    let tables = read_all(&service.tables)?;
    let lock = service
        .lock
        .as_ref()
        .filter(|path| !unlock && root.join(path).exists());
    let lock = lock.map(read).transpose()?;
    let settings = Settings {
        package: Package {
            name: service.package.clone(),
            version: service.version.clone(),
            runtime: runtime_entry(&service.directory),
            standalone: false,
            publish: service.lock.is_some(),
        },
        service: service.service.clone(),
        operations: service.operations.clone(),
        lock,
        tables,
    };
    Ok(generate(&sources, &settings))
}

/// The dependency entry of the workspace's runtime, seen from a folder of the workspace.
fn runtime_entry(directory: &str) -> String {
    let up = "../".repeat(directory.split('/').count());
    format!(
        "path = \"{up}runtime\", version = \"{}\"",
        env!("CARGO_PKG_VERSION")
    )
}

/// The facade's files; it names all services, also those that were not asked for.
fn facade_files(config: &Config) -> FileSet {
    let members = config.services.iter().map(|service| Member {
        feature: service.name.clone(),
        package: service.package.clone(),
        version: service.version.clone(),
        path: format!(
            "../{}",
            service.directory.rsplit('/').next().unwrap_or_default()
        ),
    });
    facade::files(
        &config.facade.package,
        &config.facade.version,
        &runtime_entry(&config.facade.directory),
        &members.collect::<Vec<_>>(),
    )
}

/// The files of each folder that the run is about.
fn folders<'a>(
    config: &'a Config,
    generated: &'a [Output<'_>],
    options: &Options,
) -> Vec<(&'a str, Cow<'a, FileSet>)> {
    let mut folders: Vec<(&str, Cow<'_, FileSet>)> = generated
        .iter()
        .map(|(service, output)| (service.directory.as_str(), Cow::Borrowed(&output.files)))
        .collect();
    if options.services.is_empty() {
        let facade = facade_files(config);
        folders.push((&config.facade.directory, Cow::Owned(facade)));
    }
    folders
}

fn write(
    root: &Path,
    config: &Config,
    generated: &[Output<'_>],
    options: &Options,
) -> Result<usize> {
    let mut transaction = Transaction::default();
    for (directory, files) in folders(config, generated, options) {
        let folder = root.join(directory);
        transaction.update(&folder, &files, &read_generated(&folder)?)?;
    }
    for (service, output) in generated {
        if let Some(lock) = &service.lock {
            transaction.write(root.join(lock), output.lock.clone());
        }
    }
    let changed = transaction.len();
    transaction.commit()?;
    Ok(changed)
}

/// Which committed files are not what the models give, and how they differ.
fn differences(
    root: &Path,
    config: &Config,
    generated: &[Output<'_>],
    options: &Options,
) -> Result<Vec<(String, Difference)>> {
    let mut found = Vec::new();
    for (directory, files) in folders(config, generated, options) {
        for (path, difference) in files.compare(&read_generated(&root.join(directory))?) {
            found.push((format!("{directory}/{path}"), difference));
        }
    }
    for (service, output) in generated {
        let Some(lock) = &service.lock else { continue };
        match std::fs::read_to_string(root.join(lock)) {
            Ok(text) if text == output.lock => {}
            Ok(_) => found.push((lock.clone(), Difference::Stale)),
            Err(_) => found.push((lock.clone(), Difference::Missing)),
        }
    }
    Ok(found)
}

/// Tells the differences; any is an error with the command that mends it.
fn check(found: &[(String, Difference)], options: &Options) -> Result<()> {
    for (path, difference) in found {
        let word = match difference {
            Difference::Missing => "missing",
            Difference::Stale => "stale",
            Difference::Orphaned => "orphaned",
        };
        println!("{word:9} {path}");
    }
    if found.is_empty() {
        println!("everything generated is fresh");
        return Ok(());
    }
    let mut command = "cargo xtask codegen".to_owned();
    let unlock = options.unlock.then_some("--unlock");
    for word in unlock
        .into_iter()
        .chain(options.services.iter().map(String::as_str))
    {
        command = command + " " + word;
    }
    let what = match found.len() {
        1 => "1 file is".to_owned(),
        many => format!("{many} files are"),
    };
    bail!("{what} not what the models give; run `{command}`")
}

fn files_changed(count: usize) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} file{plural} changed")
}

fn summary(generated: &[Output<'_>]) {
    for (service, output) in generated {
        let numbers = &output.statistics;
        let findings = output.report.iter().count();
        let findings = match findings {
            0 => String::new(),
            1 => ", 1 finding (-v)".to_owned(),
            many => format!(", {many} findings (-v)"),
        };
        println!(
            "{:13} {:4} operations {:5} shapes {:6} lines{findings}",
            service.name, numbers.operations, numbers.shapes, numbers.lines
        );
    }
}

#[cfg(test)]
mod tests;
