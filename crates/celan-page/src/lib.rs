//! Writes documents and library as static HTML.
