//! What garde's attributes cannot say: the patterns as expressions of `regex`, keys and values of maps, look-ahead.

use std::collections::HashMap;
use std::sync::LazyLock;

use garde::Error;
use regex::Regex;

/// Compiles a pattern of the model. `\w` and `\d` are ASCII there (ECMA-262), and Unicode here unless it is said.
fn compile(pattern: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "the patterns are constants, and each is compiled by a test"
    )]
    Regex::new(pattern).expect("a pattern of the model")
}

/// Declares each pattern as a static, and lists them for the test.
macro_rules! patterns {
    ($($name:ident = $pattern:expr;)*) => {
        $(
            #[doc = concat!("The pattern of `", stringify!($name), "`.")]
            pub static $name: LazyLock<Regex> = LazyLock::new(|| compile($pattern));
        )*
        /// Every pattern, compiled.
        pub fn compile_all() -> usize {
            [$(&*$name),*].len()
        }
    };
}

patterns! {
    APP_RUNNER_RESOURCE_ARN = r"^arn:aws(-[0-9A-Za-z_]+)*:[a-z0-9\-\\.]{0,63}:[a-z0-9\-\\.]{0,63}:[0-9]{12}:[0-9A-Za-z_/\-]{1,1011}$";
    KMS_KEY_ARN = r"^arn:aws(-[0-9A-Za-z_]+)*:kms:[a-z\-]+-[0-9]{1}:[0-9]{12}:key/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
    ROLE_ARN = r"^arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):iam::[0-9]{12}:(role|role/service-role)/[0-9A-Za-z_+=,.@\-/]{1,1000}$";
    MEMORY = r"^(?:512|1024|2048|3072|4096|6144|8192|10240|12288|(0.5|1|2|3|4|6|8|10|12) GB)$";
    CPU = r"^(?:256|512|1024|2048|4096|(0.25|0.5|1|2|4) vCPU)$";
    START_COMMAND = r"^[^\x0a\x0d]+$";
    BUILD_COMMAND = r"^[^\x0a\x0d]+$";
    SOURCE_DIRECTORY = r"^[^\x00]+$";
    SERVICE_NAME = r"^[A-Za-z0-9][A-Za-z0-9\-_]{3,39}$";
    IMAGE_IDENTIFIER = r"^(?:([0-9]{12}.dkr.ecr.[a-z\-]+-[0-9]{1}.amazonaws.com/((?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*)(:([0-9A-Za-z_+\-=._:/@])+|@([0-9A-Za-z_:]+))?)|(^public\.ecr\.aws/.+/((?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*)(:([0-9A-Za-z_+\-=._:/@])+|@([0-9A-Za-z_:]+))?))$";
}

/// The pattern of App Runner's `TagKey`, `^(?!aws:).+$`: `regex` has no look-ahead.
///
/// # Errors
/// A key that does not match.
pub fn tag_key(value: &Option<String>, (): &()) -> garde::Result {
    match value {
        Some(key) if key.is_empty() || key.starts_with("aws:") => {
            Err(Error::new("does not match pattern ^(?!aws:).+$"))
        }
        _ => Ok(()),
    }
}

/// Variables: names of 1 to 51,200 characters, values of at most as many.
///
/// # Errors
/// A name or value that is too short or too long.
pub fn runtime_environment_variables(
    map: &Option<HashMap<String, String>>,
    (): &(),
) -> garde::Result {
    lengths(map, 1..=51_200, 0..=51_200)
}

/// Secrets: names and values of 1 to 2,048 characters.
///
/// # Errors
/// A name or value that is too short or too long.
pub fn runtime_environment_secrets(
    map: &Option<HashMap<String, String>>,
    (): &(),
) -> garde::Result {
    lengths(map, 1..=2048, 1..=2048)
}

fn lengths(
    map: &Option<HashMap<String, String>>,
    keys: std::ops::RangeInclusive<usize>,
    values: std::ops::RangeInclusive<usize>,
) -> garde::Result {
    for (key, value) in map.iter().flatten() {
        if !keys.contains(&key.chars().count()) {
            return Err(Error::new("the length of a key is out of range"));
        }
        if !values.contains(&value.chars().count()) {
            return Err(Error::new("the length of a value is out of range"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_pattern_compiles() {
        assert_eq!(super::compile_all(), 10);
    }
}
