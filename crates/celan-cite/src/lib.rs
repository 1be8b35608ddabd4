//! How a document is named in words: a place as a citation has it, the attribution of a copy, and
//! what the text says of its own validity.
//!
//! Pure functions over [`celan_document`], in the language of the [`Strings`](celan_locale::Strings)
//! that they are given. They know neither markup nor files.

mod attribution;
mod place;
mod validity;

pub use attribution::{attribution, kept_until, source};
pub use place::{place_name, place_names};
pub use validity::{Claim, claims, ended, leading_claim};
