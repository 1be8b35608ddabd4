//! Who leads, who assists, who is responsible: an index by body, whom to ask.

use super::texts::Texts;
use crate::view::View;
use celan_document::Library;
use celan_finder::{BodyRole, Extracts};
use celan_locale::{fill, number};
use maud::{Markup, html};

/// The bodies with their places.
pub fn bodies_screen(library: &Library, extracts: &Extracts, view: View<'_>) -> Markup {
    let texts = Texts::new(library, extracts, view);
    let w = texts.words;
    let role = |role| match role {
        BodyRole::Lead => w.leads,
        BodyRole::Assist => w.assists,
        BodyRole::Responsible => w.responsible,
    };
    html! {
        section.bodies {
            h1 { (w.bodies) }
            p.dim { (fill(w.bodies_about, &[("n", &number(extracts.bodies.len()))])) }
            @if extracts.bodies.is_empty() { p.say { (w.bodies_none) } }
            @for body in &extracts.bodies {
                details.behind data-body=(extracts.name(body.name)) {
                    summary lang="zh-CN" {
                        (extracts.name(body.name)) " " span.n { (number(body.places.len())) }
                    }
                    ul {
                        @for place in &body.places {
                            li {
                                span.n { (role(place.role)) } " "
                                a href=(texts.address(place.location)) lang="zh-CN" { (texts.place(place.location)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
