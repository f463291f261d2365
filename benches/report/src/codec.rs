//! The section on reading, writing, checking and whole calls.

use std::fmt::Write;

use anyhow::Result;
use bench_figures::{PEERS, Row, call, deserialize, figures, mean, serialize, validate};

use crate::chart::{self, Group, number};
use crate::{Folders, machine};

/// Writes the charts; the text.
pub(crate) fn section(folders: &Folders) -> Result<String> {
    let rows: Vec<Row> = folders.result("codec")?;
    let versions = machine::versions(&[
        "aws-sdk-apprunner",
        "aws-sdk-apigatewayv2",
        "aws-sdk-appmesh",
        "aws-sigv4",
        "serde_json",
        "sonic-rs",
        "simd-json",
        "garde",
        "regex",
    ])?;
    let mut out = format!(
        "## Codec\n\n{}\nAgainst {versions}, each with its default features (the official crates without an HTTP \
         client), release profile, no `target-cpu`.\n\n",
        machine::paragraph()?
    );
    out.push_str(METHOD);
    for (kind, title, text) in [
        (deserialize::KIND, "Deserialize", DESERIALIZE),
        (serialize::KIND, "Serialize requests", SERIALIZE),
        (serialize::LISTS, "Serialize lists", LISTS),
    ] {
        let of: Vec<&Row> = rows.iter().filter(|row| row.kind == kind).collect();
        speedups(folders, kind, title, &of)?;
        let _ = write!(
            out,
            "\n### {title}\n\n![{title}, times as fast](benchmarks/{kind}.svg)\n\n{text}\n"
        );
        codec_table(&mut out, &of);
        if kind == deserialize::KIND {
            limits_table(&mut out, &of);
        }
    }
    let of = |kind| rows.iter().filter(move |row| row.kind == kind);
    let _ = write!(out, "\n### Validate\n\n{VALIDATE}\n");
    plain_table(&mut out, of(validate::KIND));
    calls(folders, &of(call::KIND).collect::<Vec<_>>())?;
    let _ = write!(
        out,
        "\n### Whole calls without a network\n\n![Whole calls](benchmarks/call.svg)\n\n{CALL}\n"
    );
    plain_table(&mut out, of(call::KIND));
    out.push_str("\n### All figures\n\n```text\n");
    for (name, value) in figures(&rows) {
        let _ = writeln!(out, "{name}: {}", figure(value));
    }
    out.push_str("```\n");
    Ok(out)
}

const METHOD: &str = "All contenders of a table run in one process, in interleaved rounds of at least 4 ms each; a time \
    is the median of 41 rounds, a ratio is of medians. Dropping what was read is part of reading it. Allocations \
    (reallocations included) are counted in a second process, because counting costs time. Before anything is measured \
    every contender's result is compared by value with the input; a mismatch ends the run.\n\n\
    The official crates' codec is private, but their operations are public as runtime plugins, whose configuration \
    holds `SharedResponseDeserializer` and `SharedRequestSerializer`: those are called as the orchestrator calls them, \
    without the rest of it. The serde contenders read and write structures that are generated from the same models: \
    `String`, `HashMap`, `Option`; enums are closed there and timestamps `f64` or `String`, which is less work than \
    ours and the official crates do.\n";

const DESERIALIZE: &str = "Ours is `Operation::response` on an `http::Response`: besides the body also status, request \
    id and missing required members. The copy of the input that simd-json writes into is subtracted. `_shuf`: keys in \
    random order; `_maps`, `_numbers` and `_text` are our own, mostly maps of 40 entries, numbers, and text with \
    escapes and characters beyond ASCII.";

const LIMITS: &str = "What no reader of owned values can do without, as shares of our time: making the value (`clone` \
    of what was read, dropped again) and looking at the text (our reader skips it, as strictly as it reads).";

const SERIALIZE: &str = "Bodies into a fresh `Vec`. The official serializer consumes its input and makes the whole HTTP \
    request: cloning the input and making the request of an input without body members are subtracted. It does not send \
    `IsPubliclyAccessible: false`; its request is compared without.";

const LISTS: &str = "Outputs, which the official crates cannot write.";

const VALIDATE: &str = "A valid input, with all constraints of the model: ours is `validate()`, the other is garde's \
    derive on the serde structures with the same constraints, patterns by the `regex` crate, compiled beforehand. Both \
    are checked to find the same number of violations in a broken input. `serializing` writes the same input, for \
    comparison.";

const CALL: &str = "Make the request, sign it with `aws-sigv4` (which costs both the same; `signing` is that alone), \
    read the answer. The official crate does its `send()` with a connector that answers at once and the default \
    configuration; cloning the input, which it consumes, and making the answer are subtracted. The answer of \
    `CreateService` repeats all of the input; the short one has what every service has.";

/// Times as fast as the first peer that a row has.
fn speedups(folders: &Folders, kind: &str, title: &str, rows: &[&Row]) -> Result<()> {
    let base = match rows.iter().all(|row| row.contender("official").is_some()) {
        true => "official",
        false => "serde_json",
    };
    let series = ["ours", "official", "serde_json", "sonic-rs", "simd-json"];
    let times =
        |row: &Row, who: &str| Some(row.contender(base)?.median / row.contender(who)?.median);
    let mut groups: Vec<Group> = rows
        .iter()
        .map(|row| Group {
            name: row.subject.clone(),
            values: series.iter().map(|who| times(row, who)).collect(),
        })
        .collect();
    let overall = |who: &&str| {
        let all: Option<Vec<f64>> = rows.iter().map(|row| times(row, who)).collect();
        mean(&all?)
    };
    let values = series.iter().map(overall).collect();
    let name = "geometric mean".to_owned();
    groups.insert(0, Group { name, values });
    let unit = format!("times as fast as {base}");
    chart::bars(&folders.chart(kind), title, &unit, &series, &groups)
}

fn calls(folders: &Folders, rows: &[&Row]) -> Result<()> {
    let series = ["ours", "official", call::SIGNING];
    let group = |row: &&Row| Group {
        name: row.subject.clone(),
        values: series
            .iter()
            .map(|who| Some(row.contender(who)?.median / 1000.0))
            .collect(),
    };
    let groups: Vec<Group> = rows.iter().map(group).collect();
    let title = "Whole calls without a network";
    chart::bars(&folders.chart("call"), title, "µs", &series, &groups)
}

/// Median times of all contenders, and how many times as fast ours is.
fn codec_table(out: &mut String, rows: &[&Row]) {
    let peers: Vec<&str> = PEERS
        .into_iter()
        .filter(|peer| rows.iter().any(|row| row.contender(peer).is_some()))
        .collect();
    let _ = write!(out, "\n| payload | bytes | ours, µs | allocations |");
    for peer in &peers {
        let _ = write!(out, " {peer}, µs | allocations | x |");
    }
    let _ = write!(
        out,
        "\n|---|--:|--:|--:|{}\n",
        "--:|--:|--:|".repeat(peers.len())
    );
    for row in rows {
        let _ = write!(out, "| {} | {} |", row.subject, row.bytes);
        for who in std::iter::once(&"ours").chain(&peers) {
            let Some(it) = row.contender(who) else {
                continue;
            };
            let count = it.allocations.map_or_else(String::new, |it| it.to_string());
            let _ = write!(out, " {} | {count} |", number(it.median / 1000.0));
            if let (true, Some(ratio)) = (*who != "ours", row.ratio(who)) {
                let _ = write!(out, " **{ratio:.2}** |");
            }
        }
        out.push('\n');
    }
}

/// What reading takes at least, as shares of our time.
fn limits_table(out: &mut String, rows: &[&Row]) {
    let _ = write!(
        out,
        "\n{LIMITS}\n\n| payload | cloning | skipping | together |\n|---|--:|--:|--:|\n"
    );
    for row in rows {
        let share = |who| row.ratio(who);
        if let (Some(cloning), Some(skipping)) =
            (share(deserialize::CLONING), share(deserialize::SKIPPING))
        {
            let _ = writeln!(
                out,
                "| {} | {:.0} % | {:.0} % | {:.0} % |",
                row.subject,
                cloning * 100.0,
                skipping * 100.0,
                (cloning + skipping) * 100.0
            );
        }
    }
}

/// A line for each contender.
fn plain_table<'a>(out: &mut String, rows: impl Iterator<Item = &'a Row>) {
    out.push_str(
        "\n| | contender | µs | allocations | ours is x as fast |\n|---|---|--:|--:|--:|\n",
    );
    for row in rows {
        for it in &row.contenders {
            let count = it.allocations.map_or_else(String::new, |it| it.to_string());
            let ratio = match (it.name.as_str(), row.ratio(&it.name)) {
                ("ours", _) | (_, None) => String::new(),
                (_, Some(ratio)) => format!("{ratio:.2}"),
            };
            let _ = writeln!(
                out,
                "| {} | {} | {} | {count} | {ratio} |",
                row.subject,
                it.name,
                number(it.median / 1000.0)
            );
        }
    }
}

fn figure(value: f64) -> String {
    if value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.2}")
    }
}
