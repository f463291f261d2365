//! HTTP, protocols and authentication.

use serde_json::{Value, json};

use super::super::c2j::{Document, Paginators};
use super::super::convert;
use super::{converted, members, rest, shapes, with_input};

#[test]
fn labels_become_the_names_of_members() {
    let found = shapes(with_input(
        "/a/{wire-name}/{rest+}?x=1",
        members(
            json!({
                "ByName": { "shape": "S", "location": "uri", "locationName": "wire-name" },
                "rest": { "shape": "S", "location": "uri", "locationName": "rest" },
            }),
            json!({}),
        ),
    ));
    let http = json!({ "method": "POST", "uri": "/a/{ByName}/{rest+}?x=1", "code": 200 });
    assert_eq!(found["Get"]["traits"]["smithy.api#http"], http);
    let label = json!({ "smithy.api#httpLabel": {}, "smithy.api#required": {} });
    assert_eq!(found["In"]["members"]["ByName"]["traits"], label);
}

#[test]
fn a_label_without_a_member_is_told() {
    let found = converted(
        with_input("/{gone}", members(json!({}), json!({}))),
        json!({}),
    );
    assert_eq!(
        found.notes,
        ["Get: no member has the label `gone` of the URI"]
    );
}

#[test]
fn locations_become_bindings() {
    let found = shapes(with_input(
        "/",
        members(
            json!({
                "query": { "shape": "S", "location": "querystring", "locationName": "q" },
                "queries": { "shape": "M", "location": "querystring" },
                "header": { "shape": "S", "location": "header", "locationName": "x-h" },
                "headers": { "shape": "M", "location": "headers", "locationName": "x-p-" },
                "Named": { "shape": "S", "locationName": "named" },
                "same": { "shape": "S", "locationName": "same" },
            }),
            json!({}),
        ),
    ));
    let traits = |name: &str| found["In"]["members"][name]["traits"].clone();
    assert_eq!(traits("query"), json!({ "smithy.api#httpQuery": "q" }));
    assert_eq!(
        traits("queries"),
        json!({ "smithy.api#httpQueryParams": {} })
    );
    assert_eq!(traits("header"), json!({ "smithy.api#httpHeader": "x-h" }));
    assert_eq!(
        traits("headers"),
        json!({ "smithy.api#httpPrefixHeaders": "x-p-" })
    );
    assert_eq!(traits("Named"), json!({ "smithy.api#jsonName": "named" }));
    assert_eq!(traits("same"), Value::Null);
}

#[test]
fn a_location_that_http_does_not_have_there_is_the_body() {
    let out = json!({ "type": "structure", "members": {
        "Position": { "shape": "S", "location": "querystring", "locationName": "position" },
        "Status": { "shape": "N", "location": "statusCode" },
    } });
    let operations = json!({ "Get": {
        "http": { "method": "GET", "requestUri": "/", "responseCode": 201 },
        "output": { "shape": "Out" },
    } });
    let types = json!({ "Out": out, "S": { "type": "string" }, "N": { "type": "integer" } });
    let found = shapes(rest(operations, types));
    let members = &found["Out"]["members"];
    let name = json!({ "smithy.api#jsonName": "position" });
    assert_eq!(members["Position"]["traits"], name);
    let status = json!({ "smithy.api#httpResponseCode": {} });
    assert_eq!(members["Status"]["traits"], status);
    assert_eq!(
        found["Get"]["input"],
        json!({ "target": "smithy.api#Unit" })
    );
    assert_eq!(found["Get"]["traits"]["smithy.api#http"]["code"], 201);
    assert_eq!(found["Get"]["traits"]["smithy.api#readonly"], json!({}));
}

#[test]
fn aws_json_has_no_bindings() {
    let mut document = with_input(
        "/",
        members(
            json!({ "A": { "shape": "S", "location": "header", "locationName": "a" } }),
            json!({}),
        ),
    );
    document["metadata"]["protocol"] = json!("json");
    document["metadata"]["jsonVersion"] = json!("1.1");
    document["metadata"]["targetPrefix"] = json!("com.x.v1.TinyApi_2020");
    let found = shapes(document);
    assert_eq!(found["In"]["members"]["A"], json!({ "target": "S" }));
    assert_eq!(found["Get"].get("traits"), None);
    let traits = &found["TinyApi_2020"]["traits"];
    assert_eq!(traits["aws.protocols#awsJson1_1"], json!({}));
}

#[test]
fn all_protocols_are_kept_and_others_refused() {
    let mut document = with_input("/", members(json!({}), json!({})));
    document["metadata"]["protocol"] = json!("smithy-rpc-v2-cbor");
    document["metadata"]["protocols"] = json!(["smithy-rpc-v2-cbor", "json", "query"]);
    document["metadata"]["jsonVersion"] = json!("1.0");
    let found = shapes(document.clone());
    let traits = &found["TinyService"]["traits"];
    for id in [
        "smithy.protocols#rpcv2Cbor",
        "aws.protocols#awsJson1_0",
        "aws.protocols#awsQuery",
    ] {
        assert_eq!(traits[id], json!({}), "{id}");
    }
    document["metadata"]["protocols"] = json!(["query"]);
    let document: Document = serde_json::from_value(document).unwrap();
    let error = convert(document, &Paginators::default()).unwrap_err();
    assert!(
        error.to_string().contains("query is not based on JSON"),
        "{error}"
    );
}

#[test]
fn authentication() {
    let http = json!({ "method": "POST", "requestUri": "/" });
    let operations = json!({
        "None": { "http": http, "authtype": "none", "auth": ["smithy.api#noAuth"] },
        "Unsigned": { "http": http, "authtype": "v4-unsigned-body", "unsignedPayload": true },
    });
    let mut document = rest(operations, json!({}));
    let found = shapes(document.clone());
    let none = &found["None"]["traits"];
    assert_eq!(none["smithy.api#auth"], json!([]));
    assert_eq!(none["smithy.api#optionalAuth"], json!({}));
    let unsigned = &found["Unsigned"]["traits"];
    assert_eq!(unsigned["aws.auth#unsignedPayload"], json!({}));
    assert_eq!(unsigned.get("smithy.api#auth"), None);
    let service = &found["TinyService"]["traits"];
    assert_eq!(service["aws.auth#sigv4"], json!({ "name": "tiny" }));
    assert_eq!(service.get("smithy.api#auth"), None);

    document["metadata"]["auth"] = json!(["aws.auth#sigv4", "smithy.api#httpBearerAuth"]);
    let found = shapes(document);
    let service = &found["TinyService"]["traits"];
    let schemes = json!(["aws.auth#sigv4", "smithy.api#httpBearerAuth"]);
    assert_eq!(service["smithy.api#auth"], schemes);
    assert_eq!(service["smithy.api#httpBearerAuth"], json!({}));
}
