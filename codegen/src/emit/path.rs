//! Paths to types: short ones, unless a generated type has the same name.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::names::Name;
use crate::plan::{CratePlan, FieldPlan, ItemPlan, ModulePlan, TypeKind, TypePlan};

/// Which names mean what in one module.
pub(crate) struct Paths<'a> {
    plan: &'a CratePlan,
    own: BTreeSet<&'a Name>,
    /// Types of other modules in fields and variants.
    foreign: BTreeSet<&'a Name>,
    /// The runtime's value types in fields and variants.
    values: BTreeSet<&'static str>,
}

impl<'a> Paths<'a> {
    /// The paths of a module: what it defines, what it has to import.
    pub(crate) fn of(plan: &'a CratePlan, module: &'a ModulePlan) -> Self {
        let mut paths = Self {
            plan,
            own: BTreeSet::new(),
            foreign: BTreeSet::new(),
            values: BTreeSet::new(),
        };
        for item in &module.items {
            paths.define(item);
        }
        for item in &module.items {
            paths.refer(item);
        }
        paths
    }

    fn define(&mut self, item: &'a ItemPlan) {
        match item {
            ItemPlan::Operation(operation, _) => {
                self.own.insert(&operation.name);
                self.own.insert(&operation.error.name);
            }
            ItemPlan::Structure(structure) => {
                self.own.insert(&structure.name);
                self.own.extend(&structure.required_name);
            }
            ItemPlan::Union(union) => drop(self.own.insert(&union.name)),
            ItemPlan::Enum(enumeration) => drop(self.own.insert(&enumeration.name)),
            ItemPlan::IntEnum(enumeration) => drop(self.own.insert(&enumeration.name)),
        }
    }

    fn refer(&mut self, item: &'a ItemPlan) {
        match item {
            ItemPlan::Operation(operation, _) => {
                operation
                    .error
                    .variants
                    .iter()
                    .for_each(|variant| self.refer_name(&variant.ty));
            }
            ItemPlan::Structure(structure) => {
                structure
                    .fields
                    .iter()
                    .for_each(|field| self.refer_type(&field.ty));
            }
            ItemPlan::Union(union) => union.variants.iter().for_each(|v| self.refer_type(&v.ty)),
            ItemPlan::Enum(_) | ItemPlan::IntEnum(_) => {}
        }
    }

    fn refer_name(&mut self, name: &'a Name) {
        if !self.own.contains(name) && !is_prelude(name.as_str()) {
            self.foreign.insert(name);
        }
    }

    fn refer_type(&mut self, ty: &'a TypePlan) {
        match &ty.kind {
            TypeKind::Shape { name, .. } | TypeKind::Enum(name) | TypeKind::IntEnum(name) => {
                self.refer_name(name);
            }
            TypeKind::List { item, .. } => self.refer_type(item),
            TypeKind::Map { key, value, .. } => {
                self.value("Map");
                self.refer_type(key);
                self.refer_type(value);
            }
            TypeKind::Blob(_) => self.value("Blob"),
            TypeKind::Body(_) => self.value("Body"),
            TypeKind::Document => self.value("Document"),
            TypeKind::BigInteger => self.value("BigInteger"),
            TypeKind::BigDecimal => self.value("BigDecimal"),
            TypeKind::Timestamp(_) => self.value("Timestamp"),
            _ => {}
        }
    }

    fn value(&mut self, name: &'static str) {
        if !self.plan.type_names.contains(name) {
            self.values.insert(name);
        }
    }

    /// `use` items of the file with the types.
    pub(crate) fn imports_of_types(&self) -> Vec<TokenStream> {
        let mut imports = Vec::new();
        if !self.values.is_empty() {
            let names = self.values.iter().map(|name| Name::camel(name));
            imports.push(quote! { use shapewright_runtime::{#(#names),*}; });
        }
        if !self.foreign.is_empty() {
            let names = &self.foreign;
            imports.push(quote! { use crate::{#(#names),*}; });
        }
        imports
    }

    /// The `use` item of the file with the codec: the module's own types that have one.
    pub(crate) fn imports_of_wire(&self, module: &ModulePlan) -> Option<TokenStream> {
        let mut names = BTreeSet::new();
        for item in &module.items {
            match item {
                ItemPlan::Operation(operation, _) => {
                    names.insert(&operation.name);
                    names.insert(&operation.error.name);
                }
                ItemPlan::Structure(structure) => drop(names.insert(&structure.name)),
                ItemPlan::Union(union) => drop(names.insert(&union.name)),
                ItemPlan::Enum(_) | ItemPlan::IntEnum(_) => {}
            }
        }
        (!names.is_empty()).then(|| quote! { use super::{#(#names),*}; })
    }

    /// A generated type in the file with the types.
    pub(crate) fn ty(&self, name: &Name) -> TokenStream {
        if self.own.contains(name) || self.foreign.contains(name) {
            quote! { #name }
        } else {
            quote! { crate::#name }
        }
    }

    /// A generated type in the file with the codec.
    pub(crate) fn crate_type(&self, name: &Name) -> TokenStream {
        if self.own.contains(name) {
            quote! { #name }
        } else {
            quote! { crate::#name }
        }
    }

    /// `Option`, `Vec`, … : the short name unless a generated type has it.
    pub(crate) fn std(&self, name: &'static str) -> TokenStream {
        let shadowed = self.plan.type_names.contains(name);
        match (name, shadowed) {
            ("Option", false) => quote! { Option },
            ("Option", true) => quote! { ::std::option::Option },
            ("Vec", false) => quote! { Vec },
            ("Vec", true) => quote! { ::std::vec::Vec },
            ("Box", false) => quote! { Box },
            ("Box", true) => quote! { ::std::boxed::Box },
            ("String", false) => quote! { String },
            ("String", true) => quote! { ::std::string::String },
            ("Into", false) => quote! { Into },
            ("Into", true) => quote! { ::std::convert::Into },
            ("IntoIterator", false) => quote! { IntoIterator },
            ("IntoIterator", true) => quote! { ::std::iter::IntoIterator },
            ("Default", false) => quote! { Default },
            ("Default", true) => quote! { ::std::default::Default },
            ("Result", true) => quote! { ::std::result::Result },
            _ => quote! { Result },
        }
    }

    /// One of the runtime's value types in the file with the types.
    pub(crate) fn runtime_value(&self, name: &'static str) -> TokenStream {
        let ident = Name::camel(name);
        if self.values.contains(name) {
            quote! { #ident }
        } else {
            quote! { rt::#ident }
        }
    }
}

/// Whether a type of this name must not be imported: the importing file needs the prelude's.
fn is_prelude(name: &str) -> bool {
    matches!(
        name,
        "Option"
            | "Vec"
            | "Box"
            | "String"
            | "Into"
            | "IntoIterator"
            | "Default"
            | "Result"
            | "Some"
            | "None"
            | "Ok"
            | "Err"
            | "Clone"
            | "PartialEq"
            | "Eq"
            | "From"
            | "Iterator"
            | "Self"
    )
}

/// Whether an identifier occurs in the tokens.
pub(crate) fn mentions(items: &[TokenStream], ident: &str) -> bool {
    items
        .iter()
        .any(|tokens| stream_mentions(tokens.clone(), ident))
}

fn stream_mentions(tokens: TokenStream, ident: &str) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(found) => is(&found, ident),
        TokenTree::Group(group) => stream_mentions(group.stream(), ident),
        _ => false,
    })
}

fn is(found: &Ident, ident: &str) -> bool {
    found == ident
}

/// Whether a path through this module occurs in the tokens: `name::…`.
pub(crate) fn mentions_module(items: &[TokenStream], name: &str) -> bool {
    items
        .iter()
        .any(|tokens| stream_mentions_module(tokens.clone(), name))
}

fn stream_mentions_module(tokens: TokenStream, name: &str) -> bool {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    // The first colon of `::` is joint, that of a field `name: value` is not.
    let here = trees.windows(2).any(|pair| match pair {
        [TokenTree::Ident(ident), TokenTree::Punct(punct)] => {
            is(ident, name) && punct.as_char() == ':' && punct.spacing() == Spacing::Joint
        }
        _ => false,
    });
    here || trees.into_iter().any(|tree| match tree {
        TokenTree::Group(group) => stream_mentions_module(group.stream(), name),
        _ => false,
    })
}

impl Paths<'_> {
    /// The type of a field or variant, without `Option`.
    pub(crate) fn render(&self, ty: &TypePlan) -> TokenStream {
        match &ty.kind {
            TypeKind::Bool => quote! { bool },
            TypeKind::I8 => quote! { i8 },
            TypeKind::I16 => quote! { i16 },
            TypeKind::I32 => quote! { i32 },
            TypeKind::I64 => quote! { i64 },
            TypeKind::F32 => quote! { f32 },
            TypeKind::F64 => quote! { f64 },
            TypeKind::String(_) => self.std("String"),
            TypeKind::Blob(_) => self.runtime_value("Blob"),
            TypeKind::Body(_) => self.runtime_value("Body"),
            TypeKind::Document => self.runtime_value("Document"),
            TypeKind::BigInteger => self.runtime_value("BigInteger"),
            TypeKind::BigDecimal => self.runtime_value("BigDecimal"),
            TypeKind::Timestamp(_) => self.runtime_value("Timestamp"),
            TypeKind::Unit => quote! { () },
            TypeKind::Enum(name) | TypeKind::IntEnum(name) => self.ty(name),
            TypeKind::Shape { name, boxed, .. } => {
                let (name, boxes) = (self.ty(name), self.std("Box"));
                if *boxed {
                    quote! { #boxes<#name> }
                } else {
                    name
                }
            }
            TypeKind::List { item, sparse, .. } => {
                let (vec, item) = (self.std("Vec"), self.sparse(item, *sparse));
                quote! { #vec<#item> }
            }
            TypeKind::Map { key, value, sparse } => {
                let (map, key) = (self.runtime_value("Map"), self.render(key));
                let value = self.sparse(value, *sparse);
                quote! { #map<#key, #value> }
            }
        }
    }

    fn sparse(&self, ty: &TypePlan, sparse: bool) -> TokenStream {
        let (option, ty) = (self.std("Option"), self.render(ty));
        if sparse {
            quote! { #option<#ty> }
        } else {
            ty
        }
    }

    /// The type of a field, with `Option` where it may be absent.
    pub(crate) fn field(&self, field: &FieldPlan) -> TokenStream {
        let (option, ty) = (self.std("Option"), self.render(&field.ty));
        if field.plain {
            ty
        } else {
            quote! { #option<#ty> }
        }
    }
}
