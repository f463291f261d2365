//! Where VPC links of HTTP APIs can be had, and the life of one, as the API Gateway Developer Guide
//! says it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
mod support {
    pub(crate) mod fixture;
}

use std::collections::BTreeMap;

use shapewright_apigatewayv2::{VpcLinkStatus, vpc_link_zones};
use support::fixture;

/// The rows as printed: name and Region on one line, the zones on the next.
fn table() -> BTreeMap<String, Vec<String>> {
    let text = fixture::read("apigatewayv2/vpc-link-zones/table.txt");
    let lines: Vec<Vec<&str>> = text
        .lines()
        .map(|line| {
            line.trim_end_matches('|')
                .split('|')
                .map(str::trim)
                .collect()
        })
        .collect();
    let (rows, rest) = lines.as_chunks::<2>();
    assert!(rest.is_empty(), "{rest:?}");
    let row = |[head, zones]: &[Vec<&str>; 2]| {
        let ([_, region], [zones]) = (&head[..], &zones[..]) else {
            panic!("no row: {head:?} {zones:?}");
        };
        let zones = zones.split(", ").map(str::to_owned).collect();
        (region.to_string(), zones)
    };
    rows.iter().map(row).collect()
}

#[test]
fn the_function_has_every_region_of_the_table() {
    let table = table();
    assert_eq!(table.len(), 19);
    for (region, zones) in &table {
        let found = vpc_link_zones(region).unwrap_or_else(|| panic!("{region} is missing"));
        assert_eq!(found, zones, "{region}");
    }
}

#[test]
fn the_function_knows_no_other_region() {
    // Regions that exist without being in the table, and texts that are none.
    for region in [
        "eu-south-1",
        "cn-north-1",
        "us-gov-east-1",
        "US-EAST-1",
        "use1-az1",
        "",
    ] {
        assert_eq!(vpc_link_zones(region), None, "{region}");
    }
}

#[test]
fn the_committed_data_has_the_table_and_nothing_else() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../models/apigatewayv2/vpc-link-zones.json"
    );
    let data: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let rows: BTreeMap<String, Vec<String>> = serde_json::from_value(data["rows"].clone()).unwrap();
    assert_eq!(rows, table());
}

#[test]
fn a_link_is_pending_then_available_and_inactive_without_traffic() {
    let life = ["PENDING", "AVAILABLE", "INACTIVE"].map(VpcLinkStatus::from);
    assert_eq!(
        life,
        [
            VpcLinkStatus::Pending,
            VpcLinkStatus::Available,
            VpcLinkStatus::Inactive
        ]
    );
    for status in life {
        assert!(VpcLinkStatus::VALUES.contains(&status.as_str()));
    }
}
