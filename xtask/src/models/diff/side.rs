//! The two sides of a comparison: files, folders and git revisions of models/, read into memory. · A path that is
//! there is a path; everything else is a revision.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use shapewright_codegen::Source;
use shapewright_codegen::diff::Side;

/// A service's two sides.
pub(super) struct Pair {
    /// What to call it.
    pub(super) name: String,
    /// What was.
    pub(super) old: Option<Side>,
    /// What is.
    pub(super) new: Option<Side>,
    /// The service's name or shape id in models with several.
    pub(super) service: Option<String>,
}

/// What an argument leads to.
enum Found {
    /// One model, with a name for it.
    One(String, Side),
    /// A model for each service, by folder.
    Many(BTreeMap<String, Side>),
}

/// Reads both sides and puts together what belongs together.
pub(super) fn pairs(root: &Path, old: &str, new: &str, service: Option<&str>) -> Result<Vec<Pair>> {
    let (old, new) = (read(root, old)?, read(root, new)?);
    let owned = |text: &str| text.to_owned();
    let pair = |name: String, old, new, service| {
        vec![Pair {
            name,
            old,
            new,
            service,
        }]
    };
    Ok(match (old, new) {
        (Found::One(_, old), Found::One(name, new)) => {
            // A folder's name is no service's.
            let id = service.filter(|service| *service != name).map(owned);
            pair(name, Some(old), Some(new), id)
        }
        (Found::One(name, old), Found::Many(many)) => {
            let (name, new) = pick(many, service.unwrap_or(&name))?;
            pair(name, Some(old), Some(new), None)
        }
        (Found::Many(many), Found::One(name, new)) => {
            let (name, old) = pick(many, service.unwrap_or(&name))?;
            pair(name, Some(old), Some(new), None)
        }
        (Found::Many(mut old), Found::Many(mut new)) => {
            let names: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
            if let Some(service) = service
                && !names.contains(service)
            {
                bail!(
                    "neither side has a model of `{service}`; there are {}",
                    listed(&names)
                );
            }
            let chosen = names
                .into_iter()
                .filter(|name| service.is_none_or(|s| s == name));
            let paired = chosen.map(|name| Pair {
                old: old.remove(&name),
                new: new.remove(&name),
                name,
                service: None,
            });
            paired.collect()
        }
    })
}

fn listed(names: &BTreeSet<String>) -> String {
    names.iter().cloned().collect::<Vec<_>>().join(", ")
}

fn pick(mut many: BTreeMap<String, Side>, name: &str) -> Result<(String, Side)> {
    if many.len() == 1
        && let Some(only) = many.pop_first()
    {
        return Ok(only);
    }
    match many.remove_entry(name) {
        Some(found) => Ok(found),
        None => {
            let names = many.into_keys().collect();
            bail!(
                "one side is a single model, the other has several: choose one with --service ({})",
                listed(&names)
            )
        }
    }
}

fn read(root: &Path, argument: &str) -> Result<Found> {
    let path = Path::new(argument);
    if path.is_dir() {
        return folder(path);
    }
    // Not only regular files: a shell's `<(command)` is a pipe.
    if path.exists() {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("{argument} cannot be read"))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let side = Side {
            sources: vec![Source::new(argument, text)],
            lock: None,
        };
        return Ok(Found::One(name.into_owned(), side));
    }
    revision(root, argument)
}

/// The files of a service's folder that matter here.
const FILES: [&str; 4] = ["model.json", "overlay.json", "inferred.json", "api.lock"];

fn folder(path: &Path) -> Result<Found> {
    let shown = path.display();
    if path.join(FILES[0]).is_file() {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let name = absolute.file_name().unwrap_or_default().to_string_lossy();
        return Ok(Found::One(name.into_owned(), in_folder(path)?));
    }
    let mut many = BTreeMap::new();
    for entry in std::fs::read_dir(path).with_context(|| format!("{shown} cannot be read"))? {
        let entry = entry.with_context(|| format!("{shown} cannot be read"))?;
        if entry.path().join(FILES[0]).is_file() {
            let name = entry.file_name().to_string_lossy().into_owned();
            many.insert(name, in_folder(&entry.path())?);
        }
    }
    if many.is_empty() {
        bail!("{shown} has neither a model.json nor folders with one");
    }
    Ok(Found::Many(many))
}

/// What a service's folder has, and the same with another `model.json` and what is inferred from it; none where there
/// is no model yet.
pub(super) fn with_model(
    folder: &Path,
    model: &str,
    inferred: &str,
) -> Result<Option<(Side, Side)>> {
    if !folder.join(FILES[0]).exists() {
        return Ok(None);
    }
    let [_, overlay, _, lock] = texts(folder);
    let source = |file: &str, text: &str| {
        let name = folder.join(file).display().to_string();
        Ok(Some(Source::new(name, text)))
    };
    let (model, inferred) = (source(FILES[0], model), source(FILES[2], inferred));
    let new = side([model, overlay, inferred, lock])?;
    Ok(Some((in_folder(folder)?, new)))
}

fn in_folder(path: &Path) -> Result<Side> {
    side(texts(path))
}

/// The texts of a service's folder, in the order of [`FILES`].
fn texts(path: &Path) -> [Result<Option<Source>>; FILES.len()] {
    FILES.map(|file| {
        let path = path.join(file);
        let name = path.display().to_string();
        if !path.exists() {
            return Ok(None);
        }
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("{name} cannot be read"))?;
        anyhow::Ok(Some(Source::new(name, text)))
    })
}

fn side(texts: [Result<Option<Source>>; FILES.len()]) -> Result<Side> {
    let [model, overlay, inferred, lock] = texts;
    Ok(Side {
        sources: model?
            .into_iter()
            .chain(overlay?)
            .chain(inferred?)
            .collect(),
        lock: lock?,
    })
}

/// The models of a git revision.
fn revision(root: &Path, revision: &str) -> Result<Found> {
    let listed = git(
        root,
        &[
            "ls-tree",
            "-r",
            "--name-only",
            "--end-of-options",
            revision,
            "models/",
        ],
    )
    .with_context(|| {
        format!("`{revision}` is no file or folder, and as a git revision it cannot be read")
    })?;
    let paths: BTreeSet<&str> = listed.lines().collect();
    let mut many = BTreeMap::new();
    for path in &paths {
        let folder = path
            .strip_suffix("/model.json")
            .filter(|f| f.matches('/').count() == 1);
        let Some((folder, name)) = folder.and_then(|f| Some((f, f.split_once('/')?.1))) else {
            continue;
        };
        let texts = FILES.map(|file| {
            let path = format!("{folder}/{file}");
            if !paths.contains(path.as_str()) {
                return Ok(None);
            }
            let object = format!("{revision}:{path}");
            let text = git(root, &["show", "--end-of-options", &object])?;
            anyhow::Ok(Some(Source::new(object, text)))
        });
        many.insert(name.to_owned(), side(texts)?);
    }
    if many.is_empty() {
        bail!("the revision `{revision}` has no models/*/model.json");
    }
    Ok(Found::Many(many))
}

fn git(root: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .output()
        .context("git cannot be started")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).context("git's output is not UTF-8")
}
