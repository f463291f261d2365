//! Prints a [`CratePlan`] as Rust tokens. Nothing is decided here and nothing can fail:
//! each file of this folder prints one kind of thing.

mod constraints;
mod enumeration;
mod error;
mod expr;
mod http;
mod manifest;
mod operation;
mod path;
mod response;
mod root;
mod setter;
mod shape;
mod structure;
mod table;
mod union;
mod validate;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::names::Name;
use crate::plan::{CratePlan, ItemPlan, ModulePlan};

pub use manifest::Package;
pub(crate) use path::Paths;

/// A file: its place, the lines of its `//!` header, and its items.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path below the crate's folder, with `/`.
    pub path: String,
    /// Documentation of the module, a line each.
    pub header: Vec<String>,
    /// The items in order.
    pub items: Vec<TokenStream>,
}

/// The text of `Cargo.toml`; `head` is what its first lines say.
pub(crate) fn manifest(plan: &CratePlan, package: &Package, head: &str) -> String {
    manifest::text(plan, package, head)
}

/// All Rust files of the crate.
pub(crate) fn all(plan: &CratePlan) -> Vec<SourceFile> {
    let mut files = vec![root::file(plan)];
    for module in &plan.modules {
        let paths = Paths::of(plan, module);
        let wire = wire_file(module, &paths);
        files.push(types_file(plan, module, wire.is_some(), &paths));
        files.extend(wire);
    }
    if !plan.constraints.is_empty() {
        files.push(constraints::file(plan));
    }
    files.extend(plan.tables.iter().map(table::file));
    files
}

/// What users read: types, constructors, setters.
fn types_file(
    plan: &CratePlan,
    module: &ModulePlan,
    has_wire: bool,
    paths: &Paths<'_>,
) -> SourceFile {
    let mut items = Vec::new();
    for item in &module.items {
        items.extend(match item {
            ItemPlan::Operation(operation, _) => operation::types(operation, paths),
            ItemPlan::Structure(structure) => structure::types(structure, paths),
            ItemPlan::Union(union) => union::types(union, paths),
            ItemPlan::Enum(enumeration) => enumeration::string(enumeration, paths),
            ItemPlan::IntEnum(enumeration) => enumeration::integer(enumeration, paths),
        });
    }
    let mut head = Vec::new();
    head.extend(has_wire.then(|| quote! { mod wire; }));
    if path::mentions(&items, "rt") {
        head.push(quote! { use shapewright_runtime::codegen as rt; });
    }
    head.extend(paths.imports_of_types());
    head.append(&mut items);
    let header = root::module_docs(plan, module);
    SourceFile {
        path: format!("src/{}.rs", module.name.as_str()),
        header,
        items: head,
    }
}

/// What travels: codec, HTTP bindings and checks; nothing for a module with enums only.
fn wire_file(module: &ModulePlan, paths: &Paths<'_>) -> Option<SourceFile> {
    let mut items = Vec::new();
    let mut lists = Lists::default();
    for item in &module.items {
        match item {
            ItemPlan::Operation(plan, input) => items.extend(operation::wire(plan, input, paths)),
            ItemPlan::Structure(plan) => {
                items.push(shape::structure(plan, paths, &mut lists));
                items.extend(validate::structure(plan, paths));
                items.extend(response::response(plan, paths, &mut lists));
            }
            ItemPlan::Union(plan) => {
                items.push(shape::union(plan, paths, &mut lists));
                items.extend(validate::union(plan, paths));
            }
            ItemPlan::Enum(_) | ItemPlan::IntEnum(_) => {}
        }
    }
    items.extend(lists.invocations());
    if items.is_empty() {
        return None;
    }
    let mut head = vec![quote! { use shapewright_runtime::codegen as rt; }];
    if path::mentions_module(&items, "check") {
        head.push(quote! { use rt::check; });
    }
    if path::mentions_module(&items, "limits") {
        head.push(quote! { use crate::constraints as limits; });
    }
    head.extend(paths.imports_of_wire(module));
    head.append(&mut items);
    let title = module.name.as_str().replace('_', " ");
    let header = vec![format!(
        "How the {title} types travel: JSON, HTTP bindings, checks."
    )];
    Some(SourceFile {
        path: format!("src/{}/wire.rs", module.name.as_str()),
        header,
        items: head,
    })
}

/// Types for which the runtime's macros implement a trait in the same way.
#[derive(Default)]
pub(crate) struct Lists {
    /// The whole response is the JSON object.
    json_response: BTreeSet<Name>,
    /// Serde forwards to the file form.
    serde: BTreeSet<Name>,
}

impl Lists {
    fn invocations(&self) -> Vec<TokenStream> {
        let one = |names: &BTreeSet<Name>, macro_name: TokenStream| {
            (!names.is_empty()).then(|| quote! { rt::#macro_name! { #(#names),* } })
        };
        [
            one(&self.json_response, quote! { json_responses }),
            one(&self.serde, quote! { serde_shapes }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// `#[doc]` attributes, a line each.
pub(crate) fn doc_attributes(lines: &[String]) -> Vec<TokenStream> {
    lines
        .iter()
        .map(|line| {
            let line = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            quote! { #[doc = #line] }
        })
        .collect()
}

/// `#[deprecated]`, with the reason where there is one.
pub(crate) fn deprecated(reason: Option<&String>) -> Option<TokenStream> {
    reason.map(|reason| match reason.as_str() {
        "" => quote! { #[deprecated] },
        note => quote! { #[deprecated(note = #note)] },
    })
}
