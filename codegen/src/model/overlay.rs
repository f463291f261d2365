//! Where facts that the imported model lacks come from: the metadata key `shapewright.overlay`, an array with an object
//! for each trait of an overlay. · Read by `plan` and `infer`.

use serde_json::Value;

use super::Model;

/// The metadata key.
pub(crate) const KEY: &str = "shapewright.overlay";

/// Where a trait of an overlay comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The source in words.
    pub source: &'a str,
    /// Whether the service's owner says so somewhere: `"modelled": false` is what was inferred or read in prose.
    pub modelled: bool,
}

impl Model {
    /// The source of the trait with this absolute id on the shape or member with this one; `None` when no overlay
    /// says it, so that it is in the model itself.
    #[must_use]
    pub fn origin(&self, shape: &str, trait_id: &str) -> Option<Origin<'_>> {
        let entries = self.metadata().get(KEY)?.as_array()?;
        let text = |entry: &'_ Value, key: &str, wanted: &str| {
            entry.get(key).and_then(Value::as_str) == Some(wanted)
        };
        let mut entries = entries.iter();
        let entry = entries.find(|it| text(it, "shape", shape) && text(it, "trait", trait_id))?;
        Some(Origin {
            source: entry.get("source").and_then(Value::as_str).unwrap_or(""),
            modelled: entry.get("modelled") != Some(&Value::Bool(false)),
        })
    }
}
