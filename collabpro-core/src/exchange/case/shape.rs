//! Where in a document the rubrics are: in a package, in one with something around it, alone, or in a list.

use serde_json::{Map, Value};

use super::diff::Paths;
use crate::base::document::{element, field};

/// A package as the standard has it, made of what was found, and where its parts stood in that.
pub(super) struct Shape {
    pub(super) package: Value,
    /// The path of the package.
    root: &'static str,
    /// The path of the rubrics; `alone` of the only one.
    rubrics: &'static str,
    alone: bool,
}

impl Shape {
    pub(super) fn of(mut found: Value) -> Self {
        let within = |found: &mut Value, name: &str| found.get_mut(name).map(Value::take);
        let is_rubric = |found: &Value| found.get("CFRubricCriteria").is_some();
        let known = |found: &Value, name: &str| found.get(name).is_some_and(Value::is_object);
        if found.get("CFRubrics").is_none() && known(&found, "CFPackage") {
            let package = within(&mut found, "CFPackage").unwrap_or_default();
            return Self { package, root: "$.CFPackage", rubrics: "$.CFPackage.CFRubrics", alone: false };
        }
        let (rubrics, path, alone) = match found {
            Value::Array(list) if list.iter().any(is_rubric) => (list, "$", false),
            ref found if is_rubric(found) => (vec![found.clone()], "$", true),
            mut found if found.get("CFRubrics").is_none() && known(&found, "CFRubric") => {
                (vec![within(&mut found, "CFRubric").unwrap_or_default()], "$.CFRubric", true)
            }
            package => return Self { package, root: "$", rubrics: "$.CFRubrics", alone: false },
        };
        let mut package = Map::new();
        package.insert("CFRubrics".to_owned(), rubrics.into());
        Self { package: Value::Object(package), root: "$", rubrics: path, alone }
    }

    /// The path of a field of the package.
    pub(super) fn field(&self, name: &str) -> String {
        if name == "CFRubrics" { self.rubrics.to_owned() } else { field(self.root, name) }
    }

    /// The path of a rubric.
    pub(super) fn rubric(&self, at: usize) -> String {
        if self.alone { self.rubrics.to_owned() } else { element(self.rubrics, at) }
    }

    /// Paths of the package as paths of what was found.
    pub(super) fn place(&self, paths: &mut Paths) {
        for (path, _) in &mut paths.0 {
            if let Some(rest) = path.strip_prefix("$.CFRubrics[*]") {
                *path = [self.rubrics, if self.alone { "" } else { "[*]" }, rest].concat();
            } else if let Some(rest) = path.strip_prefix('$') {
                *path = [self.root, rest].concat();
            }
        }
    }
}
