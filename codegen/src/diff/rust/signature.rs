//! Types and constructors as one writes them in Rust: what `emit` prints, as text to compare and to show.

use crate::plan::{FieldPlan, StructPlan, TypeKind, TypePlan};

/// The type of a field, with its `Option`.
pub(super) fn field(field: &FieldPlan) -> String {
    let ty = of(&field.ty);
    match field.plain {
        true => ty,
        false => format!("Option<{ty}>"),
    }
}

/// The arguments of a structure's constructor.
pub(super) fn constructor(plan: &StructPlan) -> String {
    if let Some(required) = &plan.required_name {
        return format!("fn new(required: {})", required.as_str());
    }
    let arguments = plan.arguments.iter().filter_map(|index| {
        let field = plan.fields.get(*index)?;
        // What is kept in a box is given without.
        let ty = match &field.ty.kind {
            TypeKind::Shape { name, .. } => name.as_str().to_owned(),
            _ => of(&field.ty),
        };
        Some(format!("{}: {ty}", field.name.to_source()))
    });
    format!("fn new({})", arguments.collect::<Vec<_>>().join(", "))
}

/// A type.
pub(super) fn of(ty: &TypePlan) -> String {
    let maybe = |ty: &TypePlan, sparse: bool| match sparse {
        true => format!("Option<{}>", of(ty)),
        false => of(ty),
    };
    let name = match &ty.kind {
        TypeKind::Bool => "bool",
        TypeKind::I8 => "i8",
        TypeKind::I16 => "i16",
        TypeKind::I32 => "i32",
        TypeKind::I64 => "i64",
        TypeKind::F32 => "f32",
        TypeKind::F64 => "f64",
        TypeKind::String(_) => "String",
        TypeKind::Blob(_) => "Blob",
        TypeKind::Body(_) => "Body",
        TypeKind::Document => "Document",
        TypeKind::BigInteger => "BigInteger",
        TypeKind::BigDecimal => "BigDecimal",
        TypeKind::Timestamp(_) => "Timestamp",
        TypeKind::Unit => "()",
        TypeKind::Enum(name) | TypeKind::IntEnum(name) => name.as_str(),
        TypeKind::Shape { name, boxed, .. } => match boxed {
            true => return format!("Box<{}>", name.as_str()),
            false => name.as_str(),
        },
        TypeKind::List { item, sparse, .. } => return format!("Vec<{}>", maybe(item, *sparse)),
        TypeKind::Map { key, value, sparse } => {
            return format!("Map<{}, {}>", of(key), maybe(value, *sparse));
        }
    };
    name.to_owned()
}
