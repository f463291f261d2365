//! Decides everything about the Rust side once: names, modules, types, presence, bindings,
//! checks. Reads the model, knows nothing of tokens; `emit` prints what is decided here.

mod constraints;
mod crate_plan;
mod customizations;
mod default_value;
mod docs;
mod example;
mod groups;
mod lock;
mod markdown;
mod operation;
mod polling;
mod structure;
mod symbols;
mod table;
mod types;
mod usage;
mod variants;

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Closure, Member, Model, ShapeId, ShapeKind};
use crate::names::{Name, Scope};

pub use constraints::{ConstraintPlan, EnumValues, PatternPlan};
pub use crate_plan::{CratePlan, ItemPlan, ModulePlan, Protocol, ServicePlan};
pub use customizations::{Known, Need, SERVICES};
pub use default_value::DefaultPlan;
pub(crate) use example::show as show_examples;
pub use lock::{Lock, LockedMember, LockedPresence};
pub use operation::{
    AwsJsonPlan, BodyPlan, ChecksumPlan, CompressionPlan, ErrorPlan, ErrorVariantPlan,
    OperationPlan, RequestPlan, RestPlan, Segment,
};
pub use structure::{FieldPlan, ResponsePlan, StructPlan, WireKeys};
pub use table::Table;
pub use types::{TypeKind, TypePlan};
pub use variants::{EnumPlan, EnumVariantPlan, UNKNOWN, UnionPlan, UnionVariantPlan};

use constraints::ConstraintTable;
use groups::Groups;
use symbols::Symbols;
use types::TypeBuilder;
use usage::Usage;

/// Plans a crate for the operations in a closure.
pub fn build(
    model: &Model,
    closure: &Closure,
    service: &ShapeId,
    protocol: Protocol,
    lock: &Lock,
    report: &mut Report,
) -> CratePlan {
    let usage = Usage::of(model, closure, lock);
    let symbols = Symbols::claim(model, closure, &usage, report);
    let mut planner = Planner {
        model,
        closure,
        service,
        protocol,
        lock,
        usage: &usage,
        symbols: &symbols,
        types: symbols.scope.clone(),
        constraints: ConstraintTable::default(),
        new_lock: Lock::default(),
        report: Report::new(),
    };
    let modules = planner.modules();
    let sdk_id = planner.sdk_id();
    customizations::warn(model, closure, service, sdk_id, report);
    let service = planner.service_plan();
    let Planner {
        mut constraints,
        new_lock,
        report: found,
        ..
    } = planner;
    report.extend(found);
    report.extend(std::mem::take(&mut constraints.report));
    order_enum_values(&mut constraints.constraints, &modules);
    constraints.constraints.sort_by(|a, b| a.name.cmp(&b.name));
    constraints.patterns.sort_by(|a, b| a.name.cmp(&b.name));
    let names = symbols
        .operations
        .values()
        .flat_map(|n| [&n.operation, &n.input, &n.output, &n.error]);
    CratePlan {
        service,
        modules,
        constraints: constraints.constraints,
        patterns: constraints.patterns,
        type_names: symbols
            .shapes
            .values()
            .chain(names)
            .map(|n| n.as_str().to_owned())
            .collect(),
        tables: Vec::new(),
        retirement: None,
        examples: 0,
        lock: new_lock,
    }
}

/// Messages name an enum's values in the order of its variants, which the lock keeps.
fn order_enum_values(constraints: &mut [ConstraintPlan], modules: &[ModulePlan]) {
    let items = modules.iter().flat_map(|module| &module.items);
    let enums: BTreeMap<&Name, &EnumPlan<String>> = items
        .filter_map(|item| match item {
            ItemPlan::Enum(plan) => Some((&plan.name, &**plan)),
            _ => None,
        })
        .collect();
    for values in constraints
        .iter_mut()
        .filter_map(|constraint| constraint.values.as_mut())
    {
        let variants = enums
            .get(&values.enumeration)
            .map(|plan| plan.variants.as_slice());
        if let Some(public) = &mut values.public {
            public.sort_by_key(|value| {
                variants
                    .unwrap_or_default()
                    .iter()
                    .position(|v| v.value == *value)
            });
        }
    }
}

/// The state of planning one crate.
pub(crate) struct Planner<'a> {
    model: &'a Model,
    closure: &'a Closure,
    service: &'a ShapeId,
    protocol: Protocol,
    lock: &'a Lock,
    usage: &'a Usage,
    symbols: &'a Symbols,
    /// Every name of a type so far: those of the symbols, and of structures' `…Required`.
    types: Scope,
    constraints: ConstraintTable,
    new_lock: Lock,
    report: Report,
}

impl Planner<'_> {
    fn modules(&mut self) -> Vec<ModulePlan> {
        let groups = Groups::of(self.model, &self.closure.operations);
        let mut modules: BTreeMap<Name, Vec<ItemPlan>> = BTreeMap::new();
        let operations = self.closure.operations.clone();
        for id in &operations {
            let module = groups::module(groups.of_operation(id));
            let items = self.operation_items(id);
            modules.entry(module).or_default().extend(items);
        }
        for id in self.closure.shapes.clone() {
            let dedicated = self
                .usage
                .dedicated_input(&id)
                .or(self.usage.dedicated_output(&id));
            if dedicated.is_some() || !symbols::is_type(self.model, &id) {
                continue;
            }
            let group = groups.of_shape(&id);
            let module = groups::module(group);
            let item = self.data_item(&id);
            modules.entry(module).or_default().extend(item);
        }
        modules
            .into_iter()
            .map(|(name, items)| ModulePlan { name, items })
            .collect()
    }

    /// An operation with the input and output that are its own.
    fn operation_items(&mut self, id: &ShapeId) -> Vec<ItemPlan> {
        let (Some(operation), Some(names)) =
            (self.model.operation(id), self.symbols.operations.get(id))
        else {
            return Vec::new();
        };
        let input = match &operation.input {
            Some(input) => self.structure(input),
            None => self.empty_structure(names.input.clone(), false, vec![no_io("Input", names)]),
        };
        let output = match &operation.output {
            Some(output) if self.usage.dedicated_output(output).is_some() => {
                Some(self.structure(output))
            }
            Some(_) => None,
            None => {
                Some(self.empty_structure(names.output.clone(), true, vec![no_io("Output", names)]))
            }
        };
        let Some(plan) = self.operation(id, Some(&input)) else {
            return Vec::new();
        };
        let own_input = operation
            .input
            .as_ref()
            .is_none_or(|input| self.usage.dedicated_input(input).is_some());
        let mut items = vec![ItemPlan::Operation(Box::new(plan), Box::new(input.clone()))];
        if own_input {
            items.push(ItemPlan::Structure(Box::new(input)));
        }
        items.extend(output.map(|output| ItemPlan::Structure(Box::new(output))));
        items
    }

    fn data_item(&mut self, id: &ShapeId) -> Option<ItemPlan> {
        Some(match &self.model.get(id)?.kind {
            ShapeKind::Structure(_) => ItemPlan::Structure(Box::new(self.structure(id))),
            ShapeKind::Union(_) => ItemPlan::Union(Box::new(self.union(id))),
            ShapeKind::Enum(_) => ItemPlan::Enum(Box::new(self.string_enum(id))),
            ShapeKind::IntEnum(_) => ItemPlan::IntEnum(Box::new(self.int_enum(id))),
            _ => return None,
        })
    }

    fn member_type(&mut self, member: &Member) -> TypePlan {
        let mut builder = TypeBuilder {
            model: self.model,
            names: &self.symbols.shapes,
            usage: self.usage,
            constraints: &mut self.constraints,
        };
        builder.member(member)
    }

    /// The key in JSON: `@jsonName` counts in restJson1 only (awsJson ignores it).
    fn wire_name(&self, member: &Member) -> String {
        match (&member.traits.json_name, self.protocol) {
            (Some(name), Protocol::RestJson1) => name.clone(),
            _ => member.name().to_owned(),
        }
    }

    /// Claims a name for a shape or member and tells if it was not free.
    fn claim(&mut self, scope: &mut Scope, wanted: Name, id: &impl Display) -> Name {
        let claim = scope.claim(wanted.clone(), &id.to_string());
        if let Some(other) = claim.clash {
            let message = format!(
                "the Rust name `{}` is taken by `{other}`; this one is called `{}`",
                wanted.as_str(),
                claim.name.as_str()
            );
            self.report
                .push(Diagnostic::warning("NameClash", message).with_shape(id));
        }
        claim.name
    }

    fn type_name(&self, id: &ShapeId) -> Name {
        self.symbols
            .shapes
            .get(id)
            .cloned()
            .unwrap_or_else(|| Name::camel(id.name()))
    }

    /// A name that no type has: for a structure's `…Required`.
    fn required_name(&mut self, name: &Name, id: &ShapeId) -> Name {
        let mut scope = std::mem::take(&mut self.types);
        let name = self.claim(&mut scope, name.with_suffix("Required"), id);
        self.types = scope;
        name
    }

    fn is_rest(&self) -> bool {
        self.protocol == Protocol::RestJson1
    }

    fn is_response(&self, id: &ShapeId) -> bool {
        self.usage.outputs.contains_key(id) || self.usage.errors.contains(id)
    }

    fn service_target(&self) -> &str {
        self.service.name()
    }

    fn sdk_id(&self) -> &str {
        let service = self
            .model
            .get(self.service)
            .and_then(|s| s.traits.aws_service.as_ref());
        service.map_or_else(|| self.service.name(), |service| &service.sdk_id)
    }

    fn query_compatible(&self) -> bool {
        self.model
            .get(self.service)
            .is_some_and(|s| s.traits.aws_query_compatible)
    }

    /// The service's name in the URLs of AWS's documentation; none for other services.
    fn doc_id(&self) -> Option<String> {
        let shape = self.model.get(self.service)?;
        let service = shape.traits.aws_service.as_ref()?;
        if !self.service.namespace().starts_with("com.amazonaws.") {
            return None;
        }
        let default = || {
            let id = service.sdk_id.to_lowercase().replace(' ', "-");
            format!("{id}-{}", self.service_version())
        };
        Some(service.doc_id.clone().unwrap_or_else(default))
    }

    fn service_version(&self) -> String {
        self.model
            .service(self.service)
            .map(|service| service.version.clone())
            .unwrap_or_default()
    }

    fn service_plan(&self) -> ServicePlan {
        let traits = self
            .model
            .get(self.service)
            .map(|shape| shape.traits.clone())
            .unwrap_or_default();
        let title = traits.title.as_deref().unwrap_or(self.sdk_id());
        ServicePlan {
            name: self.service.name().to_owned(),
            title: title.to_owned(),
            title_docs: markdown::line(title),
            sdk_id: self.sdk_id().to_owned(),
            version: self.service_version(),
            protocol: self.protocol,
            signing_name: traits.sigv4.clone(),
            endpoint_prefix: traits
                .aws_service
                .as_ref()
                .and_then(|s| s.endpoint_prefix.clone()),
            docs: traits
                .documentation
                .as_deref()
                .map(markdown::lines)
                .unwrap_or_default(),
        }
    }
}

fn no_io(what: &str, names: &symbols::OperationNames) -> String {
    format!(
        "{what} of [`{0}`](crate::{0}), which has no members.",
        names.operation.as_str()
    )
}
