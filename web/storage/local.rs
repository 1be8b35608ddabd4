//! What is kept on this device. Browsers may forbid it, and so may the library; then it lasts as long as the
//! page.

use crate::dom::site::keeps_nothing;
use web_sys::Storage;

/// Reads a kept value.
pub(crate) fn read(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

/// Keeps a value. Where the browser forbids it or is full, nothing is kept and nothing fails.
/// Returns whether it is kept.
pub(crate) fn write(key: &str, value: &str) -> bool {
    local().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// The keys of all that is kept.
pub(crate) fn keys() -> Vec<String> {
    let Some(storage) = local() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|n| storage.key(n).ok()?);
    keys.collect()
}

/// Keeps a value no longer.
pub(crate) fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(key);
    }
}

fn local() -> Option<Storage> {
    if keeps_nothing() {
        return None;
    }
    gloo_utils::window().local_storage().ok()?
}
