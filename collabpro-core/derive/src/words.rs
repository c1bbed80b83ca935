//! An enum of words.

use proc_macro2::TokenStream;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Data, DeriveInput, Error, Fields, LitStr, Result, parse_quote};

use crate::names::snake;

/// What stands in `#[words(…)]`.
#[derive(Default)]
pub(crate) struct Arguments {
    /// The option that such a word is given for.
    option: String,
    /// Beginnings of the ids of messages that end in such a word.
    messages: Vec<String>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut arguments = Self::default();
        let take = |meta: ParseNestedMeta<'_>| {
            let text = meta.value()?.parse::<LitStr>()?.value();
            match () {
                () if meta.path.is_ident("option") => arguments.option = text,
                () if meta.path.is_ident("message") => arguments.messages.push(text),
                () => return Err(meta.error("`option` or `message` is expected")),
            }
            Ok(())
        };
        syn::meta::parser(take).parse2(input.parse()?)?;
        Ok(arguments)
    }
}

pub(crate) fn expand(arguments: &Arguments, mut item: DeriveInput) -> Result<TokenStream> {
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
        variant.attrs.push(parse_quote!(#[cfg_attr(feature = "schema", schemars(rename = #word))]));
        variants.push(&variant.ident);
        words.push(word);
    }
    let (name, vis, option) = (&item.ident, &item.vis, &arguments.option);
    let messages = (!arguments.messages.is_empty()).then(|| {
        let ids = words.iter().map(|word| {
            let ids = arguments.messages.iter().map(|beginning| format!("{beginning}.{word}"));
            quote!([#(#ids),*])
        });
        let count = arguments.messages.len();
        quote! {
            /// The ids of its messages.
            pub(crate) const fn messages(self) -> [&'static str; #count] {
                match self { #(Self::#variants => #ids),* }
            }
        }
    });
    let every = quote! {
        impl #name {
            /// Every one, in the order of declaration.
            #vis const ALL: &[Self] = &[#(Self::#variants),*];

            /// Its word: the same on the wire, in tables and in every language.
            #vis const fn id(self) -> &'static str {
                Self::WORDS[self as usize]
            }

            /// Every word, in the same order.
            const WORDS: &[&str] = &[#(#words),*];

            /// The one with this word.
            #vis fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().find(|known| known.id() == id).copied()
            }

            #messages
        }

        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
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
                Self::from_id(word).ok_or_else(|| crate::base::json_read::no_word(#option, word, Self::WORDS))
            }
        }

        impl crate::base::json_read::Read for #name {
            fn read(input: &mut crate::base::json_read::Input<'_>) -> Self {
                Self::ALL[input.word(Self::WORDS)]
            }
        }

        impl crate::base::table::Value for #name {
            const KIND: crate::base::table::Kind = crate::base::table::Kind::Text;

            fn push(&self, column: &mut crate::base::table::Column) {
                crate::base::table::Value::push(self.id(), column);
            }
        }
    };
    Ok(quote! {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(::schemars::JsonSchema))]
        #item
        #every
    })
}
