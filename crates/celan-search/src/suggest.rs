//! Suggestions while typing: terms of the vocabulary, titles, numbers and headings.

use crate::dictionary::Found;
use crate::index::Field;
use crate::index::Index;
use crate::index::{heading_text, show};
use crate::matching::{Allowed, Postings};
use crate::query::LONGEST_QUERY;
use crate::query::Operand;
use crate::response::{Suggestion, SuggestionKind, Suggestions, Understood, Via};
use crate::text::encode;
use celan_text::{fold, is_han};

/// Characters of what is typed that are looked at.
const LONGEST: usize = 64;
/// Suggestions at most, where all are asked for.
const MOST: usize = 200;
/// Suggestions from the thesaurus at most.
const WRITTEN: usize = 4;
/// Stretches of the text that occur less often are not suggested for initials.
const SELDOM: u32 = 4;
/// Suggestions where nothing was found, and characters of what was asked that they share.
const NEAREST: usize = 5;
const LONGEST_PART: usize = 4;
/// Titles among them that do.
const NEAREST_DOCUMENTS: usize = 3;
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
        let mut found: Vec<(Found, Via)> = Vec::new();
        let mut add = |more: Vec<Found>, via: Via| {
            for next in more {
                if found.iter().all(|(known, _)| known.text != next.text) {
                    found.push((next, via));
                }
            }
        };
        let mut beginning = self.beginning(typed);
        beginning.extend(self.words.names.beginning(typed));
        // What is typed whole stays first; narrower ones follow by frequency.
        let whole = |f: &Found| fold(&f.text).chars == typed;
        beginning.sort_by(|a, b| {
            (whole(b), b.frequency, &a.text).cmp(&(whole(a), a.frequency, &b.text))
        });
        let any = !beginning.is_empty();
        add(beginning, Via::Characters);
        add(self.written_for(typed), Via::Thesaurus);
        if !any {
            let (read, via) = self.read(typed);
            add(read, via);
        }
        if found.len() < limit {
            let mut containing = terms.containing(typed);
            containing.extend(self.words.names.containing(typed));
            containing.sort_by(|a, b| (b.frequency, &a.text).cmp(&(a.frequency, &b.text)));
            containing.truncate(limit);
            for next in containing {
                if found.iter().all(|(known, _)| known.text != next.text) {
                    found.push((next, Via::Characters));
                }
            }
        }
        if found.is_empty() && typed.iter().any(|c| is_han(*c)) && !self.occurs(typed) {
            let mut near = terms.homophones(typed);
            near.extend(terms.near(typed));
            near.extend(self.words.names.near(typed));
            let mut seen: Vec<String> = Vec::new();
            near.retain(|f| {
                !seen.contains(&f.text) && {
                    seen.push(f.text.clone());
                    true
                }
            });
            found.extend(near.into_iter().map(|f| (f, Via::Correction)));
        }
        found.truncate(limit);
        let found = found.into_iter();
        found
            .map(|(f, via)| self.suggestion(f.text, SuggestionKind::Term, via))
            .collect()
    }

    /// What documents write for ways of saying that begin with what is typed.
    fn written_for(&self, typed: &[char]) -> Vec<Found> {
        let mut found: Vec<(usize, Found)> = Vec::new();
        if typed.iter().all(|c| !c.is_ascii_lowercase()) || typed.len() > 1 {
            for (said, written) in self.words.thesaurus.said_beginning(typed) {
                for text in written {
                    let codes: Vec<u16> = encode(&fold(text).chars).collect();
                    let frequency = self.buffer.find(&codes).count() as u32;
                    if frequency > 0 && found.iter().all(|(_, f)| f.text != *text) {
                        let text = text.clone();
                        found.push((said.len() - typed.len(), Found { text, frequency }));
                    }
                }
                if found.len() > MOST {
                    break;
                }
            }
        }
        found.sort_by_key(|(rest, f)| (*rest, std::cmp::Reverse(f.frequency)));
        found.truncate(WRITTEN);
        found.into_iter().map(|(_, f)| f).collect()
    }

    /// Terms, names and stretches of the text that read as what is typed, the more frequent first.
    fn read(&self, typed: &[char]) -> (Vec<Found>, Via) {
        let letters = typed.iter().filter(|c| c.is_ascii_lowercase()).count();
        if letters == 0 {
            return (Vec::new(), Via::Pinyin);
        }
        let (terms, names) = (&self.words.terms, &self.words.names);
        let mut found = terms.read_as(typed, true);
        found.extend(names.read_as(typed, true));
        let mut full = false;
        if letters > 3 || (letters > 2 && found.is_empty()) {
            for reading in self.words.pinyin.read(&self.buffer, typed) {
                full |= reading.full;
                let seldom = !reading.full && reading.occurrences < SELDOM;
                if !seldom && found.iter().all(|f| f.text != reading.text) {
                    found.push(Found {
                        text: reading.text,
                        frequency: reading.occurrences,
                    });
                }
            }
        }
        let initials = |f: &Found| typed.len() <= f.text.chars().count();
        let short = found.iter().filter(|f| initials(f)).count();
        let via = if !full && short * 2 > found.len() {
            Via::Initials
        } else {
            Via::Pinyin
        };
        let exact = |f: &Found| {
            let chars = fold(&f.text).chars;
            terms.is_full_reading(&chars, typed) || names.is_full_reading(&chars, typed)
        };
        found.sort_by_key(|f| {
            std::cmp::Reverse(u64::from(f.frequency) * if exact(f) { 4 } else { 1 })
        });
        (found, via)
    }

    /// What to look for instead of a query that finds nothing: terms and names that share most with
    /// what was asked, titles that do, then the library's own topics.
    pub(crate) fn nearest(&self, understood: &Understood) -> Vec<Suggestion> {
        let (mut found, mut documents) = (Vec::new(), Vec::new());
        let words = understood.terms.iter().filter(|t| t.from.is_none());
        for text in words.map(|t| &t.text).chain(&understood.phrases) {
            let chars = fold(text).chars;
            let lengths = (1..=chars.len().min(LONGEST_PART)).rev();
            let parts = lengths.flat_map(|len| chars.windows(len));
            for part in parts.filter(|part| part.iter().all(|c| is_han(*c))) {
                found.extend(self.terms(part, NEAREST));
                if part.len() > 1 {
                    let titles = self.names(part, HEADINGS).into_iter();
                    let titles = titles.filter(|name| name.kind == SuggestionKind::Title);
                    documents.extend(titles.take(NEAREST_DOCUMENTS - documents.len()));
                }
                if found.len() >= NEAREST {
                    break;
                }
            }
        }
        let topics = self.library.topics.iter().cloned();
        let topics =
            topics.map(|topic| self.suggestion(topic, SuggestionKind::Term, Via::Correction));
        found.truncate(NEAREST);
        if found.is_empty() {
            found.extend(topics.filter(|topic| topic.occurrences > 0));
        }
        found.extend(documents);
        found
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
        let document = unit.and_then(|u| self.library.documents.get(u.document as usize));
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
        let mut documents: Vec<u32> = units.map(|u| u.document).collect();
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
