//! What the official crates read, as JSON again, field by field, to be compared with the input.
//!
//! They write no outputs, so that is done here; but for the specifications of App Mesh, which also travel in requests,
//! with their own serializers.

use std::collections::HashMap;

use anyhow::{Context, Result};
use aws_sdk_apigatewayv2::operation as gateway_operation;
use aws_sdk_apigatewayv2::types as gateway;
use aws_sdk_appmesh::operation as mesh_operation;
use aws_sdk_appmesh::types as mesh;
use aws_sdk_apprunner::operation as runner_operation;
use aws_sdk_apprunner::types as runner;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_json::{Map, Value, json};

use crate::official::Serializer;

/// A value as it travels; null where there is none.
trait Wire {
    fn wire(&self) -> Value;
}

impl<T: Wire> Wire for Option<T> {
    fn wire(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::wire)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn wire(&self) -> Value {
        self.iter().map(T::wire).collect()
    }
}

impl<T: Wire> Wire for HashMap<String, T> {
    fn wire(&self) -> Value {
        let members = self.iter().map(|(key, value)| (key.clone(), value.wire()));
        Value::Object(members.collect())
    }
}

impl Wire for DateTime {
    fn wire(&self) -> Value {
        self.as_secs_f64().into()
    }
}

/// A timestamp that travels as text.
struct Text(Option<DateTime>);

impl Wire for Text {
    fn wire(&self) -> Value {
        let text = self.0.and_then(|it| it.fmt(Format::DateTime).ok());
        text.map_or(Value::Null, Value::String)
    }
}

macro_rules! scalars {
    ($($ty:ty),*) => { $(impl Wire for $ty {
        fn wire(&self) -> Value {
            self.clone().into()
        }
    })* };
}

macro_rules! enums {
    ($($ty:ty),* $(,)?) => { $(impl Wire for $ty {
        fn wire(&self) -> Value {
            self.as_str().into()
        }
    })* };
}

macro_rules! structures {
    ($($ty:ty { $($key:literal = $field:ident),* $(,)? })*) => { $(impl Wire for $ty {
        fn wire(&self) -> Value {
            object([$(($key, self.$field.wire())),*])
        }
    })* };
}

/// An object of what is there.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let there = members.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(
        there
            .map(|(key, value)| (key.to_owned(), value))
            .collect::<Map<_, _>>(),
    )
}

scalars!(String, bool, i32, i64, f64);

enums!(
    runner::AutoScalingConfigurationStatus,
    runner::EgressType,
    runner::HealthCheckProtocol,
    runner::ImageRepositoryType,
    runner::IpAddressType,
    runner::ServiceStatus,
    gateway::AuthorizationType,
    gateway::ConnectionType,
    gateway::ContentHandlingStrategy,
    gateway::IntegrationType,
    gateway::LoggingLevel,
    gateway::PassthroughBehavior,
    gateway::ProtocolType,
    mesh::RouteStatusCode,
    mesh::VirtualGatewayStatusCode,
);

structures! {
    runner_operation::describe_service::DescribeServiceOutput { "Service" = service }
    runner_operation::list_services::ListServicesOutput {
        "ServiceSummaryList" = service_summary_list, "NextToken" = next_token,
    }
    runner::ServiceSummary {
        "ServiceName" = service_name, "ServiceId" = service_id, "ServiceArn" = service_arn, "ServiceUrl" = service_url,
        "CreatedAt" = created_at, "UpdatedAt" = updated_at, "Status" = status,
    }
    runner::Service {
        "ServiceName" = service_name, "ServiceId" = service_id, "ServiceArn" = service_arn, "ServiceUrl" = service_url,
        "CreatedAt" = created_at, "UpdatedAt" = updated_at, "DeletedAt" = deleted_at, "Status" = status,
        "SourceConfiguration" = source_configuration, "InstanceConfiguration" = instance_configuration,
        "EncryptionConfiguration" = encryption_configuration, "HealthCheckConfiguration" = health_check_configuration,
        "AutoScalingConfigurationSummary" = auto_scaling_configuration_summary,
        "NetworkConfiguration" = network_configuration, "ObservabilityConfiguration" = observability_configuration,
    }
    runner::SourceConfiguration {
        "ImageRepository" = image_repository, "AutoDeploymentsEnabled" = auto_deployments_enabled,
        "AuthenticationConfiguration" = authentication_configuration,
    }
    runner::ImageRepository {
        "ImageIdentifier" = image_identifier, "ImageConfiguration" = image_configuration,
        "ImageRepositoryType" = image_repository_type,
    }
    runner::ImageConfiguration {
        "RuntimeEnvironmentVariables" = runtime_environment_variables, "StartCommand" = start_command, "Port" = port,
        "RuntimeEnvironmentSecrets" = runtime_environment_secrets,
    }
    runner::AuthenticationConfiguration { "ConnectionArn" = connection_arn, "AccessRoleArn" = access_role_arn }
    runner::InstanceConfiguration { "Cpu" = cpu, "Memory" = memory, "InstanceRoleArn" = instance_role_arn }
    runner::EncryptionConfiguration { "KmsKey" = kms_key }
    runner::HealthCheckConfiguration {
        "Protocol" = protocol, "Path" = path, "Interval" = interval, "Timeout" = timeout,
        "HealthyThreshold" = healthy_threshold, "UnhealthyThreshold" = unhealthy_threshold,
    }
    runner::AutoScalingConfigurationSummary {
        "AutoScalingConfigurationArn" = auto_scaling_configuration_arn,
        "AutoScalingConfigurationName" = auto_scaling_configuration_name,
        "AutoScalingConfigurationRevision" = auto_scaling_configuration_revision, "Status" = status,
        "CreatedAt" = created_at, "HasAssociatedService" = has_associated_service, "IsDefault" = is_default,
    }
    runner::NetworkConfiguration {
        "EgressConfiguration" = egress_configuration, "IngressConfiguration" = ingress_configuration,
        "IpAddressType" = ip_address_type,
    }
    runner::EgressConfiguration { "EgressType" = egress_type, "VpcConnectorArn" = vpc_connector_arn }
    runner::IngressConfiguration { "IsPubliclyAccessible" = is_publicly_accessible }
    runner::ServiceObservabilityConfiguration {
        "ObservabilityEnabled" = observability_enabled, "ObservabilityConfigurationArn" = observability_configuration_arn,
    }
    gateway_operation::get_integrations::GetIntegrationsOutput { "items" = items, "nextToken" = next_token }
    gateway::Integration {
        "apiGatewayManaged" = api_gateway_managed, "connectionId" = connection_id, "connectionType" = connection_type,
        "contentHandlingStrategy" = content_handling_strategy, "credentialsArn" = credentials_arn,
        "description" = description, "integrationId" = integration_id, "integrationMethod" = integration_method,
        "integrationResponseSelectionExpression" = integration_response_selection_expression,
        "integrationSubtype" = integration_subtype, "integrationType" = integration_type,
        "integrationUri" = integration_uri, "passthroughBehavior" = passthrough_behavior,
        "payloadFormatVersion" = payload_format_version, "requestParameters" = request_parameters,
        "requestTemplates" = request_templates, "responseParameters" = response_parameters,
        "templateSelectionExpression" = template_selection_expression, "timeoutInMillis" = timeout_in_millis,
        "tlsConfig" = tls_config,
    }
    gateway::TlsConfig { "serverNameToVerify" = server_name_to_verify }
    gateway_operation::get_routes::GetRoutesOutput { "items" = items, "nextToken" = next_token }
    gateway::Route {
        "apiGatewayManaged" = api_gateway_managed, "apiKeyRequired" = api_key_required,
        "authorizationScopes" = authorization_scopes, "authorizationType" = authorization_type,
        "authorizerId" = authorizer_id, "modelSelectionExpression" = model_selection_expression,
        "operationName" = operation_name, "requestModels" = request_models, "requestParameters" = request_parameters,
        "routeId" = route_id, "routeKey" = route_key,
        "routeResponseSelectionExpression" = route_response_selection_expression, "target" = target,
    }
    gateway::ParameterConstraints { "required" = required }
    gateway_operation::get_apis::GetApisOutput { "items" = items, "nextToken" = next_token }
    gateway::Cors {
        "allowCredentials" = allow_credentials, "allowHeaders" = allow_headers, "allowMethods" = allow_methods,
        "allowOrigins" = allow_origins, "exposeHeaders" = expose_headers, "maxAge" = max_age,
    }
    gateway_operation::get_stages::GetStagesOutput { "items" = items, "nextToken" = next_token }
    gateway::RouteSettings {
        "dataTraceEnabled" = data_trace_enabled, "detailedMetricsEnabled" = detailed_metrics_enabled,
        "loggingLevel" = logging_level, "throttlingBurstLimit" = throttling_burst_limit,
        "throttlingRateLimit" = throttling_rate_limit,
    }
    gateway_operation::get_models::GetModelsOutput { "items" = items, "nextToken" = next_token }
    gateway::Model {
        "contentType" = content_type, "description" = description, "modelId" = model_id, "name" = name,
        "schema" = schema,
    }
    mesh::ResourceMetadata {
        "arn" = arn, "version" = version, "uid" = uid, "createdAt" = created_at, "lastUpdatedAt" = last_updated_at,
        "meshOwner" = mesh_owner, "resourceOwner" = resource_owner,
    }
    mesh::VirtualGatewayStatus { "status" = status }
    mesh::RouteStatus { "status" = status }
}

impl Wire for gateway::Api {
    fn wire(&self) -> Value {
        object([
            ("apiEndpoint", self.api_endpoint.wire()),
            ("apiGatewayManaged", self.api_gateway_managed.wire()),
            ("apiId", self.api_id.wire()),
            (
                "apiKeySelectionExpression",
                self.api_key_selection_expression.wire(),
            ),
            ("corsConfiguration", self.cors_configuration.wire()),
            ("createdDate", Text(self.created_date).wire()),
            ("description", self.description.wire()),
            (
                "disableExecuteApiEndpoint",
                self.disable_execute_api_endpoint.wire(),
            ),
            ("name", self.name.wire()),
            ("protocolType", self.protocol_type.wire()),
            (
                "routeSelectionExpression",
                self.route_selection_expression.wire(),
            ),
            ("tags", self.tags.wire()),
            ("version", self.version.wire()),
        ])
    }
}

impl Wire for gateway::Stage {
    fn wire(&self) -> Value {
        object([
            ("apiGatewayManaged", self.api_gateway_managed.wire()),
            ("autoDeploy", self.auto_deploy.wire()),
            ("createdDate", Text(self.created_date).wire()),
            ("defaultRouteSettings", self.default_route_settings.wire()),
            ("deploymentId", self.deployment_id.wire()),
            ("lastUpdatedDate", Text(self.last_updated_date).wire()),
            ("routeSettings", self.route_settings.wire()),
            ("stageName", self.stage_name.wire()),
            ("stageVariables", self.stage_variables.wire()),
        ])
    }
}

macro_rules! outputs {
    ($($(#[$doc:meta])* $name:ident: $ty:ty;)*) => { $(
        $(#[$doc])*
        ///
        /// # Errors
        /// None.
        pub fn $name(output: $ty) -> Result<Value> {
            Ok(output.wire())
        }
    )* };
}

outputs! {
    /// `DescribeService` of App Runner.
    describe_service: runner_operation::describe_service::DescribeServiceOutput;
    /// `ListServices` of App Runner.
    list_services: runner_operation::list_services::ListServicesOutput;
    /// `GetIntegrations` of API Gateway.
    get_integrations: gateway_operation::get_integrations::GetIntegrationsOutput;
    /// `GetRoutes` of API Gateway.
    get_routes: gateway_operation::get_routes::GetRoutesOutput;
    /// `GetApis` of API Gateway.
    get_apis: gateway_operation::get_apis::GetApisOutput;
    /// `GetStages` of API Gateway.
    get_stages: gateway_operation::get_stages::GetStagesOutput;
    /// `GetModels` of API Gateway.
    get_models: gateway_operation::get_models::GetModelsOutput;
}

/// `CreateVirtualGateway` of App Mesh.
///
/// # Errors
/// A specification that cannot be written.
pub fn create_virtual_gateway(
    output: mesh_operation::create_virtual_gateway::CreateVirtualGatewayOutput,
) -> Result<Value> {
    use mesh_operation::create_virtual_gateway::{CreateVirtualGateway, CreateVirtualGatewayInput};
    let data = output.virtual_gateway.context("no virtual gateway")?;
    let input = CreateVirtualGatewayInput::builder()
        .mesh_name("m")
        .set_spec(data.spec)
        .build()?;
    let body = Serializer::new(&CreateVirtualGateway::new())?.body(input)?;
    let body: Value = serde_json::from_slice(&body)?;
    Ok(json!({
        "meshName": data.mesh_name,
        "virtualGatewayName": data.virtual_gateway_name,
        "spec": body["spec"],
        "metadata": data.metadata.wire(),
        "status": data.status.wire(),
    }))
}

/// `DescribeRoute` of App Mesh.
///
/// # Errors
/// A specification that cannot be written.
pub fn describe_route(
    output: mesh_operation::describe_route::DescribeRouteOutput,
) -> Result<Value> {
    use mesh_operation::create_route::{CreateRoute, CreateRouteInput};
    let data = output.route.context("no route")?;
    let input = CreateRouteInput::builder()
        .mesh_name("m")
        .virtual_router_name("r")
        .set_spec(data.spec)
        .build()?;
    let body = Serializer::new(&CreateRoute::new())?.body(input)?;
    let body: Value = serde_json::from_slice(&body)?;
    Ok(json!({
        "meshName": data.mesh_name,
        "virtualRouterName": data.virtual_router_name,
        "routeName": data.route_name,
        "spec": body["spec"],
        "metadata": data.metadata.wire(),
        "status": data.status.wire(),
    }))
}
