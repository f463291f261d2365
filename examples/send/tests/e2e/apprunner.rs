//! App Runner, which moto does not have: the answer is an error of no form that the model knows, and it
//! has to arrive as one. Against a server that has App Runner these two are to be replaced.

use std::io::{self, Write};

use shapewright_aws::apprunner::*;
use shapewright_aws::runtime::ErrorKind;

use crate::server::{self, Server};

fn apprunner() -> Option<Server> {
    server::service(SIGNING_NAME)
}

#[test]
fn an_unknown_service_is_a_server_error() {
    let Some(server) = apprunner() else { return };
    let input = ListServicesInput::new();
    let error = server.refused::<ListServices>(&input);
    assert_eq!((error.status(), error.kind()), (500, ErrorKind::Server));
    assert_eq!(error.code(), None);
    assert!(matches!(error.error(), ListServicesError::Other(other) if other.code().is_none()));
    assert!(error.is_retryable(), "500 may pass");
    let raw = server.exchange::<ListServices>(&input);
    let mut out = io::stderr();
    writeln!(
        out,
        "moto to {}: {}",
        error.operation(),
        server::shown(&raw)
    )
    .unwrap();
}

#[test]
fn so_it_is_for_an_operation_with_an_input() {
    let Some(server) = apprunner() else { return };
    let name = server::unique("orders-db");
    let input = CreateVpcConnectorInput::new(&name, ["subnet-0a1b"])
        .tags([Tag::new().key("team").value("orders")]);
    let error = server.refused::<CreateVpcConnector>(&input);
    assert_eq!((error.status(), error.kind()), (500, ErrorKind::Server));
    assert!(matches!(error.error(), CreateVpcConnectorError::Other(_)));
    assert!(error.to_string().contains("HTTP 500"), "{error}");
}
