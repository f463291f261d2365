//! Splitting names into words. heck does it, after the few spellings that it would cut
//! apart are rewritten: `IPv6`, `OAuth`, and plural acronyms such as `actionIDs`.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// `snake_case`; never empty, never starting with a digit.
pub(crate) fn snake(text: &str) -> String {
    start_with_letter(normalize(text).to_snake_case(), "n")
}

/// `UpperCamelCase`; acronyms count as one word (`HttpApi`), as the Rust API guidelines have it.
pub(crate) fn camel(text: &str) -> String {
    start_with_letter(camel_words(text), "N")
}

/// The variant for an enum value. The one rule: split the value into words at everything
/// that is not a letter or digit and at changes of case, join them in UpperCamelCase, keep
/// one `_` between two digits that a separator kept apart, and put `V` before a digit at
/// the start. A value without letters or digits takes the model's name for it.
pub(crate) fn variant(value: &str, fallback: &str) -> String {
    let source = if value.chars().any(|c| c.is_ascii_alphanumeric()) {
        value
    } else {
        fallback
    };
    // `SHOUTED` values are words already; heck would keep `HTTP2` whole too, but `gRPC` not.
    start_with_letter(camel_words(source), "V")
}

/// The words of a name in lower case, for comparing names.
pub(crate) fn words(text: &str) -> Vec<String> {
    snake(text)
        .split('_')
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

fn camel_words(text: &str) -> String {
    let text = normalize(text);
    let mut out = String::new();
    for word in text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        let digit_before = out.ends_with(|c: char| c.is_ascii_digit());
        if digit_before && word.starts_with(|c: char| c.is_ascii_digit()) {
            out.push('_');
        }
        out.push_str(&word.to_upper_camel_case());
    }
    out
}

fn start_with_letter(text: String, letter: &str) -> String {
    match text.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => text,
        _ => format!("{letter}{text}"),
    }
}

/// Rewrites the spellings that heck would split wrongly.
fn normalize(text: &str) -> String {
    let text = text.replace("IPv", "Ipv").replace("OAuth", "Oauth");
    lower_plural_acronyms(&text)
}

/// `IDs` -> `Ids`, `ARNsList` -> `ArnsList`: two or more capitals, one `s`, then no lower case.
fn lower_plural_acronyms(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut start = 0;
    while start < chars.len() {
        let end = start
            + chars[start..]
                .iter()
                .take_while(|c| c.is_ascii_uppercase())
                .count();
        let plural = end - start >= 2
            && chars.get(end) == Some(&'s')
            && !chars.get(end + 1).is_some_and(char::is_ascii_lowercase);
        if plural {
            for c in &mut chars[start + 1..end] {
                *c = c.to_ascii_lowercase();
            }
        }
        start = end.max(start + 1);
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case_of_real_member_names() {
        for (name, expected) in [
            ("VpcConnectorName", "vpc_connector_name"),
            ("IPv6Address", "ipv6_address"),
            ("OAuth2Token", "oauth2_token"),
            ("actionIDs", "action_ids"),
            ("RoleARNs", "role_arns"),
            ("TLSCertificate", "tls_certificate"),
            ("S3Bucket", "s3_bucket"),
            ("__listOf__string", "list_of_string"),
            ("_", "n"),
            ("2fa", "n2fa"),
        ] {
            assert_eq!(snake(name), expected);
        }
    }

    #[test]
    fn variants_of_real_enum_values() {
        for (value, expected) in [
            ("http2", "Http2"),
            ("IPv6_PREFERRED", "Ipv6Preferred"),
            ("deadline-exceeded", "DeadlineExceeded"),
            ("PYTHON_311", "Python311"),
            ("CORRETTO_8", "Corretto8"),
            ("256", "V256"),
            ("10.0.1", "V10_0_1"),
            ("1 vCPU", "V1VCpu"),
            ("TLS_1_2", "Tls1_2"),
            ("", "Empty"),
            ("*", "Empty"),
        ] {
            assert_eq!(variant(value, "EMPTY"), expected, "{value}");
        }
    }

    #[test]
    fn types_count_acronyms_as_words() {
        assert_eq!(camel("HTTPApi"), "HttpApi");
        assert_eq!(camel("__stringMin20Max2048"), "StringMin20Max2048");
        assert_eq!(camel("DynamoDB_20120810"), "DynamoDb20120810");
    }
}
