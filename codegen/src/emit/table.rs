//! Look-up functions of tables.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names::Name;
use crate::plan::Table;

use super::{SourceFile, doc_attributes};

/// The module of a table.
pub(super) fn module(table: &Table) -> Name {
    table.name.with_suffix("_table")
}

/// The file with a table's function.
pub(super) fn file(table: &Table) -> SourceFile {
    SourceFile {
        path: format!("src/{}.rs", module(table).as_str()),
        header: vec![format!("{}: facts that are not in the model.", table.title)],
        items: vec![function(table), keys(table)],
    }
}

fn function(table: &Table) -> TokenStream {
    let docs = doc_attributes(&[
        format!("{}: {} by {}.", table.title, table.value, table.key),
        String::new(),
        format!(
            "`None` for a key that the table does not have. Source: {} ({}).",
            table.source, table.date
        ),
    ]);
    let (name, parameter) = (&table.name, Name::snake(&table.key));
    let arms = table
        .rows
        .iter()
        .map(|(key, values)| quote! { #key => &[#(#values),*] });
    quote! {
        #(#docs)*
        pub fn #name(#parameter: &str) -> ::std::option::Option<&'static [&'static str]> {
            Some(match #parameter { #(#arms,)* _ => return None })
        }
    }
}

fn keys(table: &Table) -> TokenStream {
    let name = Name::screaming(&format!("{}_keys", table.name.as_str()));
    let function = table.name.as_str();
    let doc = format!(" The keys that [`{function}`](crate::{function}()) knows, sorted.");
    let keys = table.rows.keys();
    quote! {
        #[doc = #doc]
        pub const #name: &[&str] = &[#(#keys),*];
    }
}
