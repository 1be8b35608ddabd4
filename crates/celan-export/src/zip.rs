//! A ZIP archive of files that are not compressed, as Office reads its documents.

/// What every file of the archive says of itself: version, flags (names in UTF-8), stored, the first
/// day that the format knows.
const KIND: [u8; 10] = [20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];

/// The archive of files with these names.
pub(crate) fn zip(files: &[(&str, String)]) -> Vec<u8> {
    let length = files
        .iter()
        .map(|(name, content)| 2 * name.len() + content.len() + 100);
    let mut out = Vec::with_capacity(length.sum());
    let mut directory = Vec::new();
    for (name, content) in files {
        let place = out.len();
        let mut said = KIND.to_vec();
        said.extend(checksum(content.as_bytes()).to_le_bytes());
        for length in [content.len(), content.len()] {
            said.extend((length as u32).to_le_bytes());
        }
        said.extend((name.len() as u16).to_le_bytes());
        said.extend([0; 2]);
        out.extend(b"PK\x03\x04");
        out.extend(&said);
        out.extend(name.as_bytes());
        out.extend(content.as_bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&said);
        directory.extend([0; 10]);
        directory.extend((place as u32).to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (place, count) = (out.len() as u32, files.len() as u16);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(place.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// CRC-32, as ZIP has it.
fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = !0u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ ((crc & 1) * 0xEDB8_8320);
        }
    }
    !crc
}
