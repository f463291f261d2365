//! Prints the cases as tests. Each states what the case says; the comparison is in
//! `shapewright_conformance`.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Map, Value};

use crate::emit::SourceFile;
use crate::literal::{Literals, Mismatch};
use crate::model::traits::ErrorKind;
use crate::names::Name;
use crate::plan::{CratePlan, ErrorVariantPlan, OperationPlan};

use super::cases::{Found, Subject};
use super::text;

/// Where the host of a request comes from when the case has none (Smithy 2.0, "httpRequestTests").
const HOST: &str = "example.com";

/// The file with the tests, in a module for each kind of case.
pub(super) fn file(plan: &CratePlan, package: &str, cases: &[Found<'_>]) -> SourceFile {
    let literals = Literals::of(plan);
    let mut modules: BTreeMap<Name, Vec<TokenStream>> = BTreeMap::new();
    for case in cases {
        if let Ok(subject) = &case.subject {
            let tests = modules.entry(case.module()).or_default();
            tests.push(test(case, subject, &literals));
        }
    }
    let modules = modules.into_iter().map(|(name, tests)| {
        quote! {
            mod #name {
                use super::*;
                #(#tests)*
            }
        }
    });
    let package = Name::as_written(package);
    let mut items = vec![
        quote! {
            #![allow(non_snake_case, reason = "tests have the ids of their cases")]
            #![allow(deprecated, reason = "deprecated members have cases too")]
            #![allow(unused_imports, reason = "not every kind of case needs all")]
        },
        quote! { use #package as api; },
        quote! { use shapewright_conformance as check; },
        quote! { use shapewright_runtime as rt; },
    ];
    items.extend(modules);
    SourceFile {
        path: String::new(),
        header: vec![
            format!("The protocol test cases of {}.", plan.service.title),
            String::new(),
            "Each test has the id of its case.".to_owned(),
        ],
        items,
    }
}

fn test(case: &Found<'_>, subject: &Subject<'_>, literals: &Literals<'_>) -> TokenStream {
    let name = case.function();
    let body = match subject {
        Subject::Operation(operation) if case.kind == super::CaseKind::Request => {
            request(operation, case.value, literals)
        }
        Subject::Operation(operation) => response(operation, case.value, literals),
        Subject::Error(variants) => error(variants, case.value, literals),
    };
    let body = body.unwrap_or_else(|Mismatch { pointer, message }| {
        let text = format!("params{pointer}: {message}");
        quote! { panic!(#text); }
    });
    quote! {
        #[test]
        fn #name() { #body }
    }
}

type Result = std::result::Result<TokenStream, Mismatch>;

fn params(case: &Value) -> Value {
    match &case["params"] {
        Value::Null => Value::Object(Map::new()),
        params => params.clone(),
    }
}

fn request(operation: &OperationPlan, case: &Value, literals: &Literals<'_>) -> Result {
    let input = literals.shape(&operation.input, &params(case), "")?;
    let name = &operation.name;
    let host = case["host"].as_str().unwrap_or(HOST);
    let endpoint = format!("https://{host}");
    let resolved = case["resolvedHost"].as_str();
    // Without a resolved host the request goes to where it was sent.
    let resolved = resolved.unwrap_or_else(|| host.split('/').next().unwrap_or_default());
    let (method, uri) = (text(case, "method"), text(case, "uri"));
    let [
        query,
        forbid_query,
        require_query,
        forbid_headers,
        require_headers,
    ] = [
        "queryParams",
        "forbidQueryParams",
        "requireQueryParams",
        "forbidHeaders",
        "requireHeaders",
    ]
    .map(|name| texts(&case[name]));
    let headers = headers(case);
    let body = optional(case["body"].as_str());
    let media_type = optional(case["bodyMediaType"].as_str());
    Ok(quote! {
        let input = #input;
        let request = check::request::<api::#name>(&input, #endpoint);
        check::Request {
            method: #method,
            host: #resolved,
            uri: #uri,
            query: &[#(#query),*],
            forbid_query: &[#(#forbid_query),*],
            require_query: &[#(#require_query),*],
            headers: &[#(#headers),*],
            forbid_headers: &[#(#forbid_headers),*],
            require_headers: &[#(#require_headers),*],
            body: #body,
            media_type: #media_type,
        }
        .check(&request);
    })
}

fn response(operation: &OperationPlan, case: &Value, literals: &Literals<'_>) -> Result {
    let params = params(case);
    let expected = literals.shape(&operation.output, &params, "")?;
    let (name, response) = (&operation.name, http_response(case));
    Ok(quote! {
        let response = #response;
        let expected = #expected;
        check::output::<api::#name>(&response, &expected);
    })
}

/// Every operation that lists the error reads it alike.
fn error(
    variants: &[(&OperationPlan, &ErrorVariantPlan)],
    case: &Value,
    literals: &Literals<'_>,
) -> Result {
    let params = params(case);
    let mut checks = Vec::new();
    for (operation, variant) in variants {
        let expected = literals.shape(&variant.ty, &params, "")?;
        let code = case["vendorParams"]["code"].as_str();
        let code = code.filter(|_| operation.error.query_compatible);
        let code = code.unwrap_or(&variant.code);
        let kind = match variant.kind {
            ErrorKind::Client => quote! { rt::ErrorKind::Client },
            ErrorKind::Server => quote! { rt::ErrorKind::Server },
        };
        let (name, errors, variant) = (&operation.name, &operation.error.name, &variant.name);
        checks.push(quote! {
            let expected = #expected;
            let error = check::error::<api::#name>(&response, #code, #kind);
            match error.error() {
                api::#errors::#variant(error) => check::same(error, &expected),
                other => panic!("read as {other:?}"),
            }
        });
    }
    let response = http_response(case);
    Ok(quote! {
        let response = #response;
        #(#checks)*
    })
}

fn http_response(case: &Value) -> TokenStream {
    let code = Literal::u16_unsuffixed(
        case["code"]
            .as_u64()
            .and_then(|code| u16::try_from(code).ok())
            .unwrap_or_default(),
    );
    let (headers, body) = (headers(case), text(case, "body"));
    quote! { check::response(#code, &[#(#headers),*], #body) }
}

fn headers(case: &Value) -> Vec<TokenStream> {
    let headers = case["headers"].as_object().into_iter().flatten();
    headers
        .map(|(name, value)| {
            let value = value.as_str().unwrap_or_default();
            quote! { (#name, #value) }
        })
        .collect()
}

fn texts(list: &Value) -> Vec<&str> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).collect()
}

fn optional(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote! { Some(#text) },
        None => quote! { None },
    }
}
