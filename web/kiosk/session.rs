//! When a session ends, and that nothing is left of it.

use super::Kiosk;
use super::options::Settings;
use crate::dom::site::{kiosk_form, root};
use celan_locale::{KIOSK_CHINESE, KIOSK_ENGLISH, KioskStrings, Language};
use gloo_utils::window;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What the address ends in while somebody is starting again.
pub(super) const START: &str = "#start";
/// How long one passage of the attract screen is shown, in milliseconds.
const PASSAGE: f64 = 12_000.0;

/// How long nobody has touched anything.
#[derive(Debug, Clone, Copy)]
pub(super) struct Idle {
    since: f64,
}

impl Idle {
    pub(super) fn now() -> Self {
        Self { since: now() }
    }

    pub(super) fn touch(&mut self) {
        self.since = now();
    }

    /// Whether the attract screen has shown its passage long enough.
    pub(super) fn is_time_for_another(self) -> bool {
        now() - self.since > PASSAGE
    }

    /// Seconds of the countdown that remain; `None` before it begins.
    pub(super) fn remaining(self, settings: &Settings) -> Option<u32> {
        let passed = (now() - self.since) / 1000.0 - f64::from(settings.idle);
        let left = f64::from(settings.warning) - passed;
        (passed >= 0.0).then(|| left.max(0.0).ceil() as u32)
    }
}

/// Milliseconds that only go forward.
fn now() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}

/// Ends the session: the page is loaded anew in the place of the one that is here, so that nothing of it is
/// left in memory. With `again` somebody is here and goes on at the start.
pub(super) fn end(kiosk: &Rc<Kiosk>, again: bool) {
    // Browsers give fields their text back.
    kiosk.controller.page.field().set_value("");
    load("kiosk", again);
}

/// Starts again in another language.
pub(super) fn restart_in(tag: &str) {
    let is_usual = Language::from_tag(tag) == Some(Language::default());
    let form = if is_usual {
        "kiosk".to_owned()
    } else {
        ["kiosk=", tag].concat()
    };
    load(&form, true);
}

/// The tag of the language that the address asks for.
pub(super) fn language() -> Language {
    let form = kiosk_form().unwrap_or_default();
    let tag = form.split_once('=').map(|(_, tag)| tag.to_owned());
    tag.and_then(|tag| Language::from_tag(&tag))
        .unwrap_or_default()
}

/// The words of that language.
pub(super) fn words() -> &'static KioskStrings {
    match language() {
        Language::Chinese => &KIOSK_CHINESE,
        Language::English => &KIOSK_ENGLISH,
    }
}

/// An address as it stands in kiosk mode: with the mode in it, once.
pub(super) fn address(address: String) -> String {
    match kiosk_form() {
        Some(form) => with_parameter(&without_parameter(&address, &form), &form),
        None => address,
    }
}

/// An address as it stands elsewhere: without the mode.
pub(super) fn public(address: &str) -> String {
    match kiosk_form() {
        Some(form) => without_parameter(address, &form),
        None => address.to_owned(),
    }
}

/// An address with a parameter more.
fn with_parameter(address: &str, parameter: &str) -> String {
    // The fragment of a route that itself stands in one is the second.
    let end = address.rfind('#').filter(|at| *at > 0);
    let (before, anchor) = address.split_at(end.unwrap_or(address.len()));
    let sign = if before.contains('?') { "&" } else { "?" };
    [before, sign, parameter, anchor].concat()
}

/// The parameters of an address without this one.
fn without_parameter(address: &str, parameter: &str) -> String {
    let (before, after) = address.split_once('?').unwrap_or((address, ""));
    let (parameters, anchor) = after.split_at(after.find('#').unwrap_or(after.len()));
    let kept: Vec<&str> = parameters
        .split('&')
        .filter(|pair| !pair.is_empty() && *pair != parameter)
        .collect();
    let sign = if kept.is_empty() { "" } else { "?" };
    [before, sign, &kept.join("&"), anchor].concat()
}

fn load(form: &str, again: bool) {
    let top = match root() {
        // Everything is one file: its routes stand behind `#`, and the file itself has to be loaded anew.
        root if root.contains('#') => {
            let file = window().location().pathname().unwrap_or_default();
            [&file, "?", form].concat()
        }
        root => [&root, "?", form].concat(),
    };
    let place = [top.as_str(), if again { START } else { "" }].concat();
    // Where only the fragment differs a browser loads nothing.
    if let Ok(history) = window().history() {
        let other = [&top, "&"].concat();
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&other));
    }
    let _ = window().location().replace(&place);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kiosk_mode_stands_in_every_address_once() {
        for (address, with) in [
            ("/", "/?kiosk"),
            ("/?q=a", "/?q=a&kiosk"),
            ("/d/x/#a5", "/d/x/?kiosk#a5"),
            ("#/", "#/?kiosk"),
            ("#/d/x/?q=a#a5", "#/d/x/?q=a&kiosk#a5"),
        ] {
            assert_eq!(with_parameter(address, "kiosk"), with);
            assert_eq!(without_parameter(with, "kiosk"), address);
        }
        assert_eq!(without_parameter("?kiosk&q=a", "kiosk"), "?q=a");
        assert_eq!(without_parameter("?q=a&kiosk=en", "kiosk=en"), "?q=a");
    }
}
