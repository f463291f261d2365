//! Operations: the type that names one, and how its input becomes a request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{OperationPlan, RequestPlan, StructPlan};

use super::path::Paths;
use super::{doc_attributes, error, http, shape};

/// The items of an operation in the file with the types.
pub(super) fn types(plan: &OperationPlan, paths: &Paths<'_>) -> Vec<TokenStream> {
    let (name, docs) = (&plan.name, doc_attributes(&plan.docs));
    vec![
        quote! {
            #(#docs)*
            #[derive(Clone, Copy, Debug)]
            pub struct #name;
        },
        error::definition(&plan.error, name.as_str(), paths),
    ]
}

/// The items of an operation in the file with the codec.
pub(super) fn wire(
    plan: &OperationPlan,
    input: &StructPlan,
    paths: &Paths<'_>,
) -> Vec<TokenStream> {
    let name = paths.crate_type(&plan.name);
    let [input_type, output, error] =
        [&plan.input, &plan.output, &plan.error.name].map(|n| paths.crate_type(n));
    let shape = plan.shape.to_string();
    let readonly = plan.readonly.then(|| quote! { .readonly() });
    let idempotent = plan.idempotent.then(|| quote! { .idempotent() });
    let (parameter, body) = match &plan.request {
        RequestPlan::AwsJson(json) => {
            let lines = http::aws_json(json, input);
            (quote! { input }, quote! { #(#lines)* })
        }
        RequestPlan::Rest(rest) => {
            let lines = http::request(rest, input);
            let used = super::path::mentions(&lines, "input");
            (
                if used {
                    quote! { input }
                } else {
                    quote! { _ }
                },
                quote! { #(#lines)* },
            )
        }
    };
    let allow = http::touches_deprecated(&plan.request, input)
        .then(|| shape::allow_deprecated(&input.fields))
        .flatten();
    vec![
        quote! {
            impl rt::Operation for #name {
                type Input = #input_type;
                type Output = #output;
                type Error = #error;
                const INFO: &'static rt::OperationInfo =
                    &rt::OperationInfo::new(crate::SERVICE, #shape)#readonly #idempotent;
                #allow
                #[inline]
                fn write_request(#parameter: &Self::Input, q: &mut rt::RequestWriter<'_>) { #body }
            }
        },
        error::wire(&plan.error, paths),
    ]
}
