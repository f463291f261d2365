//! Pages: an optional token on both sides, a number that limits them, one list or map of items. · What Smithy's
//! "paginated trait" wants is what is looked for; where something is in the way it is told.

use crate::model::traits::Paginated;
use crate::model::{Member, Model, Operation, Shape, ShapeId, ShapeKind, Simple};

/// The names of tokens in input and output, without regard to case; the first pair that is there counts. Those of most
/// AWS services, then those of older ones.
const TOKENS: [(&str, &str); 10] = [
    ("nexttoken", "nexttoken"),
    ("nextpagetoken", "nextpagetoken"),
    ("pagetoken", "nextpagetoken"),
    ("paginationtoken", "paginationtoken"),
    ("marker", "nextmarker"),
    ("nextmarker", "nextmarker"),
    ("marker", "marker"),
    ("position", "position"),
    ("exclusivestartkey", "lastevaluatedkey"),
    ("exclusivestarttablename", "lastevaluatedtablename"),
];

/// The names of what limits a page, without regard to case, in the order of preference.
const LIMITS: [&str; 7] = [
    "maxresults",
    "pagesize",
    "limit",
    "maxitems",
    "maxrecords",
    "maxentries",
    "max",
];

/// An operation that gives pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// The operation.
    pub operation: ShapeId,
    /// What the model says.
    pub modelled: Option<Paginated>,
    /// What its shapes say.
    pub inferred: Option<Paginated>,
    /// What stands in the way of saying more.
    pub notes: Vec<String>,
}

/// All that have the trait or should.
pub(super) fn all(model: &Model, operations: &[(&Shape, &Operation)]) -> Vec<Pages> {
    let pages = operations.iter().map(|(shape, operation)| {
        let mut notes = Vec::new();
        Pages {
            operation: shape.id.clone(),
            modelled: shape.traits.paginated.clone(),
            inferred: pages(model, shape, operation, &mut notes),
            notes,
        }
    });
    pages
        .filter(|it| it.modelled.is_some() || it.inferred.is_some() || !it.notes.is_empty())
        .collect()
}

fn pages(
    model: &Model,
    shape: &Shape,
    operation: &Operation,
    notes: &mut Vec<String>,
) -> Option<Paginated> {
    let input = model.get(operation.input.as_ref()?)?;
    let output = model.get(operation.output.as_ref()?)?;
    let (from, to) = TOKENS
        .iter()
        .find_map(|(from, to)| Some((named(input, from)?, named(output, to)?)))?;
    for token in [from, to] {
        if token.traits.required {
            notes.push(format!("the token `{}` is required: no pages", token.id));
            return None;
        }
        let kind = model.target(token).map(|target| &target.kind);
        let fits = matches!(
            kind,
            Some(ShapeKind::Simple(Simple::String) | ShapeKind::Map { .. })
        );
        if !fits {
            notes.push(format!(
                "the token `{}` is not a string: no pages",
                token.id
            ));
            return None;
        }
    }
    Some(Paginated {
        input_token: Some(from.name().to_owned()),
        output_token: Some(to.name().to_owned()),
        items: items(model, shape, output, to, notes),
        page_size: page_size(model, input, notes),
    })
}

/// The member with this name, without regard to case.
fn named<'m>(shape: &'m Shape, name: &str) -> Option<&'m Member> {
    shape
        .members()
        .find(|member| member.name().eq_ignore_ascii_case(name))
}

fn page_size(model: &Model, input: &Shape, notes: &mut Vec<String>) -> Option<String> {
    let member = LIMITS.iter().find_map(|name| named(input, name))?;
    let kind = model.target(member).map(|target| &target.kind);
    if let Some(ShapeKind::Simple(Simple::Byte | Simple::Short | Simple::Integer | Simple::Long)) =
        kind
    {
        return Some(member.name().to_owned());
    }
    notes.push(format!(
        "the page size `{}` is not a number, which Smithy wants: left out",
        member.name()
    ));
    None
}

/// The only list or map of the output, or the one that the operation is named after.
fn items(
    model: &Model,
    shape: &Shape,
    output: &Shape,
    token: &Member,
    notes: &mut Vec<String>,
) -> Option<String> {
    let found: Vec<&Member> = output
        .members()
        .filter(|member| member.id != token.id)
        .filter(|member| {
            let kind = model.target(member).map(|target| &target.kind);
            matches!(kind, Some(ShapeKind::List(_) | ShapeKind::Map { .. }))
        })
        .collect();
    let noun = shape
        .id
        .name()
        .trim_start_matches(|c: char| c.is_ascii_uppercase());
    let noun = noun.trim_start_matches(|c: char| c.is_ascii_lowercase());
    match found.as_slice() {
        [] => {
            notes.push("the output has no list or map: no items".to_owned());
            None
        }
        [only] => Some(only.name().to_owned()),
        several => {
            let mut named = several
                .iter()
                .filter(|it| it.name().eq_ignore_ascii_case(noun));
            if let (Some(one), None) = (named.next(), named.next()) {
                return Some(one.name().to_owned());
            }
            let names: Vec<String> = several
                .iter()
                .map(|it| format!("`{}`", it.name()))
                .collect();
            notes.push(format!("the items may be {}: left out", names.join(", ")));
            None
        }
    }
}
