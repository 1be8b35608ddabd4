//! The library arriving: fetched with progress, opened in slices while its bytes come.

use crate::dom::find;
use crate::dom::site::root;
use crate::library::Session;
use crate::library::status::{Failure, Loading};
use crate::library::time_slice::{TimeSlice, now};
use crate::library::timing::Timing;
use celan_blob::{Loader, Progress};
use celan_search::{Builder, Lexicon};
use gloo_timers::future::TimeoutFuture;
use gloo_utils::document_element;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit, Response};

/// Bytes decoded between two looks at the clock.
const SLICE: usize = 4 * 1024;
/// A line that brings fewer bytes before it breaks is no progress: going on so would take minutes without a word.
const ENOUGH: usize = 16 * 1024;
/// After a broken line without progress, the next tries wait so long, in milliseconds.
const PAUSES: [u32; 3] = [500, 2000, 5000];

#[wasm_bindgen]
extern "C" {
    /// What is fetched bit by bit, by web/assets/arrival.js.
    type Line;

    /// Resolves with a [`Line`]; waits neither for it nor for any bit of it for ever.
    #[wasm_bindgen(catch, js_name = celanGet)]
    fn get(url: &str, options: &RequestInit) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn response(this: &Line) -> Response;

    /// Resolves with what a stream's reader gives.
    #[wasm_bindgen(method)]
    fn next(this: &Line) -> Promise;

    /// Fails where these parts are not what the hash says.
    #[wasm_bindgen(catch, js_name = celanCompare)]
    pub(crate) fn compare(parts: &Array, integrity: &str) -> Result<Promise, JsValue>;
}

/// A library on its way: what arrived stays, also where the line breaks.
#[derive(Default)]
pub(crate) struct Download {
    opening: Loader,
    /// The bytes that are here, for the hash of all of them.
    parts: Array,
    /// By which the host knows that the rest belongs to what is here; empty where it cannot.
    tag: String,
    restarted: bool,
    /// On which the rest comes, once everything can be searched.
    line: Option<Line>,
}

impl Download {
    fn progress(&self, total: usize) -> Loading {
        Loading::Fetching {
            received: self.opening.arrived(),
            total,
            ready: self.opening.documents_ready(),
            of: self.opening.library().map_or(0, |l| l.documents.len()),
            restarted: self.restarted,
        }
    }

    /// What can be searched so far.
    async fn session(&self, slice: &mut TimeSlice) -> Option<Session> {
        let library = self.opening.library()?.clone();
        celan_text::install_pairs(self.opening.variants());
        let builder = Builder::new(library, Lexicon::default());
        Some(index(builder, self.opening.documents_ready(), slice).await)
    }
}

/// What the page wants to know of a library on its way.
pub(crate) trait Watch {
    /// It is further.
    fn tell(&self, loading: Loading);
    /// Whether someone waits for what is here.
    fn is_wanted(&self) -> bool;
    /// What can be searched by now.
    fn show(&self, session: Session);
}

/// Fetches and opens the library that the page names until everything can be searched, going on with what has
/// arrived. `again` asks the host itself and not a cache that may hold the damaged bytes.
pub(crate) async fn load(
    again: bool,
    arriving: &mut Download,
    watch: &impl Watch,
) -> Result<Session, Failure> {
    let mut slice = TimeSlice::begin();
    fetch(again, arriving, &mut slice, Some(watch)).await?;
    let clock = Timing::start("celan:open");
    watch.tell(Loading::Opening);
    celan_text::install_pairs(arriving.opening.variants());
    let contents = arriving.opening.take_searchable().map_err(damaged)?;
    let documents = contents.library.documents.len();
    let builder = Builder::open(contents);
    let session = index(builder, documents, &mut slice).await;
    clock.stop();
    Ok(session)
}

/// Fetches what lies behind what is searched, and compares the whole library with what the page says of it.
/// Returns what was read out of the texts.
pub(crate) async fn rest<W: Watch>(
    again: bool,
    arriving: &mut Download,
) -> Result<Vec<u8>, Failure> {
    let mut slice = TimeSlice::begin();
    fetch(again, arriving, &mut slice, None::<&W>).await?;
    let whole = std::mem::take(arriving);
    verify("data-library", &whole.parts).await?;
    whole.opening.extracts().map_err(damaged)
}

/// Fetches what is missing: while someone watches, until everything can be searched; else to the end.
async fn fetch<W: Watch>(
    again: bool,
    arriving: &mut Download,
    slice: &mut TimeSlice,
    watch: Option<&W>,
) -> Result<(), Failure> {
    let html = document_element();
    let path = html.get_attribute("data-library").unwrap_or_default();
    let total = html
        .get_attribute("data-library-bytes")
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let mut pauses = PAUSES.iter();
    loop {
        let before = arriving.opening.arrived();
        if let Some(watch) = watch {
            watch.tell(arriving.progress(total));
        }
        match receive(&place(&path), again, total, arriving, slice, watch).await {
            Ok(()) => return Ok(()),
            // What is here stays.
            Err(Failure::Silent) => return Err(Failure::Silent),
            Err(Failure::Network(reason)) => {
                if arriving.opening.arrived() > before + ENOUGH && !arriving.tag.is_empty() {
                    pauses = PAUSES.iter();
                }
                let Some(pause) = pauses.next() else {
                    return Err(Failure::Network(reason));
                };
                TimeoutFuture::new(*pause).await;
            }
            Err(failure) => {
                *arriving = Download::default();
                return Err(failure);
            }
        }
    }
}

/// Begins to open the library, with what has changed since its blob was made where the page names that.
async fn begin(again: bool) -> Result<Loader, Failure> {
    let Some(path) = document_element().get_attribute("data-changes") else {
        return Ok(Loader::new());
    };
    let changes = whole("data-changes", again).await?;
    Loader::with_delta(&changes)
        .map_err(|error| Failure::Damaged([&path, ": ", &error.to_string()].concat()))
}

/// Receives what is missing, and opens it while it comes.
async fn receive<W: Watch>(
    url: &str,
    again: bool,
    total: usize,
    arriving: &mut Download,
    slice: &mut TimeSlice,
    watch: Option<&W>,
) -> Result<(), Failure> {
    let line = match arriving.line.take() {
        Some(line) => line,
        None => line(url, again, arriving).await?,
    };
    let mut shown = now();
    while let Some(chunk) = next(&line).await? {
        arriving.opening.push(&chunk.to_vec());
        arriving.parts.push(&chunk);
        work(&mut arriving.opening, slice).await?;
        let Some(watch) = watch else { continue };
        if arriving.opening.is_searchable() {
            arriving.line = Some(line);
            return Ok(());
        }
        watch.tell(arriving.progress(total));
        if watch.is_wanted() && now() > shown {
            let start = now();
            if let Some(session) = arriving.session(slice).await {
                watch.show(session);
            }
            // Most of the time is the library's own.
            shown = now() + 500.0 + 5.0 * (now() - start);
        }
    }
    work(&mut arriving.opening, slice).await
}

/// A line on which what is missing comes.
async fn line(url: &str, again: bool, arriving: &mut Download) -> Result<Line, Failure> {
    let from = arriving.opening.arrived();
    let line = request(url, again, from, &arriving.tag).await?;
    let response = line.response();
    let restarted = from > 0 && response.status() != 206;
    if from == 0 || restarted {
        *arriving = Download {
            opening: begin(again).await?,
            restarted: restarted || arriving.restarted,
            ..Download::default()
        };
    }
    let header = |name| response.headers().get(name).ok().flatten();
    // Of what is compressed on the way, no half can be asked for.
    let tag = header("ETag").filter(|tag| !tag.starts_with("W/"));
    arriving.tag = tag
        .filter(|_| header("Content-Encoding").is_none())
        .unwrap_or_default();
    Ok(line)
}

/// The file that an attribute of the page names, all of it.
pub(crate) async fn whole(attribute: &str, again: bool) -> Result<Vec<u8>, Failure> {
    let path = document_element().get_attribute(attribute);
    let line = request(&place(&path.unwrap_or_default()), again, 0, "").await?;
    let (mut bytes, parts) = (Vec::new(), Array::new());
    while let Some(chunk) = next(&line).await? {
        bytes.extend(chunk.to_vec());
        parts.push(&chunk);
    }
    verify(attribute, &parts).await?;
    Ok(bytes)
}

/// Compares a file that an attribute of the page names with the hash that the page has of it. A page that
/// holds its files itself has none.
async fn verify(attribute: &str, parts: &Array) -> Result<(), Failure> {
    let html = document_element();
    let Some(integrity) = html.get_attribute(&[attribute, "-integrity"].concat()) else {
        return Ok(());
    };
    let same = compare(parts, &integrity).map_err(network)?;
    match JsFuture::from(same).await {
        Ok(_) => Ok(()),
        Err(_) => Err(Failure::Other(
            html.get_attribute(attribute).unwrap_or_default(),
        )),
    }
}

/// Makes a library searchable of which the first documents are `ready`.
async fn index(mut builder: Builder, ready: usize, slice: &mut TimeSlice) -> Session {
    while !builder.step(SLICE) {
        slice.pause().await;
    }
    Session::new(builder.finish(), ready)
}

/// Opens what has arrived.
async fn work(opening: &mut Loader, slice: &mut TimeSlice) -> Result<(), Failure> {
    while opening.step(SLICE).map_err(damaged)? == Progress::Working {
        slice.pause().await;
    }
    Ok(())
}

/// The address of a file of the site; where everything is one file, of what it holds itself.
fn place(path: &str) -> String {
    let held = find(path).filter(|_| path.starts_with('#'));
    held.and_then(|part| part.text_content())
        .unwrap_or_else(|| [&root(), path].concat())
}

/// Asks for a file, or for the rest of it where so many bytes of it are here.
async fn request(url: &str, again: bool, from: usize, tag: &str) -> Result<Line, Failure> {
    let init = RequestInit::new();
    if from > 0 && !tag.is_empty() {
        let headers = Headers::new().map_err(network)?;
        let range = ["bytes=", &from.to_string(), "-"].concat();
        headers.set("Range", &range).map_err(network)?;
        headers.set("If-Range", tag).map_err(network)?;
        init.set_headers(&headers);
    } else if again {
        init.set_cache(RequestCache::Reload);
    }
    line_of(url, &init).await
}

/// All of a file as the host has it now: past the browser's cache, and past the offline copy, which leaves
/// requests for a range alone.
pub(crate) async fn anew(url: &str) -> Result<Array, Failure> {
    let init = RequestInit::new();
    let headers = Headers::new().map_err(network)?;
    headers.set("Range", "bytes=0-").map_err(network)?;
    init.set_headers(&headers);
    init.set_cache(RequestCache::Reload);
    let line = line_of(url, &init).await?;
    let parts = Array::new();
    while let Some(part) = next(&line).await? {
        parts.push(&part);
    }
    Ok(parts)
}

/// Sends a request, and waits for the head of what answers it.
async fn line_of(url: &str, init: &RequestInit) -> Result<Line, Failure> {
    let line = get(url, init).map_err(network)?;
    let line = JsFuture::from(line).await.map_err(network)?;
    let line: Line = line.unchecked_into();
    match line.response().status() {
        200 | 206 => Ok(line),
        404 | 410 => Err(Failure::Gone),
        status => Err(Failure::Refused(status)),
    }
}

/// The bytes that arrived next; `None` at the end.
async fn next(line: &Line) -> Result<Option<Uint8Array>, Failure> {
    let part = JsFuture::from(line.next()).await.map_err(network)?;
    if field(&part, "done").is_truthy() {
        return Ok(None);
    }
    field(&part, "value").dyn_into().map(Some).map_err(network)
}

fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn network(error: JsValue) -> Failure {
    if field(&error, "name") == "AbortError" {
        return Failure::Silent;
    }
    Failure::Network(field(&error, "message").as_string().unwrap_or_default())
}

pub(crate) fn damaged(error: celan_blob::BlobError) -> Failure {
    Failure::Damaged(error.to_string())
}
