//! The pipeline on one screen: sources and settings in, a crate's files out.

use crate::ast::{self, Source};
use crate::diagnostic::{Diagnostic, Report};
use crate::emit::{self, Package};
use crate::examples::corpus::Corpus;
use crate::model::{Model, ShapeId};
use crate::output::{self, FileSet};
use crate::plan::{self, CratePlan, Lock, Table};
use crate::provenance::{Origin, Provenance, Retirement};
use crate::select;

/// What to generate.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The package.
    pub package: Package,
    /// The service's absolute shape id; needed when the model has several.
    pub service: Option<String>,
    /// The operations' names or absolute ids; `None` for all.
    pub operations: Option<Vec<String>>,
    /// The name and text of the `api.lock` to keep to; an empty text starts a new one.
    pub lock: Option<Source>,
    /// Tables that become functions; see [`Table`].
    pub tables: Vec<Source>,
    /// What is known of the models beyond their text.
    pub origin: Origin,
    /// Documented examples; those that fit the model become code in the documentation.
    pub examples: Corpus,
}

impl Settings {
    /// Everything that the model's only service has, without a lock.
    #[must_use]
    pub fn new(package: Package) -> Self {
        Self {
            package,
            service: None,
            operations: None,
            lock: None,
            tables: Vec::new(),
            origin: Origin::default(),
            examples: Corpus::default(),
        }
    }
}

/// A generated crate.
#[derive(Clone, Debug)]
pub struct Generated {
    /// All files.
    pub files: FileSet,
    /// The text of the lock that belongs to them.
    pub lock: String,
    /// Warnings and notes.
    pub report: Report,
    /// How much it is.
    pub statistics: Statistics,
}

/// How much was generated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// The service's title.
    pub service: String,
    /// Operations.
    pub operations: usize,
    /// Data shapes that became types.
    pub shapes: usize,
    /// Documented examples that stand in the documentation as code.
    pub examples: usize,
    /// Lines of all files.
    pub lines: usize,
}

/// Generates a crate.
///
/// # Errors
/// The report, with at least one error in it, sorted; warnings stand in it too.
pub fn generate(sources: &[Source], settings: &Settings) -> Result<Generated, Report> {
    let prepared = prepare(sources, settings)?;
    finish(sources, settings, prepared)
}

/// A model that has been read and a crate that has been planned.
pub(crate) struct Prepared {
    /// The model.
    pub(crate) model: Model,
    /// The service's shape id.
    pub(crate) service: ShapeId,
    /// The crate.
    pub(crate) plan: CratePlan,
    /// Warnings and notes.
    pub(crate) report: Report,
}

/// Everything that comes before printing; all that a user can have done wrong is found here.
///
/// # Errors
/// As [`generate()`].
pub(crate) fn prepare(sources: &[Source], settings: &Settings) -> Result<Prepared, Report> {
    let mut report = Report::new();
    let model = Model::load(sources, &mut report);
    let lock = read_lock(settings, &mut report);
    let tables: Vec<Table> = settings
        .tables
        .iter()
        .filter_map(|source| Table::parse(source, &mut report))
        .collect();
    let documents = settings.examples.read(&mut report);
    if !report.has_errors()
        && let Some((service, protocol, closure)) = select::select(&model, settings, &mut report)
        && !report.has_errors()
    {
        let mut plan = plan::build(&model, &closure, &service, protocol, &lock, &mut report);
        plan.tables = tables;
        plan.retirement = settings
            .origin
            .retirement
            .as_ref()
            .map(Retirement::sentence);
        let (origin, package) = (&settings.examples.origin, settings.package.rust_name());
        plan::show_examples(&mut plan, &model, &documents, origin, &package);
        place(&model, &mut report);
        model.suppress(&mut report);
        if !report.has_errors() {
            ast::locate(sources, &mut report);
            return Ok(Prepared {
                model,
                service,
                plan,
                report,
            });
        }
    }
    ast::locate(sources, &mut report);
    ast::locate(&settings.tables, &mut report);
    ast::locate(&settings.examples.documents, &mut report);
    report.sort();
    Err(report)
}

/// Gives findings of the plan, which know only the id of their shape or member, its place.
fn place(model: &Model, report: &mut Report) {
    for finding in report.iter_mut().filter(|finding| finding.source.is_none()) {
        if let Some(place) = finding.shape.as_deref().and_then(|id| model.place(id)) {
            finding.source = Some(place.source);
            finding.pointer = place.pointer;
        }
    }
}

fn read_lock(settings: &Settings, report: &mut Report) -> Lock {
    match &settings.lock {
        Some(source) => Lock::parse(&source.name, &source.text, report),
        None => Lock::default(),
    }
}

fn files(
    plan: &CratePlan,
    package: &Package,
    provenance: &Provenance<'_>,
) -> Result<FileSet, String> {
    let mut files = FileSet::default();
    let head = provenance.head("//");
    for file in emit::all(plan) {
        files.insert(file.path.clone(), output::render(&file, &head)?);
    }
    files.insert(
        "Cargo.toml",
        emit::manifest(plan, package, &provenance.head("#")),
    );
    files.insert("PROVENANCE.toml", provenance.toml());
    Ok(files)
}

/// Prints a planned crate.
///
/// # Errors
/// A bug of `emit`.
pub(crate) fn finish(
    sources: &[Source],
    settings: &Settings,
    prepared: Prepared,
) -> Result<Generated, Report> {
    let Prepared {
        plan,
        service,
        mut report,
        ..
    } = prepared;
    let lock = plan.lock.render();
    let provenance = Provenance::new(sources, settings, &service.to_string(), &plan, &lock);
    let files = match files(&plan, &settings.package, &provenance) {
        Ok(files) => files,
        Err(bug) => return Err(unformattable(report, bug)),
    };
    report.sort();
    let statistics = Statistics {
        service: plan.service.title.clone(),
        operations: plan.operation_count(),
        shapes: plan.type_count(),
        examples: plan.examples,
        lines: files.lines(),
    };
    Ok(Generated {
        lock,
        files,
        report,
        statistics,
    })
}

/// Tells a bug of `emit`: tokens that are no Rust.
pub(crate) fn unformattable(mut report: Report, bug: String) -> Report {
    report.push(Diagnostic::error("Unformattable", bug));
    report
}
