//! The example against a server: `cargo xtask e2e` starts one and runs this. What is asserted is what
//! travelled both ways; a response that the types refuse fails with all that the server sent.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

mod apigatewayv2;
mod apigatewayv2_more;
mod appmesh;
mod appmesh_gateway;
mod appmesh_node;
mod appmesh_route;
mod apprunner;
mod demo;
mod server;
