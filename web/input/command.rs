//! What a press, a key or a field asks the application to do, and how that is read.
//!
//! An element says it in one attribute, `data-command="name argument"`; buttons and choices mean it
//! when they are pressed, text fields while one types, notes when they are left, forms when they are
//! sent. Keys mean the same commands. What the static page says without the attribute (a block's
//! number, a citation, a link) is read in [`pointer`](super::pointer).

use crate::article::block_menu::BlockAction;
use crate::export::dialog::ExportAction;
use crate::navigation::route::Route;
use crate::storage::appearance::Appearance;
use celan_locale::Language;
use web_sys::Element;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Command {
    /// The appearance dialog opens or closes.
    Settings {
        /// Whether it opens.
        open: bool,
    },
    /// The page is to look like this.
    Appearance(Appearance),
    /// The interface is to speak this language.
    Language(Language),
    /// The list of keys opens or closes.
    Shortcuts {
        /// Whether it opens.
        open: bool,
    },
    /// A notice has been read.
    Dismiss(Notice),
    /// Whatever lies over the page closes.
    Close,

    /// The search field gets the focus.
    FocusSearch,
    /// The query as it stands in the field is searched for, while it is being typed.
    TypeQuery,
    /// The query is complete.
    CommitQuery,
    /// The next or former suggestion is chosen.
    ChooseSuggestion {
        /// Forward or back.
        forward: bool,
    },
    /// The chosen suggestion is followed.
    FollowSuggestion,
    /// The suggestions close.
    CloseSuggestions,
    /// The focus goes to the next or former hit.
    StepHit {
        /// Forward or back.
        forward: bool,
    },
    /// More hits are shown.
    MoreHits,
    /// What was found while the library came is shown in order of rank.
    Rank,
    /// All hits of a document are shown.
    Unfold {
        /// The document's id.
        id: String,
        /// Whether some of them have yet to be searched for.
        search: bool,
    },
    /// The results are shown again.
    BackToResults,

    /// The library is fetched again.
    Load,
    /// The page is loaded again.
    Reload,
    /// What is in sight is printed.
    Print,

    /// The list of documents is filtered by what is typed.
    FilterList,
    /// The outline is filtered by what is typed.
    FilterOutline,
    /// What is shown is asked about the topic that is typed.
    AskTopic,

    /// A highlight of the document is shown.
    GoToHighlight(usize),
    /// The next or former highlight is shown.
    StepHighlight {
        /// Forward or back.
        forward: bool,
    },
    /// The highlight is shown that is nearest to where the strip is pressed.
    GoToNearestHighlight,
    /// The next or former section is shown.
    StepSection {
        /// Forward or back.
        forward: bool,
    },
    /// The outline opens as a dialog, or closes.
    ToggleOutline,
    /// A branch of the outline folds or unfolds.
    Fold,
    /// Repairs, variants and doubts are shown or hidden.
    Repairs {
        /// Whether they are shown.
        show: bool,
    },
    /// A chunk of the program that did not come is asked for again.
    RetryChunk,
    /// Something that the chunk `overviews` does.
    Overview(String),
    /// Something that the chunk `kiosk` does.
    Kiosk(String),
    /// Something that the chunk `more` does.
    Extra(Extra),

    /// A link of the site is followed.
    Follow(Link),
    /// The focus stays within what lies over the page.
    TrapFocus {
        /// Back or forward.
        back: bool,
    },
}

/// What is asked of the functions that come in the chunk `more`: they do things with what was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Extra {
    /// The documents that may be compared are filtered by what is typed.
    FilterChoices,
    /// The article is read aloud from the first block in sight.
    Speak,
    /// What is read aloud pauses, is quicker, slower, or stops: the name of a method of
    /// `<celan-speech>`.
    ControlSpeech(String),

    /// The citation popover closes.
    CloseCitation,
    /// The menu of a block opens.
    OpenBlockMenu {
        /// The block.
        block: Element,
        /// Whether it opens for a selection, which keeps the focus.
        selected: bool,
    },
    /// Something is done with the block whose menu is open.
    Block(BlockAction),
    /// The block that the reader points at is copied, or where none is, the export dialog opens.
    CiteBlock,
    /// The block that the reader points at is printed, or where none is, the document.
    PrintBlock,
    /// The note of an annotation is written.
    OpenNote {
        /// The annotation's id.
        id: String,
        /// The block that has it.
        block: Element,
    },
    /// The note of an annotation is stored.
    StoreNote(String),
    /// An annotation is removed.
    RemoveAnnotation(String),
    /// A removed annotation is restored.
    RestoreAnnotation(String),
    /// The annotations of a file are added.
    ImportAnnotations,
    /// A citation's popover opens.
    OpenCitation(Element),

    /// The export dialog opens or closes.
    ToggleExport,
    /// The export dialog closes.
    CloseExport,
    /// What is exported: the whole, or the block for which the dialog opened.
    ChooseExport {
        /// Whether it is the whole.
        whole: bool,
    },
    /// What was chosen is exported.
    Export(ExportAction),
}

/// What a reader is told until it is put away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The page said something else than the library.
    Reconciled,
    /// The document lacks the anchor of the address.
    AnchorMissing,
    /// Where the reader was last.
    Resume,
    /// A chunk of the program did not come.
    Chunk,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Link {
    /// To a place of the page, which the browser shows itself.
    Within,
    /// To another route.
    Route {
        /// The route.
        route: Route,
        /// Whether it is a result, so that the query is one to be remembered.
        result: bool,
    },
}

/// What has the focus when a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Focus {
    /// Nothing that takes text.
    Page,
    /// The search field.
    Query,
    /// Another field.
    Field,
}

impl Command {
    /// Reads the value of `data-command`.
    pub(crate) fn parse(value: &str) -> Option<Self> {
        let (name, argument) = value.split_once(' ').unwrap_or((value, ""));
        let text = || argument.to_owned();
        Some(match name {
            "settings" => Self::Settings {
                open: argument == "open",
            },
            "appearance" => Self::Appearance(Appearance::read(argument)),
            "language" => Self::Language(Language::from_tag(argument)?),
            "shortcuts" => Self::Shortcuts {
                open: argument == "open",
            },
            "dismiss" => Self::Dismiss(match argument {
                "reconciled" => Notice::Reconciled,
                "anchor" => Notice::AnchorMissing,
                "resume" => Notice::Resume,
                "chunk" => Notice::Chunk,
                _ => return None,
            }),
            "close-citation" => Self::Extra(Extra::CloseCitation),
            "query" => Self::TypeQuery,
            "search" => Self::CommitQuery,
            "more" => Self::MoreHits,
            "rank" => Self::Rank,
            "unfold" | "unfold-all" => Self::Unfold {
                id: text(),
                search: name == "unfold-all",
            },
            "results" => Self::BackToResults,
            "load" => Self::Load,
            "reload" => Self::Reload,
            "filter-list" => Self::FilterList,
            "filter-outline" => Self::FilterOutline,
            "filter-choices" => Self::Extra(Extra::FilterChoices),
            "topic" => Self::AskTopic,
            "highlight" => Self::GoToHighlight(argument.parse().ok()?),
            "strip" => Self::GoToNearestHighlight,
            "fold" => Self::Fold,
            "print-page" => Self::Print,
            "repairs" => Self::Repairs {
                show: argument == "show",
            },
            "speak" => Self::Extra(Extra::Speak),
            "speech" => Self::Extra(Extra::ControlSpeech(text())),
            "block" => Self::Extra(Extra::Block(BlockAction::named(argument)?)),
            "note" => Self::Extra(Extra::StoreNote(text())),
            "remove" => Self::Extra(Extra::RemoveAnnotation(text())),
            "restore" => Self::Extra(Extra::RestoreAnnotation(text())),
            "import" => Self::Extra(Extra::ImportAnnotations),
            "export" => Self::Extra(match argument {
                "open" => Extra::ToggleExport,
                "close" => Extra::CloseExport,
                "whole" | "block" => Extra::ChooseExport {
                    whole: argument == "whole",
                },
                _ => Extra::Export(ExportAction::named(argument)?),
            }),
            "kiosk" => Self::Kiosk(text()),
            "overview" => Self::Overview(text()),
            "chunk" => Self::RetryChunk,
            _ => return None,
        })
    }

    /// What a key means where the focus is.
    pub(crate) fn of_key(key: &str, shift: bool, focus: Focus) -> Option<Self> {
        use Focus::{Page, Query};
        Some(match (key, focus) {
            ("Escape", Query) => Self::CloseSuggestions,
            ("Escape", _) => Self::Close,
            ("Tab", _) => Self::TrapFocus { back: shift },
            ("ArrowDown", Query) => Self::ChooseSuggestion { forward: true },
            ("ArrowUp", Query) => Self::ChooseSuggestion { forward: false },
            ("Enter", Query) => Self::FollowSuggestion,
            ("n" | "N", Page) | ("F3", _) => Self::StepHighlight { forward: !shift },
            ("ArrowDown", Page) => Self::StepHit { forward: true },
            ("ArrowUp", Page) => Self::StepHit { forward: false },
            ("/", Page) => Self::FocusSearch,
            ("t", Page) => Self::ToggleOutline,
            ("?", Page) => Self::Shortcuts { open: true },
            ("[", Page) => Self::StepSection { forward: false },
            ("]", Page) => Self::StepSection { forward: true },
            ("c", Page) => Self::Extra(Extra::CiteBlock),
            ("p", Page) => Self::Extra(Extra::PrintBlock),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_read_with_its_argument() {
        for (value, expected) in [
            ("settings open", Some(Command::Settings { open: true })),
            ("settings", Some(Command::Settings { open: false })),
            ("highlight 12", Some(Command::GoToHighlight(12))),
            ("highlight x", None),
            (
                "unfold-all a-1",
                Some(Command::Unfold {
                    id: "a-1".into(),
                    search: true,
                }),
            ),
            (
                "note 7-a b",
                Some(Command::Extra(Extra::StoreNote("7-a b".into()))),
            ),
            ("dismiss resume", Some(Command::Dismiss(Notice::Resume))),
            ("dismiss", None),
            (
                "export whole",
                Some(Command::Extra(Extra::ChooseExport { whole: true })),
            ),
            ("export nothing", None),
            ("block nothing", None),
            ("", None),
            ("else", None),
        ] {
            assert_eq!(Command::parse(value), expected, "{value}");
        }
    }

    /// Letters are commands only where nobody writes.
    #[test]
    fn letters_typed_into_a_field_are_text() {
        for key in ["/", "t", "?", "[", "]", "n", "N", "c", "p", "ArrowDown"] {
            assert!(Command::of_key(key, false, Focus::Page).is_some(), "{key}");
            assert_eq!(Command::of_key(key, false, Focus::Field), None, "{key}");
        }
        let next = Some(Command::StepHighlight { forward: true });
        assert_eq!(Command::of_key("F3", false, Focus::Query), next);
        assert_eq!(
            Command::of_key("N", true, Focus::Page),
            Some(Command::StepHighlight { forward: false })
        );
    }

    #[test]
    fn every_action_of_block_and_export_can_be_asked_for() {
        for (name, _) in BlockAction::NAMES {
            assert!(Command::parse(&["block ", name].concat()).is_some());
        }
        for name in [
            "cite",
            "cite-md",
            "reference",
            "txt",
            "md",
            "docx",
            "print",
            "share",
            "link",
        ] {
            let action = ExportAction::named(name);
            let command = Command::parse(&["export ", name].concat());
            assert!(
                action.is_some()
                    && command == action.map(|action| Command::Extra(Extra::Export(action)))
            );
        }
    }
}
