//! Documents: any JSON value.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::scalar;

/// The value as a Rust expression.
pub(super) fn expression(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote! { rt::Document::Null },
        Value::Bool(value) => quote! { rt::Document::from(#value) },
        Value::String(text) => quote! { rt::Document::from(#text) },
        Value::Number(number) => {
            if let Some(value) = number.as_i64() {
                let value = scalar::integer(value);
                quote! { rt::Document::from(#value as i64) }
            } else if let Some(value) = number.as_u64() {
                let value = Literal::u64_suffixed(value);
                quote! { rt::Document::from(#value) }
            } else {
                let value = scalar::float(number.as_f64().unwrap_or_default());
                quote! { rt::Document::from(#value) }
            }
        }
        Value::Array(items) => {
            let items = items.iter().map(expression);
            quote! { rt::Document::Array(vec![#(#items),*]) }
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = expression(value);
                quote! { (#name.to_owned(), #value) }
            });
            quote! { rt::Document::Object(rt::Map::from([#(#members),*])) }
        }
    }
}
