//! The input of an operation that bytes stand for.

use arbitrary::Unstructured;
use serde_json::Value;

use crate::draft;
use crate::models::{self, InModel};
use crate::operations::{Entry, Input, choose};

/// An input in all its forms.
pub(crate) struct Sample {
    pub(crate) entry: &'static Entry,
    pub(crate) place: InModel,
    /// The typed value.
    pub(crate) typed: Box<dyn Input>,
    /// Its file form, as an independent reader sees it.
    pub(crate) file: Value,
}

/// Two bytes choose the operation. If the third is `{`, it begins a JSON text in file form; otherwise the rest drives a
/// walk over the model that makes such a text.
pub(crate) fn sample(data: &[u8]) -> Option<Sample> {
    let (entry, rest) = choose(data)?;
    let place = models::find(entry.shape);
    let typed = if rest.first() == Some(&b'{') {
        (entry.input)(rest).ok()?
    } else {
        let draft = draft::input(&place, &mut Unstructured::new(rest));
        let json = serde_json::to_vec(&draft).expect("a value is JSON");
        let typed = match (entry.input)(&json) {
            Ok(typed) => typed,
            Err(error) => panic!("{}: {error}: {draft}", entry.shape),
        };
        let back = serde_json::from_slice(&typed.file()).expect("JSON");
        assert!(
            contains(&back, &draft),
            "{}: {draft} became {back}",
            entry.shape
        );
        typed
    };
    let text = typed.file();
    assert!(
        typed.same(&text),
        "{}: another value from its own file form",
        entry.shape
    );
    // serde_json has no numbers beyond f64, and one level less.
    let file = serde_json::from_slice(&text).ok()?;
    Some(Sample {
        entry,
        place,
        typed,
        file,
    })
}

/// Whether everything of `less` is in `more`: members with a default may have been added.
fn contains(more: &Value, less: &Value) -> bool {
    match (more, less) {
        (Value::Object(more), Value::Object(less)) => {
            less.iter().all(|(name, value)| match more.get(name) {
                Some(it) => contains(it, value),
                // Null is the same as absent.
                None => value.is_null(),
            })
        }
        (Value::Array(more), Value::Array(less)) => {
            more.len() == less.len() && more.iter().zip(less).all(|(a, b)| contains(a, b))
        }
        (Value::Number(more), Value::Number(less)) => more.as_f64() == less.as_f64(),
        _ => more == less,
    }
}

/// The bytes that stand for an input in file form.
#[must_use]
pub fn encode(operation: usize, json: &[u8]) -> Vec<u8> {
    let choice = u16::try_from(operation).unwrap_or_default().to_le_bytes();
    [&choice, json.trim_ascii_start()].concat()
}
