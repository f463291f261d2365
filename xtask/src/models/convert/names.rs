//! Names that the importer has to make: namespaces, services, enum members. · Called by
//! `convert`. · A name is made from botocore's text alone, so that it is the same every time.

use std::collections::BTreeSet;

/// The namespace: `com.amazonaws.` and the service id's letters and digits in lower case.
pub(crate) fn namespace(service_id: &str) -> String {
    let id: String = service_id
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    format!("com.amazonaws.{}", id.to_ascii_lowercase())
}

/// The service shape's name: the last part of the target prefix, which awsJson sends in
/// `X-Amz-Target`; otherwise the service id's letters and digits.
pub(crate) fn service(target_prefix: Option<&str>, service_id: &str) -> String {
    let name = target_prefix
        .and_then(|prefix| prefix.rsplit('.').next())
        .unwrap_or(service_id);
    identifier(&name.replace(
        |c: char| c.is_ascii_punctuation() && c != '_' || c == ' ',
        "",
    ))
}

/// The names of an enum's members, in the order of the values: upper case, an underscore for
/// every run of other characters and at the bounds of words. Equal names are numbered.
pub(crate) fn enum_members(values: &[String]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::with_capacity(values.len());
    for value in values {
        let wanted = enum_member(value);
        let mut name = wanted.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        names.push(name);
    }
    names
}

fn enum_member(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    let mut name = String::with_capacity(value.len() + 4);
    for (at, &char) in chars.iter().enumerate() {
        if !char.is_ascii_alphanumeric() {
            if !name.is_empty() && !name.ends_with('_') {
                name.push('_');
            }
            continue;
        }
        if at > 0 && word_starts(&chars, at) && !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
        name.push(char.to_ascii_uppercase());
    }
    let name = name.trim_end_matches('_');
    if name.is_empty() {
        return "EMPTY".to_owned();
    }
    identifier(name)
}

/// Between a lower-case letter or digit and a capital (`fooBar`), and before the last capital of
/// a run that a lower-case letter follows (`HTTPServer`).
fn word_starts(chars: &[char], at: usize) -> bool {
    let (before, here) = (chars[at - 1], chars[at]);
    if !here.is_ascii_uppercase() {
        return false;
    }
    let after = |step: usize| chars.get(at + step).copied().unwrap_or(' ');
    // `IPv4` and `IPv6` are one word.
    let version = after(1) == 'v' && after(2).is_ascii_digit();
    before.is_ascii_lowercase()
        || before.is_ascii_digit() && chars.iter().any(char::is_ascii_lowercase)
        || before.is_ascii_uppercase() && after(1).is_ascii_lowercase() && !version
}

/// Makes a Smithy identifier of letters, digits and underscores: it does not begin with a digit.
fn identifier(text: &str) -> String {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(values: &[&str]) -> Vec<String> {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        enum_members(&values)
    }

    #[test]
    fn namespaces_and_services() {
        assert_eq!(namespace("App Mesh"), "com.amazonaws.appmesh");
        assert_eq!(namespace("ApiGatewayV2"), "com.amazonaws.apigatewayv2");
        assert_eq!(service(None, "App Mesh"), "AppMesh");
        assert_eq!(
            service(Some("a.b.v2.Trail_2013"), "CloudTrail"),
            "Trail_2013"
        );
    }

    #[test]
    fn enum_members_split_words() {
        let found = members(&[
            "fooBar-baz",
            "HTTPServer",
            "deadline-exceeded",
            "http2",
            "ALL_DONE",
        ]);
        let wanted = [
            "FOO_BAR_BAZ",
            "HTTP_SERVER",
            "DEADLINE_EXCEEDED",
            "HTTP2",
            "ALL_DONE",
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn enum_members_that_are_no_identifiers() {
        assert_eq!(
            members(&["1.0", "", "*", "TLS_1_2"]),
            ["_1_0", "EMPTY", "EMPTY_2", "TLS_1_2"]
        );
    }

    #[test]
    fn equal_names_are_numbered() {
        assert_eq!(members(&["a-b", "a_b", "aB"]), ["A_B", "A_B_2", "A_B_3"]);
    }

    #[test]
    fn an_ip_version_keeps_its_digit() {
        assert_eq!(
            members(&["IPv6_PREFERRED", "ipv4"]),
            ["IPV6_PREFERRED", "IPV4"]
        );
    }
}
