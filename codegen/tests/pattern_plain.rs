//! What models have beyond ECMA-262, against the engine on what we read in it; strings made from texts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use shapewright_codegen::pattern::{Outcome, compile, plain, strings};
use shapewright_runtime::Pattern;

#[path = "pattern/random.rs"]
mod random;

/// How often automaton and engine agreed on "found" and "not found", for strings of the pattern's text.
fn agreement(source: &str, engine: &regress::Regex) -> Option<(usize, usize)> {
    let Outcome::Exact(automaton) = compile(source) else {
        return None;
    };
    let pattern = Pattern::new("", automaton.leak());
    let (mut found, mut refused) = (0, 0);
    // The engine backtracks: long strings can take it for ever.
    let texts = strings::of_text(source, 60);
    let short = texts.iter().filter(|text| text.chars().count() < 24);
    for (turn, text) in short.enumerate() {
        for text in strings::mutations(text, turn).iter().chain([text]) {
            let expected = engine.find(text).is_some();
            assert_eq!(pattern.is_match(text), expected, "{source} on {text:?}");
            if expected { found += 1 } else { refused += 1 }
        }
    }
    Some((found, refused))
}

#[test]
fn lenient_patterns_mean_what_we_read_in_them() {
    for source in [
        "^[\\w-.]{1,9}$",
        "^\\_\\:x{,3}$",
        "^a{2}{1,3}b$",
        "^(?i)ab[c-e]$",
        "^(?s:.)b.$",
        "(?m)^ab$",
        "\\A\\p{Alnum}{2,5}\\z",
        "^[\\p{IsLatin}\\p{LD}]{1,4}$",
        "^[\\x{60}-\\x{63}]{2}$",
        "^[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDBFF-\\uDC00\\uDFFF]{1,4}$",
    ] {
        let text = plain(source).unwrap();
        let engine = regress::Regex::with_flags(text.as_str(), "u").unwrap();
        let counts = agreement(source, &engine);
        assert!(
            counts.is_some_and(|(found, refused)| found > 0 && refused > 5),
            "{source}: {counts:?}"
        );
    }
}

#[test]
fn plain_texts_mean_the_same() {
    let mut random = random::Random::new(11);
    let (mut found, mut refused) = (0, 0);
    for _ in 0..400 {
        let source = random::pattern(&mut random, 1);
        let text = plain(&source).unwrap();
        let engine = regress::Regex::with_flags(text.as_str(), "u").unwrap();
        if let Some(counts) = agreement(&source, &engine) {
            found += counts.0;
            refused += counts.1;
        }
    }
    assert!(found > 2000 && refused > 2000, "{found} {refused}");
}
