//! TypeScript: interfaces, and unions of literals.

use std::fmt::Write;

use crate::{Declared, Field, Type, about, fields, read};

pub(crate) fn write(all: &Declared) -> String {
    let mut out = String::new();
    for (name, schema) in &all.types {
        comment(&mut out, "", about(schema));
        match fields(schema) {
            Some(fields) => {
                let _ = writeln!(out, "export interface {name} {{");
                for field in fields {
                    comment(&mut out, "  ", &field.about);
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
        let text = about.replace("*/", "* /");
        // Examples are of the core's own language.
        let text = text.split("\n\n```").next().unwrap_or("");
        let lines: Vec<&str> = text.lines().collect();
        let _ = match lines.as_slice() {
            [line] => writeln!(out, "{indent}/** {line} */"),
            lines => {
                let lines = lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned());
                writeln!(out, "{indent}/**\n{}\n{indent} */", lines.collect::<Vec<_>>().join("\n"))
            }
        };
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
        Type::Object(fields) => {
            let spell = |field: &Field<'_>| {
                let mark = if field.required { "" } else { "?" };
                format!("{}{mark}: {}", field.name, spell(&field.value))
            };
            format!("{{ {} }}", fields.iter().map(spell).collect::<Vec<_>>().join("; "))
        }
        Type::List(inner) => format!("Array<{}>", spell(inner)),
        Type::Map(inner) => format!("Record<string, {}>", spell(inner)),
        Type::Union(parts) => parts.iter().map(spell).collect::<Vec<_>>().join(" | "),
    }
}
