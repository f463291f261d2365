//! What the tests called, as a table.

use std::collections::BTreeMap;
use std::fmt::Write;

/// The table for a record: lines of service, operation and outcome (`output` or `error`).
pub(super) fn table(record: &str) -> String {
    let mut services: BTreeMap<String, BTreeMap<&str, (usize, usize)>> = BTreeMap::new();
    for line in record.lines() {
        let [service, operation, outcome] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue; // broken off in the middle of a write
        };
        // The SDK id, `App Mesh`, as people call the module: `appmesh`.
        let service = service.replace(' ', "").to_lowercase();
        let calls = services.entry(service).or_default();
        let (outputs, errors) = calls.entry(operation).or_default();
        *if outcome == "error" { errors } else { outputs } += 1;
    }
    let mut text = String::new();
    for (service, operations) in &services {
        let _ = writeln!(text, "{service}: outputs and errors read");
        for (operation, (outputs, errors)) in operations {
            let _ = writeln!(text, "  {operation:<32} {outputs:>3} {errors:>3}");
        }
    }
    let counts = services
        .iter()
        .map(|(service, operations)| match operations.len() {
            1 => format!("{service} 1 operation"),
            count => format!("{service} {count} operations"),
        });
    let _ = writeln!(text, "{}", counts.collect::<Vec<_>>().join(", "));
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn operations_are_counted_once_and_calls_by_outcome() {
        let record = "App Mesh\tCreateMesh\toutput\nApp Mesh\tCreateMesh\terror\n\
            App Mesh\tDeleteMesh\toutput\nAppRunner\tListServices\terror\nAppRun";
        let expected = "appmesh: outputs and errors read\n\
            \x20 CreateMesh                         1   1\n\
            \x20 DeleteMesh                         1   0\n\
            apprunner: outputs and errors read\n\
            \x20 ListServices                       0   1\n\
            appmesh 2 operations, apprunner 1 operation\n";
        assert_eq!(super::table(record), expected);
    }
}
