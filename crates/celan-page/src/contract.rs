//! The markup that style, script and tests rely on.
//!
//! # Every page
//!
//! - `<html lang="zh-CN" data-search="none" data-root="…">`: `data-root` is the way to the site's
//!   root (`./`, `../../`); with script also `data-library`, `data-library-bytes`,
//!   `data-provenance`, `data-wasm`: the files' paths below the root, with the sizes of blob and module and the
//!   hash of each (`data-library-integrity` …), which the application compares; and
//!   where the library has changed since that blob was made, `data-changes`.
//! - `<body>` holds, in this order, `a.skip`, `header#bar.bar`, `div#screen`, `footer.foot`, and on
//!   a document `nav#dock.dock`. `body.page-doc` and `data-document="<id>"` say that the screen is a
//!   document. `#screen` holds what [`document_screen`](crate::document_screen) or
//!   [`library_screen`](crate::library_screen) writes, and nothing else.
//! - The style that reading needs stands in the page, named by hash in its policy; what only the
//!   application shows is a file, `link#added` last in `<body>` after the module script, which turns it
//!   on.
//! - `#q`, the page's one `input[type=search]`, stands in a `form[role=search]` that asks the root
//!   for `?q=`; in the bar of a document, in the hall of the library. The dock's way to it is `#q`: on a narrow screen
//!   a document hides the field until then.
//! - `web/assets/early_appearance.js`, in a file named in `<head>`, shows the page as its reader has set it on the
//!   device: values of the style and `data-*` of `<html>`. Nothing waits for it. `web/assets/prefetch_module.js` beside
//!   it sends for the module once the text is here, and puts what the address asks for into the field. `web/assets/watch.js` beside them looks for `#end`, the last
//!   element of a page that came whole, for script, style and module.
//! - `template#unstarted` holds the notice (`data-notice` page, script, style or module) that `watch.js` shows if
//!   one of them does not come, or the application fails later, in each language.
//! - `#bar` holds `a.logo`, `nav.where` (on a document with its title in `b` and the place in `.at`), on a
//!   document the search form, and `nav.tools`. The
//!   script puts its tools into the `span.own` that `nav.tools` and `#dock` end with, and a
//!   `progress.line` at the end of `#bar`; all have their place in the style, so nothing moves.
//!
//! # A document's screen
//!
//! `div.desk` with `nav#outline.outline.sheet`, `main#text` with the `article.doc` and `p.src` (seen
//! on paper only), and `aside#facts.facts`.
//!
//! - **Every block has its anchor as `id`, once.** The text content of that element, without what
//!   is named next, is the block's text, character for character.
//! - Celan's own words in an article stand in `.head` (but for `h1`, where it has an `id`), `.say`,
//!   `.h` and `.note`. `a.a` is a block's own link; its label is drawn by the style from `data-n`,
//!   so that it is neither copied nor found. With script it opens `#place`, the menu of the block.
//! - The blocks of notice, body and annexes stand in `div.slice`, half a screen in each, which browsers can lay
//!   out one by one.
//! - `div.turn` stands behind the last block of a section and leads to the former and the next; the style draws
//!   its words from `aria-label`, so that they are neither copied nor found.
//! - `wbr` stands between the words of titles that are set in the middle; it is no text.
//! - Kinds: `.chapter` (篇, 章), `.section` (节), `.point` (一、), `.sub` (（一）, 1., （1） standing
//!   alone), `.annex`, `.plain`; `.no` is a heading's label, `.gap` the white space after it, which
//!   is text but not drawn. `b.lead` is a run-in heading, `b.art` the label of an article;
//!   `.i3` an item one step in.
//! - `.flush` the addressees, `.sign` signature and date, `.remark`, `.copies`, `.title` a title
//!   printed within the document. `section.notice` and `section.annexed` hold those parts; the former folded, in
//!   `details`.
//! - `aside.box` with `.title`; `figure.frame` with `table`, `caption`, and notes in `figcaption`. A frame says by
//!   `.slim` or `.rows` (`.series`) what becomes of its table where it is narrow, by `.wide` (`.broad`) that it has
//!   many columns; `td[data-k]` is the head of a cell's column, drawn by the style.
//! - `a.cite[href]` leads to a place of the library; `span.cite.none` names what it lacks.
//! - With [`View::marks`](crate::View): `span.fix` (`.repair`, `.variant`, `.doubt`; `.none` where
//!   nothing stands) and, at the end of the block, a `span.note` for each.
//!
//! # The library's screen
//!
//! `main.wrap` with `section.hall`, `nav#sift.filters` and `section#list`, in this `div#groups` with a
//! `section.group` for each level with `li.item[data-document]`.
//!
//! - An item carries what it can be narrowed and ordered by: `data-level`, `data-category`,
//!   `data-issuer` and `data-term` (each value a line), `data-year`, `data-size`
//!   (characters); and where it stands: `data-group` (number of its group), `data-n`.
//! - `a[data-field][data-value]` narrows or orders the list; `.n` in it is how many it would show.
//! - `#sift` is a sheet on narrow screens, which `a#see` closes; `div#chosen` takes what is chosen.
//! - `#shown` says how many documents are shown, `#sieve` is a field to narrow by typing, `ol#flat`
//!   takes the items when they stand in one row. `.scripted` is in sight only with script.
