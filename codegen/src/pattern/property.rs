//! `\p{…}` and case folding: the tables are those of the crate `regex-syntax`.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::class_set::ClassSet;

/// The characters that have a property, by the text between the braces; None for an unknown one.
///
/// ECMA-262's names (section 22.2.1, General_Category, Script, Script_Extensions, binary) and those that
/// only Java has, which stand in some models: `Alnum`, `Print`, `IsLatin`, `LD`.
pub(super) fn property(name: &str) -> Option<ClassSet> {
    if let Some(set) = java(name) {
        return Some(set);
    }
    let plain = name.strip_prefix("Is").unwrap_or(name);
    lookup(plain).or_else(|| lookup(name))
}

/// Java's ASCII classes that are no name in Unicode, and its class of all letters and digits.
fn java(name: &str) -> Option<ClassSet> {
    let letters_digits = [(0x30, 0x39), (0x41, 0x5a), (0x61, 0x7a)];
    let set = match name {
        "Alnum" => ClassSet::new(letters_digits),
        "Graph" => ClassSet::new([(0x21, 0x7e)]),
        "Print" => ClassSet::new([(0x20, 0x7e)]),
        "Blank" => ClassSet::new([(0x20, 0x20), (0x09, 0x09)]),
        "XDigit" => ClassSet::new([(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)]),
        "LD" => lookup("L")?.union(&lookup("Nd")?),
        "L1" => ClassSet::new([(0, 0xff)]),
        "all" => ClassSet::all(),
        _ => return None,
    };
    Some(set)
}

fn lookup(name: &str) -> Option<ClassSet> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '=';
    if name.is_empty() || !name.chars().all(plain) {
        return None;
    }
    let hir = regex_syntax::Parser::new()
        .parse(&format!("\\p{{{name}}}"))
        .ok()?;
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => Some(from_unicode(class)),
        // A property of a single character is a literal there.
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            Some(ClassSet::new(
                text.chars().map(|c| (u32::from(c), u32::from(c))),
            ))
        }
        _ => None,
    }
}

fn from_unicode(class: &ClassUnicode) -> ClassSet {
    ClassSet::new(
        class
            .ranges()
            .iter()
            .map(|range| (range.start().into(), range.end().into())),
    )
}

/// The set with every character that folds to one of its own (simple folding, as the flag `i` means).
pub(super) fn fold_case(set: &ClassSet) -> ClassSet {
    let ranges = set.ranges().iter().filter_map(|&(first, last)| {
        Some(ClassUnicodeRange::new(
            char::from_u32(first)?,
            char::from_u32(last)?,
        ))
    });
    let mut class = ClassUnicode::new(ranges);
    match class.try_case_fold_simple() {
        Ok(()) => from_unicode(&class),
        Err(_) => set.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names() {
        for name in [
            "L",
            "Lu",
            "Letter",
            "Nd",
            "Script=Greek",
            "sc=Latin",
            "gc=Z",
            "IsLatin",
            "IsAlphabetic",
        ] {
            assert!(!property(name).unwrap().is_empty(), "{name}");
        }
        assert!(property("Greek").unwrap().contains(0x3b1));
        assert!(
            property("Alnum").unwrap().contains(0x39) && !property("Alnum").unwrap().contains(0xe9)
        );
        for name in ["", "Nonsense", "L}x", "javaLetter"] {
            assert_eq!(property(name), None, "{name}");
        }
    }

    #[test]
    fn folding() {
        let k = fold_case(&ClassSet::one(u32::from('k')));
        assert!(k.contains(u32::from('K')) && k.contains(0x212a));
    }
}
