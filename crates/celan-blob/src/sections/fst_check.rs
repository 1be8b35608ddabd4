//! Checks the nodes of an fst set before it is used. The crate that reads it trusts its bytes: one
//! that leads outside of them makes it panic, and one of a few hundred bytes can hold more terms
//! than there is memory.
//!
//! The file is that of `fst` 0.4, version 3: version and type (8 bytes each), the nodes, the number
//! of keys and the address of the root (8 bytes each), a checksum (4 bytes). A node is known by the
//! address of its last byte; nodes stand behind one another without gaps, each behind those that it
//! leads to, and are read from their end:
//!
//! | last byte | before it, backwards |
//! | --- | --- |
//! | `11` and an input's number | the input unless its number names it; leads to the node before |
//! | `10` and an input's number | the input unless its number names it; sizes; distance |
//! | `0`, final flag, count | the count unless it fits; sizes; an index of 256 bytes for more than 32 inputs; inputs; distances |
//!
//! A distance of 0 leads to the empty final node, which is not stored.

const HEAD: usize = 16;
const FOOT: usize = 20;
/// With more inputs a node has an index.
const INDEXED: usize = 32;

/// What an fst holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keys {
    /// Its keys.
    pub(super) count: usize,
    /// The bytes of all its keys.
    pub(super) bytes: usize,
}

/// A node that was read.
struct Node {
    /// Where it begins.
    start: usize,
    is_final: bool,
    /// Addresses of the nodes that it leads to; 0 is the empty final one.
    targets: Vec<usize>,
}

/// The keys of the fst in `bytes`; `None` if it is none, or has values as maps do.
pub(super) fn keys(bytes: &[u8]) -> Option<Keys> {
    let end = bytes.len().checked_sub(FOOT).filter(|end| *end >= HEAD)?;
    let root = number(bytes.get(end + 8..end + 16)?)?;
    if number(bytes.get(..8)?)? != 3 {
        return None;
    }
    let empty_key = Keys { count: 1, bytes: 0 };
    if root == 0 {
        return (end == HEAD).then_some(empty_key);
    }
    if root + 1 != end {
        return None;
    }
    let mut nodes = Vec::new();
    let mut address = end;
    while address > HEAD {
        let node = node(bytes.get(HEAD..address)?)?;
        let start = HEAD + node.start;
        nodes.push((address - 1, node));
        address = start;
    }
    // From the first node on, each leads to nodes that were counted.
    nodes.reverse();
    let mut counted: Vec<Keys> = Vec::with_capacity(nodes.len());
    for (_, node) in &nodes {
        let mut keys = Keys {
            count: usize::from(node.is_final),
            bytes: 0,
        };
        for target in &node.targets {
            let below = if *target == 0 {
                empty_key
            } else {
                let at =
                    nodes[..counted.len()].binary_search_by_key(target, |(address, _)| *address);
                counted[at.ok()?]
            };
            keys.count = keys.count.checked_add(below.count)?;
            keys.bytes = keys
                .bytes
                .checked_add(below.count)?
                .checked_add(below.bytes)?;
        }
        counted.push(keys);
    }
    counted.last().copied()
}

/// Reads the node that ends where `bytes` do.
fn node(bytes: &[u8]) -> Option<Node> {
    let (state, mut rest) = bytes.split_last()?;
    let short = state & 0b11_1111;
    let mut before = |count: usize| {
        let (left, taken) = rest.split_at_checked(rest.len().checked_sub(count)?)?;
        rest = left;
        Some(taken)
    };
    let is_single = state & 0b1000_0000 != 0;
    let mut count = if is_single { 1 } else { usize::from(short) };
    if short == 0 {
        // The input, or the count of inputs; there 1 stands for 256.
        let byte = before(1)?[0];
        if !is_single {
            count = if byte == 1 { 256 } else { usize::from(byte) };
        }
    }
    let is_final = !is_single && state & 0b100_0000 != 0;
    if is_single && state & 0b100_0000 != 0 {
        let start = rest.len();
        // The node before ends where this one begins; there is one.
        let target = HEAD + start.checked_sub(1)?;
        return Some(Node {
            start,
            is_final,
            targets: vec![target],
        });
    }
    let sizes = before(1)?[0];
    let (size, values) = (usize::from(sizes >> 4), sizes & 0b1111);
    if values != 0 || size > 8 || (size == 0 && count > 0) {
        return None;
    }
    if !is_single {
        if count > INDEXED {
            before(256)?;
        }
        before(count)?;
    }
    let distances = before(count * size)?;
    let start = rest.len();
    let target = |at: usize| {
        let distance = number(&distances[at * size..(at + 1) * size])?;
        match distance {
            0 => Some(0),
            _ => (HEAD + start)
                .checked_sub(distance)
                .filter(|at| *at >= HEAD),
        }
    };
    Some(Node {
        start,
        is_final,
        targets: (0..count).map(target).collect::<Option<_>>()?,
    })
}

fn number(bytes: &[u8]) -> Option<usize> {
    let number = bytes
        .iter()
        .rev()
        .fold(0u64, |n, byte| n << 8 | u64::from(*byte));
    usize::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use fst::{IntoStreamer, Set, Streamer};
    use proptest::prelude::*;

    /// Reads all keys with the crate that the check is for.
    fn read(bytes: &[u8]) -> Keys {
        let set = Set::new(bytes).unwrap();
        let (mut keys, mut stream) = (Keys { count: 0, bytes: 0 }, set.into_stream());
        while let Some(key) = stream.next() {
            keys.count += 1;
            keys.bytes += key.len();
        }
        keys
    }

    fn sets() -> impl Strategy<Value = Vec<u8>> {
        let key = prop_oneof![
            prop::collection::vec(any::<u8>(), 0..6),
            prop::collection::vec(0u8..3, 0..12),
        ];
        prop::collection::btree_set(key, 0..200).prop_map(|keys| {
            let set = Set::from_iter(keys).unwrap();
            set.as_fst().as_bytes().to_vec()
        })
    }

    proptest! {
        #[test]
        fn the_keys_of_an_fst_are_counted(bytes in sets()) {
            prop_assert_eq!(keys(&bytes), Some(read(&bytes)));
        }

        #[test]
        fn what_passes_can_be_read(
            mut bytes in sets(),
            edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        ) {
            for (at, byte) in edits {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Some(keys) = keys(&bytes).filter(|keys| keys.count < 100_000) {
                prop_assert_eq!(keys, read(&bytes));
            }
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = keys(&bytes);
        }
    }
}
