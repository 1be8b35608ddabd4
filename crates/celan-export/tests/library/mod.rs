//! A small invented library, and the words of the first language.

use celan_document::Library;
use celan_locale::{Language, Strings};
use std::path::Path;
use std::sync::LazyLock;

pub(crate) fn s() -> &'static Strings {
    Language::Chinese.strings()
}

pub(crate) static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixture");
    celan_corpus::read(&corpus).unwrap().library
});
