//! A series as a drawing. A line joins the numbers of one document only; filled is recorded, hollow is aimed at.
//!
//! x is in per cent, y in em, so that the drawing is fluid and its letters never scale. The scale begins at zero.
//! Labels that are apart in the narrowest drawing are apart in every wider one.

use super::targets::{Series, place};
use super::texts::Texts;
use celan_finder::{Target, TargetBound};
use celan_locale::fill;
use maud::{Markup, html};

/// Where zero lies, from above, in em.
const BASE: f64 = 13.4;
/// Where the greatest value lies.
const TOP: f64 = 2.2;
/// Where the years stand.
const YEARS: f64 = 14.65;
/// Rows of labels are so far apart.
const LEADING: f64 = 1.4;
/// Half the height of a row.
const ROW: f64 = 0.6;
/// Half a dot, with its edge.
const DOT: f64 = 0.38;
/// Dots of one year that are nearer stand side by side.
const NEAR: f64 = 0.8;
/// Between a dot and a label above or below it.
const GAP: f64 = 0.12;
/// How far beside the first and the last year a leader is level, where it ends and where labels begin.
const BESIDE: (f64, f64, f64) = (0.85, 1.3, 1.4);
/// How wide a row of a label may be before the first year and behind the last one: the margins of the style less
/// what keeps a label from its dot, in em.
const WIDTHS: (f64, f64) = (4.5, 6.75);
/// How wide the drawing is on the narrowest screen, in em.
const NARROWEST: f64 = 12.5;

/// A number in the drawing.
struct Dot<'a> {
    target: &'a Target,
    year: u32,
    /// In per cent.
    x: f64,
    /// In em.
    y: f64,
    /// The middle of the first row of its label, in em.
    label: f64,
    /// The rows of its label.
    rows: Vec<String>,
    /// How far it stands beside its year, in em.
    aside: f64,
    /// A line leads to its label.
    led: bool,
    /// Its label names its place.
    named: bool,
}

impl Dot<'_> {
    /// How much room its label takes, in em.
    fn height(&self) -> f64 {
        LEADING * self.rows.len().max(1) as f64
    }
}

/// The drawing of a series that has numbers of two years.
pub(super) fn chart(texts: &Texts<'_>, series: &Series<'_>) -> Markup {
    let places: Vec<Option<u32>> = series.targets.iter().map(|target| target.place).collect();
    // Of several places the last number of each names its place.
    let several = places.iter().any(|place| Some(place) != places.first());
    let dots = dots(series, |target, last| {
        let name = if several && last {
            place(texts, target)
        } else {
            ""
        };
        (short(texts, target), name)
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
            // Below every dot, since dots may stand between another one and its label.
            @for dot in dots.iter().filter(|dot| dot.led) { (leader(dot, (first, last))) }
            @for dot in &dots { (mark(texts, dot, kind(dot.target), (first, last))) }
        }
    }
}

/// The words of a number beside its dot: short, so that they fit there.
fn short(texts: &Texts<'_>, target: &Target) -> String {
    let w = texts.words;
    let n = target.value.to_string();
    let value = match (target.bound, target.value_max) {
        (TargetBound::Range, Some(to)) => {
            fill(w.short_range, &[("from", &n), ("to", &to.to_string())])
        }
        (TargetBound::Lower, _) => fill(w.short_least, &[("n", &n)]),
        (TargetBound::Upper, _) => fill(w.short_most, &[("n", &n)]),
        (TargetBound::About, _) => fill(w.short_about, &[("n", &n)]),
        _ => n,
    };
    let aim = if target.aimed { w.short_aim } else { "" };
    [aim, &value].concat()
}

/// On which side of its dots a year has its labels: -1 before the first year, 1 behind the last, 0 above or below.
fn side(year: u32, (first, last): (u32, u32)) -> f64 {
    match year {
        year if year == first => -1.0,
        year if year == last => 1.0,
        _ => 0.0,
    }
}

/// The line from a dot to its label. Beside the years it is level as far as dots may stand and then aims at the
/// label: both its ends are in the order of dots, so that no two cross, and none touches a dot or a label.
fn leader(dot: &Dot<'_>, years: (u32, u32)) -> Markup {
    let side = side(dot.year, years);
    let (level, end, _) = BESIDE;
    html! {
        svg x={ (dot.x) "%" } {
            @if side == 0.0 {
                @let near = if dot.label < dot.y { dot.label + dot.height() - LEADING + ROW } else { dot.label - ROW };
                line.leader x1={ (dot.aside) "em" } y1={ (dot.y) "em" } x2="0" y2={ (round(near)) "em" } {}
            } @else {
                @let (level, end) = (side * level, side * end);
                line.leader x1={ (dot.aside) "em" } y1={ (dot.y) "em" } x2={ (level) "em" } y2={ (dot.y) "em" } {}
                line.leader x1={ (level) "em" } y1={ (dot.y) "em" } x2={ (end) "em" } y2={ (dot.label) "em" } {}
            }
        }
    }
}

fn mark(texts: &Texts<'_>, dot: &Dot<'_>, kind: &str, years: (u32, u32)) -> Markup {
    let w = texts.words;
    let place = place(texts, dot.target);
    let title = texts
        .document(dot.target.location)
        .map_or("", |d| d.metadata.title.as_str());
    // What can be seen stands in the name as it is.
    let seen = dot.rows.join(" ");
    let place = if dot.named { "" } else { place };
    let name = [&dot.year.to_string(), seen.as_str(), place, title];
    let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
    let side = side(dot.year, years);
    let class = match side {
        side if side < 0.0 => "end",
        side if side > 0.0 => "start",
        _ => "middle",
    };
    html! {
        a href=(texts.address(dot.target.location)) aria-label=(name.join(w.comma)) {
            svg x={ (dot.x) "%" } {
                circle class={ (kind) @if dot.target.aimed { " aim" } }
                    cx={ (dot.aside) "em" } cy={ (dot.y) "em" } r=".3em" {}
                @for (row, words) in dot.rows.iter().enumerate() {
                    @let y = round(dot.label + LEADING * row as f64);
                    text class=(class) x={ (round(side * BESIDE.2)) "em" } y={ (y) "em" } dy=".35em" { (words) }
                }
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
    let mut years: Vec<u32> = series.targets.iter().filter_map(|t| t.year).collect();
    years.sort_unstable();
    years.dedup();
    let (Some(&first), Some(&last)) = (years.first(), years.last()) else {
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
                aside: 0.0,
                led: false,
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
        let width = match side(dots[at].year, (first, last)) {
            side if side < 0.0 => WIDTHS.0,
            side if side > 0.0 => WIDTHS.1,
            _ => between(dots[at].year, &years),
        };
        dots[at].rows = rows(&words, place, width);
        dots[at].named = !place.is_empty();
    }
    set_apart(&mut dots);
    dots
}

/// How wide a label may be that stands between the years next to its own.
fn between(year: u32, years: &[u32]) -> f64 {
    let (first, last) = (years[0], years[years.len() - 1]);
    let x = |year: u32| percent(year, first, last) / 100.0 * NARROWEST;
    let next = years
        .iter()
        .filter(|other| **other != year)
        .map(|other| (x(*other) - x(year)).abs())
        .fold(NARROWEST, f64::min);
    (2.0 * (next - 2.0 * DOT)).max(WIDTHS.0)
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
    let wide = |c: char| match c {
        c if c.is_ascii() => 0.6,
        '≥' | '≤' => 0.85,
        '–' => 0.6,
        _ => 1.0,
    };
    text.chars().map(wide).sum()
}

/// Sets dots of one year that would cover one another side by side, and labels apart. Beside the first and the last
/// year labels stand below one another, between them above or below their dots.
fn set_apart(dots: &mut [Dot<'_>]) {
    dots.sort_by(|a, b| a.year.cmp(&b.year).then(a.y.total_cmp(&b.y)));
    let (Some(first), Some(last)) = (dots.first().map(|d| d.year), dots.last().map(|d| d.year))
    else {
        return;
    };
    let side = |year| side(year, (first, last));
    for heap in dots.chunk_by_mut(|a, b| a.year == b.year && b.y - a.y < NEAR) {
        let side = side(heap[0].year);
        let count = heap.len() as f64;
        for (n, dot) in heap.iter_mut().enumerate() {
            dot.led = side != 0.0 && count > 1.0;
            // The first label is that of the outermost dot; only one dot stands between its year and the labels.
            dot.aside = round(match (side, count) {
                (_, 1.0) => 0.0,
                (0.0, _) => NEAR * (n as f64 - (count - 1.0) / 2.0),
                _ => side * NEAR * (0.5 - n as f64),
            });
        }
    }
    for column in dots.chunk_by_mut(|a, b| a.year == b.year) {
        if side(column[0].year) != 0.0 {
            set_beside(column);
        }
    }
    let mut taken: Vec<[f64; 4]> = dots.iter().map(disc).collect();
    for heap in dots.chunk_by_mut(|a, b| a.year == b.year && b.y - a.y < NEAR) {
        if side(heap[0].year) == 0.0 {
            set_near(heap, &mut taken);
        }
    }
}

/// The room of a dot on the narrowest screen: left, top, right, bottom.
fn disc(dot: &Dot<'_>) -> [f64; 4] {
    let x = dot.x / 100.0 * NARROWEST + dot.aside;
    [x - DOT, dot.y - DOT, x + DOT, dot.y + DOT]
}

/// Labels below one another, each as near to its dot as the others let it be.
fn set_beside(dots: &mut [Dot<'_>]) {
    // Runs of labels that touch: how many, where their first one would stand if each were at its dot, how high.
    let mut runs: Vec<(usize, f64, f64)> = Vec::new();
    let start = |(count, wished, height): (usize, f64, f64)| {
        (wished / count as f64)
            .min(BASE - ROW + LEADING - height)
            .max(0.0)
    };
    for dot in dots.iter() {
        let mut run = (1, dot.y, dot.height());
        while let Some(&above) = runs.last()
            && start(above) + above.2 > start(run)
        {
            runs.pop();
            let wished = above.1 + run.1 - above.2 * run.0 as f64;
            run = (above.0 + run.0, wished, above.2 + run.2);
        }
        runs.push(run);
    }
    let mut rest = dots.iter_mut();
    for run in runs {
        let mut at = start(run);
        for dot in rest.by_ref().take(run.0) {
            dot.label = round(at);
            // A label that had to leave its dot is joined to it.
            dot.led |= (at - dot.y).abs() > LEADING / 4.0;
            at += dot.height();
        }
    }
}

/// The labels of dots side by side together above them, or below, where they cover neither dots nor other labels.
fn set_near(dots: &mut [Dot<'_>], taken: &mut Vec<[f64; 4]>) {
    let height: f64 = dots.iter().map(Dot::height).sum();
    let widest = dots.iter().flat_map(|dot| &dot.rows);
    let half = widest.map(|row| em(row)).fold(0.0, f64::max) / 2.0;
    let x = dots[0].x / 100.0 * NARROWEST;
    let room = |at: f64| [x - half, at - ROW, x + half, at + height - LEADING + ROW];
    let above = dots[0].y - DOT - GAP - ROW + LEADING - height;
    let below = dots[dots.len() - 1].y + DOT + GAP + ROW;
    let free = |at: &f64| {
        let room = room(*at);
        room[1] >= -2.0 * ROW && room[3] <= BASE && !taken.iter().any(|other| overlap(&room, other))
    };
    // Nearest first, above before below.
    let places = (0..60).map(|n| f64::from(n) * LEADING / 4.0);
    let at = places
        .flat_map(|far| [above - far, below + far])
        .find(free)
        .unwrap_or(above);
    let far = (at - above).abs().min((at - below).abs()) > LEADING / 4.0;
    taken.push(room(at));
    let mut label = at;
    for dot in dots.iter_mut() {
        dot.label = round(label);
        dot.led = far;
        label += dot.height();
    }
}

/// Whether two rooms share some.
fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    let less = 0.01;
    a[0] + less < b[2] && b[0] + less < a[2] && a[1] + less < b[3] && b[1] + less < a[3]
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
#[allow(clippy::unwrap_used)]
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

    /// What a drawing has on the narrowest screen, in em: rooms of labels and of dots, and lines from dots to labels.
    #[derive(Default)]
    struct Drawn {
        labels: Vec<(String, [f64; 4])>,
        dots: Vec<[f64; 4]>,
        leaders: Vec<[f64; 4]>,
    }

    /// Reads a drawing as a browser does: nested parts begin where they are put, `%` is of the whole drawing.
    fn drawn(svg: scraper::ElementRef<'_>) -> Drawn {
        let mut found = Drawn::default();
        for element in svg.descendent_elements() {
            let value = element.value();
            let length = |name: &str| {
                let text = value.attr(name).unwrap_or("0");
                let number = |text: &str| text.parse::<f64>().unwrap();
                match text.strip_suffix('%') {
                    Some(part) => number(part) / 100.0 * NARROWEST,
                    None => number(text.trim_end_matches("em")),
                }
            };
            let nested = element.ancestors().filter_map(scraper::ElementRef::wrap);
            let nested = nested.filter(|e| e.value().name() == "svg" && *e != svg);
            let left: f64 = nested
                .filter_map(|e| e.value().attr("x")?.strip_suffix('%')?.parse::<f64>().ok())
                .map(|part| part / 100.0 * NARROWEST)
                .sum();
            let class = value.attr("class").unwrap_or_default();
            match value.name() {
                "circle" => {
                    let (x, y) = (left + length("cx"), length("cy"));
                    found.dots.push([x - DOT, y - DOT, x + DOT, y + DOT]);
                }
                "line" if class == "leader" => {
                    let (x1, x2) = (left + length("x1"), left + length("x2"));
                    found.leaders.push([x1, length("y1"), x2, length("y2")]);
                }
                "text" => {
                    let words: String = element.text().collect();
                    let wide = em(&words);
                    let x = left + length("x") + length("dx")
                        - match class {
                            "start" => 0.0,
                            "end" => wide,
                            _ => wide / 2.0,
                        };
                    // Letters reach so far above and below their line.
                    let y = length("y") + length("dy");
                    found.labels.push((words, [x, y - 0.9, x + wide, y + 0.2]));
                }
                _ => {}
            }
        }
        found
    }

    /// What is wrong with a drawing that anyone can see.
    fn faults(drawn: &Drawn) -> Vec<String> {
        let mut faults = Vec::new();
        for (n, (words, room)) in drawn.labels.iter().enumerate() {
            for (other, at) in &drawn.labels[n + 1..] {
                if overlap(room, at) {
                    faults.push(format!("{words:?} covers {other:?}"));
                }
            }
            if drawn.dots.iter().any(|dot| overlap(room, dot)) {
                faults.push(format!("{words:?} covers a dot"));
            }
            let crossed = |[x1, y1, x2, y2]: &[f64; 4]| {
                (0..=20).map(|n| f64::from(n) / 20.0).any(|part| {
                    let (x, y) = (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part);
                    overlap(room, &[x, y, x + 0.02, y + 0.02])
                })
            };
            if drawn.leaders.iter().any(crossed) {
                faults.push(format!("{words:?} is crossed by a leader"));
            }
        }
        for (n, dot) in drawn.dots.iter().enumerate() {
            if drawn.dots[n + 1..].iter().any(|other| overlap(dot, other)) {
                faults.push(format!("the dot at {dot:?} covers another one"));
            }
        }
        // From the ends of level lines on, leaders of one side are in the order of their labels.
        let slanted: Vec<&[f64; 4]> = drawn.leaders.iter().filter(|l| l[0] != l[2]).collect();
        for (n, a) in slanted.iter().enumerate() {
            for b in &slanted[n + 1..] {
                let same = (a[0] - b[0]).abs() < 0.01 && (a[2] - b[2]).abs() < 0.01;
                if same && (a[1] - b[1]) * (a[3] - b[3]) < 0.0 {
                    faults.push(format!("leaders cross at {a:?} and {b:?}"));
                }
            }
        }
        faults
    }

    /// Every drawing of the library, in both languages.
    #[test]
    #[cfg(feature = "site")]
    fn labels_of_the_library_cover_nothing_and_break_in_no_word() {
        use celan_locale::Language;
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
        let library = celan_corpus::read(&folder).unwrap().library;
        let (extracts, _) = celan_corpus::extracts(&library, Some(&folder));
        let charts = scraper::Selector::parse(".chart").unwrap();
        let drawing = scraper::Selector::parse("svg.h15").unwrap();
        let (mut found, mut number) = (Vec::new(), 0);
        for language in [Language::Chinese, Language::English] {
            let view = crate::View {
                language,
                ..Default::default()
            };
            let page = crate::targets_screen(&library, &extracts, "", view);
            let page = scraper::Html::parse_fragment(&page.into_string());
            for chart in page.select(&charts) {
                let name = chart.attr("data-indicator").unwrap_or_default();
                let drawn = drawn(chart.select(&drawing).next().unwrap());
                number += drawn.dots.len();
                let more = faults(&drawn);
                found.extend(more.into_iter().map(|fault| format!("{name}: {fault}")));
                // A row of letters alone is a piece of a label that was broken.
                let cut = |words: &&str| words.chars().all(|c| c.is_ascii_alphabetic());
                let rows = drawn.labels.iter().map(|(words, _)| words.as_str());
                found.extend(rows.filter(cut).map(|row| format!("{name}: {row:?} alone")));
            }
        }
        assert!(number > 100, "{number}");
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    /// Heaps of numbers at each height and year, more than any text has.
    #[test]
    fn labels_of_heaps_stay_apart() {
        let values = [1.0, 1.0, 2.0, 50.0, 52.0, 53.0, 99.0, 100.0];
        let targets: Vec<Target> = [2015, 2020, 2025]
            .into_iter()
            .flat_map(|year| values.map(|value| target(0, year, value, true)))
            .collect();
        let series = Series {
            name: "x",
            unit: "%",
            targets: targets.iter().collect(),
        };
        let dots = dots(&series, |target, _| (target.value.to_string(), ""));
        let rooms: Vec<[f64; 4]> = dots
            .iter()
            .map(|dot| {
                let half = em(&dot.rows[0]) / 2.0;
                let x = dot.x / 100.0 * NARROWEST
                    + match dot.year {
                        2015 => -BESIDE.2 - half,
                        2025 => BESIDE.2 + half,
                        _ => 0.0,
                    };
                [x - half, dot.label - ROW, x + half, dot.label + ROW]
            })
            .collect();
        for (n, room) in rooms.iter().enumerate() {
            assert!(
                !rooms[n + 1..].iter().any(|other| overlap(room, other)),
                "{room:?}"
            );
            assert!(
                !dots.iter().any(|dot| overlap(room, &disc(dot))),
                "{room:?}"
            );
            assert!(room[3] <= BASE + 0.01 && room[1] >= -2.0 * ROW, "{room:?}");
        }
    }
}
