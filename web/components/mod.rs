//! Parts of screens. They know what is shown, not where it is.

pub(crate) mod appearance_dialog;
pub(crate) mod facets;
pub(crate) mod hit_navigator;
pub(crate) mod loading;
pub(crate) mod query_notice;
pub(crate) mod resume_banner;
pub(crate) mod shortcuts;
pub(crate) mod snippet;
pub(crate) mod suggestions;
pub(crate) mod toolbar;

use maud::Markup;
use yew::Html;
use yew::virtual_dom::VNode;

/// Markup that yew puts into the page as it is.
pub(crate) fn markup(markup: Markup) -> Html {
    VNode::from_html_unchecked(markup.into_string().into())
}
