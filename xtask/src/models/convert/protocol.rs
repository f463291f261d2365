//! The service shape: protocols, names and authentication. · Called by `convert`.

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use super::c2j::{Document, Metadata};
use super::{Context, Traits, finish, without_prose};

/// Signature version 4 in Smithy.
const SIGV4: &str = "aws.auth#sigv4";

/// The protocols of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Protocol {
    /// The traits, one for each protocol that Smithy has.
    traits: Vec<&'static str>,
    /// Whether HTTP bindings and `jsonName` mean something.
    pub(super) rest: bool,
}

impl Protocol {
    /// Chooses among all that the service speaks: what it says about HTTP and names is taken from
    /// the first that is based on JSON or CBOR, but all are kept as traits.
    pub(super) fn of(metadata: &Metadata) -> Result<Self> {
        let mut listed: Vec<&str> = metadata.protocols.iter().map(String::as_str).collect();
        if listed.is_empty() {
            listed.push(&metadata.protocol);
        }
        let supported = ["json", "rest-json", "smithy-rpc-v2-cbor"];
        let Some(chosen) = listed.iter().find(|name| supported.contains(name)) else {
            bail!(
                "the protocol {} is not based on JSON; the importer knows {}",
                listed.join(", "),
                supported.join(", ")
            );
        };
        let rest = *chosen == "rest-json";
        let traits = listed
            .iter()
            .filter_map(|name| protocol_trait(name, metadata.json_version.as_deref()))
            .collect();
        Ok(Self { traits, rest })
    }
}

fn protocol_trait(name: &str, json_version: Option<&str>) -> Option<&'static str> {
    match name {
        "json" if json_version == Some("1.1") => Some("aws.protocols#awsJson1_1"),
        "json" => Some("aws.protocols#awsJson1_0"),
        "rest-json" => Some("aws.protocols#restJson1"),
        "smithy-rpc-v2-cbor" => Some("smithy.protocols#rpcv2Cbor"),
        "query" => Some("aws.protocols#awsQuery"),
        "rest-xml" => Some("aws.protocols#restXml"),
        "ec2" => Some("aws.protocols#ec2Query"),
        _ => None,
    }
}

/// The service shape.
pub(super) fn service(ctx: &Context, document: &Document, protocol: &Protocol) -> Value {
    let metadata = &document.metadata;
    let mut operations: Vec<&str> = document.operations.iter().map(|(name, _)| name).collect();
    operations.sort_unstable();
    let operations: Vec<Value> = operations
        .iter()
        .map(|name| json!({ "target": format!("{}#{name}", ctx.namespace) }))
        .collect();
    let mut service = Map::new();
    service.insert("type".to_owned(), json!("service"));
    service.insert("version".to_owned(), json!(metadata.api_version));
    service.insert("operations".to_owned(), Value::Array(operations));

    let signing = metadata.signing_name.as_ref();
    let signing = signing.unwrap_or(&metadata.endpoint_prefix);
    let mut names = json!({
        "sdkId": metadata.service_id,
        "arnNamespace": signing,
        "endpointPrefix": metadata.endpoint_prefix,
    });
    if let (Some(uid), Some(names)) = (&metadata.uid, names.as_object_mut()) {
        names.insert("docId".to_owned(), json!(uid));
    }
    let mut traits = Traits::from([
        ("aws.api#service", names),
        ("smithy.api#title", json!(metadata.service_full_name)),
    ]);
    traits.extend(protocol.traits.iter().map(|id| (*id, json!({}))));
    authentication(&mut traits, metadata, signing);
    if metadata.aws_query_compatible.is_some() {
        traits.insert("aws.protocols#awsQueryCompatible", json!({}));
    }
    let mut operations = document.operations.iter();
    if let Some((name, _)) = operations.find(|(_, operation)| operation.endpointoperation) {
        let value = json!({ "operation": format!("{}#{name}", ctx.namespace) });
        traits.insert("aws.api#clientEndpointDiscovery", value);
    }
    if let Some(parameters) = &document.client_context_params {
        traits.insert(
            "smithy.rules#clientContextParams",
            without_prose(parameters),
        );
    }
    finish(service, traits)
}

/// The schemes of the service, and their order unless signature version 4 is the only one.
fn authentication(traits: &mut Traits, metadata: &Metadata, signing: &str) {
    let bearer = metadata.signature_version.as_deref() == Some("bearer");
    let schemes: Vec<&str> = match metadata.auth.as_slice() {
        [] if bearer => vec!["smithy.api#httpBearerAuth"],
        [] => vec![SIGV4],
        listed => listed.iter().map(String::as_str).collect(),
    };
    for scheme in &schemes {
        match *scheme {
            SIGV4 => traits.insert(SIGV4, json!({ "name": signing })),
            "aws.auth#sigv4a" => traits.insert("aws.auth#sigv4a", json!({ "name": signing })),
            "smithy.api#httpBearerAuth" => traits.insert("smithy.api#httpBearerAuth", json!({})),
            _ => None,
        };
    }
    if schemes != [SIGV4] {
        traits.insert("smithy.api#auth", json!(schemes));
    }
}
