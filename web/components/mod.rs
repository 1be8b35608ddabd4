//! Parts of screens.

pub(crate) mod facets;
pub(crate) mod finder;
pub(crate) mod keys;
pub(crate) mod load;
pub(crate) mod passage;
pub(crate) mod resume;
pub(crate) mod said;
pub(crate) mod settings;
pub(crate) mod suggestions;
pub(crate) mod tools;
