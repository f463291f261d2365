//! Smithy's protocol test cases (Smithy 2.0, "HTTP Protocol Compliance Tests") as Rust tests of a
//! generated crate: each case becomes a `#[test]` that builds its value with the generated API.
//!
//! The crate comes from the same pipeline as any other; nothing here reaches it.

mod cases;
mod emit;

use std::fmt;

use serde_json::Value;

use crate::ast::Source;
use crate::diagnostic::Report;
use crate::generate::{self, Generated, Settings};
use crate::output;
use crate::provenance::first_line;

/// The test cases of one service.
#[derive(Clone, Debug)]
pub struct Suite {
    /// The service's absolute shape id.
    pub service: String,
    /// Its protocol, such as `awsJson1_0`.
    pub protocol: String,
    /// The generated crate.
    pub generated: Generated,
    /// Every case that its operations and errors have.
    pub cases: Vec<Case>,
    /// The text of the file with the tests, which need the crate, `shapewright_runtime` and the
    /// checks of `shapewright_conformance`.
    pub tests: String,
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id, unique in a protocol.
    pub id: String,
    /// What it is about.
    pub kind: CaseKind,
    /// What becomes of it.
    pub run: Run,
}

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseKind {
    /// `httpRequestTests`.
    Request,
    /// `httpResponseTests` of an operation.
    Response,
    /// `httpResponseTests` of an error structure.
    ErrorResponse,
    /// `httpMalformedRequestTests`.
    MalformedRequest,
    /// `eventStreamTests`.
    EventStream,
}

/// What becomes of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// The test with this path runs it.
    Test(String),
    /// It does not run.
    Not(NotRun),
}

/// Why a case does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotRun {
    /// It is about a server.
    Server,
    /// It needs an event stream.
    EventStreams,
    /// It is for a protocol that was not chosen for the service.
    OtherProtocol,
}

impl fmt::Display for CaseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::ErrorResponse => "error response",
            Self::MalformedRequest => "malformed request",
            Self::EventStream => "event stream",
        })
    }
}

impl fmt::Display for NotRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Server => "server",
            Self::EventStreams => "event streams",
            Self::OtherProtocol => "other protocol",
        })
    }
}

/// Generates a crate for a service and the tests of its cases; `only` leaves all but one case out.
///
/// # Errors
/// As [`generate()`](crate::generate()).
pub fn suite(sources: &[Source], settings: &Settings, only: Option<&str>) -> Result<Suite, Report> {
    let prepared = generate::prepare(sources, settings)?;
    let mut found = cases::of_service(&prepared);
    found.retain(|case| only.is_none_or(|id| case.id == id));
    let file = emit::file(&prepared.plan, &settings.package.name, &found);
    let tests = match output::render(&file, &first_line("//")) {
        Ok(text) => text,
        Err(bug) => return Err(generate::unformattable(prepared.report, bug)),
    };
    let cases = found.iter().map(cases::Found::case).collect();
    Ok(Suite {
        service: prepared.service.to_string(),
        protocol: cases::protocol_name(prepared.plan.service.protocol).to_owned(),
        cases,
        tests,
        generated: generate::finish(sources, settings, prepared)?,
    })
}

/// The absolute ids of a model's services that have cases, sorted.
///
/// # Errors
/// What is wrong with the sources.
pub fn services(sources: &[Source]) -> Result<Vec<String>, Report> {
    let mut report = Report::new();
    let model = crate::model::Model::load(sources, &mut report);
    if report.has_errors() {
        return Err(report);
    }
    let has_cases = |id: &crate::model::ShapeId| {
        let traits = model.get(id).map(|shape| &shape.traits.other);
        traits.is_some_and(|traits| cases::TRAITS.iter().any(|id| traits.contains_key(*id)))
    };
    Ok(model
        .services()
        .filter(|(_, service)| {
            let operations = service.operations.iter().filter_map(|id| {
                let errors = &model.operation(id)?.errors;
                Some(has_cases(id) || errors.iter().any(has_cases))
            });
            operations.into_iter().any(|has| has) || service.errors.iter().any(has_cases)
        })
        .map(|(shape, _)| shape.id.to_string())
        .collect())
}

/// The text of a member; empty when it is none.
fn text<'v>(case: &'v Value, name: &str) -> &'v str {
    case[name].as_str().unwrap_or_default()
}
