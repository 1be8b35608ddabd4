//! Reading aloud: `<celan-speech>` of speech.js speaks, here it is told where to begin.

use crate::dom::find;
use crate::dom::scroll_anchor::ScrollAnchor;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// What speaks.
    #[wasm_bindgen(extends = Element)]
    type Aloud;

    /// Reads from this block on.
    #[wasm_bindgen(method)]
    fn read(this: &Aloud, anchor: &str);
}

/// Reads from a block on.
pub(crate) fn read(anchor: &str) {
    if let Some(aloud) = find("celan-speech") {
        aloud.unchecked_into::<Aloud>().read(anchor);
    }
}

/// Reads from where the reader is.
pub(crate) fn read_on() {
    if let Some(here) = ScrollAnchor::now() {
        read(&here.anchor);
    }
}
