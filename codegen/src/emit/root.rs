//! The crate's root: its documentation, the modules, everything re-exported.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names::Name;
use crate::plan::{CratePlan, ItemPlan, ModulePlan, Protocol};

use super::{SourceFile, table};

/// `src/lib.rs`.
pub(super) fn file(plan: &CratePlan) -> SourceFile {
    let modules = plan.modules.iter().map(|module| {
        let name = &module.name;
        quote! { mod #name; }
    });
    let constraints = (!plan.constraints.is_empty()).then(|| quote! { mod constraints; });
    let exports = plan.modules.iter().map(|module| {
        let name = &module.name;
        quote! { pub use self::#name::*; }
    });
    let tables: Vec<Name> = plan.tables.iter().map(table::module).collect();
    let mut items: Vec<TokenStream> = constraints.into_iter().chain(modules).collect();
    items.extend(tables.iter().map(|name| quote! { mod #name; }));
    items.push(quote! { #[doc(no_inline)] pub use shapewright_runtime as runtime; });
    items.extend(exports);
    items.extend(tables.iter().map(|name| quote! { pub use self::#name::*; }));
    items.extend(constants(plan));
    SourceFile {
        path: "src/lib.rs".to_owned(),
        header: header(plan),
        items,
    }
}

fn constants(plan: &CratePlan) -> Vec<TokenStream> {
    let (sdk_id, version) = (&plan.service.sdk_id, &plan.service.version);
    let mut items = vec![
        quote! {
            #[doc = " The service's name, as AWS's SDKs have it."]
            pub const SERVICE: &str = #sdk_id;
        },
        quote! {
            #[doc = " The version of the API."]
            pub const API_VERSION: &str = #version;
        },
    ];
    items.extend(plan.service.signing_name.as_ref().map(|name| {
        quote! {
            #[doc = " The name to sign requests with (Signature Version 4)."]
            pub const SIGNING_NAME: &str = #name;
        }
    }));
    items.extend(plan.service.endpoint_prefix.as_ref().map(|prefix| {
        quote! {
            #[doc = " The service's part of its host names, as in `prefix.region.amazonaws.com`."]
            pub const ENDPOINT_PREFIX: &str = #prefix;
        }
    }));
    items
}

fn header(plan: &CratePlan) -> Vec<String> {
    let service = &plan.service;
    let protocol = match service.protocol {
        Protocol::AwsJson { version: "1.0" } => "awsJson1_0",
        Protocol::AwsJson { .. } => "awsJson1_1",
        Protocol::RestJson1 => "restJson1",
    };
    let mut lines = vec![
        format!("{}: typed shapes, serializers, deserializers and validators ({protocol}).", service.title_docs),
        String::new(),
        "Each operation is a type that implements [`Operation`](runtime::Operation): `request` makes an".to_owned(),
        "`http::Request` of its input, `response` reads an `http::Response`. Every input and structure has".to_owned(),
        "[`validate`](runtime::Validate::validate), which is never called unless you do; with the feature".to_owned(),
        "`proptest`, `runtime::proptest` makes values that it takes and values that it does not.".to_owned(),
    ];
    lines.extend(notice(plan));
    if !service.docs.is_empty() {
        lines.push(String::new());
        lines.extend(service.docs.iter().cloned());
    }
    lines.extend([String::new(), "# Operations".to_owned(), String::new()]);
    lines.extend(plan.modules.iter().filter_map(operations));
    lines
}

/// The derive macros of Rust's prelude; a link to a type of such a name would lead to both.
const DERIVES: &[&str] = &[
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Hash",
    "Ord",
    "PartialEq",
    "PartialOrd",
];

/// A link to an operation.
fn link(name: &Name) -> String {
    let name = name.as_str();
    match DERIVES.contains(&name) {
        true => format!("[`{name}`](struct@{name})"),
        false => format!("[`{name}`]"),
    }
}

/// A list item with a module's operations.
fn operations(module: &ModulePlan) -> Option<String> {
    let links: Vec<String> = module
        .items
        .iter()
        .filter_map(|item| match item {
            ItemPlan::Operation(operation, _) => Some(link(&operation.name)),
            _ => None,
        })
        .collect();
    let title = module.name.as_str().replace('_', " ");
    (!links.is_empty()).then(|| format!("- {title}: {}", links.join(", ")))
}

/// The header of a module with types.
pub(super) fn module_docs(plan: &CratePlan, module: &ModulePlan) -> Vec<String> {
    let operations = module.items.iter().filter_map(|item| match item {
        ItemPlan::Operation(operation, _) => Some(format!("`{}`", operation.name.as_str())),
        _ => None,
    });
    let operations: Vec<String> = operations.collect();
    let title = module.name.as_str().replace('_', " ");
    let what = match operations.is_empty() {
        true => format!("Types of several operations: {title}."),
        false => format!(
            "The {title} operations and their types: {}.",
            operations.join(", ")
        ),
    };
    std::iter::once(what).chain(notice(plan)).collect()
}

/// A paragraph with what became of the service.
fn notice(plan: &CratePlan) -> impl Iterator<Item = String> {
    let sentence = plan.retirement.iter().cloned();
    sentence.flat_map(|sentence| [String::new(), sentence])
}
