//! What was read out of a library's texts: measures, targets and bodies, as a library's file carries them.
//!
//! Words are not repeated here: a [`Location`] and spans in it lead to the texts of the library. Spans count
//! characters of the location's text.

/// Everything that was read out of a library, and the choices by which it is asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extracts {
    /// How many measures each document has, for what shows no more of them; empty if there are none at all.
    pub counts: Vec<u32>,
    /// Who one may be.
    pub who: Vec<Choice>,
    /// What one may want.
    pub want: Vec<Choice>,
    /// Names that measures, targets and bodies share; they name them by number.
    pub names: Vec<String>,
    /// Measures in reading order.
    pub measures: Vec<Measure>,
    /// Measures of different levels for one recipient and occasion.
    pub pairs: Vec<Pair>,
    /// What documents say of having their measures together with others.
    pub cumulations: Vec<(Location, Range)>,
    /// Targets in reading order.
    pub targets: Vec<Target>,
    /// Bodies, those with most places first.
    pub bodies: Vec<Body>,
}

/// A choice of one of the finder's questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Its name in addresses.
    pub id: String,
    /// Its name for people, in Chinese.
    pub zh: String,
    /// Its name for people, in English.
    pub en: String,
    /// The words that name it in a text.
    pub words: Vec<String>,
    /// The wider group, whose measures are for this one too.
    pub within: Option<String>,
}

/// The text that says something: that of a block, or of a row of a table with tabs between its cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Location {
    /// The document's place in the library, from 0.
    pub document: u32,
    /// The block's place in the document, from 0, in reading order with those in boxes.
    pub block: u32,
    /// The row of a table, from 0, without the head.
    pub row: Option<u32>,
}

/// First and last character of words in a location.
pub type Range = (u32, u32);

/// A measure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measure {
    /// Where it stands.
    pub location: Location,
    /// Its place among the measures of its block, from 1.
    pub number: u32,
    /// The clause that says it.
    pub clause: Range,
    /// Who gets it.
    pub recipient: Option<Range>,
    /// The groups that it names, by their place in [`Extracts::who`].
    pub groups: Vec<u32>,
    /// Its purposes, by their place in [`Extracts::want`].
    pub purposes: Vec<u32>,
    /// Bodies that grant it, by their place in [`Extracts::names`].
    pub bodies: Vec<u32>,
    /// The sum or share, then its ceilings, each with the words that bound it (不高于50万元).
    pub sums: Vec<Range>,
    /// What the sum is called (研发经费), if that follows it.
    pub noun: Option<Range>,
    /// Conditions.
    pub conditions: Vec<Range>,
    /// The highest sum that one recipient can get, in yuan; `None` if it is a share without a ceiling, a sum in
    /// words, or cannot be read.
    pub highest: Option<f64>,
    /// How often it is given.
    pub frequency: Frequency,
    /// For how many years.
    pub years: Option<f64>,
    /// The row of sums (分别) that it belongs to, counted in its document from 1; 0 for none.
    pub group: u32,
    /// Whether a sum stands there that cannot be read.
    pub damaged: bool,
}

/// Two measures of different levels for one recipient and occasion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// Their places in [`Extracts::measures`].
    pub measures: (u32, u32),
    /// What both name, as the first one prints it.
    pub occasion: Range,
}

/// How often a measure is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// The text does not say.
    #[default]
    Unstated,
    /// Once.
    Once,
    /// Each year.
    Yearly,
    /// Each month.
    Monthly,
    /// For each item.
    PerItem,
}

/// An aim or a recorded value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Target {
    /// Where it stands; the row of a table is in `cell`.
    pub location: Location,
    /// Row and column in a table, row 0 being the head.
    pub cell: Option<(u32, u32)>,
    /// What is measured, by its place in [`Extracts::names`].
    pub indicator: u32,
    /// The place in [`Extracts::targets`] of the first target that measures the same, whatever words name it.
    pub series: u32,
    /// The year.
    pub year: Option<u32>,
    /// The value; the least of a range.
    pub value: f64,
    /// The greatest of a range.
    pub value_max: Option<f64>,
    /// What the number says.
    pub bound: TargetBound,
    /// The unit as printed, by its place in [`Extracts::names`].
    pub unit: u32,
    /// The territory, by its place in [`Extracts::names`].
    pub place: Option<u32>,
    /// 约束性 or 预期性, by its place in [`Extracts::names`].
    pub nature: Option<u32>,
    /// Whether it is aimed at, and not recorded.
    pub aimed: bool,
    /// The words with indicator and value; in a table, of the cell.
    pub words: Range,
}

/// What the number of a target says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum TargetBound {
    /// Exactly that.
    #[default]
    Fixed,
    /// At least.
    Lower,
    /// At most.
    Upper,
    /// About.
    About,
    /// Between two.
    Range,
}

/// A body and the places that give it a task.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Its name, by its place in [`Extracts::names`].
    pub name: u32,
    /// Places in reading order.
    pub places: Vec<BodyPlace>,
}

/// A place that gives a body a task.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BodyPlace {
    /// Where it stands.
    pub location: Location,
    /// The body's part in it.
    pub role: BodyRole,
    /// The name as printed.
    pub words: Range,
}

/// A body's part in a task.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum BodyRole {
    /// It leads.
    #[default]
    Lead,
    /// It assists.
    Assist,
    /// It is responsible.
    Responsible,
}

impl Extracts {
    /// The name with this number; empty if there is none.
    pub fn name(&self, number: u32) -> &str {
        let name = usize::try_from(number).ok().and_then(|n| self.names.get(n));
        name.map_or("", String::as_str)
    }
}
