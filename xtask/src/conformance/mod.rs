//! `cargo xtask conformance`: Smithy's protocol test cases against generated crates.

mod run;
mod table;
mod workspace;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use shapewright_codegen::conformance::{self, Suite};
use shapewright_codegen::{Package, Settings, Source};

use crate::config;

/// The committed cases.
const MODEL: &str = "models/conformance/json-protocols.json";

/// Options of `cargo xtask conformance`.
#[derive(Args)]
pub(crate) struct Options {
    /// A Smithy JSON AST with the traits of `smithy.test`; the committed cases when it is not given.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Only this service, by shape id or name.
    #[arg(long, value_name = "ID")]
    service: Option<String>,
    /// Only this case, by its id.
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    /// Keep the generated crates and tests, and say where they are.
    #[arg(long)]
    keep: bool,
    /// Write the table into README.md; without this it is compared with what stands there.
    #[arg(long, conflicts_with_all = ["model", "service", "case"])]
    write_readme: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let root = config::root();
    let suites = suites(&root, options)?;
    let place = workspace::write(&root, &suites)?;
    let outcomes = run::all(&place, &suites)?;
    let table = table::Table::of(&suites, &outcomes);
    for failure in outcomes.failures() {
        println!("{failure}");
    }
    println!("{}", table.text());
    if options.keep {
        println!("\nkept in {}", place.folder().display());
    } else {
        place.remove()?;
    }
    let everything = options.model.is_none() && options.service.is_none() && options.case.is_none();
    if everything {
        table::readme(&root.join("README.md"), &table, options.write_readme)?;
    }
    let (passed, failed) = table.totals();
    println!("\n{passed} passed, {failed} failed");
    if passed + failed == 0 {
        bail!("no case runs; see `cargo xtask conformance --help`");
    }
    if failed > 0 {
        bail!("{failed} cases failed; --case ID --keep runs one and keeps its test");
    }
    Ok(())
}

/// Generates the crate and the tests of each chosen service.
fn suites(root: &Path, options: &Options) -> Result<Vec<Suite>> {
    let path = options.model.clone().unwrap_or_else(|| root.join(MODEL));
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("the model {} cannot be read", path.display()))?;
    let sources = [Source::new(path.display().to_string(), text)];
    let unusable = |report| {
        eprintln!("{report}");
        anyhow::anyhow!("the model cannot be used; nothing was run")
    };
    let mut services = conformance::services(&sources).map_err(unusable)?;
    if let Some(wanted) = &options.service {
        let all = services.join(", ");
        services.retain(|id| id == wanted || id.rsplit('#').next() == Some(wanted));
        if services.is_empty() {
            bail!("no service `{wanted}` has cases in the model; it has {all}");
        }
    }
    let mut suites = Vec::new();
    for service in services {
        let settings = Settings {
            service: Some(service.clone()),
            ..Settings::new(Package {
                runtime: config::path_entry(&root.join("runtime")),
                standalone: false,
                publish: false,
                ..Package::new(workspace::package(&service))
            })
        };
        let suite = conformance::suite(&sources, &settings, options.case.as_deref());
        suites.push(suite.map_err(unusable)?);
    }
    suites.retain(|suite| !suite.cases.is_empty());
    if suites.is_empty() {
        let id = options.case.as_deref().unwrap_or_default();
        bail!("the model has no case `{id}`; ids are those of its `smithy.test` traits");
    }
    Ok(suites)
}
