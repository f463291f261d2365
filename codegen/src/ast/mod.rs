//! The Smithy JSON AST as written: text in, raw shapes out. · Called by `model`. · Knows nothing
//! of what the shapes mean: names are text, traits are JSON, nothing is resolved.

mod json;
mod load;
mod nodes;
mod position;
mod scan;
mod suggest;

use serde_json::{Map, Value};

pub(crate) use json::repeated;
pub use load::load;
pub use position::locate;
pub(crate) use suggest::nearest;

/// One file of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What diagnostics call it, usually the file's path.
    pub name: String,
    /// The JSON text.
    pub text: String,
}

impl Source {
    /// Puts a source together.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }
}

/// The version of Smithy that a source is written in; it decides what an absent default means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 1.0: numbers and booleans have a zero value unless they are boxed.
    V1,
    /// 2.0: only `@default` gives a default.
    V2,
}

/// One source, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Ast {
    /// The source's name.
    pub source: String,
    /// The value of `smithy`.
    pub version: Version,
    /// The value of `metadata`.
    pub metadata: Map<String, Value>,
    /// The shapes and `apply` statements in the order of the source.
    pub shapes: Vec<RawShape>,
}

/// One entry of `shapes`.
#[derive(Clone, Debug, PartialEq)]
pub struct RawShape {
    /// The key, normally an absolute shape id.
    pub id: String,
    /// The value of `type`; `None` when it is no known type (reported already).
    pub kind: Option<RawKind>,
    /// A JSON pointer to the entry.
    pub pointer: String,
    /// The members; a list has one called `member`, a map `key` and `value`.
    pub members: Vec<RawMember>,
    /// The traits by absolute id.
    pub traits: Map<String, Value>,
    /// The mixins.
    pub mixins: Vec<RawReference>,
    /// What services, resources and operations have.
    pub links: RawLinks,
}

/// The value of `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are Smithy's own type names")]
pub enum RawKind {
    Blob,
    Boolean,
    String,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    Enum,
    IntEnum,
    List,
    Set,
    Map,
    Structure,
    Union,
    Service,
    Resource,
    Operation,
    Apply,
}

impl RawKind {
    /// Every type with its name in the JSON AST.
    pub const ALL: [(&'static str, Self); 24] = [
        ("apply", Self::Apply),
        ("bigDecimal", Self::BigDecimal),
        ("bigInteger", Self::BigInteger),
        ("blob", Self::Blob),
        ("boolean", Self::Boolean),
        ("byte", Self::Byte),
        ("document", Self::Document),
        ("double", Self::Double),
        ("enum", Self::Enum),
        ("float", Self::Float),
        ("intEnum", Self::IntEnum),
        ("integer", Self::Integer),
        ("list", Self::List),
        ("long", Self::Long),
        ("map", Self::Map),
        ("operation", Self::Operation),
        ("resource", Self::Resource),
        ("service", Self::Service),
        ("set", Self::Set),
        ("short", Self::Short),
        ("string", Self::String),
        ("structure", Self::Structure),
        ("timestamp", Self::Timestamp),
        ("union", Self::Union),
    ];

    /// The type's name in the JSON AST.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }

    /// The type with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, kind)| *kind)
    }
}

/// A member as written.
#[derive(Clone, Debug, PartialEq)]
pub struct RawMember {
    /// Its name.
    pub name: String,
    /// What it targets.
    pub target: RawReference,
    /// A JSON pointer to the member.
    pub pointer: String,
    /// The traits by absolute id.
    pub traits: Map<String, Value>,
}

/// A shape id where another shape is referred to.
#[derive(Clone, Debug, PartialEq)]
pub struct RawReference {
    /// The id as written.
    pub id: String,
    /// A JSON pointer to it.
    pub pointer: String,
}

/// The parts of services, resources and operations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawLinks {
    /// A service's `version`.
    pub version: Option<String>,
    /// An operation's `input`.
    pub input: Option<RawReference>,
    /// An operation's `output`.
    pub output: Option<RawReference>,
    /// The errors of an operation or service.
    pub errors: Vec<RawReference>,
    /// A service's operations; of a resource, lifecycle and collection operations too.
    pub operations: Vec<RawReference>,
    /// The resources of a service or resource.
    pub resources: Vec<RawReference>,
    /// A service's `shapes`: those that belong to it though no operation reaches them.
    pub shapes: Vec<RawReference>,
    /// A service's `rename`: the shape and its name in this service.
    pub rename: Vec<(RawReference, String)>,
    /// A resource's `identifiers`: the name and what it targets.
    pub identifiers: Vec<(String, RawReference)>,
    /// The shapes that a resource's `properties` target.
    pub properties: Vec<RawReference>,
}

/// A JSON pointer (RFC 6901) one step further down.
#[must_use]
pub fn step(pointer: &str, key: &str) -> String {
    let mut out = String::with_capacity(pointer.len() + key.len() + 1);
    out.push_str(pointer);
    push_step(&mut out, key);
    out
}

/// Appends one step to a JSON pointer, escaped.
fn push_step(pointer: &mut String, key: &str) {
    pointer.push('/');
    for char in key.chars() {
        match char {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}
