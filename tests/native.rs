//! What is tested from outside without a browser, as one program, which is linked once.

mod anchors;
mod changing;
mod damage;
mod fidelity;
mod reprint;
mod scan;
mod search_truth;
mod structure;
mod tidy;
mod vocabulary;
