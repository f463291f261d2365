//! Everything public of a planned crate, by the path one writes, with what a compiler sees of it.

use std::collections::BTreeMap;

use crate::plan::{
    CratePlan, EnumPlan, ItemPlan, OperationPlan, StructPlan, TypeKind, UNKNOWN, UnionPlan,
};

use super::signature;

/// A public item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// What it is.
    pub(super) what: &'static str,
    /// What of it users compile against; empty where the name is all.
    pub(super) signature: String,
    /// Whether using it gives a warning.
    pub(super) deprecated: bool,
    /// The type that it belongs to.
    pub(super) owner: Option<String>,
}

/// All items by their paths.
pub(super) type Items = BTreeMap<String, Item>;

/// The items of a crate.
pub(super) fn of(plan: &CratePlan) -> Items {
    let mut all = Collector::default();
    all.constants(plan);
    for item in plan.modules.iter().flat_map(|module| &module.items) {
        match item {
            ItemPlan::Operation(operation, _) => all.operation(operation),
            ItemPlan::Structure(plan) => all.structure(plan),
            ItemPlan::Union(plan) => all.union(plan),
            ItemPlan::Enum(plan) => all.enumeration(plan, "enum of strings"),
            ItemPlan::IntEnum(plan) => all.enumeration(plan, "enum of integers"),
        }
    }
    for table in &plan.tables {
        all.put(table.name.as_str().to_owned(), "function", "", None);
    }
    all.items
}

#[derive(Default)]
struct Collector {
    items: Items,
}

impl Collector {
    fn put(
        &mut self,
        path: String,
        what: &'static str,
        signature: impl Into<String>,
        owner: Option<&str>,
    ) {
        self.deprecated(path, what, signature, owner, false);
    }

    fn deprecated(
        &mut self,
        path: String,
        what: &'static str,
        signature: impl Into<String>,
        owner: Option<&str>,
        deprecated: bool,
    ) {
        let item = Item {
            what,
            signature: signature.into(),
            deprecated,
            owner: owner.map(str::to_owned),
        };
        self.items.insert(path, item);
    }

    fn constants(&mut self, plan: &CratePlan) {
        let service = &plan.service;
        for (name, there) in [
            ("SERVICE", true),
            ("API_VERSION", true),
            ("SIGNING_NAME", service.signing_name.is_some()),
            ("ENDPOINT_PREFIX", service.endpoint_prefix.is_some()),
        ] {
            if there {
                self.put(name.to_owned(), "constant", "&str", None);
            }
        }
    }

    fn operation(&mut self, plan: &OperationPlan) {
        let name = plan.name.as_str();
        let signature = format!(
            "{} -> Result<{}, {}>",
            plan.input.as_str(),
            plan.output.as_str(),
            plan.error.name.as_str()
        );
        self.put(name.to_owned(), "operation", signature, None);
        let error = plan.error.name.as_str();
        self.put(error.to_owned(), "enum of errors", "", Some(name));
        for variant in &plan.error.variants {
            let path = format!("{error}::{}", variant.name.as_str());
            self.put(path, "variant", variant.ty.as_str(), Some(error));
        }
    }

    fn structure(&mut self, plan: &StructPlan) {
        let name = plan.name.as_str();
        self.put(name.to_owned(), "struct", "", None);
        for field in &plan.fields {
            let path = format!("{name}.{}", field.name.as_str());
            let mut signature = signature::field(field);
            if field.setter != field.name {
                signature = format!("{signature}, set by {}", field.setter.as_str());
            }
            let deprecated = field.deprecated.is_some();
            self.deprecated(path, "field", signature, Some(name), deprecated);
        }
        let new = signature::constructor(plan);
        self.put(format!("{name}::new"), "constructor", new, Some(name));
        if plan.starts_empty() {
            self.put(format!("{name}: Default"), "implementation", "", Some(name));
        }
        if let Some(required) = &plan.required_name {
            let fields = plan.arguments.iter().filter_map(|index| {
                let field = plan.fields.get(*index)?;
                let ty = signature::of(&field.ty);
                Some(format!("{}: {ty}", field.name.to_source()))
            });
            // It is made as a literal, in whichever order.
            let mut fields: Vec<String> = fields.collect();
            fields.sort();
            let signature = format!("{{ {} }}", fields.join(", "));
            self.put(
                required.as_str().to_owned(),
                "struct",
                signature,
                Some(name),
            );
        }
    }

    fn union(&mut self, plan: &UnionPlan) {
        let name = plan.name.as_str();
        self.put(name.to_owned(), "enum of members", "", None);
        for variant in &plan.variants {
            let path = format!("{name}::{}", variant.name.as_str());
            let signature = match variant.ty.kind {
                TypeKind::Unit => String::new(),
                _ => signature::of(&variant.ty),
            };
            self.put(path, "variant", signature, Some(name));
        }
        self.put(format!("{name}::{UNKNOWN}"), "variant", "", Some(name));
    }

    fn enumeration<V>(&mut self, plan: &EnumPlan<V>, what: &'static str) {
        let name = plan.name.as_str();
        self.put(name.to_owned(), what, "", None);
        for variant in &plan.variants {
            let path = format!("{name}::{}", variant.name.as_str());
            let deprecated = variant.deprecated.is_some();
            self.deprecated(path, "variant", "", Some(name), deprecated);
        }
        self.put(format!("{name}::{UNKNOWN}"), "variant", "", Some(name));
    }
}
