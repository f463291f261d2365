//! Crates whose names clash with Rust's, with one another and with what the generator adds: everything can be
//! used, and travels under the name that the model has (`codegen/tests/cases/names` and `calls`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
mod support {
    pub(crate) mod exchange;
}

use case_names::{
    Either, GetThing2, GetThing2Input, Many, ManyRequired, ManyRequired2, Members, Numbers, Values,
};
use serde_json::json;
use shapewright_runtime::codegen::{IntEnum, StringEnum};
use shapewright_runtime::{Operation, Validate};
use support::exchange::{self, answer, body, endpoint, headers, json, read, send, written};

#[test]
fn members_travel_under_the_names_of_the_model() {
    let members = Members::new()
        .with_new3("new")
        .with_new("with_new")
        .with_new2("withNew")
        .with_validate2("validate")
        .with_validate("with_validate")
        .self_("Self")
        .self2("self")
        .self3("self_")
        .r#type("type")
        .type2("type_")
        .type3("Type")
        .name("name")
        .name2("Name")
        .name3("NAME")
        .n1("_1")
        .n12("__1")
        .with_default("default")
        .check("check");
    let written = written(&members);
    for (key, value) in written.as_object().unwrap() {
        assert_eq!(value.as_str(), Some(key.as_str()));
    }
    assert_eq!(written.as_object().unwrap().len(), 18);
    assert_eq!(exchange::input::<Members>(&written), members);
    // The method is the check, also where members are called like it.
    let wrong = members.with_validate2("x").validate().unwrap_err();
    let pointers: Vec<&str> = wrong.iter().map(|violation| violation.pointer()).collect();
    assert_eq!(pointers, ["/validate"]);
}

#[test]
fn constructors_take_members_of_any_name() {
    let many = Many::new(ManyRequired2 {
        new: "a".into(),
        rest: "b".into(),
        required: "c".into(),
        self_: "d".into(),
        r#type: "e".into(),
        default: "f".into(),
    });
    let expected =
        json!({"new": "a", "rest": "b", "required": "c", "self": "d", "type": "e", "default": "f"});
    assert_eq!(written(&many), expected);
    let input = GetThing2Input::new()
        .many(many)
        .many_required(ManyRequired::new().id("i"));
    let request = GetThing2::request(&input, &endpoint()).unwrap();
    assert_eq!(
        json(&request),
        json!({"many": expected, "manyRequired": {"id": "i"}})
    );
    let output = answer::<GetThing2>(200, &[], request.body().as_bytes()).unwrap();
    assert_eq!(output.output.many, input.many);
}

#[test]
fn values_are_what_the_model_says_whatever_the_variants_are_called() {
    for (variant, value) in [
        (Values::UnknownValue, "Unknown"),
        (Values::UnknownValue2, "unknown"),
        (Values::UnknownValue3, "UNKNOWN_VALUE"),
        (Values::Err, "Err"),
        (Values::Self2, "self"),
        (Values::V11, ""),
        (Values::V12, "*"),
        (Values::V14, "-1"),
        (Values::V1_02, "1-0"),
        (Values::AB3, "A_B"),
        (Values::QuoteBackSlash, "quote\"back\\slash"),
        (Values::LineBreak, "line\nbreak"),
        (Values::Bidi, "\u{202e}bidi"),
        (Values::V34, "\u{0}"),
    ] {
        assert_eq!(Values::from(value), variant);
        assert_eq!(variant.as_str(), value);
    }
    for value in <Values as StringEnum>::VALUES {
        assert_eq!(value.parse::<Values>().unwrap().to_string(), *value);
        assert!(!matches!(Values::from(*value), Values::Unknown(_)));
        let input = json!({"values": value});
        assert_eq!(json(&send::<GetThing2>(input.clone())), input);
    }
    for value in <Numbers as IntEnum>::VALUES {
        assert_eq!(Numbers::from(*value).as_i32(), *value);
    }
    assert_eq!(Numbers::Err2.as_i32(), 3);
}

#[test]
fn members_of_unions_too() {
    for (member, value) in [
        ("unknown", Either::UnknownValue("x".into())),
        ("UNKNOWN_VALUE", Either::UnknownValue2("x".into())),
        ("self", Either::Self_("x".into())),
        ("none", Either::None("x".into())),
        ("ok", Either::Ok("x".into())),
        ("fooBar", Either::FooBar("x".into())),
        ("foo_bar", Either::FooBar2("x".into())),
    ] {
        assert_eq!(written(&value), json!({member: "x"}));
        assert_eq!(exchange::input::<Either>(&json!({member: "x"})), value);
    }
}

#[test]
fn errors_are_known_by_the_names_of_their_shapes() {
    use case_names::GetThing2Error;
    let error = |code: &str| {
        let headers = [("x-amzn-errortype", code)];
        let error = answer::<GetThing2>(400, &headers, r#"{"message":"m","self":"s"}"#);
        error.unwrap_err().as_service().unwrap().error().clone()
    };
    assert!(matches!(error("OTHER_"), GetThing2Error::Other2(_)));
    assert!(matches!(error("Other"), GetThing2Error::Other22(_)));
    assert!(matches!(error("Unheard"), GetThing2Error::Other(_)));
    let GetThing2Error::Broken(broken) = error("Broken") else {
        panic!("Broken")
    };
    assert_eq!(broken.self_.as_deref(), Some("s"));
}

#[test]
fn operations_without_input_or_output_of_any_name() {
    for (request, target) in [
        (send::<case_calls::None2>(json!({})), "Calls.None"),
        (send::<case_calls::Some2>(json!({})), "Calls.Some"),
        (send::<case_calls::Self_>(json!({})), "Calls.Self"),
        (send::<case_calls::Default>(json!({})), "Calls.Default"),
        (send::<case_calls::Operation>(json!({})), "Calls.Operation"),
        (send::<case_calls::Move>(json!({})), "Calls.Move"),
    ] {
        assert_eq!(body(&request), "{}");
        let target = format!("x-amz-target: {target}");
        assert!(headers(&request, &[]).contains(&target), "{target}");
    }
    assert_eq!(read::<case_calls::Box>(&[], "").0, json!({}));
    let output = json!({"texts": ["a"], "error": "e"});
    assert_eq!(
        read::<case_calls::Ok2>(&[], output.to_string()),
        (output, Vec::new())
    );
    let error = answer::<case_calls::Err2>(400, &[], r#"{"__type":"Error","message":"no"}"#);
    assert_eq!(error.unwrap_err().to_string(), "Err: Error: no (HTTP 400)");
}
