//! A client for any generated operation: what lies between `http::Request` and `http::Response`.
//!
//! To be copied and changed. It signs with AWS Signature Version 4, blocks, keeps connections open,
//! and retries nothing.

use std::env;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningError, SigningSettings, sign};
use aws_sigv4::sign::v4;
use shapewright_aws::runtime::{
    Body, Endpoint, EndpointError, Operation, RequestError, Response, ResponseError,
};

/// The longest time that a call may take, all of it.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The largest response that is read: 64 MiB.
const LARGEST: u64 = 64 << 20;

/// Sends the operations of one service, signed.
pub struct Client {
    service: &'static str,
    region: String,
    endpoint: Endpoint,
    credentials: Credentials,
    agent: ureq::Agent,
}

impl Client {
    /// A client for the service with this signing name (`SIGNING_NAME` of its crate).
    #[must_use]
    pub fn new(
        service: &'static str,
        region: impl Into<String>,
        endpoint: Endpoint,
        credentials: Credentials,
    ) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false) // the operation reads errors
            .max_redirects(0) // a signature is for one URL
            .timeout_global(Some(TIMEOUT));
        Self {
            service,
            region: region.into(),
            endpoint,
            credentials,
            agent: config.build().new_agent(),
        }
    }

    /// The same from `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, and where they are set
    /// `AWS_SESSION_TOKEN` and `AWS_ENDPOINT_URL`.
    ///
    /// Without an endpoint it is `https://<signing name>.<region>.amazonaws.com`, which holds for the
    /// three services here in the partition `aws`, not for every service.
    ///
    /// # Errors
    /// A variable that is missing, or an endpoint that is no URL.
    pub fn from_env(service: &'static str) -> Result<Self, EnvError> {
        let region = variable("AWS_REGION")?;
        let endpoint = variable("AWS_ENDPOINT_URL")
            .unwrap_or_else(|_| format!("https://{service}.{region}.amazonaws.com"));
        let credentials = Credentials::new(
            variable("AWS_ACCESS_KEY_ID")?,
            variable("AWS_SECRET_ACCESS_KEY")?,
            variable("AWS_SESSION_TOKEN").ok(),
            None,
            "environment",
        );
        Ok(Self::new(service, region, endpoint.parse()?, credentials))
    }

    /// Sends an operation and reads the answer.
    ///
    /// # Errors
    /// [`SendError::Response`] holds what the service answered; the others say why it was not asked.
    pub fn send<O: Operation>(&self, input: &O::Input) -> SendResult<O> {
        Ok(O::response(&self.exchange::<O>(input)?)?)
    }

    /// Sends an operation; the response is whatever came, not looked at.
    ///
    /// # Errors
    /// Why there is no response.
    pub fn exchange<O: Operation>(
        &self,
        input: &O::Input,
    ) -> Result<http::Response<Vec<u8>>, SendError<O::Error>> {
        let mut request = O::request(input, &self.endpoint)?;
        self.sign(&mut request, SystemTime::now())?;
        let (head, body) = request.into_parts();
        let response = if body.as_bytes().is_empty() {
            self.agent.run(http::Request::from_parts(head, ()))
        } else {
            let request = http::Request::from_parts(head, body.into_bytes());
            self.agent.run(request)
        }?;
        let (head, mut body) = response.into_parts();
        let bytes = body.with_config().limit(LARGEST).read_to_vec()?;
        Ok(http::Response::from_parts(head, bytes))
    }

    /// Adds the headers of AWS Signature Version 4.
    fn sign(&self, request: &mut http::Request<Body>, time: SystemTime) -> Result<(), SignError> {
        let identity = self.credentials.clone().into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(self.service)
            .time(time)
            .settings(SigningSettings::default())
            .build()?
            .into();
        let headers = request.headers().iter();
        let headers: Vec<(&str, &str)> = headers
            .map(|(name, value)| Ok((name.as_str(), std::str::from_utf8(value.as_bytes())?)))
            .collect::<Result<_, SignError>>()?;
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
}

/// What [`Client::send`] gives.
pub type SendResult<O> =
    Result<Response<<O as Operation>::Output>, SendError<<O as Operation>::Error>>;

/// Why an operation gave no output.
#[derive(Debug, thiserror::Error)]
pub enum SendError<E> {
    /// The input makes no request.
    #[error("the request cannot be made: {0}")]
    Request(#[from] RequestError),
    /// The request cannot be signed.
    #[error("the request cannot be signed: {0}")]
    Sign(#[from] SignError),
    /// No response came: the network, a time limit, a response that is too large.
    #[error("the request cannot be sent: {0}")]
    Http(#[from] ureq::Error),
    /// The service refused, or its answer cannot be read.
    #[error(transparent)]
    Response(#[from] ResponseError<E>),
}

/// Why a request cannot be signed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// What the signer says.
    #[error(transparent)]
    Signer(#[from] SigningError),
    /// Something that the signer needs is missing.
    #[error(transparent)]
    Parameters(#[from] v4::signing_params::BuildError),
    /// A header that is no text.
    #[error("a header is not UTF-8: {0}")]
    Header(#[from] std::str::Utf8Error),
}

/// What is wrong with the environment.
#[derive(Debug, thiserror::Error)]
pub enum EnvError {
    /// A variable that is not set, or is empty.
    #[error("the environment variable {0} is not set")]
    Missing(&'static str),
    /// `AWS_ENDPOINT_URL` is no URL that an endpoint can be.
    #[error("AWS_ENDPOINT_URL: {0}")]
    Endpoint(#[from] EndpointError),
}

fn variable(name: &'static str) -> Result<String, EnvError> {
    let value = env::var(name).ok().filter(|value| !value.is_empty());
    value.ok_or(EnvError::Missing(name))
}
