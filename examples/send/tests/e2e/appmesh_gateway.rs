//! App Mesh: virtual gateways and their routes.

use shapewright_aws::appmesh::*;

use crate::appmesh::{appmesh, check, delete_mesh, new_mesh};
use crate::server::{self, Server};

fn listener(port: i32) -> VirtualGatewayListener {
    VirtualGatewayListener::new(VirtualGatewayPortMapping::new(
        port,
        VirtualGatewayPortProtocol::Http,
    ))
}

fn full_spec() -> VirtualGatewaySpec {
    let health = VirtualGatewayHealthCheckPolicy::new(VirtualGatewayHealthCheckPolicyRequired {
        healthy_threshold: 2,
        interval_millis: 5000,
        protocol: VirtualGatewayPortProtocol::Grpc,
        timeout_millis: 2000,
        unhealthy_threshold: 10,
    });
    let secret = VirtualGatewayListenerTlsSdsCertificate::new("secret");
    let tls = VirtualGatewayListenerTls::new(
        VirtualGatewayListenerTlsCertificate::Sds(secret),
        VirtualGatewayListenerTlsMode::Strict,
    );
    let pool = VirtualGatewayHttpConnectionPool::new(1).max_pending_requests(2);
    let listener = listener(8080)
        .health_check(health)
        .connection_pool(VirtualGatewayConnectionPool::Http(pool))
        .tls(tls);
    let format = LoggingFormat::Json(vec![JsonFormatRef::new("start", "%START_TIME%")]);
    let log = VirtualGatewayFileAccessLog::new("/dev/stdout").format(format);
    VirtualGatewaySpec::new([listener])
        .logging(VirtualGatewayLogging::new().access_log(VirtualGatewayAccessLog::File(log)))
}

fn new_gateway(server: &Server, mesh: &str) {
    new_mesh(server, mesh);
    let spec = VirtualGatewaySpec::new([listener(80)]);
    let input = CreateVirtualGatewayInput::new(mesh, spec, "gateway");
    server.ok::<CreateVirtualGateway>(&input);
}

fn delete_gateway(server: &Server, mesh: &str) {
    let input = DeleteVirtualGatewayInput::new(mesh, "gateway");
    server.ok::<DeleteVirtualGateway>(&input);
    delete_mesh(server, mesh);
}

#[test]
fn a_virtual_gateway() {
    let Some(server) = appmesh() else { return };
    let mesh = server::unique("gateway-mesh");
    new_mesh(&server, &mesh);
    let spec = full_spec();
    let input = CreateVirtualGatewayInput::new(&mesh, spec.clone(), "gateway");
    let created = server.ok::<CreateVirtualGateway>(&input).virtual_gateway;
    assert_eq!(created.spec, spec);
    assert_eq!(created.status.status, VirtualGatewayStatusCode::Active);
    check(&created.metadata, "gateway");

    let input = DescribeVirtualGatewayInput::new(&mesh, "gateway");
    let read = server.ok::<DescribeVirtualGateway>(&input).virtual_gateway;
    assert_eq!(read, created);

    let list = server.ok::<ListVirtualGateways>(&ListVirtualGatewaysInput::new(&mesh));
    assert_eq!(list.virtual_gateways.len(), 1);
    assert_eq!(list.virtual_gateways[0].virtual_gateway_name, "gateway");
    assert_eq!(list.virtual_gateways[0].arn, read.metadata.arn);

    let spec = VirtualGatewaySpec::new([listener(81)]);
    let input = UpdateVirtualGatewayInput::new(&mesh, "gateway", spec.clone());
    let updated = server.ok::<UpdateVirtualGateway>(&input).virtual_gateway;
    assert_eq!((updated.spec, updated.metadata.version), (spec, 2));

    let input = DeleteVirtualGatewayInput::new(&mesh, "gateway");
    let deleted = server.ok::<DeleteVirtualGateway>(&input).virtual_gateway;
    assert_eq!(deleted.virtual_gateway_name, "gateway");
    let input = DescribeVirtualGatewayInput::new(&mesh, "gateway");
    let error = server.refused::<DescribeVirtualGateway>(&input);
    assert_eq!(error.code(), Some("VirtualGatewayNotFound"));
    delete_mesh(&server, &mesh);
}

fn target(name: &str) -> GatewayRouteTarget {
    GatewayRouteTarget::new(GatewayRouteVirtualService::new(name)).port(8080)
}

fn http_spec() -> GatewayRouteSpec {
    let rewrite = HttpGatewayRouteRewrite::new().prefix(
        HttpGatewayRoutePrefixRewrite::new().default_prefix(DefaultGatewayRouteRewrite::Disabled),
    );
    let header = HttpGatewayRouteHeader::new("x-stage")
        .invert(true)
        .r#match(HeaderMatchMethod::Range(MatchRange::new(10, -10)));
    let query = HttpQueryParameter::new("q").r#match(QueryParameterMatch::new().exact("1"));
    let route_match = HttpGatewayRouteMatch::new()
        .headers([header])
        .hostname(GatewayRouteHostnameMatch::new().suffix(".example.com"))
        .method(HttpMethod::Patch)
        .prefix("/orders")
        .query_parameters([query]);
    let action = HttpGatewayRouteAction::new(target("orders.local")).rewrite(rewrite);
    GatewayRouteSpec::new()
        .http_route(HttpGatewayRoute::new(action, route_match))
        .priority(0)
}

#[test]
fn a_gateway_route() {
    let Some(server) = appmesh() else { return };
    let mesh = server::unique("gateway-route-mesh");
    new_gateway(&server, &mesh);
    let spec = http_spec();
    let input = CreateGatewayRouteInput::new(CreateGatewayRouteInputRequired {
        mesh_name: mesh.clone(),
        virtual_gateway_name: "gateway".into(),
        gateway_route_name: "route".into(),
        spec: spec.clone(),
    });
    let created = server.ok::<CreateGatewayRoute>(&input).gateway_route;
    assert_eq!(created.spec, spec);
    check(&created.metadata, "route");

    let input = DescribeGatewayRouteInput::new(&mesh, "gateway", "route");
    let read = server.ok::<DescribeGatewayRoute>(&input).gateway_route;
    assert_eq!(read, created);
    let input = ListGatewayRoutesInput::new(&mesh, "gateway");
    let list = server.ok::<ListGatewayRoutes>(&input).gateway_routes;
    assert_eq!(
        (list.len(), list[0].gateway_route_name.as_str()),
        (1, "route")
    );

    let grpc = GrpcGatewayRoute::new(
        GrpcGatewayRouteAction::new(target("stock.local")),
        GrpcGatewayRouteMatch::new().service_name("Stock"),
    );
    let spec = GatewayRouteSpec::new().grpc_route(grpc);
    let input = UpdateGatewayRouteInput::new(UpdateGatewayRouteInputRequired {
        mesh_name: mesh.clone(),
        virtual_gateway_name: "gateway".into(),
        gateway_route_name: "route".into(),
        spec: spec.clone(),
    });
    let updated = server.ok::<UpdateGatewayRoute>(&input).gateway_route;
    assert_eq!((updated.spec, updated.metadata.version), (spec, 2));

    let input = DeleteGatewayRouteInput::new(&mesh, "gateway", "route");
    server.ok::<DeleteGatewayRoute>(&input);
    let input = DescribeGatewayRouteInput::new(&mesh, "gateway", "route");
    let error = server.refused::<DescribeGatewayRoute>(&input);
    assert_eq!(error.code(), Some("GatewayRouteNotFound"));
    delete_gateway(&server, &mesh);
}
