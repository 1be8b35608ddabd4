//! The document model of Celan: documents, blocks, numbering, anchors.
