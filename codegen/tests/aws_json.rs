//! What the awsJson protocols take from traits on operation and service, besides the body.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use serde_json::{Value, json};
use shapewright_codegen::{Package, Settings, Source, generate};

/// A service with one operation that has these traits.
fn model(service: Value, operation: &Value) -> Value {
    let mut traits = json!({ "aws.protocols#awsJson1_1": {} });
    let more = serde_json::from_value::<serde_json::Map<String, Value>>(service).unwrap();
    traits.as_object_mut().unwrap().extend(more);
    let label = json!({ "smithy.api#required": {}, "smithy.api#hostLabel": {}, "smithy.api#jsonName": "no" });
    let queue = json!({ "smithy.api#httpHeader": "x-queue" });
    let text = "smithy.api#String";
    json!({ "smithy": "2.0", "shapes": {
        "example.desk#Desk": {
            "type": "service", "version": "1",
            "operations": [{ "target": "example.desk#Open" }], "traits": traits
        },
        "example.desk#Open": {
            "type": "operation", "input": { "target": "example.desk#OpenRequest" }, "traits": operation
        },
        "example.desk#OpenRequest": { "type": "structure", "members": {
            "branch": { "target": text, "traits": label },
            "queue": { "target": text, "traits": queue },
        } },
    } })
}

/// The statements of the request, and all files in one text.
fn generated(model: &Value) -> (String, String) {
    let settings = Settings::new(Package::new("desk"));
    let sources = [Source::new("model.json", model.to_string())];
    let files = generate(&sources, &settings)
        .unwrap_or_else(|report| panic!("{report}"))
        .files;
    let all: String = files.iter().map(|(_, text)| text).collect();
    let (_, after) = all
        .split_once("fn write_request(")
        .expect("the crate has one operation");
    let (_, body) = after.split_once('{').unwrap();
    let (body, _) = body.split_once("\n    }").unwrap();
    let lines: Vec<&str> = body.split_whitespace().collect();
    (lines.join(" "), all)
}

const BODY: &str = "q.aws_json(\"1.1\", \"Desk.Open\", input);";

#[test]
fn bindings_to_http_and_json_names_mean_nothing() {
    let (request, all) = generated(&model(json!({}), &json!({})));
    assert_eq!(request, BODY);
    // Neither `as` another name nor `in http`.
    assert!(all.contains(r#" 0 required branch "branch";"#), "{all}");
    assert!(all.contains(r#" 1 optional queue "queue";"#), "{all}");
    assert!(!all.contains("checksums"), "{all}");
}

#[test]
fn a_host_prefix_comes_from_members_that_stay_in_the_body() {
    let endpoint = json!({ "smithy.api#endpoint": { "hostPrefix": "desk.{branch}." } });
    let (request, _) = generated(&model(json!({}), &endpoint));
    let host = [
        r#"q.host_prefix_literal("desk.");"#,
        r#"q.host_label("branch", &input.branch);"#,
        r#"q.host_prefix_literal(".");"#,
    ];
    assert_eq!(request, format!("{} {BODY}", host.join(" ")));
}

#[test]
fn clients_of_services_that_spoke_query_say_so() {
    let service = json!({ "aws.protocols#awsQueryCompatible": {} });
    let (request, _) = generated(&model(service, &json!({})));
    assert_eq!(
        request,
        format!("q.header(\"x-amzn-query-mode\", \"true\"); {BODY}")
    );
}

#[test]
fn a_checksum_follows_the_body_and_turns_on_the_runtimes_feature() {
    let checksum = json!({ "smithy.api#httpChecksumRequired": {} });
    let (request, all) = generated(&model(json!({}), &checksum));
    assert_eq!(request, format!("{BODY} q.content_md5();"));
    assert!(all.contains("features = [\"checksums\"]"), "{all}");
}

#[test]
fn compression_comes_before_the_checksum_and_turns_on_its_feature() {
    let compression = |encodings: Value| json!({ "encodings": encodings });
    let gzip = json!({ "smithy.api#requestCompression": compression(json!(["GZip"])) });
    let (request, all) = generated(&model(json!({}), &gzip));
    assert_eq!(request, format!("{BODY} q.gzip();"));
    assert!(all.contains("features = [\"compression\"]"), "{all}");
    let both = json!({
        "smithy.api#httpChecksumRequired": {},
        "smithy.api#requestCompression": compression(json!(["br", "gzip"])),
    });
    let (request, all) = generated(&model(json!({}), &both));
    assert_eq!(request, format!("{BODY} q.gzip(); q.content_md5();"));
    assert!(
        all.contains(r#"features = ["checksums", "compression"]"#),
        "{all}"
    );
    let other = json!({ "smithy.api#requestCompression": compression(json!(["br"])) });
    let (request, all) = generated(&model(json!({}), &other));
    assert_eq!(request, BODY);
    assert!(!all.contains("features = [\"co"), "{all}");
}

#[test]
fn the_customization_of_machine_learning_is_for_its_operation_only() {
    let service = json!({ "aws.api#service": { "sdkId": "Machine Learning" } });
    let mut desk = model(service, &json!({}));
    assert_eq!(generated(&desk).0, BODY);
    let shapes = desk["shapes"].as_object_mut().unwrap();
    let open = shapes.remove("example.desk#Open").unwrap();
    shapes.insert("example.desk#Predict".to_owned(), open);
    shapes["example.desk#Desk"]["operations"] = json!([{ "target": "example.desk#Predict" }]);
    let text = json!({ "target": "smithy.api#String" });
    shapes["example.desk#OpenRequest"]["members"]["PredictEndpoint"] = text;
    let (request, _) = generated(&desk);
    let to = "if let Some(x) = &input.predict_endpoint { q.endpoint(\"PredictEndpoint\", x); }";
    let body = "q.aws_json(\"1.1\", \"Desk.Predict\", input);";
    assert_eq!(request, format!("{to} {body}"));
}
