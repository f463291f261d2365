//! `smithy.api#paginated`, and what moves from members to their targets.

use serde_json::{Value, json};

use super::{converted, members, rest, shapes, short, with_input};

/// The trait of an operation with these members and this paginator.
fn paginated(input: Value, output: Value, paginator: Value) -> Value {
    let structure = |members: Value| json!({ "type": "structure", "members": members });
    let operations = json!({ "List": {
        "http": { "method": "POST", "requestUri": "/" },
        "input": { "shape": "In" }, "output": { "shape": "Out" },
    } });
    let types = json!({
        "In": structure(input), "Out": structure(output), "S": { "type": "string" },
        "N": { "type": "integer" }, "L": { "type": "list", "member": { "shape": "S" } },
        "Page": structure(json!({ "Next": { "shape": "S" }, "Rows": { "shape": "L" } })),
    });
    let pagination = match paginator {
        Value::Null => json!({}),
        paginator => json!({ "List": paginator }),
    };
    let found = short(&converted(rest(operations, types), pagination));
    found["List"]["traits"]["smithy.api#paginated"].clone()
}

#[test]
fn as_stated() {
    let input = json!({ "Marker": { "shape": "S" }, "Max": { "shape": "N" } });
    let output = json!({ "Page": { "shape": "Page" } });
    let stated = json!({
        "input_token": "Marker", "output_token": "Page.Next", "limit_key": "Max",
        "result_key": ["Page.Rows", "Page.More"],
    });
    let wanted = json!({
        "inputToken": "Marker", "outputToken": "Page.Next", "pageSize": "Max",
        "items": "Page.Rows",
    });
    assert_eq!(paginated(input, output, stated), wanted);
}

#[test]
fn what_smithy_cannot_say_is_left_out() {
    let input = || json!({ "Marker": { "shape": "S" } });
    let output = || json!({ "Page": { "shape": "Page" } });
    let expression = json!({
        "input_token": "Marker", "output_token": "Next || Page[-1].Key", "result_key": "Page",
    });
    assert_eq!(paginated(input(), output(), expression), Value::Null);
    let several = json!({ "input_token": ["A", "B"], "output_token": ["A", "B"] });
    assert_eq!(paginated(input(), output(), several), Value::Null);
    let gone = json!({
        "input_token": "Marker", "output_token": "Page.Next", "limit_key": "Gone",
        "result_key": "Page.Gone",
    });
    let wanted = json!({ "inputToken": "Marker", "outputToken": "Page.Next" });
    assert_eq!(paginated(input(), output(), gone), wanted);
}

#[test]
fn what_smithy_does_not_allow_is_left_out() {
    let stated = json!({
        "input_token": "Marker", "output_token": "Next", "limit_key": "Max", "result_key": "Next",
    });
    let input = |max: &str| json!({ "Marker": { "shape": "S" }, "Max": { "shape": max } });
    let output = |next: &str| json!({ "Next": { "shape": next } });
    // A page's size that is a string, and items that are no list.
    let wanted = json!({ "inputToken": "Marker", "outputToken": "Next" });
    assert_eq!(paginated(input("S"), output("S"), stated.clone()), wanted);
    // A token that is a number.
    assert_eq!(paginated(input("N"), output("N"), stated), Value::Null);
}

#[test]
fn what_is_not_stated_is_not_guessed() {
    let input = json!({ "NextToken": { "shape": "S" }, "MaxResults": { "shape": "N" } });
    let output = json!({ "NextToken": { "shape": "S" }, "Items": { "shape": "L" } });
    assert_eq!(paginated(input, output, Value::Null), Value::Null);
}

#[test]
fn json_in_a_header_is_a_media_type() {
    let plain = json!({ "shape": "S" });
    let coded = json!({
        "shape": "S", "jsonvalue": true, "location": "header", "locationName": "x",
    });
    // Used with and without: a copy.
    let both = members(json!({ "plain": plain, "coded": coded }), json!({}));
    let found = shapes(with_input("/", both));
    assert_eq!(found["S"], json!({ "type": "string" }));
    let wanted = json!({
        "type": "string", "traits": { "smithy.api#mediaType": "application/json" },
    });
    assert_eq!(found["SJsonValue"], wanted);
    assert_eq!(found["In"]["members"]["coded"]["target"], "SJsonValue");
    // Used only with it: the shape itself.
    let found = shapes(with_input(
        "/",
        members(json!({ "coded": coded }), json!({})),
    ));
    assert_eq!(found["S"], wanted);
}

#[test]
fn a_streamed_member_streams_its_target() {
    let fields = json!({ "body": { "shape": "B", "streaming": true } });
    let mut types = members(fields, json!({ "B": { "type": "blob" } }));
    types["In"]["payload"] = json!("body");
    let found = shapes(with_input("/", types));
    let wanted = json!({ "type": "blob", "traits": { "smithy.api#streaming": {} } });
    assert_eq!(found["B"], wanted);
    let payload = json!({ "smithy.api#httpPayload": {} });
    assert_eq!(found["In"]["members"]["body"]["traits"], payload);
}
