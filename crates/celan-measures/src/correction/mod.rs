//! Corrections by hand: what a reader of the texts knows better than the rules.
//!
//! A file `measures/<id>.toml` in the library's folder has `[[correct]]`, `[[add]]` and `[[drop]]`, each with
//! the `anchor` of the block, a `quote` of its text, the `reason`, and for the first two the keys that are
//! to hold. `quote` must stand in the block once; a `[[correct]]` and a `[[drop]]` are for the measure whose
//! sum or share is in it, or begins in it.

use crate::choices::{Choices, Words};
use crate::measure::{
    Amount, Bound, Cap, CapPer, Frequency, Kind, Measure, Recipient, Share, Standing,
};
use celan_document::{Document, Span};
use serde::Deserialize;

/// The corrections of one document.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrections {
    /// Measures with a wrong key.
    #[serde(default)]
    pub correct: Vec<Correction>,
    /// Measures that the rules do not find.
    #[serde(default)]
    pub add: Vec<Correction>,
    /// Measures that are none.
    #[serde(default)]
    pub drop: Vec<Correction>,
}

/// One correction. Keys that are left out stay as they are.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The block.
    pub anchor: String,
    /// Words of the block's text, as printed.
    pub quote: String,
    /// Why.
    pub reason: String,
    /// The measure's kind.
    pub kind: Option<Kind>,
    /// Words of the quote that name the recipient.
    pub recipient: Option<String>,
    /// Ids of the finder's groups.
    pub groups: Option<Vec<String>>,
    /// Ids of the finder's purposes.
    pub purposes: Option<Vec<String>>,
    /// Names of bodies.
    pub bodies: Option<Vec<String>>,
    /// The sum.
    pub amount: Option<AmountKeys>,
    /// The share.
    pub share: Option<ShareKeys>,
    /// Ceilings, in yuan.
    pub caps: Option<Vec<CapKeys>>,
    /// How often.
    pub frequency: Option<Frequency>,
    /// For how many years.
    pub years: Option<f64>,
    /// Whether the sum cannot be read.
    pub damaged: Option<bool>,
}

/// Keys of a sum; `text` stands in the quote.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountKeys {
    /// As printed.
    pub text: Option<String>,
    /// Least, in yuan.
    pub min: Option<f64>,
    /// Greatest, in yuan.
    pub max: Option<f64>,
    /// What the number says.
    pub bound: Option<Bound>,
    /// What it is paid for one of.
    pub per: Option<String>,
}

/// Keys of a share; `text` stands in the quote.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareKeys {
    /// As printed.
    pub text: Option<String>,
    /// Per cent.
    pub percent: Option<f64>,
    /// The least of a range.
    pub percent_min: Option<f64>,
    /// What it is a share of.
    pub base: Option<String>,
    /// What the number says.
    pub bound: Option<Bound>,
}

/// Keys of a ceiling; `text` stands in the quote.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapKeys {
    /// As printed.
    pub text: String,
    /// In yuan.
    pub yuan: f64,
    /// What it is a ceiling of.
    pub per: Option<CapPer>,
}

/// Why a correction cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// The block is gone.
    #[error("`{0}` is no block of the document; name one that `celan show` prints")]
    Anchor(String),
    /// The words are gone, or stand twice.
    #[error(
        "`{quote}` stands {count} times in the block `{anchor}`; quote words that stand there once"
    )]
    Quote {
        /// The words.
        quote: String,
        /// The block.
        anchor: String,
        /// How often they stand there.
        count: usize,
    },
    /// No measure is there, or several.
    #[error("`{quote}` has {count} measures; quote the words of one sum")]
    Measure {
        /// The words.
        quote: String,
        /// How many measures have their sum in them.
        count: usize,
    },
    /// Words of a key are not in the quote.
    #[error("`{text}` does not stand in `{quote}`; take the words from the quote")]
    Words {
        /// The words of the key.
        text: String,
        /// The quote.
        quote: String,
    },
    /// The reason is missing.
    #[error("the correction of `{0}` gives no reason; write reason = \"…\"")]
    Reason(String),
}

impl Corrections {
    /// Applies the corrections to the measures of `document`, which are those of the library in reading order.
    /// All that cannot be made are returned; the others are made.
    pub fn apply(
        &self,
        document: &Document,
        choices: &Choices,
        measures: &mut Vec<Measure>,
    ) -> Vec<CorrectionError> {
        let mut errors = Vec::new();
        let id = &document.metadata.id;
        for correction in &self.drop {
            match correction.measure(document, measures) {
                Ok(at) => {
                    measures.remove(at);
                }
                Err(error) => errors.push(error),
            }
        }
        for correction in &self.correct {
            let done = correction.measure(document, measures).and_then(|at| {
                let place = correction.place(document)?;
                correction.set(&mut measures[at], &place)
            });
            errors.extend(done.err());
        }
        for (n, correction) in self.add.iter().enumerate() {
            let made = correction.place(document).and_then(|place| {
                let mut measure = blank(document, correction, &place, n, measures);
                let who = Words::new(&choices.who);
                correction.set(&mut measure, &place)?;
                if let (Some(recipient), None) = (&mut measure.recipient, &correction.groups) {
                    recipient.groups = who.named(&correction.quote);
                }
                Ok((measure, place))
            });
            match made {
                Ok((measure, place)) => {
                    let order = order(document, &measure.anchor);
                    let at = measures.iter().position(|m| {
                        m.document == *id
                            && (self::order(document, &m.anchor), m.clause.start)
                                > (order, place.span.start)
                    });
                    let after = measures
                        .iter()
                        .rposition(|m| m.document == *id)
                        .map(|at| at + 1);
                    measures.insert(at.or(after).unwrap_or(measures.len()), measure);
                }
                Err(error) => errors.push(error),
            }
        }
        errors
    }
}

/// Where a quote stands.
struct Place {
    text: String,
    span: Span,
}

/// A block's place in reading order.
fn order(document: &Document, anchor: &str) -> usize {
    let (mut at, mut count) = (usize::MAX, 0);
    document.walk(&mut |block| {
        if block.anchor == anchor {
            at = count;
        }
        count += 1;
    });
    at
}

impl Correction {
    fn place(&self, document: &Document) -> Result<Place, CorrectionError> {
        if self.reason.trim().is_empty() {
            return Err(CorrectionError::Reason(self.quote.clone()));
        }
        let mut text = None;
        document.walk(&mut |block| {
            if block.anchor == self.anchor {
                text = block.text().map(|text| text.plain.clone());
            }
        });
        let text = text.ok_or_else(|| CorrectionError::Anchor(self.anchor.clone()))?;
        let found: Vec<usize> = text.match_indices(&self.quote).map(|(at, _)| at).collect();
        match found.as_slice() {
            [at] if !self.quote.is_empty() => {
                let start = text[..*at].chars().count();
                let span = Span::new(start, start + self.quote.chars().count());
                Ok(Place { text, span })
            }
            other => Err(CorrectionError::Quote {
                quote: self.quote.clone(),
                anchor: self.anchor.clone(),
                count: other.len(),
            }),
        }
    }

    /// The one measure whose sum is in the quote.
    fn measure(&self, document: &Document, measures: &[Measure]) -> Result<usize, CorrectionError> {
        let place = self.place(document)?;
        let inside = |measure: &Measure| {
            let amount = measure.amount.as_ref().map(|a| a.span);
            let span = amount.or(measure.share.as_ref().map(|s| s.span));
            measure.document == document.metadata.id
                && measure.anchor == self.anchor
                && span.is_some_and(|s| place.span.start <= s.start && s.start < place.span.end)
        };
        let found: Vec<usize> = (0..measures.len())
            .filter(|n| inside(&measures[*n]))
            .collect();
        match found.as_slice() {
            [at] => Ok(*at),
            other => Err(CorrectionError::Measure {
                quote: self.quote.clone(),
                count: other.len(),
            }),
        }
    }

    /// Where words of a key stand.
    fn words(&self, text: &str, place: &Place) -> Result<Span, CorrectionError> {
        let at = self.quote.find(text).filter(|_| !text.is_empty());
        let at = at.ok_or_else(|| CorrectionError::Words {
            text: text.to_owned(),
            quote: self.quote.clone(),
        })?;
        let start = place.span.start as usize + self.quote[..at].chars().count();
        Ok(Span::new(start, start + text.chars().count()))
    }

    fn set(&self, measure: &mut Measure, place: &Place) -> Result<(), CorrectionError> {
        if let Some(kind) = self.kind {
            measure.kind = kind;
        }
        if let Some(words) = &self.recipient {
            let span = self.words(words, place)?;
            let groups = measure
                .recipient
                .take()
                .map(|r| r.groups)
                .unwrap_or_default();
            measure.recipient = Some(Recipient { span, groups });
        }
        if let (Some(groups), Some(recipient)) = (&self.groups, &mut measure.recipient) {
            recipient.groups.clone_from(groups);
        }
        if let Some(purposes) = &self.purposes {
            measure.purposes.clone_from(purposes);
        }
        if let Some(bodies) = &self.bodies {
            measure.bodies.clone_from(bodies);
        }
        if let Some(keys) = &self.amount {
            let old = measure.amount.take();
            let text = keys
                .text
                .clone()
                .or_else(|| old.as_ref().map(|a| a.text.clone()));
            let text = text.unwrap_or_else(|| self.quote.clone());
            let span = match (&keys.text, &old) {
                (None, Some(old)) => old.span,
                _ => self.words(&text, place)?,
            };
            let both = keys.min.is_some() || keys.max.is_some();
            measure.amount = Some(Amount {
                span,
                text,
                min: if both {
                    keys.min
                } else {
                    old.as_ref().and_then(|a| a.min)
                },
                max: if both {
                    keys.max
                } else {
                    old.as_ref().and_then(|a| a.max)
                },
                bound: keys
                    .bound
                    .or_else(|| old.as_ref().map(|a| a.bound))
                    .unwrap_or(Bound::Fixed),
                per: keys.per.clone().or_else(|| old.and_then(|a| a.per)),
            });
            measure.damaged &= !both;
        }
        if let Some(keys) = &self.share {
            let old = measure.share.take();
            let text = keys
                .text
                .clone()
                .or_else(|| old.as_ref().map(|s| s.text.clone()));
            let text = text.unwrap_or_else(|| self.quote.clone());
            let span = match (&keys.text, &old) {
                (None, Some(old)) => old.span,
                _ => self.words(&text, place)?,
            };
            let percent = keys.percent.or_else(|| old.as_ref().map(|s| s.percent));
            measure.share = percent.map(|percent| Share {
                span,
                text,
                percent,
                percent_min: keys
                    .percent_min
                    .or_else(|| old.as_ref().and_then(|s| s.percent_min)),
                base: keys
                    .base
                    .clone()
                    .or_else(|| old.as_ref().and_then(|s| s.base.clone())),
                bound: keys
                    .bound
                    .or_else(|| old.as_ref().map(|s| s.bound))
                    .unwrap_or(Bound::Fixed),
            });
        }
        if let Some(caps) = &self.caps {
            let caps: Result<Vec<Cap>, _> = caps
                .iter()
                .map(|cap| {
                    self.words(&cap.text, place).map(|span| Cap {
                        span,
                        yuan: cap.yuan,
                        per: cap.per,
                    })
                })
                .collect();
            measure.caps = caps?;
        }
        if let Some(frequency) = self.frequency {
            measure.frequency = frequency;
        }
        measure.years = self.years.or(measure.years);
        measure.damaged = self.damaged.unwrap_or(measure.damaged);
        Ok(())
    }
}

/// A measure of which only the place is known.
fn blank(
    document: &Document,
    correction: &Correction,
    place: &Place,
    n: usize,
    measures: &[Measure],
) -> Measure {
    let id = &document.metadata.id;
    let mut lines = None;
    document.walk(&mut |block| {
        if block.anchor == correction.anchor {
            lines = block.lines;
        }
    });
    let standing = measures
        .iter()
        .find(|m| m.document == *id)
        .map(|m| m.standing);
    Measure {
        id: format!("{id}/{}/added-{}", correction.anchor, n + 1),
        document: id.clone(),
        anchor: correction.anchor.clone(),
        lines,
        text: place.text.clone(),
        clause: place.span,
        kind: Kind::Grant,
        recipient: None,
        purposes: Vec::new(),
        bodies: Vec::new(),
        amount: None,
        share: None,
        caps: Vec::new(),
        conditions: Vec::new(),
        frequency: Frequency::Unstated,
        years: None,
        group: None,
        damaged: false,
        standing: standing.unwrap_or(Standing::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::{Block, Content, Library, Metadata, Part, Text};

    fn corrected(toml: &str) -> (Vec<Measure>, Vec<CorrectionError>) {
        let text = "对甲给予10万元奖励，对乙给予20万元奖励。另有实物支持。";
        let document = Document {
            metadata: Metadata {
                id: "a-b".into(),
                ..Metadata::default()
            },
            blocks: vec![Block {
                anchor: "p1".into(),
                lines: None,
                part: Part::Body,
                content: Content::Paragraph {
                    text: Text::plain(text),
                    run_in: None,
                    lead: 0,
                },
            }],
        };
        let library = Library {
            documents: vec![document.clone()],
            ..Library::default()
        };
        let choices = Choices::default();
        let mut found = crate::measures(&library, &choices, None);
        let corrections: Corrections = toml::from_str(toml).unwrap_or_default();
        let errors = corrections.apply(&document, &choices, &mut found);
        (found, errors)
    }

    #[test]
    fn measures_are_corrected_dropped_and_added() {
        let (found, errors) = corrected(
            "[[drop]]\nanchor = \"p1\"\nquote = \"10万元\"\nreason = \"试\"\n\
             [[correct]]\nanchor = \"p1\"\nquote = \"给予20万元\"\nreason = \"试\"\nfrequency = \"once\"\n\
             amount = { max = 200000, bound = \"upper\" }\n\
             [[add]]\nanchor = \"p1\"\nquote = \"实物支持\"\nreason = \"试\"\nkind = \"other\"\n",
        );
        assert_eq!(errors, []);
        assert_eq!(found.len(), 2);
        let amount = found[0].amount.as_ref();
        assert_eq!(
            amount.map(|a| (a.min, a.max, a.bound)),
            Some((None, Some(2e5), Bound::Upper))
        );
        assert_eq!(found[0].frequency, Frequency::Once);
        assert_eq!(
            (found[1].kind, found[1].id.as_str()),
            (Kind::Other, "a-b/p1/added-1")
        );
    }

    #[test]
    fn what_is_gone_is_an_error() {
        let entry = |key: &str, anchor: &str, quote: &str, reason: &str| {
            corrected(&format!(
                "[[{key}]]\nanchor = \"{anchor}\"\nquote = \"{quote}\"\nreason = \"{reason}\"\n"
            ))
            .1
        };
        assert!(matches!(
            entry("drop", "p9", "10万元", "x")[..],
            [CorrectionError::Anchor(_)]
        ));
        assert!(matches!(
            entry("drop", "p1", "30万元", "x")[..],
            [CorrectionError::Quote { count: 0, .. }]
        ));
        assert!(matches!(
            entry("correct", "p1", "给予", "x")[..],
            [CorrectionError::Quote { count: 2, .. }]
        ));
        assert!(matches!(
            entry("correct", "p1", "实物支持", "x")[..],
            [CorrectionError::Measure { count: 0, .. }]
        ));
        assert!(matches!(
            entry("drop", "p1", "10万元", " ")[..],
            [CorrectionError::Reason(_)]
        ));
    }
}
