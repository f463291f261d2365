//! Checks of structures and unions against the model's constraints.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{FieldPlan, StructPlan, TypeKind, UnionPlan};

use super::expr::checker;
use super::path::Paths;
use super::shape::allow_deprecated;

/// Whether a table has no place for the checks of a structure: they are hidden, or a member that is required can be
/// absent.
pub(super) fn apart(plan: &StructPlan) -> bool {
    plan.sensitive || plan.fields.iter().any(|f| f.required && !f.plain)
}

/// `Validate` of a structure whose table has no place for it.
pub(super) fn structure(plan: &StructPlan, paths: &Paths<'_>) -> Option<TokenStream> {
    if !apart(plan) {
        return None;
    }
    let lines: Vec<TokenStream> = plan.fields.iter().filter_map(|f| field(plan, f)).collect();
    let touches = plan
        .fields
        .iter()
        .any(|f| f.deprecated.is_some() && field(plan, f).is_some());
    let allow = if touches {
        allow_deprecated(&plan.fields)
    } else {
        None
    };
    Some(implementation(
        &paths.crate_type(&plan.name),
        lines,
        plan.sensitive,
        allow,
    ))
}

fn implementation(
    ty: &TokenStream,
    lines: Vec<TokenStream>,
    sensitive: bool,
    allow: Option<TokenStream>,
) -> TokenStream {
    if lines.is_empty() {
        return quote! { impl rt::Validate for #ty {} };
    }
    let body = if sensitive {
        quote! { v.sensitive(|v| { #(#lines)* }); }
    } else {
        quote! { #(#lines)* }
    };
    quote! {
        impl rt::Validate for #ty {
            #allow
            fn check(&self, v: &mut rt::Validator) { #body }
        }
    }
}

fn field(plan: &StructPlan, field: &FieldPlan) -> Option<TokenStream> {
    let (name, member) = (&field.name, &field.member);
    let required = (field.required && !field.plain).then(|| {
        let owner = plan
            .shape
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let shape = format!("{owner}${member}");
        quote! { v.required(#member, &self.#name, #shape); }
    });
    let check = field.ty.checked.then(|| {
        let checker = checker(&field.ty);
        if field.plain {
            quote! { v.member(#member, &self.#name, #checker); }
        } else {
            quote! { v.opt(#member, &self.#name, #checker); }
        }
    });
    (required.is_some() || check.is_some()).then(|| quote! { #required #check })
}

/// `Validate` of a union that is sensitive.
pub(super) fn union(plan: &UnionPlan, paths: &Paths<'_>) -> Option<TokenStream> {
    if !plan.sensitive {
        return None;
    }
    let ty = paths.crate_type(&plan.name);
    let checked = |ty: &crate::plan::TypePlan| ty.checked && ty.kind != TypeKind::Unit;
    let parts: Vec<(TokenStream, TokenStream)> = plan
        .variants
        .iter()
        .filter(|variant| checked(&variant.ty))
        .map(|variant| {
            let (name, member, checker) = (&variant.name, &variant.member, checker(&variant.ty));
            (
                quote! { Self::#name(x) },
                quote! { v.member(#member, x, #checker) },
            )
        })
        .collect();
    let lines = match parts.as_slice() {
        [] => Vec::new(),
        // clippy has a single arm written as `if let`, but not one that is all there is.
        [(pattern, call)] => vec![quote! { if let #pattern = self { #call; } }],
        _ => {
            let arms = parts
                .iter()
                .map(|(pattern, call)| quote! { #pattern => #call });
            vec![quote! { match self { #(#arms,)* _ => {} } }]
        }
    };
    Some(implementation(&ty, lines, plan.sensitive, None))
}
