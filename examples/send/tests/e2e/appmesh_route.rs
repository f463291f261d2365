//! App Mesh: routes of a router, of each kind.

use shapewright_aws::appmesh::*;

use crate::appmesh::{appmesh, check, delete_mesh, new_mesh};
use crate::server;

fn targets() -> [WeightedTarget; 2] {
    // A weight of 0 is the default of the member, and sent all the same.
    [
        WeightedTarget::new("blue", 100).port(80),
        WeightedTarget::new("green", 0),
    ]
}

fn milliseconds(value: i64) -> Duration {
    Duration::new().unit(DurationUnit::Ms).value(value)
}

fn http_spec() -> RouteSpec {
    let headers = [
        HttpRouteHeader::new("x-a").r#match(HeaderMatchMethod::Exact("a".into())),
        HttpRouteHeader::new("x-b")
            .invert(false)
            .r#match(HeaderMatchMethod::Range(MatchRange::new(
                9_007_199_254_740_993,
                -1,
            ))),
        HttpRouteHeader::new("x-c"),
    ];
    let route_match = HttpRouteMatch::new()
        .headers(headers)
        .method(HttpMethod::Get)
        .prefix("/")
        .query_parameters([
            HttpQueryParameter::new("q").r#match(QueryParameterMatch::new().exact("ü & \"\\"))
        ])
        .scheme(HttpScheme::Https);
    let retry = HttpRetryPolicy::new(3, milliseconds(250))
        .http_retry_events(["server-error"])
        .tcp_retry_events([TcpRetryPolicyEvent::ConnectionError]);
    let route = HttpRoute::new(HttpRouteAction::new(targets()), route_match)
        .retry_policy(retry)
        .timeout(HttpTimeout::new().idle(milliseconds(0)));
    RouteSpec::new().http_route(route).priority(1000)
}

fn grpc_spec() -> RouteSpec {
    let metadata = GrpcRouteMetadata::new("m")
        .invert(true)
        .r#match(GrpcRouteMetadataMatchMethod::Suffix("z".into()));
    let route_match = GrpcRouteMatch::new()
        .metadata([metadata])
        .method_name("Get")
        .service_name("Orders");
    let retry = GrpcRetryPolicy::new(1, milliseconds(1)).grpc_retry_events([
        GrpcRetryPolicyEvent::DeadlineExceeded,
        GrpcRetryPolicyEvent::from("not-yet-known"),
    ]);
    let route = GrpcRoute::new(GrpcRouteAction::new(targets()), route_match).retry_policy(retry);
    RouteSpec::new().grpc_route(route)
}

fn tcp_spec() -> RouteSpec {
    let route = TcpRoute::new(TcpRouteAction::new(targets()))
        .r#match(TcpRouteMatch::new().port(1))
        .timeout(TcpTimeout::new().idle(milliseconds(1)));
    RouteSpec::new().tcp_route(route)
}

#[test]
fn a_route() {
    let Some(server) = appmesh() else { return };
    let mesh = server::unique("route-mesh");
    new_mesh(&server, &mesh);
    let input = CreateVirtualRouterInput::new(&mesh, VirtualRouterSpec::new(), "router");
    server.ok::<CreateVirtualRouter>(&input);

    let spec = http_spec();
    let input = CreateRouteInput::new(CreateRouteInputRequired {
        mesh_name: mesh.clone(),
        virtual_router_name: "router".into(),
        route_name: "route".into(),
        spec: spec.clone(),
    });
    let created = server.ok::<CreateRoute>(&input).route;
    assert_eq!(created.spec, spec);
    assert_eq!(created.status.status, RouteStatusCode::Active);
    check(&created.metadata, "route");

    let input = DescribeRouteInput::new(&mesh, "router", "route");
    let read = server.ok::<DescribeRoute>(&input).route;
    assert_eq!(read, created);
    let list = server
        .ok::<ListRoutes>(&ListRoutesInput::new(&mesh, "router"))
        .routes;
    assert_eq!((list.len(), list[0].route_name.as_str()), (1, "route"));
    assert_eq!(list[0].virtual_router_name, "router");

    for (version, spec) in [(2, grpc_spec()), (3, tcp_spec())] {
        let input = UpdateRouteInput::new(UpdateRouteInputRequired {
            mesh_name: mesh.clone(),
            virtual_router_name: "router".into(),
            route_name: "route".into(),
            spec: spec.clone(),
        });
        let updated = server.ok::<UpdateRoute>(&input).route;
        assert_eq!((updated.spec, updated.metadata.version), (spec, version));
    }

    let input = DeleteRouteInput::new(&mesh, "router", "route");
    assert_eq!(server.ok::<DeleteRoute>(&input).route.route_name, "route");
    let input = DescribeRouteInput::new(&mesh, "router", "route");
    let error = server.refused::<DescribeRoute>(&input);
    assert_eq!(error.code(), Some("RouteNotFound"));
    assert!(matches!(error.error(), DescribeRouteError::Other(_)));
    server.ok::<DeleteVirtualRouter>(&DeleteVirtualRouterInput::new(&mesh, "router"));
    delete_mesh(&server, &mesh);
}
