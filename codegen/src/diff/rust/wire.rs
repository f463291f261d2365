//! Items that the compiler takes for the same and that behave differently: they travel otherwise, are checked
//! otherwise, have another default, or are shown where they were not.

use std::collections::BTreeMap;

use crate::model::traits::Binding;
use crate::plan::{
    ConstraintPlan, CratePlan, EnumPlan, FieldPlan, ItemPlan, OperationPlan, RequestPlan, Segment,
    StructPlan, TypeKind, TypePlan, UnionPlan,
};

use super::{Change, ChangeKind, signature};

/// All such changes.
pub(super) fn compare(old: &CratePlan, new: &CratePlan) -> Vec<Change> {
    let mut out = Vec::new();
    let (before, after) = (Limits::of(old), Limits::of(new));
    let limits = (&before, &after);
    let mut service = |item: &str, same: bool| {
        if !same {
            out.push(behaves(item, "constant", "has another value"));
        }
    };
    let (a, b) = (&old.service, &new.service);
    service("SERVICE", a.sdk_id == b.sdk_id);
    service("API_VERSION", a.version == b.version);
    service(
        "SIGNING_NAME",
        differs_not(&a.signing_name, &b.signing_name),
    );
    service(
        "ENDPOINT_PREFIX",
        differs_not(&a.endpoint_prefix, &b.endpoint_prefix),
    );
    let names = by_name(old);
    for item in new.modules.iter().flat_map(|module| &module.items) {
        let Some(before) = names.get(name(item)) else {
            continue;
        };
        match (before, item) {
            (ItemPlan::Operation(a, input), ItemPlan::Operation(b, new_input)) => {
                operation(&mut out, (a, input), (b, new_input));
            }
            (ItemPlan::Structure(a), ItemPlan::Structure(b)) => {
                structure(&mut out, a, b, limits);
            }
            (ItemPlan::Union(a), ItemPlan::Union(b)) => union(&mut out, a, b, limits),
            (ItemPlan::Enum(a), ItemPlan::Enum(b)) => enumeration(&mut out, a, b),
            (ItemPlan::IntEnum(a), ItemPlan::IntEnum(b)) => enumeration(&mut out, a, b),
            _ => {}
        }
    }
    out
}

/// Whether a constant that both crates have is the same.
fn differs_not(old: &Option<String>, new: &Option<String>) -> bool {
    old.is_none() || new.is_none() || old == new
}

fn behaves(item: &str, what: &'static str, how: &str) -> Change {
    Change {
        kind: ChangeKind::Behaves,
        item: item.to_owned(),
        what,
        old: String::new(),
        new: how.to_owned(),
    }
}

fn name(item: &ItemPlan) -> &str {
    match item {
        ItemPlan::Operation(plan, _) => plan.name.as_str(),
        ItemPlan::Structure(plan) => plan.name.as_str(),
        ItemPlan::Union(plan) => plan.name.as_str(),
        ItemPlan::Enum(plan) => plan.name.as_str(),
        ItemPlan::IntEnum(plan) => plan.name.as_str(),
    }
}

fn by_name(plan: &CratePlan) -> BTreeMap<&str, &ItemPlan> {
    let items = plan.modules.iter().flat_map(|module| &module.items);
    items.map(|item| (name(item), item)).collect()
}

/// The limits of a crate's values: constraints by name, with their patterns.
struct Limits<'a> {
    constraints: BTreeMap<&'a str, &'a ConstraintPlan>,
    patterns: BTreeMap<&'a str, &'a str>,
}

impl<'a> Limits<'a> {
    fn of(plan: &'a CratePlan) -> Self {
        let constraints = plan.constraints.iter().map(|c| (c.name.as_str(), c));
        let patterns = plan.patterns.iter();
        Self {
            constraints: constraints.collect(),
            patterns: patterns
                .map(|p| (p.name.as_str(), p.source.as_str()))
                .collect(),
        }
    }

    /// What is checked of a type and of what it holds, as text. Values of enums are told as variants.
    fn text(&self, ty: &TypePlan) -> String {
        let own = ty.constraints.as_ref();
        let own = own.and_then(|name| self.constraints.get(name.as_str()));
        let mut text = own.map_or_else(String::new, |plan| {
            let pattern = plan.pattern.as_ref();
            let pattern = pattern.and_then(|name| self.patterns.get(name.as_str()));
            format!(
                "{:?} {:?} {pattern:?} {}",
                plan.length, plan.range, plan.unique
            )
        });
        match &ty.kind {
            TypeKind::List { item, .. } => text = format!("{text} [{}]", self.text(item)),
            TypeKind::Map { key, value, .. } => {
                text = format!("{text} {{{}: {}}}", self.text(key), self.text(value));
            }
            _ => {}
        }
        text
    }
}

/// A type as it travels, as text: formats of timestamps, and media types where they count, in headers and payloads.
fn travels(ty: &TypePlan, media_counts: bool) -> String {
    match &ty.kind {
        TypeKind::Timestamp(format) => format!("{format:?}"),
        TypeKind::String(media) | TypeKind::Blob(media) | TypeKind::Body(media) => {
            media.clone().filter(|_| media_counts).unwrap_or_default()
        }
        TypeKind::List { item, .. } => travels(item, media_counts),
        TypeKind::Map { key, value, .. } => {
            format!("{} {}", travels(key, false), travels(value, false))
        }
        _ => String::new(),
    }
}

fn structure(
    out: &mut Vec<Change>,
    old: &StructPlan,
    new: &StructPlan,
    limits: (&Limits<'_>, &Limits<'_>),
) {
    for field in &new.fields {
        let Some(before) = old.fields.iter().find(|f| f.name == field.name) else {
            continue;
        };
        let item = format!("{}.{}", new.name.as_str(), field.name.as_str());
        for how in field_changes(before, field, limits) {
            out.push(behaves(&item, "field", how));
        }
    }
}

fn field_changes(
    old: &FieldPlan,
    new: &FieldPlan,
    (before, after): (&Limits<'_>, &Limits<'_>),
) -> Vec<&'static str> {
    let form = |f: &FieldPlan| {
        travels(
            &f.ty,
            matches!(f.binding, Some(Binding::Header(_) | Binding::Payload)),
        )
    };
    let place = |f: &FieldPlan| (f.wire.clone(), f.binding.clone(), f.host_label);
    // Another type is told as such, and travels and is checked as one.
    let same_type = signature::of(&old.ty) == signature::of(&new.ty);
    let got_default = old.plain && new.plain && old.default.is_none() && new.default.is_some();
    let lost_default = old.plain && new.plain && old.default.is_some() && new.default.is_none();
    let all = [
        (
            place(old) != place(new) || same_type && form(old) != form(new),
            "travels in another way",
        ),
        (
            same_type && before.text(&old.ty) != after.text(&new.ty),
            "is checked in another way",
        ),
        (
            !old.required && new.required && !new.plain,
            "is required by the service",
        ),
        (
            // What stays an argument because of the lock is sent as before.
            old.required && !new.required && !new.plain,
            "is no longer required by the service",
        ),
        (got_default, "has a default now"),
        (lost_default, "has no default any more"),
        (
            old.plain && new.plain && old.default != new.default && !lost_default && !got_default,
            "has another default",
        ),
        (
            old.token != new.token,
            "is filled in another way when it is absent",
        ),
        (!old.sensitive && new.sensitive, "is no longer shown"),
        (old.sensitive && !new.sensitive, "is shown"),
    ];
    all.into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, how)| how)
        .collect()
}

fn union(
    out: &mut Vec<Change>,
    old: &UnionPlan,
    new: &UnionPlan,
    limits: (&Limits<'_>, &Limits<'_>),
) {
    for variant in &new.variants {
        let Some(before) = old.variants.iter().find(|v| v.name == variant.name) else {
            continue;
        };
        let item = format!("{}::{}", new.name.as_str(), variant.name.as_str());
        if before.wire != variant.wire || travels(&before.ty, false) != travels(&variant.ty, false)
        {
            out.push(behaves(&item, "variant", "travels in another way"));
        }
        if limits.0.text(&before.ty) != limits.1.text(&variant.ty) {
            out.push(behaves(&item, "variant", "is checked in another way"));
        }
    }
}

fn enumeration<V: PartialEq>(out: &mut Vec<Change>, old: &EnumPlan<V>, new: &EnumPlan<V>) {
    for variant in &new.variants {
        let before = old.variants.iter().find(|v| v.name == variant.name);
        if before.is_some_and(|before| before.value != variant.value) {
            let item = format!("{}::{}", new.name.as_str(), variant.name.as_str());
            out.push(behaves(&item, "variant", "stands for another value"));
        }
    }
}

fn operation(
    out: &mut Vec<Change>,
    (old, old_input): (&OperationPlan, &StructPlan),
    (new, new_input): (&OperationPlan, &StructPlan),
) {
    let item = new.name.as_str();
    if request(&old.request, old_input) != request(&new.request, new_input) {
        out.push(behaves(item, "operation", "makes another request"));
    }
    if (old.readonly, old.idempotent) != (new.readonly, new.idempotent) {
        let how = "says otherwise whether it may be repeated";
        out.push(behaves(item, "operation", how));
    }
    for variant in &new.error.variants {
        let before = old.error.variants.iter().find(|v| v.name == variant.name);
        if before.is_some_and(|before| before != variant && before.ty == variant.ty) {
            let item = format!("{}::{}", new.error.name.as_str(), variant.name.as_str());
            out.push(behaves(
                &item,
                "variant",
                "is known or classed in another way",
            ));
        }
    }
}

/// What of a request does not come from single fields, as text: fields by name, because they may have moved.
fn request(plan: &RequestPlan, input: &StructPlan) -> String {
    let field = |index: usize| input.fields.get(index).map_or("", |f| f.name.as_str());
    let path = |segments: &[Segment]| {
        let texts = segments.iter().map(|segment| match segment {
            Segment::Literal(text) => text.clone(),
            Segment::Label {
                field: index,
                greedy,
                ..
            } => {
                format!("{{{}{}}}", field(*index), if *greedy { "+" } else { "" })
            }
        });
        texts.collect::<String>()
    };
    match plan {
        RequestPlan::AwsJson(plan) => format!(
            "{} {} {} {:?} {:?} {:?}",
            plan.version,
            plan.target,
            path(&plan.host),
            plan.headers,
            plan.compression,
            plan.checksums
        ),
        RequestPlan::Rest(plan) => format!(
            "{} {} {} {:?} {:?} {:?} {:?}",
            plan.method,
            path(&plan.host),
            path(&plan.path),
            plan.query_literals,
            plan.headers,
            plan.compression,
            plan.checksums
        ),
    }
}
