//! How many touches of the keyboard in the page lead to what a library writes. Words, names and initials
//! are found without the keyboard's own code.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use celan_blob::Contents;
use celan_search::{Index, Keyboard, Layout};

/// Words that are tried.
const WORDS: usize = 5000;
/// Candidates of the first row, and of the table that 更多 opens.
const ROW: usize = 8;
const TABLE: usize = 48;
/// Touches beyond the initials.
const BEYOND: usize = 2;

/// What was reached.
#[derive(Default)]
pub(crate) struct Reached {
    pub(crate) all: usize,
    pub(crate) reached: usize,
    /// Some that were not.
    pub(crate) missed: Vec<String>,
}

impl Reached {
    pub(crate) fn percent(&self) -> f64 {
        100.0 * self.reached as f64 / self.all.max(1) as f64
    }

    pub(crate) fn line(&self, what: &str) -> String {
        let mut line = format!(
            "{what}: {} of {} within their initials + {BEYOND} touches ({:.2} %)",
            self.reached,
            self.all,
            self.percent()
        );
        if !self.missed.is_empty() {
            let _ = write!(
                line,
                "; not {}",
                self.missed[..self.missed.len().min(12)].join(" ")
            );
        }
        line
    }
}

/// Tries the most frequent words and all names of a library.
pub(crate) fn reach(contents: Contents, layout: Layout) -> [Reached; 2] {
    let readings: HashMap<char, String> = contents.pinyin.characters.iter().cloned().collect();
    let special: HashMap<String, Vec<String>> = contents.pinyin.words.iter().cloned().collect();
    let vocabulary = contents.vocabulary.beginning("");
    let (texts, mut names) = texts(&contents.library);
    let index = Index::open(contents);
    let keyboard = Keyboard::new(&index);
    let mut words: Vec<(usize, String)> = vocabulary
        .into_iter()
        .filter(|word| word.chars().all(|c| readings.contains_key(&c)))
        .map(|word| (texts.matches(word.as_str()).count(), word))
        .filter(|(count, _)| *count > 0)
        .collect();
    words.sort_by(|a, b| b.cmp(a));
    words.truncate(WORDS);
    names.retain(|name| name.chars().any(|c| readings.contains_key(&c)));
    let syllables = |word: &str| -> Vec<String> {
        let own = |c: char| match readings.get(&c) {
            Some(syllable) => syllable.clone(),
            None if c.is_ascii_alphanumeric() => c.to_ascii_lowercase().to_string(),
            None => String::new(),
        };
        let special = special.get(word).cloned();
        let all = special.unwrap_or_else(|| word.chars().map(own).collect());
        all.into_iter().filter(|s| !s.is_empty()).collect()
    };
    let offers = |word: &str, typed: &str, most: usize| {
        let typed: String = match layout {
            Layout::Full => typed.to_owned(),
            Layout::Nine => typed.chars().map(nine).collect(),
        };
        let found = keyboard.candidates(&index, "", &typed, layout, most);
        found.iter().any(|candidate| candidate.text == word)
    };
    let is_reached = |word: &str| {
        let syllables = syllables(word);
        let initials: String = syllables.iter().filter_map(|s| s.chars().next()).collect();
        // All initials, and the table; or one letter more, and the first row.
        let more = |at: usize| {
            let letter =
                |(n, s): (usize, &String)| s[..s.len().min(1 + usize::from(n == at))].to_owned();
            syllables.iter().enumerate().map(letter).collect::<String>()
        };
        offers(word, &initials, TABLE)
            || (0..syllables.len()).any(|at| offers(word, &more(at), ROW))
            || (2..initials.len()).any(|end| offers(word, &initials[..end], TABLE))
    };
    let tried = |words: Vec<String>| {
        let mut found = Reached::default();
        for word in words {
            found.all += 1;
            if is_reached(&word) {
                found.reached += 1;
            } else {
                found.missed.push(word);
            }
        }
        found
    };
    [
        tried(words.into_iter().map(|(_, word)| word).collect()),
        tried(names),
    ]
}

/// The digit under which a letter stands on nine keys (ITU-T E.161).
pub(super) fn nine(letter: char) -> char {
    match letter {
        'a'..='c' => '2',
        'd'..='f' => '3',
        'g'..='i' => '4',
        'j'..='l' => '5',
        'm'..='o' => '6',
        'p'..='s' => '7',
        't'..='v' => '8',
        _ => '9',
    }
}

/// All texts, one a line, and the names in them: titles, issuers, what stands between quotation marks.
fn texts(library: &celan_document::Library) -> (String, Vec<String>) {
    let mut texts = String::new();
    let mut names = BTreeMap::new();
    for document in &library.documents {
        let metadata = &document.metadata;
        names.insert(metadata.title.clone(), ());
        for issuer in &metadata.issuers {
            names.insert(issuer.clone(), ());
        }
        document.walk(&mut |block| {
            for (_, text) in block.texts() {
                texts.push_str(text);
                texts.push('\n');
                for part in text.split(['“', '《']).skip(1) {
                    let name = part.split(['”', '》']).next().unwrap_or("");
                    let is_name = (2..=12).contains(&name.chars().count());
                    if is_name && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                        names.insert(name.to_owned(), ());
                    }
                }
            }
        });
    }
    (texts, names.into_keys().collect())
}
