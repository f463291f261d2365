//! What some services want that no trait says, keyed by sdkId. The whole table is here;
//! `docs` of the generated crates and ARCHITECTURE.md name it.
//!
//! | sdkId | what | source |
//! |---|---|---|
//! | `Glacier` | `X-Amz-Glacier-Version` header with the API version; an empty account id becomes `-`; SHA-256 and tree hash of a payload | Smithy's protocol tests for Glacier |
//! | `API Gateway` | `Accept: application/json`, else answers come as HAL | Smithy's protocol tests for API Gateway |
//! | `Machine Learning` | `Predict` goes to the address in its member `PredictEndpoint`, which is in the body too | Smithy 2.0, "Amazon Machine Learning Customizations" |
//!
//! The address of `PredictEndpoint` is read like an endpoint: scheme, host and base path are its own, what
//! the caller's endpoint says of compression and host prefixes stays. Without a scheme it is `https`.

use super::operation::ChecksumPlan;

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
