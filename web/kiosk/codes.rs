//! QR codes of what is taken along.

use celan_export::QrCode;
use celan_locale::{KioskStrings, fill, number};
use maud::{Markup, html};

/// A code with a passage's own text, and where there are several, which of them it is.
pub(super) fn code_figure(
    code: &str,
    caption: &str,
    numbered: Option<(usize, usize)>,
    s: &KioskStrings,
) -> Markup {
    html! {
        figure {
            (qr(code))
            figcaption {
                (caption)
                @if let Some((n, of)) = numbered {
                    " " (fill(s.code_of, &[("n", &number(n)), ("of", &number(of))]))
                }
            }
        }
    }
}

/// A code with an address.
pub(super) fn link_figure(address: &str, s: &KioskStrings) -> Markup {
    html! { figure { (qr(address)) figcaption { (s.scan_link) } } }
}

/// A code, dark on light in every theme.
fn qr(text: &str) -> Markup {
    let Some(code) = QrCode::new(text) else {
        return html! {};
    };
    let width = code.width();
    html! {
        svg .qr data-code=(text) viewBox={ "0 0 " (width) " " (width) } role="img" aria-label="QR" {
            path d=(code.path()) {}
        }
    }
}
