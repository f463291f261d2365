//! Rules that need the whole model, a file for each group. · Run last, on shapes that are
//! resolved. · A member whose target does not exist has been reported and is skipped.

mod defaults;
mod http;
mod http_types;
mod names;
mod pagination;
mod patterns;
mod targets;
mod waiters;

use super::Model;
use super::context::Context;

/// Checks them all.
pub(super) fn check(model: &Model, ctx: &mut Context<'_>) {
    defaults::check(model, ctx);
    http::check(model, ctx);
    names::check(model, ctx);
    pagination::check(model, ctx);
    patterns::check(model, ctx);
    targets::check(model, ctx);
    waiters::check(model, ctx);
}
