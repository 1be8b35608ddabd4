//! Values as bytes, and the only module that knows the codec. The encoding is that of bincode with
//! its standard configuration: integers in little-endian order and of variable length, texts and
//! lists behind their length, the variant of an enum as a number.
//!
//! Values are read by a [`Reader`] that remembers its first error and then gives zeros. A program
//! for browsers is several kilobytes smaller so than with derived decoders, and hostile bytes are
//! refused in one place.

mod model;

use crate::container::Budget;
use crate::error::BlobError;
use bincode::BorrowDecode;
use bincode::config::{Configuration, standard};

/// A value with a form in the format. The fields of a type are read and written in the order in
/// which its `wire!` line names them; that order is part of the format.
pub(crate) trait Wire: Sized {
    fn read(from: &mut Reader<'_>) -> Self;
    #[cfg(feature = "pack")]
    fn write(&self, to: &mut Writer);
}

/// Why values cannot be read.
#[derive(Debug, Clone, Copy)]
enum Failure {
    Malformed(&'static str),
    TooLarge,
}

/// Reads values from bytes.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    budget: &'a Budget,
    failure: Option<Failure>,
}

impl<'a> Reader<'a> {
    /// Reads from the decoded bytes of a section, or of a part of it.
    pub(crate) fn new(raw: &'a [u8], budget: &'a Budget) -> Self {
        Self {
            rest: raw,
            budget,
            failure: None,
        }
    }

    fn take<T: BorrowDecode<'a, ()> + Default>(&mut self) -> T {
        let config: Configuration = standard();
        match bincode::borrow_decode_from_slice(self.rest, config) {
            Ok((value, used)) => {
                self.rest = self.rest.get(used..).unwrap_or_default();
                value
            }
            Err(_) => {
                self.fail("its values cannot be read");
                T::default()
            }
        }
    }

    /// Ends the reading: all that is read from now on is zero or empty.
    pub(crate) fn fail(&mut self, what: &'static str) {
        self.failure.get_or_insert(Failure::Malformed(what));
        self.rest = &[];
    }

    /// Takes memory from the file's budget.
    pub(crate) fn charge(&mut self, bytes: usize) {
        if self.budget.take(bytes).is_none() {
            self.failure.get_or_insert(Failure::TooLarge);
            self.rest = &[];
        }
    }

    /// Whether something could not be read.
    pub(crate) fn failed(&self) -> bool {
        self.failure.is_some()
    }

    /// A number; 0 if it is too large for its type.
    fn number<T: TryFrom<u64> + Default>(&mut self) -> T {
        let number: u64 = self.take();
        T::try_from(number).unwrap_or_else(|_| {
            self.fail("a number is too large");
            T::default()
        })
    }

    /// The variant of an enum.
    pub(crate) fn variant(&mut self) -> u8 {
        self.number()
    }

    /// The length of a list, each entry of which takes a byte at least, and `size` bytes of memory.
    pub(crate) fn length(&mut self, size: usize) -> usize {
        let length: usize = self.number();
        if length > self.rest.len() {
            self.fail("a list is longer than its section");
        }
        self.charge(length.saturating_mul(size));
        if self.failed() { 0 } else { length }
    }

    /// Checks that everything could be read, to the last byte.
    pub(crate) fn finish(self, section: &str) -> Result<(), BlobError> {
        match self.failure {
            Some(Failure::Malformed(what)) => Err(BlobError::malformed(section, what)),
            Some(Failure::TooLarge) => Err(self.budget.exceeded(section)),
            None if !self.rest.is_empty() => Err(BlobError::malformed(
                section,
                "it is longer than its values",
            )),
            None => Ok(()),
        }
    }
}

/// Reads the value of `section` from its decoded bytes, all of them.
pub(crate) fn value<T: Wire>(section: &str, raw: &[u8], budget: &Budget) -> Result<T, BlobError> {
    let mut reader = Reader::new(raw, budget);
    let value = T::read(&mut reader);
    reader.finish(section)?;
    Ok(value)
}

/// Writes values as bytes.
#[cfg(feature = "pack")]
#[derive(Default)]
pub(crate) struct Writer {
    out: Vec<u8>,
    failed: bool,
}

#[cfg(feature = "pack")]
impl Writer {
    fn put(&mut self, value: impl bincode::Encode) {
        match bincode::encode_to_vec(value, standard()) {
            Ok(bytes) => self.out.extend(bytes),
            Err(_) => self.failed = true,
        }
    }

    /// The variant of an enum.
    pub(crate) fn variant(&mut self, number: u8) {
        self.put(u64::from(number));
    }
}

/// Writes a value as bytes; `None` if it cannot be written.
#[cfg(feature = "pack")]
pub(crate) fn bytes_of<T: Wire>(value: &T) -> Option<Vec<u8>> {
    let mut writer = Writer::default();
    value.write(&mut writer);
    (!writer.failed).then_some(writer.out)
}

/// The form of a struct: its fields in their order, and behind a `;` those that are not stored.
macro_rules! wire {
    ($type:ident { $($field:ident),* $(,)? $(; $($absent:ident),*)? }) => {
        impl $crate::wire::Wire for $type {
            fn read(from: &mut $crate::wire::Reader<'_>) -> Self {
                Self {
                    $($field: $crate::wire::Wire::read(from),)*
                    $($($absent: Default::default(),)*)?
                }
            }

            #[cfg(feature = "pack")]
            fn write(&self, to: &mut $crate::wire::Writer) {
                $($crate::wire::Wire::write(&self.$field, to);)*
            }
        }
    };
}
pub(crate) use wire;

/// The form of an enum without values: its variants, counted from 0.
macro_rules! wire_enum {
    ($type:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::wire::Wire for $type {
            fn read(from: &mut $crate::wire::Reader<'_>) -> Self {
                const ALL: &[$type] = &[$($type::$variant),*];
                ALL.get(usize::from(from.variant())).copied().unwrap_or_else(|| {
                    from.fail("it has a kind that this reader does not know");
                    ALL[0]
                })
            }

            #[cfg(feature = "pack")]
            fn write(&self, to: &mut $crate::wire::Writer) {
                const ALL: &[$type] = &[$($type::$variant),*];
                let number = ALL.iter().zip(0..).find(|(variant, _)| *variant == self);
                to.variant(number.map_or(u8::MAX, |(_, number)| number));
            }
        }
    };
}
pub(crate) use wire_enum;

/// The form of an enum whose variants have values: each with its number and its values in order.
macro_rules! wire_variants {
    ($type:ident { $($number:literal $variant:ident $(($($value:ident),*))?),* $(,)? }) => {
        impl $crate::wire::Wire for $type {
            fn read(from: &mut $crate::wire::Reader<'_>) -> Self {
                match from.variant() {
                    $($number => Self::$variant $(($({
                        let $value = $crate::wire::Wire::read(from);
                        $value
                    }),*))?,)*
                    _ => {
                        from.fail("it has a kind that this reader does not know");
                        Self::default()
                    }
                }
            }

            #[cfg(feature = "pack")]
            fn write(&self, to: &mut $crate::wire::Writer) {
                match self {
                    $(Self::$variant $(($($value),*))? => {
                        to.variant($number);
                        $($($crate::wire::Wire::write($value, to);)*)?
                    })*
                }
            }
        }
    };
}
pub(crate) use wire_variants;

macro_rules! numbers {
    ($read:ident: $($type:ident)*) => {
        $(impl Wire for $type {
            fn read(from: &mut Reader<'_>) -> Self {
                from.$read()
            }

            #[cfg(feature = "pack")]
            fn write(&self, to: &mut Writer) {
                to.put(*self);
            }
        })*
    };
}
numbers!(number: u16 u32);
numbers!(take: u8 i64 bool);

/// Decimal places that a fraction may have.
const PLACES: u8 = 6;

/// A number is its digits without the point, and how many of them stand behind it.
impl Wire for f64 {
    fn read(from: &mut Reader<'_>) -> Self {
        let (digits, places): (i64, u8) = (from.take(), from.take());
        if places > PLACES {
            from.fail("a fraction has too many places");
        }
        let scale = (0..places.min(PLACES)).fold(1.0, |scale, _| scale * 10.0);
        digits as Self / scale
    }

    #[cfg(feature = "pack")]
    fn write(&self, to: &mut Writer) {
        let mut scale = 1.0;
        for places in 0..=PLACES {
            let digits = (self * scale).round();
            // Whole numbers up to here are exact.
            if digits.abs() > 9e15 {
                break;
            }
            if digits / scale == *self {
                to.put(digits as i64);
                to.put(places);
                return;
            }
            scale *= 10.0;
        }
        to.failed = true;
    }
}

impl Wire for String {
    fn read(from: &mut Reader<'_>) -> Self {
        let text: &str = from.take();
        from.charge(text.len());
        text.to_owned()
    }

    #[cfg(feature = "pack")]
    fn write(&self, to: &mut Writer) {
        to.put(self);
    }
}

/// Bytes behind their length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl Wire for Bytes {
    fn read(from: &mut Reader<'_>) -> Self {
        let bytes: &[u8] = from.take();
        from.charge(bytes.len());
        Self(bytes.to_owned())
    }

    #[cfg(feature = "pack")]
    fn write(&self, to: &mut Writer) {
        to.put(&self.0);
    }
}

impl<T: Wire> Wire for Option<T> {
    fn read(from: &mut Reader<'_>) -> Self {
        from.take::<bool>().then(|| T::read(from))
    }

    #[cfg(feature = "pack")]
    fn write(&self, to: &mut Writer) {
        to.put(self.is_some());
        if let Some(value) = self {
            value.write(to);
        }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn read(from: &mut Reader<'_>) -> Self {
        // The memory was taken from the budget.
        let length = from.length(size_of::<T>());
        let mut list = Self::with_capacity(length);
        for _ in 0..length {
            if from.failed() {
                break;
            }
            list.push(T::read(from));
        }
        list
    }

    #[cfg(feature = "pack")]
    fn write(&self, to: &mut Writer) {
        to.put(self.len() as u64);
        for value in self {
            value.write(to);
        }
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn read(from: &mut Reader<'_>) -> Self {
        (A::read(from), B::read(from))
    }

    #[cfg(feature = "pack")]
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    type Everything = (
        (Vec<(u32, i64)>, Option<String>),
        (Vec<String>, (Bytes, (bool, (u8, u16)))),
    );

    proptest! {
        /// The encoding is bincode's: what it writes is read, and the other way round.
        #[test]
        fn bytes_are_those_of_bincode(
            numbers in prop::collection::vec((any::<u32>(), any::<i64>()), 0..4),
            text in prop::option::of("\\PC{0,300}"),
            texts in prop::collection::vec("\\PC{0,4}", 0..300),
            bytes in prop::collection::vec(any::<u8>(), 0..4),
            flag in any::<bool>(),
            small in any::<(u8, u16)>(),
        ) {
            let value: Everything = (
                (numbers.clone(), text.clone()),
                (texts.clone(), (Bytes(bytes.clone()), (flag, small))),
            );
            let own = bytes_of(&value).unwrap();
            let theirs = ((numbers, text), (texts, (bytes, (flag, small))));
            prop_assert_eq!(&own, &bincode::encode_to_vec(&theirs, standard()).unwrap());
            let read = super::value::<Everything>("test", &own, &Budget::new(0)).unwrap();
            prop_assert_eq!(read, value);
        }

        #[test]
        fn no_bytes_panic(raw in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = super::value::<Everything>("test", &raw, &Budget::new(0));
        }
    }

    #[test]
    fn lists_take_no_more_memory_than_the_file_may() {
        let raw = bytes_of(&vec![String::new(); 2_000_000]).unwrap();
        let read = |raw: &[u8], file| value::<Vec<String>>("test", raw, &Budget::new(file));
        assert!(read(&raw, 2_000_000).is_ok());
        assert!(matches!(read(&raw, 1000), Err(BlobError::TooLarge { .. })));
        assert!(matches!(
            read(&raw[..9], 2_000_000),
            Err(BlobError::Malformed { .. })
        ));
    }
}
