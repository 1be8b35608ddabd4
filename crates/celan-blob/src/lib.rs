//! Packs a library into one blob and opens it again.
