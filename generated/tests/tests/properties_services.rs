//! The strategies of the three services: every operation's input, valid and wrong.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use std::collections::BTreeSet;

use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::model::{Model, ShapeKind};
use shapewright_runtime::Operation;

#[path = "support/properties.rs"]
mod properties;

/// Tests each operation's input, and that the list of operations has all of the model's.
macro_rules! operations {
    ($service:ident: $($operation:ident),*;) => {
        mod $service {
            #[test]
            fn every_input_is_as_valid_as_its_strategy_says() {
                use super::Operation;
                let mut wrong = 0;
                $(
                    wrong += super::properties::check::<
                        <shapewright_aws::$service::$operation as Operation>::Input,
                    >(stringify!($operation), 16, 1)
                    .len();
                )*
                assert!(wrong > 100, "only {wrong} wrong values");
            }

            #[test]
            fn no_operation_is_left_out() {
                let listed = [$(stringify!($operation)),*];
                let model = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/", stringify!($service), "/model.json");
                super::same_operations(&listed, model);
            }
        }
    };
}

fn same_operations(listed: &[&str], path: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut report = Report::default();
    let model = Model::load(&[Source::new("model.json", text)], &mut report);
    let operations = model
        .shapes()
        .filter(|shape| matches!(shape.kind, ShapeKind::Operation(_)));
    let modelled: BTreeSet<String> = operations.map(|shape| shape.id.name().to_owned()).collect();
    let listed: BTreeSet<String> = listed.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(listed, modelled);
}

operations! {
    apprunner:
    AssociateCustomDomain, CreateAutoScalingConfiguration, CreateConnection,
    CreateObservabilityConfiguration, CreateService, CreateVpcConnector,
    CreateVpcIngressConnection, DeleteAutoScalingConfiguration, DeleteConnection,
    DeleteObservabilityConfiguration, DeleteService, DeleteVpcConnector,
    DeleteVpcIngressConnection, DescribeAutoScalingConfiguration, DescribeCustomDomains,
    DescribeObservabilityConfiguration, DescribeService, DescribeVpcConnector,
    DescribeVpcIngressConnection, DisassociateCustomDomain, ListAutoScalingConfigurations,
    ListConnections, ListObservabilityConfigurations, ListOperations, ListServices,
    ListServicesForAutoScalingConfiguration, ListTagsForResource, ListVpcConnectors,
    ListVpcIngressConnections, PauseService, ResumeService, StartDeployment, TagResource,
    UntagResource, UpdateDefaultAutoScalingConfiguration, UpdateService,
    UpdateVpcIngressConnection;
}

operations! {
    apigatewayv2:
    CreateApi, CreateApiMapping, CreateAuthorizer, CreateDeployment, CreateDomainName,
    CreateIntegration, CreateIntegrationResponse, CreateModel, CreatePortal, CreatePortalProduct,
    CreateProductPage, CreateProductRestEndpointPage, CreateRoute, CreateRouteResponse,
    CreateRoutingRule, CreateStage, CreateVpcLink, DeleteAccessLogSettings, DeleteApi,
    DeleteApiMapping, DeleteAuthorizer, DeleteCorsConfiguration, DeleteDeployment,
    DeleteDomainName, DeleteIntegration, DeleteIntegrationResponse, DeleteModel, DeletePortal,
    DeletePortalProduct, DeletePortalProductSharingPolicy, DeleteProductPage,
    DeleteProductRestEndpointPage, DeleteRoute, DeleteRouteRequestParameter, DeleteRouteResponse,
    DeleteRouteSettings, DeleteRoutingRule, DeleteStage, DeleteVpcLink, DisablePortal, ExportApi,
    GetApi, GetApiMapping, GetApiMappings, GetApis, GetAuthorizer, GetAuthorizers, GetDeployment,
    GetDeployments, GetDomainName, GetDomainNames, GetIntegration, GetIntegrationResponse,
    GetIntegrationResponses, GetIntegrations, GetModel, GetModelTemplate, GetModels, GetPortal,
    GetPortalProduct, GetPortalProductSharingPolicy, GetProductPage, GetProductRestEndpointPage,
    GetRoute, GetRouteResponse, GetRouteResponses, GetRoutes, GetRoutingRule, GetStage, GetStages,
    GetTags, GetVpcLink, GetVpcLinks, ImportApi, ListPortalProducts, ListPortals, ListProductPages,
    ListProductRestEndpointPages, ListRoutingRules, PreviewPortal, PublishPortal,
    PutPortalProductSharingPolicy, PutRoutingRule, ReimportApi, ResetAuthorizersCache, TagResource,
    UntagResource, UpdateApi, UpdateApiMapping, UpdateAuthorizer, UpdateDeployment,
    UpdateDomainName, UpdateIntegration, UpdateIntegrationResponse, UpdateModel, UpdatePortal,
    UpdatePortalProduct, UpdateProductPage, UpdateProductRestEndpointPage, UpdateRoute,
    UpdateRouteResponse, UpdateStage, UpdateVpcLink;
}

operations! {
    appmesh:
    CreateGatewayRoute, CreateMesh, CreateRoute, CreateVirtualGateway, CreateVirtualNode,
    CreateVirtualRouter, CreateVirtualService, DeleteGatewayRoute, DeleteMesh, DeleteRoute,
    DeleteVirtualGateway, DeleteVirtualNode, DeleteVirtualRouter, DeleteVirtualService,
    DescribeGatewayRoute, DescribeMesh, DescribeRoute, DescribeVirtualGateway, DescribeVirtualNode,
    DescribeVirtualRouter, DescribeVirtualService, ListGatewayRoutes, ListMeshes, ListRoutes,
    ListTagsForResource, ListVirtualGateways, ListVirtualNodes, ListVirtualRouters,
    ListVirtualServices, TagResource, UntagResource, UpdateGatewayRoute, UpdateMesh, UpdateRoute,
    UpdateVirtualGateway, UpdateVirtualNode, UpdateVirtualRouter, UpdateVirtualService;
}

/// The same for small models, which have every kind of shape.
macro_rules! small {
    ($($test:ident $krate:ident: $($operation:ident),*;)*) => {$(
        #[test]
        fn $test() {
            $(properties::check::<<$krate::$operation as Operation>::Input>(stringify!($operation), 100, 1);)*
        }
    )*};
}

small! {
    every_input_of_case_shop case_shop:
    GetImage, GetOrder, Ping, PutImage, PutOrder;
    every_input_of_case_protocol case_protocol:
    Defaults, Drop, Enclose, Exchange, ExchangeAgain, GetStandard, Headers, Hosted, Labels, LastToken, PayChoice, PayColour, PayDocument, PayInner, PayPicture, PayText, PayTree, Query, Same, Sum, Tokens, Upload, UploadStream, UploadText, Wrap;
    every_input_of_case_validation case_validation:
    MalformedEnum, MalformedLength, MalformedLengthOverride, MalformedLengthQueryString, MalformedPattern, MalformedPatternOverride, MalformedRange, MalformedRangeOverride, MalformedRequired, MalformedUniqueItems, RecursiveStructures, SensitiveValidation;
}
