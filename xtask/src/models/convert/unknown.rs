//! What botocore's files have and the importer does not know: said, never dropped silently. ·
//! Called by `convert`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::c2j::Document;

/// Keys that say nothing about JSON protocols, are prose, or mean nothing where they are not read:
/// an `enum` on a member, an `error` on a reference.
const NOISE: &[&str] = &[
    "box",
    "checksumFormat",
    "deprecated",
    "deprecatedMessage",
    "documentation",
    "enum",
    "error",
    "event",
    "examples",
    "exception",
    "fault",
    "flattened",
    "globalEndpoint",
    "locationName",
    "name",
    "protocolSettings",
    "queryName",
    "resultWrapper",
    "ripServiceName",
    "serviceAbbreviation",
    "synthetic",
    "version",
    "wrapper",
    "xmlAttribute",
    "xmlName",
    "xmlNamespace",
    "xmlOrder",
];

/// Where members can travel.
const LOCATIONS: [&str; 5] = ["header", "headers", "querystring", "statusCode", "uri"];

/// The formats of timestamps.
const FORMATS: [&str; 3] = ["iso8601", "rfc822", "unixTimestamp"];

/// The keys and values that the importer does not know, with how often they occur.
pub(super) fn unknown(document: &Document) -> BTreeMap<String, usize> {
    let mut found = Unknown::default();
    found.keys(&document.other);
    found.keys(&document.metadata.other);
    for (_, operation) in document.operations.iter() {
        found.keys(&operation.other);
        let references = operation.input.iter().chain(&operation.output);
        for reference in references.chain(&operation.errors) {
            found.keys(&reference.other);
        }
    }
    for (_, shape) in document.shapes.iter() {
        found.keys(&shape.other);
        found.value("timestampFormat", shape.timestamp_format.as_ref(), &FORMATS);
        for reference in shape.references() {
            found.keys(&reference.other);
            found.value("location", reference.location.as_ref(), &LOCATIONS);
        }
    }
    found.0
}

#[derive(Default)]
struct Unknown(BTreeMap<String, usize>);

impl Unknown {
    fn keys(&mut self, other: &Map<String, Value>) {
        for key in other.keys().filter(|key| !NOISE.contains(&key.as_str())) {
            *self.0.entry(key.clone()).or_default() += 1;
        }
    }

    fn value(&mut self, key: &str, value: Option<&String>, known: &[&str]) {
        if let Some(value) = value.filter(|value| !known.contains(&value.as_str())) {
            *self.0.entry(format!("{key}: {value}")).or_default() += 1;
        }
    }
}
