//! Which of page and library is wrong where they differ: both are fetched anew, past everything that was kept,
//! and compared with the site's list of files.

use crate::dom::{find, site::root};
use crate::library::download::{anew, compare};
use crate::library::status::Failure;
use crate::storage::locale;
use celan_locale::{OverviewStrings, fill};
use gloo_utils::{document, document_element, window};
use js_sys::{Array, JSON, Reflect};
use maud::{Markup, html};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

const LIST: &str = "files.json";

/// Files that the page names with their hashes, by the attributes that do.
const NAMED: [&str; 2] = ["data-library", "data-changes"];

/// A file of the site, as it came from the host just now.
enum Found {
    /// As the list says.
    Listed,
    /// Another one.
    Other,
    /// It did not come.
    Missing(String),
}

/// A file that was looked at.
struct Seen {
    path: String,
    found: Found,
    /// The hash that the page has of it, and the list's; none for the page itself.
    hashes: Option<[String; 2]>,
}

/// Finds out which of the two is the one that the list names, and says so in the notice that tells of the
/// difference.
pub(crate) fn find_out() {
    let Some(notice) = find("[data-notice=library]") else {
        return;
    };
    let host = match find("[data-agreement]") {
        Some(host) => host,
        None => {
            let Ok(host) = document().create_element("div") else {
                return;
            };
            let _ = host.set_attribute("data-agreement", "asking");
            let _ = host.set_attribute("role", "status");
            let _ = notice.append_child(&host);
            host
        }
    };
    let w = locale::chosen().overview_strings();
    say(&host, "asking", &html! { p { (w.agreement_asking) } });
    spawn_local(async move {
        match look().await {
            Ok(seen) => {
                let (outcome, words) = verdict(&seen, w);
                say(&host, outcome, &written(&seen, words, w));
            }
            Err(reason) => {
                let words = fill(w.agreement_no_list, &[("reason", &reason)]);
                say(&host, "unknown", &html! { p { (words) } });
            }
        }
    });
}

fn say(host: &Element, outcome: &str, words: &Markup) {
    let _ = host.set_attribute("data-agreement", outcome);
    host.set_inner_html(&words.0);
}

/// Fetches the list, the page and what the page names, and compares them.
async fn look() -> Result<Vec<Seen>, String> {
    let list = text(&received(LIST).await?);
    let list = JSON::parse(&list).map_err(|error| word(&error, "message"))?;
    let files = get(&list, "files");
    let listed = |path: &str| {
        let mut files = Array::from(&files)
            .into_iter()
            .filter(|file| get(file, "path") == path);
        Some(integrity(&get(&files.next()?, "sha256").as_string()?))
    };
    let own = page_path();
    let own = if listed(&own).is_some() {
        own
    } else {
        "index.html".to_owned()
    };
    let html = document_element();
    let mut seen = Vec::new();
    for (path, named) in NAMED
        .into_iter()
        .filter_map(|name| {
            let hash = html.get_attribute(&[name, "-integrity"].concat());
            Some((html.get_attribute(name)?, hash))
        })
        .chain([(own, None)])
    {
        let expected = listed(&path).unwrap_or_default();
        // The address of a page is that of its folder.
        let found = match received(path.strip_suffix("index.html").unwrap_or(&path)).await {
            Ok(parts) if is_same(&parts, &expected).await => Found::Listed,
            Ok(_) => Found::Other,
            Err(reason) => Found::Missing(reason),
        };
        let hashes = named.map(|named| [named, expected]);
        seen.push(Seen {
            path,
            found,
            hashes,
        });
    }
    Ok(seen)
}

/// The page's own file.
fn page_path() -> String {
    let address = window().location().href().unwrap_or_default();
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let path = address.strip_prefix(&root()).unwrap_or_default();
    if path.is_empty() || path.ends_with('/') {
        [path, "index.html"].concat()
    } else {
        path.to_owned()
    }
}

async fn received(path: &str) -> Result<Array, String> {
    anew(&[&root(), path].concat())
        .await
        .map_err(|failure| match failure {
            Failure::Network(reason) => reason,
            Failure::Refused(status) => status.to_string(),
            Failure::Gone => "404".to_owned(),
            _ => locale::chosen().strings().failed_silent.to_owned(),
        })
}

async fn is_same(parts: &Array, integrity: &str) -> bool {
    let Ok(same) = compare(parts, integrity) else {
        return false;
    };
    // A hash that says nothing is met by everything.
    !integrity.is_empty() && JsFuture::from(same).await.is_ok()
}

fn text(parts: &Array) -> String {
    let parts = parts.iter();
    let bytes = parts.flat_map(|part| js_sys::Uint8Array::new(&part).to_vec());
    String::from_utf8_lossy(&bytes.collect::<Vec<u8>>()).into_owned()
}

/// A hash as pages name it, of one as the list has it.
fn integrity(sha256: &str) -> String {
    let digit = |at: usize| {
        sha256
            .get(at..at + 2)
            .map(|two| u8::from_str_radix(two, 16))
    };
    let bytes = (0..sha256.len()).step_by(2).map_while(digit);
    let bytes: String = bytes.map_while(Result::ok).map(char::from).collect();
    let encoded = window().btoa(&bytes).unwrap_or_default();
    ["sha256-", &encoded].concat()
}

/// Whether the page names what the list does.
fn agree(seen: &Seen) -> bool {
    let hashes = seen.hashes.as_ref();
    hashes.is_none_or(|[named, listed]| named == listed)
}

/// Which one is wrong, in a word and in the reader's words.
fn verdict(seen: &[Seen], w: &OverviewStrings) -> (&'static str, &'static str) {
    let is_listed = |seen: &Seen| matches!(seen.found, Found::Listed);
    let missing = seen
        .iter()
        .any(|seen| matches!(seen.found, Found::Missing(_)));
    let (page, library) = match seen.split_last() {
        Some((page, library)) => (
            is_listed(page) && library.iter().all(agree),
            library.iter().all(is_listed),
        ),
        None => (false, false),
    };
    match (page, library) {
        _ if missing => ("unknown", w.agreement_missing_one),
        (true, true) => ("fine", w.agreement_fine),
        (false, true) => ("page", w.agreement_page),
        (true, false) => ("library", w.agreement_library),
        (false, false) => ("both", w.agreement_both),
    }
}

fn written(seen: &[Seen], verdict: &str, w: &OverviewStrings) -> Markup {
    html! {
        p { b { (verdict) } }
        ul {
            @for file in seen {
                @let path = [("file", file.path.as_str())];
                li {
                    @match &file.found {
                        Found::Listed => { (fill(w.agreement_listed, &path)) }
                        Found::Other => { (fill(w.agreement_other, &path)) }
                        Found::Missing(reason) => {
                            (fill(w.agreement_missing, &[path[0], ("reason", reason)]))
                        }
                    }
                    @if let Some([named, listed]) = &file.hashes {
                        br;
                        (fill(w.agreement_hashes, &[("page", named), ("list", listed)]))
                    }
                }
            }
        }
    }
}

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or_default()
}

fn word(of: &JsValue, name: &str) -> String {
    get(of, name).as_string().unwrap_or_default()
}
