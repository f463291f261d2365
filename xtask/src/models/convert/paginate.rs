//! `smithy.api#paginated`, as `paginators-1.json` states it. · Called by `operation`. · What botocore does not state is
//! inferred from the model, like that of any other source (`shapewright_codegen::infer`).

use serde_json::{Map, Value};

use super::Context;
use super::c2j::{Operation, Paginator, Shape};

/// The trait's value; `None` for operations that give everything at once.
///
/// Smithy has one token and one list of items, each a member or a path of members; lists of several and JMESPath
/// expressions cannot be said, nor tokens that are numbers or required (Smithy 2.0, "paginated trait"). Without a
/// token there is no pagination.
pub(super) fn paginated(
    ctx: &Context,
    operation: &Operation,
    paginator: Option<&Paginator>,
) -> Option<Value> {
    let input = ctx.shape(&operation.input.as_ref()?.shape)?;
    let output = ctx.shape(&operation.output.as_ref()?.shape)?;
    let paginator = paginator?;
    let text = |value: &Option<Value>| match value {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Array(several)) => several.first()?.as_str().map(str::to_owned),
        _ => None,
    };
    let single = |value: &Option<Value>| value.as_ref()?.as_str().map(str::to_owned);
    let kind = |shape: &Shape, path: &String| leads_to(ctx, shape, path).map(|(kind, _)| kind);
    let token = |shape: &Shape, path: &String| {
        let found = leads_to(ctx, shape, path);
        found.is_some_and(|(kind, required)| !required && ["string", "map"].contains(&&*kind))
    };
    let input_token =
        single(&paginator.input_token).filter(|name| !name.contains('.') && token(input, name))?;
    let output_token = single(&paginator.output_token).filter(|path| token(output, path))?;
    // Where the service takes a string, Smithy has no way to say it.
    let number = |kind: String| ["integer", "long"].contains(&kind.as_str());
    let page_size = text(&paginator.limit_key)
        .filter(|name| !name.contains('.') && kind(input, name).is_some_and(number));
    let items = text(&paginator.result_key)
        .filter(|path| kind(output, path).is_some_and(|kind| ["list", "map"].contains(&&*kind)));
    Some(value(input_token, output_token, page_size, items))
}

/// What a path of members, joined by dots, leads to, and whether that is required.
fn leads_to(ctx: &Context, shape: &Shape, path: &str) -> Option<(String, bool)> {
    let mut shape = shape;
    let mut found = None;
    for name in path.split('.') {
        let member = shape.members.get(name)?;
        let required = shape.required.iter().any(|it| it == name);
        found = Some((ctx.kind(&member.shape).to_owned(), required));
        shape = ctx.shape(&member.shape)?;
    }
    found
}

fn value(
    input_token: String,
    output_token: String,
    page_size: Option<String>,
    items: Option<String>,
) -> Value {
    let mut object = Map::new();
    object.insert("inputToken".to_owned(), Value::String(input_token));
    object.insert("outputToken".to_owned(), Value::String(output_token));
    let more = [("pageSize", page_size), ("items", items)];
    for (key, name) in more {
        object.extend(name.map(|name| (key.to_owned(), Value::String(name))));
    }
    Value::Object(object)
}
