//! A document: its head, and how it is written.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{DeriveInput, Ident, LitInt, LitStr, Result, Token, parse_quote};

use crate::names::{doc, fields, serde, wire};

/// What `#[document("…", version = …)]` says.
pub(crate) struct Arguments {
    kind: LitStr,
    version: LitInt,
    of: Option<Ident>,
    schema: Option<String>,
    travels: bool,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let kind: LitStr = input.parse()?;
        let kind = LitStr::new(&format!("collabpro.{}", kind.value()), kind.span());
        let (mut version, mut of, mut schema, mut travels) = (None, None, None, false);
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let name: Ident = input.parse()?;
            if name == "travels" {
                travels = true;
                continue;
            }
            input.parse::<Token![=]>()?;
            match name.to_string().as_str() {
                "version" => version = Some(input.parse()?),
                "of" => of = Some(input.parse()?),
                "schema" => schema = Some(input.parse::<LitStr>()?.value()),
                _ => return Err(syn::Error::new_spanned(name, "version, of, schema or travels is expected")),
            }
        }
        let version = version.ok_or_else(|| input.error("a document has a version"))?;
        Ok(Self { kind, version, of, schema, travels })
    }
}

pub(crate) fn expand(arguments: &Arguments, mut item: DeriveInput) -> TokenStream {
    let Arguments { kind, version, of, schema, travels } = arguments;
    let name = &item.ident;
    let schema = schema.clone().unwrap_or_else(|| format!("{}Document", of.as_ref().unwrap_or(name)));
    let about =
        doc(&item.attrs).into_iter().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let anywhere = if item.generics.params.is_empty() { quote!(#name) } else { quote!(#name<'_>) };
    let view = of.as_ref().map(|of| {
        quote! {
            #[cfg(feature = "schema")]
            crate::base::json_write::written_as!(#of, #anywhere);
        }
    });
    let own = of.is_none().then(|| {
        let vis = &item.vis;
        quote! {
            impl #name {
                /// The document as canonical JSON.
                #vis fn to_json(&self) -> String {
                    crate::base::json_write::to_json(self)
                }
            }
        }
    });
    let back = travels.then(|| {
        let vis = &item.vis;
        quote! {
            impl #name {
                /// Reads what [`to_json`](Self::to_json) wrote, here or elsewhere.
                ///
                /// # Errors
                /// `invalid_json` with each place, `wrong_kind`, `outdated_schema_version`, `unsupported_schema_version`.
                #vis fn from_json(text: &str) -> crate::base::error::Result<Self> {
                    crate::base::document::from_json(text)
                }
            }
        }
    });
    if *travels {
        item.attrs.push(parse_quote!(#[derive(::collabpro_derive::Read)]));
    }
    item.attrs.push(parse_quote!(#[head(kind = #kind, version = #version)]));
    item.attrs.push(parse_quote!(#[serde(rename_all = "camelCase")]));
    quote! {
        #[derive(::collabpro_derive::Headed)]
        #[cfg_attr(feature = "schema", derive(::schemars::JsonSchema), schemars(
            rename = #schema,
            description = #about,
            transform = crate::base::document::with_head::<#anywhere>
        ))]
        #item
        #view
        #own
        #back
    }
}

/// How a document is written: its head, then its fields as serde's attributes say.
pub(crate) fn headed(item: &DeriveInput) -> Result<TokenStream> {
    let (mut kind, mut version) = (None, None);
    for head in item.attrs.iter().filter(|attribute| attribute.path().is_ident("head")) {
        head.parse_nested_meta(|meta| {
            let into = if meta.path.is_ident("kind") { &mut kind } else { &mut version };
            *into = Some(meta.value()?.parse::<syn::Lit>()?);
            Ok(())
        })?;
    }
    let written = fields(item)?.into_iter().filter(|field| serde(&field.attrs, "skip").is_none());
    let written = written.map(|field| {
        let (own, wire) = (&field.ident, wire(field, true));
        let always = quote!(fields.serialize_field(#wire, &self.#own)?;);
        match serde(&field.attrs, "skip_serializing_if").map(|test| syn::parse_str::<syn::Path>(&test)) {
            Some(test) => test.map(|test| quote!(if !#test(&self.#own) { #always })),
            None => Ok(always),
        }
    });
    let written = written.collect::<Result<Vec<_>>>()?;
    let (name, count) = (&item.ident, written.len() + 2);
    let (generics, types, bounds) = item.generics.split_for_impl();
    Ok(quote! {
        impl #generics crate::base::document::Document for #name #types #bounds {
            const KIND: &'static str = #kind;
            const VERSION: u32 = #version;
        }

        impl #generics ::serde::Serialize for #name #types #bounds {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                use ::serde::ser::SerializeStruct as _;
                let mut fields = serializer.serialize_struct(stringify!(#name), #count)?;
                fields.serialize_field("schemaVersion", &<Self as crate::base::document::Document>::VERSION)?;
                fields.serialize_field("kind", <Self as crate::base::document::Document>::KIND)?;
                #(#written)*
                fields.end()
            }
        }
    })
}
