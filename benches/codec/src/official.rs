//! The official crates' codec: private, but every operation is public as a runtime plugin, whose configuration holds
//! its request serializer and its response deserializer. They are called here as the orchestrator calls them, without
//! the rest of it.

use std::any::type_name;
use std::fmt::Debug;
use std::hint::black_box;

use anyhow::{Context, Result, anyhow};
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

use crate::entry::Contender;

/// The name in tables.
pub const NAME: &str = "official";

/// Reads responses of one operation.
pub struct Deserializer {
    inner: &'static SharedResponseDeserializer,
    config: ConfigBag,
}

impl Deserializer {
    /// The deserializer of an operation.
    ///
    /// # Errors
    /// The operation has none.
    pub fn new(operation: &impl RuntimePlugin) -> Result<Self> {
        // It cannot be cloned, so what it is part of lives on; there are few of them.
        let layer = Box::leak(Box::new(operation.config().context("no configuration")?));
        let found = layer.load::<SharedResponseDeserializer>();
        Ok(Self {
            inner: found.context("no deserializer")?,
            config: ConfigBag::base(),
        })
    }

    /// Reads a response that is expected to succeed.
    ///
    /// # Errors
    /// Whatever went wrong, or an output of another type.
    pub fn read<O: Debug + Send + Sync + 'static>(&self, body: &'static [u8]) -> Result<O> {
        let response = response(body)?;
        let output = self
            .inner
            .deserialize_nonstreaming_with_config(&response, &self.config);
        let output = output.map_err(|error| anyhow!("{error:?}"))?;
        output
            .downcast::<O>()
            .map_err(|_| anyhow!("no {}", type_name::<O>()))
    }

    /// Reads the same response again and again, without looking at what comes of it.
    ///
    /// # Errors
    /// There is no response to read.
    pub fn contender(self, body: &'static [u8]) -> Result<Contender> {
        let response = response(body)?;
        Ok(Contender::new(NAME, move || {
            let output = self
                .inner
                .deserialize_nonstreaming_with_config(black_box(&response), &self.config);
            drop(black_box(output));
        }))
    }
}

/// A response of status 200.
///
/// # Errors
/// None that is known of: 200 is a status.
pub fn response(body: &'static [u8]) -> Result<HttpResponse> {
    let mut response = HttpResponse::new(200.try_into()?, SdkBody::from(body));
    let headers = response.headers_mut();
    headers.insert("content-type", "application/json");
    headers.insert("x-amzn-requestid", "7a62c49f-347e-4fc4-9331-6e8e1f6c3d2a");
    Ok(response)
}

/// Writes requests of one operation.
#[derive(Clone)]
pub struct Serializer(SharedRequestSerializer);

impl Serializer {
    /// The serializer of an operation.
    ///
    /// # Errors
    /// The operation has none.
    pub fn new(operation: &impl RuntimePlugin) -> Result<Self> {
        let layer = operation.config().context("no configuration")?;
        let found = layer.load::<SharedRequestSerializer>();
        Ok(Self(found.context("no serializer")?.clone()))
    }

    /// The body for an input.
    ///
    /// # Errors
    /// Whatever the serializer says.
    pub fn body<I: Debug + Send + Sync + 'static>(&self, input: I) -> Result<Vec<u8>> {
        let mut config = ConfigBag::base();
        let request = self.0.serialize_input(Input::erase(input), &mut config);
        let request = request.map_err(|error| anyhow!("{error}"))?;
        Ok(request.body().bytes().context("a stream")?.to_vec())
    }

    /// Writes the same input again and again.
    ///
    /// The serializer consumes the input and makes the whole request, so that cloning the input and making a request
    /// of an input without body members (`empty`) is subtracted.
    pub fn contender<I: Clone + Debug + Send + Sync + 'static>(
        self,
        input: I,
        empty: I,
    ) -> Contender {
        let (second, other) = (input.clone(), self.clone());
        let (mut config, mut other_config) = (ConfigBag::base(), ConfigBag::base());
        Contender::new(NAME, move || {
            let input = Input::erase(black_box(&input).clone());
            drop(black_box(self.0.serialize_input(input, &mut config)));
        })
        .without(move || {
            drop(black_box(Input::erase(black_box(&second).clone())));
            let empty = Input::erase(black_box(&empty).clone());
            drop(black_box(other.0.serialize_input(empty, &mut other_config)));
        })
    }
}
