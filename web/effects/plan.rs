//! Which effects a change of state has. Pure: no page, no browser.

use crate::navigation::route::{Route, Screen};

/// What effects depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Situation {
    /// What the reader looks at.
    pub(crate) route: Route,
    /// What the page holds, or will.
    pub(crate) background: Screen,
    /// Whether what is here of the library can show the route.
    pub(crate) readable: bool,
    /// Whether what writes pages has come.
    pub(crate) pages: bool,
    /// Whether what draws annotations has come.
    pub(crate) more: bool,
    /// Whether repairs, variants and doubts are shown.
    pub(crate) repairs: bool,
    /// How often the notebook was changed.
    pub(crate) notebook_changes: usize,
}

/// Something to be done to the page. The order in a plan is the order in which they run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Titles break between the words that the library knows.
    SetTokenizer,
    /// The adopted page is compared with the library, and written anew if they differ.
    Reconcile,
    /// The document is written with repairs, or without.
    MarkRepairs(bool),
    /// The screen of the route is shown, written if it is another one.
    Show {
        /// Whether a screen that is written is laid out in slices.
        lazily: bool,
    },
    /// The list of documents is filtered.
    FilterList(String),
    /// The list of documents says which were begun.
    ShowProgress,
    /// The search field shows the query, unless the reader is typing.
    FillSearchField(String),
    /// The outline follows the document.
    RenewOutline,
    /// The query's matches in the document are highlighted.
    Highlight {
        /// Whether also if the page still holds the document in which they were highlighted last. What writes
        /// pages may come while the reader goes from match to match: it must not lead them back.
        anew: bool,
    },
    /// The reader is told if the document lacks the anchor.
    CheckAnchor,
    /// Citations of what the library lacks can be reached by keys.
    ReachCitations,
    /// The reader's annotations are drawn.
    DrawAnnotations,
    /// The page scrolls to its target, or offers where the reader was last, once the screen is there.
    Arrive {
        /// Whether the library can show the route.
        readable: bool,
    },
}

/// The effects of a change; all that apply, where nothing was before.
pub(crate) fn plan(before: Option<&Situation>, after: &Situation) -> Vec<Effect> {
    let changed = |same: fn(&Situation, &Situation) -> bool| before.is_none_or(|b| !same(b, after));
    let route = changed(|a, b| a.route == b.route);
    let library = after.readable && before.is_none_or(|b| !b.readable);
    let arrived = library || (after.pages && before.is_some_and(|b| !b.pages));
    let drawable = after.more && before.is_none_or(|b| !b.more);
    let repairs = before.map_or(after.repairs, |b| b.repairs != after.repairs);
    // The document in the page is, or may be, another one than before.
    let background = changed(|a, b| a.background == b.background);
    let rewritten = background || arrived || repairs;
    let mut effects = Vec::new();
    // What the page holds may be another screen below the same route.
    if route || background || arrived || repairs {
        if after.readable {
            effects.push(Effect::SetTokenizer);
        }
        if arrived && after.readable && after.pages {
            effects.push(Effect::Reconcile);
        }
        if repairs && after.readable {
            effects.push(Effect::MarkRepairs(after.repairs));
        }
        effects.push(Effect::Show {
            lazily: is_beginning(&after.route),
        });
        if let Route::Library { filter } = &after.route {
            effects.push(Effect::FilterList(filter.clone()));
            if after.readable {
                effects.push(Effect::ShowProgress);
            }
        }
        effects.push(Effect::FillSearchField(after.route.query().text.clone()));
        effects.push(Effect::RenewOutline);
    }
    if after.readable && (route || rewritten) && matches!(after.route, Route::Document { .. }) {
        let anew = route || background || library || repairs;
        effects.extend([Effect::Highlight { anew }, Effect::CheckAnchor]);
    }
    if after.readable && after.more && (rewritten || drawable) {
        effects.push(Effect::ReachCitations);
    }
    let annotated = changed(|a, b| a.notebook_changes == b.notebook_changes);
    if after.more && (rewritten || drawable || annotated) {
        effects.push(Effect::DrawAnnotations);
    }
    if route || background || arrived || repairs {
        effects.push(Effect::Arrive {
            readable: after.readable,
        });
    }
    effects
}

/// Whether the route shows a document from its beginning, with nothing highlighted in it.
fn is_beginning(route: &Route) -> bool {
    matches!(route, Route::Document { query, anchor, .. }
        if query.text.is_empty() && anchor.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, query: &str, anchor: &str) -> Situation {
        Situation {
            route: Route::Document {
                id: id.into(),
                query: query.to_owned().into(),
                anchor: anchor.into(),
            },
            background: Screen::Document(id.into()),
            readable: true,
            pages: true,
            more: true,
            repairs: false,
            notebook_changes: 0,
        }
    }

    /// Results of a query over what `under` shows.
    fn results(query: &str, under: &Situation) -> Situation {
        Situation {
            route: Route::search(query.to_owned().into()),
            ..under.clone()
        }
    }

    fn position(effects: &[Effect], wanted: &Effect) -> Option<usize> {
        effects.iter().position(|effect| effect == wanted)
    }

    #[test]
    fn no_change_has_no_effect() {
        for situation in [
            document("a", "", ""),
            results("技改", &document("a", "", "")),
        ] {
            assert_eq!(plan(Some(&situation), &situation), []);
        }
    }

    #[test]
    fn a_query_over_a_document_leaves_the_document_alone() {
        let under = document("a", "技改", "c1");
        let first = results("科", &under);
        for (before, after) in [
            (under.clone(), first.clone()),
            (first.clone(), results("科技", &under)),
        ] {
            let effects = plan(Some(&before), &after);
            for touched in [
                Effect::DrawAnnotations,
                Effect::Highlight { anew: true },
                Effect::ReachCitations,
                Effect::Reconcile,
            ] {
                assert!(!effects.contains(&touched), "{touched:?} in {effects:?}");
            }
        }
        // On the way back the query of the document is highlighted, and no annotation is wrapped.
        let back = plan(Some(&first), &under);
        assert!(
            back.contains(&Effect::Highlight { anew: true })
                && !back.contains(&Effect::DrawAnnotations)
        );
    }

    #[test]
    fn another_screen_below_the_same_route_is_covered() {
        let before = results("技改", &document("a", "", ""));
        let after = results("技改", &document("b", "", ""));
        assert!(plan(Some(&before), &after).contains(&Effect::Show { lazily: false }));
    }

    #[test]
    fn another_query_in_a_document_highlights_anew_and_no_more() {
        let effects = plan(Some(&document("a", "技", "")), &document("a", "技改", ""));
        assert!(effects.contains(&Effect::Highlight { anew: true }));
        assert!(!effects.contains(&Effect::DrawAnnotations));
        assert!(!effects.contains(&Effect::ReachCitations));
    }

    #[test]
    fn a_page_is_compared_once_its_library_is_here() {
        let after = document("a", "技改", "");
        let before = Situation {
            readable: false,
            ..after.clone()
        };
        let first = plan(None, &before);
        assert!(
            !first.contains(&Effect::Reconcile)
                && !first.contains(&Effect::Highlight { anew: true })
        );
        let effects = plan(Some(&before), &after);
        // What is written anew is shown, and only then highlighted and annotated.
        let order = [
            Effect::SetTokenizer,
            Effect::Reconcile,
            Effect::Show { lazily: false },
            Effect::Highlight { anew: true },
            Effect::DrawAnnotations,
            Effect::Arrive { readable: true },
        ];
        let places: Vec<_> = order.iter().map(|e| position(&effects, e)).collect();
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{effects:?}"
        );
    }

    #[test]
    fn a_document_that_is_written_again_gets_back_what_was_drawn_in_it() {
        let before = document("a", "技改", "");
        let repaired = Situation {
            repairs: true,
            ..before.clone()
        };
        for (before, after) in [
            (before.clone(), repaired.clone()),
            (repaired, before.clone()),
            (before, document("b", "技改", "")),
        ] {
            let effects = plan(Some(&before), &after);
            for drawn in [
                Effect::Highlight { anew: true },
                Effect::ReachCitations,
                Effect::DrawAnnotations,
            ] {
                assert!(effects.contains(&drawn), "{drawn:?} not in {effects:?}");
            }
        }
    }

    #[test]
    fn what_a_chunk_does_waits_for_it() {
        let here = document("a", "", "");
        let waiting = Situation {
            pages: false,
            more: false,
            ..here.clone()
        };
        let drawn = [Effect::ReachCitations, Effect::DrawAnnotations];
        let effects = plan(None, &waiting);
        assert!(!effects.contains(&Effect::Reconcile));
        assert!(drawn.iter().all(|effect| !effects.contains(effect)));
        let more = Situation {
            more: true,
            ..waiting.clone()
        };
        assert_eq!(plan(Some(&waiting), &more), drawn);
        assert!(plan(Some(&more), &here).contains(&Effect::Reconcile));
    }

    #[test]
    fn a_changed_notebook_is_drawn() {
        let before = document("a", "", "");
        let after = Situation {
            notebook_changes: 1,
            ..before.clone()
        };
        assert_eq!(plan(Some(&before), &after), [Effect::DrawAnnotations]);
    }
}
