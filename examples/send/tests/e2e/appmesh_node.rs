//! App Mesh: virtual nodes, with about every union that they can hold.

use shapewright_aws::appmesh::*;

use crate::appmesh::{appmesh, check, delete_mesh, new_mesh};
use crate::server;

fn seconds(value: i64) -> Duration {
    Duration::new().unit(DurationUnit::S).value(value)
}

fn listener() -> Listener {
    let health = HealthCheckPolicy::new(HealthCheckPolicyRequired {
        healthy_threshold: 2,
        interval_millis: 5000,
        protocol: PortProtocol::Http,
        timeout_millis: 2000,
        unhealthy_threshold: 3,
    });
    let outliers = OutlierDetection::new(OutlierDetectionRequired {
        base_ejection_duration: seconds(30),
        interval: Duration::new().unit(DurationUnit::Ms).value(0),
        max_ejection_percent: 0,
        max_server_errors: 5,
    });
    let certificate = ListenerTlsFileCertificate::new("/chain.pem", "/key.pem");
    let tls = ListenerTls::new(
        ListenerTlsCertificate::File(certificate),
        ListenerTlsMode::Permissive,
    );
    Listener::new(PortMapping::new(8080, PortProtocol::Http))
        .health_check(health.path("/health").port(8081))
        .outlier_detection(outliers)
        .timeout(ListenerTimeout::Http(
            HttpTimeout::new()
                .idle(seconds(60))
                .per_request(seconds(15)),
        ))
        .connection_pool(VirtualNodeConnectionPool::Http(
            VirtualNodeHttpConnectionPool::new(100).max_pending_requests(10),
        ))
        .tls(tls)
}

fn client_policy() -> ClientPolicy {
    let trust = TlsValidationContextFileTrust::new("/ca.pem");
    let names = SubjectAlternativeNameMatchers::new(["orders.local"]);
    let validation = TlsValidationContext::new(TlsValidationContextTrust::File(trust))
        .subject_alternative_names(SubjectAlternativeNames::new(names));
    let tls = ClientPolicyTls::new(validation)
        .enforce(false)
        .ports([443, 8443]);
    ClientPolicy::new().tls(tls)
}

fn full_spec() -> VirtualNodeSpec {
    let service = VirtualServiceBackend::new("stock.local").client_policy(client_policy());
    let log = FileAccessLog::new("/dev/stdout").format(LoggingFormat::Text("%START_TIME%".into()));
    let dns = DnsServiceDiscovery::new("orders.local").response_type(DnsResponseType::Endpoints);
    VirtualNodeSpec::new()
        .backend_defaults(BackendDefaults::new().client_policy(client_policy()))
        .backends([Backend::VirtualService(service)])
        .listeners([listener()])
        .logging(Logging::new().access_log(AccessLog::File(log)))
        .service_discovery(ServiceDiscovery::Dns(dns))
}

#[test]
fn a_virtual_node() {
    let Some(server) = appmesh() else { return };
    let mesh = server::unique("node-mesh");
    new_mesh(&server, &mesh);
    let spec = full_spec();
    let input = CreateVirtualNodeInput::new(&mesh, spec.clone(), "node");
    let created = server.ok::<CreateVirtualNode>(&input).virtual_node;
    assert_eq!(created.spec, spec);
    assert_eq!(created.status.status, VirtualNodeStatusCode::Active);
    check(&created.metadata, "node");

    let input = DescribeVirtualNodeInput::new(&mesh, "node");
    let read = server.ok::<DescribeVirtualNode>(&input).virtual_node;
    assert_eq!(read, created);

    let list = server.ok::<ListVirtualNodes>(&ListVirtualNodesInput::new(&mesh));
    assert_eq!(list.virtual_nodes.len(), 1);
    let listed = &list.virtual_nodes[0];
    assert_eq!(
        (listed.virtual_node_name.as_str(), &listed.arn),
        ("node", &read.metadata.arn)
    );

    let map = AwsCloudMapServiceDiscovery::new("local", "orders")
        .attributes([AwsCloudMapInstanceAttribute::new("stage", "beta")]);
    let spec = VirtualNodeSpec::new()
        .listeners([Listener::new(PortMapping::new(1, PortProtocol::Tcp))
            .timeout(ListenerTimeout::Tcp(TcpTimeout::new().idle(seconds(1))))])
        .service_discovery(ServiceDiscovery::AwsCloudMap(map));
    let input = UpdateVirtualNodeInput::new(&mesh, "node", spec.clone());
    let updated = server.ok::<UpdateVirtualNode>(&input).virtual_node;
    assert_eq!(updated.spec, spec);
    assert_eq!(updated.metadata.version, 2);

    let input = DeleteVirtualNodeInput::new(&mesh, "node");
    let deleted = server.ok::<DeleteVirtualNode>(&input).virtual_node;
    assert_eq!(deleted.virtual_node_name, "node");
    let input = DescribeVirtualNodeInput::new(&mesh, "node");
    let error = server.refused::<DescribeVirtualNode>(&input);
    assert_eq!(error.code(), Some("VirtualNodeNotFound"));
    delete_mesh(&server, &mesh);
}
