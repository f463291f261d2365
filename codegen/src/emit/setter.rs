//! Chained setters and the conversions that they and constructors offer.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names::Name;
use crate::plan::{FieldPlan, TypeKind, TypePlan};

use super::path::Paths;

/// `fn name(mut self, name: impl Into<String>) -> Self`.
pub(super) fn setter(field: &FieldPlan, paths: &Paths<'_>) -> TokenStream {
    let (name, method, ty) = (&field.name, &field.setter, argument(field, paths));
    let value = conversion(&field.ty, name, paths).unwrap_or_else(|| quote! { #name });
    let value = if field.plain {
        value
    } else {
        quote! { Some(#value) }
    };
    let doc = format!(" Sets `{}`.", name.as_str());
    let deprecated = super::deprecated(field.deprecated.as_ref());
    let expect = deprecated
        .as_ref()
        .map(|_| super::shape::expect_deprecated());
    quote! {
        #[doc = #doc]
        #deprecated
        #expect
        pub fn #method(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// The type of a parameter that sets a field.
pub(super) fn argument(field: &FieldPlan, paths: &Paths<'_>) -> TokenStream {
    parameter(&field.ty, paths)
}

fn parameter(ty: &TypePlan, paths: &Paths<'_>) -> TokenStream {
    let (into, iterator) = (paths.std("Into"), paths.std("IntoIterator"));
    match &ty.kind {
        TypeKind::String(_)
        | TypeKind::Blob(_)
        | TypeKind::Body(_)
        | TypeKind::Document
        | TypeKind::BigInteger
        | TypeKind::BigDecimal
        | TypeKind::Timestamp(_) => {
            let ty = paths.render(ty);
            quote! { impl #into<#ty> }
        }
        TypeKind::Shape {
            name, boxed: true, ..
        } => paths.ty(name),
        TypeKind::List { item, sparse, .. } => {
            let item = element(item, *sparse, paths);
            quote! { impl #iterator<Item = #item> }
        }
        TypeKind::Map { key, value, sparse } => {
            let (key, value) = (element(key, false, paths), element(value, *sparse, paths));
            quote! { impl #iterator<Item = (#key, #value)> }
        }
        _ => paths.render(ty),
    }
}

/// An item of a list or a map's key or value: only strings convert.
fn element(ty: &TypePlan, sparse: bool, paths: &Paths<'_>) -> TokenStream {
    let (into, option, rendered) = (paths.std("Into"), paths.std("Option"), paths.render(ty));
    match (ty.is_string(), sparse) {
        (true, false) => quote! { impl #into<#rendered> },
        (_, true) => quote! { #option<#rendered> },
        (false, false) => rendered,
    }
}

/// The value of a parameter as the field's type; `None` when it is that already.
pub(super) fn conversion(ty: &TypePlan, name: &Name, paths: &Paths<'_>) -> Option<TokenStream> {
    let into = paths.std("Into");
    Some(match &ty.kind {
        TypeKind::String(_)
        | TypeKind::Blob(_)
        | TypeKind::Body(_)
        | TypeKind::Document
        | TypeKind::BigInteger
        | TypeKind::BigDecimal
        | TypeKind::Timestamp(_) => quote! { #name.into() },
        TypeKind::Shape { boxed: true, .. } => {
            let boxes = paths.std("Box");
            quote! { #boxes::new(#name) }
        }
        TypeKind::List { item, sparse, .. } if item.is_string() && !sparse => {
            quote! { #name.into_iter().map(#into::into).collect() }
        }
        TypeKind::List { .. } => quote! { #name.into_iter().collect() },
        TypeKind::Map { key, value, sparse } => {
            let value_converts = value.is_string() && !sparse;
            match (key.is_string(), value_converts) {
                (true, true) => {
                    quote! { #name.into_iter().map(|(k, v)| (k.into(), v.into())).collect() }
                }
                (true, false) => quote! { #name.into_iter().map(|(k, v)| (k.into(), v)).collect() },
                (false, true) => quote! { #name.into_iter().map(|(k, v)| (k, v.into())).collect() },
                (false, false) => quote! { #name.into_iter().collect() },
            }
        }
        _ => return None,
    })
}
