//! How two versions of a model differ: at the level of the model, as Smithy's own diff says it, and at the level of
//! the Rust crates that are made of them, with the semver verdict. · Two texts in, findings out; no I/O.

pub mod finding;
pub mod model;
pub mod rust;

use crate::ast::Source;
use crate::diagnostic::Report;
use crate::emit::Package;
use crate::generate::{self, Settings};
use crate::model::{Model, ShapeId};
use crate::plan::CratePlan;

pub use finding::{Finding, Group, ModelDiff, Severity};
pub use rust::{Change, ChangeKind, Held, RustDiff, Verdict};

/// One of the two sides.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The model's sources, overlays included.
    pub sources: Vec<Source>,
    /// The lock that its crate is generated with.
    pub lock: Option<Source>,
}

/// What a comparison says.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The service's shape id on the new side, if there is one service to speak of.
    pub service: Option<String>,
    /// How many operations the service has, on the old and on the new side.
    pub operations: (usize, usize),
    /// Level one: the model.
    pub model: ModelDiff,
    /// Level two: the crates; or why there are none to compare.
    pub rust: Result<RustDiff, NoCrates>,
}

/// Why there are no two crates to compare.
#[derive(Clone, Debug)]
pub struct NoCrates {
    /// What is wrong with the side from which none can be generated.
    pub report: Report,
    /// Whether the old side has one, which its users lose.
    pub lost: bool,
}

impl Comparison {
    /// Whether users of the crate have to change their code; where there never was one, whether the model's changes
    /// are errors.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        match &self.rust {
            Ok(rust) => rust.verdict == Verdict::Major,
            Err(none) => none.lost || self.model.worst() == Some(Severity::Error),
        }
    }
}

/// Compares two models and the crates made of them. `service` is a service's name or absolute id; without one the
/// models' only service is meant, and all shapes are compared.
///
/// The new crate is planned with the new side's lock if both sides have one, else with what the old crate's lock
/// would be: as when the model is updated.
///
/// # Errors
/// What is wrong with a side that cannot be read, or that neither has the service.
pub fn compare(old: &Side, new: &Side, service: Option<&str>) -> Result<Comparison, Report> {
    let (old_model, new_model) = (load(&old.sources)?, load(&new.sources)?);
    let ids = [&old_model, &new_model].map(|model| find(model, service));
    let scope = service.and(ids[1].clone().or_else(|| ids[0].clone()));
    let rust = crates(old, new, service);
    if let (Some(_), None, Err(none)) = (service, &scope, &rust) {
        return Err(none.report.clone());
    }
    let operations = |model: &Model, id: &Option<ShapeId>| {
        let service = id.as_ref().and_then(|id| model.service(id));
        service.map_or(0, |service| service.operations.len())
    };
    Ok(Comparison {
        operations: (
            operations(&old_model, &ids[0]),
            operations(&new_model, &ids[1]),
        ),
        service: ids[1].as_ref().map(ShapeId::to_string),
        model: model::compare(&old_model, &new_model, scope.as_ref()),
        rust,
    })
}

fn load(sources: &[Source]) -> Result<Model, Report> {
    let mut report = Report::new();
    let model = Model::load(sources, &mut report);
    match report.has_errors() {
        true => Err(report),
        false => Ok(model),
    }
}

/// The service that is meant, if it is clear which.
fn find(model: &Model, wanted: Option<&str>) -> Option<ShapeId> {
    let meant =
        |id: &&ShapeId| wanted.is_none_or(|wanted| id.to_string() == wanted || id.name() == wanted);
    let mut found = model.services().map(|(shape, _)| &shape.id).filter(meant);
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only.clone()),
        _ => None,
    }
}

fn crates(old: &Side, new: &Side, service: Option<&str>) -> Result<RustDiff, NoCrates> {
    let none = |lost| move |report| NoCrates { report, lost };
    let before = plan(&old.sources, old.lock.clone(), service).map_err(none(false))?;
    let kept = || Source::new("api.lock", before.lock.render());
    let lock = match &old.lock {
        Some(_) => new.lock.clone().unwrap_or_else(kept),
        None => kept(),
    };
    let after = plan(&new.sources, Some(lock), service).map_err(none(true))?;
    let unlocked = plan(&new.sources, None, service).map_err(none(true))?;
    Ok(rust::compare(&before, &after, &unlocked))
}

fn plan(
    sources: &[Source],
    lock: Option<Source>,
    service: Option<&str>,
) -> Result<CratePlan, Report> {
    // Of the package nothing gets into the plan.
    let package = Package {
        name: String::new(),
        version: String::new(),
        runtime: String::new(),
        standalone: false,
        publish: false,
    };
    let mut settings = Settings::new(package);
    settings.service = service.map(str::to_owned);
    settings.lock = lock;
    Ok(generate::prepare(sources, &settings)?.plan)
}
