//! Files compressed beforehand, as small as their formats allow.

use anyhow::{Context, Result};

use crate::memo;

/// Brotli at quality 11 with a window of 16 MB.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    memo::remember("brotli 11 24", &[bytes], || {
        let params = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 24,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut out = Vec::new();
        brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).context("brotli failed")?;
        Ok(out)
    })
}

/// Gzip by zopfli.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    memo::remember("zopfli 5", &[bytes], || {
        let options = zopfli::Options {
            iteration_count: std::num::NonZeroU64::new(5).context("five is not zero")?,
            ..zopfli::Options::default()
        };
        let mut out = Vec::new();
        zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut out)
            .context("zopfli failed")?;
        Ok(out)
    })
}
