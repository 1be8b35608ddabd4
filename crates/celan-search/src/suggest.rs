//! Suggestions while typing: terms of the vocabulary, titles, numbers and headings.

use crate::dictionary::Found;
use crate::index::Field;
use crate::index::Index;
use crate::index::{heading_text, show};
use crate::matching::{Allowed, Postings};
use crate::query::LONGEST_QUERY;
use crate::query::Operand;
use crate::response::{Suggestion, SuggestionKind, Suggestions, Via};
use celan_text::{fold, is_han};

/// Characters of what is typed that are looked at.
const LONGEST: usize = 64;
/// Suggestions at most, where all are asked for.
const MOST: usize = 200;
/// Headings looked at.
const HEADINGS: usize = 50;

impl Index {
    /// Suggests what to search for, the best first; none for nothing typed. Of `limit` suggestions
    /// (0: all there is) titles, numbers and headings take a third where there are any.
    pub fn suggest(&self, prefix: &str, limit: usize) -> Suggestions {
        let limit = if limit == 0 { MOST } else { limit.min(MOST) };
        // Folding leaves characters out, so that more are taken than are looked at.
        let prefix: String = prefix.chars().take(LONGEST_QUERY).collect();
        let mut typed = fold(&prefix).chars;
        typed.truncate(LONGEST);
        let (mut suggestions, mut names) = (Vec::new(), Vec::new());
        if !typed.is_empty() {
            names = self.names(&typed, limit);
            let room = limit - names.len().min(limit / 3);
            suggestions = self.terms(&typed, room);
        }
        names.truncate(limit - suggestions.len());
        let text = |s: &Suggestion| fold(&s.text).chars;
        names.retain(|n| suggestions.iter().all(|s| text(s) != text(n)));
        suggestions.extend(names);
        Suggestions {
            format: "celan-suggest/1",
            suggestions,
        }
    }

    /// Terms that begin with what is typed, contain it, read as it, or are near to it: of these the
    /// first that there are.
    fn terms(&self, typed: &[char], limit: usize) -> Vec<Suggestion> {
        let terms = &self.words.terms;
        let mut found = self.beginning(typed);
        let mut via = Via::Characters;
        if found.is_empty() {
            found = terms.read_as(typed, true);
            let initials = |f: &Found| typed.len() <= f.text.chars().count();
            let short = found.iter().filter(|f| initials(f)).count();
            via = if short * 2 > found.len() {
                Via::Initials
            } else {
                Via::Pinyin
            };
            found.sort_by_key(|f| !terms.is_full_reading(&fold(&f.text).chars, typed));
        }
        if found.is_empty() {
            via = Via::Characters;
            found = terms.containing(typed);
        }
        if found.is_empty() && typed.iter().any(|c| is_han(*c)) && !self.occurs(typed) {
            via = Via::Correction;
            found = terms.homophones(typed);
            found.extend(terms.near(typed));
            let mut seen = Vec::new();
            found.retain(|f| {
                !seen.contains(&f.text) && {
                    seen.push(f.text.clone());
                    true
                }
            });
        }
        found.truncate(limit);
        let found = found.into_iter();
        found
            .map(|f| self.suggestion(f.text, SuggestionKind::Term, via))
            .collect()
    }

    /// Terms that begin with what is typed, by the fst, the most frequent first.
    fn beginning(&self, typed: &[char]) -> Vec<Found> {
        let typed: String = typed.iter().collect();
        let terms = self.words.vocabulary.beginning(&typed).into_iter();
        let mut found: Vec<Found> = terms
            .map(|text| Found {
                frequency: self
                    .words
                    .terms
                    .frequency(&fold(&text).chars)
                    .unwrap_or_default(),
                text,
            })
            .collect();
        // In an order of its own: terms that changes added stand after all others.
        found.sort_by(|a, b| (b.frequency, &a.text).cmp(&(a.frequency, &b.text)));
        found
    }

    /// Titles, numbers and headings that contain what is typed, and titles that read as it.
    fn names(&self, typed: &[char], limit: usize) -> Vec<Suggestion> {
        let text: String = typed.iter().collect();
        let postings = self.everywhere(&text);
        let mut found: Vec<(SuggestionKind, u32, String)> = Vec::new();
        let letters = typed.iter().any(char::is_ascii_lowercase);
        let read = |unit: &&u32| letters && self.reads_as(**unit, typed);
        let titles = self.first_units.iter().filter(read).copied();
        for number in postings.units().iter().map(|u| u.unit).chain(titles) {
            let Some(unit) = self.units.get(number as usize) else {
                continue;
            };
            let matches = postings.in_unit(number);
            let heading = matches
                .first()
                .is_some_and(|m| m.place < unit.start + unit.lead);
            let shown = || Some(show(&self.library, unit)?.own);
            let (kind, text) = match unit.field {
                Field::Title => (SuggestionKind::Title, shown()),
                Field::Number => (SuggestionKind::Number, shown()),
                Field::Text if heading && unit.below > number + 1 => {
                    (SuggestionKind::Heading, heading_text(&self.library, unit))
                }
                _ => continue,
            };
            if let Some(text) = text
                && found.iter().all(|(_, _, known)| *known != text)
            {
                found.push((kind, number, text.to_owned()));
            }
            if found.len() > HEADINGS {
                break;
            }
        }
        found.sort_by_key(|(kind, _, _)| *kind);
        found.truncate(limit);
        found
            .into_iter()
            .map(|(kind, unit, text)| self.name(kind, unit, text, &postings))
            .collect()
    }

    fn name(
        &self,
        kind: SuggestionKind,
        number: u32,
        text: String,
        postings: &Postings,
    ) -> Suggestion {
        let unit = self.units.get(number as usize);
        let document = unit.and_then(|u| self.library.documents.get(usize::from(u.document)));
        let read = postings.in_unit(number).is_empty();
        let via = if read { Via::Pinyin } else { Via::Characters };
        Suggestion {
            document: document.map(|d| d.metadata.id.clone()),
            anchor: unit
                .and_then(|u| show(&self.library, u))
                .and_then(|s| s.anchor.map(str::to_owned)),
            ..self.suggestion(text, kind, via)
        }
    }

    /// Whether a title reads as the letters typed.
    fn reads_as(&self, unit: u32, typed: &[char]) -> bool {
        let title = self
            .units
            .get(unit as usize)
            .and_then(|u| show(&self.library, u));
        let chars = fold(title.map_or("", |t| t.own)).chars;
        self.words.terms.text_reads_as(&chars, typed)
    }

    fn everywhere(&self, text: &str) -> Postings {
        let documents = vec![true; self.library.documents.len()];
        let allowed = Allowed {
            documents: &documents,
            excluded: &[],
        };
        self.find(&Operand::word(text.to_owned()), &allowed)
    }

    fn suggestion(&self, text: String, kind: SuggestionKind, via: Via) -> Suggestion {
        let postings = self.everywhere(&text);
        let units = postings.units().iter();
        let units = units.filter_map(|u| self.units.get(u.unit as usize));
        let mut documents: Vec<u16> = units.map(|u| u.document).collect();
        documents.dedup();
        Suggestion {
            text,
            kind,
            documents: documents.len() as u32,
            occurrences: postings.matches().len() as u32,
            via,
            document: None,
            anchor: None,
        }
    }
}
