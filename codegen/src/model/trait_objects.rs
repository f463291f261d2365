//! The traits whose value is an object with keys, and those of AWS. · Called by
//! `trait_values`.

use serde_json::{Map, Number, Value};

use super::trait_values::{Reading, is_token};
use super::trait_waiters::waitable;
use super::traits::{AwsService, Deprecated, Http, Length, Paginated, Range, Retryable, Traits};

/// Traits of the prelude; whether this is one of them.
pub(super) fn prelude(traits: &mut Traits, name: &str, reading: &mut Reading<'_, '_>) -> bool {
    match name {
        "length" => traits.length = length(reading),
        "range" => traits.range = range(reading),
        "http" => traits.http = http(reading),
        "endpoint" => {
            let mut keys = Keys::new(reading, &["hostPrefix"]);
            traits.host_prefix = keys.required("hostPrefix");
        }
        "requestCompression" => {
            let mut keys = Keys::new(reading, &["encodings"]);
            traits.request_compression = keys.strings("encodings");
            let none = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
            if reading.used.value.get("encodings").is_none_or(none) {
                reading.invalid(None, "`encodings` with at least one, such as `gzip`");
            }
        }
        "retryable" => {
            let mut keys = Keys::new(reading, &["throttling"]);
            let throttling = keys.boolean("throttling").unwrap_or(false);
            traits.retryable = keys.present().then_some(Retryable { throttling });
        }
        "deprecated" => {
            let mut keys = Keys::new(reading, &["message", "since"]);
            let (message, since) = (keys.string("message"), keys.string("since"));
            traits.deprecated = keys.present().then_some(Deprecated { message, since });
        }
        "paginated" => {
            let mut keys = Keys::new(reading, &["inputToken", "outputToken", "items", "pageSize"]);
            let paginated = Paginated {
                input_token: keys.string("inputToken"),
                output_token: keys.string("outputToken"),
                items: keys.string("items"),
                page_size: keys.string("pageSize"),
            };
            traits.paginated = keys.present().then_some(paginated);
        }
        _ => return false,
    }
    true
}

/// Traits of AWS's namespaces; whether this is one of them.
pub(super) fn aws(traits: &mut Traits, id: &str, reading: &mut Reading<'_, '_>) -> bool {
    match id {
        "aws.api#service" => {
            let mut keys = Keys::new(
                reading,
                &[
                    "sdkId",
                    "arnNamespace",
                    "cloudFormationName",
                    "cloudTrailEventSource",
                    "docId",
                    "endpointPrefix",
                    "cloudFormationDocs",
                ],
            );
            let service = AwsService {
                sdk_id: keys.required("sdkId").unwrap_or_default(),
                endpoint_prefix: keys.string("endpointPrefix"),
                arn_namespace: keys.string("arnNamespace"),
                cloud_formation_name: keys.string("cloudFormationName"),
                cloud_trail_event_source: keys.string("cloudTrailEventSource"),
                doc_id: keys.string("docId"),
            };
            traits.aws_service = keys.present().then_some(service);
        }
        "aws.auth#sigv4" => {
            let mut keys = Keys::new(reading, &["name"]);
            traits.sigv4 = keys.required("name");
        }
        "aws.protocols#awsQueryCompatible" => {
            traits.aws_query_compatible = Keys::new(reading, &[]).present();
        }
        "aws.protocols#awsQueryError" => {
            let mut keys = Keys::new(reading, &["code", "httpResponseCode"]);
            let code = keys.required("code");
            let status = keys.status("httpResponseCode");
            traits.aws_query_error = code.zip(status);
        }
        "smithy.waiters#waitable" => traits.waitable = waitable(reading),
        _ => return false,
    }
    true
}

fn length(reading: &mut Reading<'_, '_>) -> Option<Length> {
    let mut keys = Keys::new(reading, &["min", "max"]);
    let (min, max) = (keys.unsigned("min"), keys.unsigned("max"));
    if !keys.present() || keys.has("min") != min.is_some() || keys.has("max") != max.is_some() {
        return None;
    }
    if min.is_none() && max.is_none() {
        reading.invalid(None, "`min`, `max` or both");
        return None;
    }
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        reading.invalid(None, "a `min` that is not greater than `max`");
        return None;
    }
    Some(Length { min, max })
}

fn range(reading: &mut Reading<'_, '_>) -> Option<Range> {
    let mut keys = Keys::new(reading, &["min", "max"]);
    let (min, max) = (keys.number("min"), keys.number("max"));
    if !keys.present() || keys.has("min") != min.is_some() || keys.has("max") != max.is_some() {
        return None;
    }
    if min.is_none() && max.is_none() {
        reading.invalid(None, "`min`, `max` or both");
        return None;
    }
    // Exactness matters only for bounds that are nearly equal, which no model has.
    let order = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    if order(&min)
        .zip(order(&max))
        .is_some_and(|(min, max)| min > max)
    {
        reading.invalid(None, "a `min` that is not greater than `max`");
        return None;
    }
    Some(Range { min, max })
}

/// A whole number in plain digits also where it is beyond 64 bits: messages show bounds, and no one writes them with
/// an exponent.
fn number_text(number: &Number) -> String {
    let text = number.to_string();
    match number.as_f64() {
        Some(value) if text.contains('e') && value.fract() == 0.0 => format!("{value:.0}"),
        _ => text,
    }
}

fn http(reading: &mut Reading<'_, '_>) -> Option<Http> {
    let mut keys = Keys::new(reading, &["method", "uri", "code"]);
    let method = keys.required("method");
    let uri = keys.required("uri");
    let code = if keys.has("code") {
        keys.status("code")
    } else {
        Some(200)
    };
    if method
        .as_ref()
        .is_some_and(|method| method.is_empty() || !is_token(method))
    {
        reading.invalid(Some("method"), "an HTTP method");
        return None;
    }
    Some(Http {
        method: method?,
        uri: uri?,
        code: code?,
    })
}

/// Takes values out of an object, reporting wrong types and unknown keys.
struct Keys<'k, 'a, 'b> {
    reading: &'k mut Reading<'a, 'b>,
    entries: Option<&'a Map<String, Value>>,
}

impl<'k, 'a, 'b> Keys<'k, 'a, 'b> {
    fn new(reading: &'k mut Reading<'a, 'b>, known: &[&'static str]) -> Self {
        let used = reading.used;
        let entries = used.value.as_object();
        match entries {
            None => reading.invalid(None, "an object"),
            Some(entries) => {
                for key in entries.keys().filter(|key| !known.contains(&key.as_str())) {
                    reading.unknown_key(key, known);
                }
            }
        }
        Self { reading, entries }
    }

    /// Whether the value is an object at all.
    fn present(&self) -> bool {
        self.entries.is_some()
    }

    fn has(&self, key: &str) -> bool {
        self.entries
            .is_some_and(|entries| entries.contains_key(key))
    }

    fn take<T>(
        &mut self,
        key: &str,
        expected: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.entries?.get(key)?;
        let read = read(value);
        if read.is_none() {
            self.reading.invalid(Some(key), expected);
        }
        read
    }

    fn string(&mut self, key: &str) -> Option<String> {
        self.take(key, "a string", |value| value.as_str().map(str::to_owned))
    }

    fn required(&mut self, key: &str) -> Option<String> {
        if self.present() && !self.has(key) {
            self.reading.invalid(None, &format!("the key `{key}`"));
        }
        self.string(key)
    }

    fn boolean(&mut self, key: &str) -> Option<bool> {
        self.take(key, "true or false", Value::as_bool)
    }

    fn unsigned(&mut self, key: &str) -> Option<u64> {
        self.take(key, "a whole number, not negative", Value::as_u64)
    }

    fn status(&mut self, key: &str) -> Option<u16> {
        self.take(key, "an HTTP status", |value| {
            let status = u16::try_from(value.as_u64()?).ok()?;
            (100..600).contains(&status).then_some(status)
        })
    }

    fn number(&mut self, key: &str) -> Option<String> {
        self.take(key, "a number", |value| value.as_number().map(number_text))
    }

    fn strings(&mut self, key: &str) -> Vec<String> {
        let read = self.take(key, "an array of strings", |value| {
            value
                .as_array()?
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect()
        });
        read.unwrap_or_default()
    }
}
