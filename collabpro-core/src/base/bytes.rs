//! The byte form of handles: a head, what the handle holds, and a check.
//!
//! `CPBYTES`, one byte of the frame's version, the kind as a text, one byte of the kind's version, the fields, and FNV-1a
//! (64 bits, little endian) over all of it. Whole numbers are LEB128, texts have their length before them, doubles are
//! their bits, little endian; documents of their own stand as their canonical JSON. The form is canonical: what is read is
//! written again and compared, so that one value has one form.

use crate::base::document::of_another_kind;
use crate::base::error::{Error, ErrorCode, Place, Problem, Result};

const MAGIC: &[u8] = b"CPBYTES";
/// Of the frame: head and check.
const FRAME: u8 = 1;
/// Of every kind so far.
const VERSION: u8 = 1;
/// Bytes of the check.
const CHECK: usize = 8;

/// What has a byte form.
pub(crate) trait Portable: Sized {
    /// Its name in the head.
    const KIND: &str;

    fn write(&self, out: &mut Writer);

    fn read(input: &mut Reader<'_>) -> Result<Self>;
}

pub(crate) fn to_bytes<T: Portable>(value: &T) -> Vec<u8> {
    let mut out = Writer(MAGIC.to_vec());
    out.0.push(FRAME);
    out.text(T::KIND);
    out.0.push(VERSION);
    value.write(&mut out);
    let check = fnv(FNV, &out.0);
    out.0.extend(check.to_le_bytes());
    out.0
}

pub(crate) fn from_bytes<T: Portable>(bytes: &[u8]) -> Result<T> {
    let mut input = Reader::new(bytes, ErrorCode::InvalidBytes);
    if input.take(MAGIC.len()).ok() != Some(MAGIC) {
        return Err(input.invalid("they do not begin as such bytes do"));
    }
    input.version(FRAME)?;
    let end = bytes.len().saturating_sub(CHECK).max(input.at);
    let (own, check) = bytes.split_at(end);
    if check != fnv(FNV, own).to_le_bytes() {
        return Err(input.invalid("they were cut short or changed on their way"));
    }
    input.bytes = own;
    let at = input.at;
    let kind = input.text()?;
    if kind != T::KIND {
        return Err(of_another_kind(Place::path(format!("byte {at}")), kind, T::KIND).into());
    }
    input.version(VERSION)?;
    let value = T::read(&mut input)?;
    if input.at != end || to_bytes(&value) != bytes {
        return Err(input.invalid("this is not how it is saved"));
    }
    Ok(value)
}

/// The beginning of FNV-1a (64 bits).
pub(crate) const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over more bytes.
pub(crate) fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Bytes in the making.
pub(crate) struct Writer(pub(crate) Vec<u8>);

impl Writer {
    pub(crate) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    pub(crate) fn numbers(&mut self, values: &[u32]) {
        values.iter().for_each(|value| self.number(u64::from(*value)));
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        self.0.push(flag.into());
    }

    pub(crate) fn flags<const N: usize>(&mut self, flags: [bool; N]) {
        self.0.extend(flags.map(u8::from));
    }

    #[cfg(feature = "research")]
    pub(crate) fn real(&mut self, value: f64) {
        self.0.extend(value.to_le_bytes());
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend(bytes);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub(crate) fn texts<'t>(&mut self, texts: impl ExactSizeIterator<Item = &'t str>) {
        self.number(texts.len() as u64);
        texts.for_each(|text| self.text(text));
    }

    /// A flag, and where it is set the value.
    pub(crate) fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }
}

/// Bytes that are read; a length is believed only as far as there are bytes.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    code: ErrorCode,
}

impl<'a> Reader<'a> {
    /// What is wrong is told under this code.
    pub(crate) fn new(bytes: &'a [u8], code: ErrorCode) -> Self {
        Self { bytes, at: 0, code }
    }

    pub(crate) fn invalid(&self, what: &'static str) -> Error {
        Problem::new(self.code, Place::path(format!("byte {}", self.at))).with("what", what).into()
    }

    /// The value, unless something about it is wrong.
    pub(crate) fn check(&self, is_right: bool) -> Result<()> {
        if is_right { Ok(()) } else { Err(self.invalid("a value does not fit the others")) }
    }

    /// A version that is read here.
    pub(crate) fn version(&mut self, known: u8) -> Result<()> {
        let place = Place::path(format!("byte {}", self.at));
        let found = self.byte()?;
        if found == known {
            return Ok(());
        }
        let other = Problem::new(ErrorCode::UnsupportedSchemaVersion, place);
        Err(other.count("found", found.into()).count("known", known.into()).into())
    }

    /// Whether nothing more is there.
    pub(crate) fn is_done(&self) -> bool {
        self.at == self.bytes.len()
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let end = self.at.checked_add(length);
        let taken =
            end.and_then(|end| self.bytes.get(self.at..end)).ok_or_else(|| self.invalid("too short"))?;
        self.at += length;
        Ok(taken)
    }

    pub(crate) fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    pub(crate) fn flag(&mut self) -> Result<bool> {
        Ok(self.below(2)? == 1)
    }

    #[cfg(feature = "research")]
    pub(crate) fn real(&mut self) -> Result<f64> {
        let mut bits = [0; 8];
        bits.copy_from_slice(self.take(8)?);
        Ok(f64::from_le_bytes(bits))
    }

    pub(crate) fn number(&mut self) -> Result<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if shift == 63 && part > 1 {
                break;
            }
            value |= part << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.invalid("number too large"))
    }

    /// A number below a limit, such as a position in a table.
    pub(crate) fn below(&mut self, limit: usize) -> Result<usize> {
        let value = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if value < limit { Ok(value) } else { Err(self.invalid("number out of range")) }
    }

    pub(crate) fn bytes(&mut self) -> Result<&'a [u8]> {
        let length = self.below(usize::MAX)?;
        self.take(length)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str> {
        std::str::from_utf8(self.bytes()?).map_err(|_| self.invalid("not UTF-8"))
    }

    /// As many as are told, each of at least one byte: what is not there is not made room for.
    pub(crate) fn list<T>(
        &mut self,
        limit: usize,
        mut one: impl FnMut(&mut Self) -> Result<T>,
    ) -> Result<Vec<T>> {
        let count = self.below(limit)?;
        let mut list = Vec::new();
        for _ in 0..count {
            list.push(one(self)?);
        }
        Ok(list)
    }

    pub(crate) fn texts(&mut self, limit: usize) -> Result<Vec<&'a str>> {
        self.list(limit, Self::text)
    }

    pub(crate) fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Ok(None) }
    }
}

/// Gives a handle its byte form in public, with what its documentation must say of it.
macro_rules! travels {
    ($handle:ty, $what:literal) => {
        impl $handle {
            #[doc = concat!("The handle as bytes, the same in every language and on every machine. ", $what)]
            pub fn to_bytes(&self) -> Vec<u8> {
                crate::base::bytes::to_bytes(self)
            }

            /// Reads what [`to_bytes`](Self::to_bytes) wrote, here or elsewhere.
            ///
            /// # Errors
            /// `invalid_bytes` where they were cut short or changed, `wrong_kind` where they hold something else,
            /// `unsupported_schema_version` where another version of the library wrote them.
            pub fn from_bytes(bytes: &[u8]) -> crate::base::error::Result<Self> {
                crate::base::bytes::from_bytes(bytes)
            }
        }
    };
}
pub(crate) use travels;
