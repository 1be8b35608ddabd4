//! Logarithms in integers: the same in the browser as natively.

/// The binary logarithm of `x` (at least 1) with ten bits of fraction, rounded down: the whole
/// part is the highest bit, each further bit comes from squaring what remains.
pub(crate) fn log2(x: u64) -> u64 {
    let whole = x.max(1).ilog2();
    let mut rest = if whole > 31 {
        x >> (whole - 31)
    } else {
        x.max(1) << (31 - whole)
    };
    let mut log = u64::from(whole);
    for _ in 0..10 {
        rest = (rest * rest) >> 31;
        let bit = rest >> 32;
        rest >>= bit;
        log = log << 1 | bit;
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library() {
        for x in (1..5000).chain([1 << 31, 1 << 40, u64::MAX >> 1, u64::MAX]) {
            let want = (x as f64).log2() * 1024.0;
            assert!((log2(x) as f64 - want).abs() < 2.0, "{x}");
        }
        assert_eq!(log2(0), 0);
        assert_eq!(log2(8), 3 * 1024);
    }
}
