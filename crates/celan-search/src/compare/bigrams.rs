//! How alike short texts are: by pairs of neighbouring characters, which serve the few words of a
//! heading or a cell better than whole terms do. Figures do not count.

use crate::scoring::ONE;
use crate::scoring::log2;
use celan_text::fold;
use celan_text::is_letter;
use std::collections::HashMap;

pub(super) type Bigram = [char; 2];

/// The bigrams of texts of two lists, each weighed by its rarity in both.
pub(super) struct Bigrams {
    lists: [Vec<Weighed>; 2],
}

/// The bigrams of a text in order, with their weights.
type Weighed = Vec<(Bigram, u64)>;

impl Bigrams {
    /// Reads two lists of texts.
    pub(super) fn of(left: &[String], right: &[String]) -> Self {
        let lists = [left, right].map(|list| list.iter().map(|text| bigrams(text)));
        let lists: [Vec<Vec<Bigram>>; 2] = lists.map(Iterator::collect);
        let texts = (left.len() + right.len()) as u64;
        let mut with: HashMap<Bigram, u64> = HashMap::new();
        for bigram in lists.iter().flatten().flatten() {
            *with.entry(*bigram).or_default() += 1;
        }
        // What many texts have tells little of any.
        let worth = |bigram: &Bigram| {
            let with = with.get(bigram).copied().unwrap_or_default();
            log2(2 * texts + 2).saturating_sub(log2(with + 1)).max(1)
        };
        let weighed = |text: &Vec<Bigram>| text.iter().map(|b| (*b, worth(b))).collect();
        let lists = [0, 1].map(|side: usize| lists[side].iter().map(weighed).collect());
        Self { lists }
    }

    /// How much a text of the left list and one of the right have in common, in 1024ths: twice the
    /// weight of what they share by the weight of both.
    pub(super) fn likeness(&self, left: usize, right: usize) -> u32 {
        let text = |side: usize, at: usize| self.lists[side].get(at).map_or(&[][..], Vec::as_slice);
        let (left, right) = (text(0, left), text(1, right));
        let sum = |bigrams: &[(Bigram, u64)]| bigrams.iter().map(|(_, weight)| weight).sum::<u64>();
        let shared: u64 = left
            .iter()
            .filter(|(bigram, _)| right.binary_search_by_key(bigram, |known| known.0).is_ok())
            .map(|(_, weight)| weight)
            .sum();
        (2 * ONE * shared / (sum(left) + sum(right)).max(1)) as u32
    }
}

/// The neighbouring letters of a text, each pair once, in order.
pub(super) fn bigrams(text: &str) -> Vec<Bigram> {
    let mut bigrams: Vec<Bigram> = Vec::new();
    for line in text.lines() {
        let chars = fold(line).chars;
        bigrams.extend(chars.windows(2).map(|w| [w[0], w[1]]));
    }
    bigrams.retain(|pair| pair.iter().all(|c| is_letter(*c)));
    bigrams.sort_unstable();
    bigrams.dedup();
    bigrams
}
