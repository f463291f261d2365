//! Writing requests, and lists (for those who can: the official crates write no outputs).

use std::fmt::Debug;
use std::hint::black_box;

use anyhow::{Result, anyhow, bail};
use bench_figures::serialize::{GIVEN, KIND, LISTS};
use bench_peers as peers;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shapewright_apigatewayv2 as gateway;
use shapewright_appmesh as mesh;
use shapewright_apprunner as runner;
use shapewright_runtime::codegen::{Form, Shape, WriteShape, Writer};
use shapewright_runtime::{FixedToken, Operation};

use crate::entry::{Contender, Entry, Group};
use crate::inputs;
use crate::official::Serializer;
use crate::payload::{payload, same, same_text};

/// An entry for each request and list.
pub fn entries() -> Vec<Entry> {
    vec![
        Entry::new(KIND, GIVEN[0], || {
            use aws_sdk_apprunner::operation::create_service::{CreateService, CreateServiceInput};
            let serializer = Serializer::new(&CreateService::new())?;
            let theirs = inputs::their_create_service()?;
            // The official crate does not send false where false is the default, even when it is set.
            let body = inputs::with_private_ingress(&serializer.body(theirs.clone())?)?;
            same(&serde_json::from_slice(payload(GIVEN[0])?)?, &body)?;
            let empty = CreateServiceInput::builder().build()?;
            let ours = ours::<runner::CreateService>(GIVEN[0], inputs::create_service()?)?;
            group::<peers::apprunner::CreateServiceRequest>(
                GIVEN[0],
                [ours, serializer.contender(theirs, empty)],
            )
        }),
        Entry::new(KIND, GIVEN[1], || {
            use aws_sdk_appmesh::operation::create_virtual_gateway as theirs;
            let serializer = Serializer::new(&theirs::CreateVirtualGateway::new())?;
            let input = inputs::their_virtual_gateway()?;
            let empty = theirs::CreateVirtualGatewayInput::builder().mesh_name("prod");
            let official = official(GIVEN[1], serializer, input, empty.build()?)?;
            let ours = ours::<mesh::CreateVirtualGateway>(GIVEN[1], inputs::virtual_gateway()?)?;
            group::<peers::appmesh::CreateVirtualGatewayInput>(GIVEN[1], [ours, official])
        }),
        Entry::new(KIND, "gw_create_stage_req", || {
            use aws_sdk_apigatewayv2::operation::create_stage as theirs;
            let name = "gw_create_stage_req";
            let serializer = Serializer::new(&theirs::CreateStage::new())?;
            let input = inputs::their_create_stage()?;
            let empty = theirs::CreateStageInput::builder().api_id("a1b2c3");
            let official = official(name, serializer, input, empty.build()?)?;
            let ours = ours::<gateway::CreateStage>(name, inputs::create_stage()?)?;
            group::<peers::apigatewayv2::CreateStageRequest>(name, [ours, official])
        }),
        Entry::new(KIND, "gw_create_model_req", || {
            use aws_sdk_apigatewayv2::operation::create_model as theirs;
            let name = "gw_create_model_req";
            let serializer = Serializer::new(&theirs::CreateModel::new())?;
            let input = inputs::their_create_model()?;
            let empty = theirs::CreateModelInput::builder().api_id("a1b2c3");
            let official = official(name, serializer, input, empty.build()?)?;
            let ours = ours::<gateway::CreateModel>(name, inputs::create_model()?)?;
            group::<peers::apigatewayv2::CreateModelRequest>(name, [ours, official])
        }),
        list::<runner::ListServices, peers::apprunner::ListServicesResponse>(
            "ar_list_services_1000",
        ),
        list::<gateway::GetIntegrations, peers::apigatewayv2::GetIntegrationsResponse>(
            "gw_get_integrations_500",
        ),
    ]
}

/// What our writer makes of a value.
///
/// # Errors
/// A value that cannot be written.
pub fn wire(value: &dyn WriteShape) -> Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new(), Form::Wire);
    writer.shape(value);
    writer.finish().map_err(|error| anyhow!("{error}"))
}

/// The body that our operation sends.
///
/// # Errors
/// An input that makes no request.
pub fn body<O: Operation>(input: &O::Input) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    O::write_body(input, &mut body, &mut FixedToken(String::new()))?;
    Ok(body)
}

fn official<I: Clone + Debug + Send + Sync + 'static>(
    name: &str,
    serializer: Serializer,
    input: I,
    empty: I,
) -> Result<Contender> {
    same_text("official", payload(name)?, &serializer.body(input.clone())?)?;
    Ok(serializer.contender(input, empty))
}

fn ours<O>(name: &str, input: O::Input) -> Result<Contender>
where
    O: Operation + 'static,
    O::Input: Shape,
{
    // The operation's own body is the same bytes; it makes headers too, which nobody else here does.
    same_text("ours", payload(name)?, &body::<O>(&input)?)?;
    if body::<O>(&input)? != wire(&input)? {
        bail!("{name}: the operation writes another body");
    }
    Ok(Contender::new("ours", move || {
        drop(black_box(wire(black_box(&input))));
    }))
}

fn group<T: DeserializeOwned + Serialize + 'static>(
    name: &str,
    first: [Contender; 2],
) -> Result<Group> {
    let json = payload(name)?;
    let mut contenders = Vec::from(first);
    contenders.extend(serde::<T>(json)?);
    Ok(Group {
        bytes: json.len(),
        contenders,
    })
}

fn serde<T: DeserializeOwned + Serialize + 'static>(json: &'static [u8]) -> Result<[Contender; 3]> {
    let read = || serde_json::from_slice::<T>(json);
    let (a, b, c) = (read()?, read()?, read()?);
    same_text("serde_json", json, &serde_json::to_vec(&a)?)?;
    same_text("sonic-rs", json, &sonic_rs::to_vec(&b)?)?;
    same_text("simd-json", json, &simd_json::serde::to_vec(&c)?)?;
    Ok([
        Contender::new("serde_json", move || {
            drop(black_box(serde_json::to_vec(black_box(&a))));
        }),
        Contender::new("sonic-rs", move || {
            drop(black_box(sonic_rs::to_vec(black_box(&b))));
        }),
        Contender::new("simd-json", move || {
            drop(black_box(simd_json::serde::to_vec(black_box(&c))));
        }),
    ])
}

fn list<O, T>(name: &'static str) -> Entry
where
    O: Operation + 'static,
    O::Output: Shape,
    O::Error: Debug,
    T: DeserializeOwned + Serialize + 'static,
{
    Entry::new(LISTS, name, move || {
        let json = payload(name)?;
        let read = O::response(&crate::deserialize::response(json)?);
        let output = read.map_err(|error| anyhow!("{error:?}"))?.output;
        same_text("ours", json, &wire(&output)?)?;
        let mut contenders = vec![Contender::new("ours", move || {
            drop(black_box(wire(black_box(&output))));
        })];
        contenders.extend(serde::<T>(json)?);
        Ok(Group {
            bytes: json.len(),
            contenders,
        })
    })
}
