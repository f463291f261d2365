//! Expressions that read, write and check a value of some type. All three have the same
//! form: a function of the runtime where there is one, a closure around it for containers.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::traits::TimestampFormat;
use crate::plan::{TypeKind, TypePlan};

/// JSON's default for timestamps in both protocols.
const BODY_DEFAULT: TimestampFormat = TimestampFormat::EpochSeconds;

/// The method that reads or writes a value which is no container.
fn leaf(ty: &TypePlan) -> TokenStream {
    match &ty.kind {
        TypeKind::Bool => quote! { bool },
        TypeKind::I8 => quote! { i8 },
        TypeKind::I16 => quote! { i16 },
        TypeKind::I32 => quote! { i32 },
        TypeKind::I64 => quote! { i64 },
        TypeKind::F32 => quote! { f32 },
        TypeKind::F64 => quote! { f64 },
        TypeKind::String(_) => quote! { string },
        TypeKind::Blob(_) => quote! { blob },
        TypeKind::Body(_) => quote! { body },
        TypeKind::BigInteger => quote! { big_integer },
        TypeKind::BigDecimal => quote! { big_decimal },
        TypeKind::Enum(_) => quote! { text },
        TypeKind::IntEnum(_) => quote! { int_enum },
        TypeKind::Shape { boxed: false, .. } => quote! { object },
        TypeKind::Shape { boxed: true, .. } => quote! { boxed },
        TypeKind::Timestamp(format) => match format.unwrap_or(BODY_DEFAULT) {
            TimestampFormat::EpochSeconds => quote! { epoch_seconds },
            TimestampFormat::DateTime => quote! { date_time },
            TimestampFormat::HttpDate => quote! { http_date },
        },
        // Containers never come here; units are handled by their union.
        TypeKind::Document | TypeKind::Unit | TypeKind::List { .. } | TypeKind::Map { .. } => {
            quote! { document }
        }
    }
}

/// The method for a container and the function for what is in it.
fn container(
    ty: &TypePlan,
    inner: impl Fn(&TypePlan) -> TokenStream,
) -> Option<(TokenStream, TokenStream)> {
    match &ty.kind {
        TypeKind::List { item, sparse, .. } => {
            let method = if *sparse {
                quote! { sparse_list }
            } else {
                quote! { list }
            };
            Some((method, inner(item)))
        }
        TypeKind::Map { value, sparse, .. } => {
            let method = if *sparse {
                quote! { sparse_map }
            } else {
                quote! { map }
            };
            Some((method, inner(value)))
        }
        _ => None,
    }
}

/// A function that reads such a value.
pub(super) fn reader(ty: &TypePlan) -> TokenStream {
    match container(ty, reader) {
        Some((method, inner)) => quote! { |r, x| r.#method(x, #inner) },
        None => {
            let method = leaf(ty);
            quote! { rt::Reader::#method }
        }
    }
}

/// Reads such a value into a place.
pub(super) fn read_into(ty: &TypePlan, place: &TokenStream) -> TokenStream {
    match container(ty, reader) {
        Some((method, inner)) => quote! { r.#method(#place, #inner) },
        None => {
            let method = leaf(ty);
            quote! { r.#method(#place) }
        }
    }
}

/// A function that writes such a value.
pub(super) fn writer(ty: &TypePlan) -> TokenStream {
    match container(ty, writer) {
        Some((method, inner)) => quote! { |w, x| w.#method(x, #inner) },
        None => {
            let method = leaf(ty);
            quote! { rt::Writer::#method }
        }
    }
}

/// The same where nothing else tells the container's type.
fn typed_writer(ty: &TypePlan) -> TokenStream {
    let parameter = match &ty.kind {
        TypeKind::List { .. } => quote! { x: &::std::vec::Vec<_> },
        TypeKind::Map { .. } => quote! { x: &rt::Map<_, _> },
        _ => return writer(ty),
    };
    let write = write_from(ty, &quote! { x });
    quote! { |w, #parameter| #write }
}

/// Writes the value of a reference.
pub(super) fn write_from(ty: &TypePlan, value: &TokenStream) -> TokenStream {
    match container(ty, writer) {
        Some((method, inner)) => quote! { w.#method(#value, #inner) },
        None => {
            let method = leaf(ty);
            quote! { w.#method(#value) }
        }
    }
}

/// A function that checks such a value.
pub(super) fn checker(ty: &TypePlan) -> TokenStream {
    if !ty.checked {
        return quote! { check::any };
    }
    let rules = ty
        .constraints
        .as_ref()
        .map(|name| quote! { &limits::#name });
    let rules_or_none = rules
        .clone()
        .unwrap_or_else(|| quote! { &rt::Constraints::NONE });
    match &ty.kind {
        TypeKind::Shape { boxed: false, .. } => quote! { check::object },
        TypeKind::Shape { boxed: true, .. } => quote! { check::boxed },
        TypeKind::List {
            item,
            sparse,
            unique,
        } => list_checker(item, *sparse, *unique, rules),
        TypeKind::Map { key, value, sparse } => {
            let (key, value) = (checker(key), checker(value));
            match (sparse, rules) {
                (false, None) => quote! { check::entries(#key, #value) },
                (false, Some(rules)) => quote! { check::map(#rules, #key, #value) },
                (true, _) => quote! { check::sparse_map(#rules_or_none, #key, #value) },
            }
        }
        TypeKind::I8 | TypeKind::I16 | TypeKind::I32 | TypeKind::I64 => {
            quote! { check::int(#rules) }
        }
        TypeKind::F32 | TypeKind::F64 => quote! { check::float(#rules) },
        TypeKind::Bool | TypeKind::Document | TypeKind::Timestamp(_) | TypeKind::Unit => {
            quote! { check::any }
        }
        _ => {
            let method = leaf(ty);
            quote! { check::#method(#rules) }
        }
    }
}

fn list_checker(
    item: &TypePlan,
    sparse: bool,
    unique: bool,
    rules: Option<TokenStream>,
) -> TokenStream {
    let inner = checker(item);
    match (rules, sparse, unique) {
        (None, false, _) => quote! { check::each(#inner) },
        (None, true, _) => quote! { check::sparse_list(&rt::Constraints::NONE, #inner) },
        (Some(rules), true, _) => quote! { check::sparse_list(#rules, #inner) },
        (Some(rules), false, true) => {
            let write = typed_writer(item);
            quote! { check::unique_list(#rules, #write, #inner) }
        }
        (Some(rules), false, false) => quote! { check::list(#rules, #inner) },
    }
}

/// A value as text for a label, query parameter or header: an expression that borrows.
pub(super) fn text(ty: &TypePlan, value: &TokenStream, default: TimestampFormat) -> TokenStream {
    match &ty.kind {
        TypeKind::Timestamp(format) => {
            let format = timestamp_format(format.unwrap_or(default));
            quote! { &#value.format(#format) }
        }
        _ => quote! { #value },
    }
}

/// A function that parses text of a header.
pub(super) fn parser(ty: &TypePlan, default: TimestampFormat) -> TokenStream {
    let name = match &ty.kind {
        TypeKind::String(Some(_)) => quote! { media_type },
        TypeKind::List { item, sparse, .. } => return list_parser(item, *sparse, default),
        TypeKind::Timestamp(format) => match format.unwrap_or(default) {
            TimestampFormat::EpochSeconds => quote! { epoch_seconds },
            TimestampFormat::DateTime => quote! { date_time },
            TimestampFormat::HttpDate => quote! { http_date },
        },
        _ => leaf(ty),
    };
    quote! { rt::parse::#name }
}

fn list_parser(item: &TypePlan, sparse: bool, default: TimestampFormat) -> TokenStream {
    let http_date = matches!(&item.kind, TypeKind::Timestamp(format)
        if format.unwrap_or(default) == TimestampFormat::HttpDate);
    let list = if http_date {
        quote! { rt::parse::timestamp_list(s, rt::parse::http_date) }
    } else {
        let quoted = matches!(item.kind, TypeKind::String(_) | TypeKind::Enum(_));
        let inner = parser(item, default);
        quote! { rt::parse::list(s, #quoted, #inner) }
    };
    // No text of a header is null.
    if sparse {
        quote! { |s| rt::parse::sparse(#list) }
    } else {
        quote! { |s| #list }
    }
}

/// The runtime's name of a timestamp format.
pub(super) fn timestamp_format(format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::DateTime => quote! { rt::TimestampFormat::DateTime },
        TimestampFormat::HttpDate => quote! { rt::TimestampFormat::HttpDate },
        TimestampFormat::EpochSeconds => quote! { rt::TimestampFormat::EpochSeconds },
    }
}
