//! Gates: measured figures that may not fall behind those that gates.toml records.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gate {
    figure: f64,
    margin: f64,
    better: Better,
    unit: String,
    reason: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Better {
    Higher,
    Lower,
}

impl Gate {
    /// By how much `measured` is worse than the recorded figure; negative if it is better.
    fn behind(&self, measured: f64) -> f64 {
        match self.better {
            Better::Higher => self.figure - measured,
            Better::Lower => measured - self.figure,
        }
    }

    /// One line about a measured figure, and whether the gate lets it pass.
    fn judge(&self, name: &str, measured: f64) -> (String, bool) {
        let Self {
            figure,
            margin,
            unit,
            ..
        } = self;
        let behind = self.behind(measured);
        let passes = behind <= *margin;
        let advice = if !passes {
            "; FALLS BEHIND"
        } else if behind < -margin {
            "; better: record it in tests/gates.toml"
        } else {
            ""
        };
        let line = format!(
            "gate {name}: {measured:.1} {unit} (recorded {figure:.1}, margin {margin:.1}){advice}"
        );
        (line, passes)
    }
}

/// Prints a measured figure, and fails if it falls behind the recorded one by more than its margin.
pub(crate) fn hold(name: &str, measured: f64) {
    let gates: BTreeMap<String, Gate> = toml::from_str(include_str!("gates.toml")).unwrap();
    let gate = &gates[name];
    let (line, passes) = gate.judge(name, measured);
    // Not a macro: the test harness would keep its output to itself.
    #[allow(clippy::explicit_write)]
    writeln!(std::io::stderr(), "{line}").unwrap();
    assert!(passes, "{line}\n{}", gate.reason);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(better: Better) -> Gate {
        Gate {
            figure: 100.0,
            margin: 5.0,
            better,
            unit: "%".to_owned(),
            reason: String::new(),
        }
    }

    #[test]
    fn a_figure_may_be_worse_by_the_margin_and_no_more() {
        for (better, at_margin, beyond) in
            [(Better::Higher, 95.0, 94.9), (Better::Lower, 105.0, 105.1)]
        {
            let gate = gate(better);
            assert!(gate.judge("any", at_margin).1);
            assert!(!gate.judge("any", beyond).1);
        }
    }

    #[test]
    fn a_figure_that_is_better_by_more_than_the_margin_asks_to_be_recorded() {
        for (better, measured) in [(Better::Higher, 106.0), (Better::Lower, 94.0)] {
            let (line, passes) = gate(better).judge("any", measured);
            assert!(passes && line.contains("record it"), "{line}");
        }
        assert!(
            !gate(Better::Higher)
                .judge("any", 104.0)
                .0
                .contains("record it")
        );
    }
}
