//! Any input of any operation, read back from its request.
#![cfg_attr(feature = "libfuzzer", no_main)]

#[cfg(feature = "libfuzzer")]
libfuzzer_sys::fuzz_target!(|data: &[u8]| shapewright_fuzz::requests(data));

#[cfg(not(feature = "libfuzzer"))]
fn main() -> std::io::Result<()> {
    shapewright_fuzz::run_files(shapewright_fuzz::requests)
}
