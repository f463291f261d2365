//! `cargo xtask codegen`: models to crates, or a check that they are fresh.

use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use shapewright_codegen::facade::{self, Member};
use shapewright_codegen::output::Difference;
use shapewright_codegen::{Generated, Package, Settings, Source, generate};

use crate::config::{self, Config, Service};
use crate::files::{Transaction, read_generated};

/// Options of `cargo xtask codegen`.
#[derive(Args)]
pub(crate) struct Options {
    /// Services by their names in codegen.toml; all when none is given.
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
    let start = Instant::now();
    let config = config::read()?;
    let services = config.choose(&options.services)?;
    let mut generated = Vec::new();
    let mut failed = false;
    for service in services {
        match one(service, options.unlock)? {
            Ok(output) => generated.push((service, output)),
            Err(report) => {
                failed = true;
                eprintln!("{report}");
            }
        }
    }
    if failed {
        bail!("the models cannot be used; nothing was written");
    }
    if options.verbose {
        generated
            .iter()
            .filter(|(_, g)| !g.report.is_empty())
            .for_each(|(_, g)| eprintln!("{}", g.report));
    }
    if options.check {
        return check(&config, &generated, options);
    }
    let changed = write(&config, &generated, options)?;
    summary(&generated);
    println!(
        "{changed} files changed, {:.2} s",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Generates one service's crate in memory.
fn one(
    service: &Service,
    unlock: bool,
) -> Result<Result<Generated, shapewright_codegen::diagnostic::Report>> {
    let root = config::root();
    let read = |path: &String| {
        let text = std::fs::read_to_string(root.join(path)).with_context(|| path.clone())?;
        anyhow::Ok(Source::new(path, text))
    };
    let sources = service
        .models
        .iter()
        .map(read)
        .collect::<Result<Vec<_>>>()?;
    let tables = service
        .tables
        .iter()
        .map(read)
        .collect::<Result<Vec<_>>>()?;
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
fn facade_files(config: &Config) -> shapewright_codegen::output::FileSet {
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

fn write(config: &Config, generated: &[(&Service, Generated)], options: &Options) -> Result<usize> {
    let root = config::root();
    let mut transaction = Transaction::default();
    for (service, output) in generated {
        let folder = root.join(&service.directory);
        transaction.update(&folder, &output.files, &read_generated(&folder)?);
        if let Some(lock) = &service.lock {
            transaction.write(root.join(lock), output.lock.clone());
        }
    }
    if options.services.is_empty() {
        let folder = root.join(&config.facade.directory);
        transaction.update(&folder, &facade_files(config), &read_generated(&folder)?);
    }
    let changed = transaction.len();
    transaction.commit()?;
    Ok(changed)
}

fn check(config: &Config, generated: &[(&Service, Generated)], options: &Options) -> Result<()> {
    let root = config::root();
    let mut found = Vec::new();
    let mut compare = |directory: &str, new: &shapewright_codegen::output::FileSet| -> Result<()> {
        for (path, difference) in new.compare(&read_generated(&root.join(directory))?) {
            found.push((format!("{directory}/{path}"), difference));
        }
        Ok(())
    };
    for (service, output) in generated {
        compare(&service.directory, &output.files)?;
    }
    if options.services.is_empty() {
        compare(&config.facade.directory, &facade_files(config))?;
    }
    for (service, output) in generated {
        let Some(lock) = &service.lock else { continue };
        if std::fs::read_to_string(root.join(lock)).ok().as_deref() != Some(&output.lock) {
            found.push((lock.clone(), Difference::Stale));
        }
    }
    for (path, difference) in &found {
        let word = match difference {
            Difference::Missing => "missing",
            Difference::Stale => "stale",
            Difference::Orphaned => "orphaned",
        };
        println!("{word:9} {path}");
    }
    if !found.is_empty() {
        bail!(
            "{} files are not what the models give; run `cargo xtask codegen`",
            found.len()
        );
    }
    println!("everything generated is fresh");
    Ok(())
}

fn summary(generated: &[(&Service, Generated)]) {
    for (service, output) in generated {
        let numbers = &output.statistics;
        let findings = output.report.iter().count();
        let findings = if findings == 0 {
            String::new()
        } else {
            format!(", {findings} findings (-v)")
        };
        println!(
            "{:13} {:4} operations {:5} shapes {:6} lines{findings}",
            service.name, numbers.operations, numbers.shapes, numbers.lines
        );
    }
}
