//! Every operation as a value, so that bytes can choose one.

use std::fmt::Debug;

use shapewright_runtime::codegen::{Blank, Shape};
use shapewright_runtime::{
    Body, Endpoint, FixedToken, Operation, ReadError, RequestError, Validate, Violations, file,
};

/// The idempotency token of every request.
pub(crate) const TOKEN: &str = "the-token";

/// An operation without its types.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The absolute shape id.
    pub shape: &'static str,
    /// Reads a response and looks at all that comes of it; whether it was a success.
    pub(crate) respond: fn(&http::Response<&[u8]>) -> bool,
    /// Reads an input from its file form.
    pub(crate) input: fn(&[u8]) -> ReadInput,
}

/// An input, without its type.
type ReadInput = Result<Box<dyn Input>, ReadError>;

/// All operations, by crate and name.
pub const OPERATIONS: &[Entry] = include!(concat!(env!("OUT_DIR"), "/operations.rs"));

/// Where the operation of this name stands in [`OPERATIONS`]; the crate's position is not part of the name.
#[must_use]
pub fn index_of(shape: &str) -> Option<usize> {
    OPERATIONS.iter().position(|entry| entry.shape == shape)
}

/// The operation that the first two bytes choose, and the other bytes.
pub(crate) fn choose(data: &[u8]) -> Option<(&'static Entry, &[u8])> {
    let (choice, rest) = data.split_first_chunk::<2>()?;
    let index = usize::from(u16::from_le_bytes(*choice)) % OPERATIONS.len();
    Some((&OPERATIONS[index], rest))
}

impl Entry {
    const fn of<O>() -> Self
    where
        O: Operation + 'static,
        O::Input: Shape + Blank + Validate + PartialEq + Debug + 'static,
        O::Output: Debug,
        O::Error: Debug,
    {
        Self {
            shape: O::INFO.shape,
            respond: respond::<O>,
            input: read::<O>,
        }
    }
}

fn respond<O>(response: &http::Response<&[u8]>) -> bool
where
    O: Operation,
    O::Output: Debug,
    O::Error: Debug,
{
    match O::response(response) {
        Ok(answer) => {
            // Every formatter runs; what it says does not matter.
            let _ = format!("{answer:?}");
            true
        }
        Err(error) => {
            let _ = format!("{error} {error:?}");
            if let Some(service) = error.as_service() {
                let _ = (service.is_retryable(), service.is_throttling());
                let _ = (service.kind(), service.code(), service.message());
            }
            false
        }
    }
}

fn read<O>(json: &[u8]) -> Result<Box<dyn Input>, ReadError>
where
    O: Operation + 'static,
    O::Input: Shape + Blank + Validate + PartialEq + Debug + 'static,
{
    let input: O::Input = file::from_slice(json)?;
    let _ = format!("{input:?}");
    Ok(Box::new(Typed::<O>(input)))
}

/// An operation's input without its type.
pub(crate) trait Input {
    /// The request to an endpoint, with the [`TOKEN`].
    fn request(&self, endpoint: &Endpoint) -> Result<http::Request<Body>, RequestError>;
    /// What is wrong with it.
    fn violations(&self) -> Result<(), Violations>;
    /// Its file form.
    fn file(&self) -> Vec<u8>;
    /// Whether this file form reads as the same input.
    fn same(&self, json: &[u8]) -> bool;
}

struct Typed<O: Operation>(O::Input);

impl<O> Input for Typed<O>
where
    O: Operation,
    O::Input: Shape + Blank + Validate + PartialEq,
{
    fn request(&self, endpoint: &Endpoint) -> Result<http::Request<Body>, RequestError> {
        O::request_with(&self.0, endpoint, &mut FixedToken(TOKEN.to_owned()))
    }

    fn violations(&self) -> Result<(), Violations> {
        self.0.validate()
    }

    fn file(&self) -> Vec<u8> {
        file::to_vec(&self.0).expect("what was read can be written")
    }

    fn same(&self, json: &[u8]) -> bool {
        // NaN is no value's equal.
        let has_nan = json.windows(5).any(|it| it == b"\"NaN\"");
        file::from_slice::<O::Input>(json)
            .is_ok_and(|it| file::to_vec(&it).as_deref() == Ok(json) && (it == self.0 || has_nan))
    }
}
