//! Head and frame of a page.

use super::style::address_script;
use super::{Asset, Assets, SiteFile, application_style, early_script};
use base64::{Engine, engine::general_purpose::STANDARD};
use celan_locale::{Language, Strings};
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
    /// A script of its own that stands in the page, since it must run before anything is drawn; empty where there is none.
    pub(super) inline: &'a str,
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

/// How a page comes to its style and its program.
pub(super) struct Program {
    /// The style that stands in the page.
    pub(super) style: String,
    /// The Content-Security-Policy.
    pub(super) policy: String,
    /// The script that shows the page as its reader has set it.
    pub(super) look: Markup,
    /// Where the parts are: addresses below the root, or `#` and the id of an element that holds
    /// them in base64.
    pub(super) parts: Parts,
    /// What ends the body: style and script of the application.
    pub(super) tail: Markup,
}

/// Where the parts of the application are.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) library: Option<String>,
    pub(super) library_bytes: Option<u64>,
    pub(super) library_integrity: Option<String>,
    pub(super) changes: Option<String>,
    pub(super) changes_integrity: Option<String>,
    pub(super) provenance: Option<String>,
    pub(super) provenance_integrity: Option<String>,
    pub(super) wasm: Option<String>,
    pub(super) wasm_bytes: Option<u64>,
    pub(super) wasm_integrity: Option<String>,
}

/// Writes a page whose program, where it has one, stands in files.
pub(super) fn frame(page: &Page, assets: &Assets) -> String {
    frame_with(page, assets, None)
}

/// The same, with a script that belongs to this page alone.
pub(super) fn frame_with(page: &Page, assets: &Assets, own: Option<&SiteFile>) -> String {
    let script = assets.script.as_ref().filter(|_| page.application);
    let inline = script.map_or_else(String::new, |_| [address_script(), page.inline].concat());
    let program = Program {
        style: assets.style.clone(),
        policy: policy(&assets.style, &inline),
        look: html! {
            @if !inline.is_empty() { script { (PreEscaped(&inline)) } }
            // No page waits for it; on the second visit it is there as soon as the page.
            @if assets.script.is_some() {
                @let early = early_script();
                script async fetchpriority="high" src={ (page.root) (early.path) } integrity=(integrity(&early.bytes)) {}
            }
        },
        parts: script.map_or_else(Parts::default, |_| parts(assets)),
        tail: html! {
            // Last, so that nothing is fetched before the text is here. The style holds up nothing:
            // the script turns it on.
            @if let Some(script) = script {
                @let style = application_style();
                script type="module" src={ (page.root) (script.path) }
                    integrity=(script.integrity) {}
                link #added rel="stylesheet" media="not all" href={ (page.root) (style.path) }
                    integrity=(integrity(&style.bytes));
            }
            @if let Some(own) = own {
                script async src={ (page.root) (own.path) } integrity=(integrity(&own.bytes)) {}
            }
        },
    };
    whole(page, assets, program)
}

fn parts(assets: &Assets) -> Parts {
    let path = |asset: &Option<Asset>| asset.as_ref().map(|asset| asset.path.clone());
    let hash = |asset: &Option<Asset>| asset.as_ref().map(|asset| asset.integrity.clone());
    Parts {
        library: path(&assets.library),
        library_bytes: assets.library.as_ref().map(|library| library.bytes),
        library_integrity: hash(&assets.library),
        changes: path(&assets.changes),
        changes_integrity: hash(&assets.changes),
        provenance: path(&assets.provenance),
        provenance_integrity: hash(&assets.provenance),
        wasm: path(&assets.wasm),
        wasm_bytes: assets.wasm.as_ref().map(|wasm| wasm.bytes),
        wasm_integrity: hash(&assets.wasm),
    }
}

/// Writes a page with its program.
pub(super) fn whole(page: &Page, assets: &Assets, program: Program) -> String {
    let s = strings();
    let app = program.parts.library.is_some();
    let has_script = app || assets.script.is_some();
    let parts = &program.parts;
    let markup = html! {
        (DOCTYPE)
        html lang=(Language::default().tag()) data-search="none" data-root=(page.root)
            data-kiosk=[assets.kiosk.then_some("attract")]
            data-keep=[assets.keeps_nothing.then_some("nothing")]
            data-library=[&parts.library] data-library-bytes=[parts.library_bytes]
            data-library-integrity=[&parts.library_integrity]
            data-changes=[&parts.changes] data-changes-integrity=[&parts.changes_integrity]
            data-provenance=[&parts.provenance]
            data-provenance-integrity=[&parts.provenance_integrity] data-wasm=[&parts.wasm]
            data-wasm-bytes=[parts.wasm_bytes] data-wasm-integrity=[&parts.wasm_integrity] {
            head { (head(page, assets, &program)) }
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
                (program.tail)
                // What it stands behind has come whole.
                @if has_script { i #end hidden {} }
            }
        }
    };
    markup.into_string()
}

/// What the early script shows if the page does not come whole, or the application does not start or fails
/// later: a notice in each language, since the program cannot say it. It stands in the head, where it
/// comes first.
fn unstarted() -> Markup {
    html! {
        template #unstarted {
            @for language in Language::ALL {
                @let s = language.strings();
                @let words = language.page_strings();
                div.trouble lang=(language.tag()) { div.say.over role="alert" {
                    p {
                        b data-running=(words.failed_running) data-cut=(words.page_cut) data-unstyled=(words.unstyled) {
                            (words.failed_start)
                        }
                        span { " " (s.reading_goes_on) }
                    }
                    button.btn type="button" { (s.reload) }
                } }
            }
        }
    }
}

fn head(page: &Page, assets: &Assets, program: &Program) -> Markup {
    let root = page.root;
    let icon = match &assets.icon {
        Some(icon) if icon.starts_with("data:") => icon.clone(),
        Some(icon) => format!("{root}{icon}"),
        None => "data:,".to_owned(),
    };
    let canonical = page.path.map(|path| match &assets.base_url {
        Some(base) => format!("{base}{path}"),
        None => "./".to_owned(),
    });
    html! {
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content=(program.policy);
        meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
        meta name="color-scheme" content="light dark";
        (program.look)
        title { (page.title) }
        @if !page.description.is_empty() { meta name="description" content=(page.description); }
        @if let Some(address) = canonical { link rel="canonical" href=(address); }
        @else { meta name="robots" content="noindex"; }
        link rel="icon" href=(icon);
        @if let Some(manifest) = &assets.manifest {
            link rel="manifest" href={ (root) (manifest) };
        }
        @if program.parts.library.is_some() || assets.script.is_some() { (unstarted()) }
        style { (PreEscaped(&program.style)) }
        @if let Some(data) = &page.data {
            script type="application/ld+json" { (PreEscaped(data_block(data))) }
        }
    }
}

/// What a page may load: its own site's files, and the style and script that stand in it.
fn policy(style: &str, inline: &str) -> String {
    let hash = integrity(style.as_bytes());
    let script = match inline {
        "" => String::new(),
        script => format!(" '{}'", integrity(script.as_bytes())),
    };
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{script}; style-src 'self' '{hash}'; \
         img-src 'self' data: blob:; connect-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'"
    )
}

/// The hash of a file, as `integrity` and policies write it (W3C Subresource Integrity).
pub(super) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// JSON that cannot end the element it stands in (HTML Standard, restrictions for contents of
/// script elements).
fn data_block(data: &serde_json::Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}
