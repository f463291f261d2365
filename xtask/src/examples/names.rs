//! How the AWS CLI spells the names of models.

/// An operation or member as the CLI calls it: words in lower case, joined by hyphens.
///
/// botocore's rule, which takes an upper-case letter with what follows in lower case for a word, and a run of upper-case
/// letters for one too, with a plural `s` at the end of the name: `TagKeys` is `tag-keys`, `EnableWWWSubdomain` is
/// `enable-www-subdomain`, `VpcIDs` is `vpc-ids`.
pub(super) fn cli(name: &str) -> String {
    if name.contains('-') {
        return name.to_owned();
    }
    let mut chars: Vec<char> = name.chars().collect();
    plural(&mut chars);
    // A capital and at least one small letter begin a word, whatever stands before them.
    let mut words = String::new();
    let mut index = 0;
    while let Some(&first) = chars.get(index) {
        words.push(first);
        index += 1;
        let capital = chars.get(index).is_some_and(char::is_ascii_uppercase);
        let small = |at: usize| chars.get(at).is_some_and(char::is_ascii_lowercase);
        if capital && small(index + 1) {
            words.push('-');
            words.extend(chars.get(index));
            index += 1;
            while let Some(letter) = chars.get(index).filter(|it| it.is_ascii_lowercase()) {
                words.push(*letter);
                index += 1;
            }
        }
    }
    // A capital after a small letter or a digit begins one too.
    let mut text = String::new();
    let mut before = None;
    for letter in words.chars() {
        let boundary = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit();
        if letter.is_ascii_uppercase() && before.is_some_and(boundary) {
            text.push('-');
        }
        text.push(letter.to_ascii_lowercase());
        before = Some(letter);
    }
    text
}

/// `VpcIDs` becomes `Vpc-ids`.
fn plural(chars: &mut Vec<char>) {
    let Some(('s', rest)) = chars.split_last().map(|(last, rest)| (*last, rest)) else {
        return;
    };
    let capitals = rest
        .iter()
        .rev()
        .take_while(|it| it.is_ascii_uppercase())
        .count();
    if capitals >= 2 {
        let start = rest.len() - capitals;
        for letter in &mut chars[start..] {
            *letter = letter.to_ascii_lowercase();
        }
        chars.insert(start, '-');
    }
}

#[cfg(test)]
mod tests {
    use super::cli;

    #[test]
    fn names_are_spelled_as_botocore_does() {
        for (name, spelled) in [
            ("CreateVpcLink", "create-vpc-link"),
            ("EnableWWWSubdomain", "enable-www-subdomain"),
            ("ApiId", "api-id"),
            ("meshName", "mesh-name"),
            ("VpcIDs", "vpc-ids"),
            ("ACLs", "-acls"),
            ("DNSTarget", "dns-target"),
            ("OAuth2Token", "o-auth2-token"),
            ("TimeoutInMillis", "timeout-in-millis"),
            ("tags", "tags"),
            ("A", "a"),
            ("", ""),
        ] {
            assert_eq!(cli(name), spelled, "{name}");
        }
    }
}
