//! An operation's error enum.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::traits::ErrorKind;
use crate::plan::{ErrorPlan, ErrorVariantPlan};

use super::path::Paths;

/// The enum as users see it.
pub(super) fn definition(plan: &ErrorPlan, operation: &str, paths: &Paths<'_>) -> TokenStream {
    let name = &plan.name;
    let doc =
        format!(" What [`{operation}`](crate::{operation}) may answer instead of its output.");
    let variants = plan.variants.iter().map(|variant| {
        let (name, ty) = (&variant.name, paths.ty(&variant.ty));
        let doc = format!(" HTTP {}, {} fault.", variant.status, fault(variant.kind));
        quote! { #[doc = #doc] #name(#ty) }
    });
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " An error that the model does not list."]
            Other(rt::OtherError)
        }
    }
}

fn fault(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Client => "client",
        ErrorKind::Server => "server",
    }
}

/// How it is told from the wire.
pub(super) fn wire(plan: &ErrorPlan, paths: &Paths<'_>) -> TokenStream {
    let name = paths.crate_type(&plan.name);
    let infos = plan.variants.iter().map(info);
    let arms = plan.variants.iter().enumerate().map(|(index, variant)| {
        let (index, name) = (Literal::usize_unsuffixed(index), &variant.name);
        quote! { #index => rt::modeled(r, Self::#name) }
    });
    let query_compatible = plan
        .query_compatible
        .then(|| quote! { const QUERY_COMPATIBLE: bool = true; });
    let read = if plan.variants.is_empty() {
        quote! {
            fn read(index: usize, _: &mut rt::ResponseReader<'_>) -> rt::Read<Self> {
                rt::no_such_error(index)
            }
        }
    } else {
        quote! {
            fn read(index: usize, r: &mut rt::ResponseReader<'_>) -> rt::Read<Self> {
                match index { #(#arms,)* _ => rt::no_such_error(index) }
            }
        }
    };
    quote! {
        impl rt::ModeledError for #name {
            const ERRORS: &'static [rt::ErrorInfo] = &[#(#infos),*];
            #query_compatible
            #read
            fn other(error: rt::OtherError) -> Self { Self::Other(error) }
        }
    }
}

/// `ErrorInfo::client("ConflictException", 409).retryable()`.
fn info(variant: &ErrorVariantPlan) -> TokenStream {
    let (code, status) = (&variant.code, Literal::u16_unsuffixed(variant.status));
    let kind = match variant.kind {
        ErrorKind::Client => quote! { client },
        ErrorKind::Server => quote! { server },
    };
    let retry = match (variant.retryable, variant.throttling) {
        (_, true) => quote! { .throttling() },
        (true, false) => quote! { .retryable() },
        (false, false) => quote! {},
    };
    let sensitive = variant
        .sensitive_message
        .then(|| quote! { .sensitive_message() });
    quote! { rt::ErrorInfo::#kind(#code, #status)#retry #sensitive }
}
