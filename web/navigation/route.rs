//! Addresses and what they show: `/`, `/?q=…`, `/d/<id>/?q=…#anchor`, `/d/<id>/?q=…&in=<anchor>`,
//! `/?left=<id>&right=<id>&topic=…`, under any path.
//!
//! A site is read below a [`Base`]. Where every page has a file of its own, routes are real paths;
//! where the whole library is one file, the same routes stand behind `#`.

use crate::navigation::list_filter::{self, FIELDS};
use crate::navigation::url::{decode, parameter, push_value};
use celan_search::{FilterField, LONGEST_QUERY};

/// What the reader looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// The list of documents; what follows `?` is the list's own (filters, order).
    Library {
        /// Parameters other than `q`, as they stand in the address.
        filter: String,
    },
    /// The results of a query; an empty one offers what may be asked.
    Search {
        /// What is searched for.
        query: Query,
        /// Where.
        scope: Scope,
    },
    /// A document.
    Document {
        /// Its id.
        id: String,
        /// The query whose terms are marked; empty for none.
        query: Query,
        /// The place shown; empty for the beginning.
        anchor: String,
    },
    /// Two documents side by side.
    Compare(Compared),
    /// The reader's own marks.
    Notebook,
    /// What a chunk of its own makes of the library, or of a document.
    View(View),
    /// An address that leads nowhere.
    Unknown,
}

/// What a page holds: its own screen, which results may cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Screen {
    /// The list of documents.
    Library,
    /// The document of this id.
    Document(String),
    /// Anything else, as the page for unknown addresses.
    Other,
}

/// Where is searched: everywhere, in a document, or in a part of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The document's id; empty for all documents.
    pub(crate) document: String,
    /// The anchor of the part's heading; empty for the whole document.
    pub(crate) part: String,
}

/// What is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Compared {
    /// The id of the document on the left.
    pub(crate) left: String,
    /// That of the one on the right; empty while it has yet to be chosen.
    pub(crate) right: String,
    /// What both are asked about; empty for all that they hold.
    pub(crate) topic: String,
    /// The pair that is shown, as an element's id; empty for the beginning.
    pub(crate) anchor: String,
}

/// A view of the library, or of a document: `/?find=1&who=…`, `/d/<id>/?view=measures`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct View {
    /// The document; `None` if it is a view of the library.
    pub(crate) document: Option<String>,
    /// The parameters as they stand in the address. The view's own writer reads them.
    pub(crate) parameters: String,
}

impl View {
    /// Whether another view is the same one, asked otherwise.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.document == other.document && self.name() == other.name()
    }

    /// Whether it is one of the chunk `overviews`.
    pub(crate) fn is_overview(&self) -> bool {
        self.document.is_none() && self.name() >= Some(OVERVIEWS)
    }

    fn name(&self) -> Option<usize> {
        let named = |name: &&str| parameter(&self.parameters, name).is_some();
        VIEWS.iter().position(named)
    }
}

/// A query and how it is to be answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// As typed.
    pub(crate) text: String,
    /// Only what it says: no other words, no corrections.
    pub(crate) exact: bool,
    /// The latest documents first, and not the best passages.
    pub(crate) by_date: bool,
    /// What was chosen to narrow the results, as it stands in the address: `level=中央&year=2018`.
    pub(crate) filter: String,
}

/// Where the site is and how its routes are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Base {
    /// Real paths below this one, which ends in `/`.
    Path(String),
    /// One file: routes stand in its fragment.
    Fragment,
}

/// The parameter of [`Route::Notebook`].
const NOTEBOOK: &str = "marks";

/// The parameters that name a view of the library: those of the chunk `finder`, then those of `overviews`.
const VIEWS: [&str; 8] = [
    "find",
    "targets",
    "bodies",
    "citations",
    "timeline",
    "abbreviations",
    "new",
    "kept",
];
const OVERVIEWS: usize = 3;

/// The parameter that names a view of a document.
const DOCUMENT_VIEW: &str = "view";

/// How a [`Scope`] stands in the address of its document, and the value that means the whole of it.
const SCOPE: &str = "in";
const WHOLE: &str = "document";

/// How the parts of [`Compared`] stand in an address.
const COMPARED: [&str; 3] = ["left", "right", "topic"];

/// How [`Query::exact`] and [`Query::by_date`] stand in an address.
const EXACT: (&str, &str) = ("exact", "1");
const BY_DATE: (&str, &str) = ("sort", "date");

impl Base {
    /// Reads the route from the parts of an address, as `window.location` gives them.
    pub(crate) fn parse(&self, path: &str, search: &str, hash: &str) -> Route {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        match self {
            Self::Path(root) => match path.strip_prefix(root.as_str()) {
                Some(rest) => route(rest, search, hash),
                None if path.strip_suffix('/').unwrap_or(path) == root.trim_end_matches('/') => {
                    route("", search, hash)
                }
                None => Route::Unknown,
            },
            Self::Fragment => {
                let Some(inner) = hash.strip_prefix('/') else {
                    return route("", "", "");
                };
                let (inner, anchor) = inner.split_once('#').unwrap_or((inner, ""));
                let (path, search) = inner.split_once('?').unwrap_or((inner, ""));
                route(path, search, anchor)
            }
        }
    }

    /// Writes the address of a route.
    pub(crate) fn address(&self, route: &Route) -> String {
        let mut address = match self {
            // Two slashes at its start would make the next name that of a host.
            Self::Path(root) if root.starts_with("//") => ["/.", root].concat(),
            Self::Path(root) => root.clone(),
            Self::Fragment => "#/".to_owned(),
        };
        let query = match route {
            Route::Library { filter } => {
                if !filter.is_empty() {
                    address.push('?');
                    address.push_str(filter);
                }
                return address;
            }
            Route::Notebook => {
                address.extend(["?", NOTEBOOK, "=1"]);
                return address;
            }
            Route::View(view) => {
                if let Some(id) = &view.document {
                    address.extend(["d/", id, "/"]);
                }
                address.extend(["?", &view.parameters]);
                return address;
            }
            Route::Unknown => return address,
            Route::Search { query, scope } => {
                let inside = !scope.document.is_empty();
                if inside {
                    address.extend(["d/", &scope.document, "/"]);
                }
                push_query(&mut address, query);
                if inside {
                    address.extend(["&", SCOPE, "="]);
                    let part = Some(&*scope.part).filter(|part| !part.is_empty());
                    push_value(&mut address, part.unwrap_or(WHOLE));
                }
                return address;
            }
            Route::Compare(compared) => {
                let values = [&compared.left, &compared.right, &compared.topic];
                for (name, value) in COMPARED.into_iter().zip(values) {
                    if !value.is_empty() {
                        address.push(if name == COMPARED[0] { '?' } else { '&' });
                        address.push_str(name);
                        address.push('=');
                        push_value(&mut address, value);
                    }
                }
                push_anchor(&mut address, &compared.anchor);
                return address;
            }
            Route::Document { id, query, .. } => {
                address.push_str("d/");
                address.push_str(id);
                address.push('/');
                query
            }
        };
        if !query.text.is_empty() {
            push_query(&mut address, query);
        }
        if let Route::Document { anchor, .. } = route {
            push_anchor(&mut address, anchor);
        }
        address
    }
}

static NONE: Query = Query {
    text: String::new(),
    exact: false,
    by_date: false,
    filter: String::new(),
};

impl Query {
    /// Another text, answered in the same way.
    pub(crate) fn with(&self, text: String) -> Self {
        Self {
            text: cut(text),
            ..self.clone()
        }
    }

    /// The text as the search core reads it, without what was chosen.
    pub(crate) fn typed(&self) -> celan_search::Query {
        celan_search::Query::parse(&self.text)
    }

    /// What is asked for: the text, and what was chosen where the text does not say it.
    pub(crate) fn parsed(&self) -> celan_search::Query {
        let mut parsed = self.typed();
        for (name, field) in FIELDS {
            if let Some(value) = parameter(&self.filter, name) {
                let (value, excluded) = list_filter::asked(field, &value);
                parsed.narrow(field, &value, excluded);
            }
        }
        parsed
    }

    /// Narrowed to this value of one of [`FIELDS`], or with none of it, whether it was chosen or typed.
    pub(crate) fn narrowed(&self, (name, field): (&str, FilterField), value: &str) -> Self {
        let mut query = self.clone();
        let typed = self.typed();
        if typed.filters().any(|filter| filter.field() == field) {
            query.text = typed.without(field).to_string();
        }
        query.filter = list_filter::with(&self.filter, name, value);
        query
    }
}

impl From<String> for Query {
    fn from(text: String) -> Self {
        Self::default().with(text)
    }
}

/// What is longer than the core reads would stand in the address of every link. One character more
/// is kept, so that the core says that it left something out.
fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST_QUERY + 1) {
        text.truncate(end);
    }
    text
}

impl Route {
    /// The document of this id from its beginning; the list of documents where it is empty.
    pub(crate) fn beginning(document: &str) -> Self {
        match document {
            "" => Self::Library {
                filter: String::new(),
            },
            id => Self::Document {
                id: id.to_owned(),
                query: Query::default(),
                anchor: String::new(),
            },
        }
    }

    /// A search of all documents.
    pub(crate) fn search(query: Query) -> Self {
        let scope = Scope::default();
        Self::Search { query, scope }
    }

    /// The screen that the route asks for; `None` if it covers the one that is there.
    pub(crate) fn screen(&self) -> Option<Screen> {
        match self {
            Self::Library { .. } => Some(Screen::Library),
            Self::Document { id, .. } => Some(Screen::Document(id.clone())),
            // What is searched lies below.
            Self::Search { scope, .. } if !scope.document.is_empty() => {
                Some(Screen::Document(scope.document.clone()))
            }
            Self::Search { .. }
            | Self::Compare(_)
            | Self::Notebook
            | Self::View(_)
            | Self::Unknown => None,
        }
    }

    /// The query that the route carries; empty where it has none.
    pub(crate) fn query(&self) -> &Query {
        match self {
            Self::Search { query, .. } | Self::Document { query, .. } => query,
            Self::Library { .. }
            | Self::Compare(_)
            | Self::Notebook
            | Self::View(_)
            | Self::Unknown => &NONE,
        }
    }
}

fn route(path: &str, search: &str, anchor: &str) -> Route {
    let search = search.strip_prefix('?').unwrap_or(search);
    let query = parameter(search, "q").map(|text| Query {
        text: cut(text),
        exact: parameter(search, EXACT.0).as_deref() == Some(EXACT.1),
        by_date: parameter(search, BY_DATE.0).as_deref() == Some(BY_DATE.1),
        filter: list_filter::of(search),
    });
    let document = |id: String| match (parameter(search, SCOPE), &query) {
        (Some(part), Some(query)) => Route::Search {
            query: query.clone(),
            scope: Scope {
                document: id,
                part: if part == WHOLE { String::new() } else { part },
            },
        },
        _ => Route::Document {
            id,
            query: query.clone().unwrap_or_default(),
            anchor: decode(anchor),
        },
    };
    match path.strip_suffix("index.html").unwrap_or(path) {
        "" if parameter(search, COMPARED[0]).is_some() => {
            let [left, right, topic] =
                COMPARED.map(|name| parameter(search, name).unwrap_or_default());
            Route::Compare(Compared {
                left,
                right,
                topic: cut(topic),
                anchor: decode(anchor),
            })
        }
        "" if parameter(search, NOTEBOOK).is_some() => Route::Notebook,
        "" if VIEWS.iter().any(|name| parameter(search, name).is_some()) => Route::View(View {
            document: None,
            parameters: search.to_owned(),
        }),
        "" => match (parameter(search, "d"), &query) {
            // What the service worker makes of a document whose page is not kept.
            (Some(id), _) if parameter(search, DOCUMENT_VIEW).is_some() => Route::View(View {
                document: Some(id),
                parameters: search.split_once('&').map_or("", |(_, own)| own).to_owned(),
            }),
            (Some(id), _) => document(id),
            (None, Some(query)) => Route::search(query.clone()),
            (None, None) => Route::Library {
                filter: search.to_owned(),
            },
        },
        path => match path
            .strip_prefix("d/")
            .map(|rest| rest.strip_suffix('/').unwrap_or(rest))
        {
            Some(id) if id.is_empty() || id.contains('/') => Route::Unknown,
            Some(id) if parameter(search, DOCUMENT_VIEW).is_some() => Route::View(View {
                document: Some(decode(id)),
                parameters: search.to_owned(),
            }),
            Some(id) => document(decode(id)),
            None => Route::Unknown,
        },
    }
}

fn push_query(address: &mut String, query: &Query) {
    address.push_str("?q=");
    push_value(address, &query.text);
    for ((name, value), wanted) in [(EXACT, query.exact), (BY_DATE, query.by_date)] {
        if wanted {
            address.push('&');
            address.push_str(name);
            address.push('=');
            address.push_str(value);
        }
    }
    if !query.filter.is_empty() {
        address.push('&');
        address.push_str(&query.filter);
    }
}

fn push_anchor(address: &mut String, anchor: &str) {
    if !anchor.is_empty() {
        address.push('#');
        address.push_str(anchor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_leads_to_another_host() {
        for root in ["//", "//sub/", "///", "/a//"] {
            let base = Base::Path(root.into());
            for route in [search("科技"), document("d", "科技", "c1")] {
                let address = base.address(&route);
                assert!(
                    address.starts_with('/') && !address.starts_with("//"),
                    "{address}"
                );
                // As the browser gives it, without the dot.
                let path = address.replacen("/./", "/", 1);
                let (path, search) = path.split_once('?').unwrap_or_default();
                let (search, hash) = search.split_once('#').unwrap_or((search, ""));
                assert_eq!(base.parse(path, search, hash), route, "{address}");
            }
        }
    }

    fn document(id: &str, query: &str, anchor: &str) -> Route {
        Route::Document {
            id: id.into(),
            query: asked(query),
            anchor: anchor.into(),
        }
    }

    fn search(query: &str) -> Route {
        Route::search(asked(query))
    }

    fn within(document: &str, part: &str, query: &str) -> Route {
        let [document, part] = [document, part].map(str::to_owned);
        Route::Search {
            query: asked(query),
            scope: Scope { document, part },
        }
    }

    fn asked(text: &str) -> Query {
        text.to_owned().into()
    }

    fn exactly(text: &str) -> Route {
        let query = Query {
            exact: true,
            by_date: true,
            ..asked(text)
        };
        Route::search(query)
    }

    fn narrowed(text: &str, filter: &str) -> Route {
        let query = Query {
            filter: filter.into(),
            ..asked(text)
        };
        Route::search(query)
    }

    #[test]
    fn what_is_chosen_narrows_and_what_is_typed_goes_before() {
        let of = |text: &str, filter: &str| {
            let Route::Search { query, .. } = narrowed(text, filter) else {
                panic!("a search");
            };
            query
        };
        let written = |query: &Query| query.parsed().to_string();
        for (text, filter, expected) in [
            ("技改", "level=中央", "技改 层级:中央"),
            ("技改 层级:部委", "level=中央", "技改 层级:部委"),
            (
                "技改",
                "issuer=国务院&term=open",
                "技改 发文机关:=国务院 -期限:已满",
            ),
            ("技改", "term=over", "技改 期限:已满"),
            ("技改", "term=已满", "技改 期限:已满"),
        ] {
            assert_eq!(written(&of(text, filter)), expected);
        }
        let wrong = of("技改", "year=a&term=b").parsed();
        assert_eq!((wrong.messages().len(), wrong.filters().count()), (2, 0));
        let year = FIELDS[1];
        let both = of("技改  年份:2018", "level=中央");
        let (chosen, none) = (both.narrowed(year, "2016"), both.narrowed(year, ""));
        assert_eq!(
            (&*chosen.text, &*chosen.filter),
            ("技改", "level=中央&year=2016")
        );
        assert_eq!((&*none.text, &*none.filter), ("技改", "level=中央"));
        // What was typed stays as it is where nothing of it has to go.
        assert_eq!(of("a  b", "").narrowed(year, "2016").text, "a  b");
    }

    fn compared(topic: &str, anchor: &str) -> Route {
        let [left, right] = ["a-1", "b-2"].map(str::to_owned);
        Route::Compare(Compared {
            left,
            right,
            topic: topic.into(),
            anchor: anchor.into(),
        })
    }

    fn view(document: Option<&str>, parameters: &str) -> Route {
        Route::View(View {
            document: document.map(str::to_owned),
            parameters: parameters.to_owned(),
        })
    }

    fn library(filter: &str) -> Route {
        Route::Library {
            filter: filter.into(),
        }
    }

    #[test]
    fn views_know_their_chunk() {
        for (document, parameters, overview) in [
            (None, "find=1", false),
            (None, "bodies=1", false),
            (None, "of=x&citations=1", true),
            (None, "abbreviations=1", true),
            (None, "new=1", true),
            (None, "kept=1", true),
            (None, "timeline=1&topic=a", true),
            (Some("x-1"), "view=measures&citations=1", false),
        ] {
            let Route::View(view) = view(document, parameters) else {
                panic!("{parameters}");
            };
            assert_eq!(view.is_overview(), overview, "{parameters}");
        }
    }

    #[test]
    fn a_query_without_end_is_cut_where_it_is_no_longer_read() {
        let long = "科".repeat(100_000);
        let base = Base::Path("/".into());
        let address = ["?q=", &long].concat();
        for query in [asked(&long), base.parse("/", &address, "").query().clone()] {
            assert_eq!(query.text.chars().count(), LONGEST_QUERY + 1);
        }
    }

    #[test]
    fn addresses_are_read() {
        let base = Base::Path("/sub/".into());
        for (path, query, hash, expected) in [
            ("/sub/", "", "", library("")),
            ("/sub", "", "", library("")),
            ("/sub/index.html", "", "", library("")),
            ("/sub/", "?level=a", "", library("level=a")),
            ("/sub/", "?q=%E6%8A%80%E6%94%B9+x", "", search("技改 x")),
            ("/sub/", "?q=", "", search("")),
            ("/sub/", "?a=1&q=技改", "", search("技改")),
            ("/sub/", "?sort=date&q=技改&exact=1", "", exactly("技改")),
            ("/sub/", "?q=技改&exact=0&sort=x", "", search("技改")),
            (
                "/sub/",
                "?year=2018&q=技改&level=a&size=1",
                "",
                narrowed("技改", "level=a&year=2018"),
            ),
            ("/sub/d/x-1/", "", "#c2-s1", document("x-1", "", "c2-s1")),
            (
                "/sub/d/x-1/index.html",
                "?q=a%26b",
                "",
                document("x-1", "a&b", ""),
            ),
            ("/sub/d/x-1", "", "", document("x-1", "", "")),
            (
                "/sub/d/x-1/",
                "?q=a&in=document",
                "",
                within("x-1", "", "a"),
            ),
            (
                "/sub/d/x-1/",
                "?in=c2-s1&q=a",
                "",
                within("x-1", "c2-s1", "a"),
            ),
            ("/sub/", "?d=x-1&q=&in=c2", "", within("x-1", "c2", "")),
            ("/sub/d/x-1/", "?in=c2-s1", "#c1", document("x-1", "", "c1")),
            ("/sub/", "?q=a&in=document", "", search("a")),
            ("/sub/", "?d=x-1&q=a", "#c2", document("x-1", "a", "c2")),
            (
                "/sub/",
                "?d=x-1&view=measures",
                "",
                view(Some("x-1"), "view=measures"),
            ),
            (
                "/sub/",
                "?left=a-1&right=b-2&topic=x+y",
                "#pair-c1",
                compared("x y", "pair-c1"),
            ),
            ("/sub/d/", "", "", Route::Unknown),
            ("/sub/d/a/b/", "", "", Route::Unknown),
            ("/elsewhere/", "", "", Route::Unknown),
        ] {
            assert_eq!(
                base.parse(path, query, hash),
                expected,
                "{path}{query}{hash}"
            );
        }
    }

    #[test]
    fn a_file_keeps_routes_behind_the_hash() {
        for (hash, expected) in [
            ("", library("")),
            ("#/", library("")),
            ("#/?q=%E6%8A%80", search("技")),
            ("#/d/x-1/?q=a#c2", document("x-1", "a", "c2")),
        ] {
            assert_eq!(Base::Fragment.parse("/tmp/celan.html", "", hash), expected);
        }
    }

    #[test]
    fn routes_round_trip_through_addresses() {
        let queries = [
            "技改",
            "a&b=c",
            "100% #1 +2",
            "“甲 乙”|丙",
            "\"",
            "\u{202e}",
            " ",
        ];
        for base in [
            Base::Path("/".into()),
            Base::Path("/a/b/".into()),
            Base::Fragment,
        ] {
            let mut routes = vec![
                Route::Notebook,
                view(None, "find=1&who=a"),
                view(None, "citations=1&of=x-1"),
                view(Some("x-1"), "view=measures"),
                library(""),
                library("level=x"),
                document("x", "", "c1"),
            ];
            let chosen = "level=%E4%B8%AD&issuer=a%26b";
            routes.extend(
                queries
                    .iter()
                    .flat_map(|q| [search(q), exactly(q), narrowed(q, chosen)]),
            );
            routes.extend(queries.iter().map(|q| document("x-1", q, "a13")));
            routes.extend(
                queries
                    .iter()
                    .flat_map(|q| [within("x-1", "", q), within("x-1", "c2-s1", q)]),
            );
            routes.extend(queries.iter().map(|q| compared(q, "pair-c2-s1")));
            for route in routes {
                let address = base.address(&route);
                let (rest, hash) = match address.split_once('#') {
                    Some((rest, hash)) => (rest, format!("#{hash}")),
                    None => (address.as_str(), String::new()),
                };
                let (path, search) = match rest.split_once('?') {
                    Some((path, search)) => (path, format!("?{search}")),
                    None => (rest, String::new()),
                };
                assert_eq!(base.parse(path, &search, &hash), route, "{address}");
            }
        }
    }
}
