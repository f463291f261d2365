//! Values that contain no others.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Number, Value};
use shapewright_runtime::{Timestamp, TimestampFormat};

use crate::plan::TypeKind;

/// The value as a Rust expression; `None` where it does not fit.
pub(super) fn expression(kind: &TypeKind, value: &Value) -> Option<TokenStream> {
    Some(match (kind, value) {
        (TypeKind::Bool, Value::Bool(value)) => quote! { #value },
        (TypeKind::I8, Value::Number(n)) => integer(i8::try_from(n.as_i64()?).ok()?.into()),
        (TypeKind::I16, Value::Number(n)) => integer(i16::try_from(n.as_i64()?).ok()?.into()),
        (TypeKind::I32, Value::Number(n)) => integer(i32::try_from(n.as_i64()?).ok()?.into()),
        (TypeKind::I64, Value::Number(n)) => integer(n.as_i64()?),
        (TypeKind::F32 | TypeKind::F64, Value::Number(n)) => float(n.as_f64()?),
        (TypeKind::F32, Value::String(text)) => special(text, &quote! { f32 })?,
        (TypeKind::F64, Value::String(text)) => special(text, &quote! { f64 })?,
        (TypeKind::BigInteger | TypeKind::BigDecimal, Value::Number(n)) => big(kind, n),
        (TypeKind::String(_), Value::String(text)) => quote! { #text.to_owned() },
        (TypeKind::Blob(_), Value::String(text)) => quote! { rt::Blob::from(#text) },
        (TypeKind::Body(_), Value::String(text)) => quote! { rt::Body::from(#text) },
        (TypeKind::Timestamp(_), Value::Number(n)) => timestamp(n)?,
        _ => return None,
    })
}

/// A whole number; a sign is a token of its own.
pub(super) fn integer(value: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    match value < 0 {
        true => quote! { -#digits },
        false => quote! { #digits },
    }
}

/// A finite number with a point.
pub(super) fn float(value: f64) -> TokenStream {
    let digits = Literal::f64_unsuffixed(value.abs());
    match value.is_sign_negative() {
        true => quote! { -#digits },
        false => quote! { #digits },
    }
}

fn special(text: &str, ty: &TokenStream) -> Option<TokenStream> {
    Some(match text {
        "NaN" => quote! { #ty::NAN },
        "Infinity" => quote! { #ty::INFINITY },
        "-Infinity" => quote! { #ty::NEG_INFINITY },
        _ => return None,
    })
}

fn big(kind: &TypeKind, number: &Number) -> TokenStream {
    let text = number.to_string();
    match kind {
        TypeKind::BigInteger => quote! { #text.parse::<rt::BigInteger>().unwrap() },
        _ => quote! { #text.parse::<rt::BigDecimal>().unwrap() },
    }
}

fn timestamp(number: &Number) -> Option<TokenStream> {
    let parsed = Timestamp::parse(&number.to_string(), TimestampFormat::EpochSeconds).ok()?;
    let secs = integer(parsed.secs());
    Some(match parsed.subsec_nanos() {
        0 => quote! { rt::Timestamp::from_secs(#secs) },
        nanos => {
            let nanos = Literal::u32_unsuffixed(nanos);
            quote! { rt::Timestamp::new(#secs, #nanos) }
        }
    })
}
