//! Identifiers. This module is the only one that makes them: words are split and
//! cased, keywords escaped, and a [`Scope`] sees to it that no two items get one name.

pub(crate) mod case;
mod reserved;
mod scope;

pub use scope::{Claim, Scope};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

/// A valid Rust identifier, escaped where it is a keyword.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    text: String,
    raw: bool,
}

impl Name {
    /// A field, function or module: `snake_case`.
    #[must_use]
    pub fn snake(text: &str) -> Self {
        Self::escape(case::snake(text))
    }

    /// A type or variant: `UpperCamelCase`.
    #[must_use]
    pub fn camel(text: &str) -> Self {
        Self::escape(case::camel(text))
    }

    /// A static: `SCREAMING_SNAKE_CASE`.
    #[must_use]
    pub fn screaming(text: &str) -> Self {
        Self::escape(case::snake(text).to_uppercase())
    }

    /// A variant made from an enum value; `fallback` (the model's member name) serves
    /// values without a letter or digit.
    #[must_use]
    pub fn variant(value: &str, fallback: &str) -> Self {
        Self::escape(case::variant(value, fallback))
    }

    /// A function that is called as the text is, other characters than letters, digits and `_`
    /// replaced by `_`: test functions with the ids of their cases.
    #[must_use]
    pub fn as_written(text: &str) -> Self {
        let mut name: String = text
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            name.insert(0, 't');
        }
        Self::escape(name)
    }

    /// The same name with something appended, such as `Input`; what made it no keyword is not needed then.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        let plain = self.text.strip_suffix('_');
        let text = plain.filter(|text| reserved::cannot_be_raw(text));
        Self::escape(format!("{}{suffix}", text.unwrap_or(&self.text)))
    }

    /// The same name with something in front, such as `with_`.
    #[must_use]
    pub fn with_prefix(&self, prefix: &str) -> Self {
        Self::escape(format!("{prefix}{}", self.text))
    }

    /// The name as text, without `r#`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The name as it stands in Rust source, with `r#` where it is raw.
    #[must_use]
    pub fn to_source(&self) -> String {
        if self.raw {
            format!("r#{}", self.text)
        } else {
            self.text.clone()
        }
    }

    fn escape(text: String) -> Self {
        let text = if reserved::cannot_be_raw(&text) {
            format!("{text}_")
        } else {
            text
        };
        let raw = reserved::is_keyword(&text);
        Self { text, raw }
    }
}

impl ToTokens for Name {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where identifiers are made"
    )]
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(if self.raw {
            Ident::new_raw(&self.text, Span::call_site())
        } else {
            Ident::new(&self.text, Span::call_site())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_escaped_after_the_case_is_changed() {
        assert_eq!(Name::snake("Type").to_source(), "r#type");
        assert_eq!(Name::snake("TYPE").to_source(), "r#type");
        assert_eq!(Name::snake("Self").to_source(), "self_");
        assert_eq!(Name::camel("self").to_source(), "Self_");
        assert_eq!(Name::snake("crate").to_source(), "crate_");
        assert_eq!(Name::snake("gen").to_source(), "r#gen");
        assert_eq!(Name::camel("type").to_source(), "Type");
        assert_eq!(
            Name::camel("self").with_suffix("Input").to_source(),
            "SelfInput"
        );
        assert_eq!(Name::snake("self").with_suffix("2").to_source(), "self2");
    }

    #[test]
    fn every_keyword_compiles_as_a_field() {
        for word in reserved::KEYWORDS.iter().chain(reserved::NEVER_RAW) {
            let name = Name::snake(word);
            let source = format!("struct S {{ {}: u8 }}", name.to_source());
            assert!(syn::parse_str::<syn::Item>(&source).is_ok(), "{source}");
        }
    }
}
