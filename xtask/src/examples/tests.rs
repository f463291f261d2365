//! Documents as people write them, and the committed ones.

use serde_json::json;
use shapewright_codegen::examples::corpus::Document;

use crate::config;

use super::{corpus, lint, report, rst};

fn read(service: &str, text: &str) -> Document {
    let model = corpus::model(&config::root(), service).unwrap();
    rst::read(&model, "x.rst", text)
}

#[test]
fn the_report_is_fresh() {
    let root = config::root();
    let outcome = lint::all(&root, None).unwrap();
    let written = std::fs::read_to_string(root.join(report::PATH)).unwrap();
    assert!(
        report::render(&root, &outcome).unwrap() == written,
        "`cargo xtask examples lint --write` makes it anew"
    );
}

#[test]
fn a_document_with_several_examples_and_sloppy_markup() {
    let text = "**One**\r\n\r\nText ::\r\n\r\n  aws apprunner list-services \\\r\n    --max-results 2\r\n    --region x\r\n\
                \r\nOutput:: \r\n    \r\n   {\"ServiceSummaryList\": []}\r\n\
                \r\nNo title: ::\n\n    $ aws apprunner tag-resource --cli-input-json file://in.json\n\
                \nContents of in.json:\n\n    {\"ResourceArn\": \"a\",\n     \"Tags\": []}\n\nThis command produces no output.**Next**\n\
                \n    {\"who\": \"knows\"}\n\naws apprunner list-services\n";
    let document = read("apprunner", text);
    let [first, second] = document.examples.as_slice() else {
        panic!("{document:#?}");
    };
    assert_eq!(
        serde_json::to_value(&first.input).unwrap(),
        json!({"MaxResults": 2})
    );
    assert_eq!(first.output, Some(json!({"ServiceSummaryList": []})));
    assert_eq!((first.line, first.output_line), (5, 11));
    assert_eq!(first.unread.len(), 1, "a backslash is missing");
    assert_eq!(
        serde_json::to_value(&second.input).unwrap(),
        json!({"ResourceArn": "a", "Tags": []})
    );
    assert!(second.no_output);
    let why: Vec<&str> = second.unread.iter().map(|it| it.why.as_str()).collect();
    assert_eq!(
        why,
        [
            "a block that is neither a command, nor a file of it, nor its output",
            "a block that is not indented",
            "another operation than that of the examples before",
        ]
    );
}

#[test]
fn options_have_the_types_of_the_model() {
    let command = |service: &str, text: &str| {
        let document = read(service, &format!("T ::\n\n    aws {service} {text}\n"));
        let example = document.examples.into_iter().next().unwrap();
        let unread: Vec<String> = example.unread.into_iter().map(|it| it.why).collect();
        (
            serde_json::to_value(example.input).unwrap(),
            unread.join("; "),
        )
    };
    let accepted = [
        (
            "apigatewayv2",
            "create-api --name a --cors-configuration AllowOrigins=https://a,https://b,MaxAge=5,AllowCredentials=true \
             --no-disable-execute-api-endpoint --tags A=b,C=d",
            json!({
                "Name": "a",
                "CorsConfiguration": {
                    "AllowOrigins": ["https://a", "https://b"], "MaxAge": 5, "AllowCredentials": true,
                },
                "DisableExecuteApiEndpoint": false,
                "Tags": {"A": "b", "C": "d"},
            }),
        ),
        (
            "apprunner",
            "tag-resource --resource-arn a --tags Key=a,Value=b '{\"Key\": \"c\"}' --region r --no-paginate",
            json!({"ResourceArn": "a", "Tags": [{"Key": "a", "Value": "b"}, {"Key": "c"}]}),
        ),
        (
            "apprunner",
            "untag-resource --resource-arn=a --tag-keys '[\"a\", \"b\"]'",
            json!({"ResourceArn": "a", "TagKeys": ["a", "b"]}),
        ),
        (
            "apigatewayv2",
            "export-api --api-id a --output-type YAML --specification OAS30 --include-extensions out.yaml",
            json!({"ApiId": "a", "OutputType": "YAML", "Specification": "OAS30", "IncludeExtensions": true}),
        ),
    ];
    for (service, text, expected) in accepted {
        let (input, unread) = command(service, text);
        assert_eq!((input, unread.as_str()), (expected, ""), "{text}");
    }
    for (text, why) in [
        ("get-api --api a", "no such option"),
        ("get-api --api-id a b", "takes one value"),
        ("get-api x --api-id a", "belongs to no option"),
        ("get-apl --api-id a", "no operation"),
        ("get-api --api-id file://x", "does not show the file"),
        (
            "create-api --disable-execute-api-endpoint true",
            "takes no value",
        ),
        ("update-integration --timeout-in-millis soon", "no integer"),
        ("update-api --cors-configuration {x", "not JSON"),
        ("update-api --cors-configuration MaxAge", "no key"),
        (
            "create-routing-rule --actions '[ \\\n      {} \\\n    ]'",
            "keeps backslashes",
        ),
    ] {
        let (_, unread) = command("apigatewayv2", text);
        assert!(unread.contains(why), "{text}: {unread}");
    }
}

/// The committed files are what the current reader makes of their commands: names and types are the model's.
#[test]
fn committed_examples_are_of_operations_of_the_models() {
    let root = config::root();
    for service in corpus::services() {
        let model = corpus::model(&root, service).unwrap();
        let documents = corpus::documents(&root, service).unwrap();
        assert!(documents.len() > 20, "{service}: {}", documents.len());
        for document in documents {
            let name = document.operation.as_deref().unwrap();
            assert!(
                shapewright_codegen::examples::operation(&model, name).is_some(),
                "{}: {name}",
                document.source
            );
            for example in &document.examples {
                assert_eq!(example.command[0], "aws", "{}", document.source);
            }
        }
    }
}
