//! The role of a trait that has no field of its own. · Read by `trait_values`. · All that is known is in
//! `trait_table`; a trait that is not there and that the model does not define is reported.

use super::trait_table::{self, Effect, TRAITS};

/// Namespace of the prelude.
pub(super) const PRELUDE: &str = "smithy.api#";

/// What becomes of a trait that has no field of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A protocol of a service.
    Protocol,
    /// Kept quietly.
    Meaningless,
    /// Kept; it changes what travels, and nothing here acts on it.
    Ignored,
    /// Kept; nobody knows what it means.
    Unknown,
}

/// The role of a trait that `trait_values` has no field for.
pub(super) fn role(id: &str) -> Role {
    match trait_table::entry(id).map(|entry| entry.effect) {
        // `@protocolDefinition` is about protocols, and is none.
        Some(Effect::Protocol) if !id.starts_with(PRELUDE) => Role::Protocol,
        Some(Effect::Lacking) => Role::Ignored,
        Some(_) => Role::Meaningless,
        None => Role::Unknown,
    }
}

/// The names of the prelude's traits.
pub(super) fn prelude() -> impl Iterator<Item = &'static str> {
    TRAITS
        .iter()
        .filter_map(|entry| entry.id.strip_prefix(PRELUDE))
}
