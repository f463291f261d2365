//! The strategies of the constraint model: they make what is valid, and everything that can be wrong, one at a time.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use std::collections::BTreeSet;

use case_constraints as api;
use proptest::prelude::any;
use proptest::test_runner::{TestCaseError, TestError};
use serde_json::Value;
use shapewright_runtime::file;
use shapewright_runtime::proptest::{invalid, is_limited};

#[path = "support/properties.rs"]
mod properties;

macro_rules! inputs {
    ($($name:ident),* $(,)?) => {
        /// The shapes and constraints that wrong values of every input violate.
        fn violated(seed: u8) -> BTreeSet<(String, String)> {
            let mut seen = Vec::new();
            $(seen.extend(properties::check::<api::$name>(stringify!($name), 200, seed));)*
            seen.iter()
                .map(|violation| {
                    (violation.shape().to_owned(), format!("{:?}", violation.constraint()))
                })
                .collect()
        }
    };
}

inputs! {
    BytesInput,
    CollectionsInput,
    EnumsInput,
    HttpInput,
    LaterInput,
    NestingInput,
    NumbersInput,
    PlacesInput,
    PresenceInput,
    PutBlobInput,
    PutChoiceInput,
    PutEnumInput,
    PutStreamInput,
    PutTextInput,
    SecretInput,
    TextInput,
    UniqueInput,
}

/// What cannot be wrong alone: no value of the enum is too short or lacks the pattern but not both.
const NEVER_ALONE: &[(&str, &str)] = &[("Size", "Length"), ("Size", "Pattern")];

#[test]
fn wrong_values_have_every_violation_that_the_cases_have() {
    let text = include_str!("../../../codegen/tests/cases/constraints/cases.json");
    let cases: Vec<Value> = serde_json::from_str(text).unwrap();
    let mut seen = BTreeSet::new();
    for seed in 0..4 {
        seen.extend(violated(seed));
    }
    let named = cases
        .iter()
        .filter_map(|case| case["violations"].as_array());
    let missing: BTreeSet<(String, String)> = named
        .flatten()
        .map(|violation| {
            let text = |key: &str| violation[key].as_str().unwrap().to_owned();
            let mut constraint = text("constraint");
            constraint[..1].make_ascii_uppercase();
            (text("shape"), constraint)
        })
        .filter(|violation| !seen.contains(violation))
        .collect();
    let never: BTreeSet<(String, String)> = NEVER_ALONE
        .iter()
        .map(|(shape, constraint)| (format!("example.limits#{shape}"), (*constraint).to_owned()))
        .collect();
    assert_eq!(missing, never);
}

/// The file form of the value that a failure is reduced to.
fn reduced<T: shapewright_runtime::proptest::Described>(
    strategy: &impl proptest::strategy::Strategy<Value = T>,
    fine: impl Fn(&T) -> bool,
) -> String {
    let outcome = properties::runner(500, 0).run(strategy, |value| {
        if fine(&value) {
            Ok(())
        } else {
            Err(TestCaseError::fail("not fine"))
        }
    });
    match outcome {
        Err(TestError::Fail(_, value)) => String::from_utf8(file::to_vec(&value).unwrap()).unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn failures_become_simple_and_stay_valid() {
    let text = reduced(&any::<api::TextInput>(), |input| input.code.is_none());
    let input: api::TextInput = file::from_slice(text.as_bytes()).unwrap();
    assert_eq!(input.code.map(|code| code.len()), Some(3), "{text}");
    assert_eq!(text.matches(':').count(), 1, "{text}");
    let lists = reduced(&any::<api::CollectionsInput>(), |input| {
        input.list.is_none()
    });
    assert_eq!(lists, r#"{"list":["",""]}"#);
}

#[test]
fn failures_keep_their_violation() {
    use proptest::strategy::Strategy;
    let numbers = invalid::<api::NumbersInput>().prop_map(|(input, _)| input);
    let input = reduced(&numbers, |input| input.byte_exact.is_none_or(|n| n == 1));
    assert_eq!(input, r#"{"byteExact":0}"#);
}

#[test]
fn types_without_limits_have_no_wrong_values() {
    assert!(!is_limited::<api::TextOutput>());
    let outcome = properties::runner(1, 0).run(&invalid::<api::TextOutput>(), |_| Ok(()));
    assert!(matches!(outcome, Err(TestError::Abort(_))), "{outcome:?}");
    assert!(is_limited::<api::Node>());
}

#[test]
fn enums_have_the_values_that_the_model_knows() {
    let outcome =
        properties::runner(200, 0).run(&any::<(api::Colour, api::Level)>(), |(colour, level)| {
            let known = api::Colour::VALUES.contains(&colour.as_str())
                && api::Level::VALUES.contains(&level.as_i32());
            if known {
                Ok(())
            } else {
                Err(TestCaseError::fail("unknown"))
            }
        });
    outcome.unwrap();
}
