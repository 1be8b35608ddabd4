//! What the device is like: its pointer and the width of its screen.

use gloo_utils::window;

/// Whether there is a pointer that can rest on things.
pub(crate) fn hovers() -> bool {
    window()
        .match_media("(hover: hover)")
        .is_ok_and(|m| m.is_some_and(|m| m.matches()))
}

/// Whether the screen is as narrow as a phone's.
pub(crate) fn is_narrow() -> bool {
    window()
        .match_media("(max-width: 767px)")
        .is_ok_and(|m| m.is_some_and(|m| m.matches()))
}
