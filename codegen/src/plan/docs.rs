//! Documentation lines: the model's own text converted to Markdown where there is some,
//! then facts: type, limits, default, binding, errors, the official page.

use crate::model::traits::{Binding, Length, Range, Traits};
use crate::model::{Member, ShapeId, ShapeKind};

use super::default_value::DefaultPlan;
use super::markdown;
use super::symbols::OperationNames;
use super::types::{TypeKind, TypePlan};
use super::{Planner, Protocol, polling};

/// Why a shape or member is deprecated; `None` when it is not.
pub(super) fn deprecated(traits: &Traits) -> Option<String> {
    let deprecated = traits.deprecated.as_ref()?;
    let mut parts = Vec::new();
    parts.extend(deprecated.message.clone().map(|message| one_line(&message)));
    parts.extend(
        deprecated
            .since
            .as_ref()
            .map(|since| format!("since {since}")),
    );
    Some(parts.join(", "))
}

/// A structure: what it is for, then the page about it.
pub(super) fn structure(planner: &Planner<'_>, id: &ShapeId) -> Vec<String> {
    let usage = planner.usage;
    let mut facts = Vec::new();
    let link = |operation: &ShapeId| {
        let names = planner.symbols.operations.get(operation);
        names
            .map(|names| format!("[`{0}`](crate::{0})", names.operation.as_str()))
            .unwrap_or_default()
    };
    if let Some(operation) = usage.dedicated_input(id) {
        facts.push(format!("Input of {}.", link(operation)));
    } else if let Some(operation) = usage.dedicated_output(id) {
        facts.push(format!("Output of {}.", link(operation)));
    } else if let Some(error) = planner.model.get(id).filter(|s| s.traits.error.is_some()) {
        facts.push(error_facts(&error.traits, id));
    } else {
        facts.push(format!("Structure `{}`.", id.name()));
    }
    let own_page = usage.dedicated_input(id).is_none() && usage.dedicated_output(id).is_none();
    if own_page
        && planner
            .model
            .get(id)
            .is_some_and(|s| s.traits.error.is_none())
    {
        facts.extend(page(planner, id.name()));
    }
    with_model_docs(planner, id, facts.join(" "))
}

/// A union or enum.
pub(super) fn shape(planner: &Planner<'_>, id: &ShapeId) -> Vec<String> {
    let kind = match planner.model.get(id).map(|shape| &shape.kind) {
        Some(ShapeKind::Union(_)) => "Union",
        Some(ShapeKind::IntEnum(_)) => "Integer enum",
        _ => "Enum",
    };
    let mut facts = format!("{kind} `{}`.", id.name());
    // AWS's reference has a page for each structure and union, but none for an enum.
    if let ("Union", Some(page)) = (kind, page(planner, id.name())) {
        facts.push_str(&format!(" {page}"));
    }
    with_model_docs(planner, id, facts)
}

/// An operation: method and path, errors, the official page.
pub(super) fn operation(
    planner: &Planner<'_>,
    id: &ShapeId,
    names: &OperationNames,
) -> Vec<String> {
    let mut facts = format!(
        "Operation `{0}`: [`{1}`](crate::{1}) to [`{2}`](crate::{2}) or [`{3}`](crate::{3}).",
        id.name(),
        names.input.as_str(),
        names.output.as_str(),
        names.error.as_str()
    );
    let http = planner
        .model
        .get(id)
        .and_then(|shape| shape.traits.http.as_ref());
    if let (Protocol::RestJson1, Some(http)) = (planner.protocol, http) {
        let request = format!("{} {}", http.method, http.uri);
        facts.push_str(&format!(" {}.", code(&request)));
    }
    if unsigned(planner, id) {
        facts.push_str(" It may be sent without a signature.");
    }
    if let Some(page) = page(planner, id.name()) {
        facts.push(' ');
        facts.push_str(&page);
    }
    let mut lines = with_model_docs(planner, id, facts);
    lines.extend(polling::lines(planner, id));
    lines
}

/// Whether nobody has to sign in for an operation (Smithy 2.0, "optionalAuth trait", "auth trait").
fn unsigned(planner: &Planner<'_>, id: &ShapeId) -> bool {
    let traits = planner.model.get(id).map(|shape| &shape.traits.other);
    traits.is_some_and(|traits| {
        let auth = traits.get("smithy.api#auth").and_then(|it| it.as_array());
        traits.contains_key("smithy.api#optionalAuth") || auth.is_some_and(Vec::is_empty)
    })
}

/// A structure's field.
pub(super) fn field(
    planner: &Planner<'_>,
    member: &Member,
    ty: &TypePlan,
    default: Option<&DefaultPlan>,
    binding: Option<&Binding>,
) -> Vec<String> {
    let mut facts = vec![format!("`{}`", member.name())];
    facts.extend(limits(planner, member, ty));
    if let Some(default) = planner.model.default_of(member).filter(|d| !d.is_null()) {
        facts.push(format!("default {}", code(&default.to_string())));
    } else if default.is_none() && member.traits.idempotency_token {
        facts.push("a fresh token when absent".to_owned());
    }
    facts.extend(binding.and_then(place));
    if planner.model.sensitive(member) {
        facts.push("sensitive: `Debug` hides it, serde writes it".to_owned());
    }
    with_member_docs(member, facts)
}

/// A union's member.
pub(super) fn union_member(planner: &Planner<'_>, member: &Member, ty: &TypePlan) -> Vec<String> {
    let mut facts = vec![format!("`{}`", member.name())];
    facts.extend(limits(planner, member, ty));
    with_member_docs(member, facts)
}

/// An enum's value.
pub(super) fn enum_value(traits: &Traits, value: &str) -> Vec<String> {
    let mut lines = traits
        .documentation
        .as_deref()
        .map(markdown::lines)
        .unwrap_or_default();
    separate(&mut lines);
    lines.push(format!("{}.", code(value)));
    lines
}

fn with_member_docs(member: &Member, facts: Vec<String>) -> Vec<String> {
    let mut lines = member
        .traits
        .documentation
        .as_deref()
        .map(markdown::lines)
        .unwrap_or_default();
    separate(&mut lines);
    lines.push(format!("{}.", facts.join(", ")));
    lines
}

fn with_model_docs(planner: &Planner<'_>, id: &ShapeId, facts: String) -> Vec<String> {
    let Some(traits) = planner.model.get(id).map(|shape| &shape.traits) else {
        return vec![facts];
    };
    let mut lines = traits
        .documentation
        .as_deref()
        .map(markdown::lines)
        .unwrap_or_default();
    separate(&mut lines);
    lines.push(facts);
    // Not `#[deprecated]`: generated code has to name the type all over.
    if let Some(reason) = deprecated(traits) {
        let reason = if reason.is_empty() {
            String::new()
        } else {
            format!(": {}", markdown::line(&reason))
        };
        lines.extend([String::new(), format!("**Deprecated**{reason}.")]);
    }
    lines
}

fn separate(lines: &mut Vec<String>) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
}

fn error_facts(traits: &Traits, id: &ShapeId) -> String {
    let fault = match traits.error {
        Some(crate::model::traits::ErrorKind::Server) => "server",
        _ => "client",
    };
    let mut text = format!("Error `{}`: {fault} fault", id.name());
    if let Some(status) = traits.http_error {
        text.push_str(&format!(", HTTP {status}"));
    }
    if let Some(retryable) = traits.retryable {
        text.push_str(if retryable.throttling {
            ", throttling"
        } else {
            ", retryable"
        });
    }
    text.push('.');
    text
}

/// The limits of a value in words.
fn limits(planner: &Planner<'_>, member: &Member, ty: &TypePlan) -> Vec<String> {
    let mut out = Vec::new();
    let unit = match ty.kind {
        TypeKind::Blob(_) | TypeKind::Body(_) => "bytes",
        TypeKind::List { .. } => "items",
        TypeKind::Map { .. } => "entries",
        _ => "characters",
    };
    out.extend(
        planner
            .model
            .length(member)
            .map(|length| length_text(length, unit)),
    );
    out.extend(planner.model.range(member).map(range_text));
    if let Some(pattern) = planner.model.pattern(member) {
        out.push(format!("pattern {}", code(pattern)));
    }
    if planner.model.unique_items(member) {
        out.push("no item twice".to_owned());
    }
    if let TypeKind::List { item, .. } = &ty.kind
        && let Some(ShapeKind::List(inner)) = planner.model.get(&member.target).map(|s| &s.kind)
    {
        let inner_limits = limits(planner, inner, item);
        if !inner_limits.is_empty() {
            out.push(format!("each {}", inner_limits.join(", ")));
        }
    }
    out
}

fn length_text(length: &Length, unit: &str) -> String {
    match (length.min, length.max) {
        (Some(min), Some(max)) if min == max => format!("{min} {unit}"),
        (Some(min), Some(max)) => format!("{min} to {max} {unit}"),
        (Some(min), None) => format!("at least {min} {unit}"),
        (None, Some(max)) => format!("at most {max} {unit}"),
        (None, None) => String::new(),
    }
}

fn range_text(range: &Range) -> String {
    match (&range.min, &range.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => String::new(),
    }
}

/// Where a member travels in HTTP; the body goes without saying.
fn place(binding: &Binding) -> Option<String> {
    Some(match binding {
        Binding::Label => "in the path".to_owned(),
        Binding::Query(name) => format!("in the query as {}", code(name)),
        Binding::QueryParams => "in the query".to_owned(),
        Binding::Header(name) => format!("header `{name}`"),
        Binding::PrefixHeaders(prefix) => format!("headers `{prefix}…`"),
        Binding::Payload => "the whole body".to_owned(),
        Binding::ResponseCode => "the HTTP status".to_owned(),
    })
}

/// The official page of an operation or type of an AWS service.
fn page(planner: &Planner<'_>, name: &str) -> Option<String> {
    let doc_id = planner.doc_id()?;
    Some(format!(
        "[AWS](https://docs.aws.amazon.com/goto/WebAPI/{doc_id}/{name})"
    ))
}

/// Text as inline code, whatever backticks it holds (CommonMark, "Code spans").
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    if text.is_empty() {
        return "the empty text".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    if longest == 0 {
        return format!("`{text}`");
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

fn one_line(text: &str) -> String {
    markdown::visible(&text.replace('\t', "\\t")).replace('\n', " ")
}
