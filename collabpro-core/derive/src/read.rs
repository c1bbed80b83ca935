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
    let (Some((first, others)), Some((first_word, other_words))) =
        (variants.split_first(), words.split_first())
    else {
        return Err(Error::new_spanned(&item.ident, "a variant is expected"));
    };
    let (name, at) = (&item.ident, 1_usize..);
    Ok(quote! {
        impl crate::base::json_read::Read for #name {
            fn read(input: &mut crate::base::json_read::Input<'_>) -> Self {
                let (at, mut fields) = input.variant(&[#(#words),*]);
                match at {
                    #(#at => Self::#others(fields.take(#other_words)),)*
                    _ => Self::#first(fields.take(#first_word)),
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
    let fields = read.iter().map(|field| {
        let (own, name) = (&field.ident, wire(field, is_camel));
        if may_lack(field) { quote!(#own: fields.may(#name)) } else { quote!(#own: fields.take(#name)) }
    });
    let skipped = skipped.iter().map(|field| &field.ident);
    let has_head = item.attrs.iter().any(|attribute| attribute.path().is_ident("head"));
    let all = match has_head {
        true => quote!(crate::base::document::fields::<Self>(input)),
        false => quote!(input.fields()),
    };
    let name = &item.ident;
    Ok(quote! {
        impl crate::base::json_read::Read for #name {
            fn read(input: &mut crate::base::json_read::Input<'_>) -> Self {
                let mut fields = #all;
                Self {
                    #(#fields,)*
                    #(#skipped: ::std::default::Default::default()),*
                }
            }
        }
    })
}
