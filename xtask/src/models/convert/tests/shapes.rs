//! Types, traits and names of shapes.

use serde_json::{Value, json};

use super::{members, rest, shapes, with_input};

#[test]
fn unreachable_shapes_go_before_names_are_settled() {
    let more = json!({
        "Get": { "type": "boolean" },
        "Dead": { "type": "structure", "members": { "g": { "shape": "Get" } } },
    });
    let found = shapes(with_input(
        "/",
        members(json!({ "s": { "shape": "S" } }), more.clone()),
    ));
    let names: Vec<&String> = found.as_object().unwrap().keys().collect();
    assert_eq!(names, ["Get", "In", "S", "TinyService"]);
    // Used, it makes way for the operation.
    let found = shapes(with_input(
        "/",
        members(json!({ "g": { "shape": "Get" } }), more),
    ));
    assert_eq!(found["Get_"]["type"], "boolean");
    assert_eq!(found["In"]["members"]["g"]["target"], "Get_");
}

#[test]
fn a_rest_service_makes_way_for_a_shape() {
    let more = json!({ "TinyService": { "type": "string" } });
    let found = shapes(with_input(
        "/",
        members(json!({ "s": { "shape": "TinyService" } }), more),
    ));
    assert_eq!(found["TinyService"]["type"], "string");
    assert_eq!(found["TinyServiceService"]["type"], "service");
}

#[test]
fn kinds_of_structures() {
    let more = json!({
        "U": { "type": "structure", "union": true, "members": { "s": { "shape": "S" } } },
        "D": { "type": "structure", "document": true, "members": {}, "sensitive": true },
        "E": { "type": "structure", "eventstream": true, "members": { "v": { "shape": "V" } } },
        "V": { "type": "structure", "event": true, "members": {
            "b": { "shape": "B", "eventpayload": true },
            "h": { "shape": "S", "eventheader": true },
        } },
        "B": { "type": "blob" },
    });
    let fields = json!({ "u": { "shape": "U" }, "d": { "shape": "D" }, "e": { "shape": "E" } });
    let found = shapes(with_input("/", members(fields, more)));
    assert_eq!(found["U"]["type"], "union");
    let document = json!({ "type": "document", "traits": { "smithy.api#sensitive": {} } });
    assert_eq!(found["D"], document);
    assert_eq!(found["E"]["type"], "union");
    assert_eq!(found["E"]["traits"], json!({ "smithy.api#streaming": {} }));
    let event = &found["V"]["members"];
    assert_eq!(
        event["b"]["traits"],
        json!({ "smithy.api#eventPayload": {} })
    );
    assert_eq!(
        event["h"]["traits"],
        json!({ "smithy.api#eventHeader": {} })
    );
}

#[test]
fn constraints_and_formats() {
    let more = json!({
        "L": { "type": "list", "member": { "shape": "S" }, "min": 1, "max": 3, "sparse": true },
        "T": { "type": "string", "min": 0, "pattern": "256|512" },
        "N": { "type": "integer", "min": -1, "max": 86400, "box": true },
        "W": { "type": "timestamp", "timestampFormat": "rfc822" },
        "C": { "type": "string", "enum": ["a", "b-c", "a"] },
    });
    let fields = json!({
        "l": { "shape": "L" }, "t": { "shape": "T" }, "n": { "shape": "N" },
        "w": { "shape": "W" }, "c": { "shape": "C" },
    });
    let found = shapes(with_input("/", members(fields, more)));
    let length = json!({ "smithy.api#length": { "min": 1, "max": 3 }, "smithy.api#sparse": {} });
    assert_eq!(found["L"]["traits"], length);
    assert_eq!(
        found["T"]["traits"]["smithy.api#length"],
        json!({ "min": 0 })
    );
    assert_eq!(found["T"]["traits"]["smithy.api#pattern"], "^(?:256|512)$");
    let range = json!({ "smithy.api#range": { "min": -1, "max": 86400 } });
    assert_eq!(found["N"]["traits"], range);
    let format = json!({ "smithy.api#timestampFormat": "http-date" });
    assert_eq!(found["W"]["traits"], format);
    let values = found["C"]["members"].as_object().unwrap();
    assert_eq!(values.keys().collect::<Vec<_>>(), ["A", "B_C"]);
    assert_eq!(values["B_C"]["traits"]["smithy.api#enumValue"], "b-c");
}

#[test]
fn errors_have_a_kind_and_a_status() {
    let error = |more: Value| {
        let mut shape = json!({ "type": "structure", "members": {}, "exception": true });
        shape
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        shape
    };
    let operations = json!({ "Get": {
        "http": { "method": "POST", "requestUri": "/" },
        "errors": [{ "shape": "Z" }, { "shape": "F" }, { "shape": "A" }, { "shape": "Z" }],
    } });
    let found = shapes(rest(
        operations,
        json!({
            "Z": error(json!({ "error": { "httpStatusCode": 503 }, "retryable": { "throttling": false } })),
            "F": error(json!({ "fault": true })),
            "A": error(json!({
                "error": { "code": "Aged", "httpStatusCode": 429, "senderFault": true },
                "retryable": { "throttling": true },
            })),
        }),
    ));
    let targets = json!([{ "target": "A" }, { "target": "F" }, { "target": "Z" }]);
    assert_eq!(found["Get"]["errors"], targets);
    let wanted = json!({
        "smithy.api#error": "server", "smithy.api#httpError": 503, "smithy.api#retryable": {},
    });
    assert_eq!(found["Z"]["traits"], wanted);
    let wanted = json!({ "smithy.api#error": "server", "smithy.api#httpError": 500 });
    assert_eq!(found["F"]["traits"], wanted);
    let wanted = json!({
        "aws.protocols#awsQueryError": { "code": "Aged", "httpResponseCode": 429 },
        "smithy.api#error": "client", "smithy.api#httpError": 429,
        "smithy.api#retryable": { "throttling": true },
    });
    assert_eq!(found["A"]["traits"], wanted);
}

#[test]
fn input_and_output_are_those_of_one_operation() {
    let http = json!({ "method": "POST", "requestUri": "/" });
    let operation = |input: &str, output: &str| json!({ "http": http, "input": { "shape": input }, "output": { "shape": output } });
    let structure = json!({ "type": "structure", "members": {} });
    let holder = json!({ "type": "structure", "members": { "x": { "shape": "Held" } } });
    let found = shapes(rest(
        json!({
            "A": operation("OnlyA", "Both"), "B": operation("OnlyB", "Both"),
            "C": operation("Held", "OutC"), "D": operation("Same", "Same"),
        }),
        json!({
            "OnlyA": structure, "OnlyB": holder, "Both": structure, "Held": structure,
            "OutC": structure, "Same": structure,
        }),
    ));
    assert_eq!(found["OnlyA"]["traits"], json!({ "smithy.api#input": {} }));
    assert_eq!(found["OutC"]["traits"], json!({ "smithy.api#output": {} }));
    for shared in ["Both", "Held", "Same"] {
        assert_eq!(found[shared].get("traits"), None, "{shared}");
    }
}
