//! CRC-32, which notices every error within 32 bits and so every damaged byte.

use crc::{CRC_32_ISO_HDLC, Crc};

static CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// CRC-32 (ISO-HDLC) of `bytes`.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    CRC.checksum(bytes)
}

/// CRC-32 of texts one after another, each with its end.
pub(crate) fn checksum_of_units<'a>(units: impl Iterator<Item = &'a str>) -> u32 {
    let mut digest = CRC.digest();
    for unit in units {
        digest.update(unit.as_bytes());
        digest.update(b"\n");
    }
    digest.finalize()
}
