//! The whole way with three operations of App Runner, for those who want to see how the crates are used: build an input, check
//! it, make the request, read the answer, and read one error.
//!
//! awsJson1_0: everything travels in the body, the operation in a header.

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
use shapewright_apprunner::{
    CreateService, CreateServiceError, CreateServiceInput, CreateVpcConnector,
    CreateVpcConnectorError, CreateVpcConnectorInput, CreateVpcIngressConnection,
    CreateVpcIngressConnectionError, CreateVpcIngressConnectionInput, ImageConfiguration,
    ImageRepository, ImageRepositoryType, IngressConfiguration, IngressVpcConfiguration,
    NetworkConfiguration, ServiceStatus, SourceConfiguration, Tag, VpcConnectorStatus,
    VpcIngressConnectionStatus,
};
use shapewright_runtime::{ConstraintKind, ErrorKind, Operation, Timestamp, Validate, file};
use support::wire::{answer, body, endpoint};

const SERVICE_ARN: &str =
    "arn:aws:apprunner:us-east-1:123456789012:service/orders/8fe1e10304f84fd2";

/// App Runner, awsJson1_0: everything travels in the body, the operation in a header.
#[test]
fn create_vpc_connector() {
    // Required members are arguments of `new`, so that none can be forgotten; the rest is set.
    let input = CreateVpcConnectorInput::new("orders-db", ["subnet-0a1b"])
        .tags([Tag::new().key("team").value("orders")]);

    // Nothing is checked unless you ask. All violations come at once.
    assert_eq!(input.validate(), Ok(()));
    let wrong = CreateVpcConnectorInput::new("db", ["subnet-0a1b"])
        .tags([Tag::new().key("aws:team")])
        .validate()
        .unwrap_err();
    let found: Vec<_> = wrong
        .iter()
        .map(|v| (v.pointer(), v.constraint()))
        .collect();
    assert_eq!(
        found,
        [
            ("/VpcConnectorName", ConstraintKind::Length),
            ("/VpcConnectorName", ConstraintKind::Pattern),
            ("/Tags/0/Key", ConstraintKind::Pattern),
        ]
    );
    assert_eq!(
        wrong.as_slice()[0].to_string(),
        "Value with length 2 at '/VpcConnectorName' failed to satisfy constraint: \
         Member must have length between 4 and 40, inclusive"
    );

    let request = CreateVpcConnector::request(&input, &endpoint("apprunner")).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://apprunner.us-east-1.amazonaws.com/");
    assert_eq!(
        request.headers()["x-amz-target"],
        "AppRunner.CreateVpcConnector"
    );
    assert_eq!(
        request.headers()["content-type"],
        "application/x-amz-json-1.0"
    );
    assert_eq!(
        body(&request),
        json!({
            "VpcConnectorName": "orders-db",
            "Subnets": ["subnet-0a1b"],
            "Tags": [{ "Key": "team", "Value": "orders" }],
        })
    );
}

#[test]
fn create_vpc_connector_answers() {
    let response = answer(
        200,
        &[("x-amzn-requestid", "r-1")],
        &json!({ "VpcConnector": { "VpcConnectorName": "orders-db", "Status": "ACTIVE",
            "VpcConnectorRevision": 1, "CreatedAt": 1_605_899_125.5 } }),
    );
    let response = CreateVpcConnector::response(&response).unwrap();
    assert_eq!(response.request_id.as_deref(), Some("r-1"));
    // Required members that the service left out would be named here.
    assert!(response.corrected.is_empty());
    let connector = response.output.vpc_connector;
    assert_eq!(connector.status, Some(VpcConnectorStatus::Active));
    assert_eq!(
        connector.created_at,
        Some(Timestamp::new(1_605_899_125, 500_000_000))
    );
}

#[test]
fn create_vpc_connector_fails() {
    let error = answer(
        400,
        &[("x-amzn-requestid", "r-2")],
        &json!({ "__type": "com.amazonaws.apprunner#InvalidRequestException", "Message": "no such subnet" }),
    );
    let error = CreateVpcConnector::response(&error).unwrap_err();
    assert_eq!(
        error.to_string(),
        "CreateVpcConnector: InvalidRequestException: no such subnet (HTTP 400, request id r-2)"
    );
    let error = error.as_service().unwrap();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Client, false)
    );
    match error.error() {
        CreateVpcConnectorError::InvalidRequestException(error) => {
            assert_eq!(error.message.as_deref(), Some("no such subnet"));
        }
        other => panic!("{other:?}"),
    }
}

/// A member that is `false` is not the same as one that is not set.
#[test]
fn false_is_sent() {
    let ingress = IngressConfiguration::new().is_publicly_accessible(false);
    let network = NetworkConfiguration::new().ingress_configuration(ingress);
    let input = CreateServiceInput::new("orders", SourceConfiguration::new())
        .network_configuration(network);
    let sent = body(&CreateService::request(&input, &endpoint("apprunner")).unwrap());
    assert_eq!(
        sent["NetworkConfiguration"],
        json!({ "IngressConfiguration": { "IsPubliclyAccessible": false } })
    );
    let input = CreateServiceInput::new("orders", SourceConfiguration::new())
        .network_configuration(
            NetworkConfiguration::new().ingress_configuration(IngressConfiguration::new()),
        );
    let sent = body(&CreateService::request(&input, &endpoint("apprunner")).unwrap());
    assert_eq!(
        sent["NetworkConfiguration"],
        json!({ "IngressConfiguration": {} })
    );
}

#[test]
fn create_vpc_ingress_connection() {
    let configuration = IngressVpcConfiguration::new()
        .vpc_id("vpc-4a5b6c7d")
        .vpc_endpoint_id("vpce-1a2b3c4d");
    let input = CreateVpcIngressConnectionInput::new(SERVICE_ARN, "orders-private", configuration);
    assert_eq!(input.validate(), Ok(()));

    let request = CreateVpcIngressConnection::request(&input, &endpoint("apprunner")).unwrap();
    assert_eq!(
        body(&request),
        json!({
            "ServiceArn": SERVICE_ARN,
            "VpcIngressConnectionName": "orders-private",
            "IngressVpcConfiguration": { "VpcId": "vpc-4a5b6c7d", "VpcEndpointId": "vpce-1a2b3c4d" },
        })
    );
}

#[test]
fn create_vpc_ingress_connection_answers() {
    // A value that the model does not know is kept: the program goes on when the service is newer.
    let response = answer(
        200,
        &[],
        &json!({ "VpcIngressConnection": { "ServiceArn": SERVICE_ARN, "Status": "PENDING_AUDIT" } }),
    );
    let connection = CreateVpcIngressConnection::response(&response)
        .unwrap()
        .output
        .vpc_ingress_connection;
    match connection.status.unwrap() {
        VpcIngressConnectionStatus::Unknown(status) => assert_eq!(status.as_str(), "PENDING_AUDIT"),
        known => panic!("{known:?}"),
    }

    // A response without what the model requires is read, and says so.
    let response = CreateVpcIngressConnection::response(&answer(200, &[], &json!({}))).unwrap();
    assert_eq!(response.corrected, ["/VpcIngressConnection"]);
}

#[test]
fn create_vpc_ingress_connection_fails() {
    let error = answer(
        400,
        &[],
        &json!({ "__type": "InvalidStateException", "Message": "the service is paused" }),
    );
    let error = CreateVpcIngressConnection::response(&error).unwrap_err();
    assert_eq!(
        error.to_string(),
        "CreateVpcIngressConnection: InvalidStateException: the service is paused (HTTP 400)"
    );
    let error = error.as_service().unwrap();
    assert_eq!(error.code(), Some("InvalidStateException"));
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Client, false)
    );
    assert!(matches!(
        error.error(),
        CreateVpcIngressConnectionError::InvalidStateException(_)
    ));
}

#[test]
fn create_service() {
    let image = ImageRepository::new(
        "public.ecr.aws/orders/web:7",
        ImageRepositoryType::EcrPublic,
    )
    .image_configuration(
        ImageConfiguration::new()
            .port("8080")
            .runtime_environment_variables([("NAME", "Jane")]),
    );
    let input = CreateServiceInput::new(
        "orders",
        SourceConfiguration::new()
            .image_repository(image)
            .auto_deployments_enabled(false),
    );
    assert_eq!(input.validate(), Ok(()));
    // What is sensitive in the model does not reach logs.
    assert!(!format!("{input:?}").contains("Jane"));

    let request = CreateService::request(&input, &endpoint("apprunner")).unwrap();
    assert_eq!(
        body(&request),
        json!({
            "ServiceName": "orders",
            "SourceConfiguration": {
                "ImageRepository": {
                    "ImageIdentifier": "public.ecr.aws/orders/web:7",
                    "ImageConfiguration": {
                        "RuntimeEnvironmentVariables": { "NAME": "Jane" },
                        "Port": "8080",
                    },
                    "ImageRepositoryType": "ECR_PUBLIC",
                },
                "AutoDeploymentsEnabled": false,
            },
        })
    );
    // The same input as a file, to read it back or to pass to `--cli-input-json`.
    let saved = file::to_string_pretty(&input).unwrap();
    assert_eq!(
        file::from_slice::<CreateServiceInput>(saved.as_bytes()).unwrap(),
        input
    );
}

#[test]
fn create_service_answers() {
    let response = answer(
        200,
        &[],
        &json!({
            "OperationId": "17fe9f55-7e91-4097-b243-fcabbb69a4cf",
            "Service": {
                "ServiceName": "orders",
                "ServiceId": "8fe1e10304f84fd2b0df550fe98a71fa",
                "CreatedAt": 1_605_899_125, "UpdatedAt": 1_605_899_125,
                "Status": "OPERATION_IN_PROGRESS",
                "SourceConfiguration": {}, "InstanceConfiguration": {},
                "AutoScalingConfigurationSummary": {}, "NetworkConfiguration": {},
            },
        }),
    );
    let response = CreateService::response(&response).unwrap();
    assert_eq!(
        response.output.service.status,
        ServiceStatus::OperationInProgress
    );
    // The answer has no ARN: the empty string in its place does not pass unseen.
    assert_eq!(response.output.service.service_arn, "");
    assert_eq!(response.corrected, ["/Service/ServiceArn"]);
}

#[test]
fn create_service_fails() {
    let error = answer(
        500,
        &[("x-amzn-requestid", "r-3")],
        &json!({ "__type": "InternalServiceErrorException", "Message": "try again" }),
    );
    let error = CreateService::response(&error).unwrap_err();
    assert_eq!(
        error.to_string(),
        "CreateService: InternalServiceErrorException: try again (HTTP 500, request id r-3)"
    );
    let error = error.as_service().unwrap();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Server, true)
    );
    assert!(matches!(
        error.error(),
        CreateServiceError::InternalServiceErrorException(_)
    ));
}
