//! The type of each part of an expression, from the outside in (JMESPath Specification, "Grammar" and the sections on
//! each kind of expression).

use std::rc::Rc;

use jmespath::Variable;
use jmespath::ast::Ast;

use super::super::lower::nearest;
use super::super::shape::{Shape, ShapeKind};
use super::super::{Model, context::did_you_mean};
use super::functions;
use super::types::Type;

/// Something about an expression that cannot be right.
pub(in super::super) struct Doubt {
    /// What.
    pub(in super::super) message: String,
    /// What to do about it.
    pub(in super::super) hint: String,
    /// Whether it is a value that an enum does not have, which may be newer than the model.
    pub(in super::super) value: bool,
}

/// One walk.
pub(in super::super) struct Walk<'m> {
    model: &'m Model,
    /// What was found on the way.
    pub(in super::super) doubts: Vec<Doubt>,
}

impl<'m> Walk<'m> {
    pub(in super::super) fn new(model: &'m Model) -> Self {
        Self {
            model,
            doubts: Vec::new(),
        }
    }

    /// The type of an expression on a value of type `current`.
    pub(in super::super) fn of(&mut self, ast: &Ast, current: &Type<'m>) -> Type<'m> {
        match ast {
            Ast::Identity { .. } => current.clone(),
            Ast::Field { name, .. } => self.field(name, current),
            Ast::Subexpr { lhs, rhs, .. } => {
                let left = self.of(lhs, current);
                self.of(rhs, &left)
            }
            Ast::Index { .. } => self.item(current, "an index"),
            Ast::Slice { .. } => Type::List(Box::new(self.item(current, "a slice"))),
            Ast::Projection { lhs, rhs, .. } => {
                let list = self.of(lhs, current);
                let item = self.item(&list, "`[*]` or a filter");
                Type::List(Box::new(self.of(rhs, &item)))
            }
            Ast::ObjectValues { node, .. } => {
                let object = self.of(node, current);
                Type::List(Box::new(self.values(&object)))
            }
            Ast::Flatten { node, .. } => {
                let list = self.of(node, current);
                match self.item(&list, "`[]`") {
                    Type::List(inner) => Type::List(inner),
                    item => Type::List(Box::new(item)),
                }
            }
            Ast::Condition {
                predicate, then, ..
            } => {
                self.of(predicate, current);
                self.of(then, current)
            }
            Ast::Comparison { lhs, rhs, .. } => {
                let (left, right) = (self.of(lhs, current), self.of(rhs, current));
                self.compared(&left, rhs);
                self.compared(&right, lhs);
                Type::Boolean
            }
            Ast::Not { node, .. } => {
                self.of(node, current);
                Type::Boolean
            }
            Ast::And { lhs, rhs, .. } | Ast::Or { lhs, rhs, .. } => {
                let left = self.of(lhs, current);
                left.or(self.of(rhs, current))
            }
            Ast::Literal { value, .. } => literal(value),
            Ast::MultiList { elements, .. } => {
                let mut all = elements.iter().map(|element| self.of(element, current));
                let first = all.next().unwrap_or(Type::Any);
                Type::List(Box::new(all.fold(first, Type::or)))
            }
            Ast::MultiHash { elements, .. } => {
                let pair = |it: &jmespath::ast::KeyValuePair| {
                    (it.key.clone(), Rc::new(self.of(&it.value, current)))
                };
                Type::Object(elements.iter().map(pair).collect())
            }
            // What it is applied to is known to the function alone, which has looked at it already.
            Ast::Expref { .. } => Type::Any,
            Ast::Function { name, args, .. } => self.function(name, args, current),
        }
    }

    fn field(&mut self, name: &str, current: &Type<'m>) -> Type<'m> {
        match current {
            Type::Any => Type::Any,
            Type::Null => Type::Null,
            Type::Map(value) => (**value).clone(),
            Type::Structure(shape) => self.member(name, shape),
            Type::Object(entries) => {
                let found = entries.iter().find(|(key, _)| key == name);
                if found.is_none() {
                    let near = nearest(name, entries.iter().map(|(key, _)| key.as_str()));
                    let hint = did_you_mean(near, "there is no such key");
                    self.doubt(format!("the object has no `{name}`"), hint);
                }
                found.map_or(Type::Any, |(_, found)| Type::clone(found))
            }
            other => {
                let message = format!("`{name}` is looked up in {}", other.name());
                self.doubt(message, "only structures and maps have members");
                Type::Any
            }
        }
    }

    fn member(&mut self, name: &str, shape: &'m Shape) -> Type<'m> {
        let found = shape.members().find(|member| member.name() == name);
        let Some(member) = found else {
            let near = nearest(name, shape.members().map(|member| member.name()));
            let hint = did_you_mean(near, "use a member that it has");
            self.doubt(format!("`{}` has no member `{name}`", shape.id), hint);
            return Type::Any;
        };
        Type::of(self.model, &member.target)
    }

    /// What a list holds; `what` is for lists only.
    fn item(&mut self, list: &Type<'m>, what: &str) -> Type<'m> {
        match list {
            Type::List(item) => (**item).clone(),
            Type::Any | Type::Null => Type::Any,
            other => {
                let message = format!("{what} needs a list, and this is {}", other.name());
                self.doubt(message, "the result is always null");
                Type::Any
            }
        }
    }

    /// What an object holds.
    pub(super) fn values(&mut self, object: &Type<'m>) -> Type<'m> {
        match object {
            Type::Map(value) => (**value).clone(),
            Type::Structure(shape) => {
                let mut all = shape.members().map(|it| Type::of(self.model, &it.target));
                let first = all.next().unwrap_or(Type::Any);
                all.fold(first, Type::or)
            }
            Type::Object(entries) => {
                let mut all = entries.iter().map(|(_, it)| Type::clone(it));
                let first = all.next().unwrap_or(Type::Any);
                all.fold(first, Type::or)
            }
            Type::Any | Type::Null => Type::Any,
            other => {
                let message = format!("`*` needs an object, and this is {}", other.name());
                self.doubt(message, "the result is always null");
                Type::Any
            }
        }
    }

    /// A literal that is compared with an enum is one of its values.
    fn compared(&mut self, left: &Type<'m>, right: &Ast) {
        if let (Type::Text(Some(shape)), Ast::Literal { value, .. }) = (left, right)
            && let Variable::String(text) = &**value
        {
            self.expected(shape, text);
        }
    }

    /// A value that an enum is compared with is one of its values.
    pub(in super::super) fn expected(&mut self, shape: &Shape, value: &str) {
        let ShapeKind::Enum(members) = &shape.kind else {
            return;
        };
        if members.iter().any(|member| member.value == value) {
            return;
        }
        let near = nearest(value, members.iter().map(|member| member.value.as_str()));
        self.doubts.push(Doubt {
            message: format!("`{value}` is not a value of `{}`", shape.id),
            hint: did_you_mean(near, "use one of its values, or add this one to it"),
            value: true,
        });
    }

    fn function(&mut self, name: &str, args: &[Ast], current: &Type<'m>) -> Type<'m> {
        let mut types: Vec<Type<'m>> = args.iter().map(|it| self.of(it, current)).collect();
        // The expression that such functions apply to each item of their list.
        let over = if name == "map" { 1 } else { 0 };
        for (index, arg) in args.iter().enumerate() {
            if let (Ast::Expref { ast, .. }, Some(Type::List(item))) = (arg, types.get(over)) {
                let item = (**item).clone();
                let result = self.of(ast, &item);
                if let Some(slot) = types.get_mut(index) {
                    *slot = result;
                }
            }
        }
        functions::result(self, name, &types)
    }

    pub(super) fn doubt(&mut self, message: String, hint: impl Into<String>) {
        self.doubts.push(Doubt {
            message,
            hint: hint.into(),
            value: false,
        });
    }
}

fn literal<'m>(value: &Variable) -> Type<'m> {
    match value {
        Variable::Null => Type::Null,
        Variable::String(_) => Type::Text(None),
        Variable::Bool(_) => Type::Boolean,
        Variable::Number(_) => Type::Number,
        Variable::Array(items) => {
            let mut all = items.iter().map(|item| literal(item));
            let first = all.next().unwrap_or(Type::Any);
            Type::List(Box::new(all.fold(first, Type::or)))
        }
        Variable::Object(entries) => {
            let entry =
                |(key, value): (&String, &jmespath::Rcvar)| (key.clone(), Rc::new(literal(value)));
            Type::Object(entries.iter().map(entry).collect())
        }
        Variable::Expref(_) => Type::Any,
    }
}
