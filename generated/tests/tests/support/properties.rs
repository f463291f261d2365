//! Runs the strategies of a type: what they call valid is valid, what they call wrong is wrong in just that way.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRng, TestRunner};
use shapewright_runtime::proptest::{Described, invalid, is_limited, valid};
use shapewright_runtime::{Violation, file};

/// A runner that makes the same values every time, others for each seed.
pub(crate) fn runner(cases: u32, seed: u8) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::from_seed(config.rng_algorithm, &[seed; 32]);
    TestRunner::new_with_rng(config, rng)
}

/// Checks so many valid and wrong values of a type, and gives the violations of the wrong ones.
pub(crate) fn check<T: Described + PartialEq>(name: &str, cases: u32, seed: u8) -> Vec<Violation> {
    run(name, runner(cases, seed), &valid::<T>(), |value| {
        if let Err(violations) = value.validate() {
            return Err(TestCaseError::fail(violations.to_string()));
        }
        let json = file::to_vec(&value).map_err(|error| TestCaseError::fail(error.to_string()))?;
        match file::from_slice::<T>(&json) {
            Ok(read) if read == value => Ok(()),
            Ok(read) => Err(TestCaseError::fail(format!("read back as {read:?}"))),
            Err(error) => Err(TestCaseError::fail(error.to_string())),
        }
    });
    if !is_limited::<T>() {
        return Vec::new();
    }
    let seen = std::cell::RefCell::new(Vec::new());
    run(
        name,
        runner(cases, seed),
        &invalid::<T>(),
        |(value, violation)| {
            let found = value.validate();
            seen.borrow_mut().push(violation.clone());
            match &found {
                Err(violations) if violations.as_slice() == [violation.clone()] => Ok(()),
                _ => Err(TestCaseError::fail(format!(
                    "expected {violation:?}, found {found:?}"
                ))),
            }
        },
    );
    seen.into_inner()
}

fn run<S: Strategy>(
    name: &str,
    mut runner: TestRunner,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    match runner.run(strategy, test) {
        Ok(()) => {}
        Err(TestError::Abort(reason)) => panic!("{name}: {reason}"),
        Err(TestError::Fail(reason, value)) => panic!("{name}: {reason}\n{value:#?}"),
    }
}
