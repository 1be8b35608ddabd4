//! Compares the measures that are read out of a library with a reading made by hand.
//!
//! A reading is `gold.json`: `measures`, `decoys` (sums that are no support) and `neutral` (neither a hit nor
//! an error). An entry says where its sum is, by `file`, `line` and `col` (a character of that line) or by
//! `document`, `anchor` and `start` (a character of the block's text), and what it is worth.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use celan_document::Library;
use celan_measures::{Bound, Choices, Frequency, Measure, measures};
use serde_json::Value;

/// What a comparison found. Counts; the shares of them are what is asked for.
#[derive(Debug, Default)]
pub(crate) struct Score {
    /// Sums of the reading, and those of them that were found.
    pub(crate) gold: usize,
    pub(crate) found: usize,
    /// Sums that were read, neutral ones left out, and those of them that the reading has.
    pub(crate) read: usize,
    pub(crate) right: usize,
    /// Of those found: value, ceiling, frequency and years as in the reading.
    pub(crate) value: usize,
    pub(crate) ceiling: usize,
    pub(crate) frequency: usize,
    pub(crate) years: usize,
    /// Decoys, and those of them that were taken for support.
    pub(crate) decoys: usize,
    pub(crate) taken: usize,
    /// What differs, a line each.
    pub(crate) differences: Vec<String>,
}

impl Score {
    /// Adds another.
    pub(crate) fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.read += other.read;
        self.right += other.right;
        self.value += other.value;
        self.ceiling += other.ceiling;
        self.frequency += other.frequency;
        self.years += other.years;
        self.decoys += other.decoys;
        self.taken += other.taken;
        self.differences.extend(other.differences);
    }

    /// `part` of `whole`; 1 of nothing.
    pub(crate) fn rate(part: usize, whole: usize) -> f64 {
        if whole == 0 {
            1.0
        } else {
            part as f64 / whole as f64
        }
    }

    /// The figures in a line.
    pub(crate) fn line(&self) -> String {
        format!(
            "{:>4} sums  recall {:.3}  precision {:.3}  values {:.3}  ceilings {:.3}  frequency {:.3}  years {:.3}  decoys taken {} of {}",
            self.gold,
            Self::rate(self.found, self.gold),
            Self::rate(self.right, self.read),
            Self::rate(self.value, self.found),
            Self::rate(self.ceiling, self.found),
            Self::rate(self.frequency, self.found),
            Self::rate(self.years, self.found),
            self.taken,
            self.decoys,
        )
    }
}

/// A place in a library: document, anchor, and characters of the block's text.
type Place = (String, String, usize, usize);

/// Compares the library with the reading, by document.
pub(crate) fn compare(library: &Library, folder: &Path, gold: &Value) -> Vec<(String, Score)> {
    let read = measures(library, &Choices::default(), None);
    let places = Places::new(library, folder);
    let list = |key: &str| gold[key].as_array().cloned().unwrap_or_default();
    let mut scores: HashMap<String, Score> = HashMap::new();
    let mut hit: HashSet<usize> = HashSet::new();
    let mut known: HashSet<usize> = HashSet::new();
    for entry in list("measures") {
        let text = entry["amount_text"].as_str().unwrap_or_default();
        let place = places.find(&entry, "line", "col", text);
        let name = entry["document"]
            .as_str()
            .or(entry["file"].as_str())
            .unwrap_or_default();
        let score = scores.entry(name.to_owned()).or_default();
        let at = place
            .as_ref()
            .map(|place| overlapping(&read, place))
            .unwrap_or_default();
        for part in entry["parts"]
            .as_array()
            .into_iter()
            .flatten()
            .chain(entry["also"].as_array().into_iter().flatten())
        {
            let mut part = part.clone();
            for key in ["file", "line", "document", "anchor"] {
                if part[key].is_null() {
                    part[key] = entry[key].clone();
                }
            }
            let text = part["text"].as_str().unwrap_or_default().to_owned();
            if let Some(place) = places.find(&part, "line", "col", &text) {
                known.extend(overlapping(&read, &place));
            }
        }
        let implicit = entry["implicit"].as_bool().unwrap_or(false);
        match at.first() {
            Some(&n) => {
                score.gold += 1;
                score.found += 1;
                hit.insert(n);
                judge(&entry, &read[n], score);
            }
            None if implicit => {}
            None => {
                score.gold += 1;
                score.differences.push(format!(
                    "missed   {} {}",
                    label(&entry),
                    entry["clause"].as_str().unwrap_or_default()
                ));
            }
        }
    }
    for entry in list("neutral") {
        let text = entry["text"]
            .as_str()
            .or(entry["amount_text"].as_str())
            .unwrap_or_default()
            .to_owned();
        if let Some(place) = places.find(&entry, "line", "col", &text) {
            known.extend(overlapping(&read, &place));
        }
    }
    for entry in list("decoys") {
        let text = entry["text"].as_str().unwrap_or_default();
        let name = entry["document"]
            .as_str()
            .or(entry["file"].as_str())
            .unwrap_or_default();
        let score = scores.entry(name.to_owned()).or_default();
        score.decoys += 1;
        let place = places.find(&entry, "line", "col", text);
        if place.is_some_and(|place| !overlapping(&read, &place).is_empty()) {
            score.taken += 1;
            score.differences.push(format!(
                "decoy    {} {}",
                label(&entry),
                entry["context"].as_str().unwrap_or_default()
            ));
        }
    }
    for (n, measure) in read.iter().enumerate() {
        if known.contains(&n) && !hit.contains(&n) {
            continue;
        }
        let name = places
            .names
            .get(&measure.document)
            .cloned()
            .unwrap_or(measure.document.clone());
        let name = if scores.contains_key(&measure.document) {
            measure.document.clone()
        } else {
            name
        };
        let score = scores.entry(name).or_default();
        score.read += 1;
        if hit.contains(&n) {
            score.right += 1;
        } else {
            let clause: String =
                celan_document::char_slice(&measure.text, measure.clause).to_owned();
            score.differences.push(format!(
                "invented {} {} | {clause}",
                measure.id,
                printed(measure)
            ));
        }
    }
    let mut scores: Vec<(String, Score)> = scores.into_iter().collect();
    scores.sort_by(|a, b| a.0.cmp(&b.0));
    scores
}

fn label(entry: &Value) -> String {
    let text = entry["amount_text"]
        .as_str()
        .or(entry["text"].as_str())
        .unwrap_or_default();
    format!("{} {text}", entry["id"].as_str().unwrap_or_default())
}

fn printed(measure: &Measure) -> &str {
    let amount = measure.amount.as_ref().map(|a| a.text.as_str());
    amount
        .or(measure.share.as_ref().map(|s| s.text.as_str()))
        .unwrap_or_default()
}

/// Counts what of a found measure is as in the reading.
fn judge(entry: &Value, measure: &Measure, score: &mut Score) {
    let number = |key: &str| entry[key].as_f64();
    let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 0.01 * a.abs().max(1.0),
        (None, None) => true,
        _ => false,
    };
    let bound = |bound: Bound| match bound {
        Bound::Fixed => "fixed",
        Bound::Upper => "upper",
        Bound::Lower => "lower",
        Bound::Range => "range",
    };
    let damaged = entry["damaged"].as_bool().unwrap_or(false);
    let value = match (&measure.amount, &measure.share) {
        (Some(amount), _) => {
            (damaged && measure.damaged && amount.min.is_none() && amount.max.is_none())
                || same(number("min_yuan"), amount.min)
                    && same(number("max_yuan"), amount.max)
                    && entry["bound"] == bound(amount.bound)
                    && damaged == measure.damaged
        }
        (None, Some(share)) => {
            same(number("percent"), Some(share.percent))
                && same(number("percent_min"), share.percent_min)
                && entry["bound"] == bound(share.bound)
        }
        (None, None) => false,
    };
    let caps: Vec<f64> = measure.caps.iter().map(|cap| cap.yuan).collect();
    let ceiling = match number("cap_yuan") {
        Some(cap) => caps.contains(&cap),
        None => caps.is_empty(),
    };
    let frequency = match measure.frequency {
        Frequency::Once => "once",
        Frequency::Yearly => "yearly",
        Frequency::Monthly => "monthly",
        Frequency::PerItem => "per_item",
        Frequency::Unstated => "unstated",
    };
    let oftenness = entry["frequency"] == frequency;
    let years = same(number("years"), measure.years);
    score.value += usize::from(value);
    score.ceiling += usize::from(ceiling);
    score.frequency += usize::from(oftenness);
    score.years += usize::from(years);
    let mut differ = |what: &str, right: bool, got: String| {
        if !right {
            let clause = entry["clause"].as_str().unwrap_or_default();
            let line = format!("{what:<8} {} got {got} | {clause}", label(entry));
            score.differences.push(line);
        }
    };
    differ(
        "value",
        value,
        format!(
            "{:?} {:?}",
            measure.amount.as_ref().map(|a| (a.min, a.max, a.bound)),
            measure.share.as_ref().map(|s| (s.percent, s.bound))
        ),
    );
    differ(
        "ceiling",
        ceiling,
        format!("{caps:?}, wanted {}", entry["cap_yuan"]),
    );
    differ(
        "often",
        oftenness,
        format!("{frequency}, wanted {}", entry["frequency"]),
    );
    differ(
        "years",
        years,
        format!("{:?}, wanted {}", measure.years, entry["years"]),
    );
}

/// The measures whose sum overlaps the place.
fn overlapping(read: &[Measure], (document, anchor, start, end): &Place) -> Vec<usize> {
    let at = |measure: &Measure| {
        let span = measure
            .amount
            .as_ref()
            .map(|a| a.span)
            .or(measure.share.as_ref().map(|s| s.span));
        measure.document == *document
            && measure.anchor == *anchor
            && span.is_some_and(|s| (s.start as usize) < *end && *start < s.end as usize)
    };
    (0..read.len()).filter(|n| at(&read[*n])).collect()
}

/// Where the lines of files are in a library.
struct Places {
    /// For each file, its document and lines.
    files: HashMap<String, (String, Vec<String>)>,
    /// For each document, its file.
    names: HashMap<String, String>,
    /// Blocks by document: anchor, first and last line, text.
    blocks: HashMap<String, Vec<(String, usize, usize)>>,
}

impl Places {
    fn new(library: &Library, folder: &Path) -> Self {
        let mut places = Self {
            files: HashMap::new(),
            names: HashMap::new(),
            blocks: HashMap::new(),
        };
        for document in &library.documents {
            let id = document.metadata.id.clone();
            if let Some(witness) = document.metadata.witnesses.first() {
                let text = fs::read_to_string(folder.join(&witness.file)).unwrap_or_default();
                let lines = text.lines().map(str::to_owned).collect();
                places
                    .files
                    .insert(witness.file.clone(), (id.clone(), lines));
                places.names.insert(id.clone(), witness.file.clone());
            }
            let mut blocks = Vec::new();
            document.walk(&mut |block| {
                if let Some(lines) = block.lines {
                    blocks.push((
                        block.anchor.clone(),
                        lines.first as usize,
                        lines.last as usize,
                    ));
                }
            });
            places.blocks.insert(id, blocks);
        }
        places
    }

    /// Where an entry's text is.
    fn find(&self, entry: &Value, line: &str, col: &str, text: &str) -> Option<Place> {
        let length = text.chars().count().max(1);
        if let Some(document) = entry["document"].as_str() {
            let start = entry["start"].as_u64()? as usize;
            let anchor = entry["anchor"].as_str()?.to_owned();
            return Some((document.to_owned(), anchor, start, start + length));
        }
        let (document, lines) = self.files.get(entry["file"].as_str()?)?;
        let (line, col) = (
            entry[line].as_u64()? as usize,
            entry[col].as_u64()? as usize,
        );
        let (anchor, first, _) = self
            .blocks
            .get(document)?
            .iter()
            .find(|(_, first, last)| (*first..=*last).contains(&line))?;
        let indent = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
        let before: usize = (*first..line)
            .map(|n| lines[n - 1].trim().chars().count())
            .sum();
        let start = before + col - indent(&lines[line - 1]).min(col);
        Some((document.clone(), anchor.clone(), start, start + length))
    }
}
