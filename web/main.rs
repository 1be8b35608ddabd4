//! The Celan reader: the application that takes over a static page.
//!
//! It mounts around what stands there: the article is adopted, never rendered a second time. What
//! a reader might send on stands in the address ([`route`]); everything else that changes is in one
//! [`state`]. Reading and searching themselves are celan-blob's, celan-search's and celan-page's.

mod address;
mod aloud;
mod app;
mod begun;
mod components;
mod events;
mod focus;
mod json;
mod language;
mod laying;
mod library;
mod marking;
mod marks;
mod notebook;
mod outline;
mod page;
mod peek;
mod place;
mod pressed;
mod recent;
mod route;
mod screens;
mod settings;
mod shelf;
mod shell;
mod sift;
mod standing;
mod state;
mod storage;
mod taking;

use gloo_timers::callback::Timeout;

fn main() {
    // The browser has just made the module ready, which takes a slow device long enough: the page
    // answers in between.
    Timeout::new(0, start).forget();
}

fn start() {
    if let Some(shell) = shell::Shell::adopt()
        && let Ok(root) = gloo_utils::document().create_element("div")
    {
        root.set_id("app");
        if gloo_utils::body().append_child(&root).is_ok() {
            let props = app::Props { shell };
            Timeout::new(0, || {
                yew::Renderer::<app::App>::with_root_and_props(root, props).render();
            })
            .forget();
        }
    }
}
