//! "Did you mean": the known name nearest to an unknown one. · Called where a name is
//! reported as unknown.

/// The most similar of the known names, if it is similar enough to be a slip of the pen.
///
/// Equal similarity is settled by the alphabet, so that the order of the names does not matter.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_ascii_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in known {
        // Names of very different length are no slips, and the comparison is quadratic.
        if candidate.len().abs_diff(name.len()) > 3 + name.len() / 4 || candidate.len() > 256 {
            continue;
        }
        let score = strsim::normalized_damerau_levenshtein(&name, &candidate.to_ascii_lowercase());
        let better = match best {
            Some((top, old)) => score > top || (score == top && candidate < old),
            None => score >= 0.6,
        };
        if better {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_and_leaves_strangers() {
        assert_eq!(nearest("Mony", ["Order", "Money", "Monkey"]), Some("Money"));
        assert_eq!(
            nearest("structur", ["structure", "string"]),
            Some("structure")
        );
        assert_eq!(nearest("Invoice", ["Order", "Money"]), None);
        assert_eq!(nearest("ab", ["aa", "ac"]), None);
    }
}
