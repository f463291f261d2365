//! Compares what a crate would do with an ECMA-262 engine, on strings made for the pattern.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use shapewright_codegen::pattern::{Outcome, plain, strings};
use shapewright_runtime::Pattern;

/// The engine backtracks, without end for some patterns. A pattern that takes it this long for all strings
/// is left.
const HOPELESS: Duration = Duration::from_secs(2);

/// Tells whether a pattern is found in each of some strings; fewer answers where it takes too long.
pub(super) type Engine = fn(&str, &[String]) -> Result<Vec<bool>>;

/// What the engine says of a pattern.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// The engine read the text of the model; else what we read in it, in the words of ECMA-262.
    pub(super) as_written: bool,
    /// Strings that both accept, and that both refuse.
    pub(super) accepted: usize,
    pub(super) refused: usize,
    /// Strings that only a looser automaton accepts.
    pub(super) looser: usize,
    /// Some strings that only one of them accepts, with whether it is the engine.
    pub(super) wrong: Vec<(String, bool)>,
    /// Strings that the engine refuses for a character beyond U+FFFF, where the pattern's classes name
    /// halves of surrogate pairs: with the flag `u` these match nothing, we take them for such characters.
    pub(super) halves: usize,
    /// Why there are no more strings.
    pub(super) ended: Option<&'static str>,
}

/// What the generated crate does with a string.
#[derive(Clone, Copy)]
enum Matcher {
    Automaton(Pattern),
    Always,
    Never,
}

impl Matcher {
    fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::Exact(automaton) | Outcome::Superset { automaton, .. } => Some(
                // Generated code has it in a static; here it lives as long as the program.
                Self::Automaton(Pattern::new("", automaton.clone().leak())),
            ),
            Outcome::Always => Some(Self::Always),
            Outcome::Never(_) => Some(Self::Never),
            Outcome::Unsupported(_) => None,
        }
    }

    fn is_match(self, text: &str) -> bool {
        match self {
            Self::Automaton(pattern) => pattern.is_match(text),
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// Tries about so many strings.
pub(super) fn verify(
    source: &str,
    outcome: &Outcome,
    count: usize,
    engine: Engine,
) -> Result<Verdict> {
    let mut verdict = Verdict::default();
    let Some(matcher) = Matcher::of(outcome) else {
        return Ok(verdict.end("it is not checked"));
    };
    let reads = |text: &str| regress::Regex::with_flags(text, "u").is_ok();
    verdict.as_written = reads(source);
    let text = match verdict.as_written {
        true => Some(source.to_owned()),
        false => plain(source).filter(|text| reads(text)),
    };
    let Some(text) = text else {
        return Ok(verdict.end("the engine does not read it"));
    };
    let exact = !matches!(outcome, Outcome::Superset { .. });
    let texts = texts(source, outcome, count);
    let answers = engine(&text, &texts)?;
    if answers.len() < texts.len() {
        verdict = verdict.end("the engine takes too long");
    }
    let names_halves = verdict.as_written && names_halves(source);
    for (text, expected) in texts.into_iter().zip(answers) {
        match (matcher.is_match(&text), expected) {
            (true, true) => verdict.accepted += 1,
            (false, false) => verdict.refused += 1,
            (true, false) if !exact => verdict.looser += 1,
            (true, false) if names_halves && text.chars().any(|c| c > '\u{ffff}') => {
                verdict.halves += 1;
            }
            (_, engine) => verdict.wrong.push((text, engine)),
        }
    }
    Ok(verdict)
}

/// Whether a pattern has an escape of a surrogate.
fn names_halves(source: &str) -> bool {
    let digits = source.split("\\u").skip(1).filter_map(|rest| rest.get(..2));
    let half = |digits: &str| matches!(u8::from_str_radix(digits, 16), Ok(0xd8..=0xdf));
    digits.into_iter().any(half)
}

impl Verdict {
    fn end(self, why: &'static str) -> Self {
        Self {
            ended: Some(why),
            ..self
        }
    }
}

/// The strings, shortest first: from the automaton, from the text, and some of both changed.
fn texts(source: &str, outcome: &Outcome, count: usize) -> Vec<String> {
    let mut all: BTreeSet<String> = BTreeSet::new();
    let followed = strings::of_text(source, count.div_ceil(2));
    for (turn, text) in followed.iter().enumerate() {
        let changed = strings::mutations(text, turn);
        all.extend(changed.into_iter().skip(turn % 7).step_by(8));
    }
    all.extend(followed);
    if let Outcome::Exact(automaton) | Outcome::Superset { automaton, .. } = outcome {
        let walked = strings::of_automaton(automaton, count);
        let wanted = count.saturating_sub(all.len()).max(1);
        let every = walked.len().div_ceil(wanted).max(1);
        all.extend(walked.into_iter().step_by(every));
    }
    all.insert(String::new());
    // Patterns with few strings of their own are tried on more changed ones.
    let mut turn = 0;
    while all.len() < count && turn < 20 {
        let more: Vec<String> = all
            .iter()
            .take(20)
            .flat_map(|text| strings::mutations(text, turn))
            .collect();
        all.extend(more.into_iter().take(count - all.len()));
        turn += 1;
    }
    let mut all: Vec<String> = all.into_iter().collect();
    all.sort_by_key(String::len);
    all
}

/// The engine in a process of its own, as no call of it can be stopped.
pub(super) fn elsewhere(source: &str, texts: &[String]) -> Result<Vec<bool>> {
    let program = std::env::current_exe().context("this program cannot be found")?;
    let mut child = Command::new(program)
        .args(["patterns", "--engine", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("the engine's process cannot be started")?;
    let question = serde_json::to_vec(&(source, texts))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin
            .write_all(&question)
            .context("the engine does not listen")?;
    }
    let output = child
        .wait_with_output()
        .context("the engine does not answer")?;
    Ok(output.stdout.into_iter().map(|byte| byte == b'1').collect())
}

/// The other end of [`elsewhere`]: reads a pattern and strings, writes `1` or `0` for each, ends after a
/// while.
pub(super) fn answer() -> Result<()> {
    let mut question = Vec::new();
    std::io::stdin().read_to_end(&mut question)?;
    let (source, texts): (String, Vec<String>) = serde_json::from_slice(&question)?;
    let engine = regress::Regex::with_flags(&source, "u")?;
    std::thread::spawn(|| {
        std::thread::sleep(HOPELESS);
        std::process::exit(0);
    });
    for text in texts {
        let found = engine.find(&text).is_some();
        std::io::stdout().write_all(if found { b"1" } else { b"0" })?;
        std::io::stdout().flush()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use shapewright_codegen::pattern::compile;

    use super::*;

    /// The engine in this process: the patterns below are kind to it.
    fn here(source: &str, texts: &[String]) -> Result<Vec<bool>> {
        let engine = regress::Regex::with_flags(source, "u")?;
        Ok(texts
            .iter()
            .map(|text| engine.find(text).is_some())
            .collect())
    }

    fn verify(source: &str, outcome: &Outcome, count: usize) -> Verdict {
        super::verify(source, outcome, count, here).unwrap()
    }

    fn verdict(source: &str) -> Verdict {
        verify(source, &compile(source), 200)
    }

    #[test]
    fn exact_patterns_agree() {
        for source in [
            "^[a-z]{2,40}(-[0-9]+)?$",
            "a|b",
            "^(?!aws:).+$",
            ".*",
            "(?i)^ab\\_$",
        ] {
            let verdict = verdict(source);
            assert!(verdict.wrong.is_empty(), "{source}: {verdict:?}");
            assert!(verdict.accepted > 2, "{source}: {verdict:?}");
            assert!(
                verdict.refused > 20 || source == ".*",
                "{source}: {verdict:?}"
            );
            assert_eq!(verdict.as_written, !source.starts_with("(?i)"));
        }
    }

    #[test]
    fn a_wrong_automaton_is_found_out() {
        for (source, other) in [("^[a-z]{2,40}$", "^[a-z]{2,39}$"), ("^a.b$", "^a[^]b$")] {
            let verdict = verify(source, &compile(other), 200);
            assert!(
                !verdict.wrong.is_empty(),
                "{source} as {other}: {verdict:?}"
            );
        }
        assert!(
            !verify("^a?$", &Outcome::Never(String::new()), 200)
                .wrong
                .is_empty()
        );
        assert!(!verify("^a?$", &Outcome::Always, 200).wrong.is_empty());
    }

    #[test]
    fn halves_of_pairs_are_told_apart_from_errors() {
        let verdict = verdict("^[\\u0020-\\uD7FF\\uD800\\uDBFF-\\uDC00\\uDFFF]*$");
        assert!(
            verdict.wrong.is_empty() && verdict.halves > 0,
            "{verdict:?}"
        );
        assert!(!names_halves("\\u0020\\u{1F600}\\w"));
    }

    #[test]
    fn looser_ones_may_only_accept_more() {
        let outcome = |source: &str| match compile(source) {
            Outcome::Exact(automaton) => Outcome::Superset {
                automaton,
                reason: String::new(),
            },
            outcome => outcome,
        };
        let looser = verify("^[a-z]{2,40}$", &outcome("^[a-z]*$"), 200);
        assert!(looser.wrong.is_empty() && looser.looser > 0, "{looser:?}");
        assert!(
            !verify("^[a-z]*$", &outcome("^[a-z]{2,40}$"), 200)
                .wrong
                .is_empty()
        );
    }

    #[test]
    fn an_engine_that_hangs_is_left() {
        let one = |_: &str, _: &[String]| Ok(vec![true]);
        let verdict = super::verify(".*", &Outcome::Always, 10, one).unwrap();
        assert_eq!((verdict.accepted, verdict.ended.is_some()), (1, true));
    }
}
