//! The answer to one request: status, headers and content (RFC 9110).

use std::ops::Range;
use std::path::Path;

use bytes::Bytes;
use hyper::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_RANGE,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, IF_NONE_MATCH, IF_RANGE,
    LOCATION, RANGE, VARY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::http::response::Builder;
use hyper::{Method, Request, Response, StatusCode};
use sha2::{Digest, Sha256};

use crate::fault::Fault;
use crate::file::{self, Target};
use crate::files::Files;
use crate::negotiate::{Encoding, acceptable};

/// What a host serves, and how.
pub(crate) struct Site<'a> {
    pub(crate) files: &'a Files,
    /// Begins and ends with a slash.
    pub(crate) prefix: &'a str,
    pub(crate) encodings: &'a [Encoding],
    pub(crate) ranges: bool,
    /// Whether `health` answers.
    pub(crate) health: bool,
    /// Whether every page is shown in kiosk mode.
    pub(crate) kiosk: bool,
}

impl Site<'_> {
    /// The path below the prefix, or null where the request is for another place.
    pub(crate) fn below<'r, B>(&self, request: &'r Request<B>) -> Option<&'r str> {
        request.uri().path().strip_prefix(self.prefix)
    }

    /// Where in a file an answer begins: at what is asked for, where this host has ranges.
    pub(crate) fn first_byte(&self, asked: &HeaderMap) -> usize {
        match byte_range(text(asked, &RANGE), usize::MAX) {
            Some(Ok(range)) if self.ranges => range.start,
            _ => 0,
        }
    }

    pub(crate) fn respond<B>(&self, request: &Request<B>, fault: Option<Fault>) -> Response<Bytes> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return plain(StatusCode::METHOD_NOT_ALLOWED, &[(ALLOW, "GET, HEAD")]);
        }
        match fault {
            Some(Fault::Status(status)) => {
                let status =
                    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                return plain(status, &[]);
            }
            Some(Fault::Page(page)) => {
                let head = Response::builder().header(CONTENT_TYPE, "text/html; charset=utf-8");
                return finish(head, Bytes::from_static(page.as_bytes()));
            }
            Some(Fault::Redirect(place)) => {
                return plain(StatusCode::FOUND, &[(LOCATION, place)]);
            }
            _ => {}
        }
        let Some(path) = self.below(request) else {
            return if request.uri().path() == self.prefix.trim_end_matches('/') {
                redirect(request, self.prefix)
            } else {
                plain(StatusCode::NOT_FOUND, &[])
            };
        };
        if self.health && path == "health" {
            let head = Response::builder()
                .header(CONTENT_TYPE, "text/plain; charset=utf-8")
                .header(CACHE_CONTROL, "no-store");
            return finish(head, Bytes::from_static(b"ok"));
        }
        let target = self.files.resolve(path);
        if self.kiosk
            && let Some(place) = kiosk_form(request, self.prefix, &target)
        {
            let headers = [(LOCATION, place.as_str()), (CACHE_CONTROL, "no-store")];
            return plain(StatusCode::FOUND, &headers);
        }
        match target {
            Target::File(found) => self.send(request.headers(), &found, StatusCode::OK, fault),
            Target::Folder => redirect(request, &format!("{}/", request.uri().path())),
            Target::Missing => {
                let none = HeaderMap::new();
                match self.files.resolve("404.html") {
                    Target::File(page) => self.send(&none, &page, StatusCode::NOT_FOUND, fault),
                    _ => plain(StatusCode::NOT_FOUND, &[]),
                }
            }
        }
    }

    fn send(
        &self,
        asked: &HeaderMap,
        file: &Path,
        status: StatusCode,
        fault: Option<Fault>,
    ) -> Response<Bytes> {
        // A damaged file is damaged in the form that the reader sees, so it travels uncompressed.
        let offered = match fault {
            Some(Fault::Flip(_) | Fault::Shorten(_)) => &[],
            _ => self.encodings,
        };
        let accepted = acceptable(text(asked, &ACCEPT_ENCODING), offered);
        let (mut content, encoding) = match self.files.read(file, accepted) {
            Ok(read) => read,
            Err(_) => return plain(StatusCode::INTERNAL_SERVER_ERROR, &[]),
        };
        match fault {
            Some(Fault::Flip(at)) => {
                let mut damaged = content.to_vec();
                if let Some(byte) = damaged.get_mut(at) {
                    *byte ^= 1;
                }
                content = damaged.into();
            }
            Some(Fault::Shorten(length)) => content.truncate(length),
            _ => {}
        }
        let tag = entity_tag(&content);
        let kind = match fault {
            Some(Fault::Type(kind)) => kind.to_owned(),
            _ => file::media_type(file),
        };
        let is_page = kind.starts_with("text/html");
        let mut head = Response::builder()
            .header(CONTENT_TYPE, kind)
            .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(CACHE_CONTROL, cache_control(file))
            .header(VARY, "Accept-Encoding")
            .header(ACCEPT_RANGES, if self.ranges { "bytes" } else { "none" })
            .header(ETAG, &tag);
        if let Some(encoding) = encoding {
            head = head.header(CONTENT_ENCODING, encoding.token());
        }
        // All else of the policy is in the page, where browsers ignore this.
        if is_page {
            head = head.header(CONTENT_SECURITY_POLICY, "frame-ancestors 'none'");
        }
        let matches = |list: &str| list.split(',').any(|t| t.trim() == tag || t.trim() == "*");
        if status == StatusCode::OK && matches(text(asked, &IF_NONE_MATCH)) {
            return finish(head.status(StatusCode::NOT_MODIFIED), Bytes::new());
        }
        let length = content.len();
        let fresh = asked
            .get(IF_RANGE)
            .is_none_or(|value| value == tag.as_str());
        let fresh = fresh && self.ranges;
        match byte_range(text(asked, &RANGE), length).filter(|_| fresh) {
            None => finish(head.status(status), content),
            Some(Ok(range)) => finish(
                head.status(StatusCode::PARTIAL_CONTENT).header(
                    CONTENT_RANGE,
                    format!("bytes {}-{}/{length}", range.start, range.end - 1),
                ),
                content.slice(range),
            ),
            Some(Err(Unsatisfiable)) => finish(
                head.status(StatusCode::RANGE_NOT_SATISFIABLE)
                    .header(CONTENT_RANGE, format!("bytes */{length}")),
                Bytes::new(),
            ),
        }
    }
}

struct Unsatisfiable;

/// Reads a `Range` header. Null where it is absent, malformed, or asks for several ranges: then the
/// whole content is the answer.
fn byte_range(header: &str, length: usize) -> Option<Result<Range<usize>, Unsatisfiable>> {
    let (first, last) = header.strip_prefix("bytes=")?.split_once('-')?;
    let (start, end) = if first.is_empty() {
        let suffix: usize = last.parse().ok()?;
        (length.saturating_sub(suffix), length)
    } else {
        let end = if last.is_empty() {
            length
        } else {
            last.parse::<usize>().ok()?.saturating_add(1).min(length)
        };
        (first.parse().ok()?, end)
    };
    Some(if start < end {
        Ok(start..end)
    } else {
        Err(Unsatisfiable)
    })
}

/// A strong validator: the hash of what is sent, so that it differs between encodings.
fn entity_tag(content: &[u8]) -> String {
    let hash = Sha256::digest(content);
    let hex: String = hash
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{hex}\"")
}

/// Files below `assets/` carry their hash in their name and never change; all others are asked for
/// again each time.
fn cache_control(file: &Path) -> &'static str {
    if file
        .parent()
        .is_some_and(|folder| folder.ends_with("assets"))
    {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// Where a page is in kiosk mode, if another form of it is asked for. An address that leads nowhere leads
/// to the start: a public screen has no other way back.
fn kiosk_form<B>(request: &Request<B>, prefix: &str, target: &Target) -> Option<String> {
    let query = request.uri().query().unwrap_or_default();
    let is_page = match target {
        Target::File(file) => file
            .extension()
            .is_some_and(|extension| extension == "html"),
        Target::Folder => true,
        Target::Missing => false,
    };
    // Programs that say nothing of what they ask for are taken to visit pages.
    let is_visit = match text(request.headers(), &SEC_FETCH_MODE) {
        "" => is_page,
        mode => mode == "navigate" && (is_page || *target == Target::Missing),
    };
    let has_form = query
        .split('&')
        .any(|pair| pair == "kiosk" || pair.starts_with("kiosk="));
    if !is_visit || (has_form && *target != Target::Missing) {
        return None;
    }
    Some(match target {
        Target::Missing => format!("{prefix}?kiosk"),
        _ if query.is_empty() => format!("{}?kiosk", request.uri().path()),
        _ => format!("{}?{query}&kiosk", request.uri().path()),
    })
}

const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

fn redirect<B>(request: &Request<B>, path: &str) -> Response<Bytes> {
    let query = request.uri().query().map(|q| format!("?{q}"));
    let place = format!("{path}{}", query.unwrap_or_default());
    plain(StatusCode::MOVED_PERMANENTLY, &[(LOCATION, &place)])
}

fn plain(status: StatusCode, headers: &[(HeaderName, &str)]) -> Response<Bytes> {
    let mut head = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, "text/plain; charset=utf-8");
    for (name, value) in headers {
        head = head.header(name, *value);
    }
    finish(head, Bytes::from(format!("{status}\n")))
}

/// A header that cannot be written (a path with control characters) becomes an error of the server.
fn finish(head: Builder, content: Bytes) -> Response<Bytes> {
    head.body(content).unwrap_or_else(|_| {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}
