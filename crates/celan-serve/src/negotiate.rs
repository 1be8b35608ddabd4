//! Which of the compressed forms of a file a client gets.

/// A content coding that a host may have files in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `x.br` beside `x`.
    Brotli,
    /// `x.gz` beside `x`.
    Gzip,
}

impl Encoding {
    /// The token of `Accept-Encoding` and `Content-Encoding`.
    pub(crate) fn token(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// What is appended to a file's name.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }
}

/// Returns those of `offered` that an `Accept-Encoding` header allows, in the order of `offered`.
pub(crate) fn acceptable<'a>(
    header: &'a str,
    offered: &'a [Encoding],
) -> impl Iterator<Item = Encoding> + 'a {
    offered
        .iter()
        .copied()
        .filter(move |encoding| weight(header, encoding.token()) > 0.0)
}

/// The weight of a token: its own, else that of `*`, else 0.
fn weight(header: &str, token: &str) -> f32 {
    let mut any = 0.0;
    for entry in header.split(',') {
        let mut parts = entry.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let q = parts
            .find_map(|part| part.strip_prefix("q="))
            .map_or(1.0, |q| q.parse().unwrap_or(0.0));
        if name.eq_ignore_ascii_case(token) {
            return q;
        }
        if name == "*" {
            any = q;
        }
    }
    any
}
