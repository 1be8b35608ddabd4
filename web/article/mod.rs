//! What the application adds to the article in the page, and to its outline.

pub(crate) mod annotation_layer;
pub(crate) mod block_menu;
pub(crate) mod citation_popover;
pub(crate) mod highlights;
pub(crate) mod outline;
pub(crate) mod provenance;
pub(crate) mod speech;
