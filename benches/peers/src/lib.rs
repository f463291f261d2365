//! The types of the payloads as people write them for serde: `String`, `HashMap`, `Option`, and names as attributes.
//!
//! They are generated from the committed models by `cargo run -p bench-peers`, the shapes of the payloads only. Where
//! there is a choice it is the one that costs the peers least: enums are closed, timestamps are the `f64` or the text
//! that travels.

#[rustfmt::skip]
pub mod apigatewayv2;
#[rustfmt::skip]
pub mod appmesh;
#[rustfmt::skip]
pub mod apprunner;
pub mod checks;
pub mod generate;
