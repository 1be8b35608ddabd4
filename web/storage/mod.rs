//! What is kept on this device, and nowhere else.

pub(crate) mod annotations;
pub(crate) mod appearance;
mod json;
pub(crate) mod kept;
pub(crate) mod local;
pub(crate) mod locale;
pub(crate) mod reading_progress;
pub(crate) mod recent_queries;
pub(crate) mod search_scope;
pub(crate) mod visits;
