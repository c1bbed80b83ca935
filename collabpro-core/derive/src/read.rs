//! How a document is read.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Field, Result};

use crate::names::{fields, serde, wire};
use crate::options::inside;

pub(crate) fn expand(item: &DeriveInput) -> Result<TokenStream> {
    let is_camel = serde(&item.attrs, "rename_all").as_deref() == Some("camelCase");
    let may_lack =
        |field: &&Field| inside(&field.ty, "Option").is_some() || serde(&field.attrs, "default").is_some();
    let (may, must): (Vec<&Field>, Vec<&Field>) = fields(item)?.into_iter().partition(may_lack);
    let names = |fields: &[&Field]| fields.iter().map(|field| wire(field, is_camel)).collect::<Vec<String>>();
    let (must_names, may_names) = (names(&must), names(&may));
    let fields: Vec<_> = must.iter().chain(&may).map(|field| &field.ident).collect();
    let has_head = item.attrs.iter().any(|attribute| attribute.path().is_ident("head"));
    let read = match has_head {
        true => quote! {
            crate::base::document::check_head::<Self>(value, input);
            input.below_head(value, MUST, KNOWN, &mut [#(&mut self.#fields),*]);
        },
        false => quote!(input.fields(value, MUST, KNOWN, &mut [#(&mut self.#fields),*]);),
    };
    let name = &item.ident;
    Ok(quote! {
        impl crate::base::json_read::Read for #name {
            fn blank() -> Self {
                Self { #(#fields: crate::base::json_read::Read::blank()),* }
            }

            fn read(&mut self, value: &::serde_json::Value, input: &mut crate::base::json_read::Input<'_>) {
                const MUST: &[&str] = &[#(#must_names),*];
                const KNOWN: &[&str] = &[#(#must_names,)* #(#may_names),*];
                #read
            }
        }
    })
}
