//! What some services want that no trait says, keyed by sdkId. The whole table is [`SERVICES`], which
//! docs/traits.md shows.
//!
//! The address of `PredictEndpoint` is read like an endpoint: scheme, host and base path are its own, what
//! the caller's endpoint says of compression and host prefixes stays. Without a scheme it is `https`.

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Closure, Model, ShapeId};

use super::operation::ChecksumPlan;

/// What is known of a service that clients treat in a way of its own.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The service's `sdkId`.
    pub sdk_id: &'static str,
    /// Whether generated crates do it.
    pub need: Need,
    /// What it is.
    pub what: &'static str,
}

/// Whether generated crates do what a service wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// They do it.
    Done,
    /// Requests and answers are complete without.
    NotNeeded,
    /// They do not: generating the service is a warning.
    Lacking,
}

const fn known(sdk_id: &'static str, need: Need, what: &'static str) -> Known {
    Known { sdk_id, need, what }
}

/// Every service that is known to be special, among those with protocols that are supported; sorted.
#[rustfmt::skip]
pub const SERVICES: &[Known] = &[
    known("API Gateway", Need::Done, "`Accept: application/json`, else answers come as HAL (Smithy's protocol tests for API Gateway)"),
    known("CloudFront KeyValueStore", Need::Lacking, "the host is made from the account in `KvsARN`, and requests are signed for all Regions (SigV4A): give that host as the endpoint"),
    known("CloudSearch Domain", Need::NotNeeded, "long searches are often sent as POST; the endpoint is that of the domain"),
    known("Cognito Identity", Need::NotNeeded, "some operations are sent without a signature"),
    known("Cognito Identity Provider", Need::NotNeeded, "some operations are sent without a signature"),
    known("DynamoDB", Need::NotNeeded, "clients may compare `x-amz-crc32` with the answer, and may use hosts by account"),
    known("EventBridge", Need::Lacking, "`PutEvents` with `EndpointId` goes to the host of that endpoint, signed for all Regions (SigV4A): give that host as the endpoint"),
    known("Glacier", Need::Done, "`X-Amz-Glacier-Version` with the API version; an empty account id is `-`; SHA-256 and tree hash of a payload (Smithy's protocol tests for Glacier)"),
    known("IoT Data Plane", Need::NotNeeded, "the endpoint is that of the account"),
    known("Kinesis", Need::NotNeeded, "clients may use hosts by account"),
    known("Kinesis Video Archived Media", Need::NotNeeded, "the endpoint is the answer of `GetDataEndpoint` of Kinesis Video"),
    known("Kinesis Video Media", Need::NotNeeded, "the endpoint is the answer of `GetDataEndpoint` of Kinesis Video"),
    known("Kinesis Video Signaling", Need::NotNeeded, "the endpoint is the answer of `GetSignalingChannelEndpoint` of Kinesis Video"),
    known("Lex Runtime Service", Need::NotNeeded, "attributes in headers are base64 of JSON, which `@mediaType` says"),
    known("Machine Learning", Need::Done, "`Predict` goes to the address in its member `PredictEndpoint`, which is in the body too (Smithy 2.0, \"Amazon Machine Learning Customizations\")"),
    known("MediaStore Data", Need::NotNeeded, "the endpoint is that of the container"),
    known("Polly", Need::NotNeeded, "`SynthesizeSpeech` may be signed in its URL"),
    known("SQS", Need::NotNeeded, "clients may compare MD5 sums of messages"),
    known("SSO", Need::NotNeeded, "operations are sent without a signature, a token is a member"),
    known("SSO OIDC", Need::NotNeeded, "some operations are sent without a signature"),
    known("Timestream Query", Need::Lacking, "requests go to the address that `DescribeEndpoints` answers, for as long as it says: give that as the endpoint"),
    known("Timestream Write", Need::Lacking, "requests go to the address that `DescribeEndpoints` answers, for as long as it says: give that as the endpoint"),
];

/// Tells what a service needs and generated crates lack.
pub(super) fn warn(
    model: &Model,
    closure: &Closure,
    service: &ShapeId,
    sdk_id: &str,
    report: &mut Report,
) {
    let mut told = |message: String, hint: &str| {
        let warning = Diagnostic::warning("LackingCustomization", message);
        report.push(warning.with_shape(service).with_hint(hint));
    };
    let known = SERVICES.iter().find(|known| known.sdk_id == sdk_id);
    if let Some(known) = known.filter(|known| known.need == Need::Lacking) {
        let message = format!("{sdk_id} needs what generated crates do not do");
        told(message, known.what);
        return;
    }
    // Smithy 2.0, "Client Endpoint Discovery".
    let discovered = |id: &&ShapeId| {
        let discovered = model
            .get(id)
            .and_then(|shape| shape.traits.other.get("aws.api#clientDiscoveredEndpoint"));
        discovered.and_then(|value| value.get("required")?.as_bool()) == Some(true)
    };
    let count = closure.operations.iter().filter(discovered).count();
    if count > 0 {
        told(
            format!("{count} operations go to an endpoint that has to be asked for"),
            "call the operation that `@clientEndpointDiscovery` names, and give its answer as the endpoint",
        );
    }
}

/// The entry of one service.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Customizations {
    headers: &'static [(&'static str, HeaderValue)],
    label_fallbacks: &'static [(&'static str, &'static str)],
    checksums: Option<ChecksumPlan>,
    /// Operations and the member that says where to send them.
    endpoint_members: &'static [(&'static str, &'static str)],
}

/// The value of a constant header.
#[derive(Clone, Copy, Debug)]
enum HeaderValue {
    /// The service's API version.
    ApiVersion,
    /// This text.
    Text(&'static str),
}

impl Customizations {
    /// The entry for a service; empty for most.
    pub(super) fn of(sdk_id: &str) -> Self {
        match sdk_id {
            "Glacier" => Self {
                headers: &[("x-amz-glacier-version", HeaderValue::ApiVersion)],
                label_fallbacks: &[("accountId", "-")],
                checksums: Some(ChecksumPlan::Glacier),
                ..Self::default()
            },
            "API Gateway" => Self {
                headers: &[("accept", HeaderValue::Text("application/json"))],
                ..Self::default()
            },
            "Machine Learning" => Self {
                endpoint_members: &[("Predict", "PredictEndpoint")],
                ..Self::default()
            },
            _ => Self::default(),
        }
    }

    /// Headers to send with every request.
    pub(super) fn headers(&self, api_version: &str) -> Vec<(String, String)> {
        let text = |value: HeaderValue| match value {
            HeaderValue::ApiVersion => api_version.to_owned(),
            HeaderValue::Text(text) => text.to_owned(),
        };
        self.headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), text(*value)))
            .collect()
    }

    /// What stands for an empty value of a label.
    pub(super) fn label_fallback(&self, member: &str) -> Option<String> {
        let entry = self
            .label_fallbacks
            .iter()
            .find(|(name, _)| *name == member)?;
        Some(entry.1.to_owned())
    }

    /// The member of an operation's input that says where to send it.
    pub(super) fn endpoint_member(&self, operation: &str) -> Option<&'static str> {
        let entry = self
            .endpoint_members
            .iter()
            .find(|(name, _)| *name == operation)?;
        Some(entry.1)
    }

    /// The checksums of payloads.
    pub(super) fn checksums(&self) -> Option<ChecksumPlan> {
        self.checksums
    }
}
