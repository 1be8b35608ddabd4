//! The model's memory: a heap of units of twelve bytes with lists of free blocks, as the format
//! prescribes it, since where it is full the model starts again.
//!
//! The text grows from the start, blocks of units lie behind it. All references are offsets in
//! bytes; 0 is none.
//!
//! | a context | bytes | a symbol | bytes |
//! | --- | --- | --- | --- |
//! | number of symbols | 2 | symbol | 1 |
//! | sum of frequencies | 2 | frequency | 1 |
//! | its symbols | 4 | successor | 4 |
//! | suffix context | 4 | | |
//!
//! A context of one symbol has that symbol in the place of sum and symbols.

/// Bytes of a unit.
pub(crate) const UNIT: u32 = 12;
/// Bytes of a symbol.
pub(crate) const SYMBOL: u32 = 6;
/// Kinds of blocks, by their number of units.
const KINDS: usize = 38;

pub(crate) struct Memory {
    bytes: Vec<u8>,
    size: u32,
    /// Where the units begin, for a size that is no multiple of 4.
    align: u32,
    units_of_kind: [u8; KINDS],
    kind_of_units: [u8; 128],
    free: [u32; KINDS],
    glue_count: u32,
    pub(crate) text: u32,
    pub(crate) units_start: u32,
    pub(crate) low: u32,
    pub(crate) high: u32,
}

impl Memory {
    pub(crate) fn new(size: u32) -> Self {
        let (mut units_of_kind, mut kind_of_units) = ([0; KINDS], [0; 128]);
        let mut units = 0;
        for (kind, all_units) in units_of_kind.iter_mut().enumerate() {
            let step = if kind >= 12 { 4 } else { kind / 4 + 1 };
            for _ in 0..step {
                kind_of_units[units] = kind as u8;
                units += 1;
            }
            *all_units = units as u8;
        }
        let align = 4u32.wrapping_sub(size) & 3;
        Self {
            bytes: vec![0; (align + size) as usize],
            size,
            align,
            units_of_kind,
            kind_of_units,
            free: [0; KINDS],
            glue_count: 0,
            text: 0,
            units_start: 0,
            low: 0,
            high: 0,
        }
    }

    /// Empties the memory.
    pub(crate) fn clear(&mut self) {
        self.free = [0; KINDS];
        self.text = self.align;
        self.high = self.text + self.size;
        self.units_start = self.high - self.size / 8 / UNIT * 7 * UNIT;
        self.low = self.units_start;
        self.glue_count = 0;
    }

    #[inline]
    pub(crate) fn u8(&self, at: u32) -> u8 {
        self.bytes[at as usize]
    }

    #[inline]
    pub(crate) fn set_u8(&mut self, at: u32, value: u8) {
        self.bytes[at as usize] = value;
    }

    #[inline]
    pub(crate) fn u16(&self, at: u32) -> u32 {
        let at = at as usize;
        let mut bytes = [0; 2];
        bytes.copy_from_slice(&self.bytes[at..at + 2]);
        u32::from(u16::from_le_bytes(bytes))
    }

    #[inline]
    pub(crate) fn set_u16(&mut self, at: u32, value: u32) {
        let at = at as usize;
        self.bytes[at..at + 2].copy_from_slice(&(value as u16).to_le_bytes());
    }

    #[inline]
    pub(crate) fn u32(&self, at: u32) -> u32 {
        let at = at as usize;
        let mut bytes = [0; 4];
        bytes.copy_from_slice(&self.bytes[at..at + 4]);
        u32::from_le_bytes(bytes)
    }

    #[inline]
    pub(crate) fn set_u32(&mut self, at: u32, value: u32) {
        let at = at as usize;
        self.bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }

    /// A symbol's six bytes.
    #[inline]
    pub(crate) fn symbol(&self, at: u32) -> [u8; 6] {
        let at = at as usize;
        let mut bytes = [0; 6];
        bytes.copy_from_slice(&self.bytes[at..at + 6]);
        bytes
    }

    #[inline]
    pub(crate) fn set_symbol(&mut self, at: u32, symbol: [u8; 6]) {
        let at = at as usize;
        self.bytes[at..at + 6].copy_from_slice(&symbol);
    }

    /// The bytes of `count` symbols.
    #[inline]
    pub(crate) fn symbols(&self, at: u32, count: u32) -> &[u8] {
        &self.bytes[at as usize..(at + count * SYMBOL) as usize]
    }

    fn units(&self, kind: usize) -> u32 {
        u32::from(self.units_of_kind[kind])
    }

    /// The smallest kind of block for so many units.
    pub(crate) fn kind(&self, units: u32) -> usize {
        usize::from(self.kind_of_units[units as usize - 1])
    }

    /// Puts a block into the list of its kind.
    pub(crate) fn release(&mut self, block: u32, kind: usize) {
        self.set_u32(block, self.free[kind]);
        self.free[kind] = block;
    }

    fn take_free(&mut self, kind: usize) -> u32 {
        let block = self.free[kind];
        self.free[kind] = self.u32(block);
        block
    }

    /// Puts units into the lists, as one block or two.
    fn release_units(&mut self, block: u32, units: u32) {
        let mut kind = self.kind(units);
        if self.units(kind) != units {
            kind -= 1;
            let first = self.units(kind);
            self.release(block + first * UNIT, (units - first - 1) as usize);
        }
        self.release(block, kind);
    }

    fn split(&mut self, block: u32, from: usize, to: usize) {
        let (all, kept) = (self.units(from), self.units(to));
        self.release_units(block + kept * UNIT, all - kept);
    }

    /// Joins free blocks that lie side by side. In a free block the first two bytes are 0, which
    /// they are in no other; then come its units and, in this function, the next block.
    fn glue(&mut self) {
        self.glue_count = 255;
        if self.low != self.high {
            self.set_u16(self.low, 1);
        }
        let mut list = 0;
        for kind in 0..KINDS {
            let mut next = std::mem::take(&mut self.free[kind]);
            while next != 0 {
                let block = next;
                next = self.u32(block);
                self.set_u16(block, 0);
                self.set_u16(block + 2, self.units(kind));
                self.set_u32(block + 4, list);
                list = block;
            }
        }
        let (mut head, mut former, mut next) = (list, 0, list);
        while next != 0 {
            let block = next;
            let mut units = self.u16(block + 2);
            next = self.u32(block + 4);
            if units == 0 {
                match former {
                    0 => head = next,
                    _ => self.set_u32(former + 4, next),
                }
                continue;
            }
            former = block;
            loop {
                let beside = block + units * UNIT;
                let (stamp, more) = (self.u16(beside), self.u16(beside + 2));
                units += more;
                if stamp != 0 || units >= 0x10000 {
                    break;
                }
                self.set_u16(block + 2, units);
                self.set_u16(beside + 2, 0);
            }
        }
        while head != 0 {
            let mut block = head;
            let mut units = self.u16(block + 2);
            head = self.u32(block + 4);
            while units > 128 {
                self.release(block, KINDS - 1);
                units -= 128;
                block += 128 * UNIT;
            }
            if units > 0 {
                self.release_units(block, units);
            }
        }
    }

    /// A block of this kind, from where there is room; `None` if the memory is full.
    fn allocate_rare(&mut self, kind: usize) -> Option<u32> {
        if self.glue_count == 0 {
            self.glue();
            if self.free[kind] != 0 {
                return Some(self.take_free(kind));
            }
        }
        let Some(larger) = (kind + 1..KINDS).find(|larger| self.free[*larger] != 0) else {
            let bytes = self.units(kind) * UNIT;
            self.glue_count -= 1;
            if self.units_start - self.text <= bytes {
                return None;
            }
            self.units_start -= bytes;
            return Some(self.units_start);
        };
        let block = self.take_free(larger);
        self.split(block, larger, kind);
        Some(block)
    }

    /// A block of this kind; `None` if the memory is full.
    pub(crate) fn allocate(&mut self, kind: usize) -> Option<u32> {
        if self.free[kind] != 0 {
            return Some(self.take_free(kind));
        }
        let bytes = self.units(kind) * UNIT;
        if self.high - self.low >= bytes {
            self.low += bytes;
            return Some(self.low - bytes);
        }
        self.allocate_rare(kind)
    }

    /// A unit for a context; `None` if the memory is full.
    pub(crate) fn allocate_context(&mut self) -> Option<u32> {
        if self.high != self.low {
            self.high -= UNIT;
            return Some(self.high);
        }
        if self.free[0] != 0 {
            return Some(self.take_free(0));
        }
        self.allocate_rare(0)
    }

    /// A block of one unit more than `units` that holds what `block` does; `None` if the memory is
    /// full.
    pub(crate) fn expand(&mut self, block: u32, units: u32) -> Option<u32> {
        let (from, to) = (self.kind(units), self.kind(units + 1));
        if from == to {
            return Some(block);
        }
        let larger = self.allocate(from + 1)?;
        self.copy(block, larger, units);
        self.release(block, from);
        Some(larger)
    }

    /// A block of `to` units that holds what `block` of `from` units does.
    pub(crate) fn shrink(&mut self, block: u32, from: u32, to: u32) -> u32 {
        let (old, new) = (self.kind(from), self.kind(to));
        if old == new {
            return block;
        }
        if self.free[new] == 0 {
            self.split(block, old, new);
            return block;
        }
        let smaller = self.take_free(new);
        self.copy(block, smaller, to);
        self.release(block, old);
        smaller
    }

    fn copy(&mut self, from: u32, to: u32, units: u32) {
        let (from, length) = (from as usize, (units * UNIT) as usize);
        self.bytes.copy_within(from..from + length, to as usize);
    }
}
