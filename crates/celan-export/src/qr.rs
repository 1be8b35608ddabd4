//! Addresses as QR codes (ISO/IEC 18004): bytes, error correction of level M.

/// Codewords of error correction in a block, and blocks, by version from 1 (table 9, level M).
#[rustfmt::skip]
const BLOCKS: [(u8, u8); 40] = [
    (10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5), (26, 5),
    (30, 5), (22, 8), (22, 9), (24, 9), (24, 10), (28, 10), (28, 11), (26, 13), (26, 14), (26, 16),
    (26, 17), (28, 17), (28, 18), (28, 20), (28, 21), (28, 23), (28, 25), (28, 26), (28, 28), (28, 29),
    (28, 31), (28, 33), (28, 35), (28, 37), (28, 38), (28, 40), (28, 43), (28, 45), (28, 47), (28, 49),
];

/// Light modules around the code (9.1).
const QUIET: usize = 4;

/// A QR code: a square of modules.
#[derive(Debug, Clone)]
pub struct QrCode {
    size: usize,
    dark: Vec<bool>,
    /// Modules that hold no data.
    fixed: Vec<bool>,
}

impl QrCode {
    /// The smallest code of a text; `None` where it is longer than a code can hold.
    pub fn new(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let version = (1..=BLOCKS.len()).find(|v| header(*v) + 8 * bytes.len() <= 8 * data(*v))?;
        let words = interleaved(&message(bytes, version), version);
        let mut code = Self::fixed(version);
        code.fill(&words);
        let masked = (0..8).map(|mask| code.masked(mask));
        masked.min_by_key(Self::penalty)
    }

    /// Modules in a row, the light ones around the code included.
    pub fn width(&self) -> usize {
        self.size + 2 * QUIET
    }

    /// Whether a module is dark, counted with those around the code.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |n: usize| (QUIET..QUIET + self.size).contains(&n);
        inside(x) && inside(y) && self.dark[(y - QUIET) * self.size + x - QUIET]
    }

    /// The dark modules as the path of an SVG of [`width`](Self::width) units.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.width() {
            let mut x = 0;
            while x < self.width() {
                let run = (x..).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    for (mark, n) in [("M", x), (" ", y), ("h", run)] {
                        path.push_str(mark);
                        path.push_str(&n.to_string());
                    }
                    path.push_str("v1H");
                    path.push_str(&x.to_string());
                    path.push('z');
                }
                x += run + 1;
            }
        }
        path
    }

    fn set(&mut self, x: usize, y: usize, dark: bool) {
        let at = y * self.size + x;
        self.dark[at] = dark;
        self.fixed[at] = true;
    }

    /// A code with all that holds no data.
    fn fixed(version: usize) -> Self {
        let size = 17 + 4 * version;
        let mut code = Self {
            size,
            dark: vec![false; size * size],
            fixed: vec![false; size * size],
        };
        for n in 0..size {
            code.set(6, n, n % 2 == 0);
            code.set(n, 6, n % 2 == 0);
        }
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] {
            code.rings(x, y, 4);
        }
        let centres = alignments(version);
        let (first, last) = (centres.first().copied(), centres.last().copied());
        for x in &centres {
            for y in &centres {
                // Three corners have their finder pattern already.
                let corner = |a, b| Some(*x) == a && Some(*y) == b;
                if !corner(first, first) && !corner(first, last) && !corner(last, first) {
                    code.rings(*x, *y, 2);
                }
            }
        }
        code.write_format(0);
        if version >= 7 {
            let bits = checked(version as u32, 12, 0x1F25);
            for n in 0..18 {
                let (a, b) = (size - 11 + n % 3, n / 3);
                code.set(a, b, bits >> n & 1 == 1);
                code.set(b, a, bits >> n & 1 == 1);
            }
        }
        code
    }

    /// Squares around a centre, dark but for the second from outside of an alignment pattern, or
    /// the second and the outermost of a finder pattern.
    fn rings(&mut self, x: usize, y: usize, radius: isize) {
        for dy in -radius..=radius {
            for dx in -radius..=radius {
                let at = (x.checked_add_signed(dx), y.checked_add_signed(dy));
                if let (Some(x), Some(y)) = at
                    && x < self.size
                    && y < self.size
                {
                    let ring = dx.abs().max(dy.abs());
                    let light = if radius == 2 {
                        ring == 1
                    } else {
                        ring == 2 || ring == 4
                    };
                    self.set(x, y, !light);
                }
            }
        }
    }

    /// Level M and the mask (7.9), twice.
    fn write_format(&mut self, mask: u32) {
        let bits = checked(mask, 10, 0x537) ^ 0x5412;
        let size = self.size;
        for n in 0..15 {
            let dark = bits >> n & 1 == 1;
            match n {
                0..6 => self.set(8, n, dark),
                6 | 7 => self.set(8, n + 1, dark),
                8 => self.set(7, 8, dark),
                _ => self.set(14 - n, 8, dark),
            }
            if n < 8 {
                self.set(size - 1 - n, 8, dark);
            } else {
                self.set(8, size - 15 + n, dark);
            }
        }
        self.set(8, size - 8, true);
    }

    /// Puts codewords in their places: upwards and downwards, two columns at a time (7.7.3).
    fn fill(&mut self, words: &[u8]) {
        let mut bits = words
            .iter()
            .flat_map(|word| (0..8).rev().map(move |n| word >> n & 1 == 1));
        let mut upwards = true;
        let mut right = self.size - 1;
        loop {
            for n in 0..self.size {
                let y = if upwards { self.size - 1 - n } else { n };
                for x in [right, right - 1] {
                    let at = y * self.size + x;
                    if !self.fixed[at] {
                        self.dark[at] = bits.next().unwrap_or(false);
                    }
                }
            }
            upwards = !upwards;
            match right {
                // The column of the timing pattern is left out.
                8 => right = 5,
                3.. => right -= 2,
                _ => break,
            }
        }
    }

    fn masked(&self, mask: u32) -> Self {
        let mut code = self.clone();
        for y in 0..self.size {
            for x in 0..self.size {
                let turned = match mask {
                    0 => (x + y) % 2,
                    1 => y % 2,
                    2 => x % 3,
                    3 => (x + y) % 3,
                    4 => (x / 3 + y / 2) % 2,
                    5 => x * y % 2 + x * y % 3,
                    6 => (x * y % 2 + x * y % 3) % 2,
                    _ => ((x + y) % 2 + x * y % 3) % 2,
                } == 0;
                let at = y * self.size + x;
                code.dark[at] ^= turned && !self.fixed[at];
            }
        }
        code.write_format(mask);
        code
    }

    /// How hard the code is to read (7.8.3.1): runs, squares, what looks like a finder pattern, and
    /// too much dark or light.
    fn penalty(&self) -> usize {
        let size = self.size;
        let at = |x: usize, y: usize, across: bool| {
            self.dark[if across { y * size + x } else { x * size + y }]
        };
        let mut points = 0;
        for across in [true, false] {
            for y in 0..size {
                let (mut run, mut last) = (0, None);
                let mut seen = 0u32;
                for x in 0..size {
                    let dark = at(x, y, across);
                    run = if last == Some(dark) { run + 1 } else { 1 };
                    last = Some(dark);
                    points += match run {
                        5 => 3,
                        6.. => 1,
                        _ => 0,
                    };
                    seen = seen << 1 & 0x7FF | u32::from(dark);
                    if x >= 10 && (seen == 0b101_1101_0000 || seen == 0b000_0101_1101) {
                        points += 40;
                    }
                }
            }
        }
        for y in 1..size {
            for x in 1..size {
                let dark = at(x, y, true);
                let others = [(x - 1, y), (x, y - 1), (x - 1, y - 1)];
                if others.iter().all(|(x, y)| at(*x, *y, true) == dark) {
                    points += 3;
                }
            }
        }
        let dark = self.dark.iter().filter(|dark| **dark).count();
        points + (dark * 20 / (size * size)).abs_diff(10) * 10
    }
}

/// A value with the remainder of its division by a polynomial behind it, of so many bits.
fn checked(value: u32, bits: u32, polynomial: u32) -> u32 {
    let mut rest = value;
    for _ in 0..bits {
        rest = (rest << 1) ^ ((rest >> (bits - 1)) * polynomial);
    }
    value << bits | rest
}

/// Centres of the alignment patterns in either direction (annex E).
fn alignments(version: usize) -> Vec<usize> {
    if version == 1 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let step = (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2;
    let mut centres: Vec<_> = (0..count - 1)
        .map(|n| 10 + 4 * version - n * step)
        .collect();
    centres.push(6);
    centres.reverse();
    centres
}

/// Codewords of a version, data and error correction.
fn total(version: usize) -> usize {
    let mut modules = (16 * version + 128) * version + 64;
    if version >= 2 {
        let count = version / 7 + 2;
        modules -= (25 * count - 10) * count - 55;
    }
    if version >= 7 {
        modules -= 36;
    }
    modules / 8
}

fn blocks(version: usize) -> (usize, usize) {
    let (correction, blocks) = BLOCKS[version - 1];
    (usize::from(correction), usize::from(blocks))
}

/// Codewords of data.
fn data(version: usize) -> usize {
    let (correction, blocks) = blocks(version);
    total(version) - correction * blocks
}

/// Bits before the bytes: the mode and how many they are.
fn header(version: usize) -> usize {
    if version < 10 { 12 } else { 20 }
}

/// The codewords of data (7.4).
fn message(bytes: &[u8], version: usize) -> Vec<u8> {
    let mut words = vec![0x40];
    let mut push = |byte: u8| {
        if let Some(last) = words.last_mut() {
            *last |= byte >> 4;
        }
        words.push(byte << 4);
    };
    if version >= 10 {
        push((bytes.len() >> 8) as u8);
    }
    push(bytes.len() as u8);
    bytes.iter().for_each(|byte| push(*byte));
    let mut pads = [0xEC, 0x11].into_iter().cycle();
    while words.len() < data(version) {
        words.extend(pads.next());
    }
    words
}

/// The blocks of the message with their error correction, interleaved (7.6).
fn interleaved(words: &[u8], version: usize) -> Vec<u8> {
    let (correction, count) = blocks(version);
    let short = words.len() / count;
    let divisor = divisor(correction);
    let mut rest = words;
    let mut parts = Vec::new();
    for n in 0..count {
        let length = short + usize::from(n >= count - words.len() % count);
        let (part, other) = rest.split_at(length);
        rest = other;
        parts.push((part, remainder(part, &divisor)));
    }
    let mut out = Vec::with_capacity(total(version));
    for n in 0..=short {
        out.extend(parts.iter().filter_map(|(part, _)| part.get(n)));
    }
    for n in 0..correction {
        out.extend(parts.iter().filter_map(|(_, check)| check.get(n)));
    }
    out
}

/// The polynomial with the roots 2⁰ to 2ⁿ⁻¹, its leading 1 left out.
fn divisor(degree: usize) -> Vec<u8> {
    let mut result = vec![0; degree];
    result[degree - 1] = 1;
    let mut root = 1;
    for _ in 0..degree {
        for n in 0..degree {
            result[n] = multiply(result[n], root) ^ result.get(n + 1).copied().unwrap_or(0);
        }
        root = multiply(root, 2);
    }
    result
}

fn remainder(part: &[u8], divisor: &[u8]) -> Vec<u8> {
    let mut rest = vec![0; divisor.len()];
    for word in part {
        let factor = word ^ rest[0];
        rest.rotate_left(1);
        rest[divisor.len() - 1] = 0;
        for (value, by) in rest.iter_mut().zip(divisor) {
            *value ^= multiply(*by, factor);
        }
    }
    rest
}

/// Multiplies in the field of 256 elements by the polynomial 0x11D.
fn multiply(a: u8, b: u8) -> u8 {
    let mut product = 0u32;
    for n in (0..8).rev() {
        product = (product << 1) ^ ((product >> 7) * 0x11D);
        product ^= u32::from(b >> n & 1) * u32::from(a);
    }
    product as u8
}
