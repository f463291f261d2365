//! The server that the tests talk to, and the record of what was asked of it.

use std::fmt::Debug;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::time::{SystemTime, UNIX_EPOCH};

use aws_credential_types::Credentials;
use shapewright_aws::runtime::{Operation, ResponseError, ServiceError, Timestamp};
use shapewright_send::Client;

/// Where the server is.
pub(crate) const ENDPOINT: &str = "SHAPEWRIGHT_E2E_ENDPOINT";

/// A file that gets a line for each call: service, operation and outcome, with tabs between.
const RECORD: &str = "SHAPEWRIGHT_E2E_RECORD";

/// A region; the server takes any.
pub(crate) const REGION: &str = "us-east-1";

/// One service of the server.
pub(crate) struct Server(Client);

/// The endpoint; without one the test that asks is skipped, which is said.
pub(crate) fn endpoint() -> Option<String> {
    let endpoint = std::env::var(ENDPOINT).ok();
    if endpoint.is_none() {
        let test = std::thread::current();
        // Not a print macro: the test harness would keep it.
        let mut out = io::stderr();
        writeln!(
            out,
            "skipped: {}: {ENDPOINT} is not set; `cargo xtask e2e` starts a server and sets it",
            test.name().unwrap_or("test")
        )
        .unwrap();
    }
    endpoint
}

/// The service with this signing name.
pub(crate) fn service(signing_name: &'static str) -> Option<Server> {
    let endpoint = endpoint()?.parse().expect("an endpoint");
    let credentials = Credentials::new("test", "test", None, None, "test");
    Some(Server(Client::new(
        signing_name,
        REGION,
        endpoint,
        credentials,
    )))
}

/// A name that no other run uses.
pub(crate) fn unique(name: &str) -> String {
    format!("{name}-{}", std::process::id())
}

impl Server {
    /// The output; every required member has to be there.
    pub(crate) fn ok<O: Operation>(&self, input: &O::Input) -> O::Output
    where
        O::Error: Debug,
    {
        let (output, corrected) = self.corrected::<O>(input);
        let none: [&str; 0] = [];
        assert_eq!(corrected, none, "{}: left out", O::INFO.name);
        output
    }

    /// The output, and the required members that the server left out.
    pub(crate) fn corrected<O: Operation>(&self, input: &O::Input) -> (O::Output, Vec<String>)
    where
        O::Error: Debug,
    {
        let raw = self.exchange::<O>(input);
        match O::response(&raw) {
            Ok(answer) => {
                record::<O>("output");
                assert_eq!(answer.status, raw.status().as_u16());
                (answer.output, answer.corrected)
            }
            Err(error) => fail::<O>(&error.to_string(), &raw),
        }
    }

    /// The service's error; the code is what the server says in its header where it says it.
    pub(crate) fn refused<O: Operation>(&self, input: &O::Input) -> ServiceError<O::Error>
    where
        O::Error: Debug,
    {
        let raw = self.exchange::<O>(input);
        match O::response(&raw) {
            Ok(_) => fail::<O>("succeeded", &raw),
            Err(ResponseError::Service(error)) => {
                record::<O>("error");
                assert_eq!(error.status(), raw.status().as_u16());
                assert_eq!(error.operation(), O::INFO.name);
                *error
            }
            Err(error @ ResponseError::Unreadable(_)) => fail::<O>(&error.to_string(), &raw),
        }
    }

    /// What the server sent.
    pub(crate) fn exchange<O: Operation>(&self, input: &O::Input) -> http::Response<Vec<u8>>
    where
        O::Error: Debug,
    {
        let response = self.0.exchange::<O>(input);
        response.unwrap_or_else(|error| panic!("{}: {error}", O::INFO.name))
    }
}

/// What the server sent, for people.
pub(crate) fn shown(response: &http::Response<Vec<u8>>) -> String {
    let mut text = format!("HTTP {}\n", response.status());
    for (name, value) in response.headers() {
        text += &format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes()));
    }
    text + "\n" + &String::from_utf8_lossy(response.body())
}

fn fail<O: Operation>(what: &str, response: &http::Response<Vec<u8>>) -> ! {
    panic!(
        "{}: {what}\n-- the server sent\n{}",
        O::INFO.name,
        shown(response)
    )
}

fn record<O: Operation>(outcome: &str) {
    let Some(path) = std::env::var_os(RECORD) else {
        return;
    };
    let file = OpenOptions::new().create(true).append(true).open(path);
    // One write, so that tests that run at once do not mix their lines.
    let line = format!("{}\t{}\t{outcome}\n", O::INFO.service, O::INFO.name);
    file.and_then(|mut file| file.write_all(line.as_bytes()))
        .expect("the record can be written");
}

/// Whether a time is within a day of now: what is a time of another form or zone is not, what runs on
/// another clock may be.
pub(crate) fn recent(time: Timestamp) -> bool {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = i64::try_from(now.as_secs()).unwrap();
    (now - time.secs()).abs() < 24 * 60 * 60
}
