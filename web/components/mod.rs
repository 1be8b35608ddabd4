//! Parts of screens; none knows of routes.

pub(crate) mod load;
pub(crate) mod passage;
pub(crate) mod settings;
pub(crate) mod suggestions;
pub(crate) mod tools;
