//! Head and frame of a page.

use super::{Assets, application_style};
use crate::strings::{Language, Strings};
use base64::{Engine, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

/// One page, before it is framed.
pub(super) struct Page<'a> {
    /// The way to the site's root: `./`, `../../`.
    pub(super) root: &'a str,
    /// Its address below the root, where it may be found by others.
    pub(super) path: Option<&'a str>,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// schema.org data.
    pub(super) data: Option<serde_json::Value>,
    /// The id of the document that the page shows.
    pub(super) document: Option<&'a str>,
    /// Whether the application takes over here.
    pub(super) application: bool,
    /// Id of the element that "skip" leads to, and its words.
    pub(super) skip: (&'a str, &'a str),
    /// What stands in the bar after the name.
    pub(super) bar: Markup,
    pub(super) screen: Markup,
    pub(super) foot: Markup,
    pub(super) dock: Option<Markup>,
}

/// The strings of the static pages.
pub(super) fn strings() -> &'static Strings {
    Language::default().strings()
}

/// Writes a page whole.
pub(super) fn frame(page: &Page, assets: &Assets) -> String {
    let s = strings();
    let app = page.application && assets.script.is_some();
    let known = |path: &Option<String>| path.clone().filter(|_| app);
    let library = assets.library.as_ref().filter(|_| app);
    let markup = html! {
        (DOCTYPE)
        html lang=(Language::default().tag()) data-search="none" data-root=(page.root)
            data-library=[library.map(|l| &l.path)] data-library-bytes=[library.map(|l| l.bytes)]
            data-provenance=[known(&assets.provenance)] data-wasm=[known(&assets.wasm)] {
            head { (head(page, assets)) }
            body class=[page.dock.as_ref().map(|_| "page-doc")] data-document=[page.document] {
                a.skip href={ "#" (page.skip.0) } { (page.skip.1) }
                header #bar .bar {
                    a.logo href=(page.root) aria-label=(s.to_library) { (s.app) }
                    (page.bar)
                }
                div #screen { (page.screen) }
                footer.foot { (page.foot) }
                @if let Some(dock) = &page.dock {
                    nav #dock .dock aria-label=(s.reading_tools) {
                        (dock)
                        @if app { span.own {} }
                    }
                }
                @if app { (unstarted(s)) }
                // Last, so that nothing is fetched before the text is here. The script waits for
                // the style before it.
                @if let Some(script) = assets.script.as_ref().filter(|_| app) {
                    link rel="stylesheet" href={ (page.root) (application_style().path) };
                    script type="module" src={ (page.root) (script) } {}
                }
            }
        }
    };
    markup.into_string()
}

/// What the start script shows where the application does not start.
fn unstarted(s: &Strings) -> Markup {
    html! {
        template #unstarted {
            div.trouble { div.say.over role="alert" {
                p { b { (s.failed_start) } " " (s.reading_goes_on) }
                button.btn type="button" { (s.retry) }
            } }
        }
    }
}

fn head(page: &Page, assets: &Assets) -> Markup {
    let root = page.root;
    let icon = assets
        .icon
        .as_ref()
        .map_or("data:,".to_owned(), |icon| format!("{root}{icon}"));
    let canonical = page.path.map(|path| match &assets.base_url {
        Some(base) => format!("{base}{path}"),
        None => "./".to_owned(),
    });
    html! {
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content=(policy(&assets.style));
        meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
        meta name="color-scheme" content="light dark";
        title { (page.title) }
        @if !page.description.is_empty() { meta name="description" content=(page.description); }
        @if let Some(address) = canonical { link rel="canonical" href=(address); }
        @else { meta name="robots" content="noindex"; }
        link rel="icon" href=(icon);
        @if let Some(manifest) = &assets.manifest {
            link rel="manifest" href={ (root) (manifest) };
        }
        style { (PreEscaped(&assets.style)) }
        @if let Some(data) = &page.data {
            script type="application/ld+json" { (PreEscaped(data_block(data))) }
        }
    }
}

/// What a page may load: its own site's files, and the one style that stands in it.
fn policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style));
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' \
         'sha256-{hash}'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; \
         form-action 'self'"
    )
}

/// JSON that cannot end the element it stands in (HTML Standard, restrictions for contents of
/// script elements).
fn data_block(data: &serde_json::Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}
