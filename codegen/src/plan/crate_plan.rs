//! The plan of a whole crate.

use std::collections::BTreeSet;

use crate::names::Name;

use super::{
    ConstraintPlan, EnumPlan, Lock, OperationPlan, PatternPlan, RequestPlan, StructPlan, Table,
    UnionPlan,
};

/// The whole crate, decided.
#[derive(Clone, Debug, PartialEq)]
pub struct CratePlan {
    /// The service.
    pub service: ServicePlan,
    /// The modules, sorted by name.
    pub modules: Vec<ModulePlan>,
    /// The statics with constraints, sorted by name.
    pub constraints: Vec<ConstraintPlan>,
    /// The statics with patterns, sorted by name.
    pub patterns: Vec<PatternPlan>,
    /// Names of generated types, for telling which names of the Rust prelude they shadow.
    pub type_names: BTreeSet<String>,
    /// Tables that become functions.
    pub tables: Vec<Table>,
    /// What became of the service, as a sentence of Markdown.
    pub retirement: Option<String>,
    /// How many documented examples stand in the documentation as code.
    pub examples: usize,
    /// The lock to keep.
    pub lock: Lock,
}

/// The service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePlan {
    /// The shape's name.
    pub name: String,
    /// A name for people.
    pub title: String,
    /// The same as Markdown.
    pub title_docs: String,
    /// The SDK's name for it.
    pub sdk_id: String,
    /// The API version.
    pub version: String,
    /// The protocol.
    pub protocol: Protocol,
    /// The signing name, if it signs.
    pub signing_name: Option<String>,
    /// The service's part of host names.
    pub endpoint_prefix: Option<String>,
    /// Documentation of the model, as Markdown lines.
    pub docs: Vec<String>,
}

/// The protocols that are supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// awsJson1_0 and awsJson1_1.
    AwsJson {
        /// `1.0` or `1.1`.
        version: &'static str,
    },
    /// restJson1.
    RestJson1,
}

/// A module and file.
#[derive(Clone, Debug, PartialEq)]
pub struct ModulePlan {
    /// The module's name.
    pub name: Name,
    /// Its items in order.
    pub items: Vec<ItemPlan>,
}

/// Something public in a module.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemPlan {
    /// An operation.
    Operation(Box<OperationPlan>, Box<StructPlan>),
    /// A structure.
    Structure(Box<StructPlan>),
    /// A union.
    Union(Box<UnionPlan>),
    /// A string enum.
    Enum(Box<EnumPlan<String>>),
    /// An intEnum.
    IntEnum(Box<EnumPlan<i32>>),
}

impl ItemPlan {
    /// The name of the type that it is; none for an operation.
    #[must_use]
    pub fn type_name(&self) -> Option<&Name> {
        match self {
            Self::Operation(..) => None,
            Self::Structure(plan) => Some(&plan.name),
            Self::Union(plan) => Some(&plan.name),
            Self::Enum(plan) => Some(&plan.name),
            Self::IntEnum(plan) => Some(&plan.name),
        }
    }
}

impl CratePlan {
    /// How many operations there are.
    #[must_use]
    pub fn operation_count(&self) -> usize {
        self.items()
            .filter(|item| matches!(item, ItemPlan::Operation(..)))
            .count()
    }

    /// The operations' names in the model, sorted.
    pub(crate) fn operations(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .items()
            .filter_map(|item| match item {
                ItemPlan::Operation(operation, _) => Some(operation.shape.name().to_owned()),
                _ => None,
            })
            .collect();
        names.sort();
        names
    }

    /// How many types for shapes there are: structures, unions and enums.
    #[must_use]
    pub fn type_count(&self) -> usize {
        self.items()
            .filter(|item| !matches!(item, ItemPlan::Operation(..)))
            .count()
    }

    /// The features of the runtime that a request of the crate needs, sorted.
    #[must_use]
    pub fn runtime_features(&self) -> Vec<&'static str> {
        let requests = || {
            self.items().filter_map(|item| match item {
                ItemPlan::Operation(plan, _) => Some(match &plan.request {
                    RequestPlan::Rest(rest) => (rest.checksums, rest.compression),
                    RequestPlan::AwsJson(json) => (json.checksums, json.compression),
                }),
                _ => None,
            })
        };
        let checksums = requests().any(|(checksums, _)| checksums.is_some());
        let compression = requests().any(|(_, compression)| compression.is_some());
        let features = [(checksums, "checksums"), (compression, "compression")];
        let needed = features.into_iter().filter(|(needed, _)| *needed);
        needed.map(|(_, feature)| feature).collect()
    }

    fn items(&self) -> impl Iterator<Item = &ItemPlan> {
        self.modules.iter().flat_map(|module| &module.items)
    }
}
