//! Numbers, right and wrong ones.

/// Every text of the parts that a number has, right and wrong ones, and numbers at the edges of types.
pub(crate) fn all() -> impl Iterator<Item = Vec<u8>> {
    let signs = ["", "-", "+", "--"];
    let wholes = ["0", "1", "42", "00", "01", "", "9007199254740993"];
    let fractions = ["", ".0", ".5", ".", ".000", "..1", ".1.2"];
    let exponents = [
        "", "e0", "E+2", "e-3", "e", "e+", "e-", "e05", "e1.5", "ee1", "e400", "e-400",
    ];
    let mut texts = Vec::new();
    for sign in signs {
        for whole in wholes {
            for fraction in fractions {
                for exponent in exponents {
                    texts.push(format!("{sign}{whole}{fraction}{exponent}"));
                }
            }
        }
    }
    for edge in [
        i128::from(i8::MIN),
        i128::from(i8::MAX),
        i128::from(i16::MIN),
        i128::from(i32::MIN),
        i128::from(i32::MAX),
        i128::from(u32::MAX),
        i128::from(i64::MIN),
        i128::from(i64::MAX),
        i128::from(u64::MAX),
        i128::MIN / 2,
        i128::MAX / 2,
        10i128.pow(17),
        10i128.pow(18),
        1 << 53,
    ] {
        for near in [edge - 1, edge, edge + 1] {
            texts.extend([near.to_string(), format!("{near}.0"), format!("{near}0e-1")]);
        }
    }
    let others = [
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "-1.8e308",
        "5e-324",
        "2e-324",
        "2.2250738585072011e-308",
        "1e99999999999999999",
        "1e999999999999999999",
        "1e-99999999999999999999999",
        "0e99999999999999999999999",
        "0.1e1000000000000000000000",
        "NaN",
        "Infinity",
        "-Infinity",
        "0x10",
        "1_000",
        "1,000",
        "\u{661}",
        "1f",
        "1e1e1",
        "-",
        "-a",
        ".5",
        "1 2",
        "1 .5",
        "- 1",
    ];
    texts.extend(others.map(str::to_owned));
    texts.push("1".repeat(400));
    texts.push(format!("0.{}", "3".repeat(400)));
    texts.push(format!("{}e-400", "7".repeat(400)));
    texts.into_iter().map(String::into_bytes)
}
