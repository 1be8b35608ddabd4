//! The chunks of the program: functions that are needed neither to read nor to search come in a part of
//! their own when they are first asked for, and weigh nothing until then.
//!
//! A chunk is one line of `chunks!`: its name, the type of the table of its functions, and the table.
//! Nothing but the table leads into the chunk, and only a chunk that is here gives it out: a function
//! that has not come cannot be called.

#[macro_use]
mod door;
mod english;
mod finder;
mod kiosk;
mod more;
mod overviews;
mod soon;

pub(crate) use self::more::More;
use crate::controller::Controller;
use crate::dom::media::is_data_dear;
use crate::dom::set;
use crate::state::{Action, Chunks, Dispatch};
use gloo_timers::future::TimeoutFuture;
use gloo_utils::document_element;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen_futures::spawn_local;

chunks! {
    /// What is wanted soon after everything can be searched.
    SOON: "soon" => soon::Soon = soon::SOON,
    /// What is done with what was found.
    MORE: "more" => more::More = more::MORE,
    /// What was read out of the texts: what one can get, targets, bodies.
    FINDER: "finder" => finder::Finder = finder::FINDER,
    /// The library as a whole, and what the device keeps.
    OVERVIEWS: "overviews" => overviews::Overviews = overviews::OVERVIEWS,
    /// What a public screen shows and does.
    KIOSK: "kiosk" => kiosk::Kiosk = kiosk::KIOSK,
    /// The interface in English.
    ENGLISH: "english" => english::English = english::ENGLISH,
}

/// The page is left alone so long after everything can be searched, in milliseconds.
const IDLE: u32 = 200;

/// Functions that come in a part of their own.
pub(crate) struct Chunk<T: 'static> {
    /// The table of its functions; to be called only when they are here.
    table: fn() -> &'static T,
    part: Part,
}

/// The part, whatever functions it has: what is said of each chunk by itself would be in the module as often.
struct Part {
    name: &'static str,
    /// What is done once it is here.
    arrived: fn(),
    here: AtomicBool,
}

/// The functions of a chunk.
pub(crate) trait Table {
    /// What is done once they are here.
    fn arrived(&self) {}
}

impl Table for finder::Finder {}
impl Table for overviews::Overviews {}
impl Table for More {}

impl<T: Table> Chunk<T> {
    /// Its functions, if they are here.
    pub(crate) fn here(&self) -> Option<&'static T> {
        self.part.is_here().then(|| (self.table)())
    }

    /// Fetches its functions, unless they are here.
    ///
    /// # Errors
    /// What the browser says of a part that does not come. It may be asked for again.
    pub(crate) fn fetch(&'static self) -> impl Future<Output = Result<(), String>> {
        self.part.fetch()
    }

    /// Calls `act` with its functions: now, or when they have come. The state says where they are.
    pub(crate) fn call(&'static self, dispatch: &Dispatch, act: impl FnOnce(&T) + 'static) {
        match self.here() {
            Some(functions) => act(functions),
            None => {
                let act = Box::new(move || act((self.table)()));
                self.part.call_later(dispatch.clone(), act);
            }
        }
    }
}

impl Part {
    fn is_here(&self) -> bool {
        self.here.load(Ordering::Relaxed)
    }

    async fn fetch(&self) -> Result<(), String> {
        if !self.is_here() {
            arrival::of(self.name).await?;
            (self.arrived)();
            self.here.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Does what needs it once it has come.
    fn call_later(&'static self, dispatch: Dispatch, act: Box<dyn FnOnce()>) {
        dispatch.dispatch(Action::Chunks(Chunks::Fetching));
        spawn_local(async move {
            match self.fetch().await {
                Ok(()) => {
                    dispatch.dispatch(Action::Chunks(Chunks::Settled));
                    act();
                }
                Err(reason) => {
                    let again = dispatch.clone();
                    try_again_by(move || self.call_later(again, act));
                    dispatch.dispatch(Action::Chunks(Chunks::Failed(reason)));
                }
            }
        });
    }
}

thread_local! {
    /// What was to be done with the chunk that did not come last.
    static AGAIN: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// Fetches what the reader may soon need, when everything can be searched, and what he may need at all where
/// data is not dear.
pub(crate) async fn fetch_ahead(controller: Rc<Controller>, dispatch: Dispatch) {
    TimeoutFuture::new(IDLE).await;
    if SOON.here().is_none() && SOON.fetch().await.is_ok() {
        if let Some(session) = controller
            .session()
            .filter(|_| controller.extracts().is_some())
        {
            controller.page.write_ahead(session.library());
        }
        TimeoutFuture::new(0).await;
        dispatch.dispatch(Action::ChunkFetched);
    }
    if let (Some(soon), Some(session)) = (SOON.here(), controller.session()) {
        (soon.note_visit)(controller.context.clone(), session);
    }
    if !is_data_dear() && MORE.here().is_none() && MORE.fetch().await.is_ok() {
        dispatch.dispatch(Action::ChunkFetched);
    }
    if !is_data_dear() && FINDER.here().is_none() && FINDER.fetch().await.is_ok() {
        dispatch.dispatch(Action::ChunkFetched);
    }
    if SOON.here().is_some() && MORE.here().is_some() && FINDER.here().is_some() {
        set(&document_element(), "data-chunks", "here");
    }
}

/// Sets what is to be tried again when a chunk has not come.
pub(crate) fn try_again_by(again: impl FnOnce() + 'static) {
    AGAIN.replace(Some(Box::new(again)));
}

/// Tries again what failed for want of a chunk.
pub(crate) fn again() {
    if let Some(again) = AGAIN.take() {
        again();
    }
}

/// The part of the program that a chunk is, as `assets/chunks.js` brings it.
#[cfg(feature = "chunks")]
mod arrival {
    use js_sys::Reflect;
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = celanChunk, catch)]
        async fn fetch(module: JsValue, name: &str) -> Result<JsValue, JsValue>;
    }

    /// Waits until a chunk is here.
    pub(super) async fn of(name: &str) -> Result<(), String> {
        let came = fetch(wasm_bindgen::module(), name).await;
        came.map(drop).map_err(|error| {
            let message = Reflect::get(&error, &JsValue::from_str("message"));
            message.ok().and_then(|m| m.as_string()).unwrap_or_default()
        })
    }
}

/// Every chunk is here as soon as it is asked for where the program is in one piece.
#[cfg(not(feature = "chunks"))]
mod arrival {
    pub(super) async fn of(_: &str) -> Result<(), String> {
        Ok(())
    }
}
