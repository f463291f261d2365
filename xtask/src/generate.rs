//! `cargo xtask generate`: a crate of its own from any Smithy JSON AST.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use shapewright_codegen::{Package, Settings, Source, generate};

use crate::config;
use crate::files::{Transaction, read_generated};

/// Options of `cargo xtask generate`.
#[derive(Args)]
pub(crate) struct Options {
    /// The model: one or more Smithy JSON AST files (1.0 or 2.0), overlays included.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    model: Vec<PathBuf>,
    /// The service's shape id or name, for a model with several.
    #[arg(long, value_name = "ID")]
    service: Option<String>,
    /// Only these operations and what they reach.
    #[arg(long, value_delimiter = ',', value_name = "A,B,…")]
    operations: Option<Vec<String>>,
    /// The folder for the crate; only files marked as generated are replaced in it.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The crate's name; the folder's name when it is not given.
    #[arg(long, value_name = "CRATE")]
    name: Option<String>,
    /// The runtime: a path or a version; this workspace's own when it is not given.
    #[arg(long, value_name = "PATH|VERSION")]
    runtime: Option<String>,
    /// A lock that keeps the crate's API stable; read when it is there and written anew.
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        anyhow::Ok(Source::new(path.display().to_string(), text))
    };
    let sources = options.model.iter().map(read).collect::<Result<Vec<_>>>()?;
    let lock = options
        .lock
        .as_ref()
        .filter(|path| path.exists())
        .map(read)
        .transpose()?;
    let settings = Settings {
        package: Package {
            name: package_name(options)?,
            version: "0.1.0".to_owned(),
            runtime: runtime(options.runtime.as_deref()),
            standalone: true,
            publish: true,
        },
        service: options.service.clone(),
        operations: options.operations.clone(),
        lock,
        tables: Vec::new(),
    };
    let output = match generate(&sources, &settings) {
        Ok(output) => output,
        Err(report) => {
            eprintln!("{report}");
            bail!("the model cannot be used; nothing was written");
        }
    };
    if !output.report.is_empty() {
        eprintln!("{}", output.report);
    }
    let mut transaction = Transaction::default();
    transaction.update(&options.out, &output.files, &read_generated(&options.out)?);
    if let Some(lock) = &options.lock {
        transaction.write(lock.clone(), output.lock.clone());
    }
    transaction.commit()?;
    let numbers = &output.statistics;
    println!(
        "{}: {} operations, {} shapes, {} lines, {:.2} s",
        settings.package.name,
        numbers.operations,
        numbers.shapes,
        numbers.lines,
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

fn package_name(options: &Options) -> Result<String> {
    let folder = || {
        options
            .out
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
    };
    let name = options.name.clone().or_else(folder).unwrap_or_default();
    let valid = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !valid {
        bail!("`{name}` cannot be a package's name; give one with --name");
    }
    Ok(name)
}

fn runtime(wanted: Option<&str>) -> String {
    match wanted {
        Some(version)
            if version.starts_with(|c: char| c.is_ascii_digit())
                && !Path::new(version).exists() =>
        {
            format!("version = \"{version}\"")
        }
        Some(path) => dependency_path(Path::new(path)),
        None => dependency_path(&config::root().join("runtime")),
    }
}

fn dependency_path(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    format!(
        "path = {}",
        toml::Value::from(absolute.display().to_string())
    )
}
