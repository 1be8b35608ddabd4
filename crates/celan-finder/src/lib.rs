//! The finder's questions: which measures fit who one is and what one wants, and how many each choice leaves.
//!
//! Pure functions over small values, without dependencies, so that they run in a browser as they do here. What
//! a library's texts say is in [`Extracts`], which the library's file carries; what is asked of a measure is an
//! [`Entry`]: groups, purposes, level, standing and its highest sum.
//!
//! ```
//! use celan_finder::{Choice, Entry, Finder, Query};
//! let choices = ["firm", "lab"].map(|id| Choice { id: id.into(), ..Choice::default() });
//! let entries = [Entry { groups: vec!["firm".into()], ..Entry::default() }];
//! let finder = Finder::new(&entries, &choices, &[], &[]);
//! let query = Query { who: Some("firm".into()), ..Query::default() };
//! assert_eq!(finder.answers(&query).len(), 1);
//! assert_eq!(finder.counts(&query).who[1].count, 0);
//! ```

mod counts;
mod extracts;
mod query;
mod rank;

pub use counts::{Count, Counts};
pub use extracts::{
    Body, BodyPlace, BodyRole, Choice, Extracts, Frequency, Location, Measure, Pair, Range, Target,
    TargetBound,
};
pub use query::{Query, Sort};
pub use rank::{Answer, Fit};

/// What the finder knows of a measure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Ids of the groups it is for; empty if the text names none, so that it is for anyone.
    pub groups: Vec<String>,
    /// Ids of its purposes.
    pub purposes: Vec<String>,
    /// The level of its document.
    pub level: Option<String>,
    /// Its document's term has ended.
    pub ended: bool,
    /// The highest sum that one recipient can get, in yuan; `None` if it is a share without a ceiling, a sum in
    /// words, or cannot be read.
    pub highest: Option<f64>,
}

/// Entries and choices, to be asked.
#[derive(Debug, Clone, Copy)]
pub struct Finder<'a> {
    entries: &'a [Entry],
    who: &'a [Choice],
    want: &'a [Choice],
    levels: &'a [String],
}

impl<'a> Finder<'a> {
    /// A finder over `entries` in reading order. `who`, `want` and `levels` are the choices in the order in
    /// which they are shown, the highest level first.
    pub fn new(
        entries: &'a [Entry],
        who: &'a [Choice],
        want: &'a [Choice],
        levels: &'a [String],
    ) -> Self {
        Self {
            entries,
            who,
            want,
            levels,
        }
    }

    /// `query` without what is no choice here, and that: an address may come from another library, or from a
    /// former state of this one.
    pub fn known(&self, query: &Query) -> (Query, Vec<String>) {
        let mut unknown = Vec::new();
        let mut keep = |asked: &Option<String>, is: &dyn Fn(&str) -> bool| {
            let asked = asked.clone();
            if let Some(other) = asked.as_deref().filter(|asked| !is(asked)) {
                unknown.push(other.to_owned());
                return None;
            }
            asked
        };
        let one_of =
            |choices: &[Choice], asked: &str| choices.iter().any(|choice| choice.id == asked);
        let known = Query {
            who: keep(&query.who, &|asked| one_of(self.who, asked)),
            want: keep(&query.want, &|asked| one_of(self.want, asked)),
            level: keep(&query.level, &|asked| {
                self.levels.iter().any(|level| level == asked)
            }),
            ..query.clone()
        };
        (known, unknown)
    }

    /// The answers to `query`, sorted as it asks.
    pub fn answers(&self, query: &Query) -> Vec<Answer> {
        let mut answers: Vec<Answer> = (0..self.entries.len())
            .filter(|at| self.passes(*at, query))
            .map(|at| Answer {
                entry: at,
                fit: self.fit(at, query),
            })
            .collect();
        rank::sort(&mut answers, self.entries, self.levels, query.sort);
        answers
    }

    /// How many answers each choice would leave, the rest of the query as it is.
    pub fn counts(&self, query: &Query) -> Counts {
        counts::count(self, query)
    }

    /// Whether an entry answers a query.
    fn passes(&self, at: usize, query: &Query) -> bool {
        let entry = &self.entries[at];
        let who = query
            .who
            .as_deref()
            .is_none_or(|who| self.is_for(entry, who));
        let want = query
            .want
            .as_deref()
            .is_none_or(|want| entry.purposes.iter().any(|p| p == want));
        let level = query
            .level
            .as_deref()
            .is_none_or(|level| entry.level.as_deref() == Some(level));
        who && want && level && !(query.open && entry.ended)
    }

    /// Whether an entry is for a group: it names the group or a wider one, or no group at all.
    fn is_for(&self, entry: &Entry, who: &str) -> bool {
        entry.groups.is_empty()
            || entry
                .groups
                .iter()
                .any(|group| group == who || self.is_within(who, group))
    }

    /// Whether `who` is within `wider`, directly or by several steps.
    fn is_within(&self, who: &str, wider: &str) -> bool {
        let mut at = who;
        // As many steps as there are choices, so that a circle ends.
        for _ in 0..self.who.len() {
            let choice = self.who.iter().find(|choice| choice.id == at);
            match choice.and_then(|choice| choice.within.as_deref()) {
                Some(within) if within == wider => return true,
                Some(within) => at = within,
                None => return false,
            }
        }
        false
    }

    fn fit(&self, at: usize, query: &Query) -> Fit {
        let groups = &self.entries[at].groups;
        match query.who.as_deref() {
            Some(who) if groups.iter().any(|group| group == who) => Fit::Named,
            Some(_) if !groups.is_empty() => Fit::Wider,
            Some(_) => Fit::Anyone,
            None => Fit::Named,
        }
    }
}
