//! Operations: what the request is made of, what errors there are.

use crate::diagnostic::Diagnostic;
use crate::model::traits::{Binding, ErrorKind};
use crate::model::uri::UriPattern;
use crate::model::{Operation, Shape, ShapeId};
use crate::names::{Name, Scope};

use super::customizations::Customizations;
use super::structure::{FieldPlan, StructPlan};
use super::{Planner, Protocol, docs};

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationPlan {
    /// The operation's type.
    pub name: Name,
    /// The absolute shape id.
    pub shape: ShapeId,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// The input type.
    pub input: Name,
    /// The output type.
    pub output: Name,
    /// The error enum.
    pub error: ErrorPlan,
    /// The request.
    pub request: RequestPlan,
    /// `@readonly`.
    pub readonly: bool,
    /// `@idempotent`.
    pub idempotent: bool,
}

/// How an input becomes a request.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestPlan {
    /// awsJson1_0 or awsJson1_1.
    AwsJson(AwsJsonPlan),
    /// restJson1.
    Rest(Box<RestPlan>),
}

/// A request of an awsJson protocol; its members are all in the body, also those in the host prefix.
#[derive(Clone, Debug, PartialEq)]
pub struct AwsJsonPlan {
    /// `1.0` or `1.1`.
    pub version: &'static str,
    /// The value of X-Amz-Target.
    pub target: String,
    /// The host prefix.
    pub host: Vec<Segment>,
    /// Constant headers.
    pub headers: Vec<(String, String)>,
    /// The index of the field with the address to send to instead (customizations).
    pub endpoint: Option<usize>,
    /// Compression of the body, before any checksum.
    pub compression: Option<CompressionPlan>,
    /// Checksums of the body.
    pub checksums: Option<ChecksumPlan>,
}

/// A restJson1 request.
#[derive(Clone, Debug, PartialEq)]
pub struct RestPlan {
    /// The HTTP method.
    pub method: String,
    /// The host prefix.
    pub host: Vec<Segment>,
    /// The path; literal parts are ready to send.
    pub path: Vec<Segment>,
    /// Constant query parameters of the URI pattern, `name=value` or `name`.
    pub query_literals: Vec<String>,
    /// Indexes of the input's fields that travel in query or headers, query first.
    pub bound: Vec<usize>,
    /// The body.
    pub body: BodyPlan,
    /// Constant headers that the service wants (customizations).
    pub headers: Vec<(String, String)>,
    /// Compression of the body, before any checksum.
    pub compression: Option<CompressionPlan>,
    /// Checksums of the body.
    pub checksums: Option<ChecksumPlan>,
}

/// How a body is compressed with gzip, the only encoding that Smithy knows
/// (Smithy 2.0, "requestCompression trait").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompressionPlan {
    /// When it is large enough.
    BySize,
    /// Whatever its size: it is a stream.
    Always,
}

/// Which checksums of the body travel as headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChecksumPlan {
    /// `Content-MD5` (`@httpChecksumRequired`).
    ContentMd5,
    /// Amazon Glacier's SHA-256 and tree hash.
    Glacier,
}

/// A piece of a path or host.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// Text as it is.
    Literal(String),
    /// The value of a field of the input.
    Label {
        /// Its index.
        field: usize,
        /// Whether slashes stay.
        greedy: bool,
        /// Whether an absent value is filled with a fresh token.
        token: bool,
        /// What stands for an empty value (customizations).
        fallback: Option<String>,
    },
}

/// Where a restJson1 request's body comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyPlan {
    /// There is none.
    None,
    /// The members without a binding, as a JSON object.
    Document,
    /// One field.
    Payload(usize),
}

/// An operation's error enum.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorPlan {
    /// The enum's name.
    pub name: Name,
    /// The modelled errors.
    pub variants: Vec<ErrorVariantPlan>,
    /// Whether codes come as in the query protocol (`awsQueryCompatible`).
    pub query_compatible: bool,
}

/// A modelled error.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorVariantPlan {
    /// The variant's name.
    pub name: Name,
    /// The error structure's type.
    pub ty: Name,
    /// Its shape's name, the code on the wire.
    pub code: String,
    /// Whose fault it is.
    pub kind: ErrorKind,
    /// The HTTP status.
    pub status: u16,
    /// Whether to try again.
    pub retryable: bool,
    /// Whether to slow down.
    pub throttling: bool,
    /// Whether the message may not be shown.
    pub sensitive_message: bool,
}

impl Planner<'_> {
    /// Plans an operation; its input has been planned.
    pub(super) fn operation(
        &mut self,
        id: &ShapeId,
        input: Option<&StructPlan>,
    ) -> Option<OperationPlan> {
        let names = self.symbols.operations.get(id)?.clone();
        let shape = self.model.get(id)?;
        let operation = self.model.operation(id)?;
        let request = match self.protocol {
            Protocol::AwsJson { version } => {
                let target = format!("{}.{}", self.service_target(), id.name());
                RequestPlan::AwsJson(self.aws_json(shape, operation, input, version, target))
            }
            Protocol::RestJson1 => RequestPlan::Rest(Box::new(self.rest(shape, operation, input)?)),
        };
        Some(OperationPlan {
            docs: docs::operation(self, id, &names),
            shape: id.clone(),
            error: self.error_enum(operation, names.error.clone()),
            name: names.operation,
            input: names.input,
            output: names.output,
            request,
            readonly: shape.traits.readonly,
            idempotent: shape.traits.idempotent,
        })
    }

    fn aws_json(
        &self,
        shape: &Shape,
        operation: &Operation,
        input: Option<&StructPlan>,
        version: &'static str,
        target: String,
    ) -> AwsJsonPlan {
        let customizations = Customizations::of(self.sdk_id());
        let mut headers = customizations.headers(&self.service_version());
        if self.query_compatible() {
            // Asks for the codes of the query protocol (Smithy 2.0, "awsQueryCompatible trait").
            headers.push(("x-amzn-query-mode".to_owned(), "true".to_owned()));
        }
        let endpoint = customizations.endpoint_member(shape.id.name());
        AwsJsonPlan {
            version,
            target,
            host: host_segments(shape, input),
            headers,
            endpoint: endpoint.and_then(|member| position(input, member)),
            compression: self.compression(shape, operation),
            checksums: checksums(shape, false, customizations),
        }
    }

    /// The first supported encoding of `@requestCompression`; names count in any case.
    fn compression(&self, shape: &Shape, operation: &Operation) -> Option<CompressionPlan> {
        let encodings = &shape.traits.request_compression;
        let gzip = encodings.iter().any(|e| e.eq_ignore_ascii_case("gzip"));
        let input = operation.input.iter();
        let members = || input.clone().flat_map(|input| self.model.members(input));
        if !gzip || members().any(|member| self.model.requires_length(member)) {
            return None;
        }
        Some(if members().any(|member| self.model.streaming(member)) {
            CompressionPlan::Always
        } else {
            CompressionPlan::BySize
        })
    }

    fn rest(
        &mut self,
        shape: &Shape,
        operation: &Operation,
        input: Option<&StructPlan>,
    ) -> Option<RestPlan> {
        let Some(http) = &shape.traits.http else {
            let message = "the operation has no `@http` trait, which restJson1 needs";
            self.report.push(
                Diagnostic::error("MissingHttp", message)
                    .with_shape(&shape.id)
                    .with_place(&shape.place.source, &shape.place.pointer)
                    .with_hint("add smithy.api#http with method and uri"),
            );
            return None;
        };
        let customizations = Customizations::of(self.sdk_id());
        let (path, query) = http.uri.split_once('?').unwrap_or((&http.uri, ""));
        let fields = input.map(|plan| plan.fields.as_slice()).unwrap_or_default();
        let is_bound = |index: &usize, query: bool| match &fields[*index].binding {
            Some(Binding::Query(_) | Binding::QueryParams) => query,
            Some(Binding::Header(_) | Binding::PrefixHeaders(_)) => !query,
            _ => false,
        };
        // Named parameters come before maps of parameters, which must not override them.
        let mut bound: Vec<usize> = (0..fields.len()).filter(|i| is_bound(i, true)).collect();
        bound.sort_by_key(|i| fields[*i].binding == Some(Binding::QueryParams));
        bound.extend((0..fields.len()).filter(|i| is_bound(i, false)));
        let payload = fields
            .iter()
            .position(|field| field.binding == Some(Binding::Payload));
        let document = fields.iter().any(|field| field.request_binding().is_none());
        Some(RestPlan {
            method: http.method.clone(),
            host: host_segments(shape, input),
            path: segments(path, fields, &|label| customizations.label_fallback(label)),
            query_literals: query
                .split('&')
                .filter(|q| !q.is_empty())
                .map(str::to_owned)
                .collect(),
            bound,
            body: match payload {
                Some(field) => BodyPlan::Payload(field),
                None if document => BodyPlan::Document,
                None => BodyPlan::None,
            },
            headers: customizations.headers(&self.service_version()),
            compression: self.compression(shape, operation),
            checksums: checksums(shape, payload.is_some(), customizations),
        })
    }

    fn error_enum(&mut self, operation: &Operation, name: Name) -> ErrorPlan {
        let mut ids: Vec<&ShapeId> = {
            let service = self.model.service(self.service);
            let shared = service
                .map(|service| service.errors.as_slice())
                .unwrap_or_default();
            operation.errors.iter().chain(shared).collect()
        };
        ids.sort();
        ids.dedup();
        let mut scope = Scope::default();
        scope.reserve("Other", "the variant for errors that are not modelled");
        let variants = ids
            .into_iter()
            .filter_map(|id| {
                let shape = self.model.get(id)?;
                let ty = self.symbols.shapes.get(id)?.clone();
                let kind = shape.traits.error?;
                let default_status = if kind == ErrorKind::Server { 500 } else { 400 };
                let retryable = shape.traits.retryable;
                Some(ErrorVariantPlan {
                    name: self.claim(&mut scope, ty.clone(), id),
                    ty,
                    code: id.name().to_owned(),
                    kind,
                    status: shape.traits.http_error.unwrap_or(default_status),
                    retryable: retryable.is_some(),
                    throttling: retryable.is_some_and(|r| r.throttling),
                    sensitive_message: self.model.members(id).any(|member| {
                        member.name().eq_ignore_ascii_case("message")
                            && self.model.sensitive(member)
                    }),
                })
            })
            .collect();
        ErrorPlan {
            name,
            variants,
            query_compatible: self.query_compatible(),
        }
    }

    /// The labels of the first operation that takes this input, in URI order.
    pub(super) fn labels_in_uri_order(&self, input: &ShapeId) -> Vec<String> {
        let operations = self.usage.inputs.get(input).into_iter().flatten();
        let pattern = operations
            .filter_map(|id| self.model.get(id)?.traits.http.as_ref())
            .find_map(|http| UriPattern::parse(&http.uri).ok());
        let labels = pattern.iter().flat_map(UriPattern::labels);
        labels.map(|(name, _)| name.to_owned()).collect()
    }
}

fn checksums(shape: &Shape, payload: bool, custom: Customizations) -> Option<ChecksumPlan> {
    if shape.traits.http_checksum_required {
        return Some(ChecksumPlan::ContentMd5);
    }
    custom.checksums().filter(|_| payload)
}

/// The host prefix (`@endpoint`), which every protocol over HTTP has.
fn host_segments(shape: &Shape, input: Option<&StructPlan>) -> Vec<Segment> {
    let prefix = shape.traits.host_prefix.as_deref().unwrap_or_default();
    let fields = input.map(|plan| plan.fields.as_slice()).unwrap_or_default();
    segments(prefix, fields, &|_| None)
}

/// The index of the field for a member.
fn position(input: Option<&StructPlan>, member: &str) -> Option<usize> {
    input?
        .fields
        .iter()
        .position(|field| field.member == member)
}

/// Splits `/a/{Label}/b/{Rest+}` into literals and labels.
fn segments(
    pattern: &str,
    fields: &[FieldPlan],
    fallback: &dyn Fn(&str) -> Option<String>,
) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut rest = pattern;
    while let Some((literal, tail)) = rest.split_once('{') {
        let (label, after) = tail.split_once('}').unwrap_or((tail, ""));
        if !literal.is_empty() {
            out.push(Segment::Literal(literal.to_owned()));
        }
        let name = label.trim_end_matches('+');
        if let Some(field) = fields.iter().position(|field| field.member == name) {
            out.push(Segment::Label {
                field,
                greedy: label.ends_with('+'),
                token: fields[field].token && !fields[field].plain,
                fallback: fallback(name),
            });
        }
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Segment::Literal(rest.to_owned()));
    }
    out
}
