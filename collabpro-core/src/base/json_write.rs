//! Everything that leaves as JSON is written here: the text that serde_json writes, by a writer that cannot fail.
//!
//! serde_json's own writer is compiled anew into each field of each type, with a check for failure behind each; in the
//! module that a page loads that was a tenth of all code. Here a field is two calls.

use std::fmt;

/// The schema of a type is that of the form in which it is written.
#[cfg(feature = "schema")]
macro_rules! written_as {
    ($own:ty, $form:ty) => {
        impl schemars::JsonSchema for $own {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$form as schemars::JsonSchema>::schema_name()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$form as schemars::JsonSchema>::json_schema(generator)
            }
        }
    };
}
#[cfg(feature = "schema")]
pub(crate) use written_as;

use serde::{Serialize, Serializer, ser};

/// Canonical JSON: fields in the order of declaration, no blanks, shortest numbers.
pub(crate) fn to_json(value: &(impl Serialize + ?Sized)) -> String {
    let mut json = Json(String::new());
    // Nothing that is written here can fail: keys are texts, and numbers are finite or null.
    let _ = value.serialize(&mut json);
    json.0
}

struct Json(String);

/// What no writer here gives; serde asks for it.
#[derive(Debug, thiserror::Error)]
#[error("")]
pub(crate) struct Unwritable;

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<(), Unwritable>;

impl Json {
    fn raw(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn text(&mut self, text: &str) {
        self.0.push('"');
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            let short = match byte {
                b'"' => "\\\"",
                b'\\' => "\\\\",
                b'\n' => "\\n",
                b'\r' => "\\r",
                b'\t' => "\\t",
                0x08 => "\\b",
                0x0c => "\\f",
                0..0x20 => "",
                _ => continue,
            };
            self.0.push_str(&text[start..at]);
            self.0.push_str(short);
            if short.is_empty() {
                self.0.push_str(&format!("\\u{byte:04x}"));
            }
            start = at + 1;
        }
        self.0.push_str(&text[start..]);
        self.0.push('"');
    }

    /// The comma before all but the first: only a bracket that was just opened can end the text so far in one.
    fn next(&mut self) {
        if !self.0.ends_with(['[', '{']) {
            self.0.push(',');
        }
    }

    fn key(&mut self, name: &str) {
        self.next();
        self.text(name);
        self.0.push(':');
    }

    fn number(&mut self, number: f64) {
        match serde_json::Number::from_f64(number) {
            Some(number) => self.0.push_str(&number.to_string()),
            None => self.0.push_str("null"),
        }
    }

    fn count(&mut self, number: u64) {
        self.0.push_str(&format!("{number}"));
    }
}

/// The elements of a list or an object.
pub(crate) struct Elements<'j> {
    json: &'j mut Json,
    end: &'static str,
}

impl<'j> Json {
    fn elements(&'j mut self, start: &str, end: &'static str) -> Elements<'j> {
        self.raw(start);
        Elements { json: self, end }
    }
}

impl<'j> Serializer for &'j mut Json {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Elements<'j>;
    type SerializeTuple = Elements<'j>;
    type SerializeTupleStruct = Elements<'j>;
    type SerializeTupleVariant = Elements<'j>;
    type SerializeMap = Elements<'j>;
    type SerializeStruct = Elements<'j>;
    type SerializeStructVariant = Elements<'j>;

    fn serialize_bool(self, flag: bool) -> Written {
        self.raw(if flag { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, number: i8) -> Written {
        self.serialize_i64(i64::from(number))
    }

    fn serialize_i16(self, number: i16) -> Written {
        self.serialize_i64(i64::from(number))
    }

    fn serialize_i32(self, number: i32) -> Written {
        self.serialize_i64(i64::from(number))
    }

    fn serialize_i64(self, number: i64) -> Written {
        if number < 0 {
            self.raw("-");
        }
        self.serialize_u64(number.unsigned_abs())
    }

    fn serialize_u8(self, number: u8) -> Written {
        self.serialize_u64(u64::from(number))
    }

    fn serialize_u16(self, number: u16) -> Written {
        self.serialize_u64(u64::from(number))
    }

    fn serialize_u32(self, number: u32) -> Written {
        self.serialize_u64(u64::from(number))
    }

    fn serialize_u64(self, number: u64) -> Written {
        self.count(number);
        Ok(())
    }

    fn serialize_f32(self, number: f32) -> Written {
        self.serialize_f64(f64::from(number))
    }

    fn serialize_f64(self, number: f64) -> Written {
        self.number(number);
        Ok(())
    }

    fn serialize_char(self, letter: char) -> Written {
        self.text(letter.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Written {
        self.text(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Written {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.raw("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        self.raw("{");
        self.key(variant);
        value.serialize(&mut *self)?;
        self.raw("}");
        Ok(())
    }

    fn collect_seq<I: IntoIterator<Item: Serialize>>(self, items: I) -> Written {
        self.raw("[");
        for item in items {
            self.next();
            item.serialize(&mut *self)?;
        }
        self.raw("]");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements<'j>, Unwritable> {
        Ok(self.elements("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Elements<'j>, Unwritable> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Elements<'j>, Unwritable> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Elements<'j>, Unwritable> {
        self.raw("{");
        self.key(variant);
        Ok(self.elements("[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Elements<'j>, Unwritable> {
        Ok(self.elements("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Elements<'j>, Unwritable> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Elements<'j>, Unwritable> {
        self.raw("{");
        self.key(variant);
        Ok(self.elements("{", "}}"))
    }
}

impl Elements<'_> {
    fn element(&mut self, value: &(impl Serialize + ?Sized)) -> Written {
        self.json.next();
        value.serialize(&mut *self.json)
    }

    fn field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Written {
        self.json.key(name);
        value.serialize(&mut *self.json)
    }

    fn close(self) -> Written {
        self.json.raw(self.end);
        Ok(())
    }
}

macro_rules! elements {
    ($($interface:ident $method:ident)+) => {
        $(impl ser::$interface for Elements<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.element(value)
            }

            fn end(self) -> Written {
                self.close()
            }
        })+
    };
}

elements! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

macro_rules! fields {
    ($($interface:ident)+) => {
        $(impl ser::$interface for Elements<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
                self.field(name, value)
            }

            fn end(self) -> Written {
                self.close()
            }
        })+
    };
}

fields! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for Elements<'_> {
    type Ok = ();
    type Error = Unwritable;

    /// Keys are texts; what another key writes would stand without quotes.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.element(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.json.raw(":");
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Written {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        let number = proptest::num::f64::ANY.prop_map(|number| serde_json::json!(number));
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            number,
            "[\\x00-\\x7f\\u{e4}\\u{2028}\\u{1f600}]{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("\\PC{0,3}|[\\x00-\\x1f]", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_text_is_that_of_serde_json(value in value()) {
            prop_assert_eq!(to_json(&value), serde_json::to_string(&value).unwrap());
        }
    }

    /// Every form that a type of ours can take.
    #[derive(Serialize)]
    enum Form {
        Unit,
        One(f64),
        Two(i32, char),
        Fields { a: Option<u8>, b: BTreeMap<&'static str, Option<bool>> },
    }

    #[test]
    fn every_form_is_written_as_serde_json_writes_it() {
        #[derive(Serialize)]
        struct Nothing;
        #[derive(Serialize)]
        struct Pair(f32, [u16; 2]);
        let b = BTreeMap::from([("x\"", Some(true)), ("y", None)]);
        let forms = (
            [Form::Unit, Form::One(f64::NAN), Form::Two(-3, '\u{7f}'), Form::Fields { a: None, b }],
            (Nothing, Pair(0.5, [1, 2]), u64::MAX, i64::MIN, -0.0, 1e300, 5e-324),
        );
        assert_eq!(to_json(&forms), serde_json::to_string(&forms).unwrap());
    }
}
