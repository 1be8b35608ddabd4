//! What was read out of the texts: measures, targets and bodies.

use crate::container::Budget;
use crate::error::BlobError;
use crate::wire::{self, Reader, Wire, wire, wire_enum};
use celan_finder::{
    Body, BodyPlace, BodyRole, Choice, Extracts, Frequency, Location, Measure, Pair, Target,
    TargetBound,
};

/// Name of the section. It is the last one: a search does not wait for it.
pub(crate) const SECTION: &str = "extracts";

/// Memory that a byte of the section may take when it is read, at most; a measure takes thirteen times its
/// shortest form.
const MEMORY: usize = 16;

/// Takes from the file's budget what its extracts may take when they are read.
pub(crate) fn charge(raw: &[u8], budget: &Budget) -> Result<(), BlobError> {
    let memory = raw.len().saturating_mul(MEMORY);
    budget.take(memory).ok_or_else(|| budget.exceeded(SECTION))
}

wire!(Extracts {
    counts,
    who,
    want,
    names,
    measures,
    pairs,
    cumulations,
    targets,
    bodies,
});
wire!(Pair { measures, occasion });
wire!(Choice {
    id,
    zh,
    en,
    words,
    within,
});
wire!(Location {
    document,
    block,
    row,
});
wire!(Measure {
    location,
    number,
    clause,
    recipient,
    groups,
    purposes,
    bodies,
    sums,
    noun,
    conditions,
    highest,
    frequency,
    years,
    group,
    damaged,
});
wire!(Target {
    location,
    cell,
    indicator,
    series,
    year,
    value,
    value_max,
    bound,
    unit,
    place,
    nature,
    aimed,
    words,
});
wire!(Body { name, places });
wire!(BodyPlace {
    location,
    role,
    words,
});
wire_enum!(Frequency {
    Unstated,
    Once,
    Yearly,
    Monthly,
    PerItem,
});
wire_enum!(TargetBound {
    Fixed,
    Lower,
    Upper,
    About,
    Range,
});
wire_enum!(BodyRole {
    Lead,
    Assist,
    Responsible,
});

/// Reads what [`Contents::extracts`](crate::Contents::extracts) holds; of nothing, nothing.
///
/// # Errors
/// Bytes that are no such values; a name or a choice that is not there. Whether the locations are there, the
/// library has to say.
pub fn read_extracts(raw: &[u8]) -> Result<Extracts, BlobError> {
    if raw.is_empty() {
        return Ok(Extracts::default());
    }
    let extracts: Extracts = wire::value(SECTION, raw, &Budget::of_section(raw.len(), MEMORY))?;
    if is_whole(&extracts) {
        Ok(extracts)
    } else {
        Err(BlobError::malformed(
            SECTION,
            "it names what it does not have",
        ))
    }
}

/// How many measures each document has, the first value of the section; empty if that cannot be read.
pub fn measure_counts(raw: &[u8]) -> Vec<u32> {
    let budget = Budget::of_section(raw.len(), MEMORY);
    let mut reader = Reader::new(raw, &budget);
    let counts = Vec::read(&mut reader);
    if reader.failed() { Vec::new() } else { counts }
}

/// Whether all names and choices are there that are named by their number.
fn is_whole(extracts: &Extracts) -> bool {
    let within = |number: u32, length: usize| (number as usize) < length;
    let names = extracts.names.len();
    let named = |number: u32| within(number, names);
    let measures = extracts.measures.iter().all(|measure| {
        measure
            .groups
            .iter()
            .all(|n| within(*n, extracts.who.len()))
            && measure
                .purposes
                .iter()
                .all(|n| within(*n, extracts.want.len()))
            && measure.bodies.iter().all(|n| named(*n))
    });
    let targets = extracts.targets.iter().all(|target| {
        [
            Some(target.indicator),
            Some(target.unit),
            target.place,
            target.nature,
        ]
        .into_iter()
        .flatten()
        .all(named)
    });
    let length = extracts.measures.len();
    let pairs = extracts
        .pairs
        .iter()
        .all(|pair| within(pair.measures.0, length) && within(pair.measures.1, length));
    measures && pairs && targets && extracts.bodies.iter().all(|body| named(body.name))
}
