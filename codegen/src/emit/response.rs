//! HTTP bindings: how a response becomes an output or error.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::traits::Binding;
use crate::plan::{FieldPlan, StructPlan, TypeKind};

use super::Lists;
use super::expr::{parser, read_into};
use super::http::HEADER_DEFAULT;
use super::path::Paths;
use super::shape::top_keys;

/// `FromResponse` of a structure that is an output or error.
pub(super) fn response(
    plan: &StructPlan,
    paths: &Paths<'_>,
    lists: &mut Lists,
) -> Option<TokenStream> {
    let response = plan.response.as_ref()?;
    let top = top_keys(plan, plan.response_keys.as_ref());
    if !response.bound && top.is_none() {
        lists.json_response.insert(plan.name.clone());
        return None;
    }
    let ty = paths.crate_type(&plan.name);
    let mut lines: Vec<TokenStream> = plan.fields.iter().filter_map(response_field).collect();
    if response.document {
        lines.push(match top {
            Some(keys) => quote! { r.object_with(&mut out, #keys)?; },
            None => quote! { r.object(&mut out)?; },
        });
    }
    let touches = plan
        .fields
        .iter()
        .any(|f| f.response_binding().is_some() && f.deprecated.is_some());
    let allow = touches
        .then(|| super::shape::allow_deprecated(&plan.fields))
        .flatten();
    Some(quote! {
        impl rt::FromResponse for #ty {
            #allow
            #[inline]
            fn from_response(r: &mut rt::ResponseReader<'_>) -> rt::Read<Self> {
                let mut out: Self = rt::Blank::blank();
                #(#lines)*
                Ok(out)
            }
        }
    })
}

fn response_field(field: &FieldPlan) -> Option<TokenStream> {
    let name = &field.name;
    let place = quote! { &mut out.#name };
    Some(match field.response_binding()? {
        Binding::Header(header) => {
            let parser = parser(&field.ty, HEADER_DEFAULT);
            let pointer = format!("/{}", field.member);
            match (field.plain, field.must_be_read()) {
                (true, true) => quote! { r.header_required(#header, #pointer, #place, #parser)?; },
                (true, false) => quote! { r.header(#header, #place, #parser)?; },
                (false, _) => quote! { r.header_opt(#header, #place, #parser)?; },
            }
        }
        Binding::PrefixHeaders(prefix) => {
            let method = if field.plain {
                quote! { prefix_headers }
            } else {
                quote! { prefix_headers_opt }
            };
            quote! { r.#method(#prefix, #place)?; }
        }
        Binding::ResponseCode => {
            let method = if field.plain {
                quote! { status_code }
            } else {
                quote! { status_code_opt }
            };
            quote! { r.#method(#place); }
        }
        Binding::Payload => return Some(response_payload(field)),
        // Ignored in responses.
        Binding::Label | Binding::Query(_) | Binding::QueryParams => return None,
    })
}

/// Reads the payload; a required one that is not there is noted.
fn response_payload(field: &FieldPlan) -> TokenStream {
    let name = &field.name;
    let place = quote! { &mut out.#name };
    let (plain, optional, fails) = match &field.ty.kind {
        TypeKind::Blob(_) | TypeKind::Body(_) => (
            quote! { payload_bytes },
            quote! { payload_bytes_opt },
            false,
        ),
        TypeKind::String(_) | TypeKind::Enum(_) => {
            (quote! { payload_text }, quote! { payload_text_opt }, true)
        }
        TypeKind::Shape { boxed: false, .. } => (
            quote! { payload_object },
            quote! { payload_object_opt },
            true,
        ),
        TypeKind::Document => (
            quote! { payload_document },
            quote! { payload_document_opt },
            true,
        ),
        _ => return json_response_payload(field),
    };
    let method = if field.plain { plain } else { optional };
    let question = fails.then(|| quote! { ? });
    let note = required_payload(field);
    let pointer = match &field.ty.kind {
        TypeKind::Shape { .. } => {
            let pointer = format!("/{}", field.member);
            Some(quote! { #pointer, })
        }
        _ => None,
    };
    quote! { r.#method(#pointer #place)#question; #note }
}

fn json_response_payload(field: &FieldPlan) -> TokenStream {
    let name = &field.name;
    let read = if field.plain {
        read_into(&field.ty, &quote! { &mut out.#name })
    } else {
        let reader = super::expr::reader(&field.ty);
        quote! { r.opt(&mut out.#name, #reader) }
    };
    let note = required_payload(field);
    let pointer = format!("/{}", field.member);
    quote! { r.payload_json(#pointer, |r| #read)?; #note }
}

fn required_payload(field: &FieldPlan) -> Option<TokenStream> {
    let structured = !matches!(
        field.ty.kind,
        TypeKind::Blob(_) | TypeKind::Body(_) | TypeKind::String(_) | TypeKind::Enum(_)
    );
    let pointer = format!("/{}", field.member);
    (field.must_be_read() && structured).then(|| quote! { r.required_payload(#pointer); })
}
