//! What a public screen shows, as HTML. What has not changed is not written again, so that nobody loses a key
//! while pressing it.

use super::codes::{code_figure, link_figure};
use super::lists::{self, Shelf};
use super::session::{language, words};
use super::typing::{Keys, ROW, Typing};
use super::{Cover, Kiosk};
use super::{answers, finder};
use crate::dom::{find, hide, parts};
use crate::export;
use crate::library::Session;
use crate::navigation::route::{Query, Route, Screen};
use celan_cite::source;
use celan_document::plain_text;
use celan_export::passage_codes;
use celan_locale::{KioskStrings, Language, fill, number};
use celan_page::Group;
use gloo_utils::document;
use js_sys::{Array, Reflect};
use maud::{Markup, html};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, Element};

/// The places that are written.
pub(super) const FRAME: &str = "<section id=kiosk-cover></section><section id=kiosk-ask></section>\
    <section id=kiosk-candidates></section><section id=kiosk-readings></section><section id=kiosk-keys></section>\
    <nav id=kiosk-foot></nav>\
    <div id=kiosk-ending></div>";

const STYLE: &str = include_str!("../assets/styles/kiosk.css");

/// Values of the theme among its settings.
pub(super) const PAPER: usize = 1;
pub(super) const DARK: usize = 2;

/// Passages of the attract screen, and characters of each.
const PASSAGES: usize = 12;
const LONGEST: usize = 90;
/// The keys of each layout, line by line; of nine keys the digit and its letters.
const LINES: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const NINE: [[(&str, &str); 3]; 3] = [
    [("1", ""), ("2", "abc"), ("3", "def")],
    [("4", "ghi"), ("5", "jkl"), ("6", "mno")],
    [("7", "pqrs"), ("8", "tuv"), ("9", "wxyz")],
];
const SIGNS: [&str; 3] = ["1234567890", "〔〕（）“”、·%—", "第条章节号款年"];

/// Adds the style of public screens. It comes with the program, so that no policy has to allow more. Where the site
/// brings letters, everything is written in them.
pub(super) fn add_style(letters: Option<&str>) {
    let Ok(sheet) = CssStyleSheet::new() else {
        return;
    };
    let faces = letters.map(|place| {
        ["@font-face { font-family: letters; src: url(\"", place, "\"); }
            html[data-kiosk] { --serif: letters, serif; --sans: letters, sans-serif; --page-face: letters, serif; }"].concat()
    });
    let _ = sheet.replace_sync(&[STYLE, faces.as_deref().unwrap_or_default()].concat());
    let name = JsValue::from_str("adoptedStyleSheets");
    let _ = Reflect::set(&document(), &name, &Array::of1(&sheet));
}

thread_local! {
    static WRITTEN: RefCell<HashMap<&'static str, String>> = RefCell::default();
}

/// Writes HTML into a place, if it is another one. Returns whether it is.
fn write(place: &'static str, markup: Markup) -> bool {
    let text = markup.into_string();
    WRITTEN.with_borrow_mut(|written| {
        if written.get(place) == Some(&text) {
            return false;
        }
        if let Some(element) = find(place) {
            element.set_inner_html(&text);
        }
        written.insert(place, text);
        true
    })
}

fn waiting(s: &KioskStrings) -> Markup {
    html! { p role="status" { (s.loading) } }
}

/// Shows all of it.
pub(super) fn show(kiosk: &Rc<Kiosk>) {
    let s = words();
    let session = kiosk.controller.context.session();
    let session = session.as_ref();
    let cover = kiosk.cover.borrow().clone();
    let shown = match &cover {
        Cover::Attract => attract(kiosk, session, s),
        Cover::Start => start(kiosk, session, s),
        Cover::List(shelf) => list(shelf, session, s),
        Cover::Take => take(kiosk, session, s),
        Cover::Finder => session
            .and_then(|session| finder::question(kiosk, session, s))
            .unwrap_or_else(|| waiting(s)),
        Cover::Measure(id) => session
            .and_then(|session| finder::measure(kiosk, session, id, s))
            .unwrap_or_else(|| waiting(s)),
        Cover::None => html! {},
    };
    let is_new = write("#kiosk-cover", shown);
    if cover == Cover::Finder {
        answers::show(kiosk, is_new);
    }
    let typing = kiosk.typing.borrow();
    let searching = kiosk.is_searching();
    let keys = kiosk.has_keys();
    write(
        "#kiosk-ask",
        if searching {
            ask(kiosk, session, &typing, s)
        } else {
            html! {}
        },
    );
    let is_row_new = write(
        "#kiosk-candidates",
        if keys {
            candidates(&typing, s)
        } else {
            html! {}
        },
    );
    if is_row_new && !typing.all {
        keep_whole();
    }
    write(
        "#kiosk-readings",
        if keys {
            readings(&typing, s)
        } else {
            html! {}
        },
    );
    write(
        "#kiosk-keys",
        if keys {
            key_rows(typing.keys(), s)
        } else {
            html! {}
        },
    );
    write("#kiosk-foot", foot(kiosk, &cover, s));
    write("#kiosk-ending", html! {});
}

/// Asks whether somebody is still here.
pub(super) fn show_ending(seconds: u32) {
    let s = words();
    write(
        "#kiosk-ending",
        html! {
            div role="alertdialog" aria-labelledby="kiosk-still" {
                h2 #kiosk-still { (s.still) }
                p .count data-remaining=(seconds) { (seconds) }
                p .dim { (s.wiped) }
                (button("go-on", s.go_on, "btn main"))
                button .btn type="button" data-command="kiosk restart" data-restart { (s.end) }
            }
        },
    );
}

fn button(command: &str, words: &str, class: &str) -> Markup {
    html! { button class=(class) type="button" data-command={ "kiosk " (command) } { (words) } }
}

/// A passage of the attract screen.
#[derive(Clone)]
struct Passage {
    before: String,
    marked: String,
    after: String,
    source: String,
    /// Document and anchor.
    place: String,
}

thread_local! {
    static PASSAGES_HERE: RefCell<Vec<Passage>> = const { RefCell::new(Vec::new()) };
}

/// What the library says of its topics, a sentence each; the title of the newest where it has none.
fn passages(session: &Session) -> Vec<Passage> {
    PASSAGES_HERE.with_borrow_mut(|passages| {
        if passages.is_empty() {
            let library = session.library();
            for topic in &library.topics {
                let answer = session.search(&Query::from(topic.clone()), 3);
                let found = answer.hits.iter().filter_map(|hit| {
                    let mark = hit.highlights.first()?;
                    let chars: Vec<char> = hit.text.chars().collect();
                    let [start, end] = mark.map(|at| at as usize);
                    let ends = |c: &char| matches!(c, '。' | '；' | '！' | '\n' | '\t');
                    let from = chars[..start].iter().rposition(ends).map_or(0, |at| at + 1);
                    let to = chars[end..].iter().position(ends);
                    let to = to.map_or(chars.len(), |at| end + at + 1);
                    if to - from > LONGEST || to - from < 12 {
                        return None;
                    }
                    let text = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
                    let document = library.document(&hit.document)?;
                    Some(Passage {
                        before: text(from, start),
                        marked: text(start, end),
                        after: text(end, to),
                        source: [hit.title.as_str(), "　", lists::year_of(document)].concat(),
                        place: [&hit.document, "#", hit.anchor.as_deref().unwrap_or("")].concat(),
                    })
                });
                passages.extend(found);
            }
            if passages.is_empty() {
                for document in Shelf::Newest.documents(library) {
                    passages.push(Passage {
                        before: String::new(),
                        marked: document.metadata.title.clone(),
                        after: String::new(),
                        source: lists::year_of(document).to_owned(),
                        place: document.metadata.id.clone(),
                    });
                }
            }
            passages.truncate(PASSAGES);
        }
        passages.clone()
    })
}

/// The passage of the moment.
fn passage(kiosk: &Kiosk, session: Option<&Session>) -> Option<(usize, Passage)> {
    let passages = passages(session?);
    let at = kiosk.passage.get() % passages.len().max(1);
    passages.into_iter().nth(at).map(|passage| (at, passage))
}

fn quoted(passage: &Passage) -> Markup {
    html! {
        q lang="zh-CN" { (passage.before) strong { (passage.marked) } (passage.after) }
        span lang="zh-CN" { (passage.source) }
    }
}

/// The passage alone, in large type; its place changes a little, so that it does not burn in.
fn attract(kiosk: &Kiosk, session: Option<&Session>, s: &KioskStrings) -> Markup {
    let passage = passage(kiosk, session);
    html! {
        button .k-attract type="button" data-command="kiosk begin" {
            span .k-name lang="zh-CN" { (title(session)) }
            @match &passage {
                Some((at, passage)) => span .{ "k-live k-at" (at % 3) } { (quoted(passage)) },
                None => span .dim { (s.loading) },
            }
            span .k-touch { (s.touch) }
        }
    }
}

/// The library's title: the page has it before the library is here.
fn title(session: Option<&Session>) -> String {
    match session {
        Some(session) => session.library().title.clone(),
        None => find("h1")
            .and_then(|h1| h1.text_content())
            .unwrap_or_default(),
    }
}

fn start(kiosk: &Kiosk, session: Option<&Session>, s: &KioskStrings) -> Markup {
    let settings = kiosk.settings.borrow();
    let passage = passage(kiosk, session);
    html! {
        div .k-start {
            div .k-say {
                h1 lang="zh-CN" { (title(session)) }
                @if let Some(session) = session {
                    p { (fill(s.holds, &[("n", &number(session.library().documents.len()))])) }
                } @else {
                    p role="status" { (s.loading) }
                }
                @if let Some((_, passage)) = &passage {
                    button .k-live type="button" data-command={ "kiosk open " (passage.place) } { (quoted(passage)) }
                }
            }
            div .k-ways {
                @for part in &settings.parts {
                    @match part.as_str() {
                        "finder" => {
                            @if let Some(session) = session {
                                (who_tiles(&finder::offered(kiosk, session), s))
                            }
                            button .k-find type="button" data-command="kiosk address ?find=1" {
                                b { (s.finder) } span { (s.finder_hint) }
                            }
                        },
                        "search" => {
                            button .k-find type="button" data-command="kiosk search" {
                                b { (s.find) } span { (s.find_hint) }
                            }
                        },
                        "browse" => {
                            h2 { (s.want) }
                            div .k-row {
                                (button("list newest", s.newest, "k-tile"))
                                (button("list topics", s.by_topic, "k-tile"))
                                (button("list levels", s.by_level, "k-tile"))
                                (button("list years", s.by_year, "k-tile"))
                            }
                        },
                        _ => {},
                    }
                }
            }
        }
    }
}

/// The groups that measures are for, and what most of them are for.
fn who_tiles(groups: &[Group], s: &KioskStrings) -> Markup {
    html! {
        @if !groups.is_empty() {
            h2 { (s.who) }
            div .k-tiles {
                @for group in groups {
                    button .k-tile type="button" data-command={ "kiosk address ?" (group.parameters) } {
                        b { (group.name) } span { (finder::hint(group)) }
                    }
                }
            }
        }
    }
}

fn list(shelf: &Shelf, session: Option<&Session>, s: &KioskStrings) -> Markup {
    let Some(session) = session else {
        return waiting(s);
    };
    let library = session.library();
    let name = match shelf {
        Shelf::Newest => s.newest.to_owned(),
        Shelf::Topics => s.by_topic.to_owned(),
        Shelf::Levels => s.by_level.to_owned(),
        Shelf::Years => s.by_year.to_owned(),
        Shelf::Level(of) | Shelf::Year(of) => named(of, s).to_owned(),
    };
    let groups = |kind: &str, groups: &[(String, usize)]| {
        html! {
            @for (name, documents) in groups {
                li { button .k-item type="button" data-command={ "kiosk list " (kind) " " (name) } {
                    b lang="zh-CN" { (named(name, s)) } span { (documents) }
                } }
            }
        }
    };
    html! {
        div .k-list {
            h1 { (name) }
            ol {
                @match shelf {
                    Shelf::Topics => @for topic in &library.topics {
                        li { button .k-item type="button" data-command={ "kiosk search " (topic) } {
                            b lang="zh-CN" { (topic) }
                        } }
                    },
                    Shelf::Levels => (groups("level", &lists::levels(library))),
                    Shelf::Years => (groups("year", &lists::years(library))),
                    _ => @for document in shelf.documents(library) {
                        @let metadata = &document.metadata;
                        li { button .k-item type="button" data-document=(metadata.id)
                            data-command={ "kiosk open " (metadata.id) } {
                            b lang="zh-CN" { (metadata.title) }
                            span lang="zh-CN" {
                                (lists::level_of(document)) "　" (metadata.number.as_deref().unwrap_or_default()) "　"
                                (metadata.date.as_ref().map_or(s.undated, |date| date.as_str()))
                            }
                        } }
                    },
                }
            }
        }
    }
}

fn named<'a>(name: &'a str, s: &'a KioskStrings) -> &'a str {
    if name.is_empty() { s.undated } else { name }
}

/// What is taken along: the codes of the passage, and of its address where it has a public one.
fn take(kiosk: &Kiosk, session: Option<&Session>, s: &KioskStrings) -> Markup {
    let context = &kiosk.controller.context;
    let anchor = kiosk.chosen.borrow().clone();
    let Screen::Document(id) = context.background() else {
        return html! {};
    };
    let excerpt = session.and_then(|session| {
        let excerpt = export::excerpt(session, context, &anchor)?;
        Some((session.library(), excerpt))
    });
    let Some((library, excerpt)) = excerpt else {
        return waiting(s);
    };
    let text = plain_text(excerpt.blocks);
    let citation = source(excerpt.document, library, &excerpt.place, context.strings);
    let codes = passage_codes(&text, &citation).unwrap_or_default();
    let settings = kiosk.settings.borrow();
    let address = settings.address.as_ref().map(|address| {
        let anchor = if anchor.is_empty() {
            String::new()
        } else {
            ["#", &anchor].concat()
        };
        [address, "d/", &id, "/", &anchor].concat()
    });
    let of = codes.len();
    html! {
        div .k-take {
            h1 lang="zh-CN" { (excerpt.document.metadata.title) "　" (excerpt.place) }
            @if of == 0 { p role="status" { (s.too_long) } }
            @else { p { (s.scan_text) } }
            div .k-codes {
                @for (n, code) in (1..).zip(&codes) {
                    (code_figure(code, "", (of > 1).then_some((n, of)), s))
                }
                @if let Some(address) = &address { (link_figure(address, s)) }
            }
            @if of > 0 { blockquote lang="zh-CN" { (text) } }
        }
    }
}

fn ask(kiosk: &Kiosk, session: Option<&Session>, typing: &Typing, s: &KioskStrings) -> Markup {
    let group = session.and_then(|session| finder::named(kiosk, session, typing.written()));
    html! {
        output aria-live="polite" aria-label=(s.find) {
            span lang="zh-CN" { (typing.written()) }
            @if !typing.typed().is_empty() { i { (typing.typed()) } }
        }
        @if let Some((name, parameters)) = &group {
            button .btn type="button" data-command={ "kiosk address ?" (parameters) } {
                (fill(s.for_who, &[("who", name)]))
            }
        }
        @if !typing.is_open() { (button("again", s.again, "btn")) }
    }
}

fn candidates(typing: &Typing, s: &KioskStrings) -> Markup {
    let shown = if typing.all { usize::MAX } else { ROW };
    html! {
        div .k-candidates .k-all[typing.all] role="group" aria-label=(s.candidates) {
            @for (n, candidate) in typing.candidates.iter().enumerate().take(shown) {
                button type="button" lang="zh-CN" data-candidate=(candidate.text)
                    data-command={ "kiosk candidate " (n) } {
                    (candidate.text)
                    @if candidate.passages > 0 { span .n { (candidate.passages) } }
                }
            }
            button .k-more type="button" data-command="kiosk all" aria-expanded=(typing.all)
                hidden[!typing.all && typing.candidates.len() <= ROW] {
                @if typing.all { (s.fewer) } @else { (s.more) }
            }
        }
    }
}

/// What nine keys may be read as.
fn readings(typing: &Typing, s: &KioskStrings) -> Markup {
    let readings = typing.readings();
    html! {
        @if !readings.is_empty() {
            div role="group" aria-label=(s.readings) {
                @for reading in readings {
                    button type="button" data-command={ "kiosk reading " (reading) } { (reading) }
                }
            }
        }
    }
}

/// Leaves out candidates at the end of the row that have no room in it; the button shows them. Where they stand is
/// asked once: to ask after each that is left out would lay the row out as often.
fn keep_whole() {
    let Some(row) = find(".k-candidates") else {
        return;
    };
    let items = parts(&row);
    let Some((more, candidates)) = items.split_last() else {
        return;
    };
    let span = |item: &Element| {
        let place = item.get_bounding_client_rect();
        (place.left(), place.left() + place.width())
    };
    let Some((_, last)) = candidates.last().map(span) else {
        return;
    };
    let end = span(&row).0 + f64::from(row.client_width());
    let (from, mut to) = span(more);
    if to <= from && last > end {
        hide(more, false);
        to = span(more).1;
    }
    if to <= end {
        return;
    }
    // The first one may take several lines.
    let free = end - (to - last);
    let over = candidates.iter().skip(1).filter(|item| span(item).1 > free);
    let over: Vec<&Element> = over.collect();
    over.into_iter().for_each(|item| hide(item, true));
}

fn key(name: &str, shown: &str) -> Markup {
    html! { button type="button" data-key=(name) data-command={ "kiosk key " (name) } { (shown) } }
}

/// A key that does something.
fn does(name: &str, command: &str, shown: &str, class: &str) -> Markup {
    html! {
        button class=(class) type="button" data-key=(name) data-command={ "kiosk " (command) } { (shown) }
    }
}

fn key_rows(keys: Keys, s: &KioskStrings) -> Markup {
    let delete = does("delete", "delete", s.delete, "wide");
    let clear = does("clear", "clear", s.clear, "wide");
    let full = does("full", "layout full", s.full, "wide");
    let rows = |rows: [&str; 3]| {
        html! {
            @for (n, row) in rows.iter().enumerate() {
                div .k-line {
                    @for c in row.chars() { @let c = c.to_string(); (key(&c, &c)) }
                    @if n == 2 { (delete) }
                }
            }
        }
    };
    html! {
        div .k-board role="group" aria-label=(s.keys) {
            @match keys {
                Keys::Full => (rows(LINES)),
                Keys::Signs => (rows(SIGNS)),
                Keys::Nine => div .k-nine {
                    @for (row, does) in NINE.iter().zip([&delete, &clear, &full]) {
                        @for (digit, letters) in row {
                            button type="button" data-key=(digit) data-command={ "kiosk key " (digit) } {
                                @if letters.is_empty() { (s.split) } @else { (letters) }
                                span .n { (digit) }
                            }
                        }
                        (does)
                    }
                },
            }
            div .k-line {
                @match keys {
                    Keys::Signs => (does("letters", "layout letters", s.keys, "wide")),
                    _ => (does("signs", "layout signs", s.signs, "wide")),
                }
                @if keys != Keys::Nine { (does("nine", "layout nine", s.nine, "wide")) }
                (does("space", "space", s.space, "space"))
                @if keys != Keys::Nine { (clear) }
                (does("done", "done", s.done, "wide go"))
            }
        }
    }
}

fn foot(kiosk: &Kiosk, cover: &Cover, s: &KioskStrings) -> Markup {
    let reads = matches!(kiosk.route(), Route::Document { .. });
    let on_page = *cover == Cover::None && reads;
    let prints =
        kiosk.settings.borrow().print && reads && matches!(cover, Cover::None | Cover::Take);
    let lists = kiosk.settings.borrow().print && *cover == Cover::Finder;
    let other = match language() {
        Language::Chinese => Language::English,
        Language::English => Language::Chinese,
    };
    html! {
        @if *cover != Cover::Attract {
            @if on_page && kiosk.chosen.borrow().is_empty() { p { (s.choose) } }
            @if *cover == Cover::Start {
                (button("theme", s.theme, "btn"))
                button .btn type="button" lang=(other.tag()) data-command={ "kiosk language " (other.tag()) } {
                    (other.name())
                }
            } @else {
                (button("back", s.back, "btn"))
            }
            @if on_page { (button("take", s.take, "btn")) }
            @if prints { (button("print", s.print, "btn")) }
            @if lists { (button("print", s.print_list, "btn")) }
            @if let Cover::Measure(id) = cover
                && let Some((document, anchor)) = finder::place(id)
            {
                button .btn type="button" data-command={ "kiosk open " (document) "#" (anchor) } { (s.whole) }
            }
            (button("large", s.large, "btn"))
            button .btn type="button" data-command="kiosk restart" data-restart { (s.restart) }
        }
    }
}
