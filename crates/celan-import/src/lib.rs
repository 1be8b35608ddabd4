//! Turns raw source texts into canonical documents, every change recorded.
