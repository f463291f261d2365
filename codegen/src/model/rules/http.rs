//! HTTP bindings (Smithy 2.0, "HTTP bindings"): labels match the URI, no two members travel in
//! the same place, a payload leaves no member over.

use std::collections::{BTreeMap, BTreeSet};

use super::super::context::{Context, did_you_mean};
use super::super::lower::nearest;
use super::super::shape::{Member, Operation, Shape, ShapeKind};
use super::super::traits::Binding;
use super::super::uri::{UriPattern, host_labels};
use super::super::{Model, ShapeId};
use super::http_types;

/// Checks every operation with `@http` or `@endpoint`, and what it sends and receives.
pub(super) fn check(model: &Model, ctx: &mut Context<'_>) {
    let mut structures: BTreeSet<&ShapeId> = BTreeSet::new();
    let mut inputs: BTreeSet<&ShapeId> = BTreeSet::new();
    for shape in model.shapes() {
        let ShapeKind::Operation(operation) = &shape.kind else {
            continue;
        };
        host(model, shape, operation, ctx);
        if let Some(http) = &shape.traits.http {
            labels(model, shape, operation, &http.uri, ctx);
            inputs.extend(&operation.input);
            structures.extend(operation.input.iter().chain(&operation.output));
            structures.extend(&operation.errors);
        }
    }
    for id in structures {
        let members: Vec<&Member> = model.members(id).collect();
        for member in &members {
            http_types::check(model, member, ctx);
        }
        places(&members, inputs.contains(id), ctx);
    }
}

/// Every label of the URI is a member with `@httpLabel`, and the other way round.
fn labels(model: &Model, shape: &Shape, operation: &Operation, uri: &str, ctx: &mut Context<'_>) {
    let pattern = match UriPattern::parse(uri) {
        Ok(pattern) => pattern,
        Err(reason) => {
            let message = format!("the URI pattern `{uri}` {reason}");
            ctx.error("InvalidHttpUri", &shape.place, &shape.id, message);
            return;
        }
    };
    let members: Vec<&Member> = operation
        .input
        .iter()
        .flat_map(|input| model.members(input))
        .collect();
    for (label, greedy) in pattern.labels() {
        match members.iter().find(|member| member.name() == label) {
            Some(member) if member.traits.binding == Some(Binding::Label) => {
                http_types::check_label(model, member, greedy, ctx);
            }
            Some(member) => ctx.error_with_hint(
                "HttpLabelMismatch",
                &member.place,
                &member.id,
                format!("the member is a label in `{uri}` but has no `@httpLabel`"),
                "add smithy.api#httpLabel",
            ),
            None => {
                let near = nearest(label, members.iter().map(|member| member.name()));
                ctx.error_with_hint(
                    "HttpLabelMismatch",
                    &shape.place,
                    &shape.id,
                    format!("`{uri}` has the label `{label}`, but the input has no such member"),
                    did_you_mean(near, "add a required member with `@httpLabel` to the input"),
                );
            }
        }
    }
    for member in members {
        let in_uri = pattern.labels().any(|(label, _)| label == member.name());
        if member.traits.binding == Some(Binding::Label) && !in_uri {
            let message = format!(
                "the member has `@httpLabel`, but `{uri}` of `{}` has no such label",
                shape.id
            );
            ctx.error("HttpLabelMismatch", &member.place, &member.id, message);
        }
    }
}

/// Every label of the host prefix is a required string member with `@hostLabel`, and the other
/// way round.
fn host(model: &Model, shape: &Shape, operation: &Operation, ctx: &mut Context<'_>) {
    let Some(prefix) = &shape.traits.host_prefix else {
        return;
    };
    let labels = match host_labels(prefix) {
        Ok(labels) => labels,
        Err(reason) => {
            let message = format!("the host prefix `{prefix}` {reason}");
            ctx.error("InvalidHostPrefix", &shape.place, &shape.id, message);
            return;
        }
    };
    let members: Vec<&Member> = operation
        .input
        .iter()
        .flat_map(|input| model.members(input))
        .collect();
    for label in &labels {
        let member = members.iter().find(|member| member.name() == *label);
        let wrong = match member {
            None => "is not a member of the input",
            Some(member) if !member.traits.host_label => "has no `@hostLabel`",
            Some(member) if !member.traits.required => "is not required",
            Some(member) if !http_types::is_text(model, member) => "is not a string",
            Some(_) => continue,
        };
        let message = format!("`{label}` in the host prefix `{prefix}` {wrong}");
        ctx.error("HostLabelMismatch", &shape.place, &shape.id, message);
    }
    for member in members {
        if member.traits.host_label && !labels.contains(&member.name()) {
            let message = format!("the host prefix `{prefix}` has no such label");
            ctx.error("HostLabelMismatch", &member.place, &member.id, message);
        }
    }
}

/// No two members in the same place.
fn places(members: &[&Member], is_input: bool, ctx: &mut Context<'_>) {
    let mut taken: BTreeMap<String, &Member> = BTreeMap::new();
    for member in members {
        let place = match &member.traits.binding {
            Some(Binding::Query(name)) if is_input => format!("the query parameter `{name}`"),
            Some(Binding::Header(name)) => format!("the header `{}`", name.to_ascii_lowercase()),
            Some(Binding::QueryParams) if is_input => "the rest of the query".to_owned(),
            Some(Binding::PrefixHeaders(_)) => "the set of headers with a prefix".to_owned(),
            Some(Binding::Payload) => "the payload".to_owned(),
            Some(Binding::ResponseCode) if !is_input => "the status code".to_owned(),
            _ => continue,
        };
        if let Some(other) = taken.get(&place) {
            let message = format!("{place} is bound to `{}` already", other.name());
            ctx.error("HttpBindingConflict", &member.place, &member.id, message);
        } else {
            taken.insert(place, member);
        }
    }
    prefix_conflicts(members, ctx);
    if let Some(payload) = taken.get("the payload") {
        // The places of a request mean nothing in a response, and the other way round.
        let over = members.iter().find(|member| match &member.traits.binding {
            None => !member.traits.host_label,
            Some(Binding::Label | Binding::Query(_) | Binding::QueryParams) => !is_input,
            Some(_) => false,
        });
        if let Some(over) = over {
            let message = format!(
                "`{}` is the whole payload, so the member would not travel",
                payload.name()
            );
            ctx.error_with_hint(
                "HttpPayloadConflict",
                &over.place,
                &over.id,
                message,
                "bind the member to a header, the query or the URI",
            );
        }
    }
}

/// A header of its own must not look like one of those with a prefix.
fn prefix_conflicts(members: &[&Member], ctx: &mut Context<'_>) {
    let prefix = members
        .iter()
        .find_map(|member| match &member.traits.binding {
            Some(Binding::PrefixHeaders(prefix)) if !prefix.is_empty() => {
                Some((member, prefix.to_ascii_lowercase()))
            }
            _ => None,
        });
    let Some((owner, prefix)) = prefix else {
        return;
    };
    for member in members {
        if let Some(Binding::Header(name)) = &member.traits.binding
            && name.to_ascii_lowercase().starts_with(&prefix)
        {
            let message = format!("the header `{name}` has the prefix of `{}`", owner.name());
            ctx.error("HttpBindingConflict", &member.place, &member.id, message);
        }
    }
}
