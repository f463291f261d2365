//! A union as users see it: an enum with an arm for members that the model does not know.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{TypeKind, UnionPlan};

use super::doc_attributes;
use super::path::Paths;

/// The items of a union in the file with the types.
pub(super) fn types(plan: &UnionPlan, paths: &Paths<'_>) -> Vec<TokenStream> {
    let name = &plan.name;
    let docs = doc_attributes(&plan.docs);
    let hidden = plan.sensitive || plan.variants.iter().any(|v| v.sensitive);
    let debug = (!hidden).then(|| quote! { Debug, });
    let variants = plan.variants.iter().map(|variant| {
        let (docs, name) = (doc_attributes(&variant.docs), &variant.name);
        if variant.ty.kind == TypeKind::Unit {
            return quote! { #(#docs)* #name };
        }
        let ty = paths.render(&variant.ty);
        quote! { #(#docs)* #name(#ty) }
    });
    let mut items = vec![quote! {
        #(#docs)*
        #[derive(Clone, #debug PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A member that the model does not know, kept as it came."]
            Unknown(rt::UnknownVariant)
        }
    }];
    items.extend(hidden.then(|| redacted_debug(plan)));
    items
}

fn redacted_debug(plan: &UnionPlan) -> TokenStream {
    let name = &plan.name;
    let arms = plan.variants.iter().map(|variant| {
        let (name, label) = (&variant.name, variant.name.as_str());
        match (&variant.ty.kind, plan.sensitive || variant.sensitive) {
            (TypeKind::Unit, _) => quote! { Self::#name => f.write_str(#label) },
            (_, true) => {
                quote! { Self::#name(_) => f.debug_tuple(#label).field(&rt::Redacted).finish() }
            }
            (_, false) => quote! { Self::#name(x) => f.debug_tuple(#label).field(x).finish() },
        }
    });
    let unknown = if plan.sensitive {
        quote! { Self::Unknown(_) => f.debug_tuple("Unknown").field(&rt::Redacted).finish() }
    } else {
        quote! { Self::Unknown(x) => f.debug_tuple("Unknown").field(x).finish() }
    };
    quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self { #(#arms,)* #unknown, }
            }
        }
    }
}
