//! TypeScript: interfaces, and unions of literals.

use std::fmt::Write;

use serde_json::{Map, Value};

use crate::{Type, about, fields, read};

pub(crate) fn write(all: &Map<String, Value>) -> String {
    let mut out = String::new();
    for (name, schema) in all {
        comment(&mut out, "", about(schema));
        match fields(schema) {
            Some(fields) => {
                let _ = writeln!(out, "export interface {name} {{");
                for field in fields {
                    comment(&mut out, "  ", field.about);
                    let mark = if field.required { "" } else { "?" };
                    let _ = writeln!(out, "  {}{mark}: {};", field.name, spell(&field.value));
                }
                out.push_str("}\n\n");
            }
            None => {
                let _ = writeln!(out, "export type {name} = {};\n", spell(&read(schema)));
            }
        }
    }
    out
}

fn comment(out: &mut String, indent: &str, about: &str) {
    if !about.is_empty() {
        let text = about.replace("*/", "* /").replace('\n', " ");
        let _ = writeln!(out, "{indent}/** {text} */");
    }
}

fn spell(value: &Type<'_>) -> String {
    match value {
        Type::Any => "unknown".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer | Type::Number => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Literals(words) => {
            words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | ")
        }
        Type::Name(name) => (*name).to_owned(),
        Type::List(inner) => format!("Array<{}>", spell(inner)),
        Type::Map(inner) => format!("Record<string, {}>", spell(inner)),
        Type::Union(parts) => parts.iter().map(spell).collect::<Vec<_>>().join(" | "),
    }
}
