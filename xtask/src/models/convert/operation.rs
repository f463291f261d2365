//! Operations. · Called by `convert`.

use serde_json::{Map, Value, json};
use shapewright_codegen::model::waiters::WAITABLE;

use super::c2j::{Operation, Paginators, Reference};
use super::{Context, Traits, deprecated, finish, paginate, wait};

/// The scheme of operations that are called without credentials.
const NO_AUTH: &str = "smithy.api#noAuth";

/// One operation.
pub(super) fn convert(
    ctx: &mut Context,
    name: &str,
    operation: &Operation,
    paginators: &Paginators,
) -> Value {
    let mut object = Map::new();
    let end = |reference: &Option<Reference>| match reference {
        Some(reference) => ctx.target(&reference.shape),
        None => json!({ "target": "smithy.api#Unit" }),
    };
    object.insert("type".to_owned(), json!("operation"));
    object.insert("input".to_owned(), end(&operation.input));
    object.insert("output".to_owned(), end(&operation.output));
    // A set in botocore: its order says nothing.
    let mut errors: Vec<String> = operation
        .errors
        .iter()
        .map(|error| ctx.id(&error.shape))
        .collect();
    errors.sort_unstable();
    errors.dedup();
    if !errors.is_empty() {
        let errors = errors.iter().map(|id| json!({ "target": id })).collect();
        object.insert("errors".to_owned(), Value::Array(errors));
    }
    let mut traits = traits(ctx, name, operation);
    let paginated = paginate::paginated(ctx, operation, paginators.pagination.get(name));
    traits.extend(paginated.map(|value| ("smithy.api#paginated", value)));
    let waitable = wait::waitable(ctx, name, operation, &paginators.waiters);
    traits.extend(waitable.map(|value| (WAITABLE, value)));
    finish(object, traits)
}

fn traits(ctx: &mut Context, name: &str, operation: &Operation) -> Traits {
    let mut traits = Traits::new();
    deprecated(
        &mut traits,
        operation.deprecated,
        operation.deprecated_since.as_ref(),
    );
    if ctx.rest {
        let http = &operation.http;
        let value = json!({
            "method": http.method,
            "uri": uri(ctx, name, operation),
            "code": http.response_code.unwrap_or(200),
        });
        traits.insert("smithy.api#http", value);
    }
    // RFC 9110, section 9.2.1: GET and HEAD are safe.
    let safe = ctx.rest && ["GET", "HEAD"].contains(&operation.http.method.as_str());
    if operation.readonly || safe {
        traits.insert("smithy.api#readonly", json!({}));
    } else if operation.idempotent {
        traits.insert("smithy.api#idempotent", json!({}));
    }
    if let Some(prefix) = operation
        .endpoint
        .as_ref()
        .and_then(|endpoint| endpoint.host_prefix.as_ref())
    {
        traits.insert("smithy.api#endpoint", json!({ "hostPrefix": prefix }));
    }
    if let Some(discovery) = &operation.endpointdiscovery {
        let value = json!({ "required": discovery.required });
        traits.insert("aws.api#clientDiscoveredEndpoint", value);
    }
    if operation.http_checksum_required {
        traits.insert("smithy.api#httpChecksumRequired", json!({}));
    }
    let given = [
        ("aws.protocols#httpChecksum", &operation.http_checksum),
        (
            "smithy.api#requestCompression",
            &operation.requestcompression,
        ),
        (
            "smithy.rules#staticContextParams",
            &operation.static_context_params,
        ),
        (
            "smithy.rules#operationContextParams",
            &operation.operation_context_params,
        ),
    ];
    for (id, value) in given {
        if let Some(value) = value {
            traits.insert(id, super::without_prose(value));
        }
    }
    authentication(&mut traits, operation);
    traits
}

/// What differs from the service's authentication. An unsigned body is still a signed request.
fn authentication(traits: &mut Traits, operation: &Operation) {
    let authtype = operation.authtype.as_deref();
    let schemes: Vec<&String> = operation
        .auth
        .iter()
        .flatten()
        .filter(|s| *s != NO_AUTH)
        .collect();
    let anonymous = operation
        .auth
        .iter()
        .flatten()
        .any(|scheme| scheme == NO_AUTH);
    if anonymous || authtype == Some("none") {
        traits.insert("smithy.api#auth", json!(schemes));
        traits.insert("smithy.api#optionalAuth", json!({}));
    } else if !schemes.is_empty() {
        traits.insert("smithy.api#auth", json!(schemes));
    }
    if operation.unsigned_payload || authtype == Some("v4-unsigned-body") {
        traits.insert("aws.auth#unsignedPayload", json!({}));
    }
}

/// The URI with Smithy's labels: members' names in place of their wire names.
fn uri(ctx: &mut Context, operation_name: &str, operation: &Operation) -> String {
    let input = operation
        .input
        .as_ref()
        .and_then(|input| ctx.shape(&input.shape));
    let mut missing = Vec::new();
    let mut out = String::new();
    let mut rest = operation.http.request_uri.as_str();
    while let Some((before, label, after)) = next_label(rest) {
        let (wire, greedy) = match label.strip_suffix('+') {
            Some(wire) => (wire, "+"),
            None => (label, ""),
        };
        let mut members = input.iter().flat_map(|input| input.members.iter());
        let member = members.find(|(name, member)| {
            member.location.as_deref() == Some("uri")
                && member.location_name.as_deref().unwrap_or(name) == wire
        });
        if member.is_none() {
            missing.push(wire.to_owned());
        }
        let name = member.map_or(wire, |(name, _)| name);
        out.push_str(&format!("{before}{{{name}{greedy}}}"));
        rest = after;
    }
    out.push_str(rest);
    for label in missing {
        ctx.notes.push(format!(
            "{operation_name}: no member has the label `{label}` of the URI"
        ));
    }
    out
}

/// What stands before the next `{…}`, in it and after it.
fn next_label(uri: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = uri.split_once('{')?;
    let (label, after) = rest.split_once('}')?;
    Some((before, label, after))
}
