//! The workspace after an update: the change, all of it, or none of it.

use std::fs;
use std::path::Path;

use clap::Parser;

use super::*;

const MODEL: &str = include_str!("../../../../codegen/tests/cases/shop/model.json");

#[test]
fn the_numbers_of_the_readme_are_those_that_were_printed() {
    let printed = "apprunner       38 operations   140 shapes   8000 lines, 2 findings (-v)\n\
                   case-shop        5 operations    18 shapes   1286 lines\n10 files changed, 1.5 s\n";
    let text = "| `shapewright-apprunner` | App Runner | awsJson1_0 | 37 | 132 |\n\n\
                apprunner       37 operations   132 shapes   7938 lines\nrest\n";
    assert_eq!(
        readme::with_numbers(text, printed).unwrap(),
        "| `shapewright-apprunner` | App Runner | awsJson1_0 | 38 | 140 |\n\n\
         apprunner       38 operations   140 shapes   8000 lines\nrest\n"
    );
    let error = readme::with_numbers("", printed).unwrap_err().to_string();
    assert_eq!(error, "it has no row of apprunner, apprunner");
}

#[test]
fn the_counts_of_examples_are_those_that_were_printed() {
    let printed = "a finding\n\n                 appmesh  apprunner  all\nPattern      0  12  12\n\
                   examples    34  27  61\nclean examples  5  15  20\n13 fixtures\n";
    let text = "| appmesh | 34 | 4 | 30 |\n| apprunner | 27 | 15 | 12 |\n| other | x |\n";
    assert_eq!(
        readme::with_examples(text, printed).unwrap(),
        "| appmesh | 34 | 5 | 29 |\n| apprunner | 27 | 15 | 12 |\n| other | x |\n"
    );
    assert!(readme::with_examples(text, "").is_err());
}

/// What the committed files have is what is looked for in them.
#[test]
fn the_files_of_this_project_can_be_updated() {
    let read = |path: &str| fs::read_to_string(config::root().join(path)).unwrap();
    let rows = "apprunner 1 operations 2 shapes 3 lines\napigatewayv2 1 operations 2 shapes 3 lines\n\
                appmesh 1 operations 2 shapes 3 lines\n";
    readme::with_numbers(&read("README.md"), rows).unwrap();
    let tests = read(operations::FILE);
    for service in services::SERVICES {
        let model = read(&format!("models/{}/model.json", service.name));
        let same = operations::with_operations(&tests, service.name, &model).unwrap();
        assert_eq!(same, tests);
    }
    let error = operations::with_operations("", "shop", MODEL).unwrap_err();
    assert_eq!(error.to_string(), "it has no list of shop");
    let changelog = read("CHANGELOG.md");
    let longer = changelog::with_entry(&changelog, "9.9.9", &[]).unwrap();
    assert!(longer.contains("models of botocore 9.9.9"));
    let error = changelog::with_entry("", "9.9.9", &[])
        .unwrap_err()
        .to_string();
    assert!(error.contains("`## Unreleased`"), "{error}");
}

/// A workspace with a model, and a wheel's import that makes it another.
fn workspace() -> (tempfile::TempDir, Imported) {
    let root = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("models/shop/model.json", MODEL);
    put(
        "README.md",
        "| `shapewright-shop` | Shop | restJson1 | 5 | 18 |\nshop 5 operations 18 shapes 9 lines\n",
    );
    put(
        "CHANGELOG.md",
        "# Changelog\n\n## Unreleased\n\n### Earlier\n",
    );
    put(operations::FILE, "operations! {\n    shop:\n    Ping;\n}\n");
    put("Cargo.lock", "");
    put("gone.rs", "");
    let imported = Imported::of("shop", MODEL.replace("\"hidden\"", "\"veiled\""));
    (root, imported)
}

/// A program in cargo's place: prints what `codegen` would, adds a file, removes one, and ends as told when it is `test`.
#[cfg(unix)]
fn cargo(folder: &Path, status: i32) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join("cargo");
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in\n\
         \"xtask codegen\") echo 'shop 6 operations 19 shapes 10 lines'; mkdir -p generated; echo made > generated/lib.rs;\n\
         rm gone.rs;;\n\"xtask examples lint --write\") printf 'shop all\\nexamples 1 1\\nclean examples 1 1\\n';;\n\"xtask test\") exit {status};;\nesac\n"
    );
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[cfg(unix)]
fn update_with(status: i32) -> (tempfile::TempDir, Result<usize>) {
    let (root, imported) = workspace();
    let tools = tempfile::tempdir().unwrap();
    let compared = compare(root.path(), &imported).unwrap();
    assert!(compared.iter().any(Compared::is_breaking));
    let cargo = cargo(tools.path(), status);
    let result = apply(root.path(), cargo.as_os_str(), &imported, &compared);
    (root, result)
}

#[cfg(unix)]
#[test]
fn what_passes_is_taken_over() {
    let (root, result) = update_with(0);
    assert_eq!(result.unwrap(), 8);
    let read = |path: &str| fs::read_to_string(root.path().join(path)).unwrap();
    assert!(read("models/shop/model.json").contains("\"veiled\""));
    assert_eq!(read("generated/lib.rs"), "made\n");
    assert_eq!(
        read(operations::FILE),
        "operations! {\n    shop:\n    GetImage, GetOrder, Ping, PutImage, PutOrder;\n}\n"
    );
    assert!(!root.path().join("gone.rs").exists());
    assert_eq!(
        read("README.md"),
        "| `shapewright-shop` | Shop | restJson1 | 6 | 19 |\nshop 6 operations 19 shapes 10 lines\n"
    );
    let changelog = read("CHANGELOG.md");
    assert!(
        changelog.starts_with("# Changelog\n\n## Unreleased\n\n### 20"),
        "{changelog}"
    );
    assert!(changelog.ends_with("\n\n### Earlier\n"), "{changelog}");
}

#[cfg(unix)]
#[test]
fn what_does_not_pass_changes_nothing() {
    let (root, result) = update_with(1);
    let error = format!("{:#}", result.unwrap_err());
    assert!(
        error.contains("`cargo xtask test` fails with the new models"),
        "{error}"
    );
    let read = |path: &str| fs::read_to_string(root.path().join(path)).unwrap();
    assert_eq!(read("models/shop/model.json"), MODEL);
    assert!(root.path().join("gone.rs").exists());
    assert!(!root.path().join("generated/lib.rs").exists());
    assert!(!root.path().join("models/manifest.toml").exists());
    assert_eq!(
        read("CHANGELOG.md"),
        "# Changelog\n\n## Unreleased\n\n### Earlier\n"
    );
}

/// A workspace whose update has passed, but for its end.
#[cfg(unix)]
fn trial() -> (tempfile::TempDir, Trial) {
    let (root, imported) = workspace();
    let trial = Trial::new(root.path(), "cargo".as_ref()).unwrap();
    imported.write(&trial.path("models")).unwrap();
    fs::remove_file(trial.path("gone.rs")).unwrap();
    (root, trial)
}

#[cfg(unix)]
#[test]
fn what_others_do_meanwhile_stays() {
    let (root, trial) = trial();
    let at = |path: &str| root.path().join(path);
    fs::write(at("README.md"), "edited").unwrap();
    fs::write(at("new.rs"), "new").unwrap();
    trial.take_over(root.path()).unwrap();
    assert_eq!(fs::read_to_string(at("README.md")).unwrap(), "edited");
    assert_eq!(fs::read_to_string(at("new.rs")).unwrap(), "new");
    assert!(!at("gone.rs").exists());
}

#[cfg(unix)]
#[test]
fn what_others_change_in_the_same_files_is_not_lost() {
    let (root, trial) = trial();
    let at = |path: &str| root.path().join(path);
    fs::write(at("gone.rs"), "edited").unwrap();
    let error = trial.take_over(root.path()).unwrap_err().to_string();
    assert!(
        error.starts_with("changed by others while the tests ran: gone.rs; nothing was changed"),
        "{error}"
    );
    assert_eq!(
        fs::read_to_string(at("models/shop/model.json")).unwrap(),
        MODEL
    );
}

#[cfg(unix)]
#[test]
fn links_are_no_obstacle() {
    use std::os::unix::fs::symlink;
    let (root, imported) = workspace();
    symlink(".", root.path().join("circle")).unwrap();
    symlink("nothing", root.path().join(".#README.md")).unwrap();
    let trial = Trial::new(root.path(), "cargo".as_ref()).unwrap();
    imported.write(&trial.path("models")).unwrap();
    trial.take_over(root.path()).unwrap();
    assert!(root.path().join("circle").is_symlink());
    assert!(root.path().join(".#README.md").is_symlink());
}

/// The workflow calls commands that exist.
#[test]
fn the_commands_of_the_workflow_are_understood() {
    let workflow = include_str!("../../../../.github/workflows/models.yml");
    let mut count = 0;
    for line in workflow.lines().map(str::trim) {
        let Some(command) = line.strip_prefix("cargo ") else {
            continue;
        };
        let command = command.split(" ||").next().unwrap();
        let words = command.split(' ').map(|word| word.trim_matches('"'));
        crate::Cli::try_parse_from(words).unwrap();
        count += 1;
    }
    assert_eq!(count, 2, "the update, and the update that breaks");
}
