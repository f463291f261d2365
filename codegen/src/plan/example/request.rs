//! What of a request can be said from the example alone: method, path, query, target and a short body.

use serde_json::{Map, Value};

use crate::model::traits::Binding;
use crate::plan::{
    BodyPlan, FieldPlan, ItemPlan, OperationPlan, RequestPlan, RestPlan, Segment, StructPlan,
    TypeKind, TypePlan,
};

use super::layout::Code;
use super::value::{Writer, raw, text};

/// Longer bodies are not shown.
const MAX_BODY: usize = 88;

/// The assertions on `request`. The path is that of every example of an operation, or nearly so: only the first says it;
/// the method stands in the documentation of the operation.
pub(super) fn assertions(
    writer: &Writer<'_>,
    operation: &OperationPlan,
    input: &StructPlan,
    shown: &Map<String, Value>,
    first: bool,
) -> Vec<Code> {
    let mut found = Vec::new();
    let mut equal = |actual: &str, expected: String| {
        let items = vec![Code::word(actual), Code::Word(expected)];
        found.push(Code::call("assert_eq!", items));
    };
    let is_body = match &operation.request {
        RequestPlan::AwsJson(json) => json.compression.is_none(),
        RequestPlan::Rest(rest) => {
            if let Some(path) = path(rest, input, shown).filter(|_| first) {
                equal("request.uri().path()", text(&path));
            }
            if let Some(query) = query(rest, input, shown).filter(|query| !query.is_empty()) {
                equal("request.uri().query()", format!("Some({})", text(&query)));
            }
            rest.body == BodyPlan::Document && rest.compression.is_none()
        }
    };
    let keys = input.request_keys.as_deref();
    let body = is_body.then(|| sent(writer, input, keys, shown)).flatten();
    let body = body.map(|body| body.to_string());
    let body = body.filter(|body| body.len() <= MAX_BODY && body.is_ascii());
    match (body, &operation.request) {
        (Some(body), _) => equal("request.body().as_bytes()", bytes(&body)),
        (None, RequestPlan::AwsJson(json)) => {
            equal("request.headers()[\"x-amz-target\"]", text(&json.target));
        }
        (None, RequestPlan::Rest(_)) => {}
    }
    found
}

fn bytes(text: &str) -> String {
    match text.contains(['"', '\\']) {
        true => format!("b{}", raw(text)),
        false => format!("b\"{text}\""),
    }
}

/// The path with its labels; none where one of them is not text.
fn path(rest: &RestPlan, input: &StructPlan, shown: &Map<String, Value>) -> Option<String> {
    let mut out = String::new();
    for segment in &rest.path {
        match segment {
            Segment::Literal(literal) => out.push_str(literal),
            Segment::Label { field, greedy, .. } => {
                let value = shown.get(&input.fields[*field].member)?.as_str()?;
                if value.is_empty() {
                    return None;
                }
                encode(&mut out, value, *greedy);
            }
        }
    }
    Some(out)
}

/// The query; none where a parameter is not a text, number or boolean.
fn query(rest: &RestPlan, input: &StructPlan, shown: &Map<String, Value>) -> Option<String> {
    let mut pairs = rest.query_literals.clone();
    let fields = rest.bound.iter().map(|index| &input.fields[*index]);
    for field in fields {
        let Some(Binding::Query(name)) = &field.binding else {
            // Parameters of a map are more than can be said here.
            match field.binding {
                Some(Binding::QueryParams) => return None,
                _ => continue,
            }
        };
        let Some(value) = shown.get(&field.member).filter(|value| !value.is_null()) else {
            if field.token || field.plain {
                return None;
            }
            continue;
        };
        let value = match (&field.ty.kind, value) {
            (TypeKind::String(_) | TypeKind::Enum(_), Value::String(text)) => text.clone(),
            (TypeKind::Bool, Value::Bool(value)) => value.to_string(),
            (TypeKind::I32 | TypeKind::I64, Value::Number(number)) => number.as_i64()?.to_string(),
            _ => return None,
        };
        let mut pair = String::new();
        encode(&mut pair, name, false);
        pair.push('=');
        encode(&mut pair, &value, false);
        pairs.push(pair);
    }
    Some(pairs.join("&"))
}

/// Percent-encoding (RFC 3986 section 2.1) of all but unreserved characters, and slashes in greedy labels.
fn encode(out: &mut String, text: &str, greedy: bool) {
    for byte in text.bytes() {
        let kept = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if kept || greedy && byte == b'/' {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// The object that travels in the body, in the order of fields; none where not all of it can be said.
fn sent(
    writer: &Writer<'_>,
    plan: &StructPlan,
    keys: Option<&[Option<String>]>,
    shown: &Map<String, Value>,
) -> Option<Value> {
    let mut out = Map::new();
    for (index, field) in plan.fields.iter().enumerate() {
        let key = match keys {
            Some(keys) => keys.get(index)?.as_deref(),
            None => field.wire.as_deref(),
        };
        let Some(key) = key else { continue };
        match shown.get(&field.member).filter(|value| !value.is_null()) {
            Some(value) => {
                let value = travels(writer, &field.ty, value)?;
                out.insert(key.to_owned(), value);
            }
            None if is_filled(field) => return None,
            None => {}
        }
    }
    Some(Value::Object(out))
}

/// Whether something is sent for a member that is not set.
fn is_filled(field: &FieldPlan) -> bool {
    field.token || field.plain
}

fn travels(writer: &Writer<'_>, ty: &TypePlan, value: &Value) -> Option<Value> {
    match (&ty.kind, value) {
        (TypeKind::String(_) | TypeKind::Enum(_), Value::String(_))
        | (TypeKind::Bool, Value::Bool(_)) => Some(value.clone()),
        (TypeKind::I32 | TypeKind::I64, Value::Number(number)) => {
            number.as_i64().map(|number| number.into())
        }
        (
            TypeKind::List {
                item,
                sparse: false,
                ..
            },
            Value::Array(items),
        ) => {
            let items = items.iter().map(|value| travels(writer, item, value));
            items.collect::<Option<Vec<_>>>().map(Value::Array)
        }
        (TypeKind::Map { value: item, .. }, Value::Object(entries)) => {
            let entries = entries.iter().map(|(key, value)| {
                let value = travels(writer, item, value)?;
                Some((key.clone(), value))
            });
            entries.collect::<Option<Map<_, _>>>().map(Value::Object)
        }
        (TypeKind::Shape { name, .. }, Value::Object(members)) => match writer.item(name)? {
            ItemPlan::Structure(plan) => sent(writer, plan, None, members),
            ItemPlan::Union(plan) => {
                let (member, value) = members.iter().find(|(_, value)| !value.is_null())?;
                let variant = plan.variants.iter().find(|it| it.member == *member)?;
                let value = travels(writer, &variant.ty, value)?;
                Some(Value::Object(Map::from_iter([(
                    variant.wire.clone(),
                    value,
                )])))
            }
            _ => None,
        },
        _ => None,
    }
}
