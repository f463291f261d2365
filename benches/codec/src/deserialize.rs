//! Reading responses: ours and the official crates through an operation, the others through serde.

use std::fmt::Debug;
use std::hint::black_box;

use anyhow::{Context, Result, anyhow};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use bench_figures::deserialize::{CLONING, KIND, SKIPPING};
use bench_peers as peers;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shapewright_apigatewayv2 as gateway;
use shapewright_appmesh as mesh;
use shapewright_apprunner as runner;
use shapewright_runtime::Operation;
use shapewright_runtime::codegen::{Form, Reader, WriteShape};

use crate::entry::{Contender, Entry, Group};
use crate::official::{self, Deserializer};
use crate::official_values as values;
use crate::payload::{payload, same, same_text};

/// An entry for each payload.
pub fn entries() -> Vec<Entry> {
    use aws_sdk_apigatewayv2::operation as their_gateway;
    use aws_sdk_appmesh::operation as their_mesh;
    use aws_sdk_apprunner::operation as their_runner;
    let describe = |name| {
        let theirs = their_runner::describe_service::DescribeService::new;
        entry::<runner::DescribeService, peers::apprunner::DescribeServiceResponse, _, _>(
            name,
            |it| it,
            theirs,
            values::describe_service,
        )
    };
    let list = |name| {
        let theirs = their_runner::list_services::ListServices::new;
        entry::<runner::ListServices, peers::apprunner::ListServicesResponse, _, _>(
            name,
            |it| it,
            theirs,
            values::list_services,
        )
    };
    vec![
        describe("ar_describe_service_resp"),
        describe("ar_describe_service_resp_shuf"),
        list("ar_list_services_1000"),
        list("ar_list_services_1000_shuf"),
        list("ar_list_services_1mb"),
        entry::<gateway::GetRoutes, peers::apigatewayv2::GetRoutesResponse, _, _>(
            "gw_get_routes_500",
            |it| it,
            their_gateway::get_routes::GetRoutes::new,
            values::get_routes,
        ),
        entry::<gateway::GetIntegrations, peers::apigatewayv2::GetIntegrationsResponse, _, _>(
            "gw_get_integrations_500",
            |it| it,
            their_gateway::get_integrations::GetIntegrations::new,
            values::get_integrations,
        ),
        entry::<mesh::CreateVirtualGateway, peers::appmesh::VirtualGatewayData, _, _>(
            "am_create_vgw_resp",
            |it| &it.virtual_gateway,
            their_mesh::create_virtual_gateway::CreateVirtualGateway::new,
            values::create_virtual_gateway,
        ),
        entry::<mesh::DescribeRoute, peers::appmesh::RouteData, _, _>(
            "am_describe_route_resp",
            |it| &it.route,
            their_mesh::describe_route::DescribeRoute::new,
            values::describe_route,
        ),
        entry::<gateway::GetApis, peers::apigatewayv2::GetApisResponse, _, _>(
            "gw_get_apis_150_maps",
            |it| it,
            their_gateway::get_apis::GetApis::new,
            values::get_apis,
        ),
        entry::<gateway::GetStages, peers::apigatewayv2::GetStagesResponse, _, _>(
            "gw_get_stages_40_numbers",
            |it| it,
            their_gateway::get_stages::GetStages::new,
            values::get_stages,
        ),
        entry::<gateway::GetModels, peers::apigatewayv2::GetModelsResponse, _, _>(
            "gw_get_models_120_text",
            |it| it,
            their_gateway::get_models::GetModels::new,
            values::get_models,
        ),
    ]
}

/// An entry for one payload: our operation, the serde type, the official operation, what of our output is in the body,
/// and the official output as JSON.
fn entry<Ours, Peer, Theirs, Output>(
    name: &'static str,
    body: fn(&Ours::Output) -> &dyn WriteShape,
    theirs: fn() -> Theirs,
    value: fn(Output) -> Result<Value>,
) -> Entry
where
    Ours: Operation + 'static,
    Ours::Output: Clone + Debug,
    Ours::Error: Debug,
    Peer: DeserializeOwned + Serialize + 'static,
    Theirs: RuntimePlugin + 'static,
    Output: Debug + Send + Sync + 'static,
{
    Entry::new(KIND, name, move || {
        let json = payload(name)?;
        let official = Deserializer::new(&theirs())?;
        let read = value(official.read::<Output>(json)?)?;
        same(&serde_json::from_slice(json)?, &read).context(official::NAME)?;
        let mut contenders = vec![ours::<Ours>(json, body)?, official.contender(json)?];
        contenders.extend(serde::<Peer>(json)?);
        contenders.extend(limits::<Ours>(json)?);
        Ok(Group {
            bytes: json.len(),
            contenders,
        })
    })
}

/// A response as `http` has it.
///
/// # Errors
/// None that is known of.
pub fn response(body: &'static [u8]) -> Result<http::Response<&'static [u8]>> {
    Ok(http::Response::builder()
        .status(200)
        .header("content-type", "application/json")
        .header("x-amzn-requestid", "7a62c49f-347e-4fc4-9331-6e8e1f6c3d2a")
        .body(body)?)
}

fn ours<O>(json: &'static [u8], body: fn(&O::Output) -> &dyn WriteShape) -> Result<Contender>
where
    O: Operation + 'static,
    O::Error: Debug,
{
    let response = response(json)?;
    let read = O::response(&response).map_err(|error| anyhow!("{error:?}"))?;
    if !read.corrected.is_empty() {
        return Err(anyhow!("ours misses {:?}", read.corrected));
    }
    same_text("ours", json, &crate::serialize::wire(body(&read.output))?)?;
    Ok(Contender::new("ours", move || {
        drop(black_box(O::response(black_box(&response))));
    }))
}

/// What no reader of owned values can do without: making the value, and looking at all of the text.
fn limits<O>(json: &'static [u8]) -> Result<[Contender; 2]>
where
    O: Operation + 'static,
    O::Output: Clone,
    O::Error: Debug,
{
    let read = O::response(&response(json)?).map_err(|error| anyhow!("{error:?}"))?;
    Reader::new(json, Form::Wire).skip()?;
    Ok([
        Contender::new(CLONING, move || {
            drop(black_box(black_box(&read.output).clone()));
        }),
        Contender::new(SKIPPING, move || {
            drop(black_box(Reader::new(black_box(json), Form::Wire).skip()));
        }),
    ])
}

fn serde<T: DeserializeOwned + Serialize>(json: &'static [u8]) -> Result<[Contender; 3]> {
    let check = |who: &str, value: &T| same_text(who, json, &serde_json::to_vec(value)?);
    check("serde_json", &serde_json::from_slice(json)?)?;
    check("sonic-rs", &sonic_rs::from_slice(json)?)?;
    check(
        "simd-json",
        &simd_json::serde::from_slice(&mut json.to_vec())?,
    )?;
    // simd-json writes into its input, so each run needs a fresh one.
    let (mut input, mut other) = (json.to_vec(), json.to_vec());
    Ok([
        Contender::new("serde_json", move || {
            drop(black_box(serde_json::from_slice::<T>(black_box(json))));
        }),
        Contender::new("sonic-rs", move || {
            drop(black_box(sonic_rs::from_slice::<T>(black_box(json))));
        }),
        Contender::new("simd-json", move || {
            input.copy_from_slice(black_box(json));
            drop(black_box(simd_json::serde::from_slice::<T>(&mut input)));
        })
        .without(move || {
            other.copy_from_slice(black_box(json));
            black_box(&mut other);
        }),
    ])
}
