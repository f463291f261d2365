//! Traits as JSON by their absolute ids: what the model has parsed, written down again, so that any two can be
//! compared and shown.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::model::Traits;
use crate::model::traits::{Binding, ErrorKind, TimestampFormat};

/// Trait values by id.
pub(super) type Values = BTreeMap<String, Value>;

/// All traits of a shape or member.
pub(super) fn of(traits: &Traits) -> Values {
    let mut values = traits.other.clone();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            values.insert(format!("smithy.api#{name}"), value);
        }
    };
    for (name, is) in flags(traits) {
        put(name, is.then(|| json!({})));
    }
    for (name, text) in texts(traits) {
        put(name, text.map(Value::from));
    }
    limits(traits, &mut put);
    http(traits, &mut put);
    meaning(traits, &mut put);
    aws(traits, &mut values);
    values
}

fn flags(traits: &Traits) -> [(&'static str, bool); 18] {
    [
        ("required", traits.required),
        ("clientOptional", traits.client_optional),
        ("box", traits.boxed),
        ("idempotencyToken", traits.idempotency_token),
        ("sensitive", traits.sensitive),
        ("sparse", traits.sparse),
        ("streaming", traits.streaming),
        ("requiresLength", traits.requires_length),
        ("uniqueItems", traits.unique_items),
        ("hostLabel", traits.host_label),
        ("httpChecksumRequired", traits.http_checksum_required),
        ("readonly", traits.readonly),
        ("idempotent", traits.idempotent),
        ("input", traits.input),
        ("output", traits.output),
        ("internal", traits.internal),
        ("eventHeader", traits.event_header),
        ("eventPayload", traits.event_payload),
    ]
}

fn texts(traits: &Traits) -> [(&'static str, Option<&str>); 5] {
    [
        ("pattern", traits.pattern.as_deref()),
        ("jsonName", traits.json_name.as_deref()),
        ("mediaType", traits.media_type.as_deref()),
        ("documentation", traits.documentation.as_deref()),
        ("title", traits.title.as_deref()),
    ]
}

/// An object of the entries that there are.
fn object<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    let present = entries
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(present.collect::<Map<_, _>>())
}

fn limits(traits: &Traits, put: &mut impl FnMut(&str, Option<Value>)) {
    let length = traits.length.as_ref().map(|length| {
        let [min, max] = [length.min, length.max].map(|end| end.map(Value::from));
        object([("min", min), ("max", max)])
    });
    put("length", length);
    let range = traits.range.as_ref().map(|range| {
        // As numbers where they are such, which JSON numbers written in a model always are.
        let number = |text: &String| serde_json::from_str(text).unwrap_or(json!(text));
        let [min, max] = [&range.min, &range.max].map(|end| end.as_ref().map(number));
        object([("min", min), ("max", max)])
    });
    put("range", range);
    put("default", traits.default.clone());
    let encodings = &traits.request_compression;
    let compression = (!encodings.is_empty()).then(|| json!({ "encodings": encodings }));
    put("requestCompression", compression);
}

fn http(traits: &Traits, put: &mut impl FnMut(&str, Option<Value>)) {
    let http = traits.http.as_ref();
    put(
        "http",
        http.map(|http| json!({ "method": http.method, "uri": http.uri, "code": http.code })),
    );
    put("httpError", traits.http_error.map(Value::from));
    let prefix = traits.host_prefix.as_ref();
    put(
        "endpoint",
        prefix.map(|prefix| json!({ "hostPrefix": prefix })),
    );
    match &traits.binding {
        None => {}
        Some(Binding::Label) => put("httpLabel", Some(json!({}))),
        Some(Binding::Query(name)) => put("httpQuery", Some(json!(name))),
        Some(Binding::QueryParams) => put("httpQueryParams", Some(json!({}))),
        Some(Binding::Header(name)) => put("httpHeader", Some(json!(name))),
        Some(Binding::PrefixHeaders(prefix)) => put("httpPrefixHeaders", Some(json!(prefix))),
        Some(Binding::Payload) => put("httpPayload", Some(json!({}))),
        Some(Binding::ResponseCode) => put("httpResponseCode", Some(json!({}))),
    }
}

fn meaning(traits: &Traits, put: &mut impl FnMut(&str, Option<Value>)) {
    let format = traits.timestamp_format.map(|format| match format {
        TimestampFormat::DateTime => json!("date-time"),
        TimestampFormat::HttpDate => json!("http-date"),
        TimestampFormat::EpochSeconds => json!("epoch-seconds"),
    });
    put("timestampFormat", format);
    let error = traits.error.map(|kind| match kind {
        ErrorKind::Client => json!("client"),
        ErrorKind::Server => json!("server"),
    });
    put("error", error);
    let retryable = traits.retryable.map(|retry| match retry.throttling {
        true => json!({ "throttling": true }),
        false => json!({}),
    });
    put("retryable", retryable);
    let text = |text: &Option<String>| text.clone().map(Value::from);
    let deprecated = traits.deprecated.as_ref().map(|deprecated| {
        object([
            ("message", text(&deprecated.message)),
            ("since", text(&deprecated.since)),
        ])
    });
    put("deprecated", deprecated);
    let paginated = traits.paginated.as_ref().map(|paginated| {
        object([
            ("inputToken", text(&paginated.input_token)),
            ("outputToken", text(&paginated.output_token)),
            ("items", text(&paginated.items)),
            ("pageSize", text(&paginated.page_size)),
        ])
    });
    put("paginated", paginated);
}

fn aws(traits: &Traits, values: &mut Values) {
    let text = |text: &Option<String>| text.clone().map(Value::from);
    if let Some(service) = &traits.aws_service {
        let value = object([
            ("sdkId", Some(json!(service.sdk_id))),
            ("endpointPrefix", text(&service.endpoint_prefix)),
            ("arnNamespace", text(&service.arn_namespace)),
            ("cloudFormationName", text(&service.cloud_formation_name)),
            (
                "cloudTrailEventSource",
                text(&service.cloud_trail_event_source),
            ),
            ("docId", text(&service.doc_id)),
        ]);
        values.insert("aws.api#service".to_owned(), value);
    }
    if let Some(name) = &traits.sigv4 {
        values.insert("aws.auth#sigv4".to_owned(), json!({ "name": name }));
    }
    if !traits.waitable.is_empty() {
        let value = crate::model::waiters::to_value(&traits.waitable);
        values.insert("smithy.waiters#waitable".to_owned(), value);
    }
    if traits.aws_query_compatible {
        let id = "aws.protocols#awsQueryCompatible";
        values.insert(id.to_owned(), json!({}));
    }
    if let Some((code, status)) = &traits.aws_query_error {
        let value = json!({ "code": code, "httpResponseCode": status });
        values.insert("aws.protocols#awsQueryError".to_owned(), value);
    }
}
