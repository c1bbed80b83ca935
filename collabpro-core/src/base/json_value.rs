//! JSON as a tree in which no name of an object stands twice: serde's own takes the last of two values in silence.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::base::error::{ErrorCode, Place, Problem, Problems};
use crate::base::message::Message;

/// Where a part of the tree stands, from the inside out.
#[derive(Clone, Copy)]
pub(crate) enum Path<'a> {
    Root(&'a str),
    Name(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, u64),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(root) => f.write_str(root),
            Self::Name(of, name) => write!(f, "{of}.{name}"),
            Self::Item(of, at) => write!(f, "{of}[{at}]"),
        }
    }
}

/// Reads a part of the tree, and tells of names that stand twice.
pub(crate) struct Tree<'t> {
    pub(crate) path: Path<'t>,
    pub(crate) problems: &'t mut Problems,
}

/// That a name stands here twice.
pub(crate) fn twice(path: Path<'_>) -> Problem {
    let problem = Problem::new(ErrorCode::InvalidJson, Place::path(path.to_string()));
    problem.say("what", Message::new("json.twice"))
}

/// What a text holds; what stands twice in it is told.
pub(crate) fn value(text: &str, root: &str, problems: &mut Problems) -> serde_json::Result<Value> {
    let mut input = serde_json::Deserializer::from_str(text);
    let value = Tree { path: Path::Root(root), problems }.deserialize(&mut input)?;
    input.end()?;
    Ok(value)
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! leaves {
    ($($visit:ident $type:ty),+) => {
        $(fn $visit<E>(self, found: $type) -> Result<Value, E> {
            Ok(found.into())
        })+
    };
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    leaves! { visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str, visit_string String }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            let path = Path::Item(&self.path, items.len() as u64);
            let Some(item) = list.next_element_seed(Tree { path, problems: self.problems })? else { break };
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let path = Path::Name(&self.path, &name);
            let value = map.next_value_seed(Tree { path, problems: self.problems })?;
            if object.contains_key(&name) {
                self.problems.push(twice(path));
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
