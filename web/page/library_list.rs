//! Filters and orders the list of documents as the route says: items are hidden or moved by the data
//! that they carry.

use crate::dom::text_filter::TextFilter;
use crate::dom::{find, hide, set};
use crate::navigation::list_filter::{self, TYPED, with};
use crate::navigation::route::{Base, Route};
use crate::navigation::url::parameter;
use crate::storage::reading_progress;
use celan_locale::{LaterStrings, Strings, fill};
use celan_page::shelf::BETWEEN;
use gloo_utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// What the list can be narrowed by; the last is what was typed.
const FIELDS: [&str; 6] = {
    let [level, year, issuer, category, term] = list_filter::FIELDS;
    [level.0, year.0, issuer.0, category.0, term.0, TYPED]
};
const SORT: &str = "sort";

/// Shows the list as `filter`, the part of the address behind `?`, says.
pub(crate) fn show(filter: &str, base: &Base, s: &Strings) {
    let items: Vec<Item> = all("#list .item").into_iter().map(Item::read).collect();
    let wanted = FIELDS.map(|field| parameter(filter, field).unwrap_or_default());
    let typed = TextFilter::new(&wanted[FIELDS.len() - 1]);
    // For each item, the fields that speak against it.
    let against: Vec<u32> = items
        .iter()
        .map(|item| {
            let fields = FIELDS.iter().zip(&wanted).enumerate();
            fields.fold(0, |bits, (i, (field, value))| {
                let meets = match *field {
                    TYPED => typed.keeps(&item.element),
                    _ => item.has(i, value),
                };
                bits | u32::from(!meets) << i
            })
        })
        .collect();
    for (item, against) in items.iter().zip(&against) {
        hide(&item.element, *against != 0);
    }
    let shown = against.iter().filter(|bits| **bits == 0).count();
    if let Some(status) = document().get_element_by_id("shown") {
        let none = shown == 0 && !items.is_empty();
        let count = fill(s.documents, &[("n", &shown.to_string())]);
        status.set_text_content(Some(if none { s.asked_no_document } else { &count }));
    }
    order(&items, &parameter(filter, SORT).unwrap_or_default());
    for group in all("#list .group") {
        let shown = group.query_selector_all(".item:not([hidden])");
        let shown = shown.map_or(0, |items| items.length());
        hide(&group, shown == 0);
        if let Ok(Some(count)) = group.query_selector("h2 .n") {
            count.set_text_content(Some(&shown.to_string()));
        }
    }
    for link in all("#screen [data-field]") {
        update_link(&link, filter, base, &items, &against);
    }
    show_chosen(filter, base, shown == 0, s);
    if let Some(see) = find("#see") {
        see.set_text_content(Some(&fill(s.see_documents, &[("n", &shown.to_string())])));
    }
    if let Some(sieve) = sieve() {
        let typed = &wanted[FIELDS.len() - 1];
        if sieve.value() != *typed {
            sieve.set_value(typed);
        }
    }
}

/// Says in the list of documents which were begun: by a line below each, and in words where these make nothing
/// longer, since the list is in sight already.
pub(crate) fn show_progress(s: &LaterStrings) {
    for progress in reading_progress::list()
        .iter()
        .filter(|progress| progress.percent > 1)
    {
        let item = ["[data-document=\"", &progress.id, "\"] p"].concat();
        let Some(facts) = find(&item).filter(|_| progress.id.bytes().all(|c| c != b'"')) else {
            continue;
        };
        if let Some(said) = facts.query_selector(".begun").ok().flatten() {
            said.remove();
        }
        let Ok(said) = document().create_element("span") else {
            continue;
        };
        let percent = progress.percent.to_string();
        said.set_class_name("begun");
        said.set_text_content(Some(&fill(s.read_so_far, &[("n", &percent)])));
        let height = facts.client_height();
        let _ = facts.append_child(&said);
        if facts.client_height() != height {
            said.set_class_name("begun vh");
        }
        let item = facts
            .parent_element()
            .and_then(|item| item.dyn_into::<HtmlElement>().ok());
        if let Some(item) = item {
            let _ = item.style().set_property("--read", &percent);
        }
    }
}

fn sieve() -> Option<HtmlInputElement> {
    document().get_element_by_id("sieve")?.dyn_into().ok()
}

fn all(selector: &str) -> Vec<Element> {
    let Ok(list) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|i| list.get(i)?.dyn_into().ok())
        .collect()
}

/// A document in the list, and what it can be narrowed by, read once: there are many links to count.
struct Item {
    element: Element,
    data: [String; FIELDS.len()],
}

impl Item {
    fn read(element: Element) -> Self {
        let data = FIELDS.map(|field| datum(&element, field));
        Self { element, data }
    }

    /// Whether this is one of the values of the field with this number, or no value is asked for.
    fn has(&self, field: usize, value: &str) -> bool {
        value.is_empty() || self.data[field].split(BETWEEN).any(|known| known == value)
    }
}

fn datum(element: &Element, name: &str) -> String {
    element
        .get_attribute(&["data-", name].concat())
        .unwrap_or_default()
}

/// Brings a link up to date: where it leads from here, whether it is chosen, how many it would show.
fn update_link(link: &Element, filter: &str, base: &Base, items: &[Item], against: &[u32]) {
    let (field, value) = (datum(link, "field"), datum(link, "value"));
    let chosen = parameter(filter, &field).unwrap_or_default() == value;
    let take_back = chosen && field != SORT;
    let filter = with(filter, &field, if take_back { "" } else { &value });
    set(link, "href", &base.address(&Route::Library { filter }));
    if chosen {
        set(link, "aria-current", "true");
    } else {
        let _ = link.remove_attribute("aria-current");
    }
    let others = FIELDS.iter().position(|known| *known == field);
    if let (Some(i), Ok(Some(count))) = (others, link.query_selector(".n")) {
        let n = items
            .iter()
            .zip(against)
            .filter(|(item, bits)| **bits & !(1 << i) == 0 && item.has(i, &value))
            .count();
        count.set_text_content(Some(&n.to_string()));
        let Some(li) = link.parent_element() else {
            return;
        };
        if field == "year" {
            li.set_class_name(&["q", &n.min(9).to_string()].concat());
        }
        // What would show nothing cannot be chosen, and keeps its place.
        if n == 0 && !chosen {
            let _ = link.remove_attribute("href");
        }
    }
}

/// Shows what is chosen, each a link that takes it back, and a way to take several back; nothing where
/// nothing is chosen. Where nothing is left, what was typed is taken back too.
fn show_chosen(filter: &str, base: &Base, nothing_left: bool, s: &Strings) {
    let Some(host) = find("#chosen") else { return };
    host.set_inner_html("");
    let link = |filter: String, class: &str, text: &str| {
        if let Ok(link) = document().create_element("a") {
            link.set_class_name(class);
            set(&link, "href", &base.address(&Route::Library { filter }));
            link.set_text_content(Some(text));
            let _ = host.append_child(&link);
        }
    };
    let mut count = 0;
    let mut bare = filter.to_owned();
    for field in FIELDS {
        let value = parameter(filter, field).unwrap_or_default();
        if value.is_empty() {
            continue;
        }
        bare = with(&bare, field, "");
        count += usize::from(field != TYPED);
        if field == TYPED {
            continue;
        }
        let named = all("#sift [data-field]").into_iter();
        let mut named = named.filter(|a| datum(a, "field") == field && datum(a, "value") == value);
        let name = named.next().and_then(|a| a.first_child()?.text_content());
        let name = name.unwrap_or(value);
        link(with(filter, field, ""), "chip on", name.trim());
    }
    // One alone is its own way out; on a narrow screen there is no room for two.
    let all = count > 1 || nothing_left && *filter != bare;
    if all {
        link(bare, "btn quiet", s.clear);
    }
    hide(&host, !all && count == 0);
    if let Some(open) = find("a.chip[href='#sift']") {
        let count = if count > 0 { &count.to_string() } else { "" };
        open.set_text_content(Some([s.narrow, " ", count].concat().trim_end()));
    }
}

/// Puts the items into the order asked for: in one list, or each in its group.
fn order(items: &[Item], by: &str) {
    let flat = document().get_element_by_id("flat");
    let flat = flat.filter(|_| matches!(by, "date" | "size"));
    let is_flat = items.first().is_some_and(|item| {
        item.element
            .closest("#flat")
            .is_ok_and(|list| list.is_some())
    });
    if flat.is_none() && !is_flat {
        return;
    }
    // Highest first, then as written: value, place, index.
    let mut keys: Vec<u64> = Vec::new();
    for (i, Item { element: item, .. }) in items.iter().enumerate() {
        let place = datum(item, "n").parse().unwrap_or(0u16);
        let key = match by {
            "date" => item
                .query_selector("time")
                .ok()
                .flatten()
                .map_or(0, |time| day(&time.text_content().unwrap_or_default())),
            "size" => datum(item, "size").parse().unwrap_or(0),
            _ => 0,
        };
        let key = u64::from(u32::MAX - u32::try_from(key).unwrap_or(u32::MAX));
        keys.push(key << 32 | u64::from(place) << 16 | i as u64 & 0xffff);
    }
    keys.sort_unstable();
    for key in keys {
        let Some(Item { element: item, .. }) = items.get((key & 0xffff) as usize) else {
            continue;
        };
        let own = || {
            let heading = document().get_element_by_id(&["level-", &datum(item, "group")].concat());
            heading.and_then(|heading| heading.next_element_sibling())
        };
        if let Some(list) = flat.clone().or_else(own) {
            let _ = list.append_child(item);
        }
    }
}

/// A shortened date as a number; what is not known counts as its beginning.
fn day(date: &str) -> u64 {
    let mut parts = date.split('-').map(|part| part.parse().unwrap_or(0u64));
    let mut next = || parts.next().unwrap_or(0);
    (next() * 100 + next()) * 100 + next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_ordered() {
        assert!(day("2018-08-02") > day("2018-08") && day("2018-08") > day("2018"));
        assert!(day("2018") > day("2017-12-31"));
    }
}
