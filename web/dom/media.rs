//! What the device is like: its pointer and the width of its screen.

use gloo_utils::window;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Whether there is a pointer that can rest on things.
pub(crate) fn hovers() -> bool {
    window()
        .match_media("(hover: hover)")
        .is_ok_and(|m| m.is_some_and(|m| m.matches()))
}

/// Whether the reader has asked that little data be used.
pub(crate) fn is_data_dear() -> bool {
    let of = |of: &JsValue, name| Reflect::get(of, &JsValue::from_str(name)).unwrap_or_default();
    let connection = of(&of(&window(), "navigator"), "connection");
    connection.is_object() && of(&connection, "saveData").is_truthy()
}

/// Whether the screen is as narrow as a phone's.
pub(crate) fn is_narrow() -> bool {
    window()
        .match_media("(max-width: 767px)")
        .is_ok_and(|m| m.is_some_and(|m| m.matches()))
}
