//! What of one JSON value is not in another, and one value brought up to the changes of another.

use serde_json::{Map, Value};

use crate::base::dictionary::Dictionary;
use crate::base::document::{element, field};

/// Paths, each with how often it was met; `[*]` is any element.
#[derive(Debug, Default)]
pub(super) struct Paths(pub(super) Vec<(String, u64)>, Dictionary);

impl Paths {
    pub(super) fn note(&mut self, path: String) {
        match self.1.code(&path).and_then(|code| self.0.get_mut(code as usize)) {
            Some((_, n)) => *n += 1,
            None => self.0.push((path, 1)),
        }
    }

    /// Notes what of `own` is not the same in `other`.
    pub(super) fn compare(&mut self, own: &Value, other: &Value, path: &str) {
        match (own, other) {
            _ if own == other => {}
            (Value::Object(own), Value::Object(other)) => {
                for (name, value) in own {
                    self.compare(value, other.get(name).unwrap_or(&Value::Null), &field(path, name));
                }
            }
            (Value::Array(own), Value::Array(other)) => {
                let list = [path, "[*]"].concat();
                for (at, value) in own.iter().enumerate() {
                    self.compare(value, other.get(at).unwrap_or(&Value::Null), &list);
                }
            }
            _ => self.note(path.to_owned()),
        }
    }
}

fn identifier(value: &Value) -> Option<&str> {
    value.get("identifier")?.as_str()
}

/// Takes a field out, and gives whether it was there. The rest is put together again: closing the gap in the map is the
/// longest of its code, and nothing else asks for it.
pub(super) fn cut(object: &mut Map<String, Value>, name: &str) -> bool {
    let found = object.contains_key(name);
    if found {
        for (own, value) in std::mem::take(object) {
            if own != name {
                object.insert(own, value);
            }
        }
    }
    found
}

/// Brings `kept` up to what changed from `before` to `now`, and gives whether anything did. A record in which, or below
/// which, something changed gets the new date.
pub(super) fn merge(kept: &mut Value, before: &Value, now: &Value, date: &str) -> bool {
    if before == now {
        return false;
    }
    match (&mut *kept, before, now) {
        (Value::Object(own), Value::Object(before), Value::Object(now)) => {
            let mut changed = false;
            for name in before.keys().filter(|name| !now.contains_key(*name)) {
                changed |= cut(own, name);
            }
            for (name, value) in now {
                match (own.get_mut(name), before.get(name)) {
                    (Some(own), Some(before)) => changed |= merge(own, before, value, date),
                    (_, Some(before)) if before == value => {}
                    (Some(Value::Object(own)), None) if value.is_object() => {
                        own.extend(value.as_object().cloned().unwrap_or_default());
                        changed = true;
                    }
                    _ => {
                        own.insert(name.clone(), value.clone());
                        changed = true;
                    }
                }
            }
            if changed && own.contains_key("identifier") {
                own.insert("lastChangeDateTime".to_owned(), date.into());
            }
            changed
        }
        (Value::Array(own), Value::Array(before), Value::Array(now)) => {
            let same = |value: &Value| {
                before
                    .iter()
                    .position(|other| identifier(other).is_some() && identifier(other) == identifier(value))
            };
            let mut list = Vec::new();
            for value in now.iter().filter(|value| !value.is_null()) {
                let at = same(value);
                match at.and_then(|at| Some((own.get(at)?.clone(), before.get(at)?))) {
                    Some((mut element, before)) => {
                        merge(&mut element, before, value, date);
                        list.push(element);
                    }
                    None => list.push(value.clone()),
                }
            }
            // What is no part of a rubric here stays where it stands.
            for (at, _) in before.iter().enumerate().filter(|(_, part)| part.is_null()) {
                if let Some(kept) = own.get(at) {
                    list.insert(at.min(list.len()), kept.clone());
                }
            }
            *own = list;
            true
        }
        _ => {
            *kept = now.clone();
            true
        }
    }
}

/// Takes what CASE 1.0 does not have out of a package.
pub(super) fn to_1_0(package: &mut Value, out: &mut Paths) {
    strip(package, "$", &["extensions"], out);
    let mut within = |list: &str, names: &[&str]| {
        if let Some(value) = package.get_mut(list) {
            strip_shallow(value, &field("$", list), names, out);
        }
    };
    within("CFDocument", &["caseVersion", "frameworkType"]);
    within("CFItems", &["subject", "subjectURI"]);
    within("CFAssociations", &["notes"]);
    let Some(Value::Array(associations)) = package.get_mut("CFAssociations") else { return };
    for (at, association) in associations.iter_mut().enumerate() {
        for node in ["originNodeURI", "destinationNodeURI"] {
            if let Some(node_value) = association.get_mut(node) {
                let path = field(&element("$.CFAssociations", at), node);
                strip_shallow(node_value, &path.replace(&format!("[{at}]"), "[*]"), &["targetType"], out);
            }
        }
    }
    associations.retain(|association| {
        let new = association.get("associationType").and_then(Value::as_str) == Some("isTranslationOf");
        if new {
            out.note("$.CFAssociations[*]".to_owned());
        }
        !new
    });
}

fn take(object: &mut Map<String, Value>, path: &str, names: &[&str], out: &mut Paths) {
    for name in names {
        if cut(object, name) {
            out.note(field(path, name));
        }
    }
}

/// Takes these fields out of an object, or out of each object of a list.
fn strip_shallow(value: &mut Value, path: &str, names: &[&str], out: &mut Paths) {
    match value {
        Value::Object(object) => take(object, path, names, out),
        Value::Array(list) => {
            let path = [path, "[*]"].concat();
            list.iter_mut().filter_map(Value::as_object_mut).for_each(|one| take(one, &path, names, out));
        }
        _ => {}
    }
}

/// Takes these fields out of every object.
fn strip(value: &mut Value, path: &str, names: &[&str], out: &mut Paths) {
    match value {
        Value::Object(object) => {
            take(object, path, names, out);
            object.iter_mut().for_each(|(name, value)| strip(value, &field(path, name), names, out));
        }
        Value::Array(list) => {
            let path = [path, "[*]"].concat();
            list.iter_mut().for_each(|value| strip(value, &path, names, out));
        }
        _ => {}
    }
}
