//! The Celan reader: the application that takes over a static page.
//!
//! It mounts around what is there: the article is adopted, never rendered a second time. What a
//! reader might send on is in the address ([`navigation`]); everything else that changes is in one
//! [`state`]. Reading and searching themselves are celan-blob's, celan-search's and celan-page's.

mod app;
mod article;
mod chunks;
mod components;
mod context;
mod controller;
mod dom;
mod effects;
mod export;
mod input;
mod kiosk;
mod library;
mod navigation;
mod page;
mod screens;
mod state;
mod storage;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

fn main() {
    // The browser has just made the module ready, which takes a slow device long enough: the page
    // answers in between.
    Timeout::new(0, start).forget();
}

fn start() {
    spawn_local(async {
        let words = storage::locale::fetch().await;
        mount(words.err());
    });
}

/// Mounts the application; `missing` says why the words of the chosen language have not come.
fn mount(missing: Option<String>) {
    if let Some(controller) = controller::Controller::adopt()
        && let Ok(root) = gloo_utils::document().create_element("div")
    {
        root.set_id("app");
        if gloo_utils::body().append_child(&root).is_ok() {
            let props = app::Props {
                controller,
                missing,
            };
            Timeout::new(0, || {
                yew::Renderer::<app::App>::with_root_and_props(root, props).render();
            })
            .forget();
        }
    }
}
