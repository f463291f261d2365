//! Checking inputs: our `validate` against garde's derive with the `regex` crate, and against writing the input.

use std::hint::black_box;

use anyhow::{Result, bail};
use bench_figures::validate::{KIND, SERIALIZING};
use bench_peers::{appmesh, apprunner};
use serde::de::DeserializeOwned;
use shapewright_appmesh as mesh;
use shapewright_apprunner as runner;
use shapewright_runtime::codegen::WriteShape;
use shapewright_runtime::{Operation, Validate};

use crate::entry::{Contender, Entry, Group};
use crate::inputs;
use crate::payload::payload;
use crate::serialize::wire;

/// An entry for each input.
pub fn entries() -> Vec<Entry> {
    vec![
        Entry::new(KIND, "CreateService", || {
            let break_ours = |input: &mut runner::CreateServiceInput| {
                input.service_name = "-".to_owned();
                if let Some(check) = &mut input.health_check_configuration {
                    check.interval = Some(21);
                }
            };
            let break_garde = |input: &mut apprunner::CreateServiceRequest| {
                input.service_name = "-".to_owned();
                if let Some(check) = &mut input.health_check_configuration {
                    check.interval = Some(21);
                }
            };
            group::<runner::CreateService, _>(
                "ar_create_service_req",
                inputs::create_service()?,
                break_ours,
                |_| {},
                break_garde,
            )
        }),
        Entry::new(KIND, "CreateVirtualGateway", || {
            let break_ours = |input: &mut mesh::CreateVirtualGatewayInput| {
                input.virtual_gateway_name = String::new();
                input.spec.listeners[0].port_mapping.port = 0;
            };
            let break_garde = |input: &mut appmesh::CreateVirtualGatewayInput| {
                input.virtual_gateway_name = String::new();
                input.spec.listeners[0].port_mapping.port = 0;
            };
            group::<mesh::CreateVirtualGateway, _>(
                "am_create_vgw_req",
                inputs::virtual_gateway()?,
                break_ours,
                |input| "prod".clone_into(&mut input.mesh_name),
                break_garde,
            )
        }),
    ]
}

/// The contenders for an input; `spoil` and `spoil_garde` break the same things, `complete` sets what is not in the body.
fn group<O, T>(
    name: &str,
    input: O::Input,
    spoil: impl Fn(&mut O::Input),
    complete: impl Fn(&mut T),
    spoil_garde: impl Fn(&mut T),
) -> Result<Group>
where
    O: Operation + 'static,
    O::Input: Validate + WriteShape + Clone,
    T: DeserializeOwned + Clone + garde::Validate<Context = ()> + 'static,
{
    let json = payload(name)?;
    let mut theirs: T = serde_json::from_slice(json)?;
    complete(&mut theirs);
    if let Err(violations) = input.validate() {
        bail!("ours: {violations}");
    }
    if let Err(report) = theirs.validate() {
        bail!("garde: {report}");
    }
    let (mut wrong, mut their_wrong) = (input.clone(), theirs.clone());
    spoil(&mut wrong);
    spoil_garde(&mut their_wrong);
    let found = wrong.validate().err().map_or(0, |it| it.iter().count());
    let their = their_wrong.validate().err();
    let their = their.map_or(0, |report| report.iter().count());
    if found == 0 || found != their {
        bail!("ours finds {found} violations, garde {their}");
    }
    let writing = input.clone();
    Ok(Group {
        bytes: json.len(),
        contenders: vec![
            Contender::new("ours", move || {
                drop(black_box(black_box(&input).validate()));
            }),
            Contender::new("garde", move || {
                drop(black_box(black_box(&theirs).validate()));
            }),
            Contender::new(SERIALIZING, move || {
                drop(black_box(wire(black_box(&writing))));
            }),
        ],
    })
}
