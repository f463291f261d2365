//! What some services want that no trait says, keyed by sdkId. The whole table is here;
//! `docs` of the generated crates and ARCHITECTURE.md name it.
//!
//! | sdkId | what | source |
//! |---|---|---|
//! | `Glacier` | `X-Amz-Glacier-Version` header with the API version; an empty account id becomes `-`; SHA-256 and tree hash of a payload | Smithy's protocol tests for Glacier |
//! | `API Gateway` | `Accept: application/json`, else answers come as HAL | Smithy's protocol tests for API Gateway |

use super::operation::ChecksumPlan;

/// The entry of one service.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Customizations {
    headers: &'static [(&'static str, HeaderValue)],
    label_fallbacks: &'static [(&'static str, &'static str)],
    checksums: Option<ChecksumPlan>,
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
            },
            "API Gateway" => Self {
                headers: &[("accept", HeaderValue::Text("application/json"))],
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

    /// The checksums of payloads.
    pub(super) fn checksums(&self) -> Option<ChecksumPlan> {
        self.checksums
    }
}
