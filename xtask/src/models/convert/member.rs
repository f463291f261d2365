//! The members of structures and unions. · Called by `shape`.

use serde_json::{Value, json};

use super::c2j::{Reference, Shape};
use super::{Context, Traits, deprecated, finish, without_prose};

/// One member.
pub(super) fn convert(
    ctx: &Context,
    owner_name: &str,
    owner: &Shape,
    name: &str,
    member: &Reference,
) -> Value {
    let mut traits = Traits::new();
    if owner.required.iter().any(|required| required == name) {
        traits.insert("smithy.api#required", json!({}));
    }
    let flags = [
        ("smithy.api#idempotencyToken", member.idempotency_token),
        ("smithy.api#hostLabel", member.host_label),
        ("smithy.api#eventPayload", member.eventpayload),
        ("smithy.api#eventHeader", member.eventheader),
    ];
    for (id, set) in flags {
        if set {
            traits.insert(id, json!({}));
        }
    }
    deprecated(
        &mut traits,
        member.deprecated,
        member.deprecated_since.as_ref(),
    );
    if let Some(parameter) = &member.context_param {
        traits.insert("smithy.rules#contextParam", without_prose(parameter));
    }
    if ctx.rest {
        binding(&mut traits, ctx, owner_name, owner, name, member);
    }
    let object = json!({ "target": ctx.id(&member.shape) });
    match object {
        Value::Object(object) => finish(object, traits),
        other => other,
    }
}

/// Where the member travels. Botocore has locations where Smithy does not look at them, such as a
/// query parameter in an output; there the member is in the body.
fn binding(
    traits: &mut Traits,
    ctx: &Context,
    owner_name: &str,
    owner: &Shape,
    name: &str,
    member: &Reference,
) {
    let input = ctx.usage.is_input(owner_name);
    let answer = ctx.usage.is_output(owner_name) || ctx.usage.is_error(owner_name);
    let wire = member.location_name.as_deref().unwrap_or(name);
    match member.location.as_deref() {
        Some("uri") if input => {
            traits.insert("smithy.api#httpLabel", json!({}));
            // Without it there is no URI (Smithy 2.0, "httpLabel trait").
            traits.insert("smithy.api#required", json!({}));
        }
        Some("querystring") if input && ctx.kind(&member.shape) == "map" => {
            traits.insert("smithy.api#httpQueryParams", json!({}));
        }
        Some("querystring") if input => {
            traits.insert("smithy.api#httpQuery", json!(wire));
        }
        Some("header") if input || answer => {
            traits.insert("smithy.api#httpHeader", json!(wire));
        }
        Some("headers") if input || answer => {
            let prefix = member.location_name.as_deref().unwrap_or_default();
            traits.insert("smithy.api#httpPrefixHeaders", json!(prefix));
        }
        Some("statusCode") if answer => {
            traits.insert("smithy.api#httpResponseCode", json!({}));
        }
        _ if owner.payload.as_deref() == Some(name) => {
            traits.insert("smithy.api#httpPayload", json!({}));
        }
        _ if wire != name => {
            traits.insert("smithy.api#jsonName", json!(wire));
        }
        _ => {}
    }
}
