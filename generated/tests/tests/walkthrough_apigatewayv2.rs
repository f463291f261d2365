//! The whole way with two operations of API Gateway v2, for those who want to see how the crates are used: build an input, check
//! it, make the request, read the answer, and read one error.
//!
//! restJson1: the path says which operation it is; members have another spelling on the wire.

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
use shapewright_apigatewayv2::{
    CreateVpcLink, CreateVpcLinkError, CreateVpcLinkInput, DeleteVpcLink, DeleteVpcLinkError,
    DeleteVpcLinkInput, DeleteVpcLinkOutput, VpcLinkStatus,
};
use shapewright_runtime::{ErrorKind, Operation, Timestamp, Validate};
use support::wire::{answer, body, endpoint};

/// API Gateway v2, restJson1: the members have another spelling on the wire than in the model.
#[test]
fn create_vpc_link() {
    let input = CreateVpcLinkInput::new("MyVpcLink", ["subnet-aaaa", "subnet-bbbb"])
        .security_group_ids(["sg1234"])
        .tags([("team", "orders")]);
    assert_eq!(input.validate(), Ok(()));

    let request = CreateVpcLink::request(&input, &endpoint("apigateway")).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri().path(), "/v2/vpclinks");
    assert_eq!(
        body(&request),
        json!({
            "name": "MyVpcLink",
            "securityGroupIds": ["sg1234"],
            "subnetIds": ["subnet-aaaa", "subnet-bbbb"],
            "tags": { "team": "orders" },
        })
    );
}

#[test]
fn create_vpc_link_answers() {
    let response = answer(
        201,
        &[("apigw-requestid", "r-4")],
        &json!({ "vpcLinkId": "abcd123", "vpcLinkStatus": "PENDING", "vpcLinkVersion": "V2",
            "createdDate": "2020-03-19T20:46:42Z" }),
    );
    let response = CreateVpcLink::response(&response).unwrap();
    assert_eq!(
        (response.status, response.request_id.as_deref()),
        (201, Some("r-4"))
    );
    assert_eq!(response.output.vpc_link_id.as_deref(), Some("abcd123"));
    assert_eq!(
        response.output.vpc_link_status,
        Some(VpcLinkStatus::Pending)
    );
    assert_eq!(
        response.output.created_date,
        Some(Timestamp::new(1_584_650_802, 0))
    );
}

#[test]
fn create_vpc_link_fails() {
    let error = answer(
        429,
        &[
            ("x-amzn-errortype", "TooManyRequestsException"),
            ("apigw-requestid", "r-5"),
        ],
        &json!({ "message": "slow down", "limitType": "account" }),
    );
    let error = CreateVpcLink::response(&error).unwrap_err();
    assert_eq!(
        error.to_string(),
        "CreateVpcLink: TooManyRequestsException: slow down (HTTP 429, request id r-5)"
    );
    let error = error.as_service().unwrap();
    assert_eq!(error.kind(), ErrorKind::Client);
    assert!(error.is_retryable() && error.is_throttling());
    match error.error() {
        CreateVpcLinkError::TooManyRequestsException(error) => {
            assert_eq!(error.limit_type.as_deref(), Some("account"));
        }
        other => panic!("{other:?}"),
    }
}

/// An operation without a body in either direction.
#[test]
fn delete_vpc_link() {
    let input = DeleteVpcLinkInput::new("abcd/123");
    assert_eq!(input.validate(), Ok(()));
    let request = DeleteVpcLink::request(&input, &endpoint("apigateway")).unwrap();
    assert_eq!(request.method(), "DELETE");
    assert_eq!(request.uri().path(), "/v2/vpclinks/abcd%2F123");
    assert!(request.body().is_empty());

    // An empty label would be another resource's URI.
    let error = DeleteVpcLink::request(&DeleteVpcLinkInput::new(""), &endpoint("apigateway"));
    assert!(error.unwrap_err().to_string().contains("VpcLinkId"));
}

#[test]
fn delete_vpc_link_answers() {
    let response = answer(202, &[], &json!(null));
    let response = DeleteVpcLink::response(&response).unwrap();
    assert_eq!(response.output, DeleteVpcLinkOutput::new());
}

#[test]
fn delete_vpc_link_fails() {
    // An error that the model does not list still has code and message.
    let error = answer(
        403,
        &[],
        &json!({ "code": "ForbiddenException", "message": "no" }),
    );
    let error = DeleteVpcLink::response(&error).unwrap_err();
    assert_eq!(
        error.to_string(),
        "DeleteVpcLink: ForbiddenException: no (HTTP 403)"
    );
    let error = error.as_service().unwrap();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Client, false)
    );
    match error.error() {
        DeleteVpcLinkError::Other(other) => {
            assert_eq!(other.code(), Some("ForbiddenException"));
            assert_eq!(other.message(), Some("no"));
        }
        listed => panic!("{listed:?}"),
    }
}
