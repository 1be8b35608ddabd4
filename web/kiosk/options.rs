//! How the library behaves on a public screen, as `kiosk.json` says it.

use crate::dom::site::root;
use gloo_utils::{document, window};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// How the library behaves on a public screen.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    /// Seconds without a touch after which the countdown begins.
    pub(super) idle: u32,
    /// Seconds that it takes.
    pub(super) warning: u32,
    /// What the start offers.
    pub(super) parts: Vec<String>,
    /// Whether there is a printer.
    pub(super) print: bool,
    /// Whether nine keys are shown first.
    pub(super) nine: bool,
    /// The public address, ending in `/`.
    pub(super) address: Option<String>,
    /// Where the letters are that the site brings.
    pub(super) letters: Option<String>,
}

impl Default for Settings {
    /// What holds until the file is here: a session that nobody ends too early.
    fn default() -> Self {
        Self {
            idle: 60,
            warning: 20,
            parts: ["finder", "search", "browse"].map(str::to_owned).into(),
            print: true,
            nine: false,
            address: None,
            letters: None,
        }
    }
}

/// Names of files below the site's root; where everything is one file, ids of elements.
const FILE: &str = "kiosk.json";
const LETTERS: &str = "kiosk-letters.ttf";

/// The address of a file, or of what the element holds that stands for it.
fn place(file: &str) -> Option<String> {
    match document().get_element_by_id(file) {
        Some(held) => held.text_content(),
        None => Some([&root(), file].concat()),
    }
}

/// Reads the settings; `None` where they do not come, which leaves the usual ones.
pub(super) async fn fetch() -> Option<Settings> {
    let response = JsFuture::from(window().fetch_with_str(&place(FILE)?))
        .await
        .ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    let json = JSON::parse(&text.as_string()?).ok()?;
    let get = |name: &str| Reflect::get(&json, &JsValue::from_str(name)).unwrap_or_default();
    let seconds = |name| get(name).as_f64().map(|seconds| seconds as u32);
    let parts: Array = get("parts").dyn_into().ok()?;
    Some(Settings {
        idle: seconds("idle")?,
        warning: seconds("warning")?,
        parts: parts.iter().filter_map(|part| part.as_string()).collect(),
        print: get("print").as_string()? != "none",
        nine: get("keyboard").as_string()? == "nine",
        address: get("address").as_string(),
        letters: get("font")
            .as_bool()
            .and_then(|font| place(LETTERS).filter(|_| font)),
    })
}
