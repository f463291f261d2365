//! Values as Rust expressions: JSON that describes a value of a shape becomes the code with which
//! a user of the generated crate would build it. · Reads plans; the crate is called `api` and the
//! runtime `rt` in what comes out. · Fails with a [`Mismatch`] where the JSON does not fit.

mod document;
mod scalar;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use crate::ast::step;
use crate::names::Name;
use crate::plan::{CratePlan, FieldPlan, ItemPlan, StructPlan, TypeKind, TypePlan, UnionPlan};

/// Why a value is none of its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// A JSON pointer to it.
    pub(crate) pointer: String,
    /// What is wrong.
    pub(crate) message: String,
}

type Result<T> = std::result::Result<T, Mismatch>;

fn mismatch<T>(at: &str, message: impl Into<String>) -> Result<T> {
    Err(Mismatch {
        pointer: at.to_owned(),
        message: message.into(),
    })
}

/// The types of a crate by name.
pub(crate) struct Literals<'a> {
    items: BTreeMap<&'a Name, &'a ItemPlan>,
}

impl<'a> Literals<'a> {
    /// The types of this crate.
    pub(crate) fn of(plan: &'a CratePlan) -> Self {
        let items = plan.modules.iter().flat_map(|module| &module.items);
        let named = items.filter_map(|item| Some((item.type_name()?, item)));
        Self {
            items: named.collect(),
        }
    }

    /// A structure or union from the form that Smithy's test cases have: member names, blobs as
    /// text, timestamps as seconds since 1970, `NaN` and infinities as strings.
    pub(crate) fn shape(&self, name: &Name, value: &Value, at: &str) -> Result<TokenStream> {
        match (self.items.get(name), value) {
            (Some(ItemPlan::Structure(plan)), Value::Object(members)) => {
                self.structure(plan, members, at)
            }
            (Some(ItemPlan::Union(plan)), Value::Object(members)) => self.union(plan, members, at),
            (Some(_), other) => mismatch(at, format!("an object was expected, not {other}")),
            (None, _) => mismatch(at, format!("there is no type `{}`", name.as_str())),
        }
    }

    /// `Type::new(required).optional(value)`: null members are not set.
    fn structure(
        &self,
        plan: &StructPlan,
        members: &Map<String, Value>,
        at: &str,
    ) -> Result<TokenStream> {
        let known = |name: &String| plan.fields.iter().any(|field| field.member == *name);
        if let Some(unknown) = members.keys().find(|name| !known(name)) {
            return mismatch(at, format!("the shape has no member `{unknown}`"));
        }
        let name = &plan.name;
        let given = |field: &FieldPlan| {
            let value = members.get(&field.member)?;
            (!value.is_null()).then(|| (value, step(at, &field.member)))
        };
        let mut arguments = Vec::new();
        for index in &plan.arguments {
            let field = &plan.fields[*index];
            let field_name = &field.name;
            // What a service did not send is blank after error correction.
            let value = match (given(field), &plan.required_name) {
                (None, _) => quote! { rt::codegen::Blank::blank() },
                (Some((value, at)), Some(_)) => self.value(&field.ty, value, &at)?,
                (Some((value, at)), None) => self.argument(&field.ty, value, &at)?,
            };
            arguments.push(match plan.required_name {
                Some(_) => quote! { #field_name: #value },
                None => value,
            });
        }
        let new = match &plan.required_name {
            Some(required) => quote! { api::#name::new(api::#required { #(#arguments),* }) },
            None => quote! { api::#name::new(#(#arguments),*) },
        };
        let mut setters = Vec::new();
        for (index, field) in plan.fields.iter().enumerate() {
            if let Some((value, at)) = given(field)
                && !plan.arguments.contains(&index)
            {
                let (setter, value) = (&field.setter, self.argument(&field.ty, value, &at)?);
                setters.push(quote! { .#setter(#value) });
            }
        }
        Ok(quote! { #new #(#setters)* })
    }

    fn union(
        &self,
        plan: &UnionPlan,
        members: &Map<String, Value>,
        at: &str,
    ) -> Result<TokenStream> {
        let mut set = members.iter().filter(|(_, value)| !value.is_null());
        let (Some((member, value)), None) = (set.next(), set.next()) else {
            return mismatch(at, "a union has exactly one member");
        };
        let Some(variant) = plan.variants.iter().find(|v| v.member == *member) else {
            return mismatch(at, format!("the union has no member `{member}`"));
        };
        let (ty, name) = (&plan.name, &variant.name);
        if variant.ty.kind == TypeKind::Unit {
            return Ok(quote! { api::#ty::#name });
        }
        let value = self.value(&variant.ty, value, &step(at, member))?;
        Ok(quote! { api::#ty::#name(#value) })
    }

    /// A parameter of a setter or constructor, which converts text and collects iterators.
    fn argument(&self, ty: &TypePlan, value: &Value, at: &str) -> Result<TokenStream> {
        match (&ty.kind, value) {
            (TypeKind::String(_), Value::String(text)) => Ok(quote! { #text }),
            (TypeKind::Blob(_) | TypeKind::Body(_), Value::String(text)) => Ok(quote! { #text }),
            (TypeKind::Shape { name, .. }, _) => self.shape(name, value, at),
            (TypeKind::List { item, sparse, .. }, Value::Array(items)) if !items.is_empty() => {
                let items = self.items(items, at, |value, at| match sparse {
                    true => self.sparse(item, value, at),
                    false if item.is_string() => self.argument(item, value, at),
                    false => self.value(item, value, at),
                })?;
                Ok(quote! { [#(#items),*] })
            }
            (TypeKind::Map { key, value, sparse }, Value::Object(entries))
                if !entries.is_empty() =>
            {
                let entries = self.entries(entries, at, |name, item, at| {
                    let name = match key.is_string() {
                        true => quote! { #name },
                        false => self.value(key, &Value::from(name), at)?,
                    };
                    let item = match sparse {
                        true => self.sparse(value, item, at)?,
                        false if value.is_string() => self.argument(value, item, at)?,
                        false => self.value(value, item, at)?,
                    };
                    Ok(quote! { (#name, #item) })
                })?;
                Ok(quote! { [#(#entries),*] })
            }
            _ => self.value(ty, value, at),
        }
    }

    /// A value of exactly this type.
    fn value(&self, ty: &TypePlan, value: &Value, at: &str) -> Result<TokenStream> {
        match (&ty.kind, value) {
            (TypeKind::Shape { name, boxed, .. }, _) => {
                let shape = self.shape(name, value, at)?;
                Ok(if *boxed {
                    quote! { Box::new(#shape) }
                } else {
                    shape
                })
            }
            (TypeKind::List { item, .. }, Value::Array(items)) if items.is_empty() => {
                let item = rendered(item, sparse_items(ty));
                Ok(quote! { Vec::<#item>::new() })
            }
            (TypeKind::List { item, sparse, .. }, Value::Array(items)) => {
                let items = self.items(items, at, |value, at| match sparse {
                    true => self.sparse(item, value, at),
                    false => self.value(item, value, at),
                })?;
                Ok(quote! { vec![#(#items),*] })
            }
            (TypeKind::Map { key, value, sparse }, Value::Object(entries)) => {
                let items = self.entries(entries, at, |name, item, at| {
                    let name = self.value(key, &Value::from(name), at)?;
                    let item = match sparse {
                        true => self.sparse(value, item, at)?,
                        false => self.value(value, item, at)?,
                    };
                    Ok(quote! { (#name, #item) })
                })?;
                let (key, value) = (rendered(key, false), rendered(value, *sparse));
                Ok(quote! { rt::Map::<#key, #value>::from([#(#items),*]) })
            }
            (TypeKind::Enum(name), Value::String(text)) => Ok(self.enumeration(name, text)),
            (TypeKind::IntEnum(name), Value::Number(number)) => self.int_enum(name, number, at),
            (TypeKind::Document, value) => Ok(document::expression(value)),
            (kind, value) => match scalar::expression(kind, value) {
                Some(expression) => Ok(expression),
                None => mismatch(at, format!("{value} does not fit the member's type")),
            },
        }
    }

    fn sparse(&self, ty: &TypePlan, value: &Value, at: &str) -> Result<TokenStream> {
        if value.is_null() {
            return Ok(quote! { None });
        }
        let value = self.value(ty, value, at)?;
        Ok(quote! { Some(#value) })
    }

    fn items(
        &self,
        items: &[Value],
        at: &str,
        one: impl Fn(&Value, &str) -> Result<TokenStream>,
    ) -> Result<Vec<TokenStream>> {
        let items = items.iter().enumerate();
        items
            .map(|(index, value)| one(value, &step(at, &index.to_string())))
            .collect()
    }

    fn entries(
        &self,
        entries: &Map<String, Value>,
        at: &str,
        one: impl Fn(&str, &Value, &str) -> Result<TokenStream>,
    ) -> Result<Vec<TokenStream>> {
        let entries = entries.iter();
        entries
            .map(|(name, value)| one(name, value, &step(at, name)))
            .collect()
    }

    /// The variant with this value; a value that the model does not list converts.
    fn enumeration(&self, name: &Name, text: &str) -> TokenStream {
        if let Some(ItemPlan::Enum(plan)) = self.items.get(name)
            && let Some(variant) = plan.variants.iter().find(|v| v.value == text)
        {
            let variant = &variant.name;
            return quote! { api::#name::#variant };
        }
        quote! { api::#name::from(#text) }
    }

    fn int_enum(&self, name: &Name, number: &serde_json::Number, at: &str) -> Result<TokenStream> {
        let Some(value) = number.as_i64().and_then(|n| i32::try_from(n).ok()) else {
            return mismatch(at, format!("{number} is no value of an intEnum"));
        };
        if let Some(ItemPlan::IntEnum(plan)) = self.items.get(name)
            && let Some(variant) = plan.variants.iter().find(|v| v.value == value)
        {
            let variant = &variant.name;
            return Ok(quote! { api::#name::#variant });
        }
        let value = scalar::integer(value.into());
        Ok(quote! { api::#name::from(#value) })
    }
}

fn sparse_items(ty: &TypePlan) -> bool {
    matches!(ty.kind, TypeKind::List { sparse: true, .. })
}

/// The type, for the empty containers that Rust cannot infer.
fn rendered(ty: &TypePlan, sparse: bool) -> TokenStream {
    let plain = match &ty.kind {
        TypeKind::Bool => quote! { bool },
        TypeKind::I8 => quote! { i8 },
        TypeKind::I16 => quote! { i16 },
        TypeKind::I32 => quote! { i32 },
        TypeKind::I64 => quote! { i64 },
        TypeKind::F32 => quote! { f32 },
        TypeKind::F64 => quote! { f64 },
        TypeKind::String(_) => quote! { String },
        TypeKind::Blob(_) => quote! { rt::Blob },
        TypeKind::Body(_) => quote! { rt::Body },
        TypeKind::Document => quote! { rt::Document },
        TypeKind::BigInteger => quote! { rt::BigInteger },
        TypeKind::BigDecimal => quote! { rt::BigDecimal },
        TypeKind::Timestamp(_) => quote! { rt::Timestamp },
        TypeKind::Enum(name) | TypeKind::IntEnum(name) => quote! { api::#name },
        TypeKind::Shape { name, boxed, .. } => match boxed {
            true => quote! { Box<api::#name> },
            false => quote! { api::#name },
        },
        TypeKind::Unit => quote! { () },
        TypeKind::List { item, sparse, .. } => {
            let item = rendered(item, *sparse);
            quote! { Vec<#item> }
        }
        TypeKind::Map { key, value, sparse } => {
            let (key, value) = (rendered(key, false), rendered(value, *sparse));
            quote! { rt::Map<#key, #value> }
        }
    };
    match sparse {
        true => quote! { Option<#plain> },
        false => plain,
    }
}
