//! The inputs of requests, made of what was read from the answers, so that nobody has to write them down; the entries
//! check that they are the payloads.

use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use shapewright_apigatewayv2 as gateway;
use shapewright_appmesh as mesh;
use shapewright_apprunner as runner;
use shapewright_runtime::Operation;

use crate::official::Deserializer;
use crate::payload::payload;

fn read<O: Operation>(name: &str) -> Result<O::Output>
where
    O::Error: std::fmt::Debug,
{
    let response = crate::deserialize::response(payload(name)?)?;
    let read = O::response(&response);
    Ok(read.map_err(|error| anyhow!("{name}: {error:?}"))?.output)
}

/// A string of a payload.
fn text(json: &Value, pointer: &str) -> Result<String> {
    let found = json.pointer(pointer).and_then(Value::as_str);
    Ok(found.with_context(|| pointer.to_owned())?.to_owned())
}

/// Key and value of each tag.
fn tags(json: &Value, list: &str, key: &str, value: &str) -> Result<Vec<(String, String)>> {
    let list = json[list].as_array().context("no tags")?;
    let pair = |tag: &Value| Ok((text(tag, key)?, text(tag, value)?));
    list.iter().map(pair).collect()
}

fn request(name: &str) -> Result<Value> {
    Ok(serde_json::from_slice(payload(name)?)?)
}

/// `ar_create_service_req` as our input.
///
/// # Errors
/// Payloads that are not there, or not as expected.
pub fn create_service() -> Result<runner::CreateServiceInput> {
    let json = request("ar_create_service_req")?;
    let service = read::<runner::DescribeService>("ar_describe_service_resp")?.service;
    let tags = tags(&json, "Tags", "/Key", "/Value")?;
    let mut input =
        runner::CreateServiceInput::new(service.service_name, service.source_configuration)
            .tags(
                tags.into_iter()
                    .map(|(key, value)| runner::Tag::new().key(key).value(value)),
            )
            .auto_scaling_configuration_arn(text(&json, "/AutoScalingConfigurationArn")?);
    input.instance_configuration = Some(service.instance_configuration);
    input.encryption_configuration = service.encryption_configuration;
    input.health_check_configuration = service.health_check_configuration;
    input.network_configuration = Some(service.network_configuration);
    input.observability_configuration = service.observability_configuration;
    Ok(input)
}

/// `ar_create_service_req` as the official crate's input.
///
/// # Errors
/// Payloads that are not there, or not as expected.
pub fn their_create_service()
-> Result<aws_sdk_apprunner::operation::create_service::CreateServiceInput> {
    use aws_sdk_apprunner::operation::create_service::CreateServiceInput;
    use aws_sdk_apprunner::operation::describe_service::{DescribeService, DescribeServiceOutput};
    use aws_sdk_apprunner::types::Tag;
    let json = request("ar_create_service_req")?;
    let read = Deserializer::new(&DescribeService::new())?;
    let read = read.read::<DescribeServiceOutput>(payload("ar_describe_service_resp")?)?;
    let service = read.service.context("no service")?;
    let tags = tags(&json, "Tags", "/Key", "/Value")?;
    let tag = |(key, value)| Tag::builder().key(key).value(value).build();
    Ok(CreateServiceInput::builder()
        .service_name(service.service_name)
        .set_source_configuration(service.source_configuration)
        .set_instance_configuration(service.instance_configuration)
        .set_tags(Some(tags.into_iter().map(tag).collect()))
        .set_encryption_configuration(service.encryption_configuration)
        .set_health_check_configuration(service.health_check_configuration)
        .auto_scaling_configuration_arn(text(&json, "/AutoScalingConfigurationArn")?)
        .set_network_configuration(service.network_configuration)
        .set_observability_configuration(service.observability_configuration)
        .build()?)
}

/// The official crate's request with the `IsPubliclyAccessible: false` that it leaves out.
///
/// # Errors
/// No JSON, or none with an ingress that lacks it.
pub fn with_private_ingress(body: &[u8]) -> Result<Value> {
    let mut json: Value = serde_json::from_slice(body)?;
    let ingress = json.pointer_mut("/NetworkConfiguration/IngressConfiguration");
    let ingress = ingress
        .and_then(Value::as_object_mut)
        .context("no ingress")?;
    let before = ingress.insert("IsPubliclyAccessible".to_owned(), Value::Bool(false));
    match before {
        None => Ok(json),
        Some(_) => Err(anyhow!("the official crate now sends IsPubliclyAccessible")),
    }
}

/// `am_create_vgw_req` as our input.
///
/// # Errors
/// Payloads that are not there, or not as expected.
pub fn virtual_gateway() -> Result<mesh::CreateVirtualGatewayInput> {
    let json = request("am_create_vgw_req")?;
    let data = read::<mesh::CreateVirtualGateway>("am_create_vgw_resp")?.virtual_gateway;
    let tags = tags(&json, "tags", "/key", "/value")?;
    let tags = tags
        .into_iter()
        .map(|(key, value)| mesh::TagRef::new(key, value));
    Ok(
        mesh::CreateVirtualGatewayInput::new("prod", data.spec, data.virtual_gateway_name)
            .tags(tags)
            .client_token(text(&json, "/clientToken")?),
    )
}

/// `am_create_vgw_req` as the official crate's input.
///
/// # Errors
/// Payloads that are not there, or not as expected.
pub fn their_virtual_gateway()
-> Result<aws_sdk_appmesh::operation::create_virtual_gateway::CreateVirtualGatewayInput> {
    use aws_sdk_appmesh::operation::create_virtual_gateway as theirs;
    use aws_sdk_appmesh::types::TagRef;
    let json = request("am_create_vgw_req")?;
    let read = Deserializer::new(&theirs::CreateVirtualGateway::new())?;
    let read = read.read::<theirs::CreateVirtualGatewayOutput>(payload("am_create_vgw_resp")?)?;
    let data = read.virtual_gateway.context("no gateway")?;
    let tag = |(key, value)| TagRef::builder().key(key).value(value).build();
    let tags: Result<Vec<_>, _> = tags(&json, "tags", "/key", "/value")?
        .into_iter()
        .map(tag)
        .collect();
    Ok(theirs::CreateVirtualGatewayInput::builder()
        .mesh_name("prod")
        .virtual_gateway_name(data.virtual_gateway_name)
        .set_spec(data.spec)
        .set_tags(Some(tags?))
        .client_token(text(&json, "/clientToken")?)
        .build()?)
}

/// `gw_create_stage_req` as our input.
///
/// # Errors
/// Payloads that are not there, or not as expected.
pub fn create_stage() -> Result<gateway::CreateStageInput> {
    let items = read::<gateway::GetStages>("gw_get_stages_40_numbers")?.items;
    let stage = items.into_iter().flatten().next().context("no stage")?;
    let mut input = gateway::CreateStageInput::new("a1b2c3", stage.stage_name);
    input.auto_deploy = stage.auto_deploy;
    input.default_route_settings = stage.default_route_settings;
    input.deployment_id = stage.deployment_id;
    input.route_settings = stage.route_settings;
    input.stage_variables = stage.stage_variables;
    Ok(input)
}

/// `gw_create_stage_req` as the official crate's input.
///
/// # Errors
/// Payloads that are not there, or not as expected.
pub fn their_create_stage()
-> Result<aws_sdk_apigatewayv2::operation::create_stage::CreateStageInput> {
    use aws_sdk_apigatewayv2::operation::create_stage::CreateStageInput;
    use aws_sdk_apigatewayv2::operation::get_stages::{GetStages, GetStagesOutput};
    let read = Deserializer::new(&GetStages::new())?;
    let read = read.read::<GetStagesOutput>(payload("gw_get_stages_40_numbers")?)?;
    let stage = read
        .items
        .into_iter()
        .flatten()
        .next()
        .context("no stage")?;
    Ok(CreateStageInput::builder()
        .api_id("a1b2c3")
        .set_stage_name(stage.stage_name)
        .set_auto_deploy(stage.auto_deploy)
        .set_default_route_settings(stage.default_route_settings)
        .set_deployment_id(stage.deployment_id)
        .set_route_settings(stage.route_settings)
        .set_stage_variables(stage.stage_variables)
        .build()?)
}

/// `gw_create_model_req` as our input.
///
/// # Errors
/// Payloads that are not there, or not as expected.
pub fn create_model() -> Result<gateway::CreateModelInput> {
    let items = read::<gateway::GetModels>("gw_get_models_120_text")?.items;
    let model = items.into_iter().flatten().next().context("no model")?;
    let schema = model.schema.context("no schema")?;
    let mut input = gateway::CreateModelInput::new("a1b2c3", model.name, schema);
    input.content_type = model.content_type;
    input.description = model.description;
    Ok(input)
}

/// `gw_create_model_req` as the official crate's input.
///
/// # Errors
/// Payloads that are not there, or not as expected.
pub fn their_create_model()
-> Result<aws_sdk_apigatewayv2::operation::create_model::CreateModelInput> {
    use aws_sdk_apigatewayv2::operation::create_model::CreateModelInput;
    use aws_sdk_apigatewayv2::operation::get_models::{GetModels, GetModelsOutput};
    let read = Deserializer::new(&GetModels::new())?;
    let read = read.read::<GetModelsOutput>(payload("gw_get_models_120_text")?)?;
    let model = read
        .items
        .into_iter()
        .flatten()
        .next()
        .context("no model")?;
    Ok(CreateModelInput::builder()
        .api_id("a1b2c3")
        .set_content_type(model.content_type)
        .set_description(model.description)
        .set_name(model.name)
        .set_schema(model.schema)
        .build()?)
}
