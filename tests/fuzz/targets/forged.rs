//! A blob that is changed where one likes, every checksum right again: those of the sections, and those of the
//! texts, which are written anew as the changed characters and codes read.

use super::container::{
    Section, checksum, compressed, edit, memory, sealed, sections, uncompressed,
};
use celan_ppmd::Decoder;

/// The sections of a library, its text and what says where that stands included.
pub struct Forgery {
    sections: Vec<Section>,
    /// For each part of the text its length in codes; the last one is the thesaurus.
    parts: Vec<usize>,
    /// The numbers of the sections that hold the metadata, the alphabet and the text.
    metadata: usize,
    alphabet: usize,
    text: usize,
}

impl Forgery {
    /// Of a library that was packed.
    pub fn of(blob: &[u8]) -> Self {
        let mut sections = sections(blob);
        let at = |name: &str| {
            let found = sections
                .iter()
                .position(|(entry, _)| entry.starts_with(name.as_bytes()));
            found.expect("a library has this section")
        };
        let (metadata, alphabet, text) = (at("library\0"), at("alphabet\0"), at("text\0"));
        let length = sections[text].1.len();
        let (start, parts) = parts(&sections[metadata].1, length);
        sections[metadata].1.truncate(start);
        sections[text] = uncompressed(&sections[text]);
        let parts = parts.iter().map(|part| part[1] as usize).collect();
        Self {
            sections,
            parts,
            metadata,
            alphabet,
            text,
        }
    }

    /// Puts other codes for those of the first document's texts.
    #[allow(dead_code, reason = "programs that fuzz need no long texts")]
    pub fn set_text(&mut self, codes: Vec<u8>) {
        let text = &mut self.sections[self.text].1;
        let former = std::mem::replace(&mut self.parts[0], codes.len());
        text.splice(..former, codes);
    }

    /// The blob in as few bytes as an attacker can make of it, and filled up to `length` with a section that
    /// readers pass over; `None` if it is longer.
    #[allow(dead_code, reason = "programs that fuzz need no small files")]
    pub fn squeezed(&self, length: usize) -> Option<Vec<u8>> {
        let mut sections = self.sections.clone();
        let text = compressed(&sections[self.text]);
        let mut decoder = Decoder::new(7, memory(sections[self.text].1.len()));
        decoder.push(&text.1);
        let ends = self.parts.iter().map(|length| {
            decoder.decode(*length, &mut Vec::new()).expect("a text");
            text.1.len() - decoder.unread()
        });
        let mut ends: Vec<usize> = ends.collect();
        ends[self.parts.len() - 1] = text.1.len();
        let parts = self.described(&text.1, &ends);
        sections[self.metadata].1.extend(parts);
        let mut sections: Vec<Section> = sections.iter().map(compressed).collect();
        sections[self.text] = text;
        let mut rest = (vec![0; 32], Vec::new());
        rest.0[..4].copy_from_slice(b"rest");
        sections.push(rest);
        let bare = sealed(1, &sections).len();
        sections.last_mut()?.1 = vec![0; length.checked_sub(bare)?];
        Some(sealed(1, &sections))
    }

    /// What the metadata says of the parts of the text, which end there in the text section's bytes.
    fn described(&self, stored: &[u8], ends: &[usize]) -> Vec<u8> {
        let characters = characters(&self.sections[self.alphabet].1);
        let codes = &self.sections[self.text].1;
        let mut out = Vec::new();
        number(self.parts.len(), &mut out);
        let (mut start, mut from) = (0, 0);
        for (length, end) in self.parts.iter().zip(ends) {
            let texts = checksum(&texts(&codes[start..start + length], &characters));
            let packed = checksum(&stored[from..*end]);
            for word in [*end, *length, of(packed), of(texts)] {
                number(word, &mut out);
            }
            (start, from) = (start + length, *end);
        }
        out
    }

    /// The blob, with edits of its sections.
    pub fn with(&self, edits: &[u8]) -> Vec<u8> {
        let mut sections = self.sections.clone();
        edit(&mut sections, edits);
        let mut edited = Self {
            sections,
            parts: self.parts.clone(),
            ..*self
        };
        let length = edited.sections[self.text].1.len();
        if let Some((last, before)) = edited.parts.split_last_mut() {
            *last = length - before.iter().sum::<usize>();
        }
        let mut end = 0;
        let ends = edited.parts.iter().map(|length| {
            end += length;
            end
        });
        let ends: Vec<usize> = ends.collect();
        let parts = edited.described(&edited.sections[self.text].1, &ends);
        edited.sections[self.metadata].1.extend(parts);
        sealed(1, &edited.sections)
    }
}

fn of(checksum: [u8; 4]) -> usize {
    u32::from_le_bytes(checksum) as usize
}

/// Where the parts of the text stand in the metadata, and they themselves: the last list, which names the text
/// section's length.
fn parts(metadata: &[u8], text: usize) -> (usize, Vec<[u64; 4]>) {
    let read = |start: usize| {
        let mut rest = &metadata[start..];
        let count = read_number(&mut rest)?;
        let mut parts = Vec::new();
        for _ in 0..count.min(rest.len() as u64) {
            let mut part = [0; 4];
            for word in &mut part {
                *word = read_number(&mut rest)?;
            }
            parts.push(part);
        }
        let ends = parts.len() > 1 && parts.last()?[0] == text as u64;
        (rest.is_empty() && ends).then_some((start, parts))
    };
    let found = (0..metadata.len()).rev().find_map(read);
    found.expect("metadata ends with the parts of the text")
}

/// The characters by code: the common ones, and the rare ones.
fn characters(alphabet: &[u8]) -> [Vec<char>; 2] {
    let mut rest = alphabet;
    let mut list = || {
        let count = read_number(&mut rest).unwrap_or(0);
        let mut last = 0u32;
        let mut characters = Vec::new();
        for _ in 0..count {
            let Some(distance) = read_number(&mut rest) else {
                break;
            };
            last = last.wrapping_add(distance as u32);
            characters.extend(char::from_u32(last));
        }
        characters
    };
    [list(), list()]
}

/// The texts that codes stand for, each with its end.
fn texts(codes: &[u8], [common, rare]: &[Vec<char>; 2]) -> Vec<u8> {
    let mut texts = String::new();
    let mut codes = codes.iter().map(|code| usize::from(*code));
    while let Some(code) = codes.next() {
        let character = match code.checked_sub(1) {
            None => Some('\n'),
            Some(at) if at < common.len() => Some(common[at]),
            Some(at) => {
                let second = codes.next().unwrap_or(0);
                rare.get((at - common.len()) * 256 + second).copied()
            }
        };
        texts.extend(character);
    }
    texts.into_bytes()
}

/// A number as bincode writes it.
fn number(number: usize, out: &mut Vec<u8>) {
    match number {
        0..=250 => out.push(number as u8),
        251..=0xffff => {
            out.push(251);
            out.extend((number as u16).to_le_bytes());
        }
        _ => {
            out.push(252);
            out.extend((number as u32).to_le_bytes());
        }
    }
}

fn read_number(rest: &mut &[u8]) -> Option<u64> {
    let (first, after) = rest.split_first()?;
    let length = match first {
        0..=250 => {
            *rest = after;
            return Some(u64::from(*first));
        }
        251 => 2,
        252 => 4,
        253 => 8,
        _ => return None,
    };
    let (bytes, after) = after.split_at_checked(length)?;
    *rest = after;
    let shifted = bytes
        .iter()
        .rev()
        .fold(0, |n, byte| n << 8 | u64::from(*byte));
    Some(shifted)
}
