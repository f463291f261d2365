//! The Request and Response Syntax of the API pages: every member that a page lists is in the model
//! with that type; what the model has beyond the page is a snapshot.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
mod support {
    pub(crate) mod fixture;
    pub(crate) mod models;
    pub(crate) mod placeholder;
}

use shapewright_codegen::model::traits::Binding;
use shapewright_codegen::model::{Member, Model, Shape, ShapeId, ShapeKind, Simple};
use support::placeholder::{Syntax, parse};
use support::{fixture, models};

/// A page compared with the model.
struct Comparison<'a> {
    model: &'a Model,
    /// What the page says and the model does not.
    wrong: Vec<String>,
    /// What the model has and the page does not.
    beyond: Vec<String>,
}

impl Comparison<'_> {
    fn shape(&mut self, path: &str, id: &ShapeId, syntax: &Syntax) {
        let shape = self.model.get(id).unwrap();
        match (syntax, &shape.kind) {
            (
                Syntax::Members(listed),
                ShapeKind::Structure(members) | ShapeKind::Union(members),
            ) => {
                self.members(path, members, listed);
            }
            (Syntax::List(item), ShapeKind::List(member)) => {
                self.shape(&format!("{path}[]"), &member.target, item);
            }
            (Syntax::Map(item), ShapeKind::Map { key, value }) => {
                self.shape(&format!("{path}{{key}}"), &key.target, &Syntax::Text);
                self.shape(&format!("{path}{{}}"), &value.target, item);
            }
            (Syntax::Values(listed), ShapeKind::Enum(values)) => {
                let known: Vec<&str> = values.iter().map(|member| &*member.value).collect();
                let unknown = listed.iter().filter(|value| !known.contains(&&***value));
                self.wrong
                    .extend(unknown.map(|value| format!("{path}: no value {value}")));
                let more = known
                    .iter()
                    .filter(|value| !listed.iter().any(|l| l == *value));
                self.beyond
                    .extend(more.map(|value| format!("{path}: the value {value}")));
            }
            (syntax, kind) if scalar(syntax, kind) => {}
            _ => self
                .wrong
                .push(format!("{path}: {syntax:?}, but {}", kind(shape))),
        }
    }

    fn members(&mut self, path: &str, members: &[Member], listed: &[(String, Syntax)]) {
        for (name, syntax) in listed {
            let path = format!("{path}/{name}");
            match members.iter().find(|member| member.name() == name) {
                Some(member) => self.shape(&path, &member.target, syntax),
                None => self.wrong.push(format!("{path}: no such member")),
            }
        }
        for member in members {
            if !listed.iter().any(|(name, _)| name == member.name()) {
                let target = self.model.target(member).unwrap();
                let required = if member.traits.required {
                    ", required"
                } else {
                    ""
                };
                let line = format!("{path}/{}: {}{required}", member.name(), kind(target));
                self.beyond.push(line);
            }
        }
    }
}

/// Whether a placeholder of one word fits a shape.
fn scalar(syntax: &Syntax, kind: &ShapeKind) -> bool {
    let ShapeKind::Simple(simple) = kind else {
        return match kind {
            ShapeKind::Enum(_) => *syntax == Syntax::Text,
            ShapeKind::IntEnum(_) => matches!(syntax, Syntax::Number | Syntax::Integer),
            _ => false,
        };
    };
    let integer = matches!(
        simple,
        Simple::Byte | Simple::Short | Simple::Integer | Simple::Long | Simple::BigInteger
    );
    let decimal = matches!(simple, Simple::Float | Simple::Double | Simple::BigDecimal);
    match syntax {
        Syntax::Text => *simple == Simple::String,
        Syntax::Number => integer || decimal || *simple == Simple::Timestamp,
        Syntax::Integer => integer,
        Syntax::Boolean => *simple == Simple::Boolean,
        Syntax::Datetime => *simple == Simple::Timestamp,
        _ => false,
    }
}

fn kind(shape: &Shape) -> String {
    let kind = match &shape.kind {
        ShapeKind::Simple(simple) => format!("{simple:?}").to_lowercase(),
        ShapeKind::Enum(_) => "enum".to_owned(),
        ShapeKind::IntEnum(_) => "intEnum".to_owned(),
        ShapeKind::List(_) => "list".to_owned(),
        ShapeKind::Map { .. } => "map".to_owned(),
        ShapeKind::Structure(_) => "structure".to_owned(),
        ShapeKind::Union(_) => "union".to_owned(),
        other => panic!("no member targets {other:?}"),
    };
    format!("{kind} {}", shape.id.name())
}

/// Compares a fixture with a shape; `elsewhere` are members that travel in the URI.
fn compare(model: &Model, path: &str, id: &ShapeId, elsewhere: &[(String, Syntax)]) {
    let text = fixture::read(path);
    // Head and body of an HTTP message stand in one line.
    let body = match text.find("application/json ") {
        Some(at) => &text[at + "application/json ".len()..],
        None => &text,
    };
    let mut syntax = parse(body);
    if let Syntax::Members(members) = &mut syntax {
        for (name, value) in elsewhere {
            assert_eq!(*value, Syntax::Text);
            members.push((name.clone(), Syntax::Text));
        }
    }
    let mut comparison = Comparison {
        model,
        wrong: Vec::new(),
        beyond: Vec::new(),
    };
    comparison.shape("", id, &syntax);
    assert_eq!(comparison.wrong, Vec::<String>::new(), "{path}");
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    let beyond = match &comparison.beyond[..] {
        [] => "nothing".to_owned(),
        lines => lines.join("\n"),
    };
    settings.bind(|| insta::assert_snapshot!(path.replace('/', "__"), beyond));
}

fn check(service: &str, name: &str, folder: &str) {
    let model = models::load(service);
    let (_, operation) = models::operation(&model, name);
    for (file, id) in [
        ("request", &operation.input),
        ("response", &operation.output),
    ] {
        let path = format!("{service}/{folder}/{file}.syntax.txt");
        compare(&model, &path, id.as_ref().unwrap(), &[]);
    }
}

#[test]
fn create_vpc_ingress_connection() {
    check(
        "apprunner",
        "CreateVpcIngressConnection",
        "create-vpc-ingress-connection",
    );
}

#[test]
fn create_vpc_connector() {
    check("apprunner", "CreateVpcConnector", "create-vpc-connector");
}

#[test]
fn create_service() {
    check("apprunner", "CreateService", "create-service/syntax");
}

/// What travels in the URI of App Mesh's page, and how the model binds it.
#[test]
fn create_virtual_gateway_request() {
    let model = models::load("appmesh");
    let (shape, operation) = models::operation(&model, "CreateVirtualGateway");
    let path = "appmesh/create-virtual-gateway/request.syntax.txt";
    let text = fixture::read(path);
    let http = shape.traits.http.as_ref().unwrap();
    let pattern = http.uri.replace(['{', '}'], "");
    let line = format!("{} {pattern}?meshOwner=meshOwner HTTP/1.1 ", http.method);
    assert!(text.starts_with(&line), "{line}");

    let members = models::input(&model, operation);
    let binding = |name: &str| {
        let member = members.iter().find(|member| member.name() == name);
        member.and_then(|member| member.traits.binding.clone())
    };
    assert_eq!(binding("meshName"), Some(Binding::Label));
    assert_eq!(
        binding("meshOwner"),
        Some(Binding::Query("meshOwner".into()))
    );
    for member in &members {
        let in_uri = ["meshName", "meshOwner"].contains(&member.name());
        assert_eq!(member.traits.binding.is_some(), in_uri, "{}", member.name());
    }
    let elsewhere = ["meshName", "meshOwner"].map(|name| (name.to_owned(), Syntax::Text));
    compare(&model, path, operation.input.as_ref().unwrap(), &elsewhere);
}

/// The page's wrapper `virtualGateway` is the payload: on the wire its content is the whole body.
#[test]
fn create_virtual_gateway_response() {
    let model = models::load("appmesh");
    let (_, operation) = models::operation(&model, "CreateVirtualGateway");
    let output = operation.output.as_ref().unwrap();
    let members: Vec<&Member> = model.members(output).collect();
    assert_eq!(members.len(), 1);
    assert_eq!(members[0].name(), "virtualGateway");
    assert_eq!(members[0].traits.binding, Some(Binding::Payload));
    let path = "appmesh/create-virtual-gateway/response.syntax.txt";
    compare(&model, path, output, &[]);
}

#[test]
fn placeholders_are_read() {
    let text = "{ \"a\": \"string\n\", 'b': [ number\n ], \"c\": { \"string\" : boolean }, 'd': 'X'|'Y', 'e': True|False }";
    let members = [
        ("a", Syntax::Text),
        ("b", Syntax::List(Box::new(Syntax::Number))),
        ("c", Syntax::Map(Box::new(Syntax::Boolean))),
        ("d", Syntax::Values(vec!["X".into(), "Y".into()])),
        ("e", Syntax::Boolean),
    ];
    let members = members.map(|(name, syntax)| (name.to_owned(), syntax));
    assert_eq!(parse(text), Syntax::Members(members.into()));
}
