//! What patterns become: always, never, exact, more, unsupported; and what models have beyond ECMA-262.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use std::time::Duration;

use shapewright_codegen::pattern::{MAX_EXACT_BYTES, MAX_SUPERSET_BYTES, Outcome, compile};
use shapewright_runtime::Pattern;

#[path = "../../runtime/tests/support/clock.rs"]
mod clock;
#[path = "pattern/random.rs"]
mod random;

fn pattern(source: &str) -> Pattern {
    match compile(source) {
        Outcome::Exact(automaton) | Outcome::Superset { automaton, .. } => {
            Pattern::new("", automaton.leak())
        }
        outcome => panic!("{source}: {outcome:?}"),
    }
}

/// Checks a pattern that no engine reads as models mean it.
fn check(source: &str, found: &[&str], refused: &[&str]) {
    let pattern = pattern(source);
    for text in found {
        assert!(pattern.is_match(text), "{source} refuses {text:?}");
    }
    for text in refused {
        assert!(!pattern.is_match(text), "{source} accepts {text:?}");
    }
}

#[test]
fn always_and_never() {
    for source in [
        "",
        ".*",
        "^[\\s\\S]*$",
        "^.*",
        "a*",
        "(?:)",
        "^|a",
        "^(?:.|\\s)*$",
        "^[^]*$",
    ] {
        assert_eq!(compile(source), Outcome::Always, "{source}");
    }
    for source in [
        "/^[\\d]{12}$/",
        "^/^(?=a).*$/$",
        "a^",
        "$a",
        "[]",
        "^(?!a)a$",
        "a\\Bb\\bc",
        "x{2}(?<=y)",
    ] {
        assert!(
            matches!(compile(source), Outcome::Never(_)),
            "{source}: {:?}",
            compile(source)
        );
    }
    // A line terminator is no `.`.
    check("^.*$", &["", "a"], &["a\n", "\n"]);
}

#[test]
fn leniencies() {
    check("^[\\w-.]+$", &["a-.", "-"], &["", " "]);
    check("^[a-\\d]+$", &["a-5"], &["b"]);
    check("^\\_\\:\\-\\/\\@$", &["_:-/@"], &["_:-/"]);
    check("^a]b}c{d$", &["a]b}c{d"], &["abcd"]);
    check("^x{,3}$", &["x{,3}"], &["xx"]);
    check("^[[a]&&]+$", &["a&&]", "[&&]]"], &["a", "a&&"]);
    check("^a{2}+$", &["aa"], &["aaa"]);
    check("^[0-9]{2}{1,2}$", &["12", "1234"], &["123", "123456"]);
    check("^a*${1,128}", &["aa"], &["ab"]);
    check("\\Aab\\z", &["ab"], &["abc", "xab", "ab\n"]);
    check("^ab\\Z", &["ab", "ab\n"], &["abc"]);
    check("^(?>a+)b$", &["aab"], &["b"]);
    check("^\\012\\x41\\08$", &["\nA\u{0}8"], &["A"]);
    check("^\\2$", &["\u{2}"], &["2"]);
    check(
        "^[a\\x{60}]\\x{1F600}$",
        &["a\u{1f600}", "`\u{1f600}"],
        &["x{60}\u{1f600}"],
    );
    check("^\\9$", &["9"], &["\u{9}"]);
}

#[test]
fn java_classes_and_flags() {
    check("^\\p{Alnum}+$", &["aZ9"], &["é", "_"]);
    check("^[\\p{Print}]*$", &["a b~", ""], &["\n", "é"]);
    check("^\\p{XDigit}{2}$", &["fF"], &["fg"]);
    check("^\\p{IsLatin}\\pL$", &["é中"], &["中é"]);
    check("^[\\p{LD}]$", &["é", "7"], &["-"]);
    check("(?i)^abc$", &["aBC"], &["abd"]);
    check("^(?i:ab)c$", &["ABc"], &["ABC"]);
    check("^((?i)a)b$", &["Ab"], &["AB"]);
    check("(?s)^.{2}$", &["\n\n"], &["\n"]);
    check("(?m)^a$", &["a", "b\na\nc"], &["ab", "ba"]);
    check("(?i)^[^k]$", &["l"], &["K", "\u{212a}"]);
}

#[test]
fn surrogates() {
    check(
        "^[\\uD83D\\uDE00-\\uD83D\\uDE4F]$",
        &["\u{1f600}", "\u{1f64f}"],
        &["\u{1f650}", "\u{fffd}"],
    );
    // Halves of pairs, as models for UTF-16 engines have them: every character beyond U+FFFF is meant.
    let source = "^[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDBFF-\\uDC00\\uDFFF]*$";
    check(
        source,
        &["a\u{1f600}", "\u{10ffff}", ""],
        &["\n", "\u{ffff}"],
    );
    check("^[^\\uD800-\\uDFFF]$", &["a", "\u{1f600}"], &[""]);
}

/// A look behind the end of the whole string is one ahead from its start.
#[test]
fn looks_behind_the_end() {
    for (source, found, refused) in [
        (
            "^[a-z0-9-]{3,50}(?<!-s3alias)(?<!-ext-s3alias)$",
            ["abc", "s3alias-x", "-ext-s3alia"],
            ["a-s3alias", "-ext-s3alias", "-s3alias"],
        ),
        ("^.*(?<=ab|cd)$", ["ab", "xxcd", "cab"], ["", "b", "abc"]),
    ] {
        assert!(
            matches!(compile(source), Outcome::Exact(_)),
            "{source}: {:?}",
            compile(source)
        );
        check(source, &found, &refused);
    }
}

#[test]
fn more_than_the_pattern() {
    for (source, found, refused) in [
        ("^(-?)a\\1$", ["a", "-a-"], "b"),
        ("^(?<x>[ab])\\k<x>$", ["aa", "bb"], "cc"),
        ("^(?!.*(.)\\1{3})[a-z]*$", ["abc", ""], "A"),
        ("^a(?<!xya)b$", ["ab", "ab"], "b"),
        (
            "^((?:[a-z]{1,63}[.-]?[a-z]{1,63}){1,9}[a-z0-9]{1,63}[.]?){2,9}$",
            ["abab", "aaaa"],
            "!",
        ),
    ] {
        assert!(
            matches!(compile(source), Outcome::Superset { .. }),
            "{source}: {:?}",
            compile(source)
        );
        check(source, &found, &[refused]);
    }
    let Outcome::Superset { reason, .. } = compile("^x{30000}(yx{30000})*$") else {
        panic!()
    };
    assert_eq!(reason, "counts above 256 are not checked");
}

#[test]
fn unsupported() {
    for (source, reason) in [
        ("(", "a parenthesis is not closed (at character 2)"),
        (")", "a parenthesis closes nothing (at character 1)"),
        ("[a", "a bracket is not closed (at character 3)"),
        ("*a", "a quantifier repeats nothing (at character 2)"),
        (
            "a{3,2}",
            "the numbers of a quantifier are out of order (at character 7)",
        ),
        (
            "[z-a]",
            "a range in brackets is out of order (at character 5)",
        ),
        (
            "\\p{Nonsense}",
            "there is no property \\p{Nonsense} (at character 13)",
        ),
        ("\\k<x>", "a back-reference names no group"),
        ("\\q", "\\q has no meaning in ECMA-262 (at character 3)"),
        ("a\\", "the pattern ends in a backslash (at character 3)"),
        (
            "(?=.*a.{20}$)(?=.*b.{25}$)(?!.*c.{14}$).*",
            "its automaton would be too large",
        ),
    ] {
        assert_eq!(
            compile(source),
            Outcome::Unsupported(reason.to_owned()),
            "{source}"
        );
    }
    assert!(matches!(
        compile(&"(".repeat(5000)),
        Outcome::Unsupported(_)
    ));
    assert!(matches!(
        compile(&format!("{}a{}", "(".repeat(99), ")".repeat(99))),
        Outcome::Exact(_)
    ));
}

#[test]
fn large_counts_of_one_class() {
    let pattern = pattern("^[a-zé]{3,100000}$");
    let text = "é".repeat(100_000);
    assert!(pattern.is_match(&text) && pattern.is_match("abc"));
    assert!(!pattern.is_match(&format!("{text}a")) && !pattern.is_match("ab"));
    assert!(pattern.automaton.len() < 200);
}

/// Patterns made to explode.
const HARD: &[&str] = &[
    "^x{4294967295}$",
    "^(x{4294967295}y)*$",
    "^.{0,65536}.{0,65536}$",
    "[ab]*a[ab]{30}$",
    "(a{1,1000}){1,1000}b",
    "^(([a-z]{0,50}){0,50}[a-z]{0,50}){0,50}$",
    "((((((((((a*)*)*)*)*)*)*)*)*)*b)*c",
    "((?=a)|b){0,1000}c",
    "(?!(?!(?!(?!(a|b)*c)*d)*e)*f)*g",
    "(?=(a|b)*(c|d)*(e|f)*)(?=(b|c)*(d|e)*)(?!(x|y){2,90}z{1,90})[a-z]{5,900}$",
    "^(?!.{64})(?!.*(admin|root|sys|[0-9]{12}))[a-z0-9]+([._-][a-z0-9]+){0,20}$",
    "(mi-[0-9a-f]{17})|(eks_c:[0-9A-Za-z][A-Za-z0-9\\-_]{0,99}_\\S{3,61}|ecs:[\\w-]{1,255}_\\w{1,64})",
    "(a)(\\1\\1)(\\2\\2)(\\3\\3)(\\4\\4)(\\5\\5)(\\6\\6)(\\7\\7)(\\8\\8)(\\9\\9)",
];

#[test]
fn time_and_size_are_bounded() {
    // Release builds stay below 100 ms; debug builds and slow machines get more.
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 5000 } else { 500 });
    for source in HARD {
        let start = clock::spent();
        let outcome = compile(source);
        let took = clock::spent() - start;
        assert!(took < limit, "{source} takes {took:?}");
        match outcome {
            Outcome::Exact(automaton) => assert!(automaton.len() <= MAX_EXACT_BYTES, "{source}"),
            Outcome::Superset { automaton, .. } => {
                assert!(automaton.len() <= MAX_SUPERSET_BYTES, "{source}");
            }
            _ => {}
        }
    }
}

#[test]
fn no_text_makes_it_panic() {
    let mut random = random::Random::new(3);
    let pieces = "()[]{}*+?|^$.\\-,:=!<>0123abdswpukxcBAzZ\u{1f600}é";
    let pieces: Vec<char> = pieces.chars().collect();
    let mut read = 0;
    for _ in 0..5000 {
        let length = random.below(14);
        let source: String = (0..length)
            .map(|_| pieces[random.below(pieces.len())])
            .collect();
        if !matches!(compile(&source), Outcome::Unsupported(_)) {
            read += 1;
        }
    }
    assert!(read > 500, "{read}");
}

#[test]
fn the_same_on_every_run() {
    for source in [
        "^(\\w|/|-){1,1011}$",
        "\\b[ab]{2,4}(?!c)\\p{L}",
        "^(?=.{2,9}$)(a|b-)*$",
    ] {
        assert_eq!(compile(source), compile(source), "{source}");
    }
}
