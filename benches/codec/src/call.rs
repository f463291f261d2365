//! Whole calls without a network: make the request, sign it with `aws-sigv4`, read the answer.
//!
//! The official crate does its `send()` with a connector that answers at once. Cloning the input, which `send()`
//! consumes, and making the answer are subtracted; ours borrows both.

use std::fmt::Debug;
use std::hint::black_box;
use std::rc::Rc;
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::{Context, Result, anyhow};
use aws_credential_types::Credentials;
use aws_sdk_apprunner as theirs;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use bench_figures::call::{KIND, SIGNING};
use shapewright_apprunner as runner;
use shapewright_runtime::codegen::Shape;
use shapewright_runtime::{Body, Endpoint, Operation};
use tokio::runtime::Runtime;

use crate::entry::{Contender, Entry, Group};
use crate::official::NAME;
use crate::payload::{payload, same, same_text};
use crate::{deserialize, inputs, official, official_values, serialize};

const REGION: &str = "us-east-1";

/// An entry for each call.
pub fn entries() -> Vec<Entry> {
    let create = |subject, answer: &'static str| {
        Entry::new(KIND, subject, move || {
            let answer = payload(answer)?;
            let input = inputs::their_create_service()?;
            let mut contenders = ours::<runner::CreateService>(inputs::create_service()?, answer)?;
            let runtime = runtime()?;
            let client = client(answer);
            let read = runtime.block_on(create_service(&client, input.clone()))?;
            let service = read.service().context("no service")?.clone();
            let output = theirs::operation::describe_service::DescribeServiceOutput::builder();
            let value = official_values::describe_service(output.service(service).build())?;
            let mut expected: serde_json::Value = serde_json::from_slice(answer)?;
            expected
                .as_object_mut()
                .and_then(|answer| answer.remove("OperationId"));
            same(&expected, &value)?;
            let second = input.clone();
            contenders.push(
                Contender::new(NAME, move || {
                    let input = black_box(&input).clone();
                    drop(black_box(runtime.block_on(create_service(&client, input))));
                })
                .without(move || {
                    black_box(black_box(&second).clone());
                    drop(black_box(official::response(answer)));
                }),
            );
            Ok(Group {
                bytes: answer.len(),
                contenders,
            })
        })
    };
    vec![
        create("CreateService", "ar_create_service_resp"),
        create("CreateService-short-answer", "ar_create_service_short_resp"),
        Entry::new(KIND, "ListServices", || {
            let answer = payload("ar_list_services_1")?;
            let mut contenders =
                ours::<runner::ListServices>(runner::ListServicesInput::new(), answer)?;
            let runtime = runtime()?;
            let client = client(answer);
            let read = runtime.block_on(client.list_services().send())?;
            same(
                &serde_json::from_slice(answer)?,
                &official_values::list_services(read)?,
            )?;
            contenders.push(
                Contender::new(NAME, move || {
                    drop(black_box(runtime.block_on(client.list_services().send())));
                })
                .without(move || drop(black_box(official::response(answer)))),
            );
            Ok(Group {
                bytes: answer.len(),
                contenders,
            })
        }),
    ]
}

/// Ours: the whole call, and signing alone.
fn ours<O>(input: O::Input, answer: &'static [u8]) -> Result<Vec<Contender>>
where
    O: Operation + 'static,
    O::Output: Shape,
    O::Error: Debug,
{
    let endpoint: Endpoint = format!("https://apprunner.{REGION}.amazonaws.com").parse()?;
    let identity = Rc::new(Identity::from(credentials()));
    let response = deserialize::response(answer)?;
    let read = O::response(&response).map_err(|error| anyhow!("{error:?}"))?;
    same_text("ours", answer, &serialize::wire(&read.output)?)?;
    let mut signed = O::request(&input, &endpoint)?;
    sign_request(&mut signed, &identity)?;
    let header = signed.headers().get("authorization");
    header.context("the request is not signed")?;
    let signer = Rc::clone(&identity);
    let mut unsigned = O::request(&input, &endpoint)?;
    Ok(vec![
        Contender::new("ours", move || {
            let run = || -> Result<()> {
                let mut request = O::request(black_box(&input), black_box(&endpoint))?;
                sign_request(&mut request, &identity)?;
                black_box(request);
                drop(black_box(O::response(black_box(&response))));
                Ok(())
            };
            drop(black_box(run()));
        }),
        Contender::new(SIGNING, move || {
            drop(black_box(sign_request(&mut unsigned, &signer)));
            let headers = unsigned.headers_mut();
            headers.remove("authorization");
            headers.remove("x-amz-date");
        }),
    ])
}

/// Signs with AWS Signature Version 4, as `examples/send` does.
fn sign_request(request: &mut http::Request<Body>, identity: &Identity) -> Result<()> {
    let params = v4::SigningParams::builder()
        .identity(identity)
        .region(REGION)
        .name(runner::SIGNING_NAME)
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()?
        .into();
    let headers = request
        .headers()
        .iter()
        .map(|(name, value)| Ok((name.as_str(), value.to_str()?)))
        .collect::<Result<Vec<_>>>()?;
    let signable = SignableRequest::new(
        request.method().as_str(),
        request.uri().to_string(),
        headers.into_iter(),
        SignableBody::Bytes(request.body().as_bytes()),
    )?;
    let (instructions, _signature) = sign(signable, &params)?.into_parts();
    instructions.apply_to_request_http1x(request);
    Ok(())
}

fn credentials() -> Credentials {
    Credentials::new(
        "AKIDEXAMPLE",
        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        None,
        None,
        "bench",
    )
}

fn runtime() -> Result<Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?)
}

/// The official client, as it comes, with the connector.
fn client(answer: &'static [u8]) -> theirs::Client {
    let connector = SharedHttpConnector::new(Instant {
        answer: Arc::new(move || official::response(answer)),
    });
    let config = theirs::Config::builder()
        .region(theirs::config::Region::new(REGION))
        .credentials_provider(credentials())
        .http_client(http_client_fn(move |_, _| connector.clone()))
        .build();
    theirs::Client::from_conf(config)
}

/// Answers at once.
struct Instant {
    answer: Arc<dyn Fn() -> Result<HttpResponse> + Send + Sync>,
}

impl Debug for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Instant")
    }
}

impl HttpConnector for Instant {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        drop(black_box(request));
        let answer = (self.answer)();
        HttpConnectorFuture::ready(
            answer.map_err(|error| ConnectorError::other(error.into_boxed_dyn_error(), None)),
        )
    }
}

async fn create_service(
    client: &theirs::Client,
    input: theirs::operation::create_service::CreateServiceInput,
) -> Result<theirs::operation::create_service::CreateServiceOutput> {
    let call = client
        .create_service()
        .set_service_name(input.service_name)
        .set_source_configuration(input.source_configuration)
        .set_instance_configuration(input.instance_configuration)
        .set_tags(input.tags)
        .set_encryption_configuration(input.encryption_configuration)
        .set_health_check_configuration(input.health_check_configuration)
        .set_auto_scaling_configuration_arn(input.auto_scaling_configuration_arn)
        .set_network_configuration(input.network_configuration)
        .set_observability_configuration(input.observability_configuration);
    Ok(call.send().await?)
}
