//! What a request must be, from the model's traits and the input's file form alone: the generator's plan and the
//! runtime have no part in it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};
use shapewright_codegen::model::traits::{Binding, TimestampFormat};
use shapewright_codegen::model::uri::{UriPattern, UriSegment};
use shapewright_codegen::model::{Member, Model, ShapeKind, Simple};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use crate::models::InModel;
use crate::operations::TOKEN;

/// A request as the specification says.
#[derive(Debug, Default)]
pub(crate) struct Expected {
    pub(crate) method: String,
    pub(crate) host_prefix: String,
    /// The path's segments, decoded; a greedy label is as many as it has.
    pub(crate) path: Vec<String>,
    /// Decoded, in no order.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    /// Headers that hold lists, and their items.
    pub(crate) lists: Vec<(String, Vec<String>)>,
    pub(crate) body: Payload,
}

/// A body.
#[derive(Debug, Default)]
pub(crate) enum Payload {
    #[default]
    None,
    Json(Value),
    Bytes(Vec<u8>),
}

/// Why an input cannot be sent; the runtime has to say so too.
pub(crate) type Refused = &'static str;

type Object = Map<String, Value>;

/// The request for an input.
pub(crate) fn expected(place: &InModel, input: &Value) -> Result<Expected, Refused> {
    let input = input.as_object().expect("an input is an object");
    let walk = Walk { model: place.model };
    let members: Vec<&Member> = match &place.operation.input {
        Some(id) => place.model.members(id).collect(),
        None => Vec::new(),
    };
    let protocols = &place.service.0.traits.protocols;
    if protocols.iter().any(|it| it == "aws.protocols#restJson1") {
        walk.rest(place, &members, input)
    } else {
        walk.aws_json(place, &members, input)
    }
}

struct Walk<'m> {
    model: &'m Model,
}

impl Walk<'_> {
    fn aws_json(
        &self,
        place: &InModel,
        members: &[&Member],
        input: &Object,
    ) -> Result<Expected, Refused> {
        let version = match place.service.0.traits.protocols[0].as_str() {
            "aws.protocols#awsJson1_0" => "1.0",
            _ => "1.1",
        };
        let target = format!("{}.{}", place.service.0.id.name(), place.shape.id.name());
        Ok(Expected {
            method: "POST".to_owned(),
            path: vec![String::new()],
            headers: vec![
                (
                    "content-type".to_owned(),
                    format!("application/x-amz-json-{version}"),
                ),
                ("x-amz-target".to_owned(), target),
            ],
            body: Payload::Json(self.structure(members, input, false, true)?),
            ..Expected::default()
        })
    }

    fn rest(
        &self,
        place: &InModel,
        members: &[&Member],
        input: &Object,
    ) -> Result<Expected, Refused> {
        let http = place
            .shape
            .traits
            .http
            .as_ref()
            .expect("restJson1 has @http");
        let pattern = UriPattern::parse(&http.uri).expect("a loaded model");
        let mut request = Expected {
            method: http.method.clone(),
            ..Expected::default()
        };
        self.path(&pattern, members, input, &mut request)?;
        for (name, value) in pattern.query {
            request.query.push((name, value.unwrap_or_default()));
        }
        if let Some(prefix) = &place.shape.traits.host_prefix {
            request.host_prefix = host(prefix, input)?;
        }
        for member in members {
            let token = json!(TOKEN);
            let value = match input.get(member.name()) {
                None if member.traits.idempotency_token => &token,
                None => continue,
                Some(value) => value,
            };
            match &member.traits.binding {
                Some(Binding::Query(name)) => {
                    for text in self.texts(member, value, TimestampFormat::DateTime)? {
                        request.query.push((name.clone(), text));
                    }
                }
                Some(Binding::Header(name)) => {
                    let texts = self.texts(member, value, TimestampFormat::HttpDate)?;
                    let refused = |b: u8| b != b'\t' && (b < 0x20 || b == 0x7f);
                    if texts.iter().any(|text| text.bytes().any(refused)) {
                        return Err("a header cannot hold this");
                    }
                    let name = name.to_ascii_lowercase();
                    match value {
                        Value::Array(_) => request.lists.push((name, texts)),
                        _ => request.headers.push((name, texts.concat())),
                    }
                }
                Some(Binding::QueryParams | Binding::PrefixHeaders(_)) => {
                    panic!("{}: write what maps of parameters must become", member.id)
                }
                _ => {}
            }
        }
        self.body(members, input, &mut request)?;
        Ok(request)
    }

    fn path(
        &self,
        pattern: &UriPattern,
        members: &[&Member],
        input: &Object,
        request: &mut Expected,
    ) -> Result<(), Refused> {
        for segment in &pattern.segments {
            let (name, greedy) = match segment {
                UriSegment::Literal(text) => {
                    request.path.push(text.clone());
                    continue;
                }
                UriSegment::Label { name, greedy } => (name, *greedy),
            };
            let member = members.iter().find(|it| it.name() == name);
            let member = member.expect("every label has a member");
            let value = input.get(name).ok_or("a label is missing")?;
            let text = self
                .texts(member, value, TimestampFormat::DateTime)?
                .concat();
            if text.is_empty() {
                return Err("a label is empty");
            }
            let mut segments = text.split(|it| greedy && it == '/');
            if segments.any(|it| it == "." || it == "..") {
                return Err("a label would be resolved");
            }
            if greedy {
                request.path.extend(text.split('/').map(str::to_owned));
            } else {
                request.path.push(text);
            }
        }
        Ok(())
    }

    fn body(
        &self,
        members: &[&Member],
        input: &Object,
        request: &mut Expected,
    ) -> Result<(), Refused> {
        let payload = members
            .iter()
            .find(|it| it.traits.binding == Some(Binding::Payload));
        let mut content_type = "application/json";
        if let Some(member) = payload {
            let value = input.get(member.name());
            let kind = &self.model.target(member).expect("a loaded model").kind;
            // It says what the member is, whether it is set or not (restJson1, "Content-Type").
            let media_type = self.model.media_type(member);
            match kind {
                ShapeKind::Simple(Simple::Blob) => {
                    content_type = media_type.unwrap_or("application/octet-stream");
                }
                ShapeKind::Simple(Simple::String) | ShapeKind::Enum(_) => {
                    content_type = media_type.unwrap_or("text/plain");
                }
                _ => {}
            }
            request.body = match (kind, value) {
                (ShapeKind::Structure(_), None) => Payload::Json(json!({})),
                (_, None) => Payload::None,
                (ShapeKind::Simple(Simple::Blob), Some(value)) => Payload::Bytes(bytes(value)),
                (ShapeKind::Simple(Simple::String) | ShapeKind::Enum(_), Some(value)) => {
                    Payload::Bytes(text(value).into_bytes())
                }
                (_, Some(value)) => Payload::Json(self.json(member, value, true)?),
            };
        } else if members.iter().any(|it| it.traits.binding.is_none()) {
            request.body = Payload::Json(self.structure(members, input, true, true)?);
        } else {
            return Ok(());
        }
        if !request
            .headers
            .iter()
            .any(|(name, _)| name == "content-type")
        {
            request
                .headers
                .push(("content-type".to_owned(), content_type.to_owned()));
        }
        Ok(())
    }

    /// A structure in a body: on top the members without a binding, with a token where none is set.
    fn structure<'m>(
        &self,
        members: impl IntoIterator<Item = &'m &'m Member>,
        input: &Object,
        rest: bool,
        top: bool,
    ) -> Result<Value, Refused> {
        let mut object = Map::new();
        for member in members {
            if rest && top && member.traits.binding.is_some() {
                continue;
            }
            let value = match input.get(member.name()) {
                Some(value) => self.json(member, value, rest)?,
                None if top && member.traits.idempotency_token => json!(TOKEN),
                None => continue,
            };
            object.insert(self.name(member, rest), value);
        }
        Ok(Value::Object(object))
    }

    /// awsJson does not know `@jsonName`.
    fn name(&self, member: &Member, rest: bool) -> String {
        let json_name = member.traits.json_name.as_ref().filter(|_| rest);
        json_name.map_or_else(|| member.name().to_owned(), Clone::clone)
    }

    fn json(&self, member: &Member, value: &Value, rest: bool) -> Result<Value, Refused> {
        let kind = &self.model.target(member).expect("a loaded model").kind;
        Ok(match (kind, value) {
            (_, Value::Null) => Value::Null,
            (ShapeKind::Simple(Simple::Timestamp), _) => {
                let format = self.model.timestamp_format(member);
                let format = format.unwrap_or(TimestampFormat::EpochSeconds);
                let text = timestamp(value, format)?;
                match format {
                    TimestampFormat::EpochSeconds => serde_json::from_str(&text).expect("a number"),
                    _ => json!(text),
                }
            }
            (ShapeKind::List(item), Value::Array(values)) => {
                let values = values.iter().map(|value| self.json(item, value, rest));
                Value::Array(values.collect::<Result<_, _>>()?)
            }
            (ShapeKind::Map { value: item, .. }, Value::Object(entries)) => {
                let mut object = Map::new();
                for (key, value) in entries {
                    object.insert(key.clone(), self.json(item, value, rest)?);
                }
                Value::Object(object)
            }
            (ShapeKind::Structure(members), Value::Object(object)) => {
                let members: Vec<&Member> = members.iter().collect();
                self.structure(&members, object, rest, false)?
            }
            (ShapeKind::Union(members), Value::Object(object)) => {
                let (name, value) = object.iter().next().expect("a union has a member");
                match members.iter().find(|it| it.name() == name) {
                    Some(member) => {
                        json!({ self.name(member, rest): self.json(member, value, rest)? })
                    }
                    // What the model does not list goes out as it came.
                    None => json!({ name: value }),
                }
            }
            _ => value.clone(),
        })
    }

    /// The texts of a value outside of a body: one, or those of a list.
    fn texts(
        &self,
        member: &Member,
        value: &Value,
        default: TimestampFormat,
    ) -> Result<Vec<String>, Refused> {
        let kind = &self.model.target(member).expect("a loaded model").kind;
        match (kind, value) {
            (ShapeKind::List(item), Value::Array(values)) => {
                let mut texts = Vec::new();
                for value in values {
                    texts.extend(self.texts(item, value, default)?);
                }
                Ok(texts)
            }
            (ShapeKind::Simple(Simple::Timestamp), _) => {
                let format = self.model.timestamp_format(member).unwrap_or(default);
                Ok(vec![timestamp(value, format)?])
            }
            _ => Ok(vec![text(value)]),
        }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn bytes(value: &Value) -> Vec<u8> {
    BASE64_STANDARD
        .decode(text(value))
        .expect("a blob is base64")
}

fn host(prefix: &str, input: &Object) -> Result<String, Refused> {
    let mut host = String::new();
    for (index, part) in prefix.split(['{', '}']).enumerate() {
        if index % 2 == 0 {
            host.push_str(part);
            continue;
        }
        let label = input.get(part).map(text).unwrap_or_default();
        let allowed = label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if label.is_empty() || label.len() > 63 || !allowed {
            return Err("no label of a host");
        }
        host.push_str(&label);
    }
    Ok(host)
}

/// A timestamp of the file form in one of Smithy's formats.
fn timestamp(value: &Value, format: TimestampFormat) -> Result<String, Refused> {
    let Value::String(text) = value else {
        // A year of more digits stays a number, and no date can say it.
        return match format {
            TimestampFormat::EpochSeconds => Ok(value.to_string()),
            _ => Err("no date of four digits"),
        };
    };
    let point = OffsetDateTime::parse(text, &Rfc3339).expect("a date-time");
    let whole = match format {
        TimestampFormat::DateTime => return Ok(text.clone()),
        TimestampFormat::EpochSeconds => return Ok(epoch(point)),
        TimestampFormat::HttpDate => point.format(format_description!(
            "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second]"
        )),
    };
    let fraction = format!(".{:09}", point.nanosecond());
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    Ok(format!("{}{fraction} GMT", whole.expect("a date")))
}

fn epoch(point: OffsetDateTime) -> String {
    let nanos = point.unix_timestamp_nanos();
    let sign = if nanos < 0 { "-" } else { "" };
    let (whole, part) = (nanos.abs() / 1_000_000_000, nanos.abs() % 1_000_000_000);
    let text = format!("{sign}{whole}.{part:09}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
