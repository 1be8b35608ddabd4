//! The library arriving: fetched with progress, opened in slices while its bytes come.

use crate::page::root;
use crate::state::{Failure, Loading};
use celan_blob::{Contents, Opening, Progress};
use celan_document::Library;
use celan_search::{Answer, Builder, Index, Options, Suggestion};
use gloo_timers::future::TimeoutFuture;
use gloo_utils::{document_element, window};
use js_sys::{Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, RequestCache, RequestInit, Response};

/// Bytes decoded between two looks at the clock.
const SLICE: usize = 8 * 1024;
/// The page is left alone no longer than this, in milliseconds.
const PATIENCE: f64 = 12.0;

/// An open library. Two are the same where they are one.
#[derive(Clone)]
pub(crate) struct Reader(Rc<Index>);

impl Reader {
    /// The open library.
    pub(crate) fn library(&self) -> &Library {
        self.0.library()
    }

    /// Answers a query with at most `limit` hits, or all for 0.
    pub(crate) fn search(&self, query: &str, limit: usize) -> Answer {
        let options = Options {
            limit,
            ..Options::default()
        };
        let clock = Clock::start("celan:query");
        let answer = self.0.search(query, options);
        clock.stop();
        answer
    }

    /// What a query that is being typed may become.
    pub(crate) fn suggest(&self, query: &str, limit: usize) -> Vec<Suggestion> {
        self.0.suggest(query, limit).suggestions
    }
}

impl PartialEq for Reader {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Fetches and opens the library that the page names, and tells how far it is. `again` asks the
/// host itself and not a cache that may hold the damaged bytes.
pub(crate) async fn load(again: bool, tell: impl Fn(Loading)) -> Result<Reader, Failure> {
    let html = document_element();
    let path = html.get_attribute("data-library").unwrap_or_default();
    let total = html
        .get_attribute("data-library-bytes")
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    tell(Loading::Fetching { received: 0, total });
    let stream = request(&format!("{}{path}", root()), again).await?;
    let mut opening = Opening::new();
    let mut slice = Slice::begin();
    while let Some(chunk) = next(&stream).await? {
        opening.push(&chunk);
        tell(Loading::Fetching {
            received: opening.arrived(),
            total,
        });
        work(&mut opening, &mut slice).await?;
    }
    let clock = Clock::start("celan:open");
    tell(Loading::Opening);
    work(&mut opening, &mut slice).await?;
    let contents = opening.finish().map_err(damaged)?;
    let reader = index(contents, &mut slice).await?;
    clock.stop();
    Ok(reader)
}

/// Fetches the record of repairs, variants and doubts, and adds it to a copy of the library.
pub(crate) async fn with_provenance(reader: &Reader) -> Result<Library, Failure> {
    let path = document_element()
        .get_attribute("data-provenance")
        .unwrap_or_default();
    let stream = request(&[&root(), path.as_str()].concat(), false).await?;
    let mut bytes = Vec::new();
    while let Some(chunk) = next(&stream).await? {
        bytes.extend_from_slice(&chunk);
    }
    let mut library = reader.library().clone();
    celan_blob::open_provenance(&bytes, &mut library).map_err(damaged)?;
    Ok(library)
}

/// Makes an open library searchable.
async fn index(contents: Contents, slice: &mut Slice) -> Result<Reader, Failure> {
    let builder = Builder::open(contents);
    let mut builder = builder.map_err(|error| Failure::Damaged(error.to_string()))?;
    while !builder.step(SLICE) {
        slice.pause().await;
    }
    Ok(Reader(Rc::new(builder.finish())))
}

/// Opens what has arrived.
async fn work(opening: &mut Opening, slice: &mut Slice) -> Result<(), Failure> {
    while opening.step(SLICE).map_err(damaged)? == Progress::Working {
        slice.pause().await;
    }
    Ok(())
}

async fn request(url: &str, again: bool) -> Result<ReadableStreamDefaultReader, Failure> {
    let init = RequestInit::new();
    if again {
        init.set_cache(RequestCache::Reload);
    }
    let response = JsFuture::from(window().fetch_with_str_and_init(url, &init));
    let response: Response = response
        .await
        .map_err(network)?
        .dyn_into()
        .map_err(network)?;
    if !response.ok() {
        return Err(Failure::Network(response.status().to_string()));
    }
    let body = response
        .body()
        .ok_or_else(|| Failure::Network(response.status().to_string()))?;
    body.get_reader().dyn_into().map_err(|e| network(e.into()))
}

/// The bytes that arrived next; `None` at the end.
async fn next(stream: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, Failure> {
    let part = JsFuture::from(stream.read()).await.map_err(network)?;
    let field = |name| Reflect::get(&part, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    if field("done").is_truthy() {
        return Ok(None);
    }
    let bytes: Uint8Array = field("value").dyn_into().map_err(network)?;
    Ok(Some(bytes.to_vec()))
}

fn network(error: JsValue) -> Failure {
    let message = Reflect::get(&error, &JsValue::from_str("message"))
        .ok()
        .and_then(|m| m.as_string());
    Failure::Network(message.unwrap_or_default())
}

fn damaged(error: celan_blob::BlobError) -> Failure {
    Failure::Damaged(error.to_string())
}

/// Gives the page a chance to draw and to answer whenever patience is over.
struct Slice {
    since: f64,
}

impl Slice {
    fn begin() -> Self {
        Self { since: now() }
    }

    async fn pause(&mut self) {
        if now() - self.since > PATIENCE {
            TimeoutFuture::new(0).await;
            self.since = now();
        }
    }
}

/// Milliseconds since the page was opened.
fn now() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

/// Writes into the browser's timeline how long something took.
struct Clock {
    name: &'static str,
}

impl Clock {
    fn start(name: &'static str) -> Self {
        if let Some(performance) = window().performance() {
            let _ = performance.mark(name);
        }
        Self { name }
    }

    fn stop(self) {
        if let Some(performance) = window().performance() {
            let _ = performance.measure_with_start_mark(self.name, self.name);
            performance.clear_marks_with_mark_name(self.name);
        }
    }
}
