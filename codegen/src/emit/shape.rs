//! The codec and checks of structures and unions: tables that the runtime's macros read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::traits::TimestampFormat;
use crate::plan::{DefaultPlan, FieldPlan, StructPlan, TypeKind, TypePlan, UnionPlan, WireKeys};

use super::Lists;
use super::expr::checker;
use super::path::Paths;
use super::validate;

/// `Shape`, `Blank` and mostly `Validate` of a structure: the runtime's table, a row for each member.
pub(super) fn structure(plan: &StructPlan, paths: &Paths<'_>, lists: &mut Lists) -> TokenStream {
    let (ty, shape) = (paths.crate_type(&plan.name), shape_of(plan));
    let required = required(plan);
    let unchecked = validate::apart(plan).then(|| quote! { , unchecked });
    let default = plan.starts_empty().then(|| quote! { , default });
    let rows = plan.fields.iter().enumerate().map(|(index, field)| {
        let (index, name, member) = (Literal::usize_unsuffixed(index), &field.name, &field.member);
        let (kind, wire, codec) = (kind(field), wire(field), codec(&field.ty));
        let default = field.default.as_ref().map(|default| {
            let value = default_value(default);
            quote! { = #value }
        });
        let check = check(&field.ty).filter(|_| unchecked.is_none());
        quote! { #index #kind #name #member #wire #codec #default #check; }
    });
    // Not every function of the table touches every field.
    let deprecated = plan.fields.iter().any(|field| field.deprecated.is_some());
    let allow = deprecated.then(|| {
        quote! { #[allow(deprecated, reason = "deprecated members still travel")] }
    });
    lists.serde.insert(plan.name.clone());
    quote! {
        rt::structure! {
            #allow
            #ty: #shape, required [#(#required),*] #unchecked #default;
            #(#rows)*
        }
    }
}

/// How a field holds its member: a module of the runtime's `member`.
fn kind(field: &FieldPlan) -> TokenStream {
    match (field.plain, field.token) {
        (true, _) if field.must_be_read() => quote! { required },
        (true, _) => quote! { default },
        (false, true) => quote! { token },
        (false, false) => quote! { optional },
    }
}

/// The name on the wire where it is not the member's, `in http` where the member is not in the body.
fn wire(field: &FieldPlan) -> Option<TokenStream> {
    match &field.wire {
        None => Some(quote! { in http }),
        Some(wire) => renamed(&field.member, wire),
    }
}

fn renamed(member: &str, wire: &str) -> Option<TokenStream> {
    (member != wire).then(|| {
        let escaped = escaped(wire);
        quote! { as #escaped }
    })
}

/// How timestamps in a value travel, where they are not in JSON's default.
fn codec(ty: &TypePlan) -> Option<TokenStream> {
    match &ty.kind {
        TypeKind::Timestamp(Some(TimestampFormat::DateTime)) => Some(quote! { by date_time }),
        TypeKind::Timestamp(Some(TimestampFormat::HttpDate)) => Some(quote! { by http_date }),
        TypeKind::List { item, .. } => codec(item),
        TypeKind::Map { value, .. } => codec(value),
        _ => None,
    }
}

fn check(ty: &TypePlan) -> Option<TokenStream> {
    (ty.checked && ty.kind != TypeKind::Unit).then(|| {
        let checker = checker(ty);
        quote! { , #checker }
    })
}

fn shape_of(plan: &StructPlan) -> String {
    let unit = || "smithy.api#Unit".to_owned();
    plan.shape.as_ref().map_or_else(unit, ToString::to_string)
}

/// The indexes of the members that have to be there in what is read.
fn required(plan: &StructPlan) -> impl Iterator<Item = Literal> + '_ {
    let fields = plan.fields.iter().enumerate();
    fields
        .filter(|(_, field)| field.must_be_read())
        .map(|(index, _)| Literal::usize_unsuffixed(index))
}

/// A key as it stands in JSON between its quotes.
fn escaped(key: &str) -> String {
    let quoted = serde_json::Value::from(key).to_string();
    let inside = quoted
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inside.unwrap_or(&quoted).to_owned()
}

/// A key as it stands in JSON, with its colon.
fn quoted(key: &str) -> String {
    format!("\"{}\":", escaped(key))
}

/// The expression for keys at the top of a message, where those are not the structure's own.
pub(super) fn top_keys(plan: &StructPlan, top: Option<&WireKeys>) -> Option<TokenStream> {
    let wire = top?
        .iter()
        .map(|key| key.as_deref().map(quoted).unwrap_or_default());
    let file = plan.fields.iter().map(|field| quoted(&field.member));
    let (shape, required) = (shape_of(plan), required(plan));
    Some(quote! {
        &rt::Keys {
            shape: #shape,
            wire: &[#(#wire),*],
            file: &[#(#file),*],
            required: &[#(#required),*],
            union: false,
        }
    })
}

/// The codec has to touch deprecated fields too.
pub(super) fn allow_deprecated(fields: &[FieldPlan]) -> Option<TokenStream> {
    let any = fields.iter().any(|field| field.deprecated.is_some());
    any.then(expect_deprecated)
}

/// Code of our own that has to use something deprecated.
pub(super) fn expect_deprecated() -> TokenStream {
    quote! { #[expect(deprecated, reason = "deprecated members still travel")] }
}

fn default_value(default: &DefaultPlan) -> TokenStream {
    match default {
        DefaultPlan::Bool(value) => quote! { #value },
        DefaultPlan::Integer(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote! { #value }
        }
        DefaultPlan::Float(value) => {
            let value = Literal::f64_unsuffixed(*value);
            quote! { #value }
        }
        DefaultPlan::Big(text) => quote! { rt::number_default(#text) },
        DefaultPlan::Text(text) => quote! { #text.to_owned() },
        DefaultPlan::EnumValue(name, value) => quote! { crate::#name::from(#value) },
        DefaultPlan::IntEnumValue(name, value) => {
            let value = Literal::i32_unsuffixed(*value);
            quote! { crate::#name::from(#value) }
        }
        DefaultPlan::Bytes(bytes) => {
            let bytes = Literal::byte_string(bytes);
            quote! { (&#bytes[..]).into() }
        }
        DefaultPlan::Timestamp(secs, nanos) => {
            let (secs, nanos) = (
                Literal::i64_unsuffixed(*secs),
                Literal::u32_unsuffixed(*nanos),
            );
            quote! { rt::Timestamp::new(#secs, #nanos) }
        }
        DefaultPlan::Empty => quote! { rt::Blank::blank() },
        DefaultPlan::Document(value) => {
            let text = value.to_string();
            quote! { rt::document_default(#text) }
        }
    }
}

/// `Shape`, `Blank` and mostly `Validate` of a union.
pub(super) fn union(plan: &UnionPlan, paths: &Paths<'_>, lists: &mut Lists) -> TokenStream {
    let (ty, shape) = (paths.crate_type(&plan.name), plan.shape.to_string());
    let unchecked = plan.sensitive.then(|| quote! { , unchecked });
    let rows = plan.variants.iter().enumerate().map(|(index, variant)| {
        let (index, name, member) = (
            Literal::usize_unsuffixed(index),
            &variant.name,
            &variant.member,
        );
        let value = (variant.ty.kind != TypeKind::Unit).then(|| quote! { (x) });
        let (wire, codec) = (renamed(member, &variant.wire), codec(&variant.ty));
        let check = check(&variant.ty).filter(|_| unchecked.is_none());
        quote! { #index #name #value #member #wire #codec #check; }
    });
    lists.serde.insert(plan.name.clone());
    quote! {
        rt::union! {
            #ty: #shape #unchecked;
            #(#rows)*
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_the_wire_are_escaped_once() {
        let row = |wire: &str| renamed("name", wire).unwrap_or_default().to_string();
        assert_eq!(row("name"), "");
        assert_eq!(row("other"), r#"as "other""#);
        assert_eq!(row(r#""say""#), r##"as "\\\"say\\\"""##);
        assert_eq!(quoted(r#"a""#), r##""a\"":"##);
    }
}
