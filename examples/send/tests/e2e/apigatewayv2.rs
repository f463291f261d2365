//! API Gateway v2: VPC links, APIs, integrations, routes, tags, errors.

use shapewright_aws::apigatewayv2::*;
use shapewright_aws::runtime::{ErrorKind, Map};

use crate::server::{self, REGION, Server, recent};

pub(crate) fn gateway() -> Option<Server> {
    server::service(SIGNING_NAME)
}

pub(crate) fn map(pairs: &[(&str, &str)]) -> Map<String, String> {
    let own = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    pairs.iter().map(own).collect()
}

/// A new HTTP API; its id.
pub(crate) fn new_api(server: &Server, name: &str) -> String {
    let input = CreateApiInput::new(name, ProtocolType::Http);
    server.ok::<CreateApi>(&input).api_id.expect("an id")
}

#[test]
fn a_vpc_link() {
    let Some(server) = gateway() else { return };
    let name = server::unique("vpc-link");
    let input = CreateVpcLinkInput::new(&name, ["subnet-0a1b", "subnet-2c3d"])
        .security_group_ids(["sg-1"])
        .tags([("team", "orders"), ("größe", "ü/\"\\ \u{1F980}")]);
    let created = server.ok::<CreateVpcLink>(&input);
    let id = created.vpc_link_id.expect("an id");
    assert_eq!(created.name.as_deref(), Some(name.as_str()));
    assert_eq!(created.vpc_link_status, Some(VpcLinkStatus::Available));
    assert_eq!(created.vpc_link_version, Some(VpcLinkVersion::V2));
    assert!(recent(created.created_date.expect("a date")));

    let read = server.ok::<GetVpcLink>(&GetVpcLinkInput::new(&id));
    assert_eq!(read.vpc_link_id.as_ref(), Some(&id));
    assert_eq!(read.name.as_ref(), Some(&name));
    assert_eq!(read.subnet_ids, Some(input.subnet_ids.clone()));
    assert_eq!(read.security_group_ids, input.security_group_ids);
    assert_eq!(read.tags, input.tags);
    assert_eq!(read.created_date, created.created_date);

    let list = server.ok::<GetVpcLinks>(&GetVpcLinksInput::new().max_results("500"));
    let items = list.items.expect("items");
    let listed = items.iter().find(|link| link.vpc_link_id == id);
    let listed = listed.expect("the new link is listed");
    assert_eq!((&listed.name, &listed.tags), (&name, &input.tags));
    assert_eq!(listed.subnet_ids, input.subnet_ids);

    let renamed = format!("{name} (renamed)");
    let input = UpdateVpcLinkInput::new(&id).name(&renamed);
    let updated = server.ok::<UpdateVpcLink>(&input);
    assert_eq!(updated.name.as_ref(), Some(&renamed));
    assert_eq!(updated.subnet_ids, read.subnet_ids);

    server.ok::<DeleteVpcLink>(&DeleteVpcLinkInput::new(&id));
    let error = server.refused::<GetVpcLink>(&GetVpcLinkInput::new(&id));
    assert!(matches!(
        error.error(),
        GetVpcLinkError::NotFoundException(_)
    ));
}

#[test]
fn a_vpc_link_without_what_is_optional() {
    let Some(server) = gateway() else { return };
    let input = CreateVpcLinkInput::new(server::unique("bare"), ["subnet-0a1b"]);
    let created = server.ok::<CreateVpcLink>(&input);
    assert_eq!(created.security_group_ids, None, "null is nothing");
    let id = created.vpc_link_id.expect("an id");
    server.ok::<DeleteVpcLink>(&DeleteVpcLinkInput::new(id));
}

#[test]
fn an_api() {
    let Some(server) = gateway() else { return };
    let name = server::unique("api");
    let cors = Cors::new()
        .allow_credentials(false)
        .allow_headers(["x-one", "x-two"])
        .allow_methods(["GET", "*"])
        .allow_origins(["https://example.com"])
        .max_age(0);
    let input = CreateApiInput::new(&name, ProtocolType::Http)
        .cors_configuration(cors.clone())
        .description("first")
        .disable_execute_api_endpoint(false)
        .tags([("team", "orders")])
        .version("1.0");
    let created = server.ok::<CreateApi>(&input);
    let id = created.api_id.expect("an id");
    assert_eq!(created.protocol_type, Some(ProtocolType::Http));
    assert_eq!(created.cors_configuration.as_ref(), Some(&cors));
    assert!(recent(created.created_date.expect("a date")));

    let read = server.ok::<GetApi>(&GetApiInput::new(&id));
    assert_eq!(read.name.as_ref(), Some(&name));
    assert_eq!(read.description.as_deref(), Some("first"));
    assert_eq!(read.disable_execute_api_endpoint, Some(false));
    assert_eq!(read.cors_configuration, Some(cors));
    assert_eq!(read.tags, Some(map(&[("team", "orders")])));
    assert_eq!(read.version.as_deref(), Some("1.0"));
    let host = format!("https://{id}.execute-api.{REGION}.amazonaws.com");
    assert_eq!(read.api_endpoint, Some(host));

    let list = server.ok::<GetApis>(&GetApisInput::new());
    let items = list.items.expect("items");
    let listed = items.iter().find(|api| api.api_id.as_ref() == Some(&id));
    let listed = listed.expect("the new API is listed");
    assert_eq!(listed.name, name);
    assert_eq!(
        Some(&listed.route_selection_expression),
        read.route_selection_expression.as_ref()
    );

    let input = UpdateApiInput::new(&id)
        .description("second")
        .disable_execute_api_endpoint(true);
    let updated = server.ok::<UpdateApi>(&input);
    assert_eq!(updated.description.as_deref(), Some("second"));
    assert_eq!(updated.disable_execute_api_endpoint, Some(true));
    assert_eq!(updated.name, Some(name));

    server.ok::<DeleteCorsConfiguration>(&DeleteCorsConfigurationInput::new(&id));
    let read = server.ok::<GetApi>(&GetApiInput::new(&id));
    assert_eq!(read.cors_configuration, None);

    server.ok::<DeleteApi>(&DeleteApiInput::new(&id));
    let error = server.refused::<GetApi>(&GetApiInput::new(&id));
    assert!(matches!(error.error(), GetApiError::NotFoundException(_)));
}

#[test]
fn an_integration() {
    let Some(server) = gateway() else { return };
    let api = new_api(&server, &server::unique("integration"));
    let input = CreateIntegrationInput::new(&api, IntegrationType::HttpProxy)
        .connection_type(ConnectionType::Internet)
        .integration_method("ANY")
        .integration_uri("https://example.com/{proxy}?a=b&c=d")
        .payload_format_version("1.0")
        .request_parameters([("append:header.x-a", "$context.requestId")])
        .timeout_in_millis(29_000);
    let created = server.ok::<CreateIntegration>(&input);
    let id = created.integration_id.expect("an id");
    assert_eq!(created.integration_type, Some(IntegrationType::HttpProxy));

    let one = GetIntegrationInput::new(&api, &id);
    let read = server.ok::<GetIntegration>(&one);
    assert_eq!(read.integration_id.as_ref(), Some(&id));
    assert_eq!(read.integration_uri, input.integration_uri);
    assert_eq!(read.integration_method.as_deref(), Some("ANY"));
    assert_eq!(read.connection_type, Some(ConnectionType::Internet));
    assert_eq!(read.request_parameters, input.request_parameters);
    assert_eq!(read.timeout_in_millis, Some(29_000));

    let list = server.ok::<GetIntegrations>(&GetIntegrationsInput::new(&api));
    let items = list.items.expect("items");
    let ids: Vec<_> = items.iter().map(|x| x.integration_id.clone()).collect();
    assert_eq!(ids, [Some(id.clone())]);

    let input = UpdateIntegrationInput::new(&api, &id)
        .description("updated")
        .response_parameters([(
            "500",
            [("append:header.x-b", "b")]
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .collect::<Map<_, _>>(),
        )])
        .tls_config(TlsConfigInput::new().server_name_to_verify("example.com"));
    let updated = server.ok::<UpdateIntegration>(&input);
    assert_eq!(updated.description.as_deref(), Some("updated"));
    assert_eq!(updated.response_parameters, input.response_parameters);
    let tls = updated.tls_config.expect("TLS");
    assert_eq!(tls.server_name_to_verify.as_deref(), Some("example.com"));
    assert_eq!(updated.integration_method, read.integration_method);

    server.ok::<DeleteIntegration>(&DeleteIntegrationInput::new(&api, &id));
    let error = server.refused::<GetIntegration>(&one);
    assert!(matches!(
        error.error(),
        GetIntegrationError::NotFoundException(_)
    ));
    server.ok::<DeleteApi>(&DeleteApiInput::new(api));
}

#[test]
fn a_route() {
    let Some(server) = gateway() else { return };
    let api = new_api(&server, &server::unique("route"));
    let required = ParameterConstraints::new().required(true);
    let input = CreateRouteInput::new(&api, "GET /orders/{id}")
        .api_key_required(false)
        .authorization_type(AuthorizationType::AwsIam)
        .authorization_scopes(["a", "b"])
        .operation_name("GetOrder")
        .request_models([("application/json", "Order")])
        .request_parameters([("route.request.querystring.q", required.clone())])
        .target("integrations/abc");
    let created = server.ok::<CreateRoute>(&input);
    let id = created.route_id.expect("an id");

    let one = GetRouteInput::new(&api, &id);
    let read = server.ok::<GetRoute>(&one);
    assert_eq!(read.route_key.as_ref(), Some(&input.route_key));
    assert_eq!(read.api_key_required, Some(false));
    assert_eq!(read.authorization_type, Some(AuthorizationType::AwsIam));
    assert_eq!(read.authorization_scopes, input.authorization_scopes);
    assert_eq!(read.request_models, input.request_models);
    assert_eq!(read.request_parameters, input.request_parameters);
    assert_eq!(read.target, input.target);

    let list = server.ok::<GetRoutes>(&GetRoutesInput::new(&api));
    let items = list.items.expect("items");
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].route_id.as_ref(), Some(&id));
    assert_eq!(items[0].route_key, input.route_key);

    let parameter = DeleteRouteRequestParameterInput::new(&api, &id, "route.request.querystring.q");
    server.ok::<DeleteRouteRequestParameter>(&parameter);
    let input = UpdateRouteInput::new(&api, &id)
        .route_key("POST /orders")
        .target("integrations/def");
    let updated = server.ok::<UpdateRoute>(&input);
    assert_eq!(updated.route_key.as_deref(), Some("POST /orders"));
    assert_eq!(updated.target.as_deref(), Some("integrations/def"));
    assert_eq!(updated.request_parameters, Some(Map::new()), "deleted");
    assert_eq!(updated.operation_name.as_deref(), Some("GetOrder"));

    server.ok::<DeleteRoute>(&DeleteRouteInput::new(&api, &id));
    let error = server.refused::<GetRoute>(&one);
    assert!(matches!(error.error(), GetRouteError::NotFoundException(_)));
    server.ok::<DeleteApi>(&DeleteApiInput::new(api));
}

/// The ARN is a label: its colons and slashes have to be escaped, or it is another path.
#[test]
fn tags_on_an_arn() {
    let Some(server) = gateway() else { return };
    let api = new_api(&server, &server::unique("tags"));
    let arn = format!("arn:aws:apigateway:{REGION}::/apis/{api}");
    let tags = [("team", "orders"), ("a b&c=d", "100 %"), ("größe", "ü")];
    server.ok::<TagResource>(&TagResourceInput::new(&arn).tags(tags));
    let read = server.ok::<GetTags>(&GetTagsInput::new(&arn));
    assert_eq!(read.tags, Some(map(&tags)));

    // The keys are a list in the query.
    server.ok::<UntagResource>(&UntagResourceInput::new(&arn, ["a b&c=d", "größe"]));
    let read = server.ok::<GetTags>(&GetTagsInput::new(&arn));
    assert_eq!(read.tags, Some(map(&[("team", "orders")])));
    let api_tags = server.ok::<GetApi>(&GetApiInput::new(&api)).tags;
    assert_eq!(api_tags, read.tags, "the tags are the API's");
    server.ok::<DeleteApi>(&DeleteApiInput::new(api));
}

#[test]
fn not_found_is_typed() {
    let Some(server) = gateway() else { return };
    let error = server.refused::<GetVpcLink>(&GetVpcLinkInput::new("no such link"));
    let GetVpcLinkError::NotFoundException(typed) = error.error() else {
        panic!("{error:?}");
    };
    let message = typed.message.as_deref();
    assert_eq!(message, error.message());
    assert!(message.is_some_and(|m| m.contains("VpcLink")), "{error:?}");
    assert_eq!(error.code(), Some("NotFoundException"));
    assert_eq!((error.status(), error.kind()), (404, ErrorKind::Client));
    assert!(!error.is_retryable());
}

#[test]
fn a_bad_request_is_typed() {
    let Some(server) = gateway() else { return };
    let input = CreateApiInput::new(server::unique("bad"), ProtocolType::from("CARRIER_PIGEON"));
    let error = server.refused::<CreateApi>(&input);
    assert!(matches!(
        error.error(),
        CreateApiError::BadRequestException(_)
    ));
    assert_eq!(error.code(), Some("BadRequestException"));
    assert_eq!((error.status(), error.kind()), (400, ErrorKind::Client));
    assert!(
        error
            .message()
            .is_some_and(|m| m.contains("HTTP, WEBSOCKET"))
    );
}
