//! The file with the limits that the model sets: statics that the checks refer to.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::{ConstraintPlan, CratePlan, PatternPlan};

use super::SourceFile;

/// `src/constraints.rs`.
pub(super) fn file(plan: &CratePlan) -> SourceFile {
    let mut items = vec![quote! { use shapewright_runtime::codegen as rt; }];
    items.extend(plan.constraints.iter().map(constraint));
    items.extend(plan.patterns.iter().map(pattern));
    SourceFile {
        path: "src/constraints.rs".to_owned(),
        header: vec!["The limits that the model sets on values.".to_owned()],
        items,
    }
}

fn constraint(plan: &ConstraintPlan) -> TokenStream {
    let (name, shape) = (&plan.name, &plan.shape);
    let mut limits = Vec::new();
    if let Some(length) = &plan.length {
        let literal = |value: u64| Literal::u64_unsuffixed(value);
        limits.extend(
            length
                .min
                .map(literal)
                .map(|min| quote! { .min_length(#min) }),
        );
        limits.extend(
            length
                .max
                .map(literal)
                .map(|max| quote! { .max_length(#max) }),
        );
    }
    if let Some(range) = &plan.range {
        limits.extend(
            range
                .min
                .as_deref()
                .map(|min| bound(min, &quote! { min }, &quote! { min_decimal })),
        );
        limits.extend(
            range
                .max
                .as_deref()
                .map(|max| bound(max, &quote! { max }, &quote! { max_decimal })),
        );
    }
    limits.extend(
        plan.pattern
            .as_ref()
            .map(|pattern| quote! { .pattern(&#pattern) }),
    );
    if plan.unique {
        limits.push(quote! { .unique() });
    }
    limits.extend(plan.values.as_ref().map(|values| match &values.public {
        Some(public) => quote! { .values(&[#(#public),*]) },
        None => {
            let name = &values.enumeration;
            quote! { .values(<crate::#name as rt::StringEnum>::VALUES) }
        }
    }));
    if plan.sensitive {
        limits.push(quote! { .sensitive() });
    }
    quote! {
        pub(crate) static #name: rt::Constraints = rt::Constraints::new(#shape)#(#limits)*;
    }
}

fn bound(text: &str, whole: &TokenStream, decimal: &TokenStream) -> TokenStream {
    match text.parse::<i64>() {
        Ok(value) => {
            let value = Literal::i64_unsuffixed(value);
            quote! { .#whole(#value) }
        }
        Err(_) => quote! { .#decimal(#text) },
    }
}

fn pattern(plan: &PatternPlan) -> TokenStream {
    let (name, source) = (&plan.name, &plan.source);
    let automaton = Literal::byte_string(&plan.automaton);
    let docs = plan.superset.as_ref().map(|reason| {
        let doc = format!(" Accepts more than the model's pattern: {reason}.");
        quote! { #[doc = #doc] }
    });
    quote! {
        #docs
        static #name: rt::Pattern = rt::Pattern::new(#source, #automaton);
    }
}
