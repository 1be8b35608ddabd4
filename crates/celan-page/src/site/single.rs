//! The page that is everything in one file: opened by a double click, it asks no host for anything.
//!
//! Its parts stand in `script` elements that no browser runs, in base64. The routes stand behind
//! `#`, since a file has one address.

use super::Assets;
use super::documents::foot;
use super::head::{Page, Parts, Program, integrity, strings, whole};
use super::libraries::title;
use super::style::look_script;
use super::{application_style, chunk_styles, style};
use crate::address::{Links, library_address};
use crate::library::screen;
use crate::view::View;
use base64::{Engine, engine::general_purpose::STANDARD};
use celan_document::Library;
use maud::{Markup, PreEscaped, html};

/// What the page holds beside the library's screen.
#[derive(Debug, Clone, Copy)]
pub struct Embedded<'a> {
    /// The script that starts the application, not a module; without `</script`.
    pub script: &'a str,
    /// The WASM module.
    pub wasm: &'a [u8],
    /// The parts of the program that come when they are asked for, by the paths under which the module
    /// knows them.
    pub chunks: &'a [(&'a str, &'a [u8])],
    /// The blob of the library.
    pub library: &'a [u8],
    /// The blob of its provenance.
    pub provenance: &'a [u8],
    /// The icon, an SVG picture.
    pub icon: &'a [u8],
    /// How the library behaves on a public screen, as JSON, where every visitor gets kiosk mode.
    pub kiosk: Option<&'a [u8]>,
    /// Whether nothing of a reader is kept on their device.
    pub keeps_nothing: bool,
    /// The letters that it brings there, as TrueType.
    pub letters: Option<&'a [u8]>,
}

/// Writes the page that is everything in one file.
pub fn single_page(library: &Library, embedded: &Embedded) -> String {
    let s = strings();
    let root = library_address(Links::Fragment);
    let view = View {
        links: Links::Fragment,
        ..View::default()
    };
    let page = Page {
        root,
        path: None,
        title: &title(library),
        description: "",
        data: None,
        document: None,
        application: true,
        inline: "",
        skip: ("list", s.skip_list),
        bar: html! {
            nav.where aria-label=(s.place) { b { (s.library) } }
            nav.tools aria-label=(s.tools) { span.own {} }
        },
        screen: screen(library, view),
        foot: foot(library, root, embedded.keeps_nothing),
        dock: None,
    };
    let assets = Assets {
        icon: Some(data_address("image/svg+xml", embedded.icon)),
        kiosk: embedded.kiosk.is_some(),
        keeps_nothing: embedded.keeps_nothing,
        ..Assets::default()
    };
    let chunks = chunk_styles().into_iter().map(|(_, style)| style);
    let late = [application_style()].into_iter().chain(chunks);
    let late = late.map(|style| String::from_utf8_lossy(&style.bytes).into_owned());
    let sheets: String = [style()].into_iter().chain(late).collect();
    let look = look_script();
    let program = Program {
        policy: policy(
            &sheets,
            &[&look, embedded.script],
            embedded.letters.is_some(),
        ),
        look: html! { script { (PreEscaped(&look)) } },
        style: sheets,
        parts: Parts {
            library: Some("#library".to_owned()),
            library_bytes: Some(embedded.library.len() as u64),
            provenance: Some("#provenance".to_owned()),
            wasm: Some("#wasm".to_owned()),
            wasm_bytes: Some(embedded.wasm.len() as u64),
            wasm_integrity: Some(integrity(embedded.wasm)),
            ..Parts::default()
        },
        tail: html! {
            (part("wasm", "application/wasm", embedded.wasm))
            @for (path, bytes) in embedded.chunks { (part(path, "application/wasm", bytes)) }
            @if let Some(kiosk) = embedded.kiosk { (part("kiosk.json", "application/json", kiosk)) }
            @if let Some(letters) = embedded.letters { (part("kiosk-letters.ttf", "font/ttf", letters)) }
            (part("library", "application/octet-stream", embedded.library))
            (part("provenance", "application/octet-stream", embedded.provenance))
            script { (PreEscaped(embedded.script)) }
        },
    };
    whole(&page, &assets, program)
}

/// A part as the address of its content, in an element that no browser runs.
fn part(id: &str, kind: &str, bytes: &[u8]) -> Markup {
    html! { script id=(id) type="text/plain" { (data_address(kind, bytes)) } }
}

/// The address of the content itself (RFC 2397).
fn data_address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}

/// What the page may load: what stands in it, and nothing else.
fn policy(style: &str, scripts: &[&str], letters: bool) -> String {
    let style = integrity(style.as_bytes());
    let scripts: String = scripts
        .iter()
        .map(|script| format!("'{}' ", integrity(script.as_bytes())))
        .collect();
    format!(
        "default-src 'none'; script-src {scripts}'wasm-unsafe-eval'; style-src '{style}'; \
         img-src data: blob:; connect-src data:; {}base-uri 'none'; form-action 'none'",
        if letters { "font-src data:; " } else { "" }
    )
}
