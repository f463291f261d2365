//! An operation's error enum.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::traits::ErrorKind;
use crate::plan::ErrorPlan;

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

/// How it is told from the wire: the runtime's table, a row for each variant.
pub(super) fn wire(plan: &ErrorPlan, paths: &Paths<'_>) -> TokenStream {
    let name = paths.crate_type(&plan.name);
    let rows = plan.variants.iter().enumerate().map(|(index, variant)| {
        let index = Literal::usize_unsuffixed(index);
        let (name, code) = (&variant.name, &variant.code);
        let status = Literal::u16_unsuffixed(variant.status);
        let kind = match variant.kind {
            ErrorKind::Client => quote! { client },
            ErrorKind::Server => quote! { server },
        };
        let retry = match (variant.retryable, variant.throttling) {
            (_, true) => quote! { , throttling },
            (true, false) => quote! { , retryable },
            (false, false) => quote! {},
        };
        let sensitive = variant
            .sensitive_message
            .then(|| quote! { , sensitive_message });
        quote! { #index #name: #kind #status #code #retry #sensitive; }
    });
    let query_compatible = plan.query_compatible.then(|| quote! { , query_compatible });
    quote! {
        rt::errors! {
            #name #query_compatible;
            #(#rows)*
        }
    }
}
