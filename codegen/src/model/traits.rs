//! The Smithy traits that the generator understands, parsed once into types.
//!
//! The rest is kept by name in `other`, counted and reported, never dropped silently.

use std::collections::BTreeMap;

use serde_json::Value;

use super::waiters::Waiter;

/// The traits of one shape or member.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    /// `@required`.
    pub required: bool,
    /// `@default`; `Value::Null` is `@default(null)`.
    pub default: Option<Value>,
    /// `@clientOptional`.
    pub client_optional: bool,
    /// `@box` (Smithy 1.0; also on the boxed prelude shapes).
    pub boxed: bool,
    /// `@idempotencyToken`.
    pub idempotency_token: bool,
    /// `@sensitive`.
    pub sensitive: bool,
    /// `@sparse`.
    pub sparse: bool,
    /// `@streaming`.
    pub streaming: bool,
    /// `@requiresLength`.
    pub requires_length: bool,
    /// `@length`.
    pub length: Option<Length>,
    /// `@range`.
    pub range: Option<Range>,
    /// `@pattern`, as written.
    pub pattern: Option<String>,
    /// `@uniqueItems`.
    pub unique_items: bool,
    /// `@jsonName`.
    pub json_name: Option<String>,
    /// `@timestampFormat`.
    pub timestamp_format: Option<TimestampFormat>,
    /// `@mediaType`.
    pub media_type: Option<String>,
    /// Where a member travels in HTTP; `None` is the document (body).
    pub binding: Option<Binding>,
    /// `@hostLabel`.
    pub host_label: bool,
    /// `@http`.
    pub http: Option<Http>,
    /// `@httpError`.
    pub http_error: Option<u16>,
    /// `@httpChecksumRequired`.
    pub http_checksum_required: bool,
    /// `@requestCompression`: the encodings.
    pub request_compression: Vec<String>,
    /// `@endpoint`: the host prefix, labels in braces.
    pub host_prefix: Option<String>,
    /// `@error`.
    pub error: Option<ErrorKind>,
    /// `@retryable`.
    pub retryable: Option<Retryable>,
    /// `@readonly`.
    pub readonly: bool,
    /// `@idempotent`.
    pub idempotent: bool,
    /// `@input`.
    pub input: bool,
    /// `@output`.
    pub output: bool,
    /// `@internal`.
    pub internal: bool,
    /// `@documentation`: CommonMark with HTML.
    pub documentation: Option<String>,
    /// `@deprecated`.
    pub deprecated: Option<Deprecated>,
    /// `@paginated`, merged from the service.
    pub paginated: Option<Paginated>,
    /// `smithy.waiters#waitable`, in the order of the model.
    pub waitable: Vec<Waiter>,
    /// `@title`.
    pub title: Option<String>,
    /// `aws.api#service`.
    pub aws_service: Option<AwsService>,
    /// `aws.auth#sigv4`: the signing name.
    pub sigv4: Option<String>,
    /// The protocol traits on a service, absolute ids, sorted.
    pub protocols: Vec<String>,
    /// `aws.protocols#awsQueryCompatible`.
    pub aws_query_compatible: bool,
    /// `aws.protocols#awsQueryError`: the code and the HTTP status.
    pub aws_query_error: Option<(String, u16)>,
    /// `@eventHeader`.
    pub event_header: bool,
    /// `@eventPayload`.
    pub event_payload: bool,
    /// Traits that are not understood, or understood to mean nothing for the output: id and value.
    pub other: BTreeMap<String, Value>,
}

/// `@length`: both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// At least.
    pub min: Option<u64>,
    /// At most.
    pub max: Option<u64>,
}

/// `@range`: both ends inclusive, decimal text as in the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// At least.
    pub min: Option<String>,
    /// At most.
    pub max: Option<String>,
}

/// `@timestampFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `date-time`: RFC 3339 in UTC.
    DateTime,
    /// `http-date`: IMF-fixdate.
    HttpDate,
    /// `epoch-seconds`: a number, with a fraction where needed.
    EpochSeconds,
}

/// The HTTP binding traits of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Binding {
    /// `@httpLabel`.
    Label,
    /// `@httpQuery`: the parameter's name.
    Query(String),
    /// `@httpQueryParams`.
    QueryParams,
    /// `@httpHeader`: the header's name.
    Header(String),
    /// `@httpPrefixHeaders`: the prefix, maybe empty.
    PrefixHeaders(String),
    /// `@httpPayload`.
    Payload,
    /// `@httpResponseCode`.
    ResponseCode,
}

/// `@http`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// The method.
    pub method: String,
    /// The URI pattern.
    pub uri: String,
    /// The status of success.
    pub code: u16,
}

/// `@error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The sender's fault.
    Client,
    /// The receiver's fault.
    Server,
}

/// `@retryable`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retryable {
    /// Whether the error says "slow down".
    pub throttling: bool,
}

/// `@deprecated`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// Why, and what to use.
    pub message: Option<String>,
    /// Since which version or date.
    pub since: Option<String>,
}

/// `@paginated`: paths into input and output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paginated {
    /// Path of the token in the input.
    pub input_token: Option<String>,
    /// Path of the token in the output.
    pub output_token: Option<String>,
    /// Path of the items in the output.
    pub items: Option<String>,
    /// Member of the input that limits a page.
    pub page_size: Option<String>,
}

/// `aws.api#service`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwsService {
    /// The SDK's name of the service, such as `App Mesh`.
    pub sdk_id: String,
    /// The service's part of its host names.
    pub endpoint_prefix: Option<String>,
    /// The service's part of its ARNs.
    pub arn_namespace: Option<String>,
    /// The service's name in CloudFormation's types.
    pub cloud_formation_name: Option<String>,
    /// What CloudTrail calls the source of the service's events.
    pub cloud_trail_event_source: Option<String>,
    /// The service's name in AWS's documentation URLs, such as `appmesh-2019-01-25`.
    pub doc_id: Option<String>,
}
