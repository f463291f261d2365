//! A user of the crate that is made of `tests/diff/base.json`, who uses everything that the crate promises, with exact
//! types: whatever is no major change must leave this as it compiles. Not what `#[non_exhaustive]` forbids.

use std::fmt::Debug;
use std::hash::Hash;

use store::runtime::{BigDecimal, Map, Operation, Timestamp, Validate};
use store::{
    Choice, Color, Conflict, GetItem, GetItemError, GetItemInput, GetItemOutput, Item, Level,
    ListItems, ListItemsError, ListItemsInput, ListItemsOutput, NotFound, Owner, Ping, PingError,
    PingInput, PingOutput, PutItem, PutItemError, PutItemInput, PutItemOutput,
};

/// The constants.
pub const CONSTANTS: [&str; 3] = [store::SERVICE, store::API_VERSION, store::SIGNING_NAME];

/// Which types belong to an operation.
fn operation<I, O, E>(_: impl Operation<Input = I, Output = O, Error = E> + Copy + Debug) {}

/// What every structure and union can do.
fn value<T: Clone + Debug + PartialEq + Send + Sync + 'static>() {}

/// What a structure that is sent can do.
fn checked<T: Validate + Clone + Debug + PartialEq + Send + Sync + 'static>() {}

/// What a structure without required members can do.
fn empty<T: Default + Clone + Debug + PartialEq + Send + Sync + 'static>() {}

/// What an enum can do.
fn key<T: Clone + Debug + Eq + Hash + Ord + Send + Sync + 'static>() {}

/// Types and their traits.
pub fn types() {
    operation::<GetItemInput, GetItemOutput, GetItemError>(GetItem);
    operation::<ListItemsInput, ListItemsOutput, ListItemsError>(ListItems);
    operation::<PutItemInput, PutItemOutput, PutItemError>(PutItem);
    operation::<PingInput, PingOutput, PingError>(Ping);
    checked::<GetItemInput>();
    checked::<PutItemInput>();
    checked::<Item>();
    checked::<Choice>();
    value::<ListItemsOutput>();
    empty::<ListItemsInput>();
    empty::<GetItemOutput>();
    empty::<PutItemOutput>();
    empty::<PingInput>();
    empty::<PingOutput>();
    empty::<Owner>();
    empty::<NotFound>();
    empty::<Conflict>();
    key::<Color>();
    key::<Level>();
}

/// Constructors and setters.
pub fn made(price: BigDecimal, made: Timestamp) -> (PutItemInput, ListItemsOutput) {
    let item: Item = Item::new("name", Owner::new().mail("a@b.example"))
        .color(Color::Red)
        .level(Level::High)
        .size(1_i32)
        .count(2_i32)
        .price(price)
        .choice(Choice::Number(3_i32))
        .tags(["one"])
        .labels([("a", "b")])
        .made(made)
        .note("text");
    let put = PutItemInput::new("id", item.clone()).dry_run(true).token("t");
    let list = ListItemsOutput::new([item.clone()]).others([item.clone()]).next("n").last("l");
    let _: ListItemsInput = ListItemsInput::new().next("n").limit(1_i32).max(2_i32);
    let _: GetItemInput = GetItemInput::new("id");
    let _: GetItemOutput = GetItemOutput::new().item(item.clone());
    let _: PutItemOutput = PutItemOutput::new().item(item).etag("e");
    let _: (PingInput, PingOutput) = (PingInput::new(), PingOutput::new());
    let _: (NotFound, Conflict) = (NotFound::new().message("m"), Conflict::new().message("m"));
    (put, list)
}

/// The fields of what comes back and goes out.
pub fn fields(item: Item, put: PutItemInput, list: ListItemsOutput, query: ListItemsInput) {
    let Item { name, owner, color, level, size, count, price, choice, tags, labels, made, note, .. } = item;
    let _: (String, Owner, Option<Color>, Option<Level>) = (name, owner, color, level);
    let _: (Option<i32>, i32, Option<BigDecimal>, Option<Choice>) = (size, count, price, choice);
    let _: (Option<Vec<String>>, Option<Map<String, String>>) = (tags, labels);
    let _: (Option<Timestamp>, Option<String>) = (made, note);
    let PutItemInput { id, item, dry_run, token, .. } = put;
    let _: (String, Item, Option<bool>, Option<String>) = (id, item, dry_run, token);
    let ListItemsOutput { items, others, next, last, .. } = list;
    let _: (Vec<Item>, Option<Vec<Item>>, Option<String>, Option<String>) = (items, others, next, last);
    let ListItemsInput { next, limit, max, .. } = query;
    let _: (Option<String>, Option<i32>, Option<i32>) = (next, limit, max);
}

/// The fields of small structures.
pub fn small(get: (GetItemInput, GetItemOutput), put: PutItemOutput, errors: (NotFound, Conflict), owner: Owner) {
    let _: (String, Option<Item>) = (get.0.id, get.1.item);
    let _: (Option<Item>, Option<String>) = (put.item, put.etag);
    let _: (Option<String>, Option<String>) = (errors.0.message, errors.1.message);
    let _: Option<String> = owner.mail;
}

/// Variants; what is new falls to the last arm.
pub fn variants(color: Color, level: Level, choice: Choice) -> usize {
    let color = match color {
        Color::Red => 1,
        Color::Blue => 2,
        Color::Unknown(_) => 3,
        _ => 4,
    };
    let level = match level {
        Level::Low => 1,
        Level::High => 2,
        Level::Unknown(_) => 3,
        _ => 4,
    };
    let choice = match choice {
        Choice::Text(text) => String::len(&text),
        Choice::Number(number) => usize::from(i32::is_positive(number)),
        Choice::Unknown(_) => 3,
        _ => 4,
    };
    let _: (&[&str], &[i32]) = (Color::VALUES, Level::VALUES);
    color + level + choice
}

/// Errors; what is new falls to the last arm.
pub fn errors(get: GetItemError, put: PutItemError, list: ListItemsError, ping: PingError) -> Option<String> {
    match (list, ping) {
        (ListItemsError::Other(_), PingError::Other(_)) => {}
        _ => return None,
    }
    match (get, put) {
        (GetItemError::NotFound(NotFound { message, .. }), _) => message,
        (_, PutItemError::Conflict(Conflict { message, .. })) => message,
        (GetItemError::Other(_), PutItemError::Other(_)) => None,
        _ => None,
    }
}
