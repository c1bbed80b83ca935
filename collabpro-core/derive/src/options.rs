//! The options of a verb.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{
    Attribute, Data, DeriveInput, Expr, ExprLit, ExprPath, Field, GenericArgument, Ident, Lit, PathArguments,
    Result, Token, Type, parse_quote,
};

use crate::names::{doc, fields, snake, wire};

/// What stands in `#[options(…)]`.
pub(crate) struct Arguments {
    new: bool,
    from_json: bool,
    setters: bool,
    check: bool,
    watch: bool,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut arguments = Self { new: true, from_json: true, setters: true, check: false, watch: false };
        let take = |meta: ParseNestedMeta<'_>| {
            match () {
                () if meta.path.is_ident("new") => arguments.new = !none(&meta)?,
                () if meta.path.is_ident("from_json") => arguments.from_json = !none(&meta)?,
                () if meta.path.is_ident("setters") => arguments.setters = !none(&meta)?,
                () if meta.path.is_ident("check") => arguments.check = true,
                () if meta.path.is_ident("watch") => arguments.watch = true,
                () => {
                    return Err(meta.error(
                        "`new = none`, `from_json = none`, `setters = none`, `check` or `watch` is expected",
                    ));
                }
            }
            Ok(())
        };
        syn::meta::parser(take).parse2(input.parse()?)?;
        Ok(arguments)
    }
}

/// Whether `none` stands here, which is all that can.
fn none(meta: &ParseNestedMeta<'_>) -> Result<bool> {
    match meta.value()?.parse::<Ident>()? {
        word if word == "none" => Ok(true),
        word => Err(syn::Error::new_spanned(word, "`none` is expected")),
    }
}

/// The numbers that an option takes.
struct Range {
    low: Expr,
    high: Option<Expr>,
}

impl Parse for Range {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let low = bound(input)?;
        if input.parse::<Option<Token![..=]>>()?.is_some() {
            return Ok(Self { low, high: Some(bound(input)?) });
        }
        input.parse::<Token![..]>()?;
        Ok(Self { low, high: None })
    }
}

/// A number or a constant. Where some other crate asks syn for all of Rust, an expression would swallow the whole range.
fn bound(input: ParseStream<'_>) -> Result<Expr> {
    if input.peek(Lit) {
        return Ok(Expr::Lit(ExprLit { attrs: Vec::new(), lit: input.parse()? }));
    }
    Ok(Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path: input.parse()? }))
}

/// An option: its field, and what stands in `#[option(…)]`.
struct Choice {
    field: Field,
    wire: String,
    default: Option<Expr>,
    range: Option<Range>,
    or: Option<Expr>,
    setter: bool,
    filled: bool,
    nested: bool,
}

impl Choice {
    fn of(field: &Field, setter: bool) -> Result<Self> {
        let mut choice = Self {
            field: field.clone(),
            wire: wire(field, true),
            default: None,
            range: None,
            or: None,
            setter,
            filled: false,
            nested: false,
        };
        let own = |attribute: &Attribute| attribute.path().is_ident("option");
        let (said, attributes): (Vec<_>, Vec<_>) = choice.field.attrs.drain(..).partition(own);
        choice.field.attrs = attributes;
        for attribute in said {
            attribute.parse_nested_meta(|meta| {
                match () {
                    () if meta.path.is_ident("default") => choice.default = Some(meta.value()?.parse()?),
                    () if meta.path.is_ident("range") => choice.range = Some(meta.value()?.parse()?),
                    () if meta.path.is_ident("or") => choice.or = Some(meta.value()?.parse()?),
                    () if meta.path.is_ident("setter") => choice.setter = !none(&meta)?,
                    () if meta.path.is_ident("filled") => choice.filled = true,
                    () if meta.path.is_ident("nested") => choice.nested = true,
                    () => {
                        let known = "`default`, `range`, `or`, `setter`, `filled` or `nested` is expected";
                        return Err(meta.error(known));
                    }
                }
                Ok(())
            })?;
        }
        if let Some(Range { low, high }) = &choice.range {
            let (low, number) =
                (choice.or.as_ref().unwrap_or(low), inside(&field.ty, "Option").unwrap_or(&field.ty));
            let high = high.as_ref().map(|high| quote!(, max = (#high) as #number));
            let range = quote!(schemars(range(min = (#low) as #number #high)));
            choice.field.attrs.push(parse_quote!(#[cfg_attr(feature = "schema", #range)]));
        }
        Ok(choice)
    }

    fn default(&self) -> TokenStream {
        let name = &self.field.ident;
        match &self.default {
            Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => quote!(#name: #text.to_owned()),
            Some(value) => quote!(#name: #value),
            None => quote!(#name: ::std::default::Default::default()),
        }
    }

    /// The row of the table.
    fn row(&self) -> String {
        let name = self.field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        let default = match (&self.default, self.field.ty.to_token_stream().to_string().as_str()) {
            (Some(value), _) => said(value),
            (None, "bool") => "false".to_owned(),
            (None, "f64" | "u32" | "u64" | "usize") => "0".to_owned(),
            (None, _) => String::new(),
        };
        let or = self.or.as_ref().map(|or| format!("{}, or ", said(or))).unwrap_or_default();
        let range = match &self.range {
            Some(Range { low, high: Some(high) }) => format!("{or}{} to {}", said(low), said(high)),
            Some(Range { low, high: None }) => format!("{or}{} or more", said(low)),
            None => words(&self.field.ty),
        };
        format!("| `{name}` | {default} | {range} | {} |", doc(&self.field.attrs).join(" "))
    }

    fn setter(&self) -> Option<TokenStream> {
        let (name, docs) = (self.field.ident.as_ref()?, doc(&self.field.attrs).join("\n"));
        let (takes, value) = taken(&self.field.ty, &quote!(#name));
        self.setter.then(|| {
            quote! {
                #[doc = #docs]
                #[must_use]
                pub fn #name(mut self, #name: #takes) -> Self {
                    self.#name = #value;
                    self
                }
            }
        })
    }

    fn check(&self) -> Option<TokenStream> {
        let (name, wire) = (&self.field.ident, &self.wire);
        if self.nested {
            return Some(quote! {
                if let Some(found) = &self.#name {
                    problems.nest(#wire, found.problems());
                }
            });
        }
        let Range { low, high } = self.range.as_ref()?;
        let high = high.as_ref().map_or(quote!(None), |high| quote!(Some(#high)));
        let found = match inside(&self.field.ty, "Option") {
            Some(_) => quote!(self.#name),
            None => quote!(Some(self.#name)),
        };
        let but = self.or.as_ref().map(|or| quote!(.filter(|found| *found != #or)));
        Some(quote! {
            if let Some(found) = #found #but {
                crate::base::options::within(&mut problems, #wire, found, #low, #high);
            }
        })
    }
}

/// What is inside a type of this name: `T` of `Option<T>`.
pub(crate) fn inside<'a>(of: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = of else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(inside) = &last.arguments else { return None };
    match inside.args.first()? {
        GenericArgument::Type(inside) => Some(inside),
        _ => None,
    }
}

/// What a setter takes for a type, and how that is made of it.
fn taken(of: &Type, given: &TokenStream) -> (TokenStream, TokenStream) {
    if let Some(inside) = inside(of, "Option") {
        let (takes, value) = taken(inside, given);
        (takes, quote!(Some(#value)))
    } else if let Some(inside) = inside(of, "Vec") {
        let (takes, value) = taken(inside, &quote!(item));
        (
            quote!(impl IntoIterator<Item = #takes>),
            quote!(::std::iter::IntoIterator::into_iter(#given).map(|item| #value).collect()),
        )
    } else if of.to_token_stream().to_string() == "String" {
        (quote!(impl Into<String>), quote!(#given.into()))
    } else {
        (quote!(#of), given.clone())
    }
}

/// A number as it is read, a word as it is written.
fn said(value: &Expr) -> String {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => format!("`{}`", text.value()),
        Expr::Lit(value) => value.lit.to_token_stream().to_string().replace('_', ","),
        Expr::Path(path) if path.path.segments.len() > 1 => path
            .path
            .segments
            .last()
            .map(|last| format!("`{}`", snake(&last.ident.to_string())))
            .unwrap_or_default(),
        value => format!("`{}`", value.to_token_stream().to_string().replace(' ', "")),
    }
}

/// The type whose words an option takes.
fn words(of: &Type) -> String {
    let plain = ["String", "bool", "f64", "u32", "u64", "usize"];
    match inside(of, "Option").or(inside(of, "Vec")).or(inside(of, "ByName")) {
        Some(inside) => words(inside),
        None => match of.to_token_stream().to_string() {
            name if plain.contains(&name.as_str()) => String::new(),
            name => format!("`{}`", name.replace(' ', "")),
        },
    }
}

pub(crate) fn expand(arguments: &Arguments, mut item: DeriveInput) -> Result<TokenStream> {
    let choices: Vec<Choice> = fields(&item)?
        .into_iter()
        .map(|field| Choice::of(field, arguments.setters))
        .collect::<Result<_>>()?;
    if let Data::Struct(data) = &mut item.data {
        data.fields.iter_mut().zip(&choices).for_each(|(field, choice)| field.clone_from(&choice.field));
    }
    let description = doc(&item.attrs).join("\n");
    let rows: Vec<String> = choices.iter().map(Choice::row).collect();
    let head = "\n\n| option | default | range | purpose |\n| --- | --- | --- | --- |\n";
    let table = format!("{head}{}", rows.join("\n"));
    item.attrs.push(parse_quote!(#[doc = #table]));
    let name = &item.ident;
    let new = arguments.new.then(|| {
        quote! {
            /// The defaults.
            pub fn new() -> Self {
                Self::default()
            }
        }
    });
    let from_json = arguments.from_json.then(|| {
        quote! {
            /// Reads options from JSON; an empty text gives the defaults.
            ///
            /// # Errors
            /// `unknown_option` and `invalid_option`, each with the name of the option.
            pub fn from_json(text: &str) -> crate::base::error::Result<Self> {
                crate::base::options::parse::<Self>(text)?.checked()
            }

            /// The options, if nothing is wrong with them.
            pub(crate) fn checked(self) -> crate::base::error::Result<Self> {
                self.problems().finish(())?;
                Ok(self)
            }
        }
    });
    let watch = (arguments.from_json || arguments.watch).then(|| {
        quote! {
            /// These options, and who hears how far the work has come and may stop it.
            pub fn watch(self, watch: &mut dyn crate::base::watch::Watch) -> crate::base::watch::Watched<'_, Self> {
                crate::base::watch::Watched::new(self, watch)
            }
        }
    });
    let usual = (watch.is_some() && arguments.new).then(|| {
        quote! {
            impl ::std::convert::From<()> for crate::base::watch::Watched<'_, #name> {
                fn from((): ()) -> Self {
                    <#name as ::std::default::Default>::default().into()
                }
            }
        }
    });
    let filled: Vec<&String> =
        choices.iter().filter(|choice| choice.filled).map(|choice| &choice.wire).collect();
    let filled = (!filled.is_empty()).then(|| quote!(fields.filled(&[#(#filled),*]);));
    let check = arguments.check.then(|| quote!(self.check(&mut problems);));
    let (defaults, setters) =
        (choices.iter().map(Choice::default), choices.iter().filter_map(Choice::setter));
    let checks: Vec<TokenStream> = choices.iter().filter_map(Choice::check).chain(check).collect();
    let mutable = (!checks.is_empty()).then(|| quote!(mut));
    let fields = choices.iter().map(|choice| &choice.field.ident);
    let names = choices.iter().map(|choice| &choice.wire);
    Ok(quote! {
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(::schemars::JsonSchema), schemars(description = #description))]
        #[serde(rename_all = "camelCase", deny_unknown_fields, default)]
        #item

        impl ::std::default::Default for #name {
            fn default() -> Self {
                Self { #(#defaults),* }
            }
        }

        impl crate::base::json_read::Read for #name {
            fn read(input: &mut crate::base::json_read::Input<'_>) -> Self {
                let mut options = Self::default();
                let mut fields = input.fields();
                #(fields.given(#names, &mut options.#fields);)*
                #filled
                options
            }
        }

        #usual

        impl #name {
            #new

            #from_json

            #watch

            #(#setters)*

            /// Every option that is out of its range, and what `check` finds.
            pub(crate) fn problems(&self) -> crate::base::error::Problems {
                let #mutable problems = crate::base::error::Problems::default();
                #(#checks)*
                problems
            }
        }
    })
}
