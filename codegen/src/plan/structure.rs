//! Structures: fields, presence, constructor, HTTP bindings of responses.

use crate::model::traits::Binding;
use crate::model::{Member, ShapeId};
use crate::names::{Name, Scope};

use super::default_value::DefaultPlan;
use super::lock::{Lock, LockedMember, LockedPresence};
use super::types::{TypeKind, TypePlan};
use super::{Planner, docs};

/// A structure.
#[derive(Clone, Debug, PartialEq)]
pub struct StructPlan {
    /// The Rust type's name.
    pub name: Name,
    /// The absolute shape id; `None` for the empty input or output of an operation without one.
    pub shape: Option<ShapeId>,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// The fields in declaration order.
    pub fields: Vec<FieldPlan>,
    /// Indexes of the constructor's arguments in their order.
    pub arguments: Vec<usize>,
    /// The name of the structure with the constructor's arguments when there are many.
    pub required_name: Option<Name>,
    /// Whether an operation answers with it (output or error).
    pub response: Option<ResponsePlan>,
    /// The keys at the top of a request's body where they differ from those of the fields.
    pub request_keys: Option<WireKeys>,
    /// The keys at the top of a response's body where they differ from those of the fields.
    pub response_keys: Option<WireKeys>,
    /// Whether nothing of it may be shown.
    pub sensitive: bool,
}

/// A key for each field; `None` for one that travels elsewhere.
pub type WireKeys = Vec<Option<String>>;

/// What a response's structure takes from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponsePlan {
    /// Whether anything at all is bound outside the JSON document.
    pub bound: bool,
    /// Whether members are left for the JSON document.
    pub document: bool,
}

/// A structure's field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldPlan {
    /// The field's name.
    pub name: Name,
    /// The chained setter's name, the same unless that is a method already.
    pub setter: Name,
    /// The member's name in the model.
    pub member: String,
    /// Its key in JSON where the structure is mostly used: inside of other values, else at the top of
    /// a request, else of a response. `None` when it travels elsewhere.
    pub wire: Option<String>,
    /// The type without `Option`.
    pub ty: TypePlan,
    /// Whether the field is `T` rather than `Option<T>`.
    pub plain: bool,
    /// What a plain field holds when nothing was set or sent.
    pub default: Option<DefaultPlan>,
    /// Whether the model requires it (and no one fills it in).
    pub required: bool,
    /// Whether an absent value is filled with a fresh token.
    pub token: bool,
    /// Where it travels in HTTP, if not in the body; ask also which direction that counts in.
    pub binding: Option<Binding>,
    /// Whether it is a host label.
    pub host_label: bool,
    /// Whether its value may not be shown.
    pub sensitive: bool,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// Why it is deprecated, if it is.
    pub deprecated: Option<String>,
}

/// More arguments than this make a structure of their own.
const MAX_POSITIONAL: usize = 3;

/// Inherent functions and trait methods that a chained setter must not hide, and names of
/// operators for which clippy would suggest the trait.
const METHODS: &[&str] = &[
    "new", "default", "validate", "clone", "eq", "fmt", "into", "from", "try_into", "borrow",
    "add", "sub", "mul", "div", "rem", "shl", "shr", "bitand", "bitor", "bitxor", "type_id",
    "to_owned",
];

impl Planner<'_> {
    /// Plans the structure with this shape id.
    pub(super) fn structure(&mut self, id: &ShapeId) -> StructPlan {
        let name = self.type_name(id);
        let lock_name = self.closure.name_of(id).to_owned();
        let locked = self.lock.structures.get(&lock_name).cloned();
        let members = self.ordered_members(id, locked.as_deref());
        let mut scope = Scope::default();
        let mut fields: Vec<FieldPlan> = Vec::new();
        for member in &members {
            let field = self.field(id, member, locked.as_deref(), &mut scope);
            fields.push(field);
        }
        self.settle_setters(id, &mut fields);
        let arguments = self.arguments(id, &fields, locked.as_deref());
        self.record_lock(lock_name, &fields, &arguments);
        let required_name =
            (arguments.len() > MAX_POSITIONAL).then(|| self.required_name(&name, id));
        let keys = self.keys(id, &mut fields);
        let response = keys.response.as_ref().map(|keys| ResponsePlan {
            bound: fields.iter().any(|f| f.response_binding().is_some()),
            document: keys.iter().any(Option::is_some)
                && !fields.iter().any(|f| f.binding == Some(Binding::Payload)),
        });
        let primary: WireKeys = fields.iter().map(|f| f.wire.clone()).collect();
        let unless_primary = |keys: Option<WireKeys>| keys.filter(|keys| *keys != primary);
        let traits = self.model.get(id).map(|shape| &shape.traits);
        StructPlan {
            docs: docs::structure(self, id),
            sensitive: traits.is_some_and(|t| t.sensitive),
            shape: Some(id.clone()),
            name,
            fields,
            arguments,
            required_name,
            response,
            request_keys: unless_primary(keys.request),
            response_keys: unless_primary(keys.response),
        }
    }

    /// The keys of each use of a structure; sets those of the fields to the main use.
    ///
    /// Bindings count at the top of a message only, and those of requests in requests, those of
    /// responses in responses; everywhere else a member is in the JSON (Smithy 2.0, "HTTP bindings").
    fn keys(&self, id: &ShapeId, fields: &mut [FieldPlan]) -> KeysByUse {
        let nested: WireKeys = fields.iter().map(|f| f.wire.clone()).collect();
        let without = |bound: &dyn Fn(&FieldPlan) -> bool| -> WireKeys {
            let key = |f: &FieldPlan| f.wire.clone().filter(|_| !bound(f));
            fields.iter().map(key).collect()
        };
        let request = self.usage.inputs.contains_key(id);
        let request = request.then(|| without(&|f| f.request_binding().is_some()));
        let response = self.is_response(id);
        let response = response.then(|| without(&|f| f.response_binding().is_some()));
        let inside = self.usage.targeted.contains(id).then(|| nested.clone());
        let primary = [&inside, &request, &response].into_iter().flatten().next();
        for (field, key) in fields.iter_mut().zip(primary.unwrap_or(&nested)) {
            field.wire.clone_from(key);
        }
        KeysByUse { request, response }
    }

    /// The empty structure for an operation without input or output.
    pub(super) fn empty_structure(
        &self,
        name: Name,
        output: bool,
        docs: Vec<String>,
    ) -> StructPlan {
        StructPlan {
            name,
            shape: None,
            docs,
            fields: Vec::new(),
            arguments: Vec::new(),
            required_name: None,
            response: output.then_some(ResponsePlan {
                bound: false,
                document: false,
            }),
            request_keys: None,
            response_keys: None,
            sensitive: false,
        }
    }

    fn ordered_members(&self, id: &ShapeId, locked: Option<&[LockedMember]>) -> Vec<Member> {
        let members: Vec<Member> = self.model.members(id).cloned().collect();
        let known: Vec<String> = locked
            .unwrap_or_default()
            .iter()
            .map(|m| m.name.clone())
            .collect();
        Lock::order(&known, members, |member| member.name())
    }

    fn field(
        &mut self,
        owner: &ShapeId,
        member: &Member,
        locked: Option<&[LockedMember]>,
        scope: &mut Scope,
    ) -> FieldPlan {
        let ty = self.member_type(member);
        let claim = self.claim(scope, Name::snake(member.name()), &member.id);
        let binding = self.binding(owner, member);
        let token = member.traits.idempotency_token
            && self.usage.inputs.contains_key(owner)
            && ty.is_string();
        let plain = self.is_plain(owner, member, locked);
        let default = plain.then(|| self.default_value(member, &ty)).flatten();
        let required = member.traits.required && !member.traits.idempotency_token;
        FieldPlan {
            docs: docs::field(self, member, &ty, default.as_ref(), binding.as_ref()),
            deprecated: docs::deprecated(&member.traits),
            setter: claim.clone(),
            name: claim,
            member: member.name().to_owned(),
            wire: Some(self.wire_name(member)),
            sensitive: self.model.sensitive(member),
            ty,
            plain,
            default,
            required,
            token,
            binding,
            host_label: member.traits.host_label,
        }
    }

    /// Setters are called as their fields; those that would hide a method are `with_…`, unless that is a
    /// field too.
    fn settle_setters(&mut self, owner: &ShapeId, fields: &mut [FieldPlan]) {
        let mut scope = Scope::default();
        let (hiding, other): (Vec<_>, Vec<_>) = fields
            .iter_mut()
            .partition(|field| METHODS.contains(&field.name.as_str()));
        for field in other {
            let member = owner.member(&field.member);
            scope.reserve(field.name.as_str(), &member.to_string());
        }
        for field in hiding {
            let wanted = field.name.with_prefix("with_");
            field.setter = self.claim(&mut scope, wanted, &owner.member(&field.member));
        }
    }

    /// Where a member travels in some use of its structure: bindings count in restJson1 only, and
    /// at the top of a message.
    fn binding(&self, owner: &ShapeId, member: &Member) -> Option<Binding> {
        let binding = member.traits.binding.clone()?;
        let request = self.usage.inputs.contains_key(owner) && in_requests(&binding);
        let response = self.is_response(owner) && in_responses(&binding);
        (self.is_rest() && (request || response)).then_some(binding)
    }

    /// The presence table: whether a member is `T` (true) or `Option<T>`.
    ///
    /// Our departure from Smithy's client rules: `required` without a default is `T` also
    /// under `@input` and `@clientOptional`; `api.lock` keeps it stable when the model changes.
    fn is_plain(&self, owner: &ShapeId, member: &Member, locked: Option<&[LockedMember]>) -> bool {
        let known = locked.and_then(|all| all.iter().find(|m| m.name == member.name()));
        if let Some(known) = known {
            return known.presence != LockedPresence::Optional;
        }
        let traits = &member.traits;
        let default = self
            .model
            .default_of(member)
            .filter(|value| !value.is_null());
        if traits.required && !traits.idempotency_token {
            // A member that is new in a structure that users build already would break them.
            return locked.is_none() || default.is_some();
        }
        // A structure that is also an output or part of one is filled with its defaults there.
        let top_level = self.usage.inputs.contains_key(owner)
            && !self.usage.targeted.contains(owner)
            && !self.is_response(owner);
        default.is_some() && !traits.client_optional && !top_level && !traits.idempotency_token
    }

    /// The constructor's arguments: labels in URI order, then the other required members in
    /// model order; or as the lock has it.
    fn arguments(
        &self,
        id: &ShapeId,
        fields: &[FieldPlan],
        locked: Option<&[LockedMember]>,
    ) -> Vec<usize> {
        if let Some(locked) = locked {
            let mut numbered: Vec<(usize, usize)> = locked
                .iter()
                .filter_map(|m| match m.presence {
                    LockedPresence::Argument(number) => {
                        Some((number, fields.iter().position(|f| f.member == m.name)?))
                    }
                    _ => None,
                })
                .collect();
            numbered.sort_unstable();
            return numbered.into_iter().map(|(_, index)| index).collect();
        }
        let labels = self.labels_in_uri_order(id);
        let place = |index: &usize| {
            let member = &fields[*index].member;
            labels
                .iter()
                .position(|label| label == member)
                .unwrap_or(labels.len())
        };
        let sent = self.closure.sent.contains(id);
        let mut arguments: Vec<usize> = (0..fields.len())
            .filter(|index| {
                let field = &fields[*index];
                field.plain && field.required && (sent || field.default.is_none())
            })
            .collect();
        arguments.sort_by_key(place);
        arguments
    }

    fn record_lock(&mut self, name: String, fields: &[FieldPlan], arguments: &[usize]) {
        let members = fields
            .iter()
            .enumerate()
            .map(|(index, field)| LockedMember {
                name: field.member.clone(),
                presence: match arguments.iter().position(|argument| *argument == index) {
                    Some(place) => LockedPresence::Argument(place + 1),
                    None if field.plain => LockedPresence::Plain,
                    None => LockedPresence::Optional,
                },
            })
            .collect();
        self.new_lock.structures.insert(name, members);
    }
}

impl StructPlan {
    /// Whether any shown value could hold something sensitive, so that `Debug` is not derived.
    #[must_use]
    pub fn hides_values(&self) -> bool {
        self.sensitive || self.fields.iter().any(|field| field.sensitive)
    }

    /// Whether the structure has a public `Default`: nothing has to be given.
    #[must_use]
    pub fn starts_empty(&self) -> bool {
        self.arguments.is_empty() || self.fields.iter().all(|field| !field.plain)
    }
}

/// Whether a binding counts at the top of a request; `@httpResponseCode` is ignored there.
fn in_requests(binding: &Binding) -> bool {
    *binding != Binding::ResponseCode
}

/// Whether a binding counts at the top of a response; labels and the query are ignored there.
fn in_responses(binding: &Binding) -> bool {
    !matches!(
        binding,
        Binding::Label | Binding::Query(_) | Binding::QueryParams
    )
}

/// The keys at the top of messages.
struct KeysByUse {
    request: Option<WireKeys>,
    response: Option<WireKeys>,
}

impl FieldPlan {
    /// Where the field travels in a request, if not in the body.
    #[must_use]
    pub fn request_binding(&self) -> Option<&Binding> {
        self.binding.as_ref().filter(|binding| in_requests(binding))
    }

    /// Where the field travels in a response, if not in the body.
    #[must_use]
    pub fn response_binding(&self) -> Option<&Binding> {
        self.binding
            .as_ref()
            .filter(|binding| in_responses(binding))
    }

    /// Whether the JSON reader must find it: nothing else fills a plain field.
    #[must_use]
    pub fn must_be_read(&self) -> bool {
        self.plain && self.default.is_none()
    }

    /// Whether the field is a structure or union kept in a `Box`.
    #[must_use]
    pub fn boxed(&self) -> bool {
        matches!(self.ty.kind, TypeKind::Shape { boxed: true, .. })
    }
}
