//! What was read out of the texts as pages, for whoever has no script, and for machines: `measures/`, `targets/`,
//! `bodies/`.

use super::documents::foot;
use super::finder_style;
use super::head::{Page, frame, integrity, strings};
use super::libraries::title;
use super::{Assets, SiteFile};
use crate::address::Links;
use crate::finder::{bodies_screen, list_description, measures_list, targets_screen};
use crate::view::View;
use celan_document::Library;
use celan_finder::Extracts;
use maud::{Markup, html};
use serde_json::Value;

const ROOT: &str = "../";

/// The names of the pages, as addresses of the site.
pub(super) const PAGES: [&str; 3] = ["measures", "targets", "bodies"];

/// Writes the pages of measures, targets and bodies, each to stand in the folder of its name.
pub fn extracts_pages(library: &Library, extracts: &Extracts, assets: &Assets) -> Vec<SiteFile> {
    let s = strings();
    let view = View {
        links: Links::Folder,
        ..View::default()
    };
    let pages = [
        (
            s.finder,
            measures_list(library, extracts, view),
            Some(list_description(
                library,
                extracts,
                assets.base_url.as_deref(),
            )),
        ),
        (s.targets, targets_screen(library, extracts, "", view), None),
        (s.bodies, bodies_screen(library, extracts, view), None),
    ];
    PAGES
        .iter()
        .zip(pages)
        .map(|(name, (words, screen, data))| SiteFile {
            path: format!("{name}/index.html"),
            bytes: page(library, assets, name, words, screen, data).into_bytes(),
        })
        .collect()
}

fn page(
    library: &Library,
    assets: &Assets,
    name: &str,
    words: &str,
    screen: Markup,
    data: Option<Value>,
) -> String {
    let s = strings();
    let style = finder_style();
    let page = Page {
        root: ROOT,
        path: Some(&format!("{name}/")),
        title: &format!("{words} · {}", title(library)),
        description: "",
        data,
        document: None,
        application: false,
        inline: "",
        skip: ("text", s.skip_text),
        bar: html! {
            nav.where aria-label=(s.place) { a href=(ROOT) { (s.library) } b { (words) } }
        },
        screen: html! {
            @if assets.script.is_some() {
                link rel="stylesheet" href={ (ROOT) (style.path) } integrity=(integrity(&style.bytes));
            }
            main #text .wrap { (screen) }
        },
        foot: foot(library, ROOT, assets.keeps_nothing),
        dock: None,
    };
    frame(&page, assets)
}
