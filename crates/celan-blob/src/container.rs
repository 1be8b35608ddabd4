//! The container: first bytes that never change their meaning, a table of sections, the sections.
//!
//! All numbers are little-endian.
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | mark: `89 43 45 4c 41 4e 0d 0a`, which a change of line ends or a cut eighth bit destroys |
//! | 2 | version of the format |
//! | 2 | purpose: 1 library, 2 provenance, 3 delta of a library |
//! | 4 | checksum of the 12 bytes before; so far the layout is the same in every version |
//! | 4 | number of sections |
//! | 32 each | section: name (12, filled with zeros), offset, length, raw length, codec, checksum (4 each) |
//! | 4 | checksum of number and sections |
//!
//! The sections follow in the order of the table without gaps, to the end of the file.

mod checksum;
mod compression;
mod limits;

pub(crate) use checksum::{Digest, checksum, checksum_of_texts};
pub(crate) use compression::{Codec, Stream};
#[cfg(feature = "pack")]
pub(crate) use compression::{compress, ends};
pub(crate) use limits::Budget;

use crate::error::BlobError;

const MARK: [u8; 8] = *b"\x89CELAN\r\n";
/// Version of the format that this crate writes and reads.
pub const VERSION: u16 = 3;

const PREAMBLE: usize = 16;
const ENTRY: usize = 32;
const NAME: usize = 12;
const MAX_SECTIONS: u32 = 64;
/// No section is longer than this when decoded (256 MiB, some 130 million characters).
pub(crate) const MAX_RAW: u32 = 1 << 28;

/// No container is longer than this, so that places in it fit a 32-bit machine.
const MAX_FILE: u32 = i32::MAX as u32;

/// What a container is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Library = 1,
    Provenance = 2,
    Delta = 3,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Library => "a library",
            Self::Provenance => "provenance",
            Self::Delta => "changes of a library",
        }
    }
}

/// A line of the table: a section that is yet to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) name: String,
    /// Where it begins, in bytes from the start of the file.
    pub(crate) offset: usize,
    /// Its length in the file, in bytes.
    pub(crate) length: usize,
    /// Its length when decoded, in bytes.
    pub(crate) raw: usize,
    pub(crate) codec: Codec,
    pub(crate) checksum: u32,
}

impl Section {
    /// Where the section ends, in bytes from the start of the file.
    pub(crate) fn end(&self) -> usize {
        self.offset + self.length
    }

    /// Compares `bytes`, the whole section, with its checksum.
    pub(crate) fn check(&self, bytes: &[u8]) -> Result<(), BlobError> {
        let found = checksum(bytes);
        if found == self.checksum {
            return Ok(());
        }
        Err(BlobError::Damaged {
            section: self.name.clone(),
            expected: self.checksum,
            found,
        })
    }
}

/// Reads the table from the first bytes of a container; `None` while too few of them are there.
///
/// # Errors
/// Every damage of mark, version, purpose and table, and a table that Celan does not write.
pub(crate) fn table(bytes: &[u8], purpose: Purpose) -> Result<Option<Vec<Section>>, BlobError> {
    let marked = bytes.len().min(MARK.len());
    if bytes[..marked] != MARK[..marked] {
        return Err(BlobError::NotABlob);
    }
    let Some((preamble, rest)) = bytes.split_at_checked(PREAMBLE) else {
        return Ok(None);
    };
    let (expected, found) = (u32_at(preamble, 12), checksum(&preamble[..12]));
    if expected != found {
        return Err(BlobError::Header { expected, found });
    }
    let version = u16_at(preamble, 8);
    if version != VERSION {
        return Err(BlobError::Version {
            found: version,
            known: VERSION,
        });
    }
    check_purpose(u16_at(preamble, 10), purpose)?;
    let Some(count) = rest.get(..4).map(|b| u32_at(b, 0)) else {
        return Ok(None);
    };
    if count > MAX_SECTIONS {
        return Err(BlobError::malformed("table", "too many sections"));
    }
    let length = 4 + count as usize * ENTRY;
    let Some(stored) = rest.get(length..length + 4) else {
        return Ok(None);
    };
    let (expected, found) = (u32_at(stored, 0), checksum(&rest[..length]));
    if expected != found {
        return Err(BlobError::Damaged {
            section: "table".to_owned(),
            expected,
            found,
        });
    }
    let mut sections = Vec::with_capacity(count as usize);
    let mut offset = PREAMBLE + length + 4;
    for entry in rest[4..length].chunks_exact(ENTRY) {
        let section = read_entry(entry, offset)?;
        if sections.iter().any(|s: &Section| s.name == section.name) {
            return Err(BlobError::malformed("table", "two sections have one name"));
        }
        offset = section.end();
        sections.push(section);
    }
    Ok(Some(sections))
}

/// Bytes before the first section of a container of `sections` sections.
pub(crate) fn header_length(sections: usize) -> usize {
    PREAMBLE + 4 + sections * ENTRY + 4
}

/// The fingerprint of a container whose table was read and has so many sections: the checksum of
/// the table, and so of every section's checksum.
pub(crate) fn fingerprint(bytes: &[u8], sections: usize) -> u32 {
    u32_at(bytes, header_length(sections) - 4)
}

fn check_purpose(found: u16, expected: Purpose) -> Result<(), BlobError> {
    let found = match found {
        1 => Purpose::Library,
        2 => Purpose::Provenance,
        3 => Purpose::Delta,
        _ => return Err(BlobError::malformed("header", "it has an unknown purpose")),
    };
    if found == expected {
        return Ok(());
    }
    Err(BlobError::Purpose {
        expected: expected.name(),
        found: found.name(),
    })
}

fn read_entry(entry: &[u8], expected_offset: usize) -> Result<Section, BlobError> {
    let bad = |what| BlobError::malformed("table", what);
    let name = entry[..NAME].split(|b| *b == 0).next().unwrap_or(&[]);
    let name = std::str::from_utf8(name)
        .ok()
        .filter(|n| !n.is_empty())
        .ok_or_else(|| bad("a section has no name"))?;
    let (offset, length, raw) = (u32_at(entry, 12), u32_at(entry, 16), u32_at(entry, 20));
    if offset as usize != expected_offset || length > MAX_RAW {
        return Err(bad("the sections do not follow one another"));
    }
    if offset > MAX_FILE - length {
        return Err(bad("the sections are too long together"));
    }
    if raw > MAX_RAW {
        return Err(bad("a section is too long"));
    }
    Ok(Section {
        name: name.to_owned(),
        offset: offset as usize,
        length: length as usize,
        raw: raw as usize,
        codec: Codec::from_number(u32_at(entry, 24)).ok_or_else(|| bad("unknown codec"))?,
        checksum: u32_at(entry, 28),
    })
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(word)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

/// The error for a file that ends before `section` does.
pub(crate) fn truncated(section: &str, end: usize, arrived: usize) -> BlobError {
    BlobError::Truncated {
        section: section.to_owned(),
        missing: end.saturating_sub(arrived) as u64,
    }
}

/// Reads the table of a container that has arrived whole, and checks that it has.
pub(crate) fn whole_table(bytes: &[u8], purpose: Purpose) -> Result<Vec<Section>, BlobError> {
    let Some(sections) = table(bytes, purpose)? else {
        return Err(truncated("header", header_length(1), bytes.len()));
    };
    if let Some(cut) = sections.iter().find(|s| s.end() > bytes.len()) {
        return Err(truncated(&cut.name, cut.end(), bytes.len()));
    }
    check_end(&sections, bytes.len())?;
    Ok(sections)
}

/// Checks that nothing follows the last section.
pub(crate) fn check_end(sections: &[Section], arrived: usize) -> Result<(), BlobError> {
    let end = sections.last().map_or(header_length(0), Section::end);
    match arrived.checked_sub(end) {
        None | Some(0) => Ok(()),
        Some(extra) => Err(BlobError::Trailing {
            extra: extra as u64,
        }),
    }
}

/// Goes on decoding to `raw` bytes in `decoded`, with `budget` bytes more at most; `true` when all
/// are there.
pub(crate) fn decode(
    stream: &mut Stream,
    section: &Section,
    raw: usize,
    decoded: &mut Vec<u8>,
    budget: &mut usize,
) -> Result<bool, BlobError> {
    // Memory grows with what is really decoded, never by what a table promises.
    const SLICE: usize = 16 * 1024;
    while decoded.len() < raw {
        if *budget == 0 {
            return Ok(false);
        }
        let count = (raw - decoded.len()).min(*budget).min(SLICE);
        stream
            .decode(count, decoded)
            .map_err(|_| BlobError::malformed(&section.name, "it cannot be decoded"))?;
        *budget -= count;
    }
    Ok(true)
}

/// Decodes a section of a container that has arrived whole.
pub(crate) fn whole_section(
    bytes: &[u8],
    section: &Section,
    budget: &Budget,
) -> Result<Vec<u8>, BlobError> {
    budget.decode(&section.name, section.raw)?;
    let stored = &bytes[section.offset..section.end()];
    section.check(stored)?;
    let mut stream = Stream::new(section.codec, section.raw);
    stream.push(stored);
    let mut decoded = Vec::new();
    let mut most = usize::MAX;
    decode(&mut stream, section, section.raw, &mut decoded, &mut most)?;
    Ok(decoded)
}

/// A section to be written: its name, its raw bytes' length, and how they are stored.
#[cfg(feature = "pack")]
pub(crate) struct Stored {
    pub(crate) name: &'static str,
    pub(crate) raw: usize,
    pub(crate) codec: Codec,
    pub(crate) bytes: Vec<u8>,
}

/// Writes a container; `None` where a section is too long for the format.
#[cfg(feature = "pack")]
pub(crate) fn write(purpose: Purpose, sections: &[Stored]) -> Option<Vec<u8>> {
    let mut out = MARK.to_vec();
    out.extend(VERSION.to_le_bytes());
    out.extend((purpose as u16).to_le_bytes());
    out.extend(checksum(&out).to_le_bytes());
    let mut table = u32::try_from(sections.len()).ok()?.to_le_bytes().to_vec();
    let mut offset = header_length(sections.len());
    for section in sections {
        let mut name = [0; NAME];
        name.get_mut(..section.name.len())?
            .copy_from_slice(section.name.as_bytes());
        table.extend(name);
        let fits = |n: usize| u32::try_from(n).ok().filter(|n| *n <= MAX_RAW);
        for number in [
            u32::try_from(offset).ok()?,
            fits(section.bytes.len())?,
            fits(section.raw)?,
            section.codec as u32,
            checksum(&section.bytes),
        ] {
            table.extend(number.to_le_bytes());
        }
        offset += section.bytes.len();
    }
    let sum = checksum(&table);
    out.extend(table);
    out.extend(sum.to_le_bytes());
    for section in sections {
        out.extend(&section.bytes);
    }
    Some(out)
}
