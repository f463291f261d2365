//! The data are whole, and what they are judged by is understood; nothing is built here.

use std::collections::BTreeSet;

use crate::config;

use super::build::Compiled;
use super::corpus::Corpus;
use super::judge::{Evidence, Judgement};
use super::rustdoc::{Compared, Said, parse};
use super::subject::{Crates, Subject, all};
use super::users::{For, User, Users};

#[test]
fn users_belong_to_cases() {
    let root = config::root();
    let corpus = Corpus::read(&root.join("codegen/tests/diff")).unwrap();
    let users = Users::read(&root.join("codegen/tests/verdicts")).unwrap();
    let names: BTreeSet<&String> = corpus.cases.iter().map(|case| &case.name).collect();
    for (case, own) in &users.cases {
        assert!(names.contains(case), "there is no case {case}");
        assert!(own.old.is_some() || own.new.is_some(), "{case} has none");
    }
    // Every type of the base has its user.
    for (id, shape) in corpus.base["shapes"].as_object().unwrap() {
        let name = id.rsplit('#').next().unwrap();
        if ["operation", "structure", "union", "enum", "intEnum"]
            .contains(&shape["type"].as_str().unwrap())
        {
            assert!(users.everything.contains(name), "nobody uses {name}");
        }
    }
    // Something new is used wherever a verdict is minor, but for a warning of the compiler.
    for case in corpus.cases.iter().filter(|case| case.verdict == "minor") {
        let used = users
            .cases
            .get(&case.name)
            .is_some_and(|own| own.new.is_some());
        let warning = case
            .changes
            .iter()
            .all(|change| change.starts_with("deprecated "));
        assert!(used || warning, "nobody uses what is new in {}", case.name);
    }
}

#[test]
fn cases_become_crates() {
    let root = config::root();
    let users = Users::read(&root.join("codegen/tests/verdicts")).unwrap();
    let mut crates = Crates::default();
    let chosen = [
        "nothing",
        "member_removed",
        "value_removed",
        "protocol_removed",
    ]
    .map(str::to_owned);
    let found = all(&root, &chosen, &users, &mut crates).unwrap();
    assert_eq!(found.len(), 4);
    // The base, and two that differ from it.
    assert_eq!(crates.len(), 3);
    let pairs = found.iter().filter_map(Subject::pair).count();
    assert_eq!(pairs, 2);
    assert_eq!(found.iter().filter(|one| one.new.is_none()).count(), 1);
    let error = all(&root, &["no_such".to_owned()], &users, &mut crates)
        .err()
        .unwrap();
    assert!(error.to_string().contains("no case `no_such`"), "{error}");
}

#[test]
fn what_semver_checks_prints_is_understood() {
    let text = "     Checked [   0.004s] 196 checks: 194 pass, 2 fail, 0 warn, 49 skip\n\n\
        --- failure enum_missing: pub enum removed or renamed ---\n\nDescription:\nA …\n\
        --- failure type_marked_deprecated: #[deprecated] added on type ---\n\n     \
        Summary semver requires new major version: 1 major and 2 minor checks failed\n";
    let said = parse(text).unwrap();
    assert_eq!((said.major, said.minor), (1, 2));
    assert_eq!(said.lints, ["enum_missing", "type_marked_deprecated"]);
    let nothing = "     Summary no semver update required\n";
    assert_eq!(parse(nothing), Some(Said::default()));
    assert_eq!(parse("error: no such file"), None);
}

/// A case with these users and what became of them.
fn judge(verdict: &str, compared: Option<Compared>, users: &[(For, bool, &[&str])]) -> Judgement {
    let subject = Subject {
        name: "x".to_owned(),
        verdict: verdict.to_owned(),
        old: 0,
        new: Some(usize::from(compared.is_some())),
        users: users
            .iter()
            .map(|(written_for, own, _)| User {
                written_for: *written_for,
                source: own.then(String::new),
            })
            .collect(),
    };
    let mut compiled = Compiled::new();
    for package in users.iter().flat_map(|(.., failed)| *failed) {
        let codes = BTreeSet::from(["E0308".to_owned()]);
        compiled.insert((*package).to_owned(), codes);
    }
    Evidence::new(&subject, compared, &compiled).judge()
}

#[test]
fn evidence_is_weighed() {
    let said = |major, minor| Said {
        major,
        minor,
        lints: Vec::new(),
    };
    let compared = |forth, back| Some(Compared { forth, back });
    let none = || compared(said(0, 0), said(0, 0));
    let everything: (For, bool, &[&str]) = (For::Old, false, &[]);
    let agrees = |verdict, compared, users: &[_]| {
        let judgement = judge(verdict, compared, users);
        assert!(judgement.agrees(), "{judgement:?}");
    };
    agrees("unchanged", None, &[everything]);
    agrees("patch", none(), &[everything]);
    agrees("major", compared(said(1, 0), said(0, 0)), &[everything]);
    agrees("minor", compared(said(0, 1), said(0, 0)), &[everything]);
    agrees("minor", compared(said(0, 0), said(1, 0)), &[everything]);
    agrees("major", none(), &[(For::Old, false, &["user-1"])]);
    agrees("minor", none(), &[(For::New, true, &["user-x-0-0"])]);
    // A user of its own stands for the one of everything.
    let both = [
        (For::Old, false, &["user-0", "user-1"][..]),
        (For::Old, true, &["user-x-1-1"]),
    ];
    agrees("major", none(), &both);
    assert_eq!(
        judge("patch", compared(said(1, 0), said(0, 0)), &[]).crates,
        "major"
    );
    for wrong in [
        // Not for its own crate.
        (For::Old, false, &["user-0", "user-1"][..]),
        // With both crates.
        (For::New, true, &[]),
    ] {
        assert!(!judge("patch", none(), &[wrong]).agrees());
    }
}
