//! One screen for each route that the application renders itself; documents and the library's list
//! are written by celan-page.

pub(crate) mod agreement;
pub(crate) mod annotations;
pub(crate) mod compare;
pub(crate) mod kept;
pub(crate) mod not_found;
pub(crate) mod offer;
pub(crate) mod overviews;
pub(crate) mod reread;
pub(crate) mod results;
pub(crate) mod scopes;
pub(crate) mod start;
pub(crate) mod view;
