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
    type SpeechElement;

    /// Reads from this block on.
    #[wasm_bindgen(method)]
    fn read(this: &SpeechElement, anchor: &str);

    /// Calls one of the methods that its buttons mean.
    #[wasm_bindgen(method)]
    fn control(this: &SpeechElement, method: &str);
}

/// Reads from a block on.
pub(crate) fn read(anchor: &str) {
    if let Some(speech) = find("celan-speech") {
        speech.unchecked_into::<SpeechElement>().read(anchor);
    }
}

/// Pauses, stops or changes the speed, by the name of the method.
pub(crate) fn control(method: &str) {
    if let Some(speech) = find("celan-speech") {
        speech.unchecked_into::<SpeechElement>().control(method);
    }
}

/// Reads from where the reader is.
pub(crate) fn read_on() {
    if let Some(here) = ScrollAnchor::now() {
        read(&here.anchor);
    }
}
