//! Values of examples as the Rust expressions that a user of the generated crate would write.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use shapewright_runtime::{Blob, Timestamp, TimestampFormat};

use crate::names::Name;
use crate::plan::{CratePlan, FieldPlan, ItemPlan, StructPlan, TypeKind, TypePlan, UnionPlan};

use super::layout::Code;

/// Writes expressions, and remembers what they name.
pub(super) struct Writer<'a> {
    package: &'a str,
    plan: &'a CratePlan,
    items: BTreeMap<&'a Name, &'a ItemPlan>,
    /// The runtime's types that are named.
    pub(super) values: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    /// For a crate that Rust calls `package`.
    pub(super) fn new(plan: &'a CratePlan, package: &'a str) -> Self {
        let items = plan.modules.iter().flat_map(|module| &module.items);
        let named = items.filter_map(|item| Some((item.type_name()?, item)));
        Self {
            package,
            plan,
            items: named.collect(),
            values: BTreeSet::new(),
        }
    }

    /// A type's plan.
    pub(super) fn item(&self, name: &Name) -> Option<&'a ItemPlan> {
        self.items.get(name).copied()
    }

    /// A structure's plan.
    pub(super) fn structure_plan(&self, name: &Name) -> Option<&'a StructPlan> {
        match self.item(name)? {
            ItemPlan::Structure(plan) => Some(plan),
            _ => None,
        }
    }

    /// A type of Rust's prelude, which one of the crate may hide.
    pub(super) fn prelude(&self, name: &'static str, path: &'static str) -> &'static str {
        match self.plan.type_names.contains(name) {
            true => path,
            false => name,
        }
    }

    /// `Box`.
    pub(super) fn boxes(&self) -> &'static str {
        self.prelude("Box", "std::boxed::Box")
    }

    /// How a type of the runtime is written.
    pub(super) fn runtime(&mut self, name: &str) -> String {
        if self.plan.type_names.contains(name) {
            return format!("{}::runtime::{name}", self.package);
        }
        self.values.insert(name.to_owned());
        name.to_owned()
    }

    /// `Type::new(required).optional(value)`: what is null is not set.
    pub(super) fn structure(
        &mut self,
        plan: &StructPlan,
        members: &Map<String, Value>,
    ) -> Option<Code> {
        let given = |field: &FieldPlan| {
            let value = members.get(&field.member);
            value.filter(|value| !value.is_null())
        };
        let name = plan.name.to_source();
        let mut arguments = Vec::new();
        for index in &plan.arguments {
            let field = &plan.fields[*index];
            let value = given(field)?;
            arguments.push(match plan.required_name {
                Some(_) => (field.name.to_source(), self.value(&field.ty, value)?),
                None => (String::new(), self.argument(&field.ty, value)?),
            });
        }
        let arguments = match &plan.required_name {
            Some(required) => vec![Code::Struct {
                name: required.to_source(),
                fields: arguments,
            }],
            None => arguments.into_iter().map(|(_, value)| value).collect(),
        };
        let root = Code::call(format!("{name}::new"), arguments);
        let mut calls = Vec::new();
        for (index, field) in plan.fields.iter().enumerate() {
            if let Some(value) = given(field)
                && !plan.arguments.contains(&index)
            {
                let value = self.argument(&field.ty, value)?;
                let setter = format!(".{}", field.setter.to_source());
                calls.push(Code::call(setter, vec![value]));
            }
        }
        Some(match calls.is_empty() {
            true => root,
            false => Code::Chain {
                root: Box::new(root),
                calls,
            },
        })
    }

    fn shape(&mut self, name: &Name, value: &Value) -> Option<Code> {
        match (self.item(name)?, value) {
            (ItemPlan::Structure(plan), Value::Object(members)) => self.structure(plan, members),
            (ItemPlan::Union(plan), Value::Object(members)) => self.union(plan, members),
            _ => None,
        }
    }

    fn union(&mut self, plan: &UnionPlan, members: &Map<String, Value>) -> Option<Code> {
        let mut set = members.iter().filter(|(_, value)| !value.is_null());
        let (member, value) = set.next()?;
        let variant = plan.variants.iter().find(|it| it.member == *member)?;
        let path = format!("{}::{}", plan.name.to_source(), variant.name.to_source());
        Some(match variant.ty.kind {
            TypeKind::Unit => Code::Word(path),
            _ => Code::call(path, vec![self.value(&variant.ty, value)?]),
        })
    }

    /// A parameter of a setter or constructor, which converts text and collects iterators.
    fn argument(&mut self, ty: &TypePlan, value: &Value) -> Option<Code> {
        match (&ty.kind, value) {
            (TypeKind::String(_), Value::String(it)) => Some(Code::Word(text(it))),
            (TypeKind::Blob(_) | TypeKind::Body(_), Value::String(encoded)) => {
                match decoded(encoded) {
                    Some(it) => Some(Code::Word(text(&it))),
                    None => self.value(ty, value),
                }
            }
            (TypeKind::Shape { name, .. }, _) => self.shape(name, value),
            (TypeKind::List { item, sparse, .. }, Value::Array(items)) => {
                if items.is_empty() && item.is_string() && !sparse {
                    return Some(Code::word("[\"\"; 0]"));
                }
                let items = self.list_items(item, *sparse, items, true)?;
                Some(Code::list("", items))
            }
            (TypeKind::Map { key, value, sparse }, Value::Object(entries)) => {
                if entries.is_empty() {
                    // What converts has to be said.
                    let text = self.prelude("String", "std::string::String");
                    let converts = [key.is_string(), value.is_string() && !sparse];
                    let [key, value] = converts.map(|it| if it { text } else { "_" });
                    let map = self.runtime("Map");
                    return Some(Code::Word(format!("{map}::<{key}, {value}>::new()")));
                }
                let items = self.entries(key, value, *sparse, entries, true)?;
                Some(Code::list("", items))
            }
            _ => self.value(ty, value),
        }
    }

    /// A value of exactly this type.
    fn value(&mut self, ty: &TypePlan, value: &Value) -> Option<Code> {
        match (&ty.kind, value) {
            (TypeKind::Shape { name, boxed, .. }, _) => {
                let shape = self.shape(name, value)?;
                Some(match boxed {
                    true => Code::call(format!("{}::new", self.boxes()), vec![shape]),
                    false => shape,
                })
            }
            (TypeKind::List { item, sparse, .. }, Value::Array(items)) => {
                let items = self.list_items(item, *sparse, items, false)?;
                Some(Code::list("vec!", items))
            }
            (TypeKind::Map { key, value, sparse }, Value::Object(entries)) => {
                let map = self.runtime("Map");
                if entries.is_empty() {
                    return Some(Code::call(format!("{map}::new"), Vec::new()));
                }
                let items = self.entries(key, value, *sparse, entries, false)?;
                let items = Code::list("", items);
                Some(Code::call(format!("{map}::from"), vec![items]))
            }
            (TypeKind::Document, value) => self.document(value),
            _ => self.scalar(ty, value).map(Code::Word),
        }
    }

    fn list_items(
        &mut self,
        item: &TypePlan,
        sparse: bool,
        items: &[Value],
        converts: bool,
    ) -> Option<Vec<Code>> {
        // What a list that is not sparse has as null is dropped by readers too.
        let kept = items.iter().filter(|item| sparse || !item.is_null());
        kept.map(|value| self.element(item, sparse, value, converts))
            .collect()
    }

    /// `(key, value)` each.
    fn entries(
        &mut self,
        key: &TypePlan,
        value: &TypePlan,
        sparse: bool,
        entries: &Map<String, Value>,
        converts: bool,
    ) -> Option<Vec<Code>> {
        let kept = entries.iter().filter(|(_, item)| sparse || !item.is_null());
        kept.map(|(name, item)| {
            let name = self.element(key, false, &Value::from(name.as_str()), converts)?;
            let item = self.element(value, sparse, item, converts)?;
            Some(Code::call("", vec![name, item]))
        })
        .collect()
    }

    /// An item of a list or a map's key or value: only strings convert.
    fn element(
        &mut self,
        ty: &TypePlan,
        sparse: bool,
        value: &Value,
        converts: bool,
    ) -> Option<Code> {
        match (sparse, converts && ty.is_string()) {
            (true, _) if value.is_null() => Some(Code::word("None")),
            (true, _) => Some(Code::call("Some", vec![self.value(ty, value)?])),
            (false, true) => self.argument(ty, value),
            (false, false) => self.value(ty, value),
        }
    }

    /// A value without others in it. Text that is read may fail, and is followed by `?`.
    pub(super) fn scalar(&mut self, ty: &TypePlan, value: &Value) -> Option<String> {
        Some(match (&ty.kind, value) {
            (TypeKind::Bool, Value::Bool(value)) => value.to_string(),
            (
                TypeKind::I8 | TypeKind::I16 | TypeKind::I32 | TypeKind::I64,
                Value::Number(number),
            ) => whole(number.as_f64()?, number.as_i64())?,
            (TypeKind::F32 | TypeKind::F64, Value::Number(number)) => {
                format!("{:?}", number.as_f64()?)
            }
            (TypeKind::F32, Value::String(text)) => format!("f32::{}", special(text)?),
            (TypeKind::F64, Value::String(text)) => format!("f64::{}", special(text)?),
            (TypeKind::String(_), Value::String(it)) => format!("{}.to_owned()", text(it)),
            (TypeKind::BigInteger, _) => self.parsed("BigInteger", &plain(value)?),
            (TypeKind::BigDecimal, _) => self.parsed("BigDecimal", &plain(value)?),
            (TypeKind::Timestamp(_), _) => {
                let point = timestamp(value)?.format(TimestampFormat::DateTime);
                self.parsed("Timestamp", &point)
            }
            (TypeKind::Blob(_), Value::String(encoded)) => match decoded(encoded) {
                Some(it) => format!("{}::from({})", self.runtime("Blob"), text(&it)),
                None => format!("{}::from_base64({encoded:?})?", self.runtime("Blob")),
            },
            (TypeKind::Body(_), Value::String(encoded)) => {
                let bytes = decoded(encoded).map(|it| text(&it));
                let bytes = bytes.unwrap_or_else(|| self.bytes(encoded));
                format!("{}::from({bytes})", self.runtime("Body"))
            }
            (TypeKind::Enum(name), Value::String(value)) => self.variant(name, value)?,
            (TypeKind::IntEnum(name), Value::Number(number)) => {
                let number = i32::try_from(number.as_i64()?).ok()?;
                let ItemPlan::IntEnum(plan) = self.item(name)? else {
                    return None;
                };
                let variant = plan.variants.iter().find(|it| it.value == number)?;
                format!("{}::{}", name.to_source(), variant.name.to_source())
            }
            _ => return None,
        })
    }

    /// The variant of an enum's value.
    fn variant(&mut self, name: &Name, value: &str) -> Option<String> {
        let ItemPlan::Enum(plan) = self.item(name)? else {
            return None;
        };
        let variant = plan.variants.iter().find(|it| it.value == value)?;
        Some(format!(
            "{}::{}",
            name.to_source(),
            variant.name.to_source()
        ))
    }

    /// The bytes of a blob that is no text.
    fn bytes(&mut self, encoded: &str) -> String {
        format!(
            "{}::from_base64({encoded:?})?.into_vec()",
            self.runtime("Blob")
        )
    }

    fn parsed(&mut self, ty: &str, value: &str) -> String {
        format!("{value:?}.parse::<{}>()?", self.runtime(ty))
    }

    fn document(&mut self, value: &Value) -> Option<Code> {
        let document = self.runtime("Document");
        let from = |text: String| Code::Word(format!("{document}::from({text})"));
        Some(match value {
            Value::Null => Code::Word(format!("{document}::Null")),
            Value::Bool(value) => from(value.to_string()),
            Value::String(it) => from(text(it)),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => from(format!("{number}_i64")),
                (None, Some(number)) => from(format!("{number}_u64")),
                (None, None) => from(format!("{:?}", number.as_f64()?)),
            },
            Value::Array(items) => {
                let items: Option<Vec<Code>> =
                    items.iter().map(|item| self.document(item)).collect();
                let items = Code::list("vec!", items?);
                Code::call(format!("{document}::Array"), vec![items])
            }
            Value::Object(members) => {
                let map = self.runtime("Map");
                let members = members.iter().map(|(name, value)| {
                    let name = Code::Word(format!("{}.to_owned()", text(name)));
                    Some(Code::call("", vec![name, self.document(value)?]))
                });
                let members: Option<Vec<Code>> = members.collect();
                let members = Code::call(format!("{map}::from"), vec![Code::list("", members?)]);
                Code::call(format!("{document}::Object"), vec![members])
            }
        })
    }
}

/// A string literal, raw where that saves escapes, of several lines where the text is.
pub(super) fn text(text: &str) -> String {
    let in_lines = text.contains('\n') && text.split('\n').all(is_plain_line);
    let plain = in_lines || text.chars().all(is_plain);
    match text.contains(['"', '\\']) {
        true if plain => raw(text),
        false if in_lines => format!("\"{text}\""),
        _ => format!("{text:?}"),
    }
}

/// Whether a character looks like itself in source: what steers a terminal or turns the direction of writing does not,
/// and rustc refuses some of it (`text_direction_codepoint_in_literal`).
pub(super) fn is_plain(char: char) -> bool {
    matches!(char, '"' | '\\' | '\'') || char.escape_debug().count() == 1
}

/// Whether a line of a text may stand in documentation as it is: rustdoc hides what begins with `#`, a fence would end
/// the code, and blanks at the end are lost.
fn is_plain_line(line: &str) -> bool {
    let start = line.trim_start();
    line.chars().all(is_plain) && !start.starts_with(['#', '`', '~']) && line.trim_end() == line
}

/// A raw string literal with as many signs as it needs.
pub(super) fn raw(text: &str) -> String {
    let mut signs = "#".to_owned();
    while text.contains(&format!("\"{signs}")) {
        signs.push('#');
    }
    format!("r{signs}\"{text}\"{signs}")
}

/// The text in a blob, which files have in base64.
fn decoded(encoded: &str) -> Option<String> {
    String::from_utf8(Blob::from_base64(encoded).ok()?.into_vec()).ok()
}

/// A whole number, which JSON may also write with a point or an exponent.
fn whole(number: f64, integer: Option<i64>) -> Option<String> {
    match integer {
        Some(integer) => Some(integer.to_string()),
        None => (number.fract() == 0.0 && number.abs() < 1e15).then(|| format!("{number:.0}")),
    }
}

fn special(text: &str) -> Option<&'static str> {
    match text {
        "NaN" => Some("NAN"),
        "Infinity" => Some("INFINITY"),
        "-Infinity" => Some("NEG_INFINITY"),
        _ => None,
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn timestamp(value: &Value) -> Option<Timestamp> {
    let (text, format) = match value {
        Value::Number(number) => (number.to_string(), TimestampFormat::EpochSeconds),
        Value::String(text) => (text.clone(), TimestampFormat::DateTime),
        _ => return None,
    };
    Timestamp::parse(&text, format).ok()
}
