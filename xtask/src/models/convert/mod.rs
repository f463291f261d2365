//! Botocore's model format to the Smithy JSON AST 2.0, in memory. · Called by `update`. · The
//! rules, their measured accuracy and what is lost are in `models/README.md`.

pub(crate) mod c2j;
mod member;
mod names;
mod operation;
mod paginate;
mod pattern;
mod protocol;
mod retarget;
mod shape;
#[cfg(test)]
mod tests;
mod unknown;
mod usage;
mod wait;

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use c2j::{Document, Paginators, Shape};
use protocol::Protocol;
use usage::Usage;

/// The traits of one shape or member, sorted by id.
type Traits = BTreeMap<&'static str, Value>;

/// A converted model.
#[derive(Clone, Debug)]
pub(crate) struct Converted {
    /// The Smithy JSON AST.
    pub(crate) model: Value,
    /// What was not understood or could not be said, a line each.
    pub(crate) notes: Vec<String>,
    /// How many operations it has.
    pub(crate) operations: usize,
    /// How many other shapes it has.
    pub(crate) shapes: usize,
}

/// Converts one service.
///
/// # Errors
/// A protocol that is not based on JSON or CBOR, or a reference to a shape that is not there.
pub(crate) fn convert(mut document: Document, paginators: &Paginators) -> Result<Converted> {
    let notes = unknown::unknown(&document)
        .iter()
        .map(|(key, count)| format!("`{key}` is not known and was left out ({count} times)"))
        .collect();
    let protocol = Protocol::of(&document.metadata)?;
    check(&document)?;
    usage::prune(&mut document);
    retarget::split(&mut document);
    let usage = Usage::of(&document);
    let mut ctx = Context {
        namespace: names::namespace(&document.metadata.service_id),
        service: String::new(),
        shapes: document
            .shapes
            .iter()
            .map(|(name, shape)| (name.to_owned(), shape.clone()))
            .collect(),
        renamed: BTreeMap::new(),
        rest: protocol.rest,
        usage,
        notes,
    };
    ctx.settle_names(&document);
    let mut shapes: BTreeMap<String, Value> = BTreeMap::new();
    for (name, found) in document.shapes.iter() {
        shapes.insert(ctx.id(name), shape::convert(&mut ctx, name, found));
    }
    let data = shapes.len();
    for (name, found) in document.operations.iter() {
        let id = format!("{}#{name}", ctx.namespace);
        let value = operation::convert(&mut ctx, name, found, paginators);
        shapes.insert(id, value);
    }
    let operations = shapes.len() - data;
    let service = format!("{}#{}", ctx.namespace, ctx.service);
    shapes.insert(service, protocol::service(&ctx, &document, &protocol));
    let shapes: Map<String, Value> = shapes.into_iter().collect();
    Ok(Converted {
        model: json!({ "smithy": "2.0", "shapes": shapes }),
        notes: ctx.notes,
        operations,
        shapes: data,
    })
}

/// What the parts of the conversion look at.
struct Context {
    /// The namespace of all shapes.
    namespace: String,
    /// The service shape's name.
    service: String,
    /// The shapes by botocore's names.
    shapes: BTreeMap<String, Shape>,
    /// Shapes whose name an operation or the service has.
    renamed: BTreeMap<String, String>,
    /// Whether HTTP bindings and `jsonName` mean something.
    rest: bool,
    /// How structures are used.
    usage: Usage,
    /// What could not be said.
    notes: Vec<String>,
}

impl Context {
    /// The shape id of one of botocore's shapes.
    fn id(&self, name: &str) -> String {
        let name = self.renamed.get(name).map_or(name, String::as_str);
        format!("{}#{name}", self.namespace)
    }

    fn target(&self, name: &str) -> Value {
        json!({ "target": self.id(name) })
    }

    fn shape(&self, name: &str) -> Option<&Shape> {
        self.shapes.get(name)
    }

    fn kind(&self, name: &str) -> &str {
        self.shape(name).map_or("", |shape| shape.kind.as_str())
    }

    /// Smithy has one namespace for all shapes, without regard to case (Smithy 2.0, "Shape ID
    /// conflicts"); in botocore's format operations and the service have names of their own. The
    /// operation keeps its name, which is on the wire in awsJson; the shape gets an underscore.
    fn settle_names(&mut self, document: &Document) {
        let metadata = &document.metadata;
        self.service = names::service(metadata.target_prefix.as_deref(), &metadata.service_id);
        let lower = |name: &str| name.to_ascii_lowercase();
        let operations: Vec<String> = document.operations.iter().map(|(n, _)| lower(n)).collect();
        for name in self.shapes.keys() {
            if operations.contains(&lower(name)) {
                self.renamed.insert(name.clone(), format!("{name}_"));
            }
        }
        let taken = |wanted: &str| {
            operations.contains(&lower(wanted))
                || self.shapes.keys().any(|name| lower(name) == lower(wanted))
        };
        if taken(&self.service) {
            if self.rest {
                // The name of a restJson1 service is not on the wire.
                self.service.push_str("Service");
            } else {
                let service = lower(&self.service);
                let clash = self.shapes.keys().filter(|name| lower(name) == service);
                let clash: Vec<String> = clash.cloned().collect();
                for name in clash {
                    self.renamed.insert(name.clone(), format!("{name}_"));
                }
            }
        }
    }
}

/// That every reference leads to a shape.
fn check(document: &Document) -> Result<()> {
    let known: std::collections::BTreeSet<&str> =
        document.shapes.iter().map(|(name, _)| name).collect();
    let of_operations = document.operations.iter().flat_map(|(name, operation)| {
        let references = operation.input.iter().chain(&operation.output);
        references
            .chain(&operation.errors)
            .map(move |reference| (name, reference))
    });
    let of_shapes = document
        .shapes
        .iter()
        .flat_map(|(name, shape)| shape.references().map(move |reference| (name, reference)));
    for (owner, reference) in of_operations.chain(of_shapes) {
        if !known.contains(reference.shape.as_str()) {
            bail!(
                "`{owner}` refers to `{}`, which is no shape",
                reference.shape
            );
        }
    }
    Ok(())
}

/// `smithy.api#deprecated`; the message is prose and left out.
fn deprecated(traits: &mut Traits, deprecated: bool, since: Option<&String>) {
    if deprecated {
        let value = since.map_or_else(|| json!({}), |since| json!({ "since": since }));
        traits.insert("smithy.api#deprecated", value);
    }
}

/// Adds `traits` to a shape's or member's object unless there are none.
fn finish(mut object: Map<String, Value>, traits: Traits) -> Value {
    if !traits.is_empty() {
        let traits = traits
            .into_iter()
            .map(|(id, value)| (id.to_owned(), value))
            .collect();
        object.insert("traits".to_owned(), Value::Object(traits));
    }
    Value::Object(object)
}

/// A copy without the keys `documentation`, at any depth.
fn without_prose(value: &Value) -> Value {
    match value {
        Value::Object(object) => object
            .iter()
            .filter(|(key, _)| *key != "documentation")
            .map(|(key, value)| (key.clone(), without_prose(value)))
            .collect(),
        Value::Array(items) => items.iter().map(without_prose).collect(),
        other => other.clone(),
    }
}
