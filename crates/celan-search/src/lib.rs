//! The search core: queries, matching, ranking, suggestions.
