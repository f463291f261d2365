//! Tokens to text: each item is laid out by prettyplease, once; the runtime's tables, which it does not know, row by row.

mod file_set;
mod table;

pub use file_set::{Difference, FileSet};

use proc_macro2::TokenStream;

use crate::emit::SourceFile;

/// The text of a file; `head` is what its first lines say.
///
/// # Errors
/// Tokens that are no Rust: a bug of `emit`, told with the item.
pub(crate) fn render(file: &SourceFile, head: &str) -> Result<String, String> {
    let mut out = format!("{head}\n");
    for line in &file.header {
        let space = if line.is_empty() { "" } else { " " };
        out.push_str(&format!("//!{space}{line}\n"));
    }
    let mut was_use = false;
    for item in &file.items {
        let text = format_item(item).map_err(|e| format!("{}: {e}: {item}", file.path))?;
        let is_use = ["use ", "pub use ", "mod ", "#[doc(no_inline)]"]
            .iter()
            .any(|start| text.starts_with(start));
        if !(was_use && is_use) {
            out.push('\n');
        }
        was_use = is_use;
        out.push_str(&text);
    }
    Ok(out)
}

fn format_item(item: &TokenStream) -> syn::Result<String> {
    let file: syn::File = syn::parse2(item.clone())?;
    if let [syn::Item::Macro(table)] = file.items.as_slice()
        && table::is_table(&table.mac)
    {
        return Ok(table::layout(&table.mac));
    }
    Ok(prettyplease::unparse(&file))
}
