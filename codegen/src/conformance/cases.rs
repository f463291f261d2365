//! Finds the cases of a service and decides which of them run.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::generate::Prepared;
use crate::model::ShapeId;
use crate::names::Name;
use crate::plan::{ErrorVariantPlan, ItemPlan, OperationPlan, Protocol};

use super::{Case, CaseKind, NotRun, Run, text};

const REQUESTS: &str = "smithy.test#httpRequestTests";
const RESPONSES: &str = "smithy.test#httpResponseTests";
const MALFORMED: &str = "smithy.test#httpMalformedRequestTests";
const EVENTS: &str = "smithy.test#eventStreamTests";

/// The traits that have cases.
pub(super) const TRAITS: [&str; 4] = [REQUESTS, RESPONSES, MALFORMED, EVENTS];

/// A case with what it needs from model and plan.
pub(super) struct Found<'a> {
    pub(super) id: String,
    pub(super) kind: CaseKind,
    pub(super) value: &'a Value,
    pub(super) subject: Result<Subject<'a>, NotRun>,
}

/// What a case runs.
pub(super) enum Subject<'a> {
    /// An operation's request or response.
    Operation(&'a OperationPlan),
    /// An error, as a variant of each operation that has it.
    Error(Vec<(&'a OperationPlan, &'a ErrorVariantPlan)>),
}

impl Found<'_> {
    /// The name of the function that runs the case.
    pub(super) fn function(&self) -> Name {
        Name::as_written(&self.id)
    }

    /// The module that the function is in.
    pub(super) fn module(&self) -> Name {
        Name::snake(&self.kind.to_string())
    }

    /// What others see of it.
    pub(super) fn case(&self) -> Case {
        Case {
            id: self.id.clone(),
            kind: self.kind,
            run: match &self.subject {
                Ok(_) => Run::Test(format!(
                    "{}::{}",
                    self.module().to_source(),
                    self.function().to_source()
                )),
                Err(reason) => Run::Not(*reason),
            },
        }
    }
}

/// The protocol's name, the last part of its trait's id.
pub(super) fn protocol_name(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::AwsJson { version: "1.0" } => "awsJson1_0",
        Protocol::AwsJson { .. } => "awsJson1_1",
        Protocol::RestJson1 => "restJson1",
    }
}

/// All cases of the service, in the order of operations and errors.
pub(super) fn of_service(prepared: &Prepared) -> Vec<Found<'_>> {
    let Some(service) = prepared.model.service(&prepared.service) else {
        return Vec::new();
    };
    let planned = Planned::of(prepared);
    let mut found = Vec::new();
    let mut errors: Vec<&ShapeId> = service.errors.iter().collect();
    for id in &service.operations {
        let operation = planned.operations.get(id).copied();
        let subject = || {
            operation
                .map(Subject::Operation)
                .ok_or(NotRun::EventStreams)
        };
        planned.collect(id, REQUESTS, CaseKind::Request, &subject, &mut found);
        planned.collect(id, RESPONSES, CaseKind::Response, &subject, &mut found);
        planned.collect(
            id,
            MALFORMED,
            CaseKind::MalformedRequest,
            &subject,
            &mut found,
        );
        planned.collect(id, EVENTS, CaseKind::EventStream, &subject, &mut found);
        let own = prepared.model.operation(id).map(|o| o.errors.as_slice());
        errors.extend(own.unwrap_or_default());
    }
    errors.sort();
    errors.dedup();
    for id in errors {
        let variants = planned.errors.get(id);
        let subject = || {
            variants
                .map(|variants| Subject::Error(variants.clone()))
                .ok_or(NotRun::EventStreams)
        };
        planned.collect(id, RESPONSES, CaseKind::ErrorResponse, &subject, &mut found);
    }
    found
}

/// The plan's operations and errors by shape id.
struct Planned<'a> {
    prepared: &'a Prepared,
    operations: BTreeMap<&'a ShapeId, &'a OperationPlan>,
    errors: BTreeMap<&'a ShapeId, Vec<(&'a OperationPlan, &'a ErrorVariantPlan)>>,
}

impl<'a> Planned<'a> {
    fn of(prepared: &'a Prepared) -> Self {
        let items = || {
            prepared
                .plan
                .modules
                .iter()
                .flat_map(|module| &module.items)
        };
        let shapes: BTreeMap<&Name, &ShapeId> = items()
            .filter_map(|item| match item {
                ItemPlan::Structure(plan) => Some((&plan.name, plan.shape.as_ref()?)),
                _ => None,
            })
            .collect();
        let mut planned = Self {
            prepared,
            operations: BTreeMap::new(),
            errors: BTreeMap::new(),
        };
        for item in items() {
            let ItemPlan::Operation(operation, _) = item else {
                continue;
            };
            planned.operations.insert(&operation.shape, operation);
            for variant in &operation.error.variants {
                if let Some(id) = shapes.get(&variant.ty) {
                    let operations = planned.errors.entry(id).or_default();
                    operations.push((operation, variant));
                }
            }
        }
        planned
    }

    /// The cases of one trait of one shape.
    fn collect(
        &self,
        shape: &ShapeId,
        trait_id: &str,
        kind: CaseKind,
        subject: &dyn Fn() -> Result<Subject<'a>, NotRun>,
        found: &mut Vec<Found<'a>>,
    ) {
        let traits = self
            .prepared
            .model
            .get(shape)
            .map(|shape| &shape.traits.other);
        let cases = traits.and_then(|traits| traits.get(trait_id)?.as_array());
        for value in cases.into_iter().flatten() {
            let copies = copies(value);
            for index in 0..copies {
                let id = match copies {
                    1 => text(value, "id").to_owned(),
                    _ => format!("{}_case{index}", text(value, "id")),
                };
                found.push(Found {
                    id,
                    kind,
                    value,
                    subject: self.not_run(kind, value).map_or_else(subject, Err),
                });
            }
        }
    }

    fn not_run(&self, kind: CaseKind, value: &Value) -> Option<NotRun> {
        let protocol = text(value, "protocol").rsplit('#').next();
        if protocol != Some(protocol_name(self.prepared.plan.service.protocol)) {
            return Some(NotRun::OtherProtocol);
        }
        match kind {
            CaseKind::EventStream => Some(NotRun::EventStreams),
            CaseKind::MalformedRequest => Some(NotRun::Server),
            _ if text(value, "appliesTo") == "server" => Some(NotRun::Server),
            _ => None,
        }
    }
}

/// How many cases one entry stands for: malformed requests have lists of parameters.
fn copies(value: &Value) -> usize {
    let parameters = value["testParameters"].as_object();
    let lists = parameters.and_then(|p| p.values().next()?.as_array());
    lists.map_or(1, Vec::len)
}
