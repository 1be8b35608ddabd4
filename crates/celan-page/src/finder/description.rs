//! What is said of measures to machines: schema.org GovernmentService.

use super::answer;
use super::texts::Texts;
use crate::view::View;
use celan_document::Library;
use celan_finder::{Extracts, Measure};
use serde_json::{Map, Value, json};

/// The measures as a schema.org ItemList; `base` is where the site stands, if that is known.
pub(crate) fn list_description(
    library: &Library,
    extracts: &Extracts,
    base: Option<&str>,
) -> Value {
    let texts = Texts::new(library, extracts, View::default());
    let items: Vec<Value> = extracts
        .measures
        .iter()
        .map(|measure| service(&texts, measure, base))
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "ItemList",
        "numberOfItems": items.len(),
        "itemListElement": items,
    })
}

/// A measure in the words of its text: what is granted, by whom, to whom, and the clause that says it.
fn service(texts: &Texts<'_>, measure: &Measure, base: Option<&str>) -> Value {
    let location = measure.location;
    let words = |range| texts.slice(location, range);
    let mut data = Map::new();
    data.insert("@type".into(), json!("GovernmentService"));
    data.insert("identifier".into(), json!(answer::id(texts, measure)));
    let sums: Vec<String> = measure.sums.iter().map(|sum| words(*sum)).collect();
    if !sums.is_empty() {
        data.insert("name".into(), json!(sums.join("，")));
    }
    data.insert("description".into(), json!(words(measure.clause)));
    if let Some(recipient) = measure.recipient {
        let audience = json!({"@type": "Audience", "audienceType": words(recipient)});
        data.insert("audience".into(), audience);
    }
    // The bodies that the text names; else those that issued it.
    let named = measure.bodies.iter();
    let named = named.map(|body| texts.extracts.name(*body).to_owned());
    let mut bodies: Vec<String> = named.collect();
    let document = texts.document(location);
    if let (Some(document), true) = (document, bodies.is_empty()) {
        bodies.clone_from(&document.metadata.issuers);
    }
    if !bodies.is_empty() {
        let bodies = bodies.iter();
        let providers = bodies.map(|name| json!({"@type": "GovernmentOrganization", "name": name}));
        data.insert("provider".into(), providers.collect());
    }
    if let (Some(base), Some(document), Some(block)) = (base, document, texts.block(location)) {
        let (id, anchor) = (&document.metadata.id, &block.anchor);
        data.insert("url".into(), json!(format!("{base}d/{id}/#{anchor}")));
    }
    Value::Object(data)
}
