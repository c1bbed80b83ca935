//! How a document is read.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DeriveInput, Error, Field, Fields, Result};

use crate::names::{camel, fields, serde, snake, wire};
use crate::options::inside;

pub(crate) fn expand(item: &DeriveInput) -> Result<TokenStream> {
    match &item.data {
        Data::Enum(data) => one_of(item, data),
        _ => all_of(item),
    }
}

/// An object with one field, whose name says which variant its value is.
fn one_of(item: &DeriveInput, data: &DataEnum) -> Result<TokenStream> {
    if let Some(other) = data
        .variants
        .iter()
        .find(|variant| !matches!(&variant.fields, Fields::Unnamed(own) if own.unnamed.len() == 1))
    {
        return Err(Error::new_spanned(other, "a variant of one value is expected"));
    }
    let is_camel = serde(&item.attrs, "rename_all").as_deref() == Some("camelCase");
    let word = |name: String| if is_camel { camel(&snake(&name)) } else { name };
    let words = data.variants.iter().map(|variant| word(variant.ident.to_string())).collect::<Vec<_>>();
    let variants = data.variants.iter().map(|variant| &variant.ident).collect::<Vec<_>>();
    let (name, first) = (&item.ident, &variants[0]);
    Ok(quote! {
        impl crate::base::json_read::Read for #name {
            fn blank() -> Self {
                Self::#first(crate::base::json_read::Read::blank())
            }

            fn read(&mut self, value: &::serde_json::Value, input: &mut crate::base::json_read::Input<'_>) {
                match input.variant(value, &[#(#words),*]) {
                    #(Some((#words, value)) => {
                        let mut own = crate::base::json_read::Read::blank();
                        input.field(#words, value, &mut own);
                        *self = Self::#variants(own);
                    })*
                    _ => {}
                }
            }
        }
    })
}

fn all_of(item: &DeriveInput) -> Result<TokenStream> {
    let is_camel = serde(&item.attrs, "rename_all").as_deref() == Some("camelCase");
    let may_lack = |field: &&Field| {
        let said = |what| serde(&field.attrs, what).is_some();
        inside(&field.ty, "Option").is_some() || said("default") || said("skip_serializing_if")
    };
    let is_skipped = |field: &&Field| serde(&field.attrs, "skip").is_some();
    let (skipped, read): (Vec<&Field>, Vec<&Field>) = fields(item)?.into_iter().partition(is_skipped);
    let name = |field: &&Field| wire(field, is_camel) + if may_lack(field) { "?" } else { "" };
    let names = read.iter().map(name).collect::<Vec<String>>().join(" ");
    let fields: Vec<_> = read.iter().map(|field| &field.ident).collect();
    let skipped = skipped.iter().map(|field| &field.ident);
    let has_head = item.attrs.iter().any(|attribute| attribute.path().is_ident("head"));
    let read = match has_head {
        true => quote! {
            crate::base::document::check_head::<Self>(value, input);
            input.below_head(value, #names, &mut [#(&mut self.#fields),*]);
        },
        false => quote!(input.fields(value, #names, &mut [#(&mut self.#fields),*]);),
    };
    let name = &item.ident;
    Ok(quote! {
        impl crate::base::json_read::Read for #name {
            fn blank() -> Self {
                Self {
                    #(#fields: crate::base::json_read::Read::blank(),)*
                    #(#skipped: ::std::default::Default::default()),*
                }
            }

            fn read(&mut self, value: &::serde_json::Value, input: &mut crate::base::json_read::Input<'_>) {
                #read
            }
        }
    })
}
