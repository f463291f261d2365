//! What was measured, and the figures that are told of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Reading responses.
pub mod deserialize {
    /// The kind of these rows.
    pub const KIND: &str = "deserialize";
    /// The contender that only makes the value: a clone of it.
    pub const CLONING: &str = "cloning";
    /// The contender that only checks the text: our reader, skipping it.
    pub const SKIPPING: &str = "skipping";
    /// The payloads that the project was given; the others are its own.
    pub const GIVEN: [&str; 9] = [
        "ar_describe_service_resp",
        "ar_describe_service_resp_shuf",
        "ar_list_services_1000",
        "ar_list_services_1000_shuf",
        "ar_list_services_1mb",
        "gw_get_routes_500",
        "gw_get_integrations_500",
        "am_create_vgw_resp",
        "am_describe_route_resp",
    ];
}

/// Writing requests and lists.
pub mod serialize {
    /// The kind of the rows for requests.
    pub const KIND: &str = "serialize";
    /// The kind of the rows for lists.
    pub const LISTS: &str = "serialize-list";
    /// The requests that the project was given; the others are its own.
    pub const GIVEN: [&str; 2] = ["ar_create_service_req", "am_create_vgw_req"];
}

/// Checking inputs.
pub mod validate {
    /// The kind of these rows.
    pub const KIND: &str = "validate";
    /// The contender that writes the input instead.
    pub const SERIALIZING: &str = "serializing";
}

/// Whole calls.
pub mod call {
    /// The kind of these rows.
    pub const KIND: &str = "call";
    /// The contender that only signs.
    pub const SIGNING: &str = "signing";
}

/// The contenders that codecs are compared with.
pub const PEERS: [&str; 4] = ["official", "serde_json", "sonic-rs", "simd-json"];

/// What was measured of one contender.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Measured {
    /// Who it is.
    pub name: String,
    /// Nanoseconds of one run: the median of the rounds.
    pub median: f64,
    /// Nanoseconds of one run: the best round.
    pub min: f64,
    /// Allocations and reallocations of one run.
    pub allocations: Option<i64>,
    /// Bytes allocated in one run.
    pub allocated: Option<i64>,
}

/// What was measured of an entry.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Row {
    /// What is done.
    pub kind: String,
    /// To what.
    pub subject: String,
    /// The size of the JSON, in bytes.
    pub bytes: usize,
    /// Ours first.
    pub contenders: Vec<Measured>,
}

impl Row {
    /// A contender by its name.
    pub fn contender(&self, name: &str) -> Option<&Measured> {
        self.contenders.iter().find(|it| it.name == name)
    }

    /// How many times as fast as `other` ours is, by medians.
    pub fn ratio(&self, other: &str) -> Option<f64> {
        Some(self.contender(other)?.median / self.contender("ours")?.median)
    }
}

/// Allocations and allocated bytes of one run, by entry and contender.
pub type Allocations = BTreeMap<String, BTreeMap<String, (i64, i64)>>;

/// The geometric mean; none of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    let sum: f64 = values.iter().map(|value| value.ln()).sum();
    #[expect(clippy::cast_precision_loss, reason = "a handful of values")]
    let count = values.len() as f64;
    (!values.is_empty()).then(|| (sum / count).exp())
}

/// Every figure with its name, in the order of the report.
pub fn figures(rows: &[Row]) -> Vec<(String, f64)> {
    let mut out = Vec::new();
    let kinds: [(&str, &[&str]); 3] = [
        (deserialize::KIND, &deserialize::GIVEN),
        (serialize::KIND, &serialize::GIVEN),
        (serialize::LISTS, &[]),
    ];
    for (kind, given) in kinds {
        codec(rows, kind, given, &mut out);
    }
    shares(rows, &mut out);
    for row in rows.iter().filter(|row| row.kind == validate::KIND) {
        let name = |what: &str| format!("{}/{}/{what}", row.kind, row.subject);
        if let Some(ratio) = row.ratio("garde") {
            out.push((name("x garde"), ratio));
        }
        if let Some(ratio) = row.ratio(validate::SERIALIZING) {
            out.push((name("share of serializing"), 1.0 / ratio));
        }
        allocations(row, "ours", name("allocations"), &mut out);
    }
    for row in rows.iter().filter(|row| row.kind == call::KIND) {
        let name = |what: &str| format!("{}/{}/{what}", row.kind, row.subject);
        if let Some(ratio) = row.ratio("official") {
            out.push((name("x official"), ratio));
        }
        allocations(row, "ours", name("allocations"), &mut out);
        allocations(row, "official", name("allocations official"), &mut out);
        let count = |who| row.contender(who)?.allocations;
        if let (Some(all), Some(signing)) = (count("ours"), count(call::SIGNING)) {
            out.push((name("allocations beyond signing"), whole(all - signing)));
        }
    }
    out
}

/// Which share of our time making the values and checking the text alone take.
fn shares(rows: &[Row], out: &mut Vec<(String, f64)>) {
    let given = |row: &&Row| {
        row.kind == deserialize::KIND && deserialize::GIVEN.contains(&row.subject.as_str())
    };
    for who in [deserialize::CLONING, deserialize::SKIPPING] {
        let all: Option<Vec<f64>> = rows
            .iter()
            .filter(given)
            .map(|row| row.ratio(who))
            .collect();
        if let Some(share) = all.and_then(|all| mean(&all)) {
            out.push((
                format!("{}/mean of the given 9/share of {who}", deserialize::KIND),
                share,
            ));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn whole(count: i64) -> f64 {
    count as f64
}

fn allocations(row: &Row, who: &str, name: String, out: &mut Vec<(String, f64)>) {
    if let Some(count) = row.contender(who).and_then(|it| it.allocations) {
        out.push((name, whole(count)));
    }
}

fn codec(rows: &[Row], kind: &str, given: &[&str], out: &mut Vec<(String, f64)>) {
    let rows: Vec<&Row> = rows.iter().filter(|row| row.kind == kind).collect();
    for peer in PEERS {
        let ratios = |wanted: &dyn Fn(&Row) -> bool| -> Vec<f64> {
            let rows = rows.iter().filter(|row| wanted(row));
            rows.filter_map(|row| row.ratio(peer)).collect()
        };
        let all = ratios(&|_| true);
        if let Some(mean) = mean(&all) {
            out.push((format!("{kind}/mean of {}/x {peer}", all.len()), mean));
        }
        let given = ratios(&|row| given.contains(&row.subject.as_str()));
        if given.len() > 1
            && given.len() < all.len()
            && let Some(mean) = mean(&given)
        {
            out.push((
                format!("{kind}/mean of the given {}/x {peer}", given.len()),
                mean,
            ));
        }
        if let (true, Some(least)) = (all.len() > 1, all.iter().copied().reduce(f64::min)) {
            out.push((format!("{kind}/least/x {peer}"), least));
        }
    }
    for row in rows {
        for peer in PEERS {
            if let Some(ratio) = row.ratio(peer) {
                out.push((format!("{kind}/{}/x {peer}", row.subject), ratio));
            }
        }
    }
}
