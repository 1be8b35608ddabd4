//! What this device keeps: each kind with its number, wiped singly or all at once once the reader has said so a
//! second time, in the same place.

use crate::context::Context;
use crate::dom::{find, focus::focus_quietly};
use crate::navigation::route::Route;
use crate::screens::{agreement, start};
use crate::state::{Action, Dispatch};
use crate::storage::appearance::Appearance;
use crate::storage::kept::{Kind, copy_size, wipe_copy};
use crate::storage::{locale, reading_progress, recent_queries, visits};
use celan_document::Library;
use celan_locale::{OverviewStrings, fill, number};
use gloo_utils::window;
use maud::{Markup, html};
use wasm_bindgen_futures::spawn_local;

/// The names in commands of the offline copy, and of all that is kept.
const COPY: &str = "copy";
const ALL: &str = "all";

/// Writes the screen, and measures the offline copy once it is there.
pub(crate) fn write(context: &Context, library: &Library) -> Markup {
    spawn_local(measure());
    html! { section #kept .overview.kept { (inside(context, Some(library), "", "")) } }
}

/// Does what is asked for: `ask`, `wipe`, `keep`, `forget` or `remember`, with the name of a kind; `start` is of
/// the start page, `agreement` of a page and a library that differ.
pub(crate) fn execute(asked: &str, context: &Context, dispatch: &Dispatch) {
    let (act, name) = asked.split_once(' ').unwrap_or((asked, ""));
    let w = words();
    match act {
        "wipe" => {
            wipe(name, context, dispatch);
            show(context, "", &fill(w.wiped, &[("name", named(name))]));
        }
        "forget" | "remember" => {
            reading_progress::set_off(act == "forget");
            show(context, "", "");
        }
        "start" => start::execute(name),
        "agreement" => agreement::find_out(),
        "ask" => show(context, name, ""),
        _ => show(context, "", ""),
    }
}

fn wipe(name: &str, context: &Context, dispatch: &Dispatch) {
    let wanted = |kind: &str| name == kind || name == ALL;
    for (kind, _) in Kind::ALL.into_iter().filter(|(_, kind)| wanted(kind)) {
        kind.wipe();
        match kind {
            Kind::Settings => {
                window().set_name("").unwrap_or_default();
                dispatch.dispatch(Action::Appearance(Appearance::default()));
            }
            Kind::Annotations => {
                context.forget_notebook();
                dispatch.dispatch(Action::NotebookChanged(String::new()));
            }
            _ => {}
        }
    }
    if wanted(COPY) {
        spawn_local(async {
            wipe_copy().await;
            measure().await;
        });
    }
}

/// Writes it anew, where it is.
fn show(context: &Context, asked: &str, said: &str) {
    let Some(host) = find("#kept") else { return };
    let session = context.session();
    let library = session.as_ref().map(|session| session.library());
    host.set_inner_html(&inside(context, library, asked, said).into_string());
    let next = if asked.is_empty() {
        "#kept h1"
    } else {
        "#kept [data-command^='overview wipe']"
    };
    if let Some(next) = find(next) {
        focus_quietly(&next);
    }
    spawn_local(measure());
}

/// Says how large the offline copy is.
async fn measure() {
    let size = copy_size().await;
    let w = words();
    let Some(said) = find("#kept [data-size]") else {
        return;
    };
    let text = match size {
        Some(bytes) => fill(w.kept_copy_of, &[("n", &format!("{:.1}", bytes / 1e6))]),
        None => w.kept_copy_none.to_owned(),
    };
    said.set_text_content(Some(&text));
}

fn words() -> &'static OverviewStrings {
    locale::chosen().overview_strings()
}

fn named(name: &str) -> &'static str {
    let w = words();
    match name {
        "settings" => w.kept_settings,
        "reading" => w.kept_reading,
        "queries" => w.kept_queries,
        "annotations" => w.kept_annotations,
        "visits" => w.kept_visits,
        COPY => w.kept_copy,
        ALL => w.kept_all,
        _ => w.kept_other,
    }
}

fn inside(context: &Context, library: Option<&Library>, asked: &str, said: &str) -> Markup {
    let (s, w) = (context.strings, words());
    let held = Kind::ALL.into_iter().filter(|(kind, _)| is_held(*kind));
    let held: Vec<(Kind, &str)> = held.collect();
    html! {
        h1 tabindex="-1" { (s.kept_here) }
        p.dim { (w.kept_about) }
        p role="status" { (said) }
        @if held.is_empty() { p { (w.kept_nothing) } }
        ul.held {
            @for (kind, name) in &held {
                li data-kept=(name) {
                    h2 { (named(name)) }
                    (detail(context, library, *kind))
                    (acts(asked, name))
                }
            }
            li data-kept=(COPY) {
                h2 { (w.kept_copy) }
                p { span data-size { "…" } " " span.dim { (w.kept_copy_note) } }
                (acts(asked, COPY))
            }
        }
        (acts(asked, ALL))
    }
}

/// Whether there is something of a kind. Settings are, where one is not as usual.
fn is_held(kind: Kind) -> bool {
    match kind {
        Kind::Settings => {
            Appearance::remembered() != Appearance::default()
                || kind.keys().iter().any(|key| key == "celan-language")
        }
        Kind::Reading => reading_progress::is_off() || !reading_progress::list().is_empty(),
        kind => !kind.keys().is_empty(),
    }
}

/// The way to wipe something, or the question whether it is meant.
fn acts(asked: &str, name: &str) -> Markup {
    let w = words();
    html! {
        div.acts {
            @if asked == name {
                p { (fill(w.wipe_sure, &[("name", named(name))])) }
                button.btn.main type="button" data-command={ "overview wipe " (name) } { (w.wipe) }
                button.btn type="button" data-command="overview keep" { (w.wipe_not) }
            } @else {
                button.btn type="button" data-command={ "overview ask " (name) } {
                    (w.wipe) @if name == ALL { (w.wipe_all) } @else { span.vh { " " (named(name)) } }
                }
                @if name == "reading" {
                    @let off = reading_progress::is_off();
                    button.btn.quiet type="button" data-command=(if off { "overview remember" } else { "overview forget" }) {
                        (if off { w.remember } else { w.forget })
                    }
                }
            }
        }
    }
}

/// What is kept of a kind.
fn detail(context: &Context, library: Option<&Library>, kind: Kind) -> Markup {
    let w = words();
    let counted = |words: &str, n: usize| fill(words, &[("n", &number(n))]);
    match kind {
        Kind::Settings => html! { p { (w.kept_settings_of) } },
        Kind::Reading if reading_progress::is_off() => html! { p { (w.kept_reading_off) } },
        Kind::Reading => {
            let list = reading_progress::list();
            html! {
                details {
                    summary { (counted(w.kept_reading_of, list.len())) }
                    ul { @for progress in &list {
                        @let document = library.and_then(|library| library.document(&progress.id));
                        li {
                            span lang="zh-CN" { (document.map_or(progress.id.as_str(), |d| &d.metadata.title)) }
                            " " span.n { (progress.percent) "%" }
                        }
                    } }
                }
            }
        }
        Kind::Queries => {
            let list = recent_queries::list();
            html! {
                details {
                    summary { (counted(w.kept_queries_of, list.len())) }
                    ul { @for query in &list { li lang="zh-CN" { (query) } } }
                }
            }
        }
        Kind::Annotations => html! {
            p { a href=(context.address(&Route::Notebook)) {
                (counted(w.kept_annotations_of, context.notebook().marks().len()))
            } }
        },
        Kind::Visits => {
            let date = visits::last().map_or(String::new(), visits::day);
            html! { p { (fill(w.kept_visits_of, &[("date", &date)])) } }
        }
        Kind::Other => html! { p { (counted(w.kept_other_of, kind.keys().len())) } },
    }
}
