//! What an example shows as output: the body that it travels as, and what is worth looking at once it has been read.

use serde_json::{Map, Value};

use crate::plan::{FieldPlan, StructPlan, TypeKind};

use super::layout::Code;
use super::value::{Writer, is_plain, text};

/// Columns of a line of JSON.
const MAX_WIDTH: usize = 96;
/// Longer texts are not looked at.
const MAX_TEXT: usize = 80;
/// Assertions of an example.
const MAX_ASSERTIONS: usize = 2;

/// JSON in few lines.
pub(super) fn json(value: &Value) -> String {
    let mut out = String::new();
    lay_out(value, 0, 0, &mut out);
    visible(&out)
}

/// JSON in one line, as short as it can be.
pub(super) fn compact(value: &Value) -> String {
    visible(&value.to_string())
}

/// JSON with escapes (RFC 8259 section 7) for characters that do not look like themselves in source; they can only be in
/// strings.
fn visible(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for char in json.chars() {
        if char == '\n' || is_plain(char) {
            out.push(char);
        } else {
            let mut units = [0; 2];
            let units = char.encode_utf16(&mut units).iter();
            out.extend(units.map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}

fn lay_out(value: &Value, indent: usize, before: usize, out: &mut String) {
    let flat = one_line(value);
    if indent + before + width(&flat) < MAX_WIDTH {
        return out.push_str(&flat);
    }
    let (open, parts, close) = match value {
        Value::Array(items) => {
            let parts = items.iter().map(|item| (String::new(), item));
            ('[', parts.collect::<Vec<_>>(), ']')
        }
        Value::Object(members) => {
            let key = |name: &str| format!("{}: ", Value::from(name));
            let parts = members.iter().map(|(name, item)| (key(name), item));
            ('{', parts.collect(), '}')
        }
        _ => return out.push_str(&flat),
    };
    out.push(open);
    fill(&parts, indent + 2, out);
    out.push_str(&format!("\n{}{close}", " ".repeat(indent)));
}

/// Members or items, as many in a line as fit; what needs several lines begins in one of its own.
fn fill(parts: &[(String, &Value)], indent: usize, out: &mut String) {
    let blanks = format!("\n{}", " ".repeat(indent));
    let mut column = usize::MAX;
    for (index, (key, item)) in parts.iter().enumerate() {
        let comma = if index + 1 == parts.len() { "" } else { "," };
        let flat = format!("{key}{}{comma}", one_line(item));
        let nested = matches!(item, Value::Object(it) if !it.is_empty()) && key.is_empty();
        if indent + width(&flat) > MAX_WIDTH {
            out.push_str(&format!("{blanks}{key}"));
            lay_out(item, indent, width(key), out);
            out.push_str(comma);
            column = usize::MAX;
        } else if nested || column.saturating_add(1 + width(&flat)) > MAX_WIDTH {
            out.push_str(&format!("{blanks}{flat}"));
            column = indent + width(&flat);
        } else {
            out.push_str(&format!(" {flat}"));
            column += 1 + width(&flat);
        }
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// JSON in one line, with a blank after each comma and colon.
fn one_line(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(one_line).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                format!("{}: {}", Value::from(name.as_str()), one_line(value))
            });
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A value that could be looked at.
struct Candidate<'a> {
    rank: usize,
    field: &'a FieldPlan,
    value: &'a Value,
    path: Path,
}

/// The way to a structure.
#[derive(Clone)]
enum Path {
    /// Through fields that are always there.
    Plain(String),
    /// Through one that may be absent: up to it, and from there on.
    Optional(String, String),
}

/// The assertions on `output` that tell most.
pub(super) fn assertions(
    writer: &mut Writer<'_>,
    plan: &StructPlan,
    shown: &Map<String, Value>,
    input: &Map<String, Value>,
) -> Vec<Code> {
    let mut found = Vec::new();
    let root = Path::Plain("output".to_owned());
    collect(writer, (plan, shown, &root), input, &mut found);
    found.sort_by_key(|it| it.rank);
    let mut made = Vec::new();
    for it in &found {
        let Some(code) = assertion(writer, it) else {
            continue;
        };
        // A look into what may be absent takes it; a long one is for the best only.
        let moves = matches!(it.path, Path::Optional(..));
        if made.is_empty() || !moves && code.statement("").len() == 1 {
            made.push(code);
        }
        if made.len() == MAX_ASSERTIONS {
            break;
        }
    }
    made
}

/// All values in fields that are always there, and those in one structure that may be absent.
fn collect<'a>(
    writer: &Writer<'a>,
    (plan, shown, path): (&'a StructPlan, &'a Map<String, Value>, &Path),
    input: &Map<String, Value>,
    found: &mut Vec<Candidate<'a>>,
) {
    let echoed = |text: &str| input.values().any(|value| value.as_str() == Some(text));
    for field in &plan.fields {
        let Some(value) = shown.get(&field.member).filter(|value| !value.is_null()) else {
            continue;
        };
        if field.sensitive || field.deprecated.is_some() {
            continue;
        }
        if let (TypeKind::Shape { name, .. }, Value::Object(members)) = (&field.ty.kind, value) {
            if let Some(plan) = writer.structure_plan(name)
                && let Some(below) = path.below(field)
            {
                collect(writer, (plan, members, &below), input, found);
            }
            continue;
        }
        let depth = path.depth();
        found.extend(rank(field, value, &echoed).map(|rank| Candidate {
            rank: rank + depth,
            field,
            value,
            path: path.clone(),
        }));
    }
}

impl Path {
    /// The way to a structure in a field.
    fn below(&self, field: &FieldPlan) -> Option<Self> {
        let name = field.name.to_source();
        match self {
            Self::Plain(path) if field.plain => Some(Self::Plain(format!("{path}.{name}"))),
            Self::Plain(path) => Some(Self::Optional(format!("{path}.{name}"), String::new())),
            Self::Optional(root, path) if field.plain => {
                Some(Self::Optional(root.clone(), format!("{path}.{name}")))
            }
            Self::Optional(..) => None,
        }
    }

    fn depth(&self) -> usize {
        match self {
            Self::Plain(path) => path.matches('.').count(),
            Self::Optional(_, path) => 2 + path.matches('.').count(),
        }
    }

    /// The expression for a field, and whether it may be absent.
    fn field(&self, field: &FieldPlan) -> (String, bool) {
        let name = field.name.to_source();
        match self {
            Self::Plain(path) => (format!("{path}.{name}"), !field.plain),
            Self::Optional(root, path) => {
                let method = if field.plain { "map" } else { "and_then" };
                (format!("{root}.{method}(|it| it{path}.{name})"), true)
            }
        }
    }
}

/// How little a field tells: what happens to a thing comes first, then how many there are, then what names them, then
/// what only the answer has. None for what tells nothing.
fn rank(field: &FieldPlan, value: &Value, echoed: &dyn Fn(&str) -> bool) -> Option<usize> {
    let name = field.name.as_str();
    Some(match (&field.ty.kind, value) {
        (TypeKind::Enum(_), _) if name.ends_with("status") => 0,
        (TypeKind::List { item, .. }, _) => match item.kind {
            TypeKind::Shape { .. } => 10,
            _ => 45,
        },
        (TypeKind::String(_), Value::String(text)) => {
            if text.len() > MAX_TEXT || text.contains('\n') {
                return None;
            }
            match echoed(text) {
                true => 60,
                false if name == "id" || name.ends_with("_id") => 20,
                false if name == "arn" || name.ends_with("_arn") => 30,
                false => 40,
            }
        }
        (TypeKind::Enum(_), Value::String(text)) => {
            if echoed(text) {
                70
            } else {
                50
            }
        }
        (TypeKind::Bool | TypeKind::I32 | TypeKind::I64, _) => 80,
        _ => return None,
    })
}

fn assertion(writer: &mut Writer<'_>, candidate: &Candidate<'_>) -> Option<Code> {
    let Candidate { field, value, .. } = candidate;
    let (path, optional) = candidate.path.field(field);
    let (actual, expected) = match (&field.ty.kind, value) {
        (TypeKind::String(_), Value::String(it)) if optional => {
            (format!("{path}.as_deref()"), text(it))
        }
        (TypeKind::String(_), Value::String(it)) => (path, text(it)),
        (TypeKind::List { .. }, _) if matches!(candidate.path, Path::Optional(..)) => return None,
        (TypeKind::List { sparse, .. }, Value::Array(items)) => {
            let kept = items.iter().filter(|item| *sparse || !item.is_null());
            let length = match optional {
                true => format!("{path}.map(|items| items.len())"),
                false => format!("{path}.len()"),
            };
            (length, kept.count().to_string())
        }
        (TypeKind::Bool, Value::Bool(value)) if !optional => {
            let sign = if *value { "" } else { "!" };
            let code = Code::Word(format!("{sign}{path}"));
            return Some(Code::call("assert!", vec![code]));
        }
        (_, value) => (path, writer.scalar(&field.ty, value)?),
    };
    let expected = match optional {
        true => format!("Some({expected})"),
        false => expected,
    };
    let items = vec![Code::Word(actual), Code::Word(expected)];
    Some(Code::call("assert_eq!", items))
}
