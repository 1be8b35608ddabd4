//! The model: contexts of up to an order, the symbols that followed in each, and how often.
//!
//! The names are those of Shkarin, "PPM: one step to practicality" (2002), and of 7-Zip's Ppmd7.

use crate::Range;
use crate::Undecodable;
use crate::memory::{Memory, SYMBOL, UNIT};

const MAX_FREQUENCY: u32 = 124;
const INTERVAL_BITS: u32 = 7;
const PERIOD_BITS: u32 = 7;
const BINARY_SCALE: u32 = 1 << (INTERVAL_BITS + PERIOD_BITS);

const ESCAPES: [u8; 16] = [25, 14, 9, 7, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2];
const BINARY_ESCAPES: [u16; 8] = [
    0x3cdd, 0x1f3f, 0x59bf, 0x48f3, 0x64a1, 0x5abc, 0x6632, 0x6051,
];

/// An estimate of how often an escape occurs (SEE).
#[derive(Clone, Copy, Default)]
struct Estimate {
    sum: u16,
    shift: u8,
    count: u8,
}

impl Estimate {
    fn update(&mut self) {
        if u32::from(self.shift) < PERIOD_BITS {
            self.count = self.count.wrapping_sub(1);
            if self.count == 0 {
                self.sum <<= 1;
                self.count = (3u32 << self.shift) as u8;
                self.shift += 1;
            }
        }
    }
}

pub(crate) struct Model {
    memory: Memory,
    order: u32,
    min_context: u32,
    max_context: u32,
    /// The symbol that was decoded last.
    found: u32,
    order_fall: u32,
    initial_escape: u32,
    previous_success: u32,
    high_bits: u32,
    run_length: i32,
    initial_run: i32,
    estimates: [[Estimate; 16]; 25],
    binary: [[u16; 64]; 128],
    index_of_count: [u8; 256],
}

/// A context's fields, by where they are in it.
const SUM: u32 = 2;
const SYMBOLS: u32 = 4;
const SUFFIX: u32 = 8;
/// The symbol of a context that has one.
const ONE: u32 = 2;

impl Model {
    pub(crate) fn new(order: u32, memory: u32) -> Self {
        let mut index_of_count = [0; 256];
        let (mut index, mut left) = (3u8, 1);
        for (count, slot) in index_of_count.iter_mut().enumerate() {
            if count < 3 {
                *slot = count as u8;
                continue;
            }
            *slot = index;
            left -= 1;
            if left == 0 {
                index += 1;
                left = i32::from(index) - 2;
            }
        }
        let mut model = Self {
            memory: Memory::new(memory),
            order,
            min_context: 0,
            max_context: 0,
            found: 0,
            order_fall: 0,
            initial_escape: 0,
            previous_success: 0,
            high_bits: 0,
            run_length: 0,
            initial_run: -(order.min(12) as i32) - 1,
            estimates: [[Estimate::default(); 16]; 25],
            binary: [[0; 64]; 128],
            index_of_count,
        };
        model.restart();
        model
    }

    #[inline(never)]
    fn restart(&mut self) {
        let memory = &mut self.memory;
        memory.clear();
        self.order_fall = self.order;
        self.run_length = self.initial_run;
        self.previous_success = 0;
        memory.high -= UNIT;
        let (context, symbols) = (memory.high, memory.low);
        memory.low += 128 * UNIT;
        (self.min_context, self.max_context, self.found) = (context, context, symbols);
        memory.set_u16(context, 256);
        memory.set_u16(context + SUM, 257);
        memory.set_u32(context + SYMBOLS, symbols);
        memory.set_u32(context + SUFFIX, 0);
        for symbol in 0..=u8::MAX {
            let at = symbols + u32::from(symbol) * SYMBOL;
            memory.set_symbol(at, [symbol, 1, 0, 0, 0, 0]);
        }
        for (frequency, row) in (2..).zip(&mut self.binary) {
            for (slot, escape) in row.iter_mut().zip(BINARY_ESCAPES.iter().cycle()) {
                *slot = (BINARY_SCALE - u32::from(*escape) / frequency) as u16;
            }
        }
        for (n, row) in (0..).zip(&mut self.estimates) {
            let shift = (PERIOD_BITS - 4) as u8;
            row.fill(Estimate {
                sum: (5 * n + 10) << shift,
                shift,
                count: 4,
            });
        }
    }

    /// Decodes a symbol.
    pub(crate) fn decode(&mut self, range: &mut Range) -> Result<u8, Undecodable> {
        let context = self.min_context;
        let count = self.memory.u16(context);
        // 255 for symbols that are still possible.
        let mut possible;
        if count == 1 {
            let at = context + ONE;
            let [symbol, ..] = self.memory.symbol(at);
            let slot = self.binary_slot(at);
            let probability = u32::from(*slot);
            let size = (range.range >> (INTERVAL_BITS + PERIOD_BITS)) * probability;
            let less = probability - ((probability + (1 << (PERIOD_BITS - 2))) >> PERIOD_BITS);
            if range.code < size {
                *slot = (less + (1 << INTERVAL_BITS)) as u16;
                range.range = size;
                range.normalize()?;
                self.update_binary(at);
                return Ok(symbol);
            }
            *slot = less as u16;
            self.initial_escape = u32::from(ESCAPES[(less >> 10) as usize & 15]);
            range.code -= size;
            range.range -= size;
            possible = [u8::MAX; 256];
            possible[usize::from(symbol)] = 0;
            self.previous_success = 0;
        } else {
            let symbols = self.memory.u32(context + SYMBOLS);
            let sum = self.memory.u16(context + SUM);
            let threshold = range.threshold(sum);
            let mut start = 0;
            for (n, record) in (0..).zip(self.memory.symbols(symbols, count).chunks_exact(6)) {
                let (symbol, frequency) = (record[0], u32::from(record[1]));
                if threshold < start + frequency {
                    range.narrow(start, frequency);
                    range.normalize()?;
                    self.found = symbols + n * SYMBOL;
                    match n {
                        0 => self.update_first(),
                        _ => {
                            self.previous_success = 0;
                            self.update_other();
                        }
                    }
                    return Ok(symbol);
                }
                start += frequency;
            }
            self.previous_success = 0;
            if threshold >= sum {
                return Err(Undecodable);
            }
            range.narrow(start, sum - start);
            self.high_bits = high_bit(self.memory.u8(self.found), 3);
            possible = [u8::MAX; 256];
            self.mask(&mut possible, symbols, count);
        }
        self.decode_escaped(range, &mut possible)
    }

    /// Decodes a symbol in shorter contexts, after an escape.
    fn decode_escaped(
        &mut self,
        range: &mut Range,
        possible: &mut [u8; 256],
    ) -> Result<u8, Undecodable> {
        loop {
            range.normalize()?;
            let mut context = self.min_context;
            let masked = self.memory.u16(context);
            while self.memory.u16(context) == masked {
                self.order_fall += 1;
                context = self.memory.u32(context + SUFFIX);
                if context == 0 {
                    return Err(Undecodable);
                }
            }
            self.min_context = context;
            let (symbols, count) = (self.memory.u32(context + SYMBOLS), self.memory.u16(context));
            let frequency_of =
                |record: &[u8]| u32::from(record[1] & possible[usize::from(record[0])]);
            let records = self.memory.symbols(symbols, count).chunks_exact(6);
            let sum: u32 = records.map(frequency_of).sum();
            let (estimate, escape) = self.estimate(masked);
            let total = sum + escape;
            let threshold = range.threshold(total);
            if threshold < sum {
                let mut start = 0;
                let records = self.memory.symbols(symbols, count).chunks_exact(6);
                for (n, record) in (0..).zip(records) {
                    let frequency = frequency_of(record);
                    if threshold < start + frequency {
                        let symbol = record[0];
                        range.narrow(start, frequency);
                        range.normalize()?;
                        if let Some((row, column)) = estimate {
                            self.estimates[row][column].update();
                        }
                        self.found = symbols + n * SYMBOL;
                        self.update_escaped();
                        return Ok(symbol);
                    }
                    start += frequency;
                }
            }
            if threshold >= total {
                return Err(Undecodable);
            }
            range.narrow(sum, escape);
            if let Some((row, column)) = estimate {
                let estimate = &mut self.estimates[row][column];
                estimate.sum = estimate.sum.wrapping_add(total as u16);
            }
            self.mask(possible, symbols, count);
        }
    }

    fn mask(&self, possible: &mut [u8; 256], symbols: u32, count: u32) {
        for record in self.memory.symbols(symbols, count).chunks_exact(6) {
            possible[usize::from(record[0])] = 0;
        }
    }

    /// The probability of the one symbol of a context, at `at`.
    fn binary_slot(&mut self, at: u32) -> &mut u16 {
        let memory = &self.memory;
        self.high_bits = high_bit(memory.u8(self.found), 3);
        let suffix = memory.u32(self.min_context + SUFFIX);
        let others = match memory.u16(suffix) {
            1 => 0,
            2 => 2,
            3..=11 => 4,
            _ => 6,
        };
        let run = (self.run_length as u32 >> 26) & 0x20;
        let high = high_bit(memory.u8(at), 4) + self.high_bits;
        let column = self.previous_success + run + others + high;
        let row = usize::from(memory.u8(at + 1)).saturating_sub(1);
        &mut self.binary[row & 127][column as usize & 63]
    }

    /// The estimate of an escape from the shortened context, where one is kept, and its frequency.
    fn estimate(&mut self, masked: u32) -> (Option<(usize, usize)>, u32) {
        let memory = &self.memory;
        let context = self.min_context;
        let count = memory.u16(context);
        if count == 256 {
            return (None, 1);
        }
        let left = count - masked;
        let suffix = memory.u16(memory.u32(context + SUFFIX));
        let column = u32::from(left < suffix.wrapping_sub(count))
            + 2 * u32::from(memory.u16(context + SUM) < 11 * count)
            + 4 * u32::from(masked > left)
            + self.high_bits;
        let row = usize::from(self.index_of_count[left as usize - 1]);
        let column = column as usize & 15;
        let estimate = &mut self.estimates[row][column];
        let escape = estimate.sum >> estimate.shift;
        estimate.sum -= escape;
        (Some((row, column)), u32::from(escape.max(1)))
    }

    /// The symbol in a context of more than one.
    fn find(&self, context: u32, symbol: u8) -> u32 {
        let mut at = self.memory.u32(context + SYMBOLS);
        while self.memory.u8(at) != symbol {
            at += SYMBOL;
        }
        at
    }

    fn next_context(&mut self) {
        let successor = self.memory.u32(self.found + 2);
        if self.order_fall == 0 && successor >= self.memory.units_start {
            (self.min_context, self.max_context) = (successor, successor);
        } else if self.update().is_none() {
            self.restart();
        }
    }

    fn update_binary(&mut self, at: u32) {
        let frequency = self.memory.u8(at + 1);
        self.found = at;
        self.previous_success = 1;
        self.run_length += 1;
        self.memory
            .set_u8(at + 1, frequency + u8::from(frequency < 128));
        self.next_context();
    }

    /// Adds to the frequency of the found symbol, which it returns.
    fn count_found(&mut self) -> u32 {
        let sum = self.min_context + SUM;
        self.memory.set_u16(sum, self.memory.u16(sum) + 4);
        let frequency = u32::from(self.memory.u8(self.found + 1)) + 4;
        self.memory.set_u8(self.found + 1, frequency as u8);
        frequency
    }

    fn update_first(&mut self) {
        let frequency = u32::from(self.memory.u8(self.found + 1));
        let sum = self.memory.u16(self.min_context + SUM);
        self.previous_success = u32::from(2 * frequency > sum);
        self.run_length += self.previous_success as i32;
        if self.count_found() > MAX_FREQUENCY {
            self.rescale();
        }
        self.next_context();
    }

    fn update_other(&mut self) {
        let frequency = self.count_found();
        let before = self.found - SYMBOL;
        if frequency > u32::from(self.memory.u8(before + 1)) {
            self.swap(self.found, before);
            self.found = before;
            if frequency > MAX_FREQUENCY {
                self.rescale();
            }
        }
        self.next_context();
    }

    fn update_escaped(&mut self) {
        self.run_length = self.initial_run;
        if self.count_found() > MAX_FREQUENCY {
            self.rescale();
        }
        if self.update().is_none() {
            self.restart();
        }
    }

    fn swap(&mut self, a: u32, b: u32) {
        let (first, second) = (self.memory.symbol(a), self.memory.symbol(b));
        self.memory.set_symbol(a, second);
        self.memory.set_symbol(b, first);
    }

    /// Moves the symbol at `at` to the place `to` before it.
    fn move_up(&mut self, mut at: u32, to: u32) {
        let symbol = self.memory.symbol(at);
        while at != to {
            let before = self.memory.symbol(at - SYMBOL);
            self.memory.set_symbol(at, before);
            at -= SYMBOL;
        }
        self.memory.set_symbol(to, symbol);
    }

    /// Halves the frequencies of a context, and drops symbols that have none then.
    #[inline(never)]
    fn rescale(&mut self) {
        let context = self.min_context;
        let symbols = self.memory.u32(context + SYMBOLS);
        let count = self.memory.u16(context);
        self.move_up(self.found, symbols);
        let frequency = |memory: &Memory, at: u32| u32::from(memory.u8(at + 1));
        let first = frequency(&self.memory, symbols);
        let mut escape = self.memory.u16(context + SUM).wrapping_sub(first);
        let adder = u32::from(self.order_fall != 0);
        let mut sum = (first + 4 + adder) >> 1;
        self.memory.set_u8(symbols + 1, sum as u8);
        let last = symbols + (count - 1) * SYMBOL;
        let mut at = symbols;
        while at != last {
            at += SYMBOL;
            let old = frequency(&self.memory, at);
            escape = escape.wrapping_sub(old);
            let new = (old + adder) >> 1;
            sum += new;
            self.memory.set_u8(at + 1, new as u8);
            let mut to = at;
            while to != symbols && new > frequency(&self.memory, to - SYMBOL) {
                to -= SYMBOL;
            }
            self.move_up(at, to);
        }
        if frequency(&self.memory, last) == 0 {
            let mut removed = 0;
            while frequency(&self.memory, last - removed * SYMBOL) == 0 {
                removed += 1;
            }
            escape = escape.wrapping_add(removed);
            let left = count - removed;
            self.memory.set_u16(context, left);
            let units = count.div_ceil(2);
            if left == 1 {
                let mut frequency = frequency(&self.memory, symbols);
                loop {
                    escape >>= 1;
                    frequency = (frequency + 1) >> 1;
                    if escape <= 1 {
                        break;
                    }
                }
                let mut symbol = self.memory.symbol(symbols);
                symbol[1] = frequency as u8;
                self.memory.set_symbol(context + ONE, symbol);
                self.found = context + ONE;
                let kind = self.memory.kind(units);
                self.memory.release(symbols, kind);
                return;
            }
            let symbols = self.memory.shrink(symbols, units, left.div_ceil(2));
            self.memory.set_u32(context + SYMBOLS, symbols);
        }
        self.memory
            .set_u16(context + SUM, sum.wrapping_add(escape - (escape >> 1)));
        self.found = self.memory.u32(context + SYMBOLS);
    }

    /// Makes the contexts that the found symbol leads to, where its successor is text. `None` if the
    /// memory is full.
    #[inline(never)]
    fn create_successors(&mut self) -> Option<u32> {
        let mut context = self.min_context;
        let symbol = self.memory.u8(self.found);
        let branch = self.memory.u32(self.found + 2);
        let mut open = [0; 64];
        let mut count = 0;
        if self.order_fall != 0 {
            open[count] = self.found;
            count += 1;
        }
        loop {
            let suffix = self.memory.u32(context + SUFFIX);
            if suffix == 0 {
                break;
            }
            context = suffix;
            let at = match self.memory.u16(context) {
                1 => context + ONE,
                _ => self.find(context, symbol),
            };
            let successor = self.memory.u32(at + 2);
            if successor != branch {
                context = successor;
                if count == 0 {
                    return Some(context);
                }
                break;
            }
            *open.get_mut(count)? = at;
            count += 1;
        }
        let symbol = self.memory.u8(branch);
        let frequency = if self.memory.u16(context) == 1 {
            self.memory.u8(context + ONE + 1)
        } else {
            let at = self.find(context, symbol);
            let own = u32::from(self.memory.u8(at + 1)) - 1;
            let others = self.memory.u16(context + SUM) - self.memory.u16(context) - own;
            let more = if 2 * own <= others {
                u32::from(5 * own > others)
            } else {
                (2 * own + others - 1) / (2 * others) + 1
            };
            (1 + more) as u8
        };
        let [a, b, c, d] = (branch + 1).to_le_bytes();
        while count > 0 {
            let new = self.memory.allocate_context()?;
            self.memory.set_u16(new, 1);
            self.memory
                .set_symbol(new + ONE, [symbol, frequency, a, b, c, d]);
            self.memory.set_u32(new + SUFFIX, context);
            count -= 1;
            self.memory.set_u32(open[count] + 2, new);
            context = new;
        }
        Some(context)
    }

    /// Adds the found symbol to the longer contexts that lacked it. `None` if the memory is full.
    #[inline(never)]
    fn update(&mut self) -> Option<()> {
        let [symbol, frequency, ..] = self.memory.symbol(self.found);
        let frequency = u32::from(frequency);
        let context = self.min_context;
        let suffix = self.memory.u32(context + SUFFIX);
        if frequency < MAX_FREQUENCY / 4 && suffix != 0 {
            self.count_in_suffix(suffix, symbol);
        }
        if self.order_fall == 0 {
            let new = self.create_successors()?;
            (self.min_context, self.max_context) = (new, new);
            self.memory.set_u32(self.found + 2, new);
            return Some(());
        }
        self.memory.set_u8(self.memory.text, symbol);
        self.memory.text += 1;
        if self.memory.text >= self.memory.units_start {
            return None;
        }
        let mut max_successor = self.memory.text;
        let mut min_successor = self.memory.u32(self.found + 2);
        if min_successor == 0 {
            self.memory.set_u32(self.found + 2, max_successor);
            min_successor = context;
        } else {
            if min_successor <= max_successor {
                min_successor = self.create_successors()?;
            }
            self.order_fall -= 1;
            if self.order_fall == 0 {
                max_successor = min_successor;
                self.memory.text -= u32::from(self.max_context != self.min_context);
            }
        }
        let mut longer = self.max_context;
        (self.min_context, self.max_context) = (min_successor, min_successor);
        if longer == context {
            return Some(());
        }
        let count = self.memory.u16(context);
        let others = self.memory.u16(context + SUM) - count - (frequency - 1);
        while longer != context {
            self.add_symbol(longer, symbol, max_successor, [count, others, frequency])?;
            longer = self.memory.u32(longer + SUFFIX);
        }
        Some(())
    }

    fn count_in_suffix(&mut self, suffix: u32, symbol: u8) {
        if self.memory.u16(suffix) == 1 {
            let at = suffix + ONE + 1;
            let frequency = self.memory.u8(at);
            self.memory.set_u8(at, frequency + u8::from(frequency < 32));
            return;
        }
        let mut at = self.find(suffix, symbol);
        if at != self.memory.u32(suffix + SYMBOLS)
            && self.memory.u8(at + 1) >= self.memory.u8(at - SYMBOL + 1)
        {
            self.swap(at, at - SYMBOL);
            at -= SYMBOL;
        }
        let frequency = self.memory.u8(at + 1);
        if u32::from(frequency) < MAX_FREQUENCY - 9 {
            self.memory.set_u8(at + 1, frequency + 2);
            let sum = self.memory.u16(suffix + SUM);
            self.memory.set_u16(suffix + SUM, sum + 2);
        }
    }

    /// Adds a symbol to a context that lacks it, with a frequency by that in the context where it
    /// was found: its number of symbols, the sum of the others' frequencies, and its own.
    fn add_symbol(
        &mut self,
        context: u32,
        symbol: u8,
        successor: u32,
        [count, others, frequency]: [u32; 3],
    ) -> Option<()> {
        let memory = &mut self.memory;
        let own = memory.u16(context);
        let mut sum;
        if own == 1 {
            let symbols = memory.allocate(0)?;
            let mut one = memory.symbol(context + ONE);
            let frequency = u32::from(one[1]);
            let doubled = if frequency < MAX_FREQUENCY / 4 - 1 {
                frequency << 1
            } else {
                MAX_FREQUENCY - 4
            };
            one[1] = doubled as u8;
            memory.set_symbol(symbols, one);
            memory.set_u32(context + SYMBOLS, symbols);
            sum = doubled + self.initial_escape + u32::from(count > 3);
        } else {
            if own & 1 == 0 {
                let symbols = memory.expand(memory.u32(context + SYMBOLS), own >> 1)?;
                memory.set_u32(context + SYMBOLS, symbols);
            }
            sum = memory.u16(context + SUM);
            sum += u32::from(2 * own < count) + 2 * u32::from(4 * own <= count && sum <= 8 * own);
        }
        let mut scaled = 2 * (sum + 6) * frequency;
        let total = others + sum;
        if scaled < 6 * total {
            scaled = 1 + u32::from(scaled > total) + u32::from(scaled >= 4 * total);
            sum += 3;
        } else {
            scaled = 4
                + u32::from(scaled >= 9 * total)
                + u32::from(scaled >= 12 * total)
                + u32::from(scaled >= 15 * total);
            sum += scaled;
        }
        let at = memory.u32(context + SYMBOLS) + own * SYMBOL;
        let [a, b, c, d] = successor.to_le_bytes();
        memory.set_symbol(at, [symbol, scaled as u8, a, b, c, d]);
        memory.set_u16(context, own + 1);
        memory.set_u16(context + SUM, sum);
        Some(())
    }
}

/// Bit `bit` if the symbol is 64 or more.
fn high_bit(symbol: u8, bit: u32) -> u32 {
    ((u32::from(symbol) + 0xc0) >> (8 - bit)) & (1 << bit)
}
