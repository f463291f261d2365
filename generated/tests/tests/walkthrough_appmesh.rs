//! The whole way with an operation of App Mesh, for those who want to see how the crates are used: build an input, check
//! it, make the request, read the answer, and read one error.
//!
//! restJson1 with a label in the path, a query parameter, a token and a payload.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
mod support {
    pub(crate) mod wire;
}

use serde_json::json;
use shapewright_appmesh::{
    CreateVirtualGateway, CreateVirtualGatewayError, CreateVirtualGatewayInput, TagRef,
    VirtualGatewayListener, VirtualGatewayPortMapping, VirtualGatewayPortProtocol,
    VirtualGatewaySpec, VirtualGatewayStatusCode,
};
use shapewright_runtime::{ErrorKind, FixedToken, Operation, Timestamp, Validate};
use support::wire::{answer, body, endpoint};

/// App Mesh, restJson1: a label in the path, a query parameter, a token, a payload.
#[test]
fn create_virtual_gateway() {
    let mapping = VirtualGatewayPortMapping::new(80, VirtualGatewayPortProtocol::Http2);
    let spec = VirtualGatewaySpec::new([VirtualGatewayListener::new(mapping)]);
    let input = CreateVirtualGatewayInput::new("apps", spec, "ingress")
        .mesh_owner("123456789012")
        .tags([TagRef::new("team", "orders")]);
    assert_eq!(input.validate(), Ok(()));
    let wrong = input.clone().mesh_owner("me").validate().unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "1 validation error detected. Value with length 2 at '/meshOwner' failed to satisfy \
         constraint: Member must have length between 12 and 12, inclusive"
    );

    // The token makes it safe to send the request twice. `request` draws one; here it is fixed.
    let mut token = FixedToken("t-1".into());
    let request =
        CreateVirtualGateway::request_with(&input, &endpoint("appmesh"), &mut token).unwrap();
    assert_eq!(request.method(), "PUT");
    assert_eq!(
        request.uri().path_and_query().unwrap(),
        "/v20190125/meshes/apps/virtualGateways?meshOwner=123456789012"
    );
    assert_eq!(
        body(&request),
        json!({
            "clientToken": "t-1",
            "spec": { "listeners": [{ "portMapping": { "port": 80, "protocol": "http2" } }] },
            "tags": [{ "key": "team", "value": "orders" }],
            "virtualGatewayName": "ingress",
        })
    );
}

#[test]
fn create_virtual_gateway_answers() {
    // The body is the gateway itself; `virtualGateway` is only our name for it.
    let response = answer(
        200,
        &[],
        &json!({
            "meshName": "apps", "virtualGatewayName": "ingress",
            "metadata": { "arn": "arn:aws:appmesh:us-east-1:123456789012:mesh/apps", "version": 1,
                "createdAt": 1_594_046_778.25, "lastUpdatedAt": 1_594_046_778.25, "uid": "u",
                "meshOwner": "123456789012", "resourceOwner": "123456789012" },
            "spec": { "listeners": [], "logging": null },
            "status": { "status": "ACTIVE" },
        }),
    );
    let response = CreateVirtualGateway::response(&response).unwrap();
    assert!(response.corrected.is_empty());
    let gateway = response.output.virtual_gateway;
    assert_eq!(gateway.status.status, VirtualGatewayStatusCode::Active);
    assert_eq!(
        gateway.metadata.created_at,
        Timestamp::new(1_594_046_778, 250_000_000)
    );
}

#[test]
fn what_a_payload_lacks_is_told_from_the_output() {
    let response = CreateVirtualGateway::response(&answer(
        200,
        &[],
        &json!({ "meshName": "m", "virtualGatewayName": "g", "spec": { "listeners": [] } }),
    ));
    assert_eq!(
        response.unwrap().corrected,
        ["/virtualGateway/metadata", "/virtualGateway/status"]
    );
}

#[test]
fn create_virtual_gateway_fails() {
    let error = answer(
        409,
        &[
            (
                "x-amzn-errortype",
                "ConflictException:http://internal.amazon.com/",
            ),
            ("x-amzn-requestid", "r-6"),
        ],
        &json!({ "message": "the token was used" }),
    );
    let error = CreateVirtualGateway::response(&error).unwrap_err();
    assert_eq!(
        error.to_string(),
        "CreateVirtualGateway: ConflictException: the token was used (HTTP 409, request id r-6)"
    );
    let error = error.as_service().unwrap();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Client, false)
    );
    assert!(matches!(
        error.error(),
        CreateVirtualGatewayError::ConflictException(_)
    ));
}
