//! An enum of words.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, LitStr, Result, parse_quote};

use crate::names::snake;

pub(crate) fn expand(mut item: DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &mut item.data else {
        return Err(Error::new_spanned(&item.ident, "an enum is expected"));
    };
    let (mut variants, mut words) = (Vec::new(), Vec::new());
    for variant in &mut data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            return Err(Error::new_spanned(&variant.ident, "a word has no fields"));
        }
        let own = variant.attrs.iter().position(|attribute| attribute.path().is_ident("word"));
        let word = match own.map(|at| variant.attrs.remove(at)) {
            Some(own) => own.parse_args::<LitStr>()?.value(),
            None => snake(&variant.ident.to_string()),
        };
        variant.attrs.push(parse_quote!(#[serde(rename = #word)]));
        variants.push(&variant.ident);
        words.push(word);
    }
    let (name, vis) = (&item.ident, &item.vis);
    let every = quote! {
        impl #name {
            /// Every one, in the order of declaration.
            #vis const ALL: &[Self] = &[#(Self::#variants),*];

            /// Its word: the same on the wire, in tables and in every language.
            #vis const fn id(self) -> &'static str {
                match self { #(Self::#variants => #words),* }
            }
        }

        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.id())
            }
        }

        impl ::std::str::FromStr for #name {
            type Err = crate::base::error::Error;

            fn from_str(word: &str) -> crate::base::error::Result<Self> {
                Ok(Self::ALL[crate::base::json_read::word(word, &[#(#words),*])?])
            }
        }

        impl crate::base::json_read::Read for #name {
            fn blank() -> Self {
                Self::ALL[0]
            }

            fn read(&mut self, value: &::serde_json::Value, input: &mut crate::base::json_read::Input<'_>) {
                *self = Self::ALL[input.word(value, &[#(#words),*])];
            }
        }

        impl crate::base::table::Value for #name {
            const NONE: crate::base::table::Values = <str as crate::base::table::Value>::NONE;

            fn push(&self, column: &mut crate::base::table::Column) {
                crate::base::table::Value::push(self.id(), column);
            }
        }
    };
    Ok(quote! {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ::serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(::schemars::JsonSchema))]
        #item
        #every
    })
}
