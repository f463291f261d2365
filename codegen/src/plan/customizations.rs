//! What some services want that no trait says, keyed by sdkId. The whole table is here;
//! `docs` of the generated crates and ARCHITECTURE.md name it.
//!
//! | sdkId | what | source |
//! |---|---|---|
//! | `Glacier` | `X-Amz-Glacier-Version` header with the API version; an empty account id becomes `-` | Smithy's protocol tests for Glacier |
//! | `API Gateway` | `Accept: application/json`, else answers come as HAL | Smithy's protocol tests for API Gateway |

/// The entry of one service.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Customizations {
    headers: &'static [(&'static str, &'static str)],
    label_fallbacks: &'static [(&'static str, &'static str)],
}

impl Customizations {
    /// The entry for a service; empty for most.
    pub(super) fn of(sdk_id: &str) -> Self {
        match sdk_id {
            "Glacier" => Self {
                headers: &[("x-amz-glacier-version", "2012-06-01")],
                label_fallbacks: &[("accountId", "-")],
            },
            "API Gateway" => Self {
                headers: &[("accept", "application/json")],
                label_fallbacks: &[],
            },
            _ => Self::default(),
        }
    }

    /// Headers to send with every request.
    pub(super) fn headers(&self) -> Vec<(String, String)> {
        self.headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
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
}
