//! What `@paginated` says about shapes (Smithy 2.0, "paginated trait"): merged from the service it names both tokens,
//! every path leads somewhere, and what it leads to can be a token, a number or items. · What Smithy only
//! advises against (tokens that are maps, long paths) is for who writes the model, and not told.

use std::collections::BTreeSet;

use super::super::context::{Context, did_you_mean};
use super::super::lower::nearest;
use super::super::shape::{Member, Operation, Shape, ShapeKind, Simple};
use super::super::{Model, ShapeId};

const INVALID: &str = "InvalidPagination";

/// Checks every operation with the trait; what a service says has been merged into it. Of an operation that no service
/// has, tokens may be said later.
pub(super) fn check(model: &Model, ctx: &mut Context<'_>) {
    let services = model.services().flat_map(|(_, it)| &it.operations);
    let bound: BTreeSet<&ShapeId> = services.collect();
    for shape in model.shapes() {
        let Some(paginated) = &shape.traits.paginated else {
            continue;
        };
        let operation = match &shape.kind {
            ShapeKind::Operation(operation) => operation,
            ShapeKind::Service(_) => continue,
            _ => {
                let message = "`@paginated` has no effect on a shape of this type";
                let hint = "remove the trait, or change the type";
                ctx.warning("TraitTarget", &shape.place, &shape.id, message, hint);
                continue;
            }
        };
        let mut checker = Checker { model, shape, ctx };
        let Operation { input, output, .. } = operation;
        let tokens = [
            ("inputToken", &paginated.input_token, input),
            ("outputToken", &paginated.output_token, output),
        ];
        for (key, path, side) in tokens {
            match path {
                Some(path) => checker.token(key, path, side.as_ref()),
                None if bound.contains(&shape.id) => checker.missing(key),
                None => {}
            }
        }
        if let Some(name) = &paginated.page_size {
            checker.page_size(name, input.as_ref());
        }
        if let Some(path) = &paginated.items {
            checker.items(path, output.as_ref());
        }
    }
}

struct Checker<'c, 'm, 'r> {
    model: &'m Model,
    shape: &'m Shape,
    ctx: &'c mut Context<'r>,
}

impl<'m> Checker<'_, 'm, '_> {
    fn missing(&mut self, key: &str) {
        let message =
            format!("neither the operation nor its service says the `{key}` of its pages");
        self.invalid(message, format!("add `{key}` to `@paginated`"));
    }

    fn token(&mut self, key: &str, path: &str, side: Option<&ShapeId>) {
        let Some((member, kind)) = self.follow(key, path, side) else {
            return;
        };
        if member.traits.required {
            let message = format!(
                "the `{key}` `{path}` is required, though the first and last page have none"
            );
            self.invalid(message, "remove `@required`");
        }
        match kind {
            ShapeKind::Simple(Simple::String) | ShapeKind::Enum(_) | ShapeKind::Map { .. } => {}
            _ => self.invalid(
                format!("the `{key}` `{path}` is neither a string nor a map"),
                "a token is a string",
            ),
        }
    }

    fn page_size(&mut self, name: &str, input: Option<&ShapeId>) {
        let Some((_, kind)) = self.follow("pageSize", name, input) else {
            return;
        };
        let fits = match kind {
            ShapeKind::IntEnum(_) => true,
            ShapeKind::Simple(simple) => matches!(
                simple,
                Simple::Byte | Simple::Short | Simple::Integer | Simple::Long
            ),
            _ => false,
        };
        if !fits {
            let message = format!("the `pageSize` `{name}` is not a whole number");
            let hint = "leave `pageSize` out where the service wants another type";
            self.invalid(message, hint);
        }
    }

    fn items(&mut self, path: &str, output: Option<&ShapeId>) {
        let Some((_, kind)) = self.follow("items", path, output) else {
            return;
        };
        if !matches!(kind, ShapeKind::List(_) | ShapeKind::Map { .. }) {
            let message = format!("the `items` `{path}` are neither a list nor a map");
            self.invalid(message, "leave `items` out, or name the list");
        }
    }

    /// The member at the end of a path, and what it is; names of the input are no paths.
    fn follow(
        &mut self,
        key: &str,
        path: &str,
        side: Option<&ShapeId>,
    ) -> Option<(&'m Member, &'m ShapeKind)> {
        let of_input = matches!(key, "inputToken" | "pageSize");
        let side_name = if of_input { "input" } else { "output" };
        let Some(side) = side else {
            let message = format!("`{key}` needs an {side_name}, and there is none");
            self.invalid(
                message,
                "pages are asked for with a token, and come with one",
            );
            return None;
        };
        if of_input && path.contains('.') {
            let message = format!("the `{key}` `{path}` is a path");
            self.invalid(message, "use a member of the input itself");
            return None;
        }
        let mut found: Option<&'m Member> = None;
        for name in path.split('.') {
            let owner = match found {
                Some(member) => self.model.target(member)?,
                None => self.model.get(side)?,
            };
            let members = matches!(owner.kind, ShapeKind::Structure(_) | ShapeKind::Union(_));
            let member = owner.members().find(|it| members && it.name() == name);
            if member.is_none() {
                let message = format!(
                    "the `{key}` `{path}` leads nowhere: `{}` has no member `{name}`",
                    owner.id
                );
                let near = nearest(name, owner.members().map(Member::name));
                self.invalid(message, did_you_mean(near, "name a member that it has"));
                return None;
            }
            found = member;
        }
        let member = found?;
        Some((member, &self.model.target(member)?.kind))
    }

    fn invalid(&mut self, message: String, hint: impl Into<String>) {
        self.ctx
            .error_with_hint(INVALID, &self.place(), &self.shape.id, message, hint);
    }

    fn place(&self) -> super::super::shape::Place {
        self.shape.place.step("traits").step("smithy.api#paginated")
    }
}
