//! The README's first five minutes; `tests/readme.rs` compares code and output.

#![allow(clippy::unwrap_used, reason = "a short example")]

use shapewright_aws::apprunner::*;
use shapewright_aws::runtime::{Endpoint, Operation, Validate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // What is required is an argument; the rest is chained or assigned.
    let input = CreateVpcConnectorInput::new("orders-db", ["subnet-0a1b"])
        .tags([Tag::new().key("team").value("orders")]);

    // Checks run only when you ask, and tell everything at once.
    input.validate()?;
    let wrong = CreateVpcConnectorInput::new("x", ["subnet-0a1b"]);
    println!("{}\n", wrong.validate().unwrap_err());

    // An http::Request for any signer and any client.
    let endpoint: Endpoint = "https://apprunner.us-east-1.amazonaws.com".parse()?;
    let request = CreateVpcConnector::request(&input, &endpoint)?;
    println!("{} {}", request.method(), request.uri());
    for (name, value) in request.headers() {
        println!("{name}: {}", value.to_str()?);
    }
    println!("\n{}\n", String::from_utf8_lossy(request.body().as_bytes()));

    // An http::Response from any client.
    let body = br#"{"VpcConnector":{"VpcConnectorName":"orders-db","Status":"ACTIVE","CreatedAt":1.604709930215E9}}"#;
    let response = http::Response::builder()
        .status(200)
        .body(body.as_slice())?;
    let answer = CreateVpcConnector::response(&response)?;
    let connector = answer.output.vpc_connector;
    println!(
        "{:?} since {}",
        connector.status,
        connector.created_at.unwrap()
    );

    // Errors are typed and say what went wrong.
    let body = br#"{"__type":"InvalidRequestException","Message":"Subnet not found"}"#;
    let response = http::Response::builder()
        .status(400)
        .header("x-amzn-requestid", "7a62")
        .body(body.as_slice())?;
    let error = CreateVpcConnector::response(&response).unwrap_err();
    println!("{error}");
    let service = error.as_service().unwrap();
    assert!(matches!(
        service.error(),
        CreateVpcConnectorError::InvalidRequestException(_)
    ));
    assert!(!service.is_retryable());

    // Broken JSON is told with its place.
    let body = br#"{"VpcConnector":{"VpcConnectorRevision":"one"}}"#;
    let response = http::Response::builder()
        .status(200)
        .body(body.as_slice())?;
    println!("{}", CreateVpcConnector::response(&response).unwrap_err());
    Ok(())
}
