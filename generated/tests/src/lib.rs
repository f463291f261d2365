//! Tests of generated crates live in `tests/`, their documents in `examples/`.
