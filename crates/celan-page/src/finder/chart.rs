//! A series as a drawing. A line joins the numbers of one document only; filled is recorded, hollow is aimed at.
//!
//! x is in per cent, y in em, so that the drawing is fluid and its letters never scale. The scale begins at zero.

use super::targets::{Series, place, value};
use super::texts::Texts;
use celan_finder::Target;
use maud::{Markup, html};

/// Where zero lies, from above, in em.
const BASE: f64 = 13.4;
/// Where the greatest value lies.
const TOP: f64 = 2.2;
/// Where the years stand.
const YEARS: f64 = 14.65;
/// Labels at one year are so far apart.
const LEADING: f64 = 1.4;
/// Dots that are nearer step aside.
const DOT: f64 = 0.6;
/// How wide a row of a label may be before the first year, behind the last one, and between them: the margins
/// of the style less what keeps a label from its dot, in em.
const WIDTHS: (f64, f64, f64) = (4.5, 6.75, 10.0);

/// A number in the drawing.
struct Dot<'a> {
    target: &'a Target,
    year: u32,
    /// In per cent.
    x: f64,
    /// In em.
    y: f64,
    /// Where its label begins, in em.
    label: f64,
    /// The rows of its label.
    rows: Vec<String>,
    /// Pixels to the side.
    aside: i32,
    /// Its label names its place.
    named: bool,
}

impl Dot<'_> {
    /// How much room its label takes, in em.
    fn height(&self) -> f64 {
        LEADING * self.rows.len() as f64
    }
}

/// The drawing of a series that has numbers of two years.
pub(super) fn chart(texts: &Texts<'_>, series: &Series<'_>) -> Markup {
    let places: Vec<Option<u32>> = series.targets.iter().map(|target| target.place).collect();
    // Of several places the last number of each names its place.
    let several = places.iter().any(|place| Some(place) != places.first());
    let dots = dots(series, |target, last| {
        let aim = if target.aimed { texts.words.aim } else { "" };
        let name = if several && last {
            place(texts, target)
        } else {
            ""
        };
        (format!("{aim}{}", value(texts, target, "")), name)
    });
    let (Some(first), Some(last)) = (
        dots.iter().map(|dot| dot.year).min(),
        dots.iter().map(|dot| dot.year).max(),
    ) else {
        return html! {};
    };
    let mut years: Vec<u32> = dots.iter().map(|dot| dot.year).collect();
    years.sort_unstable();
    years.dedup();
    // The wider territory is drawn lighter.
    let kind = |target: &Target| {
        if several && target.place == places[0] {
            "nation"
        } else {
            "region"
        }
    };
    html! {
        svg.h15 role="group" aria-label=(series.name) {
            @for year in &years {
                @let x = percent(*year, first, last);
                line.year x1={ (x) "%" } x2={ (x) "%" } y1="0" y2={ (BASE) "em" } {}
                text.tick x={ (x) "%" } y={ (YEARS) "em" } { (year) }
            }
            line.base x1="0" x2="100%" y1={ (BASE) "em" } y2={ (BASE) "em" } {}
            @for (from, to) in lines(&dots) {
                line class={ (kind(to.target)) @if to.target.aimed { " aim" } }
                    x1={ (from.x) "%" } y1={ (from.y) "em" } x2={ (to.x) "%" } y2={ (to.y) "em" } {}
            }
            @for dot in &dots { (mark(texts, dot, kind(dot.target), (first, last))) }
        }
    }
}

fn mark(texts: &Texts<'_>, dot: &Dot<'_>, kind: &str, (first, last): (u32, u32)) -> Markup {
    let w = texts.words;
    let place = place(texts, dot.target);
    let title = texts
        .document(dot.target.location)
        .map_or("", |d| d.metadata.title.as_str());
    // What can be seen stands in the name as it is.
    let seen = dot.rows.concat();
    let place = if dot.named { "" } else { place };
    let name = [&dot.year.to_string(), seen.as_str(), place, title];
    let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
    let (class, dx) = match dot.year {
        year if year == first => ("end", "-.75em"),
        year if year == last => ("start", ".75em"),
        _ => ("middle", "0"),
    };
    let dy = if class == "middle" { "-.7em" } else { ".35em" };
    // A label that had to leave its dot is joined to it; between the years labels stand above in the order of dots.
    let leader = match class {
        "end" => Some("-.65em"),
        "start" => Some(".65em"),
        _ => None,
    };
    let leader = leader.filter(|_| (dot.label - dot.y).abs() > LEADING / 2.0);
    html! {
        a href=(texts.address(dot.target.location)) aria-label=(name.join(w.comma))
            transform=[(dot.aside != 0).then(|| format!("translate({} 0)", dot.aside))]
        {
            @if let Some(to) = leader {
                svg x={ (dot.x) "%" } { line.leader x2=(to) y1={ (dot.y) "em" } y2={ (dot.label) "em" } {} }
            }
            circle class={ (kind) @if dot.target.aimed { " aim" } }
                cx={ (dot.x) "%" } cy={ (dot.y) "em" } r=".3em" {}
            @for (row, words) in dot.rows.iter().enumerate() {
                @let y = round(dot.label + LEADING * row as f64);
                text class=(class) x={ (dot.x) "%" } y={ (y) "em" } dx=(dx) dy=(dy) { (words) }
            }
        }
    }
}

fn percent(year: u32, first: u32, last: u32) -> f64 {
    let span = f64::from(last.saturating_sub(first).max(1));
    round(f64::from(year.saturating_sub(first)) / span * 100.0)
}

/// Two places behind the point are finer than a screen.
fn round(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// `label` gives the words of a number and, where it is the last one of its place and that is to be named, its
/// place.
fn dots<'a, 'n>(
    series: &Series<'a>,
    label: impl Fn(&Target, bool) -> (String, &'n str),
) -> Vec<Dot<'a>> {
    let years = || series.targets.iter().filter_map(|target| target.year);
    let (Some(first), Some(last)) = (years().min(), years().max()) else {
        return Vec::new();
    };
    let greatest = series
        .targets
        .iter()
        .map(|target| target.value)
        .fold(0.0, f64::max);
    let height = |value: f64| {
        if greatest > 0.0 {
            BASE - value.max(0.0) / greatest * (BASE - TOP)
        } else {
            BASE
        }
    };
    let mut dots: Vec<Dot<'a>> = series
        .targets
        .iter()
        .filter_map(|target| {
            let year = target.year?;
            let y = round(height(target.value));
            Some(Dot {
                target,
                year,
                x: percent(year, first, last),
                y,
                label: y,
                rows: Vec::new(),
                aside: 0,
                named: false,
            })
        })
        .collect();
    for at in 0..dots.len() {
        let target = dots[at].target;
        let followed = dots[at + 1..]
            .iter()
            .any(|dot| dot.target.place == target.place);
        let (words, place) = label(target, !followed);
        let width = match dots[at].year {
            year if year == first => WIDTHS.0,
            year if year == last => WIDTHS.1,
            _ => WIDTHS.2,
        };
        dots[at].rows = rows(&words, place, width);
        dots[at].named = !place.is_empty();
    }
    set_apart(&mut dots);
    dots
}

/// A label in rows that are no wider than `width` in em: words and place in one where they fit, else the place
/// below. Words break at blanks, a place anywhere.
fn rows(words: &str, place: &str, width: f64) -> Vec<String> {
    let whole = [words, place].join(" ");
    let whole = whole.trim_end();
    if em(whole) <= width {
        return vec![whole.to_owned()];
    }
    let mut rows = wrapped(words.split_inclusive(' '), width);
    rows.extend(wrapped(place.chars().map(String::from), width));
    rows
}

/// Pieces in rows that are no wider than `width` in em, where each piece is.
fn wrapped<P: AsRef<str>>(pieces: impl Iterator<Item = P>, width: f64) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for piece in pieces {
        let piece = piece.as_ref();
        match rows.last_mut() {
            Some(row) if em(row) + em(piece.trim_end()) <= width => row.push_str(piece),
            _ => rows.push(piece.to_owned()),
        }
    }
    for row in &mut rows {
        row.truncate(row.trim_end().len());
    }
    rows
}

/// How wide a text is, in em: Latin letters and digits are half as wide as characters.
fn em(text: &str) -> f64 {
    let wide = |c: char| if c.is_ascii() { 0.6 } else { 1.0 };
    text.chars().map(wide).sum()
}

/// Sets labels at one year apart, and dots that would cover one another aside. Beside the first and the last year labels
/// stand below one another, between them above their dots.
fn set_apart(dots: &mut [Dot<'_>]) {
    dots.sort_by(|a, b| a.year.cmp(&b.year).then(a.y.total_cmp(&b.y)));
    let (first, last) = (dots.first().map(|d| d.year), dots.last().map(|d| d.year));
    for group in dots.chunk_by_mut(|a, b| a.year == b.year) {
        let mut former: Option<(f64, i32)> = None;
        for dot in group.iter_mut() {
            dot.aside = match former {
                Some((y, aside)) if dot.y - y < DOT => {
                    if aside > 0 {
                        -5
                    } else {
                        5
                    }
                }
                _ => 0,
            };
            former = Some((dot.y, dot.aside));
        }
        let year = group.first().map(|d| d.year);
        if year == first || year == last {
            set_below(group);
        } else {
            set_above(group);
        }
    }
}

/// Labels of one year below one another, those of the greatest first.
fn set_below(dots: &mut [Dot<'_>]) {
    let mut highest = 0.0_f64;
    for dot in dots.iter_mut() {
        dot.label = dot.label.max(highest);
        highest = dot.label + dot.height();
    }
    // From below, labels that would cover the year are lifted, and those above them as far as need be.
    let mut lowest = BASE - DOT;
    for dot in dots.iter_mut().rev() {
        dot.label = dot.label.min(lowest + LEADING - dot.height());
        lowest = dot.label - LEADING;
    }
}

/// Labels of one year above their dots and above one another, as far as there is room. Over dots that are close to one
/// another they stand together, so that none covers a dot.
fn set_above(dots: &mut [Dot<'_>]) {
    let mut former = f64::NEG_INFINITY;
    let mut base = former;
    for dot in dots.iter_mut() {
        if dot.y - former > LEADING + DOT {
            base = dot.y;
        }
        former = dot.y;
        dot.label = base;
    }
    let mut lowest = f64::INFINITY;
    for dot in dots.iter_mut().rev() {
        dot.label = (dot.label + LEADING).min(lowest) - dot.height();
        lowest = dot.label;
    }
    let mut highest = LEADING;
    for dot in dots.iter_mut() {
        dot.label = dot.label.max(highest);
        highest = dot.label + dot.height();
    }
}

/// The numbers of one document and place that follow one another in time.
fn lines<'d, 'a>(dots: &'d [Dot<'a>]) -> Vec<(&'d Dot<'a>, &'d Dot<'a>)> {
    let mut lines = Vec::new();
    for (at, from) in dots.iter().enumerate() {
        let same = |to: &&Dot<'_>| {
            to.target.location.document == from.target.location.document
                && to.target.place == from.target.place
                && to.year > from.year
        };
        if let Some(to) = dots[at + 1..].iter().find(same) {
            lines.push((from, to));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_finder::Location;

    fn target(document: u32, year: u32, value: f64, aimed: bool) -> Target {
        Target {
            location: Location {
                document,
                ..Location::default()
            },
            year: Some(year),
            value,
            aimed,
            ..Target::default()
        }
    }

    #[test]
    fn labels_cover_neither_one_another_nor_the_year() {
        // Small numbers beside a great one, all near the base.
        let mut targets: Vec<Target> = (0..6).map(|n| target(n, 2015, 1.0, false)).collect();
        targets.push(target(0, 2020, 100.0, true));
        let series = Series {
            name: "x",
            unit: "%",
            targets: targets.iter().collect(),
        };
        let dots = dots(&series, |_, _| (String::new(), ""));
        let mut labels: Vec<f64> = dots[..6].iter().map(|dot| dot.label).collect();
        labels.sort_by(f64::total_cmp);
        assert!(
            labels
                .windows(2)
                .all(|pair| pair[1] - pair[0] > LEADING - 0.01)
        );
        assert!(labels[5] < BASE);
    }

    #[test]
    fn a_label_is_no_wider_than_its_margin() {
        assert_eq!(rows("目标60", "全国", 6.75), ["目标60 全国"]);
        assert_eq!(
            rows("目标60以上", "内蒙古自治区", 6.75),
            ["目标60以上", "内蒙古自治区"]
        );
        assert_eq!(
            rows("target at least 55", "", 6.75),
            ["target at", "least 55"]
        );
        let long = rows("12", "甲乙丙丁戊己庚辛壬癸", 6.75);
        assert_eq!(long, ["12", "甲乙丙丁戊己", "庚辛壬癸"]);
        assert!(long.iter().all(|row| em(row) <= 6.75));
    }

    #[test]
    fn rows_of_labels_cover_neither_one_another_nor_the_year() {
        let targets: Vec<Target> = (0..3)
            .map(|n| target(n, 2020, 1.0, true))
            .chain([target(3, 2025, 100.0, true)])
            .collect();
        let series = Series {
            name: "x",
            unit: "%",
            targets: targets.iter().collect(),
        };
        let dots = dots(&series, |_, _| ("目标一".into(), "内蒙古自治区"));
        let mut of_one_year: Vec<&Dot<'_>> = dots[..3].iter().collect();
        of_one_year.sort_by(|a, b| a.label.total_cmp(&b.label));
        for pair in of_one_year.windows(2) {
            assert_eq!(pair[0].rows.len(), 3);
            assert!(pair[1].label - pair[0].label > pair[0].height() - 0.01);
        }
        let lowest = of_one_year[2].label + of_one_year[2].height() - LEADING;
        assert!(lowest < BASE, "{lowest}");
    }

    #[test]
    fn labels_between_the_years_stand_above_their_dots() {
        let targets = [
            target(0, 2015, 5.0, false),
            target(1, 2018, 6.0, true),
            target(2, 2018, 6.2, true),
            target(3, 2018, 6.4, true),
            target(0, 2020, 10.0, true),
        ];
        let series = Series {
            name: "x",
            unit: "%",
            targets: targets.iter().collect(),
        };
        let dots = dots(&series, |_, _| ("目标一".into(), ""));
        let between: Vec<&Dot<'_>> = dots.iter().filter(|dot| dot.year == 2018).collect();
        // The greatest number has the highest dot and the highest label.
        let values: Vec<f64> = between.iter().map(|dot| dot.target.value).collect();
        assert_eq!(values, [6.4, 6.2, 6.0]);
        for pair in between.windows(2) {
            assert!(pair[1].label - pair[0].label > LEADING - 0.01);
        }
        // None covers a dot, and none leaves the drawing.
        assert!(between[2].label <= between[0].y + 0.01 && between[0].label >= LEADING);
    }

    #[test]
    fn a_line_joins_the_numbers_of_one_document() {
        let targets = [
            target(0, 2015, 2.1, false),
            target(1, 2015, 2.2, true),
            target(0, 2020, 2.5, true),
        ];
        let series = Series {
            name: "x",
            unit: "%",
            targets: targets.iter().collect(),
        };
        let dots = dots(&series, |_, _| (String::new(), ""));
        let lines = lines(&dots);
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].0.year, lines[0].1.year), (2015, 2020));
        // The greatest is at the top, and zero would be at the base.
        assert_eq!(dots[2].y, TOP);
        assert!(dots.iter().all(|dot| (TOP..BASE).contains(&dot.y)));
        // Two numbers of one year are both seen, and read.
        assert!(dots[0].aside != dots[1].aside);
        assert!((dots[0].label - dots[1].label).abs() > LEADING - 0.01);
    }
}
