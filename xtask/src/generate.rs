//! `cargo xtask generate`: a crate of its own from any Smithy JSON AST.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use shapewright_codegen::examples::corpus::Corpus;
use shapewright_codegen::{Origin, Package, Settings, Source, generate};

use crate::config;
use crate::examples;
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
    /// The runtime: its folder or a version; this workspace's own when it is not given.
    #[arg(long, value_name = "PATH|VERSION")]
    runtime: Option<String>,
    /// A folder of documented examples, as `cargo xtask examples update` writes them: those that fit the model become
    /// code in the documentation.
    #[arg(long, value_name = "DIR")]
    examples: Option<PathBuf>,
    /// A lock that keeps the crate's API stable; read when it is there and written anew.
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    let sources = read_models(&options.model)?;
    let lock = options
        .lock
        .as_ref()
        .map(|path| match path.exists() {
            true => read(path, "lock"),
            false => Ok(Source::new("", "")),
        })
        .transpose()?;
    let settings = Settings {
        package: Package {
            name: package_name(options)?,
            version: "0.1.0".to_owned(),
            runtime: runtime(options.runtime.as_deref())?,
            standalone: true,
            publish: true,
        },
        service: options.service.clone(),
        operations: options.operations.as_ref().map(|names| {
            let trimmed = names.iter().map(|name| name.trim().to_owned());
            trimmed.collect()
        }),
        lock,
        tables: Vec::new(),
        origin: Origin::default(),
        examples: examples(options.examples.as_deref())?,
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
    transaction.update(&options.out, &output.files, &read_generated(&options.out)?)?;
    if let Some(lock) = &options.lock {
        transaction.write(lock.clone(), output.lock.clone());
    }
    transaction.commit()?;
    let numbers = &output.statistics;
    let examples = match options.examples {
        Some(_) => format!(", {} documented examples", numbers.examples),
        None => String::new(),
    };
    println!(
        "{}: {} operations, {} shapes, {} lines{examples}, {:.2} s",
        settings.package.name,
        numbers.operations,
        numbers.shapes,
        numbers.lines,
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

fn examples(folder: Option<&Path>) -> Result<Corpus> {
    let Some(folder) = folder else {
        return Ok(Corpus::default());
    };
    let name = folder.display().to_string();
    let documents = examples::sources(folder, &name)
        .with_context(|| format!("the examples in {name} cannot be read"))?;
    Ok(Corpus {
        origin: String::new(),
        documents,
    })
}

fn read(path: &Path, what: &str) -> Result<Source> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the {what} {name} cannot be read"))?;
    Ok(Source::new(name, text))
}

/// Reads all files; what cannot be read is told at once.
fn read_models(paths: &[PathBuf]) -> Result<Vec<Source>> {
    let (read, failed): (Vec<_>, Vec<_>) = paths
        .iter()
        .map(|path| read(path, "model"))
        .partition(Result::is_ok);
    if failed.is_empty() {
        return read.into_iter().collect();
    }
    let failed: Vec<String> = failed
        .into_iter()
        .filter_map(Result::err)
        .map(|error| format!("{error:#}"))
        .collect();
    bail!(
        "{}; --model takes the paths of Smithy JSON AST files",
        failed.join("; ")
    )
}

fn package_name(options: &Options) -> Result<String> {
    // `--out .` means the current folder's name.
    let folder = || {
        let out = std::path::absolute(&options.out).ok()?;
        Some(out.file_name()?.to_string_lossy().into_owned())
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

/// The runtime's dependency entry.
fn runtime(wanted: Option<&str>) -> Result<String> {
    let Some(wanted) = wanted else {
        return Ok(config::path_entry(&config::root().join("runtime")));
    };
    if Path::new(wanted).join("Cargo.toml").is_file() {
        return Ok(config::path_entry(Path::new(wanted)));
    }
    // The beginnings of cargo's version requirements.
    let version = wanted.starts_with(|c: char| c.is_ascii_digit() || "^~=<>*".contains(c));
    if !version {
        bail!("--runtime: `{wanted}` is neither a version nor a folder with a Cargo.toml");
    }
    Ok(format!("version = {}", toml::Value::from(wanted)))
}
