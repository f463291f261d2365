//! Documents as people write them, and the committed ones.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;
use shapewright_codegen::examples::corpus::Document;

use crate::config;

use super::package::Package;
use super::{command, corpus, lint, report, rst, update};

fn read(service: &str, text: &str) -> Document {
    let model = corpus::model(&config::root(), service).unwrap();
    rst::read(&model, service, "x.rst", text)
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
fn commands_of_other_services_are_told() {
    // Both have `list-services`.
    for text in ["aws ecs list-services", "aws list-services apprunner"] {
        let document = read("apprunner", &format!("T ::\n\n    {text}\n"));
        assert_eq!(document.operation, None);
        let why = &document.examples[0].unread[0].why;
        assert!(why.contains("no command of apprunner"), "{why}");
    }
}

#[test]
fn blanks_of_other_kinds_lose_no_line() {
    let text = "T ::\n\n   aws apprunner list-services\n\nOutput ::\n\n    {\n  \u{a0}\"NextToken\":\n    \"x\"}\n";
    let document = read("apprunner", text);
    let shown = document.examples[0].output_text.as_deref();
    assert_eq!(shown, Some("  {\n\u{a0}\"NextToken\":\n  \"x\"}"));
}

#[test]
fn an_output_that_says_something_twice_is_kept_as_text() {
    let text = "T ::\n\n   aws apprunner list-services\n\nOutput ::\n\n    {\"NextToken\": \"a\", \"NextToken\": \"b\"}\n";
    let document = read("apprunner", text);
    let example = &document.examples[0];
    assert_eq!(example.output, None);
    assert!(example.output_text.is_some());
}

/// The input of a command, and what is told of it.
fn parameters(service: &str, text: &str) -> (serde_json::Value, String) {
    let document = read(service, &format!("T ::\n\n    aws {service} {text}\n"));
    let example = document.examples.into_iter().next().unwrap();
    let unread: Vec<String> = example.unread.into_iter().map(|it| it.why).collect();
    (
        serde_json::to_value(example.input).unwrap(),
        unread.join("; "),
    )
}

#[test]
fn options_have_the_types_of_the_model() {
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
        let (input, unread) = parameters(service, text);
        assert_eq!((input, unread.as_str()), (expected, ""), "{text}");
    }
}

#[test]
fn what_the_cli_would_not_take_is_told() {
    for (text, why) in [
        ("get-api --api a", "no such option"),
        ("get-api --api-id a b", "takes one value"),
        ("get-api x --api-id a", "belongs to no option"),
        ("get-apl --api-id a", "no operation"),
        ("get-api --api-id 'a", "quotation mark"),
        ("get-api --api-id file://x", "does not show the file"),
        (
            "create-api --disable-execute-api-endpoint true",
            "takes no value",
        ),
        ("update-integration --timeout-in-millis soon", "no integer"),
        ("update-api --cors-configuration {x", "not JSON"),
        ("update-api --cors-configuration MaxAge", "no key"),
        (
            "update-api --cors-configuration '{\"MaxAge\": 1, \"MaxAge\": 2}'",
            "/MaxAge is there twice",
        ),
        ("get-api --cli-input-json '[]'", "not a JSON object"),
        ("get-api --cli-input-json '{\"ApiId\": \"a\",}'", "not JSON"),
        (
            "create-routing-rule --actions '[ \\\n      {} \\\n    ]'",
            "keeps backslashes",
        ),
    ] {
        let (_, unread) = parameters("apigatewayv2", text);
        assert!(unread.contains(why), "{text}: {unread}");
    }
}

/// Commands that name files need the documents; all others are here.
#[test]
fn committed_examples_are_what_the_reader_makes_of_their_commands() {
    let root = config::root();
    for service in corpus::services() {
        let model = corpus::model(&root, service).unwrap();
        let documents = corpus::documents(&root, service).unwrap();
        assert!(documents.len() > 20, "{service}: {}", documents.len());
        for document in documents {
            for example in &document.examples {
                let words = &example.command;
                let reading = command::read(&model, service, words, &BTreeMap::new());
                assert_eq!(reading.operation, document.operation, "{words:?}");
                let files = |word: &String| word.starts_with("file");
                if !words.iter().any(files) {
                    assert_eq!(reading.input, example.input, "{words:?}");
                }
            }
        }
    }
}

const DOCUMENT: &str = "awscli/examples/apprunner/list-services.rst";

/// A wheel and a source archive with one document, of a package of this name.
fn packages(name: &str, folder: &Path) -> [PathBuf; 2] {
    let metadata = format!("Metadata-Version: 2.1\nName: {name}\nVersion: 1.2.3\n\nText\n");
    let files = [
        (
            "awscli/examples/apprunner/deep/x.rst",
            "no document of an operation",
        ),
        ("awscli/examples/other/x.rst", "another service"),
        (DOCUMENT, "T ::\n\n    aws apprunner list-services\n"),
    ];
    let wheel = folder.join("a.whl");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&wheel).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for (path, text) in files
        .iter()
        .chain([&("awscli-1.2.3.dist-info/METADATA", &*metadata)])
    {
        zip.start_file(*path, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let sdist = folder.join("a.tar.gz");
    let file = std::fs::File::create(&sdist).unwrap();
    let mut tar = tar::Builder::new(flate2::write::GzEncoder::new(
        file,
        flate2::Compression::fast(),
    ));
    for (path, text) in files.iter().chain([&("PKG-INFO", &*metadata)]) {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        let path = format!("awscli-1.2.3/{path}");
        tar.append_data(&mut header, path, text.as_bytes()).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap();
    [wheel, sdist]
}

#[test]
fn wheels_and_source_archives_are_read() {
    let folder = tempfile::tempdir().unwrap();
    for path in packages("awscli", folder.path()) {
        let package = Package::open(&path, &["apprunner"]).unwrap();
        assert_eq!(
            (package.version.as_str(), package.sha256.len()),
            ("1.2.3", 64)
        );
        let documents: Vec<&String> = package.documents.keys().collect();
        assert_eq!(documents, [DOCUMENT]);
    }
    for path in packages("botocore", folder.path()) {
        let error = Package::open(&path, &["apprunner"])
            .map(|_| ())
            .unwrap_err();
        assert!(
            format!("{error:#}").contains("it is of `botocore`"),
            "{error:#}"
        );
    }
    let text = folder.path().join("text");
    std::fs::write(&text, "text").unwrap();
    assert!(Package::open(&text, &["apprunner"]).is_err());
}

#[test]
fn an_update_removes_what_is_gone_and_changes_nothing_the_second_time() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root");
    for service in corpus::services() {
        let models = root.join("models").join(service);
        std::fs::create_dir_all(&models).unwrap();
        for name in ["model.json", "overlay.json"] {
            let from = config::root().join("models").join(service).join(name);
            std::fs::copy(from, models.join(name)).unwrap();
        }
    }
    std::fs::write(root.join("models/manifest.toml"), "").unwrap();
    let old = corpus::folder(&root, "apprunner").join("gone.json");
    std::fs::create_dir_all(old.parent().unwrap()).unwrap();
    std::fs::write(&old, "{}").unwrap();
    let [wheel, sdist] = packages("awscli", folder.path());
    let first = Package::open(&wheel, &corpus::services()).unwrap().sha256;
    // Another package with the same examples is no news, so that a weekly run has none to tell.
    for (path, changed) in [(&wheel, 3), (&wheel, 0), (&sdist, 0)] {
        let package = Package::open(path, &corpus::services()).unwrap();
        assert_eq!(update::update(&package, &root).unwrap(), changed);
        assert!(!old.exists());
        let documents = corpus::documents(&root, "apprunner").unwrap();
        assert_eq!(documents[0].operation.as_deref(), Some("ListServices"));
        let manifest = std::fs::read_to_string(root.join("models/manifest.toml")).unwrap();
        assert!(manifest.contains(&first), "{manifest}");
    }
}
