//! Files compressed beforehand, as small as their formats allow.

use anyhow::{Context, Result};

use crate::effort::Effort;
use crate::memo;

/// Brotli with a window of 16 MB. Where time does not count, the smaller of what its two best qualities make:
/// the best is not always the smallest, by up to 5 % of a page.
pub(crate) fn brotli(effort: Effort, bytes: &[u8]) -> Result<Vec<u8>> {
    let qualities: &[i32] = match effort {
        Effort::Full => &[11, 10],
        Effort::Quick => &[5],
    };
    memo::remember(&format!("brotli {qualities:?} 24"), &[bytes], || {
        let packed = qualities.iter().map(|&quality| {
            let params = brotli::enc::BrotliEncoderParams {
                quality,
                lgwin: 24,
                size_hint: bytes.len(),
                ..Default::default()
            };
            let mut out = Vec::new();
            brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).context("brotli failed")?;
            Ok(out)
        });
        let packed = packed.collect::<Result<Vec<_>>>()?;
        let smallest = packed.into_iter().min_by_key(Vec::len);
        smallest.context("there is no quality")
    })
}

/// Gzip by zopfli.
pub(crate) fn gzip(effort: Effort, bytes: &[u8]) -> Result<Vec<u8>> {
    let rounds = match effort {
        Effort::Full => 5,
        Effort::Quick => 1,
    };
    memo::remember(&format!("zopfli {rounds}"), &[bytes], || {
        let options = zopfli::Options {
            iteration_count: std::num::NonZeroU64::new(rounds).context("one is not zero")?,
            ..zopfli::Options::default()
        };
        let mut out = Vec::new();
        zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut out)
            .context("zopfli failed")?;
        Ok(out)
    })
}
