//! Addresses of documents and places.

/// Where links lead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Links {
    /// To pages, relative to a page at `d/<id>/`.
    #[default]
    Document,
    /// To pages, relative to the page at the root.
    Root,
    /// To pages, relative to a page in a folder at the root.
    Folder,
    /// Behind `#`, in one file that holds everything: `#/d/<id>/#<anchor>`.
    Fragment,
}

/// The address of the library from a page of these links.
pub(crate) fn library_address(links: Links) -> &'static str {
    match links {
        Links::Document => "../../",
        Links::Root => "./",
        Links::Folder => "../",
        Links::Fragment => "#/",
    }
}

/// The address of the document `id`, and of the place `anchor` in it.
///
/// ```
/// use celan_page::{Links, document_address};
/// assert_eq!(document_address(Links::Document, "a-law", Some("a13")), "../a-law/#a13");
/// assert_eq!(document_address(Links::Root, "a-law", None), "d/a-law/");
/// assert_eq!(document_address(Links::Fragment, "a-law", Some("a13")), "#/d/a-law/#a13");
/// ```
pub fn document_address(links: Links, id: &str, anchor: Option<&str>) -> String {
    let way = match links {
        Links::Document => "../",
        Links::Root => "d/",
        Links::Folder => "../d/",
        Links::Fragment => "#/d/",
    };
    let mut address = format!("{way}{id}/");
    if let Some(anchor) = anchor {
        address.push('#');
        address.push_str(anchor);
    }
    address
}

/// The address of the place `anchor` from within the document `id`.
pub fn anchor_address(links: Links, id: &str, anchor: &str) -> String {
    match links {
        Links::Fragment => document_address(links, id, Some(anchor)),
        Links::Document | Links::Root | Links::Folder => format!("#{anchor}"),
    }
}

/// The way from a page of the document `id` to the page of its sources.
pub(crate) fn source_address(links: Links, id: &str) -> Option<String> {
    match links {
        Links::Document => Some("source/".to_owned()),
        Links::Root => Some(format!("d/{id}/source/")),
        Links::Folder => Some(format!("../d/{id}/source/")),
        Links::Fragment => None,
    }
}

/// A text as the value of a query (application/x-www-form-urlencoded, URL Standard).
pub(crate) fn query_value(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
