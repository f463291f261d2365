//! The layout of the runtime's tables (`structure!`, `union!`, `errors!`): a row on a line.

use proc_macro2::{Delimiter, Spacing, TokenTree};

/// Where a row is broken before its last part.
const WIDTH: usize = 110;

/// Whether this is one of the runtime's tables.
pub(super) fn is_table(mac: &syn::Macro) -> bool {
    let name = mac.path.segments.last().map(|last| last.ident.to_string());
    matches!(name.as_deref(), Some("structure" | "union" | "errors"))
}

/// The text of a table; rows end with a semicolon.
pub(super) fn layout(mac: &syn::Macro) -> String {
    let mut out = String::new();
    for segment in &mac.path.segments {
        let separator = if out.is_empty() { "" } else { "::" };
        out.push_str(&format!("{separator}{}", segment.ident));
    }
    out.push_str("! {\n");
    let mut row = Vec::new();
    for token in mac.tokens.clone() {
        let ends = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';');
        let attribute = is_attribute(&row, &token);
        row.push(token);
        if ends || attribute {
            push_row(&mut out, &std::mem::take(&mut row));
        }
    }
    out.push_str("}\n");
    out
}

/// Whether the token ends an attribute, which has a line of its own.
fn is_attribute(row: &[TokenTree], token: &TokenTree) -> bool {
    matches!(row, [TokenTree::Punct(punct)] if punct.as_char() == '#')
        && matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
}

fn push_row(out: &mut String, row: &[TokenTree]) {
    let text = words(row);
    // The check is what makes a row long.
    let comma = row.iter().position(|token| is_punct(token, ','));
    match comma {
        Some(at) if text.len() > WIDTH => {
            let (head, tail) = row.split_at(at + 1);
            out.push_str(&format!("    {}\n        {}\n", words(head), words(tail)));
        }
        _ => out.push_str(&format!("    {text}\n")),
    }
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// Tokens with spaces where people put them.
fn words(tokens: &[TokenTree]) -> String {
    let mut out = String::new();
    let mut bars = 0;
    for (index, token) in tokens.iter().enumerate() {
        bars += u32::from(is_punct(token, '|'));
        if spaced(&tokens[..index], token, bars) {
            out.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                out.push_str(&format!("{open}{}{close}", words(&inner)));
            }
            other => out.push_str(&other.to_string()),
        }
    }
    out
}

/// Whether a space belongs between what came before and a token; `bars` counts those of closures, this one included.
fn spaced(before: &[TokenTree], token: &TokenTree, bars: u32) -> bool {
    let Some(last) = before.last() else {
        return false;
    };
    let closing = bars.is_multiple_of(2);
    if let TokenTree::Punct(punct) = token {
        match punct.as_char() {
            ',' | ';' | '.' | '?' | ':' | '<' | '>' => return false,
            '|' if closing => return false,
            _ => {}
        }
    }
    match (last, token) {
        (TokenTree::Punct(punct), _) => match punct.as_char() {
            '&' | '#' | '.' | '-' | '!' | '<' => false,
            '|' => closing,
            // The second colon of a path stands alone like one after a name.
            ':' => punct.spacing() == Spacing::Alone && !is_path(before),
            _ => punct.spacing() == Spacing::Alone,
        },
        (TokenTree::Ident(_), TokenTree::Group(group)) => group.delimiter() == Delimiter::Bracket,
        _ => true,
    }
}

/// Whether the tokens end with `::`.
fn is_path(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [.., TokenTree::Punct(first), TokenTree::Punct(second)]
        if first.as_char() == ':' && second.as_char() == ':' && first.spacing() == Spacing::Joint)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    #[test]
    fn a_row_on_a_line() {
        let table = quote! {
            rt::structure! {
                #[expect(deprecated, reason = "x")]
                crate::Thing: "a.b#Thing", required [0, 1], default;
                0 required name "Name" as "name", check::string(&limits::NAME);
                1 default number "Number" = -1.5;
                2 optional items "Items" by date_time,
                    check::unique_list(&limits::A_NAME_THAT_MAKES_THE_ROW_LONG, |w, x: &::std::vec::Vec<_>| w.list(x, rt::Writer::string), check::any);
            }
        };
        let mac: syn::Macro = syn::parse2(table).unwrap();
        assert!(super::is_table(&mac));
        assert_eq!(
            super::layout(&mac),
            r#"rt::structure! {
    #[expect(deprecated, reason = "x")]
    crate::Thing: "a.b#Thing", required [0, 1], default;
    0 required name "Name" as "name", check::string(&limits::NAME);
    1 default number "Number" = -1.5;
    2 optional items "Items" by date_time,
        check::unique_list(&limits::A_NAME_THAT_MAKES_THE_ROW_LONG, |w, x: &::std::vec::Vec<_>| w.list(x, rt::Writer::string), check::any);
}
"#
        );
    }
}
