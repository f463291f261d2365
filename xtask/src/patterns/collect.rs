//! The distinct patterns of models, and how often each is used.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::model::{Model, Traits};

use crate::{files, survey};

/// The patterns of a model or of a folder's models, with the number of shapes and members that have each.
///
/// # Errors
/// What cannot be read or is no model; one broken model stops the others, as the totals would be wrong.
pub(super) fn patterns(place: &Path) -> Result<BTreeMap<String, usize>> {
    let paths = match place.is_dir() {
        true => files::json_files(place)?,
        false => vec![place.to_path_buf()],
    };
    let bar = survey::bar(paths.len(), "Reading");
    let mut found = BTreeMap::new();
    for path in &paths {
        read(path, &mut found)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(found)
}

fn read(path: &Path, found: &mut BTreeMap<String, usize>) -> Result<()> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))?;
    let mut report = Report::new();
    let model = Model::load(&[Source::new(name.as_str(), text)], &mut report);
    if report.has_errors() {
        bail!("{name} cannot be used:\n{report}");
    }
    let mut count = |traits: &Traits| {
        if let Some(source) = &traits.pattern {
            *found.entry(source.clone()).or_default() += 1;
        }
    };
    for shape in model.shapes() {
        count(&shape.traits);
        // Those of an enum are its values, which are compared as they are.
        shape.members().for_each(|member| count(&member.traits));
    }
    Ok(())
}
