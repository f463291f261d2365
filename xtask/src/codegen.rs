//! `cargo xtask codegen`: models to crates, or a check that they are fresh.

mod check;
mod origin;

use std::borrow::Cow;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::facade::{self, Member};
use shapewright_codegen::output::FileSet;
use shapewright_codegen::{Generated, Package, Settings, Source, generate};

use crate::config::{self, Config, Service};
use crate::files::{Transaction, read_generated};
use crate::models::Manifest;

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

/// What the command works on.
struct Workspace<'a> {
    /// Its folder.
    root: &'a Path,
    /// `codegen.toml`.
    config: Config,
    /// `models/manifest.toml`.
    manifest: Manifest,
}

impl<'a> Workspace<'a> {
    fn read(root: &'a Path) -> Result<Self> {
        Ok(Self {
            root,
            config: config::read(root)?,
            manifest: origin::manifest(root)?,
        })
    }
}

/// Runs the command in a workspace.
fn run_in(root: &Path, options: &Options) -> Result<()> {
    let start = Instant::now();
    let workspace = Workspace::read(root)?;
    let services = workspace.config.choose(&options.services)?;
    let generated = match all(&workspace, &services, options.unlock) {
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
        return check::tell(&check::find(&workspace, &generated, options)?, options);
    }
    for line in workspace.edited(&services) {
        eprintln!("[WARNING] {line}");
    }
    let changed = write(&workspace, &generated, options)?;
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
    workspace: &Workspace<'_>,
    services: &[&'a Service],
    unlock: bool,
) -> std::result::Result<Vec<Output<'a>>, String> {
    let outcomes = std::thread::scope(|scope| {
        let threads: Vec<_> = services
            .iter()
            .map(|service| scope.spawn(move || one(workspace, service, unlock)))
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
    workspace: &Workspace<'_>,
    service: &Service,
    unlock: bool,
) -> Result<std::result::Result<Generated, Report>> {
    let read = |path: &String| {
        let text = std::fs::read_to_string(workspace.root.join(path)).with_context(|| {
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
    let lock = service.lock.as_ref();
    let lock = lock.map(|path| match !unlock && workspace.root.join(path).exists() {
        true => read(path),
        false => Ok(Source::new(path, "")),
    });
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
        lock: lock.transpose()?,
        tables,
        origin: workspace.origin(service),
        examples: workspace.examples(service)?,
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
fn facade_files(workspace: &Workspace<'_>) -> FileSet {
    let config = &workspace.config;
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
    workspace: &'a Workspace<'_>,
    generated: &'a [Output<'_>],
    options: &Options,
) -> Vec<(&'a str, Cow<'a, FileSet>)> {
    let mut folders: Vec<(&str, Cow<'_, FileSet>)> = generated
        .iter()
        .map(|(service, output)| (service.directory.as_str(), Cow::Borrowed(&output.files)))
        .collect();
    if options.services.is_empty() {
        let facade = facade_files(workspace);
        folders.push((&workspace.config.facade.directory, Cow::Owned(facade)));
    }
    folders
}

fn write(workspace: &Workspace<'_>, generated: &[Output<'_>], options: &Options) -> Result<usize> {
    let mut transaction = Transaction::default();
    for (directory, files) in folders(workspace, generated, options) {
        let folder = workspace.root.join(directory);
        transaction.update(&folder, &files, &read_generated(&folder)?)?;
    }
    for (service, output) in generated {
        if let Some(lock) = &service.lock {
            transaction.write(workspace.root.join(lock), output.lock.clone());
        }
    }
    let changed = transaction.len();
    transaction.commit()?;
    Ok(changed)
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
