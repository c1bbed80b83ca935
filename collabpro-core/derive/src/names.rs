//! Names on the wire, and what all macros ask of a declaration.

use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Error, Expr, ExprLit, Field, Fields, Lit, Meta, Result, Token};

/// `BrennanPrediger` as `brennan_prediger`, as serde does it.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// `custom_as` as `customAs`, as serde does it.
pub(crate) fn camel(name: &str) -> String {
    let mut parts = name.split('_').filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |out, part| out + &part[..1].to_uppercase() + &part[1..])
}

/// What serde's attributes say under a name: nothing, that it is there, or its text.
pub(crate) fn serde(attributes: &[Attribute], name: &str) -> Option<String> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    let said =
        lists.filter_map(|list| list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok());
    let meta = said.flatten().find(|meta| meta.path().is_ident(name))?;
    Some(meta.require_name_value().ok().and_then(|pair| text(&pair.value)).unwrap_or_default())
}

fn text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The name of a field on the wire.
pub(crate) fn wire(field: &Field, is_camel: bool) -> String {
    let own = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let written = || if is_camel { camel(&own) } else { own.clone() };
    serde(&field.attrs, "rename").unwrap_or_else(written)
}

/// The documentation, line by line.
pub(crate) fn doc(attributes: &[Attribute]) -> Vec<String> {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    let said = lines.filter_map(|line| text(&line.meta.require_name_value().ok()?.value));
    said.map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned()).collect()
}

/// The fields of a struct, each with a name.
pub(crate) fn fields(item: &DeriveInput) -> Result<Vec<&Field>> {
    match &item.data {
        Data::Struct(data) if matches!(data.fields, Fields::Named(_)) => Ok(data.fields.iter().collect()),
        _ => Err(Error::new_spanned(&item.ident, "a struct with named fields is expected")),
    }
}
