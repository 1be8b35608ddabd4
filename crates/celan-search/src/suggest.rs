//! Suggestions while typing: terms of the vocabulary, titles, numbers and headings.

use crate::answer::{Field, Suggestion, SuggestionKind, Suggestions, Via};
use crate::evidence::{Allowed, Evidence};
use crate::index::Index;
use crate::query::Operand;
use crate::units::{heading_text, show};
use celan_text::fold;
use fst::automaton::{Automaton, Str};
use fst::{IntoStreamer, Streamer};
use std::cmp::Reverse;

/// Characters of what is typed that are looked at.
const LONGEST: usize = 64;

impl Index {
    /// Suggests what to search for, the best first; none for nothing typed. A `limit` of 0 means
    /// all.
    pub fn suggest(&self, prefix: &str, limit: usize) -> Suggestions {
        let limit = if limit == 0 { usize::MAX } else { limit };
        let typed: String = fold(prefix).chars.into_iter().take(LONGEST).collect();
        let mut suggestions = Vec::new();
        if !typed.is_empty() {
            suggestions = self.terms(&typed, limit.min(64));
            suggestions.extend(self.names(&typed, limit.min(64)));
        }
        suggestions.truncate(limit);
        Suggestions {
            format: "celan-suggest/1",
            suggestions,
        }
    }

    /// Terms that begin with what is typed, the most frequent first.
    fn terms(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let mut found = Vec::new();
        let mut stream = self
            .words
            .vocabulary
            .search(Str::new(typed).starts_with())
            .into_stream();
        while let Some((term, frequency)) = stream.next() {
            if let Ok(term) = std::str::from_utf8(term) {
                found.push((Reverse(frequency), term.to_owned()));
            }
        }
        found.sort_unstable();
        found.truncate(limit);
        found
            .into_iter()
            .map(|(_, term)| self.suggestion(term, SuggestionKind::Term, Via::Characters))
            .collect()
    }

    /// Titles, numbers and headings that contain what is typed.
    fn names(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let evidence = self.everywhere(typed);
        let mut found: Vec<(SuggestionKind, u32, String)> = Vec::new();
        for entry in evidence.units() {
            let Some(unit) = self.units.get(entry.unit as usize) else {
                continue;
            };
            let heading =
                unit.lead > 0 && entry_begins(&evidence, entry.unit, unit.start, unit.lead);
            let (kind, text) = match unit.field {
                Field::Title => (
                    SuggestionKind::Title,
                    show(&self.library, unit).map(|s| s.text),
                ),
                Field::Number => (
                    SuggestionKind::Number,
                    show(&self.library, unit).map(|s| s.text),
                ),
                Field::Text if heading => {
                    (SuggestionKind::Heading, heading_text(&self.library, unit))
                }
                _ => continue,
            };
            if let Some(text) = text
                && found.iter().all(|(_, _, known)| *known != text)
            {
                found.push((kind, entry.unit, text));
            }
            if found.len() > 4 * limit {
                break;
            }
        }
        found.sort_by_key(|(kind, _, _)| *kind);
        found.truncate(limit);
        found
            .into_iter()
            .map(|(kind, number, text)| {
                let unit = self.units.get(number as usize);
                let document =
                    unit.and_then(|u| self.library.documents.get(usize::from(u.document)));
                Suggestion {
                    document: document.map(|d| d.metadata.id.clone()),
                    anchor: unit
                        .and_then(|u| show(&self.library, u))
                        .and_then(|s| s.anchor),
                    ..self.suggestion(text, kind, Via::Characters)
                }
            })
            .collect()
    }

    fn everywhere(&self, text: &str) -> Evidence {
        let documents = vec![true; self.library.documents.len()];
        let allowed = Allowed {
            documents: &documents,
            excluded: &[],
        };
        self.find(&Operand::word(text.to_owned()), &allowed)
    }

    fn suggestion(&self, text: String, kind: SuggestionKind, via: Via) -> Suggestion {
        let evidence = self.everywhere(&text);
        let mut documents: Vec<u16> = evidence
            .units()
            .iter()
            .filter_map(|u| self.units.get(u.unit as usize))
            .map(|u| u.document)
            .collect();
        documents.dedup();
        Suggestion {
            text,
            kind,
            documents: documents.len() as u32,
            occurrences: evidence.matches().len() as u32,
            via,
            document: None,
            anchor: None,
        }
    }
}

/// Whether a match stands in the heading or lead that a unit opens with.
fn entry_begins(evidence: &Evidence, unit: u32, start: u32, lead: u32) -> bool {
    evidence
        .in_unit(unit)
        .first()
        .is_some_and(|m| m.place < start + lead)
}
