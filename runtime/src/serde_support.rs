//! serde for generated types: file form, carried over into any format.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor,
};
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::json::{Form, MAX_DEPTH, Mark, ReadError, ReadResult, Reader, Token, Writer};
use crate::shape::{Blank, Shape, WriteShape};

/// Gives a structure or union to a serializer, in file form.
///
/// # Errors
/// What cannot be written (see `file::to_vec`), and the serializer's own errors.
pub fn serialize_shape<S: Serializer>(
    value: &dyn WriteShape,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serialize_with(serializer, |w| w.shape(value))
}

/// Takes a structure or union from a deserializer, in file form.
///
/// # Errors
/// What cannot be read (see `file::from_slice`), with the path of the member, and the deserializer's own errors.
pub fn deserialize_shape<'de, T: Shape + Blank, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserialize_with(deserializer, |r, value| r.object(value))
}

/// Gives what is written to a serializer.
pub(crate) fn serialize_with<S: Serializer>(
    serializer: S,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::new(Vec::new(), Form::File);
    write(&mut writer);
    let json = writer.finish().map_err(S::Error::custom)?;
    Value::new(&mut Reader::new(&json, Form::File)).serialize(serializer)
}

/// Takes from a deserializer what is read.
pub(crate) fn deserialize_with<'de, T: Blank, D: Deserializer<'de>>(
    deserializer: D,
    read: impl FnOnce(&mut Reader<'_>, &mut T) -> ReadResult,
) -> Result<T, D::Error> {
    let mut writer = Writer::new(Vec::new(), Form::File);
    Sink {
        writer: &mut writer,
        depth: 0,
    }
    .deserialize(deserializer)?;
    let json = writer.finish().map_err(D::Error::custom)?;
    let mut value = T::blank();
    let mut reader = Reader::new(&json, Form::File);
    // Nobody has seen that text: its lines would mislead.
    read(&mut reader, &mut value).map_err(|error| D::Error::custom(error.without_position()))?;
    Ok(value)
}

/// The value at which the reader stands, to be given to a serializer.
///
/// A serializer may ask for it several times (TOML's looks at values first to choose between table and inline), give up
/// on the way, or not ask at all.
struct Value<'r, 'a> {
    reader: RefCell<&'r mut Reader<'a>>,
    start: Mark,
    /// Whether the reader stands behind the value.
    passed: Cell<bool>,
}

impl<'r, 'a> Value<'r, 'a> {
    fn new(reader: &'r mut Reader<'a>) -> Self {
        let start = reader.mark();
        Self {
            reader: RefCell::new(reader),
            start,
            passed: Cell::new(false),
        }
    }

    /// Moves the reader behind the value, whatever the serializer did.
    fn pass(self) -> ReadResult {
        let reader = self.reader.into_inner();
        if self.passed.get() {
            return Ok(());
        }
        reader.reset(self.start);
        reader.skip()
    }
}

fn custom<E: serde_core::ser::Error>(error: ReadError) -> E {
    E::custom(error)
}

impl Serialize for Value<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = self.reader.borrow_mut();
        reader.reset(self.start);
        self.passed.set(false);
        let done = match reader.token().map_err(custom)? {
            Token::Null => serializer.serialize_unit(),
            Token::Bool(value) => serializer.serialize_bool(value),
            Token::String(text) => serializer.serialize_str(&text),
            Token::Number(text) => serialize_number(text, serializer),
            Token::Array => {
                let mut seq = serializer.serialize_seq(None)?;
                let mut more = reader.enter_array().map_err(custom)?;
                while more {
                    let value = Value::new(&mut reader);
                    seq.serialize_element(&value)?;
                    value.pass().map_err(custom)?;
                    more = reader.next_in_array().map_err(custom)?;
                }
                seq.end()
            }
            Token::Object => {
                let mut map = serializer.serialize_map(None)?;
                let mut more = reader.enter_object().map_err(custom)?;
                while more {
                    let key = reader.next_key().map_err(custom)?;
                    let value = Value::new(&mut reader);
                    map.serialize_entry(&key, &value)?;
                    value.pass().map_err(custom)?;
                    more = reader.next_in_object().map_err(custom)?;
                }
                map.end()
            }
        };
        self.passed.set(done.is_ok());
        done
    }
}

fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse() {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = text.parse() {
        return serializer.serialize_u64(value);
    }
    let nearest = text.parse().unwrap_or(f64::NAN);
    // A number that a double cannot hold exactly travels as text, which file form reads too.
    let exact =
        nearest.is_finite() && format!("{nearest:?}").parse::<crate::BigDecimal>() == text.parse();
    if exact {
        serializer.serialize_f64(nearest)
    } else {
        serializer.serialize_str(text)
    }
}

/// Writes what a deserializer gives as JSON.
struct Sink<'w, 't> {
    writer: &'w mut Writer<'t>,
    depth: usize,
}

impl<'t> Sink<'_, 't> {
    /// For a value inside of this one.
    fn inner<E: serde_core::de::Error>(&mut self) -> Result<Sink<'_, 't>, E> {
        if self.depth == MAX_DEPTH {
            return Err(E::custom(format_args!("nested deeper than {MAX_DEPTH}")));
        }
        Ok(Sink {
            writer: self.writer,
            depth: self.depth + 1,
        })
    }
}

impl<'de> DeserializeSeed<'de> for Sink<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Sink<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of the model")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.writer.bool(&value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.writer.i64(&value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.writer.big_integer(&value.into());
        Ok(())
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.writer.big_integer(&value.into());
        Ok(())
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.writer.big_integer(&value.into());
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.writer.f64(&value);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.writer.string(text);
        Ok(())
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<(), E> {
        self.writer.blob(&bytes.into());
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.writer.null();
        Ok(())
    }

    fn visit_none<E: serde_core::de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut values: A) -> Result<(), A::Error> {
        self.writer.begin_array();
        while values.next_element_seed(self.inner()?)?.is_some() {}
        self.writer.end_array();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        self.writer.begin_object();
        while let Some(key) = members.next_key::<Key>()? {
            self.writer.key(&key.0);
            members.next_value_seed(self.inner()?)?;
        }
        self.writer.end_object();
        Ok(())
    }
}

/// The key of an object; formats with typed keys may give a number or a boolean.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, text: &str) -> Result<Key, E> {
        Ok(Key(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Key, E> {
        Ok(Key(text))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Key, E> {
        Ok(Key(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Key, E> {
        Ok(Key(value.to_string()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Key, E> {
        Ok(Key(value.to_string()))
    }
}
