//! Any response to any operation.
#![cfg_attr(feature = "libfuzzer", no_main)]

#[cfg(feature = "libfuzzer")]
libfuzzer_sys::fuzz_target!(|data: &[u8]| shapewright_fuzz::responses(data));

#[cfg(not(feature = "libfuzzer"))]
fn main() -> std::io::Result<()> {
    shapewright_fuzz::run_files(shapewright_fuzz::responses)
}
