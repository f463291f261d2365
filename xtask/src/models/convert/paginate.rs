//! `smithy.api#paginated`. · Called by `operation`. · From `paginators-1.json` where it has the
//! operation, else by rule.

use serde_json::{Map, Value};

use super::Context;
use super::c2j::{Operation, Paginator, Shape};

/// The names of members that limit a page, in the order of preference.
const LIMITS: [&str; 8] = [
    "MaxResults",
    "maxResults",
    "Limit",
    "limit",
    "MaxItems",
    "maxItems",
    "PageSize",
    "pageSize",
];

/// The names of the token.
const TOKENS: [&str; 2] = ["NextToken", "nextToken"];

/// The trait's value; `None` for operations that give everything at once.
pub(super) fn paginated(
    ctx: &Context,
    operation: &Operation,
    paginator: Option<&Paginator>,
) -> Option<Value> {
    let input = ctx.shape(&operation.input.as_ref()?.shape)?;
    let output = ctx.shape(&operation.output.as_ref()?.shape)?;
    match paginator {
        Some(paginator) => stated(ctx, input, output, paginator),
        None => by_rule(ctx, input, output),
    }
}

/// Smithy has one token and one list of items, each a member or a path of members; lists of
/// several and JMESPath expressions cannot be said. Without a token there is no pagination.
fn stated(ctx: &Context, input: &Shape, output: &Shape, paginator: &Paginator) -> Option<Value> {
    let text = |value: &Option<Value>| match value {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Array(several)) => several.first()?.as_str().map(str::to_owned),
        _ => None,
    };
    let single = |value: &Option<Value>| value.as_ref()?.as_str().map(str::to_owned);
    let has = |name: &String| input.members.get(name).is_some();
    let leads = |path: &String| leads_somewhere(ctx, output, path);
    let input_token = single(&paginator.input_token).filter(has)?;
    let output_token = single(&paginator.output_token).filter(leads)?;
    let page_size = text(&paginator.limit_key).filter(has);
    let items = text(&paginator.result_key).filter(leads);
    Some(value(input_token, output_token, page_size, items))
}

/// A string `NextToken` on both sides. Which member has the items is not told by names.
fn by_rule(ctx: &Context, input: &Shape, output: &Shape) -> Option<Value> {
    let token = |shape: &Shape| {
        let name = TOKENS.iter().find(|name| {
            let member = shape.members.get(name);
            member.is_some_and(|member| ctx.kind(&member.shape) == "string")
        });
        name.map(|name| (*name).to_owned())
    };
    let limit = LIMITS.iter().find(|name| input.members.get(name).is_some());
    let limit = limit.map(|name| (*name).to_owned());
    Some(value(token(input)?, token(output)?, limit, None))
}

/// Whether a path of members, joined by dots, leads to a member of the output.
fn leads_somewhere(ctx: &Context, output: &Shape, path: &str) -> bool {
    let mut shape = Some(output);
    for name in path.split('.') {
        let Some(member) = shape.and_then(|shape| shape.members.get(name)) else {
            return false;
        };
        shape = ctx.shape(&member.shape);
    }
    true
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
