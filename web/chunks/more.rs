//! What is done with what was found: comparing, taking it elsewhere, marking it, and how the page looks.

use crate::article::{annotation_layer, block_menu, citation_popover, speech};
use crate::components::{appearance_dialog, shortcuts};
use crate::controller::{Controller, Dispatch};
use crate::export::{dialog, print};
use crate::library::Session;
use crate::navigation::route::Compared;
use crate::screens::{annotations, compare};
use crate::state::State;
use celan_blob::{BlobError, open_provenance};
use celan_document::Library;
use celan_page::strings::Strings;
use maud::Markup;
use std::rc::Rc;
use web_sys::Element;
use yew::Html;

/// The functions of the chunk [`MORE`](super::MORE).
pub(crate) struct More {
    /// Writes two documents side by side.
    pub(crate) compare: fn(&Controller, &Compared, &Session) -> Markup,
    /// Narrows the list of documents to compare with.
    pub(crate) filter_choices: fn(&str, &Strings),
    /// Writes the reader's annotations.
    pub(crate) annotations: fn(&Controller, &str, &Library) -> Markup,
    /// The dialog of how the page looks, where it is open.
    pub(crate) appearance_dialog: fn(&Controller, &State) -> Html,
    /// The list of keys, where it is open.
    pub(crate) shortcuts: fn(&Controller, &State) -> Html,
    /// Takes a click; returns whether it was for a menu, a dialog, an annotation or a citation.
    pub(crate) click: fn(&Rc<Controller>, &Dispatch, &Element) -> bool,
    /// Takes a key that acts on a place of the document; returns whether it does.
    pub(crate) key: fn(&Rc<Controller>, &str) -> bool,
    /// Closes what is open over the page; returns whether that was a citation.
    pub(crate) close: fn() -> bool,
    /// Opens the menu of a block.
    pub(crate) open_menu: fn(&Rc<Controller>, &Element),
    /// Takes the choice of what is exported.
    pub(crate) choose_export: fn(&Controller, &str),
    /// Follows the pointer over a citation.
    pub(crate) over_citation: fn(&Rc<Controller>, &Element),
    /// Takes a key on a citation; returns whether it opens it.
    pub(crate) citation_key: fn(&Rc<Controller>, &Element, bool) -> bool,
    /// Puts citations into the reach of keys.
    pub(crate) reach_citations: fn(),
    /// Draws the reader's annotations into the document.
    pub(crate) show_annotations: fn(&Controller),
    /// Takes them out of it.
    pub(crate) clear_annotations: fn(),
    /// Takes annotations from a file.
    pub(crate) import_annotations: fn(&Controller, &Dispatch, &str),
    /// Keeps a note whose field is left.
    pub(crate) keep_note: fn(&Controller, &Element),
    /// Readies the page for paper, and puts it back.
    pub(crate) before_print: fn(&Controller),
    pub(crate) after_print: fn(),
    /// Reads aloud from where the reader is.
    pub(crate) read_on: fn(),
    /// Adds repairs, variants and doubts to a library.
    pub(crate) open_provenance: fn(&[u8], &mut Library) -> Result<(), BlobError>,
}

pub(super) static MORE: More = More {
    compare: compare::write,
    filter_choices: compare::filter_choices,
    annotations: annotations::write,
    appearance_dialog: appearance_dialog::appearance_dialog,
    shortcuts: shortcuts::shortcuts,
    click,
    key: block_menu::key,
    close,
    open_menu: block_menu::open,
    choose_export: dialog::choose,
    over_citation: citation_popover::over,
    citation_key: citation_popover::key,
    reach_citations: citation_popover::reach,
    show_annotations: annotation_layer::show,
    clear_annotations: annotation_layer::clear,
    import_annotations: annotation_layer::import,
    keep_note: annotation_layer::noted,
    before_print: print::before,
    after_print: print::after,
    read_on: speech::read_on,
    open_provenance,
};

fn click(controller: &Rc<Controller>, dispatch: &Dispatch, clicked: &Element) -> bool {
    dialog::click(controller, dispatch, clicked)
        || block_menu::click(controller, clicked)
        || annotation_layer::click(controller, dispatch, clicked)
        || citation_popover::tap(controller, clicked)
}

fn close() -> bool {
    if citation_popover::close() {
        return true;
    }
    block_menu::close();
    dialog::close();
    false
}
