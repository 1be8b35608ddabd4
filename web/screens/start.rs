//! The start page of whoever comes back: what they were reading, and what they read before.
//!
//! It is known only once the page is in sight, so that nothing may move: where the page is wide it takes the
//! place of the newest documents, and is as high as they were; else it is a line over the foot of the window.

use crate::context::Context;
use crate::dom::{find, set};
use crate::navigation::route::{Query, Route, View};
use crate::storage::reading_progress::{self, ReadingProgress};
use crate::storage::visits;
use celan_locale::fill;
use gloo_utils::{document_element, window};
use maud::{Markup, html};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Rows at most.
const ROWS: usize = 6;
/// The height of a row and of the head, in rem; the style has the same.
const ROW: f64 = 2.75;

thread_local! {
    /// What stood in the place before.
    static NEWEST: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether the reader has put the line away.
    static CLOSED: Cell<bool> = const { Cell::new(false) };
}

/// Shows it, where something was begun and the list is whole.
pub(crate) fn show(context: &Context) {
    if !matches!(context.route(), Route::Library { filter } if filter.is_empty()) {
        return;
    }
    let Some(newest) = find(".hall .fresh").and_then(|e| e.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let begun: Vec<(ReadingProgress, String)> = reading_progress::list()
        .into_iter()
        .filter_map(|progress| Some((title(&progress.id)?, progress)))
        .map(|(title, progress)| (progress, title))
        .take(ROWS)
        .collect();
    let Some((last, before)) = begun.split_first() else {
        return;
    };
    let height = newest.offset_height();
    if height == 0 {
        show_line(context, &newest, last, before);
        return;
    }
    let rows = (f64::from(height) / (ROW * root_size())) as usize;
    if rows < 2 {
        return;
    }
    if !newest.class_list().contains("again") {
        NEWEST.replace(Some(newest.inner_html()));
        let _ = newest.class_list().add_1("again");
        let _ = newest
            .style()
            .set_property("height", &format!("{height}px"));
    }
    newest.set_inner_html(&written(context, &begun[..begun.len().min(rows - 1)]).into_string());
}

/// Puts the line away (`close`), or remembers nothing that is read from now on (`forget`).
pub(crate) fn execute(act: &str) {
    if act == "forget" {
        reading_progress::set_off(true);
    }
    CLOSED.set(true);
    if let Some(line) = find("#again") {
        line.remove();
    }
    if let Some(place) = find(".fresh.again").and_then(|e| e.dyn_into::<HtmlElement>().ok())
        && let Some(newest) = NEWEST.take()
    {
        place.set_inner_html(&newest);
        let _ = place.class_list().remove_1("again");
        let _ = place.style().remove_property("height");
    }
}

/// What was begun, the latest first, in as many rows as there is room for.
fn written(context: &Context, begun: &[(ReadingProgress, String)]) -> Markup {
    let w = context.page.language.later_strings();
    let news = Route::View(View {
        document: None,
        parameters: "new=1".to_owned(),
    });
    html! {
        div.top {
            h2 #new .h { (w.start_continue) }
            @if visits::news().is_some_and(|news| !news.added.is_empty() || !news.corrected.is_empty()) {
                a href=(context.address(&news)) { (w.start_news) }
            }
            button.btn.quiet type="button" data-command="overview start forget" { (w.start_forget) }
        }
        ul { @for (progress, title) in begun { li {
            a href=(address(context, progress)) {
                span.title lang="zh-CN" { (title) }
                span.n { (percent(context, progress)) }
            }
            progress.line max="100" value=(progress.percent) aria-label=(percent(context, progress)) {}
        } } }
    }
}

/// Offers the last one in a line, and those before it in a list that unfolds.
fn show_line(
    context: &Context,
    host: &Element,
    (progress, title): &(ReadingProgress, String),
    before: &[(ReadingProgress, String)],
) {
    if CLOSED.get() || find("#again").is_some() {
        return;
    }
    let (s, w) = (context.strings, context.page.language.later_strings());
    let Some(line) = host.parent_element().and_then(|hall| {
        let line = crate::dom::make("div", "again")?;
        hall.append_child(&line).ok()?;
        Some(line)
    }) else {
        return;
    };
    set(&line, "class", "trouble resume");
    let written = html! {
        div.say role="status" {
            p { span lang="zh-CN" { (title) } " " (percent(context, progress)) }
            a.btn href=(address(context, progress)) { (s.read_on) }
            button.btn.quiet type="button" data-command="overview start close" { (s.close) }
            button.btn.quiet type="button" data-command="overview start forget" { (w.start_forget) }
            @if !before.is_empty() {
                details {
                    summary.btn.quiet { (w.start_before) " " (before.len()) }
                    ul { @for (progress, title) in before { li {
                        a.btn.quiet href=(address(context, progress)) lang="zh-CN" { (title) }
                    } } }
                }
            }
        }
    };
    line.set_inner_html(&written.into_string());
}

/// Pixels of the root's letters.
fn root_size() -> f64 {
    let style = window()
        .get_computed_style(&document_element())
        .ok()
        .flatten();
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    let size = size.and_then(|size| size.trim_end_matches("px").parse().ok());
    size.unwrap_or(16.0)
}

/// The title of a document, as the list has it.
fn title(id: &str) -> Option<String> {
    let is_id = id.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
    let item = ["#list [data-document=\"", id, "\"] h3"].concat();
    is_id.then(|| find(&item)).flatten()?.text_content()
}

fn address(context: &Context, progress: &ReadingProgress) -> String {
    context.address(&Route::Document {
        id: progress.id.clone(),
        query: Query::default(),
        anchor: progress.anchor.clone(),
    })
}

fn percent(context: &Context, progress: &ReadingProgress) -> String {
    let percent = progress.percent.to_string();
    fill(
        context.page.language.later_strings().read_so_far,
        &[("n", &percent)],
    )
}
