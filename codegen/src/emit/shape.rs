//! The codec of structures and unions: a table of keys, `read_member` and `write_members`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::names::Name;
use crate::plan::{
    DefaultPlan, FieldPlan, StructPlan, TypeKind, UnionPlan, UnionVariantPlan, WireKeys,
};

use super::Lists;
use super::expr::{read_into, reader, writer};
use super::path::Paths;

/// `Shape` and `Blank` of a structure.
pub(super) fn structure(
    plan: &StructPlan,
    paths: &Paths<'_>,
    lists: &mut Lists,
) -> Vec<TokenStream> {
    let ty = paths.crate_type(&plan.name);
    let keys = table(
        plan,
        &wire_names(plan.fields.iter().map(|f| f.wire.as_deref())),
    );
    let read = read_structure(plan);
    let write = write_structure(plan);
    lists.serde.insert(plan.name.clone());
    let mut items = vec![quote! {
        impl rt::Shape for #ty {
            fn keys(&self) -> &'static rt::Keys { #keys }
            #read
            #write
        }
    }];
    if plan.derives_default() {
        lists.blank.insert(plan.name.clone());
    } else {
        items.push(blank(plan, &ty));
    }
    items
}

fn indexes(flags: impl Iterator<Item = bool>) -> Vec<Literal> {
    flags
        .enumerate()
        .filter(|(_, flag)| *flag)
        .map(|(index, _)| Literal::usize_unsuffixed(index))
        .collect()
}

/// A key as it stands in JSON.
fn quoted(key: &str) -> String {
    format!("{}:", serde_json::Value::from(key))
}

/// The table of keys; the two lists are one where the names are the same.
fn keys(
    shape: &str,
    wire: &[String],
    file: &[String],
    required: &[Literal],
    union: bool,
) -> TokenStream {
    if wire == file {
        return quote! {
            const NAMES: &[&str] = &[#(#file),*];
            &rt::Keys { shape: #shape, wire: NAMES, file: NAMES, required: &[#(#required),*], union: #union }
        };
    }
    quote! {
        &rt::Keys {
            shape: #shape,
            wire: &[#(#wire),*],
            file: &[#(#file),*],
            required: &[#(#required),*],
            union: #union,
        }
    }
}

/// The expression for keys at the top of a message, where those are not the structure's own.
pub(super) fn top_keys(plan: &StructPlan, top: Option<&WireKeys>) -> Option<TokenStream> {
    let wire = wire_names(top?.iter().map(Option::as_deref));
    let table = table(plan, &wire);
    // With one list for both names the table is a statement and an expression.
    let same = wire.iter().eq(&file_names(plan));
    Some(if same {
        quote! { { #table } }
    } else {
        table
    })
}

fn wire_names<'k>(keys: impl Iterator<Item = Option<&'k str>>) -> Vec<String> {
    keys.map(|key| key.map(quoted).unwrap_or_default())
        .collect()
}

fn file_names(plan: &StructPlan) -> Vec<String> {
    plan.fields.iter().map(|f| quoted(&f.member)).collect()
}

/// A structure's table of keys with these names on the wire.
fn table(plan: &StructPlan, wire: &[String]) -> TokenStream {
    let file = file_names(plan);
    let required: Vec<Literal> = indexes(plan.fields.iter().map(FieldPlan::must_be_read));
    let shape = plan
        .shape
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_else(|| "smithy.api#Unit".to_owned());
    keys(&shape, wire, &file, &required, false)
}

fn read_structure(plan: &StructPlan) -> TokenStream {
    if plan.fields.is_empty() {
        return quote! {
            fn read_member(&mut self, _: usize, r: &mut rt::Reader<'_>) -> rt::ReadResult { r.skip() }
        };
    }
    let arms = plan.fields.iter().enumerate().map(|(index, field)| {
        let (index, name) = (Literal::usize_unsuffixed(index), &field.name);
        let value = if field.plain {
            read_into(&field.ty, &quote! { &mut self.#name })
        } else {
            let reader = reader(&field.ty);
            quote! { r.opt(&mut self.#name, #reader) }
        };
        quote! { #index => #value }
    });
    let allow = allow_deprecated(&plan.fields);
    quote! {
        #allow
        fn read_member(&mut self, index: usize, r: &mut rt::Reader<'_>) -> rt::ReadResult {
            match index {
                #(#arms,)*
                _ => r.skip(),
            }
        }
    }
}

fn write_structure(plan: &StructPlan) -> TokenStream {
    if plan.fields.is_empty() {
        return quote! { fn write_members(&self, _: &mut rt::Writer<'_>) {} };
    }
    let lines = plan.fields.iter().enumerate().map(|(index, field)| {
        let (index, name) = (Literal::usize_unsuffixed(index), &field.name);
        let writer = writer(&field.ty);
        if field.token && !field.plain {
            quote! { w.token(#index, &self.#name); }
        } else if field.plain {
            quote! { w.member(#index, &self.#name, #writer); }
        } else {
            quote! { w.opt(#index, &self.#name, #writer); }
        }
    });
    let allow = allow_deprecated(&plan.fields);
    quote! {
        #allow
        fn write_members(&self, w: &mut rt::Writer<'_>) { #(#lines)* }
    }
}

/// The codec has to touch deprecated fields too.
pub(super) fn allow_deprecated(fields: &[FieldPlan]) -> Option<TokenStream> {
    let any = fields.iter().any(|field| field.deprecated.is_some());
    any.then(expect_deprecated)
}

/// Code of our own that has to use something deprecated.
pub(super) fn expect_deprecated() -> TokenStream {
    quote! { #[expect(deprecated, reason = "deprecated members still travel")] }
}

fn blank(plan: &StructPlan, ty: &TokenStream) -> TokenStream {
    let fields = plan.fields.iter().map(|field| {
        let name = &field.name;
        let value = match (&field.default, field.plain) {
            (Some(default), _) => default_value(default),
            (None, true) => quote! { rt::Blank::blank() },
            (None, false) => quote! { None },
        };
        quote! { #name: #value }
    });
    let allow = allow_deprecated(&plan.fields);
    quote! {
        impl rt::Blank for #ty {
            #allow
            fn blank() -> Self { Self { #(#fields),* } }
        }
    }
}

fn default_value(default: &DefaultPlan) -> TokenStream {
    match default {
        DefaultPlan::Bool(value) => quote! { #value },
        DefaultPlan::Integer(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote! { #value }
        }
        DefaultPlan::Float(value) => {
            let value = Literal::f64_unsuffixed(*value);
            quote! { #value }
        }
        DefaultPlan::Big(text) => quote! { rt::number_default(#text) },
        DefaultPlan::Text(text) => quote! { #text.to_owned() },
        DefaultPlan::EnumValue(name, value) => quote! { crate::#name::from(#value) },
        DefaultPlan::IntEnumValue(name, value) => {
            let value = Literal::i32_unsuffixed(*value);
            quote! { crate::#name::from(#value) }
        }
        DefaultPlan::Bytes(bytes) => {
            let bytes = Literal::byte_string(bytes);
            quote! { (&#bytes[..]).into() }
        }
        DefaultPlan::Timestamp(secs, nanos) => {
            let (secs, nanos) = (
                Literal::i64_unsuffixed(*secs),
                Literal::u32_unsuffixed(*nanos),
            );
            quote! { rt::Timestamp::new(#secs, #nanos) }
        }
        DefaultPlan::Empty => quote! { rt::Blank::blank() },
        DefaultPlan::Document(value) => {
            let text = value.to_string();
            quote! { rt::document_default(#text) }
        }
    }
}

/// `Shape` and `Blank` of a union.
pub(super) fn union(plan: &UnionPlan, paths: &Paths<'_>, lists: &mut Lists) -> Vec<TokenStream> {
    let ty = paths.crate_type(&plan.name);
    let wire: Vec<String> = plan.variants.iter().map(|v| quoted(&v.wire)).collect();
    let file: Vec<String> = plan.variants.iter().map(|v| quoted(&v.member)).collect();
    let keys = keys(&plan.shape.to_string(), &wire, &file, &[], true);
    let read = plan
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| read_variant(index, variant));
    let write = plan
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| write_variant(index, variant));
    lists.serde.insert(plan.name.clone());
    vec![
        quote! {
            impl rt::Shape for #ty {
                fn keys(&self) -> &'static rt::Keys { #keys }
                fn read_member(&mut self, index: usize, r: &mut rt::Reader<'_>) -> rt::ReadResult {
                    match index {
                        #(#read,)*
                        _ => r.skip(),
                    }
                }
                fn write_members(&self, w: &mut rt::Writer<'_>) {
                    match self {
                        #(#write,)*
                        Self::Unknown(x) => w.unknown_variant(x),
                    }
                }
                fn unknown_variant(&mut self, variant: rt::UnknownVariant) {
                    *self = Self::Unknown(variant);
                }
            }
        },
        quote! {
            impl rt::Blank for #ty {
                fn blank() -> Self { Self::Unknown(rt::Blank::blank()) }
            }
        },
    ]
}

fn read_variant(index: usize, variant: &UnionVariantPlan) -> TokenStream {
    let (index, name) = (
        Literal::usize_unsuffixed(index),
        variant_path(&variant.name),
    );
    if variant.ty.kind == TypeKind::Unit {
        return quote! { #index => r.unit_variant(self, #name) };
    }
    let reader = reader(&variant.ty);
    quote! { #index => r.variant(self, #name, #reader) }
}

fn write_variant(index: usize, variant: &UnionVariantPlan) -> TokenStream {
    let (index, name) = (
        Literal::usize_unsuffixed(index),
        variant_path(&variant.name),
    );
    if variant.ty.kind == TypeKind::Unit {
        return quote! { #name => w.unit_variant(#index) };
    }
    let writer = writer(&variant.ty);
    quote! { #name(x) => w.member(#index, x, #writer) }
}

fn variant_path(name: &Name) -> TokenStream {
    quote! { Self::#name }
}
