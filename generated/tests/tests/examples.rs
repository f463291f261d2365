//! Every example of the documents, as printed and mended: how it reads, what `validate` says, what
//! travels. One snapshot for each fixture of `generated/tests/examples`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
mod support {
    pub(crate) mod command;
    pub(crate) mod fixture;
    pub(crate) mod http_text;
    pub(crate) mod models;
    pub(crate) mod report;
}

use std::fmt::Debug;

use serde_json::Value;
use shapewright_apigatewayv2 as gateway;
use shapewright_appmesh as mesh;
use shapewright_apprunner as runner;
use shapewright_runtime::codegen::Shape;
use shapewright_runtime::{Blank, Operation, Timestamp, Validate, file};
use support::command::{self, Command};
use support::fixture;
use support::http_text::Message;
use support::models;
use support::report::Report;

const RUNNER: &str = "https://apprunner.us-east-1.amazonaws.com";
const GATEWAY: &str = "https://apigateway.us-east-1.amazonaws.com";

/// The input of a CLI command: a file, then a request.
fn cli_request<O: Operation>(path: &str)
where
    O::Input: Shape + Blank + Validate + Debug,
{
    let mut report = Report::default();
    let name = format!("{}Input", O::INFO.name);
    if let Some(input) = report.file::<O::Input>(&name, &fixture::read(path)) {
        report.request::<O>(&input, RUNNER);
    }
    report.check(path);
}

/// What the CLI prints: a file.
fn cli_response<O: Operation>(path: &str) -> Option<O::Output>
where
    O::Output: Shape + Blank + Validate + Debug,
{
    let mut report = Report::default();
    let name = format!("{}Output", O::INFO.name);
    let output = report.file(&name, &fixture::read(path));
    report.check(path);
    output
}

/// What the service sends.
fn wire_response<O: Operation>(path: &str) -> Option<O::Output>
where
    O::Output: Shape + Blank + Validate + Debug,
{
    let mut report = Report::default();
    let output = report.response::<O, O::Output>(&http::Response::new(fixture::read(path)));
    report.check(path);
    output
}

/// A command as printed: what a shell makes of it, and, where it breaks at the end of a line, what it
/// would be without line breaks.
fn cli_command<O: Operation>(path: &str, service: &str)
where
    O::Input: Shape + Blank + Validate + Debug,
{
    let model = models::load(service);
    let text = fixture::read(path);
    let mut readings = vec![("read by a shell", command::shell(&text))];
    if readings[0].1.len() > 1 {
        let joined = text.replace('\n', " ");
        readings.push(("with spaces for line breaks", command::shell(&joined)));
    }
    let mut report = Report::default();
    for (title, commands) in readings {
        let lines: Vec<_> = commands.iter().map(|words| format!("{words:?}")).collect();
        report.part(title, lines.join("\n"));
        match Command::parse(&commands[0]).and_then(|command| command.input(&model)) {
            Err(error) => report.part("as an input", format!("error: {error}")),
            Ok(json) => {
                report.part(
                    "as an input",
                    serde_json::to_string_pretty(&json).expect("a value is JSON"),
                );
                let name = format!("{}Input", O::INFO.name);
                if let Some(input) = report.file::<O::Input>(&name, &json.to_string()) {
                    report.request::<O>(&input, GATEWAY);
                }
            }
        }
    }
    report.check(path);
}

/// A command that reads its input from a file.
fn cli_input_command(path: &str, operation: &str) {
    let commands = command::shell(&fixture::read(path));
    let command = Command::parse(&commands[0]).unwrap();
    assert_eq!(
        command.operation(&models::load(&command.service)).unwrap(),
        operation
    );
    let mut report = Report::default();
    report.part("read by a shell", format!("{command:#?}"));
    report.check(path);
}

#[test]
fn create_vpc_ingress_connection() {
    use runner::{CreateVpcIngressConnection as Op, CreateVpcIngressConnectionOutput as Output};
    let folder = "apprunner/create-vpc-ingress-connection";
    cli_input_command(&format!("{folder}/command.txt"), Op::INFO.name);
    cli_request::<Op>(&format!("{folder}/request.json"));

    // The sample lacks the wrapper: it is no file of the output, a response with nothing in it, and
    // what the wrapper should hold.
    let path = format!("{folder}/response.json");
    let text = fixture::read(&path);
    let mut report = Report::default();
    assert!(
        report
            .file::<Output>("CreateVpcIngressConnectionOutput", &text)
            .is_none()
    );
    let read = report.response::<Op, Output>(&http::Response::new(text.clone()));
    assert_eq!(read, Some(Output::blank()));
    report
        .file::<runner::VpcIngressConnection>("VpcIngressConnection", &text)
        .unwrap();
    report.check(&path);

    let mended = cli_response::<Op>(&format!("{folder}/response.mended.json"));
    let sent = wire_response::<Op>(&format!("{folder}/response.mended.wire.json"));
    assert!(mended.is_some());
    assert_eq!(mended, sent);
}

#[test]
fn create_service() {
    use runner::CreateService as Op;
    for example in ["source-code", "image"] {
        let folder = format!("apprunner/create-service/{example}");
        cli_input_command(&format!("{folder}/command.txt"), Op::INFO.name);
        for step in ["", ".step-1", ".mended"] {
            cli_request::<Op>(&format!("{folder}/request{step}.json"));
        }
        for step in ["", ".step-1", ".step-2"] {
            cli_response::<Op>(&format!("{folder}/response{step}.json"));
        }
        wire_response::<Op>(&format!("{folder}/response.step-1.wire.json"));
        let mended = cli_response::<Op>(&format!("{folder}/response.mended.json"));
        let sent = wire_response::<Op>(&format!("{folder}/response.mended.wire.json"));
        assert!(mended.is_some());
        assert_eq!(mended, sent);
    }
}

#[test]
fn create_vpc_link() {
    for file in ["command.txt", "command.mended.txt"] {
        let path = format!("apigatewayv2/create-vpc-link/{file}");
        cli_command::<gateway::CreateVpcLink>(&path, "apigatewayv2");
    }
}

#[test]
fn delete_vpc_link() {
    for file in ["command.txt", "command.mended.txt"] {
        let path = format!("apigatewayv2/delete-vpc-link/{file}");
        cli_command::<gateway::DeleteVpcLink>(&path, "apigatewayv2");
    }
}

#[test]
fn create_virtual_gateway_request() {
    use mesh::{CreateVirtualGateway as Op, CreateVirtualGatewayInput as Input};
    let path = "appmesh/create-virtual-gateway/request.http";
    let message = Message::parse(&fixture::read(path));
    let (method, target) = message.request_line();

    // The label travels in the path: with it, the body is a file of the input.
    let mesh_name = target
        .strip_prefix("/v20190125/meshes/")
        .and_then(|rest| rest.strip_suffix("/virtualGateways"))
        .unwrap();
    let mut json: Value = serde_json::from_str(&message.body).unwrap();
    json["meshName"] = mesh_name.into();
    let mut report = Report::default();
    let input = report
        .file::<Input>("CreateVirtualGatewayInput", &json.to_string())
        .unwrap();
    let endpoint = format!("https://{}", message.header("host").unwrap());
    report.request::<Op>(&input, &endpoint);
    report.check(path);

    // What we send is what the page shows.
    let request = Op::request(&input, &endpoint.parse().unwrap()).unwrap();
    assert_eq!(request.method(), method);
    assert_eq!(request.uri().path_and_query().unwrap(), target);
    let sent: Value = serde_json::from_slice(request.body().as_bytes()).unwrap();
    assert_eq!(sent, serde_json::from_str::<Value>(&message.body).unwrap());
}

#[test]
fn create_virtual_gateway_response() {
    use mesh::{CreateVirtualGateway as Op, VirtualGatewayData as Data};
    let folder = "appmesh/create-virtual-gateway";
    let read = |file: &str| {
        let path = format!("{folder}/{file}");
        let message = Message::parse(&fixture::read(&path));
        assert_eq!(message.start, "HTTP/1.1 200 OK");
        let mut response = http::Response::builder();
        for (name, value) in &message.headers {
            response = response.header(name, value);
        }
        let response = response.body(message.body).unwrap();
        let mut report = Report::default();
        let output = report.response::<Op, Data>(&response);
        report.check(&path);
        output
    };
    assert_eq!(read("response.http"), None);

    let gateway = read("response.mended.http").unwrap().virtual_gateway;
    let exact = Timestamp::new(1_594_046_778, 215_000_000);
    assert_eq!(gateway.metadata.created_at, exact);
    assert_eq!(gateway.metadata.last_updated_at, exact);
    assert_eq!(gateway.spec.logging, None, "null is the same as absent");
    let file = file::to_string_pretty(&gateway.metadata).unwrap();
    assert!(file.contains("\"2020-07-06T14:46:18.215Z\""), "{file}");
}
