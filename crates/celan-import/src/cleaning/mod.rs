//! Characters that a conversion spoiled: conjunctions, punctuation, white space.

pub(crate) mod conjunction;
pub(crate) mod punctuation;
pub(crate) mod spacing;
