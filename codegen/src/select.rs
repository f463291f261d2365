//! Chooses the service, its protocol and the operations, from settings and model.

use std::collections::BTreeSet;

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
    let ids: Vec<&ShapeId> = model.services().map(|(shape, _)| &shape.id).collect();
    let listed = || {
        ids.iter()
            .map(|id| format!("`{id}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    match (wanted, ids.as_slice()) {
        (None, [only]) => Some((*only).clone()),
        (None, []) => {
            report.push(Diagnostic::error("NoService", "the model has no service"));
            None
        }
        (None, _) => {
            let message = format!("the model has {} services: {}", ids.len(), listed());
            report.push(
                Diagnostic::error("SeveralServices", message)
                    .with_hint("choose one with `--service`"),
            );
            None
        }
        (Some(wanted), _) => {
            let found = ids
                .iter()
                .find(|id| id.to_string() == wanted || id.name() == wanted);
            if found.is_none() {
                let message = format!("the model has no service `{wanted}`");
                let hint = format!("it has {}", listed());
                report.push(Diagnostic::error("UnknownService", message).with_hint(hint));
            }
            found.map(|id| (*id).clone())
        }
    }
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
        report.push(
            Diagnostic::error("UnsupportedProtocol", format!("the service has {has}"))
                .with_shape(service)
                .with_place(&shape.place.source, &shape.place.pointer)
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
            None => report.push(unknown_operation(service, name, &all)),
        }
    }
    chosen.into_iter().collect()
}

fn unknown_operation(service: &ShapeId, name: &str, all: &[ShapeId]) -> Diagnostic {
    let nearest = all
        .iter()
        .map(|id| (strsim::damerau_levenshtein(id.name(), name), id.name()))
        .min()
        .filter(|(distance, _)| *distance <= name.len() / 2);
    let diagnostic = Diagnostic::error(
        "UnknownOperation",
        format!("the service has no operation `{name}`"),
    )
    .with_shape(service);
    match nearest {
        Some((_, nearest)) => diagnostic.with_hint(format!("did you mean `{nearest}`?")),
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
        report.push(Diagnostic::warning("UnsupportedOperation", message).with_shape(id));
    }
    !event_stream
}
