//! How expressions are laid out; what rustfmt says of the whole examples is tested with the generated crates.

use serde_json::json;

use super::answer;
use super::layout::Code;
use super::value::text;

fn call(head: &str, items: &[&str]) -> Code {
    Code::call(head, items.iter().map(|it| Code::word(*it)).collect())
}

fn statement(code: &Code) -> String {
    code.statement("let x = ").join("\n")
}

#[test]
fn calls_break_when_their_arguments_are_wide() {
    let short = call("New::new", &["1", "2"]);
    assert_eq!(statement(&short), "let x = New::new(1, 2);");
    let wide = "a".repeat(40);
    let two = call("New::new", &[&wide, &wide]);
    let expected = format!("let x = New::new(\n    {wide},\n    {wide},\n);");
    assert_eq!(statement(&two), expected);
    // A macro's last argument stays without a comma.
    let compared = call("assert_eq!", &[&wide, &wide]).statement("");
    let expected = format!("assert_eq!(\n    {wide},\n    {wide}\n);");
    assert_eq!(compared.join("\n"), expected);
}

#[test]
fn an_only_argument_is_hugged() {
    let wide = "a".repeat(40);
    let inner = Code::list("", vec![Code::word(&*wide), Code::word(&*wide)]);
    let outer = Code::call("New::new", vec![inner]);
    let expected = format!("let x = New::new([\n    {wide},\n    {wide},\n]);");
    assert_eq!(statement(&outer), expected);
    let long = call("New::new", &[&"a".repeat(90)]);
    assert_eq!(long.statement("let longer = ").len(), 3);
}

#[test]
fn chains_have_a_line_for_each_call() {
    let chain = |calls: Vec<Code>| Code::Chain {
        root: Box::new(call("New::new", &["\"name\""])),
        calls,
    };
    let one = chain(vec![call(".a", &["1"]), call(".b", &["2"])]);
    assert_eq!(statement(&one), "let x = New::new(\"name\").a(1).b(2);");
    let wide = "a".repeat(30);
    let two = chain(vec![call(".a", &[&wide]), call(".b", &[&wide])]);
    let expected = format!("let x = New::new(\"name\")\n    .a({wide})\n    .b({wide});");
    assert_eq!(statement(&two), expected);
    // A root of several lines ends where the calls begin.
    let fields = vec![("name".to_owned(), Code::word("\"a name of some width\""))];
    let root = Code::Struct {
        name: "Required".to_owned(),
        fields,
    };
    let chain = Code::Chain {
        root: Box::new(Code::call("New::new", vec![root])),
        calls: vec![call(".a", &["1"])],
    };
    let expected = "let x = New::new(Required {\n    name: \"a name of some width\",\n})\n.a(1);";
    assert_eq!(statement(&chain), expected);
}

#[test]
fn a_value_moves_to_the_next_line_where_that_keeps_it_whole() {
    let wide = "a".repeat(60);
    let value = call("Type::new", &[&wide]);
    let before = format!("let {} = ", "b".repeat(30));
    let expected = format!("{}\n    Type::new({wide});", before.trim_end());
    assert_eq!(value.statement(&before).join("\n"), expected);
}

#[test]
fn texts_are_written_so_that_they_can_be_read() {
    assert_eq!(text("plain"), "\"plain\"");
    assert_eq!(text("a \"word\""), "r#\"a \"word\"\"#");
    assert_eq!(text("\"#"), "r##\"\"#\"##");
    assert_eq!(text("one\ntwo"), "\"one\ntwo\"");
    // In documentation these would be hidden, end the code or be lost.
    for lines in ["one\n# two", "one\n```", "one \ntwo", "one\r\ntwo", "a\tb"] {
        assert!(!text(lines).contains('\n'), "{lines:?}");
    }
}

#[test]
fn json_has_as_much_in_a_line_as_fits() {
    let short = json!({"a": [1, {"b": null}], "c": {}});
    assert_eq!(
        answer::json(&short),
        r#"{ "a": [1, { "b": null }], "c": {} }"#
    );
    let wide = "x".repeat(50);
    let value = json!({"a": 1, "b": wide, "c": wide, "d": [{"e": wide}, {"e": wide}]});
    let printed = answer::json(&value);
    let expected = format!(
        "{{\n  \"a\": 1, \"b\": \"{wide}\",\n  \"c\": \"{wide}\",\n  \"d\": [\n    {{ \"e\": \"{wide}\" }},\n    \
         {{ \"e\": \"{wide}\" }}\n  ]\n}}"
    );
    assert_eq!(printed, expected);
    let read: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(read, value);
}
