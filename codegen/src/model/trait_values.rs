//! Trait values into [`Traits`], each parsed strictly once. · Called by `resolve` for every
//! shape and member. · `apply` and mixins are done.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use serde_json::Value;

use super::context::{Context, did_you_mean};
use super::draft::TraitUse;
use super::lower::nearest;
use super::shape::Place;
use super::shape_id::ShapeId;
use super::trait_ids::{self, Role};
use super::trait_objects as objects;
use super::traits::{Binding, ErrorKind, TimestampFormat, Traits};

/// What is known about traits beyond their own values.
#[derive(Debug)]
pub(super) struct TraitContext {
    /// Traits that the model defines, by absolute id.
    defined: BTreeSet<String>,
    /// Those of them that are protocols.
    protocols: BTreeSet<String>,
    /// Traits that a protocol of the model needs to be understood.
    needed: BTreeSet<String>,
    /// Traits that nothing acts on though something might have to: uses and the first place.
    unhandled: BTreeMap<(bool, String), (u32, Place)>,
}

impl TraitContext {
    /// `defined` are the traits that the model defines, `protocols` those that are protocols, `needed` those
    /// that a protocol lists (Smithy 2.0, "protocolDefinition trait": its `traits`).
    pub(super) fn new(
        defined: BTreeSet<String>,
        protocols: BTreeSet<String>,
        needed: BTreeSet<String>,
    ) -> Self {
        Self {
            defined,
            protocols,
            needed,
            unhandled: BTreeMap::new(),
        }
    }
}

/// One trait value and where to report it.
pub(super) struct Reading<'a, 'b> {
    pub(super) ctx: &'a mut Context<'b>,
    pub(super) used: &'a TraitUse,
    owner: &'a Place,
    label: &'a dyn Display,
}

/// Parses the traits of one shape or member. `label` is the id to report with.
pub(super) fn parse(
    uses: Vec<TraitUse>,
    owner: &Place,
    label: &dyn Display,
    known: &mut TraitContext,
    ctx: &mut Context<'_>,
) -> Traits {
    let mut traits = Traits::default();
    for used in uses {
        let mut reading = Reading {
            ctx,
            used: &used,
            owner,
            label,
        };
        let understood = match used.id.strip_prefix(trait_ids::PRELUDE) {
            Some(name) => {
                flag(&mut traits, name, &mut reading)
                    || text(&mut traits, name, &mut reading)
                    || binding(&mut traits, name, &mut reading)
                    || choice(&mut traits, name, &mut reading)
                    || objects::prelude(&mut traits, name, &mut reading)
            }
            None => objects::aws(&mut traits, &used.id, &mut reading),
        };
        if !understood {
            keep(&mut traits, used, owner, label, known, ctx);
        }
    }
    traits.protocols.sort();
    traits
}

/// Keeps a trait that has no field.
fn keep(
    traits: &mut Traits,
    used: TraitUse,
    owner: &Place,
    label: &dyn Display,
    known: &mut TraitContext,
    ctx: &mut Context<'_>,
) {
    if ShapeId::parse(&used.id).is_none() {
        let message = format!("`{}` is not a valid id of a trait", used.id);
        ctx.error_with_hint(
            "InvalidShapeId",
            &used.place(owner),
            label,
            message,
            "in the JSON AST a trait has its absolute id, such as `smithy.api#required`",
        );
        return;
    }
    let role = trait_ids::role(&used.id);
    if role == Role::Protocol || known.protocols.contains(&used.id) {
        traits.protocols.push(used.id.clone());
    }
    let needed = role == Role::Unknown && known.needed.contains(&used.id);
    let ignored = role == Role::Ignored || needed;
    if ignored || role == Role::Unknown && !known.defined.contains(&used.id) {
        let first = (0, used.place(owner));
        known
            .unhandled
            .entry((ignored, used.id.clone()))
            .or_insert(first)
            .0 += 1;
    }
    traits.other.insert(used.id, used.value);
}

/// Reports each unhandled trait once, with the count of its uses.
pub(super) fn report_unhandled(known: TraitContext, ctx: &mut Context<'_>) {
    for ((ignored, id), (count, place)) in known.unhandled {
        let uses = if count == 1 {
            "1 use".to_owned()
        } else {
            format!("{count} uses")
        };
        if ignored {
            ctx.warning(
                "IgnoredTrait",
                &place,
                &id,
                format!("the trait is kept, but nothing acts on it ({uses})"),
                "it changes what travels: requests and responses may lack a part",
            );
            continue;
        }
        let near = id
            .strip_prefix(trait_ids::PRELUDE)
            .and_then(|name| nearest(name, trait_ids::prelude()));
        let near = near.map(|name| format!("{}{name}", trait_ids::PRELUDE));
        ctx.warning(
            "UnknownTrait",
            &place,
            &id,
            format!("the trait is kept, but not understood ({uses})"),
            did_you_mean(
                near.as_deref(),
                "neither Smithy nor the model defines it; add its definition to the sources to \
                 silence this",
            ),
        );
    }
}

impl Reading<'_, '_> {
    /// Reports a value that the trait cannot have; `inner` is the key or index it is under.
    pub(super) fn invalid(&mut self, inner: Option<&str>, expected: &str) {
        let mut place = self.place();
        if let Some(key) = inner {
            place = place.step(key);
        }
        self.invalid_at(&place, expected);
    }

    /// Where the value is written.
    pub(super) fn place(&self) -> Place {
        self.used.place(self.owner)
    }

    /// As [`Self::invalid`], of a value deeper inside.
    pub(super) fn invalid_at(&mut self, place: &Place, expected: &str) {
        let name = self
            .used
            .id
            .strip_prefix(trait_ids::PRELUDE)
            .unwrap_or(&self.used.id);
        let message = format!("the value of `@{name}` is wrong: expected {expected}");
        self.ctx
            .error("InvalidTraitValue", place, self.label, message);
    }

    /// Reports a finding about the trait other than its type.
    pub(super) fn error(&mut self, id: &'static str, message: String, hint: &str) {
        let place = self.used.place(self.owner);
        self.ctx
            .error_with_hint(id, &place, self.label, message, hint);
    }

    /// Reports a key that the trait does not have.
    pub(super) fn unknown_key(&mut self, key: &str, known: &[&'static str]) {
        self.unknown_key_at(&self.place(), key, known);
    }

    /// As [`Self::unknown_key`], of an object deeper inside.
    pub(super) fn unknown_key_at(&mut self, object: &Place, key: &str, known: &[&'static str]) {
        let place = object.step(key);
        let near = nearest(key, known.iter().copied());
        let message = format!("`{key}` means nothing in `{}`", self.used.id);
        let hint = did_you_mean(near, "it is ignored");
        self.ctx
            .warning("UnknownTraitMember", &place, self.label, message, hint);
    }

    /// An annotation trait, written `{}`.
    fn annotation(&mut self) -> bool {
        match &self.used.value {
            Value::Object(entries) => {
                for key in entries.keys() {
                    self.unknown_key(key, &[]);
                }
                true
            }
            _ => {
                self.invalid(None, "an empty object");
                false
            }
        }
    }

    pub(super) fn string(&mut self) -> Option<String> {
        let text = self.used.value.as_str().map(str::to_owned);
        if text.is_none() {
            self.invalid(None, "a string");
        }
        text
    }

    fn non_empty(&mut self) -> Option<String> {
        let text = self.string()?;
        if text.is_empty() {
            self.invalid(None, "a string that is not empty");
            return None;
        }
        Some(text)
    }

    fn header_name(&mut self, may_be_empty: bool) -> Option<String> {
        let name = if may_be_empty {
            self.string()?
        } else {
            self.non_empty()?
        };
        if !is_token(&name) {
            self.invalid(
                None,
                "letters, digits and the signs that a header name may have",
            );
            return None;
        }
        Some(name)
    }
}

/// An HTTP token (RFC 9110, 5.6.2), or nothing.
pub(super) fn is_token(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

fn flag(traits: &mut Traits, name: &str, reading: &mut Reading<'_, '_>) -> bool {
    let field = match name {
        "required" => &mut traits.required,
        "clientOptional" => &mut traits.client_optional,
        "box" => &mut traits.boxed,
        "idempotencyToken" => &mut traits.idempotency_token,
        "sensitive" => &mut traits.sensitive,
        "sparse" => &mut traits.sparse,
        "streaming" => &mut traits.streaming,
        "requiresLength" => &mut traits.requires_length,
        "uniqueItems" => &mut traits.unique_items,
        "hostLabel" => &mut traits.host_label,
        "httpChecksumRequired" => &mut traits.http_checksum_required,
        "readonly" => &mut traits.readonly,
        "idempotent" => &mut traits.idempotent,
        "input" => &mut traits.input,
        "output" => &mut traits.output,
        "internal" => &mut traits.internal,
        "eventHeader" => &mut traits.event_header,
        "eventPayload" => &mut traits.event_payload,
        _ => return false,
    };
    *field = reading.annotation();
    true
}

fn text(traits: &mut Traits, name: &str, reading: &mut Reading<'_, '_>) -> bool {
    let field = match name {
        "pattern" => &mut traits.pattern,
        "jsonName" => &mut traits.json_name,
        "mediaType" => &mut traits.media_type,
        "documentation" => &mut traits.documentation,
        "title" => &mut traits.title,
        _ => return false,
    };
    *field = reading.string();
    true
}

fn binding(traits: &mut Traits, name: &str, reading: &mut Reading<'_, '_>) -> bool {
    let binding = match name {
        "httpLabel" => reading.annotation().then_some(Binding::Label),
        "httpQueryParams" => reading.annotation().then_some(Binding::QueryParams),
        "httpPayload" => reading.annotation().then_some(Binding::Payload),
        "httpResponseCode" => reading.annotation().then_some(Binding::ResponseCode),
        "httpQuery" => reading.non_empty().map(Binding::Query),
        "httpHeader" => reading.header_name(false).map(Binding::Header),
        "httpPrefixHeaders" => reading.header_name(true).map(Binding::PrefixHeaders),
        _ => return false,
    };
    if binding.is_some() && traits.binding.is_some() {
        reading.error(
            "HttpBindingConflict",
            "the member has two HTTP bindings".to_owned(),
            "a member travels in one place: remove one of the traits",
        );
    } else if binding.is_some() {
        traits.binding = binding;
    }
    true
}

fn choice(traits: &mut Traits, name: &str, reading: &mut Reading<'_, '_>) -> bool {
    let value = &reading.used.value;
    match name {
        "default" => traits.default = Some(value.clone()),
        "timestampFormat" => {
            traits.timestamp_format = match value.as_str() {
                Some("date-time") => Some(TimestampFormat::DateTime),
                Some("http-date") => Some(TimestampFormat::HttpDate),
                Some("epoch-seconds") => Some(TimestampFormat::EpochSeconds),
                _ => {
                    reading.invalid(None, "`date-time`, `http-date` or `epoch-seconds`");
                    None
                }
            };
        }
        "error" => {
            traits.error = match value.as_str() {
                Some("client") => Some(ErrorKind::Client),
                Some("server") => Some(ErrorKind::Server),
                _ => {
                    reading.invalid(None, "`client` or `server`");
                    None
                }
            };
        }
        "httpError" => {
            let status = value.as_u64().and_then(|status| u16::try_from(status).ok());
            traits.http_error = status.filter(|status| (200..600).contains(status));
            if traits.http_error.is_none() {
                reading.invalid(None, "an HTTP status");
            }
        }
        _ => return false,
    }
    true
}
