//! App Mesh: meshes, routers, tags, errors.

use shapewright_aws::appmesh::*;
use shapewright_aws::runtime::ErrorKind;

use crate::server::{self, Server, recent};

pub(crate) fn appmesh() -> Option<Server> {
    server::service(SIGNING_NAME)
}

/// A specification that leaves nothing for the server to fill.
fn mesh_spec(egress: EgressFilterType, preference: IpPreference) -> MeshSpec {
    MeshSpec::new()
        .egress_filter(EgressFilter::new(egress))
        .service_discovery(MeshServiceDiscovery::new().ip_preference(preference))
}

/// A new mesh of this name.
pub(crate) fn new_mesh(server: &Server, name: &str) {
    let spec = mesh_spec(EgressFilterType::DropAll, IpPreference::Ipv4Only);
    server.ok::<CreateMesh>(&CreateMeshInput::new(name).spec(spec));
}

/// Deletes a mesh.
pub(crate) fn delete_mesh(server: &Server, name: &str) {
    server.ok::<DeleteMesh>(&DeleteMeshInput::new(name));
}

/// The metadata that every resource has.
pub(crate) fn check(metadata: &ResourceMetadata, arn_end: &str) {
    let arn = &metadata.arn;
    assert!(
        arn.starts_with("arn:aws:appmesh:") && arn.ends_with(arn_end),
        "{arn}"
    );
    assert!(recent(metadata.created_at) && recent(metadata.last_updated_at));
    assert!(!metadata.uid.is_empty() && !metadata.mesh_owner.is_empty());
    assert!(metadata.version >= 1);
}

#[test]
fn a_mesh() {
    let Some(server) = appmesh() else { return };
    let name = server::unique("mesh");
    let spec = mesh_spec(EgressFilterType::AllowAll, IpPreference::Ipv6Preferred);
    let input = CreateMeshInput::new(&name).spec(spec.clone());
    let created = server.ok::<CreateMesh>(&input).mesh;
    assert_eq!((&created.mesh_name, &created.spec), (&name, &spec));
    assert_eq!(created.status.status, Some(MeshStatusCode::Active));
    check(&created.metadata, &name);

    let read = server
        .ok::<DescribeMesh>(&DescribeMeshInput::new(&name))
        .mesh;
    assert_eq!(read, created, "read as created, to the microsecond");
    let owner = &read.metadata.mesh_owner;
    let of_owner = DescribeMeshInput::new(&name).mesh_owner(owner);
    assert_eq!(server.ok::<DescribeMesh>(&of_owner).mesh, created);

    let list = server.ok::<ListMeshes>(&ListMeshesInput::new().limit(100));
    let listed = list.meshes.iter().find(|mesh| mesh.mesh_name == name);
    let listed = listed.expect("the new mesh is listed");
    assert_eq!(listed.arn, created.metadata.arn);
    assert_eq!(listed.created_at, created.metadata.created_at);
    assert_eq!(listed.version, created.metadata.version);

    let spec = mesh_spec(EgressFilterType::DropAll, IpPreference::Ipv4Only);
    let input = UpdateMeshInput::new(&name).spec(spec.clone());
    let updated = server.ok::<UpdateMesh>(&input).mesh;
    assert_eq!(updated.spec, spec);
    assert_eq!(updated.metadata.version, 2);
    assert!(updated.metadata.last_updated_at > created.metadata.last_updated_at);

    let deleted = server.ok::<DeleteMesh>(&DeleteMeshInput::new(&name)).mesh;
    assert_eq!(deleted.mesh_name, name);
    let error = server.refused::<DescribeMesh>(&DescribeMeshInput::new(&name));
    assert_eq!(error.code(), Some("MeshNotFound"));
}

/// moto answers with `"egressFilter":{"type":null}`, though the member is required: a blank value takes
/// its place, and that is told.
#[test]
fn a_required_member_that_the_server_leaves_out_is_told() {
    let Some(server) = appmesh() else { return };
    let name = server::unique("bare");
    let (created, corrected) = server.corrected::<CreateMesh>(&CreateMeshInput::new(&name));
    assert_eq!(corrected, ["/mesh/spec/egressFilter/type"]);
    let filter = created.mesh.spec.egress_filter.expect("a filter");
    assert_eq!(filter.r#type.as_str(), "");
    let (_, corrected) = server.corrected::<DeleteMesh>(&DeleteMeshInput::new(&name));
    assert_eq!(corrected, ["/mesh/spec/egressFilter/type"]);
}

#[test]
fn a_virtual_router() {
    let Some(server) = appmesh() else { return };
    let mesh = server::unique("router-mesh");
    new_mesh(&server, &mesh);
    let listener = |port, protocol| VirtualRouterListener::new(PortMapping::new(port, protocol));
    let spec = VirtualRouterSpec::new().listeners([
        listener(80, PortProtocol::Http),
        listener(65_535, PortProtocol::Grpc),
    ]);
    let input = CreateVirtualRouterInput::new(&mesh, spec.clone(), "router");
    let created = server.ok::<CreateVirtualRouter>(&input).virtual_router;
    assert_eq!(
        (created.mesh_name.as_str(), &created.spec),
        (mesh.as_str(), &spec)
    );
    assert_eq!(created.status.status, VirtualRouterStatusCode::Active);
    check(&created.metadata, "router");

    let input = DescribeVirtualRouterInput::new(&mesh, "router");
    let read = server.ok::<DescribeVirtualRouter>(&input).virtual_router;
    assert_eq!(read, created);

    let list = server.ok::<ListVirtualRouters>(&ListVirtualRoutersInput::new(&mesh));
    let names: Vec<_> = list
        .virtual_routers
        .iter()
        .map(|x| &x.virtual_router_name)
        .collect();
    assert_eq!(names, ["router"]);

    let spec = VirtualRouterSpec::new().listeners([listener(8080, PortProtocol::Http2)]);
    let input = UpdateVirtualRouterInput::new(&mesh, "router", spec.clone());
    let updated = server.ok::<UpdateVirtualRouter>(&input).virtual_router;
    assert_eq!(updated.spec, spec);
    assert_eq!(updated.metadata.version, 2);

    let input = DeleteVirtualRouterInput::new(&mesh, "router");
    let deleted = server.ok::<DeleteVirtualRouter>(&input).virtual_router;
    assert_eq!(deleted.virtual_router_name, "router");
    let list = server.ok::<ListVirtualRouters>(&ListVirtualRoutersInput::new(&mesh));
    assert!(list.virtual_routers.is_empty());
    delete_mesh(&server, &mesh);
}

/// The ARN is in the query here.
#[test]
fn tags_on_an_arn() {
    let Some(server) = appmesh() else { return };
    let name = server::unique("tags-mesh");
    let spec = mesh_spec(EgressFilterType::DropAll, IpPreference::Ipv4Only);
    let first = TagRef::new("team", "orders");
    let input = CreateMeshInput::new(&name).spec(spec).tags([first.clone()]);
    let arn = server.ok::<CreateMesh>(&input).mesh.metadata.arn;
    let more = TagRef::new("größe & co", "a=b/c?d#e 100 %");
    server.ok::<TagResource>(&TagResourceInput::new(&arn, [more.clone()]));
    let read = server.ok::<ListTagsForResource>(&ListTagsForResourceInput::new(&arn));
    assert_eq!(read.tags, [first, more]);
    delete_mesh(&server, &name);
}

/// moto's codes are not the model's: the error is of no listed type, with code and message.
#[test]
fn an_error_that_the_model_does_not_list() {
    let Some(server) = appmesh() else { return };
    let name = server::unique("no mesh");
    let error = server.refused::<DescribeMesh>(&DescribeMeshInput::new(&name));
    let DescribeMeshError::Other(other) = error.error() else {
        panic!("{error:?}");
    };
    assert_eq!(other.code(), Some("MeshNotFound"));
    assert_eq!(error.code(), Some("MeshNotFound"));
    assert!(
        other.message().is_some_and(|m| m.contains(&name)),
        "{error:?}"
    );
    assert_eq!((error.status(), error.kind()), (400, ErrorKind::Client));
    assert!(!error.is_retryable());
}

#[test]
fn another_that_it_does_not_list() {
    let Some(server) = appmesh() else { return };
    let mesh = server::unique("taken-mesh");
    new_mesh(&server, &mesh);
    let input = CreateVirtualRouterInput::new(&mesh, VirtualRouterSpec::new(), "router");
    server.ok::<CreateVirtualRouter>(&input);
    let error = server.refused::<CreateVirtualRouter>(&input);
    assert!(matches!(error.error(), CreateVirtualRouterError::Other(_)));
    assert_eq!(error.code(), Some("VirtualRouterNameAlreadyTaken"));
    assert_eq!((error.status(), error.kind()), (400, ErrorKind::Client));
    server.ok::<DeleteVirtualRouter>(&DeleteVirtualRouterInput::new(&mesh, "router"));
    delete_mesh(&server, &mesh);
}
