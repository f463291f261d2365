//! A structure as users see it: fields, `new`, chained setters.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names::Name;
use crate::plan::{FieldPlan, StructPlan};

use super::doc_attributes;
use super::path::Paths;
use super::setter::{argument, conversion, setter};

/// The items of a structure in the file with the types.
pub(super) fn types(plan: &StructPlan, paths: &Paths<'_>) -> Vec<TokenStream> {
    let mut items = vec![definition(plan, paths)];
    items.extend(redacted_debug(plan));
    items.push(methods(plan, paths));
    items.extend(
        plan.required_name
            .as_ref()
            .map(|name| required(plan, name, paths)),
    );
    items
}

fn definition(plan: &StructPlan, paths: &Paths<'_>) -> TokenStream {
    let name = &plan.name;
    let docs = doc_attributes(&plan.docs);
    let mut derives = vec![quote! { Clone }];
    if !plan.hides_values() {
        derives.push(quote! { Debug });
    }
    derives.push(quote! { PartialEq });
    let fields = plan.fields.iter().map(|field| {
        let (docs, name, ty) = (doc_attributes(&field.docs), &field.name, paths.field(field));
        let deprecated = super::deprecated(field.deprecated.as_ref());
        quote! { #(#docs)* #deprecated pub #name: #ty }
    });
    quote! {
        #(#docs)*
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    }
}

/// `Debug` that leaves out what is sensitive.
fn redacted_debug(plan: &StructPlan) -> Option<TokenStream> {
    let name = &plan.name;
    let text = name.as_str();
    if !plan.hides_values() {
        return None;
    }
    let body = if plan.sensitive {
        quote! { f.debug_tuple(#text).field(&rt::Redacted).finish() }
    } else {
        let fields = plan.fields.iter().map(|field| {
            let (field_name, label) = (&field.name, field.name.as_str());
            match (field.sensitive, field.plain) {
                (false, _) => quote! { .field(#label, &self.#field_name) },
                (true, true) => quote! { .field(#label, &rt::Redacted) },
                (true, false) => quote! { .field(#label, &rt::Redacted::of(&self.#field_name)) },
            }
        });
        quote! { f.debug_struct(#text)#(#fields)*.finish() }
    };
    // An absent or present value is told from the field; of a plain sensitive one nothing is read.
    let shows = |field: &&FieldPlan| !(plan.sensitive || field.sensitive && field.plain);
    let allow = touching(plan.fields.iter().filter(shows));
    Some(quote! {
        impl ::std::fmt::Debug for #name {
            #allow
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result { #body }
        }
    })
}

fn methods(plan: &StructPlan, paths: &Paths<'_>) -> TokenStream {
    let name = &plan.name;
    let new = constructor(plan, paths);
    let setters = plan
        .fields
        .iter()
        .enumerate()
        .filter(|(index, _)| !plan.arguments.contains(index))
        .map(|(_, field)| setter(field, paths));
    quote! {
        impl #name {
            #new
            #(#setters)*
        }
    }
}

fn constructor(plan: &StructPlan, paths: &Paths<'_>) -> TokenStream {
    let arguments: Vec<&FieldPlan> = plan
        .arguments
        .iter()
        .map(|index| &plan.fields[*index])
        .collect();
    if arguments.is_empty() {
        let default = paths.std("Default");
        return quote! {
            #[doc = " Starts with nothing set."]
            pub fn new() -> Self { #default::default() }
        };
    }
    let allow = touching(arguments.iter().copied());
    let rest = (arguments.len() < plan.fields.len()).then(|| quote! { ..rt::Blank::blank() });
    if let Some(required) = &plan.required_name {
        let fields = arguments.iter().map(|field| {
            let name = &field.name;
            let value = quote! { required.#name };
            let value = if field.plain {
                value
            } else {
                quote! { Some(#value) }
            };
            quote! { #name: #value }
        });
        return quote! {
            #[doc = " Starts with what is required."]
            #allow
            pub fn new(required: #required) -> Self { Self { #(#fields,)* #rest } }
        };
    }
    let parameters = arguments.iter().map(|field| {
        let (name, ty) = (&field.name, argument(field, paths));
        quote! { #name: #ty }
    });
    let fields = arguments.iter().map(|field| assignment(field, paths));
    quote! {
        #[doc = " Starts with what is required."]
        #allow
        pub fn new(#(#parameters),*) -> Self { Self { #(#fields,)* #rest } }
    }
}

/// The attribute of a function that names these fields, where one of them is deprecated.
fn touching<'p>(mut fields: impl Iterator<Item = &'p FieldPlan>) -> Option<TokenStream> {
    fields
        .any(|field| field.deprecated.is_some())
        .then(super::shape::expect_deprecated)
}

/// `name`, or `name: name.into()` where the argument is converted.
fn assignment(field: &FieldPlan, paths: &Paths<'_>) -> TokenStream {
    let name = &field.name;
    match conversion(&field.ty, name, paths) {
        Some(value) if field.plain => quote! { #name: #value },
        Some(value) => quote! { #name: Some(#value) },
        None if field.plain => quote! { #name },
        None => quote! { #name: Some(#name) },
    }
}

/// The constructor's argument when there are more than three: named fields cannot be swapped.
fn required(plan: &StructPlan, name: &Name, paths: &Paths<'_>) -> TokenStream {
    let doc = format!(
        " What [`{0}::new`](crate::{0}::new) takes.",
        plan.name.as_str()
    );
    let fields: Vec<&FieldPlan> = plan
        .arguments
        .iter()
        .map(|index| &plan.fields[*index])
        .collect();
    let definitions = fields.iter().map(|field| {
        let (docs, name, ty) = (
            doc_attributes(&field.docs),
            &field.name,
            paths.render(&field.ty),
        );
        quote! { #(#docs)* pub #name: #ty }
    });
    let debug = (!plan.hides_values()).then(|| quote! { Debug, });
    quote! {
        #[doc = #doc]
        #[derive(Clone, #debug PartialEq)]
        pub struct #name { #(#definitions),* }
    }
}
