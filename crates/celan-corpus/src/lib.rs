//! Reads and checks a corpus folder: canonical Markdown, repairs, citations.
