//! Chooses the service, its protocol and the operations, from settings and model.

use std::collections::BTreeSet;

use crate::ast::nearest;
use crate::diagnostic::{Diagnostic, Report};
use crate::generate::Settings;
use crate::model::{Closure, Model, ShapeId, ShapeKind};
use crate::plan::Protocol;

/// The protocols by trait, in the order of preference when a service has several.
const PROTOCOLS: &[(&str, Protocol)] = &[
    ("aws.protocols#restJson1", Protocol::RestJson1),
    (
        "aws.protocols#awsJson1_0",
        Protocol::AwsJson { version: "1.0" },
    ),
    (
        "aws.protocols#awsJson1_1",
        Protocol::AwsJson { version: "1.1" },
    ),
];

/// What to plan; `None` with an error in the report.
pub(crate) fn select(
    model: &Model,
    settings: &Settings,
    report: &mut Report,
) -> Option<(ShapeId, Protocol, Closure)> {
    let service = service(model, settings.service.as_deref(), report)?;
    let protocol = protocol(model, &service, report);
    let operations = operations(model, &service, settings.operations.as_deref(), report);
    let supported: Vec<ShapeId> = operations
        .into_iter()
        .filter(|id| supported(model, id, report))
        .collect();
    Some((
        service.clone(),
        protocol?,
        model.closure(&service, Some(&supported)),
    ))
}

fn service(model: &Model, wanted: Option<&str>, report: &mut Report) -> Option<ShapeId> {
    let all: Vec<&ShapeId> = model.services().map(|(shape, _)| &shape.id).collect();
    // An absolute id is exact; a name alone may be that of services in several namespaces.
    let found: Vec<&ShapeId> = match wanted {
        None => all.clone(),
        Some(wanted) => {
            let is = |id: &&ShapeId| id.to_string() == wanted || id.name() == wanted;
            all.iter().copied().filter(is).collect()
        }
    };
    let called = wanted.map_or_else(String::new, |name| format!(" called `{name}`"));
    match (found.as_slice(), wanted) {
        ([only], _) => return Some((*only).clone()),
        ([], Some(wanted)) if !all.is_empty() => {
            let message = format!("the model has no service `{wanted}`");
            let hint = match nearest_id(wanted, &all) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("it has {}", listed(&all)),
            };
            report.push(Diagnostic::error("UnknownService", message).with_hint(hint));
        }
        ([], _) => report.push(
            Diagnostic::error("NoService", "the model has no service")
                .with_hint("add the source that defines it"),
        ),
        (several, _) => {
            let message = format!("the model has {} services{called}", several.len());
            let hint = format!("choose one by its id: {}", listed(several));
            report.push(Diagnostic::error("SeveralServices", message).with_hint(hint));
        }
    }
    None
}

fn listed(ids: &[&ShapeId]) -> String {
    let quoted: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    quoted.join(", ")
}

/// The id most like what was asked for, which is an absolute id or a name.
fn nearest_id(wanted: &str, ids: &[&ShapeId]) -> Option<String> {
    let texts: Vec<String> = ids
        .iter()
        .map(|id| match wanted.contains('#') {
            true => id.to_string(),
            false => id.name().to_owned(),
        })
        .collect();
    nearest(wanted, texts.iter().map(String::as_str)).map(str::to_owned)
}

fn protocol(model: &Model, service: &ShapeId, report: &mut Report) -> Option<Protocol> {
    let shape = model.get(service)?;
    let found = PROTOCOLS
        .iter()
        .find(|(id, _)| shape.traits.protocols.iter().any(|protocol| protocol == id))
        .map(|(_, protocol)| *protocol);
    if found.is_none() {
        let has = match shape.traits.protocols.as_slice() {
            [] => "no protocol".to_owned(),
            protocols => format!("only {}", protocols.join(", ")),
        };
        let error = Diagnostic::error("UnsupportedProtocol", format!("the service has {has}"));
        report.push(
            placed(error, model, service)
                .with_hint("supported are aws.protocols#restJson1, #awsJson1_0 and #awsJson1_1"),
        );
    }
    found
}

fn operations(
    model: &Model,
    service: &ShapeId,
    wanted: Option<&[String]>,
    report: &mut Report,
) -> Vec<ShapeId> {
    let all = model
        .service(service)
        .map(|service| service.operations.clone())
        .unwrap_or_default();
    let Some(wanted) = wanted else { return all };
    let mut chosen = BTreeSet::new();
    for name in wanted {
        match all
            .iter()
            .find(|id| id.name() == name || id.to_string() == *name)
        {
            Some(id) => drop(chosen.insert(id.clone())),
            None => report.push(unknown_operation(model, service, name, &all)),
        }
    }
    chosen.into_iter().collect()
}

fn unknown_operation(model: &Model, service: &ShapeId, name: &str, all: &[ShapeId]) -> Diagnostic {
    let all: Vec<&ShapeId> = all.iter().collect();
    let message = format!("the service has no operation `{name}`");
    let diagnostic = placed(
        Diagnostic::error("UnknownOperation", message),
        model,
        service,
    );
    match nearest_id(name, &all) {
        Some(nearest) => diagnostic.with_hint(format!("did you mean `{nearest}`?")),
        None => diagnostic,
    }
}

/// A finding about a shape of the model, with its place.
fn placed(diagnostic: Diagnostic, model: &Model, id: &ShapeId) -> Diagnostic {
    let diagnostic = diagnostic.with_shape(id);
    match model.get(id) {
        Some(shape) => diagnostic.with_place(&shape.place.source, &shape.place.pointer),
        None => diagnostic,
    }
}

/// Event streams are not supported: their operations are left out, with a warning.
fn supported(model: &Model, id: &ShapeId, report: &mut Report) -> bool {
    let Some(operation) = model.operation(id) else {
        return false;
    };
    let event_stream = [&operation.input, &operation.output]
        .into_iter()
        .flatten()
        .any(|io| {
            model.members(io).any(|member| {
                let target = model.get(&member.target);
                target.is_some_and(|t| t.traits.streaming && matches!(t.kind, ShapeKind::Union(_)))
            })
        });
    if event_stream {
        let message = "the operation has an event stream, which is not supported; it is left out";
        let warning = Diagnostic::warning("UnsupportedOperation", message);
        report.push(placed(warning, model, id));
    }
    !event_stream
}
