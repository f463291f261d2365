//! API Gateway v2: what hangs on an API, and domain names.

use shapewright_aws::apigatewayv2::*;

use crate::apigatewayv2::{gateway, map, new_api};
use crate::server::{self, recent};

/// A model's schema is JSON in a string.
#[test]
fn a_model() {
    let Some(server) = gateway() else { return };
    let api = new_api(&server, &server::unique("model"));
    let schema = "{\"title\": \"Größe\",\n\t\"pattern\": \"^\\\\d+$\"}";
    let input = CreateModelInput::new(&api, "Order", schema).content_type("application/json");
    let id = server.ok::<CreateModel>(&input).model_id.expect("an id");
    let read = server.ok::<GetModel>(&GetModelInput::new(&api, &id));
    assert_eq!(read.schema.as_deref(), Some(schema));
    assert_eq!(read.name.as_deref(), Some("Order"));
    let input = UpdateModelInput::new(&api, &id).description("");
    let updated = server.ok::<UpdateModel>(&input);
    assert_eq!(
        updated.description.as_deref(),
        Some(""),
        "empty is not absent"
    );
    server.ok::<DeleteModel>(&DeleteModelInput::new(&api, &id));
    let error = server.refused::<GetModel>(&GetModelInput::new(&api, &id));
    assert!(matches!(error.error(), GetModelError::NotFoundException(_)));
    server.ok::<DeleteApi>(&DeleteApiInput::new(api));
}

#[test]
fn an_authorizer() {
    let Some(server) = gateway() else { return };
    let api = new_api(&server, &server::unique("authorizer"));
    let jwt = JwtConfiguration::new()
        .audience(["a", "b"])
        .issuer("https://issuer.example.com/?a=b");
    let required = CreateAuthorizerInputRequired {
        api_id: api.clone(),
        authorizer_type: AuthorizerType::Jwt,
        identity_source: vec!["$request.header.Authorization".into()],
        name: "jwt".into(),
    };
    let input = CreateAuthorizerInput::new(required.clone()).jwt_configuration(jwt.clone());
    let created = server.ok::<CreateAuthorizer>(&input);
    let id = created.authorizer_id.expect("an id");
    let read = server.ok::<GetAuthorizer>(&GetAuthorizerInput::new(&api, &id));
    assert_eq!(read.authorizer_type, Some(AuthorizerType::Jwt));
    assert_eq!(read.jwt_configuration, Some(jwt));
    assert_eq!(read.identity_source, Some(required.identity_source.clone()));
    let input = UpdateAuthorizerInput::new(&api, &id).authorizer_result_ttl_in_seconds(300);
    let updated = server.ok::<UpdateAuthorizer>(&input);
    assert_eq!(updated.authorizer_result_ttl_in_seconds, Some(300));
    server.ok::<DeleteAuthorizer>(&DeleteAuthorizerInput::new(&api, &id));

    let wrong = CreateAuthorizerInputRequired {
        authorizer_type: AuthorizerType::Request,
        ..required
    };
    let error = server.refused::<CreateAuthorizer>(&CreateAuthorizerInput::new(wrong));
    assert!(matches!(
        error.error(),
        CreateAuthorizerError::BadRequestException(_)
    ));
    server.ok::<DeleteApi>(&DeleteApiInput::new(api));
}

#[test]
fn a_stage() {
    let Some(server) = gateway() else { return };
    let api = new_api(&server, &server::unique("stage"));
    let settings = RouteSettings::new()
        .detailed_metrics_enabled(true)
        .throttling_burst_limit(0)
        .throttling_rate_limit(0.1);
    let input = CreateStageInput::new(&api, "$default")
        .auto_deploy(false)
        .default_route_settings(settings.clone())
        .route_settings([("GET /orders", settings.clone())])
        .stage_variables([("a", "1")])
        .tags([("team", "orders")]);
    let created = server.ok::<CreateStage>(&input);
    assert_eq!(created.stage_name.as_deref(), Some("$default"));
    // A name that has to be escaped in the path.
    let read = server.ok::<GetStage>(&GetStageInput::new(&api, "$default"));
    assert_eq!(read.default_route_settings, Some(settings));
    assert_eq!(read.route_settings, input.route_settings);
    assert_eq!(read.stage_variables, Some(map(&[("a", "1")])));
    assert_eq!(read.auto_deploy, Some(false));
    assert!(recent(read.created_date.expect("a date")));
    assert!(recent(read.last_updated_date.expect("a date")));
    let list = server.ok::<GetStages>(&GetStagesInput::new(&api));
    assert_eq!(list.items.expect("items")[0].stage_name, "$default");
    server.ok::<DeleteStage>(&DeleteStageInput::new(&api, "$default"));
    let error = server.refused::<GetStage>(&GetStageInput::new(&api, "$default"));
    assert!(matches!(error.error(), GetStageError::NotFoundException(_)));
    server.ok::<DeleteApi>(&DeleteApiInput::new(api));
}

/// Deleting answers 204 with no body at all.
#[test]
fn a_domain_name_and_its_mapping() {
    let Some(server) = gateway() else { return };
    let api = new_api(&server, &server::unique("mapping"));
    let domain = format!("{}.example.com", server::unique("orders"));
    let configuration = DomainNameConfiguration::new()
        .endpoint_type(EndpointType::Regional)
        .security_policy(SecurityPolicy::Tls1_2);
    let input = CreateDomainNameInput::new(&domain)
        .domain_name_configurations([configuration.clone()])
        .tags([("team", "orders")]);
    let created = server.ok::<CreateDomainName>(&input);
    assert_eq!(created.domain_name.as_ref(), Some(&domain));
    let error = server.refused::<CreateDomainName>(&input);
    assert!(matches!(
        error.error(),
        CreateDomainNameError::ConflictException(_)
    ));
    assert_eq!(
        (error.status(), error.code()),
        (409, Some("ConflictException"))
    );

    let read = server.ok::<GetDomainName>(&GetDomainNameInput::new(&domain));
    assert_eq!(read.domain_name_configurations, Some(vec![configuration]));
    assert_eq!(read.domain_name_arn, created.domain_name_arn);
    let list = server.ok::<GetDomainNames>(&GetDomainNamesInput::new());
    assert!(
        list.items
            .expect("items")
            .iter()
            .any(|x| x.domain_name == domain)
    );

    let input = CreateApiMappingInput::new(&domain, &api, "$default").api_mapping_key("v1/orders");
    let mapping = server.ok::<CreateApiMapping>(&input);
    let id = mapping.api_mapping_id.expect("an id");
    let read = server.ok::<GetApiMapping>(&GetApiMappingInput::new(&domain, &id));
    assert_eq!(
        (read.api_id.as_ref(), read.stage.as_deref()),
        (Some(&api), Some("$default"))
    );
    assert_eq!(read.api_mapping_key.as_deref(), Some("v1/orders"));
    let list = server.ok::<GetApiMappings>(&GetApiMappingsInput::new(&domain));
    assert_eq!(list.items.expect("items").len(), 1);
    server.ok::<DeleteApiMapping>(&DeleteApiMappingInput::new(&domain, &id));
    server.ok::<DeleteDomainName>(&DeleteDomainNameInput::new(&domain));
    let error = server.refused::<GetDomainName>(&GetDomainNameInput::new(&domain));
    assert!(matches!(
        error.error(),
        GetDomainNameError::NotFoundException(_)
    ));
    server.ok::<DeleteApi>(&DeleteApiInput::new(api));
}

#[test]
fn responses_of_integrations_and_routes() {
    let Some(server) = gateway() else { return };
    let name = server::unique("responses");
    let input = CreateApiInput::new(name, ProtocolType::Websocket)
        .route_selection_expression("$request.body.action");
    let api = server.ok::<CreateApi>(&input).api_id.expect("an id");
    let input = CreateIntegrationInput::new(&api, IntegrationType::Mock)
        .request_templates([("200", "{\"a\": 1}")]);
    let integration = server
        .ok::<CreateIntegration>(&input)
        .integration_id
        .expect("an id");
    let input = CreateIntegrationResponseInput::new(&api, &integration, "/2\\d\\d/")
        .content_handling_strategy(ContentHandlingStrategy::ConvertToText)
        .response_templates([("application/json", "$input.json('$')")]);
    let created = server.ok::<CreateIntegrationResponse>(&input);
    let id = created.integration_response_id.expect("an id");
    let one = GetIntegrationResponseInput::new(&api, &integration, &id);
    let read = server.ok::<GetIntegrationResponse>(&one);
    assert_eq!(read.integration_response_key.as_deref(), Some("/2\\d\\d/"));
    assert_eq!(read.response_templates, input.response_templates);
    let input = GetIntegrationResponsesInput::new(&api, &integration);
    let list = server.ok::<GetIntegrationResponses>(&input);
    assert_eq!(list.items.expect("items").len(), 1);
    let input = UpdateIntegrationResponseInput::new(&api, &integration, &id)
        .integration_response_key("$default");
    let updated = server.ok::<UpdateIntegrationResponse>(&input);
    assert_eq!(
        updated.integration_response_key.as_deref(),
        Some("$default")
    );
    let input = DeleteIntegrationResponseInput::new(&api, &integration, &id);
    server.ok::<DeleteIntegrationResponse>(&input);

    let input = CreateRouteInput::new(&api, "$connect");
    let route = server.ok::<CreateRoute>(&input).route_id.expect("an id");
    let input = CreateRouteResponseInput::new(&api, &route, "$default")
        .response_models([("application/json", "Order")]);
    let id = server
        .ok::<CreateRouteResponse>(&input)
        .route_response_id
        .expect("an id");
    let read = server.ok::<GetRouteResponse>(&GetRouteResponseInput::new(&api, &route, &id));
    assert_eq!(read.response_models, input.response_models);
    assert_eq!(read.route_response_key.as_deref(), Some("$default"));
    server.ok::<DeleteRouteResponse>(&DeleteRouteResponseInput::new(&api, &route, &id));
    server.ok::<DeleteApi>(&DeleteApiInput::new(api));
}

/// The body is a document in a string; a flag goes into the query.
#[test]
fn an_api_imported_again() {
    let Some(server) = gateway() else { return };
    let api = new_api(&server, &server::unique("reimport"));
    let body = "openapi: 3.0.1\ninfo:\n  title: imported\n  version: '2'\npaths:\n  /orders:\n    get:\n      responses:\n        '200':\n          description: ok\n      x-amazon-apigateway-integration:\n        type: HTTP_PROXY\n        httpMethod: GET\n        payloadFormatVersion: '1.0'\n        uri: https://example.com\n";
    let input = ReimportApiInput::new(&api, body).fail_on_warnings(true);
    let imported = server.ok::<ReimportApi>(&input);
    assert_eq!(imported.api_id.as_ref(), Some(&api));
    let routes = server
        .ok::<GetRoutes>(&GetRoutesInput::new(&api))
        .items
        .expect("items");
    assert_eq!(routes[0].route_key, "GET /orders");
    server.ok::<DeleteApi>(&DeleteApiInput::new(api));
}
