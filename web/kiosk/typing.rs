//! What is being written on the keyboard in the page.

use crate::library::Session;
use celan_search::{Candidate, Gathering, Keyboard, Layout};
use celan_text::fold;

/// Candidates of the row at most, and of the table of all of them.
pub(super) const ROW: usize = 8;
const CANDIDATES: usize = 48;
/// Readings of nine keys that are shown.
const READINGS: usize = 4;

/// The keys that are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Keys {
    /// A key for each letter.
    #[default]
    Full,
    /// Nine keys.
    Nine,
    /// Digits, brackets, and what document numbers have.
    Signs,
}

/// What is being written.
#[derive(Default)]
pub(super) struct Typing {
    /// The words that are chosen, a space between them.
    written: String,
    /// The letters or keys that mean nothing yet.
    typed: String,
    keys: Keys,
    /// Those that letters were written with last.
    letters: Keys,
    /// Whether all candidates are shown.
    pub(super) all: bool,
    /// Whether the keys are put away, so that results have the screen.
    closed: bool,
    pub(super) candidates: Vec<Candidate>,
    /// What can be typed, gathered before it is asked for, or then.
    keyboard: Option<Keyboard>,
}

impl Typing {
    /// Begins with a query, without what was typed.
    pub(super) fn begin(&mut self, query: &str) {
        self.written = query.to_owned();
        self.typed.clear();
        self.candidates.clear();
        self.all = false;
        self.closed = !query.is_empty();
    }

    /// The keys that are shown first.
    pub(super) fn set_layout(&mut self, nine: bool) {
        self.letters = if nine { Keys::Nine } else { Keys::Full };
        self.keys = self.letters;
    }

    pub(super) fn keys(&self) -> Keys {
        self.keys
    }

    pub(super) fn written(&self) -> &str {
        &self.written
    }

    pub(super) fn typed(&self) -> &str {
        &self.typed
    }

    pub(super) fn is_open(&self) -> bool {
        !self.closed
    }

    /// What is searched for.
    pub(super) fn query(&self) -> String {
        self.written.trim().to_owned()
    }

    /// Executes a command of the keyboard. Returns whether the query is another one.
    pub(super) fn execute(
        &mut self,
        name: &str,
        argument: &str,
        session: Option<&Session>,
    ) -> bool {
        let before = self.query();
        let was_closed = self.closed;
        match name {
            "key" => argument.chars().for_each(|c| self.key(c)),
            "reading" => self.read_as(argument),
            "candidate" => self.choose(argument.parse().unwrap_or(0)),
            "all" => self.all = !self.all,
            "space" if self.candidates.is_empty() => self.close_word(),
            "space" => self.choose(0),
            "delete" => self.delete(),
            "clear" => self.begin(""),
            "done" => {
                if !self.typed.is_empty() {
                    self.choose(0);
                }
                self.typed.clear();
                self.closed = true;
            }
            "again" => self.closed = false,
            "layout" => {
                self.typed.clear();
                self.keys = match argument {
                    "signs" => Keys::Signs,
                    "nine" => Keys::Nine,
                    "full" => Keys::Full,
                    _ => self.letters,
                };
                if self.keys != Keys::Signs {
                    self.letters = self.keys;
                    self.close_word();
                }
            }
            _ => return false,
        }
        if name != "all" {
            self.all = false;
        }
        self.offer(session);
        self.query() != before || self.closed != was_closed
    }

    fn key(&mut self, c: char) {
        let c = c.to_ascii_lowercase();
        let is_letter = c.is_ascii_lowercase() || c == '\'';
        match self.keys {
            Keys::Full if is_letter => self.typed.push(c),
            // A keyboard of hardware has letters.
            Keys::Nine if is_letter => {
                self.typed = c.to_string();
                (self.keys, self.letters) = (Keys::Full, Keys::Full);
            }
            Keys::Nine if c.is_ascii_digit() => self.typed.push(c),
            _ => {
                if !self.typed.is_empty() {
                    self.choose(0);
                    self.typed.clear();
                }
                // Whoever chose a word writes the next one apart, but for what follows without a space.
                self.written.push(c);
            }
        }
    }

    /// What nine keys may be read as: the readings of the candidates, in their order.
    pub(super) fn readings(&self) -> Vec<&str> {
        let mut readings: Vec<&str> = Vec::new();
        if self.keys == Keys::Nine {
            for candidate in &self.candidates {
                let reading = candidate.reading.as_str();
                if !reading.is_empty() && !readings.contains(&reading) {
                    readings.push(reading);
                }
            }
        }
        readings.truncate(READINGS);
        readings
    }

    /// Takes the keys of a reading for its letters.
    fn read_as(&mut self, reading: &str) {
        let mut candidates = self.candidates.iter();
        if let Some(candidate) = candidates.find(|candidate| candidate.reading == reading) {
            let later: String = self.typed.chars().skip(candidate.keys).collect();
            self.typed = [reading, &later].concat();
        }
    }

    fn choose(&mut self, number: usize) {
        let Some(candidate) = self.candidates.get(number) else {
            return;
        };
        if candidate.keys == 0 {
            let start = self.written.rfind(' ').map_or(0, |at| at + 1);
            self.written.truncate(start);
        }
        self.written.push_str(&candidate.text);
        self.typed = self.typed.chars().skip(candidate.keys).collect();
        self.close_word();
    }

    /// What comes next is another word.
    fn close_word(&mut self) {
        if !self.written.is_empty() && !self.written.ends_with(' ') {
            self.written.push(' ');
        }
    }

    fn delete(&mut self) {
        if self.typed.pop().is_some() {
            return;
        }
        let kept = self.written.trim_end().len();
        self.written.truncate(kept);
        self.written.pop();
        let kept = self.written.trim_end().len();
        self.written.truncate(kept);
    }

    /// Takes what was gathered.
    pub(super) fn know(&mut self, gathered: Gathering) {
        self.keyboard.get_or_insert_with(|| gathered.finish());
    }

    /// Finds the candidates: those of the row and one more, unless all are asked for. To count the passages of each
    /// is most of the work.
    fn offer(&mut self, session: Option<&Session>) {
        let most = if self.all { CANDIDATES } else { ROW + 1 };
        self.candidates.clear();
        let Some(session) = session else { return };
        let index = session.index();
        if !self.typed.is_empty() {
            let keyboard = self.keyboard.get_or_insert_with(|| Keyboard::new(index));
            let layout = match self.keys {
                Keys::Nine => Layout::Nine,
                Keys::Full | Keys::Signs => Layout::Full,
            };
            self.candidates = keyboard.candidates(index, &self.written, &self.typed, layout, most);
        } else if self.keys == Keys::Signs {
            self.offer_numbers(session, most);
        }
    }

    /// Offers the document numbers that have what was written last.
    fn offer_numbers(&mut self, session: &Session, most: usize) {
        let word = self.written.rsplit(' ').next().unwrap_or_default();
        let word: String = fold(word).chars.into_iter().collect();
        if word.is_empty() {
            return;
        }
        let documents = session.library().documents.iter();
        let numbers = documents.filter_map(|document| document.metadata.number.clone());
        let has = |number: &String| {
            let folded: String = fold(number).chars.into_iter().collect();
            folded.contains(&word) && folded != word
        };
        let candidates = numbers.filter(has).take(most);
        self.candidates = candidates
            .map(|text| Candidate {
                text,
                reading: String::new(),
                keys: 0,
                passages: 0,
            })
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typing(candidates: &[(&str, usize)]) -> Typing {
        let candidates = candidates.iter().map(|(text, keys)| Candidate {
            text: (*text).to_owned(),
            reading: String::new(),
            keys: *keys,
            passages: 1,
        });
        Typing {
            candidates: candidates.collect(),
            ..Typing::default()
        }
    }

    #[test]
    fn what_is_chosen_takes_its_keys_and_leaves_the_rest() {
        let mut typing = typing(&[("奖励", 2)]);
        typing.typed = "jlzj".to_owned();
        assert!(typing.execute("candidate", "0", None));
        assert_eq!((typing.query().as_str(), typing.typed()), ("奖励", "zj"));
        assert!(!typing.execute("candidate", "7", None));
    }

    #[test]
    fn signs_continue_the_word_and_letters_begin_one() {
        let mut typing = Typing::default();
        for c in ["国", "发", "〔", "2", "0"] {
            typing.execute("layout", "signs", None);
            assert!(typing.execute("key", c, None));
        }
        assert_eq!(typing.query(), "国发〔20");
        typing.execute("layout", "letters", None);
        assert_eq!(typing.keys(), Keys::Full);
        assert!(!typing.execute("key", "g", None));
        assert_eq!((typing.query().as_str(), typing.typed()), ("国发〔20", "g"));
    }

    #[test]
    fn deleting_takes_letters_first_and_then_characters() {
        let mut typing = Typing::default();
        typing.begin("奖励 办法");
        typing.typed = "j".to_owned();
        assert!(!typing.execute("delete", "", None));
        assert!(typing.execute("delete", "", None));
        assert_eq!(typing.query(), "奖励 办");
        assert!(typing.execute("delete", "", None));
        assert_eq!(typing.query(), "奖励");
        assert!(typing.execute("clear", "", None));
        assert_eq!(typing.query(), "");
        assert!(!typing.execute("delete", "", None));
        assert!(typing.is_open());
    }
}
