//! How many answers each choice leaves.

use crate::query::Query;
use crate::{Choice, Finder};

/// The counts of all choices, in the order of the choices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Who one is.
    pub who: Vec<Count>,
    /// Answers without the question who one is.
    pub anyone: usize,
    /// What one wants.
    pub want: Vec<Count>,
    /// Answers without the question what one wants.
    pub anything: usize,
    /// Which level.
    pub level: Vec<Count>,
    /// Answers without the question which level.
    pub everywhere: usize,
    /// Answers to the query as it is.
    pub answers: usize,
    /// Those of them that have ended.
    pub ended: usize,
}

/// A choice and how many answers it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The choice's id.
    pub id: String,
    /// How many answers there are once it is chosen.
    pub count: usize,
    /// Whether some measure of the library names it, whatever else is asked.
    pub exists: bool,
}

pub(crate) fn count(finder: &Finder<'_>, query: &Query) -> Counts {
    let total = |query: &Query| {
        (0..finder.entries.len())
            .filter(|at| finder.passes(*at, query))
            .count()
    };
    let names = |id: &str| {
        finder
            .entries
            .iter()
            .any(|e| e.groups.iter().any(|g| g == id))
    };
    let who = |choice: &Choice| Count {
        id: choice.id.clone(),
        count: total(&Query {
            who: Some(choice.id.clone()),
            ..query.clone()
        }),
        exists: names(&choice.id),
    };
    let want = |choice: &Choice| Count {
        id: choice.id.clone(),
        count: total(&Query {
            want: Some(choice.id.clone()),
            ..query.clone()
        }),
        exists: finder
            .entries
            .iter()
            .any(|e| e.purposes.contains(&choice.id)),
    };
    let level = |id: &String| Count {
        id: id.clone(),
        count: total(&Query {
            level: Some(id.clone()),
            ..query.clone()
        }),
        exists: finder.entries.iter().any(|e| e.level.as_ref() == Some(id)),
    };
    let without = |change: fn(&mut Query)| {
        let mut query = query.clone();
        change(&mut query);
        total(&query)
    };
    let ended = (0..finder.entries.len())
        .filter(|at| finder.entries[*at].ended && finder.passes(*at, query));
    Counts {
        who: finder.who.iter().map(who).collect(),
        anyone: without(|q| q.who = None),
        want: finder.want.iter().map(want).collect(),
        anything: without(|q| q.want = None),
        level: finder.levels.iter().map(level).collect(),
        everywhere: without(|q| q.level = None),
        answers: total(query),
        ended: ended.count(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Answer, Choice, Entry, Finder, Fit, Query, Sort};

    fn entry(
        groups: &[&str],
        purpose: &str,
        level: &str,
        ended: bool,
        highest: Option<f64>,
    ) -> Entry {
        Entry {
            groups: groups.iter().map(|g| (*g).to_owned()).collect(),
            purposes: vec![purpose.to_owned()],
            level: Some(level.to_owned()),
            ended,
            highest,
        }
    }

    fn choice(id: &str, within: Option<&str>) -> Choice {
        Choice {
            id: id.into(),
            within: within.map(str::to_owned),
            ..Choice::default()
        }
    }

    fn library() -> (Vec<Entry>, Vec<Choice>, Vec<Choice>, Vec<String>) {
        (
            vec![
                entry(&["firm"], "research", "市", true, Some(5e5)),
                entry(&["tech"], "research", "省", false, Some(3e5)),
                entry(&["lab"], "people", "市", false, None),
                entry(&[], "research", "省", false, Some(9e5)),
            ],
            vec![
                choice("firm", None),
                choice("tech", Some("firm")),
                choice("lab", None),
                choice("farm", None),
            ],
            vec![choice("research", None), choice("people", None)],
            vec!["省".into(), "市".into()],
        )
    }

    fn order(answers: &[Answer]) -> Vec<usize> {
        answers.iter().map(|a| a.entry).collect()
    }

    #[test]
    fn a_narrow_group_gets_what_is_for_the_wider_one() {
        let (entries, who, want, levels) = library();
        let finder = Finder::new(&entries, &who, &want, &levels);
        let ask = |who: &str| Query {
            who: Some(who.into()),
            ..Query::default()
        };
        let tech = finder.answers(&ask("tech"));
        assert_eq!(order(&tech), [1, 0, 3]);
        assert_eq!(tech[1].fit, Fit::Wider);
        assert_eq!(order(&finder.answers(&ask("firm"))), [0, 3]);
    }

    #[test]
    fn what_is_no_choice_is_named_and_left_out() {
        let (entries, who, want, levels) = library();
        let finder = Finder::new(&entries, &who, &want, &levels);
        let asked = Query {
            who: Some("baker".into()),
            want: Some("people".into()),
            level: Some("县".into()),
            ..Query::default()
        };
        let (known, unknown) = finder.known(&asked);
        assert_eq!(unknown, ["baker", "县"]);
        assert_eq!((known.who.is_none(), known.level.is_none()), (true, true));
        assert_eq!(finder.known(&known), (known.clone(), Vec::new()));
        assert_eq!(order(&finder.answers(&known)), [2]);
    }

    #[test]
    fn sums_that_are_not_known_come_last() {
        let (entries, who, want, levels) = library();
        let finder = Finder::new(&entries, &who, &want, &levels);
        let query = Query {
            sort: Sort::Sum,
            ..Query::default()
        };
        assert_eq!(order(&finder.answers(&query)), [3, 0, 1, 2]);
        let query = Query {
            sort: Sort::Level,
            open: true,
            ..Query::default()
        };
        assert_eq!(order(&finder.answers(&query)), [1, 3, 2]);
    }

    #[test]
    fn a_count_is_what_the_choice_leaves() {
        let (entries, who, want, levels) = library();
        let finder = Finder::new(&entries, &who, &want, &levels);
        for asked in [None, Some("tech"), Some("farm")] {
            for wanted in [None, Some("people")] {
                let query = Query {
                    who: asked.map(str::to_owned),
                    want: wanted.map(str::to_owned),
                    ..Query::default()
                };
                let counts = finder.counts(&query);
                for count in &counts.who {
                    let chosen = Query {
                        who: Some(count.id.clone()),
                        ..query.clone()
                    };
                    assert_eq!(count.count, finder.answers(&chosen).len());
                }
                assert_eq!(counts.answers, finder.answers(&query).len());
            }
        }
        let counts = finder.counts(&Query::default());
        assert_eq!((counts.ended, counts.who[3].exists), (1, false));
    }

    #[test]
    fn a_circle_of_groups_ends() {
        let who = [choice("a", Some("b")), choice("b", Some("a"))];
        let entries = [entry(&["c"], "x", "y", false, None)];
        let finder = Finder::new(&entries, &who, &[], &[]);
        let query = Query {
            who: Some("a".into()),
            ..Query::default()
        };
        assert!(finder.answers(&query).is_empty());
    }
}
