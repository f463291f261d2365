//! Enums: open ones, whose unknown values are kept but opaque.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::{EnumPlan, EnumVariantPlan};

use super::doc_attributes;
use super::path::Paths;

/// A string enum.
pub(super) fn string(plan: &EnumPlan<String>, paths: &Paths<'_>) -> Vec<TokenStream> {
    let (name, option) = (&plan.name, paths.std("Option"));
    let definition = definition(plan, &quote! { rt::UnknownValue });
    let values = plan.variants.iter().map(|v| &v.value);
    let to_text = plan.variants.iter().map(|v| (&v.name, &v.value));
    let to_text = to_text.map(|(name, value)| quote! { Self::#name => #value });
    let from_text = plan.variants.iter().map(|v| (&v.name, &v.value));
    let from_text = from_text.map(|(name, value)| quote! { #value => Self::#name });
    let allow = allow_deprecated(&plan.variants);
    let debug = redacted_debug(plan);
    let parse = if plan.variants.is_empty() {
        quote! { fn parse_known(_: &str) -> #option<Self> { None } }
    } else {
        quote! {
            #allow
            #[inline]
            fn parse_known(text: &str) -> #option<Self> {
                Some(match text { #(#from_text,)* _ => return None })
            }
        }
    };
    vec![
        definition,
        quote! {
            impl rt::StringEnum for #name {
                const VALUES: &'static [&'static str] = &[#(#values),*];
                #allow
                #[inline]
                fn as_str(&self) -> &str {
                    match self { #(#to_text,)* Self::Unknown(value) => value.as_str() }
                }
                #parse
                #[inline]
                fn unknown(value: rt::UnknownValue) -> Self { Self::Unknown(value) }
            }
        },
        quote! { rt::string_enum! { #name } },
    ]
    .into_iter()
    .chain(debug)
    .collect()
}

/// An intEnum.
pub(super) fn integer(plan: &EnumPlan<i32>, paths: &Paths<'_>) -> Vec<TokenStream> {
    let (name, option) = (&plan.name, paths.std("Option"));
    let definition = definition(plan, &quote! { rt::UnknownInt });
    let literal = |value: i32| Literal::i32_unsuffixed(value);
    let values = plan.variants.iter().map(|v| literal(v.value));
    let to_number = plan.variants.iter().map(|v| (&v.name, literal(v.value)));
    let to_number = to_number.map(|(name, value)| quote! { Self::#name => #value });
    let from_number = plan.variants.iter().map(|v| (&v.name, literal(v.value)));
    let from_number = from_number.map(|(name, value)| quote! { #value => Self::#name });
    let allow = allow_deprecated(&plan.variants);
    let debug = redacted_debug(plan);
    vec![
        definition,
        quote! {
            impl rt::IntEnum for #name {
                const VALUES: &'static [i32] = &[#(#values),*];
                #allow
                #[inline]
                fn as_i32(&self) -> i32 {
                    match self { #(#to_number,)* Self::Unknown(value) => value.as_i32() }
                }
                #allow
                #[inline]
                fn from_i32_known(value: i32) -> #option<Self> {
                    Some(match value { #(#from_number,)* _ => return None })
                }
                #[inline]
                fn unknown(value: rt::UnknownInt) -> Self { Self::Unknown(value) }
            }
        },
        quote! { rt::int_enum! { #name } },
    ]
    .into_iter()
    .chain(debug)
    .collect()
}

fn definition<V>(plan: &EnumPlan<V>, unknown: &TokenStream) -> TokenStream {
    let name = &plan.name;
    let docs = doc_attributes(&plan.docs);
    let debug = (!plan.sensitive).then(|| quote! { Debug, });
    let variants = plan.variants.iter().map(|variant| {
        let (docs, name) = (doc_attributes(&variant.docs), &variant.name);
        let deprecated = super::deprecated(variant.deprecated.as_ref());
        quote! { #(#docs)* #deprecated #name }
    });
    quote! {
        #(#docs)*
        #[derive(Clone, #debug PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that the model does not know, kept as it came."]
            Unknown(#unknown)
        }
    }
}

fn redacted_debug<V>(plan: &EnumPlan<V>) -> Option<TokenStream> {
    let (name, text) = (&plan.name, plan.name.as_str());
    plan.sensitive.then(|| {
        quote! {
            impl ::std::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.debug_tuple(#text).field(&rt::Redacted).finish()
                }
            }
        }
    })
}

fn allow_deprecated<V>(variants: &[EnumVariantPlan<V>]) -> Option<TokenStream> {
    let any = variants.iter().any(|variant| variant.deprecated.is_some());
    any.then(|| quote! { #[expect(deprecated, reason = "deprecated values still travel")] })
}
