//! Measures, targets and bodies out of the texts of a library.
//!
//! A *measure* is one support: who gets it, for what, how much, on which condition, from whom, each with
//! the words that say so. A *target* is an aim or a recorded value with its year, a *body* an authority that
//! leads, assists or answers. All three are read by rules of the language of Chinese support policy; no rule
//! knows a document, a place or an issuer. What cannot be read is marked as damaged and has no number.
//!
//! The crate reads [`celan_document`] and nothing else: no file, no screen.

mod amount;
mod bodies;
mod choices;
mod condition;
mod correction;
mod extracts;
mod lexicon;
mod measure;
mod passage;
mod recipient;
mod sentence;
mod share;
mod targets;

pub use bodies::{Body, BodyPlace, BodyRole, bodies};
pub use choices::{Choice, Choices, ChoicesError, Named};
pub use correction::{AmountKeys, CapKeys, Correction, CorrectionError, Corrections, ShareKeys};
pub use extracts::extracts;
pub use measure::{
    Amount, Bound, Cap, CapPer, Condition, Frequency, Kind, Measure, Operator, Recipient, Share,
    Standing, measures,
};
pub use targets::{Aim, Target, TargetBound, YearFrom, targets};
