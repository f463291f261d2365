//! The importer's input as types: botocore's `service-2.json` and `paginators-1.json`. · Read by
//! `convert`. · Only what is used or has to be refused is here; unknown keys are kept, so that a
//! new one does not pass unseen (see `unknown`).

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::{Map, Number, Value};

/// An object whose keys keep their order.
#[derive(Clone, Debug)]
pub(crate) struct Ordered<T>(pub(crate) Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Ordered<T> {
    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&T> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// The pairs in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pairs<T> {
            type Value = Ordered<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Ordered(pairs))
            }
        }
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}

/// `service-2.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Document {
    /// Names, version and protocol.
    pub(crate) metadata: Metadata,
    /// The operations.
    pub(crate) operations: Ordered<Operation>,
    /// Every shape, used or not.
    pub(crate) shapes: Ordered<Shape>,
    /// `smithy.rules#clientContextParams`.
    pub(crate) client_context_params: Option<Value>,
    /// Keys that are not known.
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

/// The value of `metadata`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Metadata {
    /// The date that versions the API.
    pub(crate) api_version: String,
    /// The first label of the host.
    pub(crate) endpoint_prefix: String,
    /// The protocol that botocore prefers.
    pub(crate) protocol: String,
    /// All protocols that the service speaks.
    #[serde(default)]
    pub(crate) protocols: Vec<String>,
    /// `1.0` or `1.1` for `json`; means nothing for `rest-json`.
    pub(crate) json_version: Option<String>,
    /// The title.
    pub(crate) service_full_name: String,
    /// The SDK's id of the service.
    pub(crate) service_id: String,
    /// The name in the signature's scope.
    pub(crate) signing_name: Option<String>,
    /// What stands before the dot of `X-Amz-Target`.
    pub(crate) target_prefix: Option<String>,
    /// The id of the API's documentation.
    pub(crate) uid: Option<String>,
    /// The authentication schemes in the order of preference.
    #[serde(default)]
    pub(crate) auth: Vec<String>,
    /// `v4` and older names.
    pub(crate) signature_version: Option<String>,
    /// There when errors carry the code of the older query protocol.
    pub(crate) aws_query_compatible: Option<Value>,
    /// Keys that are not known.
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

/// An operation.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Operation {
    /// Method, URI and status.
    pub(crate) http: Http,
    /// The input.
    pub(crate) input: Option<Reference>,
    /// The output.
    pub(crate) output: Option<Reference>,
    /// The errors.
    #[serde(default)]
    pub(crate) errors: Vec<Reference>,
    /// `smithy.api#idempotent`.
    #[serde(default)]
    pub(crate) idempotent: bool,
    /// `smithy.api#readonly`.
    #[serde(default)]
    pub(crate) readonly: bool,
    /// `smithy.api#deprecated`.
    #[serde(default)]
    pub(crate) deprecated: bool,
    /// Since when it is deprecated.
    pub(crate) deprecated_since: Option<String>,
    /// The older name of `auth`.
    pub(crate) authtype: Option<String>,
    /// The authentication schemes.
    pub(crate) auth: Option<Vec<String>>,
    /// Whether the body is left out of the signature.
    #[serde(default)]
    pub(crate) unsigned_payload: bool,
    /// The host's prefix.
    pub(crate) endpoint: Option<Endpoint>,
    /// `smithy.api#httpChecksumRequired`.
    #[serde(default)]
    pub(crate) http_checksum_required: bool,
    /// `aws.protocols#httpChecksum`, under the same keys.
    pub(crate) http_checksum: Option<Value>,
    /// `smithy.api#requestCompression`, under the same keys.
    pub(crate) requestcompression: Option<Value>,
    /// `aws.api#clientDiscoveredEndpoint`.
    pub(crate) endpointdiscovery: Option<Discovery>,
    /// Whether this is the operation that tells endpoints.
    #[serde(default)]
    pub(crate) endpointoperation: bool,
    /// `smithy.rules#staticContextParams`.
    pub(crate) static_context_params: Option<Value>,
    /// `smithy.rules#operationContextParams`.
    pub(crate) operation_context_params: Option<Value>,
    /// Keys that are not known.
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

/// The value of an operation's `http`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Http {
    /// The method.
    pub(crate) method: String,
    /// The URI pattern; its labels are wire names.
    pub(crate) request_uri: String,
    /// The status of a good answer.
    pub(crate) response_code: Option<u16>,
}

/// The value of an operation's `endpoint`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Endpoint {
    /// What stands before the host.
    pub(crate) host_prefix: Option<String>,
}

/// The value of an operation's `endpointdiscovery`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Discovery {
    /// Whether the operation cannot be called otherwise.
    #[serde(default)]
    pub(crate) required: bool,
}

/// A reference to a shape: a member, or the input, output or error of an operation.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Reference {
    /// The shape's name.
    pub(crate) shape: String,
    /// Where in HTTP the member travels; absent for the body.
    pub(crate) location: Option<String>,
    /// The wire name.
    pub(crate) location_name: Option<String>,
    /// `smithy.api#idempotencyToken`.
    #[serde(default)]
    pub(crate) idempotency_token: bool,
    /// `smithy.api#hostLabel`.
    #[serde(default)]
    pub(crate) host_label: bool,
    /// `smithy.api#eventPayload`.
    #[serde(default)]
    pub(crate) eventpayload: bool,
    /// `smithy.api#eventHeader`.
    #[serde(default)]
    pub(crate) eventheader: bool,
    /// The text is JSON; in a header, base64 of it.
    #[serde(default)]
    pub(crate) jsonvalue: bool,
    /// `smithy.api#streaming`, which belongs to the target.
    #[serde(default)]
    pub(crate) streaming: bool,
    /// `smithy.api#deprecated`.
    #[serde(default)]
    pub(crate) deprecated: bool,
    /// Since when it is deprecated.
    pub(crate) deprecated_since: Option<String>,
    /// `smithy.rules#contextParam`.
    pub(crate) context_param: Option<Value>,
    /// Keys that are not known.
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

/// A shape.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shape {
    /// `structure`, `list`, `string`, ….
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// A structure's members.
    #[serde(default)]
    pub(crate) members: Ordered<Reference>,
    /// The names of the required ones.
    #[serde(default)]
    pub(crate) required: Vec<String>,
    /// A list's member.
    pub(crate) member: Option<Reference>,
    /// A map's key.
    pub(crate) key: Option<Reference>,
    /// A map's value.
    pub(crate) value: Option<Reference>,
    /// A string's values.
    #[serde(rename = "enum")]
    pub(crate) values: Option<Vec<String>>,
    /// The lower limit of a length or a number.
    pub(crate) min: Option<Number>,
    /// The upper limit of a length or a number.
    pub(crate) max: Option<Number>,
    /// The pattern, normally without its anchors.
    pub(crate) pattern: Option<String>,
    /// `iso8601`, `unixTimestamp` or `rfc822`.
    pub(crate) timestamp_format: Option<String>,
    /// The member that is the whole body.
    pub(crate) payload: Option<String>,
    /// `smithy.api#sensitive`.
    #[serde(default)]
    pub(crate) sensitive: bool,
    /// `smithy.api#sparse`.
    #[serde(default)]
    pub(crate) sparse: bool,
    /// `smithy.api#streaming`.
    #[serde(default)]
    pub(crate) streaming: bool,
    /// `smithy.api#requiresLength`.
    #[serde(default)]
    pub(crate) requires_length: bool,
    /// A structure of which one member is set.
    #[serde(default)]
    pub(crate) union: bool,
    /// A structure that is an event stream.
    #[serde(default)]
    pub(crate) eventstream: bool,
    /// A structure that stands for any JSON.
    #[serde(default)]
    pub(crate) document: bool,
    /// A structure that is an error.
    #[serde(default)]
    pub(crate) exception: bool,
    /// Whether the error is the service's.
    #[serde(default)]
    pub(crate) fault: bool,
    /// More about the error.
    pub(crate) error: Option<ErrorFacts>,
    /// `smithy.api#retryable`.
    pub(crate) retryable: Option<Retryable>,
    /// `smithy.api#deprecated`.
    #[serde(default)]
    pub(crate) deprecated: bool,
    /// Since when it is deprecated.
    pub(crate) deprecated_since: Option<String>,
    /// `smithy.api#mediaType`; set by the converter, not by botocore.
    #[serde(skip)]
    pub(crate) media_type: Option<&'static str>,
    /// Keys that are not known.
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

impl Shape {
    /// Every reference of the shape.
    pub(crate) fn references(&self) -> impl Iterator<Item = &Reference> {
        let members = self.members.iter().map(|(_, member)| member);
        members
            .chain(&self.member)
            .chain(&self.key)
            .chain(&self.value)
    }
}

/// The value of a shape's `error`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ErrorFacts {
    /// The code of the query protocol.
    pub(crate) code: Option<String>,
    /// The HTTP status.
    pub(crate) http_status_code: Option<u16>,
    /// Whether the error is the service's.
    #[serde(default)]
    pub(crate) fault: bool,
}

/// The value of a shape's `retryable`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Retryable {
    /// Whether the cause is throttling.
    #[serde(default)]
    pub(crate) throttling: bool,
}

/// `paginators-1.json` and `waiters-2.json`: each has a key that the other does not have.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Paginators {
    /// By operation.
    #[serde(default)]
    pub(crate) pagination: BTreeMap<String, Paginator>,
    /// By their own names.
    #[serde(default)]
    pub(crate) waiters: Waiters,
}

/// Waiters by name.
pub(crate) type Waiters = BTreeMap<String, Waiter>;

/// How to wait with an operation.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Waiter {
    /// The operation that is called.
    pub(crate) operation: String,
    /// The pause in seconds.
    pub(crate) delay: u32,
    /// What answers mean; the first that matches counts.
    pub(crate) acceptors: Vec<Acceptor>,
}

/// What one answer means.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Acceptor {
    /// What follows.
    pub(crate) state: String,
    /// What is looked at: `path`, `pathAll`, `pathAny`, `error` or `status`.
    pub(crate) matcher: String,
    /// What it has to be.
    pub(crate) expected: Value,
    /// The JMESPath.
    pub(crate) argument: Option<String>,
}

/// How one operation is paginated. Values are a name, a JMESPath or a list of these.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Paginator {
    /// The input's member that takes the token.
    pub(crate) input_token: Option<Value>,
    /// Where the output has the next token.
    pub(crate) output_token: Option<Value>,
    /// The input's member that limits a page.
    pub(crate) limit_key: Option<Value>,
    /// Where the output has the items.
    pub(crate) result_key: Option<Value>,
}
