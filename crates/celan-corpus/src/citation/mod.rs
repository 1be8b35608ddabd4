//! Mentions of documents and of places: found in the texts, resolved over the library.
//!
//! A document is mentioned by its 《title》, by its number, or by an abbreviation that the text
//! announces (以下简称“…”), which holds from there on and in that document only. A mention of what the
//! library lacks is marked without target. Titles are compared whole (see [`index`]): a region's
//! plan is not the national plan of like name.

mod alias;
mod index;
mod internal;
mod scan;

use alias::Aliases;
use celan_document::{Block, Citation, CitationKind, Content, Document, Library, Span, Target};
use index::Index;
use internal::Places;
use scan::Mention;

/// Finds and resolves the citations in every text of `library`, replacing those that are there.
pub(crate) fn resolve(library: &mut Library) {
    let index = Index::new(&library.documents);
    let places: Vec<Places> = library.documents.iter().map(Places::new).collect();
    for (number, document) in library.documents.iter_mut().enumerate() {
        let mut resolver = Resolver {
            index: &index,
            places: &places,
            own: number,
            aliases: Aliases::default(),
        };
        resolver.document(document);
    }
}

struct Resolver<'a> {
    index: &'a Index,
    places: &'a [Places],
    /// The document that is read.
    own: usize,
    aliases: Aliases,
}

/// A mention whose document is known, or known to be outside.
struct Found {
    span: Span,
    kind: CitationKind,
    document: Option<usize>,
    anchor: Option<String>,
}

/// The characters of a text that a mention or a name has already.
struct Taken(Vec<bool>);

impl Taken {
    fn take(&mut self, span: Span) {
        self.0[span.start as usize..span.end as usize].fill(true);
    }

    fn are_free(&self, span: Span) -> bool {
        !self.0[span.start as usize..span.end as usize].contains(&true)
    }
}

impl Resolver<'_> {
    fn document(&mut self, document: &mut Document) {
        self.blocks(&mut document.blocks);
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            let anchor = block.anchor.clone();
            let opening = match &block.content {
                Content::Paragraph {
                    run_in: Some(r), ..
                } => r.end,
                _ => 0,
            };
            if let Some(text) = block.text_mut() {
                let chars: Vec<char> = text.plain.chars().collect();
                text.citations = self.text(&chars, &anchor, opening);
            }
            if let Content::Box(b) = &mut block.content {
                self.blocks(&mut b.blocks);
            }
        }
    }

    fn text(&mut self, chars: &[char], anchor: &str, opening: u32) -> Vec<Citation> {
        let (mut found, mut taken) = self.documents(chars);
        for (span, document) in self.aliases.bare(chars, &mut taken) {
            found.push(Found {
                span,
                kind: CitationKind::Alias,
                document,
                anchor: None,
            });
        }
        for mention in &mut found {
            // 《…》第十条 leads to the article of that document.
            let article = mention
                .document
                .zip(internal::article_after(chars, mention.span.end as usize));
            mention.anchor =
                article.and_then(|(document, number)| self.places[document].article(number));
        }
        for (span, target) in self.places[self.own].references(chars, anchor, opening) {
            if taken.are_free(span) {
                let document = target.is_some().then_some(self.own);
                found.push(Found {
                    span,
                    kind: CitationKind::Internal,
                    document,
                    anchor: target,
                });
            }
        }
        found.sort_by_key(|f| f.span);
        found.into_iter().map(|f| self.citation(f)).collect()
    }

    /// Titles, numbers, and abbreviations in title brackets; and all places that are taken by them
    /// or by names being announced.
    fn documents(&mut self, chars: &[char]) -> (Vec<Found>, Taken) {
        self.aliases.next_text();
        let scanned = scan::mentions(chars);
        let announcements = alias::announcements(chars);
        let mut announced = announcements.iter().peekable();
        let mut found: Vec<Found> = Vec::new();
        for (i, (span, mention)) in scanned.iter().enumerate() {
            while let Some(next) = announced.next_if(|next| next.name.end <= span.start) {
                self.aliases.learn(chars, next, &found);
            }
            if announced
                .peek()
                .is_some_and(|next| next.name.start < span.end)
            {
                continue;
            }
            let (kind, document) = match mention {
                Mention::Number(number) => (CitationKind::Number, self.index.number(number)),
                Mention::Title(title) => match self.aliases.titled(title, span.start) {
                    Some(document) => (CitationKind::Alias, document),
                    None => {
                        let after = scanned
                            .get(i + 1)
                            .filter(|next| scan::belongs(chars, *span, next.0));
                        let own = || self.index.is_tail(title, self.own).then_some(self.own);
                        let document = self.index.title(title).or_else(own);
                        let document =
                            document.filter(|d| !self.contradicts(*d, after.map(|a| &a.1)));
                        (CitationKind::Title, document)
                    }
                },
            };
            found.push(Found {
                span: *span,
                kind,
                document,
                anchor: None,
            });
        }
        for next in announced {
            self.aliases.learn(chars, next, &found);
        }
        let mut taken = Taken(vec![false; chars.len()]);
        let names = announcements.iter().map(|a| a.name);
        for span in found.iter().map(|f| f.span).chain(names) {
            taken.take(span);
        }
        (found, taken)
    }

    /// Whether the number that follows a title in brackets is another document's.
    fn contradicts(&self, document: usize, after: Option<&Mention>) -> bool {
        match after {
            Some(Mention::Number(number)) => self
                .index
                .number_of(document)
                .is_some_and(|own| own != number),
            _ => false,
        }
    }

    fn citation(&self, found: Found) -> Citation {
        let id = |document: usize| self.index.id(document).to_owned();
        Citation {
            span: found.span,
            kind: found.kind,
            target: found.document.map(|d| Target {
                document: id(d),
                anchor: found.anchor,
            }),
        }
    }
}

#[cfg(test)]
mod tests;
