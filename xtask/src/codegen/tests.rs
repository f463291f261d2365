//! `codegen` in workspaces of its own.

use std::fs;

use shapewright_codegen::output::Difference;
use shapewright_codegen::provenance::sha256;

use super::*;

const SHOP: &str = include_str!("../../../codegen/tests/cases/shop/model.json");

/// A folder with a `codegen.toml` of these services, each with its model.
fn workspace(services: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let mut config = "[facade]\npackage = \"shops\"\nversion = \"0.1.0\"\n\
                      directory = \"generated/shops\"\n"
        .to_owned();
    for (name, model) in services {
        let folder = root.path().join("models").join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("model.json"), model).unwrap();
        config += &format!(
            "[[service]]\nname = \"{name}\"\npackage = \"shop-{name}\"\nversion = \"0.1.0\"\n\
             directory = \"generated/{name}\"\nmodels = [\"models/{name}/model.json\"]\n\
             lock = \"models/{name}/api.lock\"\n"
        );
    }
    fs::write(root.path().join("codegen.toml"), config).unwrap();
    root
}

fn check_only() -> Options {
    Options {
        check: true,
        ..Options::default()
    }
}

fn found(root: &Path, options: &Options) -> Vec<(String, Difference)> {
    find(root, options).files
}

fn find(root: &Path, options: &Options) -> check::Found {
    let workspace = Workspace::read(root).unwrap();
    let services = workspace.config.choose(&options.services).unwrap();
    let generated = all(&workspace, &services, options.unlock).unwrap();
    check::find(&workspace, &generated, options).unwrap()
}

/// What `all` says of models that cannot be used.
fn failures(root: &Path) -> String {
    let workspace = Workspace::read(root).unwrap();
    let services = workspace.config.choose(&[]).unwrap();
    all(&workspace, &services, false).err().unwrap()
}

#[test]
fn what_was_generated_is_fresh() {
    let root = workspace(&[("one", SHOP), ("two", SHOP)]);
    run_in(root.path(), &Options::default()).unwrap();
    assert_eq!(found(root.path(), &check_only()), []);
    run_in(root.path(), &check_only()).unwrap();
    let facade = fs::read_to_string(root.path().join("generated/shops/Cargo.toml")).unwrap();
    assert!(
        facade.contains("shop-two = { path = \"../two\""),
        "{facade}"
    );
    let manifest = fs::read_to_string(root.path().join("generated/one/Cargo.toml")).unwrap();
    assert!(manifest.contains("path = \"../../runtime\""), "{manifest}");
}

#[test]
fn check_finds_what_is_missing_stale_and_orphaned_and_codegen_mends_it() {
    let root = workspace(&[("one", SHOP)]);
    run_in(root.path(), &Options::default()).unwrap();
    let at = |path: &str| root.path().join(path);
    fs::remove_file(at("generated/one/src/ping.rs")).unwrap();
    let lib = fs::read_to_string(at("generated/shops/src/lib.rs")).unwrap();
    fs::write(
        at("generated/shops/src/lib.rs"),
        format!("{lib}// edited\n"),
    )
    .unwrap();
    fs::create_dir_all(at("generated/one/src/old/er")).unwrap();
    fs::write(at("generated/one/src/old/er/gone.rs"), &lib).unwrap();
    fs::remove_file(at("models/one/api.lock")).unwrap();
    let expected = [
        ("generated/one/src/old/er/gone.rs", Difference::Orphaned),
        ("generated/one/src/ping.rs", Difference::Missing),
        ("generated/shops/src/lib.rs", Difference::Stale),
        ("models/one/api.lock", Difference::Missing),
    ];
    assert_eq!(
        found(root.path(), &check_only()),
        expected.map(|(path, difference)| (path.to_owned(), difference))
    );
    let error = run_in(root.path(), &check_only()).unwrap_err().to_string();
    assert_eq!(
        error,
        "4 files are not what the models give; run `cargo xtask codegen`"
    );
    assert!(
        !at("models/one/api.lock").exists(),
        "a check writes nothing"
    );
    run_in(root.path(), &Options::default()).unwrap();
    run_in(root.path(), &check_only()).unwrap();
    assert!(!at("generated/one/src/old").exists());
}

#[test]
fn a_changed_model_is_stale_until_it_is_generated() {
    let root = workspace(&[("one", SHOP), ("two", SHOP)]);
    run_in(root.path(), &Options::default()).unwrap();
    let model = SHOP.replace("Example Shop", "Another Shop");
    fs::write(root.path().join("models/two/model.json"), model).unwrap();
    let options = |service: &str| Options {
        services: vec![service.to_owned()],
        check: true,
        ..Options::default()
    };
    run_in(root.path(), &options("one")).unwrap();
    let error = run_in(root.path(), &options("two"))
        .unwrap_err()
        .to_string();
    assert!(error.ends_with("run `cargo xtask codegen two`"), "{error}");
    let found = found(root.path(), &options("two"));
    assert!(!found.is_empty() && found.iter().all(|(_, d)| *d == Difference::Stale));
}

#[test]
fn a_lock_is_kept_until_unlocked() {
    let root = workspace(&[("one", SHOP)]);
    run_in(root.path(), &Options::default()).unwrap();
    let place = root.path().join("models/one/api.lock");
    let lock = fs::read_to_string(&place).unwrap();
    let required =
        r#""label": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }"#;
    assert!(SHOP.contains(required));
    let model = SHOP.replace(required, r#""label": { "target": "smithy.api#String" }"#);
    fs::write(root.path().join("models/one/model.json"), model).unwrap();
    run_in(root.path(), &Options::default()).unwrap();
    assert_eq!(fs::read_to_string(&place).unwrap(), lock);
    let unlock = |check| Options {
        check,
        unlock: true,
        ..Options::default()
    };
    let error = run_in(root.path(), &unlock(true)).unwrap_err().to_string();
    assert!(
        error.ends_with("run `cargo xtask codegen --unlock`"),
        "{error}"
    );
    run_in(root.path(), &unlock(false)).unwrap();
    let unlocked = fs::read_to_string(&place).unwrap();
    assert!(lock.contains("  label new ") && unlocked.contains("  label optional\n"));
}

#[test]
fn all_failures_are_told_in_the_files_order_and_nothing_is_written() {
    let small = r#"{"smithy": "2.0", "shapes": {}}"#;
    let large = SHOP.replace(
        "\"target\": \"example.shop#PutImageRequest\"",
        "\"target\": \"a.b#No\"",
    );
    assert_ne!(large, SHOP);
    let root = workspace(&[("z", &large), ("good", SHOP), ("none", small), ("a", "{")]);
    fs::remove_file(root.path().join("models/none/model.json")).unwrap();
    let first = failures(root.path());
    let places: Vec<Option<usize>> = ["z:\n[ERROR]", "none:\n[ERROR]", "a:\n[ERROR]"]
        .iter()
        .map(|heading| first.find(heading))
        .collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{first}"
    );
    assert!(!first.contains("good"), "{first}");
    assert!(
        first.contains("UnresolvedTarget") && first.contains("InvalidJson"),
        "{first}"
    );
    assert!(
        first.contains("models/none/model.json cannot be read; correct its path in codegen.toml"),
        "{first}"
    );
    for _ in 0..10 {
        assert_eq!(failures(root.path()), first);
    }
    let error = run_in(root.path(), &Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the models cannot be used; nothing was written"
    );
    assert!(!root.path().join("generated").exists());
    assert!(!root.path().join("models/good/api.lock").exists());
}

#[test]
fn a_folder_that_cannot_be_written_leaves_the_others_as_they_were() {
    let root = workspace(&[("one", SHOP), ("two", SHOP)]);
    fs::create_dir_all(root.path().join("generated")).unwrap();
    fs::write(root.path().join("generated/two"), "a file").unwrap();
    let error = run_in(root.path(), &Options::default()).unwrap_err();
    let text = format!("{error:#}");
    assert!(
        text.starts_with("nothing was changed: cannot write "),
        "{text}"
    );
    assert!(text.contains("generated/two"), "{text}");
    assert!(!root.path().join("generated/one").exists());
    assert!(!root.path().join("models/one/api.lock").exists());
}

#[test]
fn an_unknown_service_is_told_with_those_there_are() {
    let root = workspace(&[("one", SHOP)]);
    let options = Options {
        services: vec!["nonsense".to_owned()],
        ..Options::default()
    };
    let error = run_in(root.path(), &options).unwrap_err().to_string();
    assert_eq!(
        error,
        "codegen.toml has no service `nonsense`; it has `one`"
    );
}

#[test]
fn what_a_crate_was_made_from_is_verified() {
    let root = workspace(&[("one", SHOP)]);
    let at = |path: &str| root.path().join(path);
    let entry = |sha256: &str| {
        let text = format!(
            "[one]\npackage = \"botocore\"\nversion = \"1.2.3\"\nsha256 = \"00\"\npath = \"p\"\n\
             api-version = \"v\"\nlicence = \"Apache-2.0\"\nimporter = 7\nimported = \"2026-01-01\"\n\
             model-sha256 = \"{sha256}\"\n[one.retirement]\nkind = \"ended\"\ndate = \"2026-09-30\"\n\
             source = \"https://example.org/end\"\n"
        );
        fs::write(at("models/manifest.toml"), text).unwrap();
    };
    entry(&sha256(SHOP));
    run_in(root.path(), &Options::default()).unwrap();
    run_in(root.path(), &check_only()).unwrap();
    let lib = fs::read_to_string(at("generated/one/src/lib.rs")).unwrap();
    let hash = sha256(SHOP);
    let head = format!(
        "// @generated by shapewright {}; edits are lost.\n\
         // From model.json {} (botocore 1.2.3, importer 7); all operations, locked.\n\n//! ",
        env!("CARGO_PKG_VERSION"),
        &hash[..12]
    );
    assert!(lib.starts_with(&head), "{lib}");
    for path in ["one/src/lib.rs", "one/src/ping.rs"] {
        let text = fs::read_to_string(at("generated").join(path)).unwrap();
        assert!(
            text.contains("**Retired**: the service ended on 2026-09-30"),
            "{path}: {text}"
        );
    }
    let other = SHOP.replace("Example Shop", "Another Shop");
    fs::write(at("models/one/model.json"), &other).unwrap();
    let found = find(root.path(), &check_only());
    let reason = format!(
        "generated/one: model models/one/model.json was \"{hash}\", is \"{}\"",
        sha256(&other)
    );
    assert_eq!(found.reasons, [reason]);
    assert!(found.edited[0].starts_with("models/one/model.json is not what was imported"));
    run_in(root.path(), &Options::default()).unwrap();
    let error = run_in(root.path(), &check_only()).unwrap_err().to_string();
    assert_eq!(
        error,
        "imported models have been edited; what to do stands above"
    );
    entry(&sha256(&other));
    run_in(root.path(), &check_only()).unwrap();
}
