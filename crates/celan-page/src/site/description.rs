//! What is said of a document to those who look for it: description and schema.org data.

use super::Assets;
use celan_document::{Content, Document, Library, Part, ValidityKind};
use serde_json::{Map, Value, json};

/// Characters of a description.
const LENGTH: usize = 120;

/// Issuer, number and date, and the first words of the text.
pub(super) fn description(document: &Document) -> String {
    let metadata = &document.metadata;
    let mut known = Vec::new();
    if !metadata.issuers.is_empty() {
        known.push(metadata.issuers.join("、"));
    }
    known.extend(metadata.number.clone());
    known.extend(metadata.date.as_ref().map(ToString::to_string));
    let mut out = known.join("，");
    let first = document
        .blocks
        .iter()
        .find_map(|block| match &block.content {
            Content::Paragraph { text, .. } if block.part == Part::Body => Some(&text.plain),
            _ => None,
        });
    if let Some(first) = first {
        if !out.is_empty() {
            out.push('。');
        }
        out.push_str(first);
    }
    cut(&out, LENGTH)
}

pub(super) fn cut(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The document as schema.org Legislation.
pub(super) fn legislation(document: &Document, assets: &Assets) -> Value {
    let metadata = &document.metadata;
    let mut data = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            data.insert(key.to_owned(), value);
        }
    };
    put("@context", Some(json!("https://schema.org")));
    put("@type", Some(json!("Legislation")));
    put("name", Some(json!(metadata.title)));
    put(
        "alternateName",
        metadata.notice.as_ref().map(|notice| json!(notice)),
    );
    put("inLanguage", Some(json!("zh-CN")));
    put(
        "legislationIdentifier",
        metadata.number.as_ref().map(|number| json!(number)),
    );
    put(
        "legislationDate",
        metadata.date.as_ref().map(|date| json!(date.as_str())),
    );
    let issuers = metadata.issuers.iter();
    let issuers: Vec<_> = issuers
        .map(|i| json!({"@type": "Organization", "name": i}))
        .collect();
    put(
        "legislationPassedBy",
        (!issuers.is_empty()).then_some(Value::Array(issuers)),
    );
    let period = metadata
        .validities
        .iter()
        .find(|term| term.kind == ValidityKind::Period);
    put("temporalCoverage", period.map(|term| json!(term.value)));
    let url = |base: &String| json!(format!("{base}d/{}/", metadata.id));
    put("url", assets.base_url.as_ref().map(url));
    Value::Object(data)
}

/// The library as schema.org Collection.
pub(super) fn collection(library: &Library, assets: &Assets) -> Value {
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Collection",
        "name": library.title,
        "inLanguage": "zh-CN",
        "collectionSize": library.documents.len(),
    });
    if !library.about.is_empty() {
        data["description"] = json!(library.about);
    }
    if let Some(date) = &library.date {
        data["dateModified"] = json!(date.as_str());
    }
    if let Some(base) = &assets.base_url {
        data["url"] = json!(base);
    }
    data
}
