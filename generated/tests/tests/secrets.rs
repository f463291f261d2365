//! What is sensitive stays out of violations; found by the fuzz target `validators`.

use shapewright_apprunner::{CodeConfigurationValues, Runtime};
use shapewright_runtime::Validate;

/// A map without limits of its own still hides its sensitive keys.
#[test]
fn pointers_do_not_show_sensitive_keys() {
    let values = CodeConfigurationValues::new(Runtime::Python3)
        .runtime_environment_secrets([("TOKEN_OF_ANNA", "")]);
    let violations = values.validate().expect_err("the value is empty");
    let pointers: Vec<&str> = violations.iter().map(|v| v.pointer()).collect();
    assert_eq!(pointers, ["/RuntimeEnvironmentSecrets/*"]);
    assert!(!format!("{violations} {violations:?}").contains("ANNA"));
}
