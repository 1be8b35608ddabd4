//! Which documents a reader may want beside one.

use crate::chain::Web;
use crate::facts::own_place;
use celan_document::{Document, Library};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a pair of characters is worth that one title has.
const WORTH: usize = 1024;

/// The other documents of `library`: first those of the same chain through the levels, those that cite
/// `document` and those that it cites, in library order; then all others, those of like titles before the rest.
pub fn kin_first<'a>(document: &Document, library: &'a Library) -> Vec<&'a Document> {
    let id = &document.metadata.id;
    let mut kin: Vec<&str> = Vec::new();
    if let Some(own) = own_place(document, library) {
        let web = Web::new(library);
        let chain = web
            .chain(own)
            .into_iter()
            .flat_map(|(_, documents)| documents);
        let near = web.cited(own).into_iter().chain(web.citing(own));
        kin.extend(chain.chain(near).map(|d| d.metadata.id.as_str()));
    }
    let others = library.documents.iter().filter(|d| d.metadata.id != *id);
    let (mut first, mut rest): (Vec<&Document>, Vec<&Document>) =
        others.partition(|d| kin.contains(&d.metadata.id.as_str()));
    let titles = Titles::of(library);
    let own = pairs(&document.metadata.title);
    rest.sort_by_cached_key(|other| Reverse(titles.likeness(&own, &other.metadata.title)));
    first.extend(rest);
    first
}

/// In how many titles of a library each pair of characters stands.
struct Titles(BTreeMap<[char; 2], usize>);

impl Titles {
    fn of(library: &Library) -> Self {
        let mut counts = BTreeMap::new();
        for document in &library.documents {
            for pair in pairs(&document.metadata.title) {
                *counts.entry(pair).or_insert(0) += 1;
            }
        }
        Self(counts)
    }

    /// What a title has of these pairs, each worth the more the fewer titles have it.
    fn likeness(&self, own: &[[char; 2]], title: &str) -> usize {
        let shared = pairs(title).into_iter();
        let shared = shared.filter(|pair| own.binary_search(pair).is_ok());
        let count = |pair: &[char; 2]| self.0.get(pair).copied().unwrap_or(1);
        shared.map(|pair| WORTH / count(&pair)).sum()
    }
}

/// The pairs of characters of a title, in order and each once.
fn pairs(title: &str) -> Vec<[char; 2]> {
    let characters: Vec<char> = title.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pairs: Vec<[char; 2]> = characters.windows(2).map(|w| [w[0], w[1]]).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::Metadata;

    fn library(titles: &[&str]) -> Library {
        let document = |title: &&str| Document {
            metadata: Metadata {
                id: (*title).to_owned(),
                title: (*title).to_owned(),
                ..Metadata::default()
            },
            blocks: Vec::new(),
        };
        Library {
            documents: titles.iter().map(document).collect(),
            ..Library::default()
        }
    }

    #[test]
    fn documents_of_like_titles_come_before_the_rest() {
        let library = library(&[
            "城市供水条例",
            "某省人民政府关于印发招商办法的通知",
            "某省“十二五”旅游规划",
            "某省“十三五”旅游规划",
            "林业条例",
        ]);
        let others = kin_first(&library.documents[3], &library);
        let titles: Vec<&str> = others.iter().map(|d| d.metadata.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "某省“十二五”旅游规划",
                "某省人民政府关于印发招商办法的通知",
                // What is alike in nothing stays in library order.
                "城市供水条例",
                "林业条例",
            ]
        );
    }
}
