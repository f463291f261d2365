//! Shape ids and member ids (Smithy 2.0, "Shape ID").

use std::fmt;

/// `namespace#Name`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId {
    namespace: String,
    name: String,
}

impl ShapeId {
    /// Puts an id together; the parts are taken as they are.
    #[must_use]
    pub fn new(namespace: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            namespace: namespace.into(),
            name: name.into(),
        }
    }

    /// Reads `namespace#Name`; `None` when it is not an absolute shape id without a member.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (namespace, name) = text.split_once('#')?;
        let valid = namespace.split('.').all(is_identifier) && is_identifier(name);
        valid.then(|| Self::new(namespace, name))
    }

    /// A shape of the prelude, `smithy.api#Name`.
    #[must_use]
    pub fn prelude(name: &str) -> Self {
        Self::new("smithy.api", name)
    }

    /// The part before `#`.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The part after `#`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of a member of this shape.
    #[must_use]
    pub fn member(&self, member: &str) -> MemberId {
        MemberId {
            shape: self.clone(),
            member: member.to_owned(),
        }
    }

    /// Whether this is `smithy.api#Unit`, the type of nothing.
    #[must_use]
    pub fn is_unit(&self) -> bool {
        self.namespace == "smithy.api" && self.name == "Unit"
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.namespace, self.name)
    }
}

/// `namespace#Name$member`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MemberId {
    /// The shape that has the member.
    pub shape: ShapeId,
    /// The member's name.
    pub member: String,
}

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}${}", self.shape, self.member)
    }
}

/// Smithy's `identifier`: underscores, then a letter, then letters, digits and underscores.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    let rest = text.trim_start_matches('_');
    let first_ok = match rest.chars().next() {
        Some(first) => {
            first.is_ascii_alphabetic() || (first.is_ascii_digit() && rest.len() < text.len())
        }
        None => false,
    };
    first_ok && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
