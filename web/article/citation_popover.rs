//! A glance at what is cited, without leaving: where the pointer rests on a mention, at the space
//! bar when one has the focus, at a tap on a touch screen. A citation that the library does not hold
//! has no link; Enter and a click open its popover too.
//!
//! It needs the library; until that is here, a link is a link.

use crate::context::Context;
use crate::dom::focus::focus_quietly;
use crate::dom::media::hovers;
use crate::dom::{hide, set};
use crate::library::Session;
use crate::navigation::route::{Compared, Query, Route};
use celan_cite::place_name;
use celan_document::{Block, Content, Document, Part, char_slice};
use celan_document::{PartialDate, Span};
use celan_locale::fill;
use celan_page::announcement;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use gloo_utils::{body, document, window};
use maud::{Markup, html};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlAnchorElement, HtmlElement, MouseEvent};

/// How long the pointer rests before a peek comes, and may be away before it goes; in milliseconds.
const REST: u32 = 300;
/// Characters of a place that are shown.
const LONG: u32 = 160;
/// Room between a mention and its peek, in CSS pixels.
const GAP: f64 = 6.0;

const MENTIONS: &str = "article.doc a.cite, article.doc .cite.none";
/// Mentions of what the library lacks.
const LACKING: &str = "article.doc .cite.none";

thread_local! {
    /// What happens when the pointer rests where it is: a peek comes, or goes.
    static RESTING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// The mention whose peek is open.
    static OPEN: RefCell<Option<Element>> = const { RefCell::new(None) };
    /// Waits for the pointer to move within what has come under it.
    static STILL: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// Puts the mentions of what the library lacks into the reach of keys, and of readers who listen.
pub(crate) fn reach() {
    let Ok(lacking) = document().query_selector_all(LACKING) else {
        return;
    };
    for n in 0..lacking.length() {
        if let Some(mention) = lacking.get(n).and_then(|e| e.dyn_into::<Element>().ok()) {
            set(&mention, "tabindex", "0");
            set(&mention, "role", "button");
            set(&mention, "aria-haspopup", "dialog");
        }
    }
}

/// The pointer comes over an element, or an element under the pointer: that one counts once the pointer moves.
pub(crate) fn over(context: &Rc<Context>, event: &Event) {
    STILL.replace(None);
    let Some(element) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else {
        return;
    };
    if !hovers() {
        return;
    }
    let moved = |mouse: &MouseEvent| mouse.movement_x() != 0 || mouse.movement_y() != 0;
    if event.dyn_ref::<MouseEvent>().is_some_and(moved) {
        rest_on(context, &element);
        return;
    }
    RESTING.replace(None);
    let context = context.clone();
    STILL.replace(Some(EventListener::once(
        &element.clone(),
        "mousemove",
        move |_| rest_on(&context, &element),
    )));
}

/// The pointer was moved to an element.
fn rest_on(context: &Rc<Context>, element: &Element) {
    let near = |selector| element.closest(selector).ok().flatten();
    let open = OPEN.with_borrow(Clone::clone);
    let next = match (near(MENTIONS), open) {
        (Some(mention), Some(open)) if mention == open => None,
        (Some(mention), _) => {
            // The peek says all that the browser's own hint does.
            if context.session().is_some() {
                let _ = mention.remove_attribute("title");
            }
            let context = context.clone();
            Some(Timeout::new(REST, move || {
                show(&context, &mention);
            }))
        }
        (None, Some(_)) if near("#peek").is_none() && !has_focus() => {
            Some(Timeout::new(REST, || {
                close();
            }))
        }
        _ => None,
    };
    RESTING.replace(next);
}

/// The mention that an element belongs to.
pub(crate) fn mention(element: &Element) -> Option<Element> {
    element.closest(MENTIONS).ok().flatten()
}

/// The mention whose popover a press opens: on a touch screen any, elsewhere one that leads nowhere.
pub(crate) fn opened_by_press(pressed: &Element) -> Option<Element> {
    mention(pressed).filter(|mention| !hovers() || lacks(mention))
}

/// The mention whose popover a key opens: the space bar of any, Enter of one that leads nowhere.
pub(crate) fn opened_by_key(focused: &Element, key: &str) -> Option<Element> {
    let opens = match key {
        "Enter" => lacks(focused),
        " " => focused.matches(MENTIONS).unwrap_or(false),
        _ => false,
    };
    opens.then(|| focused.clone())
}

/// Opens the popover of a mention and gives it the focus. Returns whether there is something to
/// show.
pub(crate) fn open(context: &Context, mention: &Element) -> bool {
    show(context, mention) && take_focus()
}

/// Whether the library lacks what is mentioned.
pub(crate) fn lacks(mention: &Element) -> bool {
    mention.matches(LACKING).unwrap_or(false)
}

/// Closes the peek and gives the focus back. Returns whether there was one.
pub(crate) fn close() -> bool {
    RESTING.replace(None);
    let Some(mention) = OPEN.take() else {
        return false;
    };
    if let Some(peek) = document().get_element_by_id("peek") {
        if has_focus() {
            focus_quietly(&mention);
        }
        hide(&peek, true);
    }
    true
}

fn has_focus() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|e| e.closest("#peek").is_ok_and(|peek| peek.is_some()))
}

fn take_focus() -> bool {
    if let Some(peek) = document().get_element_by_id("peek") {
        focus_quietly(&peek);
    }
    true
}

/// Opens the peek of a mention, if the library is here.
fn show(context: &Context, mention: &Element) -> bool {
    let Some(session) = context.session() else {
        return false;
    };
    let Some((name, inside)) = inside(context, &session, mention) else {
        return false;
    };
    let Some(peek) = host() else { return false };
    set(&peek, "aria-label", &name);
    peek.set_inner_html(&inside.into_string());
    hide(&peek, false);
    stand(&peek, mention);
    OPEN.replace(Some(mention.clone()));
    true
}

fn host() -> Option<Element> {
    if let Some(peek) = document().get_element_by_id("peek") {
        return Some(peek);
    }
    let peek = document().create_element("div").ok()?;
    for (name, value) in [
        ("id", "peek"),
        ("class", "peek"),
        ("role", "dialog"),
        ("tabindex", "-1"),
    ] {
        set(&peek, name, value);
    }
    body().append_child(&peek).ok()?;
    Some(peek)
}

/// Puts the peek below the mention, or above where there is more room; the style makes it a sheet
/// on a screen that is touched.
fn stand(peek: &Element, mention: &Element) {
    let Some(style) = peek.dyn_ref::<HtmlElement>().map(HtmlElement::style) else {
        return;
    };
    let (at, own) = (
        mention.get_bounding_client_rect(),
        peek.get_bounding_client_rect(),
    );
    let size = |size: Result<wasm_bindgen::JsValue, _>| {
        size.ok().and_then(|size| size.as_f64()).unwrap_or(0.0)
    };
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    let below = at.bottom() + GAP;
    let top = if below + own.height() > height && at.top() > own.height() + GAP {
        at.top() - own.height() - GAP
    } else {
        below
    };
    let left = at.left().min(width - own.width() - GAP).max(GAP);
    for (name, value) in [("top", top), ("left", left)] {
        let _ = style.set_property(name, &[&(value as i32).to_string(), "px"].concat());
    }
}

/// The name of a peek and what it holds.
fn inside(context: &Context, session: &Session, mention: &Element) -> Option<(String, Markup)> {
    let s = context.strings;
    let more = context.more_strings();
    let address = |route: &Route| context.address(route);
    let Some(link) = mention.dyn_ref::<HtmlAnchorElement>() else {
        let title = mention.text_content().unwrap_or_default();
        let query = ["\"", &title, "\""].concat();
        let places = session
            .search(&Query::from(query.clone()), 1)
            .exact
            .passages;
        let places = fill(more.peek_mentions, &[("n", &places.to_string())]);
        let markup = html! {
            p.t lang="zh-CN" { (title) }
            p { (more.not_held) }
            div.acts {
                a.btn href=(address(&Route::search(query.into()))) { (places) }
                button.btn.quiet.shut type="button" data-command="close-citation" { (s.close) }
            }
        };
        return Some(([&title, s.separator, more.not_held].concat(), markup));
    };
    let base = context.history.base();
    let route = base.parse(&link.pathname(), &link.search(), &link.hash());
    let Route::Document { id, anchor, .. } = &route else {
        return None;
    };
    let cited = session.library().document(id)?;
    let metadata = &cited.metadata;
    let shown = match context.route() {
        Route::Document { id, .. } => id,
        _ => String::new(),
    };
    let block = match anchor.as_str() {
        "" => cited.blocks.iter().find(|block| begins(block)),
        anchor => cited.block(anchor),
    };
    let compared = Route::Compare(Compared {
        left: shown.clone(),
        right: id.clone(),
        ..Compared::default()
    });
    let markup = html! {
        p.t lang="zh-CN" { (metadata.title) }
        p lang="zh-CN" {
            @let date = metadata.date.as_ref().map(PartialDate::as_str);
            @for known in [metadata.number.as_deref(), date].into_iter().flatten() { span { (known) } " " }
            @if let Some(name) = block.filter(|_| !anchor.is_empty()).and_then(|b| place_name(s, cited, b)) {
                span { (name) }
            }
        }
        @match block.and_then(|block| announcing(mention, block)) {
            Some(words) => q lang="zh-CN" { (words) },
            None => @if let Some(block) = block { (beginning(cited, block)) },
        }
        div.acts {
            a.btn href=(address(&route)) { (more.peek_open) }
            @if shown != *id { a.btn.quiet href=(address(&compared)) { (s.compare) } }
            button.btn.quiet.shut type="button" data-command="close-citation" { (s.close) }
        }
    };
    Some((metadata.title.clone(), markup))
}

/// Whether a document begins with this block, its frame and headings left out.
fn begins(block: &Block) -> bool {
    block.part == Part::Body && matches!(block.content, Content::Paragraph { .. })
}

/// The words by which a place announces the abbreviation that is mentioned.
fn announcing<'a>(mention: &Element, block: &'a Block) -> Option<&'a str> {
    let text = &block.text()?.plain;
    let name = mention.text_content()?;
    mention.class_list().contains("short").then_some(())?;
    Some(char_slice(text, announcement(text, &name)?))
}

/// How a place begins: its own text, and that of what follows where it is a heading.
fn beginning(document: &Document, block: &Block) -> Markup {
    let mut texts = Vec::new();
    let mut at = document
        .blocks
        .iter()
        .skip_while(|b| b.anchor != block.anchor);
    texts.extend(block.text());
    if matches!(block.content, Content::Heading(_)) {
        texts.extend(at.nth(1).and_then(Block::text));
    }
    let span = Span {
        start: 0,
        end: LONG,
    };
    html! {
        @for text in texts {
            q lang="zh-CN" {
                (char_slice(&text.plain, span)) @if text.chars() > LONG as usize { "…" }
            }
        }
    }
}
