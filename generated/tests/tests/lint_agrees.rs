//! The lint of documented examples and the typed readers agree on small models that have every kind of shape and
//! constraint: on valid values, on values that violate one constraint, and on values with one place changed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
mod support {
    pub(crate) mod agree;
}

#[path = "support/properties.rs"]
#[allow(dead_code, reason = "each test uses a part")]
mod properties;

use std::path::Path;

use proptest::strategy::{Strategy, ValueTree};
use serde_json::Value;
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::examples::{Linter, Part, operation};
use shapewright_codegen::model::Model;
use shapewright_runtime::proptest::{Described, invalid, is_limited, valid};
use shapewright_runtime::{Operation, file};
use support::agree::{agree_on, changed};

fn load(case: &str) -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codegen/tests/cases");
    let text = std::fs::read_to_string(folder.join(case).join("model.json")).unwrap();
    let mut report = Report::default();
    let model = Model::load(&[Source::new("model.json", text)], &mut report);
    assert!(!report.has_errors(), "{report}");
    model
}

/// Values of an operation's input; how many were compared.
fn check<O: Operation<Input: Described>>(linter: &mut Linter<'_>, model: &Model) -> usize {
    let (_, modelled) = operation(model, O::INFO.name).unwrap();
    let shape = modelled.input.as_ref();
    let mut runner = properties::runner(1, 1);
    let valid = valid::<O::Input>().new_tree(&mut runner).unwrap();
    let mut values = changed(&json(&valid.current()));
    if is_limited::<O::Input>() {
        for _ in 0..50 {
            let tree = invalid::<O::Input>().new_tree(&mut runner).unwrap();
            values.push(json(&tree.current().0));
        }
    }
    let texts = values.iter().map(Value::to_string);
    texts
        .map(|text| agree_on::<O::Input>(linter, shape, &text, Part::Input, O::INFO.name))
        .sum()
}

/// A value's file form, its numbers as exact as those of `serde_json`.
fn json<T: Described>(value: &T) -> Value {
    serde_json::from_slice(&file::to_vec(value).unwrap()).unwrap()
}

macro_rules! cases {
    ($($test:ident $krate:ident $case:literal: $($operation:ident),*;)*) => {$(
        #[test]
        fn $test() {
            let model = load($case);
            let mut linter = Linter::new(&model);
            let compared = [$(check::<$krate::$operation>(&mut linter, &model)),*];
            assert!(compared.iter().sum::<usize>() > 100, "{compared:?}");
        }
    )*};
}

// Not `Secret`: violations hide the keys of sensitive maps, which public documents do not have.
cases! {
    inputs_of_case_shop case_shop "shop":
    GetImage, GetOrder, PutImage, PutOrder;
    inputs_of_case_protocol case_protocol "protocol":
    Defaults, Drop, Enclose, Exchange, Headers, Labels, PayChoice, PayColour, PayDocument, PayTree, Query, Tokens, Wrap;
    inputs_of_case_constraints case_constraints "constraints":
    Bytes, Collections, Enums, Http, Nesting, Numbers, Places, Presence, PutBlob, PutChoice, PutEnum, PutText, Text, Unique;
}
