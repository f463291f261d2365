//! What `smithy.waiters#waitable` says about shapes (Smithy 2.0, "Waiters"): delays, an acceptor that ends the wait,
//! expressions that fit input and output, values that enums have, errors that the operation gives, names that are
//! unique in a service.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::context::{Context, did_you_mean};
use super::super::jmespath::{self, Type, Walk};
use super::super::lower::nearest;
use super::super::shape::{Operation, Place, Service, Shape, ShapeKind};
use super::super::waiters::{Acceptor, AcceptorState, Comparator, Matcher, PathMatcher, Waiter};
use super::super::{Model, ShapeId};

/// Checks the waiters of every operation, and their names in every service.
pub(super) fn check(model: &Model, ctx: &mut Context<'_>) {
    let services: Vec<&Service> = model.services().map(|(_, service)| service).collect();
    for shape in model.shapes() {
        if shape.traits.waitable.is_empty() {
            continue;
        }
        let ShapeKind::Operation(operation) = &shape.kind else {
            ctx.warning(
                "TraitTarget",
                &shape.place,
                &shape.id,
                "`@waitable` has no effect on a shape of this type",
                "remove the trait, or change the type",
            );
            continue;
        };
        streams(model, shape, operation, ctx);
        for waiter in &shape.traits.waitable {
            let mut checker = Checker {
                model,
                shape,
                operation,
                waiter,
                services: &services,
                ctx,
            };
            checker.waiter();
        }
    }
    for (service, found) in model.services() {
        names(model, service, &found.operations, ctx);
    }
}

/// The trait's selector leaves out operations with event streams.
fn streams(model: &Model, shape: &Shape, operation: &Operation, ctx: &mut Context<'_>) {
    let sides = operation.input.iter().chain(&operation.output);
    for member in sides.flat_map(|id| model.members(id)) {
        let target = model.target(member).map(|target| &target.kind);
        if model.streaming(member) && matches!(target, Some(ShapeKind::Union(_))) {
            let message = format!(
                "it has an event stream, `{}`: nobody can wait with it",
                member.id
            );
            ctx.error("InvalidWaiter", &shape.place, &shape.id, message);
        }
    }
}

/// Smithy 2.0, "Waiter names": unique in the closure of a service whatever the case.
fn names(model: &Model, service: &Shape, operations: &[ShapeId], ctx: &mut Context<'_>) {
    let mut seen: BTreeMap<String, (&Shape, &Waiter)> = BTreeMap::new();
    for shape in operations.iter().filter_map(|id| model.get(id)) {
        for waiter in &shape.traits.waitable {
            match seen.get(&waiter.name.to_ascii_lowercase()) {
                Some((other, known)) => {
                    let message = format!(
                        "the name of the waiter `{}` is taken by `{}` of `{}` in the service `{}`",
                        waiter.name, known.name, other.id, service.id
                    );
                    ctx.error("WaiterNameConflict", &waiter.place, &shape.id, message);
                }
                None => {
                    seen.insert(waiter.name.to_ascii_lowercase(), (shape, waiter));
                }
            }
        }
    }
}

struct Checker<'c, 'm, 'r> {
    model: &'m Model,
    shape: &'m Shape,
    operation: &'m Operation,
    waiter: &'m Waiter,
    services: &'c [&'m Service],
    ctx: &'c mut Context<'r>,
}

impl<'m> Checker<'_, 'm, '_> {
    fn waiter(&mut self) {
        let Waiter {
            min_delay,
            max_delay,
            ..
        } = self.waiter;
        if min_delay > max_delay {
            let message = format!(
                "its `minDelay` of {min_delay} s is longer than its `maxDelay` of {max_delay} s"
            );
            self.error("InvalidWaiter", &self.waiter.place.clone(), &message);
        }
        let acceptors = &self.waiter.acceptors;
        if !acceptors
            .iter()
            .any(|it| it.state == AcceptorState::Success)
        {
            let message = "it never ends well: no acceptor has the state `success`";
            self.error("InvalidWaiter", &self.waiter.place.clone(), message);
        }
        for (index, acceptor) in acceptors.iter().enumerate() {
            let place = self.waiter.place.step("acceptors").step(&index.to_string());
            self.acceptor(acceptor, &place);
        }
    }

    fn acceptor(&mut self, acceptor: &Acceptor, place: &Place) {
        let matcher = place.step("matcher");
        match &acceptor.matcher {
            Matcher::Output(path) => {
                let Some(output) = &self.operation.output else {
                    let message = "a matcher of the output needs an output, and there is none";
                    return self.error("InvalidWaiter", &matcher.step("output"), message);
                };
                let output = Type::of(self.model, output);
                self.path(path, &output, &matcher.step("output"));
            }
            Matcher::InputOutput(path) => {
                let side = |id: &Option<ShapeId>| {
                    let known = id.as_ref().map(|id| Type::of(self.model, id));
                    known.unwrap_or(Type::Object(Vec::new()))
                };
                let both = Type::Object(vec![
                    ("input".to_owned(), Rc::new(side(&self.operation.input))),
                    ("output".to_owned(), Rc::new(side(&self.operation.output))),
                ]);
                self.path(path, &both, &matcher.step("inputOutput"));
            }
            Matcher::Success(_) => {}
            Matcher::ErrorType(name) => self.error_type(name, &matcher.step("errorType")),
        }
        if let (Some(message), Some(output)) = (&acceptor.message, &self.operation.output) {
            let output = Type::of(self.model, output);
            let found = self.expression(message, &output, &place.step("message"));
            let text = |found: &Type<'_>| matches!(found, Type::Text(_) | Type::Any);
            if !text(&found) && !matches!(&found, Type::List(item) if text(item)) {
                let message = format!(
                    "a message is a string or a list of strings, and this is {}",
                    found.name()
                );
                self.mismatch(&place.step("message"), &message);
            }
        }
    }

    fn path(&mut self, matcher: &PathMatcher, current: &Type<'m>, place: &Place) {
        let PathMatcher {
            path,
            expected,
            comparator,
        } = matcher;
        let at = place.step("path");
        let found = self.expression(path, current, &at);
        let mut walk = Walk::new(self.model);
        let fits = match (comparator, &found) {
            (_, Type::Any) => true,
            (Comparator::StringEquals, Type::Text(shape)) => {
                if let Some(shape) = shape {
                    walk.expected(shape, expected);
                }
                true
            }
            (Comparator::BooleanEquals, Type::Boolean) => true,
            (Comparator::AllStringEquals | Comparator::AnyStringEquals, Type::List(item)) => {
                if let Type::Text(Some(shape)) = &**item {
                    walk.expected(shape, expected);
                }
                matches!(**item, Type::Text(_) | Type::Any)
            }
            _ => false,
        };
        self.doubts(walk, &place.step("expected"));
        if !fits {
            let wanted = match comparator {
                Comparator::StringEquals => "a string",
                Comparator::BooleanEquals => "a boolean",
                Comparator::AllStringEquals | Comparator::AnyStringEquals => "a list of strings",
            };
            let (name, found) = (comparator.name(), found.name());
            self.mismatch(
                &at,
                &format!("`{name}` compares {wanted}, and this is {found}"),
            );
        }
        let boolean = ["true", "false"].contains(&expected.as_str());
        if *comparator == Comparator::BooleanEquals && !boolean {
            let message = format!("`booleanEquals` needs `true` or `false`, not `{expected}`");
            self.error("InvalidWaiter", &place.step("expected"), &message);
        }
    }

    /// The type of an expression; one that cannot be read may be anything.
    fn expression(&mut self, text: &str, current: &Type<'m>, place: &Place) -> Type<'m> {
        match jmespath::parse(text) {
            Ok(ast) => {
                let mut walk = Walk::new(self.model);
                let found = walk.of(&ast, current);
                self.doubts(walk, place);
                found
            }
            Err(reason) => {
                let start: String = text.chars().take(60).collect();
                let message = format!("`{start}` is not a JMESPath expression: {reason}");
                self.error("InvalidWaiter", place, &message);
                Type::Any
            }
        }
    }

    fn doubts(&mut self, walk: Walk<'_>, place: &Place) {
        for doubt in walk.doubts {
            let id = if doubt.value {
                "WaiterValue"
            } else {
                "WaiterPath"
            };
            let message = self.about(&doubt.message);
            self.ctx
                .warning(id, place, &self.shape.id, message, doubt.hint);
        }
    }

    fn mismatch(&mut self, place: &Place, message: &str) {
        let message = self.about(message);
        let hint = "it comes to nothing: change the expression, or what it is for";
        self.ctx
            .warning("WaiterPath", place, &self.shape.id, message, hint);
    }

    fn error(&mut self, id: &'static str, place: &Place, message: &str) {
        let message = self.about(message);
        self.ctx.error(id, place, &self.shape.id, message);
    }

    fn about(&self, message: &str) -> String {
        format!("the waiter `{}`: {message}", self.waiter.name)
    }

    fn error_type(&mut self, name: &str, place: &Place) {
        let services = self.services.iter();
        let bound = services.filter(|it| it.operations.binary_search(&self.shape.id).is_ok());
        let general = bound.flat_map(|it| &it.errors);
        let errors = self.operation.errors.iter().chain(general);
        let known: Vec<&str> = errors.map(ShapeId::name).collect();
        let short = name.rsplit('#').next().unwrap_or(name);
        if known.contains(&short) {
            return;
        }
        let message = self.about(&format!("`{name}` is not an error of the operation"));
        let hint = did_you_mean(
            nearest(short, known.iter().copied()),
            "fine if it is one that all services give; else add it to the operation's errors",
        );
        self.ctx
            .warning("WaiterError", place, &self.shape.id, message, hint);
    }
}
