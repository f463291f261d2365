//! Every trait of Smithy and AWS that is known, and what is done with it. · The one table: what is not in it is
//! reported, what is in it as lacking too, and docs/traits.md shows it (`codegen/tests/traits.rs` compares).

/// What a trait changes, and who acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It chooses the protocol.
    Protocol,
    /// It changes what travels, and the generated crate does what it says.
    Wire,
    /// It limits values; `validate` checks it.
    Constraint,
    /// It changes types, names or what they show, and nothing that travels.
    Types,
    /// It is said in the documentation.
    Documentation,
    /// It says where a request goes or how it is signed, which is up to the program that sends it.
    Sender,
    /// It changes what travels in other protocols, which the generator refuses, or in event streams, whose
    /// operations it leaves out.
    Elsewhere,
    /// It changes neither types nor what travels.
    Nothing,
    /// It changes what travels, and nothing acts on it: using it is a warning.
    Lacking,
}

/// A trait, or all traits of a namespace: `smithy.rules#*`.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The absolute id.
    pub id: &'static str,
    /// What it changes.
    pub effect: Effect,
    /// What is done with it, or why nothing is.
    pub what: &'static str,
    /// The test that shows it, as `file: function`; there is one for everything that changes what travels.
    pub test: Option<&'static str>,
}

/// The entry of a trait.
#[must_use]
pub fn entry(id: &str) -> Option<&'static Entry> {
    let (namespace, _) = id.split_once('#')?;
    let whole = |entry: &Entry| entry.id.strip_suffix("#*") == Some(namespace);
    let exact = TRAITS.iter().find(|entry| entry.id == id);
    exact.or_else(|| TRAITS.iter().find(|entry| whole(entry)))
}

const fn shown(id: &'static str, effect: Effect, what: &'static str, test: &'static str) -> Entry {
    Entry {
        id,
        effect,
        what,
        test: Some(test),
    }
}

const fn told(id: &'static str, effect: Effect, what: &'static str) -> Entry {
    Entry {
        id,
        effect,
        what,
        test: None,
    }
}

use Effect::{
    Constraint, Documentation, Elsewhere, Lacking, Nothing, Protocol, Sender, Types, Wire,
};

/// All of them, sorted by id.
#[rustfmt::skip]
pub const TRAITS: &[Entry] = &[
    told("aws.api#arn", Nothing, "names resources"),
    told("aws.api#arnReference", Nothing, "says which resource a string names"),
    shown("aws.api#clientDiscoveredEndpoint", Sender, "where it is required, a warning says that the endpoint has to be asked for", "codegen/tests/traits.rs: endpoints_that_have_to_be_discovered_are_told"),
    told("aws.api#clientEndpointDiscovery", Sender, "the operation that it names is one like any other"),
    told("aws.api#clientEndpointDiscoveryId", Sender, "a member like any other"),
    told("aws.api#controlPlane", Nothing, "sorts operations"),
    told("aws.api#data", Nothing, "classifies data"),
    told("aws.api#dataPlane", Nothing, "sorts operations"),
    shown("aws.api#service", Wire, "names the service: constants, links to its documentation, and what no trait says of it (below)", "generated/tests/tests/rpc.rs: predict_goes_to_the_address_in_its_input"),
    told("aws.api#tagEnabled", Nothing, "says how resources are tagged"),
    told("aws.api#taggable", Nothing, "says how resources are tagged"),
    told("aws.apigateway#*", Nothing, "for the owner of an API"),
    told("aws.auth#cognitoUserPools", Sender, "a way to sign in"),
    told("aws.auth#sigv4", Sender, "its name is the constant `SIGNING_NAME`"),
    told("aws.auth#sigv4a", Sender, "a way to sign"),
    told("aws.auth#unsignedPayload", Sender, "says what is signed"),
    told("aws.cloudformation#*", Nothing, "for templates"),
    told("aws.cloudtrail#*", Nothing, "for logs"),
    told("aws.customizations#s3UnwrappedXmlOutput", Elsewhere, "restXml"),
    told("aws.endpoints#*", Sender, "says how endpoints are found"),
    told("aws.iam#*", Nothing, "for policies"),
    told("aws.protocols#awsJson1_0", Protocol, "supported; `cargo xtask conformance` shows it"),
    told("aws.protocols#awsJson1_1", Protocol, "supported; `cargo xtask conformance` shows it"),
    told("aws.protocols#awsQuery", Protocol, "refused"),
    shown("aws.protocols#awsQueryCompatible", Wire, "sends `x-amzn-query-mode`, reads codes from `x-amzn-query-error`", "generated/tests/tests/rpc.rs: codes_of_the_query_protocol"),
    shown("aws.protocols#awsQueryError", Wire, "the code by which an error is known in `x-amzn-query-error`", "generated/tests/tests/rpc.rs: codes_of_the_query_protocol"),
    told("aws.protocols#ec2Query", Protocol, "refused"),
    told("aws.protocols#ec2QueryName", Elsewhere, "ec2Query"),
    shown("aws.protocols#httpChecksum", Lacking, "checksums by an algorithm that the caller chooses; services with JSON protocols have none that needs it", "codegen/tests/errors.rs: reports_are_as_expected"),
    told("aws.protocols#restJson1", Protocol, "supported; `cargo xtask conformance` shows it"),
    told("aws.protocols#restXml", Protocol, "refused"),
    told("aws.test#*", Nothing, "for tests"),
    told("smithy.api#addedDefault", Types, "the default counts as any other; `api.lock` keeps fields as they were"),
    shown("smithy.api#auth", Sender, "the ways to sign in; of an operation without one the documentation says so", "codegen/tests/services.rs: ways_to_sign_in_are_the_senders"),
    told("smithy.api#authDefinition", Nothing, "defines a trait"),
    told("smithy.api#box", Types, "Smithy 1.0: a number or boolean without a default"),
    shown("smithy.api#clientOptional", Types, "the member is an `Option`, unless it is required", "generated/tests/tests/shop.rs: client_optional_and_null_defaults_are_options"),
    told("smithy.api#cors", Nothing, "for browsers"),
    shown("smithy.api#default", Wire, "fills what is missing; nested values are always sent", "generated/tests/tests/protocol_requests.rs: defaults_at_the_top_are_sent_when_set_and_inside_always"),
    shown("smithy.api#deprecated", Types, "`#[deprecated]` or a note", "codegen/tests/docs.rs: what_is_deprecated_says_so"),
    shown("smithy.api#documentation", Documentation, "CommonMark and HTML as Markdown", "codegen/tests/docs_markdown.rs: every_construct_becomes_what_rustdoc_takes"),
    shown("smithy.api#endpoint", Wire, "the prefix of the host", "generated/tests/tests/protocol_requests.rs: a_host_label_travels_in_its_own_place_too"),
    shown("smithy.api#enum", Wire, "Smithy 1.0: the values of a string", "generated/tests/tests/names.rs: values_are_what_the_model_says_whatever_the_variants_are_called"),
    shown("smithy.api#enumValue", Wire, "what travels for a member of an enum", "generated/tests/tests/shapes.rs: big_enums_know_each_value"),
    shown("smithy.api#error", Wire, "whose fault it is; the status if there is no `@httpError`", "generated/tests/tests/shop.rs: errors_are_told_apart_and_described"),
    told("smithy.api#eventHeader", Elsewhere, "event streams"),
    told("smithy.api#eventPayload", Elsewhere, "event streams"),
    told("smithy.api#examples", Nothing, "not shown: they are in AWS's documentation"),
    told("smithy.api#externalDocumentation", Nothing, "not shown"),
    shown("smithy.api#hostLabel", Wire, "a part of the host, checked as one", "generated/tests/tests/protocol_requests.rs: a_host_label_travels_in_its_own_place_too"),
    shown("smithy.api#http", Wire, "method, path, constant query and status (restJson1)", "generated/tests/tests/protocol_requests.rs: labels_of_every_type"),
    told("smithy.api#httpApiKeyAuth", Sender, "a way to sign in"),
    told("smithy.api#httpBasicAuth", Sender, "a way to sign in"),
    told("smithy.api#httpBearerAuth", Sender, "a way to sign in"),
    shown("smithy.api#httpChecksumRequired", Wire, "`Content-MD5` of the body", "generated/tests/tests/protocol_requests.rs: a_checksum_of_the_caller_is_kept"),
    told("smithy.api#httpDigestAuth", Sender, "a way to sign in"),
    shown("smithy.api#httpError", Wire, "the status by which an error without a code is known", "generated/tests/tests/shop.rs: errors_are_told_apart_and_described"),
    shown("smithy.api#httpHeader", Wire, "a header (restJson1)", "generated/tests/tests/protocol_requests.rs: headers_of_every_type"),
    shown("smithy.api#httpLabel", Wire, "a part of the path (restJson1)", "generated/tests/tests/protocol_requests.rs: labels_of_every_type"),
    shown("smithy.api#httpPayload", Wire, "the whole body (restJson1)", "generated/tests/tests/protocol_requests.rs: payloads_and_their_content_types"),
    shown("smithy.api#httpPrefixHeaders", Wire, "a header for each entry (restJson1)", "generated/tests/tests/protocol_requests.rs: headers_of_every_type"),
    shown("smithy.api#httpQuery", Wire, "a parameter of the query (restJson1)", "generated/tests/tests/protocol_requests.rs: queries_of_every_type"),
    shown("smithy.api#httpQueryParams", Wire, "a parameter for each entry (restJson1)", "generated/tests/tests/protocol_requests.rs: queries_of_every_type"),
    shown("smithy.api#httpResponseCode", Wire, "the status of the answer (restJson1)", "generated/tests/tests/protocol_uses.rs: in_a_request_the_status_is_in_the_body"),
    told("smithy.api#idRef", Nothing, "for traits"),
    shown("smithy.api#idempotencyToken", Wire, "filled with a UUID where it is absent", "generated/tests/tests/protocol_requests.rs: tokens_are_filled_in_path_and_query"),
    told("smithy.api#idempotent", Types, "`Operation::INFO` says so"),
    told("smithy.api#input", Types, "defaults of the input are sent only when they are set"),
    told("smithy.api#internal", Nothing, "a member like any other"),
    shown("smithy.api#jsonName", Wire, "the key in JSON (restJson1; awsJson ignores it)", "generated/tests/tests/rpc.rs: http_bindings_and_json_names_are_ignored"),
    shown("smithy.api#length", Constraint, "strings by characters, blobs by bytes, lists and maps by entries", "generated/tests/tests/shop.rs: all_violations_come_at_once"),
    shown("smithy.api#mediaType", Wire, "the content type of a payload; JSON in a header is base64", "generated/tests/tests/protocol_requests.rs: payloads_and_their_content_types"),
    told("smithy.api#mixin", Types, "its members are in every shape that uses it"),
    told("smithy.api#nestedProperties", Nothing, "for resources"),
    told("smithy.api#noReplace", Nothing, "for resources"),
    told("smithy.api#notProperty", Nothing, "for resources"),
    shown("smithy.api#optionalAuth", Sender, "whether to sign at all; the documentation says so", "codegen/tests/services.rs: ways_to_sign_in_are_the_senders"),
    told("smithy.api#output", Types, "the name of an output"),
    shown("smithy.api#paginated", Documentation, "checked and told; pages are asked for by the caller", "codegen/tests/docs.rs: pages_and_waiters_are_told"),
    shown("smithy.api#pattern", Constraint, "see [patterns.md](patterns.md)", "codegen/tests/pattern_outcome.rs: always_and_never"),
    told("smithy.api#private", Nothing, "for models"),
    told("smithy.api#property", Nothing, "for resources"),
    told("smithy.api#protocolDefinition", Protocol, "a trait that is one is known as a protocol; using a trait that it lists and that is not in this table is a warning"),
    shown("smithy.api#range", Constraint, "exact, also for decimals", "generated/tests/tests/shop.rs: all_violations_come_at_once"),
    told("smithy.api#readonly", Types, "`Operation::INFO` says so"),
    told("smithy.api#recommended", Nothing, "advice"),
    told("smithy.api#references", Nothing, "for resources"),
    shown("smithy.api#requestCompression", Wire, "gzip", "generated/tests/tests/protocol_compression.rs: bodies_are_compressed_from_the_limit_on"),
    shown("smithy.api#required", Wire, "an argument of `new`, always sent; what is missing in an answer is filled and told", "generated/tests/tests/protocol_responses.rs: defaults_and_what_is_missing_are_filled"),
    shown("smithy.api#requiresLength", Wire, "a stream of known length, which is not compressed", "codegen/tests/errors.rs: reports_are_as_expected"),
    told("smithy.api#resourceIdentifier", Nothing, "for resources"),
    shown("smithy.api#retryable", Types, "`is_retryable` and `is_throttling` of errors", "generated/tests/tests/shop.rs: errors_are_told_apart_and_described"),
    shown("smithy.api#sensitive", Types, "`Debug`, `Display` and violations do not show it", "generated/tests/tests/shop.rs: sensitive_values_are_never_shown"),
    told("smithy.api#since", Nothing, "history"),
    shown("smithy.api#sparse", Wire, "lists and maps may hold null", "generated/tests/tests/shapes.rs: what_is_sent_and_what_is_read"),
    shown("smithy.api#streaming", Wire, "a body that is not JSON; operations with event streams are left out with a warning", "generated/tests/tests/shop.rs: payloads_and_streams"),
    shown("smithy.api#suppress", Nothing, "keeps warnings back", "codegen/tests/services.rs: what_the_model_suppresses_is_not_told"),
    told("smithy.api#tags", Nothing, "for models"),
    shown("smithy.api#timestampFormat", Wire, "date-time, http-date or seconds", "generated/tests/tests/shapes.rs: what_is_sent_and_what_is_read"),
    told("smithy.api#title", Documentation, "the name of the service"),
    told("smithy.api#trait", Nothing, "defines a trait, which is kept quietly from then on"),
    told("smithy.api#traitValidators", Nothing, "for models"),
    shown("smithy.api#uniqueItems", Constraint, "no item twice", "generated/tests/tests/validation.rs: every_violation_reads_as_smithy_says"),
    told("smithy.api#unitType", Nothing, "marks the type of nothing"),
    told("smithy.api#unstable", Nothing, "advice"),
    told("smithy.api#xmlAttribute", Elsewhere, "formats of XML"),
    told("smithy.api#xmlFlattened", Elsewhere, "formats of XML"),
    told("smithy.api#xmlName", Elsewhere, "formats of XML"),
    told("smithy.api#xmlNamespace", Elsewhere, "formats of XML"),
    told("smithy.mqtt#*", Elsewhere, "bindings to MQTT"),
    told("smithy.openapi#*", Nothing, "for OpenAPI"),
    told("smithy.protocols#rpcv2Cbor", Protocol, "refused"),
    told("smithy.protocols#rpcv2Json", Protocol, "refused"),
    told("smithy.rules#*", Sender, "says how endpoints are found"),
    told("smithy.test#*", Nothing, "for tests; `cargo xtask conformance` runs those of protocols"),
    shown("smithy.waiters#waitable", Documentation, "checked and told; waiting is up to the caller", "codegen/tests/docs.rs: pages_and_waiters_are_told"),
];
