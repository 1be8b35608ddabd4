//! Which documents cite which, and a document's chain through the levels: what it carries out (国 → 部
//! → 区 → 市), and what carries it out.

use celan_document::{Document, Library};
use std::collections::{BTreeMap, BTreeSet};

/// The citations of a library, by place in its order.
pub(crate) struct Web<'a> {
    library: &'a Library,
    /// For each document, the others that it cites, in library order.
    cites: Vec<Vec<usize>>,
}

impl<'a> Web<'a> {
    pub(crate) fn new(library: &'a Library) -> Self {
        let ids = library.documents.iter().enumerate();
        let places: BTreeMap<&str, usize> = ids.map(|(i, d)| (d.metadata.id.as_str(), i)).collect();
        let cites = library.documents.iter().enumerate().map(|(own, document)| {
            let mut cited = BTreeSet::new();
            document.walk(&mut |block| {
                let citations = block.text().into_iter().flat_map(|text| &text.citations);
                let targets = citations.filter_map(|c| c.target.as_ref());
                cited.extend(targets.filter_map(|t| places.get(t.document.as_str())));
            });
            cited.into_iter().filter(|other| *other != own).collect()
        });
        Self {
            cites: cites.collect(),
            library,
        }
    }

    /// Each citation once: the places of the document that cites and of the one that is cited.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let cites = self.cites.iter().enumerate();
        cites.flat_map(|(from, cited)| cited.iter().map(move |to| (from, *to)))
    }

    fn cites(&self, from: usize, to: usize) -> bool {
        self.cites[from].binary_search(&to).is_ok()
    }

    fn documents(&self, which: impl Fn(usize) -> bool) -> Vec<&'a Document> {
        let documents = self.library.documents.iter().enumerate();
        documents
            .filter(|(i, _)| which(*i))
            .map(|(_, d)| d)
            .collect()
    }

    /// The documents that the one at `own` cites, in library order.
    pub(crate) fn cited(&self, own: usize) -> Vec<&'a Document> {
        self.documents(|i| self.cites(own, i))
    }

    /// The documents that cite the one at `own`, in library order.
    pub(crate) fn citing(&self, own: usize) -> Vec<&'a Document> {
        self.documents(|i| self.cites(i, own))
    }

    /// Where the document's level stands among the library's, the highest first.
    pub(crate) fn rank(&self, i: usize) -> Option<usize> {
        let level = self.library.documents[i].metadata.level.as_deref()?;
        self.library.levels.iter().position(|l| l.name == level)
    }

    /// The documents of other levels that the one at `own` goes back to, and that go back to it: each
    /// cites one of a higher level, that one a higher one still. With the document itself, by level.
    pub(crate) fn chain(&self, own: usize) -> Vec<(&'a str, Vec<&'a Document>)> {
        let goes_back = |from: usize, to: usize| {
            self.cites(from, to)
                && self
                    .rank(from)
                    .zip(self.rank(to))
                    .is_some_and(|(from, to)| to < from)
        };
        let mut all = vec![false; self.cites.len()];
        let mut reach = |step: &dyn Fn(usize, usize) -> bool| {
            let mut open = vec![own];
            while let Some(at) = open.pop() {
                for (i, reached) in all.iter_mut().enumerate() {
                    if !*reached && step(at, i) {
                        *reached = true;
                        open.push(i);
                    }
                }
            }
        };
        // Upwards and downwards never meet: every step changes the level in the same sense.
        reach(&|at, i| goes_back(at, i));
        reach(&|at, i| goes_back(i, at));
        if !all.contains(&true) {
            return Vec::new();
        }
        all[own] = true;
        let levels = self.library.levels.iter().enumerate();
        levels
            .map(|(rank, level)| {
                let here = self.documents(|i| all[i] && self.rank(i) == Some(rank));
                (level.name.as_str(), here)
            })
            .filter(|(_, documents)| !documents.is_empty())
            .collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use super::*;
    use celan_document::{
        Block, Citation, CitationKind, Content, Metadata, Part, Remark, Span, Target, Text,
    };

    pub(crate) fn document(id: &str, level: &str, cites: &[&str]) -> Document {
        let citations = cites.iter().map(|id| Citation {
            span: Span::new(0, 1),
            kind: CitationKind::Title,
            target: Some(Target {
                document: (*id).to_owned(),
                anchor: None,
            }),
        });
        let text = Text {
            citations: citations.collect(),
            ..Text::plain("文")
        };
        Document {
            metadata: Metadata {
                id: id.to_owned(),
                level: Some(level.to_owned()),
                ..Metadata::default()
            },
            blocks: vec![Block {
                anchor: "p1".to_owned(),
                lines: None,
                part: Part::Body,
                content: Content::Paragraph {
                    text,
                    run_in: None,
                    lead: 0,
                },
            }],
        }
    }

    pub(crate) fn library(documents: Vec<Document>) -> Library {
        let level = |name: &str| Remark {
            name: name.to_owned(),
            text: String::new(),
        };
        Library {
            levels: ["国", "区", "市"].map(level).into(),
            documents,
            ..Library::default()
        }
    }

    #[test]
    fn a_chain_leads_up_and_down_and_not_sideways() {
        let library = library(vec![
            document("law", "国", &[]),
            document("other-law", "国", &["law"]),
            document("region", "区", &["law", "region"]),
            document("other-region", "区", &["law", "region"]),
            document("city", "市", &["region"]),
            document("alone", "市", &["city"]),
        ]);
        let web = Web::new(&library);
        let ids = |documents: Vec<&Document>| -> Vec<String> {
            documents.iter().map(|d| d.metadata.id.clone()).collect()
        };
        let chain = |own: usize| -> Vec<(String, Vec<String>)> {
            let levels = web.chain(own).into_iter();
            levels
                .map(|(level, documents)| (level.to_owned(), ids(documents)))
                .collect()
        };
        let level = |name: &str, ids: &[&str]| {
            (
                name.to_owned(),
                ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            chain(2),
            [
                level("国", &["law"]),
                level("区", &["region"]),
                level("市", &["city"])
            ]
        );
        assert_eq!(
            chain(0),
            [
                level("国", &["law"]),
                level("区", &["region", "other-region"]),
                level("市", &["city"])
            ]
        );
        assert_eq!(chain(5), []);
        assert_eq!(ids(web.citing(2)), ["other-region", "city"]);
        assert_eq!(ids(web.cited(2)), ["law"]);
    }
}
