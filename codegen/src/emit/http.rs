//! HTTP bindings: how an input becomes a request.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::model::traits::{Binding, TimestampFormat};
use crate::plan::{
    AwsJsonPlan, BodyPlan, ChecksumPlan, CompressionPlan, FieldPlan, RequestPlan, RestPlan,
    Segment, StructPlan, TypeKind, TypePlan,
};

use super::expr::{text, write_from};
use super::shape::top_keys;

/// Timestamps in labels and the query are date-time, in headers http-date, unless the model
/// says otherwise (Smithy 2.0, "timestampFormat trait").
const PATH_DEFAULT: TimestampFormat = TimestampFormat::DateTime;
pub(super) const HEADER_DEFAULT: TimestampFormat = TimestampFormat::HttpDate;

/// The statements of `write_request` for an awsJson protocol.
pub(super) fn aws_json(plan: &AwsJsonPlan, input: &StructPlan) -> Vec<TokenStream> {
    let (version, target) = (plan.version, &plan.target);
    let mut lines: Vec<TokenStream> = plan.host.iter().map(|s| host(s, input)).collect();
    lines.extend(plan.endpoint.map(|index| endpoint(&input.fields[index])));
    lines.extend(headers(&plan.headers));
    lines.push(quote! { q.aws_json(#version, #target, input); });
    lines.extend(plan.compression.map(compression));
    lines.extend(plan.checksums.map(checksums));
    lines
}

/// The statements of `write_request` for restJson1.
pub(super) fn request(plan: &RestPlan, input: &StructPlan) -> Vec<TokenStream> {
    let method = &plan.method;
    let mut lines = vec![quote! { q.method(#method); }];
    lines.extend(plan.host.iter().map(|segment| host(segment, input)));
    lines.extend(plan.path.iter().map(|segment| path(segment, input)));
    lines.extend(
        plan.query_literals
            .iter()
            .map(|pair| quote! { q.query_literal(#pair); }),
    );
    lines.extend(headers(&plan.headers));
    lines.extend(plan.bound.iter().map(|index| bound(&input.fields[*index])));
    match plan.body {
        BodyPlan::None => {}
        BodyPlan::Document => lines.push(match top_keys(input, input.request_keys.as_ref()) {
            Some(keys) => quote! { q.json_body_with(input, #keys); },
            None => quote! { q.json_body(input); },
        }),
        BodyPlan::Payload(index) => lines.push(payload(&input.fields[index])),
    }
    lines.extend(plan.compression.map(compression));
    lines.extend(plan.checksums.map(checksums));
    lines
}

/// The statement for a member that says where to send the request; an absent one says nothing.
fn endpoint(field: &FieldPlan) -> TokenStream {
    let (name, member) = (&field.name, &field.member);
    if field.plain {
        quote! { q.endpoint(#member, &input.#name); }
    } else {
        quote! { if let Some(x) = &input.#name { q.endpoint(#member, x); } }
    }
}

/// The statement for compression of the body, which comes after it.
fn compression(plan: CompressionPlan) -> TokenStream {
    match plan {
        CompressionPlan::BySize => quote! { q.gzip(); },
        CompressionPlan::Always => quote! { q.gzip_stream(); },
    }
}

fn headers(headers: &[(String, String)]) -> impl Iterator<Item = TokenStream> + '_ {
    headers
        .iter()
        .map(|(name, value)| quote! { q.header(#name, #value); })
}

/// The statement for checksums of the body, which comes after it.
fn checksums(plan: ChecksumPlan) -> TokenStream {
    match plan {
        ChecksumPlan::ContentMd5 => quote! { q.content_md5(); },
        ChecksumPlan::Glacier => quote! { q.glacier_checksums(); },
    }
}

/// Whether the request reads a deprecated field itself, not only through the codec.
pub(super) fn touches_deprecated(plan: &RequestPlan, input: &StructPlan) -> bool {
    let (segments, bound, single) = match plan {
        RequestPlan::AwsJson(json) => (json.host.iter().chain(&[]), [].as_slice(), json.endpoint),
        RequestPlan::Rest(rest) => {
            let payload = match rest.body {
                BodyPlan::Payload(index) => Some(index),
                _ => None,
            };
            (rest.host.iter().chain(&rest.path), &*rest.bound, payload)
        }
    };
    let labels = segments.filter_map(|segment| match segment {
        Segment::Label { field, .. } => Some(*field),
        Segment::Literal(_) => None,
    });
    let mut touched = bound.iter().copied().chain(single).chain(labels);
    touched.any(|index| input.fields[index].deprecated.is_some())
}

fn host(segment: &Segment, input: &StructPlan) -> TokenStream {
    match segment {
        Segment::Literal(literal) => quote! { q.host_prefix_literal(#literal); },
        Segment::Label { field, .. } => {
            let field = &input.fields[*field];
            let member = &field.member;
            given_or_empty(field, &|value| quote! { q.host_label(#member, #value); })
        }
    }
}

fn path(segment: &Segment, input: &StructPlan) -> TokenStream {
    match segment {
        Segment::Literal(literal) => quote! { q.path(#literal); },
        Segment::Label {
            field,
            greedy,
            token,
            fallback,
        } => {
            let field = &input.fields[*field];
            let (name, member) = (&field.name, &field.member);
            if *token {
                let method = if *greedy {
                    quote! { greedy_label_token }
                } else {
                    quote! { label_token }
                };
                return quote! { q.#method(#member, &input.#name); };
            }
            given_or_empty(field, &|value| match (fallback, greedy) {
                (Some(fallback), _) => quote! { q.label_or(#member, #value, #fallback); },
                (None, true) => quote! { q.greedy_label(#member, #value); },
                (None, false) => quote! { q.label(#member, #value); },
            })
        }
    }
}

/// A label's statement; one that may be absent counts as empty, which the writer refuses.
fn given_or_empty(
    field: &FieldPlan,
    statement: &dyn Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let name = &field.name;
    if field.plain {
        let value = borrowed(&field.ty, &quote! { input.#name }, PATH_DEFAULT);
        return statement(value);
    }
    let given = statement(text(&field.ty, &quote! { x }, PATH_DEFAULT));
    let empty = statement(quote! { "" });
    quote! {
        match &input.#name {
            Some(x) => { #given }
            None => { #empty }
        }
    }
}

/// The text of a place (not a reference), borrowed.
fn borrowed(ty: &TypePlan, place: &TokenStream, default: TimestampFormat) -> TokenStream {
    match &ty.kind {
        TypeKind::Timestamp(_) => text(ty, place, default),
        _ => quote! { &#place },
    }
}

fn bound(field: &FieldPlan) -> TokenStream {
    let name = &field.name;
    let place = quote! { input.#name };
    if field.token && !field.plain {
        return match &field.binding {
            Some(Binding::Query(query)) => quote! { q.query_token(#query, &#place); },
            Some(Binding::Header(header)) => quote! { q.header_token(#header, &#place); },
            _ => quote! {},
        };
    }
    if field.plain {
        return bound_value(field, &quote! { &#place });
    }
    let statement = bound_value(field, &quote! { x });
    quote! { if let Some(x) = &#place { #statement } }
}

/// The statement for a value that is there; `value` is a reference to it.
fn bound_value(field: &FieldPlan, value: &TokenStream) -> TokenStream {
    match &field.binding {
        Some(Binding::Query(name)) => query(name, &field.ty, value),
        Some(Binding::QueryParams) => query_params(&field.ty, value),
        Some(Binding::Header(name)) => header(name, &field.ty, value),
        Some(Binding::PrefixHeaders(prefix)) => quote! { q.prefix_headers(#prefix, #value); },
        _ => quote! {},
    }
}

/// The statement for a map in the query; nulls of sparse maps and lists are not sent.
fn query_params(ty: &TypePlan, value: &TokenStream) -> TokenStream {
    let TypeKind::Map {
        value: item,
        sparse,
        ..
    } = &ty.kind
    else {
        return quote! {};
    };
    let entries = if *sparse {
        let map = unreferenced(value);
        quote! { #map.iter().filter_map(|(k, v)| Some((k, v.as_ref()?))) }
    } else {
        value.clone()
    };
    match &item.kind {
        TypeKind::List { sparse: true, .. } => {
            let entries = if *sparse {
                entries
            } else {
                let map = unreferenced(value);
                quote! { #map.iter() }
            };
            quote! { q.query_params_lists(#entries.map(|(k, v)| (k, v.iter().flatten()))); }
        }
        TypeKind::List { .. } => quote! { q.query_params_lists(#entries); },
        _ => quote! { q.query_params(#entries); },
    }
}

fn query(name: &str, ty: &TypePlan, value: &TokenStream) -> TokenStream {
    match &ty.kind {
        TypeKind::List { item, sparse, .. } => {
            let items = items(item, *sparse, &unreferenced(value), PATH_DEFAULT);
            quote! { q.query_list(#name, #items); }
        }
        TypeKind::Timestamp(_) => {
            let text = text(ty, value, PATH_DEFAULT);
            quote! { q.query(#name, #text); }
        }
        _ => quote! { q.query(#name, #value); },
    }
}

fn header(name: &str, ty: &TypePlan, value: &TokenStream) -> TokenStream {
    match &ty.kind {
        TypeKind::String(Some(_)) => quote! { q.header_media_type(#name, #value); },
        TypeKind::List { item, sparse, .. } => {
            let quoted = matches!(item.kind, TypeKind::String(_) | TypeKind::Enum(_));
            let items = items(item, *sparse, &unreferenced(value), HEADER_DEFAULT);
            let items = match &item.kind {
                TypeKind::String(Some(_)) => quote! { #items.map(rt::base64) },
                _ => items,
            };
            quote! { q.header_list(#name, #items, #quoted); }
        }
        TypeKind::Timestamp(_) => {
            let text = text(ty, value, HEADER_DEFAULT);
            quote! { q.header(#name, #text); }
        }
        _ => quote! { q.header(#name, #value); },
    }
}

/// The items of a list as an iterator of texts.
fn items(
    item: &TypePlan,
    sparse: bool,
    value: &TokenStream,
    default: TimestampFormat,
) -> TokenStream {
    let iter = if sparse {
        quote! { #value.iter().flatten() }
    } else {
        quote! { #value.iter() }
    };
    match &item.kind {
        TypeKind::Timestamp(format) => {
            let format = super::expr::timestamp_format(format.unwrap_or(default));
            quote! { #iter.map(|x| x.format(#format)) }
        }
        _ => iter,
    }
}

/// A value as the receiver of a method call, which borrows by itself.
fn unreferenced(value: &TokenStream) -> TokenStream {
    let mut tokens = value.clone().into_iter().peekable();
    let referenced =
        matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '&');
    tokens.skip(usize::from(referenced)).collect()
}

/// The statement for a payload.
fn payload(field: &FieldPlan) -> TokenStream {
    let name = &field.name;
    let place = quote! { input.#name };
    let option = |map: TokenStream| {
        if field.plain {
            quote! { Some(#map) }
        } else {
            quote! { #place.as_ref().map(|x| #map) }
        }
    };
    let value = if field.plain {
        quote! { &#place }
    } else {
        quote! { x }
    };
    match &field.ty.kind {
        TypeKind::Blob(media) | TypeKind::Body(media) => {
            let media = media.as_deref().unwrap_or("application/octet-stream");
            let receiver = unreferenced(&value);
            let bytes = option(quote! { #receiver.as_bytes() });
            quote! { q.payload_bytes(#media, #bytes); }
        }
        TypeKind::String(media) => {
            let media = media.as_deref().unwrap_or("text/plain");
            let text = if field.plain {
                quote! { Some(#place.as_str()) }
            } else {
                quote! { #place.as_deref() }
            };
            quote! { q.payload_text(#media, #text); }
        }
        TypeKind::Enum(_) => {
            let text = if field.plain {
                quote! { Some(rt::StringEnum::as_str(&#place)) }
            } else {
                quote! { #place.as_ref().map(rt::StringEnum::as_str) }
            };
            quote! { q.payload_text("text/plain", #text); }
        }
        TypeKind::Shape { boxed, union, .. } => {
            let value = if *boxed {
                quote! { &**#value }
            } else {
                value
            };
            let shape = option(quote! { #value as &dyn rt::WriteShape });
            let method = if *union {
                quote! { payload_union }
            } else {
                quote! { payload_object }
            };
            quote! { q.#method(#shape); }
        }
        TypeKind::Document => {
            let document = if field.plain {
                quote! { Some(#value) }
            } else {
                quote! { #place.as_ref() }
            };
            quote! { q.payload_document(#document); }
        }
        _ => json_payload(field, &value),
    }
}

/// A list or map as payload.
fn json_payload(field: &FieldPlan, value: &TokenStream) -> TokenStream {
    let (name, write) = (&field.name, write_from(&field.ty, value));
    let statement = quote! { q.payload_json(|w| #write); };
    if field.plain {
        statement
    } else {
        quote! { if let Some(x) = &input.#name { #statement } }
    }
}
