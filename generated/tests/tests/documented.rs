//! Every documented example of `models/*/examples`: a clean one as the value that is read, the request that is sent
//! and the response that is read back to what the document shows; any other with its findings. One snapshot each.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
mod support {
    pub(crate) mod agree;
    pub(crate) mod documented;
    pub(crate) mod models;
    pub(crate) mod report;
}

use std::collections::BTreeSet;
use std::path::Path;

use shapewright_codegen::examples::Linter;
use support::documented::{self, Case, Entry};
use support::models;

/// The operations that have examples; another one is told by the test.
macro_rules! operations {
    ($service:ident: $($operation:ident),*;) => {
        mod $service {
            use super::Entry;

            const ENTRIES: &[Entry] = &[$(Entry::of::<shapewright_aws::$service::$operation>()),*];

            #[test]
            fn every_example_is_as_its_snapshot_says() {
                super::each(stringify!($service), ENTRIES, |entry, case| (entry.snapshot)(case));
            }

            #[test]
            fn the_lint_and_the_typed_reader_agree() {
                let mut compared = 0;
                super::each(stringify!($service), ENTRIES, |entry, case| compared += (entry.agree)(case));
                assert!(compared > 1000, "only {compared} values");
            }
        }
    };
}

/// Calls a function for each example of a service.
fn each(service: &str, entries: &[Entry], mut check: impl FnMut(&Entry, &mut Case<'_, '_>)) {
    let model = models::load(service);
    let mut linter = Linter::new(&model);
    let mut seen = BTreeSet::new();
    for (stem, document) in documented::documents(service) {
        let name = document.operation.unwrap();
        let entry = entries
            .iter()
            .find(|entry| entry.name == name)
            .unwrap_or_else(|| panic!("add {name} to the operations of {service} here"));
        seen.insert(entry.name);
        let (_, operation) = models::operation(&model, &name);
        for (index, example) in document.examples.iter().enumerate() {
            let findings = linter.example(operation, example);
            check(
                entry,
                &mut Case {
                    name: format!("{service}__{stem}__{}", index + 1),
                    model: &model,
                    operation,
                    example,
                    findings,
                    linter: &mut linter,
                },
            );
        }
    }
    let listed: BTreeSet<&str> = entries.iter().map(|entry| entry.name).collect();
    assert_eq!(listed, seen, "operations of {service} that have no example");
}

#[test]
fn no_snapshot_is_left_over() {
    let mut expected = BTreeSet::new();
    for service in ["apigatewayv2", "appmesh", "apprunner"] {
        for (stem, document) in documented::documents(service) {
            let count = 1..=document.examples.len();
            expected.extend(count.map(|index| format!("{service}__{stem}__{index}.snap")));
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/documented");
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let there: BTreeSet<String> = names.filter(|name| name.ends_with(".snap")).collect();
    assert_eq!(there, expected);
}

operations! {
    apigatewayv2:
    CreateApi, CreateApiMapping, CreateAuthorizer, CreateDeployment, CreateDomainName,
    CreateIntegration, CreateRoute, CreateRoutingRule, CreateStage, CreateVpcLink,
    DeleteAccessLogSettings, DeleteApi, DeleteApiMapping, DeleteAuthorizer,
    DeleteCorsConfiguration, DeleteDeployment, DeleteDomainName, DeleteIntegration, DeleteRoute,
    DeleteRouteSettings, DeleteRoutingRule, DeleteStage, DeleteVpcLink, ExportApi, GetApi,
    GetApiMapping, GetApiMappings, GetApis, GetAuthorizer, GetAuthorizers, GetDeployment,
    GetDeployments, GetDomainName, GetDomainNames, GetIntegration, GetIntegrations, GetRoute,
    GetRoutes, GetRoutingRule, GetStage, GetStages, GetTags, GetVpcLink, GetVpcLinks, ImportApi,
    ListRoutingRules, PutRoutingRule, ReimportApi, TagResource, UntagResource, UpdateApi,
    UpdateApiMapping, UpdateAuthorizer, UpdateDeployment, UpdateDomainName, UpdateIntegration,
    UpdateRoute, UpdateStage, UpdateVpcLink;
}

operations! {
    appmesh:
    CreateMesh, CreateRoute, CreateVirtualGateway, CreateVirtualNode, CreateVirtualRouter,
    CreateVirtualService, DeleteMesh, DeleteRoute, DeleteVirtualNode, DeleteVirtualRouter,
    DeleteVirtualService, DescribeMesh, DescribeRoute, DescribeVirtualNode,
    DescribeVirtualRouter, DescribeVirtualService, ListMeshes, ListRoutes, ListTagsForResource,
    ListVirtualNodes, ListVirtualRouters, ListVirtualServices, TagResource, UntagResource,
    UpdateMesh, UpdateRoute, UpdateVirtualNode, UpdateVirtualRouter, UpdateVirtualService;
}

operations! {
    apprunner:
    AssociateCustomDomain, CreateAutoScalingConfiguration, CreateConnection, CreateService,
    DeleteAutoScalingConfiguration, DeleteConnection, DeleteService,
    DescribeAutoScalingConfiguration, DescribeCustomDomains, DescribeService,
    DisassociateCustomDomain, ListAutoScalingConfigurations, ListConnections, ListOperations,
    ListServices, ListTagsForResource, PauseService, ResumeService, StartDeployment,
    TagResource, UntagResource, UpdateService;
}
