//! Which traits are understood, which mean nothing for the output, and which would. · Read by
//! `trait_values`. · A trait in none of the lists that the model does not define is reported.

/// Namespace of the prelude.
pub(super) const PRELUDE: &str = "smithy.api#";

/// Traits of the prelude that `trait_values` turns into fields.
pub(super) const UNDERSTOOD: [&str; 53] = [
    "box",
    "clientOptional",
    "default",
    "deprecated",
    "documentation",
    "endpoint",
    "enumValue",
    "error",
    "eventHeader",
    "eventPayload",
    "hostLabel",
    "http",
    "httpChecksumRequired",
    "httpError",
    "httpHeader",
    "httpLabel",
    "httpPayload",
    "httpPrefixHeaders",
    "httpQuery",
    "httpQueryParams",
    "httpResponseCode",
    "idempotencyToken",
    "idempotent",
    "input",
    "internal",
    "jsonName",
    "length",
    "mediaType",
    "output",
    "paginated",
    "pattern",
    "range",
    "readonly",
    "requestCompression",
    "required",
    "requiresLength",
    "retryable",
    "sensitive",
    "sparse",
    "streaming",
    "timestampFormat",
    "title",
    "uniqueItems",
    // Used by passes of their own.
    "enum",
    "mixin",
    "protocolDefinition",
    "suppress",
    "trait",
    "private",
    "addedDefault",
    "unitType",
    "xmlFlattened",
    "xmlName",
];

/// Traits of the prelude that change neither types nor what travels in JSON.
pub(super) const MEANINGLESS: [&str; 26] = [
    "auth",
    "authDefinition",
    "cors",
    "examples",
    "externalDocumentation",
    "httpApiKeyAuth",
    "httpBasicAuth",
    "httpBearerAuth",
    "httpDigestAuth",
    "idRef",
    "nestedProperties",
    "noReplace",
    "notProperty",
    "optionalAuth",
    "property",
    "recommended",
    "references",
    "resourceIdentifier",
    "since",
    "tags",
    "traitValidators",
    "unstable",
    "xmlAttribute",
    "xmlNamespace",
    "specificationVersion",
    "dataExamples",
];

/// Namespaces of which no trait changes types or bodies, or that say how to find and sign in to
/// an endpoint, which is the sender's part.
const MEANINGLESS_NAMESPACES: [&str; 12] = [
    "aws.api",
    "aws.apigateway",
    "aws.auth",
    "aws.cloudformation",
    "aws.customizations",
    "aws.endpoints",
    "aws.iam",
    "smithy.openapi",
    "smithy.rules",
    "smithy.test",
    "smithy.waiters",
    "aws.test",
];

/// The protocols that Smithy and AWS define.
const PROTOCOLS: [&str; 8] = [
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "smithy.protocols#rpcv2Cbor",
    "smithy.protocols#rpcv2Json",
];

/// What becomes of a trait that has no field of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A protocol of a service.
    Protocol,
    /// Kept quietly.
    Meaningless,
    /// Kept; it changes what travels, and nothing here acts on it.
    Ignored,
    /// Kept; nobody knows what it means.
    Unknown,
}

/// The role of a trait that `trait_values` has no field for.
pub(super) fn role(id: &str) -> Role {
    if PROTOCOLS.contains(&id) {
        return Role::Protocol;
    }
    let (namespace, name) = id.split_once('#').unwrap_or_default();
    match namespace {
        "smithy.api" if MEANINGLESS.contains(&name) || UNDERSTOOD.contains(&name) => {
            Role::Meaningless
        }
        "aws.protocols" if name == "httpChecksum" => Role::Ignored,
        "aws.protocols" if name == "ec2QueryName" => Role::Meaningless,
        _ if MEANINGLESS_NAMESPACES.contains(&namespace) => Role::Meaningless,
        _ => Role::Unknown,
    }
}
