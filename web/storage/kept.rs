//! What this device keeps, by kind, and how it is wiped.

use crate::dom::site::root;
use crate::storage::local;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How often the copy is looked for while it is wiped, how often in turn it has to be gone, and the milliseconds between.
const LOOKS: usize = 120;
const EMPTY: usize = 4;
const PAUSE: u32 = 250;

/// A kind of what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// How the page looks, and its language.
    Settings,
    /// Where the reader was in each document.
    Reading,
    /// The queries asked last.
    Queries,
    /// Annotations, and files of them that could not be read.
    Annotations,
    /// When the reader was here, and what the library held.
    Visits,
    /// Anything else, as of another version.
    Other,
}

impl Kind {
    /// Every kind, with its name in commands.
    pub(crate) const ALL: [(Self, &str); 6] = [
        (Self::Settings, "settings"),
        (Self::Reading, "reading"),
        (Self::Queries, "queries"),
        (Self::Annotations, "annotations"),
        (Self::Visits, "visits"),
        (Self::Other, "other"),
    ];

    fn of(key: &str) -> Self {
        match key {
            "celan-look" | "celan-language" | "celan-scope" => Self::Settings,
            "celan-begun" => Self::Reading,
            "celan-recent" => Self::Queries,
            "celan-seen" => Self::Visits,
            _ if key.starts_with("celan-marks") => Self::Annotations,
            _ => Self::Other,
        }
    }

    /// The keys under which it is kept.
    pub(crate) fn keys(self) -> Vec<String> {
        let own = |key: &String| key.starts_with("celan-") && Self::of(key) == self;
        local::keys().into_iter().filter(own).collect()
    }

    /// Wipes it.
    pub(crate) fn wipe(self) {
        self.keys().iter().for_each(|key| local::remove(key));
    }
}

/// The offline copy, which the service worker keeps in caches of this name's beginning.
fn copy_name() -> String {
    ["celan ", &root(), " "].concat()
}

/// Whether there is an offline copy; if so, bytes that the browser gives to it, where it says so.
pub(crate) async fn copy_size() -> Option<f64> {
    if copies().await.is_empty() {
        return None;
    }
    let storage = get(&get(&gloo_utils::window(), "navigator"), "storage");
    let estimate = call(&storage, "estimate", &JsValue::UNDEFINED).await?;
    let caches = get(&get(&estimate, "usageDetails"), "caches").as_f64();
    Some(caches.or(get(&estimate, "usage").as_f64()).unwrap_or(0.0))
}

/// Wipes the offline copy, and what would serve it. A worker that is still taking the copy puts down what is on its way
/// to it, so this looks again until nothing has come for a while.
pub(crate) async fn wipe_copy() {
    let caches = get(&gloo_utils::window(), "caches");
    let workers = get(&get(&gloo_utils::window(), "navigator"), "serviceWorker");
    let scope = JsValue::from_str(&root());
    if let Some(worker) = call(&workers, "getRegistration", &scope).await
        && get(&worker, "scope") == scope
    {
        call(&worker, "unregister", &JsValue::UNDEFINED).await;
    }
    let mut empty = 0;
    for _ in 0..LOOKS {
        let copies = copies().await;
        empty = if copies.is_empty() { empty + 1 } else { 0 };
        if empty == EMPTY {
            break;
        }
        for name in copies {
            call(&caches, "delete", &name).await;
        }
        TimeoutFuture::new(PAUSE).await;
    }
}

/// The names of the caches that hold it.
async fn copies() -> Vec<JsValue> {
    let caches = get(&gloo_utils::window(), "caches");
    let names = call(&caches, "keys", &JsValue::UNDEFINED).await;
    let own = copy_name();
    let is_own = |name: &JsValue| name.as_string().is_some_and(|name| name.starts_with(&own));
    names.map_or_else(Vec::new, |names| {
        Array::from(&names).iter().filter(is_own).collect()
    })
}

/// A property, or undefined where there is none.
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// What a method promises; `None` where there is no such method, or it fails.
async fn call(object: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let method: Function = get(object, method).dyn_into().ok()?;
    let promise: Promise = method.call1(object, argument).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_kind() {
        for (key, kind) in [
            ("celan-look", Kind::Settings),
            ("celan-begun", Kind::Reading),
            ("celan-marks", Kind::Annotations),
            ("celan-marks-aside-2", Kind::Annotations),
            ("celan-unknown", Kind::Other),
        ] {
            assert_eq!(Kind::of(key), kind, "{key}");
        }
    }
}
